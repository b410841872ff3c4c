"""The tables that names are looked up in: folded names, their words, those words by length."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.filling import Filling
from skillgraph.graph.node_tables import by_property
from skillgraph.graph.sorting import Sorting, undivided
from skillgraph.vocab import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from contextlib import ExitStack

#: What parts words, beside white space; `+`, `#` and `.` belong to them.
_APART = str.maketrans(
    dict.fromkeys("()[]{},;:/|\"'!?-" + "".join(map(chr, range(0x2010, 0x2016))), " ")
)

#: White space but single spaces within names that NUL parts, which no text holds.
_UNTIDY = ("  ", "\0 ", " \0", *"\t\n\v\f\r\x1c\x1d\x1e\x1f")

#: So many words and so many nodes of words are held before they are put aside.
_WORDS, _NODES = 1 << 16, 1 << 20

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

    def __init__(self, connection: sqlite3.Connection, files: ExitStack) -> None:
        self._connection = connection
        # Which of two rows of one name comes first is all the same: the table has them in order.
        self._names = Sorting(files, 0)
        self._words = Sorting(files)
        self._nodes: defaultdict[str, list[int]] = defaultdict(list)
        self._held = self._parts = 0

    def add(
        self, positions: range, counts: Sequence[Sequence[int]], values: Sequence[Sequence[str]]
    ) -> None:
        """Take the texts of some nodes: how many of each property, and they.

        A name that repeats another of its node is left out.
        """
        counts = [count[:_LABELS] for count in counts]
        sizes = [*map(sum, counts)]
        labels = [texts[:size] for texts, size in zip(values, sizes, strict=True)]
        folded = fold_all([*chain.from_iterable(labels)])
        standing = chain.from_iterable(map(repeat, positions, sizes))
        properties, ordinals = by_property(counts)
        rows = [*zip(folded, properties, standing, ordinals, strict=True)]
        nodes, start = self._nodes, 0
        for position, size in zip(positions, sizes, strict=True):
            end = start + size
            names = set(folded[start:end])
            if len(names) < size:
                first = {row[0]: row for row in reversed(rows[start:end])}
                self._names.add(first.values())
            else:
                self._names.add(rows[start:end])
            start = end
            found = set(words(" ".join(names)))
            for word in found:
                nodes[word].append(position)
            self._held += len(found)
        if len(nodes) > _WORDS or self._held > _NODES:
            self._put_aside()

    def finish(self) -> None:
        """Fill the tables of names."""
        self._put_aside()
        filling = Filling(self._connection, "name", 4)
        for rows in self._names.blocks():
            filling.add(chain.from_iterable(rows))
        filling.finish()
        self._write_words()
        execute = self._connection.execute
        by_length = execute("SELECT length(word), word FROM word ORDER BY 1, 2")
        for length, same in groupby(by_length, key=itemgetter(0)):
            listed = " ".join([word for _, word in same])
            execute("INSERT INTO vocabulary VALUES (?, ?)", (length, listed))

    def _write_words(self) -> None:
        filling = Filling(self._connection, "word", 2)
        for rows in undivided(self._words.blocks(), 1):
            found: defaultdict[str, bytearray] = defaultdict(bytearray)
            for word, _, nodes in rows:
                found[word] += nodes
            filling.add_columns(found.keys(), found.values())
        filling.finish()

    def _put_aside(self) -> None:
        self._parts += 1
        self._words.add([(word, self._parts, packed(nodes)) for word, nodes in self._nodes.items()])
        self._nodes.clear()
        self._held = 0


def fold_all(names: Sequence[str]) -> list[str]:
    """Return each name as `fold` has it.

    Of those in ASCII, which most are, one look tells whether their white space is in order.

    >>> fold_all(["Node.JS", "a  b", "É"])
    ['node.js', 'a b', 'é']
    """
    joined = "\0".join(names)
    if not joined.isascii():
        plain = iter(fold_all([name for name in names if name.isascii()]))
        return [next(plain) if name.isascii() else fold(name) for name in names]
    folded = joined.lower().split("\0") if names else []
    if any(map(f"\0{joined}\0".__contains__, _UNTIDY)):
        return [" ".join(name.split()) for name in folded]
    return folded
