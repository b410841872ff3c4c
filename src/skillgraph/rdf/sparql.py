"""A query asked of a graph: checked, run apart by an engine, its answer read back."""

from __future__ import annotations

import re
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, cast

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded
from skillgraph.isolation import Crashed, Failed, Limits, run_isolated
from skillgraph.rdf.engines import empty, evaluate
from skillgraph.rdf.query import Query, find_prefix, parse_query, refusal
from skillgraph.rdf.results import parse_lines
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import declared_prefixes, iter_tokens, position
from skillgraph.words import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from skillgraph.isolation import Outcome, Sink
    from skillgraph.model.documents.query import Results
    from skillgraph.rdf.datasets import OpenFile, RdfFile, Reading
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

TIMEOUT_SECONDS = 10.0
MEMORY_MIB = 1024

_PLACE = re.compile(r"error at (\d+):(\d+): ", re.ASCII)
_PYPARSING = re.compile(r"\s*\(at char \d+\), \(line:(\d+), col:(\d+)\)", re.ASCII)
_UNKNOWN_PREFIX = re.compile(r"Unknown namespace prefix : ?(.*)")
#: A word of the grammar, among what oxigraph says it expected.
_WORD = re.compile(r'[A-Za-z]+|"."')


def run_query(
    text: str,
    *,
    source: TripleSource,
    engine: Engine = "oxigraph",
    limit: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
    memory: int = MEMORY_MIB,
    place: str = "query",
) -> Results:
    """Return what a query finds, at most `limit` rows or triples of it.

    A query that is none is `InvalidInput`, with line and column in `place`; one that takes more
    than `timeout` seconds or `memory` MiB is `LimitExceeded`. It reaches no file and no network.
    """
    query = parse_query(text, place)
    dataset = source.dataset(engine)
    with _explained(query, engine):
        found = run_isolated(
            lambda sink: evaluate(
                engine, dataset, text, prefixes=NAMESPACES, sink=sink, most=limit
            ),
            Limits(timeout, memory),
        )  # fmt: skip
    return _results(query, engine, found)


def query_files(
    text: str,
    files: Sequence[RdfFile],
    *,
    engine: Engine = "oxigraph",
    limit: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
    memory: int = MEMORY_MIB,
    place: str = "query",
    base: str | None = None,
) -> tuple[Results, Reading, list[str]]:
    """Return what a query finds in files of RDF, what was read of them, and what may be a slip.

    The limits are those of reading and asking together. A file that can't be read is
    `InvalidInput`, with the place in it.
    """
    from skillgraph.rdf.datasets import Notes, opened, read_into

    query = parse_query(text, place)
    prefixes = {*query.borrowed, *query.undeclared}
    dataset = empty(engine)
    with opened(files) as there, Notes() as notes:

        def work(sink: Sink) -> Mapping[str, Any]:
            read_into(dataset, engine, there, notes, prefixes)
            return evaluate(
                engine, dataset, text, prefixes=NAMESPACES, sink=sink, most=limit, base=base
            )

        try:
            found = run_isolated(work, Limits(timeout, memory))
        except (Failed, Crashed, LimitExceeded) as failure:
            said = notes.read()
            if "reading" in said:
                _explain_reading(there[said["reading"]], said.get("problem"), engine, failure)
            query = _with_prefixes(query, said.get("prefixes", {}), files)
            with _explained(query, engine):
                raise
        reading = cast("Reading", notes.read())
    query = _with_prefixes(query, reading["prefixes"], files)
    return _results(query, engine, found), reading, other_meanings(query)


def other_meanings(query: Query) -> list[str]:
    """Return a sentence for each prefix of ours that a query uses and a file declares otherwise."""
    said = []
    for prefix in query.borrowed:
        iri, path = query.elsewhere.get(prefix, (NAMESPACES[prefix], ""))
        if iri != NAMESPACES[prefix]:
            line, column = find_prefix(query.text, prefix) or (1, 1)
            said.append(
                f"{query.place}:{line}:{column}: {prefix}: is <{NAMESPACES[prefix]}> in a query, "
                f"and <{iri}> in {path}. To mean that, write 'PREFIX {prefix}: <{iri}>' before it."
            )
    return said


def _with_prefixes(
    query: Query, declared: Mapping[str, tuple[str, int]], files: Sequence[RdfFile]
) -> Query:
    return query._replace(
        elsewhere={name: (iri, files[at].path) for name, (iri, at) in declared.items()}
    )


def _results(query: Query, engine: Engine, found: Outcome) -> Results:
    if engine == "rdflib":
        # It declares foaf: and many more itself, so that a query of its would run nowhere else.
        for prefix in filter(None, query.undeclared):
            raise _undeclared(query, find_prefix(query.text, prefix) or (1, 1), prefix)
    try:
        return parse_lines(query, found.output, truncated=bool(found.report["truncated"]))
    except ValueError as error:  # what is newer than SPARQL 1.1, such as a triple as a term
        raise InvalidInput(InputProblem(query.place, f"{error}.", "SPARQL 1.1 has none.")) from None


