"""Merging: against an oracle of sets and networkx, and what holds of every merge."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.graph.drawing import HERE, SOME, SOURCE, graphs, link, needs, role, skill

from skillgraph.compare.identity import Input, Match
from skillgraph.compare.merging import MergeReport, merge_facts
from skillgraph.compare.options import Unsayable, fold_options
from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Effort, Place, Retired, Text

from .several import several

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    Stream = list[facts.Fact]


def merged(*streams: Iterable[facts.Fact], **more: Any) -> tuple[Stream, str, MergeReport]:
    """The facts and the digest of a merge, and what was told of it."""
    with ExitStack() as stack:
        inputs = [
            Input(name, stack.enter_context(build(stream)))
            for name, stream in zip("abcdef", streams, strict=False)
        ]
        report = MergeReport()
        graph = stack.enter_context(build(merge_facts(inputs, report, **more)))
        return list(graph.facts()), graph.digest(), report


def refused(*streams: Iterable[facts.Fact], **more: Any) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        merged(*streams, **more)
    return [str(problem) for problem in raised.value.problems]


def of(kind: type, stream: Iterable[facts.Fact]) -> list[Any]:
    return [fact for fact in stream if isinstance(fact, kind)]


def means(streams: Sequence[Stream]) -> dict[str, str]:
    """The oracle's survivor of each node: the first of its component, by graph and listing."""
    joined: nx.Graph[str] = nx.Graph()
    order: dict[str, int] = {}
    for stream in streams:
        for node in of(facts.Node, stream):
            order.setdefault(node.id, len(order))
            joined.add_node(node.id)
            joined.add_edges_from((node.id, match) for match in node.exact_matches)
    found = {}
    for component in nx.connected_components(joined):
        living = sorted(component & order.keys(), key=order.__getitem__)
        found |= dict.fromkeys(living, living[0])
    return {id_: found[id_] for id_ in order}


def said_of(node: facts.Node) -> dict[str, Any]:
    return {
        "names": {*node.pref_labels, *node.alt_labels},
        "label": node.pref_labels[0],
        "tags": set(node.tags),
        "places": set(node.places),
        "hours": getattr(node, "effort", None) and (node.effort.min_hours, node.effort.max_hours),
    }


@SOME
@given(st.integers(2, 3).flatmap(several))
def test_a_merge_says_what_the_oracle_says(streams: list[Stream]) -> None:
    survivor = means(streams)
    out, _, report = merged(*streams)

    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for stream in streams:
        for node in of(facts.Node, stream):
            nodes[survivor[node.id]].append(said_of(node))
    assert [node.id for node in of(facts.Node, out)] == [
        id_ for id_, end in survivor.items() if id_ == end
    ]
    for node in of(facts.Node, out):
        parts, found = nodes[node.id], said_of(node)
        for key in ("names", "tags", "places"):
            assert found[key] == set().union(*(part[key] for part in parts))
        assert found["label"] == parts[0]["label"]
        assert found["hours"] == next((p["hours"] for p in parts if p["hours"]), None)

    asked: dict[Any, set[Place]] = defaultdict(set)
    linked: dict[Any, set[Place]] = defaultdict(set)
    for stream in streams:
        for fact in of(facts.Requirement, stream):
            options = frozenset(survivor[option] for option in fact.options)
            asked[survivor[fact.owner], options, fact.count] |= set(fact.places)
        for fact in of(facts.Link, stream):
            linked[survivor[fact.start], survivor[fact.end]] |= set(fact.places)
    assert asked == {
        (fact.owner, frozenset(fact.options), fact.count): set(fact.places)
        for fact in of(facts.Requirement, out)
    }
    assert linked == {(fact.start, fact.end): set(fact.places) for fact in of(facts.Link, out)}

    retired = {
        fact.id: survivor[fact.replaced_by] for stream in streams for fact in of(Retired, stream)
    }
    gone = {id_: end for id_, end in survivor.items() if id_ != end}
    assert {fact.id: fact.replaced_by for fact in of(Retired, out)} == retired | gone
    assert {id_ for each in report.classes for id_ in each.others} == set(gone)
    assert not report.overridden


def distinct_matches(stream: Stream) -> Stream:
    """The same graph without two nodes that match one thing: they would be one."""
    return [
        replace(fact, exact_matches=tuple(f"{each}-{fact.id}" for each in fact.exact_matches))
        if isinstance(fact, facts.Node)
        else fact
        for fact in stream
    ]


