"""A file → its text: which medium it is in, which encoding, and what is refused at once."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.readers.findings import shown_path
from skillgraph.readers.page.lines import CONTROL, split_lines
from skillgraph.readers.tabular.noting import Noted
from skillgraph.readers.utf8 import open_ordinary
from skillgraph.vocab import nfc

if TYPE_CHECKING:
    from skillgraph.readers.report import Report

MAX_BYTES = 16 * 2**20

_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
#: What other files begin with, and what to do with them.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "rich text"),
    (b"bplist", "a web archive"),
)
_SAVE = "Save the page as plain text or as HTML."

#: How pages declare their encoding (https://html.spec.whatwg.org/#the-meta-element), and how far
#: into the file a browser looks for it.
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_META_WITHIN = 1024
#: What the declared names stand for (https://encoding.spec.whatwg.org/#names-and-labels), as far as
#: pages have them: a browser takes Latin-1 and ASCII for windows-1252.
_AS_1252 = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"))
_DECLARED = re.compile(
    r"utf-?8|windows-125[0-8]|cp125[0-8]|iso-?8859-(?:[2-9]|1[0-6])|koi8-[ru]|shift[_-]jis|euc-jp"
    r"|euc-kr|gbk|gb2312|gb18030|big5"
)

_MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)


class LoadedPage(NamedTuple):
    """A file's text, in NFC; `name` is the file's own, without its folders."""

    text: str
    name: str
    shown: str
    is_html: bool


def load_page(path: str, report: Report) -> LoadedPage:
    """Return a file's text; `InvalidInput` says why there is none, and where.

    A byte-order mark counts most, then what the page's `meta` declares; else it is UTF-8.
    """
    file = Path(path)
    shown = shown_path(file)
    content = _bytes(file, shown)
    report.expect(len(content))
    for magic, what in _MAGIC:
        if content.startswith(magic):
            _refuse(shown, f"this is {what}.", _SAVE)
    named_html = file.suffix.lower() in {".html", ".htm", ".xhtml"}
    text = _decoded(content, shown, named_html=named_html)
    if text.startswith(("MIME-Version:", "From: <Saved by")):
        _refuse(shown, "this is a web page in one MIME file.", _SAVE)
    _check_characters(text, shown)
    report.advance(len(content))
    return LoadedPage(
        nfc(text), escaped(file.name), shown, named_html or _MARKUP.match(text) is not None
    )


def _refuse(place: str, message: str, hint: str = "") -> None:
    raise InvalidInput(InputProblem(place, message, hint))


def _bytes(file: Path, shown: str) -> bytes:
    try:
        with open_ordinary(file, shown) as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}."
        raise InvalidInput(InputProblem(shown, message)) from None
    if len(content) > MAX_BYTES:
        hint = "Save the page without its images."
        _refuse(shown, f"the file is larger than {MAX_BYTES >> 20} MiB.", hint)
    return content


def _decoded(content: bytes, shown: str, *, named_html: bool) -> str:
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "")
    if not encoding and (named_html or content.lstrip()[:1] == b"<"):
        encoding = _declared(content, shown)
    if not encoding and content[:200].count(0) > len(content[:200]) // 4:
        hint = "Save it as UTF-8."
        _refuse(shown, "this looks like UTF-16 without its byte-order mark.", hint)
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("latin-1")
        line = len(split_lines(before)) if "16" not in encoding and "32" not in encoding else 0
        place = f"{shown}:{line}" if line else shown
        at = f"the byte 0x{content[error.start]:02x} at offset {error.start:,}"
        named = {"": "UTF-8", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
        hint = "Save the file as UTF-8"
        hint += f" (from Latin-1: iconv -f latin1 -t utf-8 {shown})." if named == "UTF-8" else "."
        raise InvalidInput(InputProblem(place, f"{at} is not {named}.", hint)) from None


def _declared(content: bytes, shown: str) -> str:
    """Return the encoding that a page declares for itself, "" where it declares none."""
    found = _META.search(content[:_META_WITHIN])
    if found is None:
        return ""
    name = found[1].decode().lower()
    if name in _AS_1252:
        return "windows-1252"
    if not _DECLARED.fullmatch(name):
        _refuse(shown, f"the page declares the encoding '{name}'.", "Save it as UTF-8.")
    return name


def _check_characters(text: str, shown: str) -> None:
    if not CONTROL.search(text):
        return
    noted = Noted()
    for number, line in enumerate(split_lines(text), 1):
        if found := CONTROL.search(line):
            message = f"the control character U+{ord(found[0]):04X} stands here."
            noted.add(f"{shown}:{number}", message, "Is this a text file? Remove the character.")
    noted.raise_any()
