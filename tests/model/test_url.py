"""The web address of a node, from whatever it is read from into whatever it is written as."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from skillgraph.api.show import node_document
from skillgraph.compare.difference import difference
from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model.facts import Organisation, Role, Skill, Text
from skillgraph.rdf.export import write_rdf
from skillgraph.rdf.importing import read_rdf
from skillgraph.readers.catalog import read_catalogs
from skillgraph.readers.report import Report
from skillgraph.readers.table import read_table
from skillgraph.views.node import render_node
from skillgraph.views.paper import Paper
from skillgraph.writers.catalog import write_catalog
from skillgraph.writers.networks import to_networkx

if TYPE_CHECKING:
    from pathlib import Path

    from skillgraph.model.facts import Node

URL = "https://example.org/caf\u00e9?a=b#c"


def of(facts) -> dict[str, str]:
    return {fact.id: fact.url for fact in facts if isinstance(fact, (Skill, Role, Organisation))}


def test_a_catalogue_has_it_of_any_node(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        f"catalog: {{id: a}}\nskills: {{s: {{label: S, url: '{URL}'}}}}\n"
        f"organisations: {{o: {{label: O, url: '{URL}'}}}}\nroles: {{r: {{label: R}}}}\n"
    )
    stream = list(read_catalogs([path], shipped=tmp_path))
    assert of(stream) == {"skill:s": URL, "organisation:o": URL, "role:r": ""}
    written = io.BytesIO()
    assert write_catalog(stream, written) == []
    path.write_bytes(written.getvalue())
    assert of(read_catalogs([path], shipped=tmp_path)) == of(stream)


@pytest.mark.parametrize("header", ["Url", "Web address", "Link", "Homepage"])
def test_a_table_has_it(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Skill,{header}\nS,{URL}\nT,\n", encoding="utf-8")
    assert of(read_table([path], Report())) == {"skill:s": URL, "skill:t": ""}


def test_what_is_not_on_the_web_is_refused_in_one_sentence(tmp_path: Path) -> None:
    catalogue, table = tmp_path / "a.yaml", tmp_path / "a.csv"
    catalogue.write_text("catalog: {id: a}\nskills: {s: {label: S, url: 'javascript:1'}}\n")
    table.write_text("Skill,Url\nS,javascript:1\n")
    for read in (
        lambda: list(read_catalogs([catalogue], shipped=tmp_path)),
        lambda: list(read_table([table], Report())),
        lambda: build([node("s", "javascript:1")]).close(),
    ):
        with pytest.raises(InvalidInput, match="'javascript:1' is not a web address"):
            read()


def node(slug: str, url: str) -> Node:
    return Skill(id=f"skill:{slug}", pref_labels=(Text("S", "en"),), url=url)


def test_rdf_has_it_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    with path.open("wb") as out:
        write_rdf([node("s", URL)], out, "turtle")
    text = path.read_text("utf-8")
    assert f'schema:url "{URL}"^^xsd:anyURI' in text
    assert of(read_rdf([str(path)], Report())) == {"skill:s": URL}
    path.write_text(text.replace(f'"{URL}"^^xsd:anyURI', f"<{URL}>"), encoding="utf-8")
    assert of(read_rdf([str(path)], Report())) == {"skill:s": URL}


def test_answers_and_graphml_have_it() -> None:
    with build([node("s", URL), node("t", "")]) as graph:
        assert list(of(graph.facts()).values()) == [URL, ""]
        document = node_document(graph, graph.find("skill:s").key)
        assert document["url"] == URL
        assert f"Web             {URL}" in render_node(document, Paper(100))
        assert node_document(graph, graph.find("skill:t").key)["url"] is None
        nx_graph = to_networkx(graph.facts())
    assert nx_graph.nodes["skill:s"]["url"] == URL
    assert "url" not in nx_graph.nodes["skill:t"]


def test_a_difference_names_it_and_two_of_one_node_must_agree() -> None:
    (change,) = difference([node("s", "")], [node("s", URL)])
    assert (change.before, change.after) == ({"url": ""}, {"url": URL})
    with pytest.raises(InvalidInput, match="url of 'skill:s' is"):
        build([node("s", URL), node("s", "https://example.org/")])
    with build([node("s", ""), node("s", URL)]) as graph:
        assert of(graph.facts()) == {"skill:s": URL}
