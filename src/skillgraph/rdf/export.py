"""A graph's facts → RDF in a format, in bounded memory: the same triples in each of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from skillgraph.rdf.describing import describe
from skillgraph.rdf.jsonld import jsonld_lines
from skillgraph.rdf.rdfxml import rdfxml_lines
from skillgraph.rdf.sorting import ntriples, sort_descriptions
from skillgraph.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.rdf.sorting import Description

    Lines = Callable[[Iterable[Description]], Iterator[str]]

FORMATS: dict[str, Lines] = {
    "ntriples": ntriples,
    "turtle": turtle_lines,
    "jsonld": jsonld_lines,
    "rdfxml": rdfxml_lines,
}

#: Subjects, some 100 KB of them, which stay in a processor's cache from one copy to the next; a
#: call of the system for each would take as long as writing them all.
_WRITTEN_AT_ONCE = 64


def write_rdf(
    facts: Iterable[Fact], stream: BinaryIO, form: str = "ntriples", *, provenance: bool = True
) -> None:
    """Write all that the facts of a graph say, in one of `FORMATS`."""
    texts = FORMATS[form](iter_descriptions(facts, provenance=provenance))
    while some := list(islice(texts, _WRITTEN_AT_ONCE)):
        # One by one: a single wide character would make all of a joined text wide.
        stream.write(b"".join(map(str.encode, some)))


def iter_descriptions(facts: Iterable[Fact], *, provenance: bool) -> Iterator[Description]:
    """Yield each subject with what is said of it, sorted."""
    return sort_descriptions(describe(facts, provenance=provenance))
