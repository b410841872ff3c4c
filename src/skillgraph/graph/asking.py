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
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.model.problem import ESSENTIAL, HELPFUL, IMPORTANT

if TYPE_CHECKING:
    import sqlite3

_ROLES = f"kind IN ({schema.ROLE}, {schema.TRACK})"

#: Of a requirement `r`, with the scale `s` of its rating; the second tells whether the first is it.
IS_RATED = "coalesce(r.rating IS NOT NULL AND s.minimum < s.maximum, 0)"
DEGREE = (
    f"CASE WHEN {IS_RATED} THEN min(max((r.rating - s.minimum) / (s.maximum - s.minimum), 0), 1)"
    f" ELSE ({HELPFUL + 1} - r.importance) / {HELPFUL}.0 END"
)
SCALE = "LEFT JOIN scale AS s ON s.node = r.rating_scale"

_CHOICES = "INSERT INTO choice SELECT owner, key FROM temp.asking WHERE count < size"

# One row a requirement of a role; `size` is how many options it has, `practised` tells that those
# that grow at work are enough.
_STAGE = """
CREATE TEMP TABLE asking (owner INTEGER, key INTEGER, importance INTEGER, count INTEGER,
  degree REAL, rated INTEGER, size INTEGER, practised INTEGER, PRIMARY KEY (owner, key))
WITHOUT ROWID"""

_STAGED = f"""
INSERT INTO temp.asking
SELECT r.owner, r.key, r.importance, r.count, {DEGREE}, {IS_RATED}, count(*),
  r.count <= sum(skill.practised)
FROM node CROSS JOIN requirement AS r ON r.owner = node.key
CROSS JOIN option AS o ON o.owner = r.owner AND o.requirement = r.key
CROSS JOIN skill ON skill.node = o.skill {SCALE}
WHERE node.{_ROLES} GROUP BY r.owner, r.key"""

_ASKED = f"""
SELECT o.skill,
  sum(a.importance = {ESSENTIAL} AND a.count = a.size),
  sum(a.degree * a.count / a.size)
FROM temp.asking AS a CROSS JOIN option AS o ON o.owner = a.owner AND o.requirement = a.key
GROUP BY o.skill"""

_RARITIES = """
FROM option AS o CROSS JOIN asked ON asked.skill = o.skill
WHERE o.owner = a.owner AND o.requirement = a.key"""

_LISTINGS = f"""
INSERT INTO listing
SELECT owner, sum(importance = {ESSENTIAL} AND NOT practised),
  sum(importance = {IMPORTANT} AND NOT practised), sum(importance = {HELPFUL} AND NOT practised),
  (SELECT count(DISTINCT o.skill) FROM temp.asking AS p
   CROSS JOIN option AS o ON o.owner = p.owner AND o.requirement = p.key
   CROSS JOIN skill ON skill.node = o.skill AND skill.practised
   WHERE p.practised AND p.owner = weighed.owner),
  sum(CASE WHEN rated THEN weight ELSE 0.0 END), sum(CASE WHEN rated THEN 0.0 ELSE weight END)
FROM (
  SELECT a.*, a.degree * a.degree * CASE WHEN a.count < a.size
    THEN (SELECT min(asked.rarity) {_RARITIES}) ELSE (SELECT sum(asked.rarity) {_RARITIES}) END
    AS weight
  FROM temp.asking AS a) AS weighed
GROUP BY owner"""


def derive_asking(connection: sqlite3.Connection) -> None:
    """Fill the tables that follow from what roles ask for; options and indexes are all there."""
    for statement in (_STAGE, _STAGED, _CHOICES):
        connection.execute(statement)
    ((roles,),) = connection.execute("SELECT count(DISTINCT owner) FROM temp.asking")
    rows = connection.execute(_ASKED)  # streamed: a row for each skill that is asked for
    connection.executemany(
        "INSERT INTO asked VALUES (?, ?, ?)",
        ((skill, alone, rarity(roles, degrees)) for skill, alone, degrees in rows),
    )
    connection.execute(_LISTINGS)
    connection.execute("DROP TABLE temp.asking")


def rarity(roles: int, degrees: float) -> float:
    """Return how rare it is to ask for a skill, given the sum of the degrees to which roles do.

    >>> rarity(63, 1.0), round(rarity(63, 63.0), 2)
    (6.0, 0.02)
    """
    return max(0.0, log2((roles + 1) / degrees)) if degrees > 0 else 0.0
