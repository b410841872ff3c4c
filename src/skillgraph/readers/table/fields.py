"""What a column of a table may hold, and the headers that people write above it.

A header is compared in lower case, without punctuation. What a field means is that of the same key
of a catalogue (`docs/catalogue.md`); `docs/importing.md` lists them for people.
"""

from __future__ import annotations

import re

from skillgraph.readers.page.words import IMPORTANCES
from skillgraph.vocab import fold

#: The headers of a label say what the rows are, where no column of kinds does.
KIND_HEADERS = {
    "skill": ("skill", "skills", "skill name", "competency", "competence", "capability"),
    "role": ("role", "roles", "role name", "job", "job title", "position", "occupation"),
    "track": ("track", "career track"),
    "category": ("category name",),
    "strategy": ("strategy",),
}

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
    "alt_labels": (
        "alt labels", "alternative labels", "alternative names", "aliases", "alias",
        "also known as", "aka", "synonyms", "other names",
    ),
    "hidden_labels": ("hidden labels",),
    "notation": ("notation",),
    "description": ("description", "definition", "summary"),
    "category": ("category", "categories", "skill category", "family", "domain"),
    "tags": ("tags", "tag", "labels"),
    "exact_matches": ("exact matches", "exact match", "same as"),
    "acquired": ("acquired", "acquired by"),
    "effort_hours": (
        "effort hours", "hours", "effort", "study hours", "learning hours", "hours to learn",
        "estimated hours",
    ),
    "effort_hours_min": ("effort hours min", "min hours", "hours min", "minimum hours"),
    "effort_hours_max": ("effort hours max", "max hours", "hours max", "maximum hours"),
    "effort_source": ("effort source",),
    "outcome": ("outcome", "learning outcome"),
    "entry": ("entry", "entry role"),
    "seniority": ("seniority",),
    "job_zone": ("job zone",),
    "experience": ("experience",),
    "scale_min": ("scale min",),
    "scale_max": ("scale max",),
    "requires": (
        "requires", "prerequisites", "prerequisite", "pre requisites", "depends on", "builds on",
        "required skills",
    ),
    "key_skills": ("key skills",),
    "leads_to": ("leads to", "next role", "next roles"),
    "follows": ("follows", "previous role", "previous roles"),
    "related": ("related", "related skills", "related roles", "see also"),
    "helps_towards": ("helps towards",),
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

#: Fields of a node that hold several texts or names.
LISTS = frozenset(
    {
        "alt_labels", "hidden_labels", "translations", "category", "requires", "key_skills",
        "leads_to", "follows", "related", "helps_towards", "source",
    }
)  # fmt: skip

#: The fields of a node that are links, each with the kind of link, and whether it comes in.
LINKS = {
    "category": ("broader", False),
    "key_skills": ("key-skill", False),
    "leads_to": ("next", False),
    "follows": ("next", True),
    "related": ("related", False),
    "helps_towards": ("helps-towards", False),
}

_ROLES = ("role", "track")
_OWNERS = ("skill", *_ROLES)
KINDS = (*_OWNERS, "category", "strategy", "group", "organisation", "scale")

#: What each kind of edge may begin at and end at.
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "requires": (_OWNERS, ("skill",)),
    "broader": ((*_OWNERS, "category", "strategy"), ("category", *_OWNERS)),
    "next": (_ROLES, _ROLES),
    "far": (_ROLES, _ROLES),
    "helps-towards": (("strategy",), (*_ROLES, "skill", "category")),
    "mentions": (("strategy",), ("organisation",)),
    "member": (("group",), ("skill",)),
    "key-skill": (_ROLES, ("skill",)),
    "related": (KINDS, KINDS),
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
