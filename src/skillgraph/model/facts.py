"""Facts: what readers yield and the compiled graph keeps.

Every id is a CURIE where a prefix is declared, else an IRI (`skillgraph.vocab`). A stream of facts
states its catalogues and sources first, then nodes in their order of listing, then what hangs
between nodes; a fact may be stated again from another source.

No fact can be changed, so one may stand in many places. What there is many of (texts, places,
statements) is a named tuple, which costs a third of a frozen dataclass to make (decision 0017);
they are written with keywords all the same, and changed copies are made by `_replace`.

The words are those of DESIGN section 2. A plain `path` never imports this module.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Importance = Literal["essential", "important", "helpful"]
Seniority = Literal["entry", "mid", "senior", "lead", "executive"]
LinkKind = Literal[
    "broader", "next", "far", "helps-towards", "mentions", "member", "key-skill", "related"
]

#: Importance as the planner counts it (`sg:rank`): the smaller, the more it matters.
RANKS: dict[Importance, int] = {"essential": 1, "important": 2, "helpful": 3}


class Text(NamedTuple):
    """A text in a language (BCP 47, lower case; "" where none is stated)."""

    value: str
    language: str = ""


class Place(NamedTuple):
    """Where a statement is made: a source, and where in it.

    `fragment` is one that the medium defines (`line=24,25`, RFC 5147; `row=4`, RFC 7111);
    `locator` is text for the rest (`roles.yaml:41:7`). Never a path of somebody's machine.
    """

    source: str
    fragment: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, data set or judgement that statements are taken from."""

    id: str
    label: str
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A catalogue: a named, versioned body of facts."""

    id: str
    version: str
    language: str
    title: str = ""
    licence: str = ""
    source: str = ""
    #: Ids of the catalogues that it extends; they come before it in a stream.
    extends: tuple[str, ...] = ()
    default_effort_hours: tuple[int, int] | None = None


class Effort(NamedTuple):
    """Hours of study and practice for somebody who holds the prerequisites."""

    min_hours: int
    max_hours: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has. `pref_labels` holds one label a language, the catalogue's own first."""

    id: str
    pref_labels: tuple[Text, ...]
    alt_labels: tuple[Text, ...] = ()
    hidden_labels: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    notation: str = ""
    #: Words that sort nodes across categories ("digital", "hot technology").
    tags: tuple[str, ...] = ()
    #: Ids or IRIs of what is the same thing elsewhere (`skos:exactMatch`).
    exact_matches: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    #: Statements in a vocabulary that is not ours: predicate IRI, literal or IRI.
    foreign: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Node):
    """Something a person can learn; a practised one grows at work and is never planned."""

    practised: bool = False
    effort: Effort | None = None
    outcomes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Node):
    """A heading over skills, roles or strategies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Node):
    """A job that a person can hold; a track is a role that grows out of another."""

    track: bool = False
    entry: bool = False
    seniority: Seniority | None = None
    #: How much preparation it asks for, 1 to 5 (O*NET's job zone).
    job_zone: int | None = None
    experience: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy(Node):
    """A way to advance that is no skill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Node):
    """An organisation that a strategy names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Node):
    """A named list of options, whose label names the choice that uses it ("a cloud")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Node):
    """A scale of levels or ratings, with its ends where they are known."""

    minimum: float | None = None
    maximum: float | None = None


class Requirement(NamedTuple):
    """`owner` needs `count` of `options`: an ordinary one is 1 of 1, a choice has fewer than all.

    It is identified by owner, count and options; stated twice, it has two places.
    `level` and `scale` come together, and so do `rating` and `rating_scale`.
    """

    owner: str
    options: tuple[str, ...]
    count: int  # type: ignore[assignment]  # hides tuple.count, which means nothing here
    importance: Importance
    places: tuple[Place, ...]
    group: str = ""
    level: float | None = None
    scale: str = ""
    rating: float | None = None
    rating_scale: str = ""


class Link(NamedTuple):
    """A bare edge from `start` to `end`, as `kind` says.

    `broader`: start is narrower; `next`, `far`: start leads to end; `member`: a group's option;
    `key-skill`: a role lists it without an importance. `assumption` says what is our reading.
    Of `related`, `tier` and `rank` are the source's own: how near, and in which order.
    """

    kind: LinkKind
    start: str
    end: str
    places: tuple[Place, ...]
    assumption: str = ""
    tier: str = ""
    rank: int | None = None


class Retired(NamedTuple):
    """An id that is no longer in use: names that meant it mean `replaced_by`, a node, instead."""

    id: str
    replaced_by: str
    places: tuple[Place, ...] = ()


class Salary(NamedTuple):
    """A range of pay at a role, in whole units of an ISO 4217 currency a period."""

    owner: str
    minimum: int
    maximum: int
    currency: str
    period: Literal["year", "month", "week", "day", "hour"]
    places: tuple[Place, ...]
    region: str = ""
    date: str = ""
    assumption: str = ""


Fact = Catalog | Source | Node | Retired | Requirement | Link | Salary
