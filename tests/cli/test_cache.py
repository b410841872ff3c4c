"""The cache as an attacker meets it: files, a command, and what it answers.

Nothing of the package is imported: the same runs against any release, and each of these was seen to
fail before the cache had names and marks of its own making.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'catalog: {id: mine, version: "1", language: en, source: us}\n'
CATALOGUE = HEADER + "skills:\n  a: {label: Aa}\n  b: {label: Good}\n"
#: Its triples are a store on disk, and not only in memory.
LARGE = CATALOGUE + "".join(f"  s{at}: {{label: 'S{at}'}}\n" for at in range(4_000))
LABELS = "SELECT ?label { ?s a sg:Skill ; rdfs:label ?label } ORDER BY ?label LIMIT 9"
LONG_AGO = 1_600_000_000
NOBODY = 65534

needs_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root gives files away"
)


class Place:
    """A folder to work in, with a cache and a catalogue."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache = folder, folder / "cache"
        self.catalogue = folder / "mine.yaml"
        self.write(CATALOGUE)

    def write(self, text: str) -> None:
        """Write the catalogue, as if long ago."""
        self.catalogue.write_text(text, "utf-8")
        os.utime(self.catalogue, (LONG_AGO, LONG_AGO))

    def run(self, *arguments: str) -> str:
        """Return what a command prints; it may fail."""
        done = subprocess.run(
            [sys.executable, "-m", "skillgraph", *arguments],
            cwd=self.folder,
            env={**os.environ, "SKILLGRAPH_CACHE": str(self.cache)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode in {0, 1, 2}, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    def listed(self) -> str:
        """Return the skills of the catalogue, as they are answered."""
        return self.run("list", "--graph", "mine.yaml", "--kind", "skill")

    def graph(self) -> Path:
        """Return a compiled graph of the catalogue."""
        self.run("merge", "mine.yaml", "-o", "honest.graph")
        return self.folder / "honest.graph"

    def entry(self) -> Path:
        """Return the compiled catalogue in the cache."""
        (entry,) = self.cache.glob("*.graph")
        return entry

    def poison(self) -> Path:
        """Put into the catalogue's entry of the cache what the catalogue doesn't say."""
        self.write(CATALOGUE.replace("Good", "Evil"))
        self.listed()
        evil = self.entry().read_bytes()
        self.write(CATALOGUE)
        self.listed()
        entry = self.entry()
        with closing(sqlite3.connect(entry)) as connection:
            stamp = connection.execute("SELECT * FROM cached_input").fetchall()
        entry.write_bytes(evil)
        marks = ",".join("?" * len(stamp[0]))
        with closing(sqlite3.connect(entry)) as connection, connection:
            connection.execute("DELETE FROM cached_input")
            connection.executemany(f"INSERT INTO cached_input VALUES ({marks})", stamp)
        assert "Evil" in self.listed(), "it isn't poisoned"
        return entry


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def change(graph: Path, statement: str, value: str) -> None:
    with closing(sqlite3.connect(graph)) as connection, connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute(statement, (value,))


def long_unused(path: Path) -> Path:
    """Make a folder with something in it, or a file, that nobody has touched for long."""
    if ".graph" in path.suffixes:
        path.write_text("mine")
    else:
        path.mkdir()
        (path / "thesis.txt").write_text("years of work")
    for each in (*path.glob("*"), path):
        os.utime(each, (LONG_AGO, LONG_AGO))
    return path


def test_poisoning_by_a_false_graph(place: Place) -> None:
    """It says that it is another one, whose answers are kept under that name."""
    place.write(LARGE)
    honest = place.graph()
    false = shutil.copy(honest, place.folder / "false.graph")
    for table, column in (("node", "label"), ("text", "value")):
        change(false, f"UPDATE {table} SET {column} = ? WHERE {column} = 'Good'", "Evil")
    place.run("query", LABELS, "--graph", str(false))
    answer = place.run("query", LABELS, "--graph", str(honest))
    assert "Good" in answer
    assert "Evil" not in answer


@pytest.mark.parametrize("way", ["../../victim/docs", "{}/victim/docs"])
def test_traversal_by_a_digest(place: Place, way: str) -> None:
    """A name within the cache was made of it, and what lay there swept or written over."""
    import pyoxigraph

    version = place.run("--version").split()[-1]
    (place.folder / "victim").mkdir()
    name = f"docs-{version}-{pyoxigraph.__version__}.rdf"
    victim = long_unused(place.folder / "victim" / name)
    graph = place.graph()
    place.cache = place.folder / "deep" / "cache"
    place.cache.mkdir(parents=True)
    place.cache.chmod(0o700)
    change(graph, "UPDATE meta SET value = ? WHERE key = 'digest'", way.format(place.folder))
    place.run("query", LABELS, "--graph", str(graph))
    assert [path.name for path in victim.iterdir()] == ["thesis.txt"]
    assert [path.name for path in victim.parent.iterdir()] == [name]


@pytest.mark.skipif(os.name != "posix", reason="permissions are posix")
@pytest.mark.parametrize("how", ["mode", "link", pytest.param("owner", marks=needs_root)])
def test_planting_an_entry(place: Place, how: str) -> None:
    entry = place.poison()
    if how == "owner":
        os.chown(entry, NOBODY, NOBODY)
    elif how == "mode":
        entry.chmod(0o666)
    else:
        entry.rename(place.folder / "planted")
        entry.symlink_to(place.folder / "planted")
    answer = place.listed()
    assert "Good" in answer
    assert "Evil" not in answer


@needs_root
def test_a_folder_of_a_foreign_owner(place: Place) -> None:
    place.poison()
    os.chown(place.cache, NOBODY, NOBODY)
    answer = place.listed()
    assert "Good" in answer
    assert "Evil" not in answer


@pytest.mark.skipif(os.name != "posix", reason="permissions are posix")
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_folder_that_anybody_may_write(place: Place, mode: int) -> None:
    place.poison()
    place.cache.chmod(mode)
    answer = place.listed()
    assert "Good" in answer
    assert "Evil" not in answer


@pytest.mark.parametrize("name", ["my-notes.rdf", "a.rdf.tmp", "old.graph.x.tmp"])
def test_a_sweep_beside_strangers_files(place: Place, name: str) -> None:
    place.write(LARGE)
    place.cache.mkdir(mode=0o700)
    mine = long_unused(place.cache / name)
    place.run("query", LABELS, "--graph", "mine.yaml")
    made = {path.suffix for path in place.cache.iterdir() if path != mine}
    assert made == {".rdf", ".graph"}
    assert mine.exists()
    assert mine.is_file() or (mine / "thesis.txt").read_text() == "years of work"
