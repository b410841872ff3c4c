"""The description of an export says what is truly in the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import RDF

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from pathlib import Path

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.mark.parametrize("more", [{}, {"provenance": False}, {"focus": "role:cloud-architect"}])
def test_counts_size_and_checksum_are_those_of_the_file(tmp_path: Path, more: dict) -> None:
    file, description = tmp_path / "graph.ttl", tmp_path / "graph.void.ttl"
    with SkillGraph.open() as graph:
        graph.export(file, "turtle", **more)
        graph.describe_export(description, file, "turtle", **more)
    data = rdflib.Graph().parse(file)
    said = rdflib.Graph().parse(description)
    (dataset,) = said.subjects(RDF.type, VOID.Dataset)
    assert said.value(dataset, VOID.triples).toPython() == len(data)
    assert said.value(dataset, VOID.distinctSubjects).toPython() == len(set(data.subjects()))
    assert said.value(dataset, VOID.properties).toPython() == len(set(data.predicates()))
    partitions = {
        said.value(part, VOID["class"]): said.value(part, VOID.entities).toPython()
        for part in said.objects(dataset, VOID.classPartition)
    }
    assert partitions == Counter(data.objects(None, RDF.type))
    (distribution,) = said.objects(dataset, DCAT.distribution)
    content = file.read_bytes()
    assert said.value(distribution, DCAT.byteSize).toPython() == len(content)
    checksum = said.value(distribution, SPDX.checksum)
    assert str(said.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()


def test_no_blank_node_and_no_time(tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    with SkillGraph.open() as graph:
        graph.export(file, "ntriples")
        for name in ("one", "two"):
            graph.describe_export(tmp_path / name, file, "ntriples")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    said = rdflib.Graph().parse(tmp_path / "one", format="turtle")
    assert not any(isinstance(term, rdflib.BNode) for triple in said for term in triple)
