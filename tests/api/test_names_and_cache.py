"""An opened graph guesses no name, and answers from what its catalogues say now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from skillgraph import AmbiguousName, SkillGraph

if TYPE_CHECKING:
    from pathlib import Path

CATALOG = """\
catalog: {id: mine}
categories:
  quality: {label: Quality, alt_labels: [testing]}
skills:
  web-testing: {label: Testing of web pages, alt_labels: [testing], effort_hours: 8-16}
"""


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "mine.yaml"
    file.write_text(CATALOG, encoding="utf-8")
    return file


def hours(catalog: Path, skill: str) -> tuple[int, int]:
    with SkillGraph.open(str(catalog)) as graph:
        total = graph.plan(graph.resolve(skill).id, [])["total"]["effort_hours"]
    return total["min"], total["max"]


def test_a_name_that_means_several_is_never_guessed(catalog: Path) -> None:
    with SkillGraph.open(str(catalog)) as graph, pytest.raises(AmbiguousName) as caught:
        graph.resolve("testing")
    candidates = {candidate.id for candidate in caught.value.candidates}
    assert candidates == {"skill:web-testing", "category:quality"}


def test_a_changed_catalogue_is_read_again(catalog: Path) -> None:
    assert hours(catalog, "web-testing") == (8, 16)
    size = catalog.stat().st_size
    catalog.write_text(CATALOG.replace("8-16", "7-15"), encoding="utf-8")
    assert catalog.stat().st_size == size
    assert hours(catalog, "web-testing") == (7, 15)


def test_a_catalogue_that_was_only_touched_gives_the_same(catalog: Path) -> None:
    before = hours(catalog, "web-testing")
    os.utime(catalog, ns=(1, 1))
    assert hours(catalog, "web-testing") == before
