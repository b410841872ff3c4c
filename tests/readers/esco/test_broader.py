"""A hierarchy loses the edges that close circles in it, and costs as much as it has edges."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import SupportsIndex

import pytest

from skillgraph.readers.esco.broader import closing_edges


class Counted(list[tuple[str, str]]):
    """Edges that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, at: SupportsIndex) -> tuple[str, str]:  # type: ignore[override]
        self.looks += 1
        return super().__getitem__(at)


def chain(size: int) -> list[tuple[str, str]]:
    return [(f"n{at}", f"n{at + 1}") for at in range(size)]


def layers(count: int, wide: int) -> list[tuple[str, str]]:
    """Each concept is under all of the next layer: there are wide ** count ways up."""
    return [
        (f"n{layer}-{one}", f"n{layer + 1}-{other}")
        for layer in range(count)
        for one in range(wide)
        for other in range(wide)
    ]


@pytest.mark.parametrize(
    ("edges", "count"),
    [
        (chain(50_000), 0),
        ([*chain(50_000), ("n50000", "n0")], 1),
        ([*reversed(chain(50_000)), ("n50000", "n0")], 1),
        ([*chain(20_000), *((b, a) for a, b in chain(20_000))], 20_000),
        ([("n0", f"n{at}") for at in range(1, 9_000)]
         + [(f"n{at}", "n0") for at in range(1, 9_000)], 8_999),
        ([*layers(40, 30), ("n40-0", "n0-0")], 1),
    ],
    ids=["chain", "circle", "circle-backwards", "pairs", "star", "layers"],
)  # fmt: skip
def test_no_circle_is_left_and_each_edge_is_looked_at_once(
    edges: list[tuple[str, str]], count: int
) -> None:
    counted = Counted(edges)
    closing = closing_edges(counted)
    assert counted.looks <= len(edges)
    assert len(closing) == count
    left: dict[str, list[str]] = {}
    for at, (start, end) in enumerate(edges):
        if at not in closing:
            left.setdefault(start, []).append(end)
    TopologicalSorter(left).prepare()  # no circle
