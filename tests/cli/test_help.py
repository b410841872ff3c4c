"""The help of each command: examples that run, its neighbours, 80 columns."""

from __future__ import annotations

import io
import json
import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from skillgraph.api import SkillGraph
from skillgraph.cli import _MODULES, skillgraph
from skillgraph.cli.exits import run
from skillgraph.lint.checks import RULES

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = tuple(_MODULES)
#: Written beside the examples that name a file.
MINE = """\
catalog: {id: mine, version: "1", language: en, extends: [default], source: team judgement}
skills:
  house-style: {label: Our House Style, effort_hours: 8-16, requires: [sql], tags: [in-house]}
"""


def help_of(*arguments: str) -> str:
    found = CliRunner().invoke(skillgraph, [*arguments, "--help"], prog_name="skillgraph")
    assert found.exit_code == 0
    return found.output


def examples() -> list[str]:
    texts = [help_of(), *map(help_of, COMMANDS)]
    return [
        line.strip()
        for text in texts
        for line in re.findall(r"^ +skillgraph .*$", text, re.MULTILINE)
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples_and_a_neighbour(name: str) -> None:
    text = help_of(name)
    assert len(re.findall(rf"^    skillgraph {name}\b", text, re.MULTILINE)) >= 2
    assert "Where `" in text
    others = set(COMMANDS) - {name}
    assert any(f"`{other}`" in text for other in others)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_tidy(name: str) -> None:
    text = help_of(*filter(None, [name]))
    assert max(map(len, text.splitlines())) <= 80


def test_a_bare_call_helps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(skillgraph, []) == 0
    text = capsys.readouterr().out
    assert "skillgraph path --from python --to cloud-architect" in text
    assert [name for name in COMMANDS if f"\n  {name} " in text] == list(COMMANDS)


@pytest.mark.parametrize("example", examples())
def test_examples_run(
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    if "skills.ttl" in example and "export" not in example:
        with SkillGraph.open() as graph:
            graph.export(tmp_path / "skills.ttl")
    if "plan.json" in example:
        with SkillGraph.open() as graph:
            plan = json.dumps(graph.plan("cloud-architect", ["python"]))
        (tmp_path / "plan.json").write_text(plan, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SKILLGRAPH_GRAPH", raising=False)
    monkeypatch.setenv("SKILLGRAPH_PROFILE", "mine/profile.yaml")
    out = ""
    for command in example.split(" | "):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(out.encode()), "utf-8"))
        code = run(skillgraph, shlex.split(command)[1:])
        out, err = capsys.readouterr()
        assert code == 0, err
    written = re.search(r"-o (\S+)", example)
    assert (tmp_path / written[1]).stat().st_size if written else out


def test_every_option_has_help() -> None:
    context = click.Context(skillgraph)
    for name in COMMANDS:
        command = skillgraph.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.name)


def test_lint_names_every_rule_with_what_it_finds() -> None:
    text = help_of("lint")
    assert re.findall(r"^    ([a-z-]+)  +\S", text, re.MULTILINE) == list(RULES)
