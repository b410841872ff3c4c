"""Facts → RDF/XML: a description a subject, sorted.

See https://www.w3.org/TR/rdf-syntax-grammar/. It can't hold every predicate: one whose IRI ends in
no XML name is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.rdf.literals import parse_pairs, parted_iri
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.readers.triples import parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.sorting import Description

# A part of NCName that every parser agrees on (https://www.w3.org/TR/xml-names/#NT-NCName).
_START = r"A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u3001-\uD7FF"
_NAME = re.compile(rf"[{_START}][{_START}0-9.-]*")
_LAST_NAME = re.compile(rf"[{_START}][{_START}0-9.-]*\Z")


def rdfxml_lines(descriptions: Iterable[Description]) -> Iterator[str]:
    """Yield descriptions, sorted already, as RDF/XML; a predicate beyond it is `InvalidInput`."""
    names = "".join(
        f"\n    xmlns:{prefix}={quoteattr(namespace)}" for prefix, namespace in NAMESPACES.items()
    )
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'
    for subject, lines in descriptions:
        elements = (_element(*pair) for pair in parse_pairs(lines))
        inside = "".join(f"    {element}\n" for element in elements)
        about = quoteattr(subject[1:-1])
        yield f"  <rdf:Description rdf:about={about}>\n{inside}  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _element(predicate: str, object_: str) -> str:
    name, declared = _name(predicate)
    literal = parse_literal(object_)
    if literal is None:
        return f"<{name}{declared} rdf:resource={quoteattr(object_[1:-1])}/>"
    attribute = ""
    if literal.language:
        attribute = f' xml:lang="{literal.language}"'
    elif literal.datatype:
        attribute = f" rdf:datatype={quoteattr(literal.datatype)}"
    # A carriage return that stands bare would be read as a line's end.
    value = escape(literal.text, {"\r": "&#13;"})
    return f"<{name}{declared}{attribute}>{value}</{name}>"


def _name(predicate: str) -> tuple[str, str]:
    """Return a predicate as a qualified name, and the declaration that it needs, if any."""
    parted = parted_iri(predicate)
    if parted and _NAME.fullmatch(parted[1]):
        return ":".join(parted), ""
    last = _LAST_NAME.search(predicate[1:-1])
    if last is None:
        raise InvalidInput(
            InputProblem(
                "", f"RDF/XML can't hold the predicate {predicate}.", "Export it as Turtle."
            )
        )
    return f"ns:{last[0]}", f" xmlns:ns={quoteattr(predicate[1 : last.start() + 1])}"
