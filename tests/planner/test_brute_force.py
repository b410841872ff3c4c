"""The planner against the brute force on random problems: not one difference."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from skillgraph.planner import plan

from .agreement import answer, disagreement, iter_untrue_reasons, report
from .brute_force import best_plan
from .census import FEATURES, features
from .drawing import seeded_problem
from .notation import Notation
from .shrinking import shrink

if TYPE_CHECKING:
    from skillgraph.model.problem import Problem

BATCHES, BATCH_SIZE = 20, 300


def disagree(problem: Problem) -> bool:
    return bool(disagreement(answer(best_plan, problem), answer(plan, problem)))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_planner_agrees_with_brute_force(batch: int) -> None:
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = seeded_problem(seed)
        if disagree(problem):
            smallest = shrink(problem, disagree)
            shown = report(smallest, answer(best_plan, smallest), answer(plan, smallest))
            pytest.fail(f"seed {seed}: {shown}", pytrace=False)


@pytest.mark.parametrize("batch", range(0, BATCHES, 4))
def test_reasons_are_true(batch: int) -> None:
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = seeded_problem(seed)
        given = answer(plan, problem)
        untrue = list(iter_untrue_reasons(problem, given)) if given else []
        assert not untrue, f"seed {seed}: {Notation(problem).problem_line()}"


def test_random_problems_cover_the_definition() -> None:
    census: Counter[str] = Counter()
    for seed in range(BATCHES * BATCH_SIZE):
        problem = seeded_problem(seed)
        census.update(features(problem, answer(best_plan, problem)))
    table = "\n".join(f"{census[feature]:6} {feature}" for feature in sorted(FEATURES))
    print(table)  # noqa: T201  # the census of this run, shown where the test fails
    assert {feature for feature in FEATURES if census[feature] < 20} == set()
    assert census.keys() <= FEATURES
