"""A graph's facts → RDF in a format, in bounded memory: the same triples in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.describing import describe
from skillgraph.rdf.jsonld import jsonld_lines
from skillgraph.rdf.rdfxml import rdfxml_lines
from skillgraph.rdf.sorting import sort_descriptions, united
from skillgraph.rdf.turtle import turtle_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.facts import Fact

    Lines = Callable[[Iterable[tuple[str, str]]], Iterator[str]]

FORMATS: dict[str, Lines] = {
    "ntriples": lambda blocks: (lines for _, lines in blocks),
    "turtle": turtle_lines,
    "jsonld": jsonld_lines,
    "rdfxml": rdfxml_lines,
}


def write_rdf(
    facts: Iterable[Fact], stream: BinaryIO, form: str = "ntriples", *, provenance: bool = True
) -> None:
    """Write all that the facts of a graph say, in one of `FORMATS`."""
    stream.writelines(
        block.encode() for block in FORMATS[form](iter_blocks(facts, provenance=provenance))
    )


def iter_blocks(facts: Iterable[Fact], *, provenance: bool) -> Iterator[tuple[str, str]]:
    """Yield each subject with its lines, sorted, the top concepts of each scheme marked."""
    for subject, lines in sort_descriptions(describe(facts, provenance=provenance)):
        begins = f"\n{subject} "
        before = f"\n{lines}"
        _, in_scheme, rest = before.partition(f"{begins}{sg.IN_SCHEME} ")
        if in_scheme and f"{begins}{sg.BROADER} " not in before:
            scheme = rest.partition(" ")[0]
            lines = united(f"{lines}{subject} {sg.TOP_CONCEPT_OF} {scheme} .\n")  # noqa: PLW2901
        yield subject, lines
