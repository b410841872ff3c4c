"""How a matrix lies: which way round, its header rows, its columns at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.table.fields import KIND_HEADERS, header_key
from skillgraph.words import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.readers.matrix.grid import Grid
    from skillgraph.readers.report import Report

#: What a line of headers may hold, by whose it is: a row of them above, or a column at the side.
LINES = {
    "skill": ("skill", "category", "id", "description", "ignore"),
    "role": ("role", "category", "grade", "seniority", "id", "description", "ignore"),
}

#: The header above a column at the side.
_SIDE = {
    "skill": KIND_HEADERS["skill"],
    "role": (*KIND_HEADERS["role"], *KIND_HEADERS["track"]),
    "category": (
        "category", "skill category", "family", "job family", "domain", "area", "department",
    ),
    "id": ("id", "code", "skill id", "role id"),
    "description": ("description", "definition"),
    "grade": ("grade", "level", "band"),
    "seniority": ("seniority",),
}  # fmt: skip

#: More rows of headers than anybody keeps.
_MOST_LINES = 8


class Shape(NamedTuple):
    """A grid with the header of one axis above and of the other at the side.

    `header` are the lines above by row, `side` the lines at the side by column; cells are those
    right of the last of the side and below the last of the header.
    """

    grid: Grid
    across: str
    down: str
    header: dict[int, str]
    side: dict[int, str]


class Lines(NamedTuple):
    """What a person says of the shape; what is left empty is read from the sheet."""

    roles: str = ""
    header: tuple[str, ...] = ()
    side: tuple[str, ...] = ()


def shape_of(grid: Grid, asked: Lines, report: Report) -> Shape:
    """Return how a matrix lies, and tell it; what is no matrix is `InvalidInput`."""
    first = _first_row(grid, report)
    down = _down(grid, asked, first)
    across = "role" if down == "skill" else "skill"
    for option, words, kind in (("--header", asked.header, across), ("--side", asked.side, down)):
        _check_words(option, words, kind)
    rows = sorted(number for number in grid.rows if number >= first)
    lines = asked.header or _header_lines(grid, rows, across)
    if len(rows) <= len(lines):
        raise InvalidInput(
            InputProblem(grid.shown, "there are no rows below the header.", "Is it the sheet?")
        )
    last = first + len(lines) - 1
    header = dict(zip(range(first, last + 1), lines, strict=True))
    side = dict(enumerate(asked.side or _side_lines(grid, last, down), grid.columns[0]))
    shape = Shape(grid, across, down, header, side)
    if not any(column > max(side) for column in grid.columns):
        raise InvalidInput(
            InputProblem(
                grid.spot(first, grid.columns[0]),
                f"there is no column of {across}s.",
                "Is it --sheet?",
            )
        )
    _tell(shape, report)
    return shape


def _first_row(grid: Grid, report: Report) -> int:
    """Return the first row of the header: a lone text in the first column is a title."""
    if not grid.rows:
        raise InvalidInput(InputProblem(grid.shown, "the sheet is empty.", "Name one: --sheet."))
    for number, row in grid.rows.items():
        if len(row) > 1 or grid.columns[0] not in row:
            return number
        report.leave_out(
            grid.spot(number, grid.columns[0]), "a title stands above the header",
            row[grid.columns[0]].text,
        )  # fmt: skip
    raise InvalidInput(
        InputProblem(grid.shown, "there is one column alone.", "A matrix has roles and skills.")
    )


def _down(grid: Grid, asked: Lines, first: int) -> str:
    """Return whose rows are: skills, unless the sheet or the person says that roles are there."""
    if asked.roles:
        return "role" if asked.roles == "rows" else "skill"
    if {"skill", "role"} & set(asked.header):
        return "role" if "skill" in asked.header else "skill"
    if {"skill", "role"} & set(asked.side):
        return "role" if "role" in asked.side else "skill"
    corner = [
        header_key(grid.at(row, column).text)
        for row in range(first, first + _MOST_LINES)
        for column in grid.columns[:_MOST_LINES]
    ]
    first_of = {
        kind: min((corner.index(key) for key in _SIDE[kind] if key in corner), default=len(corner))
        for kind in ("skill", "role")
    }
    return "role" if first_of["role"] < first_of["skill"] else "skill"


def _check_words(option: str, words: Sequence[str], kind: str) -> None:
    for word in words:
        if word not in LINES[kind]:
            hint = did_you_mean(word, LINES[kind]) or f"There are {', '.join(LINES[kind])}."
            raise InvalidInput(
                InputProblem(option, f"a line of {kind}s can't be {quoted(word)}.", hint)
            )
    if words and kind not in words:
        raise InvalidInput(
            InputProblem(option, f"no line is {quoted(kind)}.", "Name the lines from outside in.")
        )
    twice = [word for word in words if word not in ("ignore", "category") and words.count(word) > 1]
    if twice:
        raise InvalidInput(InputProblem(option, f"two lines are {quoted(twice[0])}."))


def _header_lines(grid: Grid, rows: Sequence[int], across: str) -> tuple[str, ...]:
    """Return the lines above: rows with merged cells are categories, the next one has the names."""
    merged = 0
    while (
        merged < min(len(rows), _MOST_LINES)
        and rows[merged] == rows[0] + merged
        and grid.spans_columns(rows[merged], grid.columns[0])
    ):
        merged += 1
    return (*["category"] * merged, across)


def _side_lines(grid: Grid, last: int, down: str) -> tuple[str, ...]:
    """Return the lines at the side, as far as their headers are known; the first has the names."""
    found: list[str] = []
    for column in grid.columns:
        key = header_key(grid.at(*grid.first(last, column, along="column")).text)
        word = next((word for word in LINES[down] if key in _SIDE.get(word, ())), "")
        if not word or (word in found and word != "category"):
            break
        found.append(word)
    if down not in found:
        return (*found, down) if found else (down,)
    return tuple(found)


def _tell(shape: Shape, report: Report) -> None:
    above = one_of_list([f"{word}" for word in shape.header.values()])
    side = one_of_list([f"{word}" for word in shape.side.values()])
    where = f"{shape.grid.shown} {shape.grid.sheet}".rstrip()
    report.read_as(
        f"{where}: {shape.across}s are across, by {above}; {shape.down}s down, by {side}"
    )


def one_of_list(words: Sequence[str]) -> str:
    """Return the words of lines as people read them."""
    return one_of(words).replace(" or ", " and ") if words else ""
