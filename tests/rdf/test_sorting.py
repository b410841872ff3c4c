"""Descriptions in order: the same whether all are kept, or runs of them wait on disk."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.rdf.sorting import sort_descriptions
from skillgraph.rdf.terms import says, text

SUBJECTS = st.sampled_from(["<a>", "<a->", "<ab>", "<é>", "<\U0001f600>", "<\uffee>"])
LINES = st.lists(
    st.builds(
        lambda predicate, value: says(predicate, text(value, "en")),
        st.sampled_from(["<p>", "<p#>", "<q>"]),
        st.sampled_from(["", "b c", "a\nb", '"', "\u2028", "\x85", "é", "\U0001f600"]),
    ),
    min_size=1,
    max_size=4,
    unique=True,
).map(tuple)
DESCRIPTIONS = st.lists(st.tuples(SUBJECTS, LINES), max_size=12)


@given(DESCRIPTIONS, st.integers(0, 8))
def test_each_subject_comes_once_with_all_its_lines(
    descriptions: list[tuple[str, tuple[str, ...]]], most: int
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


@pytest.mark.parametrize("most", [0, 5, 1 << 21])
def test_what_was_given_is_not_changed(most: int) -> None:
    first, second = ["<p> <o> .\n"], ["<q> <o> .\n"]
    assert len(list(sort_descriptions([("<a>", first), ("<a>", second)], most))) == 1
    assert (first, second) == (["<p> <o> .\n"], ["<q> <o> .\n"])
