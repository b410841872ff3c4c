"""Accepted matches: what `crosswalk` wrote, as a person has left it, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.errors import SHOWN, InvalidInput
from skillgraph.readers.matches import read_matches

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, data: bytes, name: str = "m.csv") -> list[tuple[str, ...]]:
    file = folder / name
    file.write_bytes(data)
    return [(one, other, place.rpartition("/")[2]) for one, other, place in read_matches(file)]


def test_columns_are_found_by_name_and_ids_written_short(tmp_path: Path) -> None:
    text = (
        "score,kind,a,a_label,b,note\n"
        "1.0,skill,skill:a,'=1,http://data.europa.eu/esco/skill/x,\n"
        "\n"
        "0.9,skill, skill:b ,B,skill:c,one of 2 alike\n"
    )
    expected = [
        ("skill:a", "esco-skill:x", "m.csv row 2"),
        ("skill:b", "skill:c", "m.csv row 4"),
    ]
    assert read(tmp_path, text.encode()) == expected
    assert read(tmp_path, text.encode("utf-8-sig")) == expected
    assert read(tmp_path, text.replace(",", ";").encode()) == expected
    assert read(tmp_path, b"a,b\n") == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,c\nskill:a,skill:b\n", "there is no column 'b'"),
        (b"", "m.csv"),
        (b"a,b\nsql,skill:b\n", "m.csv row 2: 'sql' is no id."),
        (b"a,b\nskill:a,skill:a\n", "is matched with itself"),
        (b"a,b\nskill:a\n", "more or fewer fields"),
        (b'a,b\n"skill:a,skill:b\n', "never closed"),
        (b"a,b\nskill:\x00,skill:b\n", "m.csv"),
        (b"a,b\nskill:\xff,skill:b\n", "m.csv"),
        (b"PK\x03\x04", "m.csv"),
    ],
)
def test_what_is_none_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, data)
    assert said in str(raised.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, b"a,b\nsql,skill:b\nskill:a\nskill:c,skill:c\nskill:d,skill:e\n")
    assert len(raised.value.problems) == 3


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no"):
        read_matches(tmp_path)


def test_of_very_many_problems_some_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, b"a,b\n" + b"sql,skill:b\nskill:c,skill:c\n" * 5_000)
    *shown, last = raised.value.problems
    assert len(shown) == SHOWN
    assert str(last) == f"and {10_000 - SHOWN:,} more. Mend these first."
