"""Tokens are those that the engines read, and a text takes time in proportion to its length."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.isolation import is_isolated
from skillgraph.rdf import query
from skillgraph.rdf.query import MOST_CHARACTERS, is_reaching, parse_query
from skillgraph.rdf.sparql import run_query
from skillgraph.rdf.tokens import iter_tokens, position
from skillgraph.rdf.vocabulary import unknown_terms

from .drawn import Drawer, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.rdf.stores import TripleSource
    from skillgraph.rdf.tokens import Token

    from .drawn import Drawn

_STORE = ox.Store()
drawing = partial(settings, deadline=None, suppress_health_check=list(HealthCheck))
randoms = st.integers(0, 2**32).map(Random)


def is_read(text: str) -> bool:
    """Tell whether oxigraph takes a text for a query; what it does then is not asked."""
    try:
        _STORE.query(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


def said(tokens: Sequence[Token | Drawn]) -> list[tuple[str, str]]:
    """Return kinds and texts; of signs, of which several may be one token, each character."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        sign = token.kind in ("other", "open")
        found += [("", each) for each in token.text] if sign else [(token.kind, token.text.upper())]
    return found


@given(st.text() | st.text("'\"<>#\\\n\r:.a(){} -1eE@?$_"))
def test_tokens_joined_are_the_text(text: str) -> None:
    tokens = list(iter_tokens(text))
    assert "".join(token.text for token in tokens) == text
    assert all(text.startswith(token.text, token.start) for token in tokens)
    assert all(token.text for token in tokens)


@drawing(max_examples=400)
@given(randoms)
def test_tokens_are_those_that_were_drawn(random: Random) -> None:
    drawn = Drawer(random).query()
    text = written(random, drawn, glued=0.0)
    assume(is_read(text))
    found = [token for token in iter_tokens(text) if token.kind != "space"]
    assert said(found) == said(drawn)


@drawing(max_examples=1500)
@given(randoms)
def test_whatever_oxigraph_reads_as_reaching_is_refused(random: Random) -> None:
    """SERVICE and FROM are keywords where another word in their place is no query any more."""
    tokens = Drawer(random, reach=0.2).query()
    text = written(random, tokens, glued=random.choice((0.0, 0.5, 1.0)))
    for _ in range(random.choice((0, 0, 1, 2))):
        at = random.randrange(len(text))
        put = random.choice(
            ("", "'", "'''", "#", "<", ">", "(", ")", "SERVICE", "true", "40", "\r")
        )
        text = text[:at] + put + text[at + random.choice((0, 0, 1)) :]
    assume(is_read(text))
    if not is_read(re.sub("(?i)(SERVIC)E|(FRO)M", r"\1\2x", text)):
        assert any(map(is_reaching, iter_tokens(text)))


#: Ways to write SERVICE and FROM that one of the engines, or both, read as such.
SMUGGLED = [
    "SELECT * { ?s ?p 40SERVICE<urn:x>{?a ?b ?c} }",
    "SELECT * { ?s ?p 40.SERVICE<urn:x>{?a ?b ?c} }",
    "SELECT * { ?s ?p 1e5SERVICE<urn:x>{?a ?b ?c} }",
    "SELECT * { ?s ?p trueSERVICE<urn:x>{?a ?b ?c} }",
    "SELECT * { ?s ?p true.SERVICEx:y{?a ?b ?c} }",
    "SELECT * { SERVICESILENT<urn:x>{?a ?b ?c} }",
    "SELECT * { SERVICE:x{?a ?b ?c} }",
    "SELECT * { ?s ?p x:.SERVICE<urn:x>{?a ?b ?c} }",
    "SELECT * { ?s ?p x:a.b.SERVICE<urn:x>{?a ?b ?c} }",
    'SELECT * { ?s ?p x:a\\" SERVICE <urn:x> { ?a ?b ?c } #" }',
    "SELECT * { FILTER(1<2#>'''\n)SERVICE<urn:x>{?a ?b ?c}#'''\n}",
    "SELECT * { FILTERx:f(1<2#>'''\n)SERVICE<urn:x>{?a ?b ?c}#'''\n}",
    "SELECT * { FILTER(isTRIPLE(<<(?s <urn:p#x> ?o)>>)) SERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { BIND(<urn:x> AS ?c) FILTER(1<2)SERVICE?c#>\n{?a ?b ?d} }",
    "SELECT * { VALUES ?v { '''a' } SERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { #\r'''\n SERVICE <urn:x> { ?a ?b ?c } #''' }",
    "SELECT * { \\u0053ERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { \\U0053ERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { \\u00000053ERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { # \\u000aSERVICE <urn:x> { ?a ?b ?c }\n}",
    "SELECT * { BIND('\\u0027 AS ?a) SERVICE <urn:x> { ?a ?b ?c } #' AS ?b) }",
    "SELECT * { \u017fERVICE <urn:x> { ?a ?b ?c } }",
    "SELECT * { SERV\u0131CE <urn:x> { ?a ?b ?c } }",
    "SELECT*FROM<urn:x>{?s ?p ?o}",
    "SELECT*FROMNAMED<urn:x>{?s ?p ?o}",
    "SELECT*FROM:x{?s ?p ?o}",
    "ASKFROM:x{?s ?p ?o}",
    "DESCRIBE:s FROM:x",
    "SELECT(1AS?x)FROM<urn:x>{}",
]


