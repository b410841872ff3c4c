"""The form of a catalogue as tables: which section has which keys, and what each key takes.

`docs/catalogue.md` lays the form down for people and `docs/schema/catalogue.schema.json` for
editors; a test holds the three together.
"""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model.values import (
    parse_currency,
    parse_date,
    parse_decimal,
    parse_flag,
    parse_hours,
    parse_id,
    parse_job_zone,
    parse_language,
    parse_line,
    parse_prose,
    parse_slug,
    parse_url,
    parse_whole,
    parse_word,
)
from skillgraph.readers.node_reading import One

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skillgraph.model.facts import Importance, LinkKind, Seniority

IMPORTANCES: tuple[Importance, ...] = ("essential", "important", "helpful")
SENIORITIES: tuple[Seniority, ...] = ("entry", "mid", "senior", "lead", "executive")
ACQUIRED = ("study", "practice")
PERIODS = ("year", "month", "week", "day", "hour")


class Many(NamedTuple):
    """A text or a list of texts; those of several files unite."""

    parse: Callable[[str], Any]


class Edges(NamedTuple):
    """References to nodes of some kinds; `phrase` is how a sentence about one begins."""

    kind: LinkKind
    spaces: tuple[str, ...]
    phrase: str
    incoming: bool = False
    may_be_far: bool = False
    #: Whether a source may say how near the other is: `tier` and `rank`.
    may_be_near: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of an item, beside what it refers to."""
        far = ("far",) if self.may_be_far else ()
        near = ("tier", "rank") if self.may_be_near else ()
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
PROSE = One(parse_prose, prose=True)
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

SOURCE: dict[str, Form] = {"label": LINE, "url": One(parse_url), "licence": LINE}

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

_NODE: dict[str, Form] = {
    "label": LINE,
    "alt_labels": Many(parse_line),
    "hidden_labels": Many(parse_line),
    "description": PROSE,
    "notation": LINE,
    "tags": Many(parse_line),
    "replaces": Special.REPLACES,
    "source": Special.SOURCES,
}
#: What SKOS maps: anything but a collection.
_MATCHED = _NODE | {"exact_match": Many(parse_id)}
#: Skills, roles and strategies are concepts (SKOS); what is none has no category.
_ENTRY = _MATCHED | {"category": Edges("broader", ("category",), "is in")}
_ROLE = _ENTRY | {
    "entry": FLAG,
    "seniority": One(partial(parse_word, words=SENIORITIES)),
    "job_zone": One(parse_job_zone),
    "experience": PROSE,
    "follows": Edges("next", ("role",), "follows", incoming=True, may_be_far=True),
    "leads_to": Edges("next", ("role",), "leads to", may_be_far=True),
    "requires": Special.REQUIRES,
    "key_skills": Edges("key-skill", ("skill",), "lists"),
    "related": Edges("related", ("role",), "is like", may_be_near=True),
    "salary": Special.SALARIES,
}
_SKILL = _ENTRY | {
    "acquired": One(partial(parse_word, words=ACQUIRED)),
    "effort_hours": One(parse_hours),
    "outcome": PROSE,
    "requires": Special.REQUIRES,
    "related": Edges("related", ("skill",), "is like", may_be_near=True),
}
_STRATEGY = _ENTRY | {
    "helps_towards": Edges("helps-towards", ("role", "skill", "category"), "helps towards"),
    "mentions": Edges("mentions", ("organisation",), "mentions"),
    "assumption": One(parse_prose),
}

SECTIONS: dict[str, Section] = {
    "categories": Section(
        "category", "category", _MATCHED | {"broader": Edges("broader", ("category",), "is under")}
    ),
    "groups": Section("group", "group", _NODE | {"members": Edges("member", ("skill",), "lists")}),
    "skills": Section("skill", "skill", _SKILL),
    "roles": Section("role", "role", _ROLE),
    "tracks": Section("track", "role", _ROLE),
    "strategies": Section("strategy", "strategy", _STRATEGY),
    "organisations": Section("organisation", "organisation", _MATCHED),
    "scales": Section("scale", "scale", _MATCHED | {"min": DECIMAL, "max": DECIMAL}),
}

#: The keys of a whole file.
FILE = ("catalog", "sources", *SECTIONS)
