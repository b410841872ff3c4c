"""Hours that no source states are a default: where two plans stand side by side, that is said."""

from __future__ import annotations

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
    assert "of 5 steps of unknown effort, counted at a default" in out


@pytest.mark.parametrize("line", COMMANDS)
def test_where_none_is_known_no_hours_are_told(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked(line, tmp_path / "m.yaml", BARE, capsys)
    assert " h" not in out.replace(" held", "")
    assert "Hours           unknown: every step counts alike" in out


@pytest.mark.parametrize("line", COMMANDS)
def test_known_hours_need_no_note(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = MIXED.replace("label: B", "label: B, effort_hours: 20-40")
    out = asked(line, tmp_path / "m.yaml", known, capsys)
    assert "31–60 h" in out
    assert "?" not in out.replace("what if you held B?", "")
    assert "unknown" not in out
