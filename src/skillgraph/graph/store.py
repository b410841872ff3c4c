"""`Graph`: a compiled graph, opened for reading, asked by key.

What answers need of the graph comes in plain records. Damage found on the way is a
`GraphVersionError`, or mended where somebody knows how (`renew`).
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from skillgraph.errors import GraphVersionError, InputProblem, InvalidInput, escaped
from skillgraph.graph import schema
from skillgraph.graph.rows import Link, Node, Place, Requirement, Salary, labels_of, numbers

if TYPE_CHECKING:
    import sqlite3

    from skillgraph.model.columns import Streamed
    from skillgraph.model.facts import Fact
else:
    try:
        # All of `sqlite3` but its converters of dates, whose module would cost a plain `path` 4 %.
        import _sqlite3 as sqlite3
    except ImportError:
        import sqlite3

#: What a file that is damaged raises: a message about it may itself be no UTF-8.
_DAMAGING = (sqlite3.DatabaseError, UnicodeDecodeError)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)

_MAGIC = b"SQLite format 3\x00"

#: Pages that SQLite keeps of an open file; the system has the others at hand (decision 0009).
_PAGES = 24
#: Pages that it keeps while all of a graph is read: 2 MiB.
_PAGES_FOR_ALL = 512


class Graph:
    """A compiled graph. Use it as a context manager, or close it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        renew: "Callable[[], Graph] | None" = None,
        name: str = "the compiled graph",
    ) -> None:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        self._connection = connection
        #: Makes the graph anew where somebody knows how, until it was.
        self.renew = renew
        self._name = name
        self._sources: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._connection.close()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows of a query. Damage is mended once where that is possible."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.ProgrammingError:
            raise  # a closed graph, or a mistake of ours
        except _DAMAGING as error:
            if not _is_damage(error):
                raise
            if self.renew is None:
                raise self.damaged(str(error)) from error
            fresh, self.renew = self.renew(), None
            self._connection.close()
            self._connection = fresh._connection  # noqa: SLF001 -- another of this class
            return self.rows(sql, *values)

    def scan(self, sql: str) -> "Iterator[Any]":
        """Yield the rows of a query one by one, however many there are."""
        try:
            yield from self._connection.execute(sql)
        except _DAMAGING as error:
            raise self.damaged(str(error)) from error

    def digest(self) -> str:
        """Return the digest of what the graph says; equal input gives equal digests."""
        rows = self.rows("SELECT value FROM meta WHERE key = 'digest'")
        if not rows:
            raise self.damaged("it has no digest")
        return str(rows[0][0])

    def damaged(self, why: str) -> GraphVersionError:
        """Return the error that this graph is damaged, which names its file."""
        return _damaged(self._name, why)

    def facts(self) -> "Iterator[Fact]":
        """Yield every fact that the graph was compiled from, united; compiling them is a no-op."""
        from skillgraph.model.columns import spread

        return spread(self.stream())

    def stream(self) -> "Iterator[Streamed]":
        """Yield the same, plain statements as columns."""
        from skillgraph.graph.records import iter_stream

        try:
            # A dozen tables are read side by side: each needs its own pages at hand.
            self._connection.execute(f"PRAGMA cache_size={_PAGES_FOR_ALL}")
            yield from iter_stream(self._connection)
        except _DAMAGING as error:
            raise self.damaged(str(error)) from error

    def catalogs(self) -> list[tuple[str, str]]:
        """Return the id and version of each catalogue, in the order in which they were read."""
        return self.rows("SELECT id, version FROM catalog ORDER BY key")

    def default_effort_hours(self) -> tuple[int, int] | None:
        """Return the effort that counts for an unknown one, by the first catalogue to state one.

        A catalogue that extends another comes before it.
        """
        waiting = self.rows("SELECT id, extends, effort_min, effort_max FROM catalog ORDER BY key")
        while waiting:
            extended = {id_ for row in waiting for id_ in row[1].split()}
            first = next(row for row in waiting if row[0] not in extended)
            if first[2] is not None:
                return (first[2], first[3])
            waiting.remove(first)
        return None

    def sources(self) -> dict[str, str]:
        """Return the label of each source by its id."""
        return dict(self.rows("SELECT id, label FROM source ORDER BY key"))

    def find(self, id_: str) -> Node | None:
        """Return the node of an id, or None."""
        rows = self.rows("SELECT key, id, kind, label FROM node WHERE id = ?", id_)
        return _node(rows[0]) if rows else None

    def nodes(self, keys: Collection[int]) -> dict[int, Node]:
        """Return nodes by key, in order of position."""
        sql = (
            "SELECT key, id, kind, label FROM node"
            " WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key"
        )
        return {row[0]: _node(row) for row in self.rows(sql, listed(keys))}

    def requirements(
        self, *, owners: Collection[int] = (), options: Collection[int] = ()
    ) -> list[Requirement]:
        """Return what the owners ask for and what asks for one of the options, by owner and key."""
        rows = self.rows(
            "SELECT r.*, (SELECT group_concat(skill) FROM option AS o"
            " WHERE o.owner = r.owner AND o.requirement = r.key) FROM"
            " (SELECT owner, key FROM requirement WHERE owner IN (SELECT value FROM json_each(?1))"
            " UNION SELECT owner, requirement FROM option"
            " WHERE skill IN (SELECT value FROM json_each(?2))) AS pair"
            " CROSS JOIN requirement AS r ON r.owner = pair.owner AND r.key = pair.key"
            " ORDER BY r.owner, r.key",
            listed(owners),
            listed(options),
        )
        places = self._places([(row[1], row[9:12]) for row in rows])
        return [Requirement(row[:9], numbers(row[12]), places[row[1]]) for row in rows]

    def links(
        self,
        *kinds: int,
        start: Collection[int] | None = None,
        end: Collection[int] | None = None,
    ) -> list[Link]:
        """Return the links of some kinds from `start`, or to `end`, or both; by end's position."""
        ends = [("start", start), ("end", end)]
        given = [(column, listed(keys)) for column, keys in ends if keys is not None]
        where = "".join(f" AND {column} IN (SELECT value FROM json_each(?))" for column, _ in given)
        rows = self.rows(
            "SELECT start, kind, end, assumption, tier, rank, key, source, fragment, locator"
            f" FROM link WHERE kind IN ({','.join(map(str, kinds))}){where}"
            " ORDER BY start, kind, end",
            *(keys for _, keys in given),
        )
        places = self._places([(row[6], row[7:]) for row in rows])
        return [Link(row[:6], places[row[6]]) for row in rows]

    def efforts(self, keys: Collection[int]) -> dict[int, tuple[int, int, Place]]:
        """Return the hours of skills and where they are stated; unknown ones are left out."""
        rows = self.rows(
            "SELECT node, effort_min, effort_max, source, fragment, locator FROM skill"
            " WHERE effort_min IS NOT NULL AND node IN (SELECT value FROM json_each(?))",
            listed(keys),
        )
        return {key: (least, most, self._place(*at)) for key, least, most, *at in rows}

    def practised(self, keys: Collection[int]) -> set[int]:
        """Return those of the skills that grow at work."""
        sql = "SELECT node FROM skill WHERE practised AND node IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self.rows(sql, listed(keys))}

    def job_zone(self, role: int) -> int | None:
        """Return how much preparation a role asks for, 1 to 5, or None where it isn't known."""
        rows = self.rows("SELECT job_zone FROM role WHERE node = ?", role)
        return rows[0][0] if rows else None

    def roles(self, keys: Collection[int]) -> dict[int, tuple[bool, str | None]]:
        """Return of roles whether each is marked an entry, and its seniority where one is known."""
        rows = self.rows(
            "SELECT node, entry, seniority FROM role"
            " WHERE node IN (SELECT value FROM json_each(?))",
            listed(keys),
        )
        return {
            key: (bool(entry), None if seniority is None else schema.SENIORITIES[seniority])
            for key, entry, seniority in rows
        }

    def salaries(self, owner: int) -> list[Salary]:
        """Return the ranges of pay at a role, the lowest first."""
        rows = self.rows(
            "SELECT owner, minimum, maximum, currency, period, region, date, assumption, key,"
            " source, fragment, locator FROM salary WHERE owner = ? ORDER BY key",
            owner,
        )
        places = self._places([(row[8], row[9:]) for row in rows])
        return [Salary(row[:8], places[row[8]]) for row in rows]

    def texts(self, node: int, property_: int) -> list[tuple[str, str]]:
        """Return language and value of the texts that a node has as one of `schema.PROPERTIES`."""
        return self.rows(
            "SELECT language, value FROM text WHERE node = ? AND property = ? ORDER BY ordinal",
            node,
            property_,
        )

    def listed(self, node: int, table: Literal["tag", "exact_match"]) -> list[str]:
        """Return the tags or the exact matches of a node, in the order in which they are stated."""
        rows = self.rows(f"SELECT * FROM {table} WHERE node = ? ORDER BY ordinal", node)
        return [value for *_, value in rows]

    def labels(self, beginning: str) -> list[int]:
        """Return the labels of folded names that begin so; a whole name ends with a tab.

        They are numbers, as `text_of` reads them. A beginning isn't empty.
        """
        rows = self.rows(
            "SELECT names FROM name WHERE first < ?1 || char(1114111)"
            " AND first >= (SELECT coalesce(max(first), '') FROM name WHERE first <= ?1)",
            beginning,
        )
        return [label for (names,) in rows for label in labels_of(names, beginning)]

    def replaces(self, id_: str) -> list[str]:
        """Return the retired ids that mean a node, be it over others, by id."""
        rows = self.rows(
            "WITH RECURSIVE before (id) AS (SELECT ? UNION SELECT retired.id FROM before"
            " JOIN retired ON replaced_by = before.id) SELECT id FROM before ORDER BY id",
            id_,
        )
        return [retired for (retired,) in rows if retired != id_]

    def retired(self) -> dict[str, str]:
        """Return every retired id with the id of the node that it means in the end."""
        from skillgraph.model.succession import successors

        return successors(self.rows("SELECT id, replaced_by FROM retired ORDER BY id"))

    def node_places(self, node: int) -> tuple[Place, ...]:
        """Return where a node is stated."""
        rows = self.rows("SELECT source, fragment, locator FROM node WHERE key = ?", node)
        return self._places([(node, rows[0])])[node]

    def _place(self, source: int, fragment: str, locator: str) -> Place:
        if not self._sources:
            self._sources = dict(self.rows("SELECT key, id FROM source"))
        return (self._sources[source], fragment, locator)

    def _places(self, first: list[tuple[int, Any]]) -> dict[int, tuple[Place, ...]]:
        """Return the places of statements, given each with the place in its own row."""
        found = {key: [self._place(*place)] if place[0] is not None else [] for key, place in first}
        for key, *place in self.rows(
            "SELECT statement, source, fragment, locator FROM place"
            " WHERE statement IN (SELECT value FROM json_each(?))"
            " ORDER BY statement, source, fragment, locator",
            listed(found),
        ):
            found[key].append(self._place(*place))
        return {key: tuple(places) for key, places in found.items()}