@pytest.mark.parametrize("text", SMUGGLED)
def test_no_spelling_of_what_reaches_out_passes(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_query(f"PREFIX : <urn:> PREFIX x: <urn:> {text}")


#: What looks like it, and is something else to every engine.
HONEST = [
    "SELECT ?from ?service { ?from sg:service ?service }",
    "SELECT ?s { ?s <http://dbpedia.org/resource/Foo_(service)_from> ?o }",
    "SELECT ?s { ?s x:a.service ?o . x:from x:service ?s }",
    "SELECT ?s { ?s ?p 'SERVICE', \"FROM\", ''' SERVICE '''@service } # FROM",
    "SELECT ?s { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
    "PREFIX myservice: <urn:m> ASK { ?s a myservice:x }",
    "SELECT ?s { ?s ?p '\\u00e9\\u0053' }",
]


@pytest.mark.parametrize("text", HONEST)
def test_what_only_looks_so_passes(text: str) -> None:
    assert parse_query(text).text == text


# What a text takes


M = MOST_CHARACTERS
#: Texts that took time by the square of their length, or might.
LONG = {
    "escaped quotes": "SELECT * {" + "'a\\" * (M // 4),
    "words with dots": "ASK {" + "a." * (M // 3),
    "words with dots and dashes": "ASK {" + "a.-" * (M // 4),
    "brackets that nothing closes": "ASK {" + "<a" * (M // 3),
    "many groups": "SELECT * {" + "BIND(1 AS ?a)" * (M // 14) + "}",
    "a name with dots": "ASK { ?s ?p a:" + "." * (M - 100),
    "dotted prefixes": "ASK {" + "a.b.: " * (M // 7),
    "texts in three quotes": "ASK {" + "'''x' \\" * (M // 8),
    "a text that nothing closes": "ASK {" + "'''" + "a'" * (M // 3),
    "names that nobody declares": "ASK {" + " ".join(f"p{at}:x" for at in range(M // 10)),
    "terms that aren't ours": "ASK {" + " ".join(f"sg:x{at}" for at in range(M // 12)) + "}",
    "variables": "SELECT * {" + "".join(f"?v{at} " for at in range(M // 10)) + "}",
    "comments": "ASK {" + "#\n" * (M // 3) + "}",
    "carriage returns": "ASK {" + "#\r\\u0041" * (M // 10) + "}",
    "signs": "ASK {" + "{}" * (M // 3) + "}",
    "a long prefix": "ASK { ?s ?p " + "a" * (M // 2) + ":b }",
}
_PATIENCE = """
import sys, resource
from skillgraph.errors import InvalidInput, LimitExceeded
from skillgraph.rdf.query import parse_query
from skillgraph.rdf.sparql import run_query
from skillgraph.rdf.vocabulary import unknown_terms
from tests.rdf.triples import source_of
resource.setrlimit(resource.RLIMIT_CPU, (25, 25))
text = sys.stdin.read()
try:
    unknown_terms(parse_query(text))
    run_query(text, source=source_of(b""), timeout=2.0, memory=200)
except (InvalidInput, LimitExceeded) as error:
    told = str(error)
    assert len(told) < 2000, len(told)
    print(told.splitlines()[0][:200])
"""


@pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")
@pytest.mark.parametrize("name", LONG)
def test_a_long_text_is_soon_read_or_refused(name: str) -> None:
    """Twenty seconds of CPU are much more than any takes; by the square of it none would end."""
    assert len(LONG[name]) <= M
    done = subprocess.run(
        [sys.executable, "-c", _PATIENCE],
        cwd=Path(__file__).parents[2],
        input=LONG[name],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_query_is_read_once(source: TripleSource, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, **options: bool) -> Iterator[Token]:
        read.append(text)
        return iter_tokens(text, **options)

    monkeypatch.setattr(query, "iter_tokens", counted)
    text = "SELECT ?once { ?once a sg:Skil ; here:p 1 }"
    for _ in range(2):
        assert unknown_terms(parse_query(text))
        with pytest.raises(InvalidInput, match="'here:' is not declared"):
            run_query(text, source=source)
    assert read == [text]


def test_a_place_is_counted_from_one() -> None:
    assert [position("a\nbc\n", at) for at in range(6)] == [
        (1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1),
    ]  # fmt: skip
