"""A graph as a whole, as its checks take it: six scans, each in the order of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.model.problem import Level, Requirement
from skillgraph.model.whole import Label, Whole
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph

_LABELS = f"""
SELECT node, value, language, property FROM text
WHERE property IN ({schema.PREF}, {schema.ALT}) ORDER BY node, property, ordinal"""

_LISTED = f"SELECT DISTINCT end FROM link WHERE kind IN ({schema.MEMBER}, {schema.KEY_SKILL})"

_MOVES = f"SELECT start, end FROM link WHERE kind = {schema.NEXT} ORDER BY start, end"

_REQUIREMENTS = """
SELECT owner, requirement.key, count, importance, level, scale.id FROM requirement
LEFT JOIN node AS scale ON scale.key = requirement.scale ORDER BY owner, requirement.key"""


def load_whole(graph: Graph) -> Whole:
    """Return all of a graph that its checks look at; ESCO takes about a second."""
    nodes = graph.rows("SELECT key, kind, label FROM node ORDER BY key")
    return Whole(
        names={key: label for key, _, label in nodes},
        kinds={key: KINDS[kind] for key, kind, _ in nodes},
        labels=tuple(
            Label(node, value, language, property_ == schema.PREF)
            for node, value, language, property_ in graph.rows(_LABELS)
        ),
        requirements=_requirements(graph),
        practised=frozenset(
            node for (node,) in graph.rows("SELECT node FROM skill WHERE practised")
        ),
        listed=frozenset(node for (node,) in graph.rows(_LISTED)),
        entries={
            node: bool(entry)
            for node, entry in graph.rows("SELECT node, entry FROM role ORDER BY node")
        },
        moves=tuple(graph.rows(_MOVES)),
    )


def _requirements(graph: Graph) -> dict[int, tuple[Requirement, ...]]:
    options: dict[int, list[int]] = {}
    for key, skill in graph.rows(
        "SELECT requirement, skill FROM option ORDER BY owner, requirement, skill"
    ):
        options.setdefault(key, []).append(skill)
    found: dict[int, list[Requirement]] = {}
    for owner, key, count, importance, level, scale in graph.rows(_REQUIREMENTS):
        wanted = None if level is None else Level(level, scale)
        stated = Requirement(key, tuple(options[key]), count, importance, wanted)
        found.setdefault(owner, []).append(stated)
    return {owner: tuple(requirements) for owner, requirements in found.items()}
