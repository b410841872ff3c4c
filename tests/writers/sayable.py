"""Graphs in what a catalogue can say, and facts as they are alike before and after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.graph.drawing import changed

from skillgraph.model import facts
from skillgraph.model.facts import Place, Text
from skillgraph.model.succession import successors
from skillgraph.readers.yaml_nodes import UNFIT
from skillgraph.vocab import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = Place("source:c")
KINDS = (
    facts.Catalog, facts.Source, facts.Category, facts.Group, facts.Skill, facts.Role,
    facts.Strategy, facts.Organisation, facts.Scale, facts.Requirement, facts.Link, facts.Salary,
    facts.Retired,
)  # fmt: skip


def comparable(stream: Iterable[facts.Fact], own: str = OWN.source) -> list[tuple[Any, ...]]:
    """Facts by kind, nodes in their order, without the places in the catalogue's own file."""

    def placed(place: Place) -> Place:
        return Place(own) if place.source == own else place

    plain = []
    for fact in stream:
        changes: dict[str, Any] = {}
        if hasattr(fact, "places"):
            changes["places"] = tuple(sorted({placed(place) for place in fact.places}, key=repr))
        if isinstance(fact, facts.Skill) and fact.effort is not None:
            changes["effort"] = changed(fact.effort, place=placed(fact.effort.place))
        plain.append(changed(fact, **changes))
    plain.sort(
        key=lambda fact: (
            KINDS.index(type(fact)),
            getattr(fact, "track", False),
            "" if isinstance(fact, facts.Node) else repr(fact),
        )
    )
    return plain


def tame(stream: Iterable[facts.Fact]) -> list[facts.Fact]:  # noqa: C901 -- a case for each kind
    """The same graph in what a catalogue can say, and everything else as it was."""
    nodes = {fact.id: fact for fact in stream if isinstance(fact, facts.Node)}
    members: dict[str, set[str]] = {}
    for fact in stream:
        if isinstance(fact, facts.Link) and fact.kind == "member":
            members.setdefault(fact.start, set()).add(fact.end)
    ends = successors(
        (fact.id, fact.replaced_by) for fact in stream if isinstance(fact, facts.Retired)
    )
    gone = {id_ for id_ in nodes if id_.startswith("group:")} - set(members)
    found: list[facts.Fact] = []
    for fact in stream:
        match fact:
            case facts.Catalog():
                found += [_tame_catalog(fact), facts.Source(id=OWN.source, label="Our judgement")]
            case facts.Source():
                found.append(changed(fact, label=_line(fact.label) or "x", url=""))
            case facts.Node() if fact.id not in gone:
                found.append(_tame_node(fact))
            case facts.Requirement() if not _studied_by_practice(fact, nodes):
                found.append(_tame_requirement(fact, members))
            case facts.Retired() if ends[fact.id] not in gone:
                places = _places(fact.places)
                found.append(changed(fact, replaced_by=ends[fact.id], places=places))
            case facts.Link() if not _of_two_kinds(fact) and fact.start not in gone:
                said, tier = _prose(fact.assumption), _line(fact.tier)
                places = _places(fact.places)
                found.append(changed(fact, places=places, assumption=said, tier=tier))
            case facts.Salary():
                found.append(_tame_salary(fact))
    return found


def _of_two_kinds(fact: facts.Link) -> bool:
    return fact.kind == "related" and fact.start.startswith("category:")


def _studied_by_practice(fact: facts.Requirement, nodes: dict[str, Any]) -> bool:
    owner = nodes[fact.owner]
    studied = isinstance(owner, facts.Skill) and not owner.practised
    return studied and any(nodes[option].practised for option in fact.options)


def _tame_catalog(fact: facts.Catalog) -> facts.Catalog:
    return changed(
        fact,
        version=_line(fact.version) or "1",
        title=_line(fact.title),
        source=OWN.source,
        default_effort_hours=_hours(fact.default_effort_hours),
    )


def _tame_salary(fact: facts.Salary) -> facts.Salary:
    return changed(
        fact,
        places=_places(fact.places),
        assumption=_prose(fact.assumption),
        region=_line(fact.region),
        minimum=fact.minimum % 10**6,
        maximum=fact.maximum % 10**6 + 10**6,
    )


def _line(text: str) -> str:
    return nfc(UNFIT.sub("", re.sub("[\n\t]", " ", text)).strip())


def _prose(text: str) -> str:
    return nfc(UNFIT.sub("", text).strip())


def _hours(hours: tuple[int, int] | None) -> tuple[int, int] | None:
    return hours and (hours[0] % 50_000, hours[1] % 50_000 + 50_000)


def _places(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(
        dict.fromkeys(
            Place(each.source, each.fragment.replace("ä", ""), _line(each.locator))
            for each in places
        )
    ) or (OWN,)


def _texts(texts: tuple[Text, ...], before: str = "", *, prose: bool = False) -> tuple[Text, ...]:
    fit = _prose if prose else _line
    lines = dict.fromkeys(fit(f"{before}{text.value}") for text in texts)
    return tuple(Text(line, "en") for line in lines if line)


def _tame_node(node: facts.Node) -> facts.Node:
    changes: dict[str, Any] = {
        "pref_labels": _texts(node.pref_labels[:1], f"{node.id}: "),
        "alt_labels": _texts(node.alt_labels, f"{node.id} "),
        "hidden_labels": _texts(node.hidden_labels, f"'{node.id} "),
        "descriptions": _texts(node.descriptions[:1], prose=True),
        "notation": _line(node.notation),
        "tags": tuple(dict.fromkeys(line for tag in node.tags if (line := _line(tag)))),
        "foreign": (),
        "places": _places(node.places),
    }
    if isinstance(node, facts.Skill):
        changes["outcomes"] = _texts(node.outcomes[:1])
        if node.effort:
            low, high = _hours((node.effort.min_hours, node.effort.max_hours)) or (0, 1)
            changes["effort"] = facts.Effort(low, high, changes["places"][-1])
    if isinstance(node, facts.Role):
        changes["experience"] = _texts(node.experience[:1])
    if isinstance(node, facts.Scale):
        changes["minimum"] = None if node.minimum is None else -float(10**9)
    return changed(node, **changes)


def _tame_requirement(fact: facts.Requirement, members: dict[str, set[str]]) -> facts.Requirement:
    changes: dict[str, Any] = {"places": _places(fact.places)}
    if members.get(fact.group) != set(fact.options):
        changes["group"] = ""
    if fact.level is not None:
        changes |= {"level": round(fact.level, 2), "rating": round(fact.rating, 2)}
    return changed(fact, **changes)
