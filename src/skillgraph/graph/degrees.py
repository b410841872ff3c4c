"""To which degree roles ask for the skills of one of them, as likeness takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.asking import DEGREE, IS_RATED, SCALE
from skillgraph.graph.rows import numbers
from skillgraph.graph.store import listed
from skillgraph.model.likeness import Ask, Asked

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph

_OPTIONS = (
    "(SELECT group_concat(o.skill) FROM option AS o"
    " WHERE o.owner = r.owner AND o.requirement = r.key)"
)

_MATTERS = f"{DEGREE}, {IS_RATED} FROM"
_UNCHOSEN = (
    "NOT EXISTS (SELECT 1 FROM choice AS c WHERE c.owner = r.owner AND c.requirement = r.key)"
)
_ON_ROLE = "CROSS JOIN requirement AS r ON r.owner = option.owner AND r.key = option.requirement"

# What is no choice is asked for option by option; nearly everything is none.
_SINGLE_ASKS = f"""
SELECT option.owner, option.skill, {_MATTERS} json_each(?1) AS skill
CROSS JOIN option ON option.skill = skill.value
CROSS JOIN listing ON listing.role = option.owner {_ON_ROLE} {SCALE} WHERE {_UNCHOSEN}"""

_CHOICE_ASKS = f"""
SELECT r.owner, r.count, {_OPTIONS}, {_MATTERS}
(SELECT DISTINCT choice.owner, choice.requirement FROM choice CROSS JOIN option
  ON option.owner = choice.owner AND option.requirement = choice.requirement
  WHERE option.skill IN (SELECT value FROM json_each(?1))) AS option {_ON_ROLE} {SCALE}"""

_OWN_SINGLE_ASKS = f"""
SELECT option.skill, {_MATTERS} option {_ON_ROLE} {SCALE}
WHERE option.owner = ?1 AND {_UNCHOSEN} ORDER BY option.requirement, option.skill"""

_OWN_CHOICE_ASKS = f"""
SELECT r.count, {_OPTIONS}, {_MATTERS} choice CROSS JOIN requirement AS r
ON r.owner = choice.owner AND r.key = choice.requirement {SCALE}
WHERE choice.owner = ?1 ORDER BY r.key"""

_RARITIES = "SELECT skill, rarity FROM asked WHERE skill IN (SELECT value FROM json_each(?1))"
_WEIGHTS = """
SELECT role, rated, unrated FROM listing WHERE role IN (SELECT value FROM json_each(?1))"""


def asks(graph: Graph, role: int) -> Asked:
    """Return what a role asks for, by degree; what others ask for of the same; and the rarities.

    Rarities and weights are those of the skills and roles that are among it.
    """
    own = [Ask((skill,), 1, *matters) for skill, *matters in graph.rows(_OWN_SINGLE_ASKS, role)]
    own += [_choice(*row) for row in graph.rows(_OWN_CHOICE_ASKS, role)]
    asked_for = {option for each in own for option in each.options}
    skills = listed(sorted(asked_for))
    others: dict[int, list[Ask]] = {}
    for owner, skill, degree, rated in graph.rows(_SINGLE_ASKS, skills):
        others.setdefault(owner, []).append(Ask((skill,), 1, degree, rated))
    for owner, *row in graph.rows(_CHOICE_ASKS, skills):
        choice = _choice(*row)
        others.setdefault(owner, []).append(choice)
        asked_for.update(choice.options)
    others.pop(role, None)
    weights = graph.rows(_WEIGHTS, listed([role, *others]))
    ((roles,),) = graph.rows("SELECT count(*) FROM listing")
    return Asked(
        own,
        others,
        dict(graph.rows(_RARITIES, listed(asked_for))),
        {key: (rated, unrated) for key, rated, unrated in weights},
        roles,
    )


def _choice(count: int, listing: str, degree: float, rated: int) -> Ask:
    return Ask(numbers(listing), count, degree, rated)
