"""Remote endpoints: a real server, and servers that keep silent about what they cut."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from skillgraph.errors import InvalidInput, LimitExceeded, SkillgraphError
from skillgraph.isolation import is_isolated
from skillgraph.rdf.endpoint import PASSWORD, TOKEN, USER, EndpointError, query_endpoint
from skillgraph.rdf.sparql import run_query

from .hostile_rdf import HARMFUL
from .server import serving
from .triples import ntriples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.query import Results
    from skillgraph.rdf.stores import TripleSource

JSON = "application/sparql-results+json"


def ask(url: str, text: str, **options: Any) -> Results:
    return query_endpoint(url, text, **{"limit": None, "timeout": 10.0, "memory": 64, **options})


# A real server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(ntriples(300), tmp_path_factory.mktemp("server"), timeout=1) as url:
        yield url


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?label ?s { ?s rdfs:label ?label } ORDER BY ?label LIMIT 3",
        "SELECT * { VALUES (?z ?b ?a) { (1 'b' \"c\"@en) } }",
        "SELECT ?s ?x { ?s sg:position 1 OPTIONAL { ?s sg:absent ?x } }",
        "SELECT (AVG(?p) AS ?mean) { ?s sg:position ?p }",
        "ASK { skill:s0001 sg:requires skill:s0000 }",
        "PREFIX skill: <http://mine/> SELECT (skill:a AS ?x) (sg:b AS ?y) {}",
        "DESCRIBE skill:s0001",
        "CONSTRUCT { ?s sg:near _:b . _:b a ?l } { VALUES ?s { skill:s0007 } ?s rdfs:label ?l }",
        "CONSTRUCT { <urn:a> <urn:p> 1, 1.5, true, 'a\\n\"b', 'ä'@en-gb } WHERE { }",
        "CONSTRUCT { ?s a sg:Absent } WHERE { ?s a sg:Absent }",
    ],
)
def test_a_server_answers_as_the_graph_does(server: str, source: TripleSource, text: str) -> None:
    assert ask(server, text) == run_query(text, source=source)


def test_a_limit_holds_there_too(server: str) -> None:
    found = ask(server, "SELECT ?s { ?s a sg:Skill }", limit=7)
    assert (len(found["rows"]), found["truncated"]) == (7, True)


def test_a_limit_holds_of_a_graph_there_too(server: str) -> None:
    found = ask(server, "CONSTRUCT WHERE { ?s a sg:Skill }", limit=7)
    assert (len(found["triples"]), found["truncated"]) == (7, True)


def test_a_graph_that_a_server_cuts_at_its_own_deadline_is_an_error(server: str) -> None:
    # Triples come first, which the server sends; then it counts until its deadline.
    slow = "SELECT (COUNT(*) AS ?s) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(LimitExceeded, match="cut short"):
        ask(server, f"CONSTRUCT {{ ?s ?p ?o }} {{ {{ ?s ?p ?o }} UNION {{ {slow} }} }}")
    assert ask(server, "DESCRIBE skill:s0001")["triples"]


def test_what_a_server_cuts_at_its_own_deadline_is_an_error(server: str) -> None:
    with pytest.raises(LimitExceeded, match="cut short"):
        ask(server, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert ask(server, "ASK {}")["answer"] is True


def test_a_server_s_complaint_is_shown(server: str) -> None:
    with pytest.raises(EndpointError, match=r"HTTP 400: .*error at"):
        ask(server, "SELECT ?s { ?s ?p }")


# Servers of few words


class Server(HTTPServer):
    """A server that says what a test wants it to, and keeps what it was asked."""

    status, content_type, body = 200, JSON, b""
    more: dict[str, str]
    length: int | None = None
    delay = 0.0
    asked: list[tuple[str, dict[str, str], dict[str, list[str]]]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql?default=x"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append((self.path, dict(self.headers), form))
        time.sleep(self.server.delay)
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.content_type)
        length = self.server.length
        self.send_header("Content-Length", str(len(self.server.body) if length is None else length))
        for name, value in self.server.more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        pass


@pytest.fixture
def fake() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.more, server.asked = {}, []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def rows(count: int) -> bytes:
    bindings = [{"s": {"type": "uri", "value": f"urn:{at}"}} for at in range(count)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": bindings}}).encode()


SELECT = "SELECT ?s { ?s a sg:Skill }"


def test_a_form_is_posted_with_the_prefixes_it_needs(fake: Server) -> None:
    fake.body = rows(2)
    assert len(ask(fake.url, SELECT)["rows"]) == 2
    ((path, headers, form),) = fake.asked
    assert path == "/sparql?default=x"
    assert headers["Accept"] == JSON
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "Authorization" not in headers
    assert form == {"query": [f"PREFIX sg: <https://w3id.org/skillgraph/ns#> {SELECT}"]}


@pytest.mark.parametrize("cut", [1, 30, 60])
def test_a_cut_body_under_200_is_an_error(fake: Server, cut: int) -> None:
    fake.body = rows(3)[:-cut]
    with pytest.raises(LimitExceeded, match="cut short"):
        ask(fake.url, SELECT)


def test_a_body_shorter_than_promised_is_an_error(fake: Server) -> None:
    fake.body = rows(3)
    fake.length = len(fake.body) + 10
    with pytest.raises(SkillgraphError, match="cut short"):
        ask(fake.url, SELECT)


@pytest.mark.parametrize("count", [10, 11])
def test_rows_cut_at_the_server_s_most_are_an_error(fake: Server, count: int) -> None:
    fake.body, fake.more = rows(count), {"X-SPARQL-MaxRows": "10"}
    with pytest.raises(LimitExceeded, match="at most 10 rows"):
        ask(fake.url, SELECT)


def test_fewer_rows_than_the_server_s_most_are_whole(fake: Server) -> None:
    fake.body, fake.more = rows(9), {"X-SPARQL-MaxRows": "10"}
    assert len(ask(fake.url, SELECT)["rows"]) == 9


def test_virtuoso_s_own_words_are_understood(fake: Server) -> None:
    number = {"type": "typed-literal", "value": "04",
              "datatype": "http://www.w3.org/2001/XMLSchema#integer"}  # fmt: skip
    fake.body = json.dumps(
        {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": number}]}}
    ).encode()
    assert ask(fake.url, "SELECT ?n {}")["rows"] == [
        [{"type": "literal", "value": "4", "datatype": number["datatype"]}]
    ]


def test_an_endless_wait_ends(fake: Server) -> None:
    fake.body, fake.delay = rows(1), 1.5
    start = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"within 0\.3 seconds.*--timeout"):
        ask(fake.url, SELECT, timeout=0.3)
    assert time.monotonic() - start < 1.3


def test_a_body_without_end_meets_the_limit(fake: Server) -> None:
    fake.body = rows(60_000)
    with pytest.raises(LimitExceeded, match="larger than 2 MiB"):
        ask(fake.url, SELECT, memory=16)


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [
        (500, "text/plain", b"out of\norder", "HTTP 500: out of order"),
        (200, "text/html", b"<html>", "text/html, not JSON"),
        (200, JSON, b"[]", "no SPARQL 1.1 result"),
        (200, JSON, b'{"head": {"vars": [1]}, "results": {}}', "no SPARQL 1.1 result"),
        (200, JSON, b'{"boolean": true}', "no SPARQL 1.1 result"),
        (401, "text/plain", b"", "HTTP 401"),
    ],
)
def test_what_is_no_answer_is_said(
    fake: Server, status: int, kind: str, body: bytes, said: str
) -> None:
    fake.status, fake.content_type, fake.body = status, kind, body
    with pytest.raises(EndpointError, match=said):
        ask(fake.url, SELECT)


def test_no_redirect_is_followed(fake: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "secret")
    fake.status, fake.more = 307, {"Location": fake.url}
    with pytest.raises(EndpointError, match="it moved to http://127"):
        ask(fake.url, SELECT)
    assert len(fake.asked) == 1


def test_credentials_come_from_the_environment(
    fake: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.body = rows(1)
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "pässword")
    ask(fake.url, SELECT)
    monkeypatch.setenv(TOKEN, "secret")
    ask(fake.url, SELECT)
    sent = [headers["Authorization"] for _, headers, _ in fake.asked]
    assert sent == ["Basic bWU6cMOkc3N3b3Jk", "Bearer secret"]


def test_credentials_go_nowhere_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "secret")
    with pytest.raises(InvalidInput, match="only sent over https"):
        ask("http://example.org/sparql", SELECT)
    with pytest.raises(InvalidInput, match="environment") as raised:
        ask("https://me:hidden@example.org/sparql", SELECT)
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "example.org", "ftp://example.org/", "http:"]
)
def test_only_http_is_asked(url: str) -> None:
    with pytest.raises(InvalidInput, match="http://"):
        ask(url, SELECT)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://[::1", "http://\u2100.example/",
     f"http://{'x' * 64}/", "http://a..b/", "http://me:hidden@127.0.0.1:x/"],
)  # fmt: skip
def test_an_address_with_a_slip_is_told(url: str) -> None:
    with pytest.raises(InvalidInput, match="no address of the web") as raised:
        ask(url, SELECT)
    assert "hidden" not in str(raised.value)


def test_an_address_may_have_any_letters(fake: Server) -> None:
    fake.body = rows(1)
    assert len(ask(f"{fake.url}é?x=ł%20", SELECT)["rows"]) == 1


@pytest.mark.parametrize("token", ["ł", "a\r\nX: y"])
def test_a_token_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv(TOKEN, token)
    with pytest.raises(InvalidInput, match="characters that no token has") as raised:
        ask("https://127.0.0.1:1/", SELECT)
    assert token not in str(raised.value)


# Graphs, as JSON-LD


GRAPH = "CONSTRUCT WHERE { ?s ?p ?o }"
LD_JSON = "application/ld+json"


def graph(count: int) -> bytes:
    return json.dumps(
        [{"@id": f"urn:{at}", "urn:p": [{"@value": "o"}]} for at in range(count)]
    ).encode()


def test_a_graph_is_asked_for_as_json_ld(fake: Server) -> None:
    fake.content_type, fake.body = LD_JSON, graph(2)
    assert [triple[0]["value"] for triple in ask(fake.url, GRAPH)["triples"]] == ["urn:0", "urn:1"]
    ((_, headers, _),) = fake.asked
    assert headers["Accept"] == LD_JSON


def test_a_graph_that_is_cut_anywhere_is_an_error(fake: Server) -> None:
    whole = graph(2)
    fake.content_type = LD_JSON
    for end in range(len(whole)):
        fake.body = whole[:end]
        with pytest.raises(LimitExceeded, match="cut short"):
            ask(fake.url, GRAPH)


def test_triples_cut_at_the_server_s_most_are_an_error(fake: Server) -> None:
    fake.content_type, fake.body, fake.more = LD_JSON, graph(10), {"X-SPARQL-MaxRows": "10"}
    with pytest.raises(LimitExceeded, match="at most 10 rows"):
        ask(fake.url, GRAPH)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"@context": "http://127.0.0.1:9/context.jsonld", "name": "x"}', "no JSON-LD by itself"),
        (b'{"@context": "file:///etc/passwd", "name": "x"}', "no JSON-LD by itself"),
        (b'{"@id": 1}', "no JSON-LD by itself"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_graph_is_said(fake: Server, body: bytes, said: str) -> None:
    fake.content_type, fake.body = LD_JSON, body
    with pytest.raises(EndpointError, match=said):
        ask(fake.url, GRAPH)


@pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
@pytest.mark.parametrize(
    "name", [name for name, (suffix, _) in HARMFUL.items() if "json" in suffix]
)
def test_an_answer_that_is_made_to_do_harm_is_an_error(fake: Server, name: str) -> None:
    fake.content_type, fake.body = LD_JSON, HARMFUL[name][1]
    start = time.monotonic()
    with pytest.raises(SkillgraphError) as raised:
        ask(fake.url, GRAPH, timeout=2.0, memory=200)
    assert fake.url in str(raised.value)
    assert time.monotonic() - start < 4
    assert ask_again(fake) == "urn:0"


def ask_again(fake: Server) -> str:
    fake.body = graph(1)
    return ask(fake.url, GRAPH)["triples"][0][0]["value"]


@pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        # What this process has mapped and doesn't use is its child's, too, and they may fit there.
        (b"[" + b"[]," * 2_000_000 + b"[]]", r"64 MiB of memory|no SPARQL 1\.1 result"),
        (b"[" * 3_000_000, "nested too deeply"),
        (b'{"head":{"vars":["s"]},"results":{"bindings":[' + b"{}," * 900_000 + b"{}]}}", "64 MiB"),
        (b"9" * 3_000_000, "cut short"),
    ],
    ids=["lists", "depth", "rows", "digits"],
)
def test_rows_that_are_made_to_do_harm_are_an_error(fake: Server, body: bytes, said: str) -> None:
    fake.body = body
    with pytest.raises(SkillgraphError, match=said):
        ask(fake.url, SELECT, memory=64)


ODD = {"uri": "urn:a\tb>\n<", "bnode": "x\t\ny", "literal": 'a\t"\n\\'}


def test_whatever_a_term_is_it_stays_in_its_place(fake: Server) -> None:
    binding = {kind: {"type": kind, "value": value} for kind, value in ODD.items()}
    variables = {"head": {"vars": [*binding, "none"]}, "results": {"bindings": [binding] * 2}}
    fake.body = json.dumps(variables).encode()
    row = [{"type": kind, "value": value} for kind, value in {**ODD, "bnode": "b0"}.items()]
    assert ask(fake.url, "SELECT * {}")["rows"] == [[*row, None]] * 2


#: Long after every deadline, and soon enough for a test that fails: seconds.
FOR_EVER = 15
SLOW = {
    "headers": [b"HTTP/1.1 200 OK\r\nX: ", b"x"],
    "chunks": [
        b"HTTP/1.1 200 OK\r\nContent-Type: a/json\r\nTransfer-Encoding: chunked\r\n\r\n5;",
        b"x",
    ],
    "body": [b"HTTP/1.1 200 OK\r\nContent-Type: a/json\r\n\r\n[", b" "],
}


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_sends_for_ever_meets_the_deadline(name: str, scheme: str) -> None:
    """Each byte comes in time, and there is always one more; by TLS in the handshake already."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(FOR_EVER)
        done = threading.Event()

        def serve() -> None:
            with contextlib.suppress(OSError), listening.accept()[0] as connection:
                connection.recv(1 << 16)
                connection.sendall(SLOW[name][0] if scheme == "http" else b"\x16\x03\x03\x40\x00")
                end = time.monotonic() + FOR_EVER
                while time.monotonic() < end and not done.wait(0.1):
                    connection.sendall(SLOW[name][1])

        thread = threading.Thread(target=serve)
        thread.start()
        start = time.monotonic()
        try:
            with pytest.raises(LimitExceeded, match=r"0\.7 seconds"):
                ask(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/", SELECT, timeout=0.7)
            took = time.monotonic() - start
        finally:
            done.set()
            thread.join()
    assert took < FOR_EVER - 5


def test_a_graph_in_another_form_is_refused(fake: Server) -> None:
    fake.content_type, fake.body = "application/n-triples", b"<urn:a> <urn:p> <urn:o> .\n"
    with pytest.raises(EndpointError, match="not JSON"):
        ask(fake.url, GRAPH)


def test_updates_are_refused() -> None:
    with pytest.raises(InvalidInput, match="refused"):
        ask("http://127.0.0.1:9/", "DROP ALL")


def test_nobody_there_is_said() -> None:
    with pytest.raises(EndpointError, match="can't be reached"):
        ask("http://127.0.0.1:9/", SELECT)
