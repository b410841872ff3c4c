"""What can be learnt next, and what waits for it, in the graph's integers."""

from typing import NamedTuple

from skillgraph.model.problem import Requirement


class Demand(NamedTuple):
    """What roles ask for as essential, those weighed that a person is near.

    `near` has the roles that count, each with its share; `alone` by skill how many of them ask for
    it alone, and the sum of their shares. `choices` has all choices, each with the role that leaves
    it. `asking` is by how many roles at all a skill is asked for alone, `roles` how many ask for
    anything.
    """

    near: dict[int, float]
    alone: dict[int, tuple[float, float]]
    choices: tuple[tuple[int, Requirement], ...]
    asking: dict[int, int]
    roles: int


class Candidate(NamedTuple):
    """A skill that can be learnt now, and what speaks for it.

    `waiting` counts the steps of a plan that wait for it (None where there is no plan), `opens` are
    the skills whose prerequisites it completes, `roles` those near that ask for it as essential and
    don't have it met. `own` is what they come to, each by its share and by how rare it is to ask
    for the skill; `opened` the same of what it opens.
    """

    skill: int
    waiting: int | None
    opens: tuple[int, ...]
    roles: float
    own: float
    opened: float


class Fringe(NamedTuple):
    """What can be learnt now, the most useful first, and what is assumed from what is held.

    `learnable` counts all there are, also where only the first are given.
    """

    candidates: tuple[Candidate, ...]
    assumed: tuple[int, ...]
    learnable: int
