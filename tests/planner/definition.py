"""Rules 1 to 3 of a plan, read literally: what is held, what is asked, and when it is met.

Written from the definition alone and from nothing in `skillgraph.planner`: it is what the planner
is held to. Sets of skills are bit masks, bit n for the skill n.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model.problem import ESSENTIAL, Level, Problem, Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How well a skill is had: the highest value on each scale. None at all meets any level.
Had = dict[str, float]


class Ask(NamedTuple):
    """A requirement (single ones split), and what the person brings to it.

    `options` and `needed` are after the striking of rule 2; `had` are the options that H meets,
    `below` those that H has below the level; `vouched` says that rule 1 meets it.
    """

    requirement: Requirement
    options: int
    needed: int
    had: int
    below: int
    vouched: bool

    def met(self, learnt: int) -> bool:
        """Tell whether H and the learnt skills meet it; a learnt skill meets any level."""
        met_options = (self.had | learnt) & self.options
        return self.vouched or met_options.bit_count() >= self.needed


def mask(skills: Iterable[int]) -> int:
    """Return the set as a bit mask."""
    return sum(1 << skill for skill in set(skills))


def members(skills: int) -> list[int]:
    """Return the members of a bit mask, by position."""
    return [skill for skill in range(skills.bit_length()) if skills >> skill & 1]


def singles(requirement: Requirement) -> list[Requirement]:
    """Split a requirement for all of its options into single ones; leave a choice whole."""
    if requirement.count < len(requirement.options):
        return [requirement]
    return [requirement._replace(options=(option,), count=1) for option in requirement.options]


def meets(had: Had, level: Level | None) -> bool:
    """Tell whether a skill had so meets a level: without a level, or on another scale, it does."""
    return level is None or level.scale not in had or had[level.scale] >= level.value


class Person:
    """Rule 1: H, which is what is held and what is assumed, and the choices that it vouches for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        stated = problem.held_skills
        self.assumed = self._assumed() if problem.options.assume else {}
        self.had: dict[int, Had] = {
            **self.assumed,
            **{skill: _had([level]) for skill, level in stated.items()},
        }
        vouching = self._essentials(self.had) if problem.options.assume else []
        self.choices = [each for each in vouching if each.count < len(each.options)]

    def _essentials(self, skills: Iterable[int]) -> list[Requirement]:
        """Return the essential requirements of the held roles and of these skills."""
        owners = [self.problem.stages[role] for role in sorted(self.problem.held_roles)]
        needs = [need for owner in owners for need in owner.requirements]
        needs += [need for skill in skills for need in self.problem.skills[skill].requirements]
        essentials = [need for need in needs if need.importance == ESSENTIAL]
        return [single for need in essentials for single in singles(need)]

    def _assumed(self) -> dict[int, Had]:
        never = self.problem.held_skills.keys() | self.problem.options.without
        assumed: dict[int, list[Level | None]] = {}
        while True:
            found = defaultdict(list)
            for need in self._essentials([*self.problem.held_skills, *assumed]):
                if len(need.options) == 1 and need.options[0] not in never:
                    found[need.options[0]].append(need.level)
            if found.keys() == assumed.keys():
                return {skill: _had(levels) for skill, levels in found.items()}
            assumed = dict(found)

    def has(self, skill: int, level: Level | None) -> bool:
        """Tell whether a skill is in H at the level asked."""
        return skill in self.had and meets(self.had[skill], level)

    def vouches(self, asked: Requirement, struck: frozenset[int]) -> bool:
        """Tell whether a choice of what is held or assumed meets a requirement (rule 1)."""
        options, count = after_striking(asked, struck)
        for choice in self.choices:
            vouched_options, vouched_count = after_striking(choice, struck)
            if (
                count <= vouched_count
                and vouched_options <= options
                and meets(_had([choice.level]), asked.level)
            ):
                return True
        return False


def _had(levels: list[Level | None]) -> Had:
    """Return how well a skill is had that is asked for so: without a level where one asks none."""
    had: Had = {}
    for level in levels:
        if level is None:
            return {}
        had[level.scale] = max(level.value, had.get(level.scale, level.value))
    return had


def after_striking(requirement: Requirement, struck: frozenset[int]) -> tuple[set[int], int]:
    """Return the options and the count that are left when some options are struck (rule 2)."""
    left = set(requirement.options) - struck
    return left, requirement.count - (len(requirement.options) - len(left))


class Question:
    """Rules 2 and 3: what a person is asked, as `Ask`s, by stage and by skill."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.person = Person(problem)
        practised = {number for number, skill in problem.skills.items() if skill.practised}
        self.struck = frozenset(practised | problem.options.waive)
        self.had = mask(self.person.had)
        self.for_skill = {
            skill: list(self._asks(skill, node.requirements))
            for skill, node in problem.skills.items()
        }
        self.for_stage = {
            stage: list(self._asks(stage, node.requirements))
            for stage, node in problem.stages.items()
        }
        if problem.target in problem.skills:
            # The target asks for itself, and for its mandatory requirements.
            itself = Requirement(-1, (problem.target,), 1, ESSENTIAL)
            asks = [self.ask(itself, self.struck), *self.for_skill[problem.target]]
            self.for_stage[problem.target] = asks
        self.learnable = self._learnable()

    def _asks(self, owner: int, requirements: tuple[Requirement, ...]) -> Iterator[Ask]:
        is_target = owner == self.problem.target
        least = self.problem.options.include if is_target else ESSENTIAL
        for requirement in requirements:
            if requirement.importance <= least:
                for single in singles(requirement):
                    yield self.ask(single, self.struck)

    def ask(self, requirement: Requirement, struck: frozenset[int]) -> Ask:
        """Return a requirement as it is asked of this person when these skills are struck."""
        options, count = after_striking(requirement, struck)
        had = [option for option in options if self.person.has(option, requirement.level)]
        below = [option for option in options if option in self.person.had and option not in had]
        return Ask(
            requirement,
            options=mask(options),
            needed=count,
            had=mask(had),
            below=mask(below),
            vouched=self.person.vouches(requirement, struck),
        )

    def may_be_step(self, skill: int) -> bool:
        """Tell whether a plan may hold a skill at all: outside H, or with a level to raise."""
        barred = skill in self.struck or skill in self.problem.options.avoid
        return not barred and self.person.had.get(skill, {"any": 0.0}) != {}

    def can_follow(self, skill: int, learnt: int) -> bool:
        """Tell whether a step can be made after others; a raise asks for no prerequisites."""
        return bool(self.had >> skill & 1) or all(ask.met(learnt) for ask in self.for_skill[skill])

    def _learnable(self) -> int:
        """Return all that can be learnt or raised, by trying again until nothing is added."""
        candidates = [skill for skill in self.problem.skills if self.may_be_step(skill)]
        learnt = 0
        while True:
            more = mask(skill for skill in candidates if self.can_follow(skill, learnt))
            if more == learnt:
                return learnt
            learnt = more

    def effort(self, skill: int) -> int:
        """Return min + max hours, the default where they are unknown."""
        return sum(self.problem.skills[skill].effort_hours or self.problem.default_effort_hours)
