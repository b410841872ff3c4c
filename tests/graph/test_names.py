"""Names mean what people type, level by level, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.errors import AmbiguousName, NameNotFound
from skillgraph.graph.build import build
from skillgraph.graph.names import find_name, resolve
from skillgraph.model.facts import Category, Retired, Skill, Text

from .drawing import SOURCE, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

PLACED = ("skill", "role", "track")


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    stream = [
        SOURCE,
        skill("python", "Python", "CPython"),
        skill("ci-cd", "CI/CD", "Jenkins", "build servers"),
        skill("c", "C"),
        skill("cpp", "C++", "C plus plus"),
        skill("csharp", "C#"),
        skill("data-science", "Data Science", "data scientist"),
        skill("weaver", "basket weaving", "weaver of baskets"),
        role("data-scientist", "Data Scientist", track=True),
        Category(id="category:python", pref_labels=(Text("Python things"),)),
        Skill(
            id="esco-skill:AB",
            pref_labels=(Text("Straße bauen", "de"), Text("build roads", "en")),
            hidden_labels=(Text("strassenbau"), Text("cafe\u0301")),
        ),
        Skill(id="https://example.org/X", pref_labels=(Text("x of example"),)),
        skill("twin-1", "Twin"),
        skill("twin-2", "twin"),
        skill("short-1", "One", "same"),
        skill("short-2", "Two", "Same"),
        *(
            Retired(id=id_, replaced_by=by)
            for id_, by in (
                ("skill:jenkins", "skill:ci-cd"),
                ("skill:py3", "skill:python"),
                ("skill:py2", "skill:py3"),
                ("esco-skill:OLD", "esco-skill:AB"),
                ("role:analyst", "role:data-scientist"),
                ("category:analyst", "category:python"),
                ("skill:csharp-7", "skill:csharp"),
            )
        ),
    ]
    with build(stream) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "id_", "matched", "alias"),
    [
        ("skill:python", "skill:python", "id", ""),
        ("https://w3id.org/skillgraph/id/skill/python", "skill:python", "id", ""),
        ("http://data.europa.eu/esco/skill/AB", "esco-skill:AB", "id", ""),
        ("https://example.org/X", "https://example.org/X", "id", ""),
        (" Skill:Python ", "skill:python", "id", ""),
        ("CI-CD", "skill:ci-cd", "slug", ""),
        ("ci/cd", "skill:ci-cd", "label", ""),
        ("jenkins", "skill:ci-cd", "alias", "Jenkins"),
        ("build   servers", "skill:ci-cd", "alias", "build servers"),
        ("c", "skill:c", "slug", ""),
        ("c++", "skill:cpp", "label", ""),
        ("C#", "skill:csharp", "label", ""),
        ("STRASSE BAUEN", "esco-skill:AB", "label", ""),
        ("Build Roads", "esco-skill:AB", "label", "build roads"),
        ("CAF\u00c9", "esco-skill:AB", "alias", "caf\u00e9"),
        # a preferred label of one node outranks an alternative one of another
        ("data scientist", "role:data-scientist", "label", ""),
    ],
)
def test_the_first_level_with_a_hit_decides(
    graph: Graph, name: str, id_: str, matched: str, alias: str
) -> None:
    found = resolve(graph, name, PLACED)
    assert (found.id, found.matched, found.alias) == (id_, matched, alias)
    assert find_name(graph, name, PLACED) == found


def test_only_accepted_kinds_count(graph: Graph) -> None:
    assert resolve(graph, "python", ["category"]).id == "category:python"
    assert resolve(graph, "data scientist", ["skill"]).id == "skill:data-science"
    with pytest.raises(AmbiguousName):
        resolve(graph, "python")
    with pytest.raises(NameNotFound):
        resolve(graph, "category:python", ["skill"])


@pytest.mark.parametrize("name", ["twin", "same"])
def test_several_are_listed_and_none_is_guessed(graph: Graph, name: str) -> None:
    with pytest.raises(AmbiguousName) as raised:
        resolve(graph, name)
    assert len(raised.value.candidates) == 2
    assert find_name(graph, name) is None


def test_none_offers_what_is_near(graph: Graph) -> None:
    with pytest.raises(NameNotFound) as raised:
        resolve(graph, "pyhton", PLACED)
    (candidate,) = raised.value.candidates
    assert (candidate.id, candidate.label) == ("skill:python", "Python")
    assert "no skill, role or track is called 'pyhton'" in str(raised.value)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "%",
        "_",
        "*",
        '"',
        "'; DROP TABLE node; --",
        "x" * 100_000,
        "skill:",
    ],
)
def test_hostile_names_are_only_not_found(graph: Graph, name: str) -> None:
    with pytest.raises(NameNotFound):
        resolve(graph, name)


@pytest.mark.parametrize(
    ("name", "id_", "old"),
    [
        ("skill:py3", "skill:python", "skill:py3"),
        ("skill:py2", "skill:python", "skill:py2"),  # over another one
        ("PY2", "skill:python", "skill:py2"),
        (" Skill:Py2 ", "skill:python", "skill:py2"),
        ("https://w3id.org/skillgraph/id/skill/py3", "skill:python", "skill:py3"),
        ("http://data.europa.eu/esco/skill/OLD", "esco-skill:AB", "esco-skill:OLD"),
        ("csharp-7", "skill:csharp", "skill:csharp-7"),
    ],
)
def test_a_retired_id_still_means_what_replaced_it(
    graph: Graph, name: str, id_: str, old: str
) -> None:
    found = resolve(graph, name)
    assert (found.id, found.matched, found.alias, found.retired) == (id_, "retired", "", old)
    assert find_name(graph, name) == found


def test_what_is_in_use_outranks_what_is_retired(graph: Graph) -> None:
    assert resolve(graph, "jenkins").matched == "alias"
    assert resolve(graph, "skill:jenkins").retired == "skill:jenkins"


def test_a_retired_id_is_of_its_successors_kind(graph: Graph) -> None:
    with pytest.raises(NameNotFound):
        resolve(graph, "skill:py3", ("role", "track"))
    with pytest.raises(AmbiguousName) as raised:
        resolve(graph, "analyst")
    assert [each.id for each in raised.value.candidates] == [
        "role:data-scientist",
        "category:python",
    ]
    assert resolve(graph, "analyst", PLACED).id == "role:data-scientist"


def test_only_a_name_that_is_not_found_asks_what_is_retired(graph: Graph) -> None:
    asked: list[str] = []
    graph._connection.set_trace_callback(asked.append)
    try:
        for name in ("skill:python", "python", "C++", "jenkins"):
            resolve(graph, name, PLACED)
        assert not any("retired" in query for query in asked)
        resolve(graph, "py2")
        assert any("retired" in query for query in asked)
    finally:
        graph._connection.set_trace_callback(None)
