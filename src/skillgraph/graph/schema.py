"""The tables of a compiled graph, and the codes that stand in them.

Everything stated is here once, by integer key; `name`, `word` and `vocabulary` are derived, and so
are `choice`, `asked` and `listing`, which `skillgraph.graph.asking` explains.

- A node's key is its *position*. Statements (requirements, links, salaries) are numbered on from
  the last node, in an order of their content, so the order of input rows changes nothing.
- A statement's first place stands in its own row and further ones in `place`: nearly every
  statement has one place, and a row of its own would cost 20 bytes.
- A row of `name` has some hundred folded names in order, one a line, each with the label that it
  was folded from, as a number after a tab: no name has a character that comes before one. The
  first line leads to the row (`Graph.labels`).
- `option` begins with its owner, so that one range holds all that an owner asks for, and its only
  index leads from a skill to whatever asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import KINDS, LINKS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: "SkGr", in the header of every compiled graph (https://www.sqlite.org/fileformat.html#application_id).
APPLICATION_ID = 0x536B4772

#: The schema of this module. There are no migrations: another version is compiled again.
VERSION = 6

SKILL, CATEGORY, ROLE, TRACK, STRATEGY, ORGANISATION, GROUP, SCALE = range(len(KINDS))

BROADER, NEXT, FAR, HELPS_TOWARDS, MENTIONS, MEMBER, KEY_SKILL, RELATED = range(len(LINKS))

#: The first of the properties of `text`, which are labels; `skillgraph.graph.stored` has all.
PREF, ALT, HIDDEN = range(3)

#: A label in `name` is a number of 62 bits, in the order of property, node and ordinal.
PROPERTY_SHIFT, NODE_SHIFT = 60, 28

#: The tables of what a kind alone has; the fields that they have columns of fill the braces.
OWN = ("skill", "role", "scale")

_PLACE = "source INTEGER, fragment TEXT NOT NULL, locator TEXT NOT NULL"

_TABLES = {
    "meta": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "catalog": "key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version TEXT NOT NULL,"
    " language TEXT NOT NULL, title TEXT NOT NULL, licence TEXT NOT NULL, source TEXT NOT NULL,"
    " extends TEXT NOT NULL, effort_min INTEGER, effort_max INTEGER",
    "source": "key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL,"
    " url TEXT NOT NULL, licence TEXT NOT NULL",
    "node": f"key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,"
    f" label TEXT NOT NULL, notation TEXT NOT NULL, {_PLACE}",
    "text": "node INTEGER, property INTEGER, ordinal INTEGER, language TEXT NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY (node, property, ordinal)",
    "skill": f"{{}}, effort_min INTEGER, effort_max INTEGER, {_PLACE}",
    "tag": "node INTEGER, ordinal INTEGER, value TEXT NOT NULL, PRIMARY KEY (node, ordinal)",
    "exact_match": "node INTEGER, ordinal INTEGER, match TEXT NOT NULL,"
    " PRIMARY KEY (node, ordinal)",
    "role": "{}",
    "scale": "{}",
    "foreign_statement": "node INTEGER, ordinal INTEGER, predicate TEXT NOT NULL,"
    " object TEXT NOT NULL, PRIMARY KEY (node, ordinal)",
    "place": "statement INTEGER, source INTEGER, fragment TEXT, locator TEXT,"
    " PRIMARY KEY (statement, source, fragment, locator)",
    "requirement": f"owner INTEGER, key INTEGER, count INTEGER NOT NULL,"
    f" importance INTEGER NOT NULL, grp INTEGER, level REAL, scale INTEGER, rating REAL,"
    f" rating_scale INTEGER, {_PLACE}, PRIMARY KEY (owner, key)",
    "option": "owner INTEGER, requirement INTEGER, skill INTEGER,"
    " PRIMARY KEY (owner, requirement, skill)",
    "link": f"start INTEGER, kind INTEGER, end INTEGER, key INTEGER NOT NULL,"
    f" assumption TEXT NOT NULL, tier TEXT NOT NULL, rank INTEGER, {_PLACE},"
    f" PRIMARY KEY (start, kind, end)",
    "salary": f"key INTEGER PRIMARY KEY, owner INTEGER NOT NULL, minimum INTEGER NOT NULL,"
    f" maximum INTEGER NOT NULL, currency TEXT NOT NULL, period TEXT NOT NULL,"
    f" region TEXT NOT NULL, date TEXT NOT NULL, assumption TEXT NOT NULL, {_PLACE}",
    "retired": f"id TEXT PRIMARY KEY, key INTEGER NOT NULL, replaced_by TEXT NOT NULL, {_PLACE}",
    "name": "key INTEGER PRIMARY KEY, first TEXT NOT NULL, names TEXT NOT NULL",
    "word": "word TEXT PRIMARY KEY, nodes BLOB NOT NULL",
    "vocabulary": "length INTEGER PRIMARY KEY, words TEXT NOT NULL",
    "choice": "owner INTEGER, requirement INTEGER, PRIMARY KEY (owner, requirement)",
    "asked": "skill INTEGER PRIMARY KEY, alone INTEGER NOT NULL, rarity REAL NOT NULL",
    "listing": "role INTEGER PRIMARY KEY, essential INTEGER NOT NULL, important INTEGER NOT NULL,"
    " helpful INTEGER NOT NULL, practised INTEGER NOT NULL, rated REAL NOT NULL,"
    " unrated REAL NOT NULL",
}

#: Tables that are worked out from the others when a graph is compiled.
DERIVED = {"name", "word", "vocabulary", "choice", "asked", "listing"}

#: Tables with what is stated.
STATED = [name for name in _TABLES if name not in DERIVED]

#: Tables whose key is no single integer keep their rows in the key's own tree.
_ROWID = {
    "catalog", "source", "node", "skill", "role", "scale", "salary", "name", "vocabulary",
    "asked", "listing",
}  # fmt: skip

#: Made at the end, when their tables are full: sorted input makes the smallest trees.
INDEXES = (
    "CREATE INDEX option_skill ON option (skill)",
    "CREATE INDEX link_end ON link (end, kind)",
    "CREATE INDEX salary_owner ON salary (owner)",
    "CREATE INDEX tag_value ON tag (value)",
    "CREATE INDEX name_first ON name (first)",
    "CREATE INDEX retired_by ON retired (replaced_by)",
)


def codes(kinds: Collection[str]) -> list[int]:
    """Return the codes of kinds, in the order of the schema."""
    return [code for code, kind in enumerate(KINDS) if kind in kinds]


def script(own: Mapping[str, str]) -> str:
    """Return the statements that make an empty graph, without the indexes that come last.

    `own` has the columns of the fields of a kind alone, for each table of `OWN`.
    """
    lines = []
    for name, columns in _TABLES.items():
        rowid = "" if name in _ROWID else " WITHOUT ROWID"
        lines.append(f"CREATE TABLE {name} ({columns.format(own.get(name))}){rowid}")
    lines += [f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={VERSION}"]
    return ";\n".join(lines)
