"""What a change of a problem does to its plan, whatever the plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from skillgraph.model.problem import Options, Problem, Requirement
from skillgraph.planner import plan
from skillgraph.planner.gap import gap

from .agreement import answer, essence
from .drawing import problems
from .notation import Notation

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

RUN = settings(max_examples=300, deadline=None, derandomize=True)


def renumbered(problem: Problem, number: Callable[[int], int]) -> Problem:
    """Return the problem with other numbers for its nodes."""

    def nodes(some: frozenset[int]) -> frozenset[int]:
        return frozenset(map(number, some))

    def needs(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        return tuple(
            need._replace(key=need.key + 100, options=tuple(map(number, need.options)))
            for need in requirements
        )

    sets: dict[str, Any] = {
        name: nodes(value)
        for name, value in problem.options._asdict().items()
        if isinstance(value, frozenset)
    }
    return Problem(
        skills={
            number(skill): node._replace(requirements=needs(node.requirements))
            for skill, node in problem.skills.items()
        },
        stages={
            number(stage): node._replace(requirements=needs(node.requirements))
            for stage, node in problem.stages.items()
        },
        moves=tuple((number(start), number(end)) for start, end in problem.moves),
        held_skills={number(skill): level for skill, level in problem.held_skills.items()},
        held_roles=nodes(problem.held_roles),
        target=number(problem.target),
        options=problem.options._replace(**sets),
        default_effort_hours=problem.default_effort_hours,
    )


def lettered(problem: Problem) -> dict[str, Any]:
    """Return an answer with names by position, which outlive new numbers."""
    given_plan = answer(plan, problem)
    lines = Notation(problem).plan_lines(given_plan).splitlines() if given_plan else []
    return {"status": given_plan and given_plan.status, "lines": sorted(lines)}


@RUN
@given(problems(), st.randoms(use_true_random=False))
def test_numbers_that_keep_the_order_change_nothing(problem: Problem, rng: random.Random) -> None:
    nodes = sorted([*problem.skills, *problem.stages])
    numbers = dict(zip(nodes, sorted(rng.sample(range(3 * len(nodes)), len(nodes))), strict=True))
    assert lettered(renumbered(problem, numbers.__getitem__)) == lettered(problem)


def shuffled(problem: Problem, rng: random.Random) -> Problem:
    """Return the problem with all that has no meaning by its order in another order."""

    def some(items: Iterable[Any]) -> list[Any]:
        listed = list(items)
        rng.shuffle(listed)
        return listed

    def needs(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        return tuple(
            need._replace(options=tuple(some(need.options))) for need in some(requirements)
        )

    return problem._replace(
        skills={
            skill: node._replace(requirements=needs(node.requirements))
            for skill, node in some(problem.skills.items())
        },
        stages={
            stage: node._replace(requirements=needs(node.requirements))
            for stage, node in some(problem.stages.items())
        },
        moves=tuple(some(problem.moves)),
        held_skills=dict(some(problem.held_skills.items())),
    )


@RUN
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_listing_requirements_changes_nothing(
    problem: Problem, rng: random.Random
) -> None:
    assert essence(answer(plan, shuffled(problem, rng))) == essence(answer(plan, problem))


def without_levels(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    return tuple(need._replace(level=None) for need in requirements)


def cheapest_without_levels(problem: Problem) -> Problem:
    options: Options = problem.options._replace(route="cheapest", choose=frozenset())
    return problem._replace(
        skills={
            skill: node._replace(requirements=without_levels(node.requirements))
            for skill, node in problem.skills.items()
        },
        stages={
            stage: node._replace(requirements=without_levels(node.requirements))
            for stage, node in problem.stages.items()
        },
        held_skills=dict.fromkeys(problem.held_skills),
        options=options,
    )


@RUN
@given(problems(), st.randoms(use_true_random=False))
def test_one_more_held_skill_never_costs_more(drawn: Problem, rng: random.Random) -> None:
    problem = cheapest_without_levels(drawn)
    before = answer(plan, problem)
    # Where no chain exists, what is held may open the first one, and a stage more costs more.
    if before is None or before.cost is None or before.no_chain:
        reject()
    also = rng.choice(sorted(problem.skills))
    after = plan(problem._replace(held_skills={**problem.held_skills, also: None}))
    assert after.cost is not None
    assert after.cost <= before.cost


def by_one_route(problem: Problem) -> Problem:
    options = problem.options._replace(direct=True, via=frozenset())
    return problem._replace(options=options)


def without_one(problem: Problem, owner: int, at: int) -> Problem:
    """Return the problem without one of the requirements of a skill or a stage."""
    nodes: Any = problem.skills if owner in problem.skills else problem.stages
    node = nodes[owner]
    kept = node.requirements[:at] + node.requirements[at + 1 :]
    nodes = {**nodes, owner: node._replace(requirements=kept)}
    if owner in problem.skills:
        return problem._replace(skills=nodes)
    return problem._replace(stages=nodes)


@RUN
@given(problems(), st.randoms(use_true_random=False))
def test_one_requirement_less_never_costs_more(drawn: Problem, rng: random.Random) -> None:
    """By one route, of what is neither held nor assumed: that would be less to assume from."""
    problem = by_one_route(drawn)
    before = answer(plan, problem)
    if before is None or before.cost is None:
        reject()
    held = {*problem.held_skills, *problem.held_roles, *before.assumed}
    owners = [
        owner
        for owner, node in {**problem.skills, **problem.stages}.items()
        if node.requirements and owner not in held
    ]
    if not owners:
        reject()
    owner = rng.choice(sorted(owners))
    node: Any = problem.skills.get(owner) or problem.stages[owner]
    after = answer(plan, without_one(problem, owner, rng.randrange(len(node.requirements))))
    assert after is not None
    assert after.status == "unknown" or (after.cost is not None and after.cost <= before.cost)


@RUN
@given(problems(), st.randoms(use_true_random=False))
def test_a_requirement_less_or_a_level_more_shows_in_the_gap(
    problem: Problem, rng: random.Random
) -> None:
    found = gap(problem)
    node: Any = problem.skills.get(problem.target) or problem.stages[problem.target]
    if not node.requirements:
        reject()
    at = rng.randrange(len(node.requirements))
    requirement = node.requirements[at]
    less = gap(without_one(problem, problem.target, at))
    listed = [item.requirement for item in found.items]
    if requirement in listed:
        listed.remove(requirement)
    assert [item.requirement for item in less.items] == listed
    held = [o for o in requirement.options if problem.held_skills.get(o) is not None]
    if len(requirement.options) != 1 or not held or problem.target in problem.skills:
        return
    level = problem.held_skills[held[0]]
    assert level is not None
    higher = requirement._replace(level=level._replace(value=level.value + 1))
    needs = (*node.requirements[:at], higher, *node.requirements[at + 1 :])
    stages = {**problem.stages, problem.target: node._replace(requirements=needs)}
    item = next(
        (e for e in gap(problem._replace(stages=stages)).items if e.requirement == higher), None
    )
    assert item is None or not item.met
