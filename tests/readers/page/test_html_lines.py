"""HTML → lines: exact numbers, whatever the mark-up; hostile pages end soon."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.readers.page.html_lines import MAX_DEPTH, NoPage, read_html
from skillgraph.readers.page.lines import split_lines

SECONDS = 20


def lines_of(html):
    return [(line.first, line.text) for line in read_html(html)[0]]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>a\nb</p>c<br>d", [(1, "a b"), (2, "c"), (2, "d")]),
        ("<p\n class='x\n>y'\n>\n\n a", [(6, "a")]),
        ("<p>a<!-- \n\n --> b<p>c", [(1, "a b"), (3, "c")]),
        ("<script>\n<p>x</p>\n</script><p>a", [(3, "a")]),
        (
            "<style>p</style><template><p>x</template><noscript>x</noscript><svg><text>x</svg>a",
            [(1, "a")],
        ),
        ("<title>x</title><p>a&amp;b &lt; c&nbsp;d&#8211;e", [(1, "a&b < c d–e")]),
        (
            "<b>Java</b>Script <i>is</i> <em>a</em>\n<u>language</u>",
            [(1, "JavaScript is a language")],
        ),
        ("<table><tr><td>a<td>b<tr><td>c</table>", [(1, "ab"), (1, "c")]),
        ("plain\n\ntext", [(1, "plain text")]),
        ("a < b <p>c", [(1, "a < b"), (1, "c")]),
        ("<ul><li>1. a<li><p>b</p>c</ul>", [(1, "a"), (1, "b"), (1, "c")]),
        ("", []),
    ],
)
def test_lines(html, lines):
    assert lines_of(html) == lines


def test_items_of_lists_have_bullets_and_what_is_below_them_has_none():
    found = read_html("<ul><li><b>a</b><p>b</p><li>c</ul>d<p>• e")[0]
    assert [(line.text, line.bullet) for line in found] == [
        ("a", True), ("b", False), ("c", True), ("d", False), ("e", True),
    ]  # fmt: skip


def test_pieces_of_a_line_are_kept_apart():
    (line,) = read_html("<div><h4 style='display:inline'></h4><span>Rye</span><span>Bread</span>")[
        0
    ]
    assert (line.text, line.parts) == ("RyeBread", ("Rye", "Bread"))


#: Pieces of mark-up that end where they begin, and so may stand anywhere in a text.
PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "\n", " \n ", "<!-- \n -->", "<div\n>", "</div>",
     "&amp;", "<a href='>\n'>", "</a>", "<li>", "<ul>\n", "</ul>", "<td>", "<tr>", "<table>",
     "</table>", "<script>\n'</p>'</script>", "<h2 class=a\n id='b'>", "<img src=x\n/>",
     "</span>", "<"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES | st.integers(0, 999).map("word{:03d}".format), max_size=40))
def test_a_line_has_the_number_of_the_line_where_its_text_begins(pieces):
    pieces = [
        f"{piece}x{at}" if piece.startswith("word") else piece for at, piece in enumerate(pieces)
    ]
    html = "".join(pieces)
    source = split_lines(html)
    for line in read_html(html)[0]:
        word = line.text.split()[0]
        if word.startswith("word"):  # what begins with "<" may go on in a later line
            assert word[:7] in source[line.first - 1], (line, source)


@pytest.mark.parametrize(
    ("html", "first"),
    [
        ("a&amp;\n", 1), ("a&amp;b\n\n<p>c", 1), ("a<b>b</b>\nc", 1), ("a<b>b</b>&amp;\nc", 1),
        ("<p>\na&amp;\nb", 2), ("<p>\na&#10;b", 2), ("\n\n&lt;a&gt;\n\n", 3),
        ("<p>\na<b>&lt;\n", 2), ("a&amp;\n\n\nb&amp;\n", 1), ("<p>\na&#x0A;b\n", 2),
        ("<p>\na&#10;&#010\nc", 2), ("<p>\n&#100;&#xAA;&amp;\n", 2),
    ],
)  # fmt: skip
def test_a_reference_moves_no_line(html, first):
    # libxml2 keeps what comes before one until it sees what comes after.
    assert read_html(html)[0][0].first == first


HOSTILE = [
    "<!--", "<!-", "<a ", '<a a="', "<?", "<![CDATA[", "</a", "<script>", "<script></", "<!a ", "&",
    "&#", "&a", "<a '", "<a/", "<td>", "<p><form>", "<li>", "</p>", "<br>", "<title>", "<textarea>",
    "<svg>", "text ", "<plaintext>", "<h1>", "</b><b>", "<nav></nav>", "<b>x</b>", "a\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_hostile_page_ends_soon(piece, end):
    start = time.process_time()
    with contextlib.suppress(NoPage):
        read_html("<h1>a</h1>" + (piece + end) * (300_000 // len(piece + end)))
    assert time.process_time() - start < SECONDS


def test_many_attributes_end_soon():
    start = time.process_time()
    read_html("<a " + " ".join(f"a{number}=1" for number in range(200_000)) + ">x")
    assert time.process_time() - start < SECONDS


def test_deep_pages_are_refused_soon():
    start = time.process_time()
    assert lines_of("<div>" * (MAX_DEPTH - 10) + "a") == [(1, "a")]
    for piece in ("<div>", "<b>", "<b></p>", "<table>", "<a><b><p>"):
        with pytest.raises(NoPage):
            read_html(piece * 200_000)
    assert time.process_time() - start < SECONDS


def test_references_without_end_are_one_text():
    start = time.process_time()
    assert lines_of("<p>" + "a&amp;&#65;" * 900_000) == [(1, "a&A" * 900_000)]
    assert time.process_time() - start < SECONDS
