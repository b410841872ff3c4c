"""What can be learnt, against a fixpoint that is taken over and over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from skillgraph.lint.learning import learnable
from skillgraph.model.problem import Requirement
from skillgraph.model.whole import Whole

from .drawing import drawn

if TYPE_CHECKING:
    from skillgraph.model.problem import Requirement as Asked


def random_whole(seed: int) -> Whole:
    rng = random.Random(seed)  # noqa: S311 -- no secret, and it must repeat
    skills = range(rng.randint(1, 9))
    requirements: dict[int, tuple[Asked, ...]] = {}
    for owner in skills:
        others = [skill for skill in skills if skill != owner]
        listed = []
        for at in range(rng.choice((0, 0, 1, 1, 2))):
            if others:
                options = tuple(sorted(rng.sample(others, rng.randint(1, min(4, len(others))))))
                count = rng.randint(1, len(options))
                listed.append(
                    Requirement(owner * 10 + at, options, count, rng.choice((1, 1, 1, 2)))
                )
        if listed:
            requirements[owner] = tuple(listed)
    practised = frozenset(skill for skill in skills if rng.random() < 0.15)
    names = {skill: f"s{skill}" for skill in skills}
    return Whole(names, dict.fromkeys(skills, "skill"), (), requirements, practised)


def brute_force(whole: Whole) -> set[int]:
    """Return what can be learnt, by the letter of rules 2 and 6."""
    learnt: set[int] = set()
    while True:
        more = {
            skill
            for skill in whole.kinds
            if all(
                sum(o in learnt or o in whole.practised for o in each.options) >= each.count
                for each in whole.requirements.get(skill, ())
                if each.importance == 1
            )
        }
        if more == learnt:
            return learnt
        learnt = more


@pytest.mark.parametrize("block", range(20))
def test_against_the_brute_force(block: int) -> None:
    stuck = 0
    for seed in range(block * 100, block * 100 + 100):
        whole = random_whole(seed)
        expected = brute_force(whole)
        assert learnable(whole) == expected, seed
        stuck += len(expected) < len(whole.kinds)
    assert stuck > 5


def test_all_of_several_are_as_many_single_ones() -> None:
    whole = drawn("""
        a: 2 of b c
        b: c
        c:
        d: 2 of e c
        e: d
    """)
    assert {whole.names[skill] for skill in learnable(whole)} == {"a", "b", "c"}
