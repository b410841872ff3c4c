"""Names and their words, as the tables have them, held to the labels themselves."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.graph import naming, nodes
from skillgraph.graph.build import build
from skillgraph.graph.naming import unpacked, words
from skillgraph.graph.search import search
from skillgraph.model import facts
from skillgraph.vocab import fold

from .drawing import LABELS, SOME, SOURCE, graphs, skill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.store import Graph

PARTS = st.text("abcü-", min_size=3, max_size=9)


def names_of(node: facts.Node) -> set[str]:
    texts = (*node.pref_labels, *node.alt_labels, *node.hidden_labels)
    return {fold(text.value) for text in texts}


def worded(graph: Graph) -> dict[str, list[int]]:
    return {word: list(unpacked(nodes)) for word, nodes in graph.rows("SELECT * FROM word")}


def expected(stream: Iterable[facts.Fact]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    nodes = [fact for fact in stream if isinstance(fact, facts.Node)]
    for key, node in enumerate(nodes, 1):
        for word in {word for name in names_of(node) for word in words(name)}:
            found.setdefault(word, []).append(key)
    return found


@given(
    st.lists(
        st.lists(
            st.text("aB \u00e9\u0130\u03a3\u2013\t\n\x1f\x85\xa0-", max_size=5),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_names_are_folded_together_as_each_alone(nodes_: list[list[str]]) -> None:
    names, said = naming.fold_all(["\0".join(own).encode() for own in nodes_])
    folded = [[fold(name) for name in own] for own in nodes_]
    assert [name.encode("latin-1").decode() for name in names] == [*chain.from_iterable(folded)]
    assert [sorted(own.split()) for own in said] == [
        sorted(word for name in own for word in words(name)) for own in folded
    ]


@SOME
@given(graphs())
def test_words_lead_to_the_nodes_that_have_them(stream: list[facts.Fact]) -> None:
    with build(stream) as graph:
        assert worded(graph) == expected(stream)
        by_length = graph.rows("SELECT length, words FROM vocabulary ORDER BY length")
        listed = [(length, word) for length, same in by_length for word in same.split(" ")]
        assert listed == sorted((len(word), word) for word in worded(graph))


@pytest.mark.parametrize("limits", [(0, 10**9), (3, 10**9), (10**9, 0), (10**9, 7)])
def test_words_that_were_put_aside_come_together_again(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int]
) -> None:
    stream = [SOURCE, *(skill(f"s{n}", f"same {n % 7} {n}", "same again") for n in range(40))]
    monkeypatch.setattr(naming, "_WORDS", limits[0])
    monkeypatch.setattr(naming, "_NODES", limits[1])
    monkeypatch.setattr(nodes, "_TOGETHER", 3)
    with build(stream) as graph:
        assert worded(graph) == expected(stream)


@SOME
@given(st.lists(LABELS | PARTS, min_size=1, max_size=8), st.lists(PARTS, min_size=1, max_size=2))
def test_every_name_that_holds_the_parts_asked_for_is_found(
    labels: list[str], parts: list[str]
) -> None:
    stream = [SOURCE, *(skill(f"s{n}", label) for n, label in enumerate(labels))]
    asked = [word for word in words(fold(" ".join(parts))) if len(word) >= 3]
    with build(stream) as graph:
        found = {hit.label for hit in search(graph, " ".join(asked), limit=100)}
    if asked:
        assert {label for label in labels if all(word in fold(label) for word in asked)} <= found


def test_the_first_of_many_are_found_whole() -> None:
    """More nodes than are read at a time, and more than are asked for."""
    stream = [SOURCE, *(skill(f"s{n:04}", f"number {n:04} of many") for n in range(700))]
    with build(stream) as graph:
        hits = search(graph, "many", limit=150)
        assert [hit.key for hit in hits] == list(range(1, 151))
        assert [hit.label for hit in search(graph, "0699 many")] == ["number 0699 of many"]
