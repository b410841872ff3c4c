"""Triples → descriptions by subject, on disk: what an import looks things up in."""

from __future__ import annotations

import marshal
from collections import defaultdict
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.literals import parse_pairs
from skillgraph.rdf.sorting import sort_descriptions
from skillgraph.rdf.terms import says
from skillgraph.readers.triples import is_iri, parse_literal
from skillgraph.replacing import TemporaryTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.literals import Pair
    from skillgraph.rdf.sorting import Description
    from skillgraph.readers.triples import Triple

#: Predicates and objects of a subject.
Described = dict[str, list[str]]

#: The kind of fact that a class stands for, the first that a subject has deciding.
KINDS: dict[str, type] = {
    **{classes[0]: kind for kind, (classes, _) in sg.CLASSES.items()},
    sg.TRACK: facts.Role,
    sg.CATALOG_CLASS: facts.Catalog,
    sg.SOURCE_CLASS: facts.Source,
    sg.REQUIREMENT_CLASS: facts.Requirement,
    sg.SALARY_CLASS: facts.Salary,
    sg.STATEMENT_CLASS: facts.Link,
}

#: The kinds of facts that have an id; what hangs between them may be a blank node.
_NAMED = [kind.__name__ for kind in (*sg.CLASSES, facts.Catalog, facts.Source, facts.Retired)]

_LISTED = "ORDER BY position IS NULL, position, iri"


class Staged(TemporaryTables):
    """What a file describes, by subject.

    `cited` are the sources that are named, `unsourced` tells whether an effort names none.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.cited: set[str] = set()
        self.unsourced = False
        super().__init__(
            "CREATE TABLE subject"
            " (iri TEXT PRIMARY KEY, kind TEXT, position INTEGER, pairs BLOB);"
            "CREATE TABLE statement (start TEXT, predicate TEXT, end TEXT, iri TEXT);"
        )
        with ExitStack() as undo:  # nobody else closes what can't be staged
            undo.push(self)
            self._stage(triples)
            undo.pop_all()

    def _stage(self, triples: Iterable[Triple]) -> None:
        for subject, lines in sort_descriptions(self._noted(triples)):
            self._keep(subject, parse_pairs(lines))
        self._connection.execute("CREATE INDEX edge ON statement (start, predicate, end)")
        self._connection.execute("CREATE INDEX listed ON subject (kind, position, iri)")

    def _noted(self, triples: Iterable[Triple]) -> Iterator[Description]:
        # Most files say together what they say of a subject.
        for subject, group in groupby(triples, key=itemgetter(0)):
            lines = []
            for _, predicate, object_ in group:
                if predicate in (sg.SOURCE, sg.EFFORT_SOURCE) and is_iri(object_):
                    self.cited.add(object_.partition("#")[0].rstrip(">") + ">")
                lines.append(says(predicate, object_))
            yield subject, lines

    def _keep(self, subject: str, pairs: list[Pair]) -> None:
        types = [object_ for predicate, object_ in pairs if predicate == sg.TYPE]
        said = {predicate for predicate, _ in pairs}
        self.unsourced |= sg.EFFORT_MIN in said and sg.EFFORT_SOURCE not in said
        found = {KINDS[type_].__name__ for type_ in types if type_ in KINDS}
        if sg.REPLACED_BY in said:  # an id that is out of use has no class
            found.add(facts.Retired.__name__)
        kinds = sorted(found)
        position = next((object_ for name, object_ in pairs if name == sg.POSITION), None)
        self._connection.execute(
            "INSERT INTO subject VALUES (?, ?, ?, ?)",
            (subject, " ".join(kinds), _number(position), marshal.dumps(pairs)),
        )
        if sg.STATEMENT_CLASS in types:
            stated = dict(pairs)
            edge = [stated.get(name, "") for name in (sg.SUBJECT, sg.PREDICATE, sg.OBJECT)]
            self._connection.execute("INSERT INTO statement VALUES (?, ?, ?, ?)", (*edge, subject))

    def of_kind(self, kind: type) -> Iterator[tuple[str, Described]]:
        """Yield the subjects of a kind of fact, by position; those without one last, by IRI."""
        rows = self._connection.execute(
            f"SELECT iri, pairs FROM subject WHERE kind = ? {_LISTED}",
            (kind.__name__,),
        )
        return ((iri, _by_predicate(pairs)) for iri, pairs in rows)

    def nodes(self) -> Iterator[tuple[str, str, Described]]:
        """Yield the nodes of every kind, by position, each with the name of its kind."""
        names = [kind.__name__ for kind in sg.CLASSES]
        rows = self._connection.execute(
            "SELECT iri, kind, pairs FROM subject WHERE kind IN"
            f" ({','.join('?' * len(names))}) {_LISTED}",
            names,
        )
        return ((iri, kind, _by_predicate(pairs)) for iri, kind, pairs in rows)

    def find(self, subject: str) -> Described | None:
        """Return what is said of a subject, or None."""
        rows = self._connection.execute("SELECT pairs FROM subject WHERE iri = ?", (subject,))
        row = rows.fetchone()
        return _by_predicate(row[0]) if row else None

    def statements(self, start: str, predicate: str, end: str) -> list[Described]:
        """Return what is said of an edge."""
        rows = self._connection.execute(
            "SELECT pairs FROM statement JOIN subject USING (iri)"
            " WHERE start = ? AND predicate = ? AND end = ? ORDER BY iri",
            (start, predicate, end),
        )
        return [_by_predicate(pairs) for (pairs,) in rows]

    def contradictory(self) -> list[tuple[str, str]]:
        """Return the subjects that are of two kinds at once, with those kinds."""
        rows = "SELECT iri, kind FROM subject WHERE kind LIKE '% %' ORDER BY iri"
        return self._connection.execute(rows).fetchall()

    def nameless(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and the label of each blank node that is of a kind with ids of its own."""
        marks = ",".join("?" * len(_NAMED))
        rows = (
            "SELECT kind, pairs FROM subject"
            f" WHERE iri >= '_:' AND iri < '_;' AND kind IN ({marks}) ORDER BY iri"
        )
        for kind, pairs in self._connection.execute(rows, _NAMED):
            described = _by_predicate(pairs)
            labels = [*described.get(sg.PREF_LABEL, ()), *described.get(sg.LABEL, ())]
            literals = filter(None, map(parse_literal, labels))
            yield kind, next((literal.text for literal in literals), "")


def _by_predicate(pairs: Any) -> Described:
    found: Described = defaultdict(list)
    for predicate, object_ in marshal.loads(pairs):  # noqa: S302 -- written above
        found[predicate].append(object_)
    return found


def _number(term: str | None) -> int | None:
    literal = parse_literal(term or "")
    try:
        return int(literal.text[:18]) if literal else None
    except ValueError:
        return None
