"""ESCO's CSV files become roles, skills and categories, and nothing of them is lost in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model.facts import Catalog, Category, Link, Requirement, Role, Skill, Source, Text

from .reading import Read, said
from .release import (
    HEADERS,
    RELATIONS,
    german,
    isco,
    occupation,
    skill,
    small,
    write_folder,
    write_zips,
)

if TYPE_CHECKING:
    from pathlib import Path

TYPE = "http://data.europa.eu/esco/model#skillType"
REUSE = "http://data.europa.eu/esco/model#skillReuseLevel"
OPTIONAL = "https://w3id.org/skillgraph/ns#escoOptionalSkillLink"
ESSENTIAL = "https://w3id.org/skillgraph/ns#escoEssentialSkillLink"


def values(texts: tuple[Text, ...]) -> list[str]:
    return [text.value for text in texts]


def test_concepts_keep_their_iris(folder: Path) -> None:
    read = Read(folder)
    assert {node.id for node in read.of(Skill)} == {
        f"esco-skill:{name}" for name in ("python", "git", "data", "team")
    }
    assert {node.id for node in read.of(Role)} == {
        f"esco-occupation:{name}" for name in ("scientist", "engineer", "nurse")
    }
    assert {node.id for node in read.of(Category)} == {
        "esco-skill:S5", "esco-skill:S5.1", isco("2"), isco("2511"),
    }  # fmt: skip


def test_a_skill_has_its_type_reuse_level_labels_and_collections(folder: Path) -> None:
    node = Read(folder).node("esco-skill:python")
    assert node.pref_labels == (Text("Python (computer programming)", "en"),)
    assert values(node.alt_labels) == ["Python"]
    assert values(node.hidden_labels) == ["phyton"]
    assert node.tags == ("digital",)
    assert (TYPE, "<http://data.europa.eu/esco/skill-type/knowledge>") in node.foreign
    assert (REUSE, "<http://data.europa.eu/esco/skill-reuse-level/sector-specific>") in node.foreign


def test_skill_to_skill_links_are_statements_and_no_requirements(folder: Path) -> None:
    read = Read(folder)
    node = read.node("esco-skill:python")
    assert (OPTIONAL, f"<{skill('git')}>") in node.foreign
    assert (ESSENTIAL, f"<{skill('team')}>") in node.foreign
    assert {place.source for place in node.places} == {
        "source:esco-skills-en", "source:esco-skill-skill-relations",
    }  # fmt: skip
    assert all(each.owner.startswith("esco-occupation:") for each in read.of(Requirement))


def test_codes_are_notations(folder: Path) -> None:
    read = Read(folder)
    ids = ("esco-occupation:scientist", "esco-skill:S5.1", isco("2511"))
    assert [read.node(id_).notation for id_ in ids] == ["2511.3", "S5.1", "2511"]


def test_essential_is_essential_and_optional_helps(folder: Path) -> None:
    asked = {(each.owner, *each.options): each.importance for each in Read(folder).of(Requirement)}
    assert asked == {
        ("esco-occupation:scientist", "esco-skill:python"): "essential",
        ("esco-occupation:scientist", "esco-skill:git"): "helpful",
        ("esco-occupation:engineer", "esco-skill:git"): "essential",
        ("esco-occupation:engineer", "esco-skill:data"): "essential",
    }


def test_each_statement_cites_its_file_and_row(folder: Path) -> None:
    read = Read(folder)
    (asked,) = [
        each
        for each in read.of(Requirement)
        if (each.owner, each.options) == ("esco-occupation:engineer", ("esco-skill:data",))
    ]
    (place,) = asked.places
    assert (place.source, place.fragment) == ("source:esco-occupation-skill-relations", "row=5")
    cited = {place.source for fact in read.facts for place in getattr(fact, "places", ())}
    assert cited < {source.id for source in read.of(Source)}


def test_the_catalogue_has_release_language_and_licence(folder: Path) -> None:
    (catalog,) = Read(folder).of(Catalog)
    assert (catalog.id, catalog.version, catalog.language) == ("catalog:esco", "1.1.1", "en")
    assert "This service uses the ESCO classification of the European Commission" in catalog.licence
    assert Read(folder, release="v1.2").of(Catalog)[0].version == "1.2"


def test_what_is_left_out_is_counted_with_its_place(folder: Path) -> None:
    read = Read(folder)
    assert read.left_out() == {
        "its status is not 'released'": 1,
        "it names a skill that the release does not hold": 3,
        "it relates a concept to itself": 1,
        "it names a concept that the release does not hold": 1,
        "it names an occupation that the release does not hold": 1,
        "the file says again what others say": 1,
    }
    (remark,) = [each for each in read.remarks if each.text == occupation("gone")][1:]
    assert remark.place.endswith("csv.zip/occupationSkillRelations.csv row 6")


def test_small_changes_are_counted_and_told_once_a_file(folder: Path) -> None:
    read = Read(folder)
    assert dict(read.report.changed) == {
        "the preferred label is among the alternatives too, and kept once": 2,
        "white space around a label is trimmed": 2,
        "links in a text are kept as their words": 1,
    }
    assert len([each for each in read.remarks if each.outcome == "changed"]) == 3


def test_a_label_with_commas_is_one_label(folder: Path) -> None:
    node = Read(folder).node("esco-skill:data")
    assert values(node.pref_labels) == ["manage data, information and content"]
    assert node.alt_labels == ()


def test_descriptions_are_plain_text_and_say_something(folder: Path) -> None:
    read = Read(folder)
    assert values(read.node("esco-skill:git").descriptions) == ["About Git.", "Excludes Git."]
    assert values(read.node("esco-skill:team").descriptions) == ["About work in teams."]


def test_zips_folders_and_files_say_the_same(folder: Path, tmp_path: Path) -> None:
    unpacked = write_folder(tmp_path / "unpacked", small())
    files = sorted(unpacked.iterdir(), reverse=True)
    assert said(Read(folder).facts) == said(Read(unpacked).facts) == said(Read(*files).facts)


def test_several_languages_are_labels_of_one_node(folder: Path) -> None:
    write_zips(folder, german(), "de")
    languages = ("en", "de")
    with build(Read(folder, languages=languages).facts) as graph:
        node = next(
            each for each in graph.facts() if getattr(each, "id", "") == "esco-skill:python"
        )
    assert isinstance(node, Skill)
    assert node.pref_labels == (Text("Python (computer programming)", "en"), Text("Python", "de"))
    assert {text.language for text in node.descriptions} == {"en", "de"}
    german_alone = Read(folder, languages=("de",))
    assert german_alone.of(Catalog)[0].language == "de"
    assert {text.language for node in german_alone.of(Role) for text in node.pref_labels} == {"de"}


def test_relations_are_read_once_where_each_language_has_them(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "esco", {**small(), **german()}, "de")
    write_folder(folder, small())
    relations = list(folder.glob("*Relations*.csv"))
    for path in relations:  # as later releases name them
        for language in ("de", "en"):
            (folder / f"{path.stem}_{language}.csv").write_bytes(path.read_bytes())
        path.unlink()
    for languages in ((), ("de",), ("en", "de")):
        read = Read(folder, languages=languages)
        assert len(read.of(Requirement)) == 4
        cited = {place.source for each in read.of(Requirement) for place in each.places}
        first = languages[0] if languages else "de"
        assert cited == {f"source:esco-occupation-skill-relations-{first}"}
        assert read.left_out()["the file says again what others say"] >= len(relations)


def test_a_circle_in_the_hierarchy_loses_the_row_that_closes_it(tmp_path: Path) -> None:
    tables = small()
    tables["broaderRelationsSkillPillar"] += [
        ["SkillGroup", skill("S5"), "SkillGroup", skill("S5.1")],
        ["SkillGroup", skill("S5"), "SkillGroup", skill("S5")],
    ]
    read = Read(write_folder(tmp_path / "esco", tables))
    assert read.left_out()["it would make a concept broader than itself"] == 1
    assert len(read.of(Link)) == 6
    (remark,) = [each for each in read.remarks if "broader than itself" in each.reason]
    assert remark.place.endswith("broaderRelationsSkillPillar.csv row 5")


def test_a_concept_that_stands_twice_is_kept_once(tmp_path: Path) -> None:
    tables = small()
    tables["skills"].append([*tables["skills"][0]])
    tables["occupations"].append([*tables["occupations"][0]])
    tables["occupations"][-1][1] = skill("python")
    read = Read(write_folder(tmp_path / "esco", tables))
    assert read.left_out()["the concept stands in an earlier row"] == 1
    assert read.left_out()["the concept is in another table"] == 1
    assert len(read.of(Skill)) == 4


def test_columns_that_a_release_lacks_are_empty(tmp_path: Path) -> None:
    folder = tmp_path / "esco"
    folder.mkdir()
    (folder / "skills_en.csv").write_text(
        f"conceptUri,preferredLabel\n{skill('a')},a\n", encoding="utf-8"
    )
    (node,) = Read(folder).of(Skill)
    assert (values(node.pref_labels), node.foreign, node.tags) == (["a"], (), ())


@pytest.mark.parametrize("table", [name for name in HEADERS if "Collection" not in name])
def test_a_column_that_is_missing_is_told(tmp_path: Path, table: str) -> None:
    folder = write_folder(tmp_path / "esco", small())
    (path,) = folder.glob(f"{table}*.csv")
    text = path.read_text(encoding="utf-8")
    needed = "broaderUri" if table.startswith("broader") else "relationType"
    column = needed if table in RELATIONS else "preferredLabel"
    path.write_text(text.replace(column, "other", 1), encoding="utf-8")
    with pytest.raises(InvalidInput, match=f"there is no column '{column}'"):
        Read(folder)


def test_relations_without_their_concepts_are_refused_at_once(tmp_path: Path) -> None:
    tables = {name: rows for name, rows in small().items() if name in RELATIONS}
    with pytest.raises(InvalidInput) as caught:
        Read(write_folder(tmp_path / "esco", tables))
    assert len(caught.value.problems) == 4
    assert "it relates occupations and skills, which no file lists" in str(caught.value)
    assert "Give the zip of the classification too" in str(caught.value)


def test_a_language_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        Read(folder, languages=("fr", "de"))
    assert str(caught.value) == "there is no set of ESCO's in fr, de. There is one in en."


def test_files_that_are_none_of_escos_are_refused_or_noted(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "people.csv"
    other.write_text("name\nAda\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"people.csv: there is no table of ESCO's"):
        Read(other)
    assert Read(folder, other).left_out()["the file is no table that is read"] == 1


def test_two_releases_at_once_are_refused(folder: Path) -> None:
    write_zips(folder, german(), "de", release="1.2.0")
    with pytest.raises(InvalidInput, match="of release"):
        Read(folder)
    assert Read(folder, release="1.2").of(Catalog)[0].version == "1.2"


def test_one_file_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    again = write_folder(tmp_path / "again", {"skills": small()["skills"]})
    with pytest.raises(InvalidInput, match=r"there is skills_en\.csv"):
        Read(folder, again)


def test_two_importances_of_one_skill_are_an_error(tmp_path: Path) -> None:
    tables = small()
    row = [*tables["occupationSkillRelations"][0]]
    row[1] = "optional"
    tables["occupationSkillRelations"].append(row)
    folder = write_folder(tmp_path / "esco", tables)
    with pytest.raises(InvalidInput, match="has importance essential here and helpful"):
        build(Read(folder).facts)
