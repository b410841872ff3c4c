"""Pages torn apart: whatever is made of them is a catalogue that validates, or a clear error."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.readers.page.comparing import rows_of
from tests.readers.page.conftest import HERE, Read, read

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model.facts import Link, Node, Requirement, Salary
from skillgraph.readers import read_catalogs
from skillgraph.writers.catalog import write_catalog

if TYPE_CHECKING:
    from pathlib import Path

BAKER = (HERE / "baker.txt").read_text("utf-8").splitlines()
HTML = (HERE / "baker.html").read_text("latin-1").splitlines()
SECONDS = 20

ODD = st.sampled_from(
    ["", "Essential", "• ", "Key Skills", "Career Paths", "Career Impact", "A", "Rye Essential",
     "rye Helpful", "Salary: $1k - $2k", "Typical Experience: 3+ years", "Counter Track", "Baker",
     "They use tools like Konda or Tempra.", "Go into roles like Baker, Owner and Owner.",
     "Areas like Doughs or Pastry Chef.", "a cloud Essential", "cloud Essential", "Strategies",
     "They use clouds like Konda or Tempra.", "日本語 Essential", "e\u0301 Essential", "́ Essential",
     "'; DROP TABLE node; -- Essential", "#1 Essential", "true Essential", "- a: b Essential"]
)  # fmt: skip
LINES = st.lists(
    st.sampled_from(BAKER) | ODD | st.text(max_size=30).map(lambda text: text.replace("\0", "")),
    max_size=60,
)


@st.composite
def mutated(draw):
    """Return the page with lines dropped, doubled, swapped, put in."""
    lines = list(BAKER)
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(lines) - 1)) if lines else 0
        match draw(st.sampled_from(["drop", "double", "move", "insert", "cut"])):
            case "drop":
                del lines[at : at + draw(st.integers(1, 5))]
            case "double":
                lines[at:at] = lines[at : at + draw(st.integers(1, 9))]
            case "move" if lines:
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "insert":
                lines.insert(at, draw(ODD | st.text(max_size=20)))
            case "cut" if lines:
                lines[at] = lines[at][: draw(st.integers(0, 20))]
    return "\n".join(lines)


SHUFFLED = st.permutations(BAKER).map("\n".join)
TITLED = LINES.map(lambda lines: "\n".join(["Essential Baker Skills", *lines]))


def facts_of(folder: Path, text: str, name: str = "page.txt") -> Read | None:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        return read(path)
    except InvalidInput as error:
        assert all(problem.place and problem.message for problem in error.problems)  # noqa: PT017 -- an error is one of two good ends
        return None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=mutated() | SHUFFLED | TITLED)
def test_a_page_torn_apart_is_a_catalogue_that_validates_or_an_error(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("page")
    found = facts_of(folder, text)
    if found is None:
        return
    out = io.BytesIO()
    with build(iter(found.facts), ":memory:") as graph:
        losses = write_catalog(graph.facts(), out)
    assert losses == []
    path = folder / "page.yaml"
    path.write_bytes(out.getvalue())
    again = list(read_catalogs([path], shipped=folder))
    assert rows_of(again) == rows_of(found.facts)


@settings(deadline=None)
@given(text=mutated() | TITLED)
def test_every_line_is_used_or_told(tmp_path_factory, text):
    found = facts_of(tmp_path_factory.mktemp("page"), text)
    if found is None:
        return
    statements = [
        fact for fact in found.facts if isinstance(fact, (Node, Link, Requirement, Salary))
    ]
    lines = text.count("\n") + text.count("\r") + 1
    for fact in statements:
        assert fact.places
        for place in fact.places:
            before, after = place.fragment.removeprefix("line=").split(",")
            assert 0 <= int(before) < int(after) <= lines
    for remark in found.remarks:
        assert remark.reason
        assert remark.text.strip()


@st.composite
def mutated_html(draw):
    """Return the saved page with lines dropped, doubled and swapped, and odd mark-up put in."""
    lines = list(HTML)
    odd = st.sampled_from(
        ["<ul>", "</main>", "<nav>", "<b", "<!--", "<script>", "&#0;", "&#55296;", "&#x1F;", "</p>",
         "<p>x", "<td>", "<li>Rye Essential", "]]>", "<svg>", "<form>", "\x0c", "<p>&#1; Essential"]
    )  # fmt: skip
    for _ in range(draw(st.integers(0, 10))):
        at = draw(st.integers(0, len(lines) - 1)) if lines else 0
        match draw(st.sampled_from(["drop", "double", "insert"])):
            case "drop":
                del lines[at : at + draw(st.integers(1, 3))]
            case "double":
                lines[at:at] = lines[at : at + draw(st.integers(1, 5))]
            case "insert":
                lines.insert(at, draw(odd))
    return "\n".join(lines).replace("iso-8859-1", "utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(html=mutated_html())
def test_html_torn_apart_is_a_graph_or_an_error(tmp_path_factory, html):
    found = facts_of(tmp_path_factory.mktemp("page"), html, "page.html")
    if found is not None:
        with build(iter(found.facts), ":memory:") as graph:
            assert rows_of(graph.facts()) == rows_of(found.facts)


@settings(deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=100).map(b"<html><meta charset=gbk>".__add__))
def test_any_bytes_are_an_error(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("page") / "page.txt"
    path.write_bytes(content)
    with pytest.raises(InvalidInput):
        read(path)


HEAD = "Essential Baker Skills\n\n"
HOSTILE = {
    "one line": HEAD + "a " * 4_000_000,
    "one word": HEAD + "a" * 8_000_000,
    "skills": HEAD + "".join(f"S{number} Essential\n\n" for number in range(19_000)),
    "one skill": HEAD + "S Essential\n\n" * 19_000,
    "headings": HEAD + "".join(f"H{number}\n\n" for number in range(19_000)) + "S Essential",
    "a chain of headings": HEAD
    + "".join(f"H{n}\n\nH{n + 1}\n\nS{n} Essential\n\n" for n in range(6_000)),
    "tracks": HEAD + "Career Paths\n\n" + "".join(f"T{n}\n\nDeck Track\n\n" for n in range(9_000)),
    "key skills and tags": HEAD
    + "Career Paths\n\nT\n\nDeck Track\n\n"
    + " ".join(f"k{n}" for n in range(9_000))
    + "\n\nKey Skills\n\n"
    + "".join(f"• k{n}\n" for n in range(9_000)),
    "tags": HEAD
    + "Career Paths\n\nT\n\nDeck Track\n\n"
    + "k k k\n\n" * 9_000
    + "Key Skills\n\n"
    + "".join(f"• {'k ' * 10}{n}\n" for n in range(9_000)),
    "lists": HEAD + "Career Growth\n\n" + "roles like A, B or C and D; " * 300_000,
    "parentheses": HEAD + "Career Paths\n\nT\n\nKey Skills: " + ",(" * 100_000 + "\n",
    "pay": HEAD + "Career Paths\n\nT\n\nDeck Track\n\n" + "Salary: $1 - $2 a day\n" * 19_000,
    "titles": "Essential Essential Skills Skills " * 100_000,
    "bullets": HEAD + "•" * 1_000_000,
    "blank lines": HEAD + "\n" * 4_000_000 + "S Essential",
    "too many lines": HEAD + "S Essential\n\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon(name, tmp_path):
    start = time.process_time()
    facts_of(tmp_path, HOSTILE[name])
    assert time.process_time() - start < SECONDS
