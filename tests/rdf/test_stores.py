"""Stores on disk: built once, by whoever comes first, whole or not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from skillgraph.rdf import stores
from skillgraph.rdf.sparql import run_query

from .triples import ntriples, source_of

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_600_000_000
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "IN_MEMORY_BYTES", 1000)


def count(source: stores.TripleSource) -> str:
    (row,) = run_query(COUNT, source=source)["rows"]
    assert row[0] is not None
    return row[0]["value"]


def test_a_store_is_built_once(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert count(source_of(ntriples(50), "d1", str(cache))) == "200"
    (store,) = cache.iterdir()
    assert re.fullmatch(r"[0-9a-f]{16}\.rdf", store.name)
    assert store.stat().st_mode & 0o777 == 0o700
    # Were the triples written again, there would be others.
    assert count(source_of(ntriples(3), "d1", str(cache))) == "200"
    assert count(source_of(ntriples(3), "d2", str(cache))) != "200"


def test_a_small_graph_leaves_no_file(tmp_path: Path) -> None:
    assert count(source_of(ntriples(1), "d1", str(tmp_path))) == "4"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_store_is_built_again(tmp_path: Path) -> None:
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    (store,) = tmp_path.iterdir()
    (store / "store" / "CURRENT").write_bytes(b"nonsense")
    assert count(source_of(ntriples(50), "d1", str(tmp_path))) == "200"


@pytest.mark.skipif(os.name != "posix", reason="/dev/null is posix")
def test_a_cache_that_can_t_be_written_stops_nothing() -> None:
    assert count(source_of(ntriples(50), "d1", "/dev/null/cache")) == "200"


@pytest.mark.parametrize("name", ["../../victim", "/victim", "a\0b", "x" * 500])
def test_what_a_store_is_of_is_never_a_path(tmp_path: Path, name: str) -> None:
    cache = tmp_path / "deep" / "cache"
    assert count(source_of(ntriples(50), name, str(cache))) == "200"
    (store,) = cache.iterdir()
    assert re.fullmatch(r"[0-9a-f]{16}\.rdf", store.name)
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}


def test_stores_that_share_a_name_take_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "digest", lambda _: "0123456789abcdef")
    for _ in range(2):
        assert count(source_of(ntriples(50), "d1", str(tmp_path))) == "200"
        assert count(source_of(ntriples(60), "d2", str(tmp_path))) == "240"


def test_a_stranger_s_folder_of_that_name_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "digest", lambda _: "0123456789abcdef")
    stranger = tmp_path / "0123456789abcdef.rdf"
    stranger.mkdir()
    (stranger / "thesis.txt").write_text("years of work")
    assert count(source_of(ntriples(50), "d1", str(tmp_path))) == "200"
    assert [path.name for path in stranger.iterdir()] == ["thesis.txt"]
    assert list(tmp_path.iterdir()) == [stranger]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_store_that_others_planted_is_not_used(tmp_path: Path) -> None:
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    (store,) = tmp_path.iterdir()
    os.chown(store, 65534, 65534)
    assert count(source_of(ntriples(60), "d1", str(tmp_path))) == "240"
    os.chown(store, 0, 0)
    store.chmod(0o777)
    assert count(source_of(ntriples(60), "d1", str(tmp_path))) == "240"
    store.chmod(0o700)
    assert count(source_of(ntriples(60), "d1", str(tmp_path))) == "200"


def test_what_is_unused_is_swept(tmp_path: Path) -> None:
    """Of what we have made; what else lies there, `tests/api/test_cache.py` looks at."""
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    (old,) = tmp_path.iterdir()
    os.utime(old, (LONG_AGO, LONG_AGO))
    count(source_of(ntriples(50), "d2", str(tmp_path)))
    (new,) = tmp_path.iterdir()
    assert new != old


def test_what_is_used_is_not_swept(tmp_path: Path) -> None:
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    (store,) = tmp_path.iterdir()
    os.utime(store, (LONG_AGO, LONG_AGO))
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    count(source_of(ntriples(50), "d2", str(tmp_path)))
    assert store in tmp_path.iterdir()


BUILD = """
import sys
from skillgraph.rdf import stores
from skillgraph.rdf.sparql import run_query
stores.IN_MEMORY_BYTES = 1000
source = stores.TripleSource(
    lambda stream: stream.write(open(sys.argv[1], "rb").read()), "d1", sys.argv[2])
print(run_query(sys.argv[3], source=source)["rows"][0][0]["value"])
"""


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    triples = tmp_path / "triples.nt"
    triples.write_bytes(ntriples(500))
    command = [sys.executable, "-c", BUILD, str(triples), str(tmp_path / "cache"), COUNT]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [process.communicate() for process in running] == [(b"2000\n", b"")] * 3
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_store_is_built_by_no_module_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("ctypes", "pyoxigraph", "os", "signal"):
        (tmp_path / f"{module}.py").write_text("open('ran', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    count(source_of(ntriples(50), "d1", str(tmp_path / "cache")))
    assert not (tmp_path / "ran").exists()
    assert [*(tmp_path / "cache").iterdir()]
