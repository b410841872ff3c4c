"""When a plan is done, and what some hours reach, in a sentence each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from skillgraph.views.words import counted, hours, joined, shortened, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.outlook import BudgetDoc, DatesDoc, ScheduleDoc
    from skillgraph.model.documents.plan import PlanDocument

_MOST_NAMES = 4
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def outlook_notes(document: PlanDocument) -> Iterator[tuple[str, ...]]:
    """Yield notes on the calendar and on a budget of hours."""
    if document["schedule"]:
        yield from _schedule(document, document["schedule"])
    if document["budget"]:
        yield f"In {document['budget']['max_hours']:,} h", _budget(document, document["budget"])


def _schedule(document: PlanDocument, schedule: ScheduleDoc) -> Iterator[tuple[str, ...]]:
    weeks = schedule["weeks"]
    took = f"{span(weeks['min'], weeks['max'])} week{'' if weeks['max'] == 1 else 's'}"
    yield (
        f"At {pace(schedule['hours_per_week'], schedule['most_hours_per_week'])}",
        f"{took} from {day(schedule['start'])} on: {between(schedule['end'])}",
    )
    ends = {each["id"]: each for each in schedule["steps"]}
    for stage in document["stages"][:-1]:
        steps = [step["id"] for step in document["steps"] if step["stage"] == stage["id"]]
        if steps:
            yield "", f"{stage['label']} {between(ends[steps[-1]])}"
    labels = {step["id"]: step["label"] for step in document["steps"]}
    path = [labels[step] for step in schedule["critical_path"]]
    if len(path) > 1:
        told = f"{counted(len(path), 'step')} wait for each other"
        yield (
            "At the least",
            (
                f"{hours(schedule['critical_hours'])}, whatever the pace: {told}"
                f" ({shortened(path, _MOST_NAMES)})"
            ),
        )


def _budget(document: PlanDocument, budget: BudgetDoc) -> str:
    told = {
        word: [stage for stage in budget["stages"] if stage["reached"] == word]
        for word in ("surely", "perhaps", "no")
    }
    sentences = [
        f"{joined([stage['label'] for stage in told[word]])} {verb}"
        for word, verb in (("surely", "for sure"), ("perhaps", "if it goes well"))
        if told[word]
    ]
    if told["no"]:
        last = told["no"][0]
        sentences.append(f"{last['label']} not yet ({hours(last['effort_hours'])} from the start)")
    steps = f"{span(budget['surely'], budget['perhaps'])} of {len(document['steps'])} steps"
    return f"{steps}: {'; '.join(sentences)}"


def between(dates: DatesDoc) -> str:
    """Return when something is done: on a day, or between two."""
    earliest, latest = day(dates["earliest"]), day(dates["latest"])
    return f"on {earliest}" if earliest == latest else f"between {earliest} and {latest}"


def pace(slow: float, fast: float) -> str:
    """Return hours a week, a range or a number.

    >>> pace(4, 6.5), pace(6, 6)
    ('4–6.5 h a week', '6 h a week')
    """
    return f"{slow:g} h a week" if slow == fast else f"{slow:g}–{fast:g} h a week"


def day(date: str) -> str:
    r"""Return a day as prose has it, whatever the locale.

    >>> day("2026-11-05").replace("\u00a0", " ")
    '5 November 2026'
    """
    found = dt.date.fromisoformat(date)
    return f"{found.day}\u00a0{_MONTHS[found.month - 1]} {found.year}"
