"""What a column of a table may hold, and the headers that people write above it.

A header is compared in lower case, without punctuation. What a field means is that of the same key
of a catalogue (`docs/catalogue.md`); `docs/importing.md` lists them for people.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.model.fields import (
    EFFORT,
    FIELDS,
    REFERENCES,
    RELATIONS,
    REQUIRES,
    Field,
    Reference,
)
from skillgraph.readers.page.words import IMPORTANCES
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The headers of a label say what the rows are, where no column of kinds does.
KIND_HEADERS = {
    "skill": ("skill", "skills", "skill name", "competency", "competence", "capability"),
    "role": ("role", "roles", "role name", "job", "job title", "position", "occupation"),
    "track": ("track", "career track"),
    "category": ("category name",),
    "strategy": ("strategy",),
}

#: The references that a cell may hold; headers of what two kinds have stand with the first.
_NAMED: dict[str, Reference] = {}
for _each in REFERENCES:
    if _each.column:
        _NAMED.setdefault(_each.key, _each)


def _headers(of: Reference | Field) -> tuple[str, ...]:
    column = of.column if isinstance(of, Field) else of.key
    return (column.replace("_", " "), *of.headers)


def _columns(field: Field) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns of a field, and what else stands among fields."""
    yield field.column, _headers(field)
    if field.key == "description":
        yield "category", _headers(_NAMED["category"])
    if field.sort is EFFORT:
        yield "effort_hours_min", ("effort hours min", "min hours", "hours min", "minimum hours")
        yield "effort_hours_max", ("effort hours max", "max hours", "hours max", "maximum hours")
        yield "effort_source", ("effort source",)


#: Of a table of nodes: each field, with the headers that are read as it, the likeliest first.
NODE_HEADERS: dict[str, tuple[str, ...]] = {
    "label": (
        "label", "preferred label", *(each for all_ in KIND_HEADERS.values() for each in all_),
        "name", "title",
    ),
    "id": ("id", "identifier", "code", "skill id", "role id", "skill code", "key"),
    "kind": ("kind", "node kind"),
    "language": ("language",),
    "translations": ("translations",),
    **{
        column: headers for field in FIELDS.values() for column, headers in _columns(field)
    },
    "requires": (
        "requires", "prerequisites", "prerequisite", "pre requisites", "depends on", "builds on",
        "required skills",
    ),
    **{each.key: _headers(each) for each in _NAMED.values() if each.key != "category"},
    "source": ("source", "sources"),
}  # fmt: skip

#: Of a table of edges.
EDGE_HEADERS: dict[str, tuple[str, ...]] = {
    "from": ("from", "owner"),
    "to": ("to", "target"),
    "kind": ("kind", "edge kind", "relation"),
    "importance": ("importance", "priority"),
    "requirement": ("requirement",),
    "choice": ("choice", "one of", "alternative group"),
    "count": ("count", "at least"),
    "options": ("options",),
    "group": ("group",),
    "level": ("level", "required level", "proficiency", "target level"),
    "scale": ("scale", "level scale"),
    "rating": ("rating",),
    "rating_scale": ("rating scale",),
    "tier": ("tier",),
    "rank": ("rank",),
    "assumption": ("assumption",),
    "source": ("source", "sources"),
}

#: A table with one column of each is one of edges: a row says that the one requires the other.
OWNER_HEADERS = {
    each: kind for kind in ("role", "track") for each in KIND_HEADERS[kind]
}  # fmt: skip
OPTION_HEADERS = {
    **dict.fromkeys(KIND_HEADERS["skill"], "skill"),
    "required skill": "skill", "requires skill": "skill",
}  # fmt: skip

#: The fields of a node that are links, each with the kind of link, and whether it comes in.
LINKS = {each.key: (each.kind, each.incoming) for each in _NAMED.values()}

#: What each kind of edge may begin at and end at.
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "requires": (REQUIRES.starts, REQUIRES.ends),
    **{kind: (relation.starts, relation.ends) for kind, relation in RELATIONS.items()},
}

#: What people write for a kind of edge.
EDGE_WORDS = {
    "requires": ("require", "required", "needs", "prerequisite", "depends on"),
    "broader": ("in", "category", "part of"),
    "next": ("leads to",),
    "key-skill": ("key skill", "lists"),
}

#: Three of MoSCoW, and "core": alone in a cell they say it, on a page they are prose.
_MOSCOW = {"essential": ("must", "core"), "important": ("should", "should have"),
           "helpful": ("could", "could have")}  # fmt: skip

#: What people write for an importance: what pages say, and more.
IMPORTANCE_WORDS = {
    word: (*(other for other, meant in IMPORTANCES.items() if meant == word), *more)
    for word, more in _MOSCOW.items()
}

FLAGS = {
    "true": ("true", "yes", "y", "x", "1"),
    "false": ("false", "no", "n", "0"),
}


def header_key(header: str) -> str:
    """Return a header as it is compared.

    >>> header_key("Effort (hours)"), header_key("alt_labels")
    ('effort hours', 'alt labels')
    """
    return " ".join(re.sub(r"[\W_]+", " ", fold(header)).split())
