"""What a query found: read from an engine's lines, and written in the formats of SPARQL 1.1.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/ and
https://www.w3.org/TR/rdf-sparql-XMLres/.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import takewhile
from sys import getsizeof
from typing import TYPE_CHECKING, Any, cast

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded, clipped
from skillgraph.rdf.cells import NO_IRI, NUMERIC, XSD, BlankNodes, parse_term
from skillgraph.vocab import without_tags
from skillgraph.words import shielded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from skillgraph.model.documents.query import Results, TermDoc
    from skillgraph.rdf.query import Kind, Query

#: The formats of rows and of graphs; "table" is the views'.
ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")

#: XML 1.0 has no character for these, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_MIB = 2**20
#: What a term, a row and a place in it take beside the text, in bytes.
_TERM, _ROW, _PLACE = 300, 88, 8
#: So many terms are remembered, in so many characters: most answers say the same again and again.
_REMEMBERED, _REMEMBERED_CHARACTERS = 1 << 16, 1 << 22


def formats_of(kind: Kind) -> tuple[str, ...]:
    """Return the formats that an answer of a kind has beside the table."""
    return ROW_FORMATS if kind in ("select", "ask") else GRAPH_FORMATS


def parse_lines(query: Query, chunks: Iterable[bytes], memory: int) -> Results:
    """Return what an engine writes (`skillgraph.rdf.engines`) as terms, read while it comes.

    They take at most so many MiB of memory, of which no line is an eighth: else `LimitExceeded`.
    What is no line of an engine is `ValueError`.
    """
    found: Results = {
        "kind": query.kind, "columns": [], "rows": [], "answer": None, "triples": [],
        "truncated": False,
    }  # fmt: skip
    lines = _lines(chunks)
    head = next(lines, "")
    terms = _Terms(memory)
    if query.kind == "ask":
        found["answer"] = head == "true"
        deque(lines, maxlen=0)  # to the end, where it is known how the child ended
    elif query.kind == "select":
        found["columns"] = [name[1:] for name in head.split("\t") if name]
        found["rows"] = [_row(line, len(found["columns"]), terms) for line in lines]
        if query.star is not None:
            _reorder(found, query.star)
    else:
        found["triples"] = _graph(lines, terms)
    return found


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield lines without their ends, of bytes that come in any parts."""
    rest: list[bytes] = []
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        rest.append(first)
        if others:
            yield b"".join(rest).decode()
            yield from map(bytes.decode, others[:-1])
            rest = others[-1:]
    if last := b"".join(rest):
        yield last.decode()


class _Terms:
    """Terms of cells, as long as there is room for them."""

    def __init__(self, memory: int) -> None:
        self._memory, self._left = memory, memory * _MIB
        self._blank_nodes = BlankNodes()
        self._known: dict[str, TermDoc] = {}
        self._characters = 0

    def term(self, cell: str) -> TermDoc:
        """Return the term of a cell; what was there lately is the same object."""
        term = self._known.get(cell)
        if term is None:
            term = parse_term(cell, self._blank_nodes)
            self.take(_TERM + getsizeof(term["value"]))
            self._characters += len(cell)
            if len(self._known) > _REMEMBERED or self._characters > _REMEMBERED_CHARACTERS:
                self._known, self._characters = {}, len(cell)
            self._known[cell] = term
        return term

    def take(self, size: int) -> None:
        """Take some bytes of the room."""
        self._left -= size
        if self._left < 0:
            raise LimitExceeded(
                f"the results take more than {self._memory:,} MiB of memory. Ask for fewer: "
                "--limit ROWS; or give them more: --memory MIB."
            )


def _row(line: str, width: int, terms: _Terms) -> list[TermDoc | None]:
    terms.take(_ROW + _PLACE * width)
    if not width:  # SELECT * without a variable: a row binds nothing
        return []
    row = [terms.term(cell) if cell else None for cell in line.split("\t")]
    if len(row) != width:
        raise ValueError(f"{len(row)} values for {width} variables")
    return row


def _reorder(found: Results, order: Sequence[str]) -> None:
    # An endpoint may answer columns that nobody asked for.
    ranks = {name: rank for rank, name in enumerate(order)}
    columns = sorted(found["columns"], key=lambda name: ranks.get(name, len(ranks)))
    if columns != found["columns"]:
        places = [found["columns"].index(column) for column in columns]
        for row in found["rows"]:
            row[:] = [row[place] for place in places]
        found["columns"] = columns


