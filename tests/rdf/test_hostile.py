"""Hostile queries: each ends in time, in a clear error, connects nowhere and leaves no child."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.bounded import children, within
from tests.hostile.running import Listener

from skillgraph.errors import InvalidInput, LimitExceeded, SkillgraphError
from skillgraph.isolation import Crashed, Failed, Limits, is_isolated, run_isolated
from skillgraph.rdf.engines import ENGINES, evaluate
from skillgraph.rdf.sparql import run_query
from skillgraph.rdf.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.isolation import Outcome, Sink
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

pytestmark = pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
both = pytest.mark.parametrize("engine", ENGINES)

TIMEOUT = 1.0
MEMORY = 200
GROUPS = "SELECT * " + "{" * 5_000 + "?s ?p ?o" + "}" * 5_000
PARENTHESES = "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}"

HEAVY = {
    "product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i ?a",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (sg:p|!sg:p)* ?b . ?b (sg:p|!sg:p)* ?c . "
             "?c (sg:p|!sg:p)* ?d . ?d (sg:p|!sg:p)* ?e . FILTER(?a != ?e && ?b != ?d) }",
    "concatenation": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?x) "
                     "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "output": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
}  # fmt: skip
DEEP = {
    "groups": GROUPS,
    "parentheses": PARENTHESES,
    "negations": "SELECT (" + "!" * 100_000 + "true AS ?x) {}",
    "inverses": "SELECT * { ?s " + "^" * 100_000 + "sg:p ?o }",
    "brackets": "SELECT * { ?s ?p " + "[ sg:p " * 20_000 + "1" + "]" * 20_000 + " }",
    "unclosed": "SELECT * " + "{" * 50_000,
}
#: `{}` is the listener's address.
OUTWARD = {
    "plain": "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <{}> { ?s ?p ?o } }",
    "lower": "SELECT * { service<{}>{ ?s ?p ?o } }",
    "mixed": "SELECT * { SerVice # comment\n SiLent\t<{}> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?e { <{}> } SERVICE ?e { ?s ?p ?o } }",
    "bound": "SELECT * { BIND(IRI(CONCAT('{}', '')) AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "prefix": "PREFIX x: <{}> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "base": "BASE <{}> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT <{}> { ?s ?p ?o } } } } }",
    "exists": "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE <{}> { ?a ?p ?o } } }",
    "ask": "ASK { SERVICE <{}> { ?s ?p ?o } }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "escaped": "SELECT * { \\u0053ERVICE SILENT <{}> { ?s ?p ?o } }",
    "hidden": "SELECT * { BIND('a\\u0027 AS ?a) SERVICE SILENT <{}> { ?s ?p ?o } #' AS ?b) }",
    "from": "SELECT * FROM <{}> { ?s ?p ?o }",
    "from-named": "SELECT * FROM NAMED <{}> { GRAPH ?g { ?s ?p ?o } }",
    "from-construct": "CONSTRUCT { ?s ?p ?o } FROM <{}> WHERE { ?s ?p ?o }",
    "from-describe": "DESCRIBE ?s FROM <{}> { ?s ?p ?o }",
    "from-escaped": "SELECT * \\u0046ROM <{}> { ?s ?p ?o }",
    "from-file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "glued-number": "SELECT * { ?s ?p 40SERVICE<{}>{ ?a ?b ?c } }",
    "glued-number-silent": "SELECT * { ?s ?p 40SERVICE SILENT<{}>{ ?a ?b ?c } }",
    "glued-dot": "SELECT * { ?s ?p 40.SERVICE<{}>{ ?a ?b ?c } }",
    "glued-words": "SELECT * { SERVICESILENT<{}>{ ?a ?b ?c } }",
    "long-s": "SELECT * { \u017fERVICE <{}> { ?s ?p ?o } }",
    "behind-a-comment": "SELECT * { FILTER(1<2#>'''\n)SERVICE<{}>{ ?a ?b ?c }#'''\n}",
    "load": "LOAD <{}>",
    "using": "INSERT { ?s ?p ?o } USING <{}> WHERE { ?s ?p ?o }",
}


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as server:
        yield server


def past_the_checks(
    source: TripleSource, engine: Engine, text: str, memory: int = MEMORY
) -> Outcome:
    """Run a query that no check has seen: the isolation alone must hold."""
    dataset = source.dataset(engine)

    def work(sink: Sink) -> dict[str, Any]:
        return evaluate(engine, dataset, text, prefixes=NAMESPACES, sink=sink, most=None)

    return run_isolated(work, Limits(TIMEOUT, memory))


#: Children that were there before a test: a browser that other tests drive, say.
_BEFORE: set[str] = set()


@pytest.fixture(autouse=True)
def _children_before() -> None:
    _BEFORE.clear()
    _BEFORE.update(children())


def left() -> set[str]:
    return children() - _BEFORE


def assert_next_query_works(source: TripleSource, engine: Engine) -> None:
    assert run_query("ASK { skill:s0001 a sg:Skill }", source=source, engine=engine)["answer"]
    assert left() == set()


@both
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_query_meets_a_limit(source: TripleSource, engine: Engine, name: str) -> None:
    source.dataset(engine)
    start = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"--(timeout|memory|limit) "):
        run_query(HEAVY[name], source=source, engine=engine, timeout=TIMEOUT, memory=MEMORY)
    assert time.monotonic() - start < TIMEOUT + 1
    assert_next_query_works(source, engine)


@both
@pytest.mark.parametrize("name", DEEP)
def test_a_deep_query_is_an_error(source: TripleSource, engine: Engine, name: str) -> None:
    source.dataset(engine)
    start = time.monotonic()
    with pytest.raises((InvalidInput, LimitExceeded)):
        run_query(DEEP[name], source=source, engine=engine, timeout=TIMEOUT, memory=MEMORY)
    assert time.monotonic() - start < TIMEOUT + 1
    with pytest.raises((Crashed, Failed, LimitExceeded)):
        past_the_checks(source, engine, DEEP[name])
    assert_next_query_works(source, engine)


@both
@pytest.mark.parametrize("name", OUTWARD)
def test_nothing_is_reached(
    source: TripleSource, engine: Engine, name: str, listener: Listener
) -> None:
    text = OUTWARD[name].replace("{}", listener.address)
    with pytest.raises(InvalidInput):
        run_query(text, source=source, engine=engine, timeout=TIMEOUT, memory=MEMORY)
    try:
        outcome = past_the_checks(source, engine, text)
    except (SkillgraphError, Failed):
        pass
    else:
        assert b"root:" not in outcome.output
    assert listener.calls == 0
    assert_next_query_works(source, engine)


def test_the_listener_would_notice(source: TripleSource) -> None:
    dataset = source.dataset("oxigraph")
    with Listener(lambda *_: None) as listener, pytest.raises(OSError, match=r"."):
        list(dataset.query(OUTWARD["plain"].replace("{}", listener.address)))
    assert listener.calls > 0


def test_threads_don_t_wait_for_each_other(source: TripleSource) -> None:
    found: list[str] = []
    source.dataset("oxigraph")

    def ask(text: str, timeout: float) -> None:
        try:
            run_query(text, source=source, timeout=timeout)
        except LimitExceeded:
            found.append("limit")
        else:
            found.append("answer")

    long = threading.Thread(target=ask, args=(HEAVY["paths"], 3.0))
    long.start()
    short = [threading.Thread(target=ask, args=("ASK {}", 2.0)) for _ in range(20)]
    for thread in short:
        thread.start()
    for thread in (*short, long):
        thread.join()
    assert found == ["answer"] * 20 + ["limit"]


SMALL = str(Path(__file__).parents[1] / "cli" / "catalogue" / "small.yaml")
_NUMBERS = " ".join(map(str, range(60)))
#: 25 and 32 million characters in a cell, and 216,000 rows.
LARGE = {
    "a long text": "SELECT (REPLACE('xxx', 'x', 'yyy') AS ?x) {}",
    "a text of escapes": "SELECT (REPLACE('xxx', 'x', 'yyy') AS ?x) {}".replace("y", "\\n"),
    "rows": "SELECT ?x ?y ?z (CONCAT(STR(?x), '-', STR(?y), '-', STR(?z)) AS ?w) "
            "{ VALUES ?x { 0 } VALUES ?y { 0 } VALUES ?z { 0 } }".replace("0", _NUMBERS),
}  # fmt: skip


@pytest.mark.parametrize("form", ["json", "table"])
@pytest.mark.parametrize("name", LARGE)
def test_a_large_answer_takes_memory_in_proportion(tmp_path: Path, name: str, form: str) -> None:
    most = 900 << 20  # what the interpreter maps and never uses is a part of it
    text = LARGE[name].replace("xxx", "x" * 5000)
    text = text.replace("yyy", "y" * 5000).replace("\\n" * 3, "\\n" * 4000)
    done = subprocess.run(
        [*within(most, 120), sys.executable, "-m", "skillgraph", "query", text,
         "--graph", SMALL, "--format", form, "--timeout", "60"],
        env={**os.environ, "SKILLGRAPH_CACHE": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    if form == "json":
        assert done.stdout.count(b"      }") == (216_000 * 5 if name == "rows" else 2)


@both
def test_results_share_the_limits_of_their_query(source: TripleSource, engine: Engine) -> None:
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(LimitExceeded, match=r"results.*--memory MIB"):
        run_query(rows, source=source, engine=engine, timeout=60, memory=64)
    with pytest.raises(LimitExceeded, match=r"its 0\.3 seconds.*--timeout SECONDS"):
        run_query(rows, source=source, engine=engine, timeout=0.3, memory=4000)
    assert_next_query_works(source, engine)


def test_what_reads_results_takes_its_share_of_the_memory(source: TripleSource) -> None:
    """A row of two bytes takes a hundred where it is read: what is written may be little."""
    rows = "SELECT (1 AS ?one) { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(LimitExceeded, match="the results take more than 64 MiB of memory"):
        run_query(rows, source=source, timeout=60, memory=64)
    assert_next_query_works(source, "oxigraph")
