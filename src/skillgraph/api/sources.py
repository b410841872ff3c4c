"""What can be imported: each source by name, with the reader that takes it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.api.importing import Reader
    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Report

#: Each reader's module, and its function, which takes paths, a report and its own options.
SOURCES = {
    "page": ("skillgraph.readers.page", "read_page"),
    "esco": ("skillgraph.readers.esco", "read_esco"),
    "table": ("skillgraph.readers.table", "read_table"),
    "matrix": ("skillgraph.readers.matrix", "read_matrix"),
    "rdf": ("skillgraph.rdf.importing", "read_rdf"),
    "onet": ("skillgraph.readers.onet", "read_onet"),
}

#: Sources whose names are looked up in another graph, where one is `known`.
_KNOWING = frozenset({"table", "matrix"})

#: Sources without an order of their own: their nodes are numbered by id.
_UNORDERED = frozenset({"esco", "onet"})


def reader_of(
    source: str, paths: Sequence[str], *, known: Sequence[str] = (), **options: Any
) -> Reader:
    """Return the reader of a source for some paths; one that there isn't is `InvalidInput`.

    `known` are the paths of a graph in which tables look up their names. Where it reads no node at
    all, that is `InvalidInput` at the end.
    """
    if source not in SOURCES:
        hint = f"There are {', '.join(SOURCES)}."
        raise InvalidInput(InputProblem("", f"there is no source '{source}'.", hint))
    module, function = SOURCES[source]
    read = getattr(import_module(module), function)

    def reader(report: Report) -> Iterator[Fact]:
        if source not in _KNOWING:
            yield from refusing_nothing(read(paths, report, **options), paths, report)
            return
        from skillgraph.api.known import opened_known

        with opened_known(known) as names:
            yield from refusing_nothing(read(paths, report, known=names, **options), paths, report)

    return reader


def refusing_nothing(
    stream: Iterator[Fact], paths: Sequence[str], report: Report
) -> Iterator[Fact]:
    """Yield what was read; without any node it is `InvalidInput`: nothing is no graph."""
    from skillgraph.model.facts import Node

    for fact in stream:
        yield fact
        if isinstance(fact, Node):
            yield from stream
            return
    message = "there is no skill, no role and nothing like them in it."
    if left_out := report.left_out.total():
        hint = f"Left out: {left_out:,}; --problems FILE.csv lists each."
    else:
        hint = "Is it the right file, and of the right kind?"
    raise InvalidInput(InputProblem(", ".join(map(str, paths)), message, hint))


def by_id(source: str) -> bool:
    """Tell whether the nodes of a source are listed by id, as it has no order of its own."""
    return source in _UNORDERED
