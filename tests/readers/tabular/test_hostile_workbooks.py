"""A workbook from a stranger costs seconds and little memory, whatever there is too much of in it.

Each is made here, small as it is packed, and given to a command that may take so much and no more.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.bounded import run_bounded

if TYPE_CHECKING:
    from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREAD = "application/vnd.openxmlformats-officedocument.spreadsheetml"

#: A workbook with one skill, part by part.
PLAIN = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SPREAD}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SPREAD}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "<!--more--></Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="s"/>'
        "<!--sheets--></sheets><definedNames><!--names--></definedNames></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "<!--more--></Relationships>"
    ),
    "xl/styles.xml": (
        f"<styleSheet {MAIN}><numFmts><!--formats--></numFmts><fonts><font/></fonts>"
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><!--styles--></cellXfs></styleSheet>"
    ),
    "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>SQL</t></si><!--texts--></sst>",
    "xl/worksheets/sheet1.xml": (
        f"<worksheet {MAIN}><cols><!--columns--></cols><sheetData>"
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Skill</t></is></c><!--header--></row>'
        '<row r="2"><c r="A2" t="s"><v>0</v></c><!--cells--></row><!--rows--></sheetData>'
        "<mergeCells><!--merged--></mergeCells><!--more--></worksheet>"
    ),
}
SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

READ = ""


def write(path: Path, changed: dict[str, bytes]) -> Path:
    """Write the plain workbook, some of its parts changed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in PLAIN.items():
            archive.writestr(name, changed.get(name, bare(text.encode())))
    return path


def bare(part: bytes) -> bytes:
    """Return a part without the marks of the places where more can stand."""
    return re.sub(b"<!--[a-z]+-->", b"", part)


def more(part: str, place: str, content: bytes, count: int = 1) -> dict[str, bytes]:
    """Return a part of the plain workbook with something put in so many times."""
    mark = f"<!--{place}-->".encode()
    before, _, after = PLAIN[part].encode().partition(mark)
    return {part: bare(before) + content * count + bare(after)}


def numbered(form: str, count: int, first: int = 0) -> bytes:
    """Return a text for each number."""
    return "".join(form.format(number) for number in range(first, first + count)).encode()


MANY_LINKS = f'<Relationship Id="s{{0}}" Type="{OFFICE}/worksheet" Target="{{0}}"/>'
HIDDEN = b'<col min="1" max="16384" hidden="1"/>'
ONE = "<x:worksheet xmlns:x='{}'><x:sheetData>{}</x:sheetData></x:worksheet>"

