"""How much of the W3C's SPARQL 1.1 test suite `skillgraph query` passes, beside its engines bare.

Usage: python bench/w3c_sparql.py [SUITE] [--verbose] [--only TEXT]

SUITE is the folder `sparql/sparql11` of https://github.com/w3c/rdf-tests. Of its tests those are
run that a query answers: evaluation, the CSV format, and syntax, right and wrong. What is no
business of `query` (updates, protocols, entailment, servers of test data) is counted and left out.

Each test is asked four ways: of bare pyoxigraph and rdflib, and by the command line, in this
process: `query -f QUERY --rdf DATA --named-graph IRI DATA --format FORM`, with either engine. All
answers are compared alike: as bags of rows, with their places where the query has an ORDER BY;
blank nodes up to their names, numbers of one type by value, graphs up to isomorphism. Cells of CSV
have no types and are compared as texts. A wrong query that policy alone refuses is no success.

With --verbose each test that fails is told, with the reason; --only runs those whose name holds
TEXT.
"""

from __future__ import annotations

import csv
import io
import logging
import re
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from decimal import Decimal, InvalidOperation
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = tuple[str, ...]

SUITE = Path(__file__).parents[2] / "shared" / "data" / "w3c-sparql11"
SECONDS = 30

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

#: The classes of tests that a query answers, and what the table calls them.
KINDS = {
    "QueryEvaluationTest": "evaluation",
    "CSVResultFormatTest": "CSV",
    "PositiveSyntaxTest11": "right syntax",
    "NegativeSyntaxTest11": "wrong syntax",
}
#: The folder of tests that need a reasoner.
_ENTAILMENT = "entailment"

#: What `skillgraph query` refuses by design, by what it says of it.
POLICY = {
    "FROM is refused": "FROM",
    "SERVICE is refused": "SERVICE",
    "custom function": "a function that there isn't",
}
_FORMS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv", ".ttl": "ntriples"}
_RESULTS = {
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_EXACT = {
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
    "unsignedByte", "decimal",
}  # fmt: skip


class Test(NamedTuple):
    """A test of the suite: a query, the files of its data set, and its answer."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None

    @property
    def text(self) -> str:
        """The query."""
        return self.query.read_text("utf-8")

    @property
    def base(self) -> str:
        """What relative IRIs in the query are relative to."""
        return self.query.as_uri()


class Refused(Exception):  # noqa: N818 -- named for what happened
    """A query was not answered; the message says why."""


def load_tests(suite: Path) -> tuple[list[Test], Counter[str]]:
    """Return the tests that a query answers, and how many others there are, by class."""
    tests, others = [], Counter[str]()
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        store = ox.Store()
        store.load(path=str(manifest), base_iri=manifest.as_uri())
        for entries in store.quads_for_pattern(None, ox.NamedNode(f"{_MF}entries"), None):
            for node in _items(store, entries.object):
                kind = _object(store, node, f"{_RDF}type").value.removeprefix(_MF)
                if kind not in KINDS:
                    others[kind] += 1
                elif manifest.parent.name == _ENTAILMENT:
                    others["of entailment"] += 1
                elif _objects(store, _object(store, node, f"{_MF}action"), f"{_QT}serviceData"):
                    others["of other servers"] += 1
                else:
                    tests.append(_test(store, node, kind, manifest.parent.name))
    return tests, others


def _test(store: ox.Store, node: Any, kind: str, folder: str) -> Test:
    action, result = _object(store, node, f"{_MF}action"), _object(store, node, f"{_MF}result")
    syntax = isinstance(action, ox.NamedNode)
    data = [] if syntax else _objects(store, action, f"{_QT}data")
    graphs = [] if syntax else _objects(store, action, f"{_QT}graphData")
    return Test(
        f"{folder}/{node.value.rpartition('#')[2]}",
        kind,
        _path(action if syntax else _object(store, action, f"{_QT}query")),
        tuple(sorted(map(_path, data))),
        tuple(sorted((each.value, _path(each)) for each in graphs)),
        None if result is None else _path(result),
    )


def _items(store: ox.Store, node: Any) -> Iterator[Any]:
    while node != ox.NamedNode(f"{_RDF}nil"):
        yield _object(store, node, f"{_RDF}first")
        node = _object(store, node, f"{_RDF}rest")


def _objects(store: ox.Store, node: Any, predicate: str) -> list[Any]:
    found = store.quads_for_pattern(node, ox.NamedNode(predicate), None)
    return [quad.object for quad in found]


def _object(store: ox.Store, node: Any, predicate: str) -> Any:
    return next(iter(_objects(store, node, predicate)), None)


def _path(iri: Any) -> Path:
    from urllib.parse import unquote, urlsplit

    return Path(unquote(urlsplit(iri.value).path))


# --- The ways to ask. Each returns an answer in the form of `read`, or raises what went wrong.


def ask_skillgraph(engine: str, empty: Path, test: Test, form: str) -> Answer:
    """Ask by the command line, in this process."""
    arguments = ["query", "-f", str(test.query), "--engine", engine, "--timeout", str(SECONDS)]
    arguments += ["--format", form]
    for file in test.data or (() if test.graphs else (empty,)):
        arguments += ["--rdf", str(file)]
    for iri, file in test.graphs:
        arguments += ["--named-graph", iri, str(file)]
    body, err = io.BytesIO(), io.StringIO()
    with redirect_stdout(io.TextIOWrapper(body, "utf-8")), redirect_stderr(err):
        code = run(skillgraph, arguments)
        if code:
            raise Refused(err.getvalue().strip().removeprefix("Error: "))
        return read(body.getvalue(), form, test)


def ask_pyoxigraph(test: Test, form: str) -> Answer:
    store = ox.Store()
    for file in test.data:
        store.load(path=str(file), base_iri=file.as_uri())
    for iri, file in test.graphs:
        store.add_graph(ox.NamedNode(iri))
        store.load(path=str(file), base_iri=file.as_uri(), to_graph=ox.NamedNode(iri))
    with no_network(test) as text:
        found = store.query(text, base_iri=test.base)
        if isinstance(found, ox.QueryTriples):
            body = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        else:
            body = found.serialize(format=_RESULTS[form])
    return read(bytes(body or b""), form, test)


def ask_rdflib(test: Test, form: str) -> Answer:
    dataset = rdflib.Dataset()
    for file in test.data:
        dataset.default_graph.parse(file, publicID=file.as_uri())
    for iri, file in test.graphs:
        dataset.graph(rdflib.URIRef(iri)).parse(file, publicID=file.as_uri())
    with no_network(test) as text:
        found = dataset.query(text, base=test.base)
        if found.type == "ASK":
            return "boolean", str(found.askAnswer)
        if found.type != "SELECT":
            return read(found.serialize(format="nt") or b"", form, test)
        if form == "csv":
            return read(found.serialize(format="csv") or b"", form, test)
        names = [str(name) for name in found.vars or []]
        return rows(names, [[_term(row.get(name)) for name in names] for row in found], test)


def _term(term: Any) -> Any:
    """Return one of rdflib's terms as pyoxigraph has it."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return None
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or f"{_XSD}string")))


