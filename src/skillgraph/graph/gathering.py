"""What roles ask for, gathered while requirements are written, and derived from once they all are.

The tables are those that `skillgraph.graph.asking` explains. A requirement is looked at twice: when
it is written, for how often each skill is asked for, and again when it is known how rare that is.
In between it waits as a few numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import compress
from marshal import dumps, loads
from math import fsum
from operator import mul, not_
from typing import TYPE_CHECKING, Any

from skillgraph.graph.aside import Aside
from skillgraph.graph.asking import DEGREE, IS_RATED, IS_ROLE, SCALE, rarity
from skillgraph.graph.filling import Filling
from skillgraph.model.problem import ESSENTIAL, HELPFUL, IMPORTANT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from contextlib import ExitStack


_RANKS = (ESSENTIAL, IMPORTANT, HELPFUL)

_MATTER = f"""
SELECT {DEGREE}, {IS_RATED}
FROM (SELECT ? AS importance, ? AS rating, ? AS rating_scale) AS r {SCALE}"""

#: So many bytes of what waits are kept in memory: half a million requirements.
_KEPT = 1 << 23


class _Matters:
    """How much requirements matter, each way once, by number.

    Those that aren't rated go by their importance: the number of each is the importance itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.ranks: list[int] = []
        self.essential: list[bool] = []
        #: Degrees in thirds: whole ones of what isn't rated, so that sums of them are exact.
        self.thirds: list[float] = []
        self.squares: list[float] = []
        self.rated: list[bool] = []
        for rank in (0, *_RANKS):  # nothing has the number 0
            self.number(rank, None, None)

    def number(self, rank: int, rating: float | None, scale: int | None) -> int:
        """Return the number of a way to matter."""
        key = (rank, rating, scale)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self.ranks)
            ((degree, rated),) = self._connection.execute(_MATTER, key)
            self.ranks.append(rank)
            self.essential.append(rank == ESSENTIAL)
            self.thirds.append(degree * HELPFUL)
            self.squares.append(degree * degree)
            self.rated.append(bool(rated))
        return known


class _Listing:
    """What one role asks for, as far as it was seen."""

    def __init__(self, role: int) -> None:
        self.role = role
        self.counts = [0, 0, 0]
        self.practised: set[int] = set()
        self.rated: list[float] = []
        self.unrated: list[float] = []

    def row(self) -> tuple[Any, ...]:
        """Return the row of the role; sums are the same in whatever order they are taken."""
        weights = (fsum(self.rated), fsum(self.unrated))
        return (self.role, *self.counts, len(self.practised), *weights)


