"""One graph in many threads, one that is closed, one that is to be copied: an answer, or an error.

What each question gives alone, it gives among others.
"""

from __future__ import annotations

import copy
import io
import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

import skillgraph
from skillgraph import SkillGraph
from skillgraph.errors import GraphClosed, SkillgraphError
from skillgraph.rdf import stores

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 6
SELECT = "SELECT ?l { ?s a sg:Role ; skos:prefLabel ?l } ORDER BY ?l"


def exported(graph: SkillGraph) -> bytes:
    stream = io.BytesIO()
    graph.export(stream, "ntriples")
    return stream.getvalue()


#: One question of each kind that there is.
QUESTIONS: dict[str, Callable[[SkillGraph], Any]] = {
    "digest": lambda graph: graph.digest,
    "search": lambda graph: graph.search("kubernets"),
    "show": lambda graph: graph.show("devops-engineer"),
    "list": lambda graph: graph.list(kind="skill"),
    "query": lambda graph: graph.query(SELECT),
    "query, rdflib": lambda graph: graph.query(SELECT, engine="rdflib"),
    "export": exported,
    "picture": lambda graph: graph.picture(focus="kubernetes"),
    "networkx": lambda graph: graph.to_networkx().number_of_edges(),
    "standing": lambda graph: graph.standing("held: [python]\ngoals: [cloud-architect]"),
    "stats": lambda graph: graph.stats(),
    "lint": lambda graph: graph.lint(),
    "plan": lambda graph: graph.plan("cloud-architect", ["python"]),
    "explain": lambda graph: graph.explain("docker", "devops-engineer"),
    "next": lambda graph: graph.next(["python"]),
    "match": lambda graph: graph.match(["python"]),
    "related": lambda graph: graph.related("devops-engineer"),
    "gap": lambda graph: graph.gap("cloud-architect", ["python"]),
    "resolve": lambda graph: graph.resolve("k8s").id,
}


@pytest.fixture(scope="module")
def alone() -> dict[str, Any]:
    with SkillGraph.open() as graph:
        return {name: question(graph) for name, question in QUESTIONS.items()}


@pytest.mark.parametrize("cache", [True, False], ids=["file", "memory"])
def test_threads_may_share_a_graph(alone: dict[str, Any], cache: bool) -> None:
    """Each begins elsewhere, all at once, and asks of a graph that this thread has opened."""
    together = Barrier(THREADS)
    names = list(QUESTIONS)

    def ask(number: int) -> list[str]:
        together.wait()
        start = number * len(names) // THREADS
        order = names[start:] + names[:start]
        return [name for name in order if QUESTIONS[name](graph) != alone[name]]

    with SkillGraph.open(cache=cache) as graph, ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, range(THREADS))) == [[]] * THREADS


def test_threads_ask_short_questions_over_and_over() -> None:
    """The same statement, with other values, from all sides: none gets another's rows."""

    def ask(key: int) -> bool:
        sql = "SELECT key FROM node WHERE key = ? OR key = ?"
        rows = [graph.graph.rows(sql, key, key + 6) for _ in range(400)]
        return rows == [[(key,), (key + 6,)]] * 400

    with SkillGraph.open() as graph, ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(1, THREADS + 1)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_closed_graph_says_so(name: str) -> None:
    graph = SkillGraph.open()
    if "query" in name:
        QUESTIONS[name](graph)  # its triples are at hand
    graph.close()
    graph.close()
    with pytest.raises(GraphClosed, match=r"this graph is closed\. Open it again"):
        QUESTIONS[name](graph)


def test_a_graph_that_is_closed_meanwhile_answers_or_says_so(alone: dict[str, Any]) -> None:
    for pause in range(5):
        graph = SkillGraph.open()
        going = Event()
        wrong: list[object] = []

        def ask(name: str, graph: SkillGraph = graph, going: Event = going) -> None:
            try:
                while QUESTIONS[name](graph) == alone[name]:
                    going.set()
                wrong.append(name)  # noqa: B023 -- the thread ends within this round
            except GraphClosed:
                going.set()
            except BaseException as error:  # noqa: BLE001 -- whatever it is
                wrong.append(error)  # noqa: B023

        threads = [Thread(target=ask, args=(name,)) for name in ("search", "export", "plan")]
        for thread in threads:
            thread.start()
        going.wait()
        Event().wait(0.02 * pause)
        graph.close()
        for thread in threads:
            thread.join()
        assert wrong == []


def test_a_stream_ends_when_its_graph_is_closed() -> None:
    graph = SkillGraph.open()
    facts = graph.graph.facts()
    next(facts)
    graph.close()
    with pytest.raises(GraphClosed):
        list(facts)


def test_a_mistake_in_sql_is_none_of_a_closed_graph() -> None:
    with SkillGraph.open() as graph, pytest.raises(sqlite3.ProgrammingError):
        graph.graph.rows("SELECT ?", 1, 2)


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy, pickle.dumps])
def test_an_open_graph_is_not_copied(how: Callable[[Any], Any]) -> None:
    with SkillGraph.open() as graph:
        for thing in (graph, [graph]):
            if how is copy.copy and thing is not graph:
                continue
            with pytest.raises(SkillgraphError, match="by its paths"):
                how(thing)


def test_threads_load_the_triples_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    real = stores.load

    def load(engine: Any, triples: Any) -> Any:
        loads.append(engine)
        return real(engine, triples)

    monkeypatch.setattr(stores, "load", load)
    with SkillGraph.open(cache=False) as graph, ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(graph.query, [SELECT] * THREADS))
    assert found == [found[0]] * THREADS
    assert loads == ["oxigraph"]


def test_the_error_is_there_to_be_caught() -> None:
    assert skillgraph.GraphClosed is GraphClosed
