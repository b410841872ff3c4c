"""A workbook (.xlsx) as a package of parts: which sheets it has, and their rows, one by one.

openpyxl builds what a part holds before anybody can count it, be it cells, names, or what nobody
knows: it says here what formats and dates mean, and reads no part.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.readers.tabular.members import open_zip
from skillgraph.readers.tabular.sheet_parts import (
    ANEW,
    ONLY,
    ElementsReading,
    SheetReading,
    TextsReading,
    is_true,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from skillgraph.readers.tabular.sheet_parts import (
        Attributes,
        Reading,
        SheetParts,
        Take,
        Values,
    )

#: Bytes and elements of a sheet, or of the shared texts: ten seconds of reading.
#: People have a million rows of ten cells: 0.5 GB, 21 million elements.
MAX_BYTES, MAX_ELEMENTS = 1 << 30, 1 << 25
#: Bytes and elements of any other part. People have 65,490 styles, as many as Excel takes: 10 MB.
MAX_SMALL, MAX_FEW = 1 << 26, 1 << 20
#: Characters of a format of numbers that count: Excel takes no longer one.
_MAX_FORMAT = 255

#: How the links from a package to its workbook, and from there to its parts, end.
_BOOK, _TEXTS, _STYLES, _CHART = "/officeDocument", "/sharedStrings", "/styles", "/chartsheet"

#: Damage to a zip, or to XML; and values that are none.
_BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    OSError,
)  # fmt: skip
_UNFIT = (ValueError, LookupError, ArithmeticError, TypeError)


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
        self._formats = Formats()
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
        reading = SheetReading(self._texts, self._formats, parts)
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
            self._formats.since_1904 = is_true(attributes.get("date1904"))
        elif (parent, name) == ("sheets", "sheet"):
            id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            part, kind = self._related.get(id_, ("", ""))
            visible = attributes.get("state", "visible") == "visible"
            title = attributes.get("name", "")
            self.sheets.append(SheetEntry(title, visible, kind.endswith(_CHART), part))

    def _read_styles_and_texts(self) -> list[str]:
        texts = TextsReading()
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
        for _ in self._read(part, ElementsReading(take), self._place(part), MAX_FEW):
            pass

    def _read(self, part: str, reading: Reading, place: str, most: int) -> Iterator[float]:
        """Have a part read, and yield after each chunk which share of it that was."""
        name = self._parts.get(part.casefold())
        if name is None:
            raise self._none(f"it has no part '{part}'" if part else "a part is missing")
        info = self._archive.getinfo(name)
        limit = MAX_SMALL if most == MAX_FEW else MAX_BYTES
        if info.file_size > limit:
            message = f"unpacked it is larger than {limit >> 20:,} MiB."
            raise InvalidInput(InputProblem(place, message, ONLY))
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
            raise InvalidInput(InputProblem(place, message, ANEW)) from error

    def _place(self, part: str) -> str:
        return f"{self.shown} {escaped(part)}"

    def _none(self, why: str) -> InvalidInput:
        message = f"this is no Excel workbook: {escaped(why)}."
        return InvalidInput(InputProblem(self.shown, message, "Save it as .xlsx, or as CSV."))


class Formats:
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

                self._formats[id_] = _makes(builtin_format_code(whole(id_)))
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
