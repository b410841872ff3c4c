"""`skillgraph import onet` as it is typed: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.readers.onet.release import TABLES, write

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path


def imported(*arguments: object) -> int:
    return run(skillgraph, ["import", "onet", *map(str, arguments)])


def test_an_import_and_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, listed = tmp_path / "o.sqlite", tmp_path / "p.csv"
    assert imported(write(tmp_path, "text zip"), "-o", target, "--problems", listed) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "8 skills, 10 categories, 4 roles and 2 scales" in " ".join(printed.out.split())
    with listed.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 8
    assert {row["outcome"] for row in rows} == {"left out", "changed"}
    assert run(skillgraph, ["gap", "--to", "bakers", "--graph", str(target)]) == 0
    assert "3.5 of 5 · level 4.12 of 7" in capsys.readouterr().out


@pytest.mark.parametrize("thresholds", ["1,2,3", "high", "3.5,2.5", ""])
def test_thresholds_that_are_none(
    tmp_path: Path, thresholds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = write(tmp_path), tmp_path / "o.sqlite"
    assert imported(path, "-o", target, "--thresholds", thresholds) == 2
    assert "3.5,2.5,1.5" in capsys.readouterr().err
    assert not target.exists()


def test_strict_leaves_the_target_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "o.sqlite"
    target.write_text("as it was", encoding="utf-8")
    assert imported(write(tmp_path), "-o", target, "--strict") == 2
    assert "Skills.txt row 5: left out: its level is marked as not" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "as it was"


def test_what_is_not_known_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = {name: rows for name, rows in TABLES.items() if name != "Skills"}
    path = write(tmp_path, tables=tables, name="mine")
    assert imported(path, "--dry-run") == 0
    told = capsys.readouterr().err
    assert "Note: The files don't say of which release they are; --release 29.3 does." in told
    assert "Note: There is no file 'Skills', so no occupation has ratings of skills." in told


def test_a_catalogue_to_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a catalogue without a problem, and says the same of ratings."""
    target = tmp_path / "o.yaml"
    assert imported(write(tmp_path), "-o", target) == 0
    assert run(skillgraph, ["validate", str(target)]) == 0
    capsys.readouterr()
    assert run(skillgraph, ["gap", "--to", "bakers", "--graph", str(target)]) == 0
    assert "3.5 of 5 · level 4.12 of 7" in capsys.readouterr().out


def test_help_fits() -> None:
    found = CliRunner().invoke(skillgraph, ["import", "onet", "--help"], prog_name="skillgraph")
    assert found.exit_code == 0
    assert max(map(len, found.output.splitlines())) <= 80
    assert "skillgraph import onet db_29_3_text.zip -o onet.sqlite" in found.output
