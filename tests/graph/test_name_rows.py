"""Whole names, their beginnings, and names but for their spaces, held to the labels themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.graph import naming, schema, search, sorting
from skillgraph.graph.build import build
from skillgraph.graph.rows import text_of
from skillgraph.model.facts import Skill, Text
from skillgraph.vocab import fold

from .drawing import SOME, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.facts import Fact

Labels = dict[tuple[int, int, int], str]

NAMES = st.text("aB -\u00e9\u2013\U00010000", max_size=4)
NODES = st.lists(
    st.tuples(NAMES.filter(str.strip), st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=2)),
    min_size=1,
    max_size=6,
)


def stated(nodes: Iterable[tuple[str, list[str], list[str]]]) -> tuple[list[Fact], Labels]:
    """Return skills of some labels, and the folded name of each text, the first of equal ones."""
    stream: list[Fact] = [SOURCE]
    found: Labels = {}
    for key, (label, *others) in enumerate(nodes, 1):
        own = ([label], *others)
        pref, alt, hidden = (tuple(map(Text, texts)) for texts in own)
        stream.append(
            Skill(id=f"skill:s{key}", pref_labels=pref, alt_labels=alt, hidden_labels=hidden)
        )
        seen = set()
        for property_, texts in enumerate(own):
            for ordinal, text in enumerate(texts):
                if fold(text) not in seen:
                    seen.add(fold(text))
                    found[key, property_, ordinal] = fold(text)
    return stream, found


def tight(name: str) -> str:
    return name.replace(" ", "").replace("-", "")


@SOME
@given(NODES, st.lists(NAMES, max_size=3), st.integers(1, 3))
def test_names_are_found_as_they_are_stated(
    nodes: list[tuple[str, list[str], list[str]]], asked: list[str], together: int
) -> None:
    stream, labels = stated(nodes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "BLOCK", 2)
        patch.setattr(naming, "_LINES", together)
        with build(stream) as graph:
            rows = graph.rows("SELECT first, names FROM name ORDER BY key")
            listed = [name for _, names in rows for name in names[1:-1].split("\n")]
            assert [line.partition("\t")[0] for line in listed] == sorted(labels.values())
            assert [first for first, _ in rows] == sorted({first for first, _ in rows})
            for name in {*map(fold, asked), *labels.values()}:
                whole = [met for met, own in labels.items() if own == name]
                assert sorted(map(text_of, graph.labels(f"{name}\t"))) == sorted(whole)
                if not tight(name):
                    continue  # a search for nothing finds nothing
                begun = [met for met, own in labels.items() if own.startswith(name)]
                assert sorted(map(text_of, graph.labels(name))) == sorted(begun)
                joined = [
                    (tight(own) == tight(name), met)
                    for met, own in labels.items()
                    if tight(own).startswith(tight(name))
                ]
                found = search._beginning_tight(graph, tight(name))
                assert sorted((all_, text_of(text)) for all_, text in found) == sorted(joined)


def test_texts_are_in_the_order_of_property_node_and_ordinal() -> None:
    stream, labels = stated([("a", ["b", "ab"], ["abc"]), ("ac", ["a"], [])])
    with build(stream) as graph:
        met = [text_of(text) for text in sorted(graph.labels("a"))]
    assert met == sorted(
        (at for at, name in labels.items() if name[0] == "a"), key=lambda at: (at[1], at[0], at[2])
    )
    assert {at[1] for at in met} == {schema.PREF, schema.ALT, schema.HIDDEN}
