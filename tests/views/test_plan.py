"""What a plan says, piece by piece: nothing that isn't proved, no command that doesn't exist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from skillgraph.views.paper import Paper
from skillgraph.views.plan import options_text, render_plan

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def plan() -> Any:
    return json.loads((SAMPLES / "planned.json").read_text(encoding="utf-8"))


def said(document: Any, columns: int = 1000) -> str:
    """Return a plan as one line of words."""
    return " ".join(render_plan(document, Paper(columns)).split())


def test_proof_names_the_start_that_competes(plan: Any) -> None:
    assert "Proved: no plan through Backend Developer takes fewer hours on" in said(plan)


@pytest.mark.parametrize(
    ("changes", "options", "proved"),
    [
        ({"route": "cheapest"}, {}, "no plan by any route takes fewer hours"),
        ({"by": "count"}, {}, "no plan through Backend Developer takes fewer steps"),
        ({}, {"via": ["role:devops-engineer"]}, "no plan through DevOps Engineer takes fewer"),
        ({}, {"avoid": ["skill:aws"]}, "no plan within what you asked through Backend Developer"),
        ({}, {"assume": "none"}, "no plan within what you asked through Backend Developer"),
    ],
)
def test_proof_is_of_what_was_asked(plan: Any, changes: Any, options: Any, proved: str) -> None:
    plan |= changes
    plan["options"] |= options
    assert f"Proved: {proved}" in said(plan)


def test_direct_proof(plan: Any) -> None:
    plan["stages"] = plan["stages"][1:]
    plan["steps"] = [step for step in plan["steps"] if step["stage"] == plan["target"]["id"]]
    plan["no_chain"] = True
    text = said(plan)
    assert "no plan straight to Cloud Architect takes fewer hours" in text
    assert "No chain of usual moves leads to Cloud Architect" in text


@pytest.mark.parametrize(
    ("cost", "bound", "words"),
    [(104, 100, "within 4 %"), (1041, 1000, "within 5 %"), (100, 100, "no plan takes fewer hours")],
)
def test_a_bound_is_rounded_up(plan: Any, cost: int, bound: int, words: str) -> None:
    plan |= {"optimal": False, "cost": cost, "lower_bound": bound}
    text = said(plan)
    assert words in text
    assert "Proved:" not in text


def test_study_is_not_experience(plan: Any) -> None:
    assert "a senior track: years in the stage above, not study alone" in said(plan)
    plan["stages"] = plan["stages"][1:]
    plan["stages"][0]["seniority"] = "executive"
    assert "an executive track: years at work, not study alone" in said(plan)


def test_complete_and_held_stages(plan: Any) -> None:
    plan["stages"][0]["essentials"] = {"met": 0, "of": 0}
    assert "complete: it asks for nothing that must be learnt" in said(plan)
    plan["stages"][0]["essentials"] = {"met": 11, "of": 11}
    assert "complete: you meet all 11 essentials" in said(plan)
    plan["stages"][0]["held"] = True
    assert "BACKEND DEVELOPER · you hold it" in said(plan)


def test_a_raise_says_its_level(plan: Any) -> None:
    plan["steps"][3]["raise"] = plan["steps"][3]["level"] = {"level": 3.5, "scale": "scale:sfia"}
    assert "essential, raise to 3.5 (sfia)" in said(plan)
    plan["steps"][3]["raise"] = None
    assert "essential, to 3.5 (sfia)" in said(plan)


def test_equal_options_leave_it_to_the_employer(plan: Any) -> None:
    text = said(plan)
    assert "cloud Azure or Google Cloud, the same hours" in text
    assert "At the same cost take your employer's: --choose azure" in text
    for choice in plan["choices"]:
        choice["equal"] = []
        choice["runner_up"]["extra_cost"] = 48
    text = said(plan)
    assert "cloud Azure, about 24 h more" in text
    assert "employer" not in text


def test_the_other_way_is_compared(plan: Any) -> None:
    assert "through DevOps Engineer: 5 steps more, 116–232 h more" in said(plan)
    plan["other_route"] |= {"skills": 20, "effort_hours": {"min": 400, "max": 800}}
    assert "through DevOps Engineer: 3 steps fewer, 48–96 h less" in said(plan)
    plan["other_route"] |= {"skills": 23, "effort_hours": {"min": 400, "max": 900}}
    assert "through DevOps Engineer: 23 steps, 400–900 h in all" in said(plan)
    plan["other_route"]["stages"] = ["role:cloud-architect"]
    assert "straight to it:" in said(plan)


def test_the_same_question_repeats_what_was_asked(plan: Any) -> None:
    plan |= {"by": "count", "route": "cheapest"}
    plan["options"] |= {"include": "important", "avoid": ["skill:aws"]}
    text = render_plan(plan, Paper(80), graph=" --graph 'my file.yaml'")
    assert (
        "    skillgraph path --from backend-developer,python --to cloud-architect"
        " --by count --include important --route cheapest --avoid aws --graph 'my file.yaml'\n"
    ) in text


def test_options_are_left_out_while_they_are_default(plan: Any) -> None:
    assert options_text(plan) == ""
    plan["options"] |= {"direct": True, "assume": "none", "waive": ["skill:a", "skill:b"]}
    assert options_text(plan) == " --direct --waive a --waive b --assume none"


def test_at_most_two_strategies(plan: Any) -> None:
    text = said(plan)
    assert "certificate" in text
    assert "third" not in text


def test_salary_says_what_is_not_stated(plan: Any) -> None:
    text = said(plan)
    assert "USD 120,000–160,000 a year (career page, line 70; no year or region)." in text
    plan["salary"][0] |= {"region": "DE", "date": "2026", "assumption": None, "period": "hour"}
    assert "an hour (career page, line 70; DE; 2026)" in said(plan)


def test_unknown_effort_is_marked(plan: Any) -> None:
    plan["steps"][0]["effort_hours"] |= {"unknown": True, "source": None}
    plan["total"]["unknown_effort"] = 1
    text = said(plan)
    assert "8–16 h?" in text
    assert "1 of 23 steps of unknown effort" in text


def test_a_plan_hints_at_nothing_that_does_not_exist(plan: Any) -> None:
    text = said(plan)
    for later in ("hours-per-week", "--why", "profile", "skillgraph next", "skillgraph match"):
        assert later not in text
