"""The CSV files of a release → facts: concepts row by row, then what relates them, streamed."""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model.columns import Links, Requirements
from skillgraph.model.facts import Place, Skill
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
    from collections.abc import Collection, Iterator, Sequence

    from skillgraph.model.columns import Streamed
    from skillgraph.readers.esco.tables import Table
    from skillgraph.readers.report import Report
    from skillgraph.vocab import Importance


class _SkillLink(NamedTuple):
    """A row of the relations from skills to skills."""

    predicate: str
    related: str
    place: Place
    spot: str


def read_csv(
    tables: Sequence[Table], report: Report, *, release: str, languages: Sequence[str]
) -> Iterator[Streamed]:
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

    def iter_facts(self) -> Iterator[Streamed]:
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

    def _broader(self) -> Iterator[Links]:
        """Yield the hierarchy, without what would close a circle in it."""
        starts: list[str] = []
        ends: list[str] = []
        rows: list[tuple[Table, int]] = []
        for name, concepts in RELATIONS.items():
            if not name.startswith("broader"):
                continue
            ids = self._known.ids(*concepts)
            for table in self._named(name):
                for numbers, narrow, broad in self._edges(table, ids):
                    starts += narrow
                    ends += broad
                    rows += zip(repeat(table), numbers, strict=False)
        closing = closing_edges([*zip(starts, ends, strict=True)])
        for position in sorted(closing):
            start, end, (table, number) = starts[position], ends[position], rows[position]
            reason = ITSELF if start == end else CIRCLE
            self._report.leave_out(f"{table.member.shown} row {number}", reason, start)
        starts, ends, rows = _without(closing, starts, ends, rows)
        sources, numbers = [table.source for table, _ in rows], [number for _, number in rows]
        yield Links("broader", starts, ends, *_cited(sources, numbers))

    def _edges(self, table: Table, ids: dict[str, str]) -> Iterator[Sequence[Any]]:
        """Yield the rows of a hierarchy between concepts that are kept: numbers, starts, ends."""
        count = 0
        with open_delimited(table.member, self._report) as opened:
            for numbers, (narrow, broad) in opened.blocks("conceptUri", "broaderUri"):
                count += len(numbers)
                starts, ends = [*map(ids.get, narrow)], [*map(ids.get, broad)]
                gaps = _gaps(starts, ends)
                for at in gaps:
                    unknown = narrow[at] if starts[at] is None else broad[at]
                    self._report.leave_out(opened.spot(numbers[at]), UNKNOWN_CONCEPT, unknown)
                yield _without(gaps, numbers, starts, ends)
        self._report.read(called(table.name), count)

    def _requirements(self, table: Table) -> Iterator[Requirements]:
        report = self._report
        occupations, skills = self._known.ids("occupations"), self._known.ids("skills")
        count = 0
        with open_delimited(table.member, report) as opened:
            columns = ("occupationUri", "relationType", "skillUri")
            for numbers, (asking, relations, asked) in opened.blocks(*columns):
                count += len(numbers)
                owners, options = [*map(occupations.get, asking)], [*map(skills.get, asked)]
                importances = [*map(IMPORTANCES.get, relations)]
                gaps = _gaps(owners, options, importances)
                for at in gaps:
                    spot = opened.spot(numbers[at])
                    if owners[at] is None:
                        report.leave_out(spot, UNKNOWN_OCCUPATION, asking[at])
                    elif options[at] is None:
                        report.leave_out(spot, UNKNOWN_SKILL, asked[at])
                    else:
                        report.leave_out(spot, UNKNOWN_RELATION, relations[at])
                stated = _without(gaps, numbers, owners, options, importances)
                yield _stated(table.source, *stated)
        report.read(called(table.name), count)


def _stated(
    source: str,
    numbers: Sequence[int],
    owners: Sequence[str],
    options: Sequence[str],
    importances: Sequence[Importance],
) -> Requirements:
    """Return the requirements that rows state, given their numbers."""
    places = _cited([source] * len(numbers), numbers)
    return Requirements(owners, options, importances, *places)


def _cited(sources: list[str], numbers: Sequence[int]) -> tuple[list[str], list[str], list[str]]:
    """Return columns of places: where rows stand, as statements cite them."""
    return sources, [f"row={number}" for number in numbers], [""] * len(sources)


def _gaps(*columns: Sequence[str | None]) -> list[int]:
    """Return where one of some columns has None.

    >>> _gaps(["a", None, "c"], ["d", "e", "f"])
    [1]
    """
    if all(map(all, columns)):
        return []
    return [index for index, row in enumerate(zip(*columns, strict=True)) if None in row]


def _without(indexes: Collection[int], *columns: Sequence[Any]) -> Sequence[Any]:
    """Return some columns without what they have at some indexes.

    >>> _without([1], "abc", "def")
    [['a', 'c'], ['d', 'f']]
    """
    if not indexes:
        return columns
    return [
        [value for index, value in enumerate(column) if index not in indexes] for column in columns
    ]
