"""Random problems that cover all of a plan's definition, small enough for the brute force."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from skillgraph.model.problem import (
    ESSENTIAL,
    HELPFUL,
    IMPORTANT,
    Level,
    Options,
    Problem,
    Requirement,
    Skill,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Taste(NamedTuple):
    """What one problem is rich in, as probabilities; drawn first, so that features meet."""

    backward: float
    levels: float
    practised: float
    unknown_effort: float
    held_skill: float
    held_role: float
    marked_entry: float
    bare_stage: float
    optional: float
    option: float
    dearest: int


def random_problem(rng: random.Random) -> Problem:
    """Draw a problem of one to nine skills and no more than five stages."""
    taste = Taste(
        backward=rng.choice((0.0, 0.2, 0.9)),
        levels=rng.choice((0.0, 0.0, 0.4, 0.8)),
        practised=rng.choice((0.0, 0.0, 0.1, 0.25)),
        unknown_effort=rng.choice((0.0, 0.0, 0.2)),
        held_skill=rng.choice((0.0, 0.1, 0.25)),
        held_role=rng.choice((0.0, 0.0, 0.2, 0.4)),
        marked_entry=rng.choice((0.0, 0.1, 0.3)),
        bare_stage=rng.choice((0.0, 0.0, 0.15)),
        optional=rng.choice((0.0, 0.15, 0.35)),
        option=rng.choice((0.0, 0.05, 0.15, 0.3)),
        dearest=rng.choice((0, 1, 2, 6, 30)),
    )
    return _Drawer(rng, taste).problem()


def seeded_problem(seed: int) -> Problem:
    """Return the problem of a seed, the same on every machine."""
    return random_problem(random.Random(seed))  # noqa: S311  # no secret, and it must repeat


def problems() -> st.SearchStrategy[Problem]:
    """Return the same problems as a hypothesis strategy."""
    return st.randoms(use_true_random=False).map(random_problem)


class _Drawer:
    def __init__(self, rng: random.Random, taste: Taste) -> None:
        self.rng = rng
        self.taste = taste
        self.skills = range(rng.choice((1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9)))
        first = len(self.skills)
        self.stages = range(first, first + rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 5)))
        self.drawn = 0

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def problem(self) -> Problem:
        skills = {skill: self.skill(skill) for skill in self.skills}
        target = self.target()
        held_roles = frozenset(
            stage
            for stage in self.stages
            if self.chance(self.taste.held_role * (0.1 if stage == target else 1))
        )
        return Problem(
            skills=skills,
            stages={stage: self.stage() for stage in self.stages},
            moves=tuple(self.moves(target)),
            held_skills={
                skill: self.held_level()
                for skill in self.skills
                if self.chance(self.taste.held_skill * (0.2 if skill == target else 1))
            },
            held_roles=held_roles,
            target=target,
            options=self.options({skill for skill in skills if skills[skill].practised}, target),
            default_effort_hours=self.rng.choice(((20, 40), (1, 2), (0, 3))),
        )

    def target(self) -> int:
        if not self.stages or self.chance(0.1):
            return self.rng.choice(self.skills)
        return self.rng.choice((self.stages[-1], self.rng.choice(self.stages)))

    def skill(self, number: int) -> Skill:
        others = [skill for skill in self.skills if skill > number]
        if self.chance(self.taste.backward):
            others = [skill for skill in self.skills if skill != number]
        count = self.rng.choice((0, 0, 1, 1, 1, 2))
        return Skill(
            self.effort(),
            practised=self.chance(self.taste.practised),
            requirements=self.requirements(others, count),
        )

    def effort(self) -> tuple[int, int] | None:
        if self.chance(self.taste.unknown_effort):
            return None
        low = self.rng.randint(0, self.taste.dearest)
        return low, low + self.rng.choice((0, 0, 0, 1, 4))

    def stage(self) -> Stage:
        count = 0 if self.chance(self.taste.bare_stage) else self.rng.choice((1, 2, 2, 3, 3, 4))
        return Stage(
            self.requirements(list(self.skills), count), entry=self.chance(self.taste.marked_entry)
        )

    def requirements(self, among: list[int], count: int) -> tuple[Requirement, ...]:
        drawn = (self.requirement(among) for _ in range(count if among else 0))
        return tuple({need.options: need for need in drawn}.values())

    def requirement(self, among: list[int]) -> Requirement:
        size = min(len(among), self.rng.choice((1, 1, 1, 2, 2, 3, 3, 4, 5)))
        self.drawn += 1
        optional = self.rng.choice((IMPORTANT, HELPFUL))
        return Requirement(
            key=self.drawn,
            options=tuple(self.rng.sample(among, size)),
            count=self.rng.choice((1, 1, min(2, size), self.rng.randint(1, size))),
            importance=optional if self.chance(self.taste.optional) else ESSENTIAL,
            level=self.level(),
        )

    def level(self) -> Level | None:
        if not self.chance(self.taste.levels):
            return None
        return Level(self.rng.randint(1, 3), self.rng.choice("xxxy"))

    def held_level(self) -> Level | None:
        if not self.taste.levels or self.chance(0.3):
            return None
        return Level(self.rng.choice((1, 1, 2)), self.rng.choice("xxxxy"))

    def moves(self, target: int) -> list[tuple[int, int]]:
        """Draw moves, most of them up the list and to the target, some back and round."""
        moves = set()
        for start in self.stages:
            for end in self.stages:
                likely = 0.45 if start < end else 0.15
                likely = max(likely, 0.5 if end == target else 0)
                if self.chance(likely if start != end else 0.01):
                    moves.add((start, end))
        drawn = sorted(moves)
        self.rng.shuffle(drawn)
        return drawn

    def options(self, practised: set[int], target: int) -> Options:
        """Draw options; what contradicts itself is kept now and then."""
        rare = self.taste.option
        avoid, waive = self.some_skills(rare), self.some_skills(rare)
        choose = self.some_skills(rare)
        if not self.chance(0.1):
            choose -= avoid | waive | practised
        via: frozenset[int] = frozenset()
        direct = self.chance(rare / 2)
        if self.stages and self.chance(rare) and (target in self.stages or self.chance(0.1)):
            size = min(len(self.stages), self.rng.choice((1, 1, 1, 2)))
            via = frozenset(self.rng.sample(self.stages, size))
            direct = direct and self.chance(0.2)
        return Options(
            by="count" if self.chance(rare) else "effort",
            include=self.rng.choice((IMPORTANT, HELPFUL)) if self.chance(rare) else ESSENTIAL,
            direct=direct,
            via=via,
            route="cheapest" if self.chance(rare) else "nearest",
            avoid=avoid,
            choose=choose,
            waive=waive,
            without=self.some_skills(rare),
            assume=not self.chance(rare),
        )

    def some_skills(self, probability: float) -> frozenset[int]:
        if not self.chance(probability):
            return frozenset()
        return frozenset(self.rng.sample(self.skills, self._few(self.skills)))

    def _few(self, among: Iterable[int]) -> int:
        return min(len(list(among)), self.rng.choice((1, 1, 2)))
