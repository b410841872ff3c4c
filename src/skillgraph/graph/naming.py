"""The tables that names are looked up in: folded names, their words, those words by length."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from itertools import chain, groupby, islice
from operator import add, itemgetter
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.filling import Filling
from skillgraph.graph.sorting import Sorting, undivided
from skillgraph.vocab import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack

#: What parts words, beside white space; `+`, `#` and `.` belong to them.
_SIGNS = "()[]{},;:/|\"'!?-"
_DASHES = "".join(map(chr, range(0x2010, 0x2016)))
_APART = str.maketrans(dict.fromkeys(_SIGNS + _DASHES, " "))

#: The same for bytes in which NUL parts names; how ASCII is folded, and its white space.
_PARTED = bytes.maketrans(*(each.encode() for each in (f"{_SIGNS}\0", " " * (len(_SIGNS) + 1))))
_CAPITALS, _WHITE = bytes(range(ord("A"), ord("Z") + 1)), b"\t\n\v\f\r\x1c\x1d\x1e\x1f"
_FOLDED = bytes.maketrans(_CAPITALS + _WHITE, _CAPITALS.lower() + b" " * len(_WHITE))

#: So many words and so many nodes of words are held before they are put aside.
_WORDS, _NODES = 1 << 16, 1 << 20

#: So many names stand in a row, which takes two pages of SQLite's.
_LINES = 128

_LABELS = (schema.PREF, schema.ALT, schema.HIDDEN)


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
        self._names = Sorting(files)
        self._words = Sorting(files)
        self._nodes: defaultdict[str, list[int]] = defaultdict(list)
        self._held = self._parts = 0

    def add(
        self, positions: range, counts: Sequence[Sequence[int]], labels: Sequence[bytes]
    ) -> None:
        """Take the labels of some nodes: how many of each property, and they, parted by NUL.

        A name that repeats another of its node is left out.
        """
        names, said = fold_all(labels)
        labelled = zip(names, _numbers(positions, counts), strict=True)
        rows = [f"{name}\t{number:x}" for name, number in labelled]
        sizes = [sum(count[: len(_LABELS)]) for count in counts]
        nodes, start, repeats = self._nodes, 0, list[int]()
        for position, size, words_ in zip(positions, sizes, said, strict=True):
            if len(set(names[start : start + size])) < size:
                repeats += _repeats(names, start, start + size)
            start += size
            found = set(words_.split())
            for word in found:
                nodes[word].append(position)
            self._held += len(found)
        for at in reversed(repeats):
            del rows[at]
        self._names.add(rows)
        if len(nodes) > _WORDS or self._held > _NODES:
            self._put_aside()

    def finish(self) -> None:
        """Fill the tables of names."""
        self._put_aside()
        filling = Filling(self._connection, "name", 3)
        lines = chain.from_iterable(self._names.blocks())
        for key, row in enumerate(iter(lambda: [*islice(lines, _LINES)], [])):
            listed = "\n".join(row).encode("latin-1").decode()
            filling.add((key, listed.partition("\n")[0], f"\n{listed}\n"))
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


def fold_all(labels: Sequence[bytes]) -> tuple[list[str], list[str]]:
    r"""Return the names of nodes as `fold` has them, and for each node its words, parted.

    The names of a node are UTF-8, parted by NUL. Those in ASCII, which most are, are folded
    together. What is folded are bytes that are called Latin 1: they come in the order of the
    names, and Python compares texts that are all in Latin 1 in half the time.

    >>> fold_all([b"Node.JS", b"a  b\0C/D "])
    (['node.js', 'a b', 'c/d'], ['node.js', 'a  b c d '])
    """
    joined = b"\1".join([own if own.isascii() else _fold_each(own) for own in labels])
    folded = joined.translate(_FOLDED)
    said = folded.translate(_PARTED).decode()
    for dash in _DASHES:
        said = said.replace(dash, " ")
    names = folded.replace(b"\1", b"\0").decode("latin-1").split("\0")
    tidy = [_single_spaced(name) if "  " in name else name.strip(" ") for name in names]
    return tidy, said.split("\1")


def _fold_each(labels: bytes) -> bytes:
    return "\0".join(map(fold, labels.decode().split("\0"))).encode()


def _single_spaced(name: str) -> str:
    return " ".join(filter(None, name.split(" ")))


def _repeats(names: Sequence[str], start: int, end: int) -> list[int]:
    """Return where names stand that stood before."""
    first = dict(zip(reversed(names[start:end]), range(end - 1, start - 1, -1), strict=True))
    return sorted({*range(start, end)}.difference(first.values()))


def _numbers(positions: Iterable[int], counts: Iterable[Sequence[int]]) -> Iterator[int]:
    """Return each label as `name` has it, given how many there are of each property."""
    starts = [
        property_ << schema.PROPERTY_SHIFT | position << schema.NODE_SHIFT
        for position in positions
        for property_ in _LABELS
    ]
    labels = chain.from_iterable([count[: len(_LABELS)] for count in counts])
    return chain.from_iterable(map(range, starts, map(add, starts, labels)))
