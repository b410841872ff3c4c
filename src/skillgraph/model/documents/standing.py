"""The document of a bare `skillgraph`: where a person stands."""

from typing import Annotated, Literal

from skillgraph.model.documents import (
    Count,
    CoverageDoc,
    GraphDocument,
    Labels,
    LevelDoc,
    NodeRef,
    Range,
    Ref,
    RoleRef,
    Schema,
    Status,
)
from skillgraph.model.documents.outlook import DatesDoc
from skillgraph.model.documents.plan import StageDoc, StepDoc


class HeldEntryDoc(NodeRef):
    """Something that is held, and what the person says of it."""

    level: LevelDoc | None
    """How well a skill is known; null where that isn't said."""
    since: Annotated[str, Schema(pattern="^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")]
    """Since when, a year, a month or a day (ISO 8601); empty where that isn't said."""
    evidence: list[str]
    """What shows it, in the person's words."""


class GoalDoc(RoleRef):
    """How far it is to a goal."""

    status: Status
    """How the plan to it ends, as `path` has it."""
    coverage: list[CoverageDoc]
    """How much of the goal's own list is met, a row for each importance that it uses."""
    stages: list[StageDoc]
    """The stages there, the goal last."""
    steps: Count
    """How many steps are left."""
    effort_hours: Range
    """Their hours."""
    unknown_effort: Count
    """For how many of them the default was counted, since no hours are stated."""
    next: StepDoc | None
    """The first of them; null where there is none."""
    end: DatesDoc | None
    """When it is reached; null where the profile says no hours a week, or it can't be reached."""


class StandingDocument(GraphDocument):
    """Where a person stands: a profile as a graph understands it, and how far each goal is."""

    format: Literal["skillgraph-standing/1"]
    """The form of this document and its version."""
    held: list[HeldEntryDoc]
    """The skills and roles that are held."""
    goals: list[GoalDoc]
    """The goals, in the order of the profile."""
    hours_per_week: Range | None
    """The hours of study in a week; null where the profile doesn't say."""
    choices: list[Ref]
    """What is taken where a plan has a choice among it."""
    avoid: list[Ref]
    """Skills that are never steps."""
    waive: list[Ref]
    """Skills that are struck from every requirement."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
