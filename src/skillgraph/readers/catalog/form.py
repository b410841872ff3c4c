"""The form of a catalogue as tables: which section has which keys, and what each key takes.

`docs/catalogue.md` lays the form down for people and `docs/schema/catalogue.schema.json` for
editors; a test holds the three together.
"""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model import fields
from skillgraph.model.fields import NODES, ORDER, PROSE, REFERENCES, Reference, fields_of
from skillgraph.model.values import (
    parse_currency,
    parse_date,
    parse_decimal,
    parse_flag,
    parse_hours,
    parse_language,
    parse_line,
    parse_prose,
    parse_slug,
    parse_whole,
    parse_word,
)
from skillgraph.readers.node_reading import One
from skillgraph.vocab import IMPORTANCES, PERIODS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skillgraph.model.fields import Field


class Many(NamedTuple):
    """A text or a list of texts; those of several files unite."""

    parse: Callable[[str], Any]


class Edges(NamedTuple):
    """References to nodes of some kinds."""

    reference: Reference

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of an item, beside what it refers to."""
        far = ("far",) if self.reference.may_be_far else ()
        near = ("tier", "rank") if self.reference.may_be_near else ()
        return (*far, *near, "source", "assumption")


class Special(Enum):
    """What has a shape of its own."""

    SOURCES = "sources"
    REQUIRES = "requires"
    SALARIES = "salaries"
    EXTENDS = "extends"
    REPLACES = "replaces"


Form = One | Many | Edges | Special


class Section(NamedTuple):
    """A part of a catalogue that holds entries by id: their kind, their id space, their keys."""

    kind: str
    space: str
    keys: Mapping[str, Form]


LINE = One(parse_line)
FLAG = One(parse_flag)
WHOLE = One(parse_whole)
DECIMAL = One(parse_decimal)

HEADER: dict[str, Form] = {
    "id": One(parse_slug),
    "version": LINE,
    "language": One(parse_language),
    "title": LINE,
    "licence": LINE,
    "extends": Special.EXTENDS,
    "source": LINE,
    "default_effort_hours": One(parse_hours),
}

SOURCE: dict[str, Form] = {key: One(sort.parse) for key, sort in fields.SOURCE.items()}

REQUIREMENT: dict[str, Form] = {
    "count": WHOLE,
    "importance": One(partial(parse_word, words=IMPORTANCES)),
    "level": DECIMAL,
    "scale": LINE,
    "rating": DECIMAL,
    "rating_scale": LINE,
    "source": Special.SOURCES,
}

SALARY: dict[str, Form] = {
    "min": WHOLE,
    "max": WHOLE,
    "currency": One(parse_currency),
    "period": One(partial(parse_word, words=PERIODS)),
    "region": LINE,
    "date": One(parse_date),
    "assumption": One(parse_prose),
    "source": Special.SOURCES,
}

#: An item of a list of references, beside what it refers to.
ITEM: dict[str, Form] = {
    "far": FLAG,
    "tier": LINE,
    "rank": WHOLE,
    "assumption": One(parse_prose),
    "source": Special.SOURCES,
}

#: An id that an entry replaces, where more is said of it than the id.
REPLACED: dict[str, Form] = {"id": LINE, "source": Special.SOURCES}

#: What any node has beside its fields.
_NODE: dict[str, Form] = {
    "label": LINE,
    "replaces": Special.REPLACES,
    "source": Special.SOURCES,
}
_REQUIRES: dict[str, Form] = {"requires": Special.REQUIRES}
_OWN: dict[str, dict[str, Form]] = {
    "skill": _REQUIRES,
    **dict.fromkeys(("role", "track"), _REQUIRES | {"salary": Special.SALARIES}),
    "strategy": {"assumption": One(parse_prose)},
}


def _form(field: Field) -> Form:
    """Return what the key of a field takes."""
    sort = field.sort
    if sort.many and sort is not PROSE:
        return Many(sort.parse)
    return One(sort.parse, prose=sort is PROSE)


def _keys(kind: str) -> Mapping[str, Form]:
    """Return the keys of a kind's entries, in the order in which they are written."""
    # SKOS maps concepts, and a collection is never one (https://www.w3.org/TR/skos-reference/#S37).
    stated = [field for field in fields_of(kind) if (kind, field.key) != ("group", "exact_match")]
    found = _NODE | _OWN.get(kind, {}) | {field.key: _form(field) for field in stated}
    found |= {each.key: Edges(each) for each in REFERENCES if kind in each.of}
    return {key: found[key] for key in ORDER if key in found}


SECTIONS: dict[str, Section] = {
    kind.section: Section(kind.name, kind.space, _keys(kind.name)) for kind in NODES.values()
}

#: The keys of a whole file.
FILE = ("catalog", "sources", *SECTIONS)
