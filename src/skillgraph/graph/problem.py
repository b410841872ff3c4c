"""The part of a graph that a target can reach, as the planner takes it.

Queries by key alone, one for each step away from the target: what it can't reach is never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import LimitExceeded
from skillgraph.graph.rows import numbers
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
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from skillgraph.graph.store import Graph

#: Nodes are numbered from 1.
NO_TARGET = 0

#: A planner of sets takes time and memory by the square of these: ten thousand take some seconds.
#: The most that a role of ESCO leads over is in the hundreds.
MOST_NODES = 10_000

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
_COLUMNS = """
SELECT requirement.owner, requirement.key, count, importance, level, scale.id,
  (SELECT group_concat(skill) FROM option
   WHERE option.owner = requirement.owner AND option.requirement = requirement.key)"""

_COUNTED = f"""
AND (requirement.importance = {ESSENTIAL} OR requirement.owner = ?2)
LEFT JOIN node AS scale ON scale.key = requirement.scale
ORDER BY requirement.owner, requirement.key"""

_REQUIREMENTS = f"""{_COLUMNS}
FROM json_each(?1) AS owner CROSS JOIN requirement ON requirement.owner = owner.value {_COUNTED}"""


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
    rule counts (helpful ones of a skill, say) are left out; the target's own are all there. More
    than a plan can be made of in seconds is `LimitExceeded`.
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
    asked = asked_by(graph, roots, target)
    if len(asked) > MOST_NODES:
        raise LimitExceeded(
            f"{len(asked):,} skills and roles hang together here, more than a plan can be made of"
            f" ({MOST_NODES:,}). Ask for something nearer, or of a part of the graph."
        )
    skills = graph.rows(
        "SELECT node, effort_min, effort_max, practised FROM skill"
        " WHERE node IN (SELECT value FROM json_each(?)) ORDER BY node",
        listed(asked),
    )
    return Problem(
        skills={key: skill_of(said, asked[key]) for key, *said in skills},
        stages={key: Stage(tuple(asked[key]), entry) for key, entry in entries.items()},
        moves=tuple(moves),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=target,
        options=options,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )


def holding_problem(
    graph: Graph, *, held_skills: Mapping[int, Level | None], held_roles: Collection[int]
) -> Problem:
    """Return what is held with what that asks for, all practised skills, and the usual next moves.

    It is for questions about what a person meets of many roles; no plan can be made of it.
    """
    asked = asked_by(graph, [*held_roles, *held_skills], NO_TARGET)
    skills = graph.rows(
        "SELECT node, effort_min, effort_max, practised FROM skill"
        " WHERE practised OR node IN (SELECT value FROM json_each(?)) ORDER BY node",
        listed(asked),
    )
    moves = graph.rows(
        f"SELECT start, end FROM link WHERE kind = {NEXT}"
        " AND start IN (SELECT value FROM json_each(?)) ORDER BY start, end",
        listed(held_roles),
    )
    return Problem(
        skills={key: skill_of(said, asked.get(key, ())) for key, *said in skills},
        stages={key: Stage(tuple(asked[key])) for key in sorted(held_roles)},
        moves=tuple((start, end) for start, end in moves),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=NO_TARGET,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )


def skill_of(said: Sequence[Any], requirements: Iterable[Requirement]) -> Skill:
    """Return a skill, given its hours and whether it grows at work, and what it asks for."""
    least, most, practised = said
    effort = None if least is None else (least, most)
    return Skill(effort, bool(practised), tuple(requirements))


def asked_by(
    graph: Graph, roots: Iterable[int], target: int, *, transitively: bool = True
) -> dict[int, list[Requirement]]:
    """Return what some nodes ask for, and whatever those options ask for, transitively."""
    asked: dict[int, list[Requirement]] = {}
    waiting = set(roots)
    while waiting:
        asked |= {owner: [] for owner in waiting}
        drawn: set[int] = set()
        for owner, requirement in _asked(graph, _REQUIREMENTS, listed(waiting), target):
            asked[owner].append(requirement)
            drawn.update(requirement.options)
        waiting = drawn.difference(asked) if transitively else set()
    return asked


def _asked(graph: Graph, sql: str, *values: Any) -> Iterator[tuple[int, Requirement]]:
    for owner, key, count, importance, level, scale, listing in graph.rows(sql, *values):
        wanted = None if level is None else Level(level, scale)
        yield owner, Requirement(key, numbers(listing), count, importance, wanted)
