"""ESCO 1.1.1 as it is downloaded, held to its own files; skipped where those are not at hand."""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph
from skillgraph.model.facts import Role, Skill

from .reading import Read, said
from .turtle import iter_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Imported

csv.field_size_limit(1 << 20)


def rows(folder: Path, table: str) -> Iterator[dict[str, str]]:
    """Read a table of ESCO with nothing but the standard library."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.split("_")[0].split(".")[0] == table:
                    with archive.open(name) as stream:
                        yield from csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline=""))


def test_the_counts_of_the_release_to_the_row(esco: Imported) -> None:
    document = esco.document
    assert document["rows"] == {
        "skills": 13_896,
        "occupations": 3_007,
        "skill groups": 640,
        "ISCO groups": 619,
        "occupation-skill relations": 123_855,
        "skill-skill relations": 5_899,
        "broader relations": 24_273,
    }
    nodes = {kind: count for kind, count in document["nodes"].items() if count}
    assert nodes == {"skill": 13_896, "category": 640 + 619, "role": 3_007}
    statements = {kind: count for kind, count in document["statements"].items() if count}
    assert statements == {"requirement": 123_855 - 67, "broader": 24_273 - 8}
    left_out = {each["reason"]: each["count"] for each in document["left_out"]}
    assert left_out == {
        "it names an occupation that the release does not hold": 67,
        "it names a concept that the release does not hold": 8,
        "it relates a concept to itself": 1,
        "the file says again what others say": 9,
    }


def test_each_row_that_is_left_out_is_listed_with_its_place(esco: Imported, real: Path) -> None:
    with esco.problems.open(encoding="utf-8", newline="") as stream:
        listed = [row for row in csv.DictReader(stream) if "unknown" not in row["reason"]]
    known = {row["conceptUri"] for row in rows(real, "occupations")}
    expected = [
        f"occupationSkillRelations.csv row {number}"
        for number, row in enumerate(rows(real, "occupationSkillRelations"), 2)
        if row["occupationUri"] not in known
    ]
    found = [row["place"].rpartition("/")[2] for row in listed if "an occupation" in row["reason"]]
    assert found == expected
    assert len(expected) == 67


def test_importances_are_those_of_the_file(esco: Imported, real: Path) -> None:
    known = {row["conceptUri"] for row in rows(real, "occupations")}
    stated = Counter(
        row["relationType"]
        for row in rows(real, "occupationSkillRelations")
        if row["occupationUri"] in known
    )
    counted = dict(
        esco.rows.execute("SELECT importance, count(*) FROM requirement GROUP BY importance")
    )
    assert counted == {1: stated["essential"], 3: stated["optional"]}


def test_types_reuse_levels_and_links_of_skills(esco: Imported, real: Path) -> None:
    counted = dict(
        esco.rows.execute("SELECT predicate, count(*) FROM foreign_statement GROUP BY predicate")
    )
    skills = list(rows(real, "skills"))
    assert counted == {
        "http://data.europa.eu/esco/model#skillType": sum(bool(row["skillType"]) for row in skills),
        "http://data.europa.eu/esco/model#skillReuseLevel": sum(
            bool(row["reuseLevel"]) for row in skills
        ),
        "http://data.europa.eu/esco/model#regulatedProfessionNote": 3_007,
        "https://w3id.org/skillgraph/ns#escoEssentialSkillLink": 191,
        "https://w3id.org/skillgraph/ns#escoOptionalSkillLink": 5_708 - 1,
    }


def test_collections_are_tags(real: Path) -> None:
    files = {
        "digital": ("digitalSkillsCollection",),
        "green": ("greenSkillsCollection",),
        "DigComp": ("digCompSkillsCollection",),
        "language": ("languageSkillsCollection",),
        "transversal": ("transversalSkillsCollection",),
        "research": ("researchSkillsCollection", "researchOccupationsCollection"),
    }
    stated = {
        tag: {row["conceptUri"].rpartition("/")[2] for name in names for row in rows(real, name)}
        for tag, names in files.items()
    }
    found: dict[str, set[str]] = defaultdict(set)
    for node in Read(real).facts:
        if isinstance(node, Skill | Role):  # the transversal groups are tagged too
            for tag in node.tags:
                found[tag].add(node.id.rpartition(":")[2])
    assert found == stated


def test_labels_are_those_of_the_files(esco: Imported, real: Path) -> None:
    execute = esco.rows.execute
    for kind, table in ((0, "skills"), (2, "occupations")):
        stated = Counter(row["preferredLabel"].strip() for row in rows(real, table))
        found = Counter(
            label for (label,) in execute("SELECT label FROM node WHERE kind = ?", (kind,))
        )
        assert found == stated
    alternatives = {
        (row["preferredLabel"].strip(), label.strip())
        for table in ("skills", "occupations")
        for row in rows(real, table)
        for label in row["altLabels"].split("\n")
    }
    kept = set(
        execute(
            "SELECT label, value FROM text JOIN node ON key = node"
            " WHERE property = 1 AND kind IN (0, 2)"
        )
    )
    repeated = {pair for pair in alternatives if pair[0] == pair[1] or not pair[1]}
    assert kept == alternatives - repeated
    assert len({pair for pair in repeated if pair[1]}) == 14_904


def test_the_gaps_of_twenty_occupations_are_those_of_the_file(esco: Imported, real: Path) -> None:
    draw = random.Random(20)  # noqa: S311 -- which occupations is no secret
    asked: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(real, "occupationSkillRelations"):
        asked[row["occupationUri"]][row["skillUri"]] = row["relationType"]
    known = [row["conceptUri"] for row in rows(real, "occupations") if row["conceptUri"] in asked]
    for target in draw.sample(known, 20):
        held = draw.sample(sorted(asked[target]), len(asked[target]) // 3)
        document = esco.graph.gap(held=held, target=target)
        found = {
            (each["options"][0].rpartition(":")[2], each["importance"], each["met"])
            for each in document["requirements"]
        }
        words = {"essential": "essential", "optional": "helpful"}
        assert found == {
            (skill.rpartition("/")[2], words[relation], skill in held)
            for skill, relation in asked[target].items()
        }


def test_both_names_resolve_and_a_plan_is_made(esco: Imported) -> None:
    plan = esco.graph.plan(held=["Python (computer programming)"], target="data scientist")
    assert plan["status"] == "planned"
    assert plan["target"]["label"] == "data scientist"
    assert len(plan["steps"]) == 54


@pytest.fixture(scope="session")
def turtle(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole release as ESCO's Turtle has it."""
    path = tmp_path_factory.mktemp("turtle") / "esco-v1.1.1.ttl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(iter_turtle(lambda table: rows(real, table)))
    return path


def test_the_whole_release_in_rdf_says_the_same(real: Path, turtle: Path) -> None:
    assert said(Read(turtle, languages=("en",)).facts) == said(Read(real).facts)


@pytest.mark.skipif(sys.platform != "linux", reason="it asks /proc")
@pytest.mark.parametrize("form", ["tables", "rdf"])
def test_reading_takes_bounded_memory(real: Path, turtle: Path, form: str) -> None:
    """Reading alone, the graph apart: well below the 400 MB that an import may take in all."""
    program = (
        "import sys; from collections import deque; from pathlib import Path\n"
        "from skillgraph.readers.esco import read_esco\n"
        "from skillgraph.readers.report import Report\n"
        "deque(read_esco(sys.argv[1:], Report()), maxlen=0)\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
    )
    path = real if form == "tables" else turtle
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) < 200 << 10


def test_the_graph_can_be_opened_again(esco: Imported) -> None:
    with SkillGraph.open(esco.path) as graph:
        (catalog,) = graph.stats()["catalogs"]
    assert (catalog["id"], catalog["version"]) == ("catalog:esco", "1.1.1")
