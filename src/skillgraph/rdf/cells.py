"""Terms of an answer: read from the lines of an engine, with numbers in canonical form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.errors import clipped
from skillgraph.readers.triples import parse_literal, unescape

if TYPE_CHECKING:
    from skillgraph.model.documents.query import TermDoc

XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{XSD}string"
#: The integer types of XSD, whose canonical form is the same.
_INTEGERS = {
    XSD + name
    for name in (
        "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
        "unsignedByte",
    )
}  # fmt: skip
NUMERIC = {*_INTEGERS, f"{XSD}decimal", f"{XSD}double", f"{XSD}float"}

#: What an IRI has only as an escape: rdflib, and endpoints, let one be any text.
NO_IRI = {code: f"\\u{code:04X}" for code in (*range(0x21), *map(ord, '<>"{}|^`\\'))}

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}


class BlankNodes:
    """Labels for blank nodes by order of appearance: engines make them up at random."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}

    def label(self, found: str) -> str:
        """Return the label of a node, the same each time."""
        return self._labels.setdefault(found, f"b{len(self._labels)}")


def parse_term(text: str, blank_nodes: BlankNodes) -> TermDoc:
    r"""Return the term that a cell of SPARQL 1.1 TSV, or a part of an N-Triples line, is.

    >>> parse_term('"a\\tb"@en', BlankNodes())
    {'type': 'literal', 'value': 'a\tb', 'xml:lang': 'en'}
    >>> parse_term("4.50", BlankNodes())["value"]
    '4.5'
    """
    if text.startswith("<") and not text.startswith("<<"):
        return {"type": "uri", "value": unescape(text[1:-1])}
    if text.startswith("_:"):
        return {"type": "bnode", "value": blank_nodes.label(text[2:])}
    quoted = parse_literal(text)
    if quoted is not None:
        datatype = unescape(quoted.datatype)
        return literal(quoted.text, language=quoted.language, datatype=datatype)
    return _bare(text)


def literal(value: str, *, language: str = "", datatype: str = "") -> TermDoc:
    """Return a literal, in canonical form where it is a number or a truth value."""
    if language:
        return {"type": "literal", "value": value, "xml:lang": language.lower()}
    if not datatype or datatype == _STRING:
        return {"type": "literal", "value": value}
    return {"type": "literal", "value": canonical(value, datatype), "datatype": datatype}


def canonical(value: str, datatype: str) -> str:
    """Return the canonical form of a value; what isn't of its type stays as it is.

    Decimals have a point, as an export writes them; doubles and floats have one digit before it.

    >>> [canonical("007", XSD + "integer"), canonical("4.50", XSD + "decimal")]
    ['7', '4.5']
    >>> canonical("4", XSD + "decimal"), canonical("150", XSD + "double")
    ('4.0', '1.5E2')
    """
    text = value.strip(" \t\r\n")
    if datatype in _INTEGERS and _INTEGER.fullmatch(text):
        return _trimmed(text)
    if datatype == f"{XSD}decimal" and _DECIMAL.fullmatch(text):
        whole, _, fraction = text.partition(".")
        fraction = fraction.rstrip("0") or "0"
        trimmed = _trimmed(whole, zero=fraction == "0")
        return f"{trimmed}.{fraction}"
    if datatype in {f"{XSD}double", f"{XSD}float"} and _DOUBLE.fullmatch(text):
        return _double(float(text))
    if datatype == f"{XSD}boolean":
        return _BOOLEANS.get(text, value)
    return value


def _trimmed(digits: str, *, zero: bool = True) -> str:
    """Return an integer without a plus and leading zeros, and zero without a minus."""
    number = digits.lstrip("+-").lstrip("0") or "0"
    negative = digits.startswith("-") and not (zero and number == "0")
    return f"-{number}" if negative else number


def _double(number: float) -> str:
    from math import isinf

    if isinf(number):
        return "INF" if number > 0 else "-INF"
    mantissa, _, exponent = f"{number:e}".partition("e")
    for digits in range(17):  # the shortest that reads back as the same number
        text = f"{number:.{digits}e}"
        if float(text) == number:
            mantissa, _, exponent = text.partition("e")
            break
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"


def _bare(text: str) -> TermDoc:
    """Return a literal that TSV writes without quotes."""
    if text in {"true", "false"}:
        return {"type": "literal", "value": text, "datatype": f"{XSD}boolean"}
    for pattern, name in ((_INTEGER, "integer"), (_DECIMAL, "decimal"), (_DOUBLE, "double")):
        if pattern.fullmatch(text):
            return literal(text, datatype=XSD + name)
    raise ValueError(f"no term of SPARQL 1.1: {clipped(text)}")
