"""How long the steps of a plan wait for each other, whatever time a person has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.planner.network import effort_sum

if TYPE_CHECKING:
    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem


def critical_path(problem: Problem, found: Plan) -> tuple[int, ...]:
    """Return the steps that wait for each other longest, by min + max hours, in their order.

    A step waits for those before it that one of its open prerequisites has among its options. Of
    equally long chains it is the one whose last steps come first.
    """
    order = {step.skill: at for at, step in enumerate(found.steps)}
    waits: dict[int, list[int]] = {skill: [] for skill in order}
    for step in found.steps:
        for reason in step.because:
            if order.get(reason.owner, -1) > order[step.skill]:
                waits[reason.owner].append(step.skill)
    longest: dict[int, int] = {}
    before: dict[int, int | None] = {}
    for skill in order:
        first = max(
            dict.fromkeys(waits[skill]),
            key=lambda each: (longest[each], -order[each]),
            default=None,
        )
        before[skill] = first
        longest[skill] = effort_sum(problem, skill) + (0 if first is None else longest[first])
    last = max(order, key=lambda skill: (longest[skill], -order[skill]), default=None)
    path: list[int] = []
    while last is not None:
        path.append(last)
        last = before[last]
    return tuple(reversed(path))
