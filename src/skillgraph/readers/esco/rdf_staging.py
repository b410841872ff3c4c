"""ESCO's RDF on its way into facts: the triples that matter, by subject, on disk.

The file has a gigabyte and more, its concepts in no order and their descriptions apart from them:
so it is put down in a database that SQLite keeps in a temporary file, and read by subject.
"""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from skillgraph.errors import InputProblem, InvalidInput, escaped
from skillgraph.readers.esco.vocabulary import MODEL
from skillgraph.readers.tabular.guarded import Guarded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TERMS = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
IN_SCHEME = f"{_SKOS}inScheme"
STATUS = "http://purl.org/iso25964/skos-thes#status"
NOTATION = f"{_SKOS}notation"
REPLACED_BY = f"{_TERMS}isReplacedBy"
PREF, ALT, HIDDEN = (f"{_SKOS}{name}Label" for name in ("pref", "alt", "hidden"))
DESCRIPTION, DEFINITION, SCOPE = f"{_TERMS}description", f"{_SKOS}definition", f"{_SKOS}scopeNote"

#: What sorts a concept: a few values each.
_MARKS = frozenset(
    {TYPE, IN_SCHEME, STATUS, NOTATION, REPLACED_BY}
    | {f"{MODEL}{name}" for name in ("skillType", "skillReuseLevel", "regulatedProfessionNote")}
)
#: Types of concepts; labels, texts and relations have types of their own.
_CLASSES = frozenset({f"{MODEL}Skill", f"{MODEL}Occupation", f"{_SKOS}Concept"})
#: What it is called, and what is said of it: in many languages, some of it in nodes of its own.
_TEXTS = frozenset({PREF, ALT, HIDDEN, DESCRIPTION, DEFINITION, SCOPE})

#: Relations and their inverses: which of them it is, and whether object and subject change places.
_RELATIONS = {
    f"{MODEL}relatedEssentialSkill": ("essential", False),
    f"{MODEL}relatedOptionalSkill": ("optional", False),
    f"{MODEL}isEssentialSkillFor": ("essential", True),
    f"{MODEL}isOptionalSkillFor": ("optional", True),
    f"{_SKOS}broader": ("broader", False),
    f"{_SKOS}narrower": ("broader", True),
}
_LANGUAGE, _LITERAL = f"{MODEL}language", f"{MODEL}nodeLiteral"

_CACHE_KIB = 64 << 10
_BATCH = 10_000

_SCHEMA = f"""
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KIB};
CREATE TABLE mark (subject, predicate, object, PRIMARY KEY (subject, predicate, object))
    WITHOUT ROWID;
CREATE TABLE text (subject, predicate, language, value, node,
    PRIMARY KEY (subject, predicate, language, value, node)) WITHOUT ROWID;
CREATE TABLE edge (start, kind, end, PRIMARY KEY (start, kind, end)) WITHOUT ROWID;
CREATE TABLE literal (node, part, value);
"""

_Row = tuple[str, tuple[str, ...]]


class Said(NamedTuple):
    """A label or a description, with its language ("" where none is stated)."""

    predicate: str
    language: str
    value: str


class Staged:
    """What RDF files say, by subject in order of IRI."""

    def __init__(self, connection: sqlite3.Connection, wanted: Collection[str]) -> None:
        self._connection = connection
        self._wanted = wanted

    def concepts(self) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Yield each subject that has a type, with what sorts it: objects by predicate."""
        rows = self._connection.execute("SELECT * FROM mark ORDER BY subject, predicate, object")
        for subject, group in groupby(rows, key=itemgetter(0)):
            marks: dict[str, list[str]] = {}
            for _, predicate, object_ in group:
                marks.setdefault(predicate, []).append(object_)
            if TYPE in marks:
                yield subject, marks

    def texts(self, subject: str) -> list[Said]:
        """Return the labels and descriptions of a concept, in order."""
        rows = self._connection.execute(
            "SELECT predicate, coalesce(said.value, text.language), coalesce(of.value, text.value)"
            " FROM text LEFT JOIN literal AS of ON of.node = text.node AND of.part = ?"
            " LEFT JOIN literal AS said ON said.node = text.node AND said.part = ?"
            " WHERE subject = ? AND (text.node = '' OR of.value IS NOT NULL) ORDER BY 1, 2, 3",
            (_LITERAL, _LANGUAGE, subject),
        )
        said = [Said(*row) for row in rows]
        if not self._wanted:
            return said
        return [each for each in said if each.language in self._wanted]

    def links(self, start: str) -> list[tuple[str, str]]:
        """Return the relations from a concept to skills, as their kind and the skill."""
        rows = "SELECT kind, end FROM edge WHERE start = ? AND kind <> 'broader' ORDER BY kind, end"
        return self._connection.execute(rows, (start,)).fetchall()

    def edges(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield every relation of a kind once, whichever way it was stated."""
        rows = "SELECT start, end FROM edge WHERE kind = ? ORDER BY start, end"
        return self._connection.execute(rows, (kind,))

    def labelled(self) -> set[str]:
        """Return the subjects that have a preferred label."""
        rows = "SELECT DISTINCT subject FROM text WHERE predicate = ? AND trim(value) <> ''"
        return {subject for (subject,) in self._connection.execute(rows, (PREF,))}

    def languages(self) -> list[str]:
        """Return the languages of preferred labels."""
        rows = "SELECT DISTINCT language FROM text WHERE predicate = ?"
        return [language for (language,) in self._connection.execute(rows, (PREF,))]


