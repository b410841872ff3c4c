"""Rules 1 to 3, read literally: what a person has, what is asked, and when it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.problem import ESSENTIAL, Level, Problem, Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

#: How well a skill is had: the highest value on each scale. None at all meets any level.
Had = dict[str, float]


class Person:
    """H of rule 1 (`had`, with `assumed` apart), and the choices that it vouches for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        options = problem.options
        practised = {skill for skill, node in problem.skills.items() if node.practised}
        #: Rule 2: never steps, and struck from every requirement.
        self.struck = practised | options.waive
        self.assumed = self._assume() if options.assume else {}
        stated = {skill: _had([level]) for skill, level in problem.held_skills.items()}
        self.had: dict[int, Had] = {**self.assumed, **stated}
        self._vouching = (
            [
                need
                for owner in (*sorted(problem.held_roles), *self.had)
                for need in self._essentials(owner)
                if need.count < len(need.options)
            ]
            if options.assume
            else []
        )

    def has(self, skill: int, level: Level | None) -> bool:
        """Tell whether a skill is in H at a level; without one, or on another scale, it is."""
        return skill in self.had and _meets(self.had[skill], level)

    def can_be_step(self, skill: int) -> bool:
        """Tell whether a plan may have a skill as a step: outside H, or with a level to raise."""
        barred = skill in self.struck or skill in self.problem.options.avoid
        return not barred and self.had.get(skill) != {}

    def mandatory(self, owner: int) -> list[Requirement]:
        """Return what an owner mandatorily asks for, by rule 3; k = n is n single ones.

        A skill as target is a stage that asks for itself, too: see `asked_of_stage`.
        """
        problem = self.problem
        least = problem.options.include if owner == problem.target else ESSENTIAL
        return [
            single
            for requirement in stated(problem, owner)
            if requirement.importance <= least
            for single in _singles(requirement)
        ]

    def asked_of_stage(self, stage: int) -> list[Requirement]:
        """Return what a stage asks for; nothing of a held role."""
        if stage in self.problem.held_roles:
            return []
        itself = [Requirement(-1, (stage,), 1, ESSENTIAL)] if stage in self.problem.skills else []
        return itself + self.mandatory(stage)

    def asked_of_step(self, skill: int) -> list[Requirement]:
        """Return what a step asks for; a raise asks for no prerequisites."""
        return [] if skill in self.had else self.mandatory(skill)

    def left(self, requirement: Requirement) -> tuple[int, set[int]]:
        """Return how many of which options a requirement asks for once options are struck."""
        options = set(requirement.options) - self.struck
        return requirement.count - (len(requirement.options) - len(options)), options

    def meets(self, requirement: Requirement, learnt: AbstractSet[int] = frozenset()) -> bool:
        """Tell whether H and what is learnt meet a requirement, by rules 1 and 2."""
        count, options = self.left(requirement)
        return self._reach(options, count, requirement.level, learnt) or any(
            vouched_count >= count and vouched <= options and _meets(had, requirement.level)
            for vouched_count, vouched, had in self._vouchers(struck=True)
        )

    def meets_unstruck(self, requirement: Requirement, learnt: AbstractSet[int]) -> bool:
        """Tell the same with nothing struck, which decides what is listed as practised."""
        options = set(requirement.options)
        return self._reach(options, requirement.count, requirement.level, learnt) or any(
            count >= requirement.count and vouched <= options and _meets(had, requirement.level)
            for count, vouched, had in self._vouchers(struck=False)
        )

    def _reach(
        self, options: set[int], count: int, level: Level | None, learnt: AbstractSet[int]
    ) -> bool:
        return sum(each in learnt or self.has(each, level) for each in options) >= count

    def _vouchers(self, *, struck: bool) -> Iterator[tuple[int, set[int], Had]]:
        for need in self._vouching:
            count, options = self.left(need) if struck else (need.count, set(need.options))
            yield count, options, _had([need.level])

    def _essentials(self, owner: int) -> Iterator[Requirement]:
        """Yield the essential requirements of a held role, or of a skill in H."""
        for requirement in stated(self.problem, owner):
            if requirement.importance == ESSENTIAL:
                yield from _singles(requirement)

    def _assume(self) -> dict[int, Had]:
        """Follow the essential single requirements of what is held, until nothing is added."""
        never = self.problem.held_skills.keys() | self.problem.options.without
        found: dict[int, list[Level | None]] = {}
        queue = [*sorted(self.problem.held_roles), *self.problem.held_skills]
        for owner in queue:
            for need in self._essentials(owner):
                (first, *others) = need.options
                if not others and first not in never:
                    if first not in found:
                        queue.append(first)
                    found.setdefault(first, []).append(need.level)
        return {skill: _had(levels) for skill, levels in found.items()}


def stated(problem: Problem, owner: int) -> tuple[Requirement, ...]:
    """Return what is stated of an owner; a target outside the problem's skills is a stage."""
    node = problem.skills.get(owner) or problem.stages.get(owner)
    return node.requirements if node else ()


def _singles(requirement: Requirement) -> list[Requirement]:
    if requirement.count < len(requirement.options):
        return [requirement]
    return [requirement._replace(options=(option,), count=1) for option in requirement.options]


def _had(levels: Iterable[Level | None]) -> Had:
    """Return how well a skill is had that is asked for so: anyhow, where one asks for no level."""
    had: Had = {}
    for level in levels:
        if level is None:
            return {}
        had[level.scale] = max(level.value, had.get(level.scale, level.value))
    return had


def _meets(had: Had, level: Level | None) -> bool:
    return level is None or level.scale not in had or had[level.scale] >= level.value
