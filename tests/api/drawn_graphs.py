"""Small random graphs with all that a plan's document can show of one, and questions to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from skillgraph import SkillGraph
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.problem import Level

if TYPE_CHECKING:
    import random

SOURCES = ("source:s", "source:t")


def drawn_graph(chance: random.Random) -> SkillGraph:
    """Return a graph of a few skills and roles, with choices, levels, moves, pay and strategies."""
    return SkillGraph(build(sorted(_facts(chance), key=_stage)), cache=False)


def drawn_question(graph: SkillGraph, chance: random.Random) -> dict[str, Any]:
    """Return a question to a graph, as keywords of `SkillGraph.plan`; it may contradict itself."""
    skills, roles = _ids(graph, "skill"), [*_ids(graph, "role"), *_ids(graph, "track")]
    rare = chance.choice((0.0, 0.1, 0.3))

    def some(ids: list[str]) -> list[str]:
        return chance.sample(ids, min(len(ids), chance.randint(1, 2))) if _is(chance, rare) else []

    held = chance.sample(skills, chance.choice((0, 0, 1, 2)))
    held += chance.sample(roles, chance.choice((0, 0, 0, 0, 1)))
    asked: dict[str, Any] = {
        "target": chance.choice(roles if _is(chance, 0.9) else skills),
        "held": {id_: _held_level(id_, chance) for id_ in held},
        "by": "count" if _is(chance, rare) else "effort",
        "include": chance.choice(("important", "helpful")) if _is(chance, rare) else "essential",
        "route": "cheapest" if _is(chance, rare) else "nearest",
        "direct": _is(chance, rare / 2),
        "via": chance.sample(roles, 1) if _is(chance, rare / 2) else [],
        "assume": not _is(chance, rare),
        "alternatives": chance.choice((0, 3)),
        "max_hours": chance.choice((None, None, 0, 20, 1_000)),
    }
    asked |= {name: some(skills) for name in ("avoid", "choose", "waive", "without")}
    if _is(chance, 0.3):
        asked["hours_per_week"] = chance.choice((1, 2.5, (3.0, 6.0)))
        asked["start"] = dt.date(2026, 1, chance.randint(1, 28))
    return asked


def _facts(chance: random.Random) -> list[facts.Fact]:
    skills = [f"skill:s{n}" for n in range(chance.randint(3, 12))]
    roles = [f"role:r{n}" for n in range(chance.choice((1, 3, 4, 5)))]
    practised = {skill for skill in skills if _is(chance, chance.choice((0.0, 0.2)))}
    stream: list[facts.Fact] = [
        facts.Catalog(
            id="catalog:c",
            version="1",
            language="en",
            default_effort_hours=chance.choice((None, (1, 2))),
        ),
        *(facts.Source(id=id_, label=id_.title()) for id_ in SOURCES),
        facts.Scale(id="scale:x", pref_labels=_label("x"), minimum=0.0, maximum=3.0),
        facts.Group(id="group:g", pref_labels=_label("a g")),
        facts.Strategy(id="strategy:h", pref_labels=_label("A hackathon")),
    ]
    for skill in skills:
        low = chance.randint(0, chance.choice((1, 3, 30)))
        effort = facts.Effort(low, low + chance.choice((0, 2)), _place(chance))
        stream.append(
            facts.Skill(
                id=skill,
                pref_labels=_label(skill.upper()),
                effort=chance.choice((None, effort, effort)),
                practised=skill in practised,
            )
        )
    stream += [
        facts.Role(
            id=role,
            pref_labels=_label(role.upper()),
            entry=_is(chance, 0.2),
            track=_is(chance, 0.3),
            seniority=chance.choice((None, "entry", "senior")),
        )
        for role in roles
    ]
    stream += _requirements(chance, skills, roles, practised)
    stream += _links(chance, skills, roles)
    stream += [
        facts.Salary(role, low, low + 5, "EUR", "year", (_place(chance),), region="DE")
        for role in roles
        if (low := chance.randint(0, 20)) > 10
    ]
    return stream


def _requirements(
    chance: random.Random, skills: list[str], roles: list[str], practised: set[str]
) -> list[facts.Fact]:
    asked: dict[tuple[str, frozenset[str], int], facts.Requirement] = {}
    levels = chance.choice((0.0, 0.5))
    for owner in [*skills, *roles]:
        is_skill = owner in skills
        if owner in practised:
            continue
        for _ in range(chance.choice((0, 1, 1, 2)) if is_skill else chance.choice((0, 2, 3, 4, 5))):
            among = [each for each in skills if each not in practised] if is_skill else skills
            among = [each for each in among if each != owner]
            if not among:
                continue
            options = tuple(chance.sample(among, chance.randint(1, min(4, len(among)))))
            count = chance.choice((1, 1, chance.randint(1, len(options))))
            level = float(chance.randint(1, 3)) if _is(chance, levels) else None
            asked[owner, frozenset(options), count] = facts.Requirement(
                owner=owner,
                options=options,
                count=count,
                importance=chance.choice(("essential", "essential", "important", "helpful")),
                places=tuple(dict.fromkeys(_place(chance) for _ in range(chance.randint(1, 2)))),
                group="group:g" if count < len(options) and _is(chance, 0.5) else "",
                level=level,
                scale="" if level is None else "scale:x",
            )
    return list(asked.values())


def _links(chance: random.Random, skills: list[str], roles: list[str]) -> list[facts.Fact]:
    moves = {
        (start, end): facts.Link("next", start, end, (_place(chance),))
        for start in roles
        for end in roles
        if start != end and _is(chance, 0.5 if start < end else 0.15)
    }
    helped = chance.sample([*skills, *roles], 2)
    helping = [
        facts.Link("helps-towards", "strategy:h", each, (_place(chance),)) for each in helped
    ]
    members = [facts.Link("member", "group:g", skill, (_place(chance),)) for skill in skills]
    return [*moves.values(), *helping, *members]


def _held_level(id_: str, chance: random.Random) -> Level | None:
    if id_.startswith("skill:") and _is(chance, 0.3):
        return Level(chance.choice((1.0, 2)), "scale:x")
    return None


def _ids(graph: SkillGraph, kind: str) -> list[str]:
    return [node["id"] for node in graph.list(kind=kind)["nodes"]]


def _label(text: str) -> tuple[facts.Text, ...]:
    return (facts.Text(text, "en"),)


def _place(chance: random.Random) -> facts.Place:
    at = chance.choice(("", "line=3,4"))
    return facts.Place(chance.choice(SOURCES), at, "" if at else chance.choice(("", "a.yaml:3:1")))


def _is(chance: random.Random, probability: float) -> bool:
    return chance.random() < probability


def _stage(fact: facts.Fact) -> int:
    if isinstance(fact, facts.Source):
        return 0
    return 2 if isinstance(fact, facts.Requirement | facts.Link | facts.Salary) else 1
