"""What follows from the requirements of all roles, derived once when a graph is compiled.

- `choice`: which requirements of roles leave a choice.
- `asked`: by how many roles a skill is asked for alone as essential, and how rare it is to ask for
  it: log2((roles + 1) / the sum of the degrees to which roles ask for it).
- `listing`: of each role with requirements, how many there are by importance, those apart that
  practised skills alone can meet (by their skills), and what they weigh, rated ones apart.

The degree of a requirement is its rating between the ends of its scale; where there is none, 1, 2/3
or 1/3 by importance. Of k of n options each counts k/n. A requirement weighs its degree, squared,
times its rarity, which is that of its skills, or of the least rare option of a choice.
"""

from __future__ import annotations

from math import log2

from skillgraph.graph import schema
from skillgraph.model.problem import HELPFUL

IS_ROLE = f"kind IN ({schema.ROLE}, {schema.TRACK})"

#: Of a requirement `r`, with the scale `s` of its rating; the second tells whether the first is it.
IS_RATED = "coalesce(r.rating IS NOT NULL AND s.minimum < s.maximum, 0)"
DEGREE = (
    f"CASE WHEN {IS_RATED} THEN min(max((r.rating - s.minimum) / (s.maximum - s.minimum), 0), 1)"
    f" ELSE ({HELPFUL + 1} - r.importance) / {HELPFUL}.0 END"
)
SCALE = "LEFT JOIN scale AS s ON s.node = r.rating_scale"


def rarity(roles: int, degrees: float) -> float:
    """Return how rare it is to ask for a skill, given the sum of the degrees to which roles do.

    >>> rarity(63, 1.0), round(rarity(63, 63.0), 2)
    (6.0, 0.02)
    """
    return max(0.0, log2((roles + 1) / degrees)) if degrees > 0 else 0.0
