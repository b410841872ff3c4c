"""The career page that came with the project, imported, states what a person read in it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.graph.drawing import changed as altered
from tests.readers.page.comparing import rows_of

from skillgraph.model.facts import Link, Node, Place, Requirement, Role, Salary
from skillgraph.readers import read_catalogs
from skillgraph.readers.page import read_page
from skillgraph.readers.report import Remark, Report

ROOT = Path(__file__).parents[3]
#: Areas that the page names, with the jobs that a person made of them.
JOBS = {"role:ai-integration": "role:ai-engineer", "role:cybersecurity": "role:security-engineer"}


@pytest.fixture(scope="module")
def page() -> Path:
    data = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data"))
    pages = sorted((data.parent / "seeds").glob("*.txt"))
    if not pages:
        pytest.skip(f"no career page in {data.parent / 'seeds'}: its import cannot be compared")
    return pages[0]


@pytest.fixture(scope="module")
def imported(page):
    return list(read_page([str(page)], Report()))


@pytest.fixture(scope="module")
def written():
    return list(read_catalogs([ROOT / "data" / "backend-developer.yaml"], shipped=ROOT / "data"))


def test_it_states_what_the_hand_written_catalogue_does(imported, written):
    ours, theirs = rows_of(imported, JOBS), rows_of(written, JOBS)
    assert sorted(map(repr, ours - theirs)) == []
    assert sorted(map(repr, theirs - ours)) == []
    assert len(ours) > 70


def test_a_line_that_is_off_by_one_is_seen(imported, written):
    theirs = rows_of(written, JOBS)
    moved = 0
    for at, fact in enumerate(imported):
        if not isinstance(fact, (Node, Requirement, Link, Salary)):
            continue
        for number, place in enumerate(fact.places):
            after = int(re.fullmatch(r"line=\d+,(\d+)", place.fragment)[1])
            elsewhere = place._replace(fragment=f"line={after},{after + 1}")
            places = (*fact.places[:number], elsewhere, *fact.places[number + 1 :])
            changed: list[Any] = [*imported]
            changed[at] = altered(fact, places=places)
            assert rows_of(changed, JOBS) != theirs, fact
            moved += 1
    assert moved > 90


@pytest.mark.parametrize(
    "broken",
    [
        lambda fact: isinstance(fact, Requirement) and fact._replace(importance="helpful"),
        lambda fact: isinstance(fact, Salary) and fact._replace(maximum=fact.maximum + 1),
        lambda fact: isinstance(fact, Link) and fact._replace(end=fact.start),
        lambda fact: isinstance(fact, Role) and replace(fact, track=not fact.track),
        lambda fact: isinstance(fact, Node) and replace(fact, id=fact.id + "-2"),
    ],
)
def test_another_statement_is_seen(imported, written, broken):
    theirs = rows_of(written, JOBS)
    changes = [(at, changed) for at, fact in enumerate(imported) if (changed := broken(fact))]
    assert changes
    for at, changed in changes:
        assert rows_of([*imported[:at], changed, *imported[at + 1 :]], JOBS) != theirs, changed


def test_an_area_is_an_assumption_and_a_role_is_none(imported):
    moves = {
        fact.end: fact.assumption
        for fact in imported
        if isinstance(fact, Link)
        if fact.kind == "next"
    }
    assert {end for end, assumption in moves.items() if assumption} == set(JOBS)


def test_its_unused_lines_are_told_and_no_others(page):
    remarks: list[Remark] = []
    list(read_page([str(page)], Report(on_remark=remarks.append)))
    lines = [int(remark.place.rpartition(":")[2]) for remark in remarks]
    assert lines == [31, 53, 55, 57, 72, 73, 77, 79, 81, 96, 97]
    texts = page.read_text("utf-8").splitlines()
    assert all(remark.text in texts[line - 1] for line, remark in zip(lines, remarks, strict=True))


def test_none_of_its_sentences_is_copied(page, imported):
    sentences = [
        line.strip() for line in page.read_text("utf-8").splitlines() if line.rstrip().endswith(".")
    ]
    said = repr(imported)
    assert len(sentences) > 15
    assert not [sentence for sentence in sentences if sentence in said]


def test_every_place_is_a_line_of_the_page(page, imported):
    lines = page.read_text("utf-8").splitlines()
    for fact in imported:
        for place in getattr(fact, "places", ()):
            assert isinstance(place, Place)
            before, after = map(int, re.fullmatch(r"line=(\d+),(\d+)", place.fragment).groups())
            assert after == before + 1
            assert lines[before].strip()
