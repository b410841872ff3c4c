"""Facts → Turtle: prefixes first, then a block a subject, sorted.

See https://www.w3.org/TR/turtle/. A subject's own types come first, the rest by predicate.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.literals import is_xsd, parse_pairs, parted_iri
from skillgraph.rdf.terms import NAMESPACES, text
from skillgraph.readers.triples import parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.literals import Pair
    from skillgraph.rdf.sorting import Description

# A part of PN_LOCAL that needs no escape (https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL).
_CHAR = r"A-Za-z0-9_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u3001-\uD7FF"
_LOCAL = re.compile(rf"[{_CHAR}](?:[{_CHAR}.-]*[{_CHAR}-])?")


def turtle_lines(descriptions: Iterable[Description]) -> Iterator[str]:
    """Yield descriptions, sorted already, as Turtle, a block at a time; a page may hold it."""
    for prefix, namespace in NAMESPACES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for subject, lines in descriptions:
        yield turtle_without_tags(_block(subject, parse_pairs(lines)))


def turtle_without_tags(turtle: str) -> str:
    r"""Return Turtle that says the same and ends no script element of a page that it stands in.

    Only a text has `<` before either: an IRI begins with a letter.
    See https://www.w3.org/TR/turtle/#in-html.

    >>> print(turtle_without_tags('<urn:a> <urn:p> "</script>" .'))
    <urn:a> <urn:p> "\u003C/script>" .
    """
    return turtle.replace("</", "\\u003C/").replace("<!", "\\u003C!")


def _block(subject: str, pairs: list[Pair]) -> str:
    types = [pair for pair in pairs if pair[0] == sg.TYPE]
    rest = [pair for pair in pairs if pair[0] != sg.TYPE]
    lines = []
    for predicate, group in groupby((*types, *rest), key=itemgetter(0)):
        verb = "a" if predicate == sg.TYPE else turtle_term(predicate)
        lines.append(f"{verb} {', '.join(turtle_term(object_) for _, object_ in group)}")
    return "\n" + turtle_term(subject) + " " + " ;\n    ".join(lines) + " .\n"


@lru_cache(1 << 14)  # predicates, classes and options are said over and over
def turtle_term(term: str) -> str:
    """Return a term as Turtle writes it: with a prefix, or a number bare, where it can.

    >>> turtle_term("<https://w3id.org/skillgraph/id/skill/dot-net>")
    'skill:dot-net'
    >>> turtle_term('"4"^^<http://www.w3.org/2001/XMLSchema#integer>'), turtle_term('"4"@en')
    ('4', '"4"@en')
    """
    literal = parse_literal(term)
    if literal is None:
        parted = parted_iri(term)
        return ":".join(parted) if parted and _LOCAL.fullmatch(parted[1]) else term
    if not literal.datatype:
        return term
    bare = is_xsd(literal, "integer", "boolean") or (
        is_xsd(literal, "decimal") and "." in literal.text
    )
    return literal.text if bare else f"{text(literal.text)}^^{turtle_term(f'<{literal.datatype}>')}"
