"""Queries that hurt: the parent that reads them, the child that runs them, or its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.in_text import chain
from tests.hostile.kind import Kind
from tests.hostile.running import Bounds, Launch
from tests.hostile.texts import HOSTILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.running import Place

    Text = Callable[[int], str]

_ENGINES = (
    "query -f in.rq --graph in.yaml --timeout 3 --memory 512",
    "query -f in.rq --graph in.yaml --timeout 3 --memory 512 --engine rdflib",
)
_FORMATS = tuple(
    f"query -f in.rq --graph in.yaml --timeout 3 --memory 512 --format {form}"
    for form in ("json", "csv", "xml")
)
#: A query has three seconds, in a child; what is done for it before and after comes on top.
_BOUNDS = Bounds(cpu=12)

_ALL = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
_NOWHERE = "<@NOBODY/s>"

_LONG: tuple[tuple[str, Text, tuple[int, ...]], ...] = (
    ("quotes", lambda n: "SELECT * {" + "'a\\" * n, (3_000, 20_000, 300_000)),
    ("double-quotes", lambda n: "SELECT * {" + '"a\\' * n, (3_000, 20_000, 300_000)),
    ("triple-quotes", lambda n: "SELECT * {" + "'''a\\'" * n, (3_000, 20_000, 150_000)),
    ("names-with-dots", lambda n: "SELECT * {" + "a." * n, (5_000, 50_000, 490_000)),
    ("names-with-signs", lambda n: "SELECT * {" + "a.-" * n, (5_000, 50_000, 330_000)),
    ("words-with-dashes", lambda n: "SELECT * {" + "a-" * n, (5_000, 50_000, 490_000)),
    ("colons", lambda n: "SELECT * {" + ":" * n, (5_000, 900_000)),
    ("name-escapes", lambda n: "SELECT * { a:" + "\\." * n, (5_000, 490_000)),
    ("percents", lambda n: "SELECT * { a:" + "%2" * n, (5_000, 490_000)),
    ("less-thans", lambda n: "SELECT * {" + "<a" * n, (5_000, 50_000, 490_000)),
    ("iri-escapes", lambda n: "SELECT * {<" + "\\u0041" * n, (5_000, 150_000)),
    ("iris-open", lambda n: "SELECT * {" + "<\\u0041" * n, (5_000, 140_000)),
    ("binds", lambda n: "SELECT * {" + "BIND(1 AS ?a) " * n + "}", (1_000, 20_000, 70_000)),
    ("binds-of-others", lambda n: "SELECT * {" + "".join(f"BIND(1 AS ?a{k}) " for k in range(n))
     + "}", (1_000, 50_000)),
    ("undeclared", lambda n: "SELECT * {" + "?a ?b ?c . " * n + "x:y ?a ?b }", (1_000, 80_000)),
    ("unknown-terms", lambda n: "ASK {" + "".join(f"?a sg:no{k} ?b . " for k in range(n)) + "}",
     (500, 5_000, 45_000)),
    ("prefixes", lambda n: "".join(f"PREFIX a{k}: <urn:{k}> " for k in range(n)) + "ASK {}",
     (1_000, 45_000)),
    ("long-prefix", lambda n: f"ASK {{ {'x' * n}:a ?b ?c }}", (1_000, 900_000)),
    ("long-term", lambda n: f"ASK {{ ?a sg:{'x' * n} ?c }}", (1_000, 900_000)),
    ("comments", lambda n: "#\n" * n + "ASK {}", (1_000, 490_000)),
    ("spaces", lambda n: " " * n + "ASK {}", (1_000, 990_000)),
    ("groups", lambda n: "SELECT * " + "{" * n + "}" * n, (190, 2_500, 400_000)),
    ("parentheses", lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?a) {{}}", (190, 5_000, 400_000)),
    ("signs", lambda n: f"SELECT ({'!' * n}1 AS ?a) {{}}", (190, 5_000, 400_000)),
    ("minuses", lambda n: f"SELECT ({'- ' * n}1 AS ?a) {{}}", (190, 5_000, 400_000)),
    ("sums", lambda n: f"SELECT ({'1+' * n}1 AS ?a) {{}}", (190, 5_000, 400_000)),
    ("paths", lambda n: f"SELECT * {{ ?a {'sg:x/' * n}sg:y ?b }}", (190, 5_000, 150_000)),
    ("inverses", lambda n: f"SELECT * {{ ?a {'^' * n}sg:y ?b }}", (190, 5_000, 400_000)),
    ("unions", lambda n: "SELECT * {" + "{?a ?b ?c} UNION " * n + "{}}", (190, 5_000, 50_000)),
    ("optionals", lambda n: "SELECT * {" + "OPTIONAL {?a ?b ?c} " * n + "}", (190, 5_000, 50_000)),
    ("blank-lists", lambda n: "SELECT * { ?a ?b " + "(" * n + ")" * n + "}", (190, 5_000)),
    ("values", lambda n: "SELECT * { VALUES ?a {" + " 1" * n + "}}", (1_000, 490_000)),
    ("columns", lambda n: "SELECT " + "".join(f"?a{k} " for k in range(n)) + "{}",
     (1_000, 20_000, 140_000)),
    ("columns-of-star", lambda n: "SELECT * {" + "".join(f"?a{k} ?b ?c . " for k in range(n))
     + "}", (1_000, 40_000)),
    ("escapes", lambda n: "ASK {" + "\\u0020" * n + "}", (1_000, 160_000)),
    ("filters", lambda n: "ASK {" + "FILTER(1=1)" * n + "}", (1_000, 90_000)),
    ("in-list", lambda n: f"ASK {{ FILTER(1 IN ({','.join(['2'] * n)})) }}", (1_000, 490_000)),
    ("numbers", lambda n: f"SELECT ({'9' * n} AS ?a) {{}}", (1_000, 900_000)),
    ("words", lambda n: "SELECT * {" + "a " * n, (1_000, 490_000)),
    ("cells-long", lambda n: f'SELECT (REPLACE("{"x" * n}", "", "{"y" * n}") AS ?a) {{}}',
     (500, 3_000, 7_000)),
)  # fmt: skip

_SHORT: dict[str, str] = {
    "cross": f"SELECT * {_ALL}",
    "cross-counted": f"SELECT (COUNT(*) AS ?x) {_ALL}",
    "cross-sorted": f"SELECT * {_ALL} ORDER BY ?a ?f ?o",
    "cross-distinct": f"SELECT DISTINCT ?a ?e ?i {_ALL}",
    "cross-grouped": f"SELECT (GROUP_CONCAT(?c) AS ?x) {_ALL}",
    "cross-graph": f"CONSTRUCT {{ ?a ?e ?l }} WHERE {_ALL}",
    "cross-ask": f"ASK {{ {_ALL} FILTER(?a = 'no') }}",
    "describe": f"DESCRIBE ?a ?d ?g {_ALL}",
    "closure": "SELECT * { ?a (!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)+ ?d }",
    "doubling": "SELECT ?z { BIND('xxxxxxxxxx' AS ?a) "
    + " ".join(f"BIND(CONCAT({', '.join([f'?{chr(97 + k)}'] * 8)}) AS ?{chr(98 + k)})"
               for k in range(9)) + " BIND(STRLEN(?j) AS ?z) }",
    "regex": "ASK { FILTER(REGEX('" + "a" * 40 + "!', '^(a+)+$')) }",
    "regex-large": "ASK { FILTER(REGEX('a', '(((a{1,100}){1,100}){1,100}){1,100}')) }",
    "replace-empty": "SELECT (REPLACE(REPLACE(REPLACE('xxxxxxxxxxxxxxxxxxxx', '', 'yyyyyyyyyyyyyyy"
    "yyyyy'), '', 'zzzzzzzzzzzzzzzzzzzz'), '', 'aaaaaaaaaaaaaaaaaaaa') AS ?x) {}",
    "numbers": "SELECT (1e308*1e308 AS ?a) (-1e308*1e308 AS ?b) (0/0 AS ?c)"
    " (9223372036854775807+1 AS ?d) (1.0/3 AS ?e) {}",
    "dates": "SELECT ('99999-12-31'^^xsd:date AS ?a) ('-0001-01-01T00:00:00Z'^^xsd:dateTime AS ?b)"
    " {}",
    "control": "SELECT ('\\u001b[2J\\u0007\\u0000' AS ?a) (IRI('urn:\\u001b') AS ?b) {}",
    "tab": "SELECT ('a\\tb\\nc\\rd' AS ?a) ('=1+1' AS ?b) ('<script>alert(1)</script>' AS ?c) {}",
    "surrogate": "SELECT ('\\uD800' AS ?a) {}",
    "star-terms": "SELECT * { ?a ?b <<( <urn:a> <urn:b> <urn:c> )>> }",
    "star-made": "SELECT (TRIPLE(<urn:a>, <urn:b>, <urn:c>) AS ?a) {}",
    "update": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "clear": "CLEAR ALL",
    "load": f"LOAD {_NOWHERE}",
    "from": f"SELECT * FROM {_NOWHERE} {{ ?a ?b ?c }}",
    "from-file": "SELECT * FROM <@SECRET> { ?a ?b ?c }",
    "from-named": f"SELECT * FROM NAMED {_NOWHERE} {{ GRAPH ?g {{ ?a ?b ?c }} }}",
    "from-glued": f"SELECT*FROM{_NOWHERE}{{ ?a ?b ?c }}",
    "from-escaped": f"SELECT * \\u0046ROM {_NOWHERE} {{ ?a ?b ?c }}",
    "graph": f"SELECT * {{ GRAPH {_NOWHERE} {{ ?a ?b ?c }} }}",
    "service": f"SELECT * {{ SERVICE {_NOWHERE} {{ ?a ?b ?c }} }}",
    "service-silent": f"SELECT * {{ SERVICE SILENT {_NOWHERE} {{ ?a ?b ?c }} }}",
    "service-glued": f"SELECT * {{ ?s sg:effortHoursMax 40SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-silent-glued":
        f"SELECT * {{ ?s sg:effortHoursMax 40SERVICE SILENT{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-dot": f"SELECT * {{ ?s ?p 40.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-e": f"SELECT * {{ ?s ?p 4e0SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-true": f"SELECT * {{ ?s ?p true.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-name": f"SELECT * {{ ?s ?p sg:a.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-variable": f"SELECT * {{ ?s ?p ?o.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-language": f"SELECT * {{ ?s ?p 'a'@en.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-node": f"SELECT * {{ ?s ?p _:a.SERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-after-a-comment": f"SELECT * {{ #'\nSERVICE{_NOWHERE}{{ ?a ?b ?c }} }}",
    "service-in-a-string": f"SELECT * {{ ?s ?p '\\' . SERVICE{_NOWHERE}{{ ?a ?b ?c }} #' }}",
    "service-escaped": f"SELECT * {{ \\u0053ERVICE {_NOWHERE} {{ ?a ?b ?c }} }}",
    "service-by-variable":
        f"SELECT * {{ BIND({_NOWHERE} AS ?z) SERVICE ?z {{ ?a ?b ?c }} }}",
    "service-within": f"SELECT * {{ FILTER EXISTS {{ SERVICE {_NOWHERE} {{ ?a ?b ?c }} }} }}",
    "function": f"SELECT ({_NOWHERE}(1) AS ?a) {{}}",
    "relative": "BASE <@NOBODY/> SELECT * { <a> <b> <c> }",
    "values-for-all": "SELECT * { VALUES (?a ?b) {" + "(UNDEF UNDEF)" * 2_000 + "} "
    "VALUES (?a ?b) {" + "(UNDEF UNDEF)" * 2_000 + "} VALUES ?a {" + "UNDEF " * 2_000 + "} }",
    "many-rows": "SELECT ?a ?b ?c ?d { VALUES ?v {" + " 1" * 700 + "} VALUES ?w {" + " 1" * 700
    + "} BIND('a' AS ?a) BIND('b' AS ?b) BIND('c' AS ?c) BIND('d' AS ?d) }",
    "many-cells": "SELECT ?a ?b ?c ?d { VALUES ?v {" + " 1" * 700 + "} VALUES ?w {" + " 1" * 700
    + "} BIND(STRUUID() AS ?a) BIND(STRUUID() AS ?b) BIND(STRUUID() AS ?c) BIND(UUID() AS ?d) }",
    "many-triples": "CONSTRUCT { ?a <urn:p> ?b } { VALUES ?v {" + " 1" * 700 + "} VALUES ?w {"
    + " 1" * 700 + "} BIND(UUID() AS ?a) BIND(STRUUID() AS ?b) }",
    "many-nodes": "CONSTRUCT { [] <urn:p> [] } { VALUES ?v {" + " 1" * 600 + "} VALUES ?w {"
    + " 1" * 600 + "} }",
}  # fmt: skip


def _writing(text: Text) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write("in.yaml", chain(200))
        place.write("in.rq", text(place.size))

    return make


def _odd(place: Place, content: bytes) -> None:
    place.write("in.yaml", chain(50))
    place.write("in.rq", b"SELECT ('a" + content + b"' AS ?a) {}")


KINDS: list[Kind] = [
    *(Kind(f"query/{name}", _writing(text), _ENGINES, sizes, bounds=_BOUNDS)
      for name, text, sizes in _LONG),
    *(Kind(f"query/{name}", _writing(lambda _, text=text: text),
           (*_ENGINES, *(_FORMATS if name.startswith(("many-r", "many-c", "control", "tab",
                                                      "numbers", "surrogate")) else ())),
           bounds=_BOUNDS)
      for name, text in _SHORT.items()),
    *(Kind(f"query/{name}-in-it", lambda place, content=content: _odd(place, content),
           (*_ENGINES, *_FORMATS), bounds=_BOUNDS)
      for name, content in HOSTILE_BYTES.items()),
    *(Kind(f"query/without-{signal}", _writing(lambda _: "SELECT * { ?a ?b ?c } LIMIT 3"),
           _ENGINES, launch=Launch(before=f"signal.signal(signal.{signal}, signal.SIG_IGN)"))
      for signal in ("SIGCHLD", "SIGALRM", "SIGPIPE", "SIGXCPU", "SIGTERM")),
]  # fmt: skip
