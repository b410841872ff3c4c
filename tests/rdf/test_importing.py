"""RDF that somebody wrote by hand, and RDF that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.rdf.importing import read_rdf
from skillgraph.readers.report import Report

if TYPE_CHECKING:
    from pathlib import Path

ASKS = "role:r sg:requirement <urn:q> . <urn:q> sg:importance sg:essential ; "
HEAD = """\
@prefix sg: <https://w3id.org/skillgraph/ns#> .
@prefix skill: <https://w3id.org/skillgraph/id/skill/> .
@prefix role: <https://w3id.org/skillgraph/id/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
skill:a a sg:Skill ; skos:prefLabel "A"@en .
skill:b a sg:Skill ; skos:prefLabel "B"@en .
role:r a sg:Role ; skos:prefLabel "R"@EN-gb .
"""


def read(tmp_path: Path, text: str, name: str = "a.ttl") -> list[facts.Fact]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with build(read_rdf([str(file)], Report())) as graph:
        return list(graph.facts())


def problems(tmp_path: Path, text: str, name: str = "a.ttl") -> str:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, text, name)
    return str(raised.value)


def test_a_requirement_may_be_a_blank_node_and_need_no_counts(tmp_path: Path) -> None:
    *_, requirement = read(
        tmp_path,
        HEAD + "role:r sg:requirement [ a sg:Requirement ; sg:option skill:a, skill:b ;"
        " sg:minimumCount 1 ; sg:importance sg:important ; dcterms:source <urn:book#page=3> ] .",
    )
    assert requirement == facts.Requirement(
        owner="role:r",
        options=("skill:a", "skill:b"),
        count=1,
        importance="important",
        places=(facts.Place("urn:book", "page=3"),),
    )


@pytest.mark.parametrize("predicate", ["dcterms:source", "skos:broader"])
@pytest.mark.parametrize(
    ("term", "said"), [('"b#c"', "'\"b#c\"'"), ("'\"'^^<urn:d#e>", "^^"), ("[]", "a blank node")]
)
def test_what_is_no_iri_is_told_where_it_is(
    tmp_path: Path, predicate: str, term: str, said: str
) -> None:
    told = problems(tmp_path, f"{HEAD}skill:a {predicate} {term} .")
    assert all(line.startswith("skill:a: ") for line in told.splitlines())
    assert said in told
    assert "and no IRI" in told


def test_what_nothing_is_imported_of_may_have_any_source(tmp_path: Path) -> None:
    found = read(tmp_path, f'{HEAD}<urn:x> dcterms:source "b#c", [], <urn:y#z> .')
    assert [fact.id for fact in found if isinstance(fact, facts.Source)] == ["urn:y"]


def test_a_blank_node_is_told_by_what_it_hangs_on(tmp_path: Path) -> None:
    told = problems(tmp_path, f"{HEAD}role:r sg:requirement [ sg:minimumCount 1 ] .")
    assert told.startswith("role:r, its sg:requirement: the requirement has no importance.")
    told = problems(tmp_path, f'{HEAD}[ a sg:Skill ; skos:prefLabel "C"@en ] . [ a sg:Source ] .')
    file = tmp_path / "a.ttl"
    assert set(told.splitlines()) == {
        f"{file}: a blank node is a Skill, 'C'. Give it an IRI.",
        f"{file}: a blank node is a Source. Give it an IRI.",
    }
    told = problems(tmp_path, f"{HEAD}[] a sg:Skill, sg:Role .")
    assert told == f"{file}: a blank node is Role and Skill at once. Make it one of them."


def test_what_a_parser_quotes_is_on_one_line(tmp_path: Path) -> None:
    told = problems(tmp_path, "<urn:\x16> a <urn:x> .")
    assert "a.ttl:1:" in told
    assert "\\x16" in told
    assert told.isprintable()


@pytest.mark.parametrize("encoding", ["UTF-next", "shift_jis"])
def test_xml_in_an_encoding_that_expat_lacks_is_told(tmp_path: Path, encoding: str) -> None:
    told = problems(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?><a/>', "a.rdf")
    assert "a.rdf: the XML is in an encoding that can't be read" in told


def test_positions_order_nodes_and_those_without_come_last(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "skill:b sg:position 1 . role:r sg:position 2 .")
    assert [fact.id for fact in found if isinstance(fact, facts.Node)] == [
        "skill:b", "role:r", "skill:a",
    ]  # fmt: skip


def test_language_tags_become_lower_case_and_texts_nfc(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + 'role:r skos:altLabel "cafe\u0301" .')
    role = next(fact for fact in found if isinstance(fact, facts.Role))
    assert role.pref_labels == (facts.Text("R", "en-gb"),)
    assert role.alt_labels == (facts.Text("caf\u00e9"),)


def test_what_is_in_another_vocabulary_stays_with_its_node(tmp_path: Path) -> None:
    found = read(
        tmp_path, HEAD + 'skill:a skos:closeMatch <urn:x> ; <urn:tag> "green"@en ; a <urn:Tool> .'
    )
    skill = next(fact for fact in found if isinstance(fact, facts.Skill))
    assert set(skill.foreign) == {
        ("http://www.w3.org/2004/02/skos/core#closeMatch", "<urn:x>"),
        ("urn:tag", '"green"@en'),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<urn:Tool>"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("skill:a a sg:Role .", "skill:a: it is Role and Skill at once"),
        ("role:r sg:requirement <urn:q> .", "role:r: urn:q is not described"),
        ("role:r sg:requirement <urn:q> . <urn:q> a sg:Requirement .", "no importance"),
        (
            ASKS + "sg:option skill:a .",
            "no minimum count",
        ),
        (
            ASKS + "sg:option skill:a ; sg:minimumCount 1, 2 .",
            "2 values of sg:minimumCount",
        ),
        (
            ASKS + "sg:option skill:a ; sg:minimumCount 1 ; sg:optionCount 3 .",
            "counts 3 options and has 1",
        ),
        (
            ASKS + 'sg:option role:t ; sg:minimumCount 1 . role:t a sg:Role ; skos:prefLabel "T" .',
            "option 'role:t', which is a role",
        ),
        ("role:r sg:salary <urn:s> . <urn:s> sg:salaryMin 1 .", "no minimum or no maximum"),
        ("skill:a sg:effortHoursMin 1 .", "skill:a: its effort has one end"),
        ('skill:a sg:effortHoursMin "x" ; sg:effortHoursMax 2 .', "'x' is no whole number"),
        (f"skill:a sg:effortHoursMin {'9' * 5000} ; sg:effortHoursMax 2 .", "no whole number"),
        ('skill:a sg:outcome "bell\\u0007" .', "control character U+0007"),
        ("skill:c a sg:Skill .", "'skill:c' has no label"),
        ("skill:a skos:broader skill:nowhere .", "'skill:nowhere', which no node is"),
        ("skill:a <urn:p> [] ; sg:nope .", "a.ttl:9:"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    assert said in problems(tmp_path, HEAD + text)


def test_all_is_told_at_once(tmp_path: Path) -> None:
    said = problems(tmp_path, HEAD + "skill:a a sg:Role . role:r sg:requirement <urn:q> .")
    assert len(said.splitlines()) > 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.nt", "<urn:a> <urn:b> .", "a.nt:1:"),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            "no element",
        ),
        ("a.rdf", "", "no element found"),
        (
            "a.jsonld",
            '{"@context": "https://example.org/context.jsonld", "@id": "urn:a"}',
            "context",
        ),
        ("a.jsonld", "[" * 100_000, "a.jsonld"),
        ("a.csv", "", "names no RDF format"),
    ],
)
def test_a_file_that_is_no_rdf_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    assert said in problems(tmp_path, text, name)


def test_several_files_are_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(HEAD, encoding="utf-8")
    (tmp_path / "two.nt").write_text(
        "<https://w3id.org/skillgraph/id/skill/a>"
        ' <http://www.w3.org/2004/02/skos/core#altLabel> "Aah" .\n',
        encoding="utf-8",
    )
    with build(read_rdf([str(tmp_path / "one.ttl"), str(tmp_path / "two.nt")], Report())) as graph:
        first = next(fact for fact in graph.facts() if isinstance(fact, facts.Skill))
    assert first.alt_labels == (facts.Text("Aah"),)