def _graph(lines: Iterable[str], terms: _Terms) -> list[list[TermDoc]]:
    """Return the triples of lines of N-Triples, sorted, each once."""
    unique: dict[str, list[TermDoc]] = {}
    for line in filter(None, lines):
        triple = _triple(line, terms)
        written = _line(triple)
        if written not in unique:
            terms.take(_ROW + 3 * _PLACE + 2 * getsizeof(written))
            unique[written] = triple
    return [unique[line] for line in sorted(unique)]


def _triple(line: str, terms: _Terms) -> list[TermDoc]:
    subject, _, said = line.removesuffix(" .").partition(" ")
    predicate, _, object_ = said.partition(" ")
    if not subject.startswith(("<", "_:")) or not predicate.startswith("<") or not object_:
        raise ValueError(f"no triple of RDF 1.1: {clipped(line)}")
    return [terms.term(subject), terms.term(predicate), terms.term(object_)]


def render_results(results: Results, form: str) -> str:
    """Return results in one of the formats of their kind, as text that ends with a line break."""
    return "".join(iter_results(results, form))


def iter_results(results: Results, form: str) -> Iterator[str]:
    """Yield results in one of the formats of their kind, in parts."""
    if results["kind"] in ("select", "ask"):
        return _ROWS[form](results)
    return _iter_graph(results, form)


def _iter_json(results: Results) -> Iterator[str]:
    """Yield what `json.dumps` would make of it with an indent of two, a row at a time."""
    import json

    if results["kind"] == "ask":
        yield json.dumps({"head": {}, "boolean": results["answer"]}, indent=2) + "\n"
        return
    quoted = json.encoder.encode_basestring
    names = json.dumps({"vars": results["columns"]}, ensure_ascii=False, indent=2)
    head = without_tags(names.replace("\n", "\n  "))
    yield '{\n  "head": ' + head + ',\n  "results": {\n    "bindings": ['
    between = "\n"
    keys = [f"        {quoted(name)}: {{\n" for name in results["columns"]]
    for row in results["rows"]:
        bound = ",\n".join(
            [
                key
                + ",\n".join([f"          {quoted(part)}: {quoted(term[part])}" for part in term])  # type: ignore[literal-required]
                + "\n        }"
                for key, term in zip(keys, row, strict=True)
                if term
            ]
        )
        yield without_tags(between + (f"      {{\n{bound}\n      }}" if bound else "      {}"))
        between = ",\n"
    yield ("\n    ]" if results["rows"] else "]") + "\n  }\n}\n"


def _iter_csv(results: Results) -> Iterator[str]:
    """Yield plain values by RFC 4180; a text that would run as a formula gets an apostrophe."""
    import csv
    import io

    if results["kind"] == "ask":
        yield _truth(results)
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(results["columns"])
    for row in results["rows"]:
        writer.writerow(map(_csv_cell, row))
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _csv_cell(term: TermDoc | None) -> str:
    if term is None:
        return ""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    value = term["value"]
    is_number = "datatype" in term and term["datatype"] in NUMERIC
    return value if is_number else shielded(value)


def _iter_tsv(results: Results) -> Iterator[str]:
    """Yield terms as Turtle writes them, numbers bare."""
    if results["kind"] == "ask":
        yield _truth(results)
        return
    yield "\t".join(f"?{name}" for name in results["columns"]) + "\n"
    for row in results["rows"]:
        yield "\t".join([_tsv_cell(term) if term else "" for term in row]) + "\n"


def _tsv_cell(term: TermDoc) -> str:
    datatype = term.get("datatype", "").removeprefix(XSD)
    number = term["value"][-1:].isdigit()
    if number and datatype in ("integer", "decimal", "double"):
        return term["value"]
    return term["value"] if datatype == "boolean" else n3(term)


def _truth(results: Results) -> str:
    return "true\n" if results["answer"] else "false\n"


def _iter_xml(results: Results) -> Iterator[str]:
    from xml.sax.saxutils import escape

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if results["kind"] == "ask":
        yield f"  <head/>\n  <boolean>{_truth(results).strip()}</boolean>\n</sparql>\n"
        return
    names = [escape(name) for name in results["columns"]]
    yield "  <head>\n"
    yield from (f'    <variable name="{name}"/>\n' for name in names)
    yield "  </head>\n  <results>\n"
    for row in results["rows"]:
        yield "    <result>\n"
        yield from (
            f'      <binding name="{name}">{_xml_term(term)}</binding>\n'
            for name, term in zip(names, row, strict=True)
            if term
        )
        yield "    </result>\n"
    yield "  </results>\n</sparql>\n"


