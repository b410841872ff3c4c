"""The cache: compiled once, again when something changed, and never in anybody's way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph.api import SkillGraph, cache, caching
from skillgraph.errors import InvalidInput
from skillgraph.replacing import folder_beside

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = 'catalog: {id: mine, version: "1", language: en, source: us}\n'
ONE = HEADER + "skills:\n  a: {label: A}\n"
TWO = HEADER + "skills:\n  a: {label: A}\n  b: {label: B}\n"
LONG_AGO = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "deep" / "cache"
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(place))
    return place


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    file = tmp_path / "mine.yaml"
    write(file, ONE)
    return file


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every compilation, by its target."""
    targets: list[Any] = []
    real: Callable[..., Any] = caching.compile_paths

    def counted(paths: Any, target: str = ":memory:") -> Any:
        targets.append(target)
        return real(paths, target)

    monkeypatch.setattr(caching, "compile_paths", counted)
    return targets


def write(file: Path, text: str, at: float = LONG_AGO) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (at, at))


def skills(*paths: Path | str) -> list[str]:
    with SkillGraph.open(*map(str, paths)) as graph:
        return [node["label"] for node in graph.list(kind="skill")["nodes"]]


def the_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_a_catalogue_is_compiled_once(folder: Path, catalog: Path, compiled: list[Any]) -> None:
    assert [skills(catalog) for _ in range(3)] == [["A"]] * 3
    assert len(compiled) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert the_file(folder).suffix == ".graph"


def test_a_changed_file_is_compiled_again(folder: Path, catalog: Path, compiled: list[Any]) -> None:
    assert skills(catalog) == ["A"]
    write(catalog, TWO, LONG_AGO + 1)
    assert skills(catalog) == ["A", "B"]
    # of the same size and time, but changed just now: the digest tells
    now = time.time()
    write(catalog, TWO, now)
    assert skills(catalog) == ["A", "B"]
    write(catalog, TWO.replace("B}", "C}"), now)
    assert skills(catalog) == ["A", "C"]
    assert len(compiled) == 3
    assert the_file(folder)


def test_a_touched_file_is_not(folder: Path, catalog: Path, compiled: list[Any]) -> None:
    skills(catalog)
    write(catalog, ONE, LONG_AGO + 5)
    before = the_file(folder).stat().st_ino
    assert skills(catalog) == ["A"]
    assert the_file(folder).stat().st_ino != before  # the new time was noted, once
    before = the_file(folder).stat().st_ino
    assert skills(catalog) == ["A"]
    assert the_file(folder).stat().st_ino == before
    assert len(compiled) == 1


def test_files_that_come_and_go_in_a_folder(
    folder: Path, tmp_path: Path, compiled: list[Any]
) -> None:
    write(tmp_path / "cat" / "1.yaml", ONE)
    assert skills(tmp_path / "cat") == ["A"]
    write(tmp_path / "cat" / "notes.txt", "not a catalogue")
    assert skills(tmp_path / "cat") == ["A"]
    assert len(compiled) == 1
    write(tmp_path / "cat" / "2.yaml", "skills:\n  z: {label: Z}\n")
    assert skills(tmp_path / "cat") == ["A", "Z"]
    (tmp_path / "cat" / "2.yaml").unlink()
    assert skills(tmp_path / "cat") == ["A"]
    assert the_file(folder)


def test_what_is_extended_counts_too(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "base" / "1.yaml", ONE)
    upper = HEADER.replace("mine", "upper").replace("us}", "us, extends: [base]}")
    write(tmp_path / "upper.yaml", upper + "skills:\n  u: {label: U}\n")
    assert skills(tmp_path / "upper.yaml") == ["A", "U"]
    write(tmp_path / "base" / "1.yaml", TWO)
    assert skills(tmp_path / "upper.yaml") == ["A", "B", "U"]
    write(tmp_path / "base" / "2.yaml", "skills:\n  z: {label: Z}\n")
    assert skills(tmp_path / "upper.yaml") == ["A", "B", "Z", "U"]
    assert the_file(folder)


