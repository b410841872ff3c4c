"""A graph of 100,000 edges: what it takes on disk, and what compiling it takes in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from skillgraph.graph.build import build
from skillgraph.graph.sorting import ROWS_KEPT
from skillgraph.graph.store import open_graph

from .generated import EDGES, facts_of

#: Bytes of an edge with its indexes, and compiling's memory as a share of networkx's: with all rows
#: in memory, and where all but some wait on disk.
MOST_BYTES, MOST_SHARE, MOST_ON_DISK = 70, 0.4, 0.25


@pytest.mark.parametrize("rows", [False, True], ids=["by source", "by row"])
def test_an_edge_with_its_indexes_takes_little(tmp_path: Path, *, rows: bool) -> None:
    """Edges are what the file grows by, beside the same nodes without any."""
    with build(facts_of(edges=EDGES, rows=rows), tmp_path / "full.db") as graph:
        assert graph.rows("SELECT count(*) FROM option") == [(EDGES,)]
    build(facts_of(edges=0), tmp_path / "empty.db").close()
    grown = (tmp_path / "full.db").stat().st_size - (tmp_path / "empty.db").stat().st_size
    assert grown / EDGES <= MOST_BYTES


def peak(what: str, target: Path, kept: int = ROWS_KEPT) -> int:
    """Return by how many KiB the peak memory of a fresh process grows."""
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("generated.py"), what, target, str(kept)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_compiling_takes_a_small_share_of_the_memory_of_networkx(tmp_path: Path) -> None:
    ours, theirs = peak("skillgraph", tmp_path / "graph.db"), peak("networkx", tmp_path / "unused")
    on_disk = peak("skillgraph", tmp_path / "other.db", EDGES // 16)
    assert ours <= MOST_SHARE * theirs
    assert on_disk <= MOST_ON_DISK * theirs
    with open_graph(tmp_path / "graph.db") as one, open_graph(tmp_path / "other.db") as other:
        assert one.rows("SELECT value FROM meta") == other.rows("SELECT value FROM meta")
