"""`match` and `related` on the shipped catalogue: as much as `gap` says, and what is beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

with SkillGraph.open() as _graph:
    ROLES = [node["id"] for kind in ("role", "track") for node in _graph.list(kind=kind)["nodes"]]
    SKILLS = [node["id"] for node in _graph.list(kind="skill")["nodes"]]

HELD = st.lists(st.sampled_from([*SKILLS, *ROLES]), max_size=12, unique=True)


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


def covered(gap: Any) -> tuple[list[int], list[int]]:
    """Return how many of the essential requirements, and of all, a gap says are met."""
    essential = [row for row in gap["coverage"] if row["importance"] == "essential"]
    return (
        [sum(row["met"] for row in essential), sum(row["of"] for row in essential)],
        [sum(row["met"] for row in gap["coverage"]), sum(row["of"] for row in gap["coverage"])],
    )


@settings(max_examples=25, deadline=None)
@given(held=HELD)
def test_every_role_is_covered_as_gap_says(held: list[str]) -> None:
    with SkillGraph.open() as graph:
        from skillgraph.api.match import matches

        keys = {graph.resolve(id_).key: None for id_ in held}
        found = matches(graph.graph, keys)
        named = graph.graph.nodes([each.role for each in (*found.ranked, *found.held)])
        for each in (*found.ranked, *found.held):
            gap = graph.gap(named[each.role].id, held)
            assert (list(each.essential), list(each.every)) == covered(gap), named[each.role].id


@settings(max_examples=10, deadline=None)
@given(held=HELD)
def test_rows_say_what_gap_and_path_say(held: list[str]) -> None:
    with SkillGraph.open() as graph:
        document = graph.match(held, limit=4)
        assert document["ranked"] + len(document["held_roles"]) + len(document["unknown"]) >= len(
            [role for role in ROLES if role not in held]
        )
        for row in document["matches"]:
            gap = graph.gap(row["id"], held)
            met = [skill["met"] for skill in gap["practise"]]
            assert row["practised"] == {"met": sum(met), "of": len(met)}
            missing = [
                item["options"]
                for item in gap["requirements"]
                if item["importance"] == "essential" and not item["met"]
            ]
            assert [each["options"] for each in row["add"]] == missing
            plan = graph.plan(row["id"], held)
            assert row["path"]["status"] == plan["status"]
            assert row["path"]["total"] == plan["total"]
            assert [s["id"] for s in row["path"]["stages"]] == [s["id"] for s in plan["stages"]]
            if plan["status"] == "planned":
                assert (
                    row["at_least"]["effort_hours"]["max"] <= plan["total"]["effort_hours"]["max"]
                )


def test_usual_next_jobs_are_those_that_a_held_role_leads_to(graph: SkillGraph) -> None:
    document = graph.match(["backend-developer"], limit=len(ROLES))
    usual = [row["id"] for row in document["matches"] if row["usual_next"]]
    links = graph.show("backend-developer")["links"]
    follows = {li["id"] for li in links if (li["kind"], li["direction"]) == ("next", "out")}
    assert set(usual) == follows
    assert [row["id"] for row in document["matches"]][: len(usual)] == usual
    assert [role["id"] for role in document["held_roles"]] == ["role:backend-developer"]


def test_tracks_alone(graph: SkillGraph) -> None:
    document = graph.match(["python"], kind="track", limit=len(ROLES))
    tracks = {node["id"] for node in graph.list(kind="track")["nodes"]}
    assert {row["id"] for row in document["matches"]} == tracks
    related = graph.related("backend-developer", kind="track")["related"]
    assert {row["id"] for row in related} <= tracks


def test_both_directions_of_likeness_agree(graph: SkillGraph) -> None:
    tables = {role: graph.related(role)["related"] for role in ROLES}
    shares = {
        (role, row["id"]): (row["meets"], row["met_by"]) for role in ROLES for row in tables[role]
    }
    assert len(shares) > len(ROLES)
    for (role, other), (meets, met_by) in shares.items():
        assert shares[other, role] == (met_by, meets)
    assert any(meets != met_by for meets, met_by in shares.values())


def test_what_sources_relate_ranks_nothing(tmp_path: Path) -> None:
    roles = """
roles:
  a: {label: A, requires: [x, y]RELATED}
  b: {label: B, requires: [x]}
  c: {label: C, requires: [y, z]}
  d: {label: D, requires: [w]}
  e: {label: E}
"""
    skills = "\n".join(f"  {slug}: {{label: {slug.upper()}}}" for slug in "wxyz")
    head = 'catalog: {id: t, version: "1", language: en, source: a drawing}\nskills:\n' + skills
    stated = ", related: [{to: c, tier: near, rank: 1}, {to: d, tier: near, rank: 2}, e]"
    found = []
    for number, links in enumerate(("", stated)):
        file = tmp_path / f"{number}.yaml"
        file.write_text(head + roles.replace("RELATED", links), encoding="utf-8")
        with SkillGraph.open(str(file)) as graph:
            found.append(graph.related("a"))
    plain, told = found
    shares = ("id", "meets", "met_by", "likeness")
    assert [[row[name] for name in shares] for row in plain["related"]] == [  # type: ignore[literal-required]
        [row[name] for name in shares]
        for row in told["related"]  # type: ignore[literal-required]
    ]
    assert [(row["id"], row["stated"], row["tier"]) for row in told["related"]] == [
        ("role:b", False, None),
        ("role:c", True, "near"),
    ]
    assert [(each["id"], each["place"]) for each in told["stated"]] == [
        ("role:d", None),
        ("role:e", None),
    ]
    assert plain["stated"] == []


def test_a_change_of_what_is_held_changes_coverage_as_gap_says(graph: SkillGraph) -> None:
    found = graph.what_if("cloud-architect", ["python"], hold=["docker"])
    assert found["changed_matches"] >= len(found["matches"]) > 0
    for row in found["matches"]:
        for held, side in ((["python"], row["before"]), (["python", "docker"], row["after"])):
            assert list(side.values()) == covered(graph.gap(row["id"], held))[0]
    gains = [
        (row["after"]["met"] - row["before"]["met"]) / row["after"]["of"]
        for row in found["matches"]
    ]
    assert gains == sorted(gains, reverse=True)
    assert graph.what_if("cloud-architect", ["python"], avoid=["aws"])["matches"] == []


def test_the_first_rows_are_the_beginning_of_all(tmp_path: Path) -> None:
    """Of a usual next job nothing may be met; it comes before roles that are listed first."""
    file = tmp_path / "jobs.yaml"
    file.write_text(
        "catalog: {id: jobs, language: en}\n"
        "skills: {a: {label: A}, b: {label: B}, c: {label: C}}\n"
        "roles:\n"
        "  first: {label: First, requires: [b]}\n"
        "  second: {label: Second, requires: [b, c]}\n"
        "  held: {label: Held, requires: [a]}\n"
        "  half: {label: Half, requires: [a, c]}\n"
        "  next: {label: Next, follows: [held], requires: [c]}\n",
        encoding="utf-8",
    )
    with SkillGraph.open(str(file)) as graph:
        rows = graph.match(["held"], limit=9)["matches"]
        assert [row["label"] for row in rows] == ["Next", "Half", "First", "Second"]
        for limit in range(5):
            found = graph.match(["held"], limit=limit)
            assert found["matches"] == rows[:limit]
            assert found["ranked"] == 4
