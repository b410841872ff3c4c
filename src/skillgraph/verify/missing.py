"""Rule 10: what is missing where there is no plan, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.components import strongly_connected_components

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.plan import Cause
    from skillgraph.model.problem import Requirement
    from skillgraph.verify.person import Person


def expected_missing(person: Person, learnable: set[int]) -> dict[int, tuple[Cause, set[int]]]:
    """Return each skill that can't be had, from the target and the chosen skills down, and why."""
    problem = person.problem
    lacks: dict[int, set[int]] = {}
    queue = sorted(_lacking(person, person.asked_of_stage(problem.target), learnable))
    queue += sorted(problem.options.choose - person.had.keys() - learnable)
    for skill in queue:
        if skill not in lacks:
            barred = skill in problem.options.avoid or skill in person.had
            asked = [] if barred else person.mandatory(skill)
            lacks[skill] = _lacking(person, asked, learnable)
            queue += sorted(lacks[skill])
    components = strongly_connected_components({each: sorted(lacks[each]) for each in lacks})
    circular = {each for component in components if len(component) > 1 for each in component}
    circular |= {skill for skill in lacks if skill in lacks[skill]}
    avoid = problem.options.avoid
    return {
        skill: (
            "avoided" if skill in avoid else "circular" if skill in circular else "lacks",
            lacks[skill],
        )
        for skill in lacks
    }


def _lacking(person: Person, asked: Iterable[Requirement], learnable: set[int]) -> set[int]:
    """Return the options that can't be had of what can't be met."""
    return {
        option
        for need in asked
        if not person.meets(need, learnable)
        for option in person.left(need)[1] - learnable
        if not person.has(option, need.level)
    }
