"""`import table` and `import matrix` on the command line: help, examples, and how slips end."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from skillgraph.api import SkillGraph
from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

EXAMPLES = Path(__file__).parents[2] / "examples"
SOURCES = ("table", "matrix")


def help_of(source: str) -> str:
    found = CliRunner().invoke(skillgraph, ["import", source, "--help"], prog_name="skillgraph")
    assert found.exit_code == 0
    return found.output


def shown() -> list[str]:
    return [
        line.strip()
        for source in SOURCES
        for line in re.findall(rf"^ +skillgraph import {source}.*$", help_of(source), re.MULTILINE)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of the names that help and tests speak of."""
    shutil.copy(EXAMPLES / "skills.csv", tmp_path)
    (tmp_path / "roles.csv").write_text("Role,Skill\nAnalyst,SQL\n", encoding="utf-8")
    rows = [["Skill", "Baker"], ["Dough", 3]]
    import openpyxl

    for name, header in (("matrix.xlsx", "Skill"), ("skills.xlsx", "Thema")):
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append([header if cell == "Skill" else cell for cell in row])
        book.save(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SKILLGRAPH_GRAPH", raising=False)
    return tmp_path


@pytest.mark.parametrize("source", SOURCES)
def test_help_is_tidy(source: str) -> None:
    text = help_of(source)
    assert max(map(len, text.splitlines())) <= 80
    assert len(re.findall(r"^    skillgraph import ", text, re.MULTILINE)) >= 3


@pytest.mark.parametrize("example", shown())
def test_examples_run(example: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(skillgraph, shlex.split(example)[1:])
    assert code == 0, capsys.readouterr().err
    if written := re.search(r"-o (\S+)", example):
        with SkillGraph.open(str(folder / written[1])) as graph:
            assert graph.stats()["nodes"]["skill"] >= 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("table skills.csv", "Name the file to write with -o FILE"),
        ("table nowhere.csv -o a.graph", "nowhere.csv: No such file or directory"),
        ("table skills.csv --map label -o a.graph", "--map 'label': write FIELD=COLUMN."),
        ("table skills.csv --map a=b --map a=c -o a.graph", "--map names 'a' twice."),
        ("table skills.csv --scale 5-0 -o a.graph", "the scale '5-0' is reversed"),
        ("table skills.csv --language english -o a.graph", "'english' is not a language"),
        ("table skills.csv --id 'My Team' -o a.graph", "'My Team' is not an id"),
        ("table skills.csv --strict -o a.graph", ""),
        ("matrix matrix.xlsx --scale 5 -o a.graph", "--scale: '5' is no scale."),
        ("matrix matrix.xlsx --importance '*=high' -o a.graph", "'high' is none of essential"),
        ("matrix matrix.xlsx --strict-names -o a.graph", "--strict-names goes with --known"),
        ("matrix matrix.xlsx --known nowhere -o a.graph", "nowhere"),
        ("matrix skills.csv -o a.graph", "means nothing known"),
        ("table matrix.xlsx skills.csv --sheet Shet -o a.graph", "there is no sheet 'Shet'"),
    ],
)
def test_slips_end_in_a_message_and_no_file(
    line: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(skillgraph, ["import", *shlex.split(line)])
    err = capsys.readouterr().err
    assert code == (2 if told else 0), err
    assert told in err
    assert "Traceback" not in err
    assert (folder / "a.graph").exists() == (not told)
    assert not list(folder.glob(".*"))


def test_one_is_told_in_the_singular(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Skill,Hours\nX,8-16\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("Skill,Lead\nX,3\n", encoding="utf-8")
    assert run(skillgraph, ["import", "table", "t.csv", "--dry-run"]) == 0
    assert "  Read            1 row of nodes\n" in capsys.readouterr().out
    assert run(skillgraph, ["import", "matrix", "m.csv", "--scale", "0-5", "--dry-run"]) == 0
    assert "  Read            1 skill, 1 role and 1 cell\n" in capsys.readouterr().out
    assert run(skillgraph, ["import", "matrix", "m.csv", "--dry-run"]) == 2
    assert "m.csv B2: this cell has a number on no scale." in capsys.readouterr().err
