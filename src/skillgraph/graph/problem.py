"""The part of a graph that a target can reach, as the planner takes it.

Five queries by key, each a walk inside SQLite: what the target can't reach is never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.schema import NEXT
from skillgraph.graph.store import listed
from skillgraph.model.problem import (
    ESSENTIAL,
    Level,
    Options,
    Problem,
    Requirement,
    Skill,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from skillgraph.graph.store import Graph

#: Hours of an unknown effort where no catalogue states its own.
DEFAULT_EFFORT_HOURS = (20, 40)

# Backwards over next moves, however far: entries are passed, since a held role may stand beyond.
_MOVES = f"""
WITH RECURSIVE stage (node) AS (
  SELECT ?1 UNION
  SELECT link.start FROM stage JOIN link ON link.end = stage.node AND link.kind = {NEXT})
SELECT link.start, link.end FROM stage JOIN link ON link.end = stage.node AND link.kind = {NEXT}
ORDER BY link.start, link.end"""

# An earlier stage and a skill ask for what is essential, the target for all (rules 1 and 3).
_ASKED = f"(requirement.importance = {ESSENTIAL} OR requirement.owner = ?2)"

_SKILLS = f"""
WITH RECURSIVE needed (node) AS (
  SELECT value FROM json_each(?1) UNION
  SELECT option.skill FROM needed JOIN requirement ON requirement.owner = needed.node AND {_ASKED}
  JOIN option ON option.owner = requirement.owner AND option.requirement = requirement.key)
SELECT skill.node, effort_min, effort_max, practised FROM needed CROSS JOIN skill USING (node)
ORDER BY skill.node"""

_REQUIREMENTS = f"""
SELECT requirement.owner, requirement.key, count, importance, level, scale.id, option.skill
FROM json_each(?1) AS owner CROSS JOIN requirement ON requirement.owner = owner.value AND {_ASKED}
CROSS JOIN option ON option.owner = requirement.owner AND option.requirement = requirement.key
LEFT JOIN node AS scale ON scale.key = requirement.scale
ORDER BY requirement.owner, requirement.key, option.skill"""


def problem(
    graph: Graph,
    *,
    target: int,
    held_skills: Mapping[int, Level | None],
    held_roles: Collection[int],
    options: Options = Options(),  # noqa: B008 -- an immutable tuple
) -> Problem:
    """Return the problem of reaching a role, track or skill from what is held.

    It holds the stages from which next moves lead to the target, held roles, and the skills that
    those, the target, the held and the chosen skills ask for, transitively. Requirements that no
    rule counts (helpful ones of a skill, say) are left out; the target's own are all there.
    """
    moves = [(start, end) for start, end in graph.rows(_MOVES, target)]
    reached = {target, *held_roles, *(end for move in moves for end in move)}
    entries = {
        node: bool(entry)
        for node, entry in graph.rows(
            "SELECT node, entry FROM role WHERE node IN (SELECT value FROM json_each(?))"
            " ORDER BY node",
            listed(reached),
        )
    }
    roots = {*reached, *held_skills, *options.choose}
    skills = graph.rows(_SKILLS, listed(sorted(roots)), target)
    owners = [*entries, *(row[0] for row in skills)]
    asked = _requirements(graph, owners, target)
    return Problem(
        skills={
            key: Skill(
                None if least is None else (least, most), bool(practised), asked.get(key, ())
            )
            for key, least, most, practised in skills
        },
        stages={key: Stage(asked.get(key, ()), entry) for key, entry in entries.items()},
        moves=tuple(moves),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=target,
        options=options,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )


def _requirements(
    graph: Graph, owners: list[int], target: int
) -> dict[int, tuple[Requirement, ...]]:
    asked: dict[int, list[Requirement]] = {}
    options: dict[int, list[int]] = {}
    rows = graph.rows(_REQUIREMENTS, listed(owners), target)
    for _, key, *_, skill in rows:
        options.setdefault(key, []).append(skill)
    for owner, key, count, importance, level, scale, skill in rows:
        if skill == options[key][0]:
            wanted = None if level is None else Level(level, scale)
            stated = Requirement(key, tuple(options[key]), count, importance, wanted)
            asked.setdefault(owner, []).append(stated)
    return {owner: tuple(requirements) for owner, requirements in asked.items()}
