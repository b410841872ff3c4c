"""Terms of ours that the ontology doesn't define: told, with their place and the nearest."""

from __future__ import annotations

import re

import pytest

from skillgraph.api.examples import example_names, load_example
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.query import parse_query
from skillgraph.rdf.vocabulary import defined_terms, unknown_terms
from skillgraph.vocab import SG


def warnings(text: str) -> list[str]:
    return unknown_terms(parse_query(text))


@pytest.mark.parametrize("name", example_names())
def test_no_example_is_warned_of(name: str) -> None:
    assert not warnings(load_example(name))


def test_every_term_of_an_export_is_defined() -> None:
    texts = [each for each in vars(sg).values() if isinstance(each, str)]
    ours = {each[len(SG) + 1 : -1] for each in texts if each.startswith(f"<{SG}")}
    assert len(ours) > 30
    assert ours <= defined_terms()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ASK { ?s sg:requirment ?r }", ["query:1:10: sg:requirment .*'sg:requirement'"]),
        ("ASK {\n ?s a sg:skill }", ["query:2:7: sg:skill .*'sg:Skill'"]),
        (f"ASK {{ ?s a <{SG}Skil> }}", ["query:1:12: sg:Skil .*'sg:Skill'"]),
        (f"PREFIX my: <{SG}> ASK {{ ?s my:optio ?o }}", ["sg:optio .*'sg:option'"]),
        ("ASK { ?s sg:zzzzzzz 1 }", ["sg:zzzzzzz is no term of the ontology. See docs"]),
        ("ASK { ?s sg:a ?x . ?x sg:a ?y ; sg:requirs* ?z }", ["sg:a ", "sg:requirs"]),
        ("CONSTRUCT { ?s sg:mine ?o } WHERE { ?s sg:theirs ?o }", ["sg:theirs"]),
        ("CONSTRUCT WHERE { ?s sg:theirs ?o }", ["sg:theirs"]),
    ],
)
def test_a_typo_is_told_where_it_stands(text: str, told: list[str]) -> None:
    found = warnings(text)
    assert len(found) == len(told)
    for sentence, expected in zip(found, told, strict=True):
        assert re.search(expected, sentence), sentence


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX sg: <urn:mine:> ASK { ?s sg:requirment ?r }",
        "ASK { ?s skill:requirment ?r ; <urn:x#requirment> ?q }",
        "ASK { ?s rdfs:label 'sg:requirment' } # sg:requirment",
        "ASK { ?s sg:requirement/sg:option skill:python }",
        f"PREFIX my: <{SG}> ASK {{ ?s my:option ?o }}",
        "ASK { ?s a ?sg }",
    ],
)
def test_what_is_not_ours_or_is_defined_is_not_told(text: str) -> None:
    assert not warnings(text)
