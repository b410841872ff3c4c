"""Rows in order, whatever order they come in, and however many they are.

So many are kept in memory; of more, sorted runs wait in temporary files and are merged a block at a
time (https://en.wikipedia.org/wiki/External_sorting): what several blocks have up to the least of
their last rows is sorted together, which C does, and no row is looked at by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any

from skillgraph.graph.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import ExitStack

#: Plain values that compare with those of every other row, place by place.
Row = tuple[Any, ...]

#: Rows that are kept: all statements of ESCO (154,000), in some 40 MB.
ROWS_KEPT = 1 << 18

#: So many rows are taken, written and read at once.
BLOCK = 1 << 9

#: A run waits in a file from its first row on.
_NOTHING = 1


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
            run = Aside(self._files, _NOTHING)
            for block in _parted(self._rows):
                run.add(block)
            self._runs.append(iter(run))
            self._rows = []

    def blocks(self, identity: int) -> Iterator[list[Row]]:
        """Yield all rows in order, some at a time; those of one identity come together.

        The identity of a row is its first so many values.
        """
        self._rows.sort()
        runs = [*self._runs, _parted(self._rows)]
        self._rows = []
        kept: list[Row] = []
        for block in _merged(runs) if len(runs) > 1 else runs[0]:
            kept += block
            last = bisect_left(kept, kept[-1][:identity])
            if last:
                yield kept[:last]
                del kept[:last]
        if kept:
            yield kept


def _parted(rows: list[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    rows = []
    while block := list(islice(waiting, BLOCK)):
        yield block


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
