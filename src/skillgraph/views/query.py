"""Results of a query: rows in columns, yes or no, or triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, pad, pad_left
from skillgraph.views.words import counted
from skillgraph.vocab import STANDARD_PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents.query import QueryDocument, TermDoc
    from skillgraph.views.paper import Paper

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_BETWEEN = 2
#: No column is cut below this to make room for others.
_NARROWEST = 8
#: Of a longer text no more is looked at: no terminal is so wide.
_WIDEST = 10_000


def render_query(document: QueryDocument, paper: Paper) -> str:
    """Return a line a row under the names of the columns, then how many there are.

    IRIs are CURIEs, as a query may write them; numbers stand at the right.
    """
    if document["kind"] == "ask":
        return "yes\n" if document["answer"] else "no\n"
    if document["kind"] == "select":
        names, what = [f"?{name}" for name in document["columns"]], "row"
        rows = document["rows"]
    else:
        names, what = ["subject", "predicate", "object"], "triple"
        rows = [list(triple) for triple in document["triples"]]
    lines = _table(names, rows, paper)
    total = counted(len(rows), what)
    if document["truncated"]:
        total = f"{total} shown; there are more (--limit)"
    return "\n".join([*lines, paper.dim(cut(total, paper.columns)), ""])


def _table(
    names: Sequence[str], rows: Sequence[Sequence[TermDoc | None]], paper: Paper
) -> list[str]:
    if not names or not rows:
        return []
    cells = [[_shown(term) for term in row] for row in rows]
    right = [
        all(row[at] is None or _is_number(row[at]) for row in rows) for at in range(len(names))
    ]
    widths = _fitted(
        [
            max(display_width(name), *(display_width(row[at]) for row in cells))
            for at, name in enumerate(names)
        ],
        paper.columns,
    )

    def line(texts: Sequence[str]) -> str:
        fitted = [
            pad_left(cut(text, width), width) if at_right else pad(text, width)
            for text, width, at_right in zip(texts, widths, right, strict=True)
        ]
        return cut((" " * _BETWEEN).join(fitted).rstrip(), paper.columns)

    return [paper.bold(line(names)), *map(line, cells)]


def _fitted(widths: list[int], columns: int) -> list[int]:
    """Return widths that fit, the widest columns made narrower first."""
    room = columns - _BETWEEN * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        second = max((width for width in widths if width < widest), default=_NARROWEST)
        share = widths.count(widest)
        excess = -(-(sum(widths) - room) // share)
        width = max(widest - excess, second, _NARROWEST)
        widths = [width if each == widest else each for each in widths]
    return widths


def _shown(term: TermDoc | None) -> str:
    if term is None:
        return ""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    if term["type"] == "uri":
        return str(cleaned(_curie(term["value"][:_WIDEST])))
    language = f" @{term['xml:lang']}" if "xml:lang" in term and term["xml:lang"] != "en" else ""
    return str(cleaned(term["value"][:_WIDEST])) + language


def _curie(iri: str) -> str:
    for prefix, namespace in STANDARD_PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return compact(iri)


def _is_number(term: TermDoc | None) -> bool:
    return term is not None and term.get("datatype") in _NUMBERS
