"""What other people's tables do wrong is told with its place, and nothing of them is lost."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.readers.report import Report
from skillgraph.readers.tabular import members as members_module
from skillgraph.readers.tabular.delimited import MAX_FIELD, open_delimited
from skillgraph.readers.tabular.members import Member, list_members
from skillgraph.readers.tabular.sheet_parts import read_parts
from skillgraph.readers.tabular.sheets import open_sheet, open_workbook

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


SHEET = """\
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<cols><col min="1" max="1" width="9"/></cols><sheetData>\
<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>\
<row r="2"><c r="A2"><v>7</v></c></row></sheetData></worksheet>"""


def with_sheet(folder: Path, xml: str, **others: str) -> Path:
    """Write a workbook whose sheet is this XML, and so other parts that are named."""
    parts = {"xl/worksheets/sheet1.xml": xml}
    parts |= {f"{name}.xml": part for name, part in others.items()}
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
def test_what_openpyxl_stumbles_over_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert sheet_rows(with_sheet(tmp_path, SHEET), "id") == [(2, ("7",))]
    with pytest.raises(InvalidInput) as caught:
        sheet_rows(with_sheet(tmp_path, SHEET.replace(old, new)), "id")
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_zip_without_a_workbook_is_none(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, SHEET, **{"[Content_Types]": "<Types/>"})
    with pytest.raises(InvalidInput, match=r"a\.xlsx: this is no Excel workbook"):
        sheet_rows(path, "id")


def test_what_openpyxl_warns_of_is_not_told(tmp_path: Path) -> None:
    """A warning is an error here; a person would be shown a line of openpyxl's source."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    path = with_sheet(tmp_path, SHEET, **{"xl/styles": f'<styleSheet xmlns="{main}"/>'})
    assert sheet_rows(path, "id") == [(2, ("7",))]


def test_what_openpyxl_prints_is_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard output there may be a catalogue."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = (
        f'<styleSheet xmlns="{main}"><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="1"><xf/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="3" builtinId="0"/></cellStyles></styleSheet>'
    )
    path = with_sheet(tmp_path, SHEET, **{"xl/styles": styles})
    with pytest.raises(InvalidInput, match="this is no Excel workbook: list index out of range"):
        sheet_rows(path, "id")
    assert capsys.readouterr().out == ""


def test_columns_before_the_first_cost_nothing(tmp_path: Path) -> None:
    hidden = '<col min="-999999999999" max="2" hidden="1"/>'
    path = with_sheet(tmp_path, SHEET.replace('<col min="1" max="1" width="9"/>', hidden))
    (found,) = list_members([path], {".xlsx"})
    with open_workbook(found) as workbook:
        assert read_parts("a.xlsx Sheet", workbook.active).hidden_columns == {1, 2}


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
