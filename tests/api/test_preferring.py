"""What is preferred is taken where a plan has a choice, and changes nothing elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


def steps(plan: Any) -> list[str]:
    return [step["id"] for step in plan["steps"]]


def test_a_choice_takes_what_is_preferred(graph: SkillGraph) -> None:
    plain = graph.plan("cloud-architect", ["python"])
    preferring = graph.plan("cloud-architect", ["python"], prefer=["azure", "aws", "pulumi"])
    assert "skill:aws" in steps(plain)
    assert "skill:aws" not in steps(preferring)
    assert {"skill:azure", "skill:pulumi"} <= set(steps(preferring))
    chosen = graph.plan("cloud-architect", ["python"], choose=["azure", "pulumi"])
    assert (preferring["steps"], preferring["cost"]) == (chosen["steps"], chosen["cost"])


@pytest.mark.parametrize("kind", ["role", "track", "skill"])
def test_elsewhere_it_changes_nothing(graph: SkillGraph, kind: str) -> None:
    targets = [node["id"] for node in graph.list(kind=kind)["nodes"]][:40]
    prefer = ["azure", "embedded-systems"] if graph.find("embedded-systems") else ["azure"]
    for target in targets:
        plain = graph.plan(target, ["python"])
        asked = {option for choice in plain["choices"] for option in choice["options"]}
        if not asked.intersection(f"skill:{name}" for name in prefer):
            assert graph.plan(target, ["python"], prefer=prefer) == plain


def test_what_is_chosen_avoided_or_waived_outranks_it(graph: SkillGraph) -> None:
    def clouds(**asked: Any) -> set[str]:
        plan = graph.plan("cloud-architect", ["python"], prefer=["azure"], **asked)
        return {"skill:aws", "skill:azure", "skill:google-cloud"}.intersection(steps(plan))

    assert clouds() == {"skill:azure"}
    assert clouds(choose=["google-cloud"]) == {"skill:google-cloud"}
    assert clouds(avoid=["azure"]) == clouds(waive=["azure"]) | {"skill:aws"} == {"skill:aws"}


def test_every_question_knows_it(graph: SkillGraph) -> None:
    held, prefer = ["python"], ["azure"]
    why_not = graph.why_not("cloud-architect", "aws", held, prefer=prefer)
    assert why_not["causes"][0]["cause"] == "chosen otherwise"
    compared = graph.compare("cloud-architect", "devops-engineer", held, prefer=prefer)
    assert "skill:azure" in {step["id"] for step in compared["shared"]}
    what_if = graph.what_if("cloud-architect", held, choose=["aws"], usual={"prefer": prefer})
    assert [step["id"] for step in what_if["before"]["only"]] == ["skill:azure"]
    assert [step["id"] for step in what_if["after"]["only"]] == ["skill:aws"]
    held = ["backend-developer", "networking-basics", "command-line"]
    ranked = graph.next(held, towards="cloud-architect", prefer=prefer)
    assert "skill:azure" in {each["id"] for each in ranked["candidates"]}