def test_each_list_of_catalogues_has_a_file(
    folder: Path, tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.yaml"
    write(other, TWO.replace("mine", "other"))
    assert skills(catalog) == ["A"]
    assert skills(other) == ["A", "B"]
    monkeypatch.chdir(tmp_path)
    assert skills("mine.yaml") == ["A"]
    assert len(list(folder.iterdir())) == 2


def test_lists_that_share_a_file_name_take_turns(
    folder: Path, tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_file_name", lambda _: "same.graph")
    other = tmp_path / "other.yaml"
    write(other, TWO.replace("mine", "other"))
    for _ in range(2):
        assert skills(catalog) == ["A"]
        assert skills(other) == ["A", "B"]
    assert the_file(folder).name == "same.graph"


def test_another_version_compiles_again(
    folder: Path, catalog: Path, compiled: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    skills(catalog)
    monkeypatch.setattr(cache, "__version__", "99")
    skills(catalog)
    assert len(compiled) == 2
    with sqlite3.connect(next(folder.iterdir())) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert skills(catalog) == ["A"]


def damages() -> dict[str, Callable[[bytes], bytes]]:
    return {
        "empty": lambda _: b"",
        "text": lambda _: b"hello",
        "cut": lambda whole: whole[: len(whole) // 2],
        "cut in the header": lambda whole: whole[:50],
        "zeros behind the header": lambda whole: whole[:100] + bytes(len(whole) - 100),
        "zeros after the schema": lambda whole: whole[:12288] + bytes(len(whole) - 12288),
        "noise": lambda whole: whole[:4096] + b"\xa5\x00\xff" * ((len(whole) - 4096) // 3 + 1),
    }


@pytest.mark.parametrize("damage", damages().values(), ids=damages())
def test_a_damaged_file_stops_nothing(
    folder: Path, catalog: Path, damage: Callable[[bytes], bytes]
) -> None:
    skills(catalog)
    file = the_file(folder)
    file.write_bytes(damage(file.read_bytes()))
    assert skills(catalog) == ["A"]
    with SkillGraph.open(str(catalog)) as graph:
        assert graph.stats()["nodes"]["skill"] == 1
        assert [hit["id"] for hit in graph.search("a")["hits"]] == ["skill:a"]
    assert skills(catalog) == ["A"]


def test_damage_that_shows_only_in_an_answer_is_mended(folder: Path, catalog: Path) -> None:
    skills(catalog)
    file = the_file(folder)
    whole = file.read_bytes()
    mended = 0
    for page in range(1, len(whole) // 4096):
        file.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        with SkillGraph.open(str(catalog)) as graph:
            damaged = file.read_bytes() != whole
            assert [node["label"] for node in graph.list(kind="skill")["nodes"]] == ["A"]
            mended += damaged and file.read_bytes() == whole
    assert mended


def test_a_foreign_database_stops_nothing(folder: Path, catalog: Path) -> None:
    skills(catalog)
    file = the_file(folder)
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE node (id)")
    connection.close()
    assert skills(catalog) == ["A"]


def test_a_folder_in_place_of_the_file_stops_nothing(folder: Path, catalog: Path) -> None:
    skills(catalog)
    file = the_file(folder)
    file.unlink()
    file.mkdir()
    assert skills(catalog) == ["A"]


def test_a_cache_that_cannot_be_written_stops_nothing(
    tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none")):
        monkeypatch.setenv("SKILLGRAPH_CACHE", str(place))
        assert skills(catalog) == ["A"]


def test_a_wrong_catalogue_is_told_and_never_cached(folder: Path, catalog: Path) -> None:
    write(catalog, "skills: [")
    for _ in range(2):
        with pytest.raises(InvalidInput):
            skills(catalog)
    assert list(folder.iterdir()) == []
    write(catalog, ONE)
    assert skills(catalog) == ["A"]
    write(catalog, "skills: [")
    with pytest.raises(InvalidInput):
        skills(catalog)


def test_what_a_killed_compiler_left_is_swept(folder: Path, catalog: Path) -> None:
    (folder / "mine.graph.0.tmp").mkdir(parents=True)
    with folder_beside(folder / "a.graph") as beside:
        name = beside.name
    (folder / name).mkdir()
    (folder / name / "graph").touch()
    (folder / name / "lock").touch()
    skills(catalog)
    assert [file.name for file in folder.glob("*.tmp")] == ["mine.graph.0.tmp"]
    assert [file.name for file in folder.glob(".*.tmp")] == []


def test_without_a_cache_nothing_is_written(folder: Path, catalog: Path) -> None:
    with SkillGraph.open(str(catalog), cache=False) as graph:
        assert graph.find("a")
    assert not folder.exists()


_TOGETHER = """
import sys, time
from skillgraph.api import SkillGraph
time.sleep(max(0, float(sys.argv[1]) - time.time()))
for _ in range(5):
    with SkillGraph.open(sys.argv[2]) as graph:
        assert graph.resolve("a").id == "skill:a"
        print(graph.digest)
"""


def test_processes_that_compile_at_once_all_succeed(folder: Path, catalog: Path) -> None:
    for text in (ONE, TWO):  # none there at first, then an old one
        write(catalog, text, LONG_AGO + len(text))
        start = str(time.time() + 0.7)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _TOGETHER, start, str(catalog)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        ends = [process.communicate() for process in running]
        assert [error for _, error in ends] == [""] * 3
        assert len({line for out, _ in ends for line in out.split()}) == 1
        assert the_file(folder).suffix == ".graph"


def test_the_folder_is_the_one_of_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import user_cache_dir

    for name, value in (("XDG_CACHE_HOME", str(tmp_path)), ("XDG_CACHE_HOME", ""), ("HOME", "/h")):
        monkeypatch.delenv("SKILLGRAPH_CACHE", raising=False)
        monkeypatch.setenv(name, value)
        assert cache.cache_folder() == user_cache_dir("skillgraph", appauthor=False)
        monkeypatch.setenv("SKILLGRAPH_CACHE", "here")
        assert cache.cache_folder() == str(Path.cwd() / "here")
