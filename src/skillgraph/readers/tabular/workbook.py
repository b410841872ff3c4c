"""A workbook (.xlsx), part by part: rows as its XML is read, and nothing built without a bound.

openpyxl builds what a part holds before anybody can count it, be it cells, names, or what nobody
knows. Here expat hands over one element after another: what isn't asked for is counted and
forgotten. See https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from sys import getsizeof
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from xml.parsers import expat

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.readers.tabular.delimited import MAX_FIELD
from skillgraph.readers.tabular.members import open_zip
from skillgraph.readers.tabular.tables import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, BinaryIO

    Attributes = dict[str, str]
    Take = Callable[[str, str, Attributes], None]

#: The rows of a sheet, https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS = 1_048_576

# What a workbook may have, what that bounds, and what the largest ones have that people keep.

#: Bytes and elements of a sheet, or of the shared texts: ten seconds of reading.
#: People have a million rows of ten cells: 0.5 GB, 21 million elements.
MAX_BYTES, MAX_ELEMENTS = 1 << 30, 1 << 25
#: Bytes and elements of any other part. People have 65,490 styles, as many as Excel takes: 10 MB.
MAX_SMALL, MAX_FEW = 1 << 26, 1 << 20
#: How deep elements are nested: the parser keeps each that is open. People have a dozen.
MAX_DEPTH = 64
#: Names of elements and attributes: the parser keeps them all. People have some hundreds.
MAX_NAMES = 4_096
#: Bytes of one tag: with each chunk the parser begins it anew. People have some kilobytes.
MAX_TAG = 1 << 20
#: Characters of all texts of a row. People have 32,767 in a cell, as many as Excel takes.
MAX_ROW = 1 << 24
#: Bytes that the shared texts take in memory, where they are kept. People have a tenth of it.
MAX_SHARED = 1 << 29
#: Areas of merged cells, which are kept where they are asked for. People have some thousands.
MAX_MERGED = 100_000
#: Characters of a format of numbers that count: Excel takes no longer one.
_MAX_FORMAT = 255

_CHUNK = 1 << 18
_ONLY = "Save only the cells that you need, as CSV."
_ANEW = "Save it anew, as .xlsx or as CSV."

#: Stands for the value of a formula that was never calculated.
UNCALCULATED = "#NO VALUE"

#: How the links from a package to its workbook, and from there to its parts, end.
_BOOK, _TEXTS, _STYLES, _CHART = "/officeDocument", "/sharedStrings", "/styles", "/chartsheet"

_DIGITS = "0123456789"

#: Damage to a zip, or to XML; and values that are none.
_BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    OSError,
)  # fmt: skip
_UNFIT = (ValueError, LookupError, ArithmeticError, TypeError)

#: The first row and column, then the last.
Area = tuple[int, int, int, int]

#: The values of a row by column, those alone that there are.
Values = dict[int, Any]


class SheetParts:
    """What a sheet says beside the values of its cells, once its rows are read."""

    def __init__(self) -> None:
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        #: Whether each column is hidden.
        self.hides = bytearray(MAX_COLUMNS + 1)

    @property
    def hidden_columns(self) -> set[int]:
        """The columns that are hidden."""
        return {column for column, hides in enumerate(self.hides) if hides}


class SheetEntry(NamedTuple):
    """A sheet as its workbook lists it, and which part of the package it is."""

    title: str
    visible: bool
    chart: bool
    part: str


class Workbook:
    """A workbook that is open. What is wrong with it is `InvalidInput`, which names the part."""

    def __init__(self, stream: BinaryIO, shown: str) -> None:
        self.shown = shown
        try:
            self._archive = open_zip(stream, shown)
        except InvalidInput:
            raise
        except (*_BROKEN, *_UNFIT) as error:
            raise self._none(str(error)) from error
        self._parts = {name.casefold(): name for name in self._archive.namelist()}
        book = next((part for part, kind in self._links("").values() if kind.endswith(_BOOK)), "")
        self._related = self._links(book)
        self._formats = _Formats()
        self._texts: list[str] | None = None
        self.sheets: list[SheetEntry] = []
        self._take_elements(book, self._take)

    def rows(
        self,
        sheet: SheetEntry,
        parts: SheetParts | None = None,
        on_read: Callable[[float], None] | None = None,
    ) -> Iterator[tuple[int, Values]]:
        """Yield the rows of a sheet that have values, by number; `parts` takes what else it says.

        A formula that was never calculated has the value `UNCALCULATED`. `on_read` is told the
        share of the sheet that was read, again and again.
        """
        if self._texts is None:
            self._texts = self._read_styles_and_texts()
        reading = _SheetReading(self._texts, self._formats, parts)
        place = f"{self.shown} {escaped(sheet.title)}"
        try:
            for share in self._read(sheet.part, reading, place, MAX_ELEMENTS):
                yield from reading.taken()
                if on_read is not None:
                    on_read(share)
        except InvalidInput:
            yield from reading.taken()  # what precedes an error
            raise

    def _take(self, parent: str, name: str, attributes: Attributes) -> None:
        """Take an element of the part that lists the sheets."""
        if name == "workbookPr":
            self._formats.since_1904 = _true(attributes.get("date1904"))
        elif (parent, name) == ("sheets", "sheet"):
            id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            part, kind = self._related.get(id_, ("", ""))
            visible = attributes.get("state", "visible") == "visible"
            title = attributes.get("name", "")
            self.sheets.append(SheetEntry(title, visible, kind.endswith(_CHART), part))

    def _read_styles_and_texts(self) -> list[str]:
        texts = _TextsReading()
        for part, kind in self._related.values():
            if kind.endswith(_STYLES):
                self._take_elements(part, self._formats.take)
            elif kind.endswith(_TEXTS):
                for _ in self._read(part, texts, self._place(part), MAX_ELEMENTS):
                    pass
        return texts.texts

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """Return which parts a part is linked to, and how, by the ids of the links."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def take(_: str, name: str, attributes: Attributes) -> None:
            if name == "Relationship":
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                linked = posixpath.normpath(target).lstrip("/")
                found[attributes.get("Id", "")] = (linked, attributes.get("Type", ""))

        self._take_elements(posixpath.join(folder, "_rels", f"{name}.rels"), take)
        return found

    def _take_elements(self, part: str, take: Take) -> None:
        """Have the elements of a small part taken."""
        for _ in self._read(part, _ElementsReading(take), self._place(part), MAX_FEW):
            pass

    def _read(self, part: str, reading: _Reading, place: str, most: int) -> Iterator[float]:
        """Have a part read, and yield after each chunk which share of it that was."""
        name = self._parts.get(part.casefold())
        if name is None:
            raise self._none(f"it has no part '{part}'" if part else "a part is missing")
        info = self._archive.getinfo(name)
        limit = MAX_SMALL if most == MAX_FEW else MAX_BYTES
        if info.file_size > limit:
            message = f"unpacked it is larger than {limit >> 20:,} MiB."
            raise InvalidInput(InputProblem(place, message, _ONLY))
        try:
            with self._archive.open(info) as stream:
                for size in reading.read(stream, place, most):
                    yield size / info.file_size
        except InvalidInput:
            raise
        except _BROKEN as error:
            raise self._none(str(error)) from error
        except _UNFIT as error:
            message = f"{reading.at()}: {escaped(str(error))}."
            raise InvalidInput(InputProblem(place, message, _ANEW)) from error

    def _place(self, part: str) -> str:
        return f"{self.shown} {escaped(part)}"

    def _none(self, why: str) -> InvalidInput:
        message = f"this is no Excel workbook: {escaped(why)}."
        return InvalidInput(InputProblem(self.shown, message, "Save it as .xlsx, or as CSV."))


