"""What can be learnt next, ranked by what waits for it."""

from __future__ import annotations

from heapq import nsmallest
from math import log2
from typing import TYPE_CHECKING

from skillgraph.model.fringe import Candidate, Demand, Fringe
from skillgraph.planner.holding import Holding
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

    A role near that asks for a skill counts its share, times log2(roles / roles that ask for the
    skill), and k/n of that where it is one of n options of a choice: neither what is far off nor
    what every role asks for drowns the rest. The worth of a skill is what it counts itself and what
    it opens counts.
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
    """What the roles near that ask for a skill come to, those that have it met left out."""

    def __init__(self, holding: Holding, demand: Demand) -> None:
        self._had = holding.struck | holding.levels.keys()
        self._all = demand.roles
        self._asking = dict(demand.asking)
        #: How many roles ask for a skill, and the sum of their shares.
        self._wanted = dict(demand.alone)
        for role, choice in demand.choices:
            share = demand.near.get(role, 0.0)
            is_open = role in demand.near and not holding.meets(choice)
            part = choice.count / len(choice.options)
            for option in choice.options:
                self._asking[option] = self._asking.get(option, 0) + 1
                if is_open:
                    number, shares = self._wanted.get(option, (0, 0.0))
                    self._wanted[option] = (number + part, shares + part * share)

    def roles(self, skill: int) -> float:
        """Return how many roles near ask for it and don't have it met; a choice counts k of n."""
        return 0.0 if skill in self._had else self._wanted.get(skill, (0.0, 0.0))[0]

    def of(self, skill: int) -> float:
        """Return the sum of their shares, weighted by how rare it is to ask for the skill."""
        wanted = self._wanted.get(skill)
        if wanted is None or skill in self._had:
            return 0.0
        return wanted[1] * log2(self._all / self._asking[skill])
