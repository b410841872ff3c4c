"""Files as they come: encodings, other kinds of files, control characters."""

from __future__ import annotations

import os

import pytest
from tests.readers.page.conftest import HERE, read

from skillgraph.errors import InvalidInput
from skillgraph.readers.page import loading

BAKER = (HERE / "baker.txt").read_text("utf-8")
UMLAUT = "Essential Baker Skills\n\nKäse Essential\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_that_is_marked_is_read(page, encoding):
    bom = "\ufeff" if encoding[-3:] in {"-le", "-be"} else ""
    assert page((bom + BAKER).encode(encoding)).facts == read(HERE / "baker.txt").facts


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=Windows-1252'>", "cp1252"),
        ('<meta charset="utf-8"/>', "utf-8"),
        ("<meta charset=iso-8859-15>", "iso8859-15"),
        ("", "utf-8"),
        ("<meta charset=latin1>", "utf-16"),  # its mark counts more
    ],
)
def test_html_declares_its_encoding(page, declared, encoding):
    html = f"<html><head>{declared}</head><h1>Essential Baker Skills</h1><p>Käse <b>Essential</b>"
    assert page(html.encode(encoding), "page.html").skills == ["Käse"]


@pytest.mark.parametrize("name", ["page.htm", "page.XHTML", "page.txt", "page"])
def test_html_is_known_by_its_name_or_by_how_it_begins(page, name):
    html = "<!-- saved --><h1>Essential Baker Skills</h1>\n<p>Rye Essential"
    assert page(html, name).skills == ["Rye"]


REFUSED = {
    "latin-1": (UMLAUT.encode("latin-1"), r":3: the byte 0xe4 at offset 25 is not UTF-8", "iconv"),
    "cut utf-8": (UMLAUT.encode()[:26], r":3: the byte 0xc3", "UTF-8"),
    "cut utf-16": (UMLAUT.encode("utf-16")[:-1], "is not utf-16", "UTF-8"),
    "utf-16 unmarked": (UMLAUT.encode("utf-16-le"), "without its byte-order mark", "UTF-8"),
    "nul": (b"Essential Baker Skills\n\nRye\x00 Essential\n", r":3: .*U\+0000", "Remove"),
    "escape": (b"Essential Baker Skills\r\rRye\x1b[2J Essential\n", r":3: .*U\+001B", "Remove"),
    "pdf": (b"%PDF-1.7\n", "this is a PDF", "HTML"),
    "docx": (b"PK\x03\x04abc", "an office document", "HTML"),
    "mhtml": (b"From: <Saved by Blink>\nMIME-Version: 1.0\n", "one MIME file", "HTML"),
    "utf-7": (b"<html><meta charset=utf-7><h1>Essential Baker Skills</h1>", "'utf-7'", "UTF-8"),
    "a codec that is none": (b"<html><meta charset=zlib>", "'zlib'", "UTF-8"),
    "cp1252": (b"<html><meta charset=latin-1><p>\x81", "0x81 .* not windows-1252", "UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(page, name):
    content, message, hint = REFUSED[name]
    with pytest.raises(InvalidInput, match=message) as raised:
        page(content)
    assert hint in raised.value.problems[0].hint


def test_every_control_character_is_told_at_once(page):
    with pytest.raises(InvalidInput) as raised:
        page("\x01\n\na\x02\n\ufffe" + "\n\x03" * 200)
    places = [problem.place.rpartition(":")[2] for problem in raised.value.problems]
    assert places[:3] == ["1", "3", "4"]
    assert raised.value.problems[-1].message == "and 103 more."


def test_white_space_of_all_kinds_is_a_space(page):
    text = "Essential\u00a0Baker\u2028Skills\n\nRye\u3000Bread\x0c\x85Essential\n"
    assert page(text).skills == ["Rye Bread"]


def test_what_is_no_file_is_an_error(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(InvalidInput, match=r"no ordinary file|cannot be read"):
            read(path)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(InvalidInput, match="no ordinary file"):
        read(fifo)


def test_a_large_file_is_refused(page, monkeypatch):
    monkeypatch.setattr(loading, "MAX_BYTES", 2**20)
    with pytest.raises(InvalidInput, match="larger than 1 MiB"):
        page(BAKER + " " * 2**20)
