"""A plan document is replayed whole: what it says beside its plan, and of which graph."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph import InvalidInput, SkillGraph
from skillgraph.readers.plans import parse_plan

from .false_documents import spots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TARGETS = ("cloud-architect", "devops-engineer", "cto", "kubernetes", "backend-developer")


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def plan(graph: SkillGraph) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(graph.plan("cloud-architect", ["python"])))
    return document


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"by": "count"},
        {"include": "helpful"},
        {"route": "cheapest"},
        {"direct": True},
        {"choose": ["azure"], "avoid": ["django"]},
        {"assume": False},
        {"avoid": ["sql", "aws", "azure", "google-cloud"]},
    ],
    ids=str,
)
def test_what_path_answers_holds(graph: SkillGraph, target: str, asked: dict[str, Any]) -> None:
    document = graph.plan(target, ["python", "docker"], **asked)
    found = graph.verify(parse_plan(json.dumps(document), "plan"))
    assert found["violations"] == []
    assert found["unchecked"] == []
    assert found["plan"] == graph.digest


def first(plan: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = plan[key][0]
    return found


FALSE: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "total": (lambda p: p["total"]["effort_hours"].update(min=1), "cost"),
    "choice taken": (lambda p: first(p, "choices").update(chosen=[]), "choices"),
    "choice nobody states": (lambda p: first(p, "choices").update(owner="role:cto"), "choices"),
    "owner of a reason": (lambda p: first(p, "steps")["because"][0].update(owner="x"), "reasons"),
    "source": (lambda p: first(p, "steps")["because"][0].update(source="source:x"), "reasons"),
    "importance": (
        lambda p: first(p, "steps")["because"][0].update(importance="helpful"),
        "reasons",
    ),
    "hours": (lambda p: p["steps"][3]["effort_hours"].update(max=90), "steps"),
    "label": (lambda p: p["labels"].update({"skill:azure": "AWS"}), "values"),
    "runner-up": (lambda p: first(p, "choices")["runner_up"].update(extra_cost=1), "choices"),
    "other route": (lambda p: p["other_route"].update(skills=1), "route"),
    "what is left from the first stage": (
        lambda p: p["from_first_stage"].update(skills=1),
        "values",
    ),
    "recommended": (lambda p: p["recommended"].reverse(), "mandatory"),
    "bound": (lambda p: p.update(lower_bound=1), "cost"),
    "a step less": (lambda p: p["steps"].pop(), "steps"),
    "what is held": (lambda p: p["held"].clear(), "steps"),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_a_document_says_beside_its_plan_is_replayed(
    graph: SkillGraph, plan: dict[str, Any], name: str
) -> None:
    change, about = FALSE[name]
    false = copy.deepcopy(plan)
    change(false)
    found = graph.verify(false)
    rules = {each["rule"]: each["name"] for each in found["checked"]}
    assert about in {rules[each["rule"]] for each in found["violations"]}


def test_a_value_that_is_not_so_is_named_by_its_path(
    graph: SkillGraph, plan: dict[str, Any]
) -> None:
    false = copy.deepcopy(plan)
    false["steps"][3]["effort_hours"]["max"] = 90
    false["steps"][4]["label"] = "Rust"
    first_strategy, *false["strategies"] = false["strategies"]
    left = len(false["strategies"])
    first = f'[0] should be "{first_strategy["id"]}".'
    assert [each["message"] for each in graph.verify(false)["violations"]] == [
        "steps[3].effort_hours.max is 90, and should be 80.",
        f'steps[4].label is "Rust", and should be "{plan["steps"][4]["label"]}".',
        f"strategies is a list of {left}, and should be one of {left + 1}: {first}",
    ]


def test_what_is_unknown_in_a_document_is_told(plan: dict[str, Any]) -> None:
    more = {**plan, "note": "ours", "options": {"by": "count"}}
    with pytest.raises(InvalidInput) as caught:
        parse_plan(json.dumps(more), "plan.json")
    assert [str(problem) for problem in caught.value.problems] == [
        "plan.json: options.by is no part of a plan.",
        "plan.json: note is no part of a plan.",
    ]


def test_of_very_many_levels_on_no_scale_some_are_told(
    graph: SkillGraph, plan: dict[str, Any]
) -> None:
    many = 3_000
    level = {"level": 1.0, "scale": "no id"}
    false = {**plan, "held": [{**plan["held"][0], "level": level}] * many}
    with pytest.raises(InvalidInput) as caught:
        graph.verify(false)
    first, *_, last = map(str, caught.value.problems)
    assert first == "plan: held[0].level.scale is 'no id', which is no id."
    assert last == f"and {many - 100:,} more. Mend these first."


def test_a_plan_of_another_graph_is_told(graph: SkillGraph, plan: dict[str, Any]) -> None:
    other = {**plan, "graph": {**plan["graph"], "digest": "0" * 32}}
    found = graph.verify(other)
    assert found["holds"]
    assert found["plan"] != graph.digest
    assert [each["path"] for each in found["unchecked"]] == ["graph"]
    with (
        SkillGraph.open("data/backend-developer.yaml") as page,
        pytest.raises(InvalidInput, match=r"is 'skill:git': the graph has no such node") as told,
    ):
        page.verify(plan, place="plan.json")
    assert {problem.place for problem in told.value.problems} == {"plan.json"}


def test_all_that_is_misshapen_is_told_at_once(plan: dict[str, Any]) -> None:
    broken = copy.deepcopy(plan)
    broken["steps"][3]["waiting"] = "many"
    broken["optimal"] = 1
    del broken["total"]["skills"]
    with pytest.raises(InvalidInput) as caught:
        parse_plan(json.dumps(broken), "plan.json")
    assert [str(problem) for problem in caught.value.problems] == [
        "plan.json: optimal is not true or false.",
        "plan.json: steps[3].waiting is not a whole number.",
        "plan.json: there is no total.skills.",
    ]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just({}),
    st.sampled_from(["skill:sql", "role:cto", "source:x", "essential", "held", "{0}"]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_a_plan_says_it_is_a_verdict_or_a_problem(
    graph: SkillGraph, plan: dict[str, Any], data: st.DataObject
) -> None:
    broken = copy.deepcopy(plan)
    *way, last = data.draw(st.sampled_from(list(spots(plan))))
    inner = broken
    for key in way:
        inner = inner[key]
    inner[last] = data.draw(VALUES)
    try:
        found = graph.verify(parse_plan(json.dumps(broken), "plan.json"))
    except InvalidInput:
        return
    assert found["holds"] == (not found["violations"])
