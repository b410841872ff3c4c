"""Which graph is opened, and what a plain command imports for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import skillgraph
from skillgraph import SkillGraph, validate
from skillgraph.api.compiling import compile_paths
from skillgraph.errors import GraphVersionError, InvalidInput, NameNotFound
from skillgraph.shipped import shipped_folder

ONE = 'catalog: {id: one, version: "1", language: en, source: us}\nskills:\n  a: {label: A}\n'


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    file = tmp_path / "one.yaml"
    file.write_text(ONE)
    return file


def catalogs(*paths: str) -> list[str]:
    with SkillGraph.open(*paths) as graph:
        return [each["id"] for each in graph.stats()["graph"]["catalogs"]]


def test_the_shipped_catalogues_are_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = ["catalog:software-careers", "catalog:backend-developer"]
    assert catalogs() == catalogs("default") == shipped
    monkeypatch.setenv("SKILLGRAPH_GRAPH", "")
    assert catalogs() == shipped


def test_the_environment_names_a_graph(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLGRAPH_GRAPH", str(catalog))
    assert catalogs() == ["catalog:one"]
    assert catalogs("default") != ["catalog:one"]
    monkeypatch.setenv("SKILLGRAPH_GRAPH", os.pathsep.join(["default", str(catalog)]))
    assert len(catalogs()) == 3


def test_several_are_merged_in_their_order(catalog: Path) -> None:
    assert catalogs(str(catalog), "default")[0] == "catalog:one"
    assert catalogs("default", str(catalog), "default")[-1] == "catalog:one"


def test_a_compiled_graph_says_what_its_catalogues_said(tmp_path: Path, catalog: Path) -> None:
    target = tmp_path / "graph.db"
    compile_paths([str(catalog)], str(target)).close()
    catalog.unlink()
    assert catalogs(str(target)) == ["catalog:one"]
    assert catalogs("default", str(target))[-1] == "catalog:one"
    assert catalogs(str(target), "default")[0] == "catalog:one"


def test_a_compiled_graph_that_is_cut_says_so(tmp_path: Path, catalog: Path) -> None:
    target = tmp_path / "graph.db"
    compile_paths([str(catalog)], str(target)).close()
    target.write_bytes(target.read_bytes()[:-4096])
    with pytest.raises(GraphVersionError, match="--graph CATALOGUE"):
        SkillGraph.open(str(target))


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        SkillGraph.open(str(tmp_path / "none.yaml"))


def test_the_shipped_data_is_the_one_of_the_checkout() -> None:
    root = Path(skillgraph.__file__).parents[2]
    assert Path(shipped_folder("data")) == root / "data"


def test_problems_are_a_document(tmp_path: Path, catalog: Path) -> None:
    document = validate(str(catalog))
    assert document["valid"]
    assert document["graph"] is not None
    assert document["nodes"]["skill"] == 1
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(ONE + "  b: {labl: B}\n  c: {label: C, requires: [d]}\n")
    document = validate(str(wrong))
    assert not document["valid"]
    assert document["graph"] is None
    assert len(document["problems"]) >= 2
    assert all(each["place"].startswith(str(wrong)) for each in document["problems"])


def test_the_package_gives_its_names_lazily() -> None:
    assert set(skillgraph.__all__) <= set(dir(skillgraph))
    for name in skillgraph.__all__:
        assert getattr(skillgraph, name) is not None
    assert skillgraph.NameNotFound is NameNotFound
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = skillgraph.nonsense


def test_the_version_is_the_one_that_is_packaged() -> None:
    from importlib.metadata import version

    assert skillgraph.__version__ == version("skillgraph")


_IMPORTED = """
import sys
import click, sqlite3
before = set(sys.modules)
from skillgraph.api import SkillGraph
with SkillGraph.open() as graph:
    graph.resolve("python")
    graph.resolve("k8s")
    print(*sorted(set(sys.modules) - before))
"""


def test_a_warm_opening_imports_only_this() -> None:
    """Each module here costs every command; what a cold one needs is no part of it."""
    with SkillGraph.open():
        pass
    run = subprocess.run(
        [sys.executable, "-c", _IMPORTED], check=True, capture_output=True, text=True
    )
    assert set(run.stdout.split()) <= {
        "skillgraph",
        "skillgraph.errors",
        "skillgraph.own_cache",
        "skillgraph.shipped",
        "skillgraph.vocab",
        "skillgraph.graph",
        "skillgraph.graph.names",
        "skillgraph.graph.rows",
        "skillgraph.graph.schema",
        "skillgraph.graph.store",
        "skillgraph.api",
        "skillgraph.api.cache",
        "skillgraph.api.opened",
        "skillgraph.api.opening",
        "_blake2",
        "unicodedata",
    }
