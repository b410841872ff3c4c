"""RDF files → triples, a stream, as terms in their canonical form.

What pyoxigraph takes in silence (RDF/XML that is cut short) is looked for first.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

import pyoxigraph as ox

from skillgraph.errors import InputProblem, InvalidInput, clipped
from skillgraph.readers.triples import Allowance, Source
from skillgraph.readers.triples import iter_triples as triples_of
from skillgraph.readers.utf8 import check_ordinary

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from skillgraph.readers.triples import Triple

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

_CHUNK = 1 << 16
_UTF_8 = ("UTF-8", "UTF8")
#: How a text in UTF-16 begins.
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def is_rdf(path: str) -> bool:
    """Tell by its suffix whether a file is RDF.

    >>> is_rdf("a/b.ttl"), is_rdf("a/b.yaml")
    (True, False)
    """
    return Path(path).suffix.lower() in SUFFIXES


def iter_triples(
    path: str,
    allowance: Allowance = Allowance(),  # noqa: B008 -- it can't be changed
    *,
    advance: Callable[[int], None] | None = None,
    count: Callable[[int], None] | None = None,
) -> Generator[Triple, None, None]:
    """Yield the triples of a file; what is wrong with it is `InvalidInput`, with its place.

    What takes more than it is allowed is `LimitExceeded` (`skillgraph.readers.triples`).
    """
    form = SUFFIXES.get(Path(path).suffix.lower())
    if form is None and Path(path).is_dir():
        raise InvalidInput(InputProblem(path, "this is a folder.", "Name the files in it."))
    if form is None:
        known = ", ".join(SUFFIXES)
        raise InvalidInput(InputProblem(path, "its suffix names no RDF format.", f"Use {known}."))
    check_ordinary(path)
    with Path(path).open("rb") as stream:
        source = Source(
            shown=path,
            form=form,
            size=Path(path).stat().st_size,
            stream=stream,
            descriptor=stream.fileno(),
            base=Path(path).absolute().as_uri(),
            check=partial(check_xml, path) if form == ox.RdfFormat.RDF_XML else None,
        )
        triples = triples_of(source, allowance, advance=advance, count=count)
        with closing(triples):
            for triple in triples:
                if triple[2].startswith("<<"):
                    message = "here is a triple as a term (RDF 1.2), which no graph holds."
                    raise InvalidInput(InputProblem(path, message, "Take it out."))
                yield triple


def check_xml(path: str, file: BinaryIO, hint: str = "Nothing was imported.") -> None:
    """Refuse XML that isn't well-formed, the last tag included, or isn't in UTF-8.

    pyoxigraph reads no other encoding, and takes a file that is cut short in silence.
    """

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.upper() not in _UTF_8:
            raise _unread(path, encoding)

    # Told its encoding, expat looks for no codec: a child can't open the file of one.
    parser = expat.ParserCreate("utf-8")
    parser.XmlDeclHandler = declared
    try:
        chunk = file.read(_CHUNK)
        if chunk.startswith(_UTF_16):
            raise _unread(path, "UTF-16")
        while chunk:
            parser.Parse(chunk, False)  # noqa: FBT003 -- expat takes it by position alone
            chunk = file.read(_CHUNK)
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        place = f"{path}:{error.lineno}:{error.offset + 1}"
        message = f"the XML is not well-formed: {expat.ErrorString(error.code)}."
        raise InvalidInput(InputProblem(place, message, hint)) from error


def _unread(path: str, encoding: str) -> InvalidInput:
    message = f"the XML is in an encoding that can't be read: {clipped(encoding)}."
    return InvalidInput(InputProblem(path, message, "Save it as UTF-8."))
