"""Two plans side by side are the two plans, taken apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import InvalidInput, SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGETS = ("cloud-architect", "devops-engineer", "ai-engineer", "kubernetes", "cto")


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


def steps(plan: Any) -> list[str]:
    return [step["id"] for step in plan["steps"]]


def ids(found: Any) -> list[str]:
    return [each["id"] for each in found]


def hours(plan: Any, of: set[str]) -> int:
    efforts = [step["effort_hours"] for step in plan["steps"] if step["id"] in of]
    return sum(each["max"] for each in efforts)


@pytest.mark.parametrize(("one", "other"), list(combinations(TARGETS, 2)))
def test_what_both_take_and_what_each_takes_alone(graph: SkillGraph, one: str, other: str) -> None:
    found = graph.compare(one, other, ["python"])
    first, second = (graph.plan(target, ["python"]) for target in (one, other))
    shared = set(steps(first)) & set(steps(second))
    assert ids(found["shared"]) == [step for step in steps(first) if step in shared]
    for side, plan in ((found["first"], first), (found["second"], second)):
        assert ids(side["only"]) == [step for step in steps(plan) if step not in shared]
        assert (side["status"], side["total"]) == (plan["status"], plan["total"])
    united = hours(first, set(steps(first))) + hours(second, set(steps(second)) - shared)
    assert found["both"]["effort_hours"]["max"] == united


CHANGES = [
    {"hold": ["docker"]}, {"hold": ["backend-developer"]}, {"drop": ["sql"]}, {"avoid": ["aws"]},
    {"choose": ["azure"]}, {"waive": ["git"]}, {"via": ["systems-administrator"]},
    {"hold": ["docker"], "drop": ["python"], "choose": ["google-cloud"]},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_gives_the_plan_that_is_made_after_it(
    graph: SkillGraph, change: dict[str, list[str]]
) -> None:
    held = ["python", "sql"]
    found = graph.what_if("cloud-architect", held, **change)
    before = graph.plan("cloud-architect", held)
    kept = [each for each in held if each not in change.get("drop", [])]
    options: Any = {key: change[key] for key in change.keys() - {"hold", "drop"}}
    after = graph.plan("cloud-architect", [*kept, *change.get("hold", [])], **options)
    assert found["extra_cost"] == (after["cost"] or 0) - (before["cost"] or 0)
    assert sorted(ids(found["shared"]) + ids(found["before"]["only"])) == sorted(steps(before))
    assert sorted(ids(found["shared"]) + ids(found["after"]["only"])) == sorted(steps(after))
    taken = {(each["owner"], each["requirement"]): each["chosen"] for each in after["choices"]}
    for each in found["choices"]:
        assert each["after"] == taken[each["owner"], each["requirement"]] != each["before"]


def test_what_is_no_plan_has_no_difference(graph: SkillGraph) -> None:
    found = graph.what_if("cloud-architect", avoid=["aws", "azure", "google-cloud"])
    assert (found["after"]["status"], found["extra_cost"]) == ("impossible", None)
    with pytest.raises(InvalidInput, match="SQL is not held"):
        graph.what_if("cloud-architect", ["python"], drop=["sql"])
