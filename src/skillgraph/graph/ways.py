"""Ways between two nodes: the shortest over all that the graph states, the most specific first.

A way is specific where it passes nodes that little hangs on: a category of a thousand skills joins
anything with anything, and says nothing. So ways of one length are ordered by the sum of the
logarithms of the degrees of the nodes they pass.
"""

from __future__ import annotations

from heapq import nsmallest
from math import log2
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.graph.schema import MEMBER
from skillgraph.graph.store import listed
from skillgraph.vocab import LINKS

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.store import Graph

#: The nodes of a way, its two ends included.
Way = tuple[int, ...]
#: A way as the one to the node before, and its last node.
_Link = tuple["_Link | None", int]

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
        self.levels = [self.border]

    def step(self) -> None:
        """Go on by one edge."""
        found: dict[int, set[int]] = {}
        for sql in _PAIRS:
            for near, far in self._graph.rows(sql, listed(self.border)):
                if far not in self.before:
                    found.setdefault(far, set()).add(near)
        self.before |= found
        self.border = set(found)
        self.levels.append(self.border)


def _joined(graph: Graph, sides: tuple[_Side, _Side], meeting: set[int], most: int) -> list[Way]:
    """Return the ways over the nodes at which both sides meet."""
    inner = tuple(_upwards(side, meeting) for side in sides)
    weights = _weights(graph, inner[0] | inner[1])
    first, last = (
        _lightest(side, nodes, weights, most) for side, nodes in zip(sides, inner, strict=True)
    )
    found: list[tuple[float, Way]] = []
    for node in sorted(meeting):
        ways = [(weight, _written(link)) for weight, link in last[node]]
        for here, link in first[node]:
            way = _written(link)
            for there, rest in ways:
                found.append((here + there - weights[node], (*way, *rest[-2::-1])))
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
    side: _Side, inner: Collection[int], weights: dict[int, float], most: int
) -> dict[int, list[tuple[float, _Link]]]:
    """Return the lightest ways from a side's end to each inner node, each with its weight.

    Ways share what they have in common, and go as deep as there are nodes: level by level they are
    numbered in the order of their positions, by which equal ones are told apart.
    """
    found: dict[int, list[tuple[float, int, _Link]]] = {}
    for level in side.levels:
        ways: list[tuple[int, int, float, _Link]] = []
        for node in level.intersection(inner):
            reached: list[tuple[float, int, _Link]] = [
                (weight + weights[node], number, (link, node))
                for earlier in side.before[node]
                for weight, number, link in found[earlier]
            ]
            reached = reached or [(weights[node], 0, (None, node))]
            ways += (
                (number, node, weight, link) for weight, number, link in nsmallest(most, reached)
            )
        ways.sort(key=itemgetter(0, 1))
        for number, (_, node, weight, link) in enumerate(ways):
            found.setdefault(node, []).append((weight, number, link))
    return {node: [(weight, link) for weight, _, link in ways] for node, ways in found.items()}


def _written(link: _Link) -> Way:
    """Return the nodes of a way."""
    nodes: list[int] = []
    rest: _Link | None = link
    while rest is not None:
        rest, node = rest
        nodes.append(node)
    return tuple(reversed(nodes))


def _weights(graph: Graph, nodes: Collection[int]) -> dict[int, float]:
    degrees = dict.fromkeys(nodes, 1)
    for sql in _PAIRS:
        near = sql.removeprefix("SELECT ").partition(",")[0]
        counted = f"SELECT {near}, count(*)" + sql[sql.index(" FROM") :] + f" GROUP BY {near}"
        for node, count in graph.rows(counted, listed(nodes)):
            degrees[node] += count
    return {node: log2(degree) for node, degree in degrees.items()}
