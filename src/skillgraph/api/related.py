"""`related` as a document: roles like one by what they ask for, beside what sources state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.naming import Naming
from skillgraph.graph import schema
from skillgraph.graph.degrees import asks
from skillgraph.graph.demand import listings
from skillgraph.planner.likeness import likeness, shared

if TYPE_CHECKING:
    from skillgraph.graph.rows import Link
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.related import RelatedDocument, SharesDoc, StatedDoc, TierDoc
    from skillgraph.model.likeness import Likeness

#: Digits that a share is rounded to.
_DIGITS = 4
#: So many shared skills are named.
_SHARED = 5


def related_document(
    graph: Graph, role: int, *, kind: str | None, limit: int | None
) -> RelatedDocument:
    """Return the roles most like one, `limit` of them, and what sources say of the others."""
    asked = asks(graph, role)
    found = likeness(role, asked)
    if kind is not None:
        of_kind = {each.role for each in listings(graph, kind)}
        found = [each for each in found if each.role in of_kind]
    shown = found[:limit]
    links = {link.end: link for link in graph.links(schema.RELATED, start=[role])}
    naming = Naming(graph, ())
    naming.refs([each.role for each in shown])
    common = {each.role: shared(asked, each.role, _SHARED) for each in shown}
    naming.refs(sorted({skill for skills in common.values() for skill in skills}))
    places = {each.role: place for place, each in enumerate(found, 1)}
    seen = {each.role for each in shown}
    return {
        "format": "skillgraph-related/1",
        "graph": references.graph_ref(graph),
        "role": naming.role_ref(role),
        "requirements": len(asked.own),
        "all_roles": asked.roles,
        "alike": len(found),
        "related": [
            {
                **naming.role_ref(each.role),
                **_shares(each),
                "shared": naming.refs(common[each.role]),
                "stated": each.role in links,
                **_statement(links.get(each.role)),
            }
            for each in shown
        ],
        "stated": [
            _stated(naming, link, places.get(link.end))
            for link in sorted(links.values(), key=_order)
            if link.end not in seen
        ],
    }


def _shares(found: Likeness) -> SharesDoc:
    return {
        "meets": round(found.meets, _DIGITS),
        "met_by": round(found.met_by, _DIGITS),
        "likeness": round(found.likeness, _DIGITS),
    }


def _statement(link: Link | None) -> TierDoc:
    return {"tier": (link and link.tier) or None, "rank": None if link is None else link.rank}


def _stated(naming: Naming, link: Link, place: int | None) -> StatedDoc:
    return {**naming.ref(link.end), **_statement(link), "place": place}


def _order(link: Link) -> tuple[bool, int, int]:
    """Return the order of a source's own links: by its rank, the unranked last."""
    return (link.rank is None, link.rank or 0, link.end)
