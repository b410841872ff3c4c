"""Sheets of an Excel workbook (.xlsx), row by row: values as texts, formulas as what they gave."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
import zlib
from contextlib import contextmanager, redirect_stdout
from itertools import islice
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Place
from skillgraph.readers.tabular.sheet_parts import read_parts
from skillgraph.readers.tabular.tables import check_header, picker
from skillgraph.words import did_you_mean, escaped, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.tables import Row

    Cells = Sequence[Any]

SUFFIX = ".xlsx"

#: Stands for a formula that was never calculated.
UNCALCULATED = "#NO VALUE"

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

#: All parts of a workbook together, unpacked: a bomb has more.
MAX_UNPACKED = 1 << 30

#: The rows of a sheet, https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS = 1_048_576

#: Whatever openpyxl makes of XML that is none.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ArithmeticError, KeyError, ValueError, TypeError, SyntaxError,
    EOFError, NotImplementedError, IndexError, AttributeError,
)  # fmt: skip

_CHUNK = 1 << 20

#: Progress is told every so many rows: this share of what is left.
_STEP, _SHARE = 500, 50


class Sheet:
    """A table in a sheet, its header in the first row that has anything. Its rows come once."""

    def __init__(self, shown: str, name: str, rows: Iterator[Cells], report: Report) -> None:
        self.name = name
        self.shown = shown
        self._rows = enumerate(rows, 1)
        self._report = report
        header = next((texts for _, row in self._rows if any(texts := _texts(row))), [])
        while header and not header[-1]:
            header.pop()
        self.header = check_header(f"{shown} {name}", header)

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield the rows; see `Table.rows`. A row that ends early has empty cells."""
        pick = picker(f"{self.shown} {self.name}", self.header, columns)
        wide = len(self.header)
        for number, row in self._rows:
            if len(row) > wide and any(_texts(row[wide:])):
                reason = "the row has more or fewer fields than the header"
                self._report.leave_out(self.spot(number), reason)
                continue
            # What nobody asked for is not made a text: most rows have far more cells than that.
            texts = tuple(_texts(pick(row if len(row) >= wide else (*row, *[None] * wide))))
            if any(texts) or any(_texts(row)):
                yield number, texts

    def spot(self, number: int, column: str = "") -> str:
        """Return where a row or a cell stands, as people are shown it."""
        return f"{self.shown} {self._cell(number, column)}"

    def place(self, source: str, number: int, column: str = "", *, last: int = 0) -> Place:
        """Return where a row or a cell stands: a workbook has no fragments, so it is a locator."""
        cell = self._cell(number, column)
        further = f":{self._cell(last, column).rpartition('!')[2]}" if last > number else ""
        return Place(source, "", cell + further)

    def _cell(self, number: int, column: str) -> str:
        from openpyxl.utils import get_column_letter

        index = self.header.index(column) + 1 if column in self.header else 1
        return f"{self.name}!{get_column_letter(index)}{number}"