@contextmanager
def staged(
    members: Sequence[Member], report: Report, languages: Collection[str]
) -> Iterator[Staged]:
    """Put down what files say; what is no Turtle is `InvalidInput` with its place.

    Of labels, only those in the `languages` are kept, where any are named.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        for member in members:
            rows = _rows(_quads(member, report), languages, report)
            while batch := list(islice(rows, _BATCH)):
                batch.sort(key=itemgetter(0))
                for insert, group in groupby(batch, key=itemgetter(0)):
                    connection.executemany(insert, [values for _, values in group])
        connection.execute("CREATE INDEX literal_node ON literal (node, part, value)")
        yield Staged(connection, languages)


def _insert(table: str, width: int) -> str:
    return f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})"


_MARK, _TEXT, _EDGE = _insert("mark", 3), _insert("text", 5), _insert("edge", 3)
_PART = _insert("literal", 3)


def _rows(quads: Iterator[ox.Quad], languages: Collection[str], report: Report) -> Iterator[_Row]:
    """Yield what of the triples is kept, each with the statement that puts it down."""
    count = 0
    for count, quad in enumerate(quads, 1):  # noqa: B007 -- counted
        predicate = quad.predicate.value
        if predicate in _RELATIONS:
            kind, inverse = _RELATIONS[predicate]
            start, end = _value(quad.subject), _value(quad.object)
            yield _EDGE, (end, kind, start) if inverse else (start, kind, end)
        elif predicate in _TEXTS:
            object_ = quad.object
            if not isinstance(object_, ox.Literal):
                yield _TEXT, (_value(quad.subject), predicate, "", "", _value(object_))
            elif not languages or (object_.language or "").lower() in languages:
                language = (object_.language or "").lower()
                yield _TEXT, (_value(quad.subject), predicate, language, object_.value, "")
        elif predicate in _MARKS and (predicate != TYPE or _value(quad.object) in _CLASSES):
            yield _MARK, (_value(quad.subject), predicate, _value(quad.object))
        elif predicate in (_LANGUAGE, _LITERAL):
            yield _PART, (_value(quad.subject), predicate, _value(quad.object))
    report.read("triples", count)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return an IRI or a text; a triple within a triple (RDF 1.2) stands for nothing here."""
    return "" if isinstance(term, ox.Triple) else term.value


def _quads(member: Member, report: Report) -> Iterator[ox.Quad]:
    try:
        with member.open() as stream:
            raw = Guarded(member, stream, report, wide=False)
            yield from ox.parse(
                io.BufferedReader(raw, 1 << 18),
                format=_FORMATS[member.suffix],
                rename_blank_nodes=True,
            )
    except SyntaxError as error:
        place = ":".join(str(part) for part in (member.shown, error.lineno, error.offset) if part)
        problem = InputProblem(place, _told(str(error.msg)), "Nothing was imported.")
        raise InvalidInput(problem) from error


def _told(message: str) -> str:
    r"""Return what a parser says without the place, which stands before it, and on one line.

    >>> _told("Parser error at line 1 between columns 8 and 9: Invalid IRI code point '\n'")
    "Invalid IRI code point '\\n'."
    """
    told = message.partition(": ")[2] or message
    return escaped(told).rstrip(".") + "."
