"""How much a graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.vocab import KINDS, LINKS

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import CatalogDoc
    from skillgraph.model.documents.stats import StatsDocument

# A statement rests on the source of its own row and on those of its further places.
_SOURCES = """
SELECT source.id, source.label, (
  SELECT count(*) FROM (
    SELECT key AS statement FROM node WHERE node.source = source.key
    UNION ALL SELECT key FROM requirement WHERE requirement.source = source.key
    UNION ALL SELECT key FROM link WHERE link.source = source.key
    UNION ALL SELECT key FROM salary WHERE salary.source = source.key
    UNION SELECT statement FROM place WHERE place.source = source.key))
FROM source ORDER BY source.key"""


def stats_document(graph: Graph) -> StatsDocument:
    """Return counts of nodes and statements by kind, the catalogues, and what sources support."""
    rows = graph.rows
    nodes = dict(rows("SELECT kind, count(*) FROM node GROUP BY kind"))
    links = dict(rows("SELECT kind, count(*) FROM link GROUP BY kind"))
    ((choices, requirements),) = rows(
        "SELECT coalesce(sum(r.count < (SELECT count(*) FROM option AS o WHERE o.owner = r.owner"
        " AND o.requirement = r.key)), 0), count(*) FROM requirement AS r"
    )
    ((salaries,),) = rows("SELECT count(*) FROM salary")
    ((unknown,),) = rows("SELECT count(*) FROM skill WHERE effort_min IS NULL AND NOT practised")
    return {
        "format": "skillgraph-stats/1",
        "graph": references.graph_ref(graph),
        "nodes": {kind: nodes.get(code, 0) for code, kind in enumerate(KINDS)},
        "statements": {
            "requirement": requirements - choices,
            "choice": choices,
            **{kind: links.get(code, 0) for code, kind in enumerate(LINKS)},
            "salary": salaries,
        },
        "unknown_effort": unknown,
        "catalogs": catalog_docs(graph),
        "sources": [
            {"id": id_, "label": label, "statements": count} for id_, label, count in rows(_SOURCES)
        ],
    }


def catalog_docs(graph: Graph) -> list[CatalogDoc]:
    """Return the catalogues that went into a graph, with what may be done with them."""
    return [
        {"id": id_, "version": version, "title": title, "licence": licence}
        for id_, version, title, licence in graph.rows(
            "SELECT id, version, title, licence FROM catalog ORDER BY key"
        )
    ]