def open_graph(path: str | os.PathLike[str], renew: Callable[[], Graph] | None = None) -> Graph:
    """Open a compiled graph for reading; another file or another version is `GraphVersionError`."""
    check_header(path)
    name = escaped(os.fspath(path))
    # Nothing mutates a compiled graph, so SQLite need neither lock it nor look for changes.
    uri = f"file:{_quoted(os.path.abspath(path))}?mode=ro&immutable=1"  # noqa: PTH100 -- no pathlib
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise _damaged(name, str(error)) from error
    with suppress(*_DAMAGING):  # damage, which the first question tells, or mends
        connection.execute(f"PRAGMA cache_size={_PAGES}")
    return Graph(connection, renew, name)


def is_compiled(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file begins as an SQLite file does; a folder or no file does not."""
    try:
        return _read_header(path)[0][: len(_MAGIC)] == _MAGIC
    except OSError:
        return False


def check_header(path: str | os.PathLike[str]) -> None:
    """Refuse a file that is no compiled graph of this version, or is not whole.

    It reads the hundred bytes of https://www.sqlite.org/fileformat.html#the_database_header alone.
    """
    name = escaped(os.fspath(path))
    try:
        header, size = _read_header(path)
    except OSError as error:
        message = f"the graph can't be read: {error.strerror}."
        raise InvalidInput(InputProblem(name, message)) from error

    def number(at: int) -> int:
        return int.from_bytes(header[at : at + 4], "big")

    if header[: len(_MAGIC)] != _MAGIC or number(68) != schema.APPLICATION_ID:
        raise GraphVersionError(f"{name} is no compiled graph. {_NEXT}")
    if number(60) != schema.VERSION:
        raise GraphVersionError(
            f"{name} is compiled for schema {number(60)}, this skillgraph reads {schema.VERSION}."
            f" {_NEXT}"
        )
    if size < number(28) * (int.from_bytes(header[16:18], "big") or 1):
        raise _damaged(name, "it is cut short")


def encodable(text: str) -> bool:
    """Tell whether a text can be asked of SQLite: no label holds NUL or half a character."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def listed(keys: Collection[int]) -> str:
    """Return keys as the JSON list that `json_each` takes apart.

    >>> listed([3, 1])
    '[3,1]'
    """
    return "[" + ",".join(map(str, keys)) + "]"


_NEXT = "Give the catalogues that it was compiled from instead: --graph CATALOGUE"


def _damaged(what: str, why: str) -> GraphVersionError:
    return GraphVersionError(f"{what} is damaged ({why}). {_NEXT}")


def _is_damage(error: Exception) -> bool:
    """Tell damage from a mistake in a query: text that is no UTF-8 has no code at all."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _DAMAGE or "no such table" in str(error)


def _read_header(path: str | os.PathLike[str]) -> tuple[bytes, int]:
    # Without O_NONBLOCK a named pipe in place of the file would keep us waiting.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        return os.read(descriptor, 100), os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _quoted(path: str) -> str:
    """Quote a path for a `file:` URI (https://www.sqlite.org/uri.html), byte by byte."""
    if os.name == "nt":
        path = "///" + path.replace("\\", "/")
    safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:"
    return "".join(chr(byte) if byte in safe else f"%{byte:02x}" for byte in os.fsencode(path))


def _node(row: tuple[int, str, int, str]) -> Node:
    key, id_, kind, label = row
    return Node(key, id_, schema.KINDS[kind], label)
