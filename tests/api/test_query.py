"""Queries by way of the API: the document, the examples, a cache that is used or left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillgraph import InvalidInput, SkillGraph
from skillgraph.api.examples import example_names, load_example
from skillgraph.isolation import is_isolated
from skillgraph.rdf import stores

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Examples that look for what is suspicious; the shipped catalogues hold none of it.
CLEAN = {
    "effort-unknown",
    "essential-without-outcome",
    "is-there-a-cycle",
    "key-skills-not-required",
    "names-of-two",
    "skills-nobody-asks-for",
}
SMALL = str(Path(__file__).parents[1] / "cli" / "catalogue" / "small.yaml")
BAKER = "SELECT ?label { role:baker rdfs:label ?label }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path))
    monkeypatch.setattr(stores, "IN_MEMORY_BYTES", 100)
    return tmp_path


@pytest.fixture(scope="module")
def shipped() -> Iterator[SkillGraph]:
    with SkillGraph.open() as graph:
        yield graph


def test_a_document_says_what_was_asked_of_what() -> None:
    with SkillGraph.open(SMALL) as graph:
        found = graph.query(BAKER, limit=3)
        assert found["graph"] is not None
        assert found["graph"]["digest"] == graph.digest
        assert found == {
            "format": "skillgraph-query/1",
            "graph": found["graph"],
            "endpoint": None,
            "engine": "oxigraph",
            "limit": 3,
            "isolated": is_isolated(),
            "warnings": [],
            "kind": "select",
            "columns": ["label"],
            "rows": [[{"type": "literal", "value": "Baker", "xml:lang": "en"}]],
            "answer": None,
            "triples": [],
            "truncated": False,
        }


def test_a_store_lies_in_the_cache(cache: Path) -> None:
    for _ in range(2):
        with SkillGraph.open(SMALL) as graph:
            assert graph.query(BAKER)["rows"]
            (store,) = cache.glob("*.rdf")
            assert store.name.startswith(graph.digest)


def test_a_cache_that_is_not_wanted_stays_empty(cache: Path) -> None:
    with SkillGraph.open(SMALL, cache=False) as graph:
        assert graph.query(BAKER)["rows"]
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("name", example_names())
def test_every_example_finds_something_or_all_is_well(shipped: SkillGraph, name: str) -> None:
    text = load_example(name)
    assert text.startswith("# ")
    found = shipped.query(text)
    assert bool(found["rows"] or found["triples"] or found["answer"]) == (name not in CLEAN)


def test_an_example_that_is_none_names_the_nearest() -> None:
    with pytest.raises(InvalidInput, match="Did you mean 'skills-most-asked'"):
        load_example("skill-most-asked")
    with pytest.raises(InvalidInput, match="no example is called"):
        load_example("../pyproject")
