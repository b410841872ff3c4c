"""Every reader is given inputs that nobody thought of, for some seconds; and so is the harness."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.fuzz.bundle import gather, pack, unpack, write
from tests.fuzz.harness import check
from tests.fuzz.targets import ASKED, GRAPH, TARGETS, Target

from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

#: Much more than any of it takes, on a busy machine.
PATIENCE = 300


@pytest.fixture
def _here() -> Iterator[None]:
    """Come back from where an input was read."""
    here = Path.cwd()
    yield
    os.chdir(here)


@pytest.mark.skipif(
    find_spec("atheris") is None,
    reason="atheris isn't installed: it has wheels for Linux on x86-64 alone",
)
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_reader(name: str, tmp_path: Path) -> None:
    """The inputs are the same in every run, as long as readers and atheris are."""
    options = ["-seed=1", f"-runs={TARGETS[name].runs}"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, tmp_path, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0", "SKILLGRAPH_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
    )
    told = done.stdout.decode("utf-8", "replace")
    again = f"python -m tests.fuzz {name} {tmp_path}/broken-*"
    assert done.returncode == 0, f"{told[-6000:]}\nTo see it again: {again}"
    assert f"Done {TARGETS[name].runs} runs" in told


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("name", TARGETS)
def test_what_a_reader_is_given_first_is_read(name: str, tmp_path: Path) -> None:
    """An input that is refused at its first line leads nowhere."""
    target = TARGETS[name]
    ends = [check(target, files, tmp_path / "files") for files in target.seeds(tmp_path)]
    assert ends
    assert all(ends) or name == "catalog"
    assert ends[0]


def _refused(*problems: InputProblem) -> Target:
    def read(paths: list[str], asked: dict[str, str]) -> None:
        del paths, asked
        raise InvalidInput(*problems)

    return Target(read, iter, (), 0)


def _writing(name: str, error: Exception | None) -> Target:
    def read(paths: list[str], asked: dict[str, str]) -> None:
        del paths, asked
        Path(name).write_text("half", "utf-8")
        if error is not None:
            raise error

    return Target(read, iter, (), 0)


REFUSED = InvalidInput(InputProblem("a.csv:1", "it is wrong."))


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(
    ("target", "told"),
    [
        (_refused(InputProblem("", "it is wrong.")), "nowhere"),
        (_refused(InputProblem("b.csv:1", "it is wrong.")), "nowhere"),
        (_refused(InputProblem("a.csv:1", "it is \x1b wrong.")), "x1b"),
        (_refused(), "says nothing"),
        (_writing(GRAPH, REFUSED), "graph is left"),
        (_writing(".a.tmp", None), "it left"),
        (_writing(".a.tmp", REFUSED), "it left"),
    ],
)
def test_what_is_no_good_end_is_noticed(target: Target, told: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=told):
        check(target, {"a.csv": b"a"}, tmp_path / "files")


@pytest.mark.usefixtures("_here")
def test_other_errors_pass_through(tmp_path: Path) -> None:
    files = {"a.csv": b"a", ASKED: b"x=1"}
    with pytest.raises(ValueError, match="escaped"):
        check(_writing(GRAPH, ValueError("escaped")), files, tmp_path / "files")
    assert not check(_refused(InputProblem("a.csv:1", "wrong.")), files, tmp_path / "files")
    assert check(_writing(GRAPH, None), files, tmp_path / "files")


def test_files_are_one_input_and_files_again(tmp_path: Path) -> None:
    files = {"a/b.csv": b"1", "c.zip/d.txt": b"2", "c.zip/e.xlsx/f.xml": b"3", "g.zip": b"PK"}
    assert unpack(pack(files)) == files
    assert pack(files) == pack(unpack(pack(files)))
    write(files, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c.zip", "g.zip"]
    inside = unpack((tmp_path / "c.zip").read_bytes())
    assert inside["d.txt"] == b"2"
    assert unpack(inside["e.xlsx"]) == {"f.xml": b"3"}
    assert gather(tmp_path / "a", tmp_path / "g.zip") == {"a/b.csv": b"1", "g.zip": b"PK"}
    assert gather(tmp_path / "c.zip", apart=True)["c.zip/d.txt"] == b"2"


def test_no_file_is_written_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write({"../a": b"1", "/tmp/never-there/b": b"2", "c": b"3", "..": b"4"}, folder)  # noqa: S108
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in folder.iterdir()] == ["c"]
