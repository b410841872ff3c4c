"""The cache: compiled once, again when something changed, and never in anybody's way.

What lies there is ours alone: nobody else's file is believed, written over or removed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import own_cache
from skillgraph.api import SkillGraph, cache, caching
from skillgraph.api.compiling import compile_paths
from skillgraph.errors import GraphVersionError, InvalidInput
from skillgraph.rdf import stores
from skillgraph.replacing import folder_beside
from skillgraph.workplaces import mark

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


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every time is trusted, however new."""
    monkeypatch.setattr(caching, "_TICK_NS", 0)


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

    def counted(paths: Any, target: str = ":memory:", **more: Any) -> Any:
        targets.append(target)
        return real(paths, target, **more)

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
    assert len(compiled) == 2
    assert the_file(folder)


def test_a_change_that_hides_shows(folder: Path, catalog: Path, compiled: list[Any]) -> None:
    """As long as before, and of the time of before: the time of the change itself tells."""
    write(catalog, TWO)
    assert skills(catalog) == ["A", "B"]
    time.sleep(0.02)  # the system's clock has ticked
    write(catalog, TWO.replace("B}", "C}"))
    assert skills(catalog) == ["A", "C"]
    other = catalog.with_name("other.yaml")
    write(other, TWO.replace("B}", "D}"))
    time.sleep(0.02)
    other.replace(catalog)
    assert skills(catalog) == ["A", "D"]
    assert len(compiled) == 3
    assert the_file(folder)


