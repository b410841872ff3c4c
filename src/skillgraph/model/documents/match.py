"""The document of `match`: how far a person meets what roles ask for."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    Count,
    Essentials,
    GraphDocument,
    Id,
    Labels,
    Positive,
    Ref,
    RoleRef,
    Schema,
    Status,
    Total,
)


class AddDoc(TypedDict):
    """An essential requirement that is missing."""

    count: Positive
    """How many of the options are needed."""
    group: Ref | None
    """The group that the options are, which names the choice; null where they have no name."""
    options: list[Id]
    """All options."""


class PathDoc(TypedDict):
    """What `path` says of a role as target."""

    status: Status
    """How it ends, as `path` has it."""
    optimal: bool
    """Whether the plan is proved to be the best."""
    stages: list[Ref]
    """The chain of stages, the role last."""
    total: Total
    """What the plan comes to."""


class HeldRoleDoc(RoleRef):
    """A role, and how many of its requirements are met, as `gap` counts them."""

    essential: Essentials
    """Of its essential requirements."""
    every: Essentials
    """Of all its requirements."""


class MatchDoc(HeldRoleDoc):
    """How far a role is covered, and what it would take."""

    usual_next: bool
    """Whether a usual move leads to it from a role that is held."""
    practised: Essentials
    """Of its skills that grow at work, which the counts of requirements leave out."""
    at_least: Total
    """A lower bound: the essential requirements that are missing, each met in its shortest way,
    without what they build on."""
    add: list[AddDoc]
    """The essential requirements that are missing."""
    path: PathDoc
    """The whole plan."""


class MatchDocument(GraphDocument):
    """A match: roles by how far somebody covers them, usual next jobs first."""

    format: Literal["skillgraph-match/1"]
    """The form of this document and its version."""
    held: list[Ref]
    """The skills and roles that are held."""
    assumed: list[Ref]
    """The skills that follow from what is held."""
    kind: Annotated[str, Schema(enum=["role", "track"])] | None
    """Whether roles or tracks were asked for; null where both were."""
    ranked: Count
    """How many roles have a place in the ranking, those shown and the others."""
    held_roles: list[HeldRoleDoc]
    """The roles that are held: they have no place in the ranking."""
    matches: list[MatchDoc]
    """The first of the ranking."""
    unknown: list[Ref]
    """Roles of which no source states what they require: they have no place in the ranking."""
    labels: Labels
    """The labels of all ids that the answer mentions without one."""
