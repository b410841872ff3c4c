"""The reader of O*NET on a small release: what becomes of what, whatever form it comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import SkillGraph
from skillgraph.errors import InvalidInput
from skillgraph.model import facts
from skillgraph.readers.onet import Thresholds, parse_thresholds
from skillgraph.vocab import derive_slug

from .release import (
    BAKERS,
    CHEFS,
    FORMS,
    HEADERS,
    MENDERS,
    TABLES,
    TASTERS,
    imported,
    rated,
    read,
    write,
    write_text,
)

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from .release import Rows


def changed(table: str, *rows: tuple[str, ...]) -> dict[str, Rows]:
    """Return the small release with some more rows in a table."""
    return {**TABLES, table: [*TABLES[table], *rows]}


def without(*tables: str) -> dict[str, Rows]:
    return {name: rows for name, rows in TABLES.items() if name not in tables}


def unplaced(found: list[facts.Fact]) -> list[facts.Fact]:
    return [
        fact
        if not hasattr(fact, "places")
        else fact._replace(places=())
        if hasattr(fact, "_replace")
        else replace(fact, places=())
        for fact in found
    ]


def of(found: list[facts.Fact], class_: type[Any]) -> dict[str, Any]:
    return {fact.id: fact for fact in found if isinstance(fact, class_)}


def requirements(found: list[facts.Fact]) -> dict[tuple[str, str], facts.Requirement]:
    return {
        (fact.owner.removeprefix("role:onet-"), fact.options[0].removeprefix("skill:onet-")): fact
        for fact in found
        if isinstance(fact, facts.Requirement)
    }


def links(found: list[facts.Fact], kind: str) -> list[facts.Link]:
    return [fact for fact in found if isinstance(fact, facts.Link) and fact.kind == kind]


def reasons(tmp_path: Path, tables: dict[str, Rows]) -> Counter[str]:
    """Return why something was left out or changed, beyond what the small release has."""
    _, _, usual = read(write(tmp_path / "usual"))
    _, _, report = read(write(tmp_path / "other", tables=tables))
    return report.left_out + report.changed - usual.left_out - usual.changed


@pytest.mark.parametrize("form", FORMS[1:])
def test_the_same_facts_whatever_the_form(tmp_path: Path, form: str) -> None:
    text, remarks, report = read(write(tmp_path))
    other, other_remarks, other_report = read(write(tmp_path / "other", form))
    assert unplaced(other) == unplaced(text)
    assert [each.reason for each in other_remarks] == [each.reason for each in remarks]
    assert other_report.rows == report.rows
    assert not other_report.notes


def test_where_a_statement_stands(tmp_path: Path) -> None:
    text, _, _ = read(write(tmp_path))
    books, _, _ = read(write(tmp_path, "workbooks"))
    key = (BAKERS, "2.A.1.e")
    source = "source:onet-29.3-skills"
    assert requirements(text)[key].places == (
        facts.Place(source, "row=2"),
        facts.Place(source, "row=3"),
    )
    assert requirements(books)[key].places == (
        facts.Place(source, "", "Skills!A2"),
        facts.Place(source, "", "Skills!A3"),
    )
    titles = "source:onet-29.3-alternate-titles"
    for found, expected in (
        (text, [("row=2", ""), ("row=4-5", "")]),
        (books, [("", "Alternate Titles!A2"), ("", "Alternate Titles!A4:A5")]),
    ):
        places = of(found, facts.Role)[f"role:onet-{BAKERS}"].places
        told = [(place.fragment, place.locator) for place in places if place.source == titles]
        assert told == expected
    assert all(fact.places for fact in text if hasattr(fact, "places"))


def test_ratings(tmp_path: Path) -> None:
    """A level that may not be used is lost alone, an importance that may not be used is all."""
    found, remarks, _ = read(write(tmp_path))
    told = {
        key: (each.importance, each.rating, each.rating_scale, each.level, each.scale)
        for key, each in requirements(found).items()
        if each.rating is not None
    }
    importance, level = "scale:onet-IM", "scale:onet-LV"
    assert told == {
        (BAKERS, "2.A.1.e"): ("essential", 3.5, importance, 4.12, level),
        (BAKERS, "2.B.3.e"): ("important", 2.5, importance, None, ""),
        (CHEFS, "2.A.1.e"): ("helpful", 1.5, importance, None, ""),
        (BAKERS, "2.C.4.a"): ("important", 3.0, importance, 5.0, level),
        (CHEFS, "2.C.4.a"): ("helpful", 2.49, importance, None, ""),
        (CHEFS, "2.C.10"): ("essential", 5.0, importance, 7.0, level),
    }
    where = [(each.place.rpartition("/")[2], each.reason) for each in remarks]
    below = "its importance is below 1.5, so it makes no requirement"
    suppressed = "its importance is marked to be suppressed, so it makes no requirement"
    assert [each for each in where if "importance" in each[1] or "level" in each[1]] == [
        ("Skills.txt row 5", "its level is marked as not relevant, so it has none"),
        ("Skills.txt row 7", "its level is marked to be suppressed, so it has none"),
        ("Skills.txt row 10", suppressed),
        ("Skills.txt row 8", below),
    ]


def test_scales_have_their_ends(tmp_path: Path) -> None:
    found, _, _ = read(write(tmp_path))
    scales = of(found, facts.Scale)
    assert {id_: (each.minimum, each.maximum) for id_, each in scales.items()} == {
        "scale:onet-IM": (1, 5),
        "scale:onet-LV": (0, 7),
    }
    bare, _, report = read(write(tmp_path / "bare", tables=without("Scales Reference")))
    for scale in of(bare, facts.Scale).values():
        assert (scale.minimum, scale.maximum, scale.places) == (None, None, ())
    assert [note for note in report.notes if "Scales" in note]


def test_mathematics_is_two_skills(tmp_path: Path) -> None:
    found, _, _ = read(write(tmp_path))
    skills = of(found, facts.Skill)
    both = [id_ for id_, each in skills.items() if each.pref_labels[0].value == "Mathematics"]
    assert both == ["skill:onet-2.A.1.e", "skill:onet-2.C.4.a"]
    assert [skills[id_].descriptions[0].value for id_ in both] == ["Using it", "Knowing it"]
    above = {
        link.start: link.end for link in links(found, "broader") if link.end[:9] == "category:"
    }
    assert [above[id_] for id_ in both] == ["category:onet-2.A.1", "category:onet-2.C.4"]
    assert above["category:onet-2.A.1"] == "category:onet-2.A"
    assert above["skill:onet-2.C.10"] == "category:onet-2.C"
    assert "category:onet-1" not in of(found, facts.Category)


def test_technologies(tmp_path: Path) -> None:
    found, remarks, _ = read(write(tmp_path))
    told = requirements(found)
    assert {key: each.importance for key, each in told.items() if each.rating is None} == {
        (BAKERS, "c-plus-plus"): "important",
        (BAKERS, "c-sharp"): "helpful",
        (BAKERS, "spread-sheets"): "helpful",
        (CHEFS, "c-plus-plus"): "helpful",
    }
    skills = of(found, facts.Skill)
    assert {id_ for id_, each in skills.items() if each.tags == ("hot technology",)} == {
        "skill:onet-c-plus-plus",
        "skill:onet-c-sharp",
    }
    commodities = [link.end for link in links(found, "broader") if "c-plus-plus" in link.start]
    assert commodities == ["category:onet-unspsc-43232405", "category:onet-unspsc-43232402"]
    category = of(found, facts.Category)["category:onet-unspsc-43232405"]
    assert (category.notation, category.pref_labels[0].value) == (
        "43232405",
        "Development software",
    )
    assert [each.reason for each in remarks if "key skill" in each.reason] == [
        "it is in demand in an occupation without ratings: now a key skill"
    ]


def test_without_ratings_technologies_are_key_skills_alone(tmp_path: Path) -> None:
    """An occupation with nothing but suppressed ratings has none either."""
    found, _, _ = read(write(tmp_path))
    assert {(link.start[10:], link.end[11:]) for link in links(found, "key-skill")} == {
        (TASTERS, "c"),
        (TASTERS, "c-plus-plus"),
        (MENDERS, "c"),
    }
    assert not {owner for owner, _ in requirements(found)} & {TASTERS, MENDERS}


def test_occupations(tmp_path: Path) -> None:
    found, _, _ = read(write(tmp_path))
    roles = of(found, facts.Role)
    bakers = roles[f"role:onet-{BAKERS}"]
    assert [label.value for label in bakers.alt_labels] == [
        "Bread Maker (BM)", "BM", "Oven Hand", "Pastry Hand",
    ]  # fmt: skip
    assert (bakers.notation, bakers.job_zone, bakers.experience[0].value) == (
        BAKERS, 2, "Some experience.",
    )  # fmt: skip
    assert roles[f"role:onet-{TASTERS}"].job_zone is None
    assert roles[f"role:onet-{MENDERS}"].descriptions == ()
    assert [(each.start, each.end, each.tier, each.rank) for each in links(found, "related")] == [
        (f"role:onet-{BAKERS}", f"role:onet-{CHEFS}", "Primary-Short", 1),
        (f"role:onet-{CHEFS}", f"role:onet-{TASTERS}", "Supplemental", 11),
    ]


def test_every_row_is_counted(tmp_path: Path) -> None:
    _, _, report = read(write(tmp_path))
    assert report.rows == {f"rows of {name}": len(rows) for name, rows in TABLES.items()}


def test_thresholds(tmp_path: Path) -> None:
    path = write(tmp_path)
    found, _, report = read(path, thresholds=Thresholds(5, 3.01, 3))
    told = {key: each.importance for key, each in requirements(found).items() if each.rating}
    assert told == {
        (BAKERS, "2.A.1.e"): "important",
        (BAKERS, "2.C.4.a"): "helpful",
        (CHEFS, "2.C.10"): "essential",
    }
    assert report.left_out["its importance is below 3, so it makes no requirement"] == 4


@pytest.mark.parametrize("text", ["", "3.5", "3.5,2.5", "3,2,1,0", "a,b,c", "nan,2,1", "1,2,3",
                                  "3.5;2.5;1.5", "-1,-2,-3", "1e9,2,1"])  # fmt: skip
def test_thresholds_that_are_none(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"3\.5,2\.5,1\.5"):
        parse_thresholds(text)


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("Occupation Data", (BAKERS, "Bakers again", ""), "the occupation is there before"),
        ("Occupation Data", ("51-3011", "No Code", ""),
         "the occupation has no title, or no code like 15-1252.00"),
        ("Occupation Data", ("51-3012.00", "", "No title"),
         "the occupation has no title, or no code like 15-1252.00"),
        ("Skills", rated("99-9999.99", "2.A.1.e", "Mathematics", "IM", "3", "N", "n/a"),
         "the occupation is not in Occupation Data"),
        ("Skills", rated(TASTERS, "2.A.1.e", "Mathematics", "CX", "3", "N", "n/a"),
         "the scale is neither importance nor level"),
        ("Skills", rated(TASTERS, "2 A", "Spaced", "IM", "3", "N", "n/a"),
         "the element has no id like 2.A.1.e, or no name"),
        ("Knowledge", rated(TASTERS, "2.A.1.e", "Mathematics", "IM", "3", "N", "n/a"),
         "the element is one of Skills"),
        ("Skills", rated(BAKERS, "2.A.1.e", "Mathematics", "IM", "1", "N", "n/a"),
         "a row before it rates the same"),
        ("Skills", rated(MENDERS, "2.A.1.e", "Mathematics", "IM", "3", "N", "n/a"),
         "a row before it rates the same"),
        ("Skills", rated(TASTERS, "2.A.1.e", "Mathematics", "LV", "3", "N", "N"),
         "the level has no importance beside it"),
        *(("Skills", rated(TASTERS, "2.A.1.e", "Mathematics", "IM", value, "N", "n/a"),
           "the value is no number on its scale")
          for value in ("5.01", "0.99", "nan", "inf", "1e0", "1_0", "٣", "", "-1", "4,75")),
        ("Skills", rated(TASTERS, "2.A.1.e", "Mathematics", "IM", "3", "?", "n/a"),
         "a flag of its importance is neither Y nor N, so it makes no requirement"),
        ("Skills", rated(CHEFS, "2.A.1.e", "Mathematics", "CX", "3", "N", "n/a"),
         "the scale is neither importance nor level"),
        ("Technology Skills", ("99-9999.99", "C", "43232405", "Development software", "N", "N"),
         "the occupation is not in Occupation Data"),
        ("Technology Skills", (BAKERS, "", "43232405", "Development software", "N", "N"),
         "there is no example"),
        ("Technology Skills", (BAKERS, "C++", "43232405", "Development software", "N", "N"),
         "a row before it has the technology for this occupation"),
        ("Technology Skills", (CHEFS, "C", "", "", "N", "N"),
         "the commodity has no code or no title, so the technology is not in it"),
        ("Technology Skills", (CHEFS, "c", "43232405", "Development software", "N", "N"),
         "the technology has another spelling before: now an alternative label"),
        ("Technology Skills", (CHEFS, "C", "43232405", "Another title", "N", "N"),
         "the commodity has another title before"),
        ("Alternate Titles", (BAKERS, "BM", "n/a", "08"), "the title is there before"),
        ("Alternate Titles", ("99-9999.99", "Nobody", "n/a", "08"),
         "the occupation is not in Occupation Data"),
        ("Job Zones", (TASTERS, "6", "", ""), "the job zone is none of 1 to 5"),
        ("Job Zones", (BAKERS, "3", "", ""), "a row before it states the occupation's job zone"),
        ("Job Zones", ("99-9999.99", "3", "", ""), "the occupation is not in Occupation Data"),
        ("Related Occupations", (BAKERS, BAKERS, "Primary-Short", "2"),
         "an occupation is related to itself"),
        ("Related Occupations", (BAKERS, CHEFS, "Supplemental", "3"),
         "a row before it relates the two"),
        ("Related Occupations", (CHEFS, BAKERS, "Supplemental", "first"),
         "the index is no whole number from 1"),
        ("Related Occupations", (CHEFS, "99-9999.99", "Supplemental", "1"),
         "the occupation is not in Occupation Data"),
        ("Scales Reference", ("ZZ", "Backwards", "5", "1"),
         "the scale's ends are the wrong way round"),
        ("Scales Reference", ("IM", "Again", "1", "5"),
         "the scale has no id, name or ends, or is there before"),
        ("Content Model Reference", ("2.A", "Again", ""),
         "the element has no id or no name, or is there before"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told_and_costs_no_more(
    tmp_path: Path, table: str, row: tuple[str, ...], reason: str
) -> None:
    tables = changed(table, row)
    assert reasons(tmp_path, tables)[reason] == 1
    assert imported(None, write(tmp_path, tables=tables))["nodes"]["role"] == len(
        TABLES["Occupation Data"]
    )


def test_spellings_of_one_technology(tmp_path: Path) -> None:
    """What differs in more than case is another technology: C, C++ and C# stay apart."""
    rows = [(CHEFS, each, "43232405", "Development software", "N", "N")
            for each in ("Git Hub", "git hub", "Git-Hub/X", "日本語", "???")]  # fmt: skip
    found, _, _ = read(write(tmp_path, tables=changed("Technology Skills", *rows)))
    skills = of(found, facts.Skill)
    assert [label.value for label in skills["skill:onet-git-hub"].alt_labels] == ["git hub"]
    assert {f"skill:onet-{derive_slug(each[1])}" for each in rows} <= skills.keys()
    assert {"skill:onet-c", "skill:onet-c-plus-plus", "skill:onet-c-sharp"} <= skills.keys()


