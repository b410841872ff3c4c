"""Other plans than the best, in the problem's integers: what differs, and when they draw level."""

from typing import NamedTuple

from skillgraph.model.problem import Requirement


class Swap(NamedTuple):
    """A choice that is met otherwise: `taken` in place of `dropped`, both options of it."""

    owner: int
    requirement: Requirement
    taken: tuple[int, ...]
    dropped: tuple[int, ...]


class Alternative(NamedTuple):
    """A plan that is the best of those that differ from the best one in a choice or in the stages.

    `swaps` are the choices of the best plan that it meets otherwise. Of a dearer one
    `level_if_held` has the skills of which one more, held as well, would make it cost no more than
    the best (or, where it takes another way, the best itself), and `level_at` the cost at which
    the one option swapped in would.
    """

    stages: tuple[int, ...]
    skills: tuple[int, ...]
    cost: int
    extra_cost: int
    swaps: tuple[Swap, ...]
    level_if_held: tuple[int, ...] = ()
    level_at: int | None = None
    proven: bool = True
