"""Descriptions in order: the lines of each subject together, sorted, each once.

So many lines are kept in memory; of a larger graph sorted runs wait in temporary files, and are
merged (https://en.wikipedia.org/wiki/External_sorting).
"""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Any

from skillgraph.replacing import temporary_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO


#: A subject with lines that are said of it: in a tuple they are in order, each once, in a list they
#: stand as they come, some perhaps twice.
Description = tuple[str, tuple[str, ...] | list[str]]

_SUBJECT: Callable[[Any], str] = itemgetter(0)
_LINES: Callable[[Any], Sequence[str]] = itemgetter(1)

#: Lines that are kept: all of a graph of ESCO's size (1.4 million), in some 180 MiB.
LINES_KEPT = 1 << 21
#: A description takes as much memory beside its lines as some lines do.
_BESIDE = 3
#: How often it is counted, on the way to that, how many are kept.
_COUNTED = 1024


def sort_descriptions(
    descriptions: Iterable[Description], most: int = LINES_KEPT
) -> Iterator[Description]:
    r"""Yield each subject with all that is said of it, both in code point order, as `sort` does.

    >>> list(sort_descriptions([("<b>", ["<p> <o> .\n"]), ("<a>", ["<q> <o> .\n", "<p> <o> .\n"])]))
    [('<a>', ['<p> <o> .\n', '<q> <o> .\n']), ('<b>', ['<p> <o> .\n'])]
    """
    with ExitStack() as files:
        runs: list[Iterator[Description]] = []
        kept: list[Description] = []
        room = most
        waiting = iter(descriptions)
        while some := list(islice(waiting, most // _COUNTED + 1)):
            kept += some
            room -= sum(map(len, map(_LINES, some))) + _BESIDE * len(some)
            if room < 0:
                runs.append(_waiting(_ordered(kept), files.enter_context(temporary_file())))
                kept, room = [], most
        last = _ordered(kept)
        yield from _united(merge(*runs, last, key=_SUBJECT)) if runs else last


def ntriples(descriptions: Iterable[Description]) -> Iterator[str]:
    r"""Yield descriptions as N-Triples, each a text.

    >>> print(*ntriples([("<a>", ["<p> <o> .\n", "<q> <o> .\n"])]))
    <a> <p> <o> .
    <a> <q> <o> .
    <BLANKLINE>
    """
    for subject, lines in descriptions:
        yield f"{subject} ".join(["", *lines])


def _ordered(kept: list[Description]) -> Iterator[Description]:
    kept.sort(key=_SUBJECT, reverse=True)
    return _united(_emptying(kept))


def _emptying(kept: list[Description]) -> Iterator[Description]:
    """Take descriptions from the end: each is forgotten while a processor has it at hand."""
    while kept:
        yield kept.pop()


def _united(descriptions: Iterator[Description]) -> Iterator[Description]:
    """Yield each subject once, of descriptions in the order of their subjects."""
    following = next(descriptions, None)
    while following is not None:
        subject, lines = following
        more: list[str] = []
        for following in descriptions:
            if following[0] != subject:
                break
            more += following[1]
        else:
            following = None
        if more or not isinstance(lines, tuple):
            lines = _in_order([*lines, *more])
        yield subject, lines


def _in_order(lines: list[str]) -> list[str]:
    lines.sort()
    # To compare neighbours takes less than to hash them all, and seldom is one there twice.
    twice = any(map(eq, lines, islice(lines, 1, None)))
    return list(dict.fromkeys(lines)) if twice else lines


def _waiting(run: Iterable[Description], file: BinaryIO) -> Iterator[Description]:
    """Write a run to a file now, and read it from there later."""
    file.writelines(map(str.encode, ntriples(run)))
    file.seek(0)
    return _read(file)


def _read(file: BinaryIO) -> Iterator[Description]:
    parted = (line.decode().partition(" ") for line in file)
    for subject, lines in groupby(parted, key=_SUBJECT):
        yield subject, tuple([said for _, _, said in lines])