@pytest.mark.parametrize("missing", [name for name in TABLES if name != "Occupation Data"])
def test_what_is_missing_without_a_file_is_told(tmp_path: Path, missing: str) -> None:
    path = write(tmp_path, tables=without(missing))
    (note,) = imported(tmp_path / "o.sqlite", path)["notes"]
    assert note.startswith(f"There is no file '{missing}', so ")


def test_occupations_alone_are_a_graph(tmp_path: Path) -> None:
    path = write(tmp_path, tables={"Occupation Data": TABLES["Occupation Data"]})
    document = imported(tmp_path / "o.sqlite", path)
    assert document["nodes"]["role"] == 4
    assert len(document["notes"]) == 9


def test_nothing_without_occupations(tmp_path: Path) -> None:
    path = write(tmp_path, tables=without("Occupation Data"))
    with pytest.raises(InvalidInput, match="there is no file 'Occupation Data'"):
        imported(tmp_path / "o.sqlite", path)
    assert not (tmp_path / "o.sqlite").exists()


def test_single_files(tmp_path: Path) -> None:
    folder = write(tmp_path)
    found, _, _ = read(folder / "Occupation Data.txt", folder / "Job Zones.txt")
    assert of(found, facts.Role)[f"role:onet-{CHEFS}"].job_zone == 3


