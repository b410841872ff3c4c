"""What a target itself lists, and what of it is missing; nothing that its list builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.gap import Gap, GapItem, PractisedItem
from skillgraph.planner.holding import Holding, requirements_of
from skillgraph.planner.network import effort_sum

if TYPE_CHECKING:
    from skillgraph.model.problem import Problem, Requirement


def gap(problem: Problem) -> Gap:
    """Return the target's requirements of every importance, each met or not by rules 1 and 2.

    A requirement that practised skills alone can meet is listed by its practised skills.
    """
    holding = Holding(problem)
    items = [
        _item(holding, requirement)
        for requirement in requirements_of(problem, problem.target)
        if not holding.asks_nothing(requirement)
    ]
    return Gap(tuple(items), practised_items(holding), holding.assumed)


def practised_items(holding: Holding) -> tuple[PractisedItem, ...]:
    """Return the target's practised skills that are enough for a requirement, each once."""
    practised: dict[int, PractisedItem] = {}
    if not holding.struck:
        return ()
    for requirement in requirements_of(holding.problem, holding.problem.target):
        if holding.asks_nothing(requirement):
            for skill in requirement.options:
                if skill in holding.struck:
                    met = holding.has(skill, requirement.level)
                    item = PractisedItem(skill, requirement.importance, met)
                    practised[skill] = min(practised.get(skill, item), item)
    return tuple(practised.values())


def _item(holding: Holding, requirement: Requirement) -> GapItem:
    met_by = tuple(o for o in requirement.options if holding.has(o, requirement.level))
    need = holding.need(requirement)
    if need is None:
        return GapItem(requirement, met=True, met_by=met_by)
    problem = holding.problem
    by_effort = sorted(need.options, key=lambda skill: (effort_sum(problem, skill), skill))
    shortest = tuple(by_effort[: need.count])
    after = tuple(below.requirement for below in holding.needs(shortest[0]))
    return GapItem(requirement, met=False, met_by=met_by, shortest=shortest, after=after)
