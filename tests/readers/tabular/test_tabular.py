"""What other people's tables do wrong is told with its place, and nothing of them is lost."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import struct
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from skillgraph.errors import InvalidInput
from skillgraph.readers.report import Report
from skillgraph.readers.tabular import delimited as delimited_module
from skillgraph.readers.tabular import members as members_module
from skillgraph.readers.tabular.delimited import MAX_FIELD, open_delimited
from skillgraph.readers.tabular.members import Member, list_members
from skillgraph.readers.tabular.sheet_parts import SheetParts
from skillgraph.readers.tabular.sheets import cell_text, column_letters, open_sheet, open_workbook

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "id,label\r\n1,one\r\n2,two\r\n"


def member(path: Path, content: bytes) -> Member:
    path.write_bytes(content)
    (found,) = list_members([path], {path.suffix})
    return found


def rows(found: Member, *columns: str, report: Report | None = None, **how: object) -> list[object]:
    with open_delimited(found, report or Report(), **how) as table:
        return list(table.rows(*columns))


def refused(found: Member) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        rows(found, "id", "label")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace("\r\n", "\n").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        b'id,label\n1,"one"\n\n2,two',
    ],
)
def test_the_same_table_however_it_is_saved(tmp_path: Path, content: bytes) -> None:
    found = [values for _, values in rows(member(tmp_path / "a.csv", content), "label", "id")]
    assert found == [("one", "1"), ("two", "2")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    found = member(tmp_path / "a.csv", b'id,label\n1,"one\nand a half"\n\n3,three\n')
    with open_delimited(found, Report()) as table:
        assert [number for number, _ in table.rows("id")] == [2, 4]
        assert table.place("source:a", 4).fragment == "row=4"
        assert table.spot(4, "label").endswith("a.csv row 4, label")


def test_what_precedes_an_error_is_told(tmp_path: Path) -> None:
    found = member(tmp_path / "a.csv", b'id,label\n1\n2,two\n3,"three')
    report = Report()
    with pytest.raises(InvalidInput):
        rows(found, "id", report=report)
    assert report.left_out.total() == 1


def test_a_long_field_is_read_and_an_endless_one_refused(tmp_path: Path) -> None:
    long = "x" * 700_000
    found = member(tmp_path / "a.csv", f"id,label\n1,{long}\n".encode())
    assert rows(found, "label") == [(2, (long,))]
    endless = f"id,label\n1,{'x' * (MAX_FIELD + 1)}\n".encode()
    (problem,) = refused(member(tmp_path / "b.csv", endless))
    assert "b.csv:2: a field has more than" in problem


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no header."),
        (b"\n\n", "there is no header."),
        (b"id,label,id\n1,2,3\n", "two columns are called 'id'."),
        (b"id,lable\n1,2\n", "there is no column 'label'. Did you mean 'lable'?"),
        (b'id,label\n1,"two\n3,4\n', "a quoted field is never closed."),
        (b'id,label\n1,"two"x\n', "a.csv:2: text follows a closing quotation mark."),
        (b"id,label\n1,t\0wo\n", "a.csv:2: the control character U+0000 stands here."),
        (b"id,label\n1,t\x1bwo\n", "a.csv:2: the control character U+001B stands here."),
        ("id,label\n1,zwölf".encode("latin-1"), "a.csv:2: the byte 0xf6 at offset 13 is not UTF-8"),
        ("id,label\n1,zwö".encode()[:-1], "its text ends within a character."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    assert any(told in problem for problem in refused(member(tmp_path / "a.csv", content)))


def test_the_place_of_a_byte_far_into_a_file(tmp_path: Path) -> None:
    """Chunks end anywhere, within a character too."""
    line = "1,zwölf\n".encode()
    before = b"id,label\n" + line * 100_000
    found = member(tmp_path / "a.csv", before + b"2,\xe4\n")
    (problem,) = refused(found)
    assert f"a.csv:100002: the byte 0xe4 at offset {len(before) + 2:,} is not UTF-8." in problem


def test_a_control_character_far_into_a_file(tmp_path: Path) -> None:
    """Bytes are looked at a chunk at a time; lines are counted over all of them."""
    content = b"id,label\n" + b"1,two\n" * 20_000 + b"3,\x07\n"
    (problem,) = refused(member(tmp_path / "a.csv", content))
    assert "a.csv:20002: the control character U+0007 stands here." in problem


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 15])
def test_no_chunk_parts_a_character_or_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("skillgraph.readers.tabular.guarded._CHUNK", size)
    content = 'id,label\r\n1,"日本\r\n語 😀"\r\n2,é\r\n'
    found = member(tmp_path / "a.csv", content.encode())
    assert rows(found, "id", "label") == [(2, ("1", "日本\r\n語 😀")), (3, ("2", "é"))]


def test_rows_of_another_width_are_left_out_and_counted(tmp_path: Path) -> None:
    remarks: list[object] = []
    report = Report(on_remark=remarks.append)
    found = member(tmp_path / "a.csv", b"id,label\n1\n2,two\n3,three,more\n,\n")
    assert rows(found, "id", report=report) == [(3, ("2",)), (5, ("",))]
    assert [str(each.place)[-9:] for each in remarks] == ["csv row 2", "csv row 4"]
    assert report.left_out.total() == 2


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)] * 3),
        max_size=5,
    )
)
def test_what_csv_writes_is_read(tmp_path_factory: pytest.TempPathFactory, table: list) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("a", "b", "c"), *table])
    found = member(tmp_path_factory.mktemp("t") / "a.csv", text.getvalue().encode())
    assert [values for _, values in rows(found, "a", "b", "c", separator=",")] == table


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_it_is_rows_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("t")
    for name in ("a.csv", "a.tsv"):
        found = member(folder / name, b"id,label\n" + content)
        with suppress(InvalidInput):
            rows(found, "id" if name == "a.csv" else "id,label")


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", content)
    return path


def told(*paths: Path) -> str:
    try:
        for each in list_members(paths, {".csv"}):
            rows(each, "id")
    except InvalidInput as error:
        return str(error)
    return "nothing"


def test_a_zip_is_read_in_place_whatever_its_folders(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", deep__down__a=GOOD.encode(), b=GOOD.encode())
    found = list_members([tmp_path], {".csv"})
    assert [each.name for each in found] == ["a.csv", "b.csv"]
    assert all(len(rows(each, "id")) == 2 for each in found)
    assert found[0].shown.endswith("all.zip/a.csv")
    assert list(tmp_path.iterdir()) == [path]


def test_members_that_would_leave_the_folder_write_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr("../../evil.csv", GOOD)
    (found,) = list_members([tmp_path / "slip.zip"], {".csv"})
    assert len(rows(found, "id")) == 2
    assert not (tmp_path.parent.parent / "evil.csv").exists()


def test_damaged_zips(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "whole.zip", a=GOOD.encode() * 1000).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert "it is no whole zip" in told(tmp_path / "cut.zip")
    spoilt = bytearray(whole)
    spoilt[60:70] = b"\0" * 10
    (tmp_path / "spoilt.zip").write_bytes(bytes(spoilt))
    assert "it can't be unpacked" in told(tmp_path / "spoilt.zip")
    begins = len(whole) - 6  # where the directory begins: so no member is within the file
    beyond = struct.pack("<I", struct.unpack_from("<I", whole, begins)[0] + 9999)
    (tmp_path / "beyond.zip").write_bytes(whole[:begins] + beyond + whole[-2:])
    assert "beyond.zip/a.csv: it can't be unpacked: Invalid arg" in told(tmp_path / "beyond.zip")
    (tmp_path / "text.zip").write_text("no zip at all")
    assert "it is no whole zip" in told(tmp_path / "text.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_and_encrypted_ones(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("a.csv", GOOD)
    assert "two members of this name" in told(tmp_path / "two.zip")
    content = bytearray(zipped(tmp_path / "locked.zip", a=GOOD.encode()).read_bytes())
    at = content.index(b"PK\x01\x02") + 8
    content[at : at + 2] = struct.pack("<H", 1)
    (tmp_path / "locked.zip").write_bytes(bytes(content))
    assert "the member is encrypted" in told(tmp_path / "locked.zip")


def test_the_same_file_twice_is_told(tmp_path: Path) -> None:
    one = zipped(tmp_path / "one.zip", a=GOOD.encode())
    two = zipped(tmp_path / "two.zip", a=GOOD.encode())
    assert "there is a.csv in" in told(one, two)


def test_a_bomb_is_refused_by_what_it_unpacks_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members_module, "MAX_BYTES", 1 << 20)
    monkeypatch.setattr("skillgraph.readers.tabular.guarded.MAX_BYTES", 1 << 20)
    path = zipped(tmp_path / "bomb.zip", a=b"id,label\n" + b"1,x\n" * (1 << 20))
    assert "unpacked it is larger than" in told(path)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 9)  # the zip says that it is small
    path.write_bytes(bytes(content))
    assert "it can't be unpacked" in told(path)


def test_nothing_there(tmp_path: Path) -> None:
    assert "there is no .csv file" in told(tmp_path)
    assert "No such file" in told(tmp_path / "nowhere.csv")


def sheet_rows(path: Path, *columns: str) -> list[object]:
    (found,) = list_members([path], {".xlsx"})
    report = Report()
    with open_workbook(found) as workbook:
        return list(open_sheet(found, workbook, report).rows(*columns))


def test_a_sheet_gives_texts_and_cell_references(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ([], ["id", "share"], [1, 0.5], [None, None], ["two", 4.0]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert sheet_rows(tmp_path / "a.xlsx", "share", "id") == [(3, ("0.5", "1")), (5, ("4", "two"))]
    (found,) = list_members([tmp_path / "a.xlsx"], {".xlsx"})
    with open_workbook(found) as workbook:
        sheet = open_sheet(found, workbook, Report())
        assert sheet.place("source:a", 5, "share").locator == "Sheet!B5"
        with pytest.raises(InvalidInput, match=r"there is no sheet 'Shet'\. Did you mean 'Sheet'"):
            open_sheet(found, workbook, Report(), "Shet")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(InvalidInput, match="this is no Excel workbook"):
        sheet_rows(tmp_path / "a.xlsx", "id")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f"""\
