"""Strongly connected components, and the cycles in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

#: A ring is looked for from so many members of a component; a larger one has a short ring there.
_STARTS = 200


def strongly_connected_components(edges: Mapping[int, Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the components of a directed graph, each before those that lead to it.

    Members are in order of position. This is Tarjan's algorithm (SIAM J. Comput. 1, 1972) without
    recursion, linear in nodes and edges.

    >>> strongly_connected_components({1: [2], 2: [1, 3]})
    [(3,), (1, 2)]
    """
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: dict[int, None] = {}
    found: list[tuple[int, ...]] = []
    for root in edges:
        if root in index:
            continue
        ahead = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        open_[root] = None
        while ahead:
            node, successors = ahead[-1]
            for successor in successors:
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    open_[successor] = None
                    ahead.append((successor, iter(edges.get(successor, ()))))
                    break
                if successor in open_:
                    low[node] = min(low[node], index[successor])
            else:
                ahead.pop()
                if ahead:
                    above = ahead[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == index[node]:
                    found.append(_closed(open_, node))
    return found


def shortest_cycle(
    edges: Mapping[int, Sequence[int]], members: Collection[int]
) -> tuple[int, ...] | None:
    """Return a shortest cycle among some nodes as a ring, its end its start; None without one.

    It begins at its member of the lowest position. Beyond 200 members it is a shortest one through
    one of the first 200, or one through any where those are on none.

    >>> shortest_cycle({1: [2], 2: [3], 3: [1, 2]}, (1, 2, 3))
    (2, 3, 2)
    """
    best: tuple[int, ...] | None = None
    for number, start in enumerate(sorted(members)):
        if best is not None and (number >= _STARTS or len(best) <= 3):  # noqa: PLR2004 -- two in a ring
            break
        found = _ring(edges, members, start, len(best) - 2 if best else len(members))
        best = found or best
    if best is None:
        return None
    first = best.index(min(best))
    ring = best[:-1]
    return (*ring[first:], *ring[:first], ring[first])


def _ring(
    edges: Mapping[int, Sequence[int]], members: Collection[int], start: int, most: int
) -> tuple[int, ...] | None:
    """Return a shortest ring through a node, of at most so many edges."""
    came: dict[int, int] = {}
    level: Iterable[int] = [start]
    for _ in range(most):
        reached: list[int] = []
        for node in level:
            for successor in edges.get(node, ()):
                if successor == start:
                    return _traced(came, start, node)
                if successor in members and successor not in came:
                    came[successor] = node
                    reached.append(successor)
        level = reached
    return None


def _traced(came: Mapping[int, int], start: int, last: int) -> tuple[int, ...]:
    back = [start]
    while last != start:
        back.append(last)
        last = came[last]
    return (start, *reversed(back))


def _closed(open_: dict[int, None], root: int) -> tuple[int, ...]:
    members: list[int] = []
    while not members or members[-1] != root:
        members.append(open_.popitem()[0])
    return tuple(sorted(members))
