"""The document of `gap`: a target's own list beside what is held."""

from typing import Literal

from skillgraph.model.documents import (
    Cited,
    CoverageDoc,
    EffortDoc,
    GraphDocument,
    Id,
    Importance,
    Labels,
    LevelDoc,
    RatingDoc,
    RecommendedDoc,
    Ref,
    RoleRef,
    ScaleDoc,
)


class GapItemDoc(RecommendedDoc):
    """A requirement of the target, met or not, held or assumed as `path` has it."""

    level: LevelDoc | None
    """The level that is asked for; null where none is."""
    rating: RatingDoc | None
    """The source's own number for how much it matters; null where there is none."""
    met: bool
    """Whether what is held or assumed meets it."""
    met_by: list[Id]
    """The options that meet it; empty where it is met without naming one."""
    effort_hours: EffortDoc | None
    """The effort of the shortest options still missing, as many as are; null where it is met."""
    after: list[Id]
    """The prerequisites that the first of those waits for; empty where it can be learnt now."""
    sources: list[Cited]
    """Where it is stated."""


class PractisedDoc(Ref):
    """A skill of the target that grows at work."""

    importance: Importance
    """How much it matters to the target."""
    met: bool
    """Whether it is held or assumed."""


class KeySkillDoc(Ref):
    """A skill that a source lists without an importance: shown, never scored."""

    met: bool
    """Whether it is held or assumed."""


class GapDocument(GraphDocument):
    """A gap: what a target lists, what of it is met, and what is missing."""

    format: Literal["skillgraph-gap/1"]
    """The form of this document and its version."""
    target: RoleRef
    """What is to be reached."""
    held: list[Ref]
    """The skills and roles that are held."""
    assumed: list[Ref]
    """The skills that follow from what is held."""
    coverage: list[CoverageDoc]
    """A row for each importance that the target uses, from essential down; empty where it has no
    requirement, and so no score."""
    requirements: list[GapItemDoc]
    """The target's own list."""
    practise: list[PractisedDoc]
    """What of the list grows at work."""
    key_skills: list[KeySkillDoc]
    """The skills that sources list without an importance."""
    scales: list[ScaleDoc]
    """The scales that the answer mentions by id."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
