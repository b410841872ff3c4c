"""Where results go: over nothing that is read, and to standard output as `-`."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
import yaml

from skillgraph.api import merge
from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

ONE = 'catalog: {id: one, version: "1", language: en}\nskills:\n  x: {label: X}\n'
TWO = ONE.replace("one", "two").replace("en}", "en, extends: [one.yaml]}").replace("x:", "y:")
TABLE = "Skill,Hours\nX,8-16\n"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(TWO, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in.yaml").write_text(ONE, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("one.yaml")
    assert run(skillgraph, ["merge", "one.yaml", "-o", "g.graph"]) == 0


OVER_INPUT = [
    ["merge", "one.yaml", "default", "-o", "one.yaml"],
    ["merge", "one.yaml", "default", "-o", "./folder/../one.yaml"],
    ["merge", "one.yaml", "default", "-o", "link.yaml"],
    ["merge", "two.yaml", "default", "-o", "one.yaml"],  # what it extends
    ["merge", "folder", "default", "-o", "folder/in.yaml"],
    ["merge", "g.graph", "default", "-o", "g.graph"],
    ["merge", "one.yaml", "default", "--matches", "t.csv", "-o", "t.csv"],
    ["crosswalk", "one.yaml", "default", "-o", "one.yaml"],
    ["export", "--graph", "one.yaml", "-o", "one.yaml"],
    ["export", "--graph", "one.yaml", "-o", "x.ttl", "--void", "one.yaml"],
    ["export", "--graph", "one.yaml", "-o", "x.ttl", "--void", "x.ttl"],
    ["render", "--graph", "one.yaml", "--format", "svg", "-o", "one.yaml"],
    ["import", "table", "t.csv", "-o", "t.csv", "--to", "graph"],
    ["import", "table", "t.csv", "--known", "one.yaml", "-o", "one.yaml"],
    ["import", "table", "t.csv", "--known", "one.yaml", "--dry-run", "--problems", "one.yaml"],
    ["import", "table", "t.csv", "-o", "x.yaml", "--problems", "x.yaml"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", OVER_INPUT, ids=" ".join)
def test_nothing_is_written_over_what_is_read(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def found() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}

    before = found()
    capsys.readouterr()
    assert run(skillgraph, arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Name another file." in err
    assert found() == before


def test_python_is_kept_from_it_too() -> None:
    with pytest.raises(InvalidInput, match="written over"):
        merge("g.graph", "default", target="g.graph")


def test_what_only_lies_beside_may_be_written_again(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(skillgraph, ["export", "--graph", "folder", "-o", "folder/out.ttl"]) == 0
        assert run(skillgraph, ["merge", "folder", "default", "-o", "folder/out.graph"]) == 0
        assert run(skillgraph, ["import", "table", "t.csv", "-o", "out.yaml"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [["merge", "one.yaml", "folder"], ["import", "table", "t.csv", "--id", "one"]],
    ids=" ".join,
)
def test_a_catalogue_goes_to_standard_output(
    arguments: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = set(tmp_path.iterdir())
    assert run(skillgraph, [*arguments, "--to", "yaml", "-o", "c.yaml"]) == 0
    capfdbinary.readouterr()
    assert run(skillgraph, [*arguments, "--to", "yaml", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out == (tmp_path / "c.yaml").read_bytes()
    assert yaml.safe_load(out)["catalog"]["id"]
    assert b"1 skill" in err  # what became of it
    assert set(tmp_path.iterdir()) == before | {tmp_path / "c.yaml"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "one.yaml", "default", "-o", "-"], "--to yaml"),
        (["import", "table", "t.csv", "-o", "-"], "--to yaml"),
        (["import", "table", "t.csv", "--to", "yaml", "-o", "-", "--format", "json"], "--format"),
        (["import", "table", "t.csv", "--dry-run", "--problems", "-"], "stands for no file"),
        (["crosswalk", "one.yaml", "default", "-o", "-", "--format", "json"], "--format json"),
        (["merge", "one.yaml", "default", "--matches", "-", "--dry-run"], "stands for no file"),
    ],
)
def test_a_dash_that_can_mean_nothing_is_refused(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(skillgraph, arguments) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "-").exists()


def test_proposals_and_descriptions_go_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(skillgraph, ["crosswalk", "one.yaml", "folder", "-o", "m.csv"]) == 0
    capsys.readouterr()
    assert run(skillgraph, ["crosswalk", "one.yaml", "folder", "-o", "-"]) == 0
    assert capsys.readouterr().out == (tmp_path / "m.csv").read_text(encoding="utf-8")
    export = ["export", "--graph", "one.yaml", "-o", "x.ttl", "--void"]
    assert run(skillgraph, [*export, "-"]) == 0
    described = capsys.readouterr().out
    assert run(skillgraph, [*export, "v.ttl"]) == 0
    assert described == (tmp_path / "v.ttl").read_text(encoding="utf-8")
    assert "void:Dataset" in described
    assert not (tmp_path / "-").exists()


def test_without_proposals_there_is_nothing_to_accept(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(skillgraph, ["crosswalk", "one.yaml", "default", "-o", "m.csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("0 proposals between one.yaml and default")
    assert out.endswith("m.csv: there is no line to accept.\n")


def test_an_import_says_where_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(skillgraph, ["import", "table", "t.csv", "-o", "c.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["output"] == "c.yaml"


WRITING = [
    ["export", "--graph", "folder", "--format", "ntriples", "-o"],
    ["render", "--graph", "folder", "--format", "dot", "-o"],
    ["merge", "folder", "-o"],
    ["merge", "folder", "--to", "yaml", "-o"],
    ["import", "table", "t.csv", "-o"],
    ["crosswalk", "folder", "one.yaml", "-o"],
]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="links and permissions of POSIX")
@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_a_link_is_followed_and_permissions_stay(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "link.out", tmp_path / "real" / "file.out"
    real.write_bytes(b"before")
    real.chmod(0o640)
    link.symlink_to("real/file.out")
    assert run(skillgraph, [*arguments, "link.out"]) == 0
    capsys.readouterr()
    assert link.is_symlink()
    assert real.read_bytes() != b"before"
    assert list(real.parent.iterdir()) == [real]
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_a_new_file_has_the_permissions_that_the_umask_leaves(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.umask(0o007)
    try:
        assert run(skillgraph, [*arguments, "new.out"]) == 0
    finally:
        os.umask(before)
    capsys.readouterr()
    assert (tmp_path / "new.out").stat().st_mode & 0o777 == 0o660


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
def test_a_pipe_is_no_graph_and_keeps_nobody_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert run(skillgraph, ["stats", "--graph", "pipe"]) == 2
    assert "no ordinary file" in capsys.readouterr().err


def test_tables_appear_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from skillgraph.writers import tables

    whole = tables.table_files

    def interrupted(facts: object) -> object:
        for at, table in enumerate(whole(facts)):  # type: ignore[arg-type]  # handed on
            if at == 2:
                raise KeyboardInterrupt
            yield table

    export = ["export", "--graph", "folder", "--format", "csv", "-o"]
    with monkeypatch.context() as patch:
        patch.setattr(tables, "table_files", interrupted)
        assert run(skillgraph, [*export, "tables"]) == 130
        assert not (tmp_path / "tables").exists()
        (tmp_path / "mine").mkdir()
        assert run(skillgraph, [*export, "mine"]) == 130
        assert list((tmp_path / "mine").iterdir()) == []
    assert run(skillgraph, [*export, "tables"]) == 0
    assert len(list((tmp_path / "tables").iterdir())) > 2
    capsys.readouterr()


def test_an_interruption_before_all_is_loaded_is_quiet() -> None:
    """As a person's Ctrl-C would, within the imports of the program."""
    import subprocess
    import sys

    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click.types': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from skillgraph.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