class _Reading:
    """A part on its way through the parser: elements begin and end, are counted and forgotten."""

    def __init__(self) -> None:
        self._begins: dict[str, Callable[[Attributes], None]] = {}
        self._ends: dict[str, Callable[[], None]] = {}
        self._place = ""
        self._depth = self._count = self._most = 0

    def read(self, stream: IO[bytes], place: str, most: int) -> Iterator[int]:
        """Yield the size of each chunk that was read; more of anything than may be is refused."""
        self._place, self._most = place, most
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        read = 0
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 -- expat takes it by position alone
            read += len(chunk)
            if read - parser.CurrentByteIndex > MAX_TAG:
                self.refuse(f"one tag or comment takes more than {MAX_TAG >> 20} MiB.")
            if len(parser.intern) > MAX_NAMES:
                self.refuse(f"its elements and attributes have more than {MAX_NAMES:,} names.")
            yield len(chunk)
        parser.Parse(b"", True)  # noqa: FBT003

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self._depth += 1
        self._count += 1
        if self._count > self._most or self._depth > MAX_DEPTH:
            self._refuse_more()
        begins = self._begins.get(name)
        if begins is not None:
            begins(attributes)
        elif self._depth == 1 and ":" in name:
            # What the root's name has before it is the prefix of all that is asked for.
            prefix = name[: name.index(":") + 1]
            self._begins = {prefix + each: call for each, call in self._begins.items()}
            self._ends = {prefix + each: call for each, call in self._ends.items()}

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        ends = self._ends.get(name)
        if ends is not None:
            ends()

    def text(self, text: str) -> None:
        """Take a piece of text."""

    def at(self) -> str:
        """Return how far the part could be read."""
        return "it can't be read"

    def refuse(self, message: str, hint: str = _ONLY) -> NoReturn:
        """Refuse the part for what it has too much of."""
        raise InvalidInput(InputProblem(self._place, message, hint))

    def _refuse_more(self) -> NoReturn:
        if self._depth > MAX_DEPTH:
            self.refuse(f"its elements are nested more than {MAX_DEPTH} deep.")
        self.refuse(
            f"it has more than {self._most:,} elements (cells, values, styles and the like)."
        )

    def _refuse_doctype(self, *_: Any) -> None:
        self.refuse("it declares a document type, as no workbook does.", _ANEW)


