"""Statements as columns are the facts that they stand for, wherever they come in a stream."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.model.columns import COLUMNS, Columns, Links, Requirements, spread
from skillgraph.model.facts import Fact, Link, Requirement

from .drawing import HERE, SOME, graphs, link, needs
from .test_plain import (
    LINKS_AMISS,
    MEMBERS,
    NODES,
    RARELY,
    REQUIREMENTS_AMISS,
    STATEMENTS,
    links,
    made,
    requirements,
)


def is_plain(fact: Requirement | Link) -> bool:
    """The definition, told of one fact."""
    if len(fact.places) != 1:
        return False
    if isinstance(fact, Requirement):
        return len(fact.options) == 1 and fact == needs("r", "s")._replace(
            owner=fact.owner,
            options=fact.options,
            importance=fact.importance,
            places=fact.places,
        )
    return fact == Link(fact.kind, fact.start, fact.end, fact.places)


@SOME
@given(st.lists(requirements(RARELY), min_size=1, max_size=6))
def test_requirements_come_back_as_they_were(run: list[Requirement]) -> None:
    columns = Requirements.of(run)
    assert (columns is not None) == all(map(is_plain, run))
    assert columns is None or [*columns.facts()] == run


@SOME
@given(st.lists(links(RARELY), min_size=1, max_size=6))
def test_links_come_back_as_they_were(run: list[Link]) -> None:
    columns = Links.of(run)
    assert (columns is not None) == (
        all(map(is_plain, run)) and len({each.kind for each in run}) == 1
    )
    assert columns is None or [*columns.facts()] == run


@pytest.mark.parametrize("amiss", [*REQUIREMENTS_AMISS, {"rating_scale": "s"}], ids=str)
def test_no_value_of_a_requirement_is_lost(amiss: dict[str, Any]) -> None:
    run = [needs("role:r", "a"), needs("role:r", "b")._replace(**amiss)]
    columns = Requirements.of(run)
    assert columns is None or [*columns.facts()] == run


@pytest.mark.parametrize("amiss", LINKS_AMISS, ids=str)
def test_no_value_of_a_link_is_lost(amiss: dict[str, Any]) -> None:
    run = [link("broader", "skill:a", "c"), link("broader", "skill:b", "c")._replace(**amiss)]
    columns = Links.of(run)
    assert columns is None or [*columns.facts()] == run


def in_columns(stream: list[Fact]) -> list[Fact | Columns]:
    """Return a stream with columns in place of all runs of plain statements."""
    found: list[Fact | Columns] = []
    for class_, same in groupby(stream, type):
        run = [*same]
        columns = COLUMNS[class_](run) if class_ in COLUMNS else None
        found += run if columns is None else [columns]
    return found


@SOME
@given(graphs())
def test_a_graph_is_the_same_from_columns(stream: list[Fact]) -> None:
    assert [*spread(in_columns(stream))] == stream
    assert made(in_columns(stream)) == made(stream)


@SOME
@given(STATEMENTS)
def test_what_is_wrong_is_told_alike(statements: list[Fact]) -> None:
    stream = [*NODES, *MEMBERS, *statements]
    assert made(in_columns(stream)) == made(stream)


def test_no_row_is_as_good_as_none() -> None:
    nothing: list[Any] = []
    columns = [Requirements(*[nothing] * 6), Links("broader", *[nothing] * 5)]
    assert [*spread(columns)] == []
    assert made([*NODES, *columns]) == made(NODES)


def test_columns_of_other_lengths_are_refused() -> None:
    """A reader that counts wrongly loses no row in silence."""
    columns = Requirements(
        ["role:r"], ["skill:a", "skill:b"], ["helpful"], ["source:s"], [""], [""]
    )
    with pytest.raises(ValueError, match="zip"):
        made([*NODES, columns])


def test_a_node_after_columns_is_refused() -> None:
    columns = Requirements.of([needs("role:r", "a", places=(HERE,))])
    assert made([*NODES[:-1], columns, NODES[-1]]) == made(
        [*NODES[:-1], *spread([columns]), NODES[-1]]
    )
