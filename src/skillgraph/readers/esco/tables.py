"""Which of a release's tables each file is, and in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member

#: Tables of concepts, in the order in which they are read.
CONCEPTS = ("ISCOGroups", "skillGroups", "skills", "occupations")

#: Tables of relations, each with the tables of concepts that it speaks of.
RELATIONS = {
    "skillSkillRelations": ("skills",),
    "broaderRelationsOccPillar": ("occupations", "ISCOGroups"),
    "broaderRelationsSkillPillar": ("skills", "skillGroups"),
    "occupationSkillRelations": ("occupations", "skills"),
}

#: What only says again what concepts and relations say: labels of groups, members of collections.
RESTATED = ("conceptSchemes", "skillsHierarchy", "Collection")

#: How a summary calls the rows of a table.
_CALLED = {
    "skillGroups": "skill groups",
    "ISCOGroups": "ISCO groups",
    "skillSkillRelations": "skill-skill relations",
    "occupationSkillRelations": "occupation-skill relations",
    "broaderRelationsOccPillar": "broader relations",
    "broaderRelationsSkillPillar": "broader relations",
}

_NAME = re.compile(r"([A-Za-z]+)(?:_([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*))?\.csv")
_AGAIN = "the file says again what others say"
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BY_NAME = {name.casefold(): name for name in (*CONCEPTS, *RELATIONS)}


class Table(NamedTuple):
    """A file that is read.

    Its table's name, its language ("" where it has none), and the source that its rows cite.
    """

    name: str
    language: str
    source: str
    member: Member


def list_tables(members: Iterable[Member], languages: Sequence[str], report: Report) -> list[Table]:
    """Return the tables among some files, concepts first; each file passed over is noted.

    With `languages` only those are read, in that order; the first is the catalogue's own.
    Relations say the same in every language: where several sets have them, the first is read.
    """
    found: list[Table] = []
    other: set[str] = set()
    shown: list[str] = []
    for member in members:
        shown.append(member.shown)
        name, language = parse_name(member.name)
        table = _BY_NAME.get(name.casefold(), "")
        if not table:
            again = name.casefold().endswith(tuple(each.casefold() for each in RESTATED))
            reason = _AGAIN if again else "the file is no table that is read"
            report.leave_out(member.shown, reason)
        elif table in CONCEPTS and languages and language not in languages:
            other.add(language or "no language")
            report.leave_out(member.shown, "the file's language is not asked for")
        else:
            found.append(Table(table, language, source_id(table, language), member))
    _check(found, languages, other, shown)
    return _once(_in_order(found, languages), report)


def _in_order(found: Iterable[Table], languages: Sequence[str]) -> list[Table]:
    order = {name: rank for rank, name in enumerate((*CONCEPTS, *RELATIONS))}
    wanted = {"": 0, **{language: rank for rank, language in enumerate(languages)}}
    last = len(wanted) if languages else 0
    return sorted(found, key=lambda each: (order[each.name], wanted.get(each.language, last)))


def _once(tables: Iterable[Table], report: Report) -> list[Table]:
    """Return the tables without relations that a set in another language has already."""
    kept: list[Table] = []
    for table in tables:
        if table.name in RELATIONS and any(each.name == table.name for each in kept):
            report.leave_out(table.member.shown, _AGAIN)
        else:
            kept.append(table)
    return kept


def parse_name(name: str) -> tuple[str, str]:
    """Return the table and the language that a file's name tells.

    >>> parse_name("skills_en.csv"), parse_name("skillSkillRelations.csv"), parse_name("x y.csv")
    (('skills', 'en'), ('skillSkillRelations', ''), ('', ''))
    """
    match = _NAME.fullmatch(name)
    return (match[1], (match[2] or "").lower()) if match else ("", "")


def called(name: str) -> str:
    """Return how a summary calls the rows of a table.

    >>> called("ISCOGroups"), called("skills")
    ('ISCO groups', 'skills')
    """
    return _CALLED.get(name, name)


def source_id(name: str, language: str) -> str:
    """Return the id of a table as a source.

    >>> source_id("occupationSkillRelations", ""), source_id("ISCOGroups", "en")
    ('source:esco-occupation-skill-relations', 'source:esco-isco-groups-en')
    """
    words = "-".join(_WORD.split(name)).lower()
    return f"source:esco-{words}" + (f"-{language}" if language else "")


def _check(
    tables: Sequence[Table], languages: Sequence[str], there: Collection[str], files: Sequence[str]
) -> None:
    """Refuse relations whose concepts are in none of the files: they would all be left out."""
    names = {table.name for table in tables}
    problems: list[InputProblem] = []
    if names.isdisjoint(CONCEPTS) and there:
        message = f"there is no set of ESCO's in {', '.join(languages)}."
        problems.append(InputProblem("", message, f"There is one in {', '.join(sorted(there))}."))
    elif names.isdisjoint(CONCEPTS) and not names:
        message = "there is no table of ESCO's: skills_en.csv, occupations_en.csv …"
        hint = "See https://esco.ec.europa.eu/en/use-esco/download, format CSV."
        place = (
            files[0] + (f" and {len(files) - 1} more" if len(files) > 1 else "") if files else ""
        )
        problems.append(InputProblem(place, message, hint))
    for table in () if problems else tables:
        missing = [each for each in RELATIONS.get(table.name, ()) if each not in names]
        if missing:
            message = f"it relates {' and '.join(map(called, missing))}, which no file lists."
            hint = "Give the zip of the classification too: it is a download of its own."
            problems.append(InputProblem(table.member.shown, message, hint))
    if problems:
        raise InvalidInput(*problems)