def test_a_change_within_a_tick_of_the_clock_shows(
    folder: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if nothing told: of a file that was changed just now the digest is asked."""
    monkeypatch.setattr(caching, "_TICK_NS", 2_000_000_000)
    monkeypatch.setattr(cache, "seen", lambda found: str(found.st_size))
    monkeypatch.setattr(caching, "seen", lambda found: str(found.st_size))
    for label in "BCD":
        write(catalog, TWO.replace("B}", f"{label}}}"))
        assert skills(catalog) == ["A", label]
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


def made(folder: Path, name: str, *, marked: bool = True) -> Path:
    """Something in the cache, as we make it, that nobody has used for long."""
    path = folder / name
    if name.endswith(".graph"):
        path.write_bytes(b"SQLite format 3\x00" + bytes(52) + b"SkGr" * marked)
    else:
        path.mkdir(parents=True)
        (path / "thesis.txt").write_text("years of work")
        if marked:
            mark(path)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


NAME = "0123456789abcdef"
WORKPLACE = f"{NAME}.graph.0123456789ab.tmp"


def test_what_we_have_left_there_is_swept(folder: Path, catalog: Path) -> None:
    folder.mkdir(parents=True)
    made(folder, f"{NAME}.graph")
    skills(catalog)
    assert not (folder / f"{NAME}.graph").exists()
    assert len(list(folder.iterdir())) == 1


def test_nothing_of_a_stranger_s_is_swept(folder: Path, tmp_path: Path, catalog: Path) -> None:
    folder.mkdir(parents=True)
    for name in (
        "my-notes.rdf", "old.graph.x.tmp", "a.tmp", f"{NAME}.d", f"{NAME[1:]}.rdf", f"{NAME}0.rdf",
        f"mine.{NAME}.rdf", f"{NAME}.rdf.tmp", f"{NAME.upper()}.rdf", f"{NAME}.graph.{NAME}.tmp",
    ):  # fmt: skip
        made(folder, name)
    made(folder, "mine.graph")
    made(folder, f"{NAME}.graph", marked=False)
    made(folder, WORKPLACE, marked=False)
    made(folder, f"{NAME}.rdf", marked=False)
    (folder / "ba9876543210ffff.rdf").symlink_to(made(tmp_path, "elsewhere"))
    (folder / "ba9876543210eeee.graph").symlink_to(made(tmp_path, f"{NAME}.graph"))
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    skills(catalog)
    stores.sweep(folder)
    assert before < {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}


def test_what_is_used_is_not_swept(folder: Path, catalog: Path, compiled: list[Any]) -> None:
    skills(catalog)
    os.utime(the_file(folder), (LONG_AGO, LONG_AGO))
    skills(catalog)
    other = catalog.with_name("other.yaml")
    write(other, ONE.replace("mine", "other"))
    skills(other)
    skills(catalog)
    assert len(compiled) == 2


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
        assert own_cache.cache_folder() == user_cache_dir("skillgraph", appauthor=False)
        monkeypatch.setenv("SKILLGRAPH_CACHE", "here")
        assert own_cache.cache_folder() == str(Path.cwd() / "here")


def test_a_folder_that_is_relative_is_none(
    tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG says to ignore it; and somebody without a home has no cache, and gets an answer."""

    def nobody(_: int) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SKILLGRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", "/h")
    assert own_cache.cache_folder() == "/h/.cache/skillgraph"
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert own_cache.cache_folder() is None
    assert skills(catalog) == ["A"]
    assert list(tmp_path.iterdir()) == [catalog]


# A compiled graph that is given.


@pytest.fixture
def graph(tmp_path: Path, catalog: Path) -> Path:
    file = tmp_path / "given.graph"
    compile_paths([str(catalog)], str(file)).close()
    return file


def digest_of(*paths: Path) -> str:
    with SkillGraph.open(*map(str, paths)) as opened:
        return opened.digest


def test_a_given_graph_is_compiled_once(folder: Path, graph: Path, compiled: list[Any]) -> None:
    assert [skills(graph) for _ in range(3)] == [["A"]] * 3
    assert len(compiled) == 1
    assert the_file(folder).suffix == ".graph"


def relabelled(file: Path, label: str) -> None:
    """Change a label in place: nothing else, neither the size of the file nor its time."""
    before = file.stat()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("UPDATE node SET label = ?", (label,))
        connection.execute("UPDATE text SET value = ?", (label,))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def test_a_given_graph_that_is_changed_in_place_is_told(folder: Path, graph: Path) -> None:
    assert skills(graph) == ["A"]
    time.sleep(0.02)
    relabelled(graph, "E")
    for _ in range(2):
        with pytest.raises(GraphVersionError, match=r"not what its digest says.*--graph CATALOGUE"):
            skills(graph)
    time.sleep(0.02)
    relabelled(graph, "A")
    assert skills(graph) == ["A"]
    assert the_file(folder)


@pytest.mark.usefixtures("folder")
def test_a_false_graph_answers_for_nobody_else(graph: Path, tmp_path: Path) -> None:
    false = shutil.copy(graph, tmp_path / "false.graph")
    relabelled(false, "E")
    with pytest.raises(GraphVersionError, match=r"false\.graph is damaged"):
        skills(false)
    with pytest.raises(GraphVersionError, match=r"false\.graph is damaged"):
        skills(false, graph)
    assert skills(graph) == ["A"]


def test_graphs_that_are_merged_are_compiled_each_once(
    folder: Path, graph: Path, tmp_path: Path, compiled: list[Any]
) -> None:
    mine = tmp_path / "mine2.yaml"
    for label in "BC":
        write(mine, HEADER.replace("mine", "other") + f"skills:\n  b: {{label: {label}}}\n")
        assert skills(graph, mine) == ["A", label]
    assert len(compiled) == 3
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("digest", ["../../victim/docs", "{}/victim/docs", "x" * 100_000_000])
def test_a_digest_is_never_a_path(folder: Path, graph: Path, tmp_path: Path, digest: str) -> None:
    """The name of a folder in the cache was made of it, and what lay there removed."""
    import pyoxigraph

    from skillgraph import __version__

    release = f"-{__version__}-{pyoxigraph.__version__}.rdf"
    victim = made(tmp_path / "victim", f"docs{release}")
    with closing(sqlite3.connect(graph)) as connection, connection:
        connection.execute("UPDATE meta SET value = ?", (digest.format(tmp_path),))
    with (
        pytest.raises(GraphVersionError, match="is damaged") as told,
        SkillGraph.open(str(graph)) as opened,
    ):
        opened.query("ASK {?s ?p ?o}")
    assert len(str(told.value)) < 1000
    assert (victim / "thesis.txt").read_text() == "years of work"
    assert list(folder.iterdir()) == []


# A cache that others may have filled.


def in_a_process(catalog: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "skillgraph", "list", "--graph", str(catalog)]
    environment = {**os.environ, "SKILLGRAPH_CACHE": str(folder)}
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=True
    )


needs_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root gives files away"
)
NOBODY = 65534


def poison(folder: Path, catalog: Path) -> None:
    """Put an entry into the cache that says something else."""
    folder.mkdir(parents=True, exist_ok=True)
    write(catalog, TWO.replace("B}", "EVIL}"))
    skills(catalog)
    (entry,) = folder.glob("*.graph")
    evil = entry.read_bytes()
    write(catalog, TWO)
    skills(catalog)
    with closing(sqlite3.connect(entry)) as connection:
        stamp = connection.execute("SELECT * FROM cached_input").fetchall()
    entry.write_bytes(evil)
    with closing(sqlite3.connect(entry)) as connection, connection:
        connection.execute("DELETE FROM cached_input")
        connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?)", stamp)
    assert skills(catalog) == ["A", "EVIL"]


def refused(folder: Path, catalog: Path, why: str) -> None:
    """Assert that a cache isn't used, nor anything in it touched, and that it is said once."""
    before = sorted(folder.rglob("*"))
    with pytest.warns(UserWarning, match=why):
        assert skills(catalog) == ["A", "B"]
    run = in_a_process(catalog, folder)
    assert "EVIL" not in run.stdout
    assert run.stderr.startswith(f"Note: the cache {folder} isn't used: {why}")
    assert run.stderr.count("\n") == 1
    assert sorted(folder.rglob("*")) == before