def test_other_files_of_a_release_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path)
    write_text(folder / "Abilities.txt", HEADERS["Skills"], [])
    (folder / "Read Me.txt").write_text("O*NET\u00ae 29.3 Database\n", encoding="utf-8")
    _, remarks, _ = read(folder)
    assert [each.text for each in remarks if each.reason.startswith("the file")] == [
        "Abilities.txt"
    ]


def test_all_that_is_wrong_with_the_files_in_one_run(tmp_path: Path) -> None:
    folder = write(tmp_path)
    write_text(folder / "Skills.txt", ["O*NET-SOC Code", "Element Id"], [])
    (folder / "Job Zones.txt").write_bytes(b"")
    (folder / "Technology Skills.txt").write_bytes(b"O*NET-SOC Code\tExample\n\x00")
    with pytest.raises(InvalidInput) as caught:
        imported(tmp_path / "o.sqlite", folder)
    told = "\n".join(map(str, caught.value.problems))
    assert "Skills.txt: there is no column 'Element ID'. Did you mean 'Element Id'?" in told
    assert "Job Zones.txt: there is no header." in told
    assert "Technology Skills.txt:2: the control character U+0000 stands here." in told
    assert not (tmp_path / "o.sqlite").exists()


def test_a_table_given_twice(tmp_path: Path) -> None:
    paths = [write(tmp_path), write(tmp_path, "workbooks")]
    with pytest.raises(InvalidInput, match="the text files or the workbooks, not both"):
        read(*paths)