@contextmanager
def _explained(query: Query, engine: Engine) -> Iterator[None]:
    """Raise what a failure of the engine means to the person who asked."""
    try:
        yield
    except Failed as failure:
        _explain(query, engine, failure)
    except Crashed as crash:
        problem = InputProblem(query.place, _crashed(engine, crash.signal))
        raise InvalidInput(problem) from None


def _explain_reading(
    file: OpenFile,
    problem: tuple[str, str, str] | None,
    engine: Engine,
    failure: Failed | Crashed | LimitExceeded,
) -> NoReturn:
    """Raise what it means that a file was not read to its end."""
    if isinstance(failure, LimitExceeded):
        raise LimitExceeded(f"{failure} It was still reading {file.path}.") from None
    if problem is not None:
        at, said, hint = problem
        raise InvalidInput(InputProblem(at, escaped(said), hint)) from None
    if isinstance(failure, Crashed):
        message = f"reading it crashed the parser ({signal.Signals(failure.signal).name})."
        hint = "Most likely it is nested too deeply: write it flatter."
        raise InvalidInput(InputProblem(file.path, message, hint)) from None
    message = f"{engine} can't read this: {escaped(failure.message or failure.name)}."
    raise InvalidInput(InputProblem(file.path, message)) from None


def _crashed(engine: Engine, number: int) -> str:
    if number in (signal.SIGSEGV, signal.SIGBUS):
        return f"the query is nested too deeply for {engine}, which crashed. Write it flatter."
    return f"{engine} crashed on this query ({signal.Signals(number).name})."


def _explain(query: Query, engine: Engine, failure: Failed) -> NoReturn:
    """Raise what a failure of the engine means to the person who asked."""
    message = failure.message
    unknown = _UNKNOWN_PREFIX.search(message)
    at = _PLACE.match(message) or _PYPARSING.search(message)
    if failure.name == "RecursionError":
        text = f"the query is nested too deeply for {engine}. Write it flatter."
        raise InvalidInput(InputProblem(query.place, text)) from None
    if unknown:
        prefix = unknown[1].strip()
        place = find_prefix(query.text, prefix)
        if place is None and prefix == "None":  # rdflib's word for the empty prefix
            prefix = ""
            place = find_prefix(query.text, prefix)
        raise _undeclared(query, place or (1, 1), prefix) from None
    if at is None:
        raise InvalidInput(InputProblem(query.place, _reached(engine, failure))) from None
    place = (int(at[1]), int(at[2]))
    # Of many oxigraph says no more than that what follows them isn't expected.
    prefix = _undeclared_before(query.text, place)
    if prefix is not None:
        raise _undeclared(query, find_prefix(query.text, prefix) or place, prefix) from None
    raise refusal(query.text, query.place, place, _expected(message, at)) from None


def _undeclared(query: Query, place: tuple[int, int], prefix: str) -> InvalidInput:
    from difflib import get_close_matches

    near = get_close_matches(prefix, NAMESPACES, 1)
    hint = f"Did you mean '{near[0]}:'?" if near else f"Write 'PREFIX {prefix}: <IRI>' before it."
    if prefix in query.elsewhere:
        iri, path = query.elsewhere[prefix]
        hint = f"Write 'PREFIX {prefix}: <{iri}>' before it, as {path} has it."
    return refusal(query.text, query.place, place, f"the prefix '{prefix}:' is not declared.", hint)


def _undeclared_before(text: str, place: tuple[int, int]) -> str | None:
    """Return the first prefix before a place that nobody declares.

    What follows a quote or a bracket that nothing ends is none: it was to be a string or an IRI.
    """
    tokens = list(iter_tokens(text))
    known = {*NAMESPACES, *declared_prefixes(tokens)}
    for token in tokens:
        if position(text, token.start) >= place or token.text in {"'", '"'}:
            break
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known and text[token.start - 1] != "<":
            return prefix
    return None


def _expected(message: str, at: re.Match[str]) -> str:
    """Return what is wrong at a place, of all that an engine says the part that helps."""
    if at.re is _PYPARSING:
        return f"{_PYPARSING.sub('', message).strip()[:200]}."
    said = message[at.end() :].removeprefix("expected ").removeprefix("one of ")
    options = [option.strip() for option in said.split(", ")]
    sentences = [option for option in options if " " in option and "[" not in option]
    if sentences:
        return f"{sentences[0]}."
    words = [option for option in options if _WORD.fullmatch(option)]
    if words:
        return f"this is not expected here. What could stand: {', '.join(words[:6])}."
    return "this is not expected here."


def _reached(engine: Engine, failure: Failed) -> str:
    """Return what a failure without a place means; most are an attempt to reach outside."""
    if failure.name in ("OSError", "URLError", "PermissionError", "FileNotFoundError"):
        return (
            "the query asks for a file or the network, and reaches neither: "
            "what is asked is what was opened, and nothing is fetched."
        )
    return f"{engine} can't answer this query: {failure.message or failure.name}"
