"""Compiled graphs that somebody made to do harm: one of each kind, from an honest one.

Each is a function that takes the honest graph's file and writes another in its place.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Craft = Callable[[Path], None]

CATALOG = """\
catalog: {id: a, version: "1", language: en, default_effort_hours: 10-20}
categories:
  tools: {label: Tools}
skills:
  one: {label: One, category: tools, effort_hours: 8-16, alt_labels: [uno, eins]}
  two: {label: Two, category: tools, requires: [one]}
  three: {label: Three, requires: [two, one]}
  four: {label: Four, effort_hours: 3-4}
groups:
  pair: {label: Pair, members: [three, four]}
roles:
  start: {label: Start, entry: true, requires: [one]}
  end: {label: End, follows: [start], requires: [two, {any_of: pair, count: 1}]}
"""

PAGE = 4096
ENDLESS = (
    "CREATE VIEW {0} AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r)"
    " SELECT {0}0.* FROM {0}0, r"
)
#: 800 MB, made by a few bytes.
HUGE = "hex(zeroblob(400000000))"


def change(file: Path, *statements: str, schema: bool = False) -> None:
    """Change a graph by SQL; with `schema` its schema may be written as well."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        if schema:
            connection.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            connection.execute(statement)


def by_sql(*statements: str, schema: bool = False) -> Craft:
    return lambda file: change(file, *statements, schema=schema)


