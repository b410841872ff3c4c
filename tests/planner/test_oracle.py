"""The oracle itself against the hand-checked answers of every case."""

from __future__ import annotations

import pytest

from .brute_force import best_plan
from .instances import Case, compare, expectation, load_cases, parse_instance

CASES = load_cases("planner-cases.json")


def test_all_the_cases_are_there() -> None:
    assert len(CASES) == 76


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number:02} {case.name}" for number, case in enumerate(CASES, 1)]
)
def test_brute_force_answers_the_case(case: Case) -> None:
    answer = expectation(best_plan, parse_instance(case.instance))
    assert compare(answer, case.expect) == []
