"""One axis of a matrix: its entries, each with what its lines of headers say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.vocab import fold
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.errors import Problems
    from skillgraph.readers.matrix.shape import Shape
    from skillgraph.readers.report import Report

#: How rows and columns are headed that add others up.
_TOTAL = re.compile(
    r"(grand |sub)?-?totals?( .*)?|sums?|averages?|avg\.?|means?|counts?|max(imum)?|min(imum)?",
)


class Heading(NamedTuple):
    """A category above or beside an entry, and the row and column of its cell."""

    text: str
    row: int
    column: int


class Entry(NamedTuple):
    """A row or a column: where it is along the axis, its name, and what else its headers say.

    `line` is the row or column of the header that has its name; `total` tells whether one of its
    headers says that it adds others up.
    """

    at: int
    line: int
    name: str
    said: dict[str, str]
    categories: tuple[Heading, ...]
    faults: tuple[str, ...]
    total: bool


class Axis(NamedTuple):
    """The entries of an axis, and where each of their headers stands."""

    kind: str
    entries: list[Entry]


def read_axis(shape: Shape, kind: str, report: Report, noted: Problems, *, hidden: bool) -> Axis:
    """Return the entries of an axis; totals and hidden ones are left out and told."""
    reading = _AxisReading(shape, kind, report, noted, hidden=hidden)
    return Axis(kind, list(reading.entries()))


class _AxisReading:
    """Reads the entries of the axis above (`across`) or of the one at the side."""

    def __init__(
        self, shape: Shape, kind: str, report: Report, noted: Problems, *, hidden: bool
    ) -> None:
        grid = shape.grid
        self._grid = grid
        self._kind = kind
        self._above = kind == shape.across
        self._lines = shape.header if self._above else shape.side
        self._side = max(shape.side)
        self._last = max(shape.header)
        self._report = report
        self._noted = noted
        self._hidden = hidden
        self._graded = "grade" in self._lines.values()
        self._names = next(line for line, word in self._lines.items() if word == kind)
        columns = [column for column in grid.columns if column > self._side]
        rows = [row for row in grid.rows if row > self._last]
        self._indexes = columns if self._above else rows
        self._hides = grid.hidden_columns if self._above else grid.hidden_rows

    def entries(self) -> Iterator[Entry]:
        """Yield the entries; a row that is one merged cell is a category for those below."""
        band: tuple[Heading, ...] = ()
        what = "column" if self._above else "row"
        for index in self._indexes:
            headed = self._band(index)
            if headed:
                band = (headed,)
                continue
            entry = self._entry(index, band)
            spot = self._spot(index, self._names)
            if index in self._hides and not self._hidden:
                reason = f"the {what} is hidden (--hidden reads it)"
                self._report.leave_out(spot, reason, entry.name)
            elif entry.total:
                self._report.leave_out(spot, f"the {what} is a total", entry.name)
            elif entry.name:
                for fault in entry.faults:
                    self._noted.add(spot, fault, "Write a name.")
                yield entry
            else:
                self._unnamed(index)

    def _entry(self, index: int, band: tuple[Heading, ...]) -> Entry:
        said: dict[str, str] = {}
        faults: list[str] = []
        categories = list(band)
        total = False
        for line, word in self._lines.items():
            if word == "ignore":
                continue
            spread = word == "category" or (word == self._kind and self._graded)
            row, column = self._header(index, line, spread=spread)
            cell = self._grid.at(row, column)
            if cell.fault and word in (self._kind, "grade", "category", "id"):
                faults.append(f"{cell.fault}.")
            text = " ".join(cell.text.split())
            total = total or (word != "description" and bool(_TOTAL.fullmatch(fold(text))))
            if not text:
                continue
            if word == "category":
                categories.append(Heading(text, row, column))
            else:
                said[word] = text
        name = said.pop(self._kind, "")
        return Entry(index, self._names, name, said, tuple(categories), tuple(faults), total)

    def _header(self, index: int, line: int, *, spread: bool) -> tuple[int, int]:
        """Return the cell of a header; `spread` goes to the first of the merged area it is in."""
        row, column = (line, index) if self._above else (index, line)
        if not spread:
            return row, column
        return self._grid.first(row, column, along="row" if self._above else "column")

    def _band(self, index: int) -> Heading | None:
        """Return the text of a row that is merged from its side over its cells."""
        if self._above:
            return None
        over = self._grid.anchor("row", index, self._side + 1)
        if over is None or over[1] > self._side:
            return None
        text = " ".join(self._grid.at(*over).text.split())
        return Heading(text, *over) if text else None

    def _unnamed(self, index: int) -> None:
        """Note a row or column that has cells and no name; one that has none is no entry."""
        grid = self._grid
        along, after = ("column", self._last) if self._above else ("row", self._side)
        other = next((place for place in grid.filled(along, index) if place > after), None)
        if other is None:
            return
        row, column = (other, index) if self._above else (index, other)
        stands = quoted(grid.at(row, column).text)
        message = f"no name of a {self._kind} stands here, and {stands}"
        self._noted.add(
            self._spot(index, self._names),
            f"{message} in {grid.reference(row, column)}.",
            "Write one, or empty the cells.",
        )

    def _spot(self, index: int, line: int) -> str:
        return self._grid.spot(*((line, index) if self._above else (index, line)))
