"""RDF of strangers: parsed as pyoxigraph has it, apart, and within limits whatever it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bounded import children, within

from skillgraph import isolation
from skillgraph.errors import InvalidInput, LimitExceeded, SkillgraphError
from skillgraph.isolation import is_isolated
from skillgraph.rdf.parsing import iter_triples
from skillgraph.rdf.terms import XSD, text
from skillgraph.readers.triples import Allowance, parse_literal

from .hostile_rdf import BORNE, HARMFUL

if TYPE_CHECKING:
    from skillgraph.readers.triples import Triple

linux = pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")

#: Enough for what is honest here, and soon met by what isn't.
SMALL = Allowance(1.5, 200)
LIMITS = ["--timeout", "1.5", "--memory", "200"]
GIB = 1 << 30


def written(tmp_path: Path, suffix: str, content: bytes) -> str:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    return str(path)


def triples_of(tmp_path: Path, suffix: str, content: bytes) -> list[Triple]:
    return list(iter_triples(written(tmp_path, suffix, content), Allowance(30, 500)))


# What is in a file


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text("abcé日", min_size=1)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda value, tag: ox.Literal(value, language=tag), TEXTS,
              st.sampled_from(["en", "EN-gb", "zh-Hant"])),
    st.builds(lambda value, name: ox.Literal(value, datatype=ox.NamedNode(name)), TEXTS,
              st.sampled_from([f"{XSD}integer", f"{XSD}string", "urn:own"])),
)  # fmt: skip
IRIS = NAMES.map(lambda name: ox.NamedNode(f"urn:{name}"))
TRIPLES = st.builds(
    ox.Triple,
    IRIS | NAMES.map(ox.BlankNode),
    IRIS,
    IRIS | NAMES.map(ox.BlankNode) | LITERALS,
)


def canonical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if not isinstance(term, ox.Literal):
        return str(term)
    if term.language:
        return text(term.value, term.language.lower())
    datatype = term.datatype.value
    return text(term.value) + ("" if datatype == f"{XSD}string" else f"^^<{datatype}>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(triples=st.lists(TRIPLES, max_size=8), suffix=st.sampled_from([".nt", ".ttl", ".jsonld"]))
def test_terms_come_as_they_are(tmp_path: Path, triples: list[ox.Triple], suffix: str) -> None:
    form = ox.RdfFormat.from_extension(suffix[1:])
    assert form is not None
    found = triples_of(tmp_path, suffix, ox.serialize(triples, format=form) or b"")
    wanted = {tuple(map(canonical, triple)) for triple in triples}
    # Labels of blank nodes are nobody's.
    assert {each for each in found if "_:" not in (each[0][:2], each[2][:2])} == {
        each for each in wanted if "_:" not in (each[0][:2], each[2][:2])
    }
    for _, _, object_ in found:
        literal = parse_literal(object_)
        assert (literal is None) == (not object_.startswith('"'))
        assert literal is None or literal.text in {
            each.object.value for each in triples if isinstance(each.object, ox.Literal)
        }


#: What an escape is made of, and what looks like one beside a backslash that is escaped itself.
PIECES = ["\\", "n", "t", "u0041", "U00000041", '"', "'", "\n", "\x08", "a"]


@pytest.mark.parametrize("suffix", [".nt", ".ttl", ".jsonld", ".rdf"])
def test_escapes_are_told_from_what_stands_beside_them(tmp_path: Path, suffix: str) -> None:
    texts = {"".join(pieces) for pieces in product(PIECES, repeat=3)}
    if suffix == ".rdf":  # XML has no such character
        texts = {each for each in texts if "\x08" not in each}
    node = ox.NamedNode("urn:p#a")
    triples = [ox.Triple(node, node, ox.Literal(each)) for each in texts]
    form = ox.RdfFormat.from_extension(suffix[1:])
    assert form is not None
    found = triples_of(tmp_path, suffix, ox.serialize(triples, format=form) or b"")
    assert {object_ for _, _, object_ in found} == {text(each) for each in texts}
    literals = [parse_literal(object_) for _, _, object_ in found]
    assert {each.text for each in literals if each} == texts


def test_how_far_it_is_and_how_much_it_was_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, ".ttl", b"<urn:a> <urn:p> 1 .\n" * 100_000)
    read: list[int] = []
    counts: list[int] = []
    deque(iter_triples(path, advance=read.append, count=counts.append), maxlen=0)
    assert sum(read) == Path(path).stat().st_size
    assert len(read) > 3
    assert counts == [100_000]


def test_a_triple_as_a_term_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"a\.ttl: here is a triple as a term"):
        triples_of(tmp_path, ".ttl", b"<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .")


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".rdf"])
def test_where_there_is_no_isolation_it_says_the_same(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    triples = [
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p#q"), ox.Literal("é\n", language="en"))
    ]
    form = ox.RdfFormat.from_extension(suffix[1:])
    assert form is not None
    content = ox.serialize(triples, format=form) or b""
    apart = triples_of(tmp_path, suffix, content)
    monkeypatch.setattr(isolation, "is_isolated", lambda: False)
    assert triples_of(tmp_path, suffix, content) == apart
    with pytest.raises(InvalidInput, match=rf"a\{suffix}"):
        triples_of(tmp_path, suffix, content[:-8])


# What it may take


def test_what_is_honest_has_room_and_what_is_small_has_little() -> None:
    small, large = (Allowance().limits("a", size << 20) for size in (1, 70))
    assert small.seconds_after(1 << 20) == 12
    assert small.seconds_after(1 << 10) < 10.1
    assert small.memory_mib == 544
    assert large.seconds_after(70 << 20) == 150
    assert large.memory_mib == 2752  # as JSON-LD, ESCO in our terms takes 1,131
    assert Allowance(3, 100).limits("a", 70 << 20).seconds_after(70 << 20) == 3


@linux
@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_made_to_do_harm_is_an_error(tmp_path: Path, name: str) -> None:
    before = children()
    path = written(tmp_path, *HARMFUL[name])
    with pytest.raises(SkillgraphError) as raised:
        deque(iter_triples(path, SMALL), maxlen=0)
    assert str(raised.value).startswith(f"{path}: ")
    if isinstance(raised.value, LimitExceeded):
        assert "--timeout SECONDS" in str(raised.value) or "--memory MIB" in str(raised.value)
    else:
        assert "crashed the parser (SIG" in str(raised.value)
    assert children() == before


@pytest.mark.parametrize("name", BORNE)
def test_what_is_only_odd_is_read_or_refused(tmp_path: Path, name: str) -> None:
    suffix, content = BORNE[name]
    if name in ("open brackets", "entities", "a file as an entity"):
        with pytest.raises(InvalidInput, match=rf"a\{suffix}:"):
            triples_of(tmp_path, suffix, content)
    else:
        assert triples_of(tmp_path, suffix, content)


def run(
    arguments: list[str], folder: Path, memory: int = 3 * GIB
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in so much memory."""
    return subprocess.run(
        [*within(memory, 120), sys.executable, "-m", "skillgraph", *arguments],
        cwd=folder,
        env={**os.environ, "SKILLGRAPH_CACHE": str(folder / "cache")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@linux
@pytest.mark.parametrize("name", HARMFUL)
def test_the_program_says_so_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    written(tmp_path, *HARMFUL[name])
    file = f"a{HARMFUL[name][0]}"
    done = run(["import", "rdf", file, "-o", "a.graph", *LIMITS], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {file}: ")
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == [file]


@linux
@pytest.mark.parametrize("name", ["objects in objects", "terms by terms", "a long prefix"])
def test_limits_hold_without_being_asked_for(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, *HARMFUL[name])
    with pytest.raises(SkillgraphError):
        deque(iter_triples(path), maxlen=0)
    done = run(["validate", path], tmp_path)
    assert done.returncode in (1, 2)
    assert path in done.stdout + done.stderr
    assert "panicked" not in done.stderr


@linux
def test_limits_can_be_raised(tmp_path: Path) -> None:
    suffix, content = HARMFUL["a long prefix"]
    path = written(tmp_path, suffix, content.replace(b"x" * 980_000, b""))
    with pytest.raises(LimitExceeded, match="MIB"):
        deque(iter_triples(path, Allowance(None, 200)), maxlen=0)
    assert len(list(iter_triples(path, Allowance(None, 1000)))) == 1500


@linux
def test_a_file_takes_the_memory_that_it_may(tmp_path: Path) -> None:
    """It is kept whole while it is parsed, and says next to nothing."""
    lists = ",".join('{"@list":[]}' for _ in range(300_000))
    written(tmp_path, ".jsonld", f'{{"@id":"urn:a","urn:p":[{lists}]}}'.encode())
    arguments = ["validate", "a.jsonld", "--timeout", "60", "--memory"]
    assert "more than its 20 MiB of memory" in run([*arguments, "20"], tmp_path).stderr
    assert "MiB of memory" not in run([*arguments, "1000"], tmp_path).stderr


@linux
def test_who_takes_no_more_leaves_no_child(tmp_path: Path) -> None:
    before = children()
    path = written(tmp_path, ".ttl", b"<urn:a> <urn:p> 1 .\n" * 100_000)
    triples = iter_triples(path)
    next(triples)
    assert children() != before
    triples.close()
    assert children() == before