<worksheet xmlns="{MAIN}">\
<cols><col min="1" max="1" width="9"/></cols><sheetData>\
<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>\
<row r="2"><c r="A2"><v>7</v></c></row></sheetData></worksheet>"""


def with_sheet(folder: Path, xml: str, **others: str) -> Path:
    """Write a workbook whose sheet is this XML, and so other parts that are named."""
    parts = {"xl/worksheets/sheet1.xml": xml, **others}
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    path = folder / "a.xlsx"
    with zipfile.ZipFile(stream) as plain, zipfile.ZipFile(path, "w") as written:
        for name in plain.namelist():
            written.writestr(name, parts.get(name) or plain.read(name))
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<v>7</v>", "<v>&gt;</v>", "a.xlsx Sheet: the sheet can't be read after row 1"),
        ('t="inlineStr"><is><t>id</t></is>', 't="s"><v>3</v>', "can't be read after row 0"),
        ('r="2"', 'r="9999999999"', "the sheet has more than 1,048,576 rows, which none can have"),
        ("</sheetData>", "</sheetDate>", "this is no Excel workbook: mismatched tag"),
    ],
)
def test_values_that_are_none_are_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert sheet_rows(with_sheet(tmp_path, SHEET), "id") == [(2, ("7",))]
    with pytest.raises(InvalidInput) as caught:
        sheet_rows(with_sheet(tmp_path, SHEET.replace(old, new)), "id")
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_zip_without_a_workbook_is_none(tmp_path: Path, name: str) -> None:
    for content in ("<none/>", "<none", f"<!DOCTYPE none>{SHEET}", "<a:n/>"):
        path = with_sheet(tmp_path, SHEET, **{name: content})
        with pytest.raises(InvalidInput, match=r"a\.xlsx.*: (this|it|the workbook|one) .*\."):
            sheet_rows(path, "id")


STYLES = f"""\
<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/>\
<numFmt numFmtId="171" formatCode="&quot;day&quot; 0"/></numFmts>\
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/>\
<xf numFmtId="170"/><xf numFmtId="171"/></cellXfs><dxfs><dxf><numFmt numFmtId="0" \
formatCode="yyyy"/></dxf></dxfs></styleSheet>"""
TEXTS = f"""\
<sst xmlns="{MAIN}"><si><t>id</t></si><si><r><rPr><b/></rPr><t>two </t></r><r><t>runs</t></r>\
<rPh sb="0" eb="1"><t>spoken</t></rPh></si><si><t/></si><si><t>_x005F_x000D_</t></si></sst>"""
LINKS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://x/worksheet" Target="/xl/worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="http://x/styles" Target="styles.xml"/>\
<Relationship Id="rId3" Type="http://x/sharedStrings" Target="../xl/SharedStrings.xml"/>\
</Relationships>"""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="s"><v>1</v></c>', "two runs"),
        ('<c t="s"><v>3</v></c>', "_x000D_"),
        ("<c><v>8.0</v></c>", "8"),
        ("<c><v>1e-3</v></c>", "0.001"),
        ('<c s="1"><v>45292</v></c>', "2024-01-01"),
        ('<c s="1"><v>45292.5</v></c>', "2024-01-01T12:00:00"),
        ('<c s="1"><v>1e300</v></c>', "#VALUE!"),
        ('<c s="2"><v>1.5</v></c>', "1 day, 12:00:00"),
        ('<c s="3"><v>7</v></c>', "7"),
        ('<c s="99"><v>7</v></c>', "7"),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="d"><v>2024-05-01T00:00:00</v></c>', "2024-05-01"),
        ('<c t="str"><f>A1</f><v>it is</v></c>', "it is"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>', "two runs"),
        ('<c t="inlineStr"><v>1</v><is><t xml:space="preserve"> a&#10;b</t></is></c>', " a\nb"),
        ('<c><v>1</v></c><c r="A9"><v>2</v></c>', "2"),
        ('<c r="a3"><v>1</v></c><c r="XFD3"/>', "1"),
    ],
)
def test_a_cell_says_what_a_spreadsheet_shows(tmp_path: Path, cell: str, value: str) -> None:
    others = {"xl/styles.xml": STYLES, "xl/_rels/workbook.xml.rels": LINKS}
    path = with_sheet(tmp_path, SHEET.replace('<c r="A2"><v>7</v></c>', cell), **others)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", TEXTS)
    assert sheet_rows(path, "id") == [(2, (value,))]


