"""Rows for other programs: nothing runs, nothing breaks the table, JSON is the document."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from skillgraph.views.rows import render_csv, render_markdown, render_rows

SAMPLES = Path(__file__).parent / "samples"
NAMES = ["planned", "impossible", "gap", "node", "list", "search", "stats", "problems"]


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_rows_are_square_and_parse(name: str, form: str, delimiter: str) -> None:
    text = render_rows(sample(name), form)
    header, *rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} <= {len(header)}
    assert text.endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_markdown_is_square(name: str) -> None:
    lines = render_rows(sample(name), "md").splitlines()
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1


def test_the_steps_of_a_plan() -> None:
    rows = list(csv.DictReader(io.StringIO(render_rows(sample("planned"), "csv"))))
    assert len(rows) == 23
    assert rows[0]["id"] == "skill:command-line"
    assert (rows[0]["hours_min"], rows[0]["hours_max"], rows[0]["hours_known"]) == (
        "8",
        "16",
        "yes",
    )
    assert rows[11]["asked_by"].startswith("role:cloud-architect; skill:cloud-networking")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_text(start: str) -> None:
    text = render_csv((("label",), [[f"{start}cmd|' /C calc'!A0"], [-1]]))
    _, cell, number = csv.reader(io.StringIO(text, newline=""))
    assert cell[0].startswith("'" + start.replace("\r", "\n"))
    assert number == ["-1"]


def test_a_cell_with_breaks_and_quotes_survives() -> None:
    text = render_csv((("label",), [['a "b", c\nd']]))
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == ['a "b", c\nd']


def test_markdown_cells_are_inert() -> None:
    text = render_markdown((("label",), [["a|b\n<img src=x> [l](javascript:1) `c`"]]))
    assert text.splitlines()[2] == ("| a\\|b &lt;img src=x> \\[l\\](javascript:1) \\`c\\` |")


@pytest.mark.parametrize("name", NAMES)
def test_json_is_the_document(name: str) -> None:
    document = sample(name)
    text = render_rows(document, "json")
    assert json.loads(text) == document
    assert text.endswith("}\n")


def test_json_keeps_every_script() -> None:
    assert "日本語" in render_rows({"label": "日本語"}, "json")


def test_nothing_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_rows({"level": float("nan")}, "json")
