"""Graphs merged by path: for one question, kept in a file, and matched by lines of a crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph, crosswalk, merge
from skillgraph.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

A = """\
catalog: {id: a, version: "1"}
skills:
  py: {label: Python, exact_match: "skill:python-lang"}
  sql: {label: SQL, requires: [py]}
roles: {dev: {label: Developer, requires: [sql]}}
"""
B = """\
catalog: {id: b, version: "1"}
skills:
  python-lang: {label: The Python language}
  sequel: {label: Sql}
roles: {ops: {label: Operator, requires: [python-lang, sequel]}}
"""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path / "cache"))
    for name, text in (("a.yaml", A), ("b.yaml", B)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    merge("b.yaml", target="b.graph")
    return "a.yaml", "b.graph"


def digest_of(*paths: str, cache: bool = True) -> str:
    with SkillGraph.open(*paths, cache=cache) as graph:
        return graph.digest


def test_several_graphs_are_opened_as_their_merge(paths: tuple[str, str]) -> None:
    document = merge(*paths, target="both.graph")
    kept = digest_of("both.graph")
    assert kept == document["graph"]["digest"] == digest_of(*paths)
    assert kept == digest_of(*paths, cache=False)
    assert digest_of(*reversed(paths)) == merge(*reversed(paths))["graph"]["digest"] != kept
    with SkillGraph.open(*paths) as graph:
        assert graph.resolve("python-lang").id == "skill:py"
        plan = graph.plan("ops")
        assert [step["id"] for step in plan["steps"]] == ["skill:py", "skill:sequel"]


def test_a_cached_merge_is_made_again_when_a_graph_changes(paths: tuple[str, str]) -> None:
    before = digest_of(*paths)
    merge("a.yaml", target="b.graph")
    after = digest_of(*paths)
    assert after != before
    assert after == digest_of("a.yaml")


def test_catalogues_beside_a_compiled_graph_are_read_together(
    paths: tuple[str, str], tmp_path: Path
) -> None:
    more = (
        'catalog: {id: c, version: "1", extends: [a.yaml]}\n'
        "skills: {orm: {label: ORM, requires: [sql]}}"
    )
    (tmp_path / "c.yaml").write_text(more, encoding="utf-8")
    with SkillGraph.open("b.graph", *paths[:1], "c.yaml") as graph:
        ids = [node["id"] for node in graph.list("skill")["nodes"]]
    assert ids == ["skill:python-lang", "skill:sequel", "skill:sql", "skill:orm"]


@pytest.mark.usefixtures("paths")
def test_contradictions_of_graphs_that_are_opened_say_what_next(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(A.replace("Python", "Snake"), encoding="utf-8")
    merge("c.yaml", target="c.graph")
    for cache in (True, False):
        with pytest.raises(InvalidInput, match=r"c\.graph.*'Snake'.*'Python'.*--prefer"):
            digest_of("a.yaml", "c.graph", cache=cache)
    assert not list((tmp_path / "cache").glob("*.tmp"))


def test_a_merge_can_be_written_as_a_catalogue(paths: tuple[str, str]) -> None:
    document = merge(*paths, target="both.yaml", form="yaml")
    assert any("catalogues are now one" in loss for loss in document["losses"])
    with SkillGraph.open("both.yaml") as graph:
        assert graph.resolve("python-lang").retired == "skill:python-lang"


def test_who_is_preferred_must_be_one_of_them(paths: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput, match=r"'b' is none of the graphs\. Name one of a\.yaml"):
        merge(*paths, prefer="b")


def test_what_is_wrong_leaves_no_file(paths: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("a,b\nskill:py,skill:sequel\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"2 nodes that are one"):
        merge(*paths, target="both.graph", matches=["m.csv"])
    assert not (tmp_path / "both.graph").exists()


def test_lines_of_a_crosswalk_are_matches_once_they_are_kept(
    paths: tuple[str, str], tmp_path: Path
) -> None:
    from skillgraph.views.rows import render_rows

    document = crosswalk(*paths)
    assert document["known"] == 1
    (only,) = document["proposals"]
    assert (only["a"]["id"], only["b"]["id"], only["alike"]) == ("skill:sql", "skill:sequel", 1)
    assert "skill:sequel" in _nodes(*paths)
    (tmp_path / "m.csv").write_text(render_rows(document, "csv"), encoding="utf-8")
    matched = merge(*paths, target="both.graph", matches=["m.csv"])
    united = [(each["id"], [other["id"] for other in each["others"]]) for each in matched["united"]]
    assert united == [("skill:py", ["skill:python-lang"]), ("skill:sql", ["skill:sequel"])]
    assert "skill:sequel" not in _nodes("both.graph")


def test_an_ambiguity_is_said_and_not_resolved(paths: tuple[str, str], tmp_path: Path) -> None:
    text = 'catalog: {id: c, version: "1"}\nskills: {s1: {label: Sql}}\nroles: {s: {label: SQL}}'
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    merge("c.yaml", "b.graph", target="c.graph")  # two skills that are called alike
    proposals = crosswalk(paths[0], "c.graph")["proposals"]
    found = [(each["b"]["id"], each["alike"]) for each in proposals]
    assert found == [("skill:s1", 2), ("skill:sequel", 2)]


def _nodes(*paths: str) -> list[str]:
    with SkillGraph.open(*paths) as graph:
        return [node["id"] for node in graph.list()["nodes"]]
