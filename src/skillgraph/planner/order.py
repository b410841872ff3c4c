"""The order of steps: rule 8 of DESIGN section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.planner.network import effort_sum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from skillgraph.planner.holding import Holding, Need


class Placed:
    """A step, the stage it stands under, and how many other steps wait for it."""

    __slots__ = ("skill", "stage", "waiting")

    def __init__(self, skill: int, stage: int, waiting: int) -> None:
        self.skill = skill
        self.stage = stage
        self.waiting = waiting


def order_steps(
    holding: Holding, stages: Iterable[int], plan: Collection[int]
) -> tuple[Placed, ...]:
    """Return the skills of a plan in the order in which a person learns them.

    Stage by stage; within one, among those that can be learnt, first the one that most others of
    the plan wait for, then the shorter, then by position.
    """
    problem = holding.problem
    draws = {skill: _drawn(holding.needs(skill), plan) for skill in plan}
    stage_of: dict[int, int] = {}
    for stage in stages:
        for skill in _closure(_drawn(holding.stage_needs(stage), plan), draws):
            stage_of.setdefault(skill, stage)
    for skill in plan:
        stage_of.setdefault(skill, problem.target)
    waiting = dict.fromkeys(plan, 0)
    for skill in plan:
        for drawn in _closure(draws[skill], draws) - {skill}:
            waiting[drawn] += 1
    rank = {skill: (-waiting[skill], effort_sum(problem, skill), skill) for skill in plan}
    placed = []
    learnt: set[int] = set()
    for stage in stages:
        left = sorted((s for s in plan if stage_of[s] == stage), key=rank.__getitem__)
        while left:
            skill = next(s for s in left if _learnable(holding.needs(s), learnt))
            left.remove(skill)
            learnt.add(skill)
            placed.append(Placed(skill, stage, waiting[skill]))
    return tuple(placed)


def _drawn(needs: Iterable[Need], plan: Collection[int]) -> set[int]:
    return {option for need in needs for option in need.unstruck if option in plan}


def _closure(start: set[int], draws: dict[int, set[int]]) -> set[int]:
    found = set(start)
    queue = list(start)
    while queue:
        for skill in draws[queue.pop()] - found:
            found.add(skill)
            queue.append(skill)
    return found


def _learnable(needs: Iterable[Need], learnt: set[int]) -> bool:
    return all(sum(o in learnt for o in need.options) >= need.count for need in needs)
