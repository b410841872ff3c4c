"""What must hold of a graph as a whole: all that doesn't is told in one run."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Fact, Place, Text

from .drawing import SOME, SOURCE, link, needs, role, skill

ROUND = ": what is broader goes round in a circle: "


def category(slug: str) -> facts.Category:
    return facts.Category(id=f"category:{slug}", pref_labels=(Text(slug, "en"),))


def group(slug: str) -> facts.Group:
    return facts.Group(id=f"group:{slug}", pref_labels=(Text(slug, "en"),))


def problems(*stream: Fact) -> list[str]:
    try:
        build([SOURCE, *stream]).close()
    except InvalidInput as error:
        return [f"{each.place}: {each.message}" for each in error.problems]
    return []


def broader(*slugs: str) -> list[Fact]:
    return [link("broader", f"category:{a}", f"category:{b}") for a, b in pairwise(slugs)]


def test_every_circle_of_categories_is_told_whole() -> None:
    nodes = [category(slug) for slug in "abcdef"]
    assert problems(
        *nodes, *broader("a", "b", "c", "a"), *broader("d", "e", "d"), *broader("f", "a")
    ) == [
        f"{ROUND}'category:a' → 'category:b' → 'category:c' → 'category:a'.",
        f"{ROUND}'category:d' → 'category:e' → 'category:d'.",
    ]


def test_two_ways_up_are_no_circle() -> None:
    nodes = [category(slug) for slug in "abcd"]
    assert not problems(*nodes, *broader("a", "b", "d"), *broader("a", "c", "d"))


def test_a_long_circle_is_cut_short_in_words_alone() -> None:
    slugs = [f"c{number:04}" for number in range(5000)]
    (told,) = problems(*map(category, slugs), *broader(*slugs, slugs[0]))
    assert told.count("→") == 10
    assert told.endswith("→ ….")


EDGES = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=9)


@SOME
@given(EDGES)
def test_a_circle_is_told_where_networkx_finds_one(edges: list[tuple[str, str]]) -> None:
    edges = sorted({edge for edge in edges if edge[0] != edge[1]})
    stream = [category(slug) for slug in "abcde"]
    told = problems(*stream, *(fact for edge in edges for fact in broader(*edge)))
    assert bool(told) != nx.is_directed_acyclic_graph(nx.DiGraph(edges))
    for sentence in told:
        way = [
            part.strip(" '.").removeprefix("category:")
            for part in sentence.split(":", 2)[2].split("→")
        ]
        assert way[0] == way[-1]
        assert set(pairwise(way)) <= set(edges)


def test_a_group_has_members() -> None:
    stream = [skill("a"), group("some"), group("none"), link("member", "group:some", "skill:a")]
    assert problems(*stream) == [": 'group:none' is a group without members."]


def test_what_is_studied_requires_nothing_practised() -> None:
    stream = [skill("a"), skill("b", practised=True), skill("c", practised=True), role("r")]
    there = (Place("source:s", "line=7"),)
    allowed = [needs("skill:b", "c"), needs("role:r", "b", "c", count=2)]
    assert not problems(*stream, *allowed)
    assert problems(*stream, *allowed, needs("skill:a", "b", "c", places=there)) == [
        f"source:s#line=7: 'skill:a' is studied but requires '{each}', which is learnt in practice."
        for each in ("skill:b", "skill:c")
    ]


@pytest.mark.parametrize(("value", "refused"), [(0.5, True), (1, False), (5, False), (5.5, True)])
@pytest.mark.parametrize(("what", "scale"), [("level", "scale"), ("rating", "rating_scale")])
def test_what_is_measured_stands_on_its_scale(
    what: str, scale: str, value: float, *, refused: bool
) -> None:
    measure = facts.Scale(id="scale:x", pref_labels=(Text("x"),), minimum=1, maximum=5)
    fact = needs("role:r", "a", **{what: value, scale: "scale:x"})
    told = problems(skill("a"), role("r"), measure, fact)
    assert told == (
        [f"source:s: 'role:r' requires a {what} of {value:g} on 'scale:x', which goes from 1 to 5."]
        if refused
        else []
    )


def test_a_scale_without_ends_takes_any_level() -> None:
    measure = facts.Scale(id="scale:x", pref_labels=(Text("x"),))
    assert not problems(
        skill("a"), role("r"), measure, needs("role:r", "a", level=-1e9, scale="scale:x")
    )
