"""What roles ask for, over the whole graph: how rare it is to ask for a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.store import numbers
from skillgraph.model.fringe import Demand
from skillgraph.model.problem import ESSENTIAL, Level, Requirement

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph

_ROLES = f"kind IN ({schema.ROLE}, {schema.TRACK})"

_ASKED = f"""
SELECT r.owner, r.key, r.count, r.level, scale.id, group_concat(o.skill), count(*)
FROM node CROSS JOIN requirement AS r ON r.owner = node.key AND r.importance = {ESSENTIAL}
CROSS JOIN option AS o ON o.owner = r.owner AND o.requirement = r.key
LEFT JOIN node AS scale ON scale.key = r.scale
WHERE node.{_ROLES} GROUP BY r.owner, r.key"""

_ASKING = f"""
SELECT count(*) FROM node WHERE {_ROLES}
AND EXISTS (SELECT 1 FROM requirement WHERE owner = node.key)"""


def demand(graph: Graph) -> Demand:
    """Return what the roles of a graph ask for as essential."""
    alone: dict[int, int] = {}
    choices: list[tuple[int, Requirement]] = []
    for owner, key, count, level, scale, listing, size in graph.rows(_ASKED):
        options = numbers(listing)
        if count == size:
            for option in options:
                alone[option] = alone.get(option, 0) + 1
        else:
            wanted = None if level is None else Level(level, scale)
            choices.append((owner, Requirement(key, options, count, ESSENTIAL, wanted)))
    ((roles,),) = graph.rows(_ASKING)
    return Demand(alone, tuple(choices), roles)