@contextmanager
def no_network(test: Test) -> Iterator[str]:
    """Give the text of a query; where that asks another server, it reaches none."""
    import resource

    text = test.text
    if "SERVICE" not in text.upper():
        yield text
        return
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield text
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


# --- Whether a query is taken, whatever its answer.


def parse_ours(ask: Callable[[Test, str], Answer], test: Test) -> None:
    ask(test, "table")


def parse_pyoxigraph(test: Test) -> None:
    with no_network(test) as text, suppress(RuntimeError):  # of a function that there isn't
        ox.Store().query(text, base_iri=test.base)


def parse_rdflib(test: Test) -> None:
    prepareQuery(test.text, base=test.base)


# --- Whether an answer is the suite's.


def why_not(test: Test, ask: Callable[[Test, str], Answer], parse: Callable[[Test], None]) -> str:
    """Return why a test fails, in a line; nothing where it passes."""
    if test.result is None:
        try:
            parse(test)
        except Exception as error:  # noqa: BLE001 -- whatever an engine raises
            right = test.kind == "NegativeSyntaxTest11" and not policy_of(said(error))
            return "" if right else said(error)
        return "it was taken" if test.kind == "NegativeSyntaxTest11" else ""
    form = _FORMS[test.result.suffix]
    wanted = read(test.result.read_bytes(), form, test)
    if form == "ntriples" and wanted[0] == "rows":
        form = "xml"
    try:
        found = ask(test, form)
    except Exception as error:  # noqa: BLE001
        return said(error)
    return "" if found == wanted else f"another answer: {found[-1]!r} and not {wanted[-1]!r}"


def said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def policy_of(reason: str) -> str:
    """Return what was refused by design, nothing where something else is wrong."""
    return next((name for words, name in POLICY.items() if words in reason), "")


def read(body: bytes, form: str, test: Test) -> Answer:
    """Return an answer in the one form that all those have that are the same."""
    if form == "table":
        return ("shown",)
    if form == "csv":
        return read_csv(body, test)
    if form == "ntriples":
        return read_graph(body, test)
    found = ox.parse_query_results(body, format=_RESULTS[form])
    if isinstance(found, ox.QueryBoolean):
        return "boolean", str(bool(found))
    names = [variable.value for variable in found.variables]
    return rows(names, [list(row) for row in found], test)


