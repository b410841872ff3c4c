"""What a query costs beside bare pyoxigraph and rdflib, and what its isolation adds.

Usage: python bench/query.py [TURNS] [--triples FILE] [--rdflib SECONDS]

Each example query is asked three ways, one after the other, so that whatever else the machine does
falls on all: by bare pyoxigraph, its rows written as JSON; by the same steps as `skillgraph query`
in this process; and in a child process as it is. A query is asked no more once its turns took ten
seconds. FILE is a graph as N-Triples; without it a drawn graph of about the size of ESCO stands in
(1.5 million triples), in a store on disk. All times are CPU, children's included, since other work
on the machine doubles what a clock on the wall says.

With --rdflib each is asked of rdflib too, once and in this process, and stopped after so many
seconds: those count as what rdflib took, so that the ratio is at least the one that is printed.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import geometric_mean, median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from skillgraph.api.examples import example_names, load_example
from skillgraph.isolation import Limits, run_isolated
from skillgraph.rdf.engines import evaluate, load
from skillgraph.rdf.query import parse_query
from skillgraph.rdf.results import parse_lines
from skillgraph.rdf.stores import TripleSource
from skillgraph.rdf.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillgraph.isolation import Sink

TURNS = 15
MOST_SECONDS = 10
MOST_RATIO, MOST_ISOLATION_MS, LEAST_FASTER = 1.15, 20.0, 10.0
LIMITS = Limits(60, 2048)
SKILLS, ROLES, OPTIONS = 14_000, 3_000, 126_000

_ID = "https://w3id.org/skillgraph/id/"
_SG = "https://w3id.org/skillgraph/ns#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_SOURCE = "http://purl.org/dc/terms/source"


def drawn() -> Iterator[str]:
    """Yield the lines of a graph with as many skills, roles and requirements as ESCO."""
    from random import Random

    draw = Random(1)  # noqa: S311 -- a drawing, the same each time
    skills = [f"{_ID}skill/s{at}" for at in range(SKILLS)]
    roles = [f"{_ID}role/r{at}" for at in range(ROLES)]
    for kind, nodes in (("Skill", skills), ("Role", roles)):
        for at, node in enumerate(nodes):
            yield f"<{node}> <{_TYPE}> <{_SG}{kind}> .\n"
            yield f"<{node}> <{_TYPE}> <{_SKOS}Concept> .\n"
            yield f'<{node}> <{_RDFS}label> "{kind} number {at}"@en .\n'
            yield f'<{node}> <{_SG}position> "{at}"^^<{_INTEGER}> .\n'
            yield f"<{node}> <{_SOURCE}> <{_ID}source/drawn#row={at}> .\n"
            for label in range(5):
                yield f'<{node}> <{_SKOS}altLabel> "{kind} {at}, also {label}"@en .\n'
    for at, role in enumerate(roles):
        yield f"<{role}> <{_SG}nextStep> <{roles[(at * 7 + 1) % ROLES]}> .\n"
    for at in range(OPTIONS):
        owner, node = roles[at % ROLES], f"{_ID}requirement/{at:016x}"
        skill = skills[min(int(draw.expovariate(1 / 2000)), SKILLS - 1)]
        yield f"<{owner}> <{_SG}requirement> <{node}> .\n"
        yield f"<{node}> <{_TYPE}> <{_SG}Requirement> .\n"
        yield f"<{node}> <{_SG}option> <{skill}> .\n"
        yield f'<{node}> <{_SG}minimumCount> "1"^^<{_INTEGER}> .\n'
        yield f'<{node}> <{_SG}optionCount> "{1 + at % 3 // 2}"^^<{_INTEGER}> .\n'
        yield f"<{node}> <{_SG}importance> <{_SG}{'essential' if at % 2 else 'helpful'}> .\n"
        yield f"<{node}> <{_SOURCE}> <{_ID}source/drawn#row={at}> .\n"
        yield f"<{owner}> <{_SG}{'requires' if at % 2 else 'benefitsFrom'}> <{skill}> .\n"
    for at in range(OPTIONS):  # a statement with its source beside each bare edge
        node = f"{_ID}statement/{at:016x}"
        yield f"<{node}> <{_SG}subject> <{skills[at % SKILLS]}> .\n"
        yield f"<{node}> <{_SOURCE}> <{_ID}source/drawn#row={at}> .\n"


def bare(store: Any, text: str) -> None:
    found = store.query(text, prefixes=NAMESPACES)
    if isinstance(found, ox.QueryTriples):
        found.serialize(format=ox.RdfFormat.N_TRIPLES)
    elif isinstance(found, ox.QuerySolutions):
        for row in found:
            tuple(row)
    else:
        bool(found)


def ours(store: Any, text: str, *, isolated: bool) -> None:
    query = parse_query(text)

    def work(sink: Sink) -> dict[str, Any]:
        return evaluate("oxigraph", store, text, prefixes=NAMESPACES, sink=sink, most=None)

    if isolated:
        output = run_isolated(work, LIMITS).output
    else:
        chunks: list[bytes] = []
        work(_Kept(chunks))
        output = b"".join(chunks)
    parse_lines(query, output, truncated=False)


class _Kept:
    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def write(self, data: bytes, /) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


def cpu() -> float:
    """Return the seconds of CPU that this process and the children it waited for have taken."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def timed(ask: Callable[[], None]) -> float:
    start = cpu()
    ask()
    return (cpu() - start) * 1000


