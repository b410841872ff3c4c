"""What a node says in vocabularies that are not ours, as documents have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import compact

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.node import StatementDoc


def statement_docs(graph: Graph, key: int) -> list[StatementDoc]:
    """Return a node's statements in other vocabularies, in the order in which they are stated."""
    rows = graph.rows(
        "SELECT predicate, object FROM foreign_statement WHERE node = ? ORDER BY ordinal", key
    )
    return [_statement(graph, predicate, object_) for predicate, object_ in rows]


def _statement(graph: Graph, predicate: str, term: str) -> StatementDoc:
    """Return a statement; what it names goes by its label here, else by the end of its IRI."""
    if not term.startswith("<"):
        from skillgraph.readers.triples import parse_literal

        literal = parse_literal(term)
        text = literal.text if literal else term
        return {"predicate": predicate, "object": text, "label": text}
    id_ = compact(term[1:-1])
    found = graph.rows("SELECT label FROM node WHERE id = ?", id_)
    label = found[0][0] if found else id_.rstrip("/#").replace("#", "/").rpartition("/")[2] or id_
    return {"predicate": predicate, "object": id_, "label": label}
