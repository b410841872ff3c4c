"""Remote endpoints that answer what hurts, or never quite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import in_rdf
from tests.hostile.kind import Kind
from tests.hostile.running import Bounds
from tests.hostile.server import (
    GRAPH,
    ROWS,
    answering,
    bindings,
    forever,
    head,
    packed,
    sending,
    silent,
)
from tests.hostile.texts import nested

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.server import Serve

_SECONDS = 3
_SELECT = ("query", "SELECT * { ?a ?b ?c }", "--endpoint", "@STRANGER", "--timeout", f"{_SECONDS}")
_FORMATS = tuple((*_SELECT, "--format", form) for form in ("json", "csv", "tsv", "xml"))
_CONSTRUCT = (
    "query", "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "--endpoint", "@STRANGER",
    "--timeout", f"{_SECONDS}",
)  # fmt: skip
_IN_TURTLE = (*_CONSTRUCT, "--format", "turtle")
#: The wall time is the promise here: a server that is slow costs no CPU.
#: A query may take 1,024 MiB; what asks it has a little of its own.
_BOUNDS = Bounds(cpu=12, wall=30, mebibytes=1152)

_LITERAL = {"type": "literal", "value": "x"}


def _value(text: str) -> str:
    return bindings({"type": "literal", "value": text})


_ROWS: dict[str, tuple[Callable[[int], str | bytes], tuple[int, ...]]] = {
    "rows-empty": (lambda n: bindings(*[{}] * 0)[:-3] + ",".join(["{}"] * n) + "]}}",
                   (1_000, 40_000_000)),
    "rows-many": (lambda n: bindings(*[_LITERAL] * n), (1_000, 1_500_000)),
    "rows-depth": (lambda n: nested("[", "]", n), (1_000, 10_000_000)),
    "rows-objects": (lambda n: nested('{"a":', "}", n), (1_000, 10_000_000)),
    "rows-digits": (lambda n: f'{{"boolean": {"9" * n}}}', (1_000, 10_000_000)),
    "rows-columns": (lambda n: '{"head": {"vars": [' + ",".join(f'"a{k}"' for k in range(n))
                     + ']}, "results": {"bindings": [' + ",".join(["{}"] * 1_000) + "]}}",
                     (10, 20_000)),
    "rows-one-column": (lambda n: '{"head": {"vars": [' + ",".join(['"a"'] * n)
                        + ']}, "results": {"bindings": [{}]}}', (10, 1_000_000)),
    "rows-column-name": (lambda n: '{"head": {"vars": ["' + "\\u001b[2J<script>\\n" * n
                         + '"]}, "results": {"bindings": [{}]}}', (1, 1_000)),
    "rows-surrogate": (lambda _: _value("\ud800").replace("\\ud800", "\\ud800"), (1,)),
    "rows-control": (lambda _: _value("\x1b[2J\x07\x00\x9b"), (1,)),
    "rows-formula": (lambda _: _value("=cmd|'/c calc'!A1"), (1,)),
    "rows-long": (lambda n: _value("x" * n), (1_000, 30_000_000)),
    "rows-number": (lambda n: bindings({"type": "literal", "value": "9" * n, "datatype":
                                        "http://www.w3.org/2001/XMLSchema#integer"}),
                    (1_000, 30_000_000)),
    "rows-double": (lambda n: bindings({"type": "literal", "value": "9" * n + "e1", "datatype":
                                        "http://www.w3.org/2001/XMLSchema#double"}),
                    (1_000, 1_000_000)),
    "rows-decimal": (lambda n: bindings({"type": "literal", "value": "." + "0" * n, "datatype":
                                         "http://www.w3.org/2001/XMLSchema#decimal"}),
                     (1_000, 10_000_000)),
    "rows-wrong": (lambda _: '{"head": {"vars": 7}, "results": []}', (1,)),
    "rows-null": (lambda _: "null", (1,)),
    "rows-types": (lambda _: bindings({"type": ["literal"], "value": {}}), (1,)),
    "rows-language": (lambda _: bindings({**_LITERAL, "xml:lang": 7}), (1,)),
    "rows-datatype": (lambda _: bindings({**_LITERAL, "datatype": ["x"]}), (1,)),
    "rows-iri": (lambda _: bindings({"type": "uri", "value": "javascript:alert(1)\n> <x"}), (1,)),
    "rows-node": (lambda _: bindings({"type": "bnode", "value": "x y\n"}), (1,)),
    "rows-cut": (lambda _: bindings(_LITERAL)[:-5], (1,)),
    "rows-nothing": (lambda _: "", (1,)),
    "rows-wide": (lambda _: bindings(_LITERAL).encode("utf-32"), (1,)),
    "rows-bad-utf-8": (lambda _: bindings(_LITERAL).encode().replace(b"x", b"\xff"), (1,)),
    "rows-gzip": (packed, (1_000, 1_000_000_000)),
}  # fmt: skip

_HEADS: dict[str, tuple[str, ...]] = {
    "head-max-rows": ("X-SPARQL-MaxRows: " + "9" * 5_000,),
    "head-max-rows-of-nothing": ("X-SPARQL-MaxRows: ",),
    "head-gzip": ("Content-Encoding: gzip",),
    "head-control": ("X-SPARQL-MaxRows: \x1b[2J",),
    "head-lengths": ("Content-Length: 5",),
}

_KINDS_OF_CONTENT = ("", "text/html", "json", "\x1b[2J", "a/json;" + "x" * 60_000)
_REDIRECTS = ("@NOBODY/", "@SECRET", "file:///etc/passwd", "//127.0.0.1/", "\x1b[2J", "x" * 60_000)


def _redirect(target: str) -> Serve:
    return answering(lambda _: "", ROWS, f"Location: {target}", status="302 Found")


_STREAMS: dict[str, Serve] = {
    "silent": silent,
    "endless-body": sending(forever(b" " * 65_536, head())),
    "endless-json": sending(forever(b"[" * 65_536, head())),
    "slow-body": sending(forever(b" ", head()), 0.2),
    "slow-status": sending(forever(b"H", b"HTTP/1.1 200 O"), 0.2),
    "slow-heads": sending(forever(b"X: y\r\n", b"HTTP/1.1 200 OK\r\n"), 0.2),
    "slow-head": sending(forever(b"x", b"HTTP/1.1 200 OK\r\nX: "), 0.2),
    "endless-heads": sending(forever(b"X: y\r\n" * 1_000, b"HTTP/1.1 200 OK\r\n")),
    "endless-head": sending(forever(b"x" * 65_536, b"HTTP/1.1 200 OK\r\nX: ")),
    "continues": sending(forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)),
    "slow-continues": sending(forever(b"HTTP/1.1 100 Continue\r\n\r\n"), 0.2),
    "slow-chunks": sending(forever(b"1\r\n \r\n", head(ROWS, "Transfer-Encoding: chunked")), 0.2),
    "slow-chunk-size": sending(forever(b"0", head(ROWS, "Transfer-Encoding: chunked")), 0.2),
    "large-chunk": sending(
        forever(b" ", head(ROWS, "Transfer-Encoding: chunked") + b"f" * 30 + b"\r\n"), 0.2
    ),
    "negative-chunk": sending(
        forever(b" ", head(ROWS, "Transfer-Encoding: chunked") + b"-1\r\n"), 0.2
    ),
    "slow-trailers": sending(
        forever(b"X: y\r\n", head(ROWS, "Transfer-Encoding: chunked") + b"0\r\n"), 0.2
    ),
    "endless-trailers": sending(
        forever(b"X: y\r\n" * 1_000, head(ROWS, "Transfer-Encoding: chunked") + b"0\r\n")
    ),
    "large-length": sending(forever(b" ", head(ROWS, "Content-Length: " + "9" * 40)), 0.2),
    "negative-length": sending(forever(b" ", head(ROWS, "Content-Length: -1")), 0.2),
    "no-http": sending(forever(b"\x00\xff" * 1_000)),
    "closed": sending(lambda _: iter([b""])),
}

_IN_GRAPHS = ("jsonld-nested", "jsonld-term-chain", "jsonld-long-context", "jsonld-scoped-often",
              "jsonld-scoped-contexts", "jsonld-lists", "jsonld-graphs", "jsonld-reverse",
              "jsonld-included", "jsonld-keys", "jsonld-one-key", "jsonld-arrays",
              "jsonld-far-context", "jsonld-file-context")  # fmt: skip


def _graphs() -> dict[str, tuple[Callable[[int], str], tuple[int, ...]]]:
    return {name: (text, sizes[-1:]) for name, _, text, sizes in in_rdf.TEXTS if name in _IN_GRAPHS}


def _none(_: object) -> None:
    """Make no file: what is hostile comes over the wire."""


KINDS: list[Kind] = [
    *(Kind(f"answer/{name}", _none,
           (_SELECT, *(_FORMATS if len(sizes) == 1 or name in ("rows-column-name", "rows-long")
                       else ())),
           sizes, bounds=_BOUNDS, serve=answering(body))
      for name, (body, sizes) in _ROWS.items()),
    *(Kind(f"answer/{name}", _none, (_SELECT,), bounds=_BOUNDS,
           serve=answering(lambda _: bindings(_LITERAL), ROWS, *headers))
      for name, headers in _HEADS.items()),
    *(Kind(f"answer/redirect-{number}", _none, (_SELECT, _CONSTRUCT), bounds=_BOUNDS,
           serve=_redirect(target))
      for number, target in enumerate(_REDIRECTS)),
    *(Kind(f"answer/of-kind-{number}", _none, (_SELECT,), bounds=_BOUNDS,
           serve=answering(lambda _: bindings(_LITERAL), kind))
      for number, kind in enumerate(_KINDS_OF_CONTENT)),
    *(Kind(f"answer/status-{status.split()[0]}", _none, (_SELECT,), bounds=_BOUNDS,
           serve=answering(lambda _: "\x1b[2J<script>" + "x" * 1_000_000, "text/html",
                           status=status))
      for status in ("500 \x1b[2J", "204 No", "999 X", "401 No")),
    *(Kind(f"answer/{name}", _none, (_SELECT, _CONSTRUCT), bounds=_BOUNDS, serve=serve)
      for name, serve in _STREAMS.items()),
    *(Kind(f"answer/{name}", _none, (_CONSTRUCT, _IN_TURTLE), sizes, bounds=_BOUNDS,
           serve=answering(text, GRAPH))
      for name, (text, sizes) in _graphs().items()),
]  # fmt: skip
