"""Where things are drawn: nothing over anything else, and what comes first before what follows."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.api import SkillGraph
from skillgraph.graph.build import build
from skillgraph.model.facts import Category, Link, Place, Requirement, Role, Skill, Source, Text
from skillgraph.pages.islands import islands_layout
from skillgraph.pages.layers import layers_of
from skillgraph.pages.layout import lines_of, shortened, text_width
from skillgraph.pages.stages import stages_layout

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.layout import Layout

AT = (Place("source:s"),)


@st.composite
def graphs(draw: st.DrawFn) -> PictureDocument:
    """Return the picture of a drawn graph: categories, skills, roles, moves, cycles among them."""
    categories, skills, roles = (draw(st.integers(0, most)) for most in (6, 40, 14))
    facts: list[object] = [Source(id="source:s", label="S")]
    for made, prefix, count in (
        (Category, "category", categories), (Skill, "skill", skills), (Role, "role", roles),
    ):  # fmt: skip
        facts += [
            made(id=f"{prefix}:n{number}", pref_labels=(Text(f"{prefix} {number}"),), places=AT)
            for number in range(count)
        ]
    numbers = st.integers(0, 1000)
    if categories:
        facts += [
            Link(
                kind="broader",
                start=f"skill:n{number}",
                end=f"category:n{draw(numbers) % categories}",
                places=AT,
            )
            for number in range(skills)
            if draw(st.booleans())
        ]
    if roles > 1:
        pairs = draw(st.sets(st.tuples(st.integers(0, roles - 1), st.integers(0, roles - 1))))
        facts += [
            Link(kind="next", start=f"role:n{a}", end=f"role:n{b}", places=AT)
            for a, b in sorted(pairs)
            if a != b
        ]
    if skills and roles:
        pairs = draw(st.sets(st.tuples(st.integers(0, roles - 1), st.integers(0, skills - 1))))
        facts += [
            Requirement(
                owner=f"role:n{a}",
                options=(f"skill:n{b}",),
                count=1,
                importance="essential",
                places=AT,
            )
            for a, b in sorted(pairs)
        ]
    with SkillGraph(build(iter(facts))) as graph:  # type: ignore[arg-type]
        return graph.picture()


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """Return the nodes that lie over each other, by brute force."""

    def box(id_: str) -> tuple[float, float, float, float]:
        spot = layout.spots[id_]
        high = spot.height / 2 or spot.radius
        return spot.x - spot.radius, spot.y - high, spot.x + spot.radius, spot.y + high

    boxes = {id_: box(id_) for id_ in layout.spots}
    return [
        (a, b)
        for (a, p), (b, q) in combinations(boxes.items(), 2)
        if p[0] < q[2] and q[0] < p[2] and p[1] < q[3] and q[1] < p[3]
    ]


def check(layout: Layout) -> None:
    assert overlapping(layout) == []
    for a, b in combinations(layout.frames, 2):
        across = a.x < b.x + b.width and b.x < a.x + a.width
        assert not (across and a.y < b.y + b.height and b.y < a.y + a.height), (a, b)
    for spot in layout.spots.values():
        inside = [
            frame
            for frame in layout.frames
            if frame.x <= spot.x - spot.radius and spot.x + spot.radius <= frame.x + frame.width
            and frame.y <= spot.y <= frame.y + frame.height
        ]  # fmt: skip
        assert len(inside) == 1, spot
        assert 0 <= spot.x <= layout.width
        assert 0 <= spot.y <= layout.height


@settings(max_examples=40, deadline=None)
@given(graphs(), st.booleans())
def test_on_islands_nothing_lies_over_anything(document: PictureDocument, narrow: bool) -> None:
    layout = islands_layout(document, narrow=narrow)
    assert set(layout.spots) == {node["id"] for node in document["nodes"]}
    check(layout)
    assert layout == islands_layout(document, narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    ("target", "held"),
    [
        ("cloud-architect", ["python"]), ("cto", []), ("sql", []), ("python", ["python"]),
        ("machine-learning-engineer", ["data-analyst", "docker"]),
    ],
)  # fmt: skip
def test_in_a_plan_each_step_stands_below_what_it_builds_on(
    target: str, held: list[str], narrow: bool
) -> None:
    with SkillGraph.open("default") as graph:
        document = graph.picture(graph.plan(target, held, include="helpful"))
    plan = document["plan"]
    assert plan is not None
    layout = stages_layout(document, narrow=narrow)
    assert set(layout.spots) == {node["id"] for node in document["nodes"]}
    check(layout)
    stage = {step["id"]: step["stage"] for step in plan["steps"]}
    order = [each["id"] for each in plan["stages"]]
    for step in plan["steps"]:
        for reason in step["because"]:
            owner = reason["owner"]
            if owner in stage and owner != step["id"]:
                assert order.index(stage[step["id"]]) <= order.index(stage[owner])
                assert layout.spots[step["id"]].y < layout.spots[owner].y
    tops = [
        min(layout.spots[id_].y for id_, its in stage.items() if its == each)
        for each in order
        if each in stage.values()
    ]
    assert tops == sorted(tops)


@settings(deadline=None)  # networkx is imported within
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_layers_follow_the_edges(pairs: set[tuple[int, int]]) -> None:
    """Against networkx: an edge leads downwards, unless both ends are in one cycle."""
    ids = [str(number) for number in range(10)]
    edges = [(str(a), str(b)) for a, b in sorted(pairs)]
    layers = layers_of(ids, edges)
    assert sorted(id_ for layer in layers for id_ in layer) == ids
    layer_of = {id_: at for at, layer in enumerate(layers) for id_ in layer}
    components = nx.strongly_connected_components(nx.DiGraph([*edges, *((i, i) for i in ids)]))
    circle = {id_: at for at, component in enumerate(components) for id_ in component}
    for start, end in edges:
        if circle[start] == circle[end]:
            assert layer_of[start] == layer_of[end]
        else:
            assert layer_of[start] < layer_of[end]


@settings(deadline=None)
@given(st.text(max_size=60), st.floats(20, 400))
def test_a_cut_text_fits_and_begins_as_it_did(text: str, width: float) -> None:
    cut = shortened(text, 12, width)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1].rstrip()))
    assert text_width(cut, 12) <= width + 1e-6
    lines = lines_of(text, 12, width, 2)
    assert 1 <= len(lines) <= 2
    assert all(text_width(line, 12) <= width + 1e-6 for line in lines)


def test_a_long_text_is_cut_as_fast_as_a_short_one() -> None:
    """Work, not seconds: a million letters cost what is read until the width is full."""
    assert len(shortened("x" * 1_000_000, 12, 100)) < 30
    assert [len(line) < 60 for line in lines_of("word " * 200_000, 12, 100, 2)] == [True, True]
