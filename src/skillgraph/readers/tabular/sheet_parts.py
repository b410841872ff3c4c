"""What a sheet says beside the values of its cells: what is merged, hidden, or not calculated.

openpyxl tells the first two only of a workbook that it has loaded whole, every sheet of it, and
the last not at all. Here one sheet is streamed, so that no workbook costs more than it is long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import iterparse

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.words import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any
    from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

#: More merged cells, or cells without a value, than any sheet that people keep has.
MAX_NOTED = 100_000

#: The columns of a sheet, https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_COLUMNS = 16_384

#: The first row and column, then the last.
Area = tuple[int, int, int, int]


class SheetParts(NamedTuple):
    """Areas of merged cells; hidden rows and columns; formulas without a value, by row, column."""

    merged: list[Area]
    hidden_rows: set[int]
    hidden_columns: set[int]
    uncalculated: set[tuple[int, int]]


def read_parts(shown: str, sheet: Any) -> SheetParts:
    """Return the parts of a sheet of a workbook that is open for streaming.

    What can't be read of it is `InvalidInput`.
    """
    try:
        return _read(shown, sheet)
    except (ValueError, TypeError, SyntaxError) as error:  # a reference or XML that is none
        hint = "Save it anew, as .xlsx or as CSV."
        raise InvalidInput(
            InputProblem(shown, f"the sheet can't be read: {escaped(str(error))}.", hint)
        ) from error


def _read(shown: str, sheet: Any) -> SheetParts:
    parts = SheetParts([], set(), set(), set())
    with sheet._get_source() as stream:  # noqa: SLF001 -- openpyxl has no public way to a part
        for element in _elements(stream):
            name = element.tag.removeprefix(_MAIN)
            if name == "col":
                if _true(element.get("hidden")):
                    low, high = int(element.get("min", "0")), int(element.get("max", "0"))
                    parts.hidden_columns.update(range(max(low, 1), min(high, MAX_COLUMNS) + 1))
            elif name == "mergeCell":
                parts.merged.append(_area(element.get("ref", "")))
            elif name == "row":
                _of_row(element, parts)
            if len(parts.merged) + len(parts.uncalculated) > MAX_NOTED:
                what = f"more than {MAX_NOTED:,} merged cells, or formulas without a value."
                raise InvalidInput(InputProblem(shown, what))
    return parts


def _elements(stream: Any) -> Iterator[Element]:
    """Yield the elements of a sheet as they end, and forget the rows."""
    rows: Element | None = None
    for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 -- expat limits what entities grow to
        if event == "start":
            if element.tag == f"{_MAIN}sheetData":
                rows = element
            continue
        yield element
        if element.tag == f"{_MAIN}row" and rows is not None:
            rows.clear()


def _of_row(element: Element, parts: SheetParts) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple

    row = int(element.get("r", "0"))
    if _true(element.get("hidden")):
        parts.hidden_rows.add(row)
    for cell in element.iterfind(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is None or cell.get("t") == "str":
            continue
        if not cell.findtext(f"{_MAIN}v"):
            parts.uncalculated.add(coordinate_to_tuple(cell.get("r", "A1")))


def _area(reference: str) -> Area:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(reference)  # openpyxl's own word for a reference that is none
    return top, left, bottom, right


def _true(text: str | None) -> bool:
    return text in ("1", "true")