@contextmanager
def open_workbook(member: Member) -> Iterator[Workbook]:
    """Open a workbook to be streamed; damage, or what is no workbook, is `InvalidInput`."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with warnings.catch_warnings(), member.open() as stream:
        # It warns of styles and the like, which play no part, and names its own code for a place.
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        _check_size(member)
        try:
            with redirect_stdout(None):  # it prints which of its styles there isn't
                workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except (*_BROKEN, OSError, InvalidFileException) as error:
            raise _no_workbook(member, error) from error
        try:
            yield workbook
        except (zipfile.BadZipFile, zlib.error, SyntaxError) as error:
            raise _no_workbook(member, error) from error
        finally:
            workbook.close()


def open_sheet(
    member: Member, workbook: Workbook, report: Report, name: str = "", *, formulas: bool = False
) -> Sheet:
    """Return a sheet of a workbook as a table: the one of a name, else the first.

    A formula without a value is an empty cell; where `formulas` may stand it is one of `ERRORS`,
    at the cost of reading the sheet twice.
    """
    sheet = find_sheet(member, workbook, name)
    shown = f"{member.shown} {sheet.title}"
    rows = _counted(iter_values(shown, sheet), member, report)
    if formulas:
        rows = _with_faults(rows, read_parts(shown, sheet).uncalculated)
    return Sheet(member.shown, sheet.title, rows, report)


def find_sheet(member: Member, workbook: Workbook, name: str = "") -> Any:
    """Return the sheet of a name, else the first that is shown; without one, `InvalidInput`."""
    names = workbook.sheetnames
    if not names or (name and name not in names):
        what = f"there is no sheet {quoted(name)}." if names else "the workbook has no sheets."
        hint = did_you_mean(name, names) or f"There are {', '.join(map(quoted, names))}."
        raise InvalidInput(InputProblem(member.shown, what, hint if names else ""))
    shown = [each.title for each in workbook.worksheets if each.sheet_state == "visible"]
    sheet: Any = workbook[name or (shown or names)[0]]
    if not hasattr(sheet, "iter_rows"):
        raise InvalidInput(InputProblem(member.shown, f"{quoted(sheet.title)} is a chart."))
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a sheet says of its size cuts rows off, or pads them
    return sheet


def iter_values(shown: str, sheet: Any) -> Iterator[Cells]:
    """Yield the rows of a sheet, by their values; what can't be read of it is `InvalidInput`.

    That goes for a row beyond the last that a sheet can have: there is an empty one for each before
    it.
    """
    number = 0
    rows = sheet.iter_rows(values_only=True)
    hint = "Save it anew, as .xlsx or as CSV."
    try:
        for number, row in enumerate(islice(rows, MAX_ROWS), 1):  # noqa: B007 -- told below
            yield row
        more = next(rows, None) is not None
    except _BROKEN as error:
        message = f"the sheet can't be read after row {number:,}: {escaped(str(error))}."
        raise InvalidInput(InputProblem(shown, message, hint)) from error
    if more:
        message = f"the sheet has more than {MAX_ROWS:,} rows, which none can have."
        raise InvalidInput(InputProblem(shown, message, hint))


def _with_faults(rows: Iterator[Cells], uncalculated: set[tuple[int, int]]) -> Iterator[Cells]:
    columns: dict[int, list[int]] = {}
    for row, column in uncalculated:
        columns.setdefault(row, []).append(column)
    for number, cells in enumerate(rows, 1):
        faults = columns.get(number)
        if faults is None:
            yield cells
            continue
        marked = [*cells, *[None] * (max(faults) - len(cells))]
        for column in faults:
            marked[column - 1] = UNCALCULATED
        yield marked


def _counted(rows: Iterator[Cells], member: Member, report: Report) -> Iterator[Cells]:
    """Yield rows, and tell how far a member is read; how many there are is not to be believed.

    Every so many rows the bar takes a share of what is left, so that it moves, and ends in time.
    """
    left = member.size
    for number, row in enumerate(rows, 1):
        yield row
        if number % _STEP == 0:
            step = left // _SHARE
            report.advance(step)
            left -= step
    report.advance(left)


def _texts(row: Cells) -> list[str]:
    return [cell_text(value) for value in row]


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


def _check_size(member: Member) -> None:
    """Count what a workbook unpacks to: a zip's own word for it may be a lie."""
    with member.open() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                left = MAX_UNPACKED
                for info in archive.infolist():
                    with archive.open(info) as part:
                        while chunk := part.read(_CHUNK):
                            left -= len(chunk)
                            if left < 0:
                                raise InvalidInput(
                                    InputProblem(
                                        member.shown,
                                        f"unpacked it is larger than {MAX_UNPACKED >> 30} GiB.",
                                    )
                                )
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise _no_workbook(member, error) from error


def _no_workbook(member: Member, error: BaseException) -> InvalidInput:
    hint = "Save it as .xlsx, or as CSV."
    message = f"this is no Excel workbook: {escaped(str(error))}."
    return InvalidInput(InputProblem(member.shown, message, hint))
