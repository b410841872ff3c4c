"""Two records beside each other: what differs, and what differs in its wording alone."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from itertools import zip_longest
from pathlib import Path
from typing import Any

from tests.equivalence.folder import content_of, listed

#: Sentences that answers have in JSON, by key: English may be mended without another behaviour.
_SENTENCES = frozenset({"message", "hint", "reason", "notes", "losses"})
_MOST = 40


def compare(old: Path, new: Path) -> int:
    """Print what differs; 1 where more than wording does."""
    before, after = listed(old), listed(new)
    differing, worded = [], []
    for name in sorted({*before, *after}):
        if name not in after or name not in before:
            which = old if name in before else new
            told = f"{name}: only in {which}"
        elif before[name][:2] == after[name][:2] and before[name].command == after[name].command:
            continue
        else:
            told = f"{name}: {before[name].command or 'an input'}"
            if before[name].command != after[name].command:
                told += f"\n    now: {after[name].command}"
            told += f"\n    {_difference(old, new, name)}"
        (worded if _is_wording(old, new, name, before, after) else differing).append(told)
    same = len({*before, *after}) - len(differing) - len(worded)
    for title, found in (("Wording differs", worded), ("DIFFERS", differing)):
        if found:
            _print(f"\n{title}: {len(found)}\n")
            for told in found[:_MOST]:
                _print(told)
            if len(found) > _MOST:
                _print(f"… and {len(found) - _MOST} more: " + _by_place(found[_MOST:]))
    _print(
        f"\n{same} are the same, {len(worded)} differ in wording alone, {len(differing)} differ."
    )
    return 1 if differing else 0


def _is_wording(old: Path, new: Path, name: str, *lists: dict[str, Any]) -> bool:
    if name.startswith("texts/"):
        return True
    if not name.endswith(".json") or any(name not in each for each in lists):
        return False
    if lists[0][name].command != lists[1][name].command:
        return False
    try:
        return _without_sentences(old, name) == _without_sentences(new, name)
    except json.JSONDecodeError:
        return False


def _without_sentences(folder: Path, name: str) -> Any:
    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items() if key not in _SENTENCES}
        return [bare(each) for each in value] if isinstance(value, list) else value

    return bare(json.loads(content_of(folder, name) or b"null"))


def _difference(old: Path, new: Path, name: str) -> str:
    """Return the first line that differs, or the tables that do."""
    before, after = content_of(old, name), content_of(new, name)
    if name.endswith(".graph"):
        tables = (_tables(before), _tables(after))
        found = sorted(
            each for each in {*tables[0], *tables[1]} if tables[0].get(each) != tables[1].get(each)
        )
        return f"tables: {', '.join(found) or 'none, only the bytes of the file'}"
    lines = zip_longest(before.splitlines(), after.splitlines())
    for number, (one, other) in enumerate(lines, 1):
        if one != other:
            return f"line {number}:\n    - {_short(one, other)}\n    + {_short(other, one)}"
    return "its line ends" if before != after else "how it ended"


def _short(line: bytes | None, other: bytes | None) -> str:
    """Return a line from shortly before where it begins to differ from another."""
    if line is None:
        return "(there is none)"
    pairs = enumerate(zip(line, other or b"", strict=False))
    start = next((at for at, (one, two) in pairs if one != two), min(len(line), len(other or b"")))
    return line[max(0, start - 60) : start + 100].decode("utf-8", "replace")


def _tables(content: bytes) -> dict[str, int]:
    """Return a hash of each table of a compiled graph."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "graph")
        file.write_bytes(content)
        connection = sqlite3.connect(file)
        try:
            names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            return {
                name: hash(tuple(connection.execute(f'SELECT * FROM "{name}"')))
                for (name,) in names.fetchall()
            }
        finally:
            connection.close()


def _by_place(found: list[str]) -> str:
    places: dict[str, int] = {}
    for told in found:
        place = "/".join(told.split(":")[0].split("/")[:2])
        places[place] = places.get(place, 0) + 1
    return ", ".join(f"{count} of {place}" for place, count in sorted(places.items()))


def _print(text: str) -> None:
    print(text)  # noqa: T201
