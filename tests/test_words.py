"""Texts as a shell takes them that a command is pasted into, and a spreadsheet that has a cell."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.views.words import argument
from skillgraph.words import shielded, unshielded

#: What an id may hold: no white space, nothing that can't be printed.
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
DANGEROUS = ["a;b", "$(a)", "`a`", "a'b", 'a"b', "a|b", "a&b", "a>b", "~a", "*", "!a", "a\\b", "#a"]


@given(TEXTS | st.sampled_from(DANGEROUS))
def test_an_id_is_one_word_to_a_shell(slug: str) -> None:
    (word,) = shlex.split(argument(f"skill:{slug}"))
    assert word == (f"skill:{slug}" if slug[0] in "@-" else slug)


@pytest.mark.parametrize("slug", DANGEROUS)
def test_what_means_something_to_a_shell_is_quoted(slug: str) -> None:
    assert argument(f"skill:{slug}") == shlex.quote(slug) != slug


@given(st.text() | st.text("'=+-@\uff1d\uff0b\uff0d\uff20a", max_size=4))
def test_a_cell_is_never_run_and_says_what_it_said(text: str) -> None:
    cell = shielded(text)
    assert not cell.startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    )
    assert unshielded(cell) == text