class _ElementsReading(_Reading):
    """Has every element taken: by the name of what it is in, its own, and its attributes.

    Names are without the prefixes of namespaces.
    """

    def __init__(self, take: Take) -> None:
        super().__init__()
        self._open = [""]
        self._take = take

    def begin(self, name: str, attributes: Attributes) -> None:
        super().begin(name, attributes)
        name = name.rpartition(":")[2]
        self._take(self._open[-1], name, attributes)
        self._open.append(name)

    def end(self, name: str) -> None:
        super().end(name)
        self._open.pop()


class _Written(_Reading):
    """Takes texts that may be written in runs, each with a font of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._begins = {"t": self._begin_text, "rPh": self._begin_spoken}
        self._ends = {"t": self._stop, "rPh": self._end_spoken}
        self._pieces: list[str] = []
        self._size = 0
        self._within = self._taking = self._spoken = False

    def text(self, text: str) -> None:
        if self._taking:
            self._size += len(text)
            if self._size > MAX_ROW:
                self.refuse(f"the texts of a row have more than {MAX_ROW:,} characters.")
            self._pieces.append(text)

    def _begin_text(self, attributes: Attributes) -> None:
        del attributes
        self._taking = self._within and not self._spoken

    def _begin_spoken(self, attributes: Attributes) -> None:
        del attributes
        self._spoken = True  # how a text in Japanese is read aloud

    def _end_spoken(self) -> None:
        self._spoken = False

    def _stop(self) -> None:
        self._taking = False

    def _joined(self) -> str:
        """Return the text that the pieces are, and forget them."""
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if len(text) > MAX_FIELD:
            self.refuse(f"a cell has more than {MAX_FIELD:,} characters.")
        return text


class _TextsReading(_Written):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._kept = 0
        self._begins["si"] = self._begin_shared
        self._ends["si"] = self._end_shared

    def _begin_shared(self, attributes: Attributes) -> None:
        del attributes
        self._within, self._size = True, 0

    def _end_shared(self) -> None:
        self._within = False
        text = self._joined().replace("x005F_", "")  # so Excel writes an underscore that is one
        self._kept += getsizeof(text)
        if self._kept > MAX_SHARED:
            self.refuse(f"the texts in it take more than {MAX_SHARED >> 20} MiB.")
        self.texts.append(text)


class _SheetReading(_Written):
    """The rows of a sheet."""

    def __init__(self, texts: list[str], formats: _Formats, parts: SheetParts | None) -> None:
        super().__init__()
        self._texts = texts
        self._formats = formats
        self._parts = parts
        self._rows: list[tuple[int, Values]] = []
        self._columns: dict[str, int] = {}
        self._number = self._last = self._column = self._listed = 0
        self._values: Values | None = None
        self._hidden = self._formula = False
        self._cell: Attributes | None = None
        self._begins |= {
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": self._begin_value,
            "f": self._begin_formula,
            "is": self._begin_inline,
        }
        self._ends |= {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._stop,
            "is": self._end_inline,
        }
        if parts is not None:
            self._begins |= {"col": self._begin_columns, "mergeCell": self._begin_merged}

    def taken(self) -> list[tuple[int, Values]]:
        """Return the rows since it was asked last."""
        rows, self._rows = self._rows, []
        return rows

    def at(self) -> str:
        return f"the sheet can't be read after row {self._last:,}"

    def _begin_row(self, attributes: Attributes) -> None:
        self._values = {}
        self._column = self._size = 0
        self._hidden = _true(attributes.get("hidden"))
        number = _whole(attributes["r"]) if "r" in attributes else self._number + 1
        if number <= self._number:
            message = f"row {number:,} stands after row {self._number:,}"
            raise ValueError(message)
        if number > MAX_ROWS:
            self.refuse(f"the sheet has more than {MAX_ROWS:,} rows, which none can have.", _ANEW)
        self._number = number

    def _end_row(self) -> None:
        if self._values:
            self._rows.append((self._number, self._values))
            if self._hidden and self._parts is not None:
                self._parts.hidden_rows.add(self._number)
        self._values = None
        self._last = self._number

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = None if self._values is None else attributes
        self._formula = False

    def _begin_value(self, attributes: Attributes) -> None:
        del attributes
        self._taking = self._cell is not None and self._cell.get("t") != "inlineStr"

    def _begin_inline(self, attributes: Attributes) -> None:
        del attributes
        self._within = self._cell is not None and self._cell.get("t") == "inlineStr"

    def _end_inline(self) -> None:
        self._within = False

    def _begin_formula(self, attributes: Attributes) -> None:
        del attributes
        self._formula = True

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._values is None:
            return
        reference = cell.get("r")
        if reference:
            letters = reference.rstrip(_DIGITS)
            self._column = self._columns.get(letters) or self._column_of(letters)
        else:
            self._column += 1
            if self._column > MAX_COLUMNS:
                message = f"row {self._number:,} has more than {MAX_COLUMNS:,} cells"
                raise ValueError(message)
        if self._pieces:
            value = self._value(self._joined(), cell)
            if value != "":
                self._values[self._column] = value
        elif self._formula and cell.get("t") != "str":
            self._values[self._column] = UNCALCULATED

    def _column_of(self, letters: str) -> int:
        from openpyxl.utils import column_index_from_string

        column = column_index_from_string(letters)
        if column > MAX_COLUMNS:
            message = f"no sheet has a column {letters}"
            raise ValueError(message)
        self._columns[letters] = column
        return column

    def _value(self, text: str, cell: Attributes) -> Any:
        kind = cell.get("t", "n")
        if kind == "s":
            number = int(text)
            if number < 0:
                message = "shared texts are counted from 0"
                raise ValueError(message)
            return self._texts[number]
        if kind == "n":
            return self._formats.read(text, cell.get("s", "0"))
        if kind == "b":
            return bool(int(text))
        if kind == "d":
            from openpyxl.utils.datetime import from_ISO8601

            return from_ISO8601(text)  # type: ignore[no-untyped-call]
        return text

    def _begin_columns(self, attributes: Attributes) -> None:
        self._listed += 1
        if self._listed > MAX_COLUMNS:
            self.refuse(f"it lists more than {MAX_COLUMNS:,} columns, which none can have.", _ANEW)
        if self._parts is not None and _true(attributes.get("hidden")):
            low = max(_whole(attributes.get("min", "0")), 1)
            high = min(_whole(attributes.get("max", "0")), MAX_COLUMNS)
            self._parts.hides[low : high + 1] = b"\1" * max(high + 1 - low, 0)

    def _begin_merged(self, attributes: Attributes) -> None:
        if self._parts is not None:
            if len(self._parts.merged) >= MAX_MERGED:
                self.refuse(f"it has more than {MAX_MERGED:,} areas of merged cells.")
            self._parts.merged.append(_area(attributes.get("ref", "")))


class _Formats:
    """Formats of numbers, as styles have them: which of the styles make a date of a number."""

    def __init__(self) -> None:
        self.since_1904 = False
        #: Whether a format makes a date, and whether it makes a span of time.
        self._formats: dict[str, tuple[bool, bool]] = {}
        self._dates: set[str] = set()
        self._spans: set[str] = set()
        self._styles = 0

    def take(self, parent: str, name: str, attributes: Attributes) -> None:
        """Take an element of the styles."""
        if name == "numFmt" and parent == "numFmts":
            code = attributes.get("formatCode", "")[:_MAX_FORMAT]
            self._formats[attributes.get("numFmtId", "")] = _makes(code)
        elif name == "xf" and parent == "cellXfs":
            id_ = attributes.get("numFmtId", "0")
            if id_ not in self._formats:
                from openpyxl.styles.numbers import builtin_format_code

                self._formats[id_] = _makes(builtin_format_code(_whole(id_)))
            date, span = self._formats[id_]
            if date:
                self._dates.add(str(self._styles))
            if span:
                self._spans.add(str(self._styles))
            self._styles += 1

    def read(self, text: str, style: str) -> Any:
        """Return the number that a text says, or the date that a style makes of it."""
        number = float(text) if "." in text or "E" in text or "e" in text else int(text)
        if style not in self._dates:
            return number
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch = MAC_EPOCH if self.since_1904 else WINDOWS_EPOCH
        try:
            return from_excel(number, epoch, timedelta=style in self._spans)
        except (OverflowError, ValueError):
            return "#VALUE!"  # as a spreadsheet shows it


def _makes(code: str | None) -> tuple[bool, bool]:
    """Tell whether a format makes a date of a number, and whether it makes a span of time."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return is_date_format(code), is_timedelta_format(code)


def _area(reference: str) -> Area:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(reference)  # openpyxl's own word for a reference that is none
    return top, left, bottom, right


def _whole(text: str) -> int:
    """Return a whole number; some programs write 1.0."""
    return int(text) if text.isdecimal() else int(float(text))


def _true(text: str | None) -> bool:
    return text in ("1", "true")
