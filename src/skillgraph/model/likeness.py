"""How like each other roles are by what they ask for, in the graph's integers."""

from typing import NamedTuple


class Ask(NamedTuple):
    """A requirement as far as likeness looks at it: how much it matters, from 0 to 1 (`degree`).

    `rated` is 1 where the degree is a source's rating, 0 where it follows from the importance.
    """

    options: tuple[int, ...]
    count: int  # type: ignore[assignment]  # the word of the field; tuple.count is of no use
    degree: float
    rated: int


class Asked(NamedTuple):
    """What a role asks for, what other roles ask for of the same skills, and how much all weighs.

    `rarities` are by skill; `weights` by role, rated requirements first, then the others. `roles`
    counts all that ask for anything.
    """

    own: list[Ask]
    others: dict[int, list[Ask]]
    rarities: dict[int, float]
    weights: dict[int, tuple[float, float]]
    roles: int


class Likeness(NamedTuple):
    """How far a role meets what another asks for (`meets`), the reverse, and their mean."""

    role: int
    meets: float
    met_by: float
    likeness: float
