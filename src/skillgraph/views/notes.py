"""What a plan says beside its steps: choices, work, what else is worth it, pay, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.choices import choice_lines
from skillgraph.views.words import (
    all_unknown,
    argument,
    counted,
    hours,
    joined,
    places,
    shortened,
    span,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillgraph.model.documents import SalaryDoc
    from skillgraph.model.documents.plan import PlanDocument, RouteDoc, StrategyDoc
    from skillgraph.views.paper import Paper

_MOST_NAMES = 3
_MOST_ASSUMED = 6
_MOST_STRATEGIES = 2


def draw_notes(document: PlanDocument, paper: Paper) -> list[str]:
    """Return the notes that the plan has something to say on, in their fixed order."""
    lines = _choices(document, paper)
    return lines + [line for name, *texts in _notes(document) for line in paper.note(name, *texts)]


def _choices(document: PlanDocument, paper: Paper) -> list[str]:
    told = choice_lines(document, paper.note_columns)
    return paper.note("◆ your choice", *told) if told else []


def _notes(document: PlanDocument) -> Iterator[tuple[str, ...]]:
    if document["practise"]:
        names = [skill["label"] for skill in document["practise"]]
        yield "Show at work", f"{shortened(names, _MOST_NAMES)}: grown on the job, so no hours"
    if document["waived"]:
        yield "Waived", f"{joined([skill['label'] for skill in document['waived']])}, as you asked"
    if text := _recommended(document):
        yield "Worth adding", text
    if document["assumed"]:
        yield "Assumed", _assumed(document)
    if unknown := document["total"]["unknown_effort"]:
        name = "Hours" if all_unknown(document["total"]) else "? hours"
        yield name, _unknown(document, unknown)
    if document["other_route"]:
        yield "Other way", _other_route(document, document["other_route"])
    if document["schedule"] or document["budget"]:
        from skillgraph.views.outlook import outlook_notes

        yield from outlook_notes(document)
    for salary in document["salary"]:
        yield "Salary", salary_text(salary, document["labels"])
    if document["strategies"]:
        yield "What helps", *_strategies(document["strategies"][:_MOST_STRATEGIES])


def _assumed(document: PlanDocument) -> str:
    names = [skill["label"] for skill in document["assumed"]]
    first = argument(document["assumed"][0]["id"])
    return (
        f"from what you hold: {shortened(names, _MOST_ASSUMED)} "
        f"(--without\u00a0{first} takes one back)"
    )


def _unknown(document: PlanDocument, unknown: int) -> str:
    efforts = [step["effort_hours"] for step in document["steps"]]
    if all_unknown(document["total"]) and efforts:
        return f"unknown; each step counts as {hours(efforts[0])}"
    steps = counted(document["total"]["skills"], "step")
    return f"{unknown} of {steps} of unknown effort, counted as shown"


def _recommended(document: PlanDocument) -> str:
    for importance in ("important", "helpful"):
        found = [each for each in document["recommended"] if each["importance"] == importance]
        if found:
            names = [wanted(each, document["labels"]) for each in found]
            option = f"(--include\u00a0{importance})"
            return f"{shortened(names, _MOST_NAMES)} {option}"
    return ""


def _other_route(document: PlanDocument, route: RouteDoc) -> str:
    taken = {stage["id"] for stage in document["stages"]}
    labels = document["labels"]
    before = route["stages"][:-1]
    new = [stage for stage in before if stage not in taken]
    if new:
        through = f"through {joined([labels.get(stage, stage) for stage in new])}"
    elif before:
        through = f"by {joined([labels.get(stage, stage) for stage in before])} alone"
    else:
        through = "straight to it"
    total = document["total"]
    steps = route["skills"] - total["skills"]
    low = route["effort_hours"]["min"] - total["effort_hours"]["min"]
    high = route["effort_hours"]["max"] - total["effort_hours"]["max"]
    option = f" (--via\u00a0{argument(new[0])})" if new else ""
    option += "" if route["proven"] else "; the best found in time"
    if not steps and not low and not high:
        return f"{through}: the same hours and steps{option}"
    if 0 <= low <= high or high <= low <= 0:
        return f"{through}: {_difference(steps, low, high)}{option}"
    return (
        f"{through}: {counted(route['skills'], 'step')}, {hours(route['effort_hours'])} "
        f"in all{option}"
    )


def _difference(steps: int, low: int, high: int) -> str:
    told = []
    if steps:
        told.append(f"{counted(abs(steps), 'step')} {'more' if steps > 0 else 'fewer'}")
    if low or high:
        told.append(f"{span(abs(low), abs(high))} h {'more' if high > 0 else 'less'}")
    else:
        told.append("the same hours")
    return ", ".join(told)


def salary_text(salary: SalaryDoc, labels: Mapping[str, str]) -> str:
    """Return a range of pay, where it is from, and what is not stated or was read into it."""
    period = f"{'an' if salary['period'] == 'hour' else 'a'} {salary['period']}"
    facts = [places(salary["sources"], labels)]
    facts += [stated for stated in (salary["region"], salary["date"]) if stated]
    unstated = [
        name
        for name, value in (("year", salary["date"]), ("region", salary["region"]))
        if not value
    ]
    if unstated:
        facts.append(f"no {joined(unstated, 'or')}")
    text = f"{salary['currency']} {span(salary['min'], salary['max'])} {period}"
    if salary["assumption"]:
        return f"{text} ({'; '.join(filter(None, facts))}). {salary['assumption'].rstrip('.')}."
    return f"{text} ({'; '.join(filter(None, facts))})"


def _strategies(strategies: list[StrategyDoc]) -> list[str]:
    return [strategy["label"] for strategy in strategies]
