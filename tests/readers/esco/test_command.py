"""`skillgraph import esco` as a person runs it."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

from .release import german, small, write_zips

if TYPE_CHECKING:
    from pathlib import Path


def examples() -> list[str]:
    text = CliRunner().invoke(skillgraph, ["import", "esco", "--help"]).output
    return [line.strip() for line in re.findall(r"^ +skillgraph .*$", text, re.MULTILINE)]


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_its_help_run(
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = write_zips(tmp_path / "esco", small())
    zips = sorted(folder.glob("*.zip"))
    for path, name in zip(zips, ("relations.zip", "en.zip"), strict=True):
        (tmp_path / name).write_bytes(path.read_bytes())
    (german_zip,) = write_zips(tmp_path / "german", german(), "de").glob("*.zip")
    (tmp_path / "de.zip").write_bytes(german_zip.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run(skillgraph, shlex.split(example)[1:]) == 0
    assert "4 skills, 4 categories and 3 roles" in capsys.readouterr().out


def test_the_help_is_tidy() -> None:
    text = CliRunner().invoke(skillgraph, ["import", "esco", "--help"]).output
    assert max(map(len, text.splitlines())) <= 80
    assert len(examples()) == 3


def test_a_graph_that_was_imported_answers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = str(tmp_path / "esco.sqlite")
    assert run(skillgraph, ["import", "esco", str(folder), "-o", graph]) == 0
    told = capsys.readouterr().out
    assert "1: it names an occupation that the release does not hold" in told
    question = ["--from", "Python (computer programming)", "--to", "data engineer"]
    assert run(skillgraph, ["path", "--graph", graph, *question]) == 0
    out, _ = capsys.readouterr()
    assert "you meet 0 of 2 essentials" in out
    assert "unknown; each step counts as 20–40 h" in out
    assert run(skillgraph, ["show", "--graph", graph, "Python (computer programming)"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for text in ("Skill type knowledge", "Reuse level sector-specific", "May go with Git",
                 "Goes with work in teams", "Tags digital", "skills_en.csv, row 2"):  # fmt: skip
        assert text in shown
    assert run(skillgraph, ["show", "--graph", graph, "data scientist"]) == 0
    assert "Code 2511.3" in " ".join(capsys.readouterr().out.split())


def test_what_is_wrong_leaves_no_graph_and_says_what_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_zips(tmp_path / "esco", {"skills": small()["skills"][:1], "occupations": []})
    (relations, *_) = write_zips(tmp_path / "other", small()).glob("*-  - csv.zip")
    assert run(skillgraph, ["import", "esco", str(relations), "-o", str(tmp_path / "x")]) == 2
    assert "Give the zip of the classification too" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
    assert run(skillgraph, ["import", "esco", str(tmp_path / "esco"), "-o", str(tmp_path / "x"),
                            "--strict"]) == 2  # fmt: skip
    assert "white space" not in capsys.readouterr().err.splitlines()[0]
    assert not (tmp_path / "x").exists()
