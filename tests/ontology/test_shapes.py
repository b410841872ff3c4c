"""The shapes: what each reports and what it lets pass, and that the loader and they agree."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.rdf.importing import read_rdf

HERE = Path(__file__).parent / "shapes"
SHAPE = rdflib.Namespace("https://w3id.org/skillgraph/shapes#")
VALID, INVALID = sorted(HERE.glob("valid/*.ttl")), sorted(HERE.glob("invalid/*.ttl"))


def _reported(data: rdflib.Graph, shapes: rdflib.Graph, ontology: rdflib.Graph) -> list[str]:
    """Return the names of the shapes that report something."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    sources = {str(each) for each in report.objects(None, SH.sourceShape)}
    return sorted(each.removeprefix(str(SHAPE)) for each in sources)


def _expected(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return sorted(line.split("shape:")[1] for line in lines if line.startswith("# expect: "))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_what_is_sound_passes(path, shapes, ontology):
    assert _reported(rdflib.Graph().parse(path), shapes, ontology) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_exactly_the_shapes_that_are_named_report(path, shapes, ontology):
    assert _expected(path)
    assert _reported(rdflib.Graph().parse(path), shapes, ontology) == _expected(path)
