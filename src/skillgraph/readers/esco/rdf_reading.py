"""ESCO's RDF → facts, the same as its CSV files give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model.facts import Category, Link, Place, Requirement, Retired, Role, Skill, Text
from skillgraph.readers.esco import rdf_staging as rdf
from skillgraph.readers.esco.broader import closing_edges
from skillgraph.readers.esco.concepts import Cleaning, Known, esco_id
from skillgraph.readers.esco.reasons import (
    CIRCLE,
    ITSELF,
    NO_LABEL,
    NOT_RELEASED,
    SECOND_LABEL,
    UNKNOWN_CONCEPT,
    UNKNOWN_OCCUPATION,
    UNKNOWN_SKILL,
)
from skillgraph.readers.esco.release import iter_release
from skillgraph.readers.esco.tables import CONCEPTS, called
from skillgraph.readers.esco.vocabulary import (
    BASE,
    IMPORTANCES,
    MODEL,
    REGULATED,
    RELEASED,
    REUSE_LEVEL,
    SKILL_LINKS,
    SKILL_TYPE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact, Node
    from skillgraph.readers.esco.rdf_staging import Said, Staged
    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.triples import Allowance

Marks = dict[str, list[str]]

#: Schemes of groups; a concept of others is what its type says.
_GROUPS = {
    f"{BASE}concept-scheme/{name}": table
    for name, table in (
        ("isco", "ISCOGroups"),
        ("isced-f", "skillGroups"),
        ("skills-hierarchy", "skillGroups"),
    )
}
_TYPES = {f"{MODEL}Skill": "skills", f"{MODEL}Occupation": "occupations"}

_OWN = "en"
#: Descriptions in the order in which a node has them.
_DESCRIPTIONS = (rdf.DESCRIPTION, rdf.DEFINITION, rdf.SCOPE)

_SOURCE = "source:esco-rdf"


def read_rdf(
    members: Sequence[Member],
    report: Report,
    *,
    release: str,
    languages: Sequence[str],
    allowance: Allowance,
) -> Iterator[Fact]:
    """Yield the facts of RDF files, in bounded memory: of concepts only the ids are kept.

    A file has labels in many languages; without `languages` all are read, and English comes first.
    """
    for member in members:
        report.expect(member.size)
    with rdf.staged(members, report, languages, allowance) as stage:
        spoken = list(languages) or sorted(stage.languages(), key=lambda each: (each != _OWN, each))
        files = [(_SOURCE, ", ".join(member.name for member in members))]
        yield from iter_release(release, spoken, files)
        yield from _Reading(stage, report, spoken).iter_facts()


class _Reading:
    """One pass over what is staged."""

    def __init__(self, staged: Staged, report: Report, languages: Sequence[str]) -> None:
        self._staged = staged
        self._report = report
        self._rank = {language: rank for rank, language in enumerate(languages)}
        self._known = Known()
        self._place = Place(_SOURCE)
        self._cleaning = Cleaning()

    def iter_facts(self) -> Iterator[Fact]:
        retired = self._find_concepts()
        for iri, marks in self._staged.concepts():
            table = _table(marks)
            if table and self._known.has(table, iri):
                yield self._node(iri, table, marks)
        self._cleaning.report_to(self._report, "")
        ids = self._known.ids(*CONCEPTS)
        for iri, successor in retired:
            if successor in ids:
                yield Retired(id=esco_id(iri), replaced_by=ids[successor], places=(self._place,))
        yield from self._broader(ids)
        yield from self._requirements()

    def _find_concepts(self) -> list[tuple[str, str]]:
        """Take note of the concepts that are kept; return those that others have replaced."""
        retired: list[tuple[str, str]] = []
        labelled = self._staged.labelled()
        for iri, marks in self._staged.concepts():
            table = _table(marks)
            if not table:
                continue
            self._report.read(called(table))
            if marks.get(rdf.STATUS, [RELEASED]) != [RELEASED]:
                self._report.leave_out(iri, NOT_RELEASED, ", ".join(marks[rdf.STATUS]))
                retired += [(iri, successor) for successor in marks.get(rdf.REPLACED_BY, ())]
            elif iri not in labelled:
                self._report.leave_out(iri, NO_LABEL)
            else:
                self._known.add(table, iri)
        return retired

    def _node(self, iri: str, table: str, marks: Marks) -> Node:
        said = sorted(self._staged.texts(iri), key=self._order)
        prefs: dict[str, str] = {}
        alts: list[Said] = []
        for each in said:
            if (
                each.predicate == rdf.PREF
                and prefs.setdefault(each.language, each.value) != each.value
            ):
                self._report.change(iri, SECOND_LABEL, each.value)
                alts.append(each)
        alts += [each for each in said if each.predicate == rdf.ALT]
        hidden = [each for each in said if each.predicate == rdf.HIDDEN]
        common: dict[str, Any] = {
            "id": esco_id(iri),
            "pref_labels": tuple(
                [Text(self._cleaning.label(label), language) for language, label in prefs.items()]
            ),
            "alt_labels": self._labels(alts, prefs),
            "hidden_labels": self._labels(hidden, prefs),
            "descriptions": tuple(
                text
                for predicate in _DESCRIPTIONS
                for each in said
                if each.predicate == predicate
                for text in self._cleaning.descriptions((each.value,), each.language)
            ),
            "notation": _notation(marks),
            "tags": self._cleaning.tags(" ".join(marks.get(rdf.IN_SCHEME, ()))),
            "places": (self._place,),
        }
        if table == "skills":
            foreign = (*_stated(marks, SKILL_TYPE, REUSE_LEVEL), *self._links(iri))
            return Skill(**common, foreign=foreign)
        if table == "occupations":
            return Role(**common, foreign=tuple(_stated(marks, REGULATED)))
        return Category(**common)

    def _order(self, said: Said) -> tuple[int, str, str, str]:
        return self._rank.get(said.language, len(self._rank)), *said

    def _labels(self, said: Sequence[Said], prefs: dict[str, str]) -> tuple[Text, ...]:
        by_language: dict[str, list[str]] = {}
        for each in said:
            by_language.setdefault(each.language, []).append(each.value)
        return tuple(
            text
            for language, values in by_language.items()
            for text in self._cleaning.labels(values, prefs.get(language, "").strip(), language)
        )

    def _links(self, skill: str) -> Iterator[tuple[str, str]]:
        """Yield the links from a skill to others, which are no requirements."""
        for kind, related in self._staged.links(skill):
            if related == skill:
                self._report.leave_out(skill, ITSELF, related)
            elif not self._known.has("skills", related):
                self._report.leave_out(skill, UNKNOWN_SKILL, related)
            else:
                yield SKILL_LINKS[kind], f"<{related}>"

    def _broader(self, ids: dict[str, str]) -> Iterator[Link]:
        edges: list[tuple[str, str]] = []
        for start, end in self._staged.edges("broader"):
            if start in ids and end in ids:
                edges.append((ids[start], ids[end]))
            elif start.startswith(BASE) and end.startswith(BASE):
                unknown = start if start not in ids else end
                self._report.leave_out(start, UNKNOWN_CONCEPT, unknown)
        closing = closing_edges(edges)
        for position, (start, end) in enumerate(edges):
            if position in closing:
                self._report.leave_out(start, ITSELF if start == end else CIRCLE, end)
            else:
                yield Link(kind="broader", start=start, end=end, places=(self._place,))

    def _requirements(self) -> Iterator[Requirement]:
        """Yield what occupations ask for; links between skills stand with the skills."""
        owners, skills = self._known.ids("occupations"), self._known.ids("skills")
        for kind, importance in IMPORTANCES.items():
            for start, end in self._staged.edges(kind):
                if start in skills:
                    continue
                owner, option = owners.get(start), skills.get(end)
                if owner is None:
                    occupation = start.startswith(f"{BASE}occupation/")
                    reason = UNKNOWN_OCCUPATION if occupation else UNKNOWN_SKILL
                    self._report.leave_out(start, reason, end)
                elif option is None:
                    self._report.leave_out(start, UNKNOWN_SKILL, end)
                else:
                    yield Requirement(
                        owner=owner,
                        options=(option,),
                        count=1,
                        importance=importance,
                        places=(self._place,),
                    )


def _table(marks: Marks) -> str:
    """Return the table of the CSV files that a concept would stand in, "" for none."""
    for scheme in marks.get(rdf.IN_SCHEME, ()):
        if scheme in _GROUPS:
            return _GROUPS[scheme]
    return next((_TYPES[each] for each in marks[rdf.TYPE] if each in _TYPES), "")


def _notation(marks: Marks) -> str:
    """Return a concept's code, the shortest where it has several forms of it."""
    return min(marks.get(rdf.NOTATION, ("",)), key=lambda each: (len(each), each))


def _stated(marks: Marks, *predicates: str) -> Iterator[tuple[str, str]]:
    return ((each, f"<{object_}>") for each in predicates for object_ in marks.get(each, ()))
