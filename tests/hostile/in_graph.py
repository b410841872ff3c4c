"""Compiled graphs that somebody else wrote, or changed; and what they leave in the cache."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.hostile.kind import Kind
from tests.hostile.running import RESULT, Bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.running import Place, Seen

    Change = Callable[[sqlite3.Connection, Place], object]

SMALL = Path(__file__).parents[1] / "cli/catalogue/small.yaml"

#: Every command that opens a graph, on nodes that the small one has.
ASKS = (
    "path --from dough --to master-baker --graph in.graph",
    "show baker --graph in.graph",
    "search bred --graph in.graph",
    "match --from dough --graph in.graph",
    "next --from dough --graph in.graph",
    "stats --graph in.graph",
    "lint --graph in.graph",
    "list --graph in.graph",
    "related baker --graph in.graph",
    "explain dough master-baker --graph in.graph",
    "gap --from dough --to baker --graph in.graph",
    "what-if --from dough --to baker --hold bread --graph in.graph",
    "compare baker master-baker --from dough --graph in.graph",
    "query 'SELECT * { ?s ?p ?o } LIMIT 3' --graph in.graph",
    f"export --graph in.graph -o {RESULT}.ttl",
    f"export --graph in.graph --format csv -o {RESULT}-csv",
    f"render --graph in.graph -o {RESULT}.html",
    f"merge in.graph -o {RESULT}.graph",
    "diff in.graph default",
    "crosswalk in.graph default",
    f"import table known.csv --known in.graph -o {RESULT}.graph",
)
_BOUNDS = Bounds(cpu=10)


def base() -> bytes:
    """Return a small graph that is sound."""
    from skillgraph.api.compiling import compile_paths

    with TemporaryDirectory() as folder:
        file = Path(folder, "base.graph")
        compile_paths([str(SMALL)], str(file)).close()
        return file.read_bytes()


def columns() -> list[tuple[str, str]]:
    """Return every column of every table that a graph has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(base())
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]  # fmt: skip
        return [(table, row[1]) for table in tables
                for row in connection.execute(f"PRAGMA table_info({table})")]  # fmt: skip


#: What is put where another value stood.
VALUES: dict[str, object] = {
    "blob": b"\xff\x00\x1b",
    "text": "abc",
    "nothing": "",
    "minus": -1,
    "huge": 2**63 - 1,
    "float": 1e308,
    "infinite": float("inf"),
    "long": "x" * 1_000_000,
    "digits": "9" * 5_000,
    "marks": "a" + "\u0300\u0327" * 20_000,
    "control": "\x1b[2J\x00\u202e<script>",
}


def change_column(connection: sqlite3.Connection, table: str, column: str, value: object) -> None:
    """Put a value into a column wherever its table takes it."""
    with suppress(sqlite3.IntegrityError):
        connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (value,))


def _changed(change: Change) -> Callable[[Place], None]:
    """Return what writes a graph that was changed by SQL, its digest left as it was."""

    def make(place: Place) -> None:
        file = place.write("in.graph", base())
        place.write("known.csv", "skill\ndough\nbred\n")
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            change(connection, place)

    return make


def _column(value: object) -> Change:
    def change(connection: sqlite3.Connection, place: Place) -> None:
        every = columns()
        change_column(connection, *every[place.size % len(every)], value)

    return change


def _script(text: str) -> Change:
    return lambda connection, place: connection.executescript(
        place.filled(text).replace("#SIZE", str(place.size))
    )


def _instead(table: str, rows: str) -> Change:
    """A view in a table's place, which is as long as it likes."""
    return _script(
        f"ALTER TABLE {table} RENAME TO {table}_0;"
        f"CREATE VIEW {table} AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        f" SELECT {table}_0.* {rows};"
    )


def _endless(table: str) -> Change:
    return _instead(table, f"FROM {table}_0, n")


