"""The same queries, asked of a remote SPARQL 1.1 endpoint.

Only form POST and JSON are used: SPARQL's own for rows, which every server has
(https://www.w3.org/TR/sparql11-protocol/#query-via-post-urlencoded), and JSON-LD for graphs. Two
truncations that servers keep silent about are errors here: a body that was cut at the server's own
deadline under HTTP 200, which isn't JSON any more (N-Triples and Turtle would look whole), and rows
cut at a number that only `X-SPARQL-MaxRows` tells.
"""

from __future__ import annotations

import json
import os
from base64 import b64encode
from contextlib import suppress
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPMessage,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from skillgraph.errors import (
    InputProblem,
    InvalidInput,
    LimitExceeded,
    SkillgraphError,
    clipped,
)
from skillgraph.isolation import Crashed, Failed, Limits, isolated
from skillgraph.rdf.cells import BlankNodes, literal
from skillgraph.rdf.query import Query, parse_query
from skillgraph.rdf.results import n3, parse_lines
from skillgraph.rdf.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.isolation import Sink
    from skillgraph.model.documents.query import Results, TermDoc

#: What is accepted: a cut of either doesn't parse.
_ROWS, _GRAPH = "application/sparql-results+json", "application/ld+json"
_MAX_ROWS = "X-SPARQL-MaxRows"
#: A number of more digits is met by no answer.
_MOST_DIGITS = 18
_MIB = 2**20
#: An answer may be this share of the memory that is allowed: read as objects it takes more.
_BODY_SHARE = 8
_CHUNK = 1 << 16
_MOST_QUOTED = 300
_OK = 200
#: Of an address, what is sent as it stands.
_ASCII = bytes(range(128)).decode()
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

#: The environment alone holds credentials: command lines are seen by others, and logged.
USER, PASSWORD, TOKEN = (
    f"SKILLGRAPH_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN")
)  # fmt: skip


class EndpointError(SkillgraphError):
    """An endpoint that can't be reached, refuses, or answers what is no SPARQL result."""


class _Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


def query_endpoint(
    url: str,
    text: str,
    *,
    limit: int | None,
    timeout: float,
    memory: int,
    place: str = "query",
) -> Results:
    """Return what an endpoint finds, at most `limit` rows or triples, within `timeout` seconds.

    An answer that was cut short is `LimitExceeded`, and nothing of it is shown.
    """
    begun = monotonic()
    query = parse_query(text, place, remote=True)
    accepted = _ROWS if query.kind in ("select", "ask") else _GRAPH
    address = _address(url)
    sent = urlencode({"query": _with_prefixes(query)}).encode()
    try:
        most = memory * _MIB // _BODY_SHARE
        answer = _post(address, sent, accepted, begun + timeout, most)
    except TimeoutError as error:
        if isinstance(error, SkillgraphError):
            raise
        raise _late(url, timeout) from None
    except (OSError, HTTPException) as error:
        if monotonic() >= begun + timeout:
            raise _late(url, timeout) from None
        raise EndpointError(f"{url}: {_reason(error)}") from None
    _check_answer(url, answer)
    limits = Limits(
        timeout,
        memory,
        spent=monotonic() - begun,
        held_bytes=len(answer.body),
        work=f"{url}: reading the answer",
    )
    found = _parsed(url, query, answer.body, limits)
    parts: list[Any] = found["rows"] or found["triples"]
    _check_rows(url, len(parts), answer.headers.get(_MAX_ROWS))
    if limit is not None and len(parts) > limit:
        del parts[limit:]
        found["truncated"] = True
    return found


def _late(url: str, timeout: float) -> LimitExceeded:
    return LimitExceeded(
        f"{url}: no whole answer within {timeout:g} seconds. Ask for less, or give it longer: "
        "--timeout SECONDS."
    )


