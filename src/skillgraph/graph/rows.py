"""Rows of a compiled graph, as answers need them.

They are plain classes: named tuples would cost a plain `path` four times as much.
"""

from __future__ import annotations

from typing import Any

from skillgraph.graph import schema
from skillgraph.vocab import LINKS

#: Source id, fragment and locator.
Place = tuple[str, str, str]


class Node:
    """A node by its key, which is its position; `kind` is one of `KINDS`."""

    __slots__ = ("id", "key", "kind", "label")

    def __init__(self, key: int, id_: str, kind: str, label: str) -> None:
        self.key = key
        self.id = id_
        self.kind = kind
        self.label = label


class Requirement:
    """A requirement: `importance` is its rank, `options` are in order of position."""

    __slots__ = (
        "count",
        "group",
        "importance",
        "key",
        "level",
        "options",
        "owner",
        "places",
        "rating",
        "rating_scale",
        "scale",
    )  # fmt: skip
    owner: int
    key: int
    count: int
    importance: int
    group: int | None
    level: float | None
    scale: int | None
    rating: float | None
    rating_scale: int | None

    def __init__(self, row: Any, options: tuple[int, ...], places: tuple[Place, ...]) -> None:
        self.owner, self.key, self.count, self.importance, self.group, *measured = row
        self.level, self.scale, self.rating, self.rating_scale = measured
        self.options = options
        self.places = places


class Link:
    """An edge of a kind of `LINKS`; `assumption` is "" where nothing was assumed.

    `tier` and `rank` are a source's own, of likeness: "" and None elsewhere.
    """

    __slots__ = ("assumption", "end", "kind", "places", "rank", "start", "tier")
    start: int
    end: int
    assumption: str
    tier: str
    rank: int | None

    def __init__(self, row: Any, places: tuple[Place, ...]) -> None:
        self.start, kind, self.end, self.assumption, self.tier, self.rank = row
        self.kind = LINKS[kind]
        self.places = places


class Salary:
    """A range of pay at a role."""

    __slots__ = (
        "assumption",
        "currency",
        "date",
        "maximum",
        "minimum",
        "owner",
        "period",
        "places",
        "region",
    )  # fmt: skip
    owner: int
    minimum: int
    maximum: int
    currency: str
    period: str
    region: str
    date: str
    assumption: str

    def __init__(self, row: Any, places: tuple[Place, ...]) -> None:
        self.owner, self.minimum, self.maximum, *said = row
        self.currency, self.period, self.region, self.date, self.assumption = said
        self.places = places


def labels_of(names: str, beginning: str) -> list[int]:
    r"""Return the labels of what begins so in a row of `name`: names in order, one a line.

    >>> labels_of("\nada\t7\nada\t1b\nbasic\t1c\n", "ada\t")
    [7, 27]
    """
    start = names.find(f"\n{beginning}") + 1
    if not start:
        return []
    # In order: all that begins so stands between the first of them and the last.
    end = names.index("\n", names.rindex(f"\n{beginning}") + 1)
    return [int(line.partition("\t")[2], 16) for line in names[start:end].split("\n")]


def text_of(label: int) -> tuple[int, int, int]:
    """Return the text that a label in `name` is: its node, property and ordinal.

    >>> text_of(1 << schema.PROPERTY_SHIFT | 7 << schema.NODE_SHIFT | 3)
    (7, 1, 3)
    """
    node_and_property, ordinal = divmod(label, 1 << schema.NODE_SHIFT)
    property_, node = divmod(node_and_property, 1 << schema.PROPERTY_SHIFT - schema.NODE_SHIFT)
    return node, property_, ordinal


def numbers(listing: str) -> tuple[int, ...]:
    """Return the keys that SQLite's `group_concat` lists, in order of position.

    >>> numbers("12,3")
    (3, 12)
    """
    return tuple(sorted(map(int, listing.split(","))))
