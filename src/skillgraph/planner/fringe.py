"""What can be learnt next, ranked by what waits for it."""

from __future__ import annotations

from heapq import nsmallest
from math import log2
from typing import TYPE_CHECKING

from skillgraph.model.fringe import Candidate, Demand, Fringe
from skillgraph.model.problem import ESSENTIAL
from skillgraph.planner.holding import Holding, requirements_of, singled
from skillgraph.planner.network import effort_sum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem

#: Digits that worths are compared by: sums in another order differ beyond them.
_DIGITS = 9


def fringe(
    problem: Problem, demand: Demand, *, towards: Plan | None = None, limit: int | None = None
) -> Fringe:
    """Return the skills that can be learnt now, the most useful first; at most `limit` of them.

    Learnable is what is not held, not practised or waived, not avoided, and has its essential
    prerequisites met by what is held or assumed. With a plan only its steps are looked at, those
    first that most steps wait for; then, and without a plan from the start, the worth decides, the
    hours, and the position.

    A role that asks for a skill counts log2(roles / roles that ask for the skill), and k/n of that
    where it is one of n options of a choice: what every role asks for tells none of them apart. The
    worth of a skill is what it counts itself and what it opens counts.
    """
    holding = Holding(problem)
    worth = _Worth(holding, demand)
    waiting = None if towards is None else {s.skill: s.waiting for s in towards.steps}
    opens = _opened(holding)
    keys = []
    for skill in _learnable(holding, problem.skills if waiting is None else waiting):
        value = worth.of(skill)
        if skill in opens:
            value += sum([worth.of(other) for other in opens[skill]])
        keys.append((-waiting[skill] if waiting else 0, -round(value, _DIGITS), skill))
    # Only what may be among the first is looked at closely: there may be 10,000 others.
    if limit is not None and limit < len(keys):
        last = nsmallest(limit, keys)[-1][:2]
        close = [key for key in keys if key[:2] <= last]
    else:
        close = keys
    shown = sorted((*key[:2], effort_sum(problem, key[2]), key[2]) for key in close)[:limit]
    candidates = []
    for *_, skill in shown:
        opened_skills = tuple(sorted(opens.get(skill, ())))
        candidates.append(
            Candidate(
                skill,
                None if waiting is None else waiting[skill],
                opened_skills,
                worth.roles(skill),
                worth.of(skill),
                sum(worth.of(other) for other in opened_skills),
            )
        )
    return Fringe(tuple(candidates), holding.assumed, len(keys))


def _learnable(holding: Holding, wanted: Iterable[int]) -> list[int]:
    skills, levels = holding.problem.skills, holding.levels
    barred = holding.struck | holding.problem.options.avoid
    barred |= {skill for skill, levels_held in levels.items() if not levels_held}
    return [
        skill
        for skill in wanted
        if skill not in barred and not (skills[skill].requirements and holding.needs(skill))
    ]


def _opened(holding: Holding) -> dict[int, list[int]]:
    """Return by skill those whose prerequisites it alone completes."""
    opened: dict[int, list[int]] = {}
    barred = holding.struck | holding.levels.keys() | holding.problem.options.avoid
    for other, facts in holding.problem.skills.items():
        if not facts.requirements or other in barred:
            continue
        needs = holding.needs(other)
        if not needs or any(need.count > 1 for need in needs):
            continue
        common = set(needs[0].options).intersection(*(need.options for need in needs[1:]))
        for skill in common:
            opened.setdefault(skill, []).append(other)
    return opened


class _Worth:
    """What the roles that ask for a skill come to, those that have it met left out."""

    def __init__(self, holding: Holding, demand: Demand) -> None:
        self._holding = holding
        self._all = demand.roles
        self._alone = demand.alone
        self._asking: dict[int, int] = {}
        self._shares: dict[int, float] = {}
        for role, choice in demand.choices:
            is_open = role not in holding.problem.held_roles and not holding.meets(choice)
            for option in choice.options:
                self._asking[option] = self._asking.get(option, 0) + 1
                if is_open:
                    share = choice.count / len(choice.options)
                    self._shares[option] = self._shares.get(option, 0.0) + share
        self._met: dict[int, int] = {}
        for role in holding.problem.held_roles:
            for requirement in requirements_of(holding.problem, role):
                if requirement.importance == ESSENTIAL:
                    for single in singled(requirement):
                        if len(single.options) == 1:
                            (option,) = single.options
                            self._met[option] = self._met.get(option, 0) + 1

        # What roles ask for alone, and nothing that is held bears on, is worth the same by number.
        by_number = {n: n * log2(self._all / n) for n in set(self._alone.values())}
        self._plain = {skill: by_number[number] for skill, number in self._alone.items()}
        for skill in (*holding.struck, *holding.levels, *self._asking, *self._met):
            self._plain.pop(skill, None)

    def roles(self, skill: int) -> float:
        """Return how many roles ask for it that don't have it met; a choice counts k of n."""
        if skill in self._holding.struck or skill in self._holding.levels:
            return 0.0
        alone = self._alone.get(skill, 0) - self._met.get(skill, 0)
        return alone + self._shares.get(skill, 0.0)

    def of(self, skill: int) -> float:
        """Return their number, weighted by how rare it is to ask for the skill."""
        plain = self._plain.get(skill)
        if plain is not None:
            return plain
        asking = self._alone.get(skill, 0) + self._asking.get(skill, 0)
        return self.roles(skill) * log2(self._all / asking) if asking else 0.0
