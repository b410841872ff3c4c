"""A graph's facts → RDF in a format, in bounded memory: the same triples in each of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.describing import describe
from skillgraph.rdf.jsonld import jsonld_lines
from skillgraph.rdf.rdfxml import rdfxml_lines
from skillgraph.rdf.sorting import block, sort_descriptions
from skillgraph.rdf.terms import says
from skillgraph.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.rdf.describing import Description

    Lines = Callable[[Iterable[Description]], Iterator[str]]

FORMATS: dict[str, Lines] = {
    "ntriples": lambda descriptions: (block(*each) for each in descriptions),
    "turtle": turtle_lines,
    "jsonld": jsonld_lines,
    "rdfxml": rdfxml_lines,
}

_CONCEPT = says(sg.TYPE, sg.CONCEPT)
#: Subjects, some 100 KB of them, which stay in a processor's cache from one copy to the next; a
#: call of the system for each would take as long as writing them all.
_WRITTEN_AT_ONCE = 64


def write_rdf(
    facts: Iterable[Fact], stream: BinaryIO, form: str = "ntriples", *, provenance: bool = True
) -> None:
    """Write all that the facts of a graph say, in one of `FORMATS`."""
    texts = FORMATS[form](iter_descriptions(facts, provenance=provenance))
    while some := list(islice(texts, _WRITTEN_AT_ONCE)):
        stream.write("".join(some).encode())


def iter_descriptions(facts: Iterable[Fact], *, provenance: bool) -> Iterator[Description]:
    """Yield each subject with what is said of it, sorted, top concepts marked."""
    for subject, lines in sort_descriptions(describe(facts, provenance=provenance)):
        if _CONCEPT in lines and not _first(lines, sg.BROADER):
            scheme = _first(lines, sg.IN_SCHEME).replace(sg.IN_SCHEME, sg.TOP_CONCEPT_OF)
            yield subject, sorted([*lines, scheme])
        else:
            yield subject, lines


def _first(lines: Iterable[str], predicate: str) -> str:
    return next((line for line in lines if line.startswith(predicate)), "")
