"""What a plan says beyond its steps: dates, budgets and reasons follow from its own numbers."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import InvalidInput, SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

START = dt.date(2026, 12, 1)
TARGETS = ("cloud-architect", "devops-engineer", "kubernetes", "cto")


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


@pytest.mark.parametrize("pace", [0.5, 6, 7, 40])
def test_dates_follow_from_hours(graph: SkillGraph, pace: float) -> None:
    plan = graph.plan("cloud-architect", ["python"], hours_per_week=pace, start=START)
    schedule = plan["schedule"]
    assert schedule is not None
    spent = {"min": 0, "max": 0}
    for step, dates in zip(plan["steps"], schedule["steps"], strict=True):
        assert step["id"] == dates["id"]
        for end, date in (("min", dates["earliest"]), ("max", dates["latest"])):
            spent[end] += step["effort_hours"][end]
            days = (dt.date.fromisoformat(date) - START).days
            assert days - 1 < spent[end] / pace * 7 <= days
    assert schedule["end"] == {key: schedule["steps"][-1][key] for key in ("earliest", "latest")}
    for end in ("min", "max"):
        assert schedule["weeks"][end] - 1 < spent[end] / pace <= schedule["weeks"][end]


def test_a_plan_of_centuries_has_no_dates(graph: SkillGraph) -> None:
    with pytest.raises(InvalidInput, match="more than a hundred years"):
        graph.plan("cloud-architect", hours_per_week=0.01, start=START)


def prerequisites(plan: dict[str, Any]) -> dict[str, set[str]]:
    """Return which steps each waits for directly, read off the reasons."""
    order = {step["id"]: step["order"] for step in plan["steps"]}
    waits: dict[str, set[str]] = {step: set() for step in order}
    for step in plan["steps"]:
        for reason in step["because"]:
            if order.get(reason["owner"], 0) > step["order"]:
                waits[reason["owner"]].add(step["id"])
    return waits


def longest(plan: dict[str, Any]) -> int:
    """Return the hours of the longest chain, by trying every one."""
    waits = prerequisites(plan)
    hours = {s["id"]: s["effort_hours"]["min"] + s["effort_hours"]["max"] for s in plan["steps"]}

    def along(step: str) -> int:
        return hours[step] + max(map(along, waits[step]), default=0)

    return max(map(along, waits))


@pytest.mark.parametrize("target", TARGETS)
def test_nobody_is_faster_than_the_critical_path(graph: SkillGraph, target: str) -> None:
    plan: Any = graph.plan(target, ["python"], hours_per_week=6, start=START)
    schedule = plan["schedule"]
    path = schedule["critical_path"]
    waits = prerequisites(plan)
    assert all(before in waits[after] for before, after in pairwise(path))
    assert sum(schedule["critical_hours"].values()) == longest(plan)


@pytest.mark.parametrize("hours", [0, 7, 223, 224, 448, 507, 508, 1015, 1016])
def test_a_budget_reaches_what_fits(graph: SkillGraph, hours: int) -> None:
    plan = graph.plan("cloud-architect", ["python"], max_hours=hours)
    budget = plan["budget"]
    assert budget is not None
    for end, counted in (("max", budget["surely"]), ("min", budget["perhaps"])):
        spent = [step["effort_hours"][end] for step in plan["steps"]]
        assert sum(spent[:counted]) <= hours
        assert counted == len(spent) or sum(spent[: counted + 1]) > hours
    total = plan["total"]["effort_hours"]
    words = {"surely": total["max"] <= hours, "perhaps": total["min"] <= hours < total["max"]}
    reached = next((word for word, holds in words.items() if holds), "no")
    assert budget["stages"][-1]["reached"] == reached
    assert budget["stages"][-1]["effort_hours"] == total


@pytest.mark.parametrize("target", TARGETS)
def test_every_step_has_a_chain_of_statements(graph: SkillGraph, target: str) -> None:
    plan = graph.plan(target, ["python"])
    for step in plan["steps"]:
        why = graph.why(plan, step["id"])
        if step["id"] == plan["target"]["id"]:
            assert why["chain"] == []
            continue
        asked = step["id"]
        for statement in why["chain"]:
            assert asked in statement["options"]
            assert statement["sources"]
            asked = statement["owner"]
        assert asked == step["stage"]
        assert graph.why(plan, str(step["order"])) == why


def test_a_chosen_step_may_have_no_reason(graph: SkillGraph) -> None:
    plan = graph.plan("cloud-architect", ["python"], choose=["kotlin"])
    why = graph.why(plan, "kotlin")
    assert (why["chosen"], why["chain"]) == (True, [])


def test_alternatives_are_plans_that_verify(graph: SkillGraph) -> None:
    """Each, asked for by its own options, is a plan of the same cost that the checker accepts."""
    plan = graph.plan("cloud-architect", ["python"], alternatives=30)
    assert len(plan["alternatives"]) > 10
    ours = [stage["id"] for stage in plan["stages"]]
    for each in plan["alternatives"]:
        if each["stages"] != ours:
            continue
        taken = [skill for swap in each["swaps"] for skill in swap["taken"]]
        dropped = [skill for swap in each["swaps"] for skill in swap["dropped"]]
        again = graph.plan("cloud-architect", ["python"], choose=taken, avoid=dropped)
        assert again["cost"] == (plan["cost"] or 0) + each["extra_cost"]
        assert graph.verify(again)["holds"]
        for skill in each["level_if_held"]:
            best = graph.plan("cloud-architect", ["python", skill])
            rival = graph.plan("cloud-architect", ["python", skill], choose=taken)
            assert rival["cost"] == best["cost"]


@pytest.mark.parametrize("pace", [float("nan"), float("inf"), 0])
def test_hours_that_are_none(graph: SkillGraph, pace: float) -> None:
    with pytest.raises(InvalidInput, match="can't be planned with"):
        graph.plan("cloud-architect", hours_per_week=pace, start=START)


def test_a_plan_that_ends_after_all_years(graph: SkillGraph) -> None:
    with pytest.raises(InvalidInput, match="after the year 9999"):
        graph.plan("cloud-architect", hours_per_week=168, start=dt.date.max)
