"""The planner on large problems whose least cost is proven; hundreds of runners-up left out."""

from __future__ import annotations

import pytest

from skillgraph.planner import plan

from .instances import Case, load_cases, parse_instance

CASES = load_cases("planner-hard.json.gz")
TIMEOUT = 300.0


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hard(case: Case) -> None:
    answer = plan(parse_instance(case.instance).problem, timeout=TIMEOUT, compare=False)
    assert (answer.status, answer.cost, len(answer.steps)) == (
        case.expect["status"],
        case.expect["cost"],
        case.expect["skills"],
    )
    assert answer.optimal
    assert answer.lower_bound == answer.cost
