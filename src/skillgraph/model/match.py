"""How far a person meets what roles ask for, in the graph's integers and as a document."""

from typing import NamedTuple, TypedDict

from skillgraph.model.documents import Essentials, GraphDocument, Ref, RoleRef, Status, Total


class Listing(NamedTuple):
    """How many requirements a role has: essential ones and all, those that grow at work apart.

    `practised` counts the practised skills of requirements that these alone can meet.
    """

    role: int
    essential: int
    every: int
    practised: int


class Coverage(NamedTuple):
    """How many of a role's requirements somebody meets: of the essential ones, and of all.

    `usual` tells that a `next` move leads to it from a role that is held.
    """

    role: int
    essential: tuple[int, int]
    every: tuple[int, int]
    usual: bool


class Matches(NamedTuple):
    """Roles with requirements: those that are not held, the best covered first, and the held.

    `assumed` are the skills that follow from what is held.
    """

    ranked: tuple[Coverage, ...]
    held: tuple[Coverage, ...]
    assumed: tuple[int, ...]


class AddDoc(TypedDict):
    """An essential requirement that is missing: `count` of `options`."""

    count: int
    group: Ref | None
    options: list[str]


class PathDoc(TypedDict):
    """What `path` says of a role as target: how it ends, by which stages, what it comes to."""

    status: Status
    optimal: bool
    stages: list[Ref]
    total: Total


class HeldRoleDoc(RoleRef):
    """A role that is held, and how many of its requirements are met."""

    essential: Essentials
    every: Essentials


class MatchDoc(HeldRoleDoc):
    """How far a role is covered, and what it would take.

    `essential` and `every` count requirements as `gap` does, a choice once, and leave out those
    that practised skills alone can meet, whose skills are counted in `practised`. `at_least` is a
    lower bound: the essential requirements that are missing, each met in its shortest way, without
    what they build on. `add` are these requirements; `path` is the whole plan.
    """

    usual_next: bool
    practised: Essentials
    at_least: Total
    add: list[AddDoc]
    path: PathDoc


class MatchDocument(GraphDocument):
    """Roles by how far they are covered: usual next jobs first; `ranked` counts all there are.

    Of a role in `unknown` no source states what it requires: it has no place in the ranking.
    """

    held: list[Ref]
    assumed: list[Ref]
    kind: str | None
    ranked: int
    held_roles: list[HeldRoleDoc]
    matches: list[MatchDoc]
    unknown: list[Ref]
    labels: dict[str, str]
