"""What is derived from the requirements of all roles, against the facts that they were made of."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain
from math import log2
from typing import TYPE_CHECKING

import pytest

from skillgraph.graph.build import build
from skillgraph.graph.degrees import asks
from skillgraph.graph.demand import (
    alone_near,
    asked_alone,
    asking,
    count_listings,
    listings,
    touching,
    without_listing,
)
from skillgraph.graph.demand import choices as open_choices
from skillgraph.graph.fringe import surroundings
from skillgraph.graph.problem import NO_TARGET
from skillgraph.model import facts
from skillgraph.model.problem import ESSENTIAL, Options
from skillgraph.planner.fringe import fringe

from .drawing import SOURCE, needs, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

SEEDS = range(80)
RANKS = {"essential": 1, "important": 2, "helpful": 3}
SCALES = {"scale:plain": (1.0, 5.0), "scale:open": (None, None)}


def random_stream(chance: random.Random) -> list[facts.Fact]:
    skills = [f"s{n}" for n in range(chance.randint(2, 9))]
    owners = [f"role:r{n}" for n in range(chance.randint(1, 6))]
    stream: list[facts.Fact] = [SOURCE]
    practised = {slug for slug in skills if chance.random() < 0.2}
    stream += [skill(slug, practised=slug in practised) for slug in skills]
    stream += [role(owner.removeprefix("role:")) for owner in owners]
    stream += [
        facts.Scale(id=id_, pref_labels=(facts.Text(id_),), minimum=low, maximum=high)
        for id_, (low, high) in SCALES.items()
    ]
    seen = set()
    for owner in [*owners, "skill:s0"]:
        for _ in range(chance.randint(0, 4)):
            options = tuple(chance.sample(skills, chance.randint(1, min(4, len(skills)))))
            count = chance.randint(1, len(options))
            if (owner, count, frozenset(options)) in seen:
                continue
            if owner == "skill:s0" and practised.union(["s0"]).intersection(options):
                continue
            seen.add((owner, count, frozenset(options)))
            scale = chance.choice(["", "", *SCALES])
            stream.append(
                needs(
                    owner,
                    *options,
                    count=count,
                    importance=chance.choice(list(RANKS)),
                    rating=chance.choice([1.0, 2.5, 5.0]) if scale else None,
                    rating_scale=scale,
                )
            )
    return stream


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request: pytest.FixtureRequest) -> Iterator[tuple[Graph, list[facts.Requirement]]]:
    """Draw a graph, with the requirements of its roles."""
    stream = random_stream(random.Random(request.param))  # noqa: S311 -- it draws tests
    with build(stream) as graph:
        asked = [
            each
            for each in graph.facts()
            if isinstance(each, facts.Requirement) and each.owner.startswith("role:")
        ]
        yield graph, asked


def ids(graph: Graph) -> dict[int, str]:
    return dict(graph.rows("SELECT key, id FROM node"))


def degree(each: facts.Requirement) -> float:
    if each.rating is not None and each.rating_scale == "scale:plain":
        return (each.rating - 1) / 4
    return (4 - RANKS[each.importance]) / 3


def rarities(asked: list[facts.Requirement]) -> dict[str, float]:
    roles = len({each.owner for each in asked})
    degrees: Counter[str] = Counter()
    for each in asked:
        for option in each.options:
            degrees[option] += degree(each) * each.count / len(each.options)  # type: ignore[assignment]
    return {
        option: max(0.0, log2((roles + 1) / total)) if total else 0.0
        for option, total in degrees.items()
    }


def test_demand_counts_roles_that_ask_for_a_skill_alone(
    drawn: tuple[Graph, list[facts.Requirement]],
) -> None:
    graph, asked = drawn
    named = ids(graph)
    owners = sorted({each.owner for each in asked})
    near = {key: 0.25 for key, id_ in named.items() if id_ in owners[::2]}
    alone, begun = (
        Counter(
            option
            for each in asked
            if each.importance == "essential" and each.count == len(each.options)
            if each.owner in counted
            for option in each.options
        )
        for counted in (owners, owners[::2])
    )
    numbers = asked_alone(graph, [key for key, id_ in named.items() if id_.startswith("skill:")])
    assert {named[key]: number for key, number in numbers.items()} == alone
    assert {named[key]: told for key, told in alone_near(graph, near).items()} == {
        skill: (number, number * 0.25) for skill, number in begun.items()
    }
    choices = {
        (each.owner, each.count, frozenset(each.options))
        for each in asked
        if each.importance == "essential" and each.count < len(each.options)
    }
    assert choices == {
        (named[owner], one.count, frozenset(named[o] for o in one.options))
        for owner, one in open_choices(graph)
    }
    assert count_listings(graph) == len({each.owner for each in asked})


def test_listings_count_what_does_not_grow_at_work(
    drawn: tuple[Graph, list[facts.Requirement]],
) -> None:
    graph, asked = drawn
    named = ids(graph)
    practised = {named[key] for (key,) in graph.rows("SELECT node FROM skill WHERE practised")}
    found = {named[each.role]: each for each in listings(graph)}
    assert found.keys() == {each.owner for each in asked}
    for owner, listing in found.items():
        own = [each for each in asked if each.owner == owner]
        at_work = [each for each in own if len(practised & set(each.options)) >= each.count]
        others = [each for each in own if each not in at_work]
        assert listing.every == len(others)
        assert listing.essential == sum(each.importance == "essential" for each in others)
        skills = {option for each in at_work for option in each.options} & practised
        assert listing.practised == len(skills)
    bare = {named[key] for key in without_listing(graph)}
    assert bare | found.keys() == {id_ for id_ in named.values() if id_.startswith("role:")}
    assert bare.isdisjoint(found)


def test_requirements_are_found_by_any_of_their_options(
    drawn: tuple[Graph, list[facts.Requirement]],
) -> None:
    graph, asked = drawn
    named = ids(graph)
    skills = [key for key, id_ in named.items() if id_.startswith("skill:")]
    for key in skills:
        id_ = named[key]
        found = touching(graph, [key])
        assert {
            (named[owner], one.count, frozenset(named[o] for o in one.options))
            for owner, requirements in found.items()
            for one in requirements
        } == {
            (each.owner, each.count, frozenset(each.options))
            for each in asked
            if id_ in each.options
        }
        owners = {each.owner for each in asked if id_ in each.options and is_essential(each)}
        assert {named[owner] for owner in asking(graph, [key]).get(key, ())} == owners


def is_essential(each: facts.Requirement) -> bool:
    return RANKS[each.importance] == ESSENTIAL


def test_what_is_asked_of_roles_is_weighed_by_its_rarity(
    drawn: tuple[Graph, list[facts.Requirement]],
) -> None:
    graph, asked = drawn
    named = ids(graph)
    rare = rarities(asked)
    for key, id_ in named.items():
        if not id_.startswith("role:"):
            continue
        found = asks(graph, key)
        own = [each for each in asked if each.owner == id_]
        ours = {option for each in own for option in each.options}
        mentioned = ours.union(named[o] for a in chain(*found.others.values()) for o in a.options)
        assert {named[skill]: value for skill, value in found.rarities.items()} == pytest.approx(
            {skill: rare[skill] for skill in mentioned}
        )
        assert found.weights.keys() <= {key, *found.others}
        assert found.roles == len({each.owner for each in asked if each.owner.startswith("role:")})
        expected = Counter(one for each in own for one in single_asks(each))
        assert (
            Counter(
                (frozenset(named[o] for o in a.options), a.count, round(a.degree, 9), a.rated)
                for a in found.own
            )
            == expected
        )
        for other, theirs in found.others.items():
            wanted = Counter(
                one
                for each in asked
                if each.owner == named[other]
                for one in single_asks(each)
                if ours & one[0]
            )
            assert wanted == Counter(
                (frozenset(named[o] for o in a.options), a.count, round(a.degree, 9), a.rated)
                for a in theirs
            )
        for other, (rated, unrated) in found.weights.items():
            weights = [0.0, 0.0]
            for each in asked:
                if each.owner == named[other]:
                    for options, _, degrees, is_rated in single_asks(each):
                        weights[not is_rated] += degrees**2 * min(rare[o] for o in options)
            assert [rated, unrated] == pytest.approx(weights, abs=1e-6)


def single_asks(each: facts.Requirement) -> list[tuple[frozenset[str], int, float, int]]:
    """Return a requirement as it is asked: what leaves no choice is asked option by option."""
    rated = int(each.rating is not None and each.rating_scale == "scale:plain")
    if each.count < len(each.options):
        return [(frozenset(each.options), each.count, round(degree(each), 9), rated)]
    return [(frozenset([option]), 1, round(degree(each), 9), rated) for option in each.options]


def test_what_is_shown_of_what_can_be_learnt_next_is_the_beginning_of_all(
    drawn: tuple[Graph, list[facts.Requirement]],
) -> None:
    """Skills are left out only where none of them is among the first, and all are counted."""
    graph, _ = drawn
    named = ids(graph)
    skills = [key for key, id_ in named.items() if id_.startswith("skill:")]
    roles = [key for key, id_ in named.items() if id_.startswith("role:")]
    for held_skills, held_roles in (({}, ()), (dict.fromkeys(skills[:1]), roles[:1])):
        for limit in (1, 2, 5, None):
            looked_at = surroundings(
                graph,
                near={role: 1 / n for n, role in enumerate(roles, 1) if role not in held_roles},
                held_skills=held_skills,
                held_roles=held_roles,
                target=NO_TARGET,
                options=Options(),
                steps=None,
                limit=limit,
            )
            found = fringe(looked_at.problem, looked_at.asked, limit=limit)
            count = found.learnable + looked_at.left_out
            if limit == 1:
                first, learnable = [], count
            first.append(found.candidates)
            assert count == learnable
        *cut, whole = first
        assert len(whole) == learnable
        assert all(each == whole[: len(each)] for each in cut)
        assert [len(each) for each in cut] == [min(n, learnable) for n in (1, 2, 5)]
