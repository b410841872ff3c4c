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
from skillgraph.readers.report import Report

HERE = Path(__file__).parent / "shapes"
SHAPE = rdflib.Namespace("https://w3id.org/skillgraph/shapes#")
VALID, INVALID = sorted(HERE.glob("valid/*.ttl")), sorted(HERE.glob("invalid/*.ttl"))
EXAMPLES = sorted(HERE.glob("examples/*.ttl"))
CATALOGUES = Path(__file__).parents[1] / "invalid"

#: Examples of tests/invalid whose rules are about a file alone; each other one is a graph, too.
ABOUT_A_FILE = {
    "YAML that is none, or more than a catalogue uses": (
        *("alias", "colon", "deep", "directive", "documents", "indentation", "tab", "tag"),
        *("unclosed", "wrong-type", "no-mapping"),
    ),
    "keys that no triple has": (
        *("duplicate-key", "empty-value", "item-shape", "key-shape", "unknown-key"),
        *("unknown-section",),
    ),
    "an entry or an item that stands twice: triples are a set": ("duplicate-id", "listed-twice"),
    "ids and names as a person writes them: an IRI says which, whatever it looks like": (
        *("ambiguous", "id", "header-id", "named-by-label"),
    ),
    "headers of files and folders": ("header-missing", "no-header", "two-headers"),
    "a track is a role, so both is a track": ("role-and-track",),
    "a next step is a way that leads to a role, so both is a next step": ("two-moves",),
    "labels of two nodes: imported graphs have some that are the same": ("same-name",),
}


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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_that_the_loader_refuses_fail_in_the_shapes(path, shapes, ontology):
    assert _expected(path)
    assert _reported(rdflib.Graph().parse(path), shapes, ontology) == _expected(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_import_refuses_them_too(path):
    with pytest.raises(InvalidInput):
        build(read_rdf([str(path)], Report())).close()


def test_every_example_is_a_graph_or_about_a_file_alone():
    of_files = [name for names in ABOUT_A_FILE.values() for name in names]
    many = ["many"]  # mistakes of the other examples, in one file
    known = [*of_files, *many, *(path.stem for path in EXAMPLES)]
    assert sorted(known) == sorted(path.stem for path in CATALOGUES.iterdir())


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_an_import_takes_what_the_shapes_let_pass(path):
    build(read_rdf([str(path)], Report())).close()


def _constraining(shapes: rdflib.Graph) -> set[str]:
    """Return the shapes that say what is wrong; the others only gather some of these."""
    return {str(each).removeprefix(str(SHAPE)) for each in shapes.subjects(SH.message)}


def test_each_shape_has_something_sound_and_something_unsound(shapes):
    assert {path.stem for path in VALID} == _constraining(shapes)
    assert {path.stem for path in INVALID} == _constraining(shapes)
    assert all(_expected(path) == [path.stem] for path in INVALID)


def test_shapes_are_core_targeted_and_named(shapes):
    terms = {str(term) for triple in shapes for term in triple}
    assert not terms & {str(SH[name]) for name in ("sparql", "select", "ask", "js", "target")}
    named = {each for each in shapes.subjects(RDF.type) if isinstance(each, rdflib.URIRef)}
    for each in named:
        targets = {SH.targetClass, SH.targetSubjectsOf}
        gathers = set(shapes.predicates(each)) <= {RDF.type, SH.property, *targets}
        assert gathers or len(list(shapes.objects(each, SH.message))) == 1, each
    asked = set(shapes.objects(None, SH.property))
    assert asked | set(shapes.subjects(SH.targetClass)) | set(
        shapes.subjects(SH.targetSubjectsOf)
    ) == set(named)


def test_shapes_are_shapes(shapes):
    """SHACL's own shapes for shapes pass them (https://www.w3.org/TR/shacl/#shacl-shacl)."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_shipped_export_conforms(exported, shapes, ontology):
    conforms, _, text = pyshacl.validate(
        rdflib.Graph().parse(exported), shacl_graph=shapes, ont_graph=ontology
    )
    assert conforms, text
