"""The document of `path`: what to learn, in which order, and why."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    By,
    Cited,
    Count,
    EffortDoc,
    Essentials,
    GraphDocument,
    Id,
    Importance,
    Labels,
    LevelDoc,
    OptionsDoc,
    Positive,
    Range,
    RecommendedDoc,
    Ref,
    RoleRef,
    SalaryDoc,
    ScaleDoc,
    Schema,
    Status,
    Total,
)
from skillgraph.model.documents.outlook import AlternativeDoc, BudgetDoc, ScheduleDoc


class HeldDoc(Ref):
    """A skill or role that is held; a skill perhaps at a level."""

    level: LevelDoc | None
    """How well a skill is known; null where that isn't said."""


class StageDoc(RoleRef):
    """A stage of a plan's chain."""

    held: bool
    """Whether it is held already."""
    essentials: Essentials
    """How many of its mandatory requirements are met before the plan."""


class BecauseDoc(TypedDict):
    """A statement that a step serves; one entry a source."""

    owner: Id
    """Who asks for it: a role, a track or a skill."""
    requirement: Id
    """The requirement, by id."""
    importance: Importance
    """How much it matters to the owner."""
    source: Cited
    """Where that is stated."""


#: What can't be a name in a class.
_Raise = TypedDict(
    "_Raise",
    {
        "raise": Annotated[
            LevelDoc | None,
            Schema(
                description="The level asked, where the skill is held below it; null where it"
                " is learnt from the start."
            ),
        ]
    },
)


class StepDoc(_Raise):
    """A skill to learn."""

    order: Positive
    """The place in the plan, from 1."""
    id: Id
    """The skill's id."""
    label: str
    """The skill's preferred label."""
    stage: Id
    """The first stage that it is learnt for."""
    level: LevelDoc | None
    """The highest level that is asked of it; null where none is."""
    waiting: Count
    """How many other steps wait for it."""
    effort_hours: EffortDoc
    """Its effort."""
    because: list[BecauseDoc]
    """Why it is in the plan; empty for a skill that is the target itself or was chosen."""


class RunnerUpDoc(TypedDict):
    """The best plan without one of the options taken."""

    chosen: list[Id]
    """The options that it takes."""
    extra_cost: int
    """What it costs more, in the unit of the plan's `cost`."""


class ChoiceDoc(TypedDict):
    """A choice that what is held doesn't meet."""

    requirement: Id
    """The requirement, by id."""
    owner: Id
    """Who asks for it: a role, a track or a skill."""
    count: Positive
    """How many of the options are needed."""
    group: Ref | None
    """The group that the options are, which names the choice; null where they have no name."""
    options: list[Id]
    """All options."""
    chosen: list[Id]
    """The options that the plan takes."""
    equal: list[Id]
    """The options not taken with which the best plan costs the same: effort doesn't decide."""
    runner_up: RunnerUpDoc | None
    """The best plan that leaves out an option taken; null where there is none, or none is known."""
    proven: bool
    """Whether runner-up and equals are proved; false where time ended first."""


class RouteDoc(TypedDict):
    """The best plan by the chains that don't compete."""

    stages: list[Id]
    """Its stages, the target last."""
    extra_cost: int
    """What it costs more, in the unit of the plan's `cost`; less than 0 where it costs less."""
    skills: Count
    """How many skills it learns."""
    effort_hours: Range
    """Their hours."""
    proven: bool
    """Whether it is proved to be the best."""


class MissingDoc(Ref):
    """A skill that can't be had."""

    cause: Literal["avoided", "circular", "lacks"]
    """Why: it is avoided, it waits for itself, or it lacks another."""
    lacks: list[Id]
    """The skills that it lacks."""


class StrategyDoc(Ref):
    """A way to advance that is no skill."""

    towards: list[Id]
    """The target and the steps that it helps towards."""
    assumption: str | None
    """What of it is read into the source, not stated by it."""
    sources: list[Cited]
    """Where it is stated."""


class SameFrom(TypedDict):
    """The same question, asked by somebody who holds the first stage."""

    held: list[Id]
    """What is held then."""
    skills: Count
    """How many skills are left to learn."""
    effort_hours: Range
    """Their hours."""


class PlanDocument(GraphDocument):
    """A plan: what to learn, in which order, and why."""

    format: Literal["skillgraph-plan/1"]
    """The form of this document and its version."""
    target: RoleRef
    """What is to be reached."""
    held: list[HeldDoc]
    """The skills and roles that are held."""
    assumed: list[Ref]
    """The skills that follow from what is held."""
    practise: list[Ref]
    """The skills that grow at work and that the plan leans on: no steps, no cost."""
    waived: list[Ref]
    """The waived skills that the plan leans on."""
    options: OptionsDoc
    """The options of the question that differ from their defaults."""
    status: Status
    """held: the target is held. unknown: it has no requirement, so no plan is made. impossible: it
    can't be reached. ready: there is nothing to learn. planned: there is a plan."""
    optimal: bool
    """Whether the plan is proved to be the best, ties included."""
    lower_bound: Count | None
    """What no plan costs less than, in the unit of `cost`; null where there is none."""
    cost: Count | None
    """What the plan costs: the sum of the least and the most hours of its skills, or where `by` is
    count their number; null where there is no plan."""
    by: By
    """What cost is: effort, or the count of skills."""
    route: Annotated[str, Schema(enum=["nearest", "cheapest"])]
    """Which chains of stages compete."""
    stages: list[StageDoc]
    """The chain of stages, the target last."""
    steps: list[StepDoc]
    """The skills to learn, in order."""
    choices: list[ChoiceDoc]
    """The choices that the plan makes."""
    recommended: list[RecommendedDoc]
    """What the target lists beside, was not asked for, and is not met."""
    no_chain: bool
    """Whether no chain of usual moves leads to the target, so that the plan goes straight to it."""
    other_route: RouteDoc | None
    """The best plan by other chains; null where there is none."""
    missing: list[MissingDoc]
    """What stands in the way, where the plan is impossible."""
    total: Total
    """What the plan comes to."""
    salary: list[SalaryDoc]
    """Pay at the target, as sources state it."""
    strategies: list[StrategyDoc]
    """Ways to advance that help towards the target or a step."""
    from_first_stage: SameFrom | None
    """The same question from the first stage, where little of it is met; null elsewhere."""
    alternatives: list[AlternativeDoc]
    """The best plans that differ in a choice or in the stages, the best first; empty where none
    were asked for."""
    schedule: ScheduleDoc | None
    """The plan in the calendar; null where no hours a week were given."""
    budget: BudgetDoc | None
    """What is reachable within some hours; null where none were given."""
    scales: list[ScaleDoc]
    """The scales that the answer mentions by id."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
