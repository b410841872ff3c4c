"""Rules 2, 6 and 8: whether the steps are a plan, and stand where they should."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from skillgraph.model.components import strongly_connected_components
from skillgraph.model.verification import Violation
from skillgraph.verify.needs import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skillgraph.model.plan import Step
    from skillgraph.model.problem import Requirement
    from skillgraph.verify.needs import Need, Needs
    from skillgraph.verify.person import Person


def check_steps(
    person: Person, stages: Sequence[int], steps: Sequence[Step]
) -> Iterator[Violation]:
    """Yield what is wrong with a plan's steps as a set, and as an order."""
    problem = person.problem
    learnt = {step.skill for step in steps}
    asked = _raised(person, stages, learnt)
    for at, step in enumerate(steps):
        if (told := _unfit(person, asked, step)) is not None:
            rule = 2 if step.skill in person.struck else 6
            yield Violation(rule, told, (step.skill,), f"steps[{at}]")
    for skill in sorted(problem.options.choose - learnt - person.had.keys()):
        yield Violation(6, "{0} was chosen, and is no step", (skill,), "steps")
    for stage in stages:
        for need in person.asked_of_stage(stage):
            if not person.meets(need, learnt):
                told = "{0} asks for {1}, which the steps don't bring"
                yield _unmet(stage, need, told, "steps")
    yield from _check_order(person, steps)


def relied_on(person: Person, stages: Sequence[int], learnt: set[int]) -> set[int]:
    """Return the practised and waived skills that a plan counts on without their being held."""
    asked = [need for stage in stages for need in person.asked_of_stage(stage)]
    asked += [need for skill in learnt for need in person.asked_of_step(skill)]
    return {
        option
        for need in asked
        if not person.meets_unstruck(need, learnt)
        for option in need.options
        if option in person.struck and not person.has(option, need.level)
    }


def expected_order(
    needs: Needs, stages: Sequence[int], learnt: set[int]
) -> list[tuple[int, int, int]]:
    """Return each step with its stage and how many steps wait for it, in the order of rule 8."""
    person = needs.person
    pulled = {skill: _pulled(needs.of_step(skill), learnt) for skill in sorted(learnt)}
    count = waiting_for(pulled)
    waiting = Waiting(needs, learnt)
    ready = set(waiting.ready())
    placed: list[tuple[int, int, int]] = []
    left = set(learnt)

    def key(skill: int) -> tuple[int, int, int]:
        return -count[skill], effort(person, skill), skill

    for stage in stages:
        reached = _reached(pulled, _pulled(needs.of_stage(stage), learnt))
        todo = left & (learnt if stage == person.problem.target else reached)
        heap = [key(skill) for skill in todo & ready]
        heapify(heap)
        while heap:
            *_, skill = heappop(heap)
            placed.append((skill, stage, count[skill]))
            todo.remove(skill)
            left.remove(skill)
            for freed in waiting.learn(skill):
                ready.add(freed)
                if freed in todo:
                    heappush(heap, key(freed))
        if todo:  # told as a fault of the order itself
            return placed
    return placed


def waiting_for(pulled: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return for each skill how many others lead to it, however many steps away.

    >>> waiting_for({1: [2], 2: [3], 3: [2]})
    {1: 0, 2: 2, 3: 2}
    """
    components = strongly_connected_components(pulled)
    of = {skill: at for at, component in enumerate(components) for skill in component}
    bits = {skill: 1 << at for at, skill in enumerate(pulled)}  # a set of skills is a mask
    above = [0] * len(components)
    found = dict.fromkeys(pulled, 0)
    for at in reversed(range(len(components))):  # those that lead to others come last
        component = components[at]
        mask = above[at] | sum(bits[skill] for skill in component)
        above[at] = 0
        for skill in component:
            found[skill] = mask.bit_count() - 1
            for option in pulled[skill]:
                if of[option] != at:
                    above[of[option]] |= mask
    return found


def effort(person: Person, skill: int) -> int:
    """Return min + max hours of a skill, the default where they are unknown (rule 7)."""
    problem = person.problem
    return sum(problem.skills[skill].effort_hours or problem.default_effort_hours)


def cost(person: Person, skill: int) -> int:
    """Return what a step costs, in the unit that was asked for (rule 7)."""
    return 1 if person.problem.options.by == "count" else effort(person, skill)


def _unfit(person: Person, asked: set[int], step: Step) -> str | None:
    """Return why a skill can't be the step that it is said to be, or None."""
    skill = step.skill
    if skill in person.problem.options.avoid:
        return "{0} is avoided, and a step"
    if skill in person.struck:
        return "{0} is practised or waived, and a step"
    if person.had.get(skill) == {}:
        return "{0} is held, and a step"
    if step.raised != (skill in person.had):
        return "{0} is wrongly marked as a raise, or as none"
    if step.raised and skill not in asked:
        return "nothing asks for a higher level of {0}"
    return None


def _check_order(person: Person, steps: Sequence[Step]) -> Iterator[Violation]:
    done: set[int] = set()
    for at, step in enumerate(steps):
        for need in person.asked_of_step(step.skill):
            if not person.meets(need, done):
                told = "{0} builds on {1}, which no step before it brings"
                yield _unmet(step.skill, need, told, f"steps[{at}]")
        done.add(step.skill)


def _unmet(owner: int, need: Requirement, told: str, path: str) -> Violation:
    if need.count == len(need.options):
        return Violation(6, told, (owner, need.options[0]), path)
    listed = ", ".join(f"{{{number}}}" for number in range(1, len(need.options) + 1))
    told = told.replace("{1}", f"{need.count} of {listed}")
    return Violation(6, told, (owner, *need.options), path)


def _raised(person: Person, stages: Sequence[int], learnt: set[int]) -> set[int]:
    """Return the skills that something asks for, at a level at which they are not had."""
    asked = [need for stage in stages for need in person.asked_of_stage(stage)]
    asked += [need for step in learnt for need in person.asked_of_step(step)]
    return {
        skill
        for need in asked
        for skill in person.left(need)[1]
        if not person.has(skill, need.level)
    }


def _pulled(needs: Iterable[Need], learnt: set[int]) -> list[int]:
    """Return the steps among the options of what H alone does not meet."""
    return sorted({option for need in needs for option in need.unstruck if option in learnt})


def _reached(pulled: Mapping[int, Sequence[int]], first: Iterable[int]) -> set[int]:
    """Return the steps reached from some steps on, these included."""
    queue = [*first]
    reached = set(queue)
    for skill in queue:
        further = [each for each in pulled[skill] if each not in reached]
        reached.update(further)
        queue += further
    return reached