@needs_root
def test_a_cache_of_somebody_else_is_not_used(folder: Path, catalog: Path) -> None:
    poison(folder, catalog)
    os.chown(folder, NOBODY, NOBODY)
    refused(folder, catalog, "it belongs to somebody else")
    os.chown(folder, 0, 0)
    assert skills(catalog) == ["A", "EVIL"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are posix")
def test_a_cache_that_anybody_may_write_is_not_used(folder: Path, catalog: Path) -> None:
    poison(folder, catalog)
    for mode in (0o777, 0o1777, 0o702):
        folder.chmod(mode)
        refused(folder, catalog, "others may write in it")


@needs_root
def test_a_cache_that_a_group_may_write_is_not_used(
    folder: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import grp

    poison(folder, catalog)
    folder.chmod(0o770)
    assert skills(catalog) == ["A", "EVIL"]  # root's own group, with nobody else in it
    os.chown(folder, 0, NOBODY)
    refused(folder, catalog, "others may write in it")
    os.chown(folder, 0, 0)
    shared = grp.struct_group(("root", "x", 0, ["root", "mallory"]))
    monkeypatch.setattr(grp, "getgrgid", lambda _: shared)
    with pytest.warns(UserWarning, match="others may write in it"):
        assert skills(catalog) == ["A", "B"]


@needs_root
def test_somebody_else_s_link_is_no_cache(folder: Path, catalog: Path, tmp_path: Path) -> None:
    victim = tmp_path / "docs"
    victim.mkdir()
    write(catalog, TWO)
    folder.parent.mkdir()
    folder.symlink_to(victim)
    os.chown(folder, NOBODY, NOBODY, follow_symlinks=False)
    refused(folder, catalog, "it is somebody else's link")
    assert list(victim.iterdir()) == []
    os.chown(folder, 0, 0, follow_symlinks=False)
    skills(catalog)
    assert the_file(victim)


@needs_root
@pytest.mark.parametrize("how", ["owner", "mode", "link"])
def test_an_entry_that_others_planted_is_not_used(
    folder: Path, catalog: Path, tmp_path: Path, how: str
) -> None:
    poison(folder, catalog)
    entry = the_file(folder)
    if how == "owner":
        os.chown(entry, NOBODY, NOBODY)
    elif how == "mode":
        entry.chmod(0o666)
    else:
        entry.rename(tmp_path / "planted")
        entry.symlink_to(tmp_path / "planted")
        before = (tmp_path / "planted").read_bytes()
    assert skills(catalog) == ["A", "B"]
    assert the_file(folder).lstat().st_mode & 0o177777 == 0o100600
    if how == "link":
        assert (tmp_path / "planted").read_bytes() == before


def test_whatever_the_mask_entries_are_used(
    folder: Path, catalog: Path, compiled: list[Any]
) -> None:
    before = os.umask(0)
    try:
        skills(catalog)
        skills(catalog)
    finally:
        os.umask(before)
    assert len(compiled) == 1
    assert the_file(folder).stat().st_mode & 0o777 == 0o600


#: What is imported is read by root.
AS_NOBODY = """
import os, sys
from skillgraph.api import SkillGraph
def skills(cache):
    with SkillGraph.open(sys.argv[1], cache=cache) as graph:
        return [node["label"] for node in graph.list(kind="skill")["nodes"]]
skills(False)
from skillgraph.api import caching
os.setgid(65534)
os.setuid(65534)
print(skills(True))
"""


@needs_root
def test_a_cache_that_can_t_be_written_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that root has filled, as of an image, serves everybody."""
    with TemporaryDirectory() as place:
        catalog, folder = Path(place, "mine.yaml"), Path(place, "cache")
        monkeypatch.setenv("SKILLGRAPH_CACHE", str(folder))
        write(catalog, TWO)
        poison(folder, catalog)
        for path, mode in ((Path(place), 0o755), (folder, 0o755), (the_file(folder), 0o644)):
            path.chmod(mode)
        command = [sys.executable, "-c", AS_NOBODY, str(catalog)]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert (run.stdout, run.stderr) == ("['A', 'EVIL']\n", "")
        write(catalog, ONE)
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert (run.stdout, run.stderr) == ("['A']\n", "")
        assert the_file(folder)


@needs_root
def test_a_warning_that_is_to_be_an_error_is_one(folder: Path, catalog: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    command = [sys.executable, "-m", "skillgraph", "list", "--graph", str(catalog)]
    environment = {**os.environ, "PYTHONWARNINGS": "error::UserWarning"}
    run = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("Error: the cache ")
