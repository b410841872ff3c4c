"""Descriptions in order: the lines of each subject together, sorted, each once.

So many lines are kept in memory; of a larger graph sorted runs wait in temporary files, and are
merged (https://en.wikipedia.org/wiki/External_sorting).
"""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from skillgraph.rdf.describing import Description

#: Lines that are kept: all of a graph of ESCO's size (1.4 million), in some 180 MiB.
LINES_KEPT = 1 << 21


def sort_descriptions(
    descriptions: Iterable[Description], most: int = LINES_KEPT
) -> Iterator[Description]:
    r"""Yield each subject with all that is said of it, both in code point order, as `sort` does.

    >>> list(sort_descriptions([("<b>", ["<p> <o> .\n"]), ("<a>", ["<p> <o> .\n"])]))
    [('<a>', ['<p> <o> .\n']), ('<b>', ['<p> <o> .\n'])]
    """
    with ExitStack() as files:
        runs: list[Iterator[Description]] = []
        kept: dict[str, Sequence[str]] = {}
        room = most
        for subject, lines in descriptions:
            said = tuple(lines)
            known = kept.setdefault(subject, said)
            if known is not said:  # a list is what was described again
                again: list[str] = known if isinstance(known, list) else list(known)
                again += said
                kept[subject] = again
            room -= len(said)
            if room < 0:
                runs.append(_waiting(_ordered(kept), files.enter_context(TemporaryFile())))
                kept, room = {}, most
        yield from _merged([*runs, _ordered(kept)]) if runs else _ordered(kept)


def block(subject: str, lines: Iterable[str]) -> str:
    r"""Return a description as N-Triples.

    >>> print(block("<a>", ["<p> <o> .\n", "<q> <o> .\n"]), end="")
    <a> <p> <o> .
    <a> <q> <o> .
    """
    return f"{subject} ".join(["", *lines])


def _ordered(kept: dict[str, Sequence[str]]) -> Iterator[Description]:
    for subject in sorted(kept):
        lines = kept[subject]
        yield subject, sorted(set(lines) if isinstance(lines, list) else lines)


def _waiting(run: Iterable[Description], file: BinaryIO) -> Iterator[Description]:
    """Write a run to a file now, and read it from there later."""
    file.writelines(block(*description).encode() for description in run)
    file.seek(0)
    return _read(file)


def _read(file: BinaryIO) -> Iterator[Description]:
    parted = (line.decode().partition(" ") for line in file)
    for subject, lines in groupby(parted, key=itemgetter(0)):
        yield subject, [said for _, _, said in lines]


def _merged(runs: Iterable[Iterator[Description]]) -> Iterator[Description]:
    in_order = merge(*runs, key=itemgetter(0))
    for subject, parts in groupby(in_order, key=itemgetter(0)):
        yield subject, sorted({line for _, lines in parts for line in lines})
