"""A table: a header, and rows of texts under it, with the places they stand at."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from skillgraph.errors import InputProblem, InvalidInput, Problems
from skillgraph.words import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skillgraph.model.facts import Place

#: The columns of a table: as many as a sheet of a spreadsheet has.
#: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_COLUMNS = 16_384

#: What a cell holds: a text, or what a workbook has in its place.
Cell = TypeVar("Cell")

#: A row's number as its file counts it, the header being the first; and the texts asked for.
Row = tuple[int, tuple[str, ...]]


class Table(Protocol):
    """What a reader takes rows from, whatever the file is."""

    shown: str
    header: tuple[str, ...]

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield each row as its number and the texts of some columns, trimmed of nothing.

        A row without any text is passed over. One with more or fewer fields than the header has is
        left out and noted in the report. A column that isn't there is `InvalidInput`.
        """
        ...

    def spot(self, number: int, column: str = "") -> str:
        """Return where a row stands, as people are shown it."""
        ...

    def place(self, source: str, number: int, column: str = "", *, last: int = 0) -> Place:
        """Return where a row stands, as statements cite it; with `last`, the rows down to it."""
        ...


def picker(
    shown: str, header: Sequence[str], columns: Sequence[str]
) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """Return a function that takes some columns out of a row, in the order they are asked for.

    >>> picker("a.csv", ["id", "label"], ["label", "id"])(["1", "one"])
    ('one', '1')
    """
    indexes = indexes_of(shown, header, columns)
    if len(indexes) == 1:
        (only,) = indexes
        return lambda row: (row[only],)
    return cast("Callable[[Sequence[Cell]], tuple[Cell, ...]]", itemgetter(*indexes))


def indexes_of(shown: str, header: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Return where columns are in a header, from 0; those that aren't are `InvalidInput`."""
    found = {name: index for index, name in reversed([*enumerate(header)])}
    missing = [column for column in columns if column not in found]
    if missing:
        raise InvalidInput(
            *(
                InputProblem(
                    shown,
                    f"there is no column {quoted(column)}.",
                    did_you_mean(column, header) or f"There are {listed(header)}.",
                )
                for column in missing
            )
        )
    return [found[column] for column in columns]


def check_header(shown: str, header: Sequence[str]) -> tuple[str, ...]:
    """Return a header, trimmed; one that is empty or has a name twice is `InvalidInput`.

    Columns without a name are no columns that anybody can ask for, so there may be several.
    """
    if len(header) > MAX_COLUMNS:
        message = f"it has {len(header):,} columns, more than {MAX_COLUMNS:,}."
        raise InvalidInput(InputProblem(shown, message, "Keep those that you need."))
    names = tuple(" ".join(name.split()) for name in header)
    if not any(names):
        raise InvalidInput(
            InputProblem(shown, "there is no header.", "Name the columns in the first row.")
        )
    noted = Problems()
    for name, count in Counter(names).items():
        if name and count > 1:
            noted.add(shown, f"two columns are called {quoted(name)}.", "Rename one.")
    noted.raise_any()
    return names
