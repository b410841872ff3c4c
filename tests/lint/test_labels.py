"""Labels that differ by a slip, and the many that only look so."""

from __future__ import annotations

import pytest

from skillgraph.lint.labels import find_near_duplicates
from skillgraph.model.whole import Label, Whole

from .drawing import labelled

SAME = [
    ("REST APIs", "REST API"),
    ("CI/CD", "CICD"),
    ("Node.js", "NodeJS"),
    ("Data-base Design", "database design"),
    ("Gap Analysis", "Gap analyses"),
    ("Strategies", "Strategy"),
    ("Front End", "Front-end"),
    ("Research & Development", "research and development"),
    ("C++ Templates", "C++ template"),
    ("日本語の文法", "日本語の 文法"),
]
SLIPS = [
    ("Kubernetes", "Kuberntes"),
    ("Kubernetes", "Kubrenetes"),
    ("PostgreSQL Tuning", "PosgtreSQL tuning"),
    ("Project Management", "Project Manaagement"),
    ("Infrastructure", "Infrostructure"),
]
APART = [
    ("Java", "JavaScript"),
    ("C", "C#"),
    ("C", "C++"),
    ("C#", "C++"),
    ("F", "F#"),
    (".NET", "NET"),
    ("ASP.NET", "ASP"),
    ("Python 2", "Python 3"),
    ("HTML", "HTML5"),
    ("Engineer I", "Engineer II"),
    ("IO", "I/O"),
    ("Spring", "Sprint"),
    ("Planning", "Planting"),
    ("Printing", "Painting"),
    ("Caching", "Coaching"),
    ("Frontend Developer", "Backend Developer"),
    ("Photograph People", "Photography People"),
    ("Manager", "Management"),
    ("Windows Server 2019", "Windows Server 2022"),
    ("Unit Testing", "Integration Testing"),
    ("Angular", "AngularJS"),
    ("機械学習の技術者として働く", "機械学習の技術家として働く"),
]


@pytest.mark.parametrize("pair", SAME, ids="-".join)
def test_signs_case_spaces_and_plural_make_no_other_name(pair: tuple[str, str]) -> None:
    (finding,) = find_near_duplicates(labelled(*pair))
    assert finding.nodes == (0, 1)
    assert finding.severity == "warning"
    assert finding.message == (
        f"'{pair[0]}' and '{pair[1]}' differ in case, signs, spaces or plural alone."
    )


@pytest.mark.parametrize("pair", SLIPS, ids="-".join)
def test_a_slip_of_one_letter_in_a_long_word(pair: tuple[str, str]) -> None:
    for nodes in (pair, pair[::-1]):
        (finding,) = find_near_duplicates(labelled(*nodes))
        assert finding.message == f"'{nodes[0]}' and '{nodes[1]}' differ by one letter."


@pytest.mark.parametrize("pair", APART, ids="-".join)
def test_names_that_only_look_alike(pair: tuple[str, str]) -> None:
    assert list(find_near_duplicates(labelled(*pair))) == []


def test_a_word_of_megabytes_is_compared_with_none() -> None:
    """A word without each of its letters in turn takes the square of its length."""
    endless = "abcdefghij" * 300_000
    assert list(find_near_duplicates(labelled(endless, endless.replace("b", "", 1)))) == []


def test_two_words_that_others_use_are_two_words() -> None:
    words = ["Interstate Law", "Interstates", "Intersttate Law", "Intersttate Trade"]
    assert len(list(find_near_duplicates(labelled(*words[:1], *words[2:3])))) == 1
    assert list(find_near_duplicates(labelled(*words))) == []


def test_one_node_may_have_as_many_as_it_likes() -> None:
    assert list(find_near_duplicates(labelled(["REST APIs", "REST API", "Rest API"]))) == []


def test_an_alternative_label_is_told_with_its_node() -> None:
    (finding,) = find_near_duplicates(labelled(["Browser", "Web APIs"], ["REST", "web API"]))
    assert finding.message.startswith("'Web APIs' (Browser) and 'web API' (REST) differ")


def test_one_name_of_many_nodes_is_one_finding() -> None:
    (finding,) = find_near_duplicates(labelled(["A", "Go"], ["B", "Go"], ["C", "go", "Go"]))
    assert finding.nodes == (0, 1, 2)
    two = list(find_near_duplicates(labelled(["Zig", "Nim"], ["Zig", "Nim"])))
    assert [each.message for each in two] == ["2 nodes are called 'Zig': Zig and Zig."]


@pytest.mark.parametrize(
    ("kinds", "languages", "found"),
    [
        (("skill", "skill"), ("en", "en"), 1),
        (("skill", "skill"), ("en", "en-gb"), 1),
        (("skill", "skill"), ("en", "de"), 0),
        (("role", "track"), ("en", "en"), 1),
        (("skill", "role"), ("en", "en"), 0),
    ],
)
def test_kinds_and_languages_are_compared_within(
    kinds: tuple[str, str], languages: tuple[str, str], found: int
) -> None:
    labels = tuple(
        Label(node, text, language, preferred=True)
        for node, (text, language) in enumerate(
            zip(("Teaching", "teaching"), languages, strict=True)
        )
    )
    whole = Whole({0: "Teaching", 1: "teaching"}, dict(enumerate(kinds)), labels)
    assert len(list(find_near_duplicates(whole))) == found


def test_a_plural_is_one_where_the_language_has_it() -> None:
    assert list(find_near_duplicates(labelled("Ausweis", "Auswei", language="de"))) == []
