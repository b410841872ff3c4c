"""What hangs between nodes on its way into a graph: staged, sorted by content, united, numbered.

A statement is staged once a place: what identifies it as a number and a rest, which sort as its
content does, and what it says. SQLite then sorts the stage outside of memory, what states the same
comes to lie together, and the tables are filled in order: small trees, whatever the order of the
input, and a key that depends on content alone.
"""

from __future__ import annotations

from marshal import dumps, loads
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.canonical import canonical_text
from skillgraph.graph.checking import (
    ENDS,
    OWNERS,
    Problems,
    Unfit,
    check_count,
    check_measure,
    check_nearness,
    check_retired,
    check_salary,
    check_texts,
)
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.digest import told
from skillgraph.graph.filling import Filling
from skillgraph.graph.positions import KIND_BITS, KIND_MASK
from skillgraph.graph.retired import check_succession
from skillgraph.graph.statement_tables import (
    FORM,
    KIND,
    LINK,
    OWNER,
    RETIRED,
    SALARY,
    StatementTables,
    owner_of,
    spelled,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from skillgraph.graph.citing import Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.positions import Positions
    from skillgraph.model import facts

#: The single values of each form of statement, as they are called where two sources disagree.
_VALUES = (
    ("importance", "group", "level", "scale", "rating", "rating_scale"),
    ("assumption", "tier", "rank"),
    ("assumption",),
    ("successor",),
)

_RANKS = {name: rank for rank, name in enumerate(schema.IMPORTANCES, 1)}
_LINKS = {name: (code, *ENDS[code]) for code, name in enumerate(schema.LINKS)}

_SKILLS = frozenset({schema.SKILL})
_GROUPS = frozenset({schema.GROUP})
_SCALES = frozenset({schema.SCALE})
_PAYERS = OWNERS - _SKILLS

#: So much of what statements say is remembered: most say the same as others.
_REMEMBERED = 512

#: The single values of a statement.
_Said = tuple[Any, ...]


class StatementStage:
    """The statements read so far, about nodes that are all numbered."""

    def __init__(
        self, connection: sqlite3.Connection, sources: Sources, positions: Positions
    ) -> None:
        connection.execute(
            "CREATE TEMP TABLE stated"
            " (number INTEGER, rest, said BLOB, source INTEGER, fragment TEXT, locator TEXT)"
        )
        self._connection = connection
        self._sources = sources
        self._positions = positions
        self._codes = positions.codes
        self._waiting = Filling(connection, "temp.stated", 6)
        self._dumped: dict[_Said, bytearray] = {}

    def add_requirement(self, fact: facts.Requirement) -> None:
        """Keep a requirement, or raise `Unfit`."""
        id_, ids, count, importance, places, group, level, scale, rating, rating_scale = fact
        rank = _RANKS.get(importance)
        if rank is None:
            raise Unfit(f"'{importance}' is no importance.", "Use essential, important, helpful.")
        if count != 1 or len(ids) != 1:
            check_count(fact)
        owner = self._end(id_, OWNERS, "requirement of")
        options = [self._end(option, _SKILLS, "option") for option in ids]
        if owner in options:
            raise Unfit(f"'{id_}' requires itself.", "Remove it from its own requirements.")
        said: _Said = (rank, None, None, None, None, None)
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
        if name not in _LINKS:
            raise Unfit(f"'{name}' is no kind of link.", f"Use {', '.join(schema.LINKS)}.")
        kind, starts, ends = _LINKS[name]
        start = self._end(start_id, starts, f"start of '{name}'")
        end = self._end(end_id, ends, f"end of '{name}'")
        if start == end:
            raise Unfit(f"'{start_id}' has a '{name}' link to itself.", "Remove it.")
        if tier or rank is not None:
            check_nearness(fact)
        number = LINK << FORM | start << KIND | kind
        self._stage(number, end, (_sound(assumption), _sound(tier), rank), places)

    def add_salary(self, fact: facts.Salary) -> None:
        """Keep a salary, or raise `Unfit`."""
        owner = self._end(fact.owner, _PAYERS, "salary of")
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
        self._waiting.finish()
        execute = self._connection.execute
        (last,) = execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        writer = StatementTables(self._connection, digest, last)
        known: dict[bytes, tuple[_Said, str]] = {}
        for rows in self._grouped():
            if len(rows) > 1:
                number, rest, said, *places = self._united(problems, rows)
                writer.write(number, rest, said, told(said), places)
                continue
            ((number, rest, dumped, *place),) = rows
            if dumped not in known:
                if len(known) >= _REMEMBERED:
                    known.clear()
                said = loads(dumped)  # noqa: S302 -- our own
                known[dumped] = (said, told(said))
            writer.write(number, rest, *known[dumped], [place])
        writer.finish()
        execute("DROP TABLE temp.stated")
        self._check_moves(problems)
        check_succession(self._connection, problems)

    def _grouped(self) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of each identity, in order of identity."""
        rows = self._connection.execute("SELECT * FROM temp.stated ORDER BY number, rest")
        number, rest, group = -1, "", []
        for row in rows:
            if row[0] == number and row[1] == rest:
                group.append(row)
                continue
            if group:
                yield group
            number, rest, *_ = row
            group = [row]
        if group:
            yield group

    def _united(self, problems: Problems, rows: list[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield the identity of some rows, what they say together, and the places of it.

        What one of them leaves open says nothing. They come in any order and leave in one.
        """
        number, rest, *_ = rows[0]
        stated = sorted(
            {(loads(dumped), (source or 0, *place)) for _, _, dumped, source, *place in rows},  # noqa: S302 -- our own
            key=lambda each: (each[1], told(each[0])),
        )
        agreed = list(stated[0][0])
        for column, name in enumerate(_VALUES[number >> FORM]):
            found = {
                said[column]: place for said, place in stated if said[column] not in (None, "")
            }
            if len(found) > 1:
                self._disagree(problems, (number, rest), name, list(found.items()))
            agreed[column] = next(iter(found), agreed[column])
        yield from (number, rest, tuple(agreed))
        yield from sorted({place for _, place in stated if place[0]}) or [NOWHERE]

    def _disagree(
        self, problems: Problems, identity: tuple[int, Any], name: str, said: list[tuple[Any, Any]]
    ) -> None:
        (one, here), (other, there) = said[:2]
        number, rest = identity
        about = rest if number >> FORM == RETIRED else self._positions.id(owner_of(number))
        problems.add(
            self._spot(here),
            f"a statement about '{about}' has {name} {self._shown(name, one)} here"
            f" and {self._shown(name, other)} in {self._spot(there)}.",
            "Make them agree.",
        )

    def _spot(self, place: tuple[Any, ...]) -> str:
        key, fragment, locator = place
        return self._sources.spot((key or None, fragment, locator))

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
        self, number: int, rest: str | int, said: _Said, places: tuple[facts.Place, ...]
    ) -> None:
        dumped = self._dumped.get(said)
        if dumped is None:
            if len(self._dumped) >= _REMEMBERED:
                self._dumped.clear()
            # Without references, so that equal values are equal bytes.
            dumped = self._dumped[said] = bytearray(dumps(said, 2))
        for place in self._sources.cited(places) or (NOWHERE,):
            self._waiting.add((number, rest, dumped, *place))

    def _end(self, id_: str, kinds: frozenset[int], what: str) -> int:
        code = self._codes.get(id_)
        if code is not None and code & KIND_MASK in kinds:
            return code >> KIND_BITS
        return self._positions.end(id_, kinds, what)

    def _group(self, id_: str) -> int | None:
        return self._end(id_, _GROUPS, "group") if id_ else None

    def _measure(self, value: float | None, scale: str, what: str) -> _Said:
        check_measure(value, scale, what)
        if value is None:
            return (None, None)
        # SQLite keeps no sign of zero.
        return (float(value) + 0.0, self._end(scale, _SCALES, "scale"))

    def _shown(self, name: str, value: Any) -> str:
        if name == "importance":
            return schema.IMPORTANCES[value - 1]
        if name in ("group", "scale", "rating_scale"):
            return self._positions.id(value)
        return f"'{value}'"


def _sound(text: str) -> str:
    """Return a text of a statement in canonical form; one that no export could hold is `Unfit`."""
    if text:
        text = canonical_text(text)
        check_texts((text,))
    return text
