"""A graph's facts → RDF in a format, in bounded memory: the same triples in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.describing import describe
from skillgraph.rdf.jsonld import jsonld_lines
from skillgraph.rdf.ntriples import ntriples_lines
from skillgraph.rdf.rdfxml import rdfxml_lines
from skillgraph.rdf.sorting import sort_descriptions
from skillgraph.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.rdf.describing import Description

    Lines = Callable[[Iterable[Description]], Iterator[str]]

FORMATS: dict[str, Lines] = {
    "ntriples": ntriples_lines,
    "turtle": turtle_lines,
    "jsonld": jsonld_lines,
    "rdfxml": rdfxml_lines,
}


def write_rdf(
    facts: Iterable[Fact], stream: BinaryIO, form: str = "ntriples", *, provenance: bool = True
) -> None:
    """Write all that the facts of a graph say, in one of `FORMATS`."""
    stream.writelines(
        block.encode() for block in FORMATS[form](iter_descriptions(facts, provenance=provenance))
    )


def iter_descriptions(facts: Iterable[Fact], *, provenance: bool = True) -> Iterator[Description]:
    """Yield all that the facts of a graph say, one description a subject, sorted."""
    for subject, pairs in sort_descriptions(describe(facts, provenance=provenance)):
        schemes = [scheme for predicate, scheme in pairs if predicate == sg.IN_SCHEME]
        if schemes and all(predicate != sg.BROADER for predicate, _ in pairs):
            pairs.append((sg.TOP_CONCEPT_OF, schemes[0]))
            pairs.sort()
        yield subject, pairs
