"""Explanations say what the graph states, and of a node that is in no plan why."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


PAIRS = [
    ("docker", "cloud-architect"), ("python", "kubernetes"), ("git", "cto"),
    ("participate-in-hackathons", "terraform"), ("ieee", "sql"), ("react", "cloud-architect"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_hop_is_stated(graph: SkillGraph, one: str, other: str) -> None:
    found = graph.explain(one, other, ways=5)
    assert found["ways"]
    for way in found["ways"]:
        ids = [node["id"] for node in way["nodes"]]
        assert (ids[0], ids[-1]) == (found["start"]["id"], found["end"]["id"])
        for (near, far), hop in zip(pairwise(ids), way["hops"], strict=True):
            stated = [(each["owner"], each["options"]) for each in hop["requirements"]]
            stated += [(each["start"], [each["end"]]) for each in hop["edges"]]
            assert stated
            for owner, ends in stated:
                assert (owner == near and far in ends) or (owner == far and near in ends)
            shown: Any = graph.show(near)
            asked = {each["requirement"] for each in shown["requires"] + shown["required_by"]}
            assert {each["requirement"] for each in hop["requirements"]} <= asked


CAUSES = {
    "python": "held", "programming-fundamentals": "assumed", "sql": "step", "aws": "avoided",
    "cloud-architect": "stage", "azure": "chosen otherwise", "kotlin": "met otherwise",
    "collaboration": "practised", "event-driven-architecture": "less important",
    "react": "not on the way", "devops-engineer": "another way",
}  # fmt: skip


@pytest.mark.parametrize("node", CAUSES)
def test_causes(graph: SkillGraph, node: str) -> None:
    asked: Any = {"avoid": ["aws"], "choose": ["google-cloud"]}
    found = graph.why_not("cloud-architect", node, ["python"], **asked)
    assert CAUSES[node] in {each["cause"] for each in found["causes"]}
    if found["asked"] == "choose" and node != "aws":
        plan = graph.plan("cloud-architect", ["python"], **asked)
        again = graph.plan(
            "cloud-architect", ["python"], avoid=["aws"], choose=["google-cloud", node]
        )
        assert found["extra_cost"] == (again["cost"] or 0) - (plan["cost"] or 0)


def test_every_skill_has_a_cause(graph: SkillGraph) -> None:
    """A skill is a step, or there is a cause; that and the plan never contradict each other."""
    plan = graph.plan("devops-engineer", ["python", "docker"])
    steps = {step["id"] for step in plan["steps"]}
    for node in graph.list(kind="skill")["nodes"]:
        causes = graph.why_not("devops-engineer", node["id"], ["python", "docker"])["causes"]
        assert causes
        assert (causes[0]["cause"] == "step") == (node["id"] in steps)


def test_a_plan_that_is_none(graph: SkillGraph) -> None:
    found = graph.why_not("cloud-architect", "sql", avoid=["aws", "azure", "google-cloud"])
    assert [each["cause"] for each in found["causes"]] == ["no plan"]
    assert found["asked"] is None
