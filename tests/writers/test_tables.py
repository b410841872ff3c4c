"""CSV that other programs read back cell for cell, and in which nothing runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.graph.drawing import SOME, graphs, link, needs, role, skill

from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.readers.tabular.exported import join, split
from skillgraph.vocab import requirement_id
from skillgraph.words import unshielded
from skillgraph.writers.cells import kind_of
from skillgraph.writers.tables import TABLES, table_files, table_lines

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

NUMBERS = ("level", "rating", "scale_min", "scale_max")


def rows(stream: list[facts.Fact], table: str) -> list[dict[str, str]]:
    text = "".join(table_lines(lambda: stream, table))
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: unshielded(cell) for name, cell in row.items()} for row in read]


@given(st.lists(st.text(st.sampled_from("a|\\\n"), min_size=1)))
def test_joined_texts_come_apart_as_they_were(texts: list[str]) -> None:
    assert split(join(texts)) == texts


@SOME
@given(graphs())
def test_every_node_and_edge_has_its_row(stream: list[facts.Fact]) -> None:
    with build(stream) as graph:
        united = list(graph.facts())
    nodes = [fact for fact in united if isinstance(fact, facts.Node)]
    found = rows(united, "nodes")
    assert [(row["id"], row["kind"], row["label"]) for row in found] == [
        (node.id, kind_of(node), node.pref_labels[0].value) for node in nodes
    ]
    for row, node in zip(found, nodes, strict=True):
        assert row["notation"] == node.notation
        values = dict.fromkeys(text.value for text in node.alt_labels)
        assert split(row["alt_labels"]) == list(values)
        others = [f"{text.language}:{text.value}" for text in node.pref_labels[1:]]
        assert split(row["translations"]) == others
    expected: list[tuple[Any, ...]] = []
    for fact in united:
        if isinstance(fact, facts.Requirement):
            id_ = requirement_id(fact.owner, fact.count, fact.options)
            level = "" if fact.level is None else str(fact.level)
            rest = ("requires", fact.importance, id_, str(fact.count), level)
            expected += [(fact.owner, option, *rest) for option in fact.options]
        elif isinstance(fact, facts.Link):
            expected.append((fact.start, fact.end, fact.kind, "", "", "", ""))
    columns = ("from", "to", "kind", "importance", "requirement", "count", "level")
    assert [tuple(row[name] for name in columns) for row in rows(united, "edges")] == expected


@SOME
@given(graphs())
def test_no_cell_begins_as_a_formula(stream: list[facts.Fact]) -> None:
    for _, lines in table_files(lambda: stream):
        read = csv.DictReader(io.StringIO("".join(lines), newline=""), strict=True)
        for name, cell in (pair for row in read for pair in row.items()):
            if name in NUMBERS and cell:
                float(cell)  # a number may be negative
            else:
                assert not cell.startswith(STARTS)


@pytest.mark.parametrize("start", STARTS)
def test_a_formula_is_made_text_and_comes_back(start: str) -> None:
    for label in (f"{start}cmd|' /C calc'!A0", f"'{start}1", f"''{start}1"):
        text = "".join(table_lines(lambda label=label: [skill("a", label)], "nodes"))
        raw = next(csv.DictReader(io.StringIO(text, newline="")))["label"]
        assert raw == f"'{label}"
        assert unshielded(raw) == label


def test_quotes_commas_and_breaks_stay_in_their_cell() -> None:
    hostile = 'a "b", c\r\nd\re;f'
    assert [row["label"] for row in rows([skill("a", hostile), skill("b")], "nodes")] == [
        hostile,
        "b",
    ]


def test_a_choice_is_rows_of_one_requirement() -> None:
    stream = [skill("a"), skill("b"), role("r"), needs("role:r", "a", "b", importance="helpful")]
    first, second = rows(stream, "edges")
    assert (first["to"], second["to"]) == ("skill:a", "skill:b")
    assert first["requirement"] == second["requirement"]
    assert (first["count"], first["options"], first["importance"]) == ("1", "2", "helpful")


def test_a_node_names_what_it_is_in() -> None:
    text = facts.Text("C")
    stream = [
        facts.Category(id="category:c", pref_labels=(text,)),
        facts.Category(id="category:d", pref_labels=(text,)),
        skill("a"),
        link("broader", "skill:a", "category:c"),
        link("broader", "skill:a", "category:d"),
    ]
    assert rows(stream, "nodes")[2]["category"] == "category:c|category:d"


def test_the_shipped_graph_fills_every_table(shipped: Graph) -> None:
    files = dict(table_files(shipped.facts))
    assert list(files) == [f"{table}.csv" for table in TABLES]
    for name, lines in files.items():
        texts = list(lines)
        assert len(texts) > 2 or name == "retired.csv", name  # no shipped id is out of use
        assert all(text.endswith("\r\n") for text in texts)
    salaries = rows(list(shipped.facts()), "salaries")
    assert all(int(row["min"]) <= int(row["max"]) and row["currency"] for row in salaries)
