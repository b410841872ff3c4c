"""Descriptions in order: the lines of each subject together, sorted, each once.

Lines are written to a temporary file as they come; what is kept of a subject is where they stand.
"""

from __future__ import annotations

import mmap
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.describing import Description


def sort_descriptions(descriptions: Iterable[Description]) -> Iterator[tuple[str, str]]:
    """Yield each subject with its lines of N-Triples, in code point order, as `sort` has them.

    >>> lines = sort_descriptions([("<b>", [("<p>", "<o>")]), ("<a>", [("<p>", "<o>")])])
    >>> [subject for subject, _ in lines]
    ['<a>', '<b>']
    """
    with TemporaryFile() as file:
        found: list[tuple[str, int, int]] = []
        start = 0
        for subject, pairs in descriptions:
            lines = [f"{subject} {name} {object_} .\n" for name, object_ in sorted(pairs)]
            size = file.write("".join(lines).encode())
            found.append((subject, start, start + size))
            start += size
        if not start:
            return
        file.flush()
        found.sort()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as written:
            for subject, parts in groupby(found, key=itemgetter(0)):
                blocks = [written[first:last].decode() for _, first, last in parts]
                yield subject, blocks[0] if len(blocks) == 1 else united("".join(blocks))


def united(lines: str) -> str:
    """Return lines sorted, each once."""
    # Not `splitlines`, which takes a text apart at U+2028 as well.
    return "\n".join(["", *sorted(set(lines[:-1].split("\n")))])[1:] + "\n"
