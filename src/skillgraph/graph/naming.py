"""The tables that names are looked up in: folded names, their trigrams, their words by length."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.vocab import fold

if TYPE_CHECKING:
    import sqlite3

_APART = re.compile(r"[\s()\[\]{},;:/|\"'!?\u2010-\u2015-]+")


def words(folded: str) -> list[str]:
    """Return the words of a folded name; `+`, `#` and `.` belong to them.

    >>> words("javascript (node.js)"), words("c++"), words("ci/cd")
    (['javascript', 'node.js'], ['c++'], ['ci', 'cd'])
    """
    return [word for word in _APART.split(folded) if word]


def index_names(connection: sqlite3.Connection) -> None:
    """Fill what is derived from the labels; a name that repeats another of its node is left out."""
    connection.create_function("fold", 1, fold, deterministic=True)
    labels = (schema.PREF, schema.ALT, schema.HIDDEN)
    connection.execute(
        "INSERT INTO name (folded, node, property, ordinal)"
        " SELECT folded, node, property, ordinal FROM"
        " (SELECT fold(value) AS folded, node, property, ordinal,"
        "   row_number() OVER (PARTITION BY node, fold(value) ORDER BY property, ordinal) AS nth"
        f"  FROM text WHERE property IN {labels})"
        " WHERE nth = 1 AND folded <> '' ORDER BY node, property, ordinal"
    )
    connection.create_function("fold", 1, None)
    connection.execute("INSERT INTO trigram (rowid, folded) SELECT key, folded FROM name")
    connection.execute("INSERT INTO trigram (trigram) VALUES ('optimize')")
    _index_words(connection)


def _index_words(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE word (length, word, PRIMARY KEY (length, word)) WITHOUT ROWID"
    )
    for (folded,) in connection.execute("SELECT folded FROM name"):
        connection.executemany(
            "INSERT OR IGNORE INTO word VALUES (?, ?)",
            [(len(word), word) for word in words(folded)],
        )
    rows = connection.execute("SELECT length, word FROM word ORDER BY length, word")
    for length, same in groupby(rows, key=itemgetter(0)):
        connection.execute(
            "INSERT INTO vocabulary VALUES (?, ?)", (length, " ".join(word for _, word in same))
        )
    connection.execute("DROP TABLE word")
