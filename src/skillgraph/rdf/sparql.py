"""A query asked of a graph: checked, run apart by an engine, its answer read back."""

from __future__ import annotations

import re
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, cast

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded, clipped, escaped
from skillgraph.isolation import Crashed, Failed, Limits, isolated
from skillgraph.rdf.engines import empty, evaluate
from skillgraph.rdf.query import Query, parse_query, refusal
from skillgraph.rdf.results import parse_lines
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from skillgraph.isolation import Sink
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

    def work(sink: Sink) -> Mapping[str, Any]:
        return evaluate(engine, dataset, text, prefixes=NAMESPACES, sink=sink, most=limit)

    with _explained(query, engine):
        found = _asked(query, work, Limits(timeout, memory))
    _check_prefixes(query, engine)
    return found


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
        if there:  # a limit may be met before the child says so itself
            notes.write({"reading": 0})

        def work(sink: Sink) -> Mapping[str, Any]:
            read_into(dataset, engine, there, notes, prefixes)
            return evaluate(
                engine, dataset, text, prefixes=NAMESPACES, sink=sink, most=limit, base=base
            )

        try:
            found = _asked(query, work, Limits(timeout, memory))
        except InvalidInput as error:
            raise InvalidInput(*(_escaped(each) for each in error.problems)) from None
        except (Failed, Crashed, LimitExceeded) as failure:
            said = notes.read()
            if "reading" in said:
                _explain_reading(there[said["reading"]], engine, failure)
            query = _with_prefixes(query, said.get("prefixes", {}), files)
            with _explained(query, engine):
                raise
        reading = cast("Reading", notes.read())
    query = _with_prefixes(query, reading["prefixes"], files)
    _check_prefixes(query, engine)
    return found, reading, other_meanings(query)


def other_meanings(query: Query) -> list[str]:
    """Return a sentence for each prefix of ours that a query uses and a file declares otherwise."""
    said = []
    for prefix in query.borrowed:
        iri, path = query.elsewhere.get(prefix, (NAMESPACES[prefix], ""))
        if iri != NAMESPACES[prefix]:
            line, column = query.position_of(prefix)
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


def _asked(query: Query, work: Callable[[Sink], Mapping[str, Any]], limits: Limits) -> Results:
    """Return what work finds that is done apart, read as it comes."""
    with isolated(work, limits) as child:
        try:
            found = parse_lines(query, child.chunks(), limits.memory_mib)
        except InvalidInput:
            raise
        except ValueError as error:  # what is newer than SPARQL 1.1, such as a triple as a term
            problem = InputProblem(query.place, f"{error}.", "SPARQL 1.1 has none.")
            raise InvalidInput(problem) from None
        found["truncated"] = bool(child.report["truncated"])
    return found


def _check_prefixes(query: Query, engine: Engine) -> None:
    """Refuse what rdflib alone takes: it declares foaf: and many more itself."""
    if engine == "rdflib":
        for prefix in filter(None, query.undeclared):
            raise _undeclared(query, prefix)


def _escaped(problem: InputProblem) -> InputProblem:
    return InputProblem(problem.place, escaped(problem.message), problem.hint)


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
    file: OpenFile, engine: Engine, failure: Failed | Crashed | LimitExceeded
) -> NoReturn:
    """Raise what it means that a file was not read to its end."""
    if isinstance(failure, LimitExceeded):
        raise LimitExceeded(f"{failure} It was still reading {file.path}.") from None
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
        if prefix not in query.prefixes and prefix == "None":  # rdflib's word for the empty prefix
            prefix = ""
        raise _undeclared(query, prefix) from None
    if at is None:
        raise InvalidInput(InputProblem(query.place, _reached(engine, failure))) from None
    place = (int(at[1]), int(at[2]))
    # Of many oxigraph says no more than that what follows them isn't expected.
    prefix = _undeclared_before(query, place)
    if prefix is not None:
        raise _undeclared(query, prefix) from None
    raise refusal(query.text, query.place, place, _expected(message, at)) from None


def _undeclared(query: Query, prefix: str) -> InvalidInput:
    from difflib import get_close_matches

    place = query.position_of(prefix)
    near = get_close_matches(prefix, NAMESPACES, 1)
    written = f"Write 'PREFIX {prefix}: <IRI>' before it."
    hint = f"Did you mean '{near[0]}:'?" if near else clipped(written)
    if prefix in query.elsewhere:
        iri, path = query.elsewhere[prefix]
        hint = f"Write 'PREFIX {prefix}: <{iri}>' before it, as {path} has it."
    message = f"the prefix '{clipped(prefix)}:' is not declared."
    return refusal(query.text, query.place, place, message, hint)


def _undeclared_before(query: Query, place: tuple[int, int]) -> str | None:
    """Return the first prefix before a place that nobody declares."""
    known = {*NAMESPACES, *query.declared}
    for prefix, start in query.prefixes.items():
        if prefix not in known:
            return prefix if position(query.text, start) < place else None
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
