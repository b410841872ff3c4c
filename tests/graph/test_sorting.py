"""Rows in order: the same whether all are kept, or runs of them wait on disk."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import groupby
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from skillgraph.graph import sorting
from skillgraph.graph.aside import Aside
from skillgraph.graph.sorting import Sorting, undivided

from .drawing import SOME

ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "é"]), st.integers(0, 2)), max_size=40
)
SIZES = st.integers(1, 9)


@SOME
@given(st.lists(ROWS, max_size=5), SIZES, SIZES)
def test_all_rows_come_in_order(
    parts: list[list[tuple[int, str, int]]], kept: int, block: int
) -> None:
    with (
        ExitStack() as files,
        patch.object(sorting, "ROWS_KEPT", kept),
        patch.object(sorting, "BLOCK", block),
    ):
        waiting = Sorting(files)
        for rows in parts:
            waiting.add(rows)
        found = [row for rows in waiting.blocks() for row in rows]
    assert found == sorted(row for rows in parts for row in rows)


@SOME
@given(ROWS, SIZES, st.integers(1, 3))
def test_no_identity_is_divided(
    rows: list[tuple[int, str, int]], block: int, identity: int
) -> None:
    rows.sort()
    parted = (rows[start : start + block] for start in range(0, len(rows), block))
    found = [list(each) for each in undivided(parted, identity)]
    assert [row for each in found for row in each] == rows
    assert all(found)
    identities = [[key for key, _ in groupby(each, lambda row: row[:identity])] for each in found]
    assert len({key for keys in identities for key in keys}) == sum(map(len, identities))


@SOME
@given(st.lists(st.binary(max_size=5), max_size=30), st.integers(0, 40), st.data())
def test_pieces_come_back_by_number(pieces: list[bytes], kept: int, data: st.DataObject) -> None:
    with ExitStack() as files:
        aside = Aside(files, kept)
        for at, piece in enumerate(pieces):
            assert aside.add(piece) == at
            seen = data.draw(st.integers(0, at))
            assert aside.get(seen) == pieces[seen]
        assert list(aside) == pieces
