"""Workbooks and zips that unpack to more than anybody has, or to what no zip holds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.hostile.kind import Kind
from tests.hostile.running import MIB, RESULT, Bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.hostile.running import Place

    Part = Iterator[str] | str | bytes
    Parts = Callable[[int], dict[str, Part]]

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_SHEET, _STRINGS, _STYLES, _BOOK = (
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
)  # fmt: skip
_LINKS = "xl/_rels/workbook.xml.rels"

_HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>skill</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Role</t></is></c></row>'
)
_ROW = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>sql</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>x</t></is></c></row>'
)
#: So many pieces are written at a time.
_BATCH = 10_000


def _repeated(before: str, piece: str, size: int, after: str = "") -> Iterator[str]:
    """Yield a part of a workbook without having it whole; `#N` in a piece is its number."""
    yield before
    for start in range(0, size, _BATCH):
        batch = range(start, min(start + _BATCH, size))
        if "#" in piece:
            yield "".join(piece.replace("#N", str(n + 1)).replace("#M", str(n + 2)) for n in batch)
        else:
            yield piece * len(batch)
    yield after


def _sheet(body: str, before: str = "", after: str = "") -> str:
    return f"<worksheet {_NS}>{before}<sheetData>{body}</sheetData>{after}</worksheet>"


def _in_sheet(
    piece: str, *, before: str = "", after: str = "", place: str = "data"
) -> Parts:  # fmt: skip
    """Return a sheet with a piece, so many times: among the rows, before them or after."""
    begin, end = f"<worksheet {_NS}>", "</worksheet>"
    data = f"<sheetData>{_HEADER}{_ROW}</sheetData>"
    if place == "data":
        begin += f"<sheetData>{_HEADER}{_ROW}{before}"
        end = f"{after}</sheetData>{end}"
    elif place == "before":
        begin, end = f"{begin}{before}", f"{after}{data}{end}"
    else:
        begin, end = f"{begin}{data}{before}", f"{after}{end}"
    return lambda size: {_SHEET: _repeated(begin, piece, size, end)}


def _beside(name: str, before: str, piece: str, after: str) -> Parts:
    return lambda size: {name: _repeated(before, piece, size, after)}


def _merged(size: int) -> dict[str, Part]:
    """Areas that all cover the whole sheet."""
    return _in_sheet('<mergeCell ref="A1:XFD1048576"/>', before="<mergeCells>",
                     after="</mergeCells>", place="after")(size)  # fmt: skip


def _staircase(size: int) -> dict[str, Part]:
    pieces = "".join(f'<mergeCell ref="A{n + 3}:XFD{n + 3}"/>' for n in range(size))
    rows = "".join(f'<row r="{n + 3}"><c r="A{n + 3}"><v>1</v></c></row>' for n in range(size))
    after = f"<mergeCells>{pieces}</mergeCells>"
    return {_SHEET: _sheet(_HEADER + _ROW + rows, after=after)}


def _matrix(columns: int) -> Callable[[int], dict[str, Part]]:
    """A header across the whole sheet, and rows that are as wide."""

    def parts(size: int) -> dict[str, Part]:
        cells = "".join('<c t="inlineStr"><is><t>x</t></is></c>' for _ in range(columns))
        return {_SHEET: _repeated(f"<worksheet {_NS}><sheetData>", f"<row>{cells}</row>", size,
                                  "</sheetData></worksheet>")}  # fmt: skip

    return parts


_WORKBOOK = (
    f'<workbook {_NS} xmlns:r="{_RELATIONS}"><sheets><sheet name="Sheet" sheetId="1" r:id="rId1"/>'
    "</sheets>{}</workbook>"
)


def _book(before: str, piece: str, after: str) -> Parts:
    start, end = _WORKBOOK.split("{}")
    return lambda size: {_BOOK: _repeated(start + before, piece, size, after + end)}


def _sheets(size: int) -> dict[str, Part]:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(size))
    return {_BOOK: f'<workbook {_NS} xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'}


def _entity(text: str, size: int) -> str:
    chain = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, size + 1))
    return (
        f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 10}">{chain}<!ENTITY a SYSTEM "@SECRET">'
        f'<!ENTITY b SYSTEM "@NOBODY/b">]>{text}'
    )


def _bomb_in(name: str) -> Parts:
    def parts(size: int) -> dict[str, Part]:
        whole = _whole()
        text = whole[name]
        assert isinstance(text, str)
        head, _, rest = text.partition(">")
        return {name: _entity(f"{head}>&e{size};&a;&b;{rest}", size)}

    return parts


def _depth(size: int) -> dict[str, Part]:
    def text() -> Iterator[str]:
        yield f"<worksheet {_NS}><sheetData>{_HEADER}{_ROW}"
        yield from _repeated("", "<a>", size)
        yield from _repeated("", "</a>", size)
        yield "</sheetData></worksheet>"

    return {_SHEET: text()}


def _text_of(piece: str, after: str) -> Parts:
    """A cell whose text is so long, or has so many runs."""
    return _in_sheet(piece, before='<row r="3"><c r="A3" t="inlineStr"><is>',
                     after=f"</is></c>{after}</row>")  # fmt: skip


def _linked(target: str) -> Parts:
    return lambda _: {
        _LINKS: f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/worksheet" Target="{target}"/></Relationships>'
    }


def _cell(kind: str, value: str) -> Parts:
    cell = f'<row r="3"><c r="A3" {kind}><v>{{}}</v></c><c r="B3"><v>1</v></c></row>'
    return lambda size: {
        _SHEET: _sheet(_HEADER + _ROW + cell.replace("{}", value.replace("#N", "9" * size)))
    }


_BOOKS: dict[str, tuple[Parts, tuple[int, ...]]] = {
    "empty-cells": (_in_sheet("<c/>", before='<row r="3">', after="</row>"),
                    (100_000, 3_000_000, 60_000_000)),
    "empty-rows": (_in_sheet("<row/>"), (100_000, 2_000_000, 10_000_000)),
    "unknown-elements": (_in_sheet("<x/>"), (100_000, 8_000_000, 20_000_000)),
    "unknown-after": (_in_sheet("<x/>", place="after"), (100_000, 8_000_000, 20_000_000)),
    "text-between": (_in_sheet(" "), (100_000, 100_000_000, 300_000_000)),
    "comments": (_in_sheet("<!-- -->"), (100_000, 3_000_000, 20_000_000)),
    "hidden-columns": (_in_sheet('<col min="1" max="16384" hidden="1"/>', before="<cols>",
                                 after="</cols>", place="before"), (1_000, 200_000)),
    "columns": (_in_sheet('<col min="1" max="1"/>', before="<cols>", after="</cols>",
                          place="before"), (1_000, 2_000_000, 10_000_000)),
    "last-columns": (_in_sheet('<row r="#M"><c r="XFD#M"><v>1</v></c></row>'), (1_000, 100_000)),
    "last-rows": (_in_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), (1, 1_000)),
    "rows-backwards": (_in_sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), (1_000, 1_000_000)),
    "far-columns": (_in_sheet('<row r="#M"><c r="ZZZZ#M"><v>1</v></c></row>'), (1, 1_000)),
    "hidden-rows": (_in_sheet('<row r="#M" hidden="1"/>'), (1_000, 1_000_000)),
    "merged": (_merged, (1_000, 90_000)),
    "merged-in-steps": (_staircase, (500, 4_000, 50_000)),
    "matrix": (_matrix(16_000), (3, 30)),
    "tall-matrix": (_matrix(3), (1_000, 300_000)),
    "formulas": (_in_sheet('<row r="#M"><c r="A#M"><f>1</f></c></row>'), (1_000, 90_000)),
    "defined-names": (_book("<definedNames>", "<definedName name='a#N'>1</definedName>",
                            "</definedNames>"), (1_000, 300_000)),
    "views": (_book("<bookViews>", "<workbookView/>", "</bookViews>"), (1_000, 1_000_000)),
    "sheets": (_sheets, (100, 20_000)),
    "strings": (_beside(_STRINGS, f"<sst {_NS}>", "<si/>", "</sst>"),
                (100_000, 3_000_000, 10_000_000)),
    "long-string": (_beside(_STRINGS, f"<sst {_NS}><si><t>", "xxxxxxxxxx", "</t></si></sst>"),
                    (100_000, 5_000_000, 50_000_000)),
    "runs": (_beside(_STRINGS, f"<sst {_NS}><si>", "<r><t>x</t></r>", "</si></sst>"),
             (100_000, 1_000_000, 5_000_000)),
    "cell-styles": (_beside(_STYLES, f"<styleSheet {_NS}><cellXfs>", "<xf/>",
                            "</cellXfs></styleSheet>"), (100_000, 1_000_000, 5_000_000)),
    "formats": (_beside(_STYLES, f"<styleSheet {_NS}><numFmts>",
                        '<numFmt numFmtId="#N" formatCode="0"/>', "</numFmts></styleSheet>"),
                (10_000, 300_000, 2_000_000)),
    "fonts": (_beside(_STYLES, f"<styleSheet {_NS}><fonts>", "<font/>", "</fonts></styleSheet>"),
              (10_000, 300_000, 3_000_000)),
    "long-cell": (_text_of("<t>xxxxxxxxxx</t>", ""), (100_000, 1_000_000, 10_000_000)),
    "cell-runs": (_text_of("<r><t>x</t></r>", ""), (100_000, 1_000_000, 5_000_000)),
    "depth": (_depth, (1_000, 100_000, 1_000_000)),
    "entities-in-sheet": (_bomb_in(_SHEET), (2, 9)),
    "entities-in-book": (_bomb_in(_BOOK), (2, 9)),
    "entities-in-links": (_bomb_in(_LINKS), (2, 9)),
    "attributes": (lambda n: {_SHEET: _sheet(_HEADER + _ROW + "<row " + " ".join(
        f'a{k}="1"' for k in range(n)) + "/>")}, (1_000, 500_000)),
    "date-too-late": (_cell('s="1"', "1e#N"), (3,)),
    "digits": (_cell('t="n"', "#N"), (300, 5_000_000)),
    "string-out-of-range": (_cell('t="s"', "#N"), (9, 5_000)),
    "date-that-is-none": (_cell('t="d"', "#N-13-45"), (4, 5_000)),
    "error": (_cell('t="e"', "#N"), (9, 5_000_000)),
    "link-up": (_linked("../../../../../../etc/passwd"), (1,)),
    "link-root": (_linked("/etc/passwd"), (1,)),
    "link-far": (_linked('@NOBODY/s" TargetMode="External'), (1,)),
    "link-nowhere": (_linked(""), (1,)),
    "link-to-itself": (_linked("workbook.xml"), (1,)),
    "nothing-in-it": (lambda _: {_SHEET: ""}, (1,)),
    "no-xml": (lambda _: {_SHEET: b"\0\xff" * 1_000}, (1,)),
    "utf-7": (lambda _: {_SHEET: f'<?xml version="1.0" encoding="utf-7"?>{_sheet(_HEADER)}'}, (1,)),
    "dimension": (lambda _: {_SHEET: _sheet(_HEADER + _ROW, '<dimension ref="A1:XFD1048576"/>')},
                  (1,)),
}  # fmt: skip


def _whole() -> dict[str, Part]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{_BOOK}" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/{_STYLES}" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/{_STRINGS}" ContentType="{_TYPES}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/officeDocument" Target="{_BOOK}"/></Relationships>',
        _BOOK: _WORKBOOK.replace("{}", ""),
        _LINKS: f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3"'
        f' Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        _SHEET: _sheet(_HEADER + _ROW),
        _STYLES: f'<styleSheet {_NS}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        _STRINGS: f"<sst {_NS}><si><t>x</t></si></sst>",
    }


def _write(path: Path, parts: dict[str, Part], filled: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                for piece in (part,) if isinstance(part, str | bytes) else part:
                    stream.write(piece if isinstance(piece, bytes) else filled(piece).encode())


BOOK_ASKS = (
    f"import table in.xlsx -o {RESULT}.graph",
    f"import matrix in.xlsx -o {RESULT}.graph",
)


def _book_kind(name: str, parts: Parts, sizes: tuple[int, ...]) -> Kind:
    def make(place: Place) -> None:
        _write(place.work / "in.xlsx", {**_whole(), **parts(place.size)}, place.filled)

    return Kind(f"xlsx/{name}", make, BOOK_ASKS, sizes, bounds=Bounds(cpu=20))


def _onet_book(place: Place) -> None:
    parts = _BOOKS["empty-cells"][0](place.size)
    _write(place.work / "Occupation Data.xlsx", {**_whole(), **parts}, place.filled)


# --- zips ---

_ZIP_ASKS = (
    f"import esco in.zip -o {RESULT}.graph",
    f"import onet in.zip -o {RESULT}.graph",
    f"import table in.zip -o {RESULT}.graph",
)
_CSV = "skills_en.csv"
_ONET = "Occupation Data.txt"
_ESCO_HEADER = (
    b"conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
    b"modifiedDate,scopeNote,definition,inScheme,description\n"
)
_ONET_HEADER = b"O*NET-SOC Code\tTitle\tDescription\n"


def _zip_of(
    *members: tuple[str, bytes, int], method: int = zipfile.ZIP_DEFLATED
) -> Callable[[Place], None]:
    """Return what writes a zip: names, and what each begins with before a byte is repeated.

    The byte is an `x`, unless the count is negative: then it is a line feed.
    """

    def make(place: Place) -> None:
        with zipfile.ZipFile(place.work / "in.zip", "w", method) as archive:
            for name, first, times in members:
                filling = b"x" if times >= 0 else b"\n"
                left = abs(times) * place.size
                with archive.open(name, "w", force_zip64=True) as stream:
                    stream.write(first)
                    while left > 0:
                        stream.write(filling * min(left, MIB))
                        left -= MIB

    return make


def _raw(members: list[tuple[str, bytes, dict[str, int]]]) -> bytes:
    """Return a zip whose directory says what it is told to say."""
    out = io.BytesIO()
    directory = b""
    for name, content, said in members:
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packed.compress(content) + packed.flush()
        fields = {
            "method": 8, "flags": 0x800, "crc": zlib.crc32(content), "packed": len(data),
            "size": len(content), "offset": out.tell(), "attributes": 0, **said,
        }  # fmt: skip
        encoded = name.encode("utf-8", "surrogatepass")
        common = struct.pack(
            "<HHHHHIIIHH", 20, fields["flags"], fields["method"], 0, 0x21, fields["crc"],
            fields["packed"], fields["size"], len(encoded), 0,
        )  # fmt: skip
        out.write(b"PK\3\4" + common + encoded + data)
        directory += (
            b"PK\1\2\x14\3" + common
            + struct.pack("<HHHII", 0, 0, 0, fields["attributes"], fields["offset"]) + encoded
        )  # fmt: skip
    start = out.tell()
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), start, 0)
    return out.getvalue() + directory + b"PK\5\6" + end


def _crafted(
    members: Callable[[int], list[tuple[str, bytes, dict[str, int]]]],
) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write("in.zip", _raw(members(place.size)))

    return make


def _overlapping(size: int) -> list[tuple[str, bytes, dict[str, int]]]:
    """One kernel that every member points to."""
    kernel = _ESCO_HEADER + b"x" * 50 * MIB
    first = [(_CSV, kernel, {})]
    return first + [
        (f"skills_a{chr(97 + n // 26)}{chr(97 + n % 26)}.csv", b"", {
            "offset": 0, "packed": 60_000, "size": len(kernel), "crc": zlib.crc32(kernel)})
        for n in range(size)
    ]  # fmt: skip


def _lzma(place: Place) -> None:
    """A member whose unpacking asks for a dictionary of 4 GiB."""
    with zipfile.ZipFile(place.work / "in.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(_CSV, _ESCO_HEADER * 10)
        archive.writestr(_ONET, _ONET_HEADER * 10)
    content = bytearray((place.work / "in.zip").read_bytes())
    at = 0
    while (at := content.find(b"\x09\x04\x05\x00", at)) >= 0:
        content[at + 5 : at + 9] = b"\xff\xff\xff\xff"
        at += 9
    place.write("in.zip", bytes(content))


def _names(*names: str) -> Callable[[Place], None]:
    return _crafted(lambda _: [(name, _ESCO_HEADER, {}) for name in names])


def _both(content: bytes = b"", **said: int) -> Callable[[Place], None]:
    return _crafted(
        lambda _: [(_CSV, _ESCO_HEADER + content, said), (_ONET, _ONET_HEADER + content, said)]
    )


_ZIPS: dict[str, tuple[Callable[[Place], None], tuple[int, ...]]] = {
    "long-line": (_zip_of((_CSV, _ESCO_HEADER, 1), (_ONET, _ONET_HEADER, 1)),
                  (10 * MIB, 600 * MIB, 1_900 * MIB)),
    "long-header": (_zip_of((_CSV, b"", 1), (_ONET, b"", 1)), (10 * MIB, 600 * MIB)),
    "empty-lines": (_zip_of((_CSV, _ESCO_HEADER, -1), (_ONET, _ONET_HEADER, -1)),
                    (10 * MIB, 300 * MIB)),
    "too-large": (_zip_of((_CSV, _ESCO_HEADER, 1)), (2_100 * MIB,)),
    "in-bzip2": (_zip_of((_CSV, _ESCO_HEADER, 1), (_ONET, _ONET_HEADER, 1),
                         method=zipfile.ZIP_BZIP2), (10 * MIB, 300 * MIB)),
    "of-zips": (lambda place: place.write("in.zip", _nested_zip(place.size)), (3, 100)),
    "lzma-dictionary": (_lzma, (1,)),
    "overlapping": (_crafted(_overlapping), (3, 600)),
    "members": (_crafted(lambda n: [(f"a{k}.csv", b"", {}) for k in range(n)]), (9_999, 65_000)),
    "sizes-too-small": (_both(b"x" * 10 * MIB, size=10), (1,)),
    "sizes-too-large": (_both(size=0x7FFFFFF0), (1,)),
    "packed-too-large": (_both(packed=0x7FFFFFF0), (1,)),
    "offset-beyond": (_both(offset=0x7FFFFFF0), (1,)),
    "checksum": (_both(crc=1), (1,)),
    "encrypted": (_both(flags=0x801), (1,)),
    "patched": (_both(flags=0x820), (1,)),
    "unknown-method": (_both(method=99), (1,)),
    "stored-yet-packed": (_both(method=0), (1,)),
    "two-of-a-name": (_names(_CSV, _CSV), (1,)),
    "two-but-for-case": (_names(_CSV, _CSV.upper()), (1,)),
    "two-in-folders": (_names(f"a/{_CSV}", f"b/{_CSV}"), (1,)),
    "names-in-folders": (_crafted(lambda n: [(f"{k}/{_CSV}", _ESCO_HEADER, {}) for k in range(n)]),
                         (100, 9_999)),
    "path-up": (_names(f"../../neighbour/{_CSV}", f"../{RESULT}.graph"), (1,)),
    "path-absolute": (_names(f"/etc/{_CSV}", "/etc/passwd"), (1,)),
    "path-windows": (_names(f"..\\..\\{_CSV}", f"C:\\{_CSV}", "NUL", "con.csv"), (1,)),
    "name-control": (_names(f"\x1b[2J\n/{_CSV}", "\0.csv", "\u202ecsv.csv"), (1,)),
    "name-nothing": (_names("", ".", "..", "/", _CSV), (1,)),
    "name-long": (_names(*(f"{'x' * 60_000}{n}.csv" for n in range(3)), _CSV), (1,)),
    "link": (_crafted(lambda _: [(_CSV, b"../../neighbour/secret.txt",
                                  {"attributes": 0o120777 << 16})]), (1,)),
    "comment": (lambda place: place.write("in.zip", _raw([(_CSV, _ESCO_HEADER, {})])[:-2]
                                          + b"\xff\xff" + b"PK\5\6" * 16_000), (1,)),
    "cut": (lambda place: place.write("in.zip", _raw([(_CSV, _ESCO_HEADER * 9, {})])[:-30]), (1,)),
    "nothing-in-it": (lambda place: place.write("in.zip", _raw([])), (1,)),
    "no-zip": (lambda place: place.write("in.zip", b"PK\3\4" + b"\xff" * 100_000), (1,)),
}  # fmt: skip


def _nested_zip(depth: int) -> bytes:
    data = _raw([(_CSV, _ESCO_HEADER, {})])
    for _ in range(depth):
        data = _raw([("inner.zip", data, {}), ("esco.zip", data[:100], {})])
    return data


KINDS: list[Kind] = [
    *(_book_kind(name, parts, sizes) for name, (parts, sizes) in _BOOKS.items()),
    Kind("xlsx/empty-cells-of-onet", _onet_book,
         (("import", "onet", "Occupation Data.xlsx", "-o", f"{RESULT}.graph"),),
         (100_000, 10_000_000), bounds=Bounds(cpu=20)),
    *(Kind(f"zip/{name}", make, _ZIP_ASKS, sizes, bounds=Bounds(cpu=25))
      for name, (make, sizes) in _ZIPS.items()),
    *(Kind(f"zip/{name}-as-xlsx",
           lambda place, make=make: (make(place), (place.work / "in.zip").rename(
               place.work / "in.xlsx")),
           BOOK_ASKS, sizes[:1], bounds=Bounds(cpu=20))
      for name, (make, sizes) in _ZIPS.items()),
]  # fmt: skip
