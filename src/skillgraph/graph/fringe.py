"""What `next` looks at: the skills that something bears on, and of the others the first.

Of most skills of a large graph nothing is said but which roles ask for them alone: those are
compared by what these roles come to, and only the ones that can be shown are read.
"""

from __future__ import annotations

from heapq import nlargest
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.graph.demand import alone_near, asked_alone, choices, count_listings
from skillgraph.graph.problem import DEFAULT_EFFORT_HOURS, asked_by, skill_of
from skillgraph.graph.store import listed
from skillgraph.model.fringe import Demand
from skillgraph.model.problem import Problem, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.problem import Level, Options

# From one owner of requirements to the next, among the positions of skills: where these stand
# together, what roles ask for isn't come by.
_BUILDING = """
WITH RECURSIVE owner (key) AS (
  SELECT min(owner) FROM requirement WHERE owner >= (SELECT min(node) FROM skill)
  UNION ALL
  SELECT (SELECT min(r.owner) FROM requirement AS r WHERE r.owner > owner.key)
  FROM owner WHERE owner.key < (SELECT max(node) FROM skill))
SELECT key FROM owner JOIN skill ON skill.node = owner.key ORDER BY key"""

_SKILLS = """
SELECT node, effort_min, effort_max, practised FROM skill
WHERE node IN (SELECT value FROM json_each(?)) ORDER BY node"""

_OTHERS = "SELECT node FROM skill WHERE node NOT IN (SELECT value FROM json_each(?))"

#: Digits that worths are compared by, as the planner does.
_DIGITS = 9


class Surroundings(NamedTuple):
    """A problem of skills alone, what roles ask for of them, and how many skills are left out.

    Those can be learnt now, and none of them is among the first.
    """

    problem: Problem
    asked: Demand
    left_out: int


def surroundings(
    graph: Graph,
    *,
    near: Mapping[int, float],
    held_skills: Mapping[int, Level | None],
    held_roles: Collection[int],
    target: int,
    options: Options,
    steps: Collection[int] | None,
    limit: int | None,
) -> Surroundings:
    """Return what `next` looks at, for somebody with these skills and roles; `near` has the others.

    There are all skills that others build on, that build on others, that grow at work, that a role
    leaves to choose or a held role asks for, that are held or that the options name; with `steps`,
    those of a plan, and without them the others that may be among the first `limit`. No plan can be
    made of it: it has neither stages nor moves.
    """
    left = choices(graph)
    roles = count_listings(graph)
    building = [key for (key,) in graph.rows(_BUILDING)]
    owners = {*building, *held_roles}
    asked = asked_by(graph, owners, target, transitively=False)
    looked_at = {option for each in asked.values() for one in each for option in one.options}
    looked_at.update(option for _, choice in left for option in choice.options)
    looked_at.update(building, held_skills, options.avoid, options.waive, options.choose)
    looked_at.update(steps or ())
    looked_at.update(key for (key,) in graph.rows("SELECT node FROM skill WHERE practised"))
    alone = alone_near(graph, near)
    demand = Demand(dict(near), alone, left, asked_alone(graph, {*looked_at, *alone}), roles)
    left_out = 0
    if steps is None:
        others = _first(graph, looked_at, demand, limit)
        ((skills,),) = graph.rows("SELECT count(*) FROM skill")
        left_out = skills - len(looked_at) - len(others)
        looked_at |= others
    rows = graph.rows(_SKILLS, listed(looked_at))
    problem = Problem(
        skills={key: skill_of(said, asked.get(key, ())) for key, *said in rows},
        stages={key: Stage(tuple(asked[key])) for key in sorted(held_roles)},
        moves=(),
        held_skills=dict(sorted(held_skills.items())),
        held_roles=frozenset(held_roles),
        target=target,
        options=options,
        default_effort_hours=graph.default_effort_hours() or DEFAULT_EFFORT_HOURS,
    )
    return Surroundings(problem, demand, left_out)


def _first(graph: Graph, looked_at: Collection[int], demand: Demand, limit: int | None) -> set[int]:
    """Return the skills besides that may be among the first: those that roles near ask for.

    Where these are too few it is all, since the hours decide between what is worth nothing.
    """
    worths = {
        skill: round(shares * log2(demand.roles / demand.asking[skill]), _DIGITS)
        for skill, (_, shares) in demand.alone.items()
        if skill not in looked_at
    }
    least = nlargest(limit, worths.values())[-1] if limit and limit <= len(worths) else 0
    if least > 0:
        return {skill for skill, worth in worths.items() if worth >= least}
    return {key for (key,) in graph.rows(_OTHERS, listed(looked_at))}
