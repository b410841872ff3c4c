"""The nodes of some tables, and what a name means among them: what a row may refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.model.fields import NODES
from skillgraph.readers.known import candidates
from skillgraph.vocab import (
    KINDS,
    PREFIXES,
    compact,
    derive_slug,
    digest,
    expand,
    fold,
    is_iri,
    is_slug,
)
from skillgraph.words import did_you_mean, quoted, some_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillgraph.errors import Problems
    from skillgraph.readers.known import KnownGraph, KnownNode

#: How a name may be met, in the order in which that decides.
_CODE, _LABEL, _ALIAS = range(3)


def space_of(kind: str) -> str:
    """Return the id space of a kind."""
    return NODES[kind].space


def node_id(text: str, kind: str) -> str:
    """Return the id that a text means: a CURIE or an IRI as it stands, else one of the kind's.

    >>> node_id("skill:sql", "skill"), node_id("SK 001", "skill"), node_id("urn:x:1", "skill")
    ('skill:sql', 'skill:sk-001', 'urn:x:1')
    """
    prefix, colon, _ = text.partition(":")
    known = prefix in PREFIXES or prefix == "urn" or "://" in text
    if colon and known and is_iri(expand(text)):
        return compact(text)
    return f"{space_of(kind)}:{text if is_slug(text) else derive_slug(text)}"


def make_node(kind: str, id_: str, labels: Sequence[facts.Text], **more: Any) -> facts.Node:
    """Return a node of a kind."""
    if kind == "track":
        more["track"] = True
    return NODES[kind].fact(id=id_, pref_labels=tuple(labels), **more)


class Register:
    """Nodes by id in the order of their rows, and their names.

    A name that no row has is looked up in the known graph. Where that has none either, a node is
    made of the name if only one kind may stand there and that kind has no rows of its own (a table
    of roles and the skills they need has rows of neither); else it is a problem, with what is near.
    """

    def __init__(
        self, noted: Problems, known: KnownGraph | None, language: str, *, strict: bool
    ) -> None:
        self.nodes: dict[str, facts.Node] = {}
        self.made: dict[str, int] = {}
        self._kinds: dict[str, str] = {}
        self._names: dict[str, dict[str, int]] = {}
        self._rows: set[str] = set()
        self._spots: dict[str, str] = {}
        self._found: dict[tuple[str, Sequence[str]], str | None] = {}
        self._told: dict[tuple[str, Sequence[str]], tuple[str, str | Callable[[], str]]] = {}
        self._asked: dict[tuple[str, tuple[str, ...]], Sequence[KnownNode]] = {}
        self._noted = noted
        self._known = known
        self._language = language
        self._strict = strict

    def add(self, node: facts.Node, kind: str, code: str, spot: str) -> bool:
        """Keep the node of a row; one that an earlier row has is noted, and not kept."""
        earlier = self._spots.setdefault(node.id, spot)
        if earlier is not spot:
            label = node.pref_labels[0].value
            self._noted.add(
                spot,
                f"{quoted(label)} ({node.id}) has a row already: {earlier}.",
                "Remove one, or give each an id of its own.",
            )
            return False
        self._keep(node, kind, code)
        self._rows.add(space_of(kind))
        return True

    def find(
        self, name: str, kinds: tuple[str, ...], spot: str, places: tuple[facts.Place, ...] = ()
    ) -> str | None:
        """Return the id that a name means, None where it means none, which is noted."""
        key = (name, kinds)
        if key not in self._found:
            self._found[key] = self._find(name, kinds, spot, places)
        elif self._found[key] is None:
            self._noted.add(spot, *self._told[key])  # at each place where it stands
        return self._found[key]

    def means(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Tell whether a text as a whole is a name, before it is taken apart."""
        if self._found.get((name, kinds)) is not None:
            return True
        return bool(self._hits(name, kinds) or self._known_hits(name, kinds))

    def _keep(self, node: facts.Node, kind: str, code: str = "") -> None:
        self.nodes[node.id] = node
        self._kinds[node.id] = kind
        if code:
            self._names.setdefault(fold(code), {})[node.id] = _CODE
        for level, texts in (
            (_LABEL, node.pref_labels), (_ALIAS, (*node.alt_labels, *node.hidden_labels)),
        ):  # fmt: skip
            for text in texts:
                self._names.setdefault(fold(text.value), {}).setdefault(node.id, level)

    def _hits(self, name: str, kinds: tuple[str, ...]) -> list[str]:
        folded = fold(name)
        for exact in (compact(name.strip()), compact(folded)):
            if self._kinds.get(exact) in kinds:
                return [exact]
        slugs = [f"{space}:{folded}" for space in dict.fromkeys(map(space_of, kinds))]
        if found := [id_ for id_ in slugs if self._kinds.get(id_) in kinds]:
            return found
        levels = {
            id_: level
            for id_, level in self._names.get(folded, {}).items()
            if self._kinds[id_] in kinds
        }
        least = min(levels.values(), default=_CODE)
        return [id_ for id_, level in levels.items() if level == least]

    def _find(
        self, name: str, kinds: tuple[str, ...], spot: str, places: tuple[facts.Place, ...]
    ) -> str | None:
        hits = self._hits(name, kinds)
        if len(hits) == 1:
            return hits[0]
        known = [] if hits else self._known_hits(name, kinds)
        if len(known) == 1:
            return self._take(known[0])
        told: tuple[str, str | Callable[[], str]]
        if hits or known:
            which = some_of(hits, len(hits)) if hits else candidates(known)
            told = f"{quoted(name)} may mean {which}.", "Write the id of one."
        else:
            spaces = {space_of(kind) for kind in kinds}
            if len(spaces) == 1 and not self._strict and not spaces & self._rows:
                return self._make(name, kinds[0], places)
            wanted = " or ".join(kinds) if len(kinds) < len(KINDS) else "node"
            told = f"no {wanted} is called {quoted(name)}.", lambda: self._near(name, kinds)
        self._told[name, kinds] = told
        self._noted.add(spot, *told)
        return None

    def _known_hits(self, name: str, kinds: tuple[str, ...]) -> Sequence[KnownNode]:
        if self._known is None:
            return ()
        key = (name, kinds)
        if key not in self._asked:
            self._asked[key] = self._known.find(name, kinds)
        return self._asked[key]

    def _take(self, known: KnownNode) -> str:
        if known.id not in self.nodes:
            self._keep(make_node(known.kind, known.id, known.labels), known.kind)
        return known.id

    def _make(self, name: str, kind: str, places: tuple[facts.Place, ...]) -> str:
        label = " ".join(name.split())
        id_ = node_id(label, kind)
        if id_ in self.nodes:  # "data base" and "data-base" have one slug
            id_ = f"{id_}-{digest(label)}"
        text = facts.Text(label, self._language)
        self._keep(make_node(kind, id_, [text], places=places), kind)
        self.made[kind] = self.made.get(kind, 0) + 1
        return id_

    def _near(self, name: str, kinds: tuple[str, ...]) -> str:
        near = did_you_mean(name, self._labels(kinds))
        if not near and self._known is not None and (found := self._known.near(name, kinds)):
            near = f"Near are {candidates(found)}."
        return near or "Add a row for it, or correct the name."

    def _labels(self, kinds: tuple[str, ...]) -> Iterator[str]:
        for id_, node in self.nodes.items():
            if self._kinds[id_] in kinds:
                yield from (text.value for text in (*node.pref_labels, *node.alt_labels))
