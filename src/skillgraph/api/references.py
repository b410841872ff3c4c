"""Sources and names as documents have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.store import listed
from skillgraph.vocab import requirement_id, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillgraph.graph.rows import Node, Place, Requirement, Salary
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import (
        EffortDoc,
        GraphRef,
        LevelDoc,
        RatingDoc,
        Ref,
        SalaryDoc,
        ScaleDoc,
    )

_ENDS = "SELECT node, minimum, maximum FROM scale WHERE node IN (SELECT value FROM json_each(?))"


def graph_ref(graph: Graph) -> GraphRef:
    """Return which graph an answer is about."""
    return {
        "digest": graph.digest(),
        "catalogs": [{"id": id_, "version": version} for id_, version in graph.catalogs()],
    }


def ref(node: Node) -> Ref:
    """Return a node by id and label."""
    return {"id": node.id, "label": node.label}


def cited(places: Iterable[Place]) -> list[str]:
    """Return the sources of a statement, each once: `source:page#line=24,25`.

    Where the medium defines no fragment, the place in the authored file follows a space.

    >>> cited([("source:p", "line=2,3", "a.yaml:9:1"), ("source:q", "", "a.yaml:3:1")])
    ['source:p#line=2,3', 'source:q a.yaml:3']
    """
    return list(dict.fromkeys(map(_cited, places)))


def sources(places: Iterable[Place]) -> list[str]:
    """Return the sources of a statement, each once, without places in authored files."""
    return list(dict.fromkeys(source_text(source, fragment) for source, fragment, _ in places))


def locators(places: Iterable[Place]) -> list[str]:
    """Return the places in authored files, by file and line.

    >>> locators([("source:q", "", "skills.yaml:3:1"), ("source:p", "row=4", "Sheet!A4")])
    ['skills.yaml:3', 'Sheet!A4']
    """
    found = (_without_column(locator) for _, _, locator in places if locator)
    return list(dict.fromkeys(found))


def effort_doc(hours: tuple[int, int], place: Place | None) -> EffortDoc:
    """Return hours with their source; those of an unknown effort have none."""
    source = _cited(place) if place else None
    return {"min": hours[0], "max": hours[1], "source": source, "unknown": place is None}


def salary_docs(graph: Graph, owner: Node) -> list[SalaryDoc]:
    """Return the ranges of pay at a role."""
    return [_salary(owner, salary) for salary in graph.salaries(owner.key)]


def stated_requirement_id(requirement: Requirement, nodes: Mapping[int, Node]) -> str:
    """Return the id of a requirement, which follows from what it says."""
    options = tuple(nodes[option].id for option in requirement.options)
    return requirement_id(nodes[requirement.owner].id, requirement.count, options)


def level_doc(requirement: Requirement, nodes: Mapping[int, Node]) -> LevelDoc | None:
    """Return the level that is asked for, or None."""
    if requirement.level is None or requirement.scale is None:
        return None
    return {"level": requirement.level, "scale": nodes[requirement.scale].id}


def rating_doc(requirement: Requirement, nodes: Mapping[int, Node]) -> RatingDoc | None:
    """Return a source's own number for how much a requirement matters, or None."""
    if requirement.rating is None or requirement.rating_scale is None:
        return None
    return {"rating": requirement.rating, "scale": nodes[requirement.rating_scale].id}


def scale_docs(graph: Graph, nodes: Iterable[Node]) -> list[ScaleDoc]:
    """Return the scales among some nodes, in order of position."""
    scales = {node.key: node for node in nodes if node.kind == "scale"}
    if not scales:
        return []
    ends = {key: (least, most) for key, least, most in graph.rows(_ENDS, listed(scales))}
    return [{**ref(scales[key]), "min": ends[key][0], "max": ends[key][1]} for key in sorted(ends)]


def source_labels(graph: Graph, sources: Iterable[str]) -> dict[str, str]:
    """Return the labels of sources by id, given the texts that cite them."""
    known = graph.sources()
    ids = dict.fromkeys(text.partition(" ")[0].partition("#")[0] for text in sources)
    return {id_: known[id_] for id_ in ids if id_ in known}


def _salary(owner: Node, salary: Salary) -> SalaryDoc:
    return {
        "role": owner.id,
        "min": salary.minimum,
        "max": salary.maximum,
        "currency": salary.currency,
        "period": salary.period,
        "region": salary.region or None,
        "date": salary.date or None,
        "assumption": salary.assumption or None,
        "sources": cited(salary.places),
    }


def _cited(place: Place) -> str:
    source, fragment, locator = place
    if fragment or not locator:
        return source_text(source, fragment)
    return f"{source} {_without_column(locator)}"


def _without_column(locator: str) -> str:
    file, colon, column = locator.rpartition(":")
    return file if colon and column.isdecimal() and file[-1:].isdecimal() else locator
