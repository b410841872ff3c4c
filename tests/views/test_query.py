"""Results as a table: within its width, with hostile texts, numbers at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.views.paper import Paper
from skillgraph.views.query import render_query
from skillgraph.views.text import display_width

if TYPE_CHECKING:
    from skillgraph.model.documents.query import QueryDocument, TermDoc

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = st.one_of(
    st.none(),
    st.builds(lambda value: {"type": "literal", "value": value}, st.text()),
    st.builds(lambda value: {"type": "uri", "value": f"urn:{value}"}, st.text()),
    st.builds(
        lambda value: {"type": "literal", "value": str(value), "datatype": f"{XSD}integer"},
        st.integers(),
    ),
)


def document(**found: Any) -> QueryDocument:
    return {
        "format": "skillgraph-query/1", "graph": None, "endpoint": None, "engine": "oxigraph",
        "limit": None, "isolated": True, "kind": "select", "columns": [], "rows": [],
        "answer": None, "triples": [], "truncated": False, **found,
    }  # type: ignore[typeddict-item]  # fmt: skip


def uri(iri: str) -> TermDoc:
    return {"type": "uri", "value": iri}


@given(
    st.integers(40, 120),
    st.integers(0, 6).flatmap(
        lambda width: st.lists(st.lists(TERMS, min_size=width, max_size=width), max_size=4)
    ),
)
def test_no_line_is_too_wide_and_no_text_escapes(columns: int, rows: list[list[Any]]) -> None:
    names = [f"c{at}" for at in range(len(rows[0]) if rows else 0)]
    text = render_query(document(columns=names, rows=rows), Paper(columns))
    lines = text.split("\n")
    assert max(map(display_width, lines)) <= columns
    assert len(lines) == 2 + (len(rows) + 1 if rows and names else 0)
    assert all(line.isprintable() or "\u200d" in line or "\u200c" in line for line in lines)


@pytest.mark.parametrize(
    ("iri", "shown"),
    [
        ("https://w3id.org/skillgraph/id/skill/sql", "skill:sql"),
        ("http://www.w3.org/2004/02/skos/core#broader", "skos:broader"),
        ("https://schema.org/Occupation", "schema:Occupation"),
        ("http://example.org/x", "http://example.org/x"),
        ("https://schema.org/", "https://schema.org/"),
    ],
)
def test_iris_are_shown_as_a_query_may_write_them(iri: str, shown: str) -> None:
    text = render_query(document(columns=["a"], rows=[[uri(iri)]]), Paper(100))
    assert text.splitlines()[1] == shown


def test_only_numbers_stand_at_the_right() -> None:
    def number(value: str) -> TermDoc:
        return {"type": "literal", "value": value, "datatype": f"{XSD}decimal"}

    mixed: TermDoc = {"type": "literal", "value": "x"}
    rows = [[number("1.5"), number("1.5")], [number("22.25"), mixed], [None, None]]
    lines = render_query(document(columns=["n", "m"], rows=rows), Paper(100)).splitlines()
    assert lines[:4] == ["   ?n  ?m", "  1.5  1.5", "22.25  x", ""]


def test_what_was_cut_is_said() -> None:
    rows = [[uri("urn:a")]]
    text = render_query(document(columns=["a"], rows=rows, truncated=True), Paper(100))
    assert text.endswith("1 row shown; there are more (--limit)\n")


def test_yes_and_no() -> None:
    assert render_query(document(kind="ask", answer=True), Paper(100)) == "yes\n"
    assert render_query(document(kind="ask", answer=False), Paper(100)) == "no\n"
