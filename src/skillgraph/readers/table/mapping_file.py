"""A mapping in YAML: what the columns of some tables are read as.

tables:
- table: Skills              # a file's name, or a sheet's; without it, every table
nodes: {label: Skill name, category: Family, effort_hours: Hours}
kind: skill
separator: ";"
- table: Needs
edges: {from: Job, to: Skill name, importance: Weight}
kind: requires
from_kind: role
words: {importance: {A: essential, B: helpful}}
ignore: [Owner]
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.model.values import parse_line, parse_word
from skillgraph.readers.findings import Findings, SourceFile, shown_path
from skillgraph.readers.node_reading import NodeReading
from skillgraph.readers.table.fields import EDGE_HEADERS, ENDS, NODE_HEADERS
from skillgraph.readers.table.layout import TableMapping
from skillgraph.readers.yaml_nodes import MappingNode, load_node
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    import os

    from skillgraph.readers.node_reading import Fields
    from skillgraph.readers.yaml_nodes import Node

_KEYS = (
    "table", "nodes", "edges", "kind", "from_kind", "to_kind", "separator", "words", "ignore",
)  # fmt: skip
_FIELDS = {"nodes": NODE_HEADERS, "edges": EDGE_HEADERS}


def load_mapping(path: str | os.PathLike[str]) -> dict[str, TableMapping]:
    """Return the mappings of a file by the table that each is for ("" is for all of them).

    All that is wrong with the file is one `InvalidInput`.
    """
    shown = shown_path(Path(path))
    findings = Findings()
    file = SourceFile(0, Path(path), shown, shown)
    root = load_node(file, findings, "docs/importing.md shows the form of a mapping.")
    found: dict[str, TableMapping] = {}
    if root is not None:
        reading = NodeReading(file, "", findings)
        fields = reading.fields(root, ("tables",), "a mapping")
        if "tables" in fields:
            for item in reading.items("tables", fields["tables"][1]):
                name, mapping = _mapping(reading, item)
                if name in found:
                    reading.refuse(item, f"table '{name}' is mapped twice.", "Keep one.")
                found[name] = mapping
        elif not len(findings):
            reading.refuse(root, "the mapping has no key 'tables'.", "Write tables: [{…}].")
    findings.raise_any()
    return found


def _mapping(reading: NodeReading, item: Node) -> tuple[str, TableMapping]:
    fields = reading.fields(item, _KEYS, "a table")
    form = "edges" if "edges" in fields else "nodes"
    if {"nodes", "edges"} <= set(fields):
        reading.refuse(fields["edges"][0], "a table has nodes or edges, not both.", "Remove one.")
    columns = _texts(reading, fields, form, tuple(_FIELDS[form])) if form in fields else {}
    kinds = tuple(ENDS) if form == "edges" else KINDS
    return _one(reading, fields, "table"), TableMapping(
        form=form if form in fields else "",  # type: ignore[arg-type]  # one of the two words
        columns=columns,
        kind=_one(reading, fields, "kind", kinds),
        from_kind=_one(reading, fields, "from_kind", KINDS),
        to_kind=_one(reading, fields, "to_kind", KINDS),
        separator=_one(reading, fields, "separator"),
        words=_words(reading, fields, tuple(_FIELDS[form])),
        ignore=tuple(
            stated.value for stated in reading.texts("ignore", fields["ignore"][1], parse_line)
        )
        if "ignore" in fields
        else (),
    )


def _one(reading: NodeReading, fields: Fields, key: str, words: tuple[str, ...] = ()) -> str:
    if key not in fields:
        return ""
    parse = partial(parse_word, words=words) if words else str
    stated = reading.single(key, fields[key][1], parse)
    return "" if stated is None else str(stated.value)


def _texts(
    reading: NodeReading, fields: Fields, key: str, known: tuple[str, ...]
) -> dict[str, str]:
    found = reading.fields(fields[key][1], known, key)
    stated = {
        name: reading.single(name, node, lambda text: " ".join(parse_line(text).split()))
        for name, (_, node) in found.items()
    }
    return {name: str(each.value) for name, each in stated.items() if each is not None}


def _words(
    reading: NodeReading, fields: Fields, known: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    if "words" not in fields:
        return {}
    found: dict[str, dict[str, str]] = {}
    for field, (_, node) in reading.fields(fields["words"][1], known, "words").items():
        if not isinstance(node, MappingNode):
            reading.refuse(node, f"{field} must be a mapping of words.", "Write {A: essential}.")
            continue
        stated = {key.text: reading.single(field, value, str) for key, value in node.pairs}
        found[field] = {word: str(each.value) for word, each in stated.items() if each is not None}
    return found
