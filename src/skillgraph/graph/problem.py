"""The part of a graph that a target can reach, as the planner takes it.

Queries by key alone, one for each step away from the target: what it can't reach is never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.schema import NEXT
from skillgraph.graph.store import listed, numbers
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
    from collections.abc import Collection, Iterable, Mapping

    from skillgraph.graph.store import Graph

#: Nodes are numbered from 1.
NO_TARGET = 0

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
_REQUIREMENTS = f"""
SELECT requirement.owner, requirement.key, count, importance, level, scale.id,
  (SELECT group_concat(skill) FROM option
   WHERE option.owner = requirement.owner AND option.requirement = requirement.key)
FROM json_each(?1) AS owner CROSS JOIN requirement ON requirement.owner = owner.value
AND (requirement.importance = {ESSENTIAL} OR requirement.owner = ?2)
LEFT JOIN node AS scale ON scale.key = requirement.scale
ORDER BY requirement.owner, requirement.key"""


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
    asked = _requirements(graph, roots, target)
    skills = graph.rows(
        "SELECT node, effort_min, effort_max, practised FROM skill"
        " WHERE node IN (SELECT value FROM json_each(?)) ORDER BY node",
        listed(asked),
    )
    return Problem(
        skills={
            key: Skill(None if least is None else (least, most), bool(practised), tuple(asked[key]))
            for key, least, most, practised in skills
        },
        stages={key: Stage(tuple(asked[key]), entry) for key, entry in entries.items()},
        moves=tuple(moves),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=target,
        options=options,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )


def whole_problem(
    graph: Graph,
    *,
    held_skills: Mapping[int, Level | None],
    held_roles: Collection[int],
    target: int = NO_TARGET,
    options: Options = Options(),  # noqa: B008 -- an immutable tuple
) -> Problem:
    """Return every skill with what it asks for, and what is held, without stages and moves.

    It is for questions about all that can be learnt; no plan can be made of it. A skill as target
    asks for as much as the options say.
    """
    rows = graph.rows("SELECT node, effort_min, effort_max, practised FROM skill ORDER BY node")
    asked = _requirements(graph, [*held_roles, *(row[0] for row in rows)], target)
    return Problem(
        skills={
            key: Skill(None if least is None else (least, most), bool(practised), tuple(asked[key]))
            for key, least, most, practised in rows
        },
        stages={key: Stage(tuple(asked[key])) for key in sorted(held_roles)},
        moves=(),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=target,
        options=options,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )


def _requirements(graph: Graph, roots: Iterable[int], target: int) -> dict[int, list[Requirement]]:
    """Return what some nodes ask for, and whatever those options ask for, transitively."""
    asked: dict[int, list[Requirement]] = {}
    waiting = set(roots)
    while waiting:
        asked |= {owner: [] for owner in waiting}
        drawn: set[int] = set()
        for owner, key, count, importance, level, scale, listing in graph.rows(
            _REQUIREMENTS, listed(waiting), target
        ):
            options = numbers(listing)
            wanted = None if level is None else Level(level, scale)
            asked[owner].append(Requirement(key, options, count, importance, wanted))
            drawn.update(options)
        waiting = drawn.difference(asked)
    return asked
