"""A plan in words, as pages list it: stages with their steps, choices, and what else it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.views.choices import alternative_text, open_choices
from skillgraph.views.notes import salary_text
from skillgraph.views.reasons import Reasons
from skillgraph.views.refusal import cause_text
from skillgraph.views.steps import EXPERIENCED, experience_text, met_text
from skillgraph.views.words import hours, joined, shortened, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents import Ref
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.model.documents.plan import PlanDocument

_REASON_COLUMNS = 64
_MOST_NAMED = 6
_MOST_STRATEGIES = 3


class StepRow(NamedTuple):
    """A step as a list shows it; `alternative` is "" where there was no choice."""

    order: int
    id: str
    label: str
    hours: str
    least: int
    most: int
    unknown: bool
    reason: str
    alternative: str
    outcome: str


class StageRows(NamedTuple):
    """A stage with its steps."""

    id: str
    label: str
    notes: list[str]
    steps: list[StepRow]


class ChoiceRow(NamedTuple):
    """A choice: what was taken, and the best without it."""

    name: str
    taken: list[Ref]
    others: list[Ref]
    alternative: str


class PlanRows(NamedTuple):
    """All that a page lists of a plan."""

    stages: list[StageRows]
    choices: list[ChoiceRow]
    work: list[Ref]
    assumed: list[Ref]
    missing: list[tuple[Ref, str]]
    notes: list[tuple[str, str]]


def plan_rows(document: PictureDocument) -> PlanRows | None:
    """Return a plan as a page lists it; None where the picture is no plan."""
    plan = document["plan"]
    if plan is None:
        return None
    choices = plan_choices(plan)
    return PlanRows(
        stages=_stages(document, plan, choices),
        choices=choices,
        work=plan["practise"],
        assumed=plan["assumed"],
        missing=[
            ({"id": each["id"], "label": each["label"]}, cause_text(plan, each))
            for each in plan["missing"]
        ],
        notes=list(_notes(plan)),
    )


def _stages(
    document: PictureDocument, plan: PlanDocument, choices: list[ChoiceRow]
) -> list[StageRows]:
    reasons = Reasons(plan)
    outcomes = {node["id"]: node["outcome"] or "" for node in document["nodes"]}
    alternatives = {ref["id"]: choice.alternative for choice in choices for ref in choice.taken}
    rows = []
    for at, stage in enumerate(plan["stages"]):
        notes = [met_text(plan, stage)]
        if stage["seniority"] in EXPERIENCED and not stage["held"]:
            notes.append(experience_text(stage, at))
        steps = [
            StepRow(
                step["order"],
                step["id"],
                step["label"],
                hours(step["effort_hours"]),
                step["effort_hours"]["min"],
                step["effort_hours"]["max"],
                step["effort_hours"]["unknown"],
                reasons.tell(step, _REASON_COLUMNS),
                alternatives.get(step["id"], ""),
                outcomes.get(step["id"], ""),
            )
            for step in plan["steps"]
            if step["stage"] == stage["id"]
        ]
        rows.append(StageRows(stage["id"], stage["label"], notes, steps))
    return rows


def plan_choices(plan: PlanDocument) -> list[ChoiceRow]:
    """Return the choices that have something to say, each once."""
    labels = plan["labels"] | {step["id"]: step["label"] for step in plan["steps"]}

    def refs(ids: list[str]) -> list[Ref]:
        return [{"id": id_, "label": labels.get(id_, id_)} for id_ in ids]

    return [
        ChoiceRow(
            name,
            refs(choice["chosen"]),
            refs([option for option in choice["options"] if option not in choice["chosen"]]),
            alternative_text(plan, choice, _MOST_NAMED),
        )
        for (name, _), choice in open_choices(plan).items()
    ]


def _notes(plan: PlanDocument) -> Iterator[tuple[str, str]]:
    for importance in ("important", "helpful"):
        found = [each for each in plan["recommended"] if each["importance"] == importance]
        if found:
            names = [wanted(each, plan["labels"]) for each in found]
            yield f"Also {importance}", shortened(names, _MOST_NAMED)
    if plan["waived"]:
        yield "Waived", joined([ref["label"] for ref in plan["waived"]])
    for salary in plan["salary"]:
        yield f"Salary at {plan['target']['label']}", salary_text(salary, plan["labels"])
    if plan["strategies"]:
        names = [each["label"] for each in plan["strategies"][:_MOST_STRATEGIES]]
        yield "What helps", "; ".join(names)
