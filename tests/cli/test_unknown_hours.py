"""Hours that no source states are a default: where two plans stand side by side, that is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

MIXED = """\
catalog: {id: mixed, version: "1", language: en}
skills:
  a: {label: A, effort_hours: 8-16}
  b: {label: B}
  c: {label: C, effort_hours: 3-4}
roles:
  r: {label: R, requires: [a, b]}
  s: {label: S, requires: [a, b, c]}
"""
BARE = MIXED.replace(", effort_hours: 8-16", "").replace(", effort_hours: 3-4", "")
#: Every command that tells hours of single skills, and whether it says what the mark means.
TELLING = [
    "path --from nothing --to s --graph",
    "gap --from nothing --to s --graph",
    "next --from nothing --graph",
    "next --from nothing --towards s --graph",
    "what-if --from nothing --to s --hold a --hold b --graph",
    "compare r s --from nothing --graph",
]
COMMANDS = ["compare r s --from nothing --graph", "what-if --from nothing --to s --hold b --graph"]


def asked(line: str, file: Path, catalog: str, capsys: pytest.CaptureFixture[str]) -> str:
    file.write_text(catalog, encoding="utf-8")
    assert run(skillgraph, [*line.split(), str(file)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("line", COMMANDS)
def test_some_unknown_hours_are_marked(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(line, tmp_path / "m.yaml", MIXED, capsys)
    assert "31–60 h?" in out
    assert "of 3 steps of unknown effort, counted at a default" in out


@pytest.mark.parametrize("line", TELLING)
def test_every_assumed_hour_is_marked_the_same_way_and_no_other(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(line, tmp_path / "m.yaml", MIXED, capsys)
    rows = [row for row in out.split("\n") if re.search(r"(^|[ –])[ABC]  +\d", row)]
    marked = [row for row in rows if "20–40 h?" in row]
    known = [row for row in rows if re.search(r" [AC] ", row)]
    assert all(" B " in row for row in marked)
    assert len(marked) == sum(" B " in row for row in rows) > 0
    assert known
    assert not [row for row in known if "?" in row]
    assert " h ?" not in out
    if "ALONE" not in out:  # each list of steps is a column of its own
        assert len({row.index(" h") for row in rows}) == 1
    assert re.search(r"A \? counts the default|\? hours .* of unknown effort, counted ", out)


@pytest.mark.parametrize(
    "line", ["path --from nothing --to s --graph", "what-if --from nothing --to s --hold a --graph"]
)
def test_sums_of_assumed_hours_are_marked(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(line, tmp_path / "m.yaml", MIXED, capsys)
    assert "3 steps, 31–60 h?" in out
    assert not re.search(r"31–60 h(?!\?)", out)


def test_a_difference_of_known_hours_is_none_of_assumed_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "what-if --from nothing --to s --graph"
    out = asked(line.replace("s --", "s --hold a --"), tmp_path / "m.yaml", MIXED, capsys)
    assert "1 step fewer, 8–16 h less" in out
    out = asked(line.replace("s --", "s --hold b --"), tmp_path / "m.yaml", MIXED, capsys)
    assert "1 step fewer, 20–40 h? less" in out


@pytest.mark.parametrize("line", COMMANDS)
def test_where_none_is_known_no_hours_are_told(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(line, tmp_path / "m.yaml", BARE, capsys)
    assert " h" not in out.replace(" held", "")
    assert "Hours           unknown: every step counts alike" in out


@pytest.mark.parametrize("towards", ["", "--towards s "])
def test_a_column_of_nothing_but_defaults_is_left_out(
    towards: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(f"next --from nothing {towards}--graph", tmp_path / "m.yaml", BARE, capsys)
    assert "Their hours are unknown." in out
    assert "hours" not in out.split("Their hours")[0]
    assert "20–40" not in out


@pytest.mark.parametrize("line", COMMANDS)
def test_known_hours_need_no_note(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = MIXED.replace("label: B", "label: B, effort_hours: 20-40")
    out = asked(line, tmp_path / "m.yaml", known, capsys)
    assert "31–60 h" in out
    assert "?" not in out.replace("what if you held B?", "")
    assert "unknown" not in out
