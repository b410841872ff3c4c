"""A part of a graph: what lies near, held to networkx; what holds among it, to the definition."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.graph.build import build
from skillgraph.graph.part import iter_part, keys_around
from skillgraph.model import facts

from .drawing import HERE, SOME, SOURCE, graphs, skill


def undirected(stream: list[facts.Fact]) -> nx.Graph:
    drawn = nx.Graph()
    for fact in stream:
        if isinstance(fact, facts.Node):
            drawn.add_node(fact.id)
        elif isinstance(fact, facts.Requirement):
            # All that a requirement joins is one edge apart.
            ends = (fact.owner, *fact.options)
            drawn.add_edges_from((one, other) for one in ends for other in ends)
        elif isinstance(fact, facts.Link):
            drawn.add_edge(fact.start, fact.end)
    return drawn


@SOME
@given(graphs(), st.data(), st.integers(0, 3))
def test_near_is_what_networkx_finds(
    stream: list[facts.Fact], data: st.DataObject, hops: int
) -> None:
    drawn = undirected(stream)
    focus = data.draw(st.sampled_from(sorted(drawn)))
    with build(stream) as graph:
        node = graph.find(focus)
        assert node is not None
        near = {each.id for each in graph.nodes(keys_around(graph, node.key, hops)).values()}
        assert near == set(nx.ego_graph(drawn, focus, radius=hops))


@SOME
@given(graphs(), st.data())
def test_a_part_stands_on_its_own(stream: list[facts.Fact], data: st.DataObject) -> None:
    with build(stream) as graph:
        key = data.draw(st.integers(1, len(undirected(stream))))
        kinds = data.draw(st.sets(st.sampled_from(["skill", "role", "track", "category", "group"])))
        part = list(iter_part(graph, focus=key, hops=2, kinds=kinds))
        with build(part) as smaller:
            assert set(part) == set(smaller.facts())
            ids = {fact.id for fact in part if isinstance(fact, facts.Node)}
            whole = [fact for fact in graph.facts() if isinstance(fact, facts.Link)]
            among = {link for link in whole if {link.start, link.end} <= ids}
            assert among == {fact for fact in part if isinstance(fact, facts.Link)}


def test_without_a_limit_a_part_is_the_whole() -> None:
    stream: list[facts.Fact] = [
        facts.Skill(id=f"skill:{slug}", pref_labels=(facts.Text(slug),)) for slug in "ab"
    ]
    with build(stream) as graph:
        assert list(iter_part(graph)) == list(graph.facts()) == stream


def test_a_group_is_never_empty() -> None:
    """A group is a list of options: where it is asked for alone, they come with it."""
    python, ruby, other = skill("python"), skill("ruby"), skill("other")
    languages = facts.Group(id="group:languages", pref_labels=(facts.Text("Languages", "en"),))
    members = [facts.Link("member", "group:languages", each.id, (HERE,)) for each in (python, ruby)]
    with build([SOURCE, python, ruby, other, languages, *members]) as graph:
        with build(iter_part(graph, kinds=["group"])) as part:
            found = {id_ for (id_,) in part.rows("SELECT id FROM node")}
            assert found == {"group:languages", "skill:python", "skill:ruby"}
        focus = graph.find("skill:python")
        assert focus is not None
        around = list(iter_part(graph, focus=focus.key, hops=1))
        ids = {fact.id for fact in around if isinstance(fact, facts.Node)}
        assert ids == {"skill:python", "group:languages"}


def test_members_bring_what_they_ask_for_among_each_other() -> None:
    """A scale that a requirement among members names comes with them."""
    label = (facts.Text("A", "en"),)
    one, two = skill("one"), skill("two")
    scale = facts.Scale(id="scale:s", pref_labels=label)
    group = facts.Group(id="group:g", pref_labels=label)
    asked = facts.Requirement(one.id, (two.id,), 1, "essential", (HERE,), level=2.0, scale=scale.id)
    members = [facts.Link("member", group.id, each.id, (HERE,)) for each in (one, two)]
    with (
        build([SOURCE, one, two, group, scale, *members, asked]) as graph,
        build(iter_part(graph, kinds=["group"])) as part,
    ):
        assert part.rows("SELECT count(*) FROM requirement") == [(1,)]
        assert part.find("scale:s") is not None