class Gathering:
    """Requirements of roles, gathered in the order of their owners."""

    def __init__(self, connection: sqlite3.Connection, files: ExitStack) -> None:
        execute = connection.execute
        ((nodes,),) = execute("SELECT count(*) FROM node")
        self._connection = connection
        self._is_role = _mask(nodes, execute(f"SELECT key FROM node WHERE {IS_ROLE}"))
        self._practised = _mask(nodes, execute("SELECT node FROM skill WHERE practised"))
        self._asked = bytearray(nodes + 1)
        self._alone = array("Q", bytes(8 * (nodes + 1)))
        self._thirds = array("d", bytes(8 * (nodes + 1)))
        self._roles = self._last = 0
        self._matters = _Matters(connection)
        self._choices = Filling(connection, "choice", 2)
        self._waiting = Aside(files, _KEPT)

    def add_plain(
        self, owners: Sequence[int], options: Sequence[int], ranks: Sequence[int]
    ) -> None:
        """Take requirements of one skill each that are not rated, by their importance."""
        self._add_singles(owners, options, ranks)

    def add_singles(
        self, owners: Sequence[int], options: Sequence[int], said: Iterable[tuple[Any, ...]]
    ) -> None:
        """Take requirements of one skill each."""
        self._add_singles(owners, options, [*map(self._matter, said)])

    def add_choice(
        self, owner: int, key: int, count: int, options: Sequence[int], said: tuple[Any, ...]
    ) -> None:
        """Take a requirement of several skills."""
        if not self._is_role[owner]:
            return
        size = len(options)
        matter = self._matter(said)
        if count < size:
            self._choices.add((owner, key))
        self._count([owner], options)
        for option in options:
            self._thirds[option] += self._matters.thirds[matter] * count / size
            self._alone[option] += count == size and self._matters.essential[matter]
        self._waiting.add(dumps((owner, [*options], matter, count)))

    def finish(self) -> None:
        """Fill the tables that follow from all of them."""
        self._choices.finish()
        rarities = array("d", [rarity(self._roles, thirds / HELPFUL) for thirds in self._thirds])
        asked = Filling(self._connection, "asked", 3)
        skills = [*compress(range(len(self._asked)), self._asked)]
        columns = [[*map(each.__getitem__, skills)] for each in (self._alone, rarities)]
        asked.add_columns(skills, *columns)
        asked.finish()
        self._fill_listing(rarities)

    def _matter(self, said: tuple[Any, ...]) -> int:
        rank, _, _, _, rating, scale = said
        return self._matters.number(rank, rating, scale)

    def _add_singles(
        self, owners: Sequence[int], options: Sequence[int], matters: Sequence[int]
    ) -> None:
        of_roles = [*map(self._is_role.__getitem__, owners)]
        if not all(of_roles):
            columns = (owners, options, matters)
            owners, options, matters = ([*compress(column, of_roles)] for column in columns)
            if not owners:
                return
        self._count(owners, options)
        thirds, alone = self._thirds, self._alone
        weighed = map(self._matters.thirds.__getitem__, matters)
        for option, degree in zip(options, weighed, strict=True):
            thirds[option] += degree
        for option in compress(options, map(self._matters.essential.__getitem__, matters)):
            alone[option] += 1
        self._waiting.add(dumps(([*owners], [*options], [*matters], None)))

    def _count(self, owners: Sequence[int], options: Sequence[int]) -> None:
        """Count the roles among owners, which come in order, and mark what they ask for."""
        self._roles += len(set(owners)) - (owners[0] == self._last)
        self._last = owners[-1]
        for option in options:
            self._asked[option] = True

    def _fill_listing(self, rarities: Sequence[float]) -> None:
        filling = Filling(self._connection, "listing", 7)
        listing = _Listing(0)
        for owners, options, matters, count in map(loads, self._waiting):
            if count is not None:
                listing = self._listing(owners, listing, filling)
                self._list_choice(listing, options, matters, count, rarities)
                continue
            start = 0
            while start < len(owners):
                end = bisect_right(owners, owners[start], start)
                listing = self._listing(owners[start], listing, filling)
                self._list_singles(listing, options[start:end], matters[start:end], rarities)
                start = end
        self._listing(0, listing, filling)
        filling.finish()

    def _listing(self, role: int, listing: _Listing, filling: Filling) -> _Listing:
        """Return the listing of a role; that of the one before it is written."""
        if listing.role == role:
            return listing
        if listing.role:
            filling.add(listing.row())
        return _Listing(role)

    def _list_singles(
        self,
        listing: _Listing,
        options: Sequence[int],
        matters: Sequence[int],
        rarities: Sequence[float],
    ) -> None:
        known = self._matters
        squares = map(known.squares.__getitem__, matters)
        weights = [*map(mul, squares, map(rarities.__getitem__, options))]
        rated = [*map(known.rated.__getitem__, matters)]
        listing.rated += compress(weights, rated)
        listing.unrated += compress(weights, map(not_, rated))
        practised = [*map(self._practised.__getitem__, options)]
        if any(practised):
            listing.practised.update(compress(options, practised))
            matters = [*compress(matters, map(not_, practised))]
        ranks = [*map(known.ranks.__getitem__, matters)]
        for index, rank in enumerate(_RANKS):
            listing.counts[index] += ranks.count(rank)

    def _list_choice(
        self,
        listing: _Listing,
        options: Sequence[int],
        matter: int,
        count: int,
        rarities: Sequence[float],
    ) -> None:
        known = self._matters
        rare = [rarities[option] for option in options]
        weight = known.squares[matter] * (min(rare) if count < len(options) else fsum(rare))
        (listing.rated if known.rated[matter] else listing.unrated).append(weight)
        practised = [option for option in options if self._practised[option]]
        if count <= len(practised):
            listing.practised.update(practised)
        else:
            listing.counts[known.ranks[matter] - 1] += 1


def _mask(nodes: int, keys: Iterable[tuple[int]]) -> bytearray:
    """Return which of so many nodes are among some, by position."""
    mask = bytearray(nodes + 1)
    for (key,) in keys:
        mask[key] = True
    return mask
