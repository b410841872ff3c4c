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

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from skillgraph.graph.citing import Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.positions import Positions
    from skillgraph.model import facts

_REQUIREMENT, _LINK, _SALARY, _RETIRED = range(4)

#: The single values of each form of statement, as they are called where two sources disagree.
_VALUES = (
    ("importance", "group", "level", "scale", "rating", "rating_scale"),
    ("assumption", "tier", "rank"),
    ("assumption",),
    ("successor",),
)

# The number holds the form, and below it a requirement's owner and first option, a link's start and
# kind, or a salary's owner. The rest is "" of a requirement of one skill, which nearly all are.
_FORM, _OWNER, _KIND = 60, 30, 8
_OPTION, _KINDS = (1 << _OWNER) - 1, (1 << _KIND) - 1

#: What a requirement has that says nothing more than how important it is: sqlite3 takes long over
#: each None that is bound, and most have five.
_PLAIN = ("owner", "key", "count", "importance", "source", "fragment", "locator")
_NOTHING = (None,) * 5

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
                rest = _spelled((*options[1:], count))
        self._stage(owner << _OWNER | options[0], rest, said, places)

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
        number = _LINK << _FORM | start << _KIND | kind
        self._stage(number, end, (_sound(assumption), _sound(tier), rank), places)

    def add_salary(self, fact: facts.Salary) -> None:
        """Keep a salary, or raise `Unfit`."""
        owner = self._end(fact.owner, _PAYERS, "salary of")
        check_salary(fact)
        texts = map(_sound, (fact.currency, fact.period, fact.region, fact.date))
        rest = "\0".join((_spelled((fact.minimum, fact.maximum)), *texts))
        self._stage(_SALARY << _FORM | owner, rest, (_sound(fact.assumption),), fact.places)

    def add_retired(self, fact: facts.Retired) -> None:
        """Keep a retired id, or raise `Unfit`; where it leads is seen when all are known."""
        sound = fact._replace(id=_sound(fact.id), replaced_by=_sound(fact.replaced_by))
        check_retired(sound)
        self._stage(_RETIRED << _FORM, sound.id, (sound.replaced_by,), fact.places)

    def write(self, problems: Problems, digest: Digest) -> None:
        """Fill the graph's tables; sources that contradict each other go to the problems."""
        self._waiting.finish()
        execute = self._connection.execute
        (last,) = execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        writer = _Writer(self._connection, digest, last)
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
        for column, name in enumerate(_VALUES[number >> _FORM]):
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
        about = rest if number >> _FORM == _RETIRED else self._positions.id(_owner(number))
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


class _Writer:
    """The tables of statements, filled in order; keys go on from the last node's."""

    def __init__(self, connection: sqlite3.Connection, digest: Digest, last: int) -> None:
        self._key = last
        self._digest = digest
        self._plain = Filling(connection, f"requirement ({', '.join(_PLAIN)})", len(_PLAIN))
        self._requirements = Filling(connection, "requirement", 12)
        self._options = Filling(connection, "option", 3)
        self._links = Filling(connection, "link", 10)
        self._salaries = Filling(connection, "salary", 12)
        self._retired = Filling(connection, "retired", 6)
        self._places = Filling(connection, "place", 4)

    def write(self, number: int, rest: Any, said: _Said, told_: str, places: list[Any]) -> None:
        """Write a statement: what identifies it, what it says, and where, at one place or more."""
        key = self._key = self._key + 1
        source, fragment, locator = places[0]
        self._digest.add(f"{number}\x1f{rest}\x1f{told_}\x1f{source}\x1f{fragment}\x1f{locator}")
        if rest == "":
            owner = number >> _OWNER
            if said[1:] == _NOTHING:
                self._plain.add((owner, key, 1, said[0], source, fragment, locator))
            else:
                self._requirements.add((owner, key, 1, *said, source, fragment, locator))
            self._options.add((owner, key, number & _OPTION))
        else:
            write = (self._write_choice, self._write_link, self._write_salary, self._write_retired)
            write[number >> _FORM](key, number, rest, (*said, source, fragment, locator))
        for place in places[1:]:
            self._digest.add(told(place))
            self._places.add((key, *place))

    def _write_choice(self, key: int, number: int, rest: str, said: _Said) -> None:
        owner = _owner(number)
        *options, count = _numbers(rest)
        self._requirements.add((owner, key, count, *said))
        for option in (number & _OPTION, *options):
            self._options.add((owner, key, option))

    def _write_link(self, key: int, number: int, end: int, said: _Said) -> None:
        self._links.add((_owner(number), number & _KINDS, end, key, *said))

    def _write_salary(self, key: int, number: int, rest: str, said: _Said) -> None:
        amounts, *texts = rest.split("\0")
        self._salaries.add((key, _owner(number), *_numbers(amounts), *texts, *said))

    def _write_retired(self, key: int, _number: int, id_: str, said: _Said) -> None:
        self._retired.add((id_, key, *said))

    def finish(self) -> None:
        """Write what still waits."""
        for filling in (
            self._plain, self._requirements, self._options,
            self._links, self._salaries, self._retired, self._places,
        ):  # fmt: skip
            filling.finish()


def _owner(number: int) -> int:
    """Return the node that a statement is about: an owner, or where a link starts."""
    form = number >> _FORM
    number -= form << _FORM
    return (number >> _OWNER, number >> _KIND, number)[form]


def _spelled(numbers: Iterable[int]) -> str:
    """Return numbers as a text that sorts as they do, number by number.

    >>> _spelled((2, 10)) < _spelled((10, 1)), _numbers(_spelled((2, 10)))
    (True, [2, 10])
    """
    return "".join([f"{number:016x}" for number in numbers])


def _numbers(spelled: str) -> list[int]:
    return [int(spelled[at : at + 16], 16) for at in range(0, len(spelled), 16)]


def _sound(text: str) -> str:
    """Return a text of a statement in canonical form; one that no export could hold is `Unfit`."""
    if text:
        text = canonical_text(text)
        check_texts((text,))
    return text
