"""A sheet as a grid of texts, with references."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Place
from skillgraph.readers.tabular.delimited import open_rows
from skillgraph.readers.tabular.sheet_parts import SheetParts, read_parts
from skillgraph.readers.tabular.sheets import (
    ERRORS,
    SUFFIX,
    cell_text,
    find_sheet,
    iter_values,
    open_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member

#: Cells with something in them: more than 500 roles by 1,000 skills.
MAX_CELLS = 500_000

_PLAIN = SheetParts([], set(), set(), set())


class Cell(NamedTuple):
    """What stands in a cell; `fault` says why that can't be read."""

    text: str
    fault: str = ""


_BLANK = Cell("")


class Grid:
    """Cells by row and column, both from 1."""

    def __init__(
        self,
        shown: str,
        sheet: str,
        rows: dict[int, dict[int, Cell]],
        parts: SheetParts,
    ) -> None:
        self.shown = shown
        self.sheet = sheet
        self.rows = rows
        self.merged = parts.merged
        self.hidden_rows = parts.hidden_rows
        self.hidden_columns = parts.hidden_columns
        self._anchors: dict[tuple[bool, int], dict[int, tuple[int, int]]] = {}

    @cached_property
    def columns(self) -> list[int]:
        """The columns that have anything, from left to right."""
        return sorted({column for row in self.rows.values() for column in row})

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; one that isn't there is blank."""
        return self.rows.get(row, {}).get(column, _BLANK)

    def first(self, row: int, column: int, *, along: str) -> tuple[int, int]:
        """Return the first cell of the merged area that a cell lies in, else the cell itself.

        Areas are looked for along its row or along its column.
        """
        line, place = (row, column) if along == "row" else (column, row)
        return self.anchors(along, line).get(place, (row, column))

    def anchors(self, along: str, line: int) -> dict[int, tuple[int, int]]:
        """Return, for a row or column, the first cell of the merged area at each of its places."""
        across = along == "row"
        key = (across, line)
        if key not in self._anchors:
            found: dict[int, tuple[int, int]] = {}
            last = 0
            most = max(self.columns if across else self.rows, default=0)
            spans = sorted(
                (left, right, top, bottom) if across else (top, bottom, left, right)
                for top, left, bottom, right in self.merged
            )
            for first, end, near, far in spans:
                if near <= line <= far and first > last:
                    last = min(end, most)  # what overlaps another is no merged area
                    anchor = (near, first) if across else (first, near)
                    found.update(dict.fromkeys(range(first, last + 1), anchor))
            self._anchors[key] = found
        return self._anchors[key]

    def spans_columns(self, row: int, after: int) -> bool:
        """Tell whether a row has an area merged over several columns, beyond the first ones."""
        return any(
            top <= row <= bottom and right > left > after
            for top, left, bottom, right in self.merged
        )

    def reference(self, row: int, column: int) -> str:
        """Return a cell's reference as a spreadsheet has it: AF212."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(column)}{row}"

    def spot(self, row: int, column: int) -> str:
        """Return where a cell stands, as people are shown it."""
        reference = self.reference(row, column)
        return f"{self.shown} {self.sheet}!{reference}" if self.sheet else self.spot_of(reference)

    def spot_of(self, reference: str) -> str:
        """Return a place in a sheet without a name."""
        return f"{self.shown} {reference}"

    def place(self, source: str, row: int, column: int) -> Place:
        """Return a cell as statements cite it: in CSV a fragment (RFC 7111, section 2)."""
        if self.sheet:
            return Place(source, "", f"{self.sheet}!{self.reference(row, column)}")
        return Place(source, f"cell={row},{column}")


def load_grid(member: Member, report: Report, sheet: str = "") -> Grid:
    """Return a file's grid: of a workbook the sheet of that name, else the first."""
    if member.suffix != SUFFIX:
        if sheet:
            message = f"there is no sheet '{sheet}': this is no workbook."
            raise InvalidInput(InputProblem(member.shown, message, "Leave --sheet out."))
        with open_rows(member, report) as lines:
            return Grid(member.shown, "", _cells(member.shown, lines, set()), _PLAIN)
    with open_workbook(member) as workbook:
        found = find_sheet(member, workbook, sheet)
        for other in () if sheet else workbook.worksheets:
            if other.title != found.title and other.sheet_state == "visible":
                place = f"{member.shown} {other.title}"
                report.leave_out(place, "the sheet is not asked for (--sheet NAME)", other.title)
        shown = f"{member.shown} {found.title}"
        parts = read_parts(shown, found)
        cells = _cells(shown, iter_values(shown, found), parts.uncalculated)
        return Grid(member.shown, found.title, cells, parts)


def _cells(
    shown: str, lines: Iterable[Iterable[Any]], uncalculated: set[tuple[int, int]]
) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, values in enumerate(lines, 1):
        row = {
            column: cell
            for column, value in enumerate(values, 1)
            if value is not None and value != "" and (cell := _cell(value)).text
        }
        if row:
            rows[number] = row
            count += len(row)
        if count > MAX_CELLS:
            what = f"the sheet has more than {MAX_CELLS:,} cells."
            raise InvalidInput(InputProblem(shown, what, "Split it, or use `import table`."))
    for number, column in uncalculated:
        fault = "a formula stands here, and no value: open the file in a spreadsheet and save it"
        rows.setdefault(number, {})[column] = Cell("?", fault)
    return {number: rows[number] for number in sorted(rows)}


def _cell(value: Any) -> Cell:
    text = cell_text(value).strip()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(text, "a date stands here")
    if text in ERRORS:
        return Cell(text, f"a formula failed here: {text}")
    return Cell(text)
