"""Drafts of all catalogues to one: nodes by id, single values that agree, lists that unite."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillgraph.model.facts import Text
from skillgraph.model.fields import FIELDS, PROSE
from skillgraph.readers.stated import Stated
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillgraph.model.facts import Place
    from skillgraph.readers.catalog.drafts import (
        Drafts,
        LinkDraft,
        NodeDraft,
        RequirementDraft,
        RetiredDraft,
        SalaryDraft,
    )
    from skillgraph.readers.findings import Findings, Spot
    from skillgraph.vocab import LinkKind

_PROSE = frozenset(field.key for field in FIELDS.values() if field.sort is PROSE)
#: Lists of what is in no language.
_WORDS = frozenset(
    field.key for field in FIELDS.values() if field.sort.many and not field.sort.spoken
)


@dataclass(slots=True)
class MergedNode:
    """A node as all its entries state it; `first` is where it is listed."""

    first: NodeDraft
    singles: dict[str, Stated] = field(default_factory=dict)
    #: One a language.
    labels: dict[str, Stated] = field(default_factory=dict)
    #: By catalogue, since prose of several stands side by side; its values are `Text`.
    prose: dict[str, dict[str, Stated]] = field(default_factory=dict)
    lists: dict[str, dict[Text, Stated]] = field(default_factory=dict)
    #: Who stated each single value.
    stated_by: dict[str, NodeDraft] = field(default_factory=dict)
    places: dict[Place, None] = field(default_factory=dict)
    label_unfit: bool = False

    @property
    def id(self) -> str:
        """Return the CURIE of the node."""
        return self.first.id

    @property
    def called(self) -> str:
        """Return the node as messages call it."""
        return f"{self.first.kind} {quoted(self.first.name)}"


@dataclass(slots=True)
class MergedRequirement:
    """A requirement as all its statements have it."""

    owner: NodeDraft
    options: tuple[str, ...]
    count: int
    spot: Spot
    singles: dict[str, Stated]
    places: dict[Place, None]


@dataclass(slots=True)
class MergedLink:
    """An edge with all places that state it alike."""

    kind: LinkKind
    start: str
    end: str
    assumption: str
    owner: NodeDraft
    spot: Spot
    places: dict[Place, None]
    near: dict[str, Stated] = field(default_factory=dict)


@dataclass(slots=True)
class MergedRetired:
    """A retired id with all places that state it."""

    id: str
    owner: NodeDraft
    spot: Spot
    places: dict[Place, None]


@dataclass(slots=True)
class MergedSalary:
    """A salary with all places that state it alike."""

    owner: str
    singles: dict[str, Stated]
    places: dict[Place, None]


def merge_nodes(drafts: Iterable[NodeDraft], findings: Findings) -> dict[str, MergedNode]:
    """Return the nodes by id, in the order in which they are first listed."""
    nodes: dict[str, MergedNode] = {}
    for draft in drafts:
        node = nodes.setdefault(draft.id, MergedNode(draft))
        if draft.kind != node.first.kind:
            message = (
                f"{quoted(draft.name)} is a {draft.kind} here "
                f"but a {node.first.kind} at {node.first.spot}."
            )
            findings.add(draft.spot, message, "List it in the same section in both places.")
        _merge_node(node, draft, findings)
    return nodes


def _merge_node(node: MergedNode, draft: NodeDraft, findings: Findings) -> None:
    for key, value in draft.singles.items():
        if key in _PROSE:
            text = value._replace(value=Text(value.value, draft.language))
            agree(node.called, key, node.prose.setdefault(draft.catalog, {}), text, findings)
        elif key == "label":
            agree(node.called, key, node.labels, value, findings, under=draft.language)
        elif key != "assumption":  # that one is of the links of its own entry
            agree(node.called, key, node.singles, value, findings)
            node.stated_by.setdefault(key, draft)
    for key, values in draft.lists.items():
        united = node.lists.setdefault(key, {})
        for stated in values:
            language = "" if key in _WORDS else draft.language
            united.setdefault(Text(stated.value, language), stated)
    node.label_unfit = node.label_unfit or draft.label_unfit
    node.places.update(dict.fromkeys(draft.support.places))


def agree(
    called: str,
    key: str,
    singles: dict[str, Stated],
    stated: Stated,
    findings: Findings,
    *,
    under: str = "",
) -> None:
    """Take a single value over, or note that another place states another one."""
    earlier = singles.setdefault(under or key, stated)
    if earlier.value != stated.value:
        message = (
            f"{called} has {key} {quoted(stated.text)} here "
            f"but {quoted(earlier.text)} at {earlier.spot}."
        )
        findings.add(stated.spot, message, "Make them agree.")


def merge_sources(drafts: Drafts, findings: Findings) -> dict[str, dict[str, Stated]]:
    """Return the values of each source by its id: of the catalogues' own, then of those listed."""
    sources: dict[str, dict[str, Stated]] = {}
    for header in drafts.catalogs:
        own = sources.setdefault(header.name, {})
        label = header.singles.get("source") or header.singles.get("title")
        own["label"] = label or Stated(header.name, header.name, header.spot)
        if "licence" in header.singles:
            own["licence"] = header.singles["licence"]
    for draft in drafts.sources:
        singles = sources.setdefault(draft.name, {})
        called = f"source {quoted(draft.name)}"
        for key, value in draft.singles.items():
            agree(called, key, singles, value, findings)
        if "label" not in singles:
            findings.add(draft.spot, f"{called} has no label.", "Write one: label: ….")
    return sources