#: What there is too much of, made when it is asked for (all of it takes half a GiB); and what is
#: said of it, or nothing where reading it costs little.
HOSTILE = {
    "nothing": (dict, READ),
    "10 million cells": (
        lambda: more(SHEET, "cells", b"<c/>", 10_000_000),
        "more than 200 times its size",
    ),
    "empty cells in a row": (
        lambda: more(SHEET, "cells", b"<c/>", 4_000_000),
        "more than 16,384 cells",
    ),
    "the same cell": (lambda: more(SHEET, "cells", b'<c r="A2"/>', 1_500_000), READ),
    "empty rows": (
        lambda: more(SHEET, "rows", b"<row/>", 2_500_000),
        "1,048,576 rows, which none can",
    ),
    "elements of any kind": (lambda: more(SHEET, "more", b"<x/>", 4_000_000), READ),
    "elements in a cell": (
        lambda: more(SHEET, "cells", b'<c r="B2">' + b"<x/>" * 4_000_000 + b"</c>"),
        READ,
    ),
    "values in a cell": (
        lambda: more(SHEET, "cells", b'<c r="A2">' + b"<v/>" * 3_000_000 + b"</c>"),
        READ,
    ),
    "a far cell in each row": (
        lambda: more(SHEET, "rows", numbered('<row r="{0}"><c r="XFD{0}"/></row>', 200_000, 3)),
        READ,
    ),
    "a far value in each row": (
        lambda: more(
            SHEET,
            "rows",
            numbered('<row r="{0}"><c r="XFD{0}" t="s"><v>0</v></c></row>', 150_000, 3),
        ),
        READ,
    ),
    "columns": (lambda: more(SHEET, "columns", HIDDEN, 200_000), READ),
    "merged areas": (
        lambda: more(SHEET, "merged", numbered('<mergeCell ref="A{0}:XFD1048576"/>', 90_000, 1)),
        READ,
    ),
    "areas over many rows": (
        lambda: {
            SHEET: PLAIN[SHEET]
            .replace(
                "<!--rows-->",
                numbered(
                    '<row r="{0}"><c r="A{0}" t="str"><v>x{0}</v></c></row>', 40_000, 3
                ).decode(),
            )
            .replace("<!--merged-->", numbered('<mergeCell ref="A1:A1048576"/>', 40_000).decode())
            .encode()
        },
        READ,
    ),
    "deep": (lambda: more(SHEET, "more", b"<x>" * 4_000_000), "nested more than 64 deep"),
    "attributes": (
        lambda: more(SHEET, "more", b"<x " + numbered('a{}="" ', 60_000) + b"/>"),
        "more than 4,096 names",
    ),
    "attributes of many elements": (
        lambda: more(SHEET, "more", numbered('<x a{}=""/>', 600_000)),
        "more than 4,096 names",
    ),
    "names of elements": (
        lambda: more(SHEET, "more", numbered("<x{}/>", 600_000)),
        "more than 4,096 names",
    ),
    "prefixes": (
        lambda: more(SHEET, "more", numbered('<x xmlns:a{0}="u"/>', 600_000)),
        "more than 4,096 names",
    ),
    "a namespace of 1 MB": (
        lambda: {SHEET: ONE.format("x" * 1_000_000, "<x:row/>" * 300_000).encode()},
        "S: ",
    ),
    "a comment": (
        lambda: more(SHEET, "more", b"<!--" + b"x" * 16_000_000 + b"-->"),
        "more than 1 MiB",
    ),
    "an attribute": (
        lambda: more(SHEET, "more", b'<x a="' + b"x" * 16_000_000 + b'"/>'),
        "more than 1 MiB",
    ),
    "a text that nobody asks for": (lambda: more(SHEET, "more", b"x\n" * 8_000_000), READ),
    "a text in a cell": (
        lambda: more(SHEET, "cells", b'<c r="B2" t="str"><v>' + b"x" * 10_000_000 + b"</v></c>"),
        "more than 4,194,304 characters",
    ),
    "texts in a row": (
        lambda: more(SHEET, "cells", numbered('<c t="str"><v>' + "x" * 4_000 + "</v></c>", 4_500)),
        "texts of a row have more than",
    ),
    "a long number": (
        lambda: more(SHEET, "cells", b'<c r="B2"><v>' + b"9" * 4_000_000 + b"</v></c>"),
        "can't be read after row 1",
    ),
    "a document type": (
        lambda: {SHEET: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + bare(PLAIN[SHEET].encode())},
        "declares a document type",
    ),
    "shared texts": (lambda: more(TEXTS, "texts", b"<si/>", 3_000_000), READ),
    "different shared texts": (
        lambda: more(TEXTS, "texts", numbered("<si><t>{}</t></si>", 800_000)),
        READ,
    ),
    "a long shared text": (
        lambda: more(TEXTS, "texts", b"<si><t>" + b"x" * 10_000_000 + b"</t></si>"),
        "more than 4,194,304 characters",
    ),
    "runs of a shared text": (
        lambda: more(TEXTS, "texts", b"<si>" + b"<r><t>x</t></r>" * 1_000_000 + b"</si>"),
        READ,
    ),
    "styles": (
        lambda: more(STYLES, "styles", b"<xf/>", 3_000_000),
        "xl/styles.xml: it has more than 1,048,576 elements",
    ),
    "formats": (
        lambda: more(
            STYLES, "formats", numbered('<numFmt numFmtId="{}" formatCode="yyyy"/>', 400_000, 164)
        ),
        READ,
    ),
    "a long format": (
        lambda: more(
            STYLES, "formats", b'<numFmt numFmtId="170" formatCode="' + b"[" * 900_000 + b'"/>'
        ),
        READ,
    ),
    "a format that is none": (
        lambda: more(STYLES, "styles", b'<xf numFmtId="x"/>'),
        "xl/styles.xml: it can't be read: could not convert",
    ),
    "defined names": (
        lambda: more(
            BOOK, "names", numbered('<definedName name="n{0}">S!A1</definedName>', 300_000)
        ),
        READ,
    ),
    "sheets": (
        lambda: more(
            BOOK, "sheets", numbered('<sheet name="T{0}" sheetId="{0}" r:id="s"/>', 200_000)
        ),
        READ,
    ),
    "links": (lambda: more(LINKS, "more", numbered(MANY_LINKS, 150_000)), READ),
    "more links": (
        lambda: more("_rels/.rels", "more", b"<x/>", 3_000_000),
        "_rels/.rels: it has more than 1,048,576 elements",
    ),
}

#: What of a sheet the tables have no use for, and a matrix has.
LAID_OUT = ("columns", "merged areas", "areas over many rows", "a far value in each row")


@pytest.mark.parametrize(
    ("source", "name"),
    [*(("table", name) for name in HOSTILE), *(("matrix", name) for name in LAID_OUT)],
)
def test_it_ends_soon_in_little_memory(source: str, name: str, tmp_path: Path) -> None:
    make, told = HOSTILE[name]
    path = write(tmp_path / "a.xlsx", make())
    assert path.stat().st_size < 4_000_000
    ended = run_bounded("import", source, "a.xlsx", "--dry-run", folder=tmp_path)
    assert ended.code in {0, 2}, ended
    assert "Traceback" not in ended.err
    assert "not enough memory" not in ended.err
    assert len(ended.err) < 20_000
    if told:
        assert told in ended.err
        assert ended.err.count("a.xlsx") == 1, "one mistake is one message"
    elif source == "table":
        assert ended.code == 0, ended.err
