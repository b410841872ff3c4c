"""The tables that names are looked up in: folded names, their words, those words by length."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.filling import Filling
from skillgraph.vocab import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

#: What parts words, beside white space; `+`, `#` and `.` belong to them.
_APART = str.maketrans(
    dict.fromkeys("()[]{},;:/|\"'!?-" + "".join(map(chr, range(0x2010, 0x2016))), " ")
)

#: So many words and so many nodes of words are held before they are put aside on disk.
_WORDS, _NODES = 1 << 12, 1 << 16

_LABELS = schema.HIDDEN + 1


def words(folded: str) -> list[str]:
    """Return the words of a folded name.

    >>> words("javascript (node.js)"), words("c++"), words("ci/cd")
    (['javascript', 'node.js'], ['c++'], ['ci', 'cd'])
    """
    return folded.translate(_APART).split()


def packed(nodes: Iterable[int]) -> bytes:
    r"""Return positions as a row of `word` has them: 32 bits each, little-endian.

    >>> packed([1, 256])
    b'\x01\x00\x00\x00\x00\x01\x00\x00'
    """
    numbers = array("I", nodes)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(nodes: bytes) -> array[int]:
    """Return the positions that a row of `word` holds, in ascending order.

    >>> list(unpacked(packed([1, 256])))
    [1, 256]
    """
    numbers = array("I")
    numbers.frombytes(nodes)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class NameIndex:
    """What is derived from the labels of nodes, which come in order of position."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        execute = connection.execute
        execute("CREATE TEMP TABLE named (folded TEXT, property, node, ordinal)")
        execute("CREATE TEMP TABLE worded (word TEXT, nodes BLOB)")
        self._connection = connection
        self._names = Filling(connection, "temp.named", 4)
        self._words = Filling(connection, "temp.worded", 2)
        self._nodes: defaultdict[str, list[int]] = defaultdict(list)
        self._held = 0

    def add(self, node: int, texts: Sequence[Sequence[str]]) -> None:
        """Take the texts of a node, by property; a name that repeats another is left out."""
        seen: set[str] = set()
        rows: list[str | int] = []
        for property_, flat in enumerate(texts[:_LABELS]):
            for ordinal, folded in enumerate(map(fold, flat[::2])):
                if folded not in seen:
                    seen.add(folded)
                    rows += (folded, property_, node, ordinal)
        self._names.add(rows)
        found = set(words(" ".join(seen)))
        nodes = self._nodes
        for word in found:
            nodes[word].append(node)
        self._held += len(found)
        if len(nodes) > _WORDS or self._held > _NODES:
            self._put_aside()

    def finish(self) -> None:
        """Fill the tables of names."""
        self._put_aside()
        self._names.finish()
        self._words.finish()
        execute = self._connection.execute
        execute(
            "INSERT INTO name SELECT * FROM temp.named ORDER BY folded, property, node, ordinal"
        )
        self._write_words()
        rows = execute("SELECT length(word), word FROM word ORDER BY 1, 2")
        for length, same in groupby(rows, key=itemgetter(0)):
            listed = " ".join([word for _, word in same])
            execute("INSERT INTO vocabulary VALUES (?, ?)", (length, listed))
        execute("DROP TABLE temp.named")
        execute("DROP TABLE temp.worded")

    def _write_words(self) -> None:
        filling = Filling(self._connection, "word", 2)
        rows = self._connection.execute("SELECT word, nodes FROM temp.worded ORDER BY word, rowid")
        for word, same in groupby(rows, key=itemgetter(0)):
            filling.add((word, bytearray().join([nodes for _, nodes in same])))
        filling.finish()

    def _put_aside(self) -> None:
        for word in sorted(self._nodes):
            self._words.add((word, bytearray(packed(self._nodes[word]))))
        self._nodes.clear()
        self._held = 0