class Statements:
    """Requirements, links and salaries, united by what identifies them."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._requirements: dict[tuple[str, int, frozenset[str]], MergedRequirement] = {}
        self._links: dict[tuple[LinkKind, str, str, str], MergedLink] = {}
        self._salaries: dict[tuple[object, ...], MergedSalary] = {}
        self._retired: dict[str, MergedRetired] = {}

    @property
    def requirements(self) -> list[MergedRequirement]:
        """Return the requirements in order of listing."""
        return list(self._requirements.values())

    @property
    def links(self) -> list[MergedLink]:
        """Return the links in order of listing."""
        return list(self._links.values())

    @property
    def salaries(self) -> list[MergedSalary]:
        """Return the salaries in order of listing."""
        return list(self._salaries.values())

    @property
    def retired(self) -> list[MergedRetired]:
        """Return the retired ids in order of listing."""
        return list(self._retired.values())

    def add_requirement(
        self, draft: RequirementDraft, options: tuple[str, ...], singles: Mapping[str, Stated]
    ) -> None:
        """Unite a requirement with one of the same owner, count and options."""
        key = draft.owner.id, draft.count.value, frozenset(options)
        spot = draft.support.spot
        new = MergedRequirement(draft.owner, options, draft.count.value, spot, {}, {})
        known = self._requirements.setdefault(key, new)
        called = f"the requirement of {_names(options)} by {_called(draft.owner)}"
        again = known is not new and known.owner is draft.owner
        if again and known.singles["importance"].value == singles["importance"].value:
            self._twice(spot, called, known.spot)
            return
        for name, value in singles.items():
            agree(called, name, known.singles, value, self._findings)
        known.places.update(dict.fromkeys(draft.support.places))

    def add_link(self, draft: LinkDraft, start: str, end: str) -> None:
        """Unite a link with one that says the same, its assumption included."""
        spot = draft.support.spot
        new = MergedLink(draft.kind, start, end, draft.assumption, draft.owner, spot, {})
        known = self._links.setdefault((draft.kind, start, end, draft.assumption), new)
        called = f"{_called(draft.owner)} {draft.phrase} {quoted(draft.other.name)}"
        if known is not new and known.owner is draft.owner:
            self._twice(spot, f"{called}: this", known.spot)
            return
        for name, value in draft.near.items():
            agree(called, name, known.near, value, self._findings)
        known.places.update(dict.fromkeys(draft.support.places))

    def add_retired(self, draft: RetiredDraft) -> None:
        """Unite a retired id with one of the same successor; another one is a contradiction."""
        spot = draft.support.spot
        new = MergedRetired(draft.id, draft.owner, spot, {})
        known = self._retired.setdefault(draft.id, new)
        called = f"{_called(draft.owner)} replaces {quoted(draft.id)}"
        if known is not new and known.owner is draft.owner:
            self._twice(spot, f"{called}: this", known.spot)
        elif known.owner.id != draft.owner.id:
            message = f"{called} here but {_called(known.owner)} does at {known.spot}."
            self._findings.add(spot, message, "Only one can be meant by the old id.")
        known.places.update(dict.fromkeys(draft.support.places))

    def add_salary(self, draft: SalaryDraft) -> None:
        """Unite a salary with one that says the same."""
        values = sorted((key, stated.value) for key, stated in draft.singles.items())
        new = MergedSalary(draft.owner.id, draft.singles, {})
        known = self._salaries.setdefault((draft.owner.id, *values), new)
        known.places.update(dict.fromkeys(draft.support.places))

    def _twice(self, spot: Spot, called: str, first: Spot) -> None:
        message = f"{called} is listed twice; it is first at {first}."
        self._findings.add(spot, message, "Remove one; a source may be a list.")


def _called(draft: NodeDraft) -> str:
    return f"{draft.kind} {quoted(draft.name)}"


def _names(options: tuple[str, ...]) -> str:
    names = [option.partition(":")[2] for option in options]
    shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")  # noqa: PLR2004 -- said in the text
    return quoted(shown)
