"""How like roles are, by the definition read literally, on random requirements."""

from __future__ import annotations

import random
from math import sqrt
from typing import TYPE_CHECKING

import pytest

from skillgraph.model.likeness import Ask, Asked
from skillgraph.planner.likeness import RATED_SHARE, likeness, shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SKILLS = range(8)


def random_ask(chance: random.Random) -> Ask:
    options = tuple(sorted(chance.sample(SKILLS, chance.choice((1, 1, 1, 2, 3)))))
    count = 1 if len(options) < 3 else chance.randint(1, 2)
    return Ask(options, count, chance.choice((0.0, 0.25, 1 / 3, 0.8, 1.0)), chance.randint(0, 1))


def random_asked(seed: int) -> tuple[Asked, dict[int, list[Ask]]]:
    """Draw what some roles ask for: all of it, and as it is asked about role 0."""
    chance = random.Random(seed)  # noqa: S311 -- it draws tests
    everything = {
        role: [random_ask(chance) for _ in range(chance.randint(1, 6))] for role in range(5)
    }
    rarities = {skill: chance.choice((0.0, 0.5, 3.0)) for skill in SKILLS}
    own = everything[0]
    ours = {option for ask in own for option in ask.options}
    touched = {
        role: [ask for ask in asks if ours.intersection(ask.options)]
        for role, asks in everything.items()
        if role and any(ours.intersection(ask.options) for ask in asks)
    }
    weights = {
        role: (weight(asks, rarities, rated=1), weight(asks, rarities, rated=0))
        for role, asks in everything.items()
    }
    return Asked(own, touched, rarities, weights, len(weights)), everything


def weight(asks: Sequence[Ask], rarities: Mapping[int, float], *, rated: int) -> float:
    return sum(a.degree**2 * rarity(a, rarities) for a in asks if a.rated == rated)


def rarity(ask: Ask, rarities: Mapping[int, float]) -> float:
    return min(rarities[option] for option in ask.options)


def has(holder: Sequence[Ask], skill: int) -> float:
    """Return to which degree somebody who holds a role has a skill."""
    return max(
        (a.degree * (a.count / len(a.options)) for a in holder if skill in a.options), default=0.0
    )


def met(holder: Sequence[Ask], ask: Ask) -> float:
    """Return the share of a requirement's degree that somebody who holds a role has."""
    if not ask.degree:
        return 0.0
    by_skill = sorted(min(1.0, has(holder, skill) / ask.degree) for skill in ask.options)
    ways = [sum(by_skill[-ask.count :]) / ask.count]
    ways += [
        min(1.0, a.degree / ask.degree)
        for a in holder
        if len(a.options) > 1 and a.count >= ask.count and set(a.options) <= set(ask.options)
    ]
    return max(ways)


def share(holder: Sequence[Ask], asks: Sequence[Ask], rarities: Mapping[int, float]) -> float:
    """Return which share of the weight of some requirements a holder meets."""
    parts = {}
    for rated in (1, 0):
        of = weight(asks, rarities, rated=rated)
        if of:
            told = [a for a in asks if a.rated == rated]
            gained = sum(a.degree**2 * rarity(a, rarities) * met(holder, a) for a in told)
            parts[rated] = gained / of
    if len(parts) == 2:
        return RATED_SHARE * parts[1] + (1 - RATED_SHARE) * parts[0]
    return sum(parts.values())


def test_the_shares_are_those_of_the_definition() -> None:
    seen = 0
    for seed in range(2000):
        asked, everything = random_asked(seed)
        found = {each.role: each for each in likeness(0, asked)}
        for role in range(1, 5):
            meets = share(everything[0], everything[role], asked.rarities)
            met_by = share(everything[role], everything[0], asked.rarities)
            if sqrt(meets * met_by) < 1e-9:
                assert role not in found, f"seed {seed}"
                continue
            seen += 1
            each = found[role]
            assert (each.meets, each.met_by) == pytest.approx((meets, met_by)), f"seed {seed}"
            assert each.likeness == pytest.approx(sqrt(meets * met_by), abs=1e-9)
            assert 0 < each.likeness <= 1
    assert seen > 3000


def test_the_most_like_come_first() -> None:
    for seed in range(500):
        asked, _ = random_asked(seed)
        found = likeness(0, asked)
        assert [(-each.likeness, each.role) for each in found] == sorted(
            (-each.likeness, each.role) for each in found
        )


def test_a_role_is_wholly_like_one_that_asks_for_the_same() -> None:
    for seed in range(300):
        asked, everything = random_asked(seed)
        if not any(asked.weights[0]):
            continue
        twin = asked._replace(
            others={9: everything[0]}, weights={**asked.weights, 9: asked.weights[0]}
        )
        (found,) = likeness(0, twin)
        assert (found.meets, found.met_by) == pytest.approx((1.0, 1.0)), f"seed {seed}"


def test_what_is_shared_is_asked_for_by_both() -> None:
    for seed in range(300):
        asked, everything = random_asked(seed)
        for role, asks in asked.others.items():
            both = {o for a in everything[0] for o in a.options} & {
                o for a in asks for o in a.options
            }
            assert set(shared(asked, role, 3)) <= both
