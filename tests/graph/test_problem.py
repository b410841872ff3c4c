"""The part of a graph that a target can reach: against a loader that reads the whole of it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from skillgraph.errors import LimitExceeded
from skillgraph.graph.build import build
from skillgraph.graph.problem import MOST_NODES, problem
from skillgraph.model import facts
from skillgraph.model.problem import Level, Options, Problem, Requirement, Skill, Stage

from .drawing import HERE, SOURCE, link, needs, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.store import Graph

SEEDS = range(150)


def random_stream(chance: random.Random) -> list[facts.Fact]:
    skills = [f"s{n}" for n in range(chance.randint(2, 12))]
    roles = [f"r{n}" for n in range(chance.randint(1, 6))]
    practised = {f"skill:{slug}" for slug in skills if chance.random() < 0.2}
    stream: list[facts.Fact] = [SOURCE]
    for slug in skills:
        hours = chance.choice([None, facts.Effort(1, chance.randint(1, 9), HERE)])
        stream.append(skill(slug, effort=hours, practised=f"skill:{slug}" in practised))
    stream += [role(slug, entry=chance.random() < 0.2) for slug in roles]
    stream.append(facts.Scale(id="scale:x", pref_labels=(facts.Text("x"),)))
    asked: dict[tuple[str, frozenset[str], int], facts.Requirement] = {}
    for owner in [f"skill:{s}" for s in skills] + [f"role:{r}" for r in roles]:
        for _ in range(chance.randint(0, 3)):
            options = chance.sample(skills, chance.randint(1, min(3, len(skills))))
            if owner.removeprefix("skill:") in options:
                continue
            studied = owner.startswith("skill:") and owner not in practised
            if studied and practised.intersection(f"skill:{slug}" for slug in options):
                continue  # no graph holds it
            count = chance.randint(1, len(options))
            level = chance.choice([None, 2.0])
            asked[owner, frozenset(options), count] = needs(
                owner,
                *options,
                count=count,
                importance=chance.choice(["essential", "important", "helpful"]),
                level=level,
                scale="scale:x" if level else "",
            )
    stream += asked.values()
    moves: dict[tuple[str, str], str] = {}
    for _ in range(chance.randint(0, 8)):
        start, end = chance.choice(roles), chance.choice(roles)
        if start != end:
            kind = moves.setdefault((start, end), chance.choice(["next", "far"]))
            stream.append(link(kind, f"role:{start}", f"role:{end}"))
    return stream


def whole(
    stream: Iterable[facts.Fact],
    target: str,
    held_skills: dict[str, Level | None],
    held_roles: list[str],
    choose: list[str],
) -> Problem:
    """Read every fact, then keep what the definition keeps; nothing is shared with the graph."""
    listed = list(stream)
    nodes = [fact for fact in listed if isinstance(fact, facts.Node)]
    key = {node.id: position for position, node in enumerate(nodes, 1)}
    moves = {(f.start, f.end) for f in listed if isinstance(f, facts.Link) and f.kind == "next"}
    backwards = nx.DiGraph((end, start) for start, end in moves)
    backwards.add_nodes_from(key)
    roles = {node.id: node for node in nodes if isinstance(node, facts.Role)}
    chain = {target, *nx.descendants(backwards, target)}
    asked: dict[str, list[facts.Requirement]] = {}
    for fact in listed:
        if isinstance(fact, facts.Requirement) and (
            fact.importance == "essential" or fact.owner == target
        ):
            asked.setdefault(fact.owner, []).append(fact)
    asks = nx.DiGraph(
        (r.owner, option) for each in asked.values() for r in each for option in r.options
    )
    asks.add_nodes_from(key)
    roots = {*chain, *held_skills, *held_roles, *choose}
    reached = roots.union(*(nx.descendants(asks, root) for root in roots))

    def requirements(owner: str) -> tuple[Requirement, ...]:
        made = [
            Requirement(
                0,
                tuple(sorted(key[option] for option in each.options)),
                each.count,
                {"essential": 1, "important": 2, "helpful": 3}[each.importance],
                None if each.level is None else Level(each.level, each.scale),
            )
            for each in asked.get(owner, [])
        ]
        return tuple(sorted(made, key=lambda each: (each.options, each.count)))

    return Problem(
        skills={
            key[node.id]: Skill(
                None if node.effort is None else (node.effort.min_hours, node.effort.max_hours),
                node.practised,
                requirements(node.id),
            )
            for node in nodes
            if isinstance(node, facts.Skill) and node.id in reached
        },
        stages={
            key[id_]: Stage(requirements(id_), node.entry)
            for id_, node in roles.items()
            if id_ in chain or id_ in held_roles
        },
        moves=tuple(sorted((key[a], key[b]) for a, b in moves if b in chain)),
        held_skills={key[id_]: level for id_, level in held_skills.items()},
        held_roles=frozenset(key[id_] for id_ in held_roles),
        target=key[target],
        options=Options(choose=frozenset(key[id_] for id_ in choose)),
    )


def without_keys(found: Problem) -> Problem:
    """A requirement's key is the graph's own: it must tell them apart, and means nothing else."""
    everyone = [*found.skills.values(), *found.stages.values()]
    keys = [asked.key for each in everyone for asked in each.requirements]
    assert len(set(keys)) == len(keys)

    def stripped(asked: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        bare = (each._replace(key=0) for each in asked)
        return tuple(sorted(bare, key=lambda each: (each.options, each.count)))

    return found._replace(
        skills={
            key: each._replace(requirements=stripped(each.requirements))
            for key, each in found.skills.items()
        },
        stages={
            key: each._replace(requirements=stripped(each.requirements))
            for key, each in found.stages.items()
        },
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_what_a_whole_reading_keeps(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- to draw with, not to hide
    stream = random_stream(chance)
    ids = [fact.id for fact in stream if isinstance(fact, facts.Skill | facts.Role)]
    skills = [id_ for id_ in ids if id_.startswith("skill:")]
    roles = [id_ for id_ in ids if id_.startswith("role:")]
    target = chance.choice(ids)
    held = dict.fromkeys(chance.sample(skills, chance.randint(0, 2)), None)
    held_roles = chance.sample(roles, chance.randint(0, 1))
    choose = chance.sample(skills, chance.randint(0, 1))
    expected = whole(stream, target, held, held_roles, choose)
    with build(stream) as graph:
        found = problem(
            graph,
            target=expected.target,
            held_skills=expected.held_skills,
            held_roles=expected.held_roles,
            options=expected.options,
        )
    assert without_keys(found) == expected
    assert list(found.skills) == sorted(found.skills)
    assert list(found.stages) == sorted(found.stages)


def chain(prefix: str, length: int) -> list[facts.Fact]:
    return [
        *(skill(f"{prefix}{n}") for n in range(length)),
        role(prefix),
        *(needs(f"skill:{prefix}{n}", f"{prefix}{n + 1}") for n in range(length - 1)),
        needs(f"role:{prefix}", f"{prefix}0"),
    ]


def work(graph: Graph, target: str) -> int:
    """How many steps SQLite's machine takes to load a problem, in tens."""
    node = graph.find(target)
    assert node is not None
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    graph._connection.set_progress_handler(count, 10)
    problem(graph, target=node.key, held_skills={}, held_roles=[])
    graph._connection.set_progress_handler(None, 0)
    return steps


