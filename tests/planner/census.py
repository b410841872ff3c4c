"""What occurs in a problem and its answer, so that a run can show what it has tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.problem import ESSENTIAL, Options

from .definition import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem

#: All that the random problems of a test run must cover.
FEATURES = frozenset(
    {
        *(
            f"status {each}"
            for each in ("error", "held", "unknown", "impossible", "ready", "planned")
        ),
        *(f"option {name}" for name in Options._fields),
        *(f"cause {cause}" for cause in ("avoided", "circular", "lacks")),
        "several options",
        "skill as target",
        "held role",
        "start at a held role",
        "three stages",
        "no chain",
        "direct, with a choice",
        "other route dearer",
        "other route cheaper",
        "stage without requirements",
        "stage that can't be completed",
        "assumed",
        "assumed at a level",
        "vouched choice",
        "practise",
        "waived",
        "raise",
        "chosen, under the target",
        "two scales",
        "unknown effort",
        "step without effort",
        "k of n",
        "two of one choice taken",
        "choice without a runner-up",
        "dearer runner-up",
        "runner-up that takes none of them",
        "equal option",
        "step that others wait for",
        "cycle with an exit",
    }
)


def features(problem: Problem, plan: Plan | None) -> set[str]:
    """Return which of `FEATURES` a problem and its answer (None is an error) show."""
    shown = {f"status {plan.status if plan else 'error'}", *_features_of_question(problem)}
    return shown | set(_features_of_answer(problem, plan)) if plan else shown


def _features_of_question(problem: Problem) -> Iterator[str]:
    given = [
        name
        for name, usual in Options()._asdict().items()
        if getattr(problem.options, name) != usual
    ]
    yield from (f"option {name}" for name in given)
    if len(given) > 1:
        yield "several options"
    if problem.target in problem.skills:
        yield "skill as target"
    if problem.held_roles:
        yield "held role"
    needs = [need for skill in problem.skills.values() for need in skill.requirements]
    needs += [need for stage in problem.stages.values() for need in stage.requirements]
    scales = {need.level.scale for need in needs if need.level is not None}
    if len(scales) > 1:
        yield "two scales"


def _features_of_answer(problem: Problem, plan: Plan) -> Iterator[str]:
    yield from (f"cause {missing.cause}" for missing in plan.missing)
    if plan.assumed:
        yield "assumed"
    if plan.status in {"planned", "ready"}:
        yield from _features_of_stages(problem, plan)
        yield from _features_of_steps(problem, plan)
        yield from _features_of_choices(plan)


def _features_of_stages(problem: Problem, plan: Plan) -> Iterator[str]:
    if plan.stages[0] in problem.held_roles:
        yield "start at a held role"
    if len(plan.stages) > 2:
        yield "three stages"
    if plan.no_chain:
        yield "no chain"
        if plan.choices:
            yield "direct, with a choice"
    if plan.other_route:
        yield f"other route {'dearer' if plan.other_route.extra_cost > 0 else 'cheaper'}"
    yield from _features_of_rules(problem, plan)


def _features_of_rules(problem: Problem, plan: Plan) -> Iterator[str]:
    question = Question(problem)
    leading = {start for start, end in problem.moves if end == problem.target}
    for stage in leading - problem.held_roles:
        if not problem.stages[stage].requirements:
            yield "stage without requirements"
        if not all(ask.met(question.learnable) for ask in question.for_stage[stage]):
            yield "stage that can't be completed"
    asks = [ask for stage in plan.stages for ask in question.for_stage[stage]]
    if any(ask.vouched and ask.had.bit_count() < ask.needed for ask in asks):
        yield "vouched choice"
    if any(question.person.assumed.values()):
        yield "assumed at a level"


def _features_of_steps(problem: Problem, plan: Plan) -> Iterator[str]:
    if plan.practise:
        yield "practise"
    if plan.waived:
        yield "waived"
    steps = {step.skill for step in plan.steps}
    for step in plan.steps:
        effort = problem.skills[step.skill].effort_hours
        if effort is None:
            yield "unknown effort"
        if effort == (0, 0):
            yield "step without effort"
        if step.raised:
            yield "raise"
        if step.waiting:
            yield "step that others wait for"
        if step.skill in problem.options.choose and step.stage == problem.target:
            yield "chosen, under the target"
        if _is_in_cycle(problem, step.skill, steps):
            yield "cycle with an exit"


def _is_in_cycle(problem: Problem, skill: int, steps: set[int]) -> bool:
    options = {
        option
        for need in problem.skills[skill].requirements
        if need.importance == ESSENTIAL
        for option in need.options
    }
    return any(
        skill in need.options and need.importance == ESSENTIAL
        for option in options & steps
        for need in problem.skills[option].requirements
    )


def _features_of_choices(plan: Plan) -> Iterator[str]:
    for choice in plan.choices:
        if choice.requirement.count > 1:
            yield "k of n"
        if len(choice.chosen) > 1:
            yield "two of one choice taken"
        if choice.equal:
            yield "equal option"
        if choice.runner_up is None:
            yield "choice without a runner-up"
        elif not choice.runner_up.chosen:
            yield "runner-up that takes none of them"
        elif choice.runner_up.extra_cost:
            yield "dearer runner-up"
