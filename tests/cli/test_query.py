"""The command `query`: its formats, its errors, and how Ctrl-C ends it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillgraph.isolation import is_isolated

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SMALL = str(HERE / "catalogue" / "small.yaml")
ROLES = "SELECT ?role ?label { ?role a sg:Role ; rdfs:label ?label } ORDER BY ?role"

#: The name of the golden file, the exit code, the arguments.
RUNS = {
    "query": (0, [ROLES]),
    "query-csv": (0, [ROLES, "--format", "csv"]),
    "query-xml": (0, [ROLES, "--format", "xml"]),
    "query-rdflib": (0, [ROLES, "--engine", "rdflib", "--format", "tsv"]),
    "query-limit": (0, [ROLES, "--limit", "1"]),
    "query-ask": (0, ["ASK { role:baker a sg:Skill }"]),
    "query-numbers": (0, ["SELECT ?n ?t ?d { VALUES (?n ?t ?d) { (1 'one' 1.5) (100 2 22.25) } }"]),
    "query-graph": (0, ["CONSTRUCT { ?r a sg:Job } WHERE { ?r a sg:Track }"]),
    "query-turtle": (0, ["CONSTRUCT { ?r a sg:Job } WHERE { ?r a sg:Track }",
                         "--format", "turtle"]),
    "query-nothing": (0, ["SELECT ?s { ?s a sg:Nothing }"]),
    "query-syntax": (2, ["SELECT ?s\n{ ?s a sg:Role } ORDR BY ?s"]),
    "query-prefix": (2, ["SELECT ?s { ?s a sgs:Role }"]),
    "query-update": (2, ["DELETE WHERE { ?s ?p ?o }"]),
    "query-service": (2, ["SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"]),
    "query-format": (2, ["ASK {}", "--format", "turtle"]),
    "query-none": (2, []),
    "query-two": (2, ["ASK {}", "--example", "skills-most-asked"]),
    "query-example-typo": (2, ["--example", "skills-most-askd"]),
    "query-endpoint": (2, [ROLES, "--endpoint", "file:///etc/passwd"]),
}  # fmt: skip

ZOO = "PREFIX zoo: <http://example.org/zoo#> "
EATS = f"{ZOO}SELECT ?who ?what {{ ?who zoo:eats ?what }} ORDER BY ?who ?what"
KEEPERS = (
    f"{ZOO}SELECT ?day ?who ?keeper {{ GRAPH ?day {{ ?who zoo:keeper ?keeper }} }} "
    "ORDER BY ?day ?who"
)
BOTH = f"{ZOO}SELECT ?who ?g {{ ?who a zoo:Animal GRAPH ?g {{ ?who ?p ?o }} }} ORDER BY ?who ?g"

#: The same of files of RDF, which are in a folder of their own.
OF_RDF = {
    "query-rdf": (0, [EATS, "--rdf", "zoo.ttl"]),
    "query-rdf-graph": (0, [EATS, "--graph", "zoo.ttl", "--format", "csv"]),
    "query-rdf-trig": (0, [KEEPERS, "--rdf", "keepers.trig", "--format", "json"]),
    "query-rdf-trig-rdflib": (0, [KEEPERS, "--graph", "keepers.trig", "--engine", "rdflib"]),
    "query-rdf-default": (0, [f"{ZOO}ASK {{ ?who zoo:keeper ?keeper }}", "--rdf", "keepers.trig"]),
    "query-rdf-several": (0, [BOTH, "--rdf", "zoo.ttl", "--rdf", "keepers.trig",
                              "--named-graph", "urn:zoo", "zoo.ttl", "--limit", "4"]),
    "query-rdf-named": (0, ["SELECT (COUNT(*) AS ?n) { GRAPH skill:zoo { ?s ?p ?o } }",
                            "--named-graph", "skill:zoo", "zoo.ttl"]),
    "query-rdf-turtle": (0, ["DESCRIBE <http://example.org/zoo#otter>", "--rdf", "zoo.ttl",
                             "--format", "turtle"]),
    "query-rdf-prefix": (2, ["SELECT ?who { ?who zoo:eats ?what }", "--rdf", "zoo.ttl"]),
    "query-rdf-other-prefix": (0, ["SELECT ?n { ?who schema:name ?n }", "--rdf", "zoo.ttl"]),
    "query-rdf-from": (2, ["SELECT * FROM NAMED <urn:zoo> {}", "--rdf", "zoo.ttl"]),
    "query-rdf-broken": (2, ["ASK {}", "--rdf", "zoo.ttl", "--rdf", "broken.ttl"]),
    "query-rdf-files": (2, ["ASK {}", "--rdf", "zoo.ttl", "--rdf", "zoo.ttl", "--rdf", "none.ttl",
                            "--rdf", ".", "--rdf", "../test_query.py",
                            "--named-graph", "zoo", "zoo.ttl"]),
    "query-rdf-own-graph": (2, ["ASK {}", "--named-graph", "urn:g", "keepers.trig"]),
    "query-rdf-mixed": (2, ["ASK {}", "--graph", "default", "--graph", "zoo.ttl"]),
    "query-rdf-and-graph": (2, ["ASK {}", "--rdf", "zoo.ttl", "--graph", "default"]),
    "query-rdf-and-endpoint": (2, ["ASK {}", "--named-graph", "urn:zoo", "zoo.ttl",
                                   "--endpoint", "http://127.0.0.1:9/"]),
}  # fmt: skip


def run(
    arguments: list[str], cache: Path, text: str | None = None, folder: Path | None = None
) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "skillgraph", "query", *arguments],
        cwd=folder,
        env={**os.environ, "SKILLGRAPH_CACHE": str(cache)},
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    errors = "".join(f"stderr: {line}\n" for line in done.stderr.splitlines())
    return done.returncode, errors + done.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", RUNS)
def test_the_answer(golden: Callable[[str, str], None], cache: Path, name: str) -> None:
    code, arguments = RUNS[name]
    graph = [] if "--endpoint" in arguments else ["--graph", SMALL]
    found, text = run([*arguments, *graph], cache)
    golden(name, text)
    assert found == code


@pytest.mark.parametrize("name", OF_RDF)
def test_the_answer_of_rdf(golden: Callable[[str, str], None], cache: Path, name: str) -> None:
    code, arguments = OF_RDF[name]
    found, text = run(arguments, cache, folder=HERE / "rdf")
    golden(name, text)
    assert found == code


def test_rdf_needs_no_catalogue_and_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    assert run([EATS, "--rdf", "zoo.ttl"], tmp_path / "cache", folder=HERE / "rdf")[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_relative_iris_are_those_of_the_query_s_file_or_of_the_folder(
    cache: Path, tmp_path: Path
) -> None:
    data, query = tmp_path / "data" / "a.ttl", tmp_path / "a.rq"
    data.parent.mkdir()
    data.write_text("<#me> <urn:p> 1 .", encoding="utf-8")
    query.write_text("ASK { <data/a.ttl#me> ?p ?o }", encoding="utf-8")
    found = (0, "stderr: data/a.ttl: 1 triple\nyes\n")
    named = (0, f"stderr: {data}: 1 triple\nyes\n")
    text = query.read_text(encoding="utf-8")
    assert run(["-f", str(query), "--rdf", str(data)], cache, folder=HERE) == named
    assert run(["-f", "a.rq", "--rdf", "data/a.ttl"], cache, folder=tmp_path) == found
    assert run([text, "--rdf", "data/a.ttl"], cache, folder=tmp_path) == found
    assert run(["-f", "-", "--rdf", "data/a.ttl"], cache, text, tmp_path) == found


def test_a_name_of_any_bytes_is_read_and_told(cache: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b.ttl")
    (tmp_path / name).write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    code, text = run(["ASK { ?s ?p ?o }", "--rdf", name], cache, folder=tmp_path)
    assert (code, text.endswith(".ttl: 1 triple\nyes\n")) == (0, True)
    (tmp_path / name).write_text("nonsense", encoding="utf-8")
    code, text = run(["ASK { ?s ?p ?o }", "--rdf", name], cache, folder=tmp_path)
    assert (code, text.startswith("stderr: Error: ")) == (2, True)


def test_a_query_in_a_file(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("\ufeffSELECT (1 AS ?one) {}", encoding="utf-8")
    assert run(["-f", str(file), "--format", "tsv", "--graph", SMALL], cache) == (0, "?one\n1\n")
    text = file.read_text(encoding="utf-8-sig")
    assert run(["-f", "-", "--format", "tsv", "--graph", SMALL], cache, text) == (0, "?one\n1\n")
    file.write_text("SELECT (1 AS ?one) {}\n }", encoding="utf-8")
    code, text = run(["-f", str(file), "--graph", SMALL], cache)
    assert code == 2
    assert f"{file}:2:" in text
    file.write_bytes(b"ASK {\xff}")
    code, text = run(["-f", str(file), "--graph", SMALL], cache)
    assert (code, "not UTF-8" in text) == (2, True)


def test_json_is_sparql_s_own(cache: Path) -> None:
    code, text = run([ROLES, "--format", "json", "--graph", SMALL], cache)
    assert code == 0
    document = json.loads(text)
    assert list(document) == ["head", "results"]
    assert document["head"]["vars"] == ["role", "label"]


def test_what_was_cut_is_told_beside_the_answer(cache: Path) -> None:
    _, text = run([ROLES, "--limit", "1", "--format", "csv", "--graph", SMALL], cache)
    assert text.startswith("stderr: 1 shown; there are more (--limit)\nrole,label")


@pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
def test_each_limit_is_named_with_its_option(cache: Path) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    code, text = run([heavy, "--timeout", "0.5", "--graph", SMALL], cache)
    assert code == 2
    assert "took more than its 0.5 seconds" in text
    assert "--timeout SECONDS" in text


@pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
def test_ctrl_c_ends_it_at_once(cache: Path) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    run(["ASK {}", "--graph", SMALL], cache)
    command = [sys.executable, "-m", "skillgraph", "query", heavy, "--timeout", "60"]
    environment = {**os.environ, "SKILLGRAPH_CACHE": str(cache)}
    with subprocess.Popen(
        [*command, "--graph", SMALL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as process:
        child = wait_for_child(process.pid)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, err = process.communicate(timeout=10)
        assert time.monotonic() - start < 1
    assert (process.returncode, out, err.strip()) == (130, b"", b"")
    assert not Path(f"/proc/{child}").exists()


def wait_for_child(pid: int) -> int:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    for _ in range(1000):
        found = file.read_text().split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("the query has not started")
