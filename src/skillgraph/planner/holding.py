"""What a person has, and which requirements that meets: rules 1 to 3 of DESIGN section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.problem import ESSENTIAL, Level, Problem, Requirement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


class Voucher:
    """A choice that what is held vouches for, its members unnamed: some `count` of `options`."""

    __slots__ = ("count", "level", "options")

    def __init__(self, count: int, options: frozenset[int], level: Level | None) -> None:
        self.count = count
        self.options = options
        self.level = level


class Need:
    """What a requirement still asks of a plan: `count` of `options`, none of them held or struck.

    `unstruck` has the options that are held as well: one that is raised for another's sake is a
    step, too.
    """

    __slots__ = ("count", "options", "requirement", "unstruck")

    def __init__(
        self,
        requirement: Requirement,
        count: int,
        options: tuple[int, ...],
        unstruck: tuple[int, ...],
    ) -> None:
        self.requirement = requirement
        self.count = count
        self.options = options
        self.unstruck = unstruck


class Holding:
    """The set H of rule 1, with the levels at which its skills are held.

    `levels` maps each held or assumed skill to its levels, one a scale at the most; none at all
    meets any level. `struck` are the practised and the waived skills (rule 2).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.struck = problem.options.waive | {
            skill for skill, facts in problem.skills.items() if facts.practised
        }
        self.levels: dict[int, tuple[Level, ...]] = {
            skill: () if level is None else (level,) for skill, level in problem.held_skills.items()
        }
        self.vouchers: list[Voucher] = []
        self._struck_vouchers: list[Voucher] = []
        self._needs: dict[int, tuple[Need, ...]] = {}
        self._stage_needs: dict[int, tuple[Need, ...]] = {}
        self.assumed: tuple[int, ...] = ()
        if problem.options.assume:
            self._assume()

    def has(self, skill: int, level: Level | None) -> bool:
        """Tell whether a skill is held at a level; without one, or on another scale, it is."""
        held = self.levels.get(skill)
        if held is None:
            return False
        return all(_reaches(own, level) for own in held)

    def mandatory(self, owner: int) -> Iterator[Requirement]:
        """Yield the owner's mandatory requirements (rule 3), each k = n one as n single ones."""
        problem = self.problem
        least = problem.options.include if owner == problem.target else ESSENTIAL
        for requirement in requirements_of(problem, owner):
            if requirement.importance <= least:
                yield from singled(requirement)

    def stage_requirements(self, stage: int) -> Iterator[Requirement]:
        """Yield what a stage asks for; a skill as target asks for itself first."""
        if stage in self.problem.skills:
            yield itself(stage)
        yield from self.mandatory(stage)

    def asks_nothing(self, requirement: Requirement) -> bool:
        """Tell whether practised and waived options alone meet a requirement."""
        return requirement.count <= len(self.struck.intersection(requirement.options))

    def meets(self, requirement: Requirement) -> bool:
        """Tell whether H meets a requirement from which the struck options are struck (rule 2)."""
        return self.need(requirement) is None

    def meets_unstruck(self, requirement: Requirement, learnt: Collection[int]) -> bool:
        """Tell whether H and what is learnt meet a requirement as it is stated, nothing struck."""
        level = requirement.level
        have = sum(o in learnt or self.has(o, level) for o in requirement.options)
        return have >= requirement.count or _vouched(
            self.vouchers, requirement.count, requirement.options, level
        )

    def need(self, requirement: Requirement) -> Need | None:
        """Return what a requirement still asks, or None where H meets it."""
        options = open_options = requirement.options
        if not self.struck.isdisjoint(options):
            options = open_options = tuple([o for o in options if o not in self.struck])
        count = requirement.count - len(requirement.options) + len(options)
        if not self.levels.keys().isdisjoint(options):
            open_options = tuple([o for o in options if not self.has(o, requirement.level)])
        missing = count - len(options) + len(open_options)
        if missing <= 0 or _vouched(self._struck_vouchers, count, options, requirement.level):
            return None
        return Need(requirement, missing, open_options, options)

    def needs(self, skill: int) -> tuple[Need, ...]:
        """Return what H leaves open of a skill's prerequisites; a raise asks for none."""
        known = self._needs.get(skill)
        if known is None:
            open_needs = () if skill in self.levels else self._open(self.mandatory(skill))
            known = self._needs[skill] = tuple(open_needs)
        return known

    def stage_needs(self, stage: int) -> tuple[Need, ...]:
        """Return what H leaves open of a stage; nothing of a held role."""
        known = self._stage_needs.get(stage)
        if known is None:
            held = stage in self.problem.held_roles
            open_needs = () if held else self._open(self.stage_requirements(stage))
            known = self._stage_needs[stage] = tuple(open_needs)
        return known

    def _open(self, requirements: Iterable[Requirement]) -> Iterator[Need]:
        for requirement in requirements:
            need = self.need(requirement)
            if need is not None:
                yield need

    def _assume(self) -> None:
        """Close what is held over essential single requirements, and collect what is vouched."""
        problem = self.problem
        asked: dict[int, list[Level | None]] = {}
        queue = [*problem.held_roles, *problem.held_skills]
        for owner in queue:
            for requirement in requirements_of(problem, owner):
                if requirement.importance > ESSENTIAL:
                    continue
                if requirement.count < len(requirement.options):
                    self._vouch(requirement)
                    continue
                for option in requirement.options:
                    if option in problem.held_skills or option in problem.options.without:
                        continue
                    if option not in asked:
                        asked[option] = []
                        queue.append(option)
                    asked[option].append(requirement.level)
        self.assumed = tuple(sorted(asked))
        for skill, levels in asked.items():
            self.levels[skill] = _highest(levels)

    def _vouch(self, requirement: Requirement) -> None:
        options = frozenset(requirement.options)
        self.vouchers.append(Voucher(requirement.count, options, requirement.level))
        left = requirement.count - len(options & self.struck)
        if left > 0:
            self._struck_vouchers.append(Voucher(left, options - self.struck, requirement.level))


def requirements_of(problem: Problem, owner: int) -> tuple[Requirement, ...]:
    """Return the requirements of a stage or a skill as they are stated."""
    listed = problem.stages.get(owner) or problem.skills[owner]
    return listed.requirements


def singled(requirement: Requirement) -> list[Requirement]:
    """Return a requirement, or one for each option where all of several are needed."""
    if 1 < len(requirement.options) <= requirement.count:
        return [requirement._replace(options=(o,), count=1) for o in requirement.options]
    return [requirement]


def itself(skill: int) -> Requirement:
    """Return what a skill as target asks for first: itself."""
    return Requirement(key=-1, options=(skill,), count=1, importance=ESSENTIAL)


def _reaches(own: Level, asked: Level | None) -> bool:
    return asked is None or own.scale != asked.scale or own.value >= asked.value


def _vouched(
    vouchers: list[Voucher], count: int, options: tuple[int, ...], level: Level | None
) -> bool:
    for voucher in vouchers:
        if (
            count <= voucher.count
            and voucher.options <= frozenset(options)
            and (voucher.level is None or _reaches(voucher.level, level))
        ):
            return True
    return False


def _highest(levels: list[Level | None]) -> tuple[Level, ...]:
    """Return the highest level a scale, or none where one of them asks none."""
    best: dict[str, Level] = {}
    for level in levels:
        if level is None:
            return ()
        if level.scale not in best or best[level.scale].value < level.value:
            best[level.scale] = level
    return tuple(best.values())
