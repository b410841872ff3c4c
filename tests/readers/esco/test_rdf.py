"""ESCO's RDF gives the facts that its CSV files give."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from skillgraph.errors import InvalidInput
from skillgraph.model.facts import Catalog, Requirement, Retired

from .reading import Read, said
from .release import small
from .turtle import iter_turtle, rows_of

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix skill: <http://data.europa.eu/esco/skill/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix iso-thes: <http://purl.org/iso25964/skos-thes#> .
"""


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "esco-v1.1.1.ttl"
    path.write_text("".join(iter_turtle(rows_of(small()))), encoding="utf-8")
    return path


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "esco.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def test_the_same_facts_as_the_tables(folder: Path, turtle: Path) -> None:
    from_rdf = Read(turtle, languages=("en",))
    assert said(from_rdf.facts) == said(Read(folder).facts)
    assert from_rdf.of(Catalog) == Read(folder).of(Catalog)


def test_the_same_facts_from_a_zip_whatever_the_order_of_its_triples(turtle: Path) -> None:
    path = turtle.parent / "ESCO dataset - v1.1.1 - classification -  - ttl.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("esco.nt", "".join(sorted(_ntriples(turtle), reverse=True)))
    again = Read(path, languages=("en",))
    assert said(again.facts) == said(Read(turtle, languages=("en",)).facts)
    assert again.of(Catalog)[0].version == "1.1.1"


def test_labels_in_every_language_and_english_first(turtle: Path) -> None:
    read = Read(turtle)
    labels = [(text.language, text.value) for text in read.node("esco-skill:python").pref_labels]
    assert labels == [
        ("en", "Python (computer programming)"),
        ("en-us", "Python (computer programming)"),
    ]
    assert read.of(Catalog)[0].language == "en"


def test_relations_stated_from_both_ends_are_one(turtle: Path) -> None:
    read = Read(turtle, languages=("en",))
    pairs = [(each.owner, each.options) for each in read.of(Requirement)]
    assert len(pairs) == len(set(pairs)) == 4
    assert all(owner.startswith("esco-occupation:") for owner, _ in pairs)


def test_what_is_left_out_is_counted_as_of_the_tables(folder: Path, turtle: Path) -> None:
    rdf = Read(turtle, languages=("en",)).left_out()
    tables = Read(folder).left_out()
    del tables["the file says again what others say"]
    assert rdf == tables


def test_a_retired_concept_means_its_successor(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        skill:old a esco:Skill ; iso-thes:status "obsolete" ; skos:prefLabel "old"@en ;
          dct:isReplacedBy skill:new , skill:unknown .
        skill:new a esco:Skill ; iso-thes:status "released" ; skos:prefLabel "new"@en .
        """,
    )
    (retired,) = Read(path).of(Retired)
    assert (retired.id, retired.replaced_by) == ("esco-skill:old", "esco-skill:new")


def test_descriptions_in_nodes_without_names_and_as_plain_literals(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        skill:a a esco:Skill ; skos:prefLabel "a"@en , "b"@en ; skos:scopeNote "plain"@en ;
          dct:description [ esco:language "en" ; esco:nodeLiteral "apart" ] .
        """,
    )
    read = Read(path)
    node = read.node("esco-skill:a")
    assert [text.value for text in node.descriptions] == ["apart", "plain"]
    assert [text.value for text in (*node.pref_labels, *node.alt_labels)] == ["a", "b"]
    assert read.report.changed.total() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("skill:a a esco:Skill ;\n", "esco.ttl:"),
        ('skill:a skos:prefLabel "a', "esco.ttl:"),
        ('skill:a skos:prefLabel "\x00" .', "control character U+0000"),
        ("unknown:a a esco:Skill .", "esco.ttl:7"),
    ],
)
def test_what_is_no_turtle_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Read(written(tmp_path, text))
    assert told in str(caught.value)


def test_tables_and_rdf_at_once_are_refused(folder: Path, turtle: Path) -> None:
    with pytest.raises(InvalidInput, match="the one or the other"):
        Read(folder, turtle)


def _ntriples(path: Path) -> list[str]:
    data = ox.serialize(ox.parse(path=path), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    return data.decode().splitlines(keepends=True)
