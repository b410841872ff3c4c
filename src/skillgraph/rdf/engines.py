"""The two engines behind one function: pyoxigraph for speed, rdflib for comparison.

Either writes what it finds as lines: terms as in SPARQL 1.1 TSV for a SELECT, N-Triples for a
graph, `true` or `false` for an ASK. So a limit of rows is a limit of lines, whatever the engine,
and the query stops there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from skillgraph.rdf.cells import NO_IRI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from skillgraph.isolation import Sink

    Evaluate = Callable[[Any, str, Mapping[str, str], Sink], None]

Engine = Literal["oxigraph", "rdflib"]
ENGINES: tuple[Engine, ...] = ("oxigraph", "rdflib")

_TSV_SPECIAL = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Enough(Exception):  # noqa: N818 -- named for what happened
    """So many lines were asked for, and one more came."""


class Lines:
    """A sink that takes so many lines and tells whether there were more."""

    def __init__(self, sink: Sink, most: int | None) -> None:
        self._sink, self._left = sink, most
        self.truncated = False

    def write(self, data: bytes, /) -> int:
        """Take some lines or parts of them; one too many ends the query by `Enough`."""
        if self._left is None:
            return self._sink.write(data)
        if self.truncated:  # a writer empties its buffer once more when it is dropped
            raise Enough
        whole = data.count(b"\n")
        if whole > self._left or (whole == self._left and not data.endswith(b"\n")):
            end = 0
            for _ in range(self._left):
                end = data.index(b"\n", end) + 1
            self._sink.write(data[:end])
            self.truncated = True
            raise Enough
        self._left -= whole
        return self._sink.write(data)

    def flush(self) -> None:
        """Do nothing."""


def load(engine: Engine, stream: BinaryIO) -> Any:
    """Return the data set of an engine, read from N-Triples into memory."""
    if engine == "oxigraph":
        import pyoxigraph

        store = pyoxigraph.Store()
        store.bulk_load(stream, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return store
    import rdflib

    # Whatever evaluates a query is imported now: in the child no file can be opened.
    import rdflib.plugins.sparql.processor
    import rdflib.plugins.sparql.results.tsvresults
    import rdflib.plugins.stores.sparqlstore

    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(stream, format="nt")
    list(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 1"))  # what is imported at the first query
    return graph


def evaluate(
    engine: Engine,
    dataset: Any,
    text: str,
    *,
    prefixes: Mapping[str, str],
    sink: Sink,
    most: int | None,
) -> dict[str, Any]:
    """Write what a query finds, and return whether lines were left out."""
    header = 1 if most is not None else 0
    lines = Lines(sink, None if most is None else most + header)
    try:
        if engine == "oxigraph":
            _ask_oxigraph(dataset, text, prefixes, lines)
        else:
            _ask_rdflib(dataset, text, prefixes, lines)
    except Enough:
        pass
    return {"truncated": lines.truncated}


def _ask_oxigraph(store: Any, text: str, prefixes: Mapping[str, str], lines: Lines) -> None:
    import pyoxigraph as ox

    found = store.query(text, prefixes=prefixes)
    stream: Any = lines  # of a binary stream only these two methods are used
    if isinstance(found, ox.QueryTriples):
        lines.write(b"\n")  # where the columns of a SELECT stand
        found.serialize(stream, format=ox.RdfFormat.N_TRIPLES)
    elif isinstance(found, ox.QueryBoolean):
        lines.write(b"true\n" if found else b"false\n")
    else:
        found.serialize(stream, format=ox.QueryResultsFormat.TSV)


def _ask_rdflib(graph: Any, text: str, prefixes: Mapping[str, str], lines: Lines) -> None:
    found = graph.query(text, initNs=prefixes)
    if found.type == "ASK":
        lines.write(b"true\n" if found.askAnswer else b"false\n")
    elif found.type == "SELECT":
        columns = found.vars or []
        lines.write("\t".join(f"?{name}" for name in columns).encode() + b"\n")
        for row in found:
            lines.write(_row(row.get(name) for name in columns))
    else:
        lines.write(b"\n")
        for triple in found:
            lines.write(" ".join(map(_n3, triple)).encode() + b" .\n")


def _row(terms: Iterable[Any]) -> bytes:
    return "\t".join("" if term is None else _n3(term) for term in terms).encode() + b"\n"


def _n3(term: Any) -> str:
    """Return a term as N-Triples has it, on one line."""
    from rdflib import Literal, URIRef

    if isinstance(term, Literal):
        quoted = str(term).replace("\\", "\\\\").replace('"', '\\"').translate(_TSV_SPECIAL)
        if term.language:
            return f'"{quoted}"@{term.language.lower()}'
        return f'"{quoted}"' + (f"^^{_iri(term.datatype)}" if term.datatype else "")
    return _iri(term) if isinstance(term, URIRef) else f"_:{term}"


def _iri(term: Any) -> str:
    return f"<{str(term).translate(NO_IRI)}>"
