"""What hangs between nodes on its way into a graph: staged, sorted by content, united, numbered.

A statement is staged once a place, as two columns: the bytes that identify it, which sort as its
content does, and the rest. SQLite then sorts the stage outside of memory, what states the same
comes to lie together, and the tables are filled in order: small trees, whatever the order of the
input, and a key that depends on content alone.
"""

from __future__ import annotations

from marshal import dumps, loads
from struct import Struct
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
    check_salary,
    check_texts,
)
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.digest import told
from skillgraph.graph.filling import Filling
from skillgraph.graph.positions import KIND_BITS, KIND_MASK

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from skillgraph.graph.citing import Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.positions import Positions
    from skillgraph.model import facts

_REQUIREMENT, _LINK, _SALARY = range(3)

#: The single values of each form of statement, as they are called where two sources disagree.
_VALUES = (
    ("importance", "group", "level", "scale", "rating", "rating_scale"),
    ("assumption",),
    ("assumption",),
)

# Big-endian, so that the bytes sort as the numbers do.
_SINGLE = Struct(">BIII")
_OWNED = Struct(">BI")
_LINKED = Struct(">BIBI")
_PAID = Struct(">BIQQ")

_RANKS = {name: rank for rank, name in enumerate(schema.IMPORTANCES, 1)}
_LINKS = {name: (code, *ENDS[code]) for code, name in enumerate(schema.LINKS)}

_SKILLS = frozenset({schema.SKILL})
_GROUPS = frozenset({schema.GROUP})
_SCALES = frozenset({schema.SCALE})
_PAYERS = OWNERS - _SKILLS

#: So much of what statements say is remembered: most say the same as others.
_REMEMBERED = 512

#: What is staged of a statement beside its identity, and the statements of one identity.
_Said = tuple[Any, ...]


