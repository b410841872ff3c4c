r"""A graph as five CSV tables: nodes, edges, salaries, retired ids and sources.

One CSV text holds one table (RFC 4180), so a graph is a folder of five files, and where there is
one stream alone the caller names a table. The first row has the names of the columns.

- `nodes`: a row a node, in order of listing. `category` has the ids of what it is under or in.
- `edges`: a row an option of a requirement (`kind` is `requires`; rows of one `requirement` are one
  choice of `count` of `options`), and a row a link, those to a `category` included.
- `salaries`, `retired` (ids out of use, with what replaces each) and `sources`: a row each;
  catalogues are named by their sources.

A cell that holds several texts has `|` between them and `\` before a `|` of their own
(`skillgraph.readers.tabular.exported`). A text that a spreadsheet would run as a formula has an
apostrophe before it, and so has one that begins with an apostrophe before such a text: taking one
away brings back exactly what was there. Numbers are left alone. Statements in other vocabularies,
the languages of texts other than preferred labels, and what a catalogue says of itself are left to
the RDF formats.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.readers.tabular.exported import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    RETIRED_COLUMNS,
    SALARY_COLUMNS,
    SOURCE_COLUMNS,
    join,
)
from skillgraph.vocab import requirement_id
from skillgraph.words import shielded
from skillgraph.writers.cells import link_of, measures_of, salary_of, sources_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.writers.cells import Value

    Facts = Callable[[], Iterable[Fact]]
    Row = dict[str, Value | None]


def table_lines(stream: Facts, table: str) -> Iterator[str]:
    """Yield one of `TABLES` as text, row by row, each with its line break.

    `stream` gives the facts anew each time it is called; the table of nodes asks twice, for what a
    node is in is said after it.
    """
    columns, rows = TABLES[table]
    yield _row(columns)
    for row in rows(stream):
        yield _row([_cell(row.get(column)) for column in columns])


def table_files(stream: Facts) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the files of a folder that holds the graph: their names and their texts."""
    for table in TABLES:
        yield f"{table}.csv", table_lines(stream, table)


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return shielded(value) if isinstance(value, str) else str(value)


def _nodes(stream: Facts) -> Iterator[Row]:
    parents: dict[str, list[str]] = {}
    for fact in stream():
        if isinstance(fact, facts.Link) and fact.kind == "broader":
            parents.setdefault(fact.start, []).append(fact.end)
    for fact in stream():
        if isinstance(fact, facts.Node):
            yield {**values_of(fact), "category": join(parents.get(fact.id, ()))}


def _edges(stream: Facts) -> Iterator[Row]:
    for fact in stream():
        if isinstance(fact, facts.Requirement):
            yield from _options(fact)
        elif isinstance(fact, facts.Link):
            yield {"from": fact.start, "to": fact.end, "kind": fact.kind, **link_of(fact)}


def _options(fact: facts.Requirement) -> Iterator[Row]:
    id_ = requirement_id(fact.owner, fact.count, fact.options)
    shared = {**measures_of(fact), "requirement": id_, "source": sources_of(fact.places)}
    for option in fact.options:
        yield {"from": fact.owner, "to": option, "kind": "requires", **shared}


def _salaries(stream: Facts) -> Iterator[Row]:
    for fact in stream():
        if isinstance(fact, facts.Salary):
            yield salary_of(fact)


def _retired(stream: Facts) -> Iterator[Row]:
    for fact in stream():
        if isinstance(fact, facts.Retired):
            source = sources_of(fact.places)
            yield {"id": fact.id, "replaced_by": fact.replaced_by, "source": source}


def _sources(stream: Facts) -> Iterator[Row]:
    for fact in stream():
        if isinstance(fact, facts.Source):
            yield {name: getattr(fact, name) for name in SOURCE_COLUMNS}


#: The columns of each table, and its rows.
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Facts], Iterator[Row]]]] = {
    "nodes": (NODE_COLUMNS, _nodes),
    "edges": (EDGE_COLUMNS, _edges),
    "salaries": (SALARY_COLUMNS, _salaries),
    "retired": (RETIRED_COLUMNS, _retired),
    "sources": (SOURCE_COLUMNS, _sources),
}
