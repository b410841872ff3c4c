"""The AND/OR network that a plan is sought in: skills that can be learnt, and what they need.

A skill is an AND of needs, a need an OR (k of n) of skills. What H meets is gone, and so is what
can't be learnt; skills are renumbered from 0 in order of position, and sets of them are bit masks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.problem import Problem
    from skillgraph.planner.holding import Holding, Need


class Network:
    """All that can be learnt towards some stages and chosen skills.

    `skills[i]` is the problem's integer of skill i, `own[i]` the numbers of its needs. Need j is
    `needs[j]`: (count, options, circle), the last two masks. `circle` is the circle of
    prerequisites that the need's owner stands in, 0 mostly: within it a skill that is taken proves
    nothing yet, since it may lean on the owner. `goals` has what each stage asks for, by numbers,
    where all that can be learnt completes it.

    `weights` are exact integers that order plans as rule 7 of DESIGN section 3 does, up to the
    positions of their stages: cost and skills (`heavy`), `shift` bits higher than the positions,
    with room between for the number of stages. No plan weighs `endless`.
    """

    def __init__(self, holding: Holding, stages: Iterable[int], chosen: Iterable[int]) -> None:
        self.holding = holding
        stage_needs = {stage: holding.stage_needs(stage) for stage in stages}
        wanted = [option for needs in stage_needs.values() for n in needs for option in n.options]
        chosen = [skill for skill in chosen if skill not in holding.levels]
        order = _learnable(holding, _relevant(holding, [*wanted, *chosen]))
        self.skills = sorted(order)
        self.bits = {skill: 1 << index for index, skill in enumerate(self.skills)}
        self.reach = self._reach([self.bits[skill].bit_length() - 1 for skill in order])
        self.circular = sum(1 << i for i, mask in enumerate(self.reach) if mask >> i & 1)
        self.needs: list[tuple[int, int, int]] = []
        self.members: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, int, int], int] = {}
        self.own = [
            self.numbers(holding.needs(skill), self._circle(index))
            for index, skill in enumerate(self.skills)
        ]
        self.goals = {
            stage: self.numbers(needs)
            for stage, needs in stage_needs.items()
            if self.completes(needs)
        }
        self._weigh(len(stage_needs))

    def completes(self, needs: Iterable[Need]) -> bool:
        """Tell whether all that can be learnt meets these needs."""
        bits = self.bits
        return all(sum(o in bits for o in need.options) >= need.count for need in needs)

    def mask(self, skills: Iterable[int]) -> int:
        """Return the mask of some of the problem's skills, without those that can't be learnt."""
        mask = 0
        for skill in skills:
            mask |= self.bits.get(skill, 0)
        return mask

    def skills_in(self, mask: int) -> tuple[int, ...]:
        """Return the problem's skills in a mask, in order of position."""
        return tuple([self.skills[index] for index in indices(mask)])

    def numbers(self, needs: Iterable[Need], circle: int = 0) -> tuple[int, ...]:
        """Return the numbers of some needs; equal ones share one."""
        found = [self.number(n.count, self.mask(n.options), circle) for n in needs]
        return tuple(dict.fromkeys(found))

    def number(self, count: int, options: int, circle: int = 0) -> int:
        """Return the number of a need."""
        key = (count, options, circle & options and circle)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.needs)
            self.needs.append(key)
            self.members.append(indices(options))
        return number

    def weigh(self, mask: int) -> int:
        """Return the weight of a set of skills."""
        return sum([self.weights[index] for index in indices(mask)])

    def price(self, mask: int) -> int:
        """Return what a set of skills costs, in the unit that was asked for."""
        return sum([self.costs[index] for index in indices(mask)])

    def cost_bound(self, weight: int) -> int:
        """Return the least cost that any plan of at least this weight can have."""
        return max(0, -((self.unit - 1 - weight) // self.unit))

    def _reach(self, order: list[int]) -> list[int]:
        """Return, for each skill, the mask of all that its needs may draw in."""
        direct = [0] * len(order)
        for index, skill in enumerate(self.skills):
            for need in self.holding.needs(skill):
                direct[index] |= self.mask(need.options)
        below = [indices(mask) for mask in direct]
        reach = direct[:]
        changed = True
        while changed:
            changed = False
            for index in order:
                mask = reach[index]
                for option in below[index]:
                    mask |= reach[option]
                if mask != reach[index]:
                    reach[index] = mask
                    changed = True
        return reach

    def _circle(self, index: int) -> int:
        """Return the mask of a skill's circle of prerequisites; 0 where it stands in none."""
        if not self.circular >> index & 1:
            return 0
        around = self.reach[index] & self.circular
        return sum(1 << i for i in indices(around) if self.reach[i] >> index & 1)

    def _weigh(self, stages: int) -> None:
        problem = self.holding.problem
        hours = [effort_sum(problem, skill) for skill in self.skills]
        ones = [1] * len(hours)
        self.costs, ties = (ones, hours) if problem.options.by == "count" else (hours, ones)
        size = len(hours)
        shift = size + stages.bit_length() + 1
        scale = sum(ties) + 1
        self.stage_weight = 1 << size
        self.shift = shift
        self.unit = scale << shift
        self.heavy = [cost * scale + tie for cost, tie in zip(self.costs, ties, strict=True)]
        self.weights = [
            (heavy << shift) - (1 << size - 1 - index) for index, heavy in enumerate(self.heavy)
        ]
        self.endless = sum(self.heavy) + 1 << shift + 1


def indices(mask: int) -> tuple[int, ...]:
    """Return the numbers of the bits that are set, in order.

    >>> indices(0b1011)
    (0, 1, 3)
    """
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def effort_sum(problem: Problem, skill: int) -> int:
    """Return min + max hours of a skill; an unknown effort counts as the default (rule 7)."""
    return sum(problem.skills[skill].effort_hours or problem.default_effort_hours)


def _relevant(holding: Holding, wanted: Iterable[int]) -> set[int]:
    """Return every skill that some wanted ones may draw in, themselves included, none avoided."""
    avoided = holding.problem.options.avoid
    found: set[int] = set()
    queue = list(wanted)
    while queue:
        skill = queue.pop()
        if skill in found or skill in avoided:
            continue
        found.add(skill)
        for need in holding.needs(skill):
            queue.extend(need.options)
    return found


def _learnable(holding: Holding, skills: set[int]) -> list[int]:
    """Return those of the skills that can be learnt from H, in an order in which they can."""
    waiting: dict[int, list[list[int]]] = {}  # by option: [what the need still lacks, its owner]
    open_needs: dict[int, int] = {}
    learnt = []
    for skill in sorted(skills):
        needs = holding.needs(skill)
        open_needs[skill] = len(needs)
        if not needs:
            learnt.append(skill)
        for need in needs:
            state = [need.count, skill]
            for option in need.options:
                waiting.setdefault(option, []).append(state)
    for skill in learnt:
        for state in waiting.get(skill, ()):
            state[0] -= 1
            if state[0] == 0:
                open_needs[state[1]] -= 1
                if open_needs[state[1]] == 0:
                    learnt.append(state[1])
    return learnt
