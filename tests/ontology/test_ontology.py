"""The ontology: what is used is defined, what is defined is used, and it is OWL 2 DL."""

from __future__ import annotations

import itertools
import json
import logging
import re
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from skillgraph.rdf import ontology as used
from skillgraph.readers.esco.vocabulary import SKILL_LINKS
from skillgraph.vocab import SG

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
IRI = rdflib.URIRef(SG.removesuffix("#"))
FILES = ("skillgraph.ttl", "alignments.ttl")
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
KINDS = {OWL.Class, *PROPERTIES, OWL.NamedIndividual, OWL.Ontology}
RESERVED = tuple(map(str, (RDF, RDFS, OWL, XSD)))

#: What OWL 2 DL builds in and an ontology may use as it is
#: (https://www.w3.org/TR/owl2-syntax/#IRIs, section 2.4, and its table 5).
BUILT_IN = {
    *(RDF.type, RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(OWL.disjointWith, OWL.versionIRI, OWL.versionInfo, OWL.deprecated),
}

#: Datatypes of its map (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps) that we may use.
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.anyURI, XSD.dateTime}

#: Two of these are never one thing.
DISJOINT = (*("Skill", "Category", "Role", "Strategy", "Requirement", "Salary", "Statement"),)


@pytest.fixture(scope="session")
def together() -> rdflib.Graph:
    """Return both files as one graph."""
    graph = rdflib.Graph()
    for name in FILES:
        graph.parse(ONTOLOGY / name)
    return graph


def _defined(ontology: rdflib.Graph) -> set[rdflib.URIRef]:
    """Return our own terms."""
    return set(ontology.subjects(RDFS.isDefinedBy, IRI))


def _written() -> set[str]:
    """Return the terms that an export writes or an import reads, as its module names them."""
    found: set[str] = set(_terms(vars(used).values()))
    found |= {f"{SG}{name}" for name in used.SALARY_TEXTS}
    return found | {f"{SG}{scheme}" for _, scheme in used.CLASSES.values() if scheme}


def _terms(values) -> list[str]:
    found = []
    for value in values:
        if isinstance(value, str) and re.fullmatch(r"<[^<>\s]+>", value):
            found.append(value[1:-1])
        elif isinstance(value, dict):
            found += _terms([*value.keys(), *value.values()])
        elif isinstance(value, tuple):
            found += _terms(value)
    return found


@pytest.fixture(scope="session")
def shipped(exported) -> rdflib.Graph:
    return rdflib.Graph().parse(exported)


def _used_in(data: rdflib.Graph) -> set[rdflib.term.Node]:
    """Return the properties, the classes, and our own individuals that data uses."""
    objects = {each for each in data.objects() if str(each).startswith(SG)}
    return {*data.predicates(), *data.objects(None, RDF.type), *objects}


def test_every_term_of_an_export_is_defined(shipped, ontology):
    known = _defined(ontology) | set(ontology.subjects(RDF.type)) | BUILT_IN
    assert _used_in(shipped) - known == set()


def test_every_term_that_is_written_or_read_is_defined(ontology):
    known = {str(each) for each in (*ontology.subjects(RDF.type), *BUILT_IN)}
    assert _written() - known == set()


def test_every_term_that_is_defined_is_used(ontology):
    """One may also be there for the sake of others: the class of an individual, its scheme."""
    # An import of ESCO keeps its links among skills as foreign statements.
    written = _written() | set(SKILL_LINKS.values())
    idle = {term for term in _defined(ontology) if str(term) not in written}
    for_others = {each for subject, *said in ontology for each in said if each != subject}
    assert idle - for_others == set()


def test_each_term_is_described(ontology):
    ours = {each for each in ontology.subjects() if str(each).startswith(SG)}
    assert ours == _defined(ontology)
    for term in ours:
        for predicate in (RDFS.label, RDFS.comment):
            (said,) = ontology.objects(term, predicate)
            assert said.language == "en", term
            assert said.strip(), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [IRI]


