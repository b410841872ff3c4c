"""A small release of ESCO: the headers of the real files, and rows that do what theirs do."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://data.europa.eu/esco/"
SCHEME = f"{BASE}concept-scheme/"
DIGITAL = f"{SCHEME}6c930acd-c104-4ece-acf7-f44fd7333036"

Tables = dict[str, list[list[str]]]


def skill(name: str) -> str:
    return f"{BASE}skill/{name}"


def occupation(name: str) -> str:
    return f"{BASE}occupation/{name}"


def isco(code: str) -> str:
    return f"{BASE}isco/C{code}"


def schemes(*names: str) -> str:
    return ",\n".join(name if name.startswith("http") else f"{SCHEME}{name}" for name in names)


HEADERS = {
    "skills": (
        "conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels",
        "hiddenLabels", "status", "modifiedDate", "scopeNote", "definition", "inScheme",
        "description",
    ),
    "occupations": (
        "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels",
        "status", "modifiedDate", "regulatedProfessionNote", "scopeNote", "definition", "inScheme",
        "description", "code",
    ),
    "skillGroups": (
        "conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "status",
        "modifiedDate", "scopeNote", "inScheme", "description", "code",
    ),
    "ISCOGroups": (
        "conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme",
        "description",
    ),
    "skillSkillRelations": (
        "originalSkillUri", "originalSkillType", "relationType", "relatedSkillType",
        "relatedSkillUri",
    ),
    "broaderRelationsOccPillar": ("conceptType", "conceptUri", "broaderType", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptType", "conceptUri", "broaderType", "broaderUri"),
    "occupationSkillRelations": ("occupationUri", "relationType", "skillType", "skillUri"),
    "digitalSkillsCollection": (
        "conceptType", "conceptUri", "preferredLabel", "status", "skillType", "reuseLevel",
        "altLabels", "description", "broaderConceptUri", "broaderConceptPT",
    ),
}  # fmt: skip
RELATIONS = tuple(name for name in HEADERS if "Relations" in name)

_DATE = "2016-12-20T17:43:43Z"
_EXCLUDES = (
    f'Excludes <a resource="{skill("git")}" typeOf="{BASE}model#Skill" href="{skill("git")}">'
    '<span property="http://www.w3.org/2000/01/rdf-schema#label" xml:lang="en">Git</span></a>. '
)


def _skill(name: str, label: str, *own: str, **more: str) -> list[str]:
    type_, reuse, alts = own
    return [
        "KnowledgeSkillCompetence", skill(name), type_, reuse, label, alts, more.get("hidden", ""),
        more.get("status", "released"), _DATE, more.get("scope", ""), more.get("definition", ""),
        schemes("skills", "member-skills", *more.get("schemes", "").split()),
        more.get("description", f"About {label.strip()}."),
    ]  # fmt: skip


def _occupation(name: str, code: str, label: str, alts: str, **more: str) -> list[str]:
    return [
        "Occupation", occupation(name), code.partition(".")[0], label, alts, "",
        more.get("status", "released"), _DATE,
        f"{BASE}regulated-professions/{more.get('regulated', 'unregulated')}", "", "",
        schemes("occupations", "member-occupations", *more.get("schemes", "").split()),
        f"{label}s work.", code,
    ]  # fmt: skip


def _skill_group(name: str, label: str, code: str) -> list[str]:
    return [
        "SkillGroup", skill(name), label, "", "", "released", "", "",
        schemes("skills", "skills-hierarchy"), "", code,
    ]  # fmt: skip


def _isco_group(code: str, label: str) -> list[str]:
    return [
        "ISCOGroup", isco(code), code, label, "released", "", schemes("isco", "occupations"), "",
    ]  # fmt: skip


def small() -> Tables:
    """Return rows of every table, with what the real ones get wrong in small numbers."""
    k, s = "knowledge", "skill/competence"
    return {
        "skills": [
            _skill("python", "Python (computer programming)", k, "sector-specific",
                   "Python\nPython (computer programming)", hidden="phyton", schemes=DIGITAL),
            _skill("git", "Git ", k, "sector-specific", "", scope=_EXCLUDES),
            _skill("data", "manage data, information and content", s, "cross-sector",
                   "manage data, information and content", schemes=f"{DIGITAL} digcomp"),
            _skill("team", "work in teams", s, "transversal", " cooperate \nteamwork",
                   definition=" \n\xa0"),
            _skill("old", "use punched cards", s, "sector-specific", "", status="obsolete"),
        ],
        "occupations": [
            _occupation("scientist", "2511.3", "data scientist", "data expert\nresearch scientist",
                        schemes=f"{SCHEME}8ae4b9f3-507e-4057-a145-2f96f0132613"),
            _occupation("engineer", "2511.4", "data engineer", "data scientist"),
            _occupation("nurse", "2221", "nurse", "", regulated="regulated"),
        ],
        "skillGroups": [
            _skill_group("S5", "working with computers", "S5"),
            _skill_group("S5.1", "programming computers", "S5.1"),
        ],
        "ISCOGroups": [_isco_group("2", "Professionals"), _isco_group("2511", "Systems analysts")],
        "skillSkillRelations": [
            [skill("python"), k, "optional", k, skill("git")],
            [skill("python"), s, "essential", s, skill("team")],
            [skill("git"), k, "optional", k, skill("git")],
            [skill("git"), k, "optional", k, skill("gone")],
            [skill("gone"), k, "optional", k, skill("git")],
        ],
        "broaderRelationsOccPillar": [
            ["ISCOGroup", isco("2511"), "ISCOGroup", isco("2")],
            ["Occupation", occupation("scientist"), "ISCOGroup", isco("2511")],
            ["Occupation", occupation("engineer"), "Occupation", occupation("scientist")],
            ["Occupation", occupation("gone"), "ISCOGroup", isco("2511")],
        ],
        "broaderRelationsSkillPillar": [
            ["SkillGroup", skill("S5.1"), "SkillGroup", skill("S5")],
            ["KnowledgeSkillCompetence", skill("python"), "SkillGroup", skill("S5.1")],
            ["KnowledgeSkillCompetence", skill("git"), "KnowledgeSkillCompetence", skill("data")],
        ],
        "occupationSkillRelations": [
            [occupation("scientist"), "essential", k, skill("python")],
            [occupation("scientist"), "optional", k, skill("git")],
            [occupation("engineer"), "essential", k, skill("git")],
            [occupation("engineer"), "essential", s, skill("data")],
            [occupation("gone"), "essential", s, skill("data")],
            [occupation("nurse"), "essential", s, skill("old")],
        ],
        "digitalSkillsCollection": [
            ["KnowledgeSkillCompetence", skill(name), name, "released", k, "", "", "", "", ""]
            for name in ("python", "data")
        ],
    }  # fmt: skip


def german() -> Tables:
    """Return the concepts of the small release in German."""
    tables = small()
    words = {"Python (computer programming)": "Python", "nurse": "Krankenpfleger"}
    for name in ("skills", "occupations", "skillGroups", "ISCOGroups"):
        label = HEADERS[name].index("preferredLabel")
        alts = HEADERS[name].index("altLabels")
        for row in tables[name]:
            row[label] = words.get(row[label], f"{row[label].strip()} (de)")
            row[alts] = ""
    return {name: rows for name, rows in tables.items() if name not in RELATIONS}


def file_name(table: str, language: str) -> str:
    return f"{table}.csv" if table in RELATIONS else f"{table}_{language}.csv"


def csv_text(table: str, rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADERS[table])
    writer.writerows(rows)
    return text.getvalue()


def write_folder(folder: Path, tables: Tables, language: str = "en") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / file_name(name, language)).write_text(csv_text(name, rows), encoding="utf-8")
    return folder


def write_zips(folder: Path, tables: Tables, language: str = "en", release: str = "1.1.1") -> Path:
    """Write the zips as they are downloaded: the classification, and its relations."""
    folder.mkdir(parents=True, exist_ok=True)
    for related in (False, True):
        named = {name: rows for name, rows in tables.items() if (name in RELATIONS) == related}
        if named:
            shown = "" if related else language
            path = folder / f"ESCO dataset - v{release} - classification - {shown} - csv.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, rows in named.items():
                    archive.writestr(file_name(name, language), csv_text(name, rows))
    return folder