def read_graph(body: bytes, test: Test) -> Answer:
    """Return a graph; one that describes rows is these rows."""
    base = "" if test.result is None else test.result.as_uri()
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.TURTLE, base_iri=base)
    (answer,) = [quad.subject for quad in store.quads_for_pattern(
        None, None, ox.NamedNode(f"{_RS}ResultSet"))] or [None]  # fmt: skip
    if answer is None:
        quads = (ox.Quad(quad.subject, quad.predicate, by_value(quad.object)) for quad in store)
        return "graph", canonical(quads)
    names = [each.value for each in _objects(store, answer, f"{_RS}resultVariable")]
    found = []
    for solution in _objects(store, answer, f"{_RS}solution"):
        bound = {
            _object(store, binding, f"{_RS}variable").value:
            _object(store, binding, f"{_RS}value")
            for binding in _objects(store, solution, f"{_RS}binding")
        }  # fmt: skip
        found.append([bound.get(name) for name in names])
    return rows(names, found, test)


def read_csv(body: bytes, test: Test) -> Answer:
    names, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    return rows(names, [list(map(_cell, line)) for line in lines], test)


def _cell(text: str) -> Any:
    blank = re.fullmatch("_:(.+)", text)
    return ox.BlankNode(f"c{blank[1]}") if blank else ox.Literal(text)


def rows(names: list[str], found: list[list[Any]], test: Test) -> Answer:
    """Return rows as a graph that has a node a row, so that graphs are equal where bags are."""
    ordered = re.search(r"\bORDER\s+BY\b", test.text, re.IGNORECASE)

    def quads() -> Iterator[ox.Quad]:
        for at, row in enumerate(found):
            node = ox.BlankNode(f"row{at}")
            place = str(at) if ordered else ""
            yield ox.Quad(node, ox.NamedNode("urn:row"), ox.Literal(place))
            for name, term in zip(names, row, strict=True):
                if term is not None:
                    yield ox.Quad(node, ox.NamedNode(f"urn:column:{name}"), by_value(term))

    return "rows", " ".join(sorted(names)), canonical(quads())


def canonical(quads: Iterator[ox.Quad]) -> str:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))


def by_value(term: Any) -> Any:
    """Return a number in one of its forms, and other terms as they are."""
    if not isinstance(term, ox.Literal) or not term.datatype.value.startswith(_XSD):
        return term
    datatype, value = term.datatype.value.removeprefix(_XSD), term.value
    try:
        if datatype in _EXACT:
            value = f"{Decimal(value).normalize():f}"
        elif datatype in {"double", "float"}:
            value = repr(float(value))
        elif datatype == "boolean":
            value = {"1": "true", "0": "false"}.get(value, value)
    except (InvalidOperation, ValueError):
        return term
    return ox.Literal(value, datatype=term.datatype) if value != term.value else term


def main(suite: Path, *, verbose: bool, only: str) -> None:
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    tests, others = load_tests(suite)
    tests = [test for test in tests if only in test.name]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.nt")
        empty.touch()
        ours = partial(ask_skillgraph, "oxigraph", empty), partial(ask_skillgraph, "rdflib", empty)
        ways = {
            "pyoxigraph": (ask_pyoxigraph, parse_pyoxigraph),
            "rdflib": (ask_rdflib, parse_rdflib),
            "skillgraph query": (ours[0], partial(parse_ours, ours[0])),
            "… --engine rdflib": (ours[1], partial(parse_ours, ours[1])),
        }
        failed = {
            name: {test: reason for test in tests if (reason := why_not(test, ask, parse))}
            for name, (ask, parse) in ways.items()
        }
    report(tests, failed, others)
    if verbose:
        for name, reasons in failed.items():
            print(f"\n{name}:")
            for test, reason in reasons.items():
                print(f"  {test.name}: {policy_of(reason) or reason[:300]}")


def report(tests: list[Test], failed: dict[str, dict[Test, str]], others: Counter[str]) -> None:
    asked = Counter(KINDS[test.kind] for test in tests)
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    print(f"{versions}; {len(tests)} tests that a query answers, left out:")
    print("  " + ", ".join(f"{count} {name}" for name, count in sorted(others.items())))
    columns = [*asked, "all"]
    head = (f"{name} {asked[name] or len(tests)}" for name in columns)
    print(f"\n| | {' | '.join(head)} | refused by design |")
    print(f"| --- |{' ---: |' * len(columns)} --- |")
    for name, reasons in failed.items():
        lost = Counter(KINDS[test.kind] for test in reasons)
        passed = [f"{asked[kind] - lost[kind]}" for kind in asked]
        policy = Counter(filter(None, map(policy_of, reasons.values())))
        refused = ", ".join(f"{what} {count}" for what, count in sorted(policy.items())) or "–"
        print(f"| {name} | {' | '.join(passed)} | {len(tests) - len(reasons)} | {refused} |")


if __name__ == "__main__":
    options = sys.argv[1:]
    wanted = options[options.index("--only") + 1] if "--only" in options else ""
    named = [each for each in options if not each.startswith("--") and each != wanted]
    main(Path(named[0]).resolve() if named else SUITE, verbose="--verbose" in options, only=wanted)
