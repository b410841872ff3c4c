"""O*NET 29.3 itself: what the graph says is what the sheets say, read again another way."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner

from skillgraph import SkillGraph
from skillgraph.cli import skillgraph

from .release import HEADERS, imported, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data")) / "onet"

pytestmark = pytest.mark.skipif(
    not (DATA / "Skills.xlsx").exists(),
    reason=f"O*NET is not there: {DATA} (SKILLGRAPH_TEST_DATA says where it is)",
)

PROGRAMMERS, DEVELOPERS = "15-1251.00", "15-1252.00"
CODE = "O*NET-SOC Code"


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[dict[str, Any]]]:
    """Return every sheet as its rows, by column: openpyxl alone, none of ours."""
    found = {}
    for path in sorted(DATA.glob("*.xlsx")):
        book = openpyxl.load_workbook(path, read_only=True)
        header, *rows = book.worksheets[0].iter_rows(values_only=True)
        found[path.stem] = [dict(zip(header, row, strict=True)) for row in rows]
        book.close()
    return found


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("onet") / "onet.sqlite"
    document = imported(path, DATA, release="29.3")
    assert document["notes"] == []
    (path.parent / "import.json").write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(target: Path) -> Iterator[SkillGraph]:
    with SkillGraph.open(str(target)) as opened:
        yield opened


def required(sheets: dict[str, Any], code: str) -> dict[str, tuple[Any, ...]]:
    """Return what the rows of an occupation ask for, from the definition alone."""
    asked: dict[str, tuple[Any, ...]] = {}
    levels, rated = {}, False
    rows = [row for name in ("Skills", "Knowledge") for row in sheets[name] if row[CODE] == code]
    for row in rows:
        unusable = "Y" in (row["Recommend Suppress"], row["Not Relevant"])
        if row["Scale ID"] == "LV" and not unusable:
            levels[row["Element ID"]] = row["Data Value"]
    for row in rows:
        if row["Scale ID"] != "IM" or row["Recommend Suppress"] == "Y":
            continue
        rated, value, id_ = True, row["Data Value"], row["Element ID"]
        if value >= 1.5:
            word = "essential" if value >= 3.5 else "important" if value >= 2.5 else "helpful"
            asked[f"{id_} {row['Element Name']}"] = (word, value, levels.get(id_))
    if rated:
        for row in sheets["Technology Skills"]:
            if row[CODE] == code:
                word = "important" if row["In Demand"] == "Y" else "helpful"
                asked[f" {row['Example']}"] = (word, None, None)
    return asked


def test_all_requirements_of_twenty_occupations(sheets: dict[str, Any], graph: SkillGraph) -> None:
    codes = [row[CODE] for row in sheets["Occupation Data"]]
    chosen = {*codes[:: len(codes) // 19], PROGRAMMERS}
    assert len(chosen) >= 20
    some = 0
    for code in chosen:
        gap = graph.gap(f"role:onet-{code}")
        told = {}
        for item in gap["requirements"]:
            (id_,) = item["options"]
            element = id_.removeprefix("skill:onet-") if item["rating"] else ""
            told[f"{element} {gap['labels'][id_]}"] = (
                item["importance"],
                item["rating"] and item["rating"]["rating"],
                item["level"] and item["level"]["level"],
            )
        assert told == required(sheets, code), code
        some += len(told)
    assert some > 1000


def test_the_whole_in_numbers(sheets: dict[str, Any], target: Path, graph: SkillGraph) -> None:
    document = json.loads((target.parent / "import.json").read_text("utf-8"))
    reasons = {each["reason"]: each["count"] for each in document["left_out"]}
    ratings = [*sheets["Skills"], *sheets["Knowledge"]]
    importance = [row for row in ratings if row["Scale ID"] == "IM"]
    usable = [row for row in importance if row["Recommend Suppress"] != "Y"]
    rated = {row[CODE] for row in usable}
    technologies = sheets["Technology Skills"]
    assert reasons["its importance is marked to be suppressed, so it makes no requirement"] == len(
        importance
    ) - len(usable)
    below = [row for row in usable if row["Data Value"] < 1.5]
    assert reasons["its importance is below 1.5, so it makes no requirement"] == len(below)
    irrelevant = [row for row in ratings if row["Not Relevant"] == "Y"]
    assert reasons["its level is marked as not relevant, so it has none"] == len(irrelevant)
    nodes, statements = graph.stats()["nodes"], graph.stats()["statements"]
    assert nodes["role"] == len(sheets["Occupation Data"]) == 1016
    assert nodes["skill"] == len({row["Element ID"] for row in ratings}) + len(
        {row["Example"] for row in technologies}
    )
    assert statements["requirement"] == len(usable) - len(below) + sum(
        row[CODE] in rated for row in technologies
    )
    assert statements["key-skill"] == sum(row[CODE] not in rated for row in technologies)
    assert statements["related"] == len(sheets["Related Occupations"])
    assert {f"rows of {name}": len(rows) for name, rows in sheets.items()} | document["rows"] == {
        **document["rows"],
        "rows of Education, Training, and Experience Categories": 41,
    }


def test_programming_of_computer_programmers(graph: SkillGraph) -> None:
    gap = graph.gap("Computer Programmers")
    (programming,) = [
        item for item in gap["requirements"] if item["options"] == ["skill:onet-2.B.3.e"]
    ]
    assert programming["rating"] == {"rating": 4.75, "scale": "scale:onet-IM"}
    assert programming["level"] == {"level": 4.88, "scale": "scale:onet-LV"}
    assert programming["importance"] == "essential"
    assert any(
        source.startswith("source:onet-29.3-skills Skills!A") for source in programming["sources"]
    )


def cli(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(skillgraph, arguments, prog_name="skillgraph")
    return done.exit_code, done.stdout


def test_programmers_in_a_table(target: Path) -> None:
    code, text = cli("gap", "--to", "Computer Programmers", "--graph", str(target))
    assert code == 0
    (line,) = [line for line in text.splitlines() if "– Programming" in line]
    assert line.split("  ")[-1].strip() == "4.75 of 5 · level 4.88 of 7"


def test_software_developers(sheets: dict[str, Any], target: Path, graph: SkillGraph) -> None:
    technologies = {
        row["Example"] for row in sheets["Technology Skills"] if row[CODE] == DEVELOPERS
    }
    gap = graph.gap("Software Developers")
    assert gap["requirements"] == []
    assert {skill["label"] for skill in gap["key_skills"]} == technologies
    assert len(gap["key_skills"]) == 426
    where = ("--to", "Software Developers", "--graph", str(target))
    code, text = cli("gap", *where)
    assert code == 0
    assert "no ratings are known" in text
    assert "426 key skills" in text
    assert len(cli("gap", *where, "--format", "csv")[1].splitlines()) == 427
    whole = " ".join(cli("gap", *where, "--all")[1].split())
    assert all(" ".join(name.split()) in whole for name in technologies)
    assert graph.plan("Software Developers")["status"] == "unknown"


def test_every_occupation_is_answered(sheets: dict[str, Any], graph: SkillGraph) -> None:
    """137 have no ratings, and no occupation without has a requirement."""
    rated = {row[CODE] for name in ("Skills", "Knowledge") for row in sheets[name]}
    unrated = [row[CODE] for row in sheets["Occupation Data"] if row[CODE] not in rated]
    assert len(unrated) == 137
    for code in unrated[::5]:
        assert graph.plan(f"role:onet-{code}")["status"] == "unknown"


def test_related_in_their_order(sheets: dict[str, Any], graph: SkillGraph) -> None:
    rows = [row for row in sheets["Related Occupations"] if row[CODE] == PROGRAMMERS]
    told = [
        (link["id"], link["tier"], link["rank"])
        for link in graph.show(f"role:onet-{PROGRAMMERS}")["links"]
        if (link["kind"], link["direction"]) == ("related", "out")
    ]
    assert told == [
        (f"role:onet-{row['Related O*NET-SOC Code']}", row["Relatedness Tier"], row["Index"])
        for row in sorted(rows, key=lambda row: row["Index"])
    ]


def test_titles_and_zones(sheets: dict[str, Any], graph: SkillGraph) -> None:
    titles = defaultdict(set)
    for row in sheets["Alternate Titles"]:
        titles[row[CODE]] |= {row["Alternate Title"], row["Short Title"]} - {None, row["Title"]}
    zones = {row[CODE]: row["Job Zone"] for row in sheets["Job Zones"]}
    for row in sheets["Occupation Data"][::40]:
        code = row[CODE]
        shown = graph.show(f"role:onet-{code}")
        assert set(shown["alt_labels"]) == {title.strip() for title in titles[code]}
        assert shown["job_zone"] == zones.get(code)


def test_as_text_it_is_the_same_graph(
    sheets: dict[str, Any], graph: SkillGraph, tmp_path: Path
) -> None:
    """The text release has the same rows, with "n/a" where a workbook's cell is empty."""
    folder = tmp_path / "db_29_3_text"
    folder.mkdir()
    for name, header in HEADERS.items():
        rows = [[_as_text(column, row[column]) for column in header] for row in sheets[name]]
        write_text(folder / f"{name}.txt", header, rows)
    imported(tmp_path / "text.sqlite", folder)
    with SkillGraph.open(str(tmp_path / "text.sqlite")) as text:
        assert text.stats()["statements"] == graph.stats()["statements"]
        for code in (PROGRAMMERS, DEVELOPERS, "11-1011.00"):
            ours, theirs = (each.gap(f"role:onet-{code}") for each in (text, graph))
            assert _unsourced(ours) == _unsourced(theirs)


def _as_text(column: str, value: Any) -> str:
    if value is None:
        return "n/a" if column in ("Not Relevant", "Short Title") else ""
    return f"{value:.2f}" if column == "Data Value" else str(value)


def _unsourced(gap: Any) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in item.items() if name != "sources"}
        for item in (*gap["requirements"], *gap["key_skills"])
    ]
