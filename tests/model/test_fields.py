"""Each field, link and kind stands once, and nothing that is said of one is missing elsewhere."""

from __future__ import annotations

from dataclasses import fields as attributes
from typing import TYPE_CHECKING, get_type_hints

import pytest

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.graph.stored import LISTS, OWN_FIELDS, TEXTS
from skillgraph.model import facts, values
from skillgraph.model.documents.node import NodeDocument
from skillgraph.model.fields import FIELDS, NODES, ORDER, REFERENCES, RELATIONS, fields_in, kind_of
from skillgraph.readers.catalog import read_catalogs
from skillgraph.readers.report import Report
from skillgraph.readers.table import read_table
from skillgraph.readers.table.fields import NODE_HEADERS, header_key
from skillgraph.vocab import KINDS, LINKS

if TYPE_CHECKING:
    from pathlib import Path

#: What has a shape of its own everywhere.
APART = {"id", "pref_labels", "places", "foreign", "track"}


@pytest.mark.parametrize("kind", NODES.values(), ids=lambda kind: kind.name)
def test_every_attribute_of_a_fact_is_a_field(kind) -> None:
    assert {field.name for field in fields_in(kind.fact)} == {
        each.name for each in attributes(kind.fact)
    } - APART
    assert kind_of(kind.fact(id="x:y", pref_labels=())) == kind.space


def test_kinds_and_links_are_those_of_the_vocabulary() -> None:
    assert set(NODES) == set(KINDS)
    assert set(RELATIONS) == set(LINKS)
    for each in REFERENCES:
        starts, ends = RELATIONS[each.kind].starts, RELATIONS[each.kind].ends
        if each.incoming:
            starts, ends = ends, starts
        assert set(each.of) <= set(starts)
        assert {kind for kind in KINDS if NODES[kind].space in each.spaces} <= set(ends)


def test_keys_columns_and_predicates_are_told_apart() -> None:
    for what in ("key", "column", "predicate"):
        told = [getattr(field, what) for field in FIELDS.values()]
        assert len(set(told)) == len(told)
    headers = [header_key(each) for all_ in NODE_HEADERS.values() for each in all_]
    assert len(set(headers)) == len(headers)
    assert {field.key for field in FIELDS.values()} < set(ORDER)


def test_a_graph_has_a_place_for_each_field() -> None:
    own = {field.name for fields in OWN_FIELDS.values() for field in fields}
    assert {*TEXTS, *LISTS, *own, "notation", "effort"} == {*FIELDS, "pref_labels"}


def test_the_document_of_a_node_has_what_is_noted() -> None:
    keys = get_type_hints(NodeDocument)
    assert {field.column for field in FIELDS.values() if field.note} <= keys.keys()


def test_a_mistake_has_one_sentence(tmp_path: Path) -> None:
    """Of a job zone, wherever it is met."""
    catalogue, table = tmp_path / "a.yaml", tmp_path / "a.csv"
    catalogue.write_text("catalog: {id: a}\nroles: {r: {label: R, job_zone: 9}}\n")
    table.write_text("Role,Job zone\nR,9\n")
    node = facts.Role(id="role:r", pref_labels=(facts.Text("R"),), job_zone=9)
    said = []
    for read in (
        lambda: list(read_catalogs([catalogue], shipped=tmp_path)),
        lambda: list(read_table([table], Report())),
        lambda: build([node]).close(),
    ):
        with pytest.raises((InvalidInput, values.Unfit)) as raised:
            read()
        said.append(str(raised.value))
    assert all("'9' is not a job zone. Write 1 to 5." in each for each in said), said
