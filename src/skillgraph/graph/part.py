"""A part of a graph: what is near a node, or of some kinds, with all that holds among it.

An edge is in a part when all of its ends are: a requirement with its owner and every option. The
group and the scales that a requirement names come with it, a group that would be empty with its
members, and a retired id with what it now means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.model import facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.graph.store import Graph

_LINKS = range(len(schema.LINKS))


def keys_around(graph: Graph, focus: int, hops: int) -> set[int]:
    """Return the nodes within so many edges of one, whichever way the edges lead."""
    near, border = {focus}, {focus}
    for _ in range(hops):
        found = set()
        for asked in graph.requirements(owners=border, options=border):
            found |= {asked.owner, *asked.options}
        for link in (*graph.links(*_LINKS, start=border), *graph.links(*_LINKS, end=border)):
            found |= {link.start, link.end}
        border = found - near
        near |= border
    return near


def iter_part(
    graph: Graph, *, focus: int | None = None, hops: int = 1, kinds: Collection[str] = ()
) -> Iterator[facts.Fact]:
    """Yield the facts of a graph, or of the part around a node and of some kinds.

    Catalogues and sources are there in any case: they are what the part is cited to.
    """
    if focus is None and not kinds:
        yield from graph.facts()
        return
    near = None if focus is None else keys_around(graph, focus, hops)
    wanted = _ids(graph, near, kinds or schema.KINDS)
    wanted |= _members(graph, wanted)
    while named := _named(graph, wanted) - wanted:
        wanted |= named | _members(graph, named)
    wanted |= {id_ for id_, end in graph.retired().items() if end in wanted}
    for fact in graph.facts():
        if all(id_ in wanted for id_ in _ends(fact)):
            yield fact


def _ids(graph: Graph, near: set[int] | None, kinds: Collection[str]) -> set[str]:
    codes = [schema.KINDS.index(kind) for kind in kinds]
    marks = ",".join("?" * len(codes))
    rows = graph.rows(f"SELECT key, id FROM node WHERE kind IN ({marks})", *codes)
    return {id_ for key, id_ in rows if near is None or key in near}


def _named(graph: Graph, wanted: set[str]) -> set[str]:
    """Return the groups and scales that requirements of the part name."""
    named: set[str] = set()
    for fact in graph.facts():
        if isinstance(fact, facts.Requirement) and wanted.issuperset((fact.owner, *fact.options)):
            named |= {fact.group, fact.scale, fact.rating_scale}
    return named - {""}


def _members(graph: Graph, wanted: set[str]) -> set[str]:
    """Return the members of those groups that the part has, but nothing of what is in them."""
    members: dict[str, set[str]] = {}
    for group, member in graph.rows(
        "SELECT a.id, b.id FROM link JOIN node AS a ON a.key = start JOIN node AS b ON b.key = end"
        " WHERE link.kind = ?",
        schema.LINKS.index("member"),
    ):
        members.setdefault(group, set()).add(member)
    return set().union(
        *(of for group, of in members.items() if group in wanted and wanted.isdisjoint(of))
    )


def _ends(fact: facts.Fact) -> tuple[str, ...]:
    match fact:
        case facts.Requirement():
            return (fact.owner, *fact.options)
        case facts.Link():
            return (fact.start, fact.end)
        case facts.Salary():
            return (fact.owner,)
        case facts.Node() | facts.Retired():
            return (fact.id,)
        case _:
            return ()
