"""Terms taken apart again, for formats that write them in another way than N-Triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.rdf.terms import NAMESPACES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[str, str]

_LITERAL = re.compile(r'"(.*)"(?:@([a-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}

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


class Literal(NamedTuple):
    """A literal: its text, and its language or its datatype (an IRI), or neither."""

    text: str
    language: str
    datatype: str


def parse_literal(term: str) -> Literal | None:
    r"""Return a term's literal, or None for an IRI.

    >>> parse_literal('"a\\n"@en'), parse_literal("<https://example.org/>")
    (Literal(text='a\n', language='en', datatype=''), None)
    """
    found = _LITERAL.fullmatch(term)
    if found is None:
        return None
    text, language, datatype = found.groups(default="")
    return Literal(
        _ESCAPED.sub(lambda match: _UNESCAPED.get(match[1], match[1]), text), language, datatype
    )


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
