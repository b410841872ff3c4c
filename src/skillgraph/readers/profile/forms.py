"""Plain lists and CSV, and what tells the forms of a text apart."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Literal

from skillgraph.errors import Problems
from skillgraph.model.values import Unfit, parse_date, parse_decimal
from skillgraph.readers.profile.entries import Held, Profile
from skillgraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Form = Literal["yaml", "csv", "json", "lines"]

#: The headers of a table of what is held.
_HEADERS = {
    "name": ("name", "skill", "label", "skill name"),
    "level": ("level",),
    "scale": ("scale",),
    "since": ("since",),
    "evidence": ("evidence",),
}
_KNOWN = {header: field for field, headers in _HEADERS.items() for header in headers}

_KEYS = ("held", "goals", "hours_per_week", "choices", "avoid", "waive", "name")
_YAML = re.compile(rf"^(?:(?:{'|'.join(_KEYS)}):|- )", re.MULTILINE)


def looks_like(text: str) -> Form:
    r"""Return the form of a text whose name doesn't tell it.

    >>> looks_like("skill,level\nsql,3"), looks_like("held: [sql]"), looks_like("Plan, Do, Check")
    ('csv', 'yaml', 'lines')
    """
    start = text.lstrip()
    if start.startswith("{"):
        return "json"
    first = next((line for line in start.splitlines() if not line.startswith("#")), "")
    cells = [cell.strip().casefold() for cell in re.split("[,;\t]", first)]
    if len(cells) > 1 and all(cell in _KNOWN for cell in cells):
        return "csv"
    return "yaml" if _YAML.match(first) else "lines"


def parse_lines(text: str, place: str) -> Profile:
    """Return the names of a text, one a line, without comments."""
    held: list[Held] = []
    for number, line in enumerate(text.splitlines(), 1):
        name = line.strip()
        # "C#" is a name; a comment begins a line or follows a space.
        name = "" if name.startswith("#") else name.partition(" #")[0].rstrip()
        if name:
            held.append(Held(name, f"{place}:{number}"))
    return Profile(tuple(held))


def parse_csv(text: str, place: str) -> Profile:
    """Return the rows of a table with a column of names, and perhaps of levels on a scale."""
    noted = Problems()
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    held: list[Held] = []
    columns: dict[str, int] = {}
    notes: tuple[str, ...] = ()
    try:
        for row in reader:
            spot = f"{place}:{reader.line_num}"
            if not columns:
                columns, notes = _columns(row, spot, noted)
                if "name" not in columns:
                    break
            elif any(cell.strip() for cell in row):
                held += _row(row, columns, spot, noted)
    except csv.Error as error:
        noted.add(f"{place}:{reader.line_num}", f"this is not CSV: {error}.")
    noted.raise_any()
    return Profile(tuple(held), notes=notes)


def _columns(
    row: Sequence[str], spot: str, noted: Problems
) -> tuple[dict[str, int], tuple[str, ...]]:
    columns: dict[str, int] = {}
    unread: list[str] = []
    for number, cell in enumerate(row):
        field = _KNOWN.get(cell.strip().casefold(), "")
        if field in columns:
            noted.add(spot, f"two columns are read as {field}.", "Rename one.")
        elif field:
            columns[field] = number
        else:
            unread.append(cell)
    if "name" not in columns:
        noted.add(spot, "there is no column 'skill'.", "Name the columns in the first row.")
    what = "the column" if len(unread) == 1 else "of the columns these"
    told = f"{spot}: {what} {listed(unread)} {'is' if len(unread) == 1 else 'are'} not read"
    return columns, (told,) if unread else ()


def _row(row: Sequence[str], columns: dict[str, int], spot: str, noted: Problems) -> Iterator[Held]:
    values = {
        field: row[number].strip() if number < len(row) else "" for field, number in columns.items()
    }
    if not values["name"]:
        noted.add(spot, "the row names no skill.", "Write one, or remove the row.")
        return
    level = since = None
    try:
        level = parse_decimal(values["level"]) if values.get("level") else None
        since = parse_date(values["since"]) if values.get("since") else ""
    except Unfit as unfit:
        noted.add(spot, unfit.message, unfit.hint)
        return
    scale = values.get("scale", "")
    if (level is None) != (not scale):
        noted.add(spot, "a level and its scale come together.", "Write both, or neither.")
        return
    evidence = tuple(part.strip() for part in re.split("[;|]", values.get("evidence", "")))
    yield Held(values["name"], spot, level, scale, tuple(filter(None, evidence)), since)
