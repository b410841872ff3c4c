"""Nodes in rows: of a kind, of a category, or near a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.errors import InputProblem, InvalidInput, clipped
from skillgraph.graph.schema import BROADER
from skillgraph.graph.search import search
from skillgraph.vocab import KINDS, fold
from skillgraph.words import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.names import Name
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.listing import ListDocument, SearchDocument

_WITHIN = f"""
WITH RECURSIVE within (node) AS (
  SELECT ?1 UNION
  SELECT link.start FROM within JOIN link ON link.end = within.node AND link.kind = {BROADER})
SELECT node FROM within WHERE node <> ?1"""


#: So many tags are named where one isn't there.
_OFFERED = 20


def list_document(
    graph: Graph, kind: str | None, category: Name | None, tag: str | None = None
) -> ListDocument:
    """Return the nodes of a kind, within a category (narrower ones included) and with a tag.

    They stand by position. A tag is met in any case of letters.
    """
    if kind is not None and kind not in KINDS:
        raise InvalidInput(
            InputProblem("", f"there is no kind '{kind}'.", f"There are {', '.join(KINDS)}.")
        )
    keys = (
        graph.rows("SELECT key FROM node")
        if category is None
        else graph.rows(_WITHIN, category.key)
    )
    tags = () if tag is None else _tags(graph, tag)
    marks = ",".join("?" * len(tags))
    tagged = {key for (key,) in graph.rows(f"SELECT node FROM tag WHERE value IN ({marks})", *tags)}
    nodes = graph.nodes([key for (key,) in keys if tag is None or key in tagged])
    chosen = [node for node in nodes.values() if kind in (None, node.kind)]
    headings = graph.links(BROADER, start=[node.key for node in chosen])
    labels = graph.nodes({link.end for link in headings})
    under: dict[int, list[str]] = {}
    for link in headings:
        under.setdefault(link.start, []).append(labels[link.end].label)
    return {
        "format": "skillgraph-list/1",
        "graph": references.graph_ref(graph),
        "kind": kind,
        "tag": tags[0] if tags else None,
        "category": None if category is None else {"id": category.id, "label": category.label},
        "nodes": [
            {
                "id": node.id,
                "label": node.label,
                "kind": node.kind,
                "categories": under.get(node.key, []),
            }
            for node in chosen
        ],
    }


def _tags(graph: Graph, tag: str) -> list[str]:
    """Return the spellings of a tag, or tell which tags there are."""
    known = [value for (value,) in graph.rows("SELECT DISTINCT value FROM tag ORDER BY value")]
    found = [value for value in known if fold(value) == fold(tag)]
    if not found:
        more = ", …" if len(known) > _OFFERED else ""
        there = f"There are {len(known)}: {', '.join(known[:_OFFERED])}{more}"
        hint = did_you_mean(tag, known) or (there if known else "No node has a tag.")
        raise InvalidInput(InputProblem("", f"no node has the tag '{clipped(tag)}'.", hint))
    return sorted(found, key=lambda value: value != tag)


def search_document(graph: Graph, text: str, kinds: Collection[str], limit: int) -> SearchDocument:
    """Return what a text may mean, the likeliest first."""
    return {
        "format": "skillgraph-search/1",
        "graph": references.graph_ref(graph),
        "query": text,
        "hits": [
            {"id": hit.id, "label": hit.label, "kind": hit.kind, "alias": hit.alias or None}
            for hit in search(graph, text, kinds, limit=limit)
        ],
    }