@pytest.mark.parametrize("name", FILES)
def test_a_file_stands_alone(name):
    graph = rdflib.Graph().parse(ONTOLOGY / name)
    assert not list(graph.objects(None, OWL.imports))
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]
    (iri,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(iri).startswith("https://w3id.org/skillgraph/")
    _declared(graph)


def _declared(graph: rdflib.Graph) -> None:
    """See that every property and class that is used is declared, as what it is used as."""
    kinds = {each: set(graph.objects(each, RDF.type)) for each in graph.subjects(RDF.type)}
    properties = {each for each in graph.predicates() if each not in BUILT_IN}
    for each in properties:
        assert kinds.get(each, set()) & PROPERTIES, each
    classes = {
        *graph.objects(None, RDFS.subClassOf),
        *graph.objects(None, OWL.disjointWith),
        *graph.objects(None, RDFS.domain),
        *(each for each in graph.objects(None, RDF.type) if each not in KINDS),
        *(each for each in graph.objects(None, RDFS.range) if each not in DATATYPES),
    }
    for each in classes:
        assert OWL.Class in kinds.get(each, set()), each
    for each in graph.objects(None, RDFS.subPropertyOf):
        assert kinds.get(each, set()) & PROPERTIES, each
    matched = {*graph.objects(None, SKOS.closeMatch)}
    assert matched <= set(kinds)


def test_each_entity_is_of_one_kind(together):
    for term in set(together.subjects(RDF.type)):
        kinds = set(together.objects(term, RDF.type)) & KINDS
        assert len(kinds) == 1, (term, kinds)
        if OWL.NamedIndividual not in kinds:
            assert set(together.objects(term, RDF.type)) == kinds, term


def test_no_reserved_vocabulary_is_defined_or_borrowed(together):
    assert not [each for each in together.subjects() if str(each).startswith(RESERVED)]
    borrowed = {each for each in _iris(together) if str(each).startswith(RESERVED)}
    assert borrowed <= BUILT_IN | KINDS | DATATYPES


def _iris(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}


def test_only_allowed_datatypes(together):
    stated = {term.datatype for _, _, term in together if isinstance(term, rdflib.Literal)}
    assert stated - {None} <= DATATYPES
    data = set(together.subjects(RDF.type, OWL.DatatypeProperty))
    ranges = {each for subject in data for each in together.objects(subject, RDFS.range)}
    assert ranges <= DATATYPES


def test_properties_are_used_as_what_they_are(together, shipped):
    """An object property leads to an IRI, a datatype property to a literal of its range."""
    kinds = {
        each: next(iter(set(together.objects(each, RDF.type)) & PROPERTIES), None)
        for each in set(together.subjects(RDF.type))
    }
    for _, predicate, object_ in itertools.chain(together, shipped):
        if kinds.get(predicate) == OWL.ObjectProperty:
            assert isinstance(object_, rdflib.URIRef), predicate
        elif kinds.get(predicate) == OWL.DatatypeProperty:
            assert isinstance(object_, rdflib.Literal), predicate
            for range_ in together.objects(predicate, RDFS.range):
                assert (object_.datatype or XSD.string) == range_, predicate


def test_no_annotation_property_has_axioms(together):
    for each in together.subjects(RDF.type, OWL.AnnotationProperty):
        assert not set(together.predicates(each)) & {RDFS.domain, RDFS.range, RDFS.subPropertyOf}


def test_what_is_never_one_thing_is_disjoint(ontology):
    for one, other in itertools.combinations((rdflib.URIRef(SG + name) for name in DISJOINT), 2):
        said = (one, OWL.disjointWith, other), (other, OWL.disjointWith, one)
        assert any(triple in ontology for triple in said), (one, other)


def test_alignments_make_no_inference(together):
    ours = _defined(together)
    for predicate in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert not list(together.triples((None, predicate, None)))
    for term, over in together.subject_objects(RDFS.subPropertyOf):
        assert {term, over} <= ours
    model = "http://data.europa.eu/esco/model#"
    role, skill = rdflib.URIRef(f"{SG}Role"), rdflib.URIRef(f"{SG}Skill")
    assert set(map(str, together.objects(role, SKOS.closeMatch))) == {
        f"{model}Occupation",
        "https://schema.org/Occupation",
    }
    assert set(map(str, together.objects(skill, SKOS.closeMatch))) == {f"{model}Skill"}


def _errors(*graphs: rdflib.Graph) -> list[str]:
    """Return what OWL 2 RL finds contradictory."""
    closed = rdflib.Graph()
    for graph in graphs:
        for triple in graph:
            closed.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    errors = closed.subjects(RDF.type, ERROR)
    return [str(text) for each in errors for text in closed.objects(each)]


def test_a_reasoner_finds_what_is_a_skill_and_a_role(ontology):
    data = rdflib.Graph().parse(Path(__file__).with_name("unsatisfiable.ttl"))
    assert [text for text in _errors(ontology, data) if "Disjoint" in text]


def test_a_reasoner_finds_no_error_in_the_shipped_export(together, shipped):
    assert _errors(together, shipped) == []


@pytest.mark.parametrize("name", [*FILES, "shapes.ttl"])
def test_files_load_without_a_warning(name, caplog):
    with caplog.at_level(logging.WARNING):
        graph = rdflib.Graph().parse(ONTOLOGY / name)
    assert not caplog.records
    quads = list(ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE))
    assert len({str(quad.triple) for quad in quads}) == len(graph)


def test_the_context_has_every_property_of_an_export(shipped):
    """Each is written by its own key or, where two share a name, by its CURIE."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    prefixes = {key: value for key, value in context.items() if str(value).startswith("http")}
    mapped = set()
    for key, value in context.items():
        curie = value["@id"] if isinstance(value, dict) else value
        prefix, _, name = str(curie).partition(":")
        if key not in prefixes and prefix in prefixes:
            mapped.add(prefixes[prefix] + name)
    properties = {str(each) for each in shipped.predicates()} - {str(RDF.type)}
    assert properties - mapped == set()
    written = {each for each in _written() if each.rpartition("#")[2][:1].islower()}
    individuals = {f"{SG}{name}" for _, name in used.CLASSES.values()}
    individuals |= {each[1:-1] for each in used.IMPORTANCES.values()}
    individuals |= {*_terms(used.INDIVIDUALS.values()), str(RDF.type)}
    assert written - individuals - mapped == set()
