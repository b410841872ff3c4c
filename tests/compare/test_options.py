"""Options that became one: what is said afterwards is what was said, for whatever is held."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.compare.options import Unsayable, fold_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPTIONS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=8)


def subsets(names: Iterable[str]) -> Iterator[frozenset[str]]:
    listed = sorted(set(names))
    sizes = range(len(listed) + 1)
    return map(frozenset, chain.from_iterable(combinations(listed, size) for size in sizes))


def met(options: Iterable[str], count: int, held: frozenset[str]) -> bool:
    """By the definition: so many of the options are held, each for itself."""
    return sum(option in held for option in options) >= count


@given(OPTIONS, st.data())
def test_it_is_met_by_the_same_skills(options: list[str], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(options)))
    sayable = [
        (chosen, needed)
        for chosen in subsets(options)
        for needed in range(1, len(chosen) + 1)
        if all(met(options, count, held) == met(chosen, needed, held) for held in subsets(options))
    ]
    try:
        folded = fold_options("owner", options, count)
    except Unsayable:
        assert not sayable
        return
    assert folded is not None
    assert (frozenset(folded[0]), folded[1]) in sayable
    assert len(set(folded[0])) == len(folded[0])


@given(OPTIONS, st.data())
def test_nothing_changes_where_nothing_became_one(options: list[str], data: st.DataObject) -> None:
    apart = list(dict.fromkeys(options))
    count = data.draw(st.integers(1, len(apart)))
    assert fold_options("owner", apart, count) == (tuple(apart), count)


@given(OPTIONS)
def test_an_owner_that_needs_all_needs_the_rest(options: list[str]) -> None:
    counted = Counter(options)
    folded = fold_options("a", options, len(options))
    rest = {option for option in counted if option != "a"}
    assert (folded is None) == (not rest)
    if folded is not None:
        assert set(folded[0]) == rest
        assert folded[1] == len(rest)


def test_an_owner_never_chooses_itself() -> None:
    with pytest.raises(Unsayable, match="its owner"):
        fold_options("a", ["a", "b"], 1)
