"""A matrix is read as its cells say, whatever its shape; what can't be known has a reference."""

from __future__ import annotations

import csv
import datetime as dt
import random
import re
import time
import tracemalloc
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillgraph.api.known import Known
from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model.facts import Link, Requirement, Role, Scale, Skill
from skillgraph.model.values import Unfit
from skillgraph.readers import matrix as matrix_module
from skillgraph.readers.matrix import grid as grid_module
from skillgraph.readers.matrix import read_matrix
from skillgraph.readers.matrix.marks import Marks, Meaning
from skillgraph.readers.matrix.shape import Lines
from skillgraph.readers.report import Remark, Report
from skillgraph.readers.scales import parse_scale
from skillgraph.vocab import derive_slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from skillgraph.graph.store import Graph

FIVE = Meaning(parse_scale("0-5"))
Rows = "Sequence[Sequence[Any]]"


def workbook(path: Path, rows: Rows, *merged: str, hidden: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Matrix"
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for name in hidden:
        if name.isdigit():
            sheet.row_dimensions[int(name)].hidden = True
        else:
            sheet.column_dimensions[name].hidden = True
    book.save(path)
    return path


def edited(path: Path, *pairs: tuple[str, str]) -> Path:
    """Change what stands in the first sheet of a workbook, as XML."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    # openpyxl writes by lxml where that is there, and then in other words.
    text = re.sub(" />", "/>", parts[name].decode()).replace("<v></v>", "<v/>")
    for old, new in pairs:
        assert old in text, text
        text = text.replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, text.encode() if each == name else content)
    return path


class Read:
    """What became of a matrix."""

    def __init__(self, path: Path, **how: Any) -> None:
        self.remarks: list[Remark] = []
        self.report = Report(on_remark=self.remarks.append)
        self.stream = list(read_matrix([path], self.report, **how))
        with build(self.stream):  # it compiles
            pass

    def of(self, class_: type[Any]) -> list[Any]:
        return [fact for fact in self.stream if isinstance(fact, class_)]

    def needs(self) -> set[tuple[str, str, float | None, str]]:
        return {
            (fact.owner, fact.options[0], fact.level, fact.importance)
            for fact in self.of(Requirement)
        }

    def links(self, kind: str) -> list[tuple[str, str]]:
        return [(link.start, link.end) for link in self.of(Link) if link.kind == kind]

    def left_out(self) -> dict[str, str]:
        return {remark.place.rpartition("!")[2]: remark.reason for remark in self.remarks}


def problems(path: Path, **how: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        list(read_matrix([path], Report(), **how))
    return [str(problem) for problem in caught.value.problems]


SIMPLE = [["Skill", "Tester", "Baker"], ["SQL", 3, None], ["Dough", 0, 5], ["C++", "n/a", 2]]
FOUND = {
    ("role:tester", "skill:sql", 3.0, "essential"),
    ("role:baker", "skill:dough", 5.0, "essential"),
    ("role:baker", "skill:c-plus-plus", 2.0, "essential"),
}


def test_a_simple_matrix_either_way_round(tmp_path: Path) -> None:
    down = Read(workbook(tmp_path / "a.xlsx", SIMPLE), meaning=FIVE)
    assert down.needs() == FOUND
    turned = [["Role", "SQL", "Dough", "C++"], ["Tester", 3, 0, "n/a"], ["Baker", None, 5, 2]]
    across = Read(workbook(tmp_path / "b.xlsx", turned), meaning=FIVE)
    assert across.needs() == FOUND
    # Nothing heads the corner: skills are down unless somebody says otherwise.
    turned[0][0] = None
    plain = workbook(tmp_path / "c.xlsx", turned)
    assert Read(plain, meaning=FIVE, lines=Lines(roles="rows")).needs() == FOUND
    assert Read(plain, meaning=FIVE).needs() != FOUND
    (scale,) = down.of(Scale)
    assert (scale.minimum, scale.maximum) == (0, 5)
    assert {fact.scale for fact in down.of(Requirement)} == {scale.id}


def test_places_are_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", SIMPLE)
    (place,) = {fact.places[0].locator for fact in Read(path, meaning=FIVE).of(Requirement)
                if fact.owner == "role:tester"}  # fmt: skip
    assert place == "Matrix!B2"
    with (tmp_path / "b.csv").open("w", encoding="utf-8") as stream:
        csv.writer(stream).writerows(SIMPLE)
    read = Read(tmp_path / "b.csv", meaning=FIVE)
    assert read.needs() == FOUND
    assert {fact.places[0].fragment for fact in read.of(Requirement)} == {
        "cell=2,2", "cell=3,3", "cell=4,3",
    }  # fmt: skip


GRADED = [
    ["Skills of the firm"],
    ["Family", "Skill", "Backend", None, None, "Data", None, "Average"],
    [None, None, "Junior", "Mid", "Senior", "Mid", "Senior", None],
    ["Code", "Python", 2, 3, 4, 3, 4, 3.2],
    [None, "Git", 1, 2, 3, 2, None, 2],
    ["Data", "SQL", None, 3, 3, 4, 5, 3],
    ["Total", None, 3, 8, 10, 9, 9, None],
]
SPANS = ("C2:E2", "F2:G2", "A2:A3", "B2:B3", "A4:A5")


def test_a_grade_is_a_role_that_leads_to_the_next(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", GRADED, *SPANS)
    read = Read(path, meaning=FIVE, lines=Lines(header=("role", "grade")))
    assert [(role.id, role.pref_labels[0].value, role.seniority) for role in read.of(Role)] == [
        ("role:backend-junior", "Backend, Junior", None),
        ("role:backend-mid", "Backend, Mid", "mid"),
        ("role:backend-senior", "Backend, Senior", "senior"),
        ("role:data-mid", "Data, Mid", "mid"),
        ("role:data-senior", "Data, Senior", "senior"),
    ]
    assert read.links("next") == [
        ("role:backend-junior", "role:backend-mid"),
        ("role:backend-mid", "role:backend-senior"),
        ("role:data-mid", "role:data-senior"),
    ]
    assert ("skill:git", "category:code") in read.links("broader")
    assert ("skill:sql", "category:data") in read.links("broader")
    assert len(read.needs()) == 13
    assert read.left_out() == {
        "A1": "a title stands above the header",
        "H2": "the column is a total",
        "B7": "the row is a total",
    }
    assert read.report.rows == {"skills": 3, "roles": 5, "cells": 13}


def test_grades_that_are_read_as_roles_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", GRADED, *SPANS)
    told = problems(path, meaning=FIVE)
    assert any("Matrix!F3: 'Mid' is role:mid" in each and "role,grade" in each for each in told)


def test_grades_in_a_column_beside_roles(tmp_path: Path) -> None:
    rows = [
        ["Department", "Job title", "Grade", "Seniority", "SQL", "Git"],
        ["IT", "Tester", "G1", None, 1, 1],
        [None, None, "G2", "lead", 2, 3],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, "B2:B3", "A2:A3")
    read = Read(path, meaning=FIVE)
    assert [(role.id, role.seniority) for role in read.of(Role)] == [
        ("role:tester-g1", None),
        ("role:tester-g2", "lead"),
    ]
    assert read.links("next") == [("role:tester-g1", "role:tester-g2")]
    assert read.links("broader") == [
        ("role:tester-g1", "category:it"),
        ("role:tester-g2", "category:it"),
    ]


def test_merged_headers_of_two_levels_are_categories(tmp_path: Path) -> None:
    rows = [
        ["Skill", "IT", None, None, None],
        [None, "Build", None, "Run", None],
        [None, "Tester", "Coder", "Operator", "Admin"],
        ["SQL", 1, 2, 3, 4],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, "B1:E1", "B2:C2", "D2:E2", "A1:A3")
    read = Read(path, meaning=FIVE)
    assert set(read.links("broader")) == {
        ("category:build", "category:it"),
        ("category:run", "category:it"),
        ("role:tester", "category:build"),
        ("role:coder", "category:build"),
        ("role:operator", "category:run"),
        ("role:admin", "category:run"),
    }


def test_a_row_merged_over_its_cells_is_a_category(tmp_path: Path) -> None:
    rows = [["Skill", "A", "B"], ["Code", None, None], ["SQL", 1, 2], ["Soft", None, None],
            ["Talk", None, 3]]  # fmt: skip
    read = Read(workbook(tmp_path / "a.xlsx", rows, "A2:C2", "A4:C4"), meaning=FIVE)
    assert read.links("broader") == [
        ("skill:sql", "category:code"),
        ("skill:talk", "category:soft"),
    ]


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", SIMPLE, hidden=["2", "C"])
    read = Read(path, meaning=FIVE)
    assert read.needs() == set()
    assert read.left_out() == {
        "A2": "the row is hidden (--hidden reads it)",
        "C1": "the column is hidden (--hidden reads it)",
    }
    assert Read(path, meaning=FIVE, hidden=True).needs() == FOUND


def test_what_a_cell_can_t_mean_has_its_reference(tmp_path: Path) -> None:
    rows = [["Skill", *(f"R{n}" for n in range(31))], *([f"S{n}"] for n in range(211))]
    path = workbook(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    sheet = book["Matrix"]
    for reference, value in {
        "AF212": "seven", "B2": 7, "C2": -1, "D2": dt.date(2024, 3, 5), "E2": "#N/A", "F2": "=1+1",
        "G2": "1_000", "H2": "٣", "I2": True,
    }.items():  # fmt: skip
        sheet[reference] = value
    book.save(path)
    told = problems(path, meaning=FIVE)
    assert [each.removeprefix(f"{path} ").partition("!")[2].partition(":")[0] for each in told] == [
        "B2", "C2", "D2", "E2", "F2", "G2", "H2", "I2", "AF212",
    ]  # fmt: skip
    assert "'7' is off the scale '0 to 5'. It goes from 0 to 5." in told[0]
    assert "a date stands here" in told[2]
    assert "a formula failed here: #N/A" in told[3]
    assert "a formula stands here, and no value" in told[4]
    assert "'seven' is no level of the scale '0 to 5'" in told[-1]


def test_formulas_count_by_what_they_gave(tmp_path: Path) -> None:
    """openpyxl writes no value for a formula: it is put in as a spreadsheet would."""
    plain = edited(
        workbook(tmp_path / "a.xlsx", [["Skill", "A", "B"], ["SQL", "=1+2", "=A9"]]),
        ("<f>1+2</f><v/>", "<f>1+2</f><v>3</v>"),
        ('<c r="C2">', '<c r="C2" t="str">'),  # an empty text
    )
    read = Read(plain, meaning=FIVE)
    assert read.needs() == {("role:a", "skill:sql", 3.0, "essential")}


@pytest.mark.parametrize(
    ("meaning", "text", "found"),
    [
        (FIVE, "", None),
        (FIVE, "N/A", None),
        (FIVE, "–", None),
        (FIVE, "0", None),
        (FIVE, "0.0", None),
        (FIVE._replace(zero="level"), "0", ("essential", 0.0)),
        (FIVE, "3.5", ("essential", 3.5)),
        (FIVE._replace(importance={"*": "helpful", "**": "important"}), "3*", ("helpful", 3.0)),
        (FIVE._replace(importance={"*": "helpful", "**": "important"}), "3 **", ("important", 3.0)),
        (FIVE._replace(importance={"(": "helpful"}), "( 3", ("helpful", 3.0)),
        (FIVE._replace(text="none"), "see Ann", None),
        (FIVE._replace(nothing=("tbd",)), "TBD", None),
        (FIVE._replace(marks=("yes",)), "Yes", ("essential", None)),
        (FIVE._replace(marks=("-",)), "-", ("essential", None)),
        (Meaning(), "x", ("essential", None)),
        (Meaning(), "✓", ("essential", None)),
        (Meaning(), "no", None),
        (Meaning(parse_scale("Basic/Proficient/Expert")), "EXPERT", ("essential", 3.0)),
        (Meaning(parse_scale("Basic/Proficient/Expert")), "2", ("essential", 2.0)),
    ],
)  # fmt: skip
def test_what_cells_mean(meaning: Meaning, text: str, found: tuple[Any, ...] | None) -> None:
    read = Marks(meaning).read(text)
    assert (None if read is None else tuple(read)) == found


@pytest.mark.parametrize(
    ("meaning", "text"),
    [
        (FIVE, "x"),  # with a scale a mark is likely a slip
        (FIVE, "yes"),
        (FIVE, "3*"),
        (FIVE, "5.1"),
        (FIVE, "3,5"),
        (FIVE, "NaN"),
        (FIVE._replace(blank="error"), ""),
        (FIVE._replace(zero="error"), "0"),
        (FIVE._replace(text="none"), "7"),  # a number off the scale is never nothing
        (Meaning(), "3"),
        (Meaning(), "maybe"),
        (Meaning(parse_scale("Basic/Expert")), "Experrt"),
        (Meaning(parse_scale("Basic/Expert")), "3"),
    ],
)
def test_what_cells_can_t_mean(meaning: Meaning, text: str) -> None:
    with pytest.raises(Unfit):
        Marks(meaning).read(text)


def test_numbers_on_no_scale_are_one_problem(tmp_path: Path) -> None:
    (told,) = problems(workbook(tmp_path / "a.xlsx", SIMPLE))
    assert "Matrix!B2: 3 cells, the first of them here, have numbers on no scale." in told


def test_names_are_matched_with_a_known_graph_never_guessed(tmp_path: Path, shipped: Graph) -> None:
    rows = [["Skill", "Data Engineer", "Baker"], ["python", 3, 1], ["Jenkins", 2, None],
            ["Pyhton", 1, 1]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", rows)
    read = Read(path, meaning=FIVE, known=Known(shipped))
    assert [(skill.id, skill.pref_labels[0].value) for skill in read.of(Skill)] == [
        ("skill:python", "Python"),
        ("skill:ci-cd", "CI/CD"),
        ("skill:pyhton", "Pyhton"),
    ]
    assert [role.id for role in read.of(Role)] == ["role:data-engineer", "role:baker"]
    assert "Jenkins" in {text.value for text in read.of(Skill)[1].alt_labels}
    changed = {remark.place.rpartition("!")[2]: remark.text for remark in read.remarks}
    assert "near: skill:python ('Python')" in changed["A4"]
    assert set(changed) == {"A4", "C1"}
    told = problems(path, meaning=FIVE, known=Known(shipped), strict_names=True)
    assert len(told) == 2
    assert "Matrix!A4: no known skill is called 'Pyhton'. Near are skill:python" in told[0]


def test_two_names_of_one_node_are_told(tmp_path: Path, shipped: Graph) -> None:
    rows = [["Skill", "A"], ["Python", 1], ["CPython", 2]]
    (told,) = problems(workbook(tmp_path / "a.xlsx", rows), meaning=FIVE, known=Known(shipped))
    assert "Matrix!A3: 'CPython' is skill:python, and so is" in told


def test_ids_in_a_column(tmp_path: Path) -> None:
    rows = [["Code", "Skill", "Description", "A"], ["SK 1", "SQL", "Asking tables", 2]]
    (skill,) = Read(workbook(tmp_path / "a.xlsx", rows), meaning=FIVE).of(Skill)
    assert (skill.id, skill.notation) == ("skill:sk-1", "SK 1")
    assert skill.descriptions[0].value == "Asking tables"


def test_what_is_no_matrix_is_told(tmp_path: Path) -> None:
    for rows, told in (
        ([], "the sheet is empty"),
        ([["Skill"], ["SQL"]], "there is one column alone"),
        ([["Skill", "A"]], "there are no rows below the header"),
        ([["Skill", None, "A"], [None, None, 3]], "no name of a skill stands here, and '3' in C2"),
        ([["Skill", "A", None], ["SQL", 1, 2]], "no name of a role stands here, and '2' in C2"),
    ):
        path = workbook(tmp_path / "a.xlsx", rows)
        assert told in "\n".join(problems(path, meaning=FIVE))
    path = workbook(tmp_path / "a.xlsx", SIMPLE)
    assert "there is no sheet 'Matrx'. Did you mean 'Matrix'?" in problems(path, sheet="Matrx")[0]
    for lines, told in (
        (Lines(header=("rolle",)), "a line of roles can't be 'rolle'. Did you mean 'role'"),
        (Lines(header=("category",)), "--header: no line is 'role'."),
        (Lines(side=("skill", "skill")), "--side: two lines are 'skill'."),
    ):  # fmt: skip
        assert told in problems(path, lines=lines)[0]


def test_a_skill_that_no_role_needs_is_kept_and_told(tmp_path: Path) -> None:
    rows = [*SIMPLE, ["Legend: 1 is basic"]]
    read = Read(workbook(tmp_path / "a.xlsx", rows), meaning=FIVE)
    assert "no role needs 1 of the skills: 'Legend: 1 is basic'" in read.report.readings


def test_the_widest_sheet_is_read_or_refused_soon(tmp_path: Path) -> None:
    wide = 16_384
    begun = time.process_time()
    rows: list[list[Any]] = [["Skill", *(f"R{n}" for n in range(1, wide))]]
    rows += [[f"S{n}", *[3] * (wide - 1)] for n in range(2)]
    path = workbook(tmp_path / "a.xlsx", rows)
    written = time.process_time() - begun
    begun = time.process_time()
    read = list(read_matrix([path], Report(), meaning=FIVE))
    assert sum(isinstance(fact, Requirement) for fact in read) == 2 * (wide - 1)
    assert time.process_time() - begun < 6 * written + 2


def test_a_sheet_of_more_cells_than_people_keep_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid_module, "MAX_CELLS", 8)
    told = problems(workbook(tmp_path / "a.xlsx", SIMPLE), meaning=FIVE)
    assert "the sheet has more than 8 cells" in told[0]


def test_a_sheet_that_says_it_is_huge_costs_nothing(tmp_path: Path) -> None:
    """Merged areas over the whole sheet, and a size to match; openpyxl itself would fill them."""
    path = edited(
        workbook(tmp_path / "a.xlsx", SIMPLE, "E1:F1"),
        (
            '<mergeCell ref="E1:F1"/>',
            '<mergeCell ref="F6:XFD1048576"/><mergeCell ref="A9:E99999"/>',
        ),
        ('<dimension ref="A1:F4"/>', '<dimension ref="A1:XFD1048576"/>'),
    )
    tracemalloc.start()
    begun = time.process_time()
    assert Read(path, meaning=FIVE).needs() == FOUND
    assert time.process_time() - begun < 30
    assert tracemalloc.get_traced_memory()[1] < 100 << 20
    tracemalloc.stop()


NAMES = st.lists(
    st.text(st.sampled_from("abcXYZ +#.é"), min_size=1, max_size=6).filter(
        lambda text: bool(text.strip()) and text.strip() not in (".", "-")
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda text: derive_slug(" ".join(text.split())),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, NAMES, st.data())
def test_a_drawn_matrix_says_what_was_drawn(
    tmp_path_factory: pytest.TempPathFactory,
    skills: list[str],
    roles: list[str],
    data: st.DataObject,
) -> None:
    """Against what was put in, in both forms and both ways round."""
    levels = {
        (skill, role): data.draw(st.sampled_from([None, "", 1, 2.5, 5, "n/a"]))
        for skill in skills
        for role in roles
    }
    expected = {
        (f"role:{_slug(role)}", f"skill:{_slug(skill)}", float(level), "essential")
        for (skill, role), level in levels.items()
        if isinstance(level, int | float)
    }
    folder = tmp_path_factory.mktemp("m")
    for roles_in in ("columns", "rows"):
        across, down = (roles, skills) if roles_in == "columns" else (skills, roles)
        table: list[list[Any]] = [["#", *across]]
        for one in down:
            row = [levels[(one, other) if roles_in == "columns" else (other, one)]
                   for other in across]  # fmt: skip
            table.append([one, *row])
        path = workbook(folder / f"{roles_in}.xlsx", table)
        with (folder / f"{roles_in}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(table)
        for file in (path, folder / f"{roles_in}.csv"):
            assert Read(file, meaning=FIVE, lines=Lines(roles=roles_in)).needs() == expected


def _slug(name: str) -> str:
    return derive_slug(" ".join(name.split()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_whatever_the_sheet_it_is_facts_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    drawn = random.Random(seed)  # noqa: S311 -- a sheet, no secret
    values = [None, None, "", "x", "Total", "Skill", "Role", "n/a", 0, 1, 5, 7, 2.5, True, "=A1"]
    values += ["#REF!", dt.date(2024, 5, 1), dt.time(3), "a\nb", " ", "é", "skill:sql"]
    rows = [[drawn.choice(values) for _ in range(drawn.randint(0, 6))]
            for _ in range(drawn.randint(0, 8))]  # fmt: skip
    areas = []
    for _ in range(drawn.randint(0, 3)):
        top, left = drawn.randint(1, 8), drawn.randint(1, 6)
        right, bottom = left + drawn.randint(0, 5), top + drawn.randint(0, 3)
        areas.append(f"{chr(64 + left)}{top}:{chr(64 + right)}{bottom}")
    path = workbook(tmp_path_factory.mktemp("m") / "a.xlsx", rows, *areas)
    with suppress(InvalidInput):
        stream = read_matrix(
            [path], Report(), meaning=drawn.choice([FIVE, Meaning()]),
            lines=Lines(roles=drawn.choice(["", "rows", "columns"])),
        )  # fmt: skip
        with build(list(stream)):
            pass


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The cells that were looked at, as often as they were."""
    found: list[tuple[int, int]] = []
    at = grid_module.Grid.at

    def counted(grid: grid_module.Grid, row: int, column: int) -> grid_module.Cell:
        found.append((row, column))
        return at(grid, row, column)

    monkeypatch.setattr(grid_module.Grid, "at", counted)
    return found


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_sparse_matrix_the_cells_that_are_filled_are_looked_at(
    tmp_path: Path, looks: list[tuple[int, int]], *, turned: bool
) -> None:
    size = 500
    lines = [f"{'Role' if turned else 'Skill'}," + ",".join(f"h{at}" for at in range(size))]
    lines += [f"s{at}{',' * (at + 1)}3" for at in range(size)]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    how = {"lines": Lines(header=("skill",), side=("role",))} if turned else {}
    stream = list(read_matrix([tmp_path / "a.csv"], Report(), meaning=FIVE, **how))
    assert sum(isinstance(fact, Requirement) for fact in stream) == size
    assert len(looks) < 50 * size


@pytest.mark.parametrize("turned", [False, True])
def test_many_lines_without_a_name_are_looked_through_once(
    tmp_path: Path, looks: list[tuple[int, int]], *, turned: bool
) -> None:
    size = 500
    names = [f"n{at}" for at in range(size)]
    if turned:  # rows without a name, which are filled in the last column alone
        lines = [["Skill", *names], *[["", *[""] * (size - 1), "3"]] * size]
    else:  # columns without one, which are filled in the last row alone
        lines = [["Skill", "r", *[""] * size], *[[name, "1"] for name in names]]
        lines.append(["t", "1", *["3"] * size])
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    told = problems(tmp_path / "a.csv", meaning=FIVE)
    assert "stands here, and '3' in " in told[0]
    assert told[-1] == f"and {size - 100} more. Mend these first."
    assert len(looks) < 50 * size


def test_blank_cells_that_mean_something_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = Meaning(parse_scale("0-5"), blank="error")
    assert "the cell is blank" in problems(workbook(tmp_path / "a.xlsx", SIMPLE), meaning=strict)[0]
    monkeypatch.setattr(matrix_module, "MAX_CELLS", 5)
    (told,) = problems(workbook(tmp_path / "a.xlsx", SIMPLE), meaning=strict)
    assert "skills by roles are more than 5 cells, blank ones among them." in told
    assert "Split it, or use --blank none." in told
    assert len(Read(workbook(tmp_path / "a.xlsx", SIMPLE), meaning=FIVE).needs()) == 3


def test_a_matrix_has_more_columns_than_letters_of_a_sheet(tmp_path: Path) -> None:
    header = ",".join(f"r{at}" for at in range(18_300))
    (tmp_path / "a.csv").write_text(f"Skill,{header}\ns{',' * 18_300}9\n", encoding="utf-8")
    assert "AAAW2" in problems(tmp_path / "a.csv", meaning=FIVE)[0]
