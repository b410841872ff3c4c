"""What can be learnt next, by the definition, on random problems."""

from __future__ import annotations

import random
from collections import Counter
from math import log2
from typing import TYPE_CHECKING

import pytest

from skillgraph.model.fringe import Demand
from skillgraph.model.problem import ESSENTIAL
from skillgraph.planner import plan
from skillgraph.planner.fringe import fringe

from .agreement import answer
from .definition import Question, singles
from .drawing import seeded_problem

if TYPE_CHECKING:
    from skillgraph.model.problem import Problem, Requirement

BATCHES, BATCH_SIZE = 5, 200


def untargeted(problem: Problem) -> Problem:
    """Return the problem as it is asked without a target: there, only essentials count."""
    return problem._replace(target=-1, options=problem.options._replace(include=ESSENTIAL))


def essentials(problem: Problem, role: int) -> list[Requirement]:
    needs = problem.stages[role].requirements
    return [single for n in needs if n.importance == ESSENTIAL for single in singles(n)]


def demand_of(problem: Problem, near: dict[int, float]) -> Demand:
    asking: Counter[int] = Counter()
    alone: dict[int, tuple[float, float]] = {}
    choices = []
    for role in problem.stages:
        for need in essentials(problem, role):
            if len(need.options) > 1:
                choices.append((role, need))
                continue
            (skill,) = need.options
            asking[skill] += 1
            if role in near:
                number, shares = alone.get(skill, (0, 0.0))
                alone[skill] = (number + 1, shares + near[role])
    roles = sum(bool(stage.requirements) for stage in problem.stages.values())
    return Demand(near, alone, tuple(choices), dict(asking), roles)


def near_roles(problem: Problem, seed: int) -> dict[int, float]:
    """Draw shares for some of the roles that aren't held."""
    chance = random.Random(seed)  # noqa: S311 -- a drawing that is the same each time
    return {
        role: chance.choice((0.1, 0.25, 1.0))
        for role in problem.stages
        if role not in problem.held_roles and chance.random() < 0.7
    }


def learnable(question: Question, learnt: int = 0) -> set[int]:
    """Return what can be learnt once some skills are: no step, and each prerequisite met."""
    return {
        skill
        for skill in question.problem.skills
        if question.may_be_step(skill)
        and not learnt >> skill & 1
        and question.can_follow(skill, learnt)
    }


def worth(
    problem: Problem, near: dict[int, float], question: Question, skill: int
) -> tuple[float, float]:
    """Return how many roles near ask for a skill and have it not met, and what they come to."""
    if skill in question.struck or question.had >> skill & 1:
        return 0.0, 0.0
    asking, roles, shares = 0, 0.0, 0.0
    for role in problem.stages:
        for need in essentials(problem, role):
            if skill not in need.options:
                continue
            asking += 1
            choice = len(need.options) > 1
            if role not in near or (choice and question.ask(need, question.struck).met(0)):
                continue
            roles += need.count / len(need.options)
            shares += need.count / len(need.options) * near[role]
    all_roles = sum(bool(stage.requirements) for stage in problem.stages.values())
    return roles, shares * log2(all_roles / asking) if asking else 0.0


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_fringe_is_that_of_the_definition(batch: int) -> None:
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = untargeted(seeded_problem(seed))
        question = Question(problem)
        near = near_roles(problem, seed)
        found = fringe(problem, demand_of(problem, near))
        now = learnable(question)
        assert {each.skill for each in found.candidates} == now, f"seed {seed}"
        assert set(found.assumed) == set(question.person.assumed)
        for each in found.candidates:
            then = learnable(question, 1 << each.skill)
            opens = {o for o in then - now if not question.had >> o & 1}
            assert set(each.opens) == opens - {each.skill}, f"seed {seed}"
            roles, own = worth(problem, near, question, each.skill)
            assert (each.roles, each.own) == pytest.approx((roles, own)), f"seed {seed}"
            opened = sum(worth(problem, near, question, other)[1] for other in each.opens)
            assert each.opened == pytest.approx(opened)


def test_the_most_useful_come_first() -> None:
    for seed in range(300):
        problem = untargeted(seeded_problem(seed))
        question = Question(problem)
        found = fringe(problem, demand_of(problem, near_roles(problem, seed))).candidates
        keys = [(-round(e.own + e.opened, 9), question.effort(e.skill), e.skill) for e in found]
        assert keys == sorted(keys)


def test_towards_a_target_it_is_the_steps_that_can_be_made_now() -> None:
    seen = 0
    for seed in range(600):
        problem = seeded_problem(seed)
        towards = answer(plan, problem)
        if towards is None or not towards.steps:
            continue
        seen += 1
        question = Question(problem)
        demand = demand_of(problem, near_roles(problem, seed))
        found = fringe(problem, demand, towards=towards).candidates
        first = [step for step in towards.steps if question.can_follow(step.skill, 0)]
        wanted = {step.skill: step.waiting for step in first}
        assert {each.skill: each.waiting for each in found} == wanted, f"seed {seed}"
        assert [each.waiting for each in found] == sorted(wanted.values(), reverse=True)
    assert seen > 200
