"""RDF files → triples, a stream, as terms in their canonical form.

pyoxigraph parses them; what it takes in silence (RDF/XML that is cut short) is looked for first.
Nothing is fetched: a JSON-LD context that is elsewhere is an error.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

import pyoxigraph as ox

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.rdf.terms import XSD, text, typed
from skillgraph.readers.utf8 import check_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator

Triple = tuple[str, str, str]

#: What each suffix of a file stands for.
SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}

_PLAIN = f"{XSD}string"
_CHUNK = 1 << 16


def is_rdf(path: str) -> bool:
    """Tell by its suffix whether a file is RDF.

    >>> is_rdf("a/b.ttl"), is_rdf("a/b.yaml")
    (True, False)
    """
    return Path(path).suffix.lower() in SUFFIXES


def iter_triples(path: str) -> Iterator[Triple]:
    """Yield the triples of a file; what is wrong with it is `InvalidInput`, with its place."""
    form = SUFFIXES.get(Path(path).suffix.lower())
    if form is None and Path(path).is_dir():
        raise InvalidInput(InputProblem(path, "this is a folder.", "Name the files in it."))
    if form is None:
        known = ", ".join(SUFFIXES)
        raise InvalidInput(InputProblem(path, "its suffix names no RDF format.", f"Use {known}."))
    check_ordinary(path)
    if form == ox.RdfFormat.RDF_XML:
        _check_xml(path)
    try:
        for quad in ox.parse(path=path, format=form, base_iri=Path(path).absolute().as_uri()):
            yield str(quad.subject), str(quad.predicate), _object(quad.object)
    except SyntaxError as error:
        place = ":".join(str(part) for part in (path, error.lineno, error.offset) if part)
        message = escaped(str(error.msg)).rstrip(".")
        raise InvalidInput(InputProblem(place, f"{message}.", "Nothing was imported.")) from error
    except ValueError as error:
        raise InvalidInput(
            InputProblem(path, escaped(str(error)), "Nothing was imported.")
        ) from error


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if not isinstance(term, ox.Literal):
        return str(term)
    if term.language:
        return text(term.value, term.language.lower())
    datatype = term.datatype.value
    if datatype == _PLAIN:
        return text(term.value)
    if datatype.startswith(XSD):
        return typed(term.value, datatype[len(XSD) :])
    return f"{text(term.value)}^^<{datatype}>"


def _check_xml(path: str) -> None:
    """Refuse XML that isn't well-formed, the last tag included."""
    parser = expat.ParserCreate()
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003 -- expat takes it by position alone
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        place = f"{path}:{error.lineno}:{error.offset + 1}"
        message = f"the XML is not well-formed: {expat.ErrorString(error.code)}."
        raise InvalidInput(InputProblem(place, message, "Nothing was imported.")) from error
    except (LookupError, ValueError) as error:  # of an encoding that there isn't, or of many bytes
        message = f"the XML is in an encoding that can't be read: {escaped(str(error))}."
        raise InvalidInput(InputProblem(path, message, "Save it as UTF-8.")) from error
