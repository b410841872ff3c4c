"""A compiled graph from anywhere: compiled anew, or refused, in bounded time and memory."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.crafted import CATALOG, HARMLESS, REFUSED
from tests.graph.drawing import SOME, graphs

from skillgraph.errors import GraphVersionError
from skillgraph.graph.build import build
from skillgraph.graph.given import compile_given
from skillgraph.graph.store import open_graph
from skillgraph.readers import read_catalogs

if TYPE_CHECKING:
    from pathlib import Path

    from skillgraph.model import facts


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("honest")
    catalog = folder / "a.yaml"
    catalog.write_text(CATALOG, encoding="utf-8")
    build(read_catalogs([catalog], shipped=folder), folder / "honest.graph").close()
    return folder / "honest.graph"


@pytest.fixture
def file(honest: Path, tmp_path: Path) -> Path:
    return shutil.copy(honest, tmp_path / "given.graph")


def everything(file: Path) -> list[object]:
    """All rows of all tables, what is derived among them."""
    with open_graph(file) as graph:
        tables = graph.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [graph.rows(f"SELECT * FROM {table}") for (table,) in tables]


@SOME
@given(graphs())
def test_what_is_compiled_anew_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    folder = tmp_path_factory.mktemp("given")
    build(stream, folder / "one").close()
    compile_given(folder / "one", str(folder / "two")).close()
    assert everything(folder / "one") == everything(folder / "two")


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_compiler_wrote_is_refused(name: str, file: Path, tmp_path: Path) -> None:
    REFUSED[name](file)
    target = tmp_path / "target"
    with pytest.raises(GraphVersionError, match=f"^{file} is damaged .* --graph CATALOGUE") as told:
        compile_given(file, str(target))
    assert len(str(told.value)) < 1000
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_derived_is_not_read(name: str, honest: Path, file: Path, tmp_path: Path) -> None:
    HARMLESS[name](file)
    compile_given(file, str(tmp_path / "target")).close()
    assert everything(tmp_path / "target") == everything(honest)


def test_what_differs_is_told(file: Path) -> None:
    with open_graph(file) as graph:
        digest = graph.digest()
    REFUSED["other hours"](file)
    with pytest.raises(GraphVersionError, match=f"is not what its digest says: .*, not {digest}"):
        compile_given(file)


def test_a_file_that_can_t_be_written_is_no_damage(file: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        compile_given(file, str(tmp_path / "none" / "target"))
