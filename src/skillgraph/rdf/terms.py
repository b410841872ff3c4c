"""RDF terms as N-Triples writes them: IRIs and literals, each in its one canonical form.

See https://www.w3.org/TR/n-triples/#canonical-ntriples and, for the literals of numbers,
https://www.w3.org/TR/xmlschema11-2/#canonical-lexical-representation.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from skillgraph.vocab import PREFIXES, SG, STANDARD_PREFIXES, expand

RDF = STANDARD_PREFIXES["rdf"]
RDFS = STANDARD_PREFIXES["rdfs"]
OWL = STANDARD_PREFIXES["owl"]
XSD = STANDARD_PREFIXES["xsd"]
SKOS = STANDARD_PREFIXES["skos"]
DCTERMS = STANDARD_PREFIXES["dcterms"]
SCHEMA = STANDARD_PREFIXES["schema"]
DCAT = STANDARD_PREFIXES["dcat"]
SPDX = STANDARD_PREFIXES["spdx"]
VOID = STANDARD_PREFIXES["void"]

#: Every prefix that queries may use and that exports declare.
NAMESPACES = {**PREFIXES, **STANDARD_PREFIXES}

#: A small memory: neighbours name the same skills, sources and counts over and over.
_REMEMBERED = 1 << 16

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


@lru_cache(_REMEMBERED)
def iri(id_: str) -> str:
    """Return the IRI of an id, or of an IRI, as a term.

    >>> iri("skill:python")
    '<https://w3id.org/skillgraph/id/skill/python>'
    """
    return f"<{expand(id_)}>"


def says(predicate: str, object_: str) -> str:
    r"""Return what is said of a subject as N-Triples ends the line: its predicate and object.

    >>> says("<p>", "<o>")
    '<p> <o> .\n'
    """
    return f"{predicate} {object_} .\n"


def leads(predicate: str, id_: str) -> str:
    """Return the same of an object that is named by its id."""
    return f"{predicate} {iri(id_)} .\n"


def sg(name: str) -> str:
    """Return one of our own terms.

    >>> sg("requires")
    '<https://w3id.org/skillgraph/ns#requires>'
    """
    return f"<{SG}{name}>"


def named(curie: str) -> str:
    """Return a term of any vocabulary that has a prefix.

    >>> named("skos:broader")
    '<http://www.w3.org/2004/02/skos/core#broader>'
    """
    prefix, _, name = curie.partition(":")
    return f"<{NAMESPACES[prefix]}{name}>"


def schema(name: str) -> str:
    """Return one of schema.org's terms."""
    return f"<{SCHEMA}{name}>"


def text(value: str, language: str = "") -> str:
    r"""Return a text as a literal, with its language where it has one.

    >>> print(text('a "b"\n', "en"))
    "a \"b\"\n"@en
    """
    if '"' in value or "\\" in value or "\n" in value or "\r" in value or "\t" in value:
        value = value.translate(_ESCAPES)
    return f'"{value}"@{language}' if language else f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """Return a literal of a datatype of XML Schema.

    >>> typed("true", "boolean")
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    """
    return f"{text(value)}^^<{XSD}{datatype}>"


@lru_cache(_REMEMBERED)
def integer(value: int) -> str:
    """Return a whole number as a literal."""
    return f'"{value}"^^<{XSD}integer>'


@lru_cache(_REMEMBERED)
def decimal(value: float) -> str:
    """Return a number as a decimal, never in an exponent's notation.

    >>> decimal(4.5)[:5], decimal(4.0)[:3], decimal(1e-7)[:11]
    ('"4.5"', '"4"', '"0.0000001"')
    """
    digits = f"{Decimal(repr(value)):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return typed("0" if digits == "-0" else digits, "decimal")
