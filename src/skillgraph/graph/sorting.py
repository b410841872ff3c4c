"""Rows in order, whatever order they come in, and however many they are.

So many are kept in memory; of more, sorted runs wait in temporary files and are merged a block at a
time (https://en.wikipedia.org/wiki/External_sorting): what several blocks have up to the least of
their last rows is sorted together, which C does, and no row is looked at by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any

from skillgraph.graph.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import ExitStack

#: A plain value that compares with every other row's, or several, place by place.
Row = Any

#: Rows that are kept: all statements of ESCO (154,000), in some 40 MB.
ROWS_KEPT = 1 << 18

#: So many rows are taken, written and read at once.
BLOCK = 1 << 9

#: So many bytes of a run are kept in memory: a block or so.
_KEPT = 1 << 16


class Sorting:
    """Rows that wait to be sorted; files are closed with the stack that they are opened on."""

    def __init__(self, files: ExitStack) -> None:
        self._files = files
        self._rows: list[Row] = []
        self._runs: list[Iterator[list[Row]]] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Take some rows."""
        self._rows += rows
        if len(self._rows) >= ROWS_KEPT:
            self._rows.sort()
            run = Aside(self._files, _KEPT)
            for block in _parted(self._rows):
                run.add(dumps(block))
            self._runs.append(map(loads, run))
            self._rows = []

    def blocks(self) -> Iterator[list[Row]]:
        """Yield all rows in order, many at a time."""
        self._rows.sort()
        rows, self._rows = self._rows, []
        runs = [*self._runs, _parted(rows)]
        yield from _merged(runs) if self._runs else _parted(rows)


def undivided(blocks: Iterable[list[Row]], identity: int) -> Iterator[list[Row]]:
    """Yield blocks so that all rows of one identity, their first so many values, are in one.

    >>> list(undivided([[(1, "a"), (1, "b")], [(1, "c"), (2, "a")], [(3, "a")]], 1))
    [[(1, 'a'), (1, 'b'), (1, 'c')], [(2, 'a')], [(3, 'a')]]
    """
    kept: list[Row] = []
    for block in blocks:
        block[:0] = kept
        last = bisect_left(block, block[-1][:identity])
        kept = block[last:]
        del block[last:]
        if block:
            yield block
    if kept:
        yield kept


def _parted(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BLOCK):
        yield rows[start : start + BLOCK]


def _merged(runs: list[Iterator[list[Row]]]) -> Iterator[list[Row]]:
    """Yield sorted blocks out of sorted runs of them."""
    waiting = [(block, run) for run in runs if (block := next(run, []))]
    while waiting:
        least = min(block[-1] for block, _ in waiting)
        taken: list[Row] = []
        left: list[tuple[list[Row], Iterator[list[Row]]]] = []
        for block, run in waiting:
            end = bisect_right(block, least)
            taken += block[:end]
            if rest := block[end:] or next(run, []):
                left.append((rest, run))
        taken.sort()
        waiting = left
        yield taken
