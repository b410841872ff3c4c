"""RDF files as a data set: every format, named graphs, both engines, and files that are none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile.running import Listener

from skillgraph.errors import InvalidInput, LimitExceeded
from skillgraph.isolation import is_isolated
from skillgraph.rdf.datasets import SUFFIXES, Notes, RdfFile
from skillgraph.rdf.engines import ENGINES
from skillgraph.rdf.sparql import query_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from skillgraph.model.documents.query import Results, TermDoc
    from skillgraph.rdf.engines import Engine

    Write = Callable[[str, str | bytes], str]

both = pytest.mark.parametrize("engine", ENGINES)
isolated = pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")

EX = "http://example.org/"
PREFIX = f"PREFIX ex: <{EX}>\n"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
GRAPHS = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
TWO = f"@prefix ex: <{EX}> . ex:a ex:p ex:b , 'x'@en-GB ."
TRIG = f"@prefix ex: <{EX}> . ex:a ex:p ex:b . ex:g {{ ex:a ex:p ex:c . ex:b ex:p 1 }}"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> str:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(file)

    return written


def ask(text: str, *files: str | tuple[str, str], **options: Any) -> Results:
    """Return what is found in files; a pair is the name of a graph and the file that is in it."""
    named = [
        RdfFile(each) if isinstance(each, str) else RdfFile(each[1], each[0]) for each in files
    ]
    return query_files(text, named, **options)[0]


def shown(term: TermDoc | None) -> str:
    """Return a term without the name that a blank node happens to have."""
    if term is None:
        return ""
    return "[]" if term["type"] == "bnode" else " ".join(map(str, term.values()))


def bag(found: Results) -> Counter[tuple[str, ...]]:
    return Counter(tuple(map(shown, row)) for row in found["rows"])


def values(found: Results) -> list[list[str]]:
    return sorted([term["value"].removeprefix(EX) if term else "" for term in row]
                  for row in found["rows"])  # fmt: skip


def refused(*files: str | tuple[str, str], **options: Any) -> str:
    with pytest.raises(InvalidInput) as raised:
        ask("ASK {}", *files, **options)
    return str(raised.value)


@both
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_says_the_same(write: Write, engine: Engine, suffix: str) -> None:
    quads = ox.parse(TWO, format=ox.RdfFormat.TURTLE)
    text = ox.serialize((quad.triple for quad in quads), format=SUFFIXES[suffix])
    assert isinstance(text, bytes)
    found = ask(EVERYTHING, write(f"a{suffix.upper()}", text), engine=engine)
    assert values(found) == [["a", "p", "b"], ["a", "p", "x"]]


@both
def test_a_file_of_named_graphs_fills_them_and_the_default_one(
    write: Write, engine: Engine
) -> None:
    quads = list(ox.parse(TRIG, format=ox.RdfFormat.TRIG))
    nquads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    jsonld = ox.serialize(quads, format=ox.RdfFormat.JSON_LD)
    assert isinstance(nquads, bytes)
    assert isinstance(jsonld, bytes)
    for file in write("a.trig", TRIG), write("a.nq", nquads), write("a.jsonld", jsonld):
        assert values(ask(EVERYTHING, file, engine=engine)) == [["a", "p", "b"]]
        assert values(ask(GRAPHS, file, engine=engine)) == [
            ["g", "a", "p", "c"], ["g", "b", "p", "1"],
        ]  # fmt: skip


@both
def test_a_file_may_go_into_a_named_graph(write: Write, engine: Engine) -> None:
    file, other = write("a.ttl", TWO), write("b.nt", f"<{EX}a> <{EX}p> <{EX}z> .\n")
    graph = f"{EX}g"
    files = (other, (graph, file), (graph, other), ("urn:h", file))
    assert values(ask(EVERYTHING, *files, engine=engine)) == [["a", "p", "z"]]
    assert values(ask(GRAPHS, *files, engine=engine)) == [
        ["g", "a", "p", "b"], ["g", "a", "p", "x"], ["g", "a", "p", "z"],
        ["urn:h", "a", "p", "b"], ["urn:h", "a", "p", "x"],
    ]  # fmt: skip
    text = f"{PREFIX}SELECT ?o {{ ?s ex:p ?o GRAPH ex:g {{ ?s ex:p ?o }} }}"
    assert values(ask(text, *files, engine=engine)) == [["z"]]
    absent = "SELECT ?o { GRAPH <urn:nowhere> { ?s ?p ?o } }"
    assert values(ask(absent, *files, engine=engine)) == []


def test_a_named_graph_is_there_where_its_file_is_empty(write: Write) -> None:
    found = ask("SELECT ?g { GRAPH ?g {} }", ("urn:g", write("a.ttl", "")))
    assert values(found) == [["urn:g"]]


@both
def test_no_files_are_an_empty_data_set(engine: Engine) -> None:
    found, reading, _ = query_files("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [], engine=engine)
    assert values(found) == [["0"]]
    assert (reading["triples"], reading["named_graphs"]) == (0, 0)


@both
def test_blank_nodes_of_two_files_are_apart(write: Write, engine: Engine) -> None:
    node = f"_:a <{EX}p> _:b . _:b <{EX}p> _:a ."
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
    inside = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    a, b = write("a.ttl", node), write("b.ttl", node)
    assert values(ask(count, a, engine=engine)) == [["2"]]
    assert values(ask(count, a, b, engine=engine)) == [["4"]]
    assert values(ask(inside, ("urn:g", a), ("urn:h", a), engine=engine)) == [["4"]]
    # In one file they are the same in every graph.
    quads = write("a.trig", f"{node} <urn:g> {{ {node} }}")
    shared = f"SELECT (COUNT(*) AS ?n) {{ ?s <{EX}p> ?o GRAPH ?g {{ ?s <{EX}p> ?o }} }}"
    assert values(ask(shared, quads, engine=engine)) == [["2"]]


@both
def test_relative_iris_are_those_of_the_file_and_of_the_query(
    write: Write, engine: Engine, tmp_path: Path
) -> None:
    file = write("a b.ttl", "<> <p> <#x>, <../y> .")
    base = (tmp_path / "a b.ttl").as_uri()
    found = values(ask("SELECT ?s ?o { ?s ?p ?o }", file, engine=engine))
    assert found == [[base, f"{base}#x"], [base, f"{tmp_path.parent.as_uri()}/y"]]
    text = "SELECT ?o { <> <p> ?o }"
    assert len(ask(text, file, engine=engine, base=base)["rows"]) == 2
    assert not ask(text, file, engine=engine, base="http://example.org/")["rows"]


@both
@pytest.mark.parametrize("suffix", [".owl", ".rdf", ".xml"])
def test_what_is_called_xml_may_be_turtle(write: Write, engine: Engine, suffix: str) -> None:
    found = ask(EVERYTHING, write(f"a{suffix}", f"\n\ufeff{TWO}".lstrip()), engine=engine)
    assert values(found) == [["a", "p", "b"], ["a", "p", "x"]]


def test_a_byte_order_mark_is_no_part_of_a_text(write: Write) -> None:
    for suffix in (".ttl", ".trig", ".owl"):
        assert len(ask(EVERYTHING, write(f"a{suffix}", f"\ufeff{TWO}"))["rows"]) == 2
    quads = ox.parse(TWO, format=ox.RdfFormat.TURTLE)
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.RDF_XML)
    assert isinstance(text, bytes)
    assert len(ask(EVERYTHING, write("a.rdf", b"\xef\xbb\xbf" + text))["rows"]) == 2


@both
def test_results_have_every_kind(write: Write, engine: Engine) -> None:
    file = write("a.trig", TRIG)
    text = f"{PREFIX}CONSTRUCT {{ ?s ex:q ?g }} {{ GRAPH ?g {{ ?s ex:p ?o }} }}"
    triples = ask(text, file, engine=engine)["triples"]
    assert [shown(node).split("/")[-1] for (node, _, _) in triples] == ["a", "b"]
    assert ask("ASK { GRAPH ?g { ?s ?p 1 } }", file, engine=engine)["answer"]
    assert not ask("ASK { ?s ?p 1 }", file, engine=engine)["answer"]
    found = ask(GRAPHS, file, engine=engine, limit=1)
    assert (len(found["rows"]), found["truncated"]) == (1, True)


def test_what_was_read_is_counted(write: Write) -> None:
    files = [
        RdfFile(write("a.ttl", TWO)),
        RdfFile(write("a.trig", TRIG)),
        RdfFile(write("b.ttl", TWO), "urn:h"),
        RdfFile(write("c.nt", ""), "urn:i"),
    ]
    _, reading, _ = query_files("ASK {}", files)
    assert (reading["triples"], reading["in_named_graphs"]) == (7, 4)
    assert reading["named_graphs"] == 3


# --- Prefixes


@both
def test_the_error_of_an_undeclared_prefix_says_what_a_file_has(
    write: Write, engine: Engine
) -> None:
    file = write("a.ttl", TWO)
    with pytest.raises(InvalidInput) as raised:
        ask("SELECT ?s { ?s ex:p ?o }", write("b.ttl", ""), file, engine=engine)
    first, _, mark = str(raised.value).split("\n")
    assert first == (
        "query:1:16: the prefix 'ex:' is not declared. "
        f"Write 'PREFIX ex: <{EX}>' before it, as {file} has it."
    )
    assert mark.strip() == "^"
    with pytest.raises(InvalidInput, match="Write 'PREFIX foaf: <IRI>' before it"):
        ask("SELECT ?s { ?s foaf:p ?o }", file, engine=engine)


@both
def test_a_prefix_of_ours_that_a_file_declares_otherwise_is_told(
    write: Write, engine: Engine
) -> None:
    file = write("a.ttl", "@prefix schema: <http://schema.org/> . <urn:a> schema:name 'x' .")
    text = "SELECT ?o { ?s schema:name ?o }"
    found, _, slips = query_files(text, [RdfFile(file)], engine=engine)
    assert found["rows"] == []
    (slip,) = slips
    assert slip == (
        "query:1:16: schema: is <https://schema.org/> in a query, and <http://schema.org/> in "
        f"{file}. To mean that, write 'PREFIX schema: <http://schema.org/>' before it."
    )
    own = f"PREFIX schema: <http://schema.org/> {text}"
    found, _, slips = query_files(own, [RdfFile(file)], engine=engine)
    assert (values(found), slips) == ([["x"]], [])


# --- What is refused


@both
@pytest.mark.parametrize("text", ["FROM <urn:g>", "FROM NAMED <urn:g>", "from named <a.ttl>"])
def test_from_is_refused_by_name(write: Write, engine: Engine, text: str) -> None:
    with pytest.raises(InvalidInput, match=r"FROM is refused.*--named-graph IRI FILE"):
        ask(f"SELECT * {text} {{ GRAPH ?g {{ ?s ?p ?o }} }}", write("a.trig", TRIG), engine=engine)


@both
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", "@prefix ex: <urn:x:> .\nex:a ex:p", "a.ttl:2:10: Unexpected end. It"),
        ("a.nt", "<urn:a> <urn:b> <urn:c>", "a.nt:1:24: "),
        ("a.ttl", b"\0\1\2", r"a.ttl:1:1: "),
        ("a.ttl", b"<urn:a> <urn:b> '\xff' .", "Invalid UTF-8"),
        ("a.trig", "<urn:g> {", "a.trig:1:"),
        ("a.nq", "a,b\n1,2\n", "a.nq:1:1: "),
        ("a.json", "[1, 2", "a.json:1:"),
        ("a.jsonld", "", "It was read as JSON-LD."),
        ("a.rdf", "<html>", "the XML is not well-formed"),
        ("a.owl", "Ontology(<urn:x>)", "It was read as Turtle."),
        ("a.xml", '<?xml version="1.0" encoding="windows-1252"?><a>\x80</a>', "Save it as UTF-8."),
        ("a.rdf", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "a.rdf"),
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/", "@id": "urn:a"}', "nothing is fetched"),
        ("a.txt", "<urn:a> <urn:b> <urn:c> .", "a.txt: its suffix names no RDF format. Use .ttl,"),
        ("a", "<urn:a> <urn:b> <urn:c> .", "its suffix names no RDF format"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_rdf_is_told_with_its_place(
    write: Write, engine: Engine, name: str, content: str | bytes, said: str
) -> None:
    good, bad = write("good.ttl", TWO), write(name, content)
    message = refused(good, bad, engine=engine)
    assert message.startswith(bad)
    assert said in message
    assert "\n" not in message


def test_all_that_is_wrong_with_names_is_told_at_once(write: Write, tmp_path: Path) -> None:
    file = write("a.ttl", TWO)
    (tmp_path / "link.ttl").symlink_to(file)
    there = [file, str(tmp_path), f"{tmp_path}/none.ttl", file, f"{tmp_path}/link.ttl",
             ("urn:g", file), ("a.ttl", file), ("a b:c", file)]  # fmt: skip
    assert refused(*there).splitlines() == [
        f"{tmp_path}: this is a folder. Name the files in it.",
        f"{tmp_path}/none.ttl: No such file or directory.",
        f"{file}: this file is named twice. Leave one out.",
        f"{tmp_path}/link.ttl: this file is named twice. Leave one out.",
        *(
            f"{file}: '{name}' is no absolute IRI, and so no name of a graph. "
            "Try one such as urn:example:graph."
            for name in ("a.ttl", "a b:c")
        ),
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "a.ttl")
    assert "this is no ordinary file" in refused(str(tmp_path / "a.ttl"))


@both
def test_a_file_with_graphs_of_its_own_goes_into_none(write: Write, engine: Engine) -> None:
    file = write("a.trig", TRIG)
    message = refused(("urn:g", file), engine=engine)
    assert message == f"{file}: it has named graphs of its own. Give it by --rdf."


def test_what_is_newer_than_rdf_1_1_is_rdflib_s_to_refuse(write: Write) -> None:
    file = write("a.ttl", f"<{EX}a> <{EX}p> <<( <urn:s> <urn:p> 1 )>> .")
    assert ask("ASK { ?s ?p ?o }", file)["answer"]
    assert f"{file}: " in (message := refused(file, engine="rdflib"))
    assert "unknown to rdflib" in message


# --- What strangers' files can't do


@isolated
@both
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("star.nt", "<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 20_000 + "<urn:o>" +
                    " )>>" * 20_000 + " .\n"),
        ("chain.jsonld", '{"@context": {' + ", ".join(
            f'"t{at}": "t{at + 1}:x"' for at in range(50_000)) + '}, "t0": "x"}'),
        ("nested.jsonld", '{"urn:p":' * 4_000 + "{}" + "}" * 4_000),
        ("long.ttl", f"@prefix a: <http://e/{'x' * 1_000_000}> .\n" + "".join(
            f"a:s{at} a:p a:o .\n" for at in range(1500))),
    ],
    ids=["star", "chain", "nested", "long"],
)  # fmt: skip
def test_a_file_that_crashes_the_parser_ends_nobody_but_the_child(
    write: Write, engine: Engine, name: str, content: str
) -> None:
    good, bad = write("good.ttl", TWO), write(name, content)
    with pytest.raises((InvalidInput, LimitExceeded), match=bad):
        ask("ASK {}", good, bad, engine=engine, memory=300)
    assert ask("ASK { ?s ?p ?o }", good, engine=engine)["answer"]


@isolated
@both
def test_a_limit_that_reading_meets_names_the_file(write: Write, engine: Engine) -> None:
    lines = "".join(f'<urn:s{at}> <urn:p> "value {at}" .\n' for at in range(400_000))
    small, large = write("a.ttl", TWO), write("b.nt", lines)
    for seconds in (0.1, 0.0001):  # the latter are over before the child begins
        met = rf"{seconds:g} seconds.*--timeout.*still reading {large}"
        with pytest.raises(LimitExceeded, match=met):
            ask("ASK {}", large, small, engine=engine, timeout=seconds)
    with pytest.raises(LimitExceeded, match=rf"20 MiB.*--memory MIB.*still reading {large}"):
        ask("ASK {}", small, large, engine=engine, memory=20, timeout=60)
    assert ask("ASK { ?s ?p ?o }", small, engine=engine, memory=20)["answer"]
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    many = write("c.nt", "\n".join(lines.split("\n")[:1000]))
    with pytest.raises(LimitExceeded) as raised:
        ask(heavy, many, engine=engine, timeout=2)
    assert "reading" not in str(raised.value)


@isolated
@both
def test_nothing_is_fetched_for_a_file(write: Write, engine: Engine) -> None:
    with Listener() as listener:
        url = f"{listener.address}/x"
        for name, content in {
            "a.jsonld": f'{{"@context": "{url}", "@id": "urn:a", "urn:p": 1}}',
            "b.jsonld": f'{{"@context": {{"@import": "{url}"}}, "@id": "urn:a", "urn:p": 1}}',
            "a.rdf": f'<!DOCTYPE a SYSTEM "{url}"><a/>',
            "b.rdf": f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{url}"> %b;]><a/>',
        }.items():
            with pytest.raises(InvalidInput):
                ask(EVERYTHING, write(name, content), engine=engine)
        imported = f"<urn:a> <http://www.w3.org/2002/07/owl#imports> <{url}> ."
        assert len(ask(EVERYTHING, write("a.ttl", imported), engine=engine)["rows"]) == 1
    assert listener.calls == 0


def test_notes_are_kept_as_they_were_said_last() -> None:
    with Notes() as notes:
        assert notes.read() == {}
        notes.write({"reading": 12, "problem": ["é\0\udcff", "x" * 500, ""]})
        assert notes.read() == {"reading": 12, "problem": ["é\0\udcff", "x" * 500, ""]}
        notes.write({"reading": 1})
        assert notes.read() == {"reading": 1}


# --- Both engines, whatever the data set


NODES = [f"<{EX}{name}>" for name in "abc"]
TERMS = [*NODES, "_:x", "_:y", '"a"', '"a"@en', '"b"@de', "1", "2", "2.5", "true"]
PLACES = ["", "urn:g", "urn:h"]
QUADS = st.sets(
    st.tuples(
        st.sampled_from([*NODES, "_:x", "_:y"]),
        st.sampled_from([f"<{EX}p>", f"<{EX}q>"]),
        st.sampled_from(TERMS),
        st.sampled_from(PLACES),
    ),
    max_size=12,
)
ASKED = [
    EVERYTHING,
    GRAPHS,
    "SELECT ?s ?o ?g { ?s ex:p ?o GRAPH ?g { ?s ex:q ?x } }",
    "SELECT ?g ?h { GRAPH ?g { ?s ex:p ?o } GRAPH ?h { ?o ex:q ?x } }",
    "SELECT ?s ?g { ?s ex:p ?o OPTIONAL { GRAPH ?g { ?s ex:p ?o } } }",
    "SELECT ?s { ?s ex:p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?q ?o } } }",
    "SELECT ?s ?o { GRAPH <urn:g> { ?s ex:p/ex:q ?o } }",
    "SELECT ?s ?o { GRAPH <urn:h> { ?s (ex:p|ex:q)+ ?o FILTER(isIRI(?s) && isIRI(?o)) } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?s ?p { { ?s ?p 2 } UNION { GRAPH ?g { ?s ?p 2 } } }",
    "SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o FILTER(lang(?o) = 'en') } }",
    "SELECT ?o { GRAPH ?g { ?s ex:p ?o } MINUS { ?t ex:p ?o } }",
]


def trig(quads: Sequence[tuple[str, str, str, str]]) -> str:
    lines = (
        f"<{graph}> {{ {s} {p} {o} . }}" if graph else f"{s} {p} {o} ." for s, p, o, graph in quads
    )
    return "\n".join(lines)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=QUADS, second=QUADS, text=st.sampled_from(ASKED))
def test_both_engines_find_the_same(
    write: Write,
    first: set[tuple[str, str, str, str]],
    second: set[tuple[str, str, str, str]],
    text: str,
) -> None:
    """One file of named graphs, and one that goes into the graph `urn:g` as a whole."""
    moved = [(s, p, o, "") for s, p, o, graph in sorted(second) if not graph]
    files = write("a.trig", trig(sorted(first))), ("urn:g", write("b.ttl", trig(moved)))
    found, other = (ask(PREFIX + text, *files, engine=engine) for engine in ENGINES)
    assert bag(found) == bag(other)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(quads=QUADS, engine=st.sampled_from(ENGINES))
def test_what_is_found_is_what_is_there(
    write: Write, quads: set[tuple[str, str, str, str]], engine: Engine
) -> None:
    file = write("a.trig", trig(sorted(quads)))
    inside, outside = ask(GRAPHS, file, engine=engine), ask(EVERYTHING, file, engine=engine)
    graphs = Counter(graph for _, _, _, graph in quads if graph)
    assert Counter(row[0]["value"] for row in inside["rows"] if row[0]) == graphs
    assert len(outside["rows"]) == sum(not graph for _, _, _, graph in quads)
    subjects = Counter("[]" if s.startswith("_") else f"uri {s[1:-1]}" for s, _, _, _ in quads)
    found = Counter(shown(row[0]) for row in outside["rows"])
    found += Counter(shown(row[1]) for row in inside["rows"])
    assert found == subjects
