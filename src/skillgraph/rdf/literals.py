"""Terms taken apart again, for formats that write them in another way than N-Triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.rdf.terms import NAMESPACES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.readers.triples import Literal

Pair = tuple[str, str]

# The longest first, so that a namespace within another one wins.
_BY_LENGTH = sorted(
    ((namespace, prefix) for prefix, namespace in NAMESPACES.items()),
    key=lambda pair: (-len(pair[0]), pair),
)


def parse_pairs(lines: Iterable[str]) -> list[Pair]:
    r"""Return the predicates and objects of what is said of a subject.

    >>> parse_pairs(['<p> "b c" .\n'])
    [('<p>', '"b c"')]
    """
    parted = (line[:-3].partition(" ") for line in lines)
    return [(predicate, object_) for predicate, _, object_ in parted]


def parted_iri(term: str) -> tuple[str, str] | None:
    """Return a declared prefix and the rest of an IRI, or None where no prefix is declared for it.

    >>> parted_iri("<https://w3id.org/skillgraph/ns#Skill>"), parted_iri("<urn:x>")
    (('sg', 'Skill'), None)
    """
    for namespace, prefix in _BY_LENGTH:
        if term.startswith(namespace, 1):
            return prefix, term[len(namespace) + 1 : -1]
    return None


def is_xsd(literal: Literal, *names: str) -> bool:
    """Tell whether a literal has one of some datatypes of XML Schema."""
    return literal.datatype in {XSD + name for name in names}