def turns_of(turns: int) -> Iterator[int]:
    """Yield one turn after the other, until there were enough or they took too long."""
    end = perf_counter() + MOST_SECONDS
    return takewhile(lambda turn: not turn or perf_counter() < end, range(turns))


def capped(ask: Callable[[], None], seconds: float) -> tuple[float, bool]:
    """Return how long something took, and whether it was stopped after so many seconds."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)

    def within() -> None:
        with suppress(TimeoutError):
            signal.setitimer(signal.ITIMER_PROF, seconds)
            ask()
        signal.setitimer(signal.ITIMER_PROF, 0)

    return timed(within), stopped


def main(turns: int, triples: Path | None, rdflib_seconds: float) -> None:
    def write(stream: BinaryIO) -> None:
        if triples is not None:
            stream.write(triples.read_bytes())
        else:
            stream.writelines(line.encode() for line in drawn())

    with tempfile.TemporaryDirectory() as cache:
        source = TripleSource(write, "bench", cache)
        store = source.dataset("oxigraph")
        opening = median(
            timed(lambda: TripleSource(write, "bench", cache).dataset("oxigraph")) for _ in range(5)
        )
        print(f"{len(store):,} triples; the store opens in {opening:.0f} ms, medians of {turns}")
        report_reading()
        print(f"\n{'':28}{'bare ms':>9}{'ours ms':>9}{'ratio':>7}{'isolated':>10}{'adds ms':>9}")
        ratios, added, took = [], [], {}
        for name in example_names():
            text = load_example(name)
            found: list[tuple[float, float, float]] = [
                (
                    timed(lambda: bare(store, text)),  # noqa: B023 -- called at once
                    timed(lambda: ours(store, text, isolated=False)),  # noqa: B023
                    timed(lambda: ours(store, text, isolated=True)),  # noqa: B023
                )
                for _ in turns_of(turns)
            ]
            alone, here, apart = (median(each) for each in zip(*found, strict=True))
            more = median(each[2] - each[1] for each in found)
            ratios.append(here / alone)
            added.append(more)
            took[name] = here
            print(f"{name:28}{alone:9.2f}{here:9.2f}{here / alone:7.2f}{apart:10.2f}{more:9.2f}")
        print(f"{'geometric mean, median':28}{'':18}{geometric_mean(ratios):7.2f}{'':10}", end="")
        print(f"{median(added):9.2f}")
        print(f"{'at most':28}{'':18}{MOST_RATIO:7.2f}{'':10}{MOST_ISOLATION_MS:9.2f}")
        if rdflib_seconds:
            report_rdflib(source.dataset("rdflib"), took, rdflib_seconds)


def report_rdflib(graph: Any, took: dict[str, float], seconds: float) -> None:
    """Print how long rdflib takes for the same queries."""
    print(f"\n{'':28}{'ours ms':>9}{'rdflib ms':>11}{'ratio':>9}")
    ratios = []
    for name, here in took.items():
        text = load_example(name)
        taken, stopped = capped(lambda: list(graph.query(text, initNs=NAMESPACES)), seconds)  # noqa: B023
        least = "≥" if stopped else ""
        ratios.append(taken / here)
        print(f"{name:28}{here:9.2f}{least:>2}{taken:9.2f}{least:>2}{taken / here:7.1f}")
    print(f"{'geometric mean, at least':28}{'':20}{geometric_mean(ratios):9.1f}")
    print(f"{'promised':28}{'':20}{LEAST_FASTER:9.1f}")


def report_reading() -> None:
    """Print how long triples take into memory, beside which a store's opening is to be seen."""
    from io import BytesIO
    from itertools import islice

    lines = "".join(islice(drawn(), 50_000)).encode()
    for size in (1 << 20, 4 << 20):
        part = lines[: lines.rindex(b"\n", 0, size) + 1]
        taken = median(timed(lambda: load("oxigraph", BytesIO(part))) for _ in range(5))  # noqa: B023
        print(f"{len(part) / 2**20:.1f} MiB of N-Triples are read into memory in {taken:.0f} ms")


def after(option: str, arguments: list[str]) -> str:
    return arguments[arguments.index(option) + 1] if option in arguments else ""


if __name__ == "__main__":
    file, cap = after("--triples", sys.argv), after("--rdflib", sys.argv)
    first = sys.argv[1] if sys.argv[1:] else ""
    main(
        int(first) if first.isdecimal() else TURNS,
        Path(file) if file else None,
        float(cap) if cap else 0.0,
    )
