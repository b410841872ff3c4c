"""What a query found: read from an engine's lines, and written in the formats of SPARQL 1.1.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/ and
https://www.w3.org/TR/rdf-sparql-XMLres/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from skillgraph.rdf.cells import NUMERIC, XSD, BlankNodes, parse_term
from skillgraph.vocab import without_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillgraph.model.documents.query import Results, TermDoc
    from skillgraph.rdf.query import Kind, Query

#: The formats of rows and of graphs; "table" is the views'.
ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")

#: A cell that begins so is run as a formula by spreadsheets; numbers are none.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TRIPLE = re.compile(
    r"(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|\"(?:[^\"\\]|\\.)*\"(?:@\S+|\^\^<[^>]*>)?) \.",
)
#: XML 1.0 has no character for these, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def formats_of(kind: Kind) -> tuple[str, ...]:
    """Return the formats that an answer of a kind has beside the table."""
    return ROW_FORMATS if kind in ("select", "ask") else GRAPH_FORMATS


def parse_lines(query: Query, output: bytes, *, truncated: bool) -> Results:
    """Return what an engine wrote (`skillgraph.rdf.engines`) as terms."""
    found: Results = {
        "kind": query.kind, "columns": [], "rows": [], "answer": None, "triples": [],
        "truncated": truncated,
    }  # fmt: skip
    head, *lines = output.decode().removesuffix("\n").split("\n")
    blank_nodes = BlankNodes()
    if query.kind == "ask":
        found["answer"] = head == "true"
    elif query.kind == "select":
        found["columns"] = [name[1:] for name in head.split("\t") if name]
        found["rows"] = _rows(lines, len(found["columns"]), blank_nodes)
        if query.star is not None:
            _reorder(found, query.star)
    else:
        found["triples"] = _graph(lines, blank_nodes)
    return found


def parse_jsonld(body: bytes) -> list[list[TermDoc]]:
    """Return the triples of JSON-LD; a context that is elsewhere isn't fetched: `ValueError`.

    >>> parse_jsonld(b'{"@id": "urn:a", "urn:p": "b"}')[0][2]
    {'type': 'literal', 'value': 'b'}
    """
    import pyoxigraph as ox

    try:
        quads = list(ox.parse(body, format=ox.RdfFormat.JSON_LD))
    except (SyntaxError, OSError) as error:
        raise ValueError(str(error)) from None
    return _graph((f"{quad.triple} ." for quad in quads), BlankNodes())


def render_results(results: Results, form: str) -> str:
    """Return results in one of the formats of their kind, as text that ends with a line break."""
    if results["kind"] in ("select", "ask"):
        return _ROWS[form](results)
    return _render_graph(results, form)


def _rows(lines: Sequence[str], width: int, blank_nodes: BlankNodes) -> list[list[TermDoc | None]]:
    known: dict[str, TermDoc | None] = {"": None}

    def term(cell: str) -> TermDoc | None:
        if cell not in known:
            known[cell] = parse_term(cell, blank_nodes)
        return known[cell]

    if not width:  # SELECT * without a variable: a row binds nothing
        return [[] for _ in lines]
    return [[term(cell) for cell in line.split("\t")] for line in lines]


def _reorder(found: Results, order: Sequence[str]) -> None:
    columns = sorted(found["columns"], key=order.index)
    if columns != found["columns"]:
        places = [found["columns"].index(column) for column in columns]
        found["rows"] = [[row[place] for place in places] for row in found["rows"]]
        found["columns"] = columns


def _graph(lines: Iterable[str], blank_nodes: BlankNodes) -> list[list[TermDoc]]:
    """Return the triples of lines of N-Triples, sorted, each once."""
    triples = (_triple(line, blank_nodes) for line in lines if line)
    unique = {_line(triple): triple for triple in triples}
    return [unique[line] for line in sorted(unique)]


def _triple(line: str, blank_nodes: BlankNodes) -> list[TermDoc]:
    parts = _TRIPLE.fullmatch(line)
    if parts is None:
        raise ValueError(f"no triple of RDF 1.1: {line}")
    return [parse_term(part, blank_nodes) for part in parts.groups()]


def _json(results: Results) -> str:
    import json

    if results["kind"] == "ask":
        document: dict[str, Any] = {"head": {}, "boolean": results["answer"]}
    else:
        bindings = [
            {name: term for name, term in zip(results["columns"], row, strict=True) if term}
            for row in results["rows"]
        ]
        document = {"head": {"vars": results["columns"]}, "results": {"bindings": bindings}}
    return without_tags(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _csv(results: Results) -> str:
    """Return plain values by RFC 4180; a text that would run as a formula gets an apostrophe."""
    import csv
    import io

    if results["kind"] == "ask":
        return _truth(results)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(results["columns"])
    writer.writerows([_csv_cell(term) for term in row] for row in results["rows"])
    return text.getvalue()


def _csv_cell(term: TermDoc | None) -> str:
    if term is None:
        return ""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    value = term["value"]
    plain = "datatype" in term and term["datatype"] in NUMERIC
    return f"'{value}" if value.startswith(_FORMULA) and not plain else value


def _tsv(results: Results) -> str:
    """Return terms as Turtle writes them, numbers bare."""
    if results["kind"] == "ask":
        return _truth(results)
    lines = ["\t".join(f"?{name}" for name in results["columns"])]
    lines += ["\t".join(_tsv_cell(term) if term else "" for term in row) for row in results["rows"]]
    return "".join(f"{line}\n" for line in lines)


def _tsv_cell(term: TermDoc) -> str:
    datatype = term.get("datatype", "").removeprefix(XSD)
    number = term["value"][-1:].isdigit()
    if number and datatype in ("integer", "decimal", "double"):
        return term["value"]
    return term["value"] if datatype == "boolean" else n3(term)


def _truth(results: Results) -> str:
    return "true\n" if results["answer"] else "false\n"


def _xml(results: Results) -> str:
    from xml.sax.saxutils import escape

    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<sparql xmlns="http://www.w3.org/2005/sparql-results#">')
    if results["kind"] == "ask":
        lines += ["  <head/>", f"  <boolean>{_truth(results).strip()}</boolean>"]
        return "\n".join([*lines, "</sparql>", ""])
    lines.append("  <head>")
    lines += [f'    <variable name="{escape(name)}"/>' for name in results["columns"]]
    lines += ["  </head>", "  <results>"]
    for row in results["rows"]:
        lines.append("    <result>")
        lines += [
            f'      <binding name="{escape(name)}">{_xml_term(term)}</binding>'
            for name, term in zip(results["columns"], row, strict=True)
            if term
        ]
        lines.append("    </result>")
    return "\n".join([*lines, "  </results>", "</sparql>", ""])


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


_ROWS: dict[str, Callable[[Results], str]] = {
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
    "xml": _xml,
}


def n3(term: TermDoc) -> str:
    r"""Return a term as N-Triples writes it.

    >>> print(n3({"type": "literal", "value": 'a "b"\n', "xml:lang": "en"}))
    "a \"b\"\n"@en
    """
    if term["type"] == "uri":
        return f"<{term['value']}>"
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    value = term["value"].translate(_QUOTED)
    if "xml:lang" in term:
        return f'"{value}"@{term["xml:lang"]}'
    return f'"{value}"' + (f"^^<{term['datatype']}>" if "datatype" in term else "")


_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _line(triple: Iterable[TermDoc]) -> str:
    return " ".join(map(n3, triple)) + " .\n"


def _render_graph(results: Results, form: str) -> str:
    triples = "".join(map(_line, results["triples"]))
    if form == "ntriples":
        return triples
    import pyoxigraph as ox

    from skillgraph.rdf.terms import NAMESPACES
    from skillgraph.rdf.turtle import turtle_without_tags

    parsed = [quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)]
    if form == "jsonld":
        return _json_ld(cast("bytes", ox.serialize(parsed, format=ox.RdfFormat.JSON_LD)))
    mentioned = {name: iri for name, iri in NAMESPACES.items() if f"<{iri}" in triples}
    written = ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=mentioned)
    return turtle_without_tags(_sorted_prefixes(cast("bytes", written).decode()))


def _json_ld(text: bytes) -> str:
    import json

    return without_tags(json.dumps(json.loads(text), ensure_ascii=False, indent=2)) + "\n"


def _sorted_prefixes(turtle: str) -> str:
    """Return Turtle with its prefixes in order: the writer has them in none."""
    lines = turtle.splitlines(keepends=True)
    prefixes = [line for line in lines if line.startswith("@prefix ")]
    return "".join(sorted(prefixes)) + "".join(lines[len(prefixes) :])
