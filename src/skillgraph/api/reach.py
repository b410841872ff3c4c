"""Dates of a plan, and what a budget reaches, reckoned from its document alone."""

from __future__ import annotations

import datetime as dt
import math
from itertools import accumulate
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents import Range
    from skillgraph.model.documents.outlook import BudgetDoc, DatesDoc, ScheduleDoc, StageReachDoc
    from skillgraph.model.documents.plan import StageDoc, StepDoc

_DAYS = 7
#: A hundred years: what takes longer has no date.
_MOST_WEEKS = 5200


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