def _heavy(table: str, column: str) -> Change:
    return lambda connection, _: connection.executescript(
        f"ALTER TABLE {table} RENAME TO {table}_0; CREATE VIEW {table} AS SELECT "
        + ", ".join(
            f"hex(zeroblob(200000000)) AS {name}" if name == column else name
            for name in _names(connection, table)
        )
        + f" FROM {table}_0"
    )


def _generated(connection: sqlite3.Connection, place: Place) -> None:
    del place
    rows = connection.execute("SELECT * FROM meta").fetchall()
    connection.executescript(
        "DROP TABLE meta; CREATE TABLE meta (key TEXT PRIMARY KEY,"
        " value TEXT AS (hex(zeroblob(100000000)))) WITHOUT ROWID"
    )
    connection.executemany("INSERT INTO meta (key) VALUES (?)", [(key,) for key, _ in rows])


def _names(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _schema(sql: str) -> Change:
    def change(connection: sqlite3.Connection, place: Place) -> None:
        connection.execute("PRAGMA writable_schema=ON")
        connection.executescript(place.filled(sql).replace("#SIZE", str(place.size)))

    return change


def _chain_of_requirements(connection: sqlite3.Connection, place: Place) -> None:
    """Skills that wait for each other in a circle."""
    skills = [key for (key,) in connection.execute("SELECT node FROM skill ORDER BY node")]
    for number, skill in enumerate(skills):
        key = 1_000_000 + number
        connection.execute(
            "INSERT OR IGNORE INTO requirement VALUES (?, ?, 1, 0, NULL, NULL, NULL, NULL, NULL,"
            " NULL, '', '')",
            (skill, key),
        )
        after = skills[(number + 1) % len(skills)]
        connection.execute("INSERT OR IGNORE INTO option VALUES (?, ?, ?)", (skill, key, after))
    del place


def _many(table: str) -> Change:
    """Return a table with so many rows more."""

    def change(connection: sqlite3.Connection, place: Place) -> None:
        columns = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')")
        wanted = ", ".join(
            f"?1 AS {name}" if type_ in ("INTEGER", "REAL") else f"'x' || ?1 AS {name}"
            for name, type_ in columns
        )
        connection.execute("BEGIN")
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} SELECT {wanted}",
            ((10_000 + n,) for n in range(place.size)),
        )
        connection.execute("COMMIT")

    return change


def _bytes(change: Callable[[bytearray, int], bytes]) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write("known.csv", "skill\ndough\n")
        place.write("in.graph", change(bytearray(base()), place.size))

    return make


