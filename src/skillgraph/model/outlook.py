"""What a plan says beyond its steps, where it is asked: other plans, dates, a budget, reasons."""

from __future__ import annotations

from typing import Literal, TypedDict

from skillgraph.model.documents import GraphDocument, Range, Ref


class SwapDoc(TypedDict):
    """A choice that an alternative meets otherwise: `taken` in place of `dropped`."""

    owner: str
    requirement: str
    group: Ref | None
    taken: list[str]
    dropped: list[str]


class AlternativeDoc(TypedDict):
    """A plan that differs in a choice or in the stages, the best of its kind.

    `adds` are its steps that the best plan has not, `spares` the best plan's that it has not. Of a
    dearer one, `level_if_held` names the skills of which one more, held as well, would make it as
    good as any, and `level_at_hours` the hours (least + most) at which the one option swapped in
    would. Not `proven` where time ended.
    """

    stages: list[str]
    skills: int
    effort_hours: Range
    extra_cost: int
    swaps: list[SwapDoc]
    adds: list[str]
    spares: list[str]
    level_if_held: list[str]
    level_at_hours: int | None
    proven: bool


class DatesDoc(TypedDict):
    """When something is done, at the least effort and at the most (ISO 8601)."""

    earliest: str
    latest: str


class StepDatesDoc(DatesDoc):
    """When a step is done."""

    id: str


class ScheduleDoc(TypedDict):
    """A plan in the calendar: so many hours a week from a day on, one step after the other.

    Where the hours are a range, the earliest dates are at `most_hours_per_week`.

    `critical_path` are the steps that wait for each other longest, `critical_hours` what they take:
    nobody is faster, however many hours a week there are.
    """

    hours_per_week: float
    most_hours_per_week: float
    start: str
    weeks: Range
    end: DatesDoc
    steps: list[StepDatesDoc]
    critical_path: list[str]
    critical_hours: Range


class StageReachDoc(Ref):
    """How far a budget goes towards a stage, and the hours up to it from the start."""

    reached: Literal["surely", "perhaps", "no"]
    effort_hours: Range


class BudgetDoc(TypedDict):
    """What is reachable within some hours, in the order of the plan.

    `surely` counts the steps that are done even where each takes its most, `perhaps` those that
    are where each takes its least.
    """

    max_hours: int
    surely: int
    perhaps: int
    stages: list[StageReachDoc]


class StatementDoc(TypedDict):
    """A statement that a step rests on: its owner asks for `count` of `options`."""

    owner: str
    requirement: str
    importance: str
    count: int
    group: Ref | None
    options: list[str]
    sources: list[str]


class WhyDocument(GraphDocument):
    """Why a step stands in a plan.

    `chain` has the statements from the step up to a stage: each owner is an option of the next.
    `others` are the further statements that ask for the step. `equal` are options that would do as
    well, `chosen` says that the person asked for it.
    """

    target: Ref
    step: Ref
    order: int
    stage: Ref
    chosen: bool
    chain: list[StatementDoc]
    others: list[StatementDoc]
    equal: list[str]
    labels: dict[str, str]
