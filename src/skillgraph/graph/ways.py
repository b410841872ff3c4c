"""Ways between two nodes: the shortest over all that the graph states, the most specific first.

A way is specific where it passes nodes that little hangs on: a category of a thousand skills joins
anything with anything, and says nothing. So ways of one length are ordered by the sum of the
logarithms of the degrees of the nodes they pass.
"""

from __future__ import annotations

from heapq import nsmallest
from math import log2
from typing import TYPE_CHECKING

from skillgraph.graph.schema import MEMBER
from skillgraph.graph.store import listed
from skillgraph.vocab import LINKS

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.store import Graph

#: The nodes of a way, its two ends included.
Way = tuple[int, ...]

#: More nodes than this are not looked at: what hangs together so far away says nothing.
MOST_NODES = 200_000

#: A group's options are joined by the choice that uses it; the list itself is no statement.
WAY_KINDS = tuple(kind for kind in range(len(LINKS)) if kind != MEMBER)

_IN = "IN (SELECT value FROM json_each(?1))"
_OF_WAYS = f"kind IN ({','.join(map(str, WAY_KINDS))})"
_PAIRS = (
    f"SELECT owner, skill FROM option WHERE owner {_IN}",
    f"SELECT skill, owner FROM option WHERE skill {_IN}",
    f"SELECT start, end FROM link WHERE start {_IN} AND {_OF_WAYS}",
    f"SELECT end, start FROM link WHERE end {_IN} AND {_OF_WAYS}",
)


def find_ways(graph: Graph, *, start: int, end: int, most: int) -> list[Way]:
    """Return the shortest ways from one node to another, at most so many; none where none is near.

    Edges are passed in either direction. Equal ways are in the order of their positions.
    """
    if start == end:
        return [(start,)]
    sides = (_Side(graph, start), _Side(graph, end))
    while all(side.border for side in sides):
        if sum(len(side.before) for side in sides) > MOST_NODES:
            return []
        nearer = min(sides, key=lambda side: len(side.border))
        nearer.step()
        meeting = sides[0].border & sides[1].border
        if meeting:
            return _joined(graph, sides, meeting, most)
    return []


class _Side:
    """What is reached from one end, level by level, each node with those it was reached from."""

    def __init__(self, graph: Graph, start: int) -> None:
        self._graph = graph
        self.before: dict[int, set[int]] = {start: set()}
        self.border = {start}

    def step(self) -> None:
        """Go on by one edge."""
        found: dict[int, set[int]] = {}
        for sql in _PAIRS:
            for near, far in self._graph.rows(sql, listed(self.border)):
                if far not in self.before:
                    found.setdefault(far, set()).add(near)
        self.before |= found
        self.border = set(found)


def _joined(graph: Graph, sides: tuple[_Side, _Side], meeting: set[int], most: int) -> list[Way]:
    """Return the ways over the nodes at which both sides meet."""
    inner = _upwards(sides[0], meeting) | _upwards(sides[1], meeting)
    weights = _weights(graph, inner)
    found: list[tuple[float, Way]] = []
    known: tuple[dict[int, list[tuple[float, Way]]], ...] = ({}, {})
    for node in sorted(meeting):
        for here, first in _lightest(sides[0], node, weights, most, known[0]):
            for there, last in _lightest(sides[1], node, weights, most, known[1]):
                found.append((here + there - weights[node], (*first, *last[-2::-1])))
    return [way for _, way in nsmallest(most, found)]


def _upwards(side: _Side, nodes: Collection[int]) -> set[int]:
    found = set(nodes)
    queue = list(nodes)
    for node in queue:
        fresh = side.before[node] - found
        found |= fresh
        queue.extend(fresh)
    return found


def _lightest(
    side: _Side,
    node: int,
    weights: dict[int, float],
    most: int,
    known: dict[int, list[tuple[float, Way]]],
) -> list[tuple[float, Way]]:
    """Return the lightest ways from a side's end to a node, each with its weight."""
    if node not in known:
        before = side.before[node]
        ways = [
            (weight + weights[node], (*way, node))
            for earlier in sorted(before)
            for weight, way in _lightest(side, earlier, weights, most, known)
        ]
        known[node] = nsmallest(most, ways) if before else [(weights[node], (node,))]
    return known[node]


def _weights(graph: Graph, nodes: Collection[int]) -> dict[int, float]:
    degrees = dict.fromkeys(nodes, 1)
    for sql in _PAIRS:
        near = sql.removeprefix("SELECT ").partition(",")[0]
        counted = f"SELECT {near}, count(*)" + sql[sql.index(" FROM") :] + f" GROUP BY {near}"
        for node, count in graph.rows(counted, listed(nodes)):
            degrees[node] += count
    return {node: log2(degree) for node, degree in degrees.items()}