@SOME
@given(graphs().map(distinct_matches))
def test_a_graph_merged_with_itself_is_itself(stream: Stream) -> None:
    with build(stream) as graph:
        digest = graph.digest()
    assert merged(stream, stream)[1] == digest
    assert merged(stream)[1] == digest


def shuffled(stream: Stream, chance: random.Random) -> Stream:
    parts = [list(part) for _, part in groupby(stream, key=_is_statement)]
    if len(parts) > 1:
        chance.shuffle(parts[-1])
    return [fact for part in parts for fact in part]


def _is_statement(fact: facts.Fact) -> bool:
    return not isinstance(fact, facts.Catalog | facts.Source | facts.Node)


@SOME
@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(
    streams: list[Stream], chance: random.Random
) -> None:
    mixed = [shuffled(stream, chance) for stream in streams]
    assert merged(*streams)[1] == merged(*mixed)[1]


def without_witnesses(stream: Stream) -> Stream:
    """Facts but for where a retired id was stated: of one that gave way twice there is more."""
    return [fact._replace(places=()) if isinstance(fact, Retired) else fact for fact in stream]


def through_one_thing(stream: Stream) -> Stream:
    """The same graph with matches by way of one id elsewhere, so that any two graphs know them.

    Else two nodes of a merged graph may be one by a third: an error, and rightly.
    """
    return [
        replace(fact, exact_matches=(f"https://example.org/thing-{fact.id[-1]}",))
        if isinstance(fact, facts.Node) and fact.exact_matches
        else fact
        for fact in stream
    ]


@SOME
@given(several(3))
def test_it_is_associative_where_nothing_contradicts(streams: list[Stream]) -> None:
    """Each graph's own ids come after those of the graphs before it, so that the same survive."""
    a, b, c = map(through_one_thing, streams)
    at_once = without_witnesses(merged(a, b, c)[0])
    assert without_witnesses(merged(merged(a, b)[0], c)[0]) == at_once
    assert without_witnesses(merged(a, merged(b, c)[0])[0]) == at_once


MATCHED = [SOURCE, skill("a", "A", exact_matches=("skill:b",))]


def test_the_survivor_keeps_its_label_and_the_others_resolve_to_it() -> None:
    other = [
        SOURCE,
        skill("b", "B", "bee", notation="15-1", places=(HERE,)),
        skill("c", "C"),
        role("r"),
        needs("skill:c", "b"),
        needs("role:r", "b", "c"),
        link("key-skill", "role:r", "skill:b"),
        Retired(id="skill:b0", replaced_by="skill:b"),
    ]
    out, _, report = merged(MATCHED, other)
    assert of(facts.Skill, out) == [
        skill(
            "a", "A", "B", "bee", hidden_labels=(Text("15-1"),), places=(HERE,), exact_matches=()
        ),
        skill("c", "C"),
    ]
    assert of(facts.Requirement, out) == [needs("skill:c", "a"), needs("role:r", "a", "c")]
    assert of(facts.Link, out) == [link("key-skill", "role:r", "skill:a")]
    assert of(Retired, out) == [
        Retired(id="skill:b", replaced_by="skill:a", places=(HERE,)),
        Retired(id="skill:b0", replaced_by="skill:a"),
    ]
    assert [tuple(each) for each in report.classes] == [("skill:a", ("skill:b",))]


def test_a_match_that_somebody_accepted_counts_as_one_of_the_graph() -> None:
    plain = [SOURCE, skill("a", "A")]
    other = [SOURCE, skill("b", "B")]
    assert (
        merged(plain, other, matches=[Match("skill:b", "skill:a")])[1] == merged(MATCHED, other)[1]
    )
    (problem,) = refused(plain, other, matches=[Match("skill:a", "skill:x", "m.csv row 2")])
    assert problem.startswith("m.csv row 2: 'skill:x' is a node in none of a and b.")


def test_two_of_one_graph_are_an_error_that_lists_the_class() -> None:
    both = [SOURCE, skill("b", "B", exact_matches=("skill:a",)), skill("c", "C")]
    both[2] = replace(both[2], exact_matches=("https://example.org/x",))
    first = [SOURCE, skill("a", "A", exact_matches=("https://example.org/x",))]
    (problem,) = refused(first, both)
    assert "b has 2 nodes that are one by exact matches: skill:b and skill:c" in problem
    assert "The class is skill:a, skill:b, skill:c, https://example.org/x." in problem


