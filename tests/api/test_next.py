"""What `next` reckons is what `gap` says of each role, put together."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import TYPE_CHECKING

import pytest

from skillgraph import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skillgraph.model.documents.gap import GapDocument

FAR = """
catalog: {id: mine, version: "1", language: en, source: us}
skills:
  loom: {label: Looms}
  dye: {label: Dyes}
  yarn: {label: Yarns}
  desk: {label: Desks}
roles:
  weaver: {label: Weaver, requires: [loom, dye]}
  spinner: {label: Spinner, requires: [loom, yarn]}
  clerk: {label: Clerk, requires: [desk]}
  lawyer: {label: Lawyer, requires: [desk]}
  judge: {label: Judge, requires: [desk]}
"""


@pytest.fixture(scope="module")
def graph() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


def gaps(graph: SkillGraph, held: list[str]) -> dict[str, GapDocument]:
    nodes = [*graph.list(kind="role")["nodes"], *graph.list(kind="track")["nodes"]]
    found = {node["id"]: graph.gap(node["id"], held) for node in nodes}
    return {role: gap for role, gap in found.items() if gap["coverage"]}


@pytest.mark.parametrize("held", [["python", "sql"], ["backend-developer"], ["html"], []])
def test_worth_is_what_gap_says_of_the_roles_near(graph: SkillGraph, held: list[str]) -> None:
    roles = gaps(graph, held)
    met = {
        role: (
            sum(row["met"] for row in gap["coverage"]),
            sum(row["of"] for row in gap["coverage"]),
        )
        for role, gap in roles.items()
        if role[5:] not in held
    }
    near = {role: share / of for role, (share, of) in met.items() if share}
    document = graph.next(held)
    assert document["near_roles"] == len(near)
    near = near or dict.fromkeys(met, 1.0)
    asking: Counter[str] = Counter()
    worth: Counter[str] = Counter()
    for role, gap in roles.items():
        for item in gap["requirements"]:
            if item["importance"] == "essential":
                asking.update(item["options"])
                if role in near and not item["met"]:
                    part = item["count"] / len(item["options"]) * near[role]
                    worth.update(dict.fromkeys(item["options"], part))  # type: ignore[arg-type]
    assert document["all_roles"] == len(roles)
    for each in document["candidates"]:
        skill = each["id"]
        own = worth[skill] * log2(len(roles) / asking[skill]) if asking[skill] else 0
        assert each["own"] == pytest.approx(own, abs=0.0051), skill


def test_what_far_roles_all_ask_for_comes_after_what_near_ones_do(tmp_path: Path) -> None:
    file = tmp_path / "far.yaml"
    file.write_text(FAR, encoding="utf-8")
    with SkillGraph.open(str(file)) as graph:
        near, nobody = graph.next(["dye"]), graph.next([])
    assert [(each["id"], each["worth"]) for each in near["candidates"]] == [
        ("skill:loom", round(0.5 * log2(5 / 2), 2)),
        ("skill:yarn", 0),
        ("skill:desk", 0),
    ]
    assert nobody["near_roles"] == 0
    assert [each["id"] for each in nobody["candidates"]] == [
        "skill:loom",
        "skill:dye",
        "skill:yarn",
        "skill:desk",
    ]
