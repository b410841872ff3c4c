"""The two engines behind one function: pyoxigraph for speed, rdflib for comparison.

Either writes what it finds as lines: terms as in SPARQL 1.1 TSV for a SELECT, N-Triples for a
graph, `true` or `false` for an ASK. So a limit of rows is a limit of lines, whatever the engine,
and the query stops there.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from skillgraph.rdf.cells import NO_IRI
from skillgraph.rdf.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph as ox

    from skillgraph.isolation import Sink

    Quads = Iterable[ox.Quad]

Engine = Literal["oxigraph", "rdflib"]
ENGINES: tuple[Engine, ...] = ("oxigraph", "rdflib")

_STRING = f"{XSD}string"
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
    dataset = empty(engine)
    if engine == "oxigraph":
        import pyoxigraph

        dataset.bulk_load(stream, format=pyoxigraph.RdfFormat.N_TRIPLES)
    else:
        dataset.default_graph.parse(stream, format="nt")
    return dataset


def empty(engine: Engine) -> Any:
    """Return an empty data set of an engine, with all imported that a query needs.

    In the child that asks no file can be opened, and so nothing imported.
    """
    if engine == "oxigraph":
        import pyoxigraph

        return pyoxigraph.Store()
    import rdflib
    import rdflib.plugins.sparql.processor
    import rdflib.plugins.sparql.results.tsvresults
    import rdflib.plugins.stores.sparqlstore

    dataset = rdflib.Dataset()
    with _quiet():
        list(dataset.query("SELECT ?s { ?s ?p ?o }"))  # what is imported at the first query
    return dataset


def add(engine: Engine, dataset: Any, quads: Quads) -> None:
    """Add quads to a data set; of a triple as a term rdflib knows nothing: `ValueError`."""
    if engine == "oxigraph":
        dataset.extend(quads)  # what loads in bulk does so in threads, whose memory a child lacks
        return
    graphs: dict[str, Any] = {}
    for quad in quads:
        name = str(quad.graph_name)
        if name not in graphs:
            graphs[name] = _rdflib_graph(dataset, quad.graph_name)
        subject, predicate, object_ = map(_rdflib_term, quad.triple)
        graphs[name].add((subject, predicate, object_))


def add_graph(engine: Engine, dataset: Any, iri: str) -> None:
    """Add a named graph, which may stay empty."""
    import pyoxigraph as ox

    name = ox.NamedNode(iri)
    if engine == "oxigraph":
        dataset.add_graph(name)
    else:
        _rdflib_graph(dataset, name)


def _rdflib_graph(dataset: Any, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Any:
    import pyoxigraph as ox

    if isinstance(name, ox.DefaultGraph):
        return dataset.default_graph
    return dataset.graph(_rdflib_term(name))


def _rdflib_term(term: Any) -> Any:
    """Return one of pyoxigraph's terms as rdflib has it."""
    import pyoxigraph as ox
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal) or term.direction is not None:
        raise ValueError(
            "here is a triple as a term, or a text with a direction, unknown to rdflib"
        )
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=None if str(datatype) == _STRING else datatype)


def evaluate(
    engine: Engine,
    dataset: Any,
    text: str,
    *,
    prefixes: Mapping[str, str],
    sink: Sink,
    most: int | None,
    base: str | None = None,
) -> dict[str, Any]:
    """Write what a query finds, and return whether lines were left out.

    Relative IRIs of the query are resolved against the `base`, where there is one.
    """
    header = 1 if most is not None else 0
    lines = Lines(sink, None if most is None else most + header)
    try:
        if engine == "oxigraph":
            _ask_oxigraph(dataset, text, prefixes, base, lines)
        else:
            _ask_rdflib(dataset, text, prefixes, base, lines)
    except Enough:
        pass
    return {"truncated": lines.truncated}


def _ask_oxigraph(
    store: Any, text: str, prefixes: Mapping[str, str], base: str | None, lines: Lines
) -> None:
    import pyoxigraph as ox

    found = store.query(text, prefixes=prefixes, base_iri=base)
    stream: Any = lines  # of a binary stream only these two methods are used
    if isinstance(found, ox.QueryTriples):
        lines.write(b"\n")  # where the columns of a SELECT stand
        found.serialize(stream, format=ox.RdfFormat.N_TRIPLES)
    elif isinstance(found, ox.QueryBoolean):
        lines.write(b"true\n" if found else b"false\n")
    else:
        found.serialize(stream, format=ox.QueryResultsFormat.TSV)


def _ask_rdflib(
    dataset: Any, text: str, prefixes: Mapping[str, str], base: str | None, lines: Lines
) -> None:
    with _quiet():
        _write_rdflib(dataset.query(text, initNs=prefixes, base=base), lines)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let rdflib ask its own data sets by names that it calls deprecated."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _write_rdflib(found: Any, lines: Lines) -> None:
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
