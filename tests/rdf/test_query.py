"""What a query finds, what is said where it is wrong, and the formats it is written in."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.rdf.engines import ENGINES
from skillgraph.rdf.query import parse_query
from skillgraph.rdf.results import n3, parse_lines, render_results
from skillgraph.rdf.sparql import run_query
from skillgraph.rdf.terms import NAMESPACES

if TYPE_CHECKING:
    from skillgraph.model.documents.query import Results
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

both = pytest.mark.parametrize("engine", ENGINES)

#: Queries whose answer both engines must agree on, to the letter.
AGREED = {
    "select": "SELECT ?label ?s { ?s rdfs:label ?label } ORDER BY ?label LIMIT 3",
    "optional": "SELECT ?s ?x { ?s sg:position 1 OPTIONAL { ?s sg:absent ?x } }",
    "aggregate": "SELECT (COUNT(?s) AS ?n) (AVG(?p) AS ?mean) (MAX(?p) AS ?last) "
                 "{ ?s sg:position ?p }",
    "numbers": "SELECT (4.50 AS ?a) (4.0 AS ?b) (1e2 AS ?c) (007 AS ?d) (-0.0 AS ?e) (true AS ?f) "
               "{}",
    "star": "SELECT * { VALUES (?z ?b ?a) { (1 'b' \"c\"@EN) } }",
    "path": "SELECT (COUNT(DISTINCT ?o) AS ?n) { skill:s0299 sg:requires+ ?o }",
    "ask": "ASK { skill:s0001 sg:requires skill:s0000 }",
    "ask-not": "ASK { skill:s0000 sg:requires skill:s0001 }",
    "construct": "CONSTRUCT { ?o sg:opens ?s } WHERE { ?s sg:requires ?o } ",
    "describe": "DESCRIBE skill:s0001",
    "odd": r"""SELECT ("a\tb\n\"c\"\\ =" AS ?a) ('日本語'@ja AS ?b) (<urn:x> AS ?c) {}""",
    "nothing": "SELECT ?s { ?s a sg:Nothing }",
    "blank": "SELECT (isBlank(BNODE()) AS ?b) {}",
    "own-prefix": "PREFIX skill: <http://mine/> SELECT (skill:a AS ?x) {}",
    "two-lines": "# a comment with SERVICE and FROM\nSELECT ?s\n{ ?s sg:position 2 }",
}  # fmt: skip


def ask(source: TripleSource, text: str, engine: Engine = "oxigraph", **options: Any) -> Results:
    return run_query(text, source=source, engine=engine, **options)


@pytest.mark.parametrize("name", AGREED)
def test_both_engines_agree(source: TripleSource, name: str) -> None:
    first, second = (ask(source, AGREED[name], engine) for engine in ENGINES)
    assert first == second


@both
def test_numbers_are_canonical(source: TripleSource, engine: Engine) -> None:
    (row,) = ask(source, AGREED["numbers"], engine)["rows"]
    assert [term and term["value"] for term in row] == ["4.5", "4.0", "1.0E2", "7", "0.0", "true"]


@both
def test_columns_stand_as_they_were_written(source: TripleSource, engine: Engine) -> None:
    assert ask(source, AGREED["select"], engine)["columns"] == ["label", "s"]
    assert ask(source, AGREED["star"], engine)["columns"] == ["z", "b", "a"]
    text = "SELECT (COUNT(?z) AS ?n) ?a { VALUES (?z ?a) { (1 2) } } GROUP BY ?a"
    assert ask(source, text, engine)["columns"] == ["n", "a"]


@both
def test_a_query_s_own_prefix_wins(source: TripleSource, engine: Engine) -> None:
    assert ask(source, AGREED["own-prefix"], engine)["rows"][0][0] == {
        "type": "uri", "value": "http://mine/a",
    }  # fmt: skip


@both
@pytest.mark.parametrize("prefix", NAMESPACES)
def test_prefixes_are_declared(source: TripleSource, engine: Engine, prefix: str) -> None:
    (row,) = ask(source, f"SELECT ({prefix}:x AS ?iri) {{}}", engine)["rows"]
    assert row == [{"type": "uri", "value": f"{NAMESPACES[prefix]}x"}]


@both
@pytest.mark.parametrize("limit", [1, 2, 299, 300, 301])
@pytest.mark.parametrize(
    "text", ["SELECT ?s { ?s a sg:Skill }", "CONSTRUCT WHERE { ?s a sg:Skill }"]
)
def test_a_limit_cuts_and_says_so(
    source: TripleSource, engine: Engine, limit: int, text: str
) -> None:
    found = ask(source, text, engine, limit=limit)
    assert len(found["rows"] or found["triples"]) == min(limit, 300)
    assert found["truncated"] == (limit < 300)


@both
def test_a_limit_ends_a_long_query(source: TripleSource, engine: Engine) -> None:
    found = ask(source, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", engine, limit=5)
    assert (len(found["rows"]), found["truncated"]) == (5, True)


ERRORS = [
    ("oxigraph", "SELECT ?s WHER { }", "1:16"),
    ("oxigraph", "SELECT ?s\nWHERE { ?s ?p 'x }", "2:19"),
    ("oxigraph", "SELECT ?s { ?s ?p ?o }}", "1:24"),
    ("oxigraph", "SELECT ?s { ?s foo:a ?o }", "1:16"),
    ("rdflib", "SELECT ?s { ?s foo:a ?o }", "1:16"),
    ("rdflib", "SELECT ?s { ?s :a ?o }", "1:16"),
    ("rdflib", "SELECT ?s { ?s ?p ?o }}", "1:23"),
    ("oxigraph", "SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }", "1:41"),
    ("oxigraph", "INSERT DATA { skill:a a skill:b }", "1:1"),
    ("oxigraph", "# x\nPREFIX a: <urn:a> delete where { ?s ?p ?o }", "2:19"),
    ("oxigraph", "  CLEAR ALL", "1:3"),
    ("oxigraph", "PLEASE { ?s ?p ?o }", "1:1"),
    ("oxigraph", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "1:10"),
    ("rdflib", "SELECT *\nfrom named <urn:x> { ?s ?p ?o }", "2:1"),
    ("oxigraph", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "1:12"),
    ("oxigraph", "SELECT * " + "{" * 300 + "}" * 300, "1:210"),
]


@pytest.mark.parametrize(("engine", "text", "at"), ERRORS)
def test_an_error_has_line_and_column_and_shows_them(
    source: TripleSource, engine: Engine, text: str, at: str
) -> None:
    with pytest.raises(InvalidInput) as raised:
        ask(source, text, engine, place="mine.rq")
    (problem,) = raised.value.problems
    assert problem.place == f"mine.rq:{at}"
    _, shown, mark = str(raised.value).split("\n")
    line = int(at.partition(":")[0])
    written = text.split("\n")[line - 1]
    assert shown.strip() in written
    assert re.fullmatch(r" +\^", mark)
    column = written.find(shown.strip()) + mark.index("^") - (len(shown) - len(shown.lstrip())) + 1
    assert len(written) > 90 or column == int(at.partition(":")[2])


#: Queries that use `here:` first of all that nobody declares, which `:` may stand for.
UNDECLARED = [
    "SELECT ?s { ?s here:foo ?o }",
    "SELECT ?s { here:foo ?p ?o }",
    "BASE <http://x/> SELECT ?s { ?s a here: }",
    'SELECT ?s\n{ ?s ?p "a:b", here:c }',
    "SELECT ?s { ?s ^here:foo ?o }",
    "SELECT ?s { ?s (here:a|here:b)* ?o }",
    "SELECT ?s { ?s here:a/other:b ?o }",
    'SELECT ?s { ?s ?p "1"^^here:int }',
    "SELECT ?s { ?s ?p ?o FILTER(here:f(?o)) }",
    "SELECT ?s { ?s ?p ?o FILTER(?o = here:f) }",
    "SELECT ?s { VALUES ?s { here:a here:b } }",
    "CONSTRUCT { here:a a here:b } { ?s ?p ?o }",
    "PREFIX a: <urn:a> SELECT ?s { [] a:b here:a [ here:b here:c ] }",
    "SELECT ?s { ?s a sg:Skill } ORDER BY here:f(?s)",
]


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("prefix", ["here", ""], ids=["named", "empty"])
@pytest.mark.parametrize("text", UNDECLARED)
def test_an_undeclared_prefix_is_told_where_it_stands(
    source: TripleSource, engine: Engine, text: str, prefix: str
) -> None:
    before = text.partition("here:")[0].split("\n")
    at = f"{len(before)}:{len(before[-1]) + 1}"
    text = text.replace("here:", f"{prefix}:")
    with pytest.raises(InvalidInput) as raised:
        ask(source, text, engine)
    first, _, mark = str(raised.value).split("\n")
    said = f"the prefix '{prefix}:' is not declared. Write 'PREFIX {prefix}: <IRI>' before it."
    assert first == f"query:{at}: {said}"
    assert mark.strip() == "^"


def test_an_empty_query_is_said_to_be_empty(source: TripleSource) -> None:
    with pytest.raises(InvalidInput, match="the query is empty"):
        ask(source, " # nothing\n")
    with pytest.raises(InvalidInput, match="1,000,000 characters"):
        ask(source, "#" * 1_000_001)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?from ?service { ?from sg:service ?service }",
        'SELECT (\'SERVICE <x>\' AS ?a) ("""FROM " \\" SERVICE""" AS ?b) {}',
        "SELECT ?s { ?s a <urn:x#service> } # FROM <x>",
        "SELECT ?s { ?s <urn:from> ?o FILTER(?s<?o && ?o>?s) }",
        "ASK { ?s a sg:from . ?s a sg:a\\-b%20 }",
    ],
)
def test_words_are_only_refused_as_keywords(text: str) -> None:
    assert parse_query(text).text == text


ODD = 'SELECT ?a { VALUES ?a { "=1+1" "a,b" "x\\"y" "<&>" "é\\r\\nz" -5 1.5 "-5" <urn:x> UNDEF } }'


def test_json_and_xml_and_tsv_read_back_as_they_were(source: TripleSource) -> None:
    found = ask(source, ODD)
    document = json.loads(render_results(found, "json"))
    assert document["head"] == {"vars": ["a"]}
    bindings = document["results"]["bindings"]
    assert [binding.get("a") for binding in bindings] == [row[0] for row in found["rows"]]
    for form in (ox.QueryResultsFormat.XML, ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.TSV):
        text = render_results(
            found, form.file_extension.replace("srx", "xml").replace("srj", "json")
        )
        parsed = ox.parse_query_results(text, format=form)
        assert isinstance(parsed, ox.QuerySolutions)
        values = [term and term.value for (term,) in parsed]
        assert values == [row[0] and row[0]["value"] for row in found["rows"]]


TERMS = st.one_of(
    st.none(),
    st.builds(lambda value: {"type": "uri", "value": f"urn:{value}"}, st.text("ab#é")),
    st.builds(lambda value: {"type": "literal", "value": value}, st.text()),
    st.builds(lambda value: {"type": "literal", "value": value, "xml:lang": "en"}, st.text()),
    st.just({"type": "bnode", "value": "b0"}),
)


@given(st.lists(st.tuples(TERMS, TERMS).map(list), max_size=5), st.text(min_size=1, max_size=3))
def test_json_is_what_the_library_makes_of_it(rows: list[Any], name: str) -> None:
    found: Any = {"kind": "select", "columns": ["a", f'"{name}'], "rows": rows}
    bindings = [
        {name: term for name, term in zip(found["columns"], row, strict=True) if term}
        for row in rows
    ]
    document = {"head": {"vars": found["columns"]}, "results": {"bindings": bindings}}
    wanted = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    assert render_results(found, "json") == wanted.replace("<", "\\u003c")  # in a script element


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.integers(1, 9))
def test_lines_come_in_any_parts(values: list[str], size: int) -> None:
    cells = [n3({"type": "literal", "value": value}) for value in values]
    output = "".join(f"{line}\n" for line in ["?a", *cells]).encode()
    parts = [output[at : at + size] for at in range(0, len(output), size)]
    found = parse_lines(parse_query("SELECT ?a {}"), parts, 16)
    assert [term and term["value"] for (term,) in found["rows"]] == values


def test_what_no_engine_writes_is_refused() -> None:
    select, construct = map(parse_query, ("SELECT ?a ?b {}", "CONSTRUCT {} {}"))
    for query, line in [
        (select, '"a"'), (select, '"a"\t"b"\t"c"'), (select, '"a\tb'), (select, "<<( a b c )>>\t"),
        (construct, "<a> <b>"), (construct, "a b c ."), (construct, "<a> <b> <<( <c> )>> ."),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=r"no t|values for"):
            parse_lines(query, [f"?a\t?b\n{line}\n".encode()], 16)


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_an_iri_that_is_none_is_told(source: TripleSource, form: str) -> None:
    text = "CONSTRUCT { ?s sg:p 1 } { BIND(IRI('a b>\\n') AS ?s) }"
    found = ask(source, text, "rdflib")
    assert found["triples"][0][0]["value"] == "a b>\n"
    assert render_results(found, "ntriples").startswith("<a\\u0020b\\u003E\\u000A> <")
    with pytest.raises(InvalidInput, match=rf"{form} can't hold .*--format ntriples"):
        render_results(found, form)


def test_csv_is_rfc_4180_and_runs_nothing(source: TripleSource) -> None:
    text = render_results(ask(source, ODD), "csv")
    assert text.startswith("a\r\n'=1+1\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[0] for row in rows[1:-1]] == [
        "'=1+1", "a,b", 'x"y', "<&>", "é\r\nz", "-5", "1.5", "'-5", "urn:x",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_an_answer_of_yes_or_no(source: TripleSource, form: str) -> None:
    assert "true" in render_results(ask(source, AGREED["ask"]), form)
    assert "false" in render_results(ask(source, AGREED["ask-not"]), form)


@pytest.mark.parametrize(
    ("form", "parsed_as"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_graphs_read_back_as_they_were(
    source: TripleSource, form: str, parsed_as: ox.RdfFormat
) -> None:
    found = ask(source, AGREED["describe"])
    wanted = {str(quad.triple) for quad in ox.parse(
        render_results(found, "ntriples"), format=ox.RdfFormat.N_TRIPLES)}  # fmt: skip
    assert len(wanted) == 4
    text = render_results(found, form)
    assert {str(quad.triple) for quad in ox.parse(text, format=parsed_as)} == wanted
    if form == "turtle":
        assert "@prefix sg: <https://w3id.org/skillgraph/ns#> .\n" in text
        assert "owl:" not in text


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_no_text_of_a_graph_ends_a_script_element(source: TripleSource, form: str) -> None:
    text = render_results(ask(source, 'CONSTRUCT {<urn:a> <urn:p> "</script><!--"} {}'), form)
    assert not re.search("<[/!]", text)
    parsed = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.JSON_LD
    assert [quad.object.value for quad in ox.parse(text, format=parsed)] == ["</script><!--"]  # type: ignore[union-attr]


def test_a_control_character_leaves_xml_readable() -> None:
    found = parse_lines(parse_query("SELECT ?a {}"), [b'?a\n"a\\u0', b'007b"\n'], 16)
    parsed = ox.parse_query_results(render_results(found, "xml"), format=ox.QueryResultsFormat.XML)
    assert [term.value for (term,) in parsed] == ["a\N{REPLACEMENT CHARACTER}b"]  # type: ignore[union-attr]


def test_a_broken_source_is_no_traceback_of_the_parser(source: TripleSource) -> None:
    with pytest.raises(InvalidInput, match=r"no term of SPARQL 1.1"):
        ask(source, "SELECT (TRIPLE(<urn:a>, <urn:b>, 1) AS ?t) {}")
