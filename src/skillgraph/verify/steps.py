"""Rules 2, 6 and 8: whether the steps are a plan, and stand where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.verification import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.model.plan import Step
    from skillgraph.model.problem import Requirement
    from skillgraph.verify.person import Person


def check_steps(
    person: Person, stages: Sequence[int], steps: Sequence[Step]
) -> Iterator[Violation]:
    """Yield what is wrong with a plan's steps as a set, and as an order."""
    problem = person.problem
    learnt = {step.skill for step in steps}
    if len(learnt) < len(steps):
        yield Violation(6, "a step comes twice", (), "steps")
    for at, step in enumerate(steps):
        if (told := _unfit(person, stages, learnt, step)) is not None:
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
    person: Person, stages: Sequence[int], learnt: set[int]
) -> list[tuple[int, int, int]]:
    """Return each step with its stage and how many steps wait for it, in the order of rule 8."""
    waits_for = {
        skill: _reached(person, _pulled(person, person.asked_of_step(skill), learnt), learnt)
        for skill in learnt
    }
    waiting = {
        skill: sum(skill in below for other, below in waits_for.items() if other != skill)
        for skill in learnt
    }
    efforts = {skill: effort(person, skill) for skill in learnt}
    placed: list[tuple[int, int, int]] = []
    done: set[int] = set()
    for stage in stages:
        asked = person.asked_of_stage(stage)
        reached = _reached(person, _pulled(person, asked, learnt), learnt)
        todo = (learnt if stage == person.problem.target else reached) - done
        while todo:
            ready = [s for s in todo if _can_follow(person, s, done)]
            if not ready:  # told as a fault of the order itself
                return placed
            skill = min(ready, key=lambda s: (-waiting[s], efforts[s], s))
            placed.append((skill, stage, waiting[skill]))
            done.add(skill)
            todo.remove(skill)
    return placed


def effort(person: Person, skill: int) -> int:
    """Return min + max hours of a skill, the default where they are unknown (rule 7)."""
    problem = person.problem
    return sum(problem.skills[skill].effort_hours or problem.default_effort_hours)


def cost(person: Person, skill: int) -> int:
    """Return what a step costs, in the unit that was asked for (rule 7)."""
    return 1 if person.problem.options.by == "count" else effort(person, skill)


def _unfit(person: Person, stages: Sequence[int], learnt: set[int], step: Step) -> str | None:
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
    if step.raised and not _raise_is_asked(person, stages, learnt, skill):
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


def _raise_is_asked(person: Person, stages: Sequence[int], learnt: set[int], skill: int) -> bool:
    asked = [need for stage in stages for need in person.asked_of_stage(stage)]
    asked += [need for step in learnt for need in person.asked_of_step(step)]
    return any(
        skill in person.left(need)[1] and not person.has(skill, need.level) for need in asked
    )


def _can_follow(person: Person, skill: int, done: set[int]) -> bool:
    return all(person.meets(need, done) for need in person.asked_of_step(skill))


def _pulled(person: Person, asked: Iterable[Requirement], learnt: set[int]) -> set[int]:
    """Return the steps among the options of what H alone does not meet."""
    return {
        option
        for need in asked
        if not person.meets(need)
        for option in person.left(need)[1]
        if option in learnt
    }


def _reached(person: Person, first: set[int], learnt: set[int]) -> set[int]:
    """Return the steps reached from some steps on, these included."""
    reached = set(first)
    queue = list(first)
    for skill in queue:
        further = _pulled(person, person.asked_of_step(skill), learnt) - reached
        reached |= further
        queue.extend(further)
    return reached
