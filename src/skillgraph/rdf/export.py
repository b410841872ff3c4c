"""A graph's facts → RDF in a format, in bounded memory: the same triples in each of them."""

from __future__ import annotations

from bisect import bisect
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.describing import describe
from skillgraph.rdf.jsonld import jsonld_lines
from skillgraph.rdf.rdfxml import rdfxml_lines
from skillgraph.rdf.sorting import block, sort_descriptions
from skillgraph.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.rdf.describing import Description

    Lines = Callable[[Iterable[Description]], Iterator[str]]

FORMATS: dict[str, Lines] = {
    "ntriples": lambda descriptions: (block(*each) for each in descriptions),
    "turtle": turtle_lines,
    "jsonld": jsonld_lines,
    "rdfxml": rdfxml_lines,
}

#: Subjects; a call of the system for each would take as long as writing them all.
_WRITTEN_AT_ONCE = 256


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
        scheme = _object(lines, sg.IN_SCHEME)
        if scheme and not _object(lines, sg.BROADER):
            yield subject, sorted([*lines, f"{sg.TOP_CONCEPT_OF} {scheme}"])
        else:
            yield subject, lines


def _object(lines: Sequence[str], predicate: str) -> str:
    """Return how the first of sorted lines with a predicate ends, "" where there is none."""
    at = bisect(lines, predicate)
    found = at < len(lines) and lines[at].startswith(predicate)
    return lines[at][len(predicate) + 1 :] if found else ""
