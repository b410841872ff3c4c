"""Generated graphs of any size, for the scripts that measure them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.facts import (
    Fact,
    Importance,
    Link,
    LinkKind,
    Place,
    Requirement,
    Role,
    Skill,
    Source,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Of every so many nodes one is a role, as in ESCO.
SKILLS_A_ROLE = 5
STATED = (Place("source:generated"),)

#: How far from a role its skills are numbered on: neighbours share some, as occupations do.
_STRIDE = 7

#: Skills in a row that build on each other, and how much of what a role asks for is essential.
_ROW, _ESSENTIAL = 8, 20


def generated(nodes: int, edges: int) -> Iterator[Fact]:
    """Yield a graph of so many nodes and edges: what roles and skills ask for, and moves of roles.

    Most skills build on the one before, in rows of eight, so that a plan is as deep in a large
    graph as in a small one. What one role asks for comes in turns with the others.
    """
    roles = nodes // (SKILLS_A_ROLE + 1)
    skills = nodes - roles
    yield Source(id="source:generated", label="Generated")
    for number in range(skills):
        yield Skill(
            id=f"skill:s{number}",
            pref_labels=(Text(f"Skill number {number}", "en"),),
            places=STATED,
        )
    for number in range(roles):
        yield Role(
            id=f"role:r{number}", pref_labels=(Text(f"Role number {number}", "en"),), places=STATED
        )
    for number in range(roles - 1):
        kind: LinkKind = "next" if number % 4 else "related"
        yield Link(kind=kind, start=f"role:r{number}", end=f"role:r{number + 1}", places=STATED)
    building = [number for number in range(skills) if number % _ROW]
    for number in building:
        yield needs(f"skill:s{number}", number - 1, "essential")
    for number in range(edges - len(building) - (roles - 1)):
        role, turn = number % roles, number // roles
        skill = (role * SKILLS_A_ROLE + turn * _STRIDE) % skills
        yield needs(f"role:r{role}", skill, "essential" if turn < _ESSENTIAL else "helpful")


def needs(owner: str, skill: int, importance: Importance) -> Requirement:
    return Requirement(
        owner=owner,
        options=(f"skill:s{skill}",),
        count=1,
        importance=importance,
        places=STATED,
    )


def edges_of(nodes: int, edges: int) -> Iterator[tuple[str, str]]:
    """Yield the same edges as pairs of ids."""
    for fact in generated(nodes, edges):
        if isinstance(fact, Requirement):
            yield fact.owner, fact.options[0]
        elif isinstance(fact, Link):
            yield fact.start, fact.end
