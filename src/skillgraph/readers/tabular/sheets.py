"""Sheets of an Excel workbook (.xlsx), row by row: values as texts, formulas as what they gave."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.model.facts import Place
from skillgraph.readers.tabular.sheet_parts import UNCALCULATED
from skillgraph.readers.tabular.tables import check_header, indexes_of
from skillgraph.readers.tabular.workbook import Workbook
from skillgraph.words import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.sheet_parts import Values
    from skillgraph.readers.tabular.tables import Row
    from skillgraph.readers.tabular.workbook import SheetEntry

SUFFIX = ".xlsx"

#: What a spreadsheet shows where a formula failed.
ERRORS = frozenset(
    {
        UNCALCULATED,
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#SPILL!",
        "#CALC!",
    }
)

#: No workbook in a zip is larger: it is read into memory, as its own parts lie anywhere in it.
MAX_WITHIN = 128 << 20


class Sheet:
    """A table in a sheet, its header in the first row that has anything. Its rows come once."""

    def __init__(
        self, shown: str, name: str, rows: Iterator[tuple[int, Values]], report: Report
    ) -> None:
        self.name = name
        self.shown = shown
        self._rows = rows
        self._report = report
        _, first = next(rows, (0, {}))
        header = [cell_text(first.get(column)) for column in range(1, max(first, default=0) + 1)]
        self.header = check_header(f"{shown} {escaped(name)}", header)

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield the rows; see `Table.rows`. A row that ends early has empty cells."""
        place = f"{self.shown} {escaped(self.name)}"
        picked = [index + 1 for index in indexes_of(place, self.header, columns)]
        wide = len(self.header)
        for number, values in self._rows:
            if max(values) > wide:
                reason = "the row has more or fewer fields than the header"
                self._report.leave_out(self.spot(number), reason)
            else:
                # What nobody asked for is not made a text: most rows have far more cells than that.
                yield number, tuple(cell_text(values.get(column)) for column in picked)

    def spot(self, number: int, column: str = "") -> str:
        """Return where a row or a cell stands, as people are shown it."""
        return f"{self.shown} {escaped(self._cell(number, column))}"

    def place(self, source: str, number: int, column: str = "", *, last: int = 0) -> Place:
        """Return where a row or a cell stands: a workbook has no fragments, so it is a locator."""
        cell = self._cell(number, column)
        further = f":{self._cell(last, column).rpartition('!')[2]}" if last > number else ""
        return Place(source, "", cell + further)

    def _cell(self, number: int, column: str) -> str:
        index = self.header.index(column) + 1 if column in self.header else 1
        return f"{self.name}!{column_letters(index)}{number}"


def column_letters(column: int) -> str:
    """Return the letters of a column, from 1: as far as there are columns.

    >>> [column_letters(column) for column in (1, 26, 27, 702, 703, 18_279)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA', 'AAAA']
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@contextmanager
def open_workbook(member: Member) -> Iterator[Workbook]:
    """Open a workbook to be streamed; damage, or what is no workbook, is `InvalidInput`."""
    with member.open() as stream:
        if member.packed is None:
            yield Workbook(stream, member.shown)
        else:
            content = stream.read(MAX_WITHIN + 1)
            if len(content) > MAX_WITHIN:
                message = f"a workbook in a zip is larger than {MAX_WITHIN >> 20} MiB."
                raise InvalidInput(InputProblem(member.shown, message, "Unpack it first."))
            yield Workbook(BytesIO(content), member.shown)


def open_sheet(
    member: Member, workbook: Workbook, report: Report, name: str = "", *, formulas: bool = False
) -> Sheet:
    """Return a sheet of a workbook as a table: the one of a name, else the first.

    A formula without a value is an empty cell; where `formulas` may stand it is one of `ERRORS`.
    """
    sheet = find_sheet(member, workbook, name)
    rows = workbook.rows(sheet, on_read=lambda share: report.advance(int(share * member.size)))
    return Sheet(member.shown, sheet.title, rows if formulas else _calculated(rows), report)


def find_sheet(member: Member, workbook: Workbook, name: str = "") -> SheetEntry:
    """Return the sheet of a name, else the first that is shown; without one, `InvalidInput`."""
    names = [sheet.title for sheet in workbook.sheets]
    if not names or (name and name not in names):
        what = f"there is no sheet {quoted(name)}." if names else "the workbook has no sheets."
        hint = did_you_mean(name, names) or f"There are {listed(names)}."
        raise InvalidInput(InputProblem(member.shown, what, hint if names else ""))
    if name:
        sheet = workbook.sheets[names.index(name)]
    else:
        sheet = next((each for each in workbook.sheets if each.visible), workbook.sheets[0])
    if sheet.chart:
        raise InvalidInput(InputProblem(member.shown, f"{quoted(sheet.title)} is a chart."))
    return sheet


def _calculated(rows: Iterator[tuple[int, Values]]) -> Iterator[tuple[int, Values]]:
    """Yield rows without the formulas that have no value."""
    for number, values in rows:
        found = {column: each for column, each in values.items() if each is not UNCALCULATED}
        if found:
            yield number, found


def cell_text(value: Any) -> str:
    """Return a cell's value as a text: numbers without an empty fraction, dates by ISO 8601.

    >>> cell_text(8.0), cell_text(4.12), cell_text(None), cell_text(True)
    ('8', '4.12', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
