"""What hangs between nodes on its way into a graph: staged, sorted by content, united, numbered.

A statement is staged once a place: what identifies it as a number and a rest, which sort as its
content does, and what it says. Sorted, what states the same comes to lie together, and the tables
are filled in order: small trees, whatever the order of the input, and a key that depends on content
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.agreeing import Agreement
from skillgraph.graph.canonical import canonical_text
from skillgraph.graph.checking import (
    ENDS,
    OWNERS,
    check_count,
    check_measure,
    check_nearness,
    check_retired,
    check_salary,
)
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.gathering import Gathering
from skillgraph.graph.retired import check_succession
from skillgraph.graph.sorting import Sorting, undivided
from skillgraph.graph.statement_tables import (
    FORM,
    IDENTITY,
    KIND,
    LINK,
    NOTHING,
    OWNER,
    RETIRED,
    SALARY,
    StatementTables,
    spelled,
    staged,
    written,
)
from skillgraph.model.values import Unfit, check_text, parse_word
from skillgraph.vocab import IMPORTANCES, LINKS

if TYPE_CHECKING:
    import sqlite3
    from contextlib import ExitStack

    from skillgraph.errors import Problems
    from skillgraph.graph.citing import Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.positions import Positions
    from skillgraph.graph.statement_tables import Said
    from skillgraph.model import facts

_RANKS = {name: rank for rank, name in enumerate(IMPORTANCES, 1)}
_LINKS = {name: (code, *ENDS[code]) for code, name in enumerate(LINKS)}

_SKILLS = frozenset({schema.SKILL})
_GROUPS = frozenset({schema.GROUP})
_SCALES = frozenset({schema.SCALE})
_PAYERS = OWNERS - _SKILLS


class StatementStage:
    """The statements read so far, about nodes that are all numbered."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: ExitStack,
        sources: Sources,
        positions: Positions,
    ) -> None:
        self._connection = connection
        self._files = files
        self._sources = sources
        self._positions = positions
        self._waiting = Sorting(files)

    def add_requirement(self, fact: facts.Requirement) -> None:
        """Keep a requirement, or raise `Unfit`."""
        id_, ids, count, importance, places, group, level, scale, rating, rating_scale = fact
        rank = _RANKS[parse_word(importance, IMPORTANCES)]
        if count != 1 or len(ids) != 1:
            check_count(fact)
        owner = self._positions.end(id_, OWNERS, "requirement of")
        options = [self._positions.end(option, _SKILLS, "option") for option in ids]
        if owner in options:
            raise Unfit(f"'{id_}' requires itself.", "Remove it from its own requirements.")
        said: Said = (rank, *NOTHING)
        if group or level is not None or scale or rating is not None or rating_scale:
            said = (rank, self._group(group), *self._measure(level, scale, "level"))
            said += self._measure(rating, rating_scale, "rating")
        rest = ""
        if len(options) > 1:
            options = sorted(set(options))
            if len(options) > 1:
                rest = spelled((*options[1:], count))
        self._stage(owner << OWNER | options[0], rest, said, places)

    def add_link(self, fact: facts.Link) -> None:
        """Keep a link, or raise `Unfit`."""
        name, start_id, end_id, places, assumption, tier, rank = fact
        kind, starts, ends = _LINKS[parse_word(name, LINKS)]
        start = self._positions.end(start_id, starts, f"start of '{name}'")
        end = self._positions.end(end_id, ends, f"end of '{name}'")
        if start == end:
            raise Unfit(f"'{start_id}' has a '{name}' link to itself.", "Remove it.")
        if tier or rank is not None:
            check_nearness(fact)
        number = LINK << FORM | start << KIND | kind
        self._stage(number, end, (_sound(assumption), _sound(tier), rank), places)

    def add_salary(self, fact: facts.Salary) -> None:
        """Keep a salary, or raise `Unfit`."""
        owner = self._positions.end(fact.owner, _PAYERS, "salary of")
        check_salary(fact)
        texts = map(_sound, (fact.currency, fact.period, fact.region, fact.date))
        rest = "\0".join((spelled((fact.minimum, fact.maximum)), *texts))
        self._stage(SALARY << FORM | owner, rest, (_sound(fact.assumption),), fact.places)

    def add_retired(self, fact: facts.Retired) -> None:
        """Keep a retired id, or raise `Unfit`; where it leads is seen when all are known."""
        sound = fact._replace(id=_sound(fact.id), replaced_by=_sound(fact.replaced_by))
        check_retired(sound)
        self._stage(RETIRED << FORM, sound.id, (sound.replaced_by,), fact.places)

    def write(self, problems: Problems, digest: Digest) -> None:
        """Fill the graph's tables; sources that contradict each other go to the problems."""
        execute = self._connection.execute
        (last,) = execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        asking = Gathering(self._connection, self._files)
        writer = StatementTables(self._connection, digest, asking, last)
        agreement = Agreement(problems, self._sources, self._positions)
        for rows in undivided(self._waiting.blocks(), IDENTITY):
            writer.write(*agreement.unite(rows))
        writer.finish()
        asking.finish()
        self._check_moves(problems)
        check_succession(self._connection, problems)

    def _check_moves(self, problems: Problems) -> None:
        """Refuse a move that is said to be both next and far: no RDF could tell."""
        rows = self._connection.execute(
            "SELECT start, end FROM link WHERE kind = ? INTERSECT"
            " SELECT start, end FROM link WHERE kind = ?",
            (schema.NEXT, schema.FAR),
        )
        for ends in rows:
            both = "the move from '{}' to '{}'".format(*map(self._positions.id, ends))
            problems.add("", f"{both} is next here and far there.", "Make them agree.")

    def _stage(
        self, number: int, rest: str | int, said: Said, places: tuple[facts.Place, ...]
    ) -> None:
        says = written(said)
        cited = self._sources.cited(places) or (NOWHERE,)
        self._waiting.add([staged(number, rest, says, place) for place in cited])

    def _group(self, id_: str) -> int | None:
        return self._positions.end(id_, _GROUPS, "group") if id_ else None

    def _measure(self, value: float | None, scale: str, what: str) -> Said:
        check_measure(value, scale, what)
        if value is None:
            return (None, None)
        # SQLite keeps no sign of zero.
        return (float(value) + 0.0, self._positions.end(scale, _SCALES, "scale"))


def _sound(text: str) -> str:
    """Return a text of a statement in canonical form; one that no export could hold is `Unfit`."""
    if text:
        text = canonical_text(text)
        check_text(text)
    return text
