"""The documents of `what-if` and `compare`: two plans side by side."""

from typing import Literal, TypedDict

from skillgraph.model.documents import (
    By,
    Count,
    EffortDoc,
    Essentials,
    GraphDocument,
    Id,
    Labels,
    OptionsDoc,
    Positive,
    Ref,
    RoleRef,
    Status,
    Total,
)


class StepRefDoc(Ref):
    """A step of a plan, as far as a comparison looks at it."""

    order: Positive
    """The place in its plan, from 1."""
    stage: Id
    """The first stage that it is learnt for."""
    effort_hours: EffortDoc
    """Its hours, with their source."""


class SideDoc(TypedDict):
    """One of the plans that are compared."""

    target: RoleRef
    """What is to be reached."""
    status: Status
    """How it ends, as `path` has it."""
    optimal: bool
    """Whether the plan is proved to be the best."""
    cost: Count | None
    """What the plan costs, in the unit of `by`; null where there is none."""
    stages: list[Ref]
    """The chain of stages, the target last."""
    total: Total
    """What the plan comes to."""
    only: list[StepRefDoc]
    """The steps that the other plan has not, in their order."""
    practise: list[Ref]
    """The skills that grow at work and that the plan leans on: no steps, no cost."""


class ChoiceChangeDoc(TypedDict):
    """A choice that both plans meet, each with other options."""

    requirement: Id
    """The requirement, by id."""
    owner: Id
    """Who asks for it: a role, a track or a skill."""
    group: Ref | None
    """The group that names the choice; null where none does."""
    before: list[Id]
    """The options that the plan before takes."""
    after: list[Id]
    """The options that the plan after takes."""


class ChangeDoc(TypedDict):
    """What is supposed."""

    hold: list[Ref]
    """What else is held."""
    drop: list[Ref]
    """What is no longer held."""
    options: OptionsDoc
    """What the options of the plan have besides."""


class MatchChangeDoc(Ref):
    """A role of which more or fewer essential requirements are met after a change."""

    before: Essentials
    """Of its essential requirements, before."""
    after: Essentials
    """Of its essential requirements, after."""


class WhatIfDocument(GraphDocument):
    """What a change does to a plan: the plans before and after it, side by side."""

    format: Literal["skillgraph-what-if/1"]
    """The form of this document and its version."""
    held: list[Ref]
    """The skills and roles that are held before."""
    change: ChangeDoc
    """What is supposed."""
    by: By
    """What cost is: effort, or the count of skills."""
    before: SideDoc
    """The plan before."""
    after: SideDoc
    """The plan after."""
    extra_cost: int | None
    """What the plan costs more after, in the unit of `by`, negative where it costs less; null where
    one of the two is no plan."""
    shared: list[StepRefDoc]
    """The steps of both, in the order of the plan before."""
    choices: list[ChoiceChangeDoc]
    """The choices that the two plans meet otherwise."""
    matches: list[MatchChangeDoc]
    """The roles whose coverage changes most by what is held, the largest change first."""
    changed_matches: Count
    """How many roles there are whose coverage changes."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""


class CompareDocument(GraphDocument):
    """Two targets from the same start: what both plans share, then what each has alone."""

    format: Literal["skillgraph-compare/1"]
    """The form of this document and its version."""
    held: list[Ref]
    """The skills and roles that are held."""
    by: By
    """What cost is: effort, or the count of skills."""
    first: SideDoc
    """The plan to the first target."""
    second: SideDoc
    """The plan to the second target."""
    shared: list[StepRefDoc]
    """The steps of both, in the order of the first plan."""
    both: Total
    """What the steps of the two plans come to together: enough for both targets, and perhaps more
    than the least, since each plan was made for itself."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
