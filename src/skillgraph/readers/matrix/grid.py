"""A sheet as a grid of texts, with references."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.model.facts import Place
from skillgraph.readers.tabular.delimited import open_rows
from skillgraph.readers.tabular.sheet_parts import UNCALCULATED, SheetParts
from skillgraph.readers.tabular.sheets import (
    ERRORS,
    SUFFIX,
    cell_text,
    column_letters,
    find_sheet,
    open_workbook,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.sheet_parts import Area, Values

    #: The first place and the last, along a row or column; and the first cell of the area.
    _Span = tuple[int, int, tuple[int, int]]

#: Cells with something in them: more than 500 roles by 1,000 skills.
MAX_CELLS = 500_000

_UNCALCULATED = "a formula stands here, and no value: open the file in a spreadsheet and save it"


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
        self._over = self._areas_over_rows()
        self._spans: dict[tuple[str, int], list[_Span]] = {}

    @cached_property
    def columns(self) -> list[int]:
        """The columns that have anything, from left to right."""
        return sorted({column for row in self.rows.values() for column in row})

    def filled(self, along: str, line: int) -> list[int]:
        """Return where a row or column has anything, in order."""
        if along == "row":
            return [*self.rows.get(line, ())]
        return self._rows_of.get(line, [])

    @cached_property
    def _rows_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in sorted(self.rows):
            for column in self.rows[row]:
                found.setdefault(column, []).append(row)
        return found

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; one that isn't there is blank."""
        return self.rows.get(row, {}).get(column, _BLANK)

    def first(self, row: int, column: int, *, along: str) -> tuple[int, int]:
        """Return the first cell of the merged area that a cell lies in, else the cell itself.

        Areas are looked for along its row or along its column.
        """
        line, place = (row, column) if along == "row" else (column, row)
        return self.anchor(along, line, place) or (row, column)

    def anchor(self, along: str, line: int, place: int) -> tuple[int, int] | None:
        """Return the first cell of the merged area at a place along a row or column, if any is."""
        spans = self._spans.get((along, line))
        if spans is None:
            spans = self._spans[along, line] = self._spans_of(along, line)
        at = bisect_right(spans, place, key=itemgetter(0)) - 1
        return spans[at][2] if at >= 0 and place <= spans[at][1] else None

    def _spans_of(self, along: str, line: int) -> list[_Span]:
        across = along == "row"
        # Every row is asked for, of the columns and of empty rows only the few that are headers.
        areas = self._over[line] if across and line in self._over else self.merged
        found: list[_Span] = []
        last = 0
        for first, end, near, far in sorted(
            (left, right, top, bottom) if across else (top, bottom, left, right)
            for top, left, bottom, right in areas
        ):
            if near <= line <= far and first > last:
                last = end  # what overlaps another is no merged area
                found.append((first, end, (near, first) if across else (first, near)))
        return found

    def _areas_over_rows(self) -> dict[int, list[Area]]:
        """Return the merged areas that each row with anything in it is in, in bounded memory."""
        rows = [*self.rows]
        found: dict[int, list[Area]] = {row: [] for row in rows}
        left = MAX_CELLS
        for area in self.merged:
            within = range(bisect_left(rows, area[0]), bisect_right(rows, area[2]))
            left -= len(within)
            if left < 0:
                place = f"{self.shown} {escaped(self.sheet)}"
                what = f"its areas of merged cells run over more than {MAX_CELLS:,} rows in all."
                raise InvalidInput(InputProblem(place, what, "Save the sheet as CSV."))
            for index in within:
                found[rows[index]].append(area)
        return found

    def spans_columns(self, row: int, after: int) -> bool:
        """Tell whether a row has an area merged over several columns, beyond the first ones."""
        return any(
            top <= row <= bottom and right > left > after
            for top, left, bottom, right in self.merged
        )

    def reference(self, row: int, column: int) -> str:
        """Return a cell's reference as a spreadsheet has it: AF212."""
        return f"{column_letters(column)}{row}"

    def spot(self, row: int, column: int) -> str:
        """Return where a cell stands, as people are shown it."""
        reference = self.reference(row, column)
        sheet = f"{escaped(self.sheet)}!" if self.sheet else ""
        return f"{self.shown} {sheet}{reference}"

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
            rows = ((number, dict(enumerate(line, 1))) for number, line in enumerate(lines, 1))
            return Grid(member.shown, "", _cells(member.shown, rows), SheetParts())
    with open_workbook(member) as workbook:
        found = find_sheet(member, workbook, sheet)
        for other in () if sheet else workbook.sheets:
            if other.title != found.title and other.visible and not other.chart:
                place = f"{member.shown} {escaped(other.title)}"
                report.leave_out(place, "the sheet is not asked for (--sheet NAME)", other.title)
        parts = SheetParts()
        shown = f"{member.shown} {escaped(found.title)}"
        cells = _cells(shown, workbook.rows(found, parts))
        return Grid(member.shown, found.title, cells, parts)


def _cells(shown: str, lines: Iterable[tuple[int, Values]]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, values in lines:
        row = {column: cell for column in sorted(values) if (cell := _cell(values[column])).text}
        if row:
            rows[number] = row
            count += len(row)
        if count > MAX_CELLS:
            what = f"the sheet has more than {MAX_CELLS:,} cells."
            raise InvalidInput(InputProblem(shown, what, "Split it, or use `import table`."))
    return rows


def _cell(value: Any) -> Cell:
    if value is UNCALCULATED:
        return Cell("?", _UNCALCULATED)
    text = cell_text(value).strip()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(text, "a date stands here")
    if text in ERRORS:
        return Cell(text, f"a formula failed here: {text}")
    return Cell(text)
