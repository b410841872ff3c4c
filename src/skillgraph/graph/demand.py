"""What roles ask for, over the whole graph, read from the tables that `asking` derives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.graph.rows import numbers
from skillgraph.graph.store import listed
from skillgraph.model.problem import ESSENTIAL, Level, Requirement
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.match import Listing

_OPTIONS = (
    "(SELECT group_concat(o.skill) FROM option AS o"
    " WHERE o.owner = r.owner AND o.requirement = r.key)"
)

_CHOICES = f"""
SELECT r.owner, r.key, r.count, r.importance, r.level, scale.id, {_OPTIONS}
FROM choice CROSS JOIN requirement AS r ON r.owner = choice.owner AND r.key = choice.requirement
AND r.importance = {ESSENTIAL} LEFT JOIN node AS scale ON scale.key = r.scale
ORDER BY r.owner, r.key"""

# An option of a requirement that is no choice is asked for alone.
_ALONE_NEAR = f"""
SELECT option.skill, count(*), sum(near.value) FROM json_each(?1) AS near
CROSS JOIN option ON option.owner = CAST(near.key AS INTEGER)
CROSS JOIN requirement AS r ON r.owner = option.owner AND r.key = option.requirement
AND r.importance = {ESSENTIAL} WHERE NOT EXISTS
  (SELECT 1 FROM choice AS c WHERE c.owner = r.owner AND c.requirement = r.key)
GROUP BY option.skill ORDER BY option.skill"""

_ALONE = """
SELECT skill, alone FROM asked WHERE alone AND skill IN (SELECT value FROM json_each(?))
ORDER BY skill"""

_ASKING = f"""
SELECT DISTINCT option.skill, option.owner FROM json_each(?1) AS skill
CROSS JOIN option ON option.skill = skill.value CROSS JOIN listing ON listing.role = option.owner
CROSS JOIN requirement AS r ON r.owner = option.owner AND r.key = option.requirement
AND r.importance = {ESSENTIAL} ORDER BY option.skill, option.owner"""

# Roles alone are in `listing`; several skills may lead to one requirement.
_TOUCHED = """
FROM (SELECT DISTINCT option.owner, option.requirement
  FROM json_each(?1) AS skill CROSS JOIN option ON option.skill = skill.value
  CROSS JOIN listing ON listing.role = option.owner) AS touched
CROSS JOIN requirement AS r ON r.owner = touched.owner AND r.key = touched.requirement"""

_REQUIREMENTS = f"""
SELECT r.owner, r.key, r.count, r.importance, r.level, scale.id, {_OPTIONS} {_TOUCHED}
LEFT JOIN node AS scale ON scale.key = r.scale ORDER BY r.owner, r.key"""


_LISTED = "role, essential, essential + important + helpful, practised"


def choices(graph: Graph) -> tuple[tuple[int, Requirement], ...]:
    """Return the essential choices that roles leave, each with its role."""
    return tuple((owner, _requirement(row)) for owner, *row in graph.rows(_CHOICES))


def asked_alone(graph: Graph, skills: Collection[int]) -> dict[int, int]:
    """Return by how many roles each of some skills is asked for alone as essential."""
    return dict(graph.rows(_ALONE, listed(skills)))


def alone_near(graph: Graph, near: Mapping[int, float]) -> dict[int, tuple[float, float]]:
    """Return by skill how many of some roles ask for it alone as essential, and their shares' sum.

    >>> from skillgraph.api import SkillGraph
    >>> with SkillGraph.open() as graph:
    ...     docker, role = (graph.resolve(name).key for name in ("docker", "devops-engineer"))
    ...     alone_near(graph.graph, {role: 0.5})[docker]
    (1, 0.5)
    """
    shares = "{" + ",".join(f'"{role}":{share!r}' for role, share in sorted(near.items())) + "}"
    return {skill: (number, sum_) for skill, number, sum_ in graph.rows(_ALONE_NEAR, shares)}


def asking(graph: Graph, skills: Collection[int]) -> dict[int, list[int]]:
    """Return by skill the roles that ask for it as essential, be it as one of several options."""
    found: dict[int, list[int]] = {}
    for skill, role in graph.rows(_ASKING, listed(skills)):
        found.setdefault(skill, []).append(role)
    return found


def listings(
    graph: Graph,
    kind: str | None = None,
    *,
    among: Collection[int] = (),
    others: int | None = None,
) -> list[Listing]:
    """Return how much each role (or only roles, or only tracks) asks for; those that ask at all.

    Of roles that are not `among` some at most the first `others` are there.
    """
    from skillgraph.model.match import Listing

    rows = graph.rows(
        f"SELECT {_LISTED} {_of_kind(kind)} WHERE role IN (SELECT value FROM json_each(?1))"
        f" UNION ALL SELECT * FROM (SELECT {_LISTED} {_of_kind(kind)}"
        " WHERE role NOT IN (SELECT value FROM json_each(?1)) ORDER BY role LIMIT ?2)"
        " ORDER BY role",
        listed(among),
        -1 if others is None else others,
    )
    return [Listing._make(row) for row in rows]


def count_listings(graph: Graph, kind: str | None = None) -> int:
    """Return how many roles (or only roles, or only tracks) ask for anything."""
    ((roles,),) = graph.rows(f"SELECT count(*) {_of_kind(kind)}")
    count: int = roles
    return count


def groups(graph: Graph, roles: Collection[int]) -> dict[tuple[int, int], int]:
    """Return the groups that name choices of some roles, by role and key of the choice."""
    rows = graph.rows(
        "SELECT owner, key, grp FROM requirement"
        " WHERE grp IS NOT NULL AND owner IN (SELECT value FROM json_each(?))",
        listed(roles),
    )
    return {(owner, key): group for owner, key, group in rows}


def without_listing(graph: Graph, kind: str | None = None) -> list[int]:
    """Return the roles (or only roles, or only tracks) that ask for nothing."""
    kinds = ("role", "track") if kind is None else (kind,)
    rows = graph.rows(
        "SELECT node FROM role CROSS JOIN node ON node.key = role.node"
        " AND node.kind IN (SELECT value FROM json_each(?))"
        " WHERE NOT EXISTS (SELECT 1 FROM listing WHERE listing.role = role.node) ORDER BY node",
        listed([KINDS.index(each) for each in kinds]),
    )
    return [role for (role,) in rows]


def touching(graph: Graph, skills: Collection[int]) -> dict[int, list[Requirement]]:
    """Return by role its requirements of which one of some skills is an option."""
    found: dict[int, list[Requirement]] = {}
    for owner, *row in graph.rows(_REQUIREMENTS, listed(skills)):
        found.setdefault(owner, []).append(_requirement(row))
    return found


def _requirement(row: Any) -> Requirement:
    key, count, importance, level, scale, listing = row
    wanted = None if level is None else Level(level, scale)
    return Requirement(key, numbers(listing), count, importance, wanted)


def _of_kind(kind: str | None) -> str:
    if kind is None:
        return "FROM listing"
    return f"FROM listing JOIN node ON node.key = role AND node.kind = {KINDS.index(kind)}"
