"""Ids and labels for a catalogue: ids without prefix, and names that mean one node of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.fields import NODES
from skillgraph.model.values import fit_line, fit_slug
from skillgraph.vocab import derive_slug, digest, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model import facts
    from skillgraph.writers.losses import Losses

#: The space in which the ids and names of each kind stand.
SPACES = {kind.fact: kind.space for kind in NODES.values()}


class Slugs:
    """Ids as a catalogue writes them, each once in its space."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._slugs: dict[str, str] = {}
        self._taken: set[tuple[str, str]] = set()

    def add(self, space: str, labels: dict[str, str]) -> None:
        """Give every id of a space its slug: its own where it has one, else one of its label."""
        strangers = []
        for id_ in labels:
            prefix, _, name = id_.partition(":")
            if prefix == space and fit_slug(name):
                self._take(space, id_, name)
            else:
                strangers.append(id_)
        for id_ in strangers:
            slug = fit_slug(derive_slug(labels[id_])) or digest(id_)
            if (space, slug) in self._taken:
                slug = digest(id_, slug)
            self._take(space, id_, slug)
            self._losses.add("ids that a catalogue can't have are now made of the label", id_)

    def _take(self, space: str, id_: str, slug: str) -> None:
        self._slugs[id_] = slug
        self._taken.add((space, slug))

    def __getitem__(self, id_: str) -> str:
        return self._slugs[id_]

    def __contains__(self, id_: str) -> bool:
        return id_ in self._slugs

    def is_taken(self, space: str, slug: str) -> bool:
        """Tell whether a slug stands in a space."""
        return (space, slug) in self._taken


class Names:
    """The labels of each node in one language, as the reader takes them.

    A name means one node of a kind, whatever its case. An id comes before a preferred label, and
    that before an alternative one: of two that are alike the later is completed by its node's id,
    or left out where it is an alternative.
    """

    def __init__(
        self, nodes: Iterable[facts.Node], slugs: Slugs, language: str, losses: Losses
    ) -> None:
        self._slugs = slugs
        self._language = language
        self._losses = losses
        self._owners: dict[tuple[str, str], str] = {}
        self._labels: dict[str, str] = {}
        nodes = list(nodes)
        for node in nodes:
            self._owners[SPACES[type(node)], fold(slugs[node.id])] = node.id
        for node in nodes:
            self._labels[node.id] = self._label(node)

    def label(self, node: facts.Node) -> str:
        """Return the preferred label of a node."""
        return self._labels[node.id]

    def others(self, node: facts.Node, texts: Iterable[facts.Text]) -> list[str]:
        """Return alternative or hidden labels, each once."""
        found: dict[str, None] = {}
        for text in self.in_language(node, texts):
            line = self._fit(node, text)
            if line and self._claim(node, line):
                found[line] = None
            elif line:
                self._losses.add(
                    "alternative labels that another node of the kind has are left out",
                    f"{node.id} {line}",
                )
        return list(found)

    def in_language(self, node: facts.Node, texts: Iterable[facts.Text]) -> list[str]:
        """Return the texts in the catalogue's language, those without one among them."""
        found = []
        for text in texts:
            if text.language == self._language:
                found.append(text.value)
            elif text.language:
                what = f"texts in another language than '{self._language}' are left out"
                self._losses.add(what, f"{node.id} ({text.language})")
            else:
                self._losses.add(f"texts in no language are now in '{self._language}'", node.id)
                found.append(text.value)
        return found

    def _label(self, node: facts.Node) -> str:
        own = sorted(node.pref_labels, key=lambda text: text.language != self._language)
        labels = self.in_language(node, own)
        if not labels:
            what = f"labels in another language stand as '{self._language}'"
            self._losses.add(what, f"{node.id} ({own[0].language})")
            labels = [own[0].value]
        for extra in labels[1:]:
            self._losses.add("second preferred labels are left out", f"{node.id} {fit_line(extra)}")
        slug = self._slugs[node.id]
        label = self._fit(node, labels[0]) or slug
        number = 1
        unique = label
        while not self._claim(node, unique):
            number += 1
            unique = f"{label} ({slug})" if number == 2 else f"{label} ({slug} {number - 1})"  # noqa: PLR2004 -- the first try
        if unique != label:
            self._losses.add("labels that another node of the kind has are completed", node.id)
        return unique

    def _fit(self, node: facts.Node, text: str) -> str:
        line = fit_line(text)
        if line != text:
            self._losses.add("labels are now one line without space around it", node.id)
        return line

    def _claim(self, node: facts.Node, name: str) -> bool:
        key = SPACES[type(node)], fold(name)
        return self._owners.setdefault(key, node.id) == node.id
