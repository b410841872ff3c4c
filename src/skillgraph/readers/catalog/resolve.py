"""Names in statements to ids: what each refers to, or the nearest that it may have meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from skillgraph.vocab import fold
from skillgraph.words import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from skillgraph.readers.catalog.drafts import Drafts, LinkDraft, RequirementDraft
    from skillgraph.readers.catalog.merge import MergedNode, Statements
    from skillgraph.readers.findings import Findings
    from skillgraph.readers.stated import Citation, Reference, Stated


def resolve(
    drafts: Drafts,
    nodes: dict[str, MergedNode],
    sources: Container[str],
    statements: Statements,
    findings: Findings,
) -> None:
    """Add to `statements` all that refers to what exists, and note what doesn't."""
    replaced = {retired.id: retired.owner.name for retired in reversed(drafts.retired)}
    resolver = _Resolver(nodes, replaced, findings)
    for link in drafts.links:
        resolver.add_link(link, statements)
    for requirement in drafts.requirements:
        resolver.add_requirement(requirement, statements)
    for salary in drafts.salaries:
        statements.add_salary(salary)
    for retired in drafts.retired:
        statements.add_retired(retired)
    known = [draft.name for draft in drafts.sources] + [draft.name for draft in drafts.catalogs]
    for source, *_ in _citations(drafts):
        if source.name not in sources:
            findings.add(
                source.spot,
                f"unknown source {quoted(source.name)}.",
                partial(_known, source.name, known, "sources"),
            )


def _citations(drafts: Drafts) -> Iterable[Citation]:
    for node in drafts.nodes:
        yield from node.citations
    for statements in (drafts.requirements, drafts.links, drafts.salaries, drafts.retired):
        for statement in statements:
            yield from statement.support.citations


def _known(word: str, known: Iterable[str], section: str) -> str:
    return did_you_mean(word, known) or f"List it under '{section}'."


class _Resolver:
    """Knows the nodes by id, and for hints by label."""

    def __init__(
        self, nodes: dict[str, MergedNode], replaced: dict[str, str], findings: Findings
    ) -> None:
        self._nodes = nodes
        self._replaced = replaced
        self._findings = findings
        self._members: dict[str, dict[str, None]] = {}
        self._by_label: dict[str, list[str]] | None = None
        self._by_space: dict[str, list[str]] | None = None

    def add_link(self, link: LinkDraft, statements: Statements) -> None:
        owner, other = link.owner, link.other
        found = self._find(other, f"{owner.kind} {quoted(owner.name)} {link.phrase}")
        if found is None:
            return
        start, end = (found, owner.id) if link.incoming else (owner.id, found)
        if link.kind == "member":
            self._members.setdefault(start, {})[end] = None
        statements.add_link(link, start, end)

    def add_requirement(self, draft: RequirementDraft, statements: Statements) -> None:
        called = f"{draft.owner.kind} {quoted(draft.owner.name)}"
        singles = dict(draft.singles)
        for key in ("scale", "rating_scale"):
            if key in singles:
                self._scale(called, singles, key)
        options = self._options(draft, called, singles)
        if options is None:
            return
        there = "1 skill" if len(options) == 1 else f"{len(options)} skills"
        message = f"{called} asks for {draft.count.value} of {there}."
        if draft.count.value < 1:
            self._findings.add(draft.count.spot, message, "Ask for one at least.")
        elif draft.count.value > len(options):
            self._findings.add(draft.count.spot, message, "Name more, or ask for fewer.")
        elif draft.owner.id in options:
            message = f"{called} requires itself."
            self._findings.add(draft.support.spot, message, "Remove it.")
        else:
            statements.add_requirement(draft, options, singles)

    def _options(
        self, draft: RequirementDraft, called: str, singles: dict[str, Stated]
    ) -> tuple[str, ...] | None:
        if draft.group is None:
            found = [self._find(option, f"{called} requires") for option in draft.options]
            options = tuple(option for option in found if option is not None)
            return options if len(options) == len(found) else None
        group = self._find(draft.group, f"{called} requires {draft.count.text} of")
        if group is None:
            return None
        name = draft.group.name
        singles["group"] = draft.count._replace(value=group, text=name, spot=draft.group.spot)
        return tuple(self._members.get(group, ())) or None  # an empty group is a problem of its own

    def _scale(self, called: str, singles: dict[str, Stated], key: str) -> None:
        stated = singles[key]
        scale = self._nodes.get(f"scale:{stated.value.removeprefix('scale:')}")
        if scale is None:
            known = [
                node.first.name for node in self._nodes.values() if node.first.space == "scale"
            ]
            self._findings.add(
                stated.spot,
                f"{called} names unknown {key} {quoted(stated.text)}.",
                partial(_known, stated.text, known, "scales"),
            )
            return
        singles[key] = stated._replace(value=scale.id)
        value = singles.get("level" if key == "scale" else "rating")
        if value is None:  # it was unfit
            return
        low, high = scale.singles.get("min"), scale.singles.get("max")
        if (low and value.value < low.value) or (high and value.value > high.value):
            ends = f"{low.text if low else '…'} to {high.text if high else '…'}"
            message = f"{quoted(value.text)} is not on {scale.called}, which goes from {ends}."
            self._findings.add(value.spot, message)

    def _find(self, reference: Reference, sentence: str) -> str | None:
        ids = [f"{space}:{reference.name}" for space in reference.spaces]
        found = [known for known in ids if known in self._nodes]
        if len(found) == 1:
            return found[0]
        name = quoted(reference.name)
        if found:
            message = f"{sentence} {name}, which may be {one_of(found)}."
            self._findings.add(reference.spot, message, "Write which.")
        else:
            message = f"{sentence} unknown {one_of(reference.spaces)} {name}."
            self._findings.add(reference.spot, message, lambda: self._nearest(reference))
        return None

    def _nearest(self, reference: Reference) -> str:
        if self._by_label is None or self._by_space is None:
            self._by_label, self._by_space = {}, {}
            for node in self._nodes.values():
                self._by_space.setdefault(node.first.space, []).append(node.first.name)
                alternatives = node.lists.get("alt_labels", {}).values()
                for label in (*node.labels.values(), *alternatives):
                    self._by_label.setdefault(fold(label.value), []).append(node.id)
        for space in reference.spaces:
            if (old := f"{space}:{reference.name}") in self._replaced:
                return f"It was replaced: write {quoted(self._replaced[old])}."
        for labelled in self._by_label.get(fold(reference.name), ()):
            space, _, name = labelled.partition(":")
            if space in reference.spaces:
                return f"Did you mean {quoted(name)}?"
        known = [name for space in reference.spaces for name in self._by_space.get(space, ())]
        within = [name for name in known if reference.name in name.split("-")]
        return did_you_mean(reference.name, known) or (
            f"There is {quoted(within[0])}."
            if within
            else "Define it in the catalogue, or see what there is: skillgraph list."
        )