@pytest.mark.parametrize(
    "cell", ["<c/>", "<c><f>1+1</f></c>", '<c t="s"><v>2</v></c>', "<c><v/></c>"]
)
def test_a_cell_without_a_value_is_none(tmp_path: Path, cell: str) -> None:
    others = {"xl/_rels/workbook.xml.rels": LINKS, "xl/styles.xml": STYLES}
    path = with_sheet(tmp_path, SHEET.replace('<c r="A2"><v>7</v></c>', cell), **others)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", TEXTS)
    assert sheet_rows(path, "id") == []


def test_the_texts_that_cells_share_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skillgraph.readers.tabular.sheet_parts.MAX_SHARED", 60)
    path = with_sheet(tmp_path, SHEET, **{"xl/_rels/workbook.xml.rels": LINKS})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", TEXTS)
    with pytest.raises(InvalidInput, match=r"a.xlsx xl/SharedStrings.xml: the texts in it take"):
        sheet_rows(path, "id")


def test_names_may_have_a_prefix_and_the_strict_namespace(tmp_path: Path) -> None:
    """So does the library that Microsoft gives to programs write them."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    prefixed = re.sub(r"<(/?)(?=\w)", r"<\1x:", SHEET).replace(
        f'xmlns="{MAIN}', f'xmlns:x="{strict}'
    )
    assert sheet_rows(with_sheet(tmp_path, prefixed), "id") == [(2, ("7",))]


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["id"])
    book.active.append([dt.date(2024, 1, 1)])
    book.save(tmp_path / "a.xlsx")
    assert sheet_rows(tmp_path / "a.xlsx", "id") == [(2, ("2024-01-01",))]


def test_rows_out_of_order_are_told(tmp_path: Path) -> None:
    """A row that stands again would be lost in silence."""
    path = with_sheet(tmp_path, SHEET.replace("</sheetData>", '<row r="2"/></sheetData>'))
    with pytest.raises(InvalidInput, match="after row 2: row 2 stands after row 2"):
        sheet_rows(path, "id")


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**14), 10**14), st.floats(allow_nan=False, width=32),
    st.text(st.characters(exclude_categories=("Cs", "Cc"))).map("x{}".format),
    st.builds(dt.datetime, st.integers(1901, 9999), st.just(5), st.just(9), st.integers(0, 23)),
    st.dates(dt.date(1901, 1, 1)), st.times().map(lambda each: each.replace(microsecond=0)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=6), st.booleans())
def test_any_workbook_says_what_openpyxl_reads(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[object]],
    streamed: bool,
) -> None:
    book = openpyxl.Workbook(write_only=streamed)
    sheet = book.create_sheet("Sheet", 0)
    for row in (["a", "b", "c"], *rows):
        sheet.append(row)
    path = tmp_path_factory.mktemp("t") / "a.xlsx"
    book.save(path)
    read = openpyxl.load_workbook(path, read_only=True, data_only=True)
    wanted = [
        (number, tuple(map(cell_text, (*row, None, None)[:3])))
        for number, row in enumerate(read.worksheets[0].values, 1)
        if any(value is not None for value in row)
    ]
    read.close()
    assert sheet_rows(path, "a", "b", "c") == wanted[1:]


@pytest.mark.parametrize(
    ("name", "most", "told"),
    [
        ("workbook.MAX_ELEMENTS", 9, "a.xlsx Sheet: it has more than 9 elements (cells"),
        ("workbook.MAX_FEW", 9, "elements (cells, values, styles and the like). Save only"),
        ("workbook.MAX_BYTES", 99, "a.xlsx Sheet: unpacked it is larger than 0 MiB."),
        ("workbook.MAX_SMALL", 99, ".rels: unpacked it is larger than 0 MiB."),
        ("sheet_parts.MAX_DEPTH", 5, "its elements are nested more than 5 deep."),
        ("sheet_parts.MAX_ROW", 1, "a.xlsx Sheet: the texts of a row have more than 1 char"),
        ("sheet_parts.MAX_FIELD", 1, "a.xlsx Sheet: a cell has more than 1 characters."),
        ("sheet_parts.MAX_NAMES", 9, "its elements and attributes have more than 9 names."),
        ("members.MAX_MEMBERS", 3, "a.xlsx: it has 9 members, more than 3."),
        ("members.FREE_BYTES", 9, "more than 0 times its size. Unpack it first, if you"),
        ("members.MAX_DIRECTORY", 9, "this is no Excel workbook: its directory is larger"),
    ],
)
def test_what_there_is_too_much_of_is_told_with_its_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int, told: str
) -> None:
    book = openpyxl.Workbook()
    for row in (["id"], ["one"], ["two"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    monkeypatch.setattr(f"skillgraph.readers.tabular.{name}", most)
    if "FREE" in name:
        monkeypatch.setattr("skillgraph.readers.tabular.members.MAX_RATIO", 0)
    with pytest.raises(InvalidInput) as caught:
        sheet_rows(tmp_path / "a.xlsx", "id")
    (problem,) = caught.value.problems
    assert told in str(problem)


def test_a_workbook_in_a_zip_is_read_whole_and_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    content = with_sheet(tmp_path / "in", SHEET).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("deep/a.xlsx", content)
    assert sheet_rows(tmp_path / "a.zip", "id") == [(2, ("7",))]
    monkeypatch.setattr("skillgraph.readers.tabular.sheets.MAX_WITHIN", 99)
    with pytest.raises(InvalidInput, match=r"a\.zip/a\.xlsx: a workbook in a zip is larger than"):
        sheet_rows(tmp_path / "a.zip", "id")


def test_columns_before_the_first_cost_nothing(tmp_path: Path) -> None:
    hidden = '<col min="-999999999999" max="2" hidden="1"/>'
    path = with_sheet(tmp_path, SHEET.replace('<col min="1" max="1" width="9"/>', hidden))
    (found,) = list_members([path], {".xlsx"})
    parts = SheetParts()
    with open_workbook(found) as workbook:
        assert len(list(workbook.rows(workbook.sheets[0], parts))) == 2
    assert parts.hidden_columns == {1, 2}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_spoilt_workbook_is_rows_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, spoilt: list[tuple[int, int]]
) -> None:
    """Where a byte is spoilt is not drawn from the workbook: its length differs by the second."""
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.active.append([1])
    stream = io.BytesIO()
    book.save(stream)
    content = bytearray(stream.getvalue())
    for at, byte in spoilt:
        content[at % len(content)] = byte
    path = tmp_path_factory.mktemp("t") / "a.xlsx"
    path.write_bytes(bytes(content))
    with suppress(InvalidInput):
        sheet_rows(path, "id")


@pytest.mark.parametrize("piece", [b"x\n", b",", b"xyz,", b"1,2\r"], ids=repr)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_row_without_an_end_is_read_no_further_than_it_may_be_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: bytes, *, wrapped: bool
) -> None:
    """A quotation mark that is never closed would gather all that follows it."""
    monkeypatch.setattr(delimited_module, "MAX_ROW", 1 << 20)
    done = 0

    def advance(_: object, size: int) -> None:
        nonlocal done
        done += size

    monkeypatch.setattr(Report, "advance", advance)
    quote = b'"' if b"\n" in piece or b"\r" in piece else b""
    content = b"id,label\n1,2\n" + quote + piece * ((8 << 20) // len(piece))
    if wrapped:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("a.csv", content)
        (found,) = list_members([tmp_path / "a.zip"], {".csv"})
    else:
        found = member(tmp_path / "a.csv", content)
    (problem,) = refused(found)
    assert "a.csv:3: the row that begins here is longer than 1 MiB. Is a quotation" in problem
    assert 1 << 20 < done < (1 << 20) + (1 << 17)


def test_many_rows_are_longer_than_one_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited_module, "MAX_ROW", 1 << 17)
    content = b"id,label\n" + b'1,"a\nb"\n' * 100_000
    assert len(rows(member(tmp_path / "a.csv", content), "label")) == 100_000


def test_a_cell_far_to_the_right_has_a_reference() -> None:
    """openpyxl has none beyond ZZZ, and a CSV file may have more columns than a sheet."""
    assert [*map(column_letters, range(1, 18_279))] == [*map(get_column_letter, range(1, 18_279))]
    assert column_letters(18_279) == "AAAA"
