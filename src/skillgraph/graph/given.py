"""A compiled graph from anywhere: nothing in it is believed, all of it is compiled once more.

An SQLite file is half a program. A view that never ends may stand where a table is expected, one
page may be a thousand of a tree, a label may be no text, and the digest is a word like any other.
So the file is looked through as far as reading it to its end is safe, and what it states is handed
to `build`, which checks it as it does what a reader yields. What is derived (names, words, what
roles ask for) isn't read at all. What answers is the new graph, whose digest we have computed; if
the file says another one, somebody or something has changed it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.errors import InvalidInput, SkillgraphError, clipped
from skillgraph.graph import schema
from skillgraph.graph.build import build
from skillgraph.graph.node_tables import own_columns
from skillgraph.graph.store import open_graph

if TYPE_CHECKING:
    import os

    from skillgraph.graph.store import Graph

#: What our own code may stumble with over a row that can't be.
FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
            RecursionError, sqlite3.Error)  # fmt: skip

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"

#: The columns of a table, each with its type, and whether it has a value in every row.
_COLUMNS = """SELECT name, type, "notnull" OR pk FROM pragma_table_info(?)"""


def compile_given(path: str | os.PathLike[str], target: str = ":memory:") -> Graph:
    """Compile what a compiled graph says into another one, a new file or in memory, and open that.

    Time and memory are in proportion to the file, whoever made it. One that isn't as we make them,
    or that says something else than its digest, is `GraphVersionError`, and nothing stays of it.
    """
    with open_graph(path) as given:
        try:
            _check_schema(given)
            _check_pages(given)
            _check_types(given)
            graph = build(given.facts(), target)
        except InvalidInput as error:
            raise given.damaged(f"it says what can't be: {error.problems[0]}") from error
        except FAILURES as failure:
            if isinstance(failure, SkillgraphError):
                raise
            raise given.damaged("it says what can't be") from failure
        try:
            _check_digest(given, graph.digest())
        except BaseException:
            graph.close()
            if target != ":memory:":
                Path(target).unlink()
            raise
        return graph


def _check_schema(given: Graph) -> None:
    """Refuse a file with anything but our tables and indexes, each made by our own words."""
    with closing(_empty()) as empty:
        ours = set(empty.execute(_SCHEMA))
    # One more than there may be: a schema can be as long as the file.
    theirs = set(given.rows(f"{_SCHEMA} LIMIT {len(ours) + 1}"))
    for kind, name, *_ in sorted(theirs - ours, key=repr):
        raise given.damaged(f"the {kind} '{clipped(str(name))}' in it is none of a compiled graph")
    for kind, name, *_ in sorted(ours - theirs, key=repr):
        raise given.damaged(f"it lacks the {kind} '{name}'")


def _check_pages(given: Graph) -> None:
    """Refuse a file whose pages are no trees: one that leads back to itself has no end."""
    given.rows("PRAGMA cell_size_check=ON")
    ((found,), *_) = given.rows("PRAGMA quick_check(1)")
    if found != "ok":
        raise given.damaged(str(found).rpartition("\n")[2])


def _check_types(given: Graph) -> None:
    """Refuse values of other types than their columns: SQLite itself keeps any value anywhere."""
    with closing(_empty()) as empty:
        for table in schema.STATED:
            wrong = " OR ".join(
                f"typeof({name}) NOT IN ('{type_.lower()}', '{type_.lower() if full else 'null'}')"
                for name, type_, full in empty.execute(_COLUMNS, (table,))
            )
            if given.rows(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1"):
                raise given.damaged(f"a value in its table '{table}' is of another type")


def _check_digest(given: Graph, found: str) -> None:
    said = given.digest()
    if said != found:
        why = f"what it says is not what its digest says: that is {found}, not {clipped(said)}"
        raise given.damaged(why)


def _empty() -> sqlite3.Connection:
    """Return an empty graph, for its schema."""
    empty = sqlite3.connect(":memory:")
    empty.executescript(";\n".join((schema.script(own_columns()), *schema.INDEXES)))
    return empty
