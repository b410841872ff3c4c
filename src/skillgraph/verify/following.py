"""What follows from the stages and steps of a plan: reasons, choices, and what else is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.plan import Reason
from skillgraph.model.problem import ESSENTIAL, Requirement
from skillgraph.verify.needs import need_of
from skillgraph.verify.person import stated
from skillgraph.verify.steps import effort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillgraph.verify.needs import Need, Needs
    from skillgraph.verify.person import Person


def reasons(
    needs: Needs, stages: Sequence[int], steps: Sequence[int]
) -> dict[int, tuple[Reason, ...]]:
    """Return of each step the open requirements that it serves: of the stages, then of the steps.

    Each is rule 12's: an open requirement of a stage or a step that has it among its options.
    """
    found: dict[int, list[Reason]] = {skill: [] for skill in steps}
    for owner, need in _asked(needs, stages, steps):
        for option in need.requirement.options:
            if option in need.options and option in found:
                found[option].append(Reason(owner, need.requirement))
    return {skill: tuple(each) for skill, each in found.items()}


def open_choices(
    needs: Needs, stages: Sequence[int], learnt: set[int]
) -> Iterator[tuple[int, Need]]:
    """Yield each choice that H doesn't meet and a step has a part in, with its owner, once."""
    told: set[tuple[int, Requirement]] = set()
    for owner, need in _asked(needs, stages, sorted(learnt)):
        requirement = need.requirement
        is_choice = requirement.count < len(requirement.options)
        if is_choice and need.unstruck & learnt and (owner, requirement) not in told:
            told.add((owner, requirement))
            yield owner, need


def recommended(person: Person, learnt: set[int]) -> Iterator[Requirement]:
    """Yield what the target asks for beyond what was included, and H and the steps don't bring."""
    for requirement in stated(person.problem, person.problem.target):
        if requirement.importance > person.problem.options.include:
            need = need_of(person, requirement)
            if need is not None and len(need.options & learnt) < need.count:
                yield requirement


def essentials(person: Person, stage: int) -> tuple[int, int]:
    """Return how many mandatory requirements of a stage H meets, and how many there are.

    Those that practised and waived options meet are left out of both; a skill asks for itself.
    """
    asked = person.mandatory(stage)
    if stage in person.problem.skills:
        asked = [Requirement(-1, (stage,), 1, ESSENTIAL), *asked]
    left = [need for need in asked if person.left(need)[0] > 0]
    return sum(person.meets(need) for need in left), len(left)


def critical_path(
    person: Person, steps: Sequence[int], because: Mapping[int, Sequence[Reason]]
) -> list[int]:
    """Return the steps that wait for each other longest, by min + max hours, in their order.

    A step waits for those before it that serve one of its open prerequisites; of chains as long as
    each other it is the one whose last steps come first.
    """
    at = {skill: place for place, skill in enumerate(steps)}
    serving: dict[int, list[int]] = {skill: [] for skill in steps}
    for each in steps:
        for owner in {reason.owner for reason in because[each]}:
            if at[each] < at.get(owner, 0):
                serving[owner].append(each)
    longest: dict[int, tuple[int, list[int]]] = {}
    for skill in steps:
        hours, chain = max(
            (longest[each] for each in serving[skill]),
            key=lambda found: (found[0], [-at[each] for each in reversed(found[1])]),
            default=(0, []),
        )
        longest[skill] = (hours + effort(person, skill), [*chain, skill])
    hours, chain = max(
        longest.values(),
        key=lambda found: (found[0], [-at[each] for each in reversed(found[1])]),
        default=(0, []),
    )
    return chain


def _asked(needs: Needs, stages: Sequence[int], steps: Sequence[int]) -> Iterator[tuple[int, Need]]:
    for stage in stages:
        yield from ((stage, need) for need in needs.of_stage(stage))
    for skill in steps:
        yield from ((skill, need) for need in needs.of_step(skill))