def by_bytes(at: int, written: bytes) -> Craft:
    def craft(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[at : at + len(written)] = written
        file.write_bytes(content)

    return craft


def root_of(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        root: int = connection.execute(sql, (table,)).fetchone()[0]
        return root


def interior(child: int, cells: int) -> bytes:
    """A page of a tree whose every branch is one and the same page.

    https://www.sqlite.org/fileformat.html#b_tree_pages
    """
    page = bytearray(PAGE)
    page[0] = 5
    first = PAGE - 5 * cells
    page[3:7] = struct.pack(">HH", cells, first)
    page[8:12] = struct.pack(">I", child)
    for number in range(cells):
        at = first + 5 * number
        page[at : at + 5] = struct.pack(">IB", child, 1)
        page[12 + 2 * number : 14 + 2 * number] = struct.pack(">H", at)
    return bytes(page)


def tree_of_itself(file: Path) -> None:
    content = bytearray(file.read_bytes())
    root = root_of(file, "source")
    content[(root - 1) * PAGE : root * PAGE] = interior(root, 300)
    file.write_bytes(content)


def tree_without_end(file: Path) -> None:
    """Ten pages that say they are 300 to the power of ten."""
    content = bytearray(file.read_bytes())
    root = root_of(file, "source")
    content += content[(root - 1) * PAGE : root * PAGE]
    for _ in range(9):
        content += interior(len(content) // PAGE, 300)
    content[(root - 1) * PAGE : root * PAGE] = interior(len(content) // PAGE, 300)
    content[28:32] = struct.pack(">I", len(content) // PAGE)
    file.write_bytes(content)


def _views() -> dict[str, Craft]:
    tables = ("link", "node", "text", "meta", "requirement", "source", "catalog", "place", "name")
    return {
        f"a view without end for {table}": by_sql(
            f"ALTER TABLE {table} RENAME TO {table}0", ENDLESS.format(table)
        )
        for table in tables
    }


def _values() -> dict[str, Craft]:
    """A value of each kind in columns that have another kind, or hold no such value."""
    found = {}
    texts = {"a blob": "x'00ff'", "no UTF-8": "CAST(x'ff' AS TEXT)", "NUL": "'a' || char(0)"}
    for name, value in texts.items():
        for where in ("node.id", "text.value", "text.language", "source.label", "node.notation"):
            table, column = where.split(".")
            only = {"node": "key = 3", "text": "node = 3", "source": "key = 1"}[table]
            found[f"{name} as {where}"] = by_sql(
                f"UPDATE {table} SET {column} = {value} WHERE {only}"
            )
    numbers = ("'abc'", "1e308", "-1", "77", "9223372036854775807", "x'00'")
    for value in numbers:
        for where in (
            "skill.effort_min", "skill.effort_max", "catalog.effort_min", "requirement.count",
            "requirement.importance", "requirement.level", "requirement.grp", "option.skill",
            "node.kind", "node.source", "link.kind", "link.end", "role.seniority",
            "role.job_zone", "text.property",
        ):  # fmt: skip
            table, column = where.split(".")
            found[f"{value} as {where}"] = by_sql(
                f"UPDATE OR IGNORE {table} SET {column} = {value}"
            )
    return found


#: What is refused for single values.
VALUES = _values()

#: What is refused.
REFUSED: dict[str, Craft] = {
    **VALUES,
    **_views(),
    "a view of a huge text": by_sql(
        "ALTER TABLE meta RENAME TO meta0", f"CREATE VIEW meta AS SELECT key, {HUGE} FROM meta0"
    ),
    "a generated column": by_sql(
        f"ALTER TABLE node ADD COLUMN g TEXT GENERATED ALWAYS AS ({HUGE})"
    ),
    "a check that is dear": by_sql(
        f"UPDATE sqlite_master SET sql = replace(sql, 'kind INTEGER NOT NULL',"
        f" 'kind INTEGER NOT NULL CHECK ({HUGE} NOT NULL)') WHERE name = 'node'",
        schema=True,
    ),
    "a trigger": by_sql("CREATE TRIGGER t AFTER INSERT ON node BEGIN DELETE FROM node; END"),
    "a virtual table": by_sql(
        "INSERT INTO sqlite_master VALUES"
        " ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING nothing(a)')",
        schema=True,
    ),
    "another table": by_sql("CREATE TABLE v (a)"),
    "another index": by_sql("CREATE INDEX v ON node (label)"),
    "an index of an expression": by_sql("CREATE INDEX v ON node (hex(zeroblob(length(label))))"),
    "a table less": by_sql("DROP TABLE salary"),
    "an index less": by_sql("DROP INDEX option_skill"),
    "another collation": by_sql(
        "UPDATE sqlite_master SET sql = replace(sql, 'id TEXT', 'id TEXT COLLATE NOCASE')"
        " WHERE name = 'node'",
        schema=True,
    ),
    "a schema of nonsense": by_sql(
        "UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'link'", schema=True
    ),
    "a table that says it is a view": by_sql(
        "UPDATE sqlite_master SET sql = 'CREATE VIEW tag AS SELECT 1' WHERE name = 'tag'",
        schema=True,
    ),
    "two tables in one tree": by_sql(
        "UPDATE sqlite_master SET rootpage ="
        " (SELECT rootpage FROM sqlite_master WHERE name = 'choice') WHERE name = 'option'",
        schema=True,
    ),
    "a tree that isn't there": by_sql(
        "UPDATE sqlite_master SET rootpage = 123456 WHERE name = 'tag'", schema=True
    ),
    "a tree of itself": tree_of_itself,
    "a tree without end": tree_without_end,
    "pages of another size": by_bytes(16, b"\x02\x00"),
    "a list of free pages that lies": by_bytes(32, b"\x00\x00\x00\x05\x00\x00\xff\xff"),
    "another encoding": by_bytes(56, b"\x00\x00\x00\x02"),
    "half an effort": by_sql("UPDATE skill SET effort_min = 7 WHERE effort_min IS NULL"),
    "no nodes": by_sql("DELETE FROM node"),
    "no sources": by_sql("DELETE FROM source"),
    "no options": by_sql("DELETE FROM option"),
    "no skills": by_sql("DELETE FROM skill"),
    "a circle of one": by_sql(
        "INSERT INTO link SELECT 1, 0, 1, 9999, '', '', NULL, source, fragment, locator"
        " FROM link LIMIT 1"
    ),
    "a circle of retired ids": by_sql(
        "INSERT INTO retired VALUES ('skill:x', 9998, 'skill:y', NULL, '', ''),"
        " ('skill:y', 9999, 'skill:x', NULL, '', '')"
    ),
    "a catalogue that extends itself": by_sql("UPDATE catalog SET extends = id"),
    "another label": by_sql(
        "UPDATE node SET label = 'EVIL' WHERE id = 'skill:two'",
        "UPDATE text SET value = 'EVIL' WHERE property = 0"
        " AND node = (SELECT key FROM node WHERE id = 'skill:two')",
    ),
    "other hours": by_sql(
        "UPDATE skill SET effort_min = 1, effort_max = 1 WHERE effort_min NOT NULL"
    ),
    "a digest that leads up": by_sql("UPDATE meta SET value = '../../victim/docs'"),
    "a digest that leads away": by_sql("UPDATE meta SET value = '/tmp/victim/planted'"),
    "a digest of 20 MB": by_sql("UPDATE meta SET value = hex(zeroblob(10000000))"),
    "a digest that is a blob": by_sql("UPDATE meta SET value = x'00'"),
    "no digest": by_sql("DELETE FROM meta"),
}

#: What says all that the honest one says, whatever else it holds.
HARMLESS: dict[str, Craft] = {
    "names that are none": by_sql("UPDATE name SET names = x'ff'"),
    "names of nobody": by_sql("UPDATE name SET names = replace(names, char(9), char(9) || '-9')"),
    "words of nobody": by_sql("UPDATE word SET nodes = zeroblob(1000000)"),
    "no vocabulary": by_sql("DELETE FROM vocabulary"),
    "no words of what roles ask for": by_sql("DELETE FROM choice"),
    "rarities that are none": by_sql("UPDATE asked SET rarity = 'x', alone = x''"),
    "weights without end": by_sql("UPDATE listing SET rated = 1e308 * 10"),
    "another first label": by_sql("UPDATE node SET label = 'EVIL'"),
    "places of nothing": by_sql("INSERT INTO place VALUES (9999, 1, '', '')"),
    "small pages": by_sql("PRAGMA page_size = 512", "VACUUM"),
    "large pages": by_sql("PRAGMA page_size = 65536", "VACUUM"),
}
