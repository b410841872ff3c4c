"""What a plan says beyond its steps, as documents: other plans, dates, what a budget reaches."""

from __future__ import annotations

import datetime as dt
import math
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.api.naming import Naming
from skillgraph.api.path import total_of
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.planner.alternatives import alternatives
from skillgraph.planner.plan import TIMEOUT_SECONDS
from skillgraph.planner.schedule import critical_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.graph.store import Graph
    from skillgraph.model.alternatives import Alternative, Swap
    from skillgraph.model.documents import Range
    from skillgraph.model.documents.outlook import (
        AlternativeDoc,
        BudgetDoc,
        DatesDoc,
        ScheduleDoc,
        StageReachDoc,
        SwapDoc,
    )
    from skillgraph.model.documents.plan import PlanDocument, StageDoc, StepDoc
    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem


class Outlook(NamedTuple):
    """What is asked of a plan beyond its steps; nothing is computed that isn't.

    `hours_per_week` is a range.
    """

    alternatives: int = 0
    hours_per_week: tuple[float, float] | None = None
    start: dt.date | None = None
    max_hours: int | None = None
    timeout: float = TIMEOUT_SECONDS


_DAYS = 7
#: A hundred years: what takes longer has no date.
_MOST_WEEKS = 5200


def add_outlook(
    document: PlanDocument, graph: Graph, problem: Problem, found: Plan, asked: Outlook
) -> None:
    """Put what is asked for into the document of a plan, with the labels it brings along."""
    if asked.alternatives:
        rivals = alternatives(problem, most=asked.alternatives, timeout=asked.timeout)
        naming = Naming(graph, _owners(problem, found, rivals))
        best = [step.skill for step in found.steps]
        document["alternatives"] = _alternatives(naming, problem, sorted(best), rivals)
        document["labels"] |= naming.labels()
    if asked.hours_per_week is not None:
        critical = graph.nodes(path := critical_path(problem, found))
        document["schedule"] = schedule_doc(
            document["steps"],
            [critical[key].id for key in path],
            hours_per_week=asked.hours_per_week,
            start=asked.start or dt.datetime.now().astimezone().date(),
        )
    if asked.max_hours is not None:
        document["budget"] = budget_doc(document["stages"], document["steps"], asked.max_hours)


def _owners(problem: Problem, found: Plan, rivals: Sequence[Alternative]) -> set[int]:
    owners = {problem.target, *found.stages, *(step.skill for step in found.steps)}
    return owners.union(*(each.stages for each in rivals), *(each.skills for each in rivals))


def _alternatives(
    naming: Naming, problem: Problem, best: Sequence[int], found: Sequence[Alternative]
) -> list[AlternativeDoc]:
    documents: list[AlternativeDoc] = []
    for each in found:
        total = total_of(problem, list(each.skills))
        documents.append(
            {
                "stages": naming.ids(each.stages),
                "skills": total["skills"],
                "effort_hours": total["effort_hours"],
                "extra_cost": each.extra_cost,
                "swaps": [_swap(naming, swap) for swap in each.swaps],
                "adds": naming.ids(skill for skill in each.skills if skill not in best),
                "spares": naming.ids(skill for skill in best if skill not in each.skills),
                "level_if_held": naming.ids(each.level_if_held),
                "level_at_hours": each.level_at,
                "proven": each.proven,
            }
        )
    return documents


def _swap(naming: Naming, swap: Swap) -> SwapDoc:
    stated = naming.stated(swap.requirement)
    if stated is None:
        raise AssertionError
    return {
        "owner": naming.id(swap.owner),
        "requirement": naming.requirement_id(stated),
        "group": naming.group(stated),
        "taken": naming.ids(swap.taken),
        "dropped": naming.ids(swap.dropped),
    }


def schedule_doc(
    steps: Sequence[StepDoc],
    critical: Sequence[str],
    *,
    hours_per_week: tuple[float, float],
    start: dt.date,
) -> ScheduleDoc:
    """Return a plan in the calendar, from a day on; too many weeks for it are `InvalidInput`."""
    least, most = _running(steps)
    slow, fast = hours_per_week
    if not 0 < slow <= fast < math.inf:
        what = f"{slow:g} hours a week can't be planned with."
        raise InvalidInput(InputProblem("", what, "Name a number above 0."))
    weeks = {"min": _weeks(least, fast), "max": _weeks(most, slow)}
    if weeks["max"] > _MOST_WEEKS:
        what = f"at {slow:g} hours a week the plan takes more than a hundred years."
        raise InvalidInput(InputProblem("", what, "Plan with more hours a week."))

    def dates(at: int) -> DatesDoc:
        return {
            "earliest": _day(start, least[at], fast),
            "latest": _day(start, most[at], slow),
        }

    on_it = [step["effort_hours"] for step in steps if step["id"] in critical]
    return {
        "hours_per_week": slow,
        "most_hours_per_week": fast,
        "start": start.isoformat(),
        "weeks": {"min": weeks["min"], "max": weeks["max"]},
        "end": dates(-1) if steps else {"earliest": start.isoformat(), "latest": start.isoformat()},
        "steps": [{"id": step["id"], **dates(at)} for at, step in enumerate(steps)],
        "critical_path": list(critical),
        "critical_hours": {
            "min": sum(each["min"] for each in on_it),
            "max": sum(each["max"] for each in on_it),
        },
    }


def budget_doc(stages: Sequence[StageDoc], steps: Sequence[StepDoc], max_hours: int) -> BudgetDoc:
    """Return how far so many hours go, step by step in the order of the plan."""
    least, most = _running(steps)
    reached: list[StageReachDoc] = []
    for at, stage in enumerate(stages):
        under = {each["id"] for each in stages[: at + 1]}
        done = sum(step["stage"] in under for step in steps)
        hours: Range = {"min": least[done - 1], "max": most[done - 1]} if done else _NONE
        reached.append(
            {
                "id": stage["id"],
                "label": stage["label"],
                "reached": "surely"
                if hours["max"] <= max_hours
                else "perhaps"
                if hours["min"] <= max_hours
                else "no",
                "effort_hours": hours,
            }
        )
    return {
        "max_hours": max_hours,
        "surely": sum(hours <= max_hours for hours in most),
        "perhaps": sum(hours <= max_hours for hours in least),
        "stages": reached,
    }


_NONE: Range = {"min": 0, "max": 0}


def _running(steps: Sequence[StepDoc]) -> tuple[list[int], list[int]]:
    """Return the hours up to and with each step, at its least and at its most."""
    least = accumulate(step["effort_hours"]["min"] for step in steps)
    return list(least), list(accumulate(step["effort_hours"]["max"] for step in steps))


def _weeks(hours: list[int], hours_per_week: float) -> int:
    return math.ceil(hours[-1] / hours_per_week) if hours else 0


def _day(start: dt.date, hours: int, hours_per_week: float) -> str:
    days = math.ceil(hours / hours_per_week * _DAYS)
    try:
        return (start + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        what = f"from {start.isoformat()} on the plan ends after the year 9999."
        raise InvalidInput(InputProblem("", what, "Begin earlier.")) from None
