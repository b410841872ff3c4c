"""Facts → N-Triples, sorted line by line: the canonical form of an export.

See https://www.w3.org/TR/n-triples/; every other RDF format holds the same triples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.describing import Description


def ntriples_lines(descriptions: Iterable[Description]) -> Iterator[str]:
    """Yield descriptions, sorted already, a triple a line, as `LC_ALL=C sort` would sort them."""
    for subject, pairs in descriptions:
        yield "".join([f"{subject} {predicate} {object_} .\n" for predicate, object_ in pairs])
