"""The planner on the tiny cases: each a drawn problem with a hand-checked answer."""

from __future__ import annotations

import pytest

from skillgraph.planner import plan

from .instances import Case, compare, expectation, load_cases, parse_instance

CASES = load_cases("planner-cases.json")


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number:02} {case.name}" for number, case in enumerate(CASES, 1)]
)
def test_case(case: Case) -> None:
    wrong = compare(expectation(plan, parse_instance(case.instance)), case.expect)
    assert not wrong, "\n".join([case.drawing, case.why, *wrong])