class StatementStage:
    """The statements read so far, about nodes that are all numbered."""

    def __init__(
        self, connection: sqlite3.Connection, sources: Sources, positions: Positions
    ) -> None:
        connection.execute("CREATE TEMP TABLE stated (identity BLOB, said BLOB)")
        self._connection = connection
        self._sources = sources
        self._positions = positions
        self._codes = positions.codes
        self._waiting = Filling(connection, "temp.stated", 2)
        self._dumped: dict[_Said, bytes] = {}

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
        if len(options) == 1:
            identity = _SINGLE.pack(_REQUIREMENT, owner, options[0], 1)
        else:
            packed = Struct(f">{len(set(options)) + 1}I").pack(*sorted(set(options)), count)
            identity = _OWNED.pack(_REQUIREMENT, owner) + packed
        self._stage(identity, said, places)

    def add_link(self, fact: facts.Link) -> None:
        """Keep a link, or raise `Unfit`."""
        name, start_id, end_id, places, assumption, *_ = fact
        if name not in _LINKS:
            raise Unfit(f"'{name}' is no kind of link.", f"Use {', '.join(schema.LINKS)}.")
        kind, starts, ends = _LINKS[name]
        start = self._end(start_id, starts, f"start of '{name}'")
        end = self._end(end_id, ends, f"end of '{name}'")
        if start == end:
            raise Unfit(f"'{start_id}' has a '{name}' link to itself.", "Remove it.")
        self._stage(_LINKED.pack(_LINK, start, kind, end), (_sound(assumption),), places)

    def add_salary(self, fact: facts.Salary) -> None:
        """Keep a salary, or raise `Unfit`."""
        owner = self._end(fact.owner, _PAYERS, "salary of")
        check_salary(fact)
        texts = map(_sound, (fact.currency, fact.period, fact.region, fact.date))
        identity = _PAID.pack(_SALARY, owner, fact.minimum, fact.maximum)
        identity += "\0".join(texts).encode()
        self._stage(identity, (_sound(fact.assumption),), fact.places)

    def write(self, problems: Problems, digest: Digest) -> None:
        """Fill the graph's tables; sources that contradict each other go to the problems."""
        self._waiting.finish()
        execute = self._connection.execute
        (last,) = execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        writer = _Writer(self._connection, digest)
        for key, (identity, statements) in enumerate(self._grouped(), last + 1):
            if len(statements) > 1:
                writer.write(key, identity, *self._united(problems, identity, statements))
            else:
                writer.write(key, identity, statements[0])
        writer.finish()
        execute("DROP TABLE temp.stated")
        self._check_moves(problems)

    def _grouped(self) -> Iterator[tuple[bytes, list[_Said]]]:
        """Yield what is said of each identity, in order of identity."""
        known: dict[bytes, _Said] = {}
        now, statements = b"", []
        for identity, dumped in self._connection.execute(
            "SELECT identity, said FROM temp.stated ORDER BY identity"
        ):
            said = known.get(dumped)
            if said is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                said = known[dumped] = loads(dumped)  # noqa: S302 -- our own
            if identity == now:
                statements.append(said)
                continue
            if statements:
                yield now, statements
            now, statements = identity, [said]
        if statements:
            yield now, statements

    def _united(
        self, problems: Problems, identity: bytes, statements: list[_Said]
    ) -> Iterator[_Said]:
        """Yield what statements of one identity say, then further places of it.

        What one of them leaves open says nothing. They come in any order and leave in one.
        """
        stated = sorted(
            ((*said[:-3], said[-3] or 0, *said[-2:]) for said in set(statements)),
            key=lambda said: (said[-3:], told(said)),
        )
        agreed = list(stated[0][:-3])
        for column, name in enumerate(_VALUES[identity[0]]):
            found = {said[column]: said[-3:] for said in stated if said[column] not in (None, "")}
            if len(found) > 1:
                self._disagree(problems, identity, name, list(found.items()))
            agreed[column] = next(iter(found), agreed[column])
        places = sorted({said[-3:] for said in stated if said[-3]}) or [NOWHERE]
        yield (*agreed, *places[0])
        yield from places[1:]

    def _disagree(
        self, problems: Problems, identity: bytes, name: str, said: list[tuple[Any, Any]]
    ) -> None:
        (one, here), (other, there) = said[:2]
        about = self._positions.id(_OWNED.unpack_from(identity)[1])
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

    def _stage(self, identity: bytes, said: _Said, places: tuple[facts.Place, ...]) -> None:
        for place in self._sources.cited(places) or (NOWHERE,):
            full = said + place
            dumped = self._dumped.get(full)
            if dumped is None:
                if len(self._dumped) >= _REMEMBERED:
                    self._dumped.clear()
                # Without references, so that equal values are equal bytes.
                dumped = self._dumped[full] = dumps(full, 2)
            self._waiting.add((identity, dumped))

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
    """The tables of statements, filled in order."""

    def __init__(self, connection: sqlite3.Connection, digest: Digest) -> None:
        self._digest = digest
        self._requirements = Filling(connection, "requirement", 12)
        self._options = Filling(connection, "option", 3)
        self._links = Filling(connection, "link", 8)
        self._salaries = Filling(connection, "salary", 12)
        self._places = Filling(connection, "place", 4)

    def write(self, key: int, identity: bytes, said: _Said, *places: _Said) -> None:
        """Write a statement: what is said with its first place, and further places."""
        self._digest.add(identity.hex() + told((said, *places)))
        form, owner = _OWNED.unpack_from(identity)
        if form == _REQUIREMENT:
            words = len(identity) // 4 - 1
            *options, count = Struct(f">{words}I").unpack_from(identity, _OWNED.size)
            self._requirements.add((owner, key, count, *said))
            for option in options:
                self._options.add((owner, key, option))
        elif form == _LINK:
            _, _, kind, end = _LINKED.unpack(identity)
            self._links.add((owner, kind, end, key, *said))
        else:
            texts = identity[_PAID.size :].decode().split("\0")
            self._salaries.add((key, *_PAID.unpack_from(identity)[1:], *texts, *said))
        for place in places:
            self._places.add((key, *place))

    def finish(self) -> None:
        """Write what still waits."""
        for filling in (
            self._requirements, self._options, self._links, self._salaries, self._places,
        ):  # fmt: skip
            filling.finish()


def _sound(text: str) -> str:
    """Return a text of a statement in canonical form; one that no export could hold is `Unfit`."""
    if text:
        text = canonical_text(text)
        check_texts((text,))
    return text
