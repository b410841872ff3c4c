"""Stores on disk: built once, by whoever comes first, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from skillgraph.rdf import stores
from skillgraph.rdf.sparql import run_query

from .triples import ntriples, source_of

if TYPE_CHECKING:
    from pathlib import Path

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
    assert store.name.startswith("d1-")
    assert store.suffix == ".rdf"
    # Were the triples written again, there would be others.
    assert count(source_of(ntriples(3), "d1", str(cache))) == "200"
    assert count(source_of(ntriples(3), "d2", str(cache))) != "200"


def test_a_small_graph_leaves_no_file(tmp_path: Path) -> None:
    assert count(source_of(ntriples(1), "d1", str(tmp_path))) == "4"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_store_is_built_again(tmp_path: Path) -> None:
    count(source_of(ntriples(50), "d1", str(tmp_path)))
    (store,) = tmp_path.iterdir()
    (store / "CURRENT").write_bytes(b"nonsense")
    assert count(source_of(ntriples(50), "d1", str(tmp_path))) == "200"


@pytest.mark.skipif(os.name != "posix", reason="/dev/null is posix")
def test_a_cache_that_can_t_be_written_stops_nothing() -> None:
    assert count(source_of(ntriples(50), "d1", "/dev/null/cache")) == "200"


def test_what_is_unused_is_swept(tmp_path: Path) -> None:
    old = time.time() - 40 * 24 * 3600
    for name in ("d0-0.5.13.rdf", "mine.graph", "other"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (old, old))
    (tmp_path / "d9-0.5.13.rdf").mkdir()
    stores.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"mine.graph", "other", "d9-0.5.13.rdf"}


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
