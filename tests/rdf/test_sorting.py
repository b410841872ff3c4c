"""Descriptions in order: the same whether all are kept, or runs of them wait on disk."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.model import facts
from skillgraph.model.facts import Place
from skillgraph.rdf.describing import describe
from skillgraph.rdf.export import iter_descriptions
from skillgraph.rdf.sorting import Description, sort_descriptions
from skillgraph.rdf.terms import says, text

if TYPE_CHECKING:
    from collections.abc import Iterator

SUBJECTS = st.sampled_from(["<a>", "<a->", "<ab>", "<é>", "<\U0001f600>", "<\uffee>"])
LINES = st.lists(
    st.builds(
        lambda predicate, value: says(predicate, text(value, "en")),
        st.sampled_from(["<p>", "<p#>", "<q>"]),
        st.sampled_from(["", "b c", "a\nb", '"', "\u2028", "\x85", "é", "\U0001f600"]),
    ),
    min_size=1,
    max_size=4,
)
# As a list, lines may stand in any order and several times; a tuple has them sorted, each once.
LINES |= LINES.map(lambda lines: tuple(sorted(set(lines))))
DESCRIPTIONS = st.lists(st.tuples(SUBJECTS, LINES), max_size=12)


@given(DESCRIPTIONS, st.integers(0, 8))
def test_each_subject_comes_once_with_all_its_lines(
    descriptions: list[Description], most: int
) -> None:
    together: dict[str, set[str]] = defaultdict(set)
    for subject, lines in descriptions:
        together[subject] |= set(lines)
    # UTF-8 is in the order of code points, which is how `sort` has the lines of a file.
    expected = [
        (subject, sorted(together[subject], key=str.encode))
        for subject in sorted(together, key=str.encode)
    ]
    found = [(subject, list(lines)) for subject, lines in sort_descriptions(descriptions, most)]
    assert found == expected


def _stated(places: tuple[Place, ...]) -> Iterator[facts.Fact]:
    """Yield requirements and links of every form that are stated at some places."""
    for options, group, level, rating in product(
        [("skill:b",), ("skill:b", "skill:a")], ["", "group:g"], [None, 2.0], [None, 3.5]
    ):
        yield facts.Requirement(
            owner="role:r",
            options=options,
            count=1,
            importance="helpful",
            places=places,
            group=group,
            level=level,
            scale="" if level is None else "scale:s",
            rating=rating,
            rating_scale="" if rating is None else "scale:s",
        )
    for assumption, tier, rank in product(["", "ours"], ["", "near"], [None, 7]):
        yield facts.Link(
            kind="related",
            start="role:r",
            end="role:s",
            places=places,
            assumption=assumption,
            tier=tier,
            rank=rank,
        )


@pytest.mark.parametrize(
    "places",
    [
        (),
        (Place("source:s"),),
        (Place("source:s", "row=4"),),
        (Place("source:s", "", "a.yaml:4:1"),),
        (Place("source:t"), Place("source:s", "row=4")),
        (Place("source:s", "", "a.yaml:4:1"), Place("source:s", "", "a.yaml:9:1")),
    ],
)
def test_what_is_described_in_order_is(places: tuple[Place, ...]) -> None:
    stream = [*_stated(places)]
    in_order = [lines for _, lines in describe(stream) if isinstance(lines, tuple)]
    for lines in in_order:
        assert list(lines) == sorted(set(lines))
    for _, said in iter_descriptions(stream, provenance=True):
        assert list(said) == sorted(set(said)), "one source of two places is said once"
    # What there is most of isn't sorted again: a requirement of one skill, and links.
    alone = all(not place.locator for place in places) and len(places) < 2
    assert len(in_order) == (9 - (not places) if alone else 0)


@pytest.mark.parametrize("most", [0, 5, 1 << 21])
def test_what_was_given_is_not_changed(most: int) -> None:
    first, second = ["<p> <o> .\n"], ["<q> <o> .\n"]
    assert len(list(sort_descriptions([("<a>", first), ("<a>", second)], most))) == 1
    assert (first, second) == (["<p> <o> .\n"], ["<q> <o> .\n"])