def test_what_is_far_away_is_not_touched() -> None:
    def ordered(*parts: list[facts.Fact]) -> list[facts.Fact]:
        both = [fact for part in parts for fact in part]
        return [SOURCE, *sorted(both, key=lambda fact: isinstance(fact, facts.Requirement))]

    with build(ordered(chain("near", 20))) as small:
        alone = work(small, "role:near")
    with build(ordered(chain("near", 20), chain("far", 5000))) as big:
        beside = work(big, "role:near")
        assert work(big, "role:far") > 50 * beside
    assert beside <= alone * 1.1


def test_a_long_chain_is_no_recursion() -> None:
    stream = chain("s", 3000)
    stream.sort(key=lambda fact: isinstance(fact, facts.Requirement))
    with build([SOURCE, *stream]) as graph:
        node = graph.find("role:s")
        assert node is not None
        found = problem(graph, target=node.key, held_skills={}, held_roles=[])
        assert len(found.skills) == 3000


def test_more_than_a_plan_can_be_made_of_is_told() -> None:
    stream = [SOURCE, *chain("c", MOST_NODES)]
    stream.sort(key=lambda fact: isinstance(fact, facts.Requirement))
    with build(stream) as graph:
        target = graph.find("role:c")
        assert target is not None
        with pytest.raises(LimitExceeded, match=r"10,001 skills and roles .*\(10,000\).*nearer"):
            problem(graph, target=target.key, held_skills={}, held_roles=())
