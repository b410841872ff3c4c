"""What options take, and what they refuse before anything is opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = 'catalog: {id: a, version: "1", language: en}\nskills:\n  x: {label: X}\n'
PLAN = ("--from", "python", "--to", "cloud-architect")

#: Every option that takes a number of seconds or hours.
TIMED = [
    (["path", *PLAN], "--timeout"),
    (["path", *PLAN], "--hours-per-week"),
    (["next", "--from", "python"], "--timeout"),
    (["match", "--from", "python"], "--timeout"),
    (["what-if", *PLAN], "--timeout"),
    (["compare", "data-engineer", "cloud-architect"], "--timeout"),
    (["explain", "azure", "--to", "cloud-architect"], "--timeout"),
    (["render", "--plan", *PLAN], "--timeout"),
    (["query", "ASK { ?s ?p ?o }"], "--timeout"),
]


@pytest.mark.parametrize("number", ["nan", "-nan", "inf", "-inf", "1e400", "-1", "0", "1e6"])
@pytest.mark.parametrize(("arguments", "option"), TIMED)
def test_what_no_clock_counts_is_refused(
    arguments: list[str], option: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(skillgraph, [*arguments, option, number]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Invalid value for '{option}'" in err


#: Every place that takes a file or a graph.
PLACES = [
    ["stats", "--graph", ""],
    ["diff", "", "default"],
    ["merge", "default", "", "--dry-run"],
    ["crosswalk", "default", ""],
    ["validate", ""],
    *(["import", source, "", "--dry-run"] for source in ("table", "matrix", "rdf", "esco", "onet")),
    ["import", "page", "", "--dry-run"],
    ["import", "table", "x.csv", "--known", "", "--dry-run"],
    ["query", "-f", ""],
    ["verify", ""],
    ["profile", "import", ""],
    ["profile", "review", "--to", "sre", "--ticked", ""],
]  # fmt: skip


@pytest.mark.parametrize("arguments", PLACES)
def test_an_empty_name_is_not_the_current_folder(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(skillgraph, arguments) == 2
    assert "is empty." in capsys.readouterr().err


def test_a_variable_lists_paths_as_the_system_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a folder" / "a.yaml"
    file.parent.mkdir()
    file.write_text(CATALOG, encoding="utf-8")
    monkeypatch.setenv("SKILLGRAPH_GRAPH", os.pathsep.join(["", str(file), ""]))
    assert run(skillgraph, ["list", "--format", "tsv"]) == 0
    assert "skill:x" in capsys.readouterr().out
