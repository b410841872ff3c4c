"""The nodes to look at where there are too many: the nearest, the most connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.graph.part import keys_around
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.store import Graph

# How many requirements and links a node takes part in.
_DEGREES = """
SELECT node, count(*) FROM (
  SELECT skill AS node FROM option UNION ALL SELECT owner FROM requirement
  UNION ALL SELECT start FROM link UNION ALL SELECT end FROM link)
GROUP BY node"""


class Selection(NamedTuple):
    """Nodes by key, in order of position, and among how many they were selected."""

    keys: list[int]
    candidates: int


def select(
    graph: Graph, *, focus: int | None, hops: int, kinds: Collection[str], most: int
) -> Selection:
    """Return at most so many nodes: by edges from the focus, then by degree, then by position.

    The focus itself is among them whatever its kind. Equal graphs give equal selections.
    """
    distance = None if focus is None else _distances(graph, focus, hops)
    wanted = {KINDS.index(kind) for kind in kinds} or set(range(len(KINDS)))
    candidates = [
        key
        for key, kind in graph.rows("SELECT key, kind FROM node ORDER BY key")
        if (distance is None or key in distance) and (kind in wanted or key == focus)
    ]
    if len(candidates) <= most:
        return Selection(candidates, len(candidates))
    degrees = dict(graph.rows(_DEGREES))
    near = distance or {}
    ranked = sorted(candidates, key=lambda key: (near.get(key, 0), -degrees.get(key, 0), key))
    return Selection(sorted(ranked[:most]), len(candidates))


def _distances(graph: Graph, focus: int, hops: int) -> dict[int, int]:
    """Return how many edges each node within reach is away from the focus."""
    found = {focus: 0}
    for distance in range(1, hops + 1):
        near = keys_around(graph, focus, distance)
        fresh = near.difference(found)
        found.update(dict.fromkeys(fresh, distance))
        if not fresh:
            break
    return found
