"""ESCO's files when they are damaged or hostile: an error or a counted remark, never a crash."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillgraph.api.importing import import_to
from skillgraph.api.sources import reader_of
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Link

from .reading import Read
from .release import RELATIONS, csv_text, file_name, isco, small, write_folder
from .turtle import iter_turtle, rows_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = {file_name(name, "en"): csv_text(name, rows).encode() for name, rows in small().items()}
TURTLE = "".join(iter_turtle(rows_of(small()))).encode()

#: Bytes that tables, Turtle and encodings stumble over.
HOSTILE = (
    b'"', b",", b"\n", b"\r", b"\x00", b"\x1b", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"<", b">",
    b"http://", b"released", b"\xe2\x80\xae", b";", b'"""', b"\\u0000", b"@prefix", b"[", b"=1+1",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut a file, or put something into it, or take something out, some times over."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        size = draw(st.integers(0, 40))
        put = draw(st.sampled_from(HOSTILE) | st.binary(max_size=4) | st.just(content[at:][:size]))
        content = content[:at] + put + content[at + draw(st.sampled_from((0, 0, 1, size))) :]
        if draw(st.integers(0, 20)) == 0:
            content = content[:at]
    return content


def imported(folder: Path, *names: Path) -> bool:
    """Import some files as a user does; tell whether a graph was made, and none is left if not."""
    target = folder / "out.sqlite"
    target.unlink(missing_ok=True)
    before = sorted(folder.iterdir())
    problems: tuple[InputProblem, ...] = ()
    try:
        import_to(reader_of("esco", [str(name) for name in names]), target)
    except InvalidInput as error:
        problems = error.problems
        assert sorted(folder.iterdir()) == before
    assert target.exists() == (not problems)
    assert all(problem.message.isprintable() for problem in problems)
    return not problems


_BOUNDED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_BOUNDED
@given(st.data())
def test_damaged_tables_end_in_an_error_or_a_graph(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    folder = write_folder(tmp_path / "esco", small())
    (folder / name).write_bytes(data.draw(damaged(FILES[name])))
    imported(tmp_path, folder)


@_BOUNDED
@given(damaged(TURTLE))
def test_damaged_turtle_ends_in_an_error_or_a_graph(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "esco.ttl"
    path.write_bytes(content)
    imported(tmp_path, path)


def test_what_is_sound_is_imported(folder: Path, tmp_path: Path) -> None:
    assert imported(tmp_path, folder)
    path = tmp_path / "esco.ttl"
    path.write_bytes(TURTLE)
    assert imported(tmp_path, path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no header"),
        (
            FILES["skills_en.csv"].replace(b"preferredLabel", b"conceptUri"),
            "two columns are called",
        ),
        (FILES["skills_en.csv"] + b'"never closed', "a quoted field is never closed"),
        (FILES["skills_en.csv"].replace(b"Git", b"G\x00t"), "control character U+0000"),
        (FILES["skills_en.csv"].replace(b"Git", b"G\xe4t"), "0xe4 at offset"),
    ],
)
def test_damage_is_told_with_the_file(folder: Path, content: bytes, told: str) -> None:
    unpacked = write_folder(folder / "unpacked", small())
    (unpacked / "skills_en.csv").write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        Read(unpacked)
    assert "skills_en.csv" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize("form", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_changes_nothing(folder: Path, tmp_path: Path, form: str) -> None:
    unpacked = write_folder(tmp_path / "unpacked", small())
    for path in unpacked.iterdir():
        path.write_text(path.read_text(encoding="utf-8"), encoding=form)
    assert [type(fact) for fact in Read(unpacked).facts] == [
        type(fact) for fact in Read(folder).facts
    ]


def test_files_with_a_header_alone_make_an_empty_graph_of_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "esco", {name: [] for name in small()})
    read = Read(folder)
    assert not read.of(Link)
    assert read.report.rows.total() == 0


def test_short_and_long_rows_are_left_out_with_their_place(tmp_path: Path) -> None:
    tables = small()
    tables["occupationSkillRelations"][:2] = [["too", "short"], ["a", "b", "c", "d", "too long"]]
    read = Read(write_folder(tmp_path / "esco", tables))
    reason = "the row has more or fewer fields than the header"
    places = [each.place for each in read.remarks if each.reason == reason]
    assert [place.rpartition("/")[2] for place in places] == [
        "occupationSkillRelations.csv row 2",
        "occupationSkillRelations.csv row 3",
    ]


def test_a_truncated_zip_is_refused(folder: Path) -> None:
    path = next(folder.glob("*en*.zip"))
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(InvalidInput, match="it is no whole zip"):
        Read(folder)


def test_a_zip_with_damage_within_is_refused(folder: Path) -> None:
    path = next(folder.glob("*en*.zip"))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("skills_en.csv")
    content = bytearray(path.read_bytes())
    at = info.header_offset + 60
    content[at : at + 40] = bytes(40)
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="it can't be unpacked"):
        Read(folder)


def test_a_long_chain_and_a_great_circle_take_linear_time(tmp_path: Path) -> None:
    count = 50_000
    tables = {name: [] for name in small() if name not in RELATIONS}
    tables["ISCOGroups"] = [
        ["ISCOGroup", isco(str(number)), str(number), f"g{number}", "released", "", "", ""]
        for number in range(count)
    ]
    tables["broaderRelationsOccPillar"] = [
        ["ISCOGroup", isco(str((number + 1) % count)), "ISCOGroup", isco(str(number))]
        for number in range(count)
    ]
    read = Read(write_folder(tmp_path / "esco", tables))
    assert read.left_out() == {
        "it would make a concept broader than itself": 1,
        "the file says again what others say": 1,
    }
    assert len(read.of(Link)) == count - 1