def _flipped(content: bytearray, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 -- nothing is kept secret
    for _ in range(1 + seed % 50):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    return bytes(content)


def _header(at: int, value: bytes) -> Callable[[bytearray, int], bytes]:
    def change(content: bytearray, _: int) -> bytes:
        content[at : at + len(value)] = value
        return bytes(content)

    return change


_TABLES = (
    "link", "node", "text", "requirement", "option", "name", "word", "vocabulary", "meta",
    "catalog", "source", "place", "skill", "role", "retired", "asked", "listing",
)  # fmt: skip

_CHANGES: dict[str, Change] = {
    **{f"endless-{table}": _endless(table) for table in _TABLES},
    "heavy-label": _heavy("node", "label"),
    "heavy-names": _heavy("name", "names"),
    "heavy-value": _heavy("text", "value"),
    "heavy-digest": _heavy("meta", "value"),
    "generated": _generated,
    "triggers": _script(
        "CREATE TRIGGER t AFTER INSERT ON node BEGIN DELETE FROM node; END;"
        "CREATE TRIGGER u AFTER UPDATE ON meta BEGIN SELECT hex(zeroblob(900000000)); END"
    ),
    "other-view": _script(
        "CREATE VIEW more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i FROM n"
    ),
    "other-tables": _script("CREATE TABLE node_more (a); CREATE TABLE cached (identity TEXT);"
                            "INSERT INTO cached VALUES ('x')"),
    "expression-index": _script(
        "CREATE INDEX e ON node (hex(zeroblob(length(label) * 100000)))"
    ),
    "partial-index": _script("CREATE INDEX e ON node (key) WHERE label = 'x'"),
    "virtual-table": _script(
        "DROP TABLE vocabulary; CREATE VIRTUAL TABLE vocabulary USING fts5(length, words)"
    ),
    "virtual-series": _schema(
        "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0,"
        " 'CREATE VIRTUAL TABLE x USING csv(filename=\"@NEIGHBOUR/secret.txt\")')"
    ),
    "affinity": _script("ALTER TABLE node RENAME TO n0; CREATE TABLE node AS SELECT * FROM n0"),
    "strict-less": _script(
        "ALTER TABLE text RENAME TO t0; CREATE TABLE text (node, property, ordinal, language,"
        " value); INSERT INTO text SELECT * FROM t0; UPDATE text SET value = x'ff'"
    ),
    "collation": _schema(
        "UPDATE sqlite_master SET sql = replace(sql, 'id TEXT NOT NULL UNIQUE',"
        " 'id TEXT NOT NULL COLLATE nocase UNIQUE') WHERE name = 'node'"
    ),
    "bad-sql": _schema("UPDATE sqlite_master SET sql = 'CREATE TABLE node (((((' "
                       "WHERE name = 'node'"),
    "deep-sql": _schema("UPDATE sqlite_master SET sql = 'CREATE VIEW node AS SELECT ' ||"
                        " substr(replace(hex(zeroblob(3000)), '0', '('), 1, 3000) || '1' "
                        "WHERE name = 'node'"),
    "long-sql": _schema("UPDATE sqlite_master SET sql = sql || hex(zeroblob(3000000)) "
                        "WHERE name = 'node'"),
    "wrong-roots": _schema("UPDATE sqlite_master SET rootpage = 2 WHERE type = 'table'"),
    "no-tables": _schema("DELETE FROM sqlite_master WHERE name IN ('node', 'text')"),
    "no-columns": _script("ALTER TABLE catalog DROP COLUMN title"),
    "no-rows": _script("".join(f"DELETE FROM {table};" for table in _TABLES)),
    "circle": _chain_of_requirements,
    "dangling": _script("UPDATE option SET skill = skill + 1000; UPDATE link SET end = end + 9999;"
                        "UPDATE text SET node = node + 500 WHERE node > 5"),
    "ids-that-are-none": _script("UPDATE node SET id = 'x\n<script>' || key"),
    "other-kinds": _script("UPDATE node SET kind = (kind + 1) % 8"),
    "no-digest": _script("DELETE FROM meta WHERE key = 'digest'"),
    "counts": _script("UPDATE requirement SET count = 1000000000"),
    "no-counts": _script("UPDATE requirement SET count = -5"),
    "efforts": _script("UPDATE skill SET effort_min = 9223372036854775807,"
                       " effort_max = 9223372036854775807"),
    "retired-circle": _script("INSERT INTO retired VALUES ('skill:a', 900, 'skill:b', NULL, '',"
                              " ''), ('skill:b', 901, 'skill:a', NULL, '', '')"),
    "extends-circle": _script("UPDATE catalog SET extends = id"),
    "broader-circle": _script(
        "INSERT OR IGNORE INTO link SELECT end, kind, start, key + 5000, '', '', rank, source,"
        " fragment, locator FROM link WHERE kind = 0"
    ),
    "next-circle": _script(
        "INSERT OR IGNORE INTO link SELECT end, kind, start, key + 5000, '', '', rank, source,"
        " fragment, locator FROM link WHERE kind = 1"
    ),
}  # fmt: skip

_GROWN = {
    f"many-rows-of-{table}": _many(table)
    for table in ("node", "text", "meta", "tag", "retired", "vocabulary", "catalog", "source")
}

_FILES: dict[str, tuple[Callable[[bytearray, int], bytes], tuple[int, ...]]] = {
    "flipped": (_flipped, tuple(range(24))),
    "cut": (lambda content, size: bytes(content[: len(content) * size // 100]), (0, 1, 50, 99)),
    "header-alone": (lambda content, _: bytes(content[:100]), (1,)),
    "grown": (lambda content, size: bytes(content) + b"\0" * size, (100_000_000,)),
    "page-size": (_header(16, b"\x00\x03"), (1,)),
    "page-size-one": (_header(16, b"\x00\x01"), (1,)),
    "write-ahead": (_header(18, b"\x02\x02"), (1,)),
    "future-format": (_header(18, b"\x09\x09"), (1,)),
    "utf-16": (_header(56, b"\x00\x00\x00\x02"), (1,)),
    "encoding": (_header(56, b"\x00\x00\x00\x63"), (1,)),
    "schema-format": (_header(44, b"\x00\x00\x00\x63"), (1,)),
    "pages": (_header(28, b"\xff\xff\xff\xff"), (1,)),
    "free-pages": (_header(32, b"\x00\x00\x00\x02\x7f\xff\xff\xff"), (1,)),
    "reserved": (_header(20, b"\xff"), (1,)),
    "root-page": (_header(100, b"\x05"), (1,)),
    "magic-alone": (lambda _, size: b"SQLite format 3\0" + b"\xff" * size, (84, 100_000)),
}


# --- the cache: what a graph from a stranger leaves in it ---

_ASKED = "SELECT ?l { skill:dough skos:prefLabel ?l }"


def _set(text: str) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: connection.executescript(text)


def _beside(name: str, change: Callable[[sqlite3.Connection], object]) -> Callable[[Place], None]:
    """Return what writes a graph and its changed copy, both with the same digest."""

    def make(place: Place) -> None:
        # A store is only kept of what is not small.
        text = SMALL.read_text("utf-8").replace(
            "\nroles:", "\n" + "".join(f"  s{n}: {{label: S{n}, category: trades}}\n"
                                       for n in range(2_500)) + "\nroles:", 1)  # fmt: skip
        place.write("honest.yaml", text)
        from skillgraph.api.compiling import compile_paths

        compile_paths([str(place.work / "honest.yaml")], str(place.work / "honest.graph")).close()
        file = place.write(name, (place.work / "honest.graph").read_bytes())
        with closing(sqlite3.connect(file)) as connection:
            change(connection)

    return make


def _tells_dough(place: Place, seen: Seen) -> Iterator[str]:
    del place
    if "honest" in seen.command and b"EVIL" in seen.out:
        yield "the honest graph answers what the other says"


_POISON = _set("UPDATE text SET value = 'EVIL' WHERE value = 'Dough';"
               "UPDATE node SET label = 'EVIL' WHERE label = 'Dough'")  # fmt: skip


def _digest(value: str) -> Callable[[Place], None]:
    """Return a graph whose digest is a path; `#V` is what this version's stores are called."""

    def make(place: Place) -> None:
        _beside("in.graph", lambda _: None)(place)
        with closing(sqlite3.connect(place.work / "in.graph")) as connection, connection:
            digest = place.filled(value)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (digest,))
        import pyoxigraph

        from skillgraph import __version__

        folder = f"docs-{__version__}-{pyoxigraph.__version__}.rdf"
        (place.neighbour / folder).mkdir()
        (place.neighbour / folder / "thesis.txt").write_text("ten years' work", encoding="utf-8")

    return make


def _strangers(place: Place) -> None:
    """Put what isn't ours into the cache, and let it grow old."""
    place.write("in.yaml", SMALL.read_text("utf-8"))
    _beside("in.graph", lambda _: None)(place)
    old = time.time() - 90 * 24 * 3600
    for name in _NOT_OURS:
        path = place.cache / name
        if name.endswith(".rdf") or "tmp" not in name:
            path.mkdir()
            (path / "thesis.txt").write_text("ten years' work", encoding="utf-8")
        else:
            path.write_text("ten years' work", encoding="utf-8")
        os.utime(path, (old, old))


_NOT_OURS = ("my-notes.rdf", "old.graph.x.tmp", "my.graph.tmp", "thesis.rdf.x.tmp", "photos")


def _kept(place: Place, seen: Seen) -> Iterator[str]:
    del seen
    for name in _NOT_OURS:
        if not (place.cache / name).exists():
            yield f"took away the stranger's {name}"


def _filled(place: Place) -> list[Path]:
    """Fill the cache as a command does, and return the graphs in it."""
    subprocess.run(
        [sys.executable, "-m", "skillgraph", "stats"],
        env={**os.environ, "SKILLGRAPH_CACHE": str(place.cache)},
        cwd=place.work,
        capture_output=True,
        check=True,
    )
    return [path for path in place.cache.rglob("*") if path.is_file()]


def _foreign(owner: int, mode: int) -> Callable[[Place], None]:
    """Return a cache that is not one's own, or that others may write, with an entry in it."""

    def make(place: Place) -> None:
        _filled(place)
        os.chown(place.cache, owner, owner)
        place.cache.chmod(mode)

    return make


def _odd_entry(kind: str) -> Callable[[Place], None]:
    """Return a cache in which something stands where an entry would."""

    def make(place: Place) -> None:
        for file in _filled(place):
            file.unlink()
            if kind == "pipe":
                os.mkfifo(file)
            elif kind == "folder":
                file.mkdir()
            elif kind == "link":
                file.symlink_to(place.neighbour / "secret.txt")
            elif kind == "loop":
                file.symlink_to(file)
            else:
                file.write_bytes(base() if kind == "graph" else b"\0" * 5_000)

    return make


_QUERY = f"query '{_ASKED}' --graph"
_PATHS = ("path --from python --to cloud-architect", "stats", "verify plan.json")

KINDS: list[Kind] = [
    *(Kind(f"graph/{name}", _changed(change), ASKS, bounds=_BOUNDS)
      for name, change in _CHANGES.items()),
    *(Kind(f"graph/{name}", _changed(change), ASKS, (1_000, 100_000), bounds=Bounds(cpu=20))
      for name, change in _GROWN.items()),
    *(Kind(f"graph/{name}-values", _changed(_column(value)), ASKS[:14],
           tuple(range(0, 112, 9)), bounds=_BOUNDS)
      for name, value in VALUES.items()),
    *(Kind(f"graph/{name}", _bytes(change), ASKS, sizes, bounds=_BOUNDS)
      for name, (change, sizes) in _FILES.items()),
    Kind("cache/poisoned", _beside("other.graph", _POISON),
         (f"{_QUERY} other.graph", f"{_QUERY} honest.graph", f"{_QUERY} honest.yaml"),
         check=_tells_dough, together=True),
    *(Kind(f"cache/digest-{name}", _digest(value), (f"{_QUERY} in.graph",), bounds=_BOUNDS)
      for name, value in (
          ("deletes", "../neighbour/docs"), ("deletes-afar", "@NEIGHBOUR/docs"),
          ("plants", "@NEIGHBOUR/planted"), ("plants-above", "../neighbour/planted"),
          ("empty", ""), ("long", "x" * 5_000_000), ("nul", "a\0b"), ("control", "\x1b[2J\n"),
          ("dots", ".."), ("slash", "/"), ("words", "not a digest"))),
    Kind("cache/strangers", _strangers,
         ("path --from dough --to baker --graph in.yaml", f"{_QUERY} in.graph"),
         check=_kept, together=True),
    *(Kind(f"cache/entry-{kind}", _odd_entry(kind), _PATHS[:2], together=True, bounds=_BOUNDS)
      for kind in ("pipe", "folder", "link", "loop", "graph", "zeros")),
]  # fmt: skip

FOREIGN = _foreign