class TestRelease:
    """The release is what the files say, or what the person says, and nothing else."""

    def release(self, *paths: Path, **options: object) -> tuple[str, list[str]]:
        found, _, report = read(*paths, **options)
        (catalog,) = of(found, facts.Catalog).values()
        return catalog.version, list(report.notes)

    @pytest.mark.parametrize("form", FORMS)
    def test_from_the_name_of_a_zip_or_folder(self, tmp_path: Path, form: str) -> None:
        assert self.release(write(tmp_path, form, name="db_30_0")) == ("30.0", [])

    def test_from_a_read_me(self, tmp_path: Path) -> None:
        folder = write(tmp_path, name="onet")
        (folder / "Read Me.txt").write_text("O*NET\u00ae 28.1 Database\n", encoding="utf-8")
        assert self.release(folder) == ("28.1", [])

    def test_from_the_person(self, tmp_path: Path) -> None:
        folder = write(tmp_path, name="onet")
        assert self.release(folder, release="29.3") == ("29.3", [])

    def test_never_guessed(self, tmp_path: Path) -> None:
        version, (note,) = self.release(write(tmp_path, name="onet"))
        assert version == "unknown"
        assert "--release 29.3" in note

    @pytest.mark.parametrize("release", ["30.0", "next", "29", "29.3.1"])
    def test_against_the_files(self, tmp_path: Path, release: str) -> None:
        with pytest.raises(InvalidInput, match=r"release"):
            read(write(tmp_path), release=release)

    def test_two_releases(self, tmp_path: Path) -> None:
        one = write(tmp_path, tables=without("Skills"))
        other = write(tmp_path, tables={"Skills": TABLES["Skills"]}, name="db_29_2")
        with pytest.raises(InvalidInput, match="Give the files of one release"):
            read(one, other)

    def test_it_stands_in_every_source(self, tmp_path: Path) -> None:
        found, _, _ = read(write(tmp_path))
        sources = of(found, facts.Source)
        cited = {place.source for fact in found for place in getattr(fact, "places", ())}
        assert cited == {id_ for id_ in sources if id_ != "source:onet"} - {
            "source:onet-29.3-job-zone-reference"
        }
        assert all("29.3" in sources[id_].label for id_ in cited)
        licence = "https://creativecommons.org/licenses/by/4.0/"
        assert {source.licence for source in sources.values()} == {licence}
        (catalog,) = of(found, facts.Catalog).values()
        assert "U.S. Department of Labor" in catalog.title


