"""CSV and what is like it (RFC 4180, with other separators too)."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Place
from skillgraph.readers.report import Report
from skillgraph.readers.tabular.guarded import open_text, undecodable
from skillgraph.readers.tabular.tables import check_header, picker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.readers.tabular.guarded import Guarded
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.tables import Block, Row

#: True fields of 627,354 characters exist (ESCO's `conceptSchemes_en.csv`).
MAX_FIELD = 4 << 20

#: Rows are taken so many at a time, until there are so many, or so many bytes were read meanwhile:
#: of the longest fields a few dozen are in memory.
_ROWS, _MOST_ROWS, _MOST_BYTES = 16, 128, 1 << 20

#: Separators, the likeliest first; spreadsheets of some languages write semicolons.
_SEPARATORS = ",;\t"

_TABBED = (".tsv", ".tab", ".txt")


class Delimited:
    """A table in a text file. Its rows can be read once."""

    def __init__(
        self, member: Member, rows: Iterator[list[list[str]]], report: Report, header: list[str]
    ) -> None:
        self.shown = member.shown
        self.header = check_header(member.shown, header)
        self._chunks = rows
        self._report = report

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield the rows; see `Table.rows`."""
        pick = picker(self.shown, self.header, columns)
        for numbers, rows in self._whole():
            yield from zip(numbers, map(pick, rows), strict=True)

    def blocks(self, *columns: str) -> Iterator[Block]:
        """Yield the rows that `rows` has, many at a time: their numbers, and a column for each."""
        pick = picker(self.shown, self.header, columns)
        for numbers, rows in self._whole():
            yield numbers, [*pick([*zip(*rows, strict=True)])]

    def _whole(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Yield rows as wide as the header, many at a time, and their numbers."""
        wide, first = len(self.header), 2
        for rows in self._chunks:
            numbers = range(first, first + len(rows))
            first += len(rows)
            if set(map(len, rows)) == {wide}:
                yield numbers, rows
            elif whole := [*self._fitting(numbers, rows)]:
                yield [number for number, _ in whole], [row for _, row in whole]

    def _fitting(
        self, numbers: range, rows: Iterable[list[str]]
    ) -> Iterator[tuple[int, list[str]]]:
        wide = len(self.header)
        for number, row in zip(numbers, rows, strict=True):
            if len(row) == wide:
                yield number, row
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
    with _open(member, report, separator=separator, quoted=quoted) as (reader, _):
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
    with _open(member, report, separator=separator, quoted=quoted) as (reader, watched):
        header = next(reader, [])
        yield Delimited(member, _chunks(reader, watched), report, header)


@contextmanager
def _open(
    member: Member, report: Report, *, separator: str, quoted: bool
) -> Iterator[tuple[Iterator[list[str]], Guarded]]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    with member.open() as stream:
        text, watched = open_text(member, stream, report)
        reader = csv.reader(
            text,
            delimiter=separator or _separator(member),
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            strict=True,
        )
        try:
            yield reader, watched
        except csv.Error as error:
            raise InvalidInput(
                InputProblem(f"{member.shown}:{reader.line_num}", *_told(str(error)))
            ) from error
        except UnicodeDecodeError:
            raise undecodable(member) from None


def _chunks(reader: Iterator[list[str]], watched: Guarded) -> Iterator[list[list[str]]]:
    """Yield rows, many at a time, but few of long ones; an error comes after what precedes it."""
    while True:
        rows: list[list[str]] = []
        end = watched.size + _MOST_BYTES
        try:
            while len(rows) < _MOST_ROWS and watched.size <= end:
                before = len(rows)
                rows.extend(islice(reader, _ROWS))
                if len(rows) == before:
                    break
        except Exception:
            yield rows
            raise
        if not rows:
            return
        yield rows


def _separator(member: Member) -> str:
    if member.suffix in _TABBED:
        return "\t"
    with member.open() as stream, open_text(member, stream, Report())[0] as text:
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
