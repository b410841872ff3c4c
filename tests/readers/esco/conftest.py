"""The small release as files, and the real one where it is at hand."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph
from skillgraph.api.importing import import_to
from skillgraph.api.sources import reader_of

from .release import small, write_zips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.imports import ImportDocument

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The zips of the small release, as they are downloaded."""
    return write_zips(tmp_path / "esco", small())


@pytest.fixture(scope="session")
def real() -> Path:
    """The zips of ESCO 1.1.1; they are not part of the project."""
    data = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data")) / "esco"
    if not data.is_dir():
        pytest.skip(f"ESCO's files are not at {data}")
    return data


class Imported:
    """A graph that was imported, what became of it, and each remark."""

    def __init__(self, path: Path, document: ImportDocument, problems: Path) -> None:
        self.path = path
        self.document = document
        self.problems = problems
        self.graph = SkillGraph.open(str(path))
        self.rows = sqlite3.connect(path)


@pytest.fixture(scope="session")
def esco(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """ESCO 1.1.1 as a graph."""
    folder = tmp_path_factory.mktemp("esco")
    target, problems = folder / "esco.sqlite", folder / "problems.csv"
    document = import_to(reader_of("esco", [str(real)]), target, problems=problems)
    imported = Imported(target, document, problems)
    yield imported
    imported.graph.close()
    imported.rows.close()
