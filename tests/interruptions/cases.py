"""Commands that write, and what is to be found in their folder whatever ends them."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

#: What each file under a folder holds, by its path.
Tree = dict[str, bytes]

_OURS = re.compile(r"(^|/)\.[^/]+\.skillgraph-[0-9a-f]{8}-[0-9a-f]{12}\.tmp(/|$)")

_TABLES = tuple(
    f"tables/{name}.csv" for name in ("edges", "nodes", "retired", "salaries", "sources")
)

_CATALOGUE = """\
catalog: {{id: {name}, version: "1", language: en, source: our judgement}}
categories:
  plants: {{label: Plants}}
skills:
  soil: {{label: Soil, category: plants, effort_hours: 8-16}}
  {name}: {{label: {name}, category: plants, effort_hours: 4-8, requires: [soil]}}
roles:
  gardener-{name}: {{label: Gardener {name}, requires: [soil, {name}]}}
"""
_RDF = (
    "<urn:x:{0}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    " <https://w3id.org/skillgraph/ns#Skill> .\n"
    '<urn:x:{0}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Skill {0}"@en .\n'
)


class Case(NamedTuple):
    """A command, and what it writes: each of it, a file or a folder, is to be old or new."""

    arguments: str
    units: tuple[str, ...]
    #: What is written before, by its path.
    before: dict[str, str]


CASES = {
    "import": Case(
        "import table t.csv -o out.graph --problems problems.csv",
        ("out.graph", "problems.csv"),
        {"out.graph": "old", "problems.csv": "old"},
    ),
    "import-yaml": Case("import table t.csv -o out.yaml", ("out.yaml",), {}),
    "merge": Case("merge a.yaml b.yaml -o out.graph", ("out.graph",), {"out.graph": "old"}),
    "crosswalk": Case("crosswalk a.yaml b.yaml -o m.csv", ("m.csv",), {"m.csv": "old"}),
    "export": Case(
        "export --graph a.yaml -o out.ttl --void void.ttl",
        ("out.ttl", "void.ttl"),
        {"out.ttl": "old", "void.ttl": "old"},
    ),
    "export-link": Case("export --graph a.yaml -o link.nt", ("far/out.nt",), {"far/out.nt": "old"}),
    "tables": Case("export --graph a.yaml --format csv -o tables", ("tables",), {}),
    "tables-again": Case(
        "export --graph a.yaml --format csv -o tables", ("tables",), dict.fromkeys(_TABLES, "old")
    ),
    "tables-among-others": Case(
        "export --graph a.yaml --format csv -o tables",
        _TABLES,
        {"tables/nodes.csv": "old", "tables/mine/thesis.txt": "mine", "tables/.dot": "mine"},
    ),
    "render": Case(
        "render --graph a.yaml --format svg -o out.svg", ("out.svg",), {"out.svg": "old"}
    ),
    "profile": Case("profile add soil --graph a.yaml", ("me/me.yaml",), {}),
    "profile-again": Case(
        "profile add soil --graph a.yaml", ("me/me.yaml",), {"me/me.yaml": "# mine\nheld: [a]\n"}
    ),
    "cache": Case("path --graph b.yaml --to gardener-b", (), {}),
}  # fmt: skip

#: The same with more to write, as it takes its time; what is not named in them is in the cache.
LONG_CASES = {
    "import": Case("import table long.csv -o out.graph", ("out.graph",), {"out.graph": "old"}),
    "import-rdf": Case("import rdf long.nt -o out.graph", ("out.graph",), {"out.graph": "old"}),
    "merge": Case("merge default a.yaml -o out.graph", ("out.graph",), {"out.graph": "old"}),
    "export": Case("export -o x.ttl --void void.ttl", ("x.ttl", "void.ttl"), {"x.ttl": "old"}),
    "tables": Case(
        "export --format csv -o tables", ("tables",), dict.fromkeys(_TABLES, "old")
    ),
    "render": Case("render -o out.html", ("out.html",), {"out.html": "old"}),
    "profile": Case("profile add python", ("me/me.yaml",), {"me/me.yaml": "# mine\nheld: [a]\n"}),
    "cache": Case("path --to cloud-architect", (), {}),
    "store": Case("query ASK{?s?p?o}", (), {}),
}  # fmt: skip


def prepare(folder: Path, case: Case) -> None:
    """Write what a command reads, all of it long ago, and what it is to replace."""
    files = {name: _CATALOGUE.format(name=name[0]) for name in ("a.yaml", "b.yaml")}
    header, rows = "id,label,kind\n", (f"skill:s{n},Skill {n},skill\n" for n in range(5_000))
    files |= {
        "t.csv": f"{header}skill:x,X,skill\nskill:y,,skill\n",
        "long.csv": header + "".join(rows),
        "long.nt": "".join(map(_RDF.format, range(5_000))),
    }
    needed = {name: text for name, text in files.items() if name in case.arguments}
    for name, text in (needed | case.before).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        os.utime(file, (1e9, 1e9))
    if "link" in case.arguments:
        (folder / "link.nt").symlink_to("far/out.nt")


def environment(folder: Path) -> dict[str, str]:
    """Return what a command is to find in its environment, beside what there is."""
    return {
        "SKILLGRAPH_CACHE": str(folder / "cache"),
        "SKILLGRAPH_PROFILE": str(folder / "me" / "me.yaml"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def tree(folder: Path) -> Tree:
    """Return the files under a folder, but none on its way to one; of a store, that it is there."""
    found: Tree = {}
    for path in folder.rglob("*"):
        name, store, _ = path.relative_to(folder).as_posix().partition(".rdf/")
        if store:
            found[f"{name}.rdf"] = b""  # no two are the same, byte by byte
        elif path.is_file() and not path.is_symlink() and not _OURS.search(name):
            whole = path.read_bytes()
            found[name] = _without_times(whole) if name.startswith("cache/") else whole
    return {name: text for name, text in found.items() if not _OURS.search(name)}


def _without_times(entry: bytes) -> bytes:
    """Return what an entry of the cache says, but for the times of what it was compiled from.

    Those are noted where they lie some seconds back, which depends on how busy the machine is.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(entry)
            connection.execute("UPDATE cached_input SET seen = ''")
            return "\n".join(connection.iterdump()).encode()
        except sqlite3.Error:
            return entry  # it is torn, and the same as none


def left(folder: Path) -> list[str]:
    """Return what a writer left under a folder that was killed, or has not finished."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return [name for name in names if _OURS.search(name)]


def torn(case: Case, folder: Path, before: Tree, after: Tree) -> list[str]:
    """Return what is neither as it was nor as it is to be: each unit, and every other file."""
    found = tree(folder)
    names = before.keys() | after.keys() | found.keys()
    units = {
        unit: [name for name in names if f"{name}/".startswith(f"{unit}/")] for unit in case.units
    }
    units |= {name: [name] for name in names.difference(*units.values())}
    return [
        unit
        for unit, parts in units.items()
        if all(
            any(found.get(part) != state.get(part) for part in parts) for state in (before, after)
        )
    ]