def _address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        _ = address.port
        (address.hostname or "").encode("idna")
    except ValueError:  # a port out of range, half an IPv6 address, a name that is too long
        shown = clipped(url.rpartition("@")[2])
        hint = "Is there a slip in its host or port?"
        raise InvalidInput(InputProblem(shown, "this is no address of the web.", hint)) from None
    problem = ""
    if address.scheme not in ("http", "https") or not address.hostname:
        problem = "an endpoint's address begins with http:// or https://, and a host."
    elif address.username or address.password:
        problem = f"credentials belong into the environment: {USER} and {PASSWORD}, or {TOKEN}."
    elif _credentials() and address.scheme == "http" and address.hostname not in _LOOPBACK:
        problem = "credentials are only sent over https."
    elif not _credentials().isprintable() or not _credentials().isascii():
        problem = f"{TOKEN} has characters that no token has."
    if problem:
        # What came before an @ may be a password, and is not repeated.
        shown = address._replace(netloc=address.netloc.rpartition("@")[2]).geturl()
        raise InvalidInput(InputProblem(shown, problem))
    return address


def _credentials() -> str:
    """Return the value of an Authorization header, "" where the environment has none."""
    token, user = os.environ.get(TOKEN), os.environ.get(USER)
    if token:
        return f"Bearer {token}"
    if user:
        pair = f"{user}:{os.environ.get(PASSWORD, '')}"
        return f"Basic {b64encode(pair.encode()).decode()}"
    return ""


def _with_prefixes(query: Query) -> str:
    """Return the text with our prefixes that it uses, in its own first line."""
    declared = "".join(f"PREFIX {name}: <{NAMESPACES[name]}> " for name in query.borrowed)
    return declared + query.text


class _Timed(HTTPConnection):
    """A connection that ends at its deadline: a server may send byte after byte for ever."""

    deadline: float
    _socket: socket | None = None

    def connect(self) -> None:
        """Connect, and see to the end."""
        super().connect()
        left = _left(self.deadline)
        self._socket = self.sock.dup()  # what TLS wraps is another object
        self._timer = Timer(left, self._end, [self._socket])
        self._timer.daemon = True
        self._timer.start()

    @staticmethod
    def _end(connected: socket) -> None:
        with suppress(OSError):
            connected.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """Close it; its end needs no more to be seen to."""
        super().close()
        if self._socket is not None:
            self._timer.cancel()
            self._timer.join()
            self._socket.close()
            self._socket = None


class _Secured(HTTPSConnection, _Timed):
    """The same by TLS, of which the handshake is a part."""


def _post(address: SplitResult, body: bytes, accepted: str, deadline: float, most: int) -> _Answer:
    """Send a form and return the answer; nothing follows a redirect, which would lose the form."""
    connect = _Secured if address.scheme == "https" else _Timed
    connection = connect(address.hostname or "", address.port, timeout=_left(deadline))
    connection.deadline = deadline
    headers = {
        "Accept": accepted,
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "skillgraph",
    }
    credentials = _credentials()
    if credentials:
        headers["Authorization"] = credentials
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    path = quote(path, safe=_ASCII)
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return _Answer(response.status, response.headers, _read(response, deadline, most))
    finally:
        connection.close()


