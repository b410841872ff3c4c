"""Where a person stands: what a profile says, and how far it is to each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.documents import GraphDocument, Range, Ref, RoleRef, Status

if TYPE_CHECKING:
    from skillgraph.model.documents import CoverageDoc, LevelDoc, StageDoc, StepDoc
    from skillgraph.model.outlook import DatesDoc


class HeldEntryDoc(Ref):
    """Something that is held, and what the person says of it; `since` is "" where nothing is."""

    kind: str
    level: LevelDoc | None
    since: str
    evidence: list[str]


class GoalDoc(RoleRef):
    """How far it is to a goal: the stages there, the steps left, and the first of them.

    `coverage` is of the goal's own list. `end` is there where the profile says hours a week and the
    goal can be reached.
    """

    status: Status
    coverage: list[CoverageDoc]
    stages: list[StageDoc]
    steps: int
    effort_hours: Range
    next: StepDoc | None
    end: DatesDoc | None


class StandingDocument(GraphDocument):
    """A profile as a graph understands it, and how far it is to each of its goals."""

    held: list[HeldEntryDoc]
    goals: list[GoalDoc]
    hours_per_week: Range | None
    choices: list[Ref]
    avoid: list[Ref]
    waive: list[Ref]
    labels: dict[str, str]
