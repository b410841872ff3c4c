"""Commands that find no room for what they write: the error names it, and all stays as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .cases import LONG_CASES, Case, environment, left, prepare, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

resource = pytest.importorskip("resource", reason="limits of POSIX")

#: So many blocks are left where a disk is full.
FEW = 2

#: What each command names, and what it writes.
TOLD = {
    "import": ("out.graph", LONG_CASES["import"]),
    "problems": ("p.csv", Case("import table t.csv --dry-run --problems p.csv", (), {})),
    "merge": ("out.graph", LONG_CASES["merge"]),
    "yaml": ("out.yaml", Case("merge default --to yaml -o out.yaml", (), {"out.yaml": "old"})),
    "crosswalk": ("m.csv", Case("crosswalk a.yaml b.yaml -o m.csv", (), {"m.csv": "old"})),
    "export": ("x.ttl", LONG_CASES["export"]),
    "tables": ("tables/", LONG_CASES["tables"]),
    "render": ("out.html", LONG_CASES["render"]),
    "profile": ("me/me.yaml", Case("profile add python", (), {"me/me.yaml": f"# {'x' * 9000}\n"})),
}
#: What needs no more than there is.
SHORT = {"problems", "crosswalk"}


def run(
    arguments: str, folder: Path, most: int | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command that may write files of so many bytes, and no larger ones."""

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "skillgraph", *arguments.split()],
        cwd=folder,
        env={**os.environ, **environment(folder), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def hold(name: str, folder: Path, most: int | None = None) -> None:
    """Hold that a command without room names what it was to write, and leaves all as it was."""
    named, case = TOLD[name]
    prepare(folder, case)
    if most is None:
        fill(folder)
    before = tree(folder)
    done = run(case.arguments, folder, most, SKILLGRAPH_CACHE=f"{folder.parent}/cache")
    assert done.returncode == 2
    shown = str(folder / named) if name == "profile" else named
    whys = ["No space left on device", "File too large", "it can't be written: disk I/O error"]
    assert re.search(f"Error: {re.escape(shown)}.*: ({'|'.join(whys)})", done.stderr)
    assert "Traceback" not in done.stderr
    assert left(folder) == []
    assert tree(folder) == before


def fill(folder: Path) -> None:
    """Leave a few blocks of a file system, in which a file can begin."""
    free = os.statvfs(folder)
    (folder / "fill").write_bytes(bytes((free.f_bavail - FEW) * free.f_bsize))


@pytest.mark.parametrize("name", TOLD)
def test_a_file_that_may_grow_no_further_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    hold(name, tmp_path / "work", 10 if name in SHORT else 8_000)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of little room."""
    folder = tmp_path / "small"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("only root mounts a small file system, on Linux")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("name", sorted(TOLD.keys() - SHORT))
def test_a_file_on_a_full_disk_is_named(name: str, small: Path) -> None:
    hold(name, small)


@pytest.mark.parametrize("arguments", ["path --to cloud-architect", "query ASK{?s?p?o}"])
def test_a_cache_without_room_stops_nothing(arguments: str, small: Path) -> None:
    fill(small)
    done = run(arguments, small.parent, SKILLGRAPH_CACHE=f"{small}/cache")
    assert (done.returncode, left(small)) == (0, [])


@pytest.mark.parametrize("arguments", ["query ASK{?s?p?o}", "import rdf long.ttl -o out.graph"])
def test_what_waits_in_a_folder_without_room_names_it(arguments: str, small: Path) -> None:
    prepare(small.parent, LONG_CASES["import"])
    for each in ("import table long.csv -o long.graph", "export --graph long.graph -o long.ttl"):
        assert run(each, small.parent).returncode == 0
    fill(small)
    done = run(arguments, small.parent, TMPDIR=str(small), SQLITE_TMPDIR=str(small))
    assert (done.returncode, done.stderr) == (2, f"Error: {small}: No space left on device\n")
    assert (small.parent / "out.graph").read_bytes() == b"old"
