"""What a plan says beyond its steps, where it is asked: other plans, dates, a budget, reasons."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    Cited,
    Count,
    Day,
    GraphDocument,
    Id,
    Importance,
    Labels,
    Positive,
    Range,
    Ref,
    Schema,
)


class SwapDoc(TypedDict):
    """A choice that an alternative meets otherwise."""

    owner: Id
    """Whose choice it is."""
    requirement: Id
    """The requirement that leaves the choice, by id."""
    group: Ref | None
    """The group that names the choice; null where none does."""
    taken: list[Id]
    """The options that it takes and the best plan does not."""
    dropped: list[Id]
    """The options that the best plan takes and it does not."""


class AlternativeDoc(TypedDict):
    """A plan that differs from the best in a choice or in the stages, the best of its kind."""

    stages: list[Id]
    """Its stages, the target last."""
    skills: Count
    """How many steps it has."""
    effort_hours: Range
    """The hours of its steps."""
    extra_cost: int
    """What it costs more than the best plan, in the unit of the plan's `cost`; another way may cost
    less than the nearest."""
    swaps: list[SwapDoc]
    """The choices of the best plan that it meets otherwise."""
    adds: list[Id]
    """Its steps that the best plan has not."""
    spares: list[Id]
    """The best plan's steps that it has not."""
    level_if_held: list[Id]
    """Skills of which one more, held as well, would make it cost no more than the best; of another
    way, the best."""
    level_at_hours: Count | None
    """The hours (least + most) of its one option at which it would cost no more; null where no such
    hours are known."""
    proven: bool
    """Whether it is proved to be the best of its kind; false where time ended first."""


class DatesDoc(TypedDict):
    """When something is done (ISO 8601)."""

    earliest: Day
    """Where each step up to then takes its least."""
    latest: Day
    """Where each step up to then takes its most."""


class StepDatesDoc(DatesDoc):
    """When a step is done."""

    id: Id
    """The step."""


class ScheduleDoc(TypedDict):
    """A plan in the calendar: so many hours a week from a day on, one step after the other."""

    hours_per_week: Annotated[float, Schema(exclusiveMinimum=0)]
    """The hours of study in a week, the least where they are a range."""
    most_hours_per_week: Annotated[float, Schema(exclusiveMinimum=0)]
    """The most hours of study in a week, which the earliest dates count with."""
    start: Day
    """The day it begins (ISO 8601)."""
    weeks: Range
    """The weeks that it takes."""
    end: DatesDoc
    """When it is done."""
    steps: list[StepDatesDoc]
    """When each step is done, in their order."""
    critical_path: list[Id]
    """The steps that wait for each other longest."""
    critical_hours: Range
    """What those take: nobody is faster, however many hours a week there are."""


class StageReachDoc(Ref):
    """How far a budget goes towards a stage."""

    reached: Literal["surely", "perhaps", "no"]
    """Whether its steps are done where each takes its most, only where each takes its least, or in
    neither case."""
    effort_hours: Range
    """The hours up to it from the start."""


class BudgetDoc(TypedDict):
    """What is reachable within some hours, in the order of the plan."""

    max_hours: Count
    """The hours."""
    surely: Count
    """How many steps are done even where each takes its most."""
    perhaps: Count
    """How many steps are done where each takes its least."""
    stages: list[StageReachDoc]
    """The stages, the target last."""


class ReasonDoc(TypedDict):
    """A statement that a step rests on."""

    owner: Id
    """Who asks for it: a role, a track or a skill."""
    requirement: Id
    """The requirement, by id."""
    importance: Importance
    """How much it matters to the owner."""
    count: Positive
    """How many of the options are needed."""
    group: Ref | None
    """The group that the options are, which names the choice; null where they have no name."""
    options: list[Id]
    """All options."""
    sources: list[Cited]
    """Where it is stated."""


class WhyDocument(GraphDocument):
    """Why a step stands in a plan: the statements from it up to a stage, with their sources."""

    format: Literal["skillgraph-why/1"]
    """The form of this document and its version."""
    target: Ref
    """What the plan is to reach."""
    step: Ref
    """The step."""
    order: Positive
    """Its place in the plan, from 1."""
    stage: Ref
    """The stage that it is learnt for."""
    chosen: bool
    """Whether the person asked for it."""
    chain: list[ReasonDoc]
    """The statements from the step up to a stage: each owner is an option of the next."""
    others: list[ReasonDoc]
    """The further statements that ask for the step."""
    equal: list[Id]
    """Options with which the plan would cost the same."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
