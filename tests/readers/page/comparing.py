"""What catalogues state, as rows that can be compared: all that an import of a page must yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.facts import Link, Node, Requirement, Role, Salary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillgraph.model.facts import Fact, Place

Row = tuple[object, ...]


def rows_of(stream: Iterable[Fact], renamed: Mapping[str, str] | None = None) -> set[Row]:
    """Return what is compared of some facts.

    Not compared, since they are editorial: descriptions, what strategies help towards, `far`, how a
    skill is acquired, what a track's experience says, and what an assumption says beyond that there
    is one. `renamed` has the ids whose labels are editorial, by the ids of what the page says.
    """
    names = renamed or {}
    rows: set[Row] = set()
    for fact in stream:
        match fact:
            case Node():
                kind = "track" if isinstance(fact, Role) and fact.track else type(fact).__name__
                id_ = names.get(fact.id, fact.id)
                label = "" if id_ in names.values() else fact.pref_labels[0].value
                rows.add((kind, id_, label, _lines(fact.places)))
            case Requirement():
                options = frozenset(fact.options)
                needs = fact.count, fact.importance, fact.group
                rows.add(("requires", fact.owner, options, *needs, _lines(fact.places)))
            case Link(kind="helps-towards"):
                pass
            case Link():
                kind = "next" if fact.kind == "far" else fact.kind
                ends = (names.get(end, end) for end in (fact.start, fact.end))
                rows.add((kind, *ends, _lines(fact.places)))
            case Salary():
                pay = fact.minimum, fact.maximum, fact.currency, fact.period
                where = fact.region, fact.date, fact.assumption
                rows.add(("salary", fact.owner, *pay, *where, _lines(fact.places)))
    return rows


def _lines(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(place.fragment or place.locator for place in places)