def test_matches_of_different_kinds_are_an_error() -> None:
    (problem,) = refused([SOURCE, skill("a", "A", exact_matches=("role:r",))], [SOURCE, role("r")])
    assert "different kinds: skill:a (skill in a), role:r (role in b)" in problem
    same = [SOURCE, facts.Category(id="skill:a", pref_labels=(Text("A"),))]
    assert "'skill:a' is a category here and a skill in a" in refused([SOURCE, skill("a")], same)[0]


ONE = [
    SOURCE,
    skill("a", "A", effort=Effort(1, 2, Place("source:s", "", "one.yaml:3:1"))),
    role("r", seniority="mid"),
    role("t"),
    needs("role:r", "a", places=(Place("source:s", "", "one.yaml:9:1"),)),
    link("next", "role:r", "role:t"),
]
OTHER = [
    SOURCE,
    skill("a", "AA", effort=Effort(5, 6, Place("source:s", "", "two.yaml:3:1"))),
    role("r", seniority="lead"),
    role("t"),
    needs("role:r", "a", importance="helpful", places=(Place("source:s", "", "two.yaml:9:1"),)),
    link("far", "role:r", "role:t"),
]


def test_every_contradiction_is_told_at_once_with_both_places() -> None:
    told = refused(ONE, OTHER)
    assert len(told) == 5
    assert any(
        each.startswith("b (two.yaml:9:1): importance of 'role:r: 1 of skill:a' is 'helpful' here")
        and "and 'essential' in a (one.yaml:9:1)." in each
        for each in told
    )
    assert any("effort_hours of 'skill:a' is '5-6' here and '1-2' in a (one.yaml:3:1)" in each
               for each in told)  # fmt: skip
    for what in (
        "label (en) of 'skill:a'",
        "seniority of 'role:r'",
        "kind of 'role:r next role:t'",
    ):
        assert any(what in each for each in told), what


@pytest.mark.parametrize(("prefer", "wins"), [(0, ONE), (1, OTHER)])
def test_the_preferred_graph_wins_and_what_it_overrides_is_listed(
    prefer: int, wins: Stream
) -> None:
    out, _, report = merged(ONE, OTHER, prefer=prefer)
    (node,) = of(facts.Skill, out)
    preferred = of(facts.Skill, wins)[0]
    assert node.pref_labels == preferred.pref_labels
    assert node.effort == preferred.effort
    assert of(facts.Role, out)[0].seniority == of(facts.Role, wins)[0].seniority
    assert of(facts.Requirement, out)[0].importance == of(facts.Requirement, wins)[0].importance
    assert [fact.kind for fact in of(facts.Link, out)] == [
        fact.kind for fact in of(facts.Link, wins)
    ]
    assert len(report.overridden) == 5
    assert {text.value for text in (*node.pref_labels, *node.alt_labels)} == {"A", "AA"}


def test_a_link_to_itself_is_dropped_and_counted() -> None:
    old = [
        SOURCE,
        skill("z1"),
        skill("z2"),
        skill("y"),
        link("related", "skill:z1", "skill:z2"),
        needs("skill:z1", "z2"),
        needs("skill:y", "z1", "z2", count=2),
    ]
    new = [
        SOURCE,
        skill("x"),
        Retired(id="skill:z1", replaced_by="skill:x"),
        Retired(id="skill:z2", replaced_by="skill:x"),
    ]
    for streams in ((old, new), (new, old)):
        out, _, report = merged(*streams)
        assert of(facts.Requirement, out) == [needs("skill:y", "x")]
        assert not of(facts.Link, out)
        assert report.dropped == {
            "a link that would lead from a node to itself": 1,
            "a requirement that would ask for its own owner alone": 1,
        }
        assert {fact.id for fact in of(Retired, out)} == {"skill:z1", "skill:z2"}


def test_a_requirement_that_no_count_says_is_an_error() -> None:
    old = [
        SOURCE,
        *map(skill, ("z1", "z2", "y", "v")),
        role("r"),
        needs("role:r", "z1", "z2", "y", "v", count=2),
    ]
    new = [
        SOURCE,
        skill("x"),
        Retired(id="skill:z1", replaced_by="skill:x"),
        Retired(id="skill:z2", replaced_by="skill:x"),
    ]
    with pytest.raises(Unsayable):
        fold_options("role:r", ["x", "x", "y", "v"], 2)
    (problem,) = refused(new, old)
    assert "'role:r' requires 2 of skill:z1 (now skill:x), skill:z2 (now skill:x)" in problem
