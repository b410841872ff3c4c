"""Every format holds the same triples, and a graph comes back from each of them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from rdflib.compare import isomorphic
from tests.graph.drawing import SOME, changed, graphs

from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.rdf.export import FORMATS, write_rdf
from skillgraph.rdf.importing import read_rdf
from skillgraph.readers.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from skillgraph.graph.store import Graph

SUFFIXES = {"ntriples": ".nt", "turtle": ".ttl", "rdfxml": ".rdf", "jsonld": ".jsonld"}
PARSED = {
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
}
#: Texts of a node and sources stand in no order in RDF.
UNORDERED = (
    "alt_labels", "hidden_labels", "descriptions", "outcomes", "experience", "foreign",
    "tags", "exact_matches",
)  # fmt: skip


def exported(graph: Graph, form: str, **more: bool) -> bytes:
    stream = io.BytesIO()
    write_rdf(graph.facts(), stream, form, **more)
    return stream.getvalue()


def triples(data: bytes, form: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=PARSED[form][0])}


def unordered(stream: Iterable[facts.Fact]) -> list[facts.Fact]:
    """Facts as RDF can tell them apart."""
    plain = []
    for fact in stream:
        changes = {
            name: tuple(sorted(getattr(fact, name), key=repr))
            for name in (*UNORDERED, "places")
            if hasattr(fact, name)
        }
        if isinstance(fact, facts.Node):
            first, *rest = fact.pref_labels
            changes["pref_labels"] = (first, *sorted(rest, key=repr))
        plain.append(changed(fact, **changes))
    return sorted(plain, key=lambda fact: (isinstance(fact, facts.Source) and fact.id) or "")


@SOME
@given(graphs())
def test_a_graph_comes_back_from_each_format(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    folder = tmp_path_factory.mktemp("rdf")
    with build(stream) as graph:
        expected = unordered(graph.facts())
        for form in FORMATS:
            file = folder / f"graph{SUFFIXES[form]}"
            file.write_bytes(exported(graph, form))
            with build(read_rdf([str(file)], Report())) as again:
                assert unordered(again.facts()) == expected
                assert exported(again, form) == file.read_bytes()


@SOME
@given(graphs())
def test_every_format_holds_the_same_triples(stream: list[facts.Fact]) -> None:
    with build(stream) as graph:
        expected = triples(exported(graph, "ntriples"), "ntriples")
        for form in FORMATS:
            assert triples(exported(graph, form), form) == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib of itself
def test_rdflib_reads_what_pyoxigraph_reads(shipped: Graph, form: str) -> None:
    data = exported(shipped, form)
    ours = rdflib.Graph().parse(data=exported(shipped, "ntriples"), format="nt")
    theirs = rdflib.Graph().parse(data=data, format=PARSED[form][1])
    assert len(ours) == len(triples(data, form))
    assert isomorphic(ours, theirs)


def test_ntriples_are_sorted_lines_and_no_blank_nodes(shipped: Graph) -> None:
    lines = exported(shipped, "ntriples").decode().splitlines()
    assert lines == sorted(set(lines))
    assert not any(line.startswith("_:") or " _:" in line for line in lines)


def test_without_provenance_no_source_is_left(shipped: Graph, tmp_path: Path) -> None:
    data = exported(shipped, "ntriples", provenance=False)
    assert b"/id/source/" not in data
    assert b"/id/statement/" not in data
    assert b"ns#locator" not in data
    file = tmp_path / "bare.nt"
    file.write_bytes(data)
    with build(read_rdf([str(file)], Report())) as again:
        assert again.rows("SELECT count(*) FROM link") == shipped.rows("SELECT count(*) FROM link")


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a \\</b", "<a>", '<"/', "<"])
def test_no_text_ends_a_script_element_that_holds_a_graph(form: str, text: str) -> None:
    spoken = facts.Text(text, "en")
    node = facts.Skill(id="skill:x", pref_labels=(spoken,), alt_labels=(facts.Text(f"1{text}"),))
    with build([node]) as graph:
        data = exported(graph, form)
        assert not re.search(rb"<[/!]", data)
        assert data.isascii()
        assert triples(data, form) == triples(exported(graph, "ntriples"), "ntriples")
