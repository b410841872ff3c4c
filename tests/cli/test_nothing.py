"""Files that say nothing: no success, but an error that tells so, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = [
    ("import esco", "none.ttl", ""),
    ("import esco", "none.ttl", "<http://example.org/a> <http://example.org/b> 'c' .\n"),
    ("import rdf", "none.ttl", ""),
    ("import rdf", "none.nt", "# nothing\n"),
    ("import rdf", "none.ttl", "<http://example.org/a> <http://example.org/b> 'c' .\n"),
    ("import table", "none.csv", ""),
    ("import table", "none.csv", "Skill,Hours\n"),
    ("import matrix", "none.csv", ""),
    ("import page", "none.txt", ""),
    ("import onet", "none.txt", ""),
    ("profile import", "none.txt", ""),
    ("profile import", "none.csv", "skill,level\n"),
    ("profile import", "none.json", "{}"),
    ("profile import", "none.yaml", "held: []\n"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "me.yaml"))


@pytest.mark.parametrize(("command", "name", "content"), NOTHING)
def test_nothing_is_no_success(
    command: str, name: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    result = ["-o", "x.graph"] if command.startswith("import") else []
    assert run(skillgraph, [*command.split(), name, *result]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert name in err
    assert "--skip-unknown" not in err
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_that_means_anything_is_told_name_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.txt"
    file.write_text("xqzzj\nvvkkq\n", encoding="utf-8")
    assert run(skillgraph, ["profile", "import", str(file), "--skip-unknown"]) == 2
    err = capsys.readouterr().err
    assert "xqzzj" in err
    assert "nothing was found in it" in err
    assert not (tmp_path / "me.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", ""), ("a.txt", "# nobody\n"), ("a.csv", ""), ("a.csv", "skill,level\n")],
)
def test_a_list_without_names_is_not_somebody_who_holds_nothing(
    name: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert run(skillgraph, ["gap", "--from", f"@{name}", "--to", "cloud-architect"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Error: {name}: there is no name in it.")
    assert "--from nothing" in err


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.ttl", ""), ("a.json", '{"a": 1}'), ("a.nt", "<urn:a> <urn:b> <urn:c> .\n")],
)
def test_rdf_that_says_nothing_of_ours_is_not_valid(
    name: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert run(skillgraph, ["validate", name]) == 1
    assert f"{name}: there is no skill, no role and nothing like them" in capsys.readouterr().out
