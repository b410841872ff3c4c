"""The example queries: pyoxigraph, rdflib and a server of its own give the same answers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from skillgraph.api.examples import example_names, load_example
from skillgraph.api.query import query_endpoint
from skillgraph.rdf.export import write_rdf
from skillgraph.rdf.sparql import run_query

from .server import serving
from .triples import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph
    from skillgraph.rdf.stores import TripleSource

EXAMPLES = example_names()
#: A graph comes from an endpoint as triples, whose end can't be told from a cut.
TABLES = [name for name in EXAMPLES if "CONSTRUCT" not in load_example(name)]


@pytest.fixture(scope="module")
def triples(shipped: Graph) -> bytes:
    stream = io.BytesIO()
    write_rdf(shipped.facts(), stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole(triples: bytes) -> TripleSource:
    return source_of(triples)


@pytest.fixture(scope="module")
def server(triples: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(triples, tmp_path_factory.mktemp("server"), timeout=60) as url:
        yield url


def test_there_are_twenty_and_more() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_engines_agree(name: str, whole: TripleSource) -> None:
    text = load_example(name)
    ours = run_query(text, source=whole, engine="oxigraph", timeout=60)
    theirs = run_query(text, source=whole, engine="rdflib", timeout=60)
    assert ours == theirs


@pytest.mark.parametrize("name", TABLES)
def test_the_server_agrees(name: str, whole: TripleSource, server: str) -> None:
    text = load_example(name)
    ours = run_query(text, source=whole, timeout=60)
    theirs = query_endpoint(server, text, timeout=60)
    assert {key: theirs[key] for key in ours} == ours  # type: ignore[literal-required]