def _xml_term(term: TermDoc) -> str:
    from xml.sax.saxutils import escape, quoteattr

    # Without a stand-in the file would be none: XML can't hold such a character at all.
    value = _NO_XML.sub("\ufffd", term["value"])
    value = escape(value, {"\r": "&#xD;"})
    if term["type"] != "literal":
        return f"<{term['type']}>{value}</{term['type']}>"
    attributes = ""
    if "xml:lang" in term:
        attributes = f" xml:lang={quoteattr(term['xml:lang'])}"
    elif "datatype" in term:
        attributes = f" datatype={quoteattr(term['datatype'])}"
    return f"<literal{attributes}>{value}</literal>"


_ROWS: dict[str, Callable[[Results], Iterator[str]]] = {
    "json": _iter_json,
    "csv": _iter_csv,
    "tsv": _iter_tsv,
    "xml": _iter_xml,
}


def n3(term: TermDoc) -> str:
    r"""Return a term as N-Triples writes it.

    >>> print(n3({"type": "literal", "value": 'a "b"\n', "xml:lang": "en"}))
    "a \"b\"\n"@en
    """
    if term["type"] == "uri":
        return f"<{term['value'].translate(NO_IRI)}>"
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    value = term["value"].translate(_QUOTED)
    if "xml:lang" in term:
        return f'"{value}"@{term["xml:lang"]}'
    return f'"{value}"' + (
        f"^^<{term['datatype'].translate(NO_IRI)}>" if "datatype" in term else ""
    )


_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _line(triple: Iterable[TermDoc]) -> str:
    return " ".join(map(n3, triple)) + " .\n"


def _iter_graph(results: Results, form: str) -> Iterator[str]:
    if form == "ntriples":
        yield from map(_line, results["triples"])
        return
    import pyoxigraph as ox

    from skillgraph.rdf.turtle import turtle_without_tags

    triples = (ox.Triple(*map(_ox_term, triple)) for triple in results["triples"])
    try:
        if form == "jsonld":
            yield from _iter_json_ld(
                cast("bytes", ox.serialize(triples, format=ox.RdfFormat.JSON_LD)).decode()
            )
            return
        prefixes = _mentioned(results)
        written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    except ValueError as error:  # rdflib lets a query make an IRI of any text
        message = f"{form} can't hold what was found: {clipped(str(error))}."
        raise InvalidInput(InputProblem("", message, "Try --format ntriples.")) from None
    yield turtle_without_tags(_sorted_prefixes(cast("bytes", written).decode()))


def _ox_term(term: TermDoc) -> Any:
    import pyoxigraph as ox

    if term["type"] == "uri":
        return ox.NamedNode(term["value"])
    if term["type"] == "bnode":
        return ox.BlankNode(term["value"])
    datatype = ox.NamedNode(term["datatype"]) if "datatype" in term else None
    return ox.Literal(term["value"], language=term.get("xml:lang"), datatype=datatype)


def _mentioned(results: Results) -> dict[str, str]:
    """Return the prefixes of which a term is, with their namespaces."""
    from skillgraph.rdf.terms import NAMESPACES

    terms = [term for triple in results["triples"] for term in triple]
    iris = {term["value"] for term in terms if term["type"] == "uri"}
    iris |= {term["datatype"] for term in terms if "datatype" in term}
    return {
        prefix: namespace
        for prefix, namespace in NAMESPACES.items()
        if any(iri.startswith(namespace) for iri in iris)
    }


def _iter_json_ld(text: str) -> Iterator[str]:
    """Yield an array of JSON with an indent of two, one of its objects at a time."""
    import json

    decoder = json.JSONDecoder()
    between, at = "[\n  ", text.find("{")
    while at >= 0:
        node, end = decoder.raw_decode(text, at)
        said = json.dumps(node, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield between + without_tags(said)
        between, at = ",\n  ", text.find("{", end)
    yield "[]\n" if between.startswith("[") else "\n]\n"


def _sorted_prefixes(turtle: str) -> str:
    """Return Turtle with its prefixes in order: the writer has them in none."""
    lines = turtle.split("\n")
    prefixes = [*takewhile(lambda line: line.startswith("@prefix "), lines)]
    return "\n".join([*sorted(prefixes), *lines[len(prefixes) :]])