def test_progress_ends_whole(tmp_path: Path) -> None:
    from skillgraph.readers.onet import read_onet
    from skillgraph.readers.report import Report

    for form in ("text", "workbooks"):
        shares: list[float] = []
        list(read_onet([write(tmp_path, form)], Report(on_progress=shares.append)))
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


def test_what_the_graph_answers(tmp_path: Path) -> None:
    imported(tmp_path / "o.sqlite", write(tmp_path, "workbooks zip"))
    with SkillGraph.open(str(tmp_path / "o.sqlite")) as graph:
        gap = graph.gap("Bakers")
        (mathematics,) = [
            item for item in gap["requirements"] if item["options"] == ["skill:onet-2.A.1.e"]
        ]
        assert mathematics["rating"] == {"rating": 3.5, "scale": "scale:onet-IM"}
        assert mathematics["level"] == {"level": 4.12, "scale": "scale:onet-LV"}
        assert gap["scales"] == [
            {"id": "scale:onet-IM", "label": "Importance", "min": 1, "max": 5},
            {"id": "scale:onet-LV", "label": "Level", "min": 0, "max": 7},
        ]
        assert graph.plan("Tasters, All Other")["status"] == "unknown"
        assert graph.plan("Bakers")["status"] == "planned"
        assert graph.resolve("onet-2.A.1.e").id == "skill:onet-2.A.1.e"
