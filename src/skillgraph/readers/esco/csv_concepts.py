"""Rows of concepts → nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model.facts import Category, Place, Role, Skill, Text
from skillgraph.readers.esco.concepts import Cleaning, skill_statements
from skillgraph.readers.esco.reasons import NO_LABEL, NOT_RELEASED
from skillgraph.readers.esco.tables import called
from skillgraph.readers.esco.vocabulary import REGULATED, RELEASED, REUSE_LEVELS, SKILL_TYPES
from skillgraph.readers.tabular.delimited import open_delimited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.facts import Node
    from skillgraph.readers.esco.concepts import Known
    from skillgraph.readers.esco.tables import Table
    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.delimited import Delimited
    from skillgraph.readers.tabular.tables import Row

_REQUIRED = ("conceptUri", "preferredLabel")

#: Columns that a table may lack: of some releases, or of groups.
_OPTIONAL = (
    "status", "altLabels", "hiddenLabels", "description", "definition", "scopeNote", "inScheme",
)  # fmt: skip

_OWN = {
    "skills": ("skillType", "reuseLevel"),
    "occupations": ("code", "iscoGroup", "regulatedProfessionNote"),
    "skillGroups": ("code",),
    "ISCOGroups": ("code",),
}


def iter_concepts(table: Table, known: Known, report: Report) -> Iterator[tuple[str, Node]]:
    """Yield each concept of a table that is kept, as its IRI and a node; the rest is noted.

    A concept that a file has twice is kept as it stands first. Changes to texts are many and small,
    so they are noted once a file, with their number.
    """
    cleaning = Cleaning()
    seen: set[str] = set()
    count = 0
    with open_delimited(table.member, report) as opened:
        for number, row in _rows(opened, (*_OPTIONAL, *_OWN[table.name])):
            count += 1
            iri, label, status = row[:3]
            reason = ""
            if status != RELEASED:
                reason = NOT_RELEASED
            elif iri in seen:
                reason = "the concept stands in an earlier row"
            elif not label.strip():
                reason = NO_LABEL
            elif not known.add(table.name, iri):
                reason = "the concept is in another table"
            if reason:
                report.leave_out(opened.spot(number), reason, iri)
                continue
            seen.add(iri)
            place = Place(table.source, f"row={number}")
            if table.name == "skills":
                _check_words(opened, number, row, report)
            yield iri, _node(table, known.id(table.name, iri), row, place, cleaning)
    report.read(called(table.name), count)
    cleaning.report_to(report, table.member.shown)


def _rows(opened: Delimited, optional: tuple[str, ...]) -> Iterator[Row]:
    """Yield rows with all the columns asked for; one that the file lacks is empty.

    Without a column `status` all concepts are in use, as in the first releases.
    """
    there = [column for column in optional if column in opened.header]
    rows = opened.rows(*_REQUIRED, *there)
    if len(there) == len(optional):
        yield from rows
        return
    empty = {"status": RELEASED}
    for number, row in rows:
        stated = dict(zip(there, row[len(_REQUIRED) :], strict=True))
        values = [stated.get(column, empty.get(column, "")) for column in optional]
        yield number, (*row[: len(_REQUIRED)], *values)


def _node(table: Table, id_: str, row: tuple[str, ...], place: Place, cleaning: Cleaning) -> Node:
    _, label, _, alts, hidden, description, definition, scope, schemes, *own = row
    language = table.language
    pref = cleaning.label(label)
    common: dict[str, Any] = {
        "id": id_,
        "pref_labels": (Text(pref, language),),
        "alt_labels": cleaning.labels(_lines(alts), pref, language),
        "hidden_labels": cleaning.labels(_lines(hidden), pref, language),
        "descriptions": cleaning.descriptions((description, definition, scope), language),
        "tags": cleaning.tags(schemes),
        "places": (place,),
    }
    if table.name == "skills":
        return Skill(**common, foreign=skill_statements(*own))
    if table.name == "occupations":
        code, group, note = own
        stated = ((REGULATED, f"<{note}>"),) if note else ()
        return Role(**common, notation=code or group, foreign=stated)
    return Category(**common, notation=own[0])


def _lines(text: str) -> list[str]:
    """Return labels, one a line.

    A comma separates none: labels have commas ("machinery, equipment, vehicles").
    """
    return text.split("\n") if text else []


def _check_words(opened: Delimited, number: int, row: tuple[str, ...], report: Report) -> None:
    type_, reuse_level = row[-2:]
    if type_ and type_ not in SKILL_TYPES:
        report.leave_out(opened.spot(number), "the skill type is none of ESCO's", type_)
    if reuse_level and reuse_level not in REUSE_LEVELS:
        report.leave_out(opened.spot(number), "the reuse level is none of ESCO's", reuse_level)
