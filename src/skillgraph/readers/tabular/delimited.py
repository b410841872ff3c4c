"""CSV and what is like it (RFC 4180, with other separators too)."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Place
from skillgraph.readers.tabular.guarded import open_text, undecodable
from skillgraph.readers.tabular.tables import check_header, picker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.tables import Row

#: True fields of 627,354 characters exist (ESCO's `conceptSchemes_en.csv`).
MAX_FIELD = 4 << 20

#: No row has more bytes: `csv` gathers it whole before it gives it.
MAX_ROW = 16 << 20

#: Separators, the likeliest first; spreadsheets of some languages write semicolons.
_SEPARATORS = ",;\t"

_TABBED = (".tsv", ".tab", ".txt")


class Delimited:
    """A table in a text file. Its rows can be read once."""

    def __init__(
        self, member: Member, rows: Iterator[list[str]], report: Report, header: list[str]
    ) -> None:
        self.shown = member.shown
        self.header = check_header(member.shown, header)
        self._rows = rows
        self._report = report

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield the rows; see `Table.rows`."""
        pick = picker(self.shown, self.header, columns)
        wide = len(self.header)
        for number, row in enumerate(self._rows, 2):
            if len(row) == wide:
                yield number, pick(row)
            elif any(row):
                reason = "the row has more or fewer fields than the header"
                self._report.leave_out(self.spot(number), reason, f"fields: {len(row)}, not {wide}")

    def spot(self, number: int, column: str = "") -> str:
        """Return where a row stands, as people are shown it."""
        return f"{self.shown} row {number}" + (f", {column}" if column else "")

    def place(self, source: str, number: int, column: str = "", *, last: int = 0) -> Place:
        """Return where a row stands: a fragment by RFC 7111, section 2."""
        del column
        return Place(source, f"row={number}-{last}" if last > number else f"row={number}")


@contextmanager
def open_rows(
    member: Member, report: Report, *, separator: str = "", quoted: bool = True
) -> Iterator[Iterator[list[str]]]:
    """Open a text file of rows without a header; see `open_delimited`."""
    with _open(member, report, separator=separator, quoted=quoted) as reader:
        yield reader


@contextmanager
def open_delimited(
    member: Member, report: Report, *, separator: str = "", quoted: bool = True
) -> Iterator[Delimited]:
    """Open a text file of rows; what is wrong with it is `InvalidInput`, now or on the way.

    Without a `separator` it is the tab in `.tsv`, `.tab` and `.txt`, else the one of `,`, `;` and
    the tab that the first line has most of. Where fields are not `quoted`, a quote is a character
    like others.
    """
    with _open(member, report, separator=separator, quoted=quoted) as reader:
        header = next(reader, [])
        yield Delimited(member, reader, report, header)


@contextmanager
def _open(
    member: Member, report: Report, *, separator: str, quoted: bool
) -> Iterator[Iterator[list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    rows = _Rows(member, report)
    with member.open() as stream:
        text = open_text(member, stream, rows.advance)
        reader = csv.reader(
            text,
            delimiter=separator or _separator(member),
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            strict=True,
        )
        try:
            yield rows.of(reader)
        except csv.Error as error:
            raise InvalidInput(
                InputProblem(f"{member.shown}:{reader.line_num}", *_told(str(error)))
            ) from error
        except UnicodeDecodeError:
            raise undecodable(member) from None


class _Rows:
    """Rows, for each of which no more than `MAX_ROW` is read."""

    def __init__(self, member: Member, report: Report) -> None:
        self._member = member
        self._report = report
        self._line = 1
        self._gathered = 0

    def advance(self, size: int) -> None:
        """Take note that so many bytes more are read, of a row that is not yet whole."""
        self._report.advance(size)
        self._gathered += size
        if self._gathered > MAX_ROW:
            place = f"{self._member.shown}:{self._line}"
            message = f"the row that begins here is longer than {MAX_ROW >> 20} MiB."
            hint = "Is a quotation mark never closed, or are there no line ends?"
            raise InvalidInput(InputProblem(place, message, hint))

    def of(self, reader: Any) -> Iterator[list[str]]:
        """Yield the rows of a reader of `csv`."""
        for row in reader:
            self._line = reader.line_num + 1
            self._gathered = 0
            yield row


def _separator(member: Member) -> str:
    if member.suffix in _TABBED:
        return "\t"
    with member.open() as stream, open_text(member, stream) as text:
        try:
            first = text.readline(MAX_FIELD)
        except UnicodeDecodeError:
            return ","
    return max(_SEPARATORS, key=lambda each: (first.count(each), -_SEPARATORS.index(each)))


def _told(message: str) -> tuple[str, str]:
    if "unexpected end of data" in message:
        return "a quoted field is never closed.", "Add the missing quotation mark."
    if "field larger" in message:
        return f"a field has more than {MAX_FIELD:,} characters.", "Is a quotation mark missing?"
    if "expected after" in message:
        return (
            "text follows a closing quotation mark.",
            "Double the quotation marks within a field.",
        )
    return f"this is not CSV: {message}.", ""
