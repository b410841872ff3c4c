"""What errors say: what is wrong, of which file or name, and no more than a person reads."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import printable, run

FULL = Path("/dev/full")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "me.yaml"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.yaml").touch()
    (tmp_path / "t.csv").write_text("Skill,Hours\nX,8-16\n", encoding="utf-8")
    (tmp_path / "t.foo").write_text("Skill,Hours\nX,8-16\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("Skill,Lead\nX,y\n", encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))


def told(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(skillgraph, line.split(" ")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


ERRORS = [
    ("export --format csv -o t.csv", "Error: t.csv: this is a file. Name a folder for all tables"),
    ("render --format svg -o folder", "Error: folder: this is a folder. Name a file."),
    ("import table t.foo --dry-run", "ends in none of .csv, .tab, .tsv, .txt or .xlsx"),
    ("import table folder --dry-run", "there is no .csv, .tab, .tsv, .txt or .xlsx file in it"),
    ("next --limit x", "'x' is not a valid whole number."),
    ("path --to sre --alternatives --direct", "'--direct' is not a valid whole number."),
    ("path --to sre --hours-per-week x", "'x' is not a valid number."),
    ("import rdf folder --dry-run", "Error: folder: this is a folder. Name the files in it."),
    ("import table t.csv --mapping empty.yaml --dry-run", "the form of a mapping"),
    ("import matrix m.csv --scale 0-999999999 --dry-run", "It goes from 0 to 999999999."),
    ("related python", "no role or track is called 'python': skill:python is a skill."),
    ("profile import book.xlsx", "save the sheet as CSV"),
    ("profile add sql --since 9999", "still to come"),
    ("profile add sql --since ", "is not a date"),
    ("profile add sql --evidence ", "there is no text"),
    ("profile add sql --level 3 --scale ", "there is no text"),
    ("path --to sre --\x1b[2J", "No such option"),
    ("\x1b[2J", "there is no command '"),
]


@pytest.mark.parametrize(("line", "said"), ERRORS)
def test_it_says_what_where_and_what_next(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    err = told(line, capsys)
    assert said in err
    assert "\x1b" not in err
    assert "catalogue" not in err
    assert not re.search(r"\.[0-9a-f]{12}\.tmp", err)
    assert not (tmp_path / "me.yaml").exists()


#: Commands that write a file, each up to its name.
WRITING = [
    "export --format turtle -o ",
    "export --format csv -o ",
    "export --format ntriples -o x.nt --void ",
    "render --format svg -o ",
    "merge default -o ",
    "merge default --to yaml -o ",
    "crosswalk default default -o ",
    "import table t.csv -o ",
    "import table t.csv --to yaml -o ",
    "import table t.csv -o x.graph --problems ",
]


@pytest.mark.parametrize("line", WRITING)
def test_a_folder_that_is_not_there_is_named_before_any_work(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def opened(*_: object, **__: object) -> None:
        pytest.fail("a graph is compiled for a result that has no place")

    monkeypatch.setattr("skillgraph.graph.build._fill", opened)
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path / "cache"))  # nothing lies ready in it
    (tmp_path / "away").symlink_to("nowhere/x.out")
    there = sorted(tmp_path.iterdir())
    missing = "there is no such folder. Make it first, or name a file elsewhere."
    assert told(f"{line}nowhere/x.out", capsys) == f"Error: nowhere: {missing}\n"
    assert told(f"{line}nowhere/further/x.out", capsys) == f"Error: nowhere/further: {missing}\n"
    assert told(f"{line}away", capsys) == f"Error: {tmp_path / 'nowhere'}: {missing}\n"
    within = "this is a file, not a folder. Name a file in a folder."
    assert told(f"{line}m.csv/x.out", capsys) == f"Error: m.csv: {within}\n"
    assert sorted(tmp_path.iterdir()) == there


def test_a_profile_is_not_made_within_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "t.csv" / "me.yaml"))
    assert f"{tmp_path / 't.csv'}: this is a file, not a folder." in told("profile add sql", capsys)


@pytest.mark.parametrize("line", ["path --to sre", "profile show", "profile add sql", ""])
def test_a_profile_that_is_a_folder_is_named(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(Path.cwd() / "folder"))
    assert run(skillgraph, line.split()) == 2
    assert (
        f"{Path.cwd() / 'folder'}: this is no ordinary file but a folder."
        in capsys.readouterr().err
    )


def test_a_profile_that_leads_nowhere_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "me.yaml").symlink_to("gone.yaml")
    assert "leave it out with: --from nothing" in told("path --to sre", capsys)


@pytest.mark.parametrize("more", [[], ["--skip-unknown"]])
def test_a_file_of_something_else_is_soon_told(
    more: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Looking for what a name may have meant is dear: it is done for as many as are told."""
    from skillgraph.graph import search

    asked: list[str] = []
    whole = search.search

    def counting(graph: object, text: str, *arguments: object, **named: object) -> object:
        asked.append(text)
        return whole(graph, text, *arguments, **named)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(search, "search", counting)
    names = [f"triple {number} of a graph" for number in range(2_000)]
    (tmp_path / "names.txt").write_text("\n".join(["sql", *names]), encoding="utf-8")
    assert run(skillgraph, ["gap", "--from", "@names.txt", "--to", "sre", *more]) == 2 - 2 * len(
        more
    )
    err = capsys.readouterr().err
    assert 0 < len(asked) < 200
    assert len(err.splitlines()) < 200
    assert "more" in err.splitlines()[-1] or "more" in err.splitlines()[-2]


def test_the_longest_name_of_a_file_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    name = "x" * 251 + ".ttl"
    assert run(skillgraph, ["export", "-o", name]) == 0
    assert Path(name).exists()
    assert f"{name}x: " in told(f"export --format turtle -o {name}x", capsys)


@pytest.mark.parametrize("name", ["x" * 100_000, "x y " * 30_000], ids=["word", "words"])
@pytest.mark.parametrize(
    "command",
    [
        "show", "related", "path --to sre --from", "path --to sre --why", "list --tag", "query",
        "list --category", "stats --graph", "import table --dry-run", "merge default --prefer",
        "lint --rule", "query --example", "export -o", "import matrix m.csv --dry-run --scale",
    ],
)  # fmt: skip
def test_nothing_is_echoed_at_any_length(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--dry-run"] if command.startswith("merge") else []
    assert run(skillgraph, [*command.split(), name, *more]) == 2
    assert len(capsys.readouterr().err) < 2_000


def test_a_path_stays_whole() -> None:
    path = "/".join(["folder"] * 500)
    assert printable(f"{path}: no") == f"{path}: no"


@pytest.mark.skipif(not FULL.exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize(
    "line", ["render", "export", "path --from python --to sre", "stats --format json"]
)
def test_a_full_disk_is_told(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = os.dup(1)
    with FULL.open("wb") as full:
        os.dup2(full.fileno(), 1)
    try:
        with pytest.MonkeyPatch.context() as patch, open(1, "w", closefd=False) as out:
            patch.setattr("sys.stdout", out)
            assert run(skillgraph, line.split()) == 2
    finally:
        os.dup2(before, 1)
        os.close(before)
    assert "the answer could not be written: No space left on device." in capfd.readouterr().err


def test_what_cannot_be_read_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "cannot be read: No such file or directory."
    assert told("stats --graph gone.graph", capsys) == f"Error: gone.graph: {reason}\n"
    assert (
        told("lint --graph folder", capsys) == "Error: folder: the folder holds no *.yaml file.\n"
    )
