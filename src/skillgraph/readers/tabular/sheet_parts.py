"""Parts of a workbook (.xlsx) as their XML is read: an element after the other, each counted.

What isn't asked for is forgotten at once, and of what is asked for nothing is built without a
bound. See https://ecma-international.org/publications-and-standards/standards/ecma-376/.
"""

from __future__ import annotations

from sys import getsizeof
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.tabular.delimited import MAX_FIELD
from skillgraph.readers.tabular.tables import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Protocol

    Attributes = dict[str, str]
    Take = Callable[[str, str, Attributes], None]

    class Numbers(Protocol):
        """What makes numbers of texts."""

        def read(self, text: str, style: str) -> Any:
            """Return the number, or the date, that a text is in a cell of a style."""


#: The rows of a sheet, https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS = 1_048_576

# What a part may have, what that bounds, and what the largest ones have that people keep.

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

_CHUNK = 1 << 18
ONLY = "Save only the cells that you need, as CSV."
ANEW = "Save it anew, as .xlsx or as CSV."

#: Stands for the value of a formula that was never calculated.
UNCALCULATED = "#NO VALUE"

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


class Reading:
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
            self._check_names(parser)
            yield len(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 -- what expat 2.6 has put off it takes only now
        self._check_names(parser)

    def _check_names(self, parser: expat.XMLParserType) -> None:
        if len(parser.intern) > MAX_NAMES:
            self.refuse(f"its elements and attributes have more than {MAX_NAMES:,} names.")

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

    def refuse(self, message: str, hint: str = ONLY) -> NoReturn:
        """Refuse the part for what it has too much of."""
        raise InvalidInput(InputProblem(self._place, message, hint))

    def _refuse_more(self) -> NoReturn:
        if self._depth > MAX_DEPTH:
            self.refuse(f"its elements are nested more than {MAX_DEPTH} deep.")
        self.refuse(
            f"it has more than {self._most:,} elements (cells, values, styles and the like)."
        )

    def _refuse_doctype(self, *_: Any) -> None:
        self.refuse("it declares a document type, as no workbook does.", ANEW)


class ElementsReading(Reading):
    """Has every element taken: by the name of what it is in, its own, and its attributes.

    Names are without the prefixes of namespaces.
    """

    def __init__(self, take: Take) -> None:
        super().__init__()
        self._open = [""]
        self._take = take

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element, and of its name."""
        super().begin(name, attributes)
        name = name.rpartition(":")[2]
        self._take(self._open[-1], name, attributes)
        self._open.append(name)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        super().end(name)
        self._open.pop()


class _Written(Reading):
    """Takes texts that may be written in runs, each with a font of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._begins = {"t": self._begin_text, "rPh": self._begin_spoken}
        self._ends = {"t": self._stop, "rPh": self._end_spoken}
        self._pieces: list[str] = []
        self._size = 0
        self._within = self._taking = self._spoken = False

    def text(self, text: str) -> None:
        """Take a piece of a text that is asked for."""
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


class TextsReading(_Written):
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


class SheetReading(_Written):
    """The rows of a sheet."""

    def __init__(self, texts: list[str], formats: Numbers, parts: SheetParts | None) -> None:
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
        """Return how far the sheet could be read."""
        return f"the sheet can't be read after row {self._last:,}"

    def _begin_row(self, attributes: Attributes) -> None:
        self._values = {}
        self._column = self._size = 0
        self._hidden = is_true(attributes.get("hidden"))
        number = whole(attributes["r"]) if "r" in attributes else self._number + 1
        if number <= self._number:
            message = f"row {number:,} stands after row {self._number:,}"
            raise ValueError(message)
        if number > MAX_ROWS:
            self.refuse(f"the sheet has more than {MAX_ROWS:,} rows, which none can have.", ANEW)
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
            letters = reference.rstrip("0123456789")
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
            self.refuse(f"it lists more than {MAX_COLUMNS:,} columns, which none can have.", ANEW)
        if self._parts is not None and is_true(attributes.get("hidden")):
            low = max(whole(attributes.get("min", "0")), 1)
            high = min(whole(attributes.get("max", "0")), MAX_COLUMNS)
            self._parts.hides[low : high + 1] = b"\1" * max(high + 1 - low, 0)

    def _begin_merged(self, attributes: Attributes) -> None:
        if self._parts is not None:
            if len(self._parts.merged) >= MAX_MERGED:
                self.refuse(f"it has more than {MAX_MERGED:,} areas of merged cells.")
            self._parts.merged.append(_area(attributes.get("ref", "")))


def _area(reference: str) -> Area:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(reference)  # openpyxl's own word for a reference that is none
    return top, left, bottom, right


def whole(text: str) -> int:
    """Return a whole number; some programs write 1.0."""
    return int(text) if text.isdecimal() else int(float(text))


def is_true(text: str | None) -> bool:
    """Tell whether an attribute says yes."""
    return text in ("1", "true")