def _read(response: HTTPResponse, deadline: float, most: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        chunk = response.read1(_CHUNK)
        _left(deadline)
        if not chunk:
            if response.length:  # `read1` keeps silent about a body that ends too soon
                raise IncompleteRead(b"", response.length)
            return b"".join(chunks)
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise LimitExceeded(
                f"the answer is larger than {most / _MIB:,.0f} MiB. Ask for fewer rows (LIMIT); an "
                "eighth of --memory MIB is what they may take."
            )


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _reason(error: OSError | HTTPException) -> str:
    if isinstance(error, HTTPException):
        return f"the answer was cut short, or is no HTTP ({type(error).__name__})."
    return f"it can't be reached: {error.strerror or error}."


def _check_answer(url: str, answer: _Answer) -> None:
    if answer.status != _OK:
        where = answer.headers.get("Location")
        said = f"it moved to {where}." if where else _quoted(answer.body)
        raise EndpointError(f"{url}: HTTP {answer.status}: {said}")
    kind = answer.headers.get("Content-Type", "")
    if "json" not in kind:
        raise EndpointError(
            f"{url}: it answers {kind or 'nothing that says what it is'}, not JSON."
        )


def _parsed(url: str, query: Query, body: bytes, limits: Limits) -> Results:
    """Return what an answer says, which a child reads: whoever answers may mean harm."""

    def work(sink: Sink) -> dict[str, Any]:
        try:
            document = json.loads(body)
        except ValueError:
            return {"wrong": "cut"}
        try:
            _write(query, document, body, sink)
        except (KeyError, TypeError, AttributeError, ValueError, SyntaxError, OSError):
            return {"wrong": "form"}
        return {}

    if query.kind in ("construct", "describe"):
        import pyoxigraph  # noqa: F401 -- the child can open no file to import it from
    try:
        with isolated(work, limits, inputs=()) as child:
            found = parse_lines(query, child.chunks(), limits.memory_mib)
    except (Crashed, Failed) as error:
        if isinstance(error, Failed) and error.name != "RecursionError":
            raise EndpointError(f"{url}: the answer can't be read: {error}.") from None
        raise EndpointError(f"{url}: the answer is nested too deeply.") from None
    except ValueError:
        raise _misshapen(url, query) from None
    if child.report.get("wrong") == "cut":
        raise LimitExceeded(
            f"{url}: the answer was cut short, most likely at the server's own limit of time. "
            "What came of it is not shown; ask for less."
        )
    if child.report:
        raise _misshapen(url, query)
    return found


def _misshapen(url: str, query: Query) -> EndpointError:
    form = "SPARQL 1.1 result" if query.kind in ("select", "ask") else "JSON-LD by itself"
    return EndpointError(f"{url}: the answer is JSON, but no {form}.")


def _check_rows(url: str, count: int, said: str | None) -> None:
    digits = (said or "").strip()
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return
    most = int(digits)
    if count >= most:
        raise LimitExceeded(
            f"{url}: the server gives at most {most:,} rows, and cut the others without a "
            f"word. Ask in parts, with ORDER BY, LIMIT below {most:,} and OFFSET."
        )


def _write(query: Query, document: Any, body: bytes, sink: Sink) -> None:
    """Write what an answer says in the lines of an engine (`skillgraph.rdf.engines`)."""
    if query.kind in ("construct", "describe"):
        import pyoxigraph as ox

        sink.write(b"\n")
        triples = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.JSON_LD))
        ox.serialize(triples, cast("Any", sink), format=ox.RdfFormat.N_TRIPLES)
        return
    if query.kind == "ask":
        if not isinstance(document["boolean"], bool):
            raise TypeError
        sink.write(b"true\n" if document["boolean"] else b"false\n")
        return
    names = [str(name) for name in document["head"]["vars"]]
    if any(not name.isprintable() for name in names):
        raise ValueError(names)
    sink.write("\t".join(f"?{name}" for name in names).encode() + b"\n")
    blank_nodes = BlankNodes()
    for binding in document["results"]["bindings"]:
        row = (n3(_term(binding[name], blank_nodes)) if name in binding else "" for name in names)
        sink.write("\t".join(row).encode() + b"\n")


def _term(term: Mapping[str, str], blank_nodes: BlankNodes) -> TermDoc:
    kind, value = term["type"], term["value"]
    if not isinstance(value, str):
        raise TypeError
    if kind == "uri":
        return {"type": "uri", "value": value}
    if kind == "bnode":
        return {"type": "bnode", "value": blank_nodes.label(value)}
    if kind in ("literal", "typed-literal"):  # Virtuoso says the latter
        language, datatype = term.get("xml:lang", ""), term.get("datatype", "")
        return literal(value, language=language, datatype=datatype)
    raise ValueError(kind)


def _quoted(body: bytes) -> str:
    text = " ".join(body.decode("utf-8", "replace").split())
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"
