"""Each fact of the career page can be asked for in SPARQL, with the line that states it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from skillgraph.model import facts
from skillgraph.rdf.export import write_rdf
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.readers import read_catalogs

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph

DATA = Path(__file__).parents[2] / "data"
FACTS = [
    fact
    for fact in read_catalogs([DATA / "backend-developer.yaml"], shipped=DATA)
    if not isinstance(fact, facts.Catalog | facts.Source)
]
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMESPACES.items())

CLASSES = {
    facts.Skill: "sg:Skill",
    facts.Category: "sg:Category",
    facts.Role: "sg:Role",
    facts.Strategy: "sg:Strategy",
    facts.Organisation: "schema:Organization",
    facts.Group: "skos:Collection",
}
EDGES = {
    "broader": "skos:broader",
    "next": "sg:nextStep",
    "far": "sg:leadsTo",
    "helps-towards": "sg:helpsTowards",
    "mentions": "sg:mentions",
    "member": "skos:member",
    "key-skill": "sg:keySkill",
}


@pytest.fixture(scope="module")
def store(shipped: Graph) -> ox.Store:
    stream = io.BytesIO()
    write_rdf(shipped.facts(), stream)
    filled = ox.Store()
    filled.bulk_load(stream.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    return filled


def cited(subject: str, places: tuple[facts.Place, ...]) -> str:
    """A pattern for the lines of the page that state something."""
    lines = [place.fragment for place in places if place.source == "source:career-page"]
    assert lines
    base = NAMESPACES["source"] + "career-page#"
    return "".join(f"{subject} dcterms:source <{base}{line}> . " for line in lines)


def patterns(fact: facts.Fact) -> str:
    match fact:
        case facts.Node():
            said = f"{fact.id} a {CLASSES[type(fact)]} . {cited(fact.id, fact.places)}"
            if isinstance(fact, facts.Role):
                said += f"{fact.id} a sg:Track . " if fact.track else ""
                for text in fact.experience:
                    said += f'{fact.id} sg:typicalExperience "{text.value}"@en . '
            if isinstance(fact, facts.Skill) and fact.practised:
                said += f"{fact.id} sg:acquiredBy sg:practice . "
            for text in fact.descriptions:
                said += f'{fact.id} skos:definition "{text.value}"@en . '
            return said
        case facts.Requirement():
            options = "".join(f"?r sg:option {option} . " for option in fact.options)
            return (
                f"{fact.owner} sg:requirement ?r . {options} ?r sg:minimumCount {fact.count} ;"
                f" sg:optionCount {len(fact.options)} ; sg:importance sg:{fact.importance} ."
                f" {cited('?r', fact.places)}"
            )
        case facts.Link():
            edge = EDGES[fact.kind]
            return (
                f"{fact.start} {edge} {fact.end} . ?s sg:subject {fact.start} ;"
                f" sg:predicate {edge} ; sg:object {fact.end} . {cited('?s', fact.places)}"
            )
        case facts.Salary():
            return (
                f"{fact.owner} sg:salary ?s . ?s sg:salaryMin {fact.minimum} ;"
                f' sg:salaryMax {fact.maximum} ; sg:currency "{fact.currency}" ;'
                f' sg:period "{fact.period}" ; sg:assumption ?reading . {cited("?s", fact.places)}'
            )
    raise AssertionError(fact)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_it_can_be_asked_for(fact: facts.Fact, store: ox.Store) -> None:
    assert store.query(f"{PREFIXES} ASK {{ {patterns(fact)} }}")


def test_what_it_does_not_say_is_not_found(store: ox.Store) -> None:
    line = facts.Place("source:career-page", "line=99,100")
    wrong = f"role:cto sg:requirement ?r . {cited('?r', (line,))}"
    assert not store.query(f"{PREFIXES} ASK {{ {wrong} }}")
