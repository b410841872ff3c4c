"""The small answers: show, list, search and stats, over a graph that can be read at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from skillgraph.api import SkillGraph
from skillgraph.errors import InvalidInput, NameNotFound
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Category, Effort, Group, Link, Place, Requirement, Salary, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Place("source:page", "line=24,25", "page.yaml:9:3")
OURS = Place("source:ours", locator="cat/skills.yaml:41:7")


def named(kind: type[facts.Node], id_: str, label: str, **more: object) -> facts.Node:
    return kind(id=id_, pref_labels=(Text(label, "en"),), **more)  # type: ignore[arg-type]


def needs(owner: str, *options: str, importance: str = "essential", group: str = "") -> Requirement:
    return Requirement(
        owner=owner,
        options=options,
        count=1,
        importance=importance,  # type: ignore[arg-type]
        places=(PAGE, OURS),
        group=group,
    )


def link(kind: str, start: str, end: str, assumption: str = "") -> Link:
    return Link(
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        places=(OURS,),
        assumption=assumption,
    )


STREAM: list[facts.Fact] = [
    facts.Catalog(
        id="catalog:c",
        version="7",
        language="en",
        title="Ours",
        licence="CC0-1.0",
        default_effort_hours=(5, 6),
    ),
    facts.Source(id="source:page", label="A page"),
    facts.Source(id="source:ours", label="Our judgement"),
    named(Category, "category:tech", "Tech"),
    named(Category, "category:cloud", "Cloud"),
    named(
        facts.Skill,
        "skill:linux",
        "Linux",
        alt_labels=(Text("GNU/Linux", "en"), Text("GNU/Linux", "de")),
        outcomes=(Text("You can find your way.", "en"),),
        effort=Effort(3, 4, PAGE),
        places=(OURS, PAGE),
    ),
    named(facts.Skill, "skill:docker", "Docker"),
    named(facts.Skill, "skill:kubernetes", "Kubernetes"),
    named(facts.Skill, "skill:nomad", "Nomad"),
    named(facts.Skill, "skill:talking", "Talking", practised=True),
    named(Group, "group:fleet", "a fleet"),
    named(facts.Role, "role:dev", "Developer", entry=True, seniority="mid"),
    named(facts.Role, "role:ops", "Operator", track=True, experience=(Text("Two years"),)),
    named(facts.Strategy, "strategy:meet", "Meet people"),
    needs("skill:docker", "skill:linux"),
    needs("skill:kubernetes", "skill:docker"),
    needs("skill:nomad", "skill:docker", importance="helpful"),
    needs("role:ops", "skill:kubernetes", "skill:nomad", group="group:fleet"),
    needs("role:ops", "skill:linux", importance="important"),
    link("member", "group:fleet", "skill:kubernetes"),
    link("member", "group:fleet", "skill:nomad"),
    link("broader", "category:cloud", "category:tech"),
    link("broader", "skill:docker", "category:cloud"),
    link("broader", "skill:linux", "category:tech"),
    link("next", "role:dev", "role:ops"),
    link("helps-towards", "strategy:meet", "role:ops", "our reading"),
    Salary(
        owner="role:ops",
        minimum=1,
        maximum=2,
        currency="EUR",
        period="year",
        places=(PAGE,),
        region="DE",
    ),
]


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph(build(STREAM)) as opened:
        yield opened


def test_a_skill_with_both_directions_of_its_edges(graph: SkillGraph) -> None:
    document = graph.show("gnu/linux")
    assert document["id"] == "skill:linux"
    assert document["graph"] == {
        "digest": graph.digest,
        "catalogs": [{"id": "catalog:c", "version": "7"}],
    }
    assert document["alt_labels"] == ["GNU/Linux"]
    assert document["outcome"] == "You can find your way."
    assert document["effort_hours"] == {
        "min": 3,
        "max": 4,
        "source": "source:page#line=24,25",
        "unknown": False,
    }
    assert [(each["owner"], each["importance"]) for each in document["required_by"]] == [
        ("skill:docker", "essential"),
        ("role:ops", "important"),
    ]
    assert document["requires"] == []
    assert document["sources"] == ["source:page#line=24,25", "source:ours"]
    assert document["locators"] == ["page.yaml:9", "cat/skills.yaml:41"]
    assert document["labels"]["skill:docker"] == "Docker"
    assert document["labels"]["source:ours"] == "Our judgement"


def test_a_role_with_its_choice_its_moves_and_its_pay(graph: SkillGraph) -> None:
    document = graph.show("role:ops")
    assert (document["kind"], document["seniority"], document["entry"]) == ("track", None, False)
    assert document["experience"] == "Two years"
    choice, important = document["requires"]
    assert choice["group"] == {"id": "group:fleet", "label": "a fleet"}
    assert choice["options"] == ["skill:kubernetes", "skill:nomad"]
    assert choice["sources"] == ["source:page#line=24,25", "source:ours cat/skills.yaml:41"]
    assert important["importance"] == "important"
    assert [(each["id"], each["kind"], each["direction"]) for each in document["links"]] == [
        ("role:dev", "next", "in"),
        ("strategy:meet", "helps-towards", "in"),
    ]
    assert document["links"][1]["assumption"] == "our reading"
    assert document["salary"][0] == {
        "role": "role:ops",
        "min": 1,
        "max": 2,
        "currency": "EUR",
        "period": "year",
        "region": "DE",
        "date": None,
        "assumption": None,
        "sources": ["source:page#line=24,25"],
    }
    assert document["effort_hours"] is None


def test_an_unknown_effort_is_the_default_and_a_practised_skill_has_none(
    graph: SkillGraph,
) -> None:
    assert graph.show("docker")["effort_hours"] == {
        "min": 5,
        "max": 6,
        "source": None,
        "unknown": True,
    }
    assert graph.show("talking")["effort_hours"] is None
    assert graph.show("talking")["practised"]


def test_what_builds_on_a_skill_is_what_networkx_finds() -> None:
    drawn = nx.DiGraph()
    with SkillGraph.open() as shipped:
        for fact in shipped.graph.facts():
            if isinstance(fact, facts.Skill):
                drawn.add_node(fact.id)
            elif isinstance(fact, Requirement) and fact.owner.startswith("skill:"):
                drawn.add_edges_from((option, fact.owner) for option in fact.options)
        for skill in list(drawn)[::12]:
            assert shipped.show(skill)["built_on_by"] == len(nx.descendants(drawn, skill))


def test_a_circle_of_prerequisites_ends() -> None:
    stream = [*STREAM, needs("skill:linux", "skill:kubernetes")]
    with SkillGraph(build(stream)) as graph:
        assert graph.show("linux")["built_on_by"] == 3


def ids(document: object) -> list[str]:
    return [node["id"] for node in document["nodes"]]  # type: ignore[index]


def test_a_listing_by_kind_and_category_with_those_within(graph: SkillGraph) -> None:
    assert ids(graph.list(kind="track")) == ["role:ops"]
    tech = graph.list(category="tech")
    assert ids(tech) == ["category:cloud", "skill:linux", "skill:docker"]
    assert tech["category"] == {"id": "category:tech", "label": "Tech"}
    assert tech["nodes"][2]["categories"] == ["Cloud"]
    assert ids(graph.list(kind="skill", category="tech")) == ["skill:linux", "skill:docker"]
    assert len(ids(graph.list())) == 11
    with pytest.raises(InvalidInput, match="no kind 'skil'"):
        graph.list(kind="skil")
    with pytest.raises(NameNotFound):
        graph.list(category="docker")


def test_a_search_with_the_name_that_was_met(graph: SkillGraph) -> None:
    assert graph.search("gnu")["hits"] == [
        {"id": "skill:linux", "label": "Linux", "kind": "skill", "alias": "GNU/Linux"}
    ]
    assert graph.search("o", kinds=["track"])["hits"][0]["id"] == "role:ops"


def test_counts(graph: SkillGraph) -> None:
    document = graph.stats()
    assert document["nodes"] == {
        "skill": 5,
        "category": 2,
        "role": 1,
        "track": 1,
        "strategy": 1,
        "organisation": 0,
        "group": 1,
        "scale": 0,
    }
    assert {kind: n for kind, n in document["statements"].items() if n} == {
        "requirement": 4,
        "choice": 1,
        "broader": 3,
        "next": 1,
        "helps-towards": 1,
        "member": 2,
        "salary": 1,
    }
    assert document["unknown_effort"] == 3
    assert document["catalogs"] == [
        {"id": "catalog:c", "version": "7", "title": "Ours", "licence": "CC0-1.0"}
    ]
    # requirements and the skill rest on both, the salary on one, links on the other
    assert [each["statements"] for each in document["sources"]] == [5 + 1 + 1, 5 + 7 + 1]


def test_answers_are_the_same_for_the_same_input(graph: SkillGraph) -> None:
    with SkillGraph(build([*STREAM[:14], *reversed(STREAM[14:])])) as other:
        assert other.show("ops") == graph.show("ops")
        assert other.stats() == graph.stats()
