"""Queries by way of the API: the document, the examples, a cache that is used or left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillgraph import InvalidInput, SkillGraph
from skillgraph.api import merge, query_rdf
from skillgraph.api.examples import example_names, load_example
from skillgraph.api.query import rdf_among
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
            "rdf": None,
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
            assert re.fullmatch(r"[0-9a-f]{16}\.rdf", store.name)


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


def test_a_document_says_which_rdf_was_asked(tmp_path: Path, cache: Path) -> None:
    file, other = tmp_path / "a.ttl", tmp_path / "b.trig"
    file.write_text("<urn:a> a <#b>, <urn:c> .", encoding="utf-8")
    other.write_text("<urn:g> { <urn:a> <urn:b> 1 } <urn:a> <urn:b> 2 .", encoding="utf-8")
    text = "SELECT ?n { GRAPH schema:zoo { ?s a <a.ttl#b>, sg:Skil } }"
    found = query_rdf(
        text, file, str(other),
        named_graphs=[("schema:zoo", file), ("urn:g", file)],
        base=tmp_path.as_uri() + "/", engine="rdflib", limit=3,
    )  # fmt: skip
    assert found == {
        "format": "skillgraph-query/1",
        "graph": None,
        "rdf": {
            "files": [
                {"file": str(file), "graph": None},
                {"file": str(other), "graph": None},
                {"file": str(file), "graph": "https://schema.org/zoo"},
                {"file": str(file), "graph": "urn:g"},
            ],
            "triples": 8,
            "in_named_graphs": 5,
            "named_graphs": 2,
        },
        "endpoint": None,
        "engine": "rdflib",
        "limit": 3,
        "isolated": is_isolated(),
        "warnings": ["query:1:48: sg:Skil is no term of the ontology. Did you mean 'sg:Skill'?"],
        "kind": "select",
        "columns": ["n"],
        "rows": [],
        "answer": None,
        "triples": [],
        "truncated": False,
    }
    assert not list(cache.glob("*.rdf*"))


def test_an_export_is_asked_as_the_graph_is(tmp_path: Path) -> None:
    with SkillGraph.open(SMALL) as graph:
        for form, name in (("turtle", "a.ttl"), ("jsonld", "a.jsonld"), ("rdfxml", "a.rdf")):
            graph.export(tmp_path / name, form)
            text = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?p != sg:position) }"
            assert query_rdf(text, tmp_path / name)["triples"] == graph.query(text)["triples"]


def test_rdf_and_graphs_are_told_apart_by_their_names(tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.ttl"
    merge(SMALL, target=compiled)
    assert rdf_among([str(compiled)]) == ()
    assert rdf_among(["a.TTL", "b/c.nq", "d.jsonld"]) == ("a.TTL", "b/c.nq", "d.jsonld")
    assert rdf_among(["default", "a.yaml", "a.json", "a.graph", "ttl"]) == ()
    assert rdf_among([]) == ()
    with pytest.raises(InvalidInput, match=r"^a\.ttl: RDF can't be asked together with a graph"):
        rdf_among(["default", "a.ttl"])
