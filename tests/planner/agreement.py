"""Whether two answers to a problem agree, and whether an answer's reasons are true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.errors import InvalidInput
from skillgraph.model.problem import ESSENTIAL

from .definition import Question, singles
from .notation import Notation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillgraph.model.plan import Missing, Plan, Step
    from skillgraph.model.problem import Problem, Requirement

    Planner = Callable[[Problem], Plan]


def answer(planner: Planner, problem: Problem) -> Plan | None:
    """Return a planner's answer; None says that the question contradicts itself."""
    try:
        return planner(problem)
    except InvalidInput:
        return None


def essence(plan: Plan | None) -> dict[str, Any]:
    """Return all of an answer that the definition settles, in a form that compares."""
    if plan is None:
        return {"status": "error"}
    made = plan.status in {"planned", "ready"}
    return {
        "status": plan.status,
        "cost": plan.cost,
        "optimal": plan.optimal if made else None,
        "lower bound": plan.lower_bound if made else None,
        "stages": plan.stages,
        "steps": [(step.skill, step.stage, step.raised, step.waiting) for step in plan.steps],
        "assumed": plan.assumed,
        "practise": plan.practise,
        "waived": plan.waived,
        "no chain": plan.no_chain,
        "choices": sorted(
            (
                choice.owner,
                choice.requirement.count,
                sorted(choice.requirement.options),
                choice.chosen,
                choice.equal,
                choice.runner_up or (),
            )
            for choice in plan.choices
        ),
        "other route": plan.other_route,
        "missing": [_cause(missing) for missing in plan.missing],
    }


def _cause(missing: Missing) -> tuple[int, str, tuple[int, ...]]:
    return missing.skill, missing.cause, missing.lacks if missing.cause == "lacks" else ()


def disagreement(expected: Plan | None, given: Plan | None) -> str:
    """Return the parts in which two answers differ, separated by commas; none is an empty text."""
    left, right = essence(expected), essence(given)
    return ", ".join(key for key in {**left, **right} if left.get(key) != right.get(key))


def report(problem: Problem, expected: Plan | None, given: Plan | None) -> str:
    """Return a problem in one line and the two answers below it."""
    notation = Notation(problem)
    wanted, got = (notation.plan_lines(plan) if plan else "  error" for plan in (expected, given))
    parts = disagreement(expected, given)
    return f"{notation.problem_line()}\ndiffers in {parts}; expected\n{wanted}\ngot\n{got}"


def iter_untrue_reasons(problem: Problem, plan: Plan) -> Iterator[str]:
    """Yield each reason of a step that isn't so, and each step that a stage reaches without one.

    A reason is a mandatory requirement of an unheld stage of the plan or of a step that is no
    raise, which H alone doesn't meet and of which the step is an option.
    """
    notation, question = Notation(problem), Question(problem)
    steps = {step.skill: step for step in plan.steps}
    owners = {stage for stage in plan.stages if stage not in problem.held_roles}
    owners |= {step.skill for step in plan.steps if not step.raised}
    for step in plan.steps:
        if not step.because and any(_asks_for(step, owner, question) for owner in owners):
            yield f"{notation.names[step.skill]} has no reason"
        for owner, requirement in step.because:
            if owner == step.skill == problem.target:
                continue
            stated = (problem.skills.get(owner) or problem.stages[owner]).requirements
            whole = {each for need in stated for each in (need, *singles(need))}
            if owner not in owners or requirement not in whole:
                yield f"{notation.names[owner]} does not ask for {requirement}"
            elif not _serves(step, requirement, question, owner):
                yield f"{notation.names[step.skill]} does not serve {requirement} of {owner}"
    if len(steps) != len(plan.steps):
        yield "a step comes twice"


def _serves(step: Step, requirement: Requirement, question: Question, owner: int) -> bool:
    least = question.problem.options.include if owner == question.problem.target else ESSENTIAL
    return requirement.importance <= least and any(
        step.skill in need.options and not question.ask(need, question.struck).met(0)
        for need in singles(requirement)
    )


def _asks_for(step: Step, owner: int, question: Question) -> bool:
    asks = question.for_skill[owner] if owner in question.for_skill else question.for_stage[owner]
    return any(ask.options >> step.skill & 1 and not ask.met(0) for ask in asks)
