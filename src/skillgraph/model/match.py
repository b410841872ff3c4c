"""How far a person meets what roles ask for, in the graph's integers."""

from typing import NamedTuple

from skillgraph.model.problem import Requirement


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


class Shortfall(NamedTuple):
    """What a role as target still asks of somebody.

    `missing` are its essential requirements that are not met; `least` skills whose efforts together
    bound from below what these take. `practised` counts its skills that grow at work: how many are
    met, and how many there are.
    """

    missing: tuple[Requirement, ...]
    least: tuple[int, ...]
    practised: tuple[int, int]
