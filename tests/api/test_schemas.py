"""The published schemas, the TypedDicts and real answers are one form."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from skillgraph import SkillGraph, validate
from skillgraph.model import checks, documents, outlook, query

ROOT = Path(__file__).parents[2]
CAREER_PAGE = str(ROOT / "data/backend-developer.yaml")
CIRCULAR = """
catalog: {id: circle, version: "1", language: en, source: a drawing}
skills:
  hen: {label: Hen, requires: [egg]}
  egg: {label: Egg, requires: [hen]}
  held: {label: Held}
roles:
  farmer: {label: Farmer, requires: [hen]}
  idler: {label: Idler, requires: [held]}
"""


def schema(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        (ROOT / f"docs/schema/{name}.schema.json").read_text("utf-8")
    )
    return document


PLAN, GAP = schema("plan"), schema("gap")

#: The class of each definition, by schema.
CLASSES = {
    "plan": {
        "": documents.PlanDocument,
        "alternative": outlook.AlternativeDoc,
        "budget": outlook.BudgetDoc,
        "dates": outlook.DatesDoc,
        "schedule": outlook.ScheduleDoc,
        "stage_reach": outlook.StageReachDoc,
        "step_dates": outlook.StepDatesDoc,
        "swap": outlook.SwapDoc,
        "because": documents.BecauseDoc,
        "catalog_ref": documents.CatalogRef,
        "choice": documents.ChoiceDoc,
        "effort": documents.EffortDoc,
        "essentials": documents.Essentials,
        "graph_ref": documents.GraphRef,
        "held": documents.HeldDoc,
        "level": documents.LevelDoc,
        "missing": documents.MissingDoc,
        "range": documents.Range,
        "recommended": documents.RecommendedDoc,
        "ref": documents.Ref,
        "role_ref": documents.RoleRef,
        "route": documents.RouteDoc,
        "runner_up": documents.RunnerUpDoc,
        "salary": documents.SalaryDoc,
        "scale": documents.ScaleDoc,
        "same_from": documents.SameFrom,
        "stage": documents.StageDoc,
        "step": documents.StepDoc,
        "strategy": documents.StrategyDoc,
        "total": documents.Total,
    },
    "gap": {
        "": documents.GapDocument,
        "catalog_ref": documents.CatalogRef,
        "coverage": documents.CoverageDoc,
        "effort": documents.EffortDoc,
        "graph_ref": documents.GraphRef,
        "item": documents.GapItemDoc,
        "key_skill": documents.KeySkillDoc,
        "level": documents.LevelDoc,
        "practised": documents.PractisedDoc,
        "rating": documents.RatingDoc,
        "ref": documents.Ref,
        "role_ref": documents.RoleRef,
        "scale": documents.ScaleDoc,
    },
    "lint": {
        "": checks.LintDocument,
        "catalog_ref": documents.CatalogRef,
        "exit": checks.ExitDoc,
        "finding": checks.FindingDoc,
        "graph_ref": documents.GraphRef,
        "ref": documents.Ref,
        "rule": checks.RuleDoc,
    },
    "query": {
        "": query.QueryDocument,
        "catalog_ref": documents.CatalogRef,
        "graph_ref": documents.GraphRef,
        "term": query.TermDoc,
    },
    "validation": {
        "": checks.ValidationDocument,
        "catalog_ref": documents.CatalogRef,
        "graph_ref": documents.GraphRef,
        "problem": checks.ProblemDoc,
    },
}
SCHEMAS = {name: schema(name) for name in CLASSES}


def assert_valid(document: Any, name: str) -> None:
    # By way of JSON: what Python alone would take for equal, such as a tuple, doesn't pass.
    again = json.loads(json.dumps(document))
    assert again == document
    jsonschema.Draft202012Validator(SCHEMAS[name]).validate(again)


@pytest.fixture(scope="module")
def shipped() -> Any:
    with SkillGraph.open() as graph:
        yield graph


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("drawn") / "circle.yaml"
    file.write_text(CIRCULAR, encoding="utf-8")
    with SkillGraph.open(str(file)) as graph:
        yield graph


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed_and_every_key_described(name: str) -> None:
    for part in (SCHEMAS[name], *SCHEMAS[name]["$defs"].values()):
        assert part["description"]
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            # Of the terms of SPARQL alone some keys may be absent, as its own form has it.
            optional = {"xml:lang", "datatype"}
            assert part["required"] == [key for key in part["properties"] if key not in optional]
            assert all(key["description"] for key in part["properties"].values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_has_the_keys_of_its_class(name: str) -> None:
    parts = {"": SCHEMAS[name], **SCHEMAS[name]["$defs"]}
    objects = {key: part for key, part in parts.items() if part.get("type") == "object"}
    assert objects.keys() == CLASSES[name].keys()
    for key, part in objects.items():
        assert set(part["properties"]) == set(CLASSES[name][key].__annotations__), key


def test_planned(shipped: SkillGraph) -> None:
    plan = shipped.plan("cloud-architect", ["python"])
    assert plan["status"] == "planned"
    assert_valid(plan, "plan")


def test_planned_with_every_option(shipped: SkillGraph) -> None:
    plan = shipped.plan(
        "cloud-architect",
        ["python"],
        by="count",
        include="helpful",
        via=["backend-developer"],
        route="cheapest",
        avoid=["aws"],
        choose=["azure"],
        waive=["sql"],
        without=["programming-fundamentals"],
    )
    assert plan["options"].keys() == {"include", "via", "avoid", "choose", "waive", "without"}
    assert_valid(plan, "plan")


def test_planned_with_an_outlook(shipped: SkillGraph) -> None:
    plan = shipped.plan(
        "cloud-architect",
        ["python"],
        alternatives=12,
        hours_per_week=6,
        start=dt.date(2026, 12, 1),
        max_hours=300,
    )
    assert len(plan["alternatives"]) == 12
    assert_valid(plan, "plan")


def test_planned_direct_and_nothing_assumed(shipped: SkillGraph) -> None:
    plan = shipped.plan("cloud-architect", ["python"], direct=True, assume=False)
    assert plan["options"] == {"direct": True, "assume": "none"}
    assert_valid(plan, "plan")


def test_a_skill_as_target(shipped: SkillGraph) -> None:
    plan = shipped.plan("kubernetes", ["python"])
    assert plan["target"]["kind"] == "skill"
    assert_valid(plan, "plan")
    assert_valid(shipped.gap("kubernetes", ["python"]), "gap")


def test_every_role_of_the_shipped_graph(shipped: SkillGraph) -> None:
    for kind in ("role", "track"):
        for node in shipped.list(kind=kind)["nodes"]:
            assert_valid(shipped.plan(node["id"], ["python", "sql"]), "plan")
            assert_valid(shipped.gap(node["id"], ["python", "sql"]), "gap")


def test_held(shipped: SkillGraph) -> None:
    plan = shipped.plan("cloud-architect", ["cloud-architect"])
    assert plan["status"] == "held"
    assert_valid(plan, "plan")


def test_ready(drawn: SkillGraph) -> None:
    plan = drawn.plan("idler", ["held"])
    assert plan["status"] == "ready"
    assert_valid(plan, "plan")


def test_impossible(drawn: SkillGraph) -> None:
    plan = drawn.plan("farmer")
    assert (plan["status"], {each["cause"] for each in plan["missing"]}) == (
        "impossible",
        {"circular"},
    )
    assert_valid(plan, "plan")


def test_unknown() -> None:
    with SkillGraph.open(CAREER_PAGE) as graph:
        plan = graph.plan("cto", ["backend-developer"])
        gap = graph.gap("cto", ["backend-developer"])
        key_skills = graph.gap("devops-engineer", ["python"])
    assert plan["status"] == "unknown"
    assert gap["coverage"] == []
    assert key_skills["key_skills"]
    assert_valid(plan, "plan")
    assert_valid(gap, "gap")
    assert_valid(key_skills, "gap")


def test_lint(shipped: SkillGraph, drawn: SkillGraph) -> None:
    found = drawn.lint()
    assert any(finding["path"] for finding in found["findings"])
    assert_valid(found, "lint")
    assert_valid(shipped.lint(), "lint")
    assert_valid(shipped.lint(["unused-skill"]), "lint")


def test_query(shipped: SkillGraph) -> None:
    for text in (
        "SELECT ?s ?o { ?s a sg:Track OPTIONAL { ?s sg:outcome ?o } }",
        "SELECT (1 AS ?a) { }",
        "ASK { ?s a sg:Skill }",
        "DESCRIBE skill:python",
        "CONSTRUCT { [] rdfs:label ?l } { skill:python rdfs:label ?l }",
    ):
        assert_valid(shipped.query(text), "query")
    assert_valid(shipped.query("SELECT * { ?s ?p ?o }", limit=2, engine="rdflib"), "query")


def test_query_of_another_form_does_not_pass(shipped: SkillGraph) -> None:
    found = shipped.query("DESCRIBE skill:python")
    found["triples"][0].pop()
    with pytest.raises(jsonschema.ValidationError):
        assert_valid(found, "query")


def test_validation() -> None:
    assert_valid(validate(CAREER_PAGE), "validation")
    found = validate(str(ROOT / "tests/invalid/many.yaml"))
    assert not found["valid"]
    assert_valid(found, "validation")


@pytest.mark.parametrize(
    ("key", "value"), [("cost", "1524"), ("status", "done"), ("also", 1), ("steps", [{}])]
)
def test_another_form_does_not_pass(shipped: SkillGraph, key: str, value: object) -> None:
    plan = {**shipped.plan("cloud-architect", ["python"]), key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(PLAN).validate(plan)
