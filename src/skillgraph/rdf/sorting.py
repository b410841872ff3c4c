"""Descriptions in order: one a subject, sorted, each pair once, in bounded memory.

What does not fit is sorted in runs, which wait in temporary files and are merged at the end.
"""

from __future__ import annotations

import marshal
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.describing import Description, Pair

#: So many pairs are kept at a time, some 200 bytes each.
RUN = 500_000


def sort_descriptions(
    descriptions: Iterable[Description], *, run: int = RUN
) -> Iterator[Description]:
    """Yield one description a subject, in code point order, as `sort` of its N-Triples would be.

    >>> list(sort_descriptions([("<b>", [("<p>", "<o>")]), ("<a>", []), ("<b>", [("<o>", "<o>")])]))
    [('<a>', []), ('<b>', [('<o>', '<o>'), ('<p>', '<o>')])]
    """
    with ExitStack() as stack:
        spilled: list[BinaryIO] = []
        held: dict[str, list[Pair]] = {}
        size = 0
        for subject, pairs in descriptions:
            held.setdefault(subject, []).extend(pairs)
            size += len(pairs)
            if size >= run:
                spilled.append(_spill(held, stack.enter_context(TemporaryFile())))
                held, size = {}, 0
        runs = [_read(file) for file in spilled]
        for subject, parts in groupby(
            merge(*runs, sorted(held.items()), key=itemgetter(0)), key=itemgetter(0)
        ):
            yield subject, sorted({pair for _, part in parts for pair in part})


def _spill(held: dict[str, list[Pair]], file: BinaryIO) -> BinaryIO:
    for item in sorted(held.items()):
        marshal.dump(item, file)
    file.seek(0)
    return file


def _read(file: BinaryIO) -> Iterator[Description]:
    while True:
        try:
            yield marshal.load(file)  # noqa: S302 -- our own file, which no one else can open
        except EOFError:
            return
