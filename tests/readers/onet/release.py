"""A small release of O*NET in every form that one comes in, with the headers of the true one."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl

from skillgraph.api.importing import import_to
from skillgraph.api.sources import reader_of
from skillgraph.readers.onet import read_onet
from skillgraph.readers.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from skillgraph.model.documents.imports import ImportDocument
    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Remark

    Rows = Sequence[Sequence[str]]
    Tables = Mapping[str, Rows]

CODE = "O*NET-SOC Code"
RATED = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "N", "Standard Error",
         "Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date",
         "Domain Source")  # fmt: skip

#: The columns of the text files. Workbooks have some more, which repeat what a code means.
HEADERS = {
    "Occupation Data": (CODE, "Title", "Description"),
    "Content Model Reference": ("Element ID", "Element Name", "Description"),
    "Scales Reference": ("Scale ID", "Scale Name", "Minimum", "Maximum"),
    "Skills": RATED,
    "Knowledge": RATED,
    "Technology Skills": (CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology",
                          "In Demand"),
    "Alternate Titles": (CODE, "Alternate Title", "Short Title", "Source(s)"),
    "Job Zones": (CODE, "Job Zone", "Date", "Domain Source"),
    "Job Zone Reference": ("Job Zone", "Name", "Experience", "Education", "Job Training",
                           "Examples", "SVP Range"),
    "Related Occupations": (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
}  # fmt: skip
NUMBERS = {"Data Value", "N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Minimum",
           "Maximum", "Job Zone", "Index", "Commodity Code"}  # fmt: skip

BAKERS, CHEFS, MENDERS, TASTERS = "51-3011.00", "35-1011.00", "49-9099.01", "35-9099.00"
FORMS = ("text", "text zip", "workbooks", "workbooks zip")


def rated(code: str, id_: str, name: str, scale: str, value: str, *flags: str) -> tuple[str, ...]:
    """Return a row of ratings; the flags are Recommend Suppress and Not Relevant."""
    return (code, id_, name, scale, value, "8", "0.13", "1", "5", *flags, "08/2023", "Analyst")


TABLES: dict[str, Rows] = {
    "Occupation Data": [
        (BAKERS, "Bakers", "Bake bread."),
        (CHEFS, "Chefs and Head Cooks", "Lead a kitchen."),
        (MENDERS, "Menders", ""),
        (TASTERS, "Tasters, All Other", "Say how it tastes."),
    ],
    "Content Model Reference": [
        ("1", "Worker Characteristics", "Worker Characteristics"),
        ("1.A", "Abilities", "What lasts"),
        ("2", "Worker Requirements", "Worker Requirements"),
        ("2.A", "Basic Skills", "What helps to learn"),
        ("2.A.1", "Content", "What is worked with"),
        ("2.A.1.e", "Mathematics", "Using it"),
        ("2.B", "Cross-Functional Skills", "What serves everywhere"),
        ("2.B.3", "Technical Skills", "What serves machines"),
        ("2.B.3.e", "Programming", "Writing programs"),
        ("2.C", "Knowledge", "What is known"),
        ("2.C.4", "Mathematics and Science", "What is proved"),
        ("2.C.4.a", "Mathematics", "Knowing it"),
        ("2.C.10", "Transportation", "How things move"),
    ],
    "Scales Reference": [
        ("CX", "Context", "1", "5"),
        ("IM", "Importance", "1", "5"),
        ("LV", "Level", "0", "7"),
    ],
    "Skills": [
        rated(BAKERS, "2.A.1.e", "Mathematics", "IM", "3.50", "N", "n/a"),
        rated(BAKERS, "2.A.1.e", "Mathematics", "LV", "4.12", "N", "N"),
        rated(BAKERS, "2.B.3.e", "Programming", "IM", "2.50", "N", "n/a"),
        rated(BAKERS, "2.B.3.e", "Programming", "LV", "0.50", "N", "Y"),
        rated(CHEFS, "2.A.1.e", "Mathematics", "IM", "1.50", "N", "n/a"),
        rated(CHEFS, "2.A.1.e", "Mathematics", "LV", "3.00", "Y", "N"),
        rated(CHEFS, "2.B.3.e", "Programming", "IM", "1.49", "N", "n/a"),
        rated(CHEFS, "2.B.3.e", "Programming", "LV", "2.00", "N", "N"),
        rated(MENDERS, "2.A.1.e", "Mathematics", "IM", "4.00", "Y", "n/a"),
        rated(MENDERS, "2.A.1.e", "Mathematics", "LV", "4.00", "N", "N"),
    ],
    "Knowledge": [
        rated(BAKERS, "2.C.4.a", "Mathematics", "IM", "3.00", "", "n/a"),
        rated(BAKERS, "2.C.4.a", "Mathematics", "LV", "5.00", "", "N"),
        rated(CHEFS, "2.C.4.a", "Mathematics", "IM", "2.49", "N", "n/a"),
        rated(CHEFS, "2.C.10", "Transportation", "LV", "7.00", "N", "N"),
        rated(CHEFS, "2.C.10", "Transportation", "IM", "5.00", "N", "n/a"),
    ],
    "Technology Skills": [
        (BAKERS, "C++", "43232405", "Development software", "Y", "Y"),
        (BAKERS, "C#", "43232405", "Development software", "Y", "N"),
        (BAKERS, "Spread sheets", "43232110", "Spreadsheet software", "N", "N"),
        (CHEFS, "C++", "43232402", "Environment software", "Y", "N"),
        (MENDERS, "C", "43232405", "Development software", "N", "N"),
        (TASTERS, "C", "43232405", "Development software", "N", "Y"),
        (TASTERS, "C++", "43232405", "Development software", "Y", "N"),
    ],
    "Alternate Titles": [
        (BAKERS, "Bread Maker (BM)", "BM", "08"),
        (BAKERS, "Bakers", "n/a", "08"),
        (BAKERS, "Oven Hand", "n/a", "02,08"),
        (BAKERS, "Pastry Hand", "n/a", "02"),
        (CHEFS, "Cook", "n/a", "10"),
    ],
    "Job Zones": [
        (BAKERS, "2", "08/2023", "Analyst"),
        (CHEFS, "3", "08/2023", "Analyst"),
    ],
    "Job Zone Reference": [
        ("2", "Job Zone Two", "Some experience.", "", "", "", "(4.0 to < 6.0)"),
        ("3", "Job Zone Three", "More experience.", "", "", "", "(6.0 to < 7.0)"),
    ],
    "Related Occupations": [
        (BAKERS, CHEFS, "Primary-Short", "1"),
        (CHEFS, TASTERS, "Supplemental", "11"),
    ],
}  # fmt: skip


def write(folder: Path, form: str = "text", tables: Tables = TABLES, name: str = "db_29_3") -> Path:
    """Write a release in one of the forms, and return its path, to be imported."""
    kind = "text" if form.startswith("text") else "excel"
    path = folder / f"{name}_{kind}"
    path.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        if kind == "text":
            write_text(path / f"{table}.txt", HEADERS[table], rows)
        else:
            write_workbook(path / f"{table}.xlsx", table, rows)
    if not form.endswith("zip"):
        return path
    packed = folder / f"{name}_{kind}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path.iterdir()):
            archive.write(file, f"{path.name}/{file.name}")
    return packed


def write_text(file: Path, header: Sequence[str], rows: Rows) -> None:
    """Write a table as the release has it: tabs, CRLF, nothing quoted."""
    lines = ("\t".join(row) + "\r\n" for row in (header, *rows))
    file.write_text("".join(lines), encoding="utf-8", newline="")


def write_workbook(file: Path, table: str, rows: Rows) -> None:
    """Write a table as the release's workbooks have it: with titles beside codes, empty for n/a."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(table)
    header = HEADERS[table]
    titled = header[0] == CODE and header[1] != "Title"
    sheet.append([header[0], *(["Title"] if titled else []), *header[1:]])
    for row in rows:
        cells: list[object] = []
        for column, text in zip(header, row, strict=True):
            number = column in NUMBERS and text.replace(".", "", 1).isdecimal()
            cells.append((float(text) if number else text) if text not in ("", "n/a") else None)
        sheet.append([cells[0], *(["whatever"] if titled else []), *cells[1:]])
    workbook.save(file)


def read(*paths: Path, **options: object) -> tuple[list[Fact], list[Remark], Report]:
    """Return the facts of a release, and what was noted on the way."""
    remarks: list[Remark] = []
    report = Report(on_remark=remarks.append)
    return list(read_onet(paths, report, **options)), remarks, report  # type: ignore[arg-type]


def imported(target: Path | None, *paths: Path, **options: object) -> ImportDocument:
    """Import a release as the command does."""
    return import_to(reader_of("onet", [str(path) for path in paths], **options), target)
