"""How far roles are covered, by the definition, on random problems."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from skillgraph.model.match import Listing
from skillgraph.model.problem import ESSENTIAL
from skillgraph.planner import plan
from skillgraph.planner.gap import gap
from skillgraph.planner.match import match, may_meet, shortfall

from .agreement import answer
from .definition import Question
from .drawing import seeded_problem

if TYPE_CHECKING:
    from skillgraph.model.match import Matches
    from skillgraph.model.problem import Problem, Requirement

BATCHES, BATCH_SIZE = 5, 200


def at_work(question: Question, requirement: Requirement) -> bool:
    return len(question.struck & set(requirement.options)) >= requirement.count


def listed(question: Question, role: int) -> list[Requirement]:
    requirements = question.problem.stages[role].requirements
    return [each for each in requirements if not at_work(question, each)]


def is_met(question: Question, requirement: Requirement) -> bool:
    """Tell whether H meets a whole requirement, k = n ones as k of n (rules 1 and 2)."""
    ask = question.ask(requirement, question.struck)
    return ask.met(0)


def matched(problem: Problem, question: Question) -> Matches:
    listings = []
    for role, stage in problem.stages.items():
        essential = sum(each.importance == ESSENTIAL for each in listed(question, role))
        if stage.requirements:
            listings.append(Listing(role, essential, len(listed(question, role)), 0))
    reach = may_meet(problem)
    touching = {
        role: [each for each in stage.requirements if not reach.isdisjoint(each.options)]
        for role, stage in problem.stages.items()
    }
    return match(problem, listings, touching)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_coverage_is_that_of_the_definition(batch: int) -> None:
    covered = vouched = 0
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = seeded_problem(seed)
        question = Question(problem)
        found = matched(problem, question)
        assert set(found.assumed) == set(question.person.assumed)
        assert {each.role for each in found.held} == {
            role for role in problem.held_roles if problem.stages[role].requirements
        }
        for each in (*found.ranked, *found.held):
            wanted = listed(question, each.role)
            met = [one for one in wanted if is_met(question, one)]
            essential = [one for one in wanted if one.importance == ESSENTIAL]
            met_essential = [one for one in met if one.importance == ESSENTIAL]
            assert each.every == (len(met), len(wanted)), f"seed {seed}"
            assert each.essential == (len(met_essential), len(essential)), f"seed {seed}"
            usual = any((held, each.role) in problem.moves for held in problem.held_roles)
            assert each.usual is usual
            covered += len(met)
            vouched += sum(question.ask(one, question.struck).vouched for one in met)
    assert covered > vouched > 0


def test_usual_next_jobs_first_then_the_best_covered() -> None:
    for seed in range(500):
        problem = seeded_problem(seed)
        found = matched(problem, Question(problem)).ranked
        for first, second in pairwise(found):
            assert first.usual >= second.usual
            if first.usual is second.usual and first.essential[1] and second.essential[1]:
                (met, of), (other_met, other_of) = first.essential, second.essential
                assert met * other_of >= other_met * of, f"seed {seed}"


def test_it_covers_as_much_as_gap_says() -> None:
    for seed in range(300):
        problem = seeded_problem(seed)
        for each in matched(problem, Question(problem)).ranked:
            items = gap(problem._replace(target=each.role)).items
            assert each.every == (sum(item.met for item in items), len(items)), f"seed {seed}"


def test_no_direct_plan_takes_less_than_the_bound() -> None:
    bounded = reached = 0
    for seed in range(1500):
        problem = seeded_problem(seed)
        if not problem.stages:
            continue
        target = max(problem.stages)
        options = problem.options._replace(
            by="effort", direct=True, via=frozenset(), choose=frozenset(), include=ESSENTIAL
        )
        problem = problem._replace(target=target, options=options)
        best = answer(plan, problem)
        if best is None or best.status != "planned" or best.cost is None:
            continue
        question = Question(problem)
        bound = sum(question.effort(skill) for skill in shortfall(problem).least)
        assert bound <= best.cost, f"seed {seed}"
        bounded += bound > 0
        reached += bound == best.cost > 0
    assert bounded > reached > 50
