"""The CSV files of a release → facts: concepts row by row, then what relates them, streamed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model.facts import Link, Place, Requirement, Skill
from skillgraph.readers.esco.broader import closing_edges
from skillgraph.readers.esco.concepts import Known
from skillgraph.readers.esco.csv_concepts import iter_concepts
from skillgraph.readers.esco.reasons import (
    CIRCLE,
    ITSELF,
    UNKNOWN_CONCEPT,
    UNKNOWN_OCCUPATION,
    UNKNOWN_RELATION,
    UNKNOWN_SKILL,
)
from skillgraph.readers.esco.release import iter_release
from skillgraph.readers.esco.tables import CONCEPTS, RELATIONS, called
from skillgraph.readers.esco.vocabulary import IMPORTANCES, SKILL_LINKS
from skillgraph.readers.tabular.delimited import open_delimited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.esco.tables import Table
    from skillgraph.readers.report import Report


class _SkillLink(NamedTuple):
    """A row of the relations from skills to skills."""

    predicate: str
    related: str
    place: Place
    spot: str


def read_csv(
    tables: Sequence[Table], report: Report, *, release: str, languages: Sequence[str]
) -> Iterator[Fact]:
    """Yield the facts of some tables, concepts before relations.

    Relations are streamed. Of concepts only the ids are kept, and those skills that link to others
    until all are known. Each language states a concept of its own set once.
    """
    for table in tables:
        report.expect(table.member.size)
    files = [(table.source, table.member.name) for table in tables]
    yield from iter_release(release, languages, files)
    yield from _Reading(tables, report).iter_facts()


class _Reading:
    """One pass over the tables."""

    def __init__(self, tables: Sequence[Table], report: Report) -> None:
        self._tables = tables
        self._report = report
        self._known = Known()
        #: Links by the IRI of the skill that they start from.
        self._links: dict[str, list[_SkillLink]] = {}

    def iter_facts(self) -> Iterator[Fact]:
        for table in self._named("skillSkillRelations"):
            self._read_links(table)
        for name in CONCEPTS:
            waiting: list[tuple[str, Skill]] = []
            for table in self._named(name):
                for iri, node in iter_concepts(table, self._known, self._report):
                    if isinstance(node, Skill) and iri in self._links:
                        waiting.append((iri, node))
                    else:
                        yield node
            for iri, skill in waiting:
                yield self._linked(skill, self._links.pop(iri, ()))
        for iri, links in self._links.items():
            for link in links:
                self._report.leave_out(link.spot, UNKNOWN_SKILL, iri)
        yield from self._broader()
        for table in self._named("occupationSkillRelations"):
            yield from self._requirements(table)

    def _named(self, name: str) -> Iterator[Table]:
        return (table for table in self._tables if table.name == name)

    def _read_links(self, table: Table) -> None:
        report, source = self._report, table.source
        count = 0
        with open_delimited(table.member, report) as opened:
            columns = ("originalSkillUri", "relationType", "relatedSkillUri")
            for number, (skill, relation, related) in opened.rows(*columns):
                count += 1
                predicate = SKILL_LINKS.get(relation)
                if skill == related:
                    report.leave_out(opened.spot(number), ITSELF, skill)
                elif predicate is None:
                    report.leave_out(opened.spot(number), UNKNOWN_RELATION, relation)
                else:
                    place = Place(source, f"row={number}")
                    link = _SkillLink(predicate, related, place, opened.spot(number))
                    self._links.setdefault(skill, []).append(link)
        report.read(called(table.name), count)

    def _linked(self, skill: Skill, links: Sequence[_SkillLink]) -> Skill:
        """Return a skill with its links: statements of its own, which are no requirements."""
        known = [link for link in links if self._known.has("skills", link.related)]
        for link in links:
            if not self._known.has("skills", link.related):
                self._report.leave_out(link.spot, UNKNOWN_SKILL, link.related)
        stated = sorted((link.predicate, f"<{link.related}>") for link in known)
        return replace(
            skill,
            foreign=tuple(dict.fromkeys((*skill.foreign, *stated))),
            places=(*skill.places, *[link.place for link in known]),
        )

    def _broader(self) -> Iterator[Link]:
        """Yield the hierarchy, without what would close a circle in it."""
        links: list[Link] = []
        spots: list[tuple[Table, int]] = []
        for name, concepts in RELATIONS.items():
            if not name.startswith("broader"):
                continue
            ids = self._known.ids(*concepts)
            for table in self._named(name):
                for number, link in self._edges(table, ids):
                    links.append(link)
                    spots.append((table, number))
        closing = closing_edges([(link.start, link.end) for link in links])
        for position in sorted(closing):
            link, (table, number) = links[position], spots[position]
            reason = ITSELF if link.start == link.end else CIRCLE
            self._report.leave_out(f"{table.member.shown} row {number}", reason, link.start)
        yield from (link for position, link in enumerate(links) if position not in closing)

    def _edges(self, table: Table, ids: dict[str, str]) -> Iterator[tuple[int, Link]]:
        """Yield the links of a hierarchy between concepts that are kept, by the rows' numbers."""
        count = 0
        with open_delimited(table.member, self._report) as opened:
            for number, (narrow, broad) in opened.rows("conceptUri", "broaderUri"):
                count += 1
                start, end = ids.get(narrow), ids.get(broad)
                if start is None or end is None:
                    unknown = narrow if start is None else broad
                    self._report.leave_out(opened.spot(number), UNKNOWN_CONCEPT, unknown)
                else:
                    yield number, Link("broader", start, end, _cited(table, number))
        self._report.read(called(table.name), count)

    def _requirements(self, table: Table) -> Iterator[Requirement]:
        report = self._report
        occupations, skills = self._known.ids("occupations"), self._known.ids("skills")
        count = 0
        with open_delimited(table.member, report) as opened:
            columns = ("occupationUri", "relationType", "skillUri")
            for number, (asking, relation, asked) in opened.rows(*columns):
                count += 1
                owner, option = occupations.get(asking), skills.get(asked)
                importance = IMPORTANCES.get(relation)
                if owner is None:
                    report.leave_out(opened.spot(number), UNKNOWN_OCCUPATION, asking)
                elif option is None:
                    report.leave_out(opened.spot(number), UNKNOWN_SKILL, asked)
                elif importance is None:
                    report.leave_out(opened.spot(number), UNKNOWN_RELATION, relation)
                else:
                    yield Requirement(owner, (option,), 1, importance, _cited(table, number))
        report.read(called(table.name), count)


def _cited(table: Table, number: int) -> tuple[Place]:
    """Return where a row stands, as statements cite it."""
    return (Place(table.source, f"row={number}"),)
