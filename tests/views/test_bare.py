"""Answers from graphs that state names alone, under long ids: a taxonomy as others publish it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph.views.gap import render_gap
from skillgraph.views.listing import draw_rows
from skillgraph.views.node import render_node
from skillgraph.views.paper import Paper
from skillgraph.views.plan import render_plan
from skillgraph.views.text import display_width

if TYPE_CHECKING:
    from skillgraph.model.documents.gap import GapDocument
    from skillgraph.model.documents.node import NodeDocument
    from skillgraph.model.documents.plan import PlanDocument

SAMPLES = Path(__file__).parent / "samples"
IRI = "http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d"


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def bare_plan() -> PlanDocument:
    plan: PlanDocument = sample("planned")
    for step in plan["steps"]:
        step["effort_hours"] = {"min": 20, "max": 40, "source": None, "unknown": True}
    plan["total"]["unknown_effort"] = plan["total"]["skills"]
    return plan


def bare_gap() -> GapDocument:
    gap: GapDocument = sample("gap")
    for item in gap["requirements"]:
        if not item["met"]:
            item["effort_hours"] = {"min": 20, "max": 40, "source": None, "unknown": True}
            item["after"] = []
    return gap


def test_a_plan_whose_hours_are_all_unknown_shows_none() -> None:
    text = render_plan(bare_plan(), Paper(80))
    assert text.count("20–40 h") == 1
    assert "unknown; each step counts as 20–40 h" in text
    assert "of study\n" not in text


def test_one_step_whose_hours_are_known_brings_the_column_back() -> None:
    plan = bare_plan()
    plan["steps"][0]["effort_hours"]["unknown"] = False
    plan["total"]["unknown_effort"] -= 1
    assert render_plan(plan, Paper(80)).count("20–40 h") >= len(plan["steps"])


def test_a_gap_of_names_alone_says_once_that_no_more_is_known() -> None:
    gap = bare_gap()
    text = render_gap(gap, Paper(80))
    assert "20–40 h" not in text
    assert "learnable now" not in text
    assert "Their hours are unknown, and no order is stated." in text
    next(item for item in gap["requirements"] if not item["met"])["after"] = ["skill:sql"]
    assert "learnable now" in render_gap(gap, Paper(80))


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_an_id_is_whole_and_a_label_has_room(columns: int) -> None:
    label = "draft scientific or academic papers and technical documentation"
    lines = draw_rows([(IRI, label, "also write papers")], Paper(columns))
    assert any(IRI in line for line in lines)
    assert all(display_width(line) <= columns for line in lines if IRI not in line)
    if columns == 80:
        assert lines[0].startswith(f"{label}  also")
        assert lines[1] == f"  {IRI}"


def test_many_requirements_are_cut_with_their_number() -> None:
    node: NodeDocument = sample("node")
    one = node["requires"][0]
    node["requires"] = [
        {**one, "count": 1, "group": None, "options": [f"skill:s{number}"], "level": None}
        for number in range(60)
    ]
    text = " ".join(render_node(node, Paper(80)).split())
    assert "s23 and 36 more (gap has them all)" in text
    assert "s24" not in text
