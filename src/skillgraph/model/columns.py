"""Plain statements, many at once: column by column, as tables have them.

A statement is *plain* if it is stated at one place and says nothing more: a requirement asks for
one skill, with no group, level or rating; a link has no assumption, tier or rank. Nearly all are.
In a stream, columns stand for as many facts: a reader that has its rows by columns need not make
these, nor a compiler take them apart again (decision 0017).
"""

from __future__ import annotations

from itertools import chain, repeat
from operator import ne
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model.facts import Fact, Link, Place, Requirement, from_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from skillgraph.vocab import Importance, LinkKind

_flat = chain.from_iterable

#: What a requirement says that is in no group and has neither level nor rating.
_NO_DETAILS = ("", None, "", None, "")


class Requirements(NamedTuple):
    """Plain requirements; one is what all columns have at an index."""

    owners: Sequence[str]
    options: Sequence[str]
    importances: Sequence[Importance]
    sources: Sequence[str]
    fragments: Sequence[str]
    locators: Sequence[str]

    @classmethod
    def of(cls, run: Sequence[Requirement]) -> Requirements | None:
        """Return requirements as columns, or None unless all are plain."""
        owners, options, counts, importances, places, *more = zip(*run, strict=True)
        if _say(more, _NO_DETAILS) or counts.count(1) < len(counts):
            return None
        if not _one_each(options) or not _one_each(places):
            return None
        return cls(owners, tuple(_flat(options)), importances, *zip(*_flat(places), strict=True))

    def facts(self) -> Iterator[Requirement]:
        """Yield each requirement as a fact.

        >>> from skillgraph.model.facts import Place, Requirement
        >>> one = Requirement("role:r", ("skill:s",), 1, "helpful", (Place("source:s", "row=2"),))
        >>> [*Requirements.of([one, one]).facts()] == [one, one]
        True
        """
        owners, options, importances, *places = self
        return from_columns(
            Requirement,
            owners,
            zip(options),
            repeat(1),
            importances,
            zip(from_columns(Place, *places)),
            *map(repeat, _NO_DETAILS),
        )


class Links(NamedTuple):
    """Plain links of one kind; one is what all columns have at an index."""

    kind: LinkKind
    starts: Sequence[str]
    ends: Sequence[str]
    sources: Sequence[str]
    fragments: Sequence[str]
    locators: Sequence[str]

    @classmethod
    def of(cls, run: Sequence[Link]) -> Links | None:
        """Return links as columns, or None unless all are plain and of one kind."""
        kinds, starts, ends, places, *more = zip(*run, strict=True)
        if _say(more, ("", "", None)) or kinds.count(kinds[0]) < len(kinds):
            return None
        if not _one_each(places):
            return None
        return cls(kinds[0], starts, ends, *zip(*_flat(places), strict=True))

    def facts(self) -> Iterator[Link]:
        """Yield each link as a fact."""
        kind, *columns = self
        for start, end, *place in zip(*columns, strict=True):
            yield Link(kind=kind, start=start, end=end, places=(Place(*place),))


Columns = Requirements | Links

#: What a reader's stream holds.
Streamed = Fact | Columns

#: What makes columns of many facts of a class.
COLUMNS: dict[type, Callable[[Any], Columns | None]] = {
    Requirement: Requirements.of,
    Link: Links.of,
}


def spread(stream: Iterable[Streamed]) -> Iterator[Fact]:
    """Yield the facts of a stream, with those that columns stand for in their place."""
    for each in stream:
        if isinstance(each, Columns):
            yield from each.facts()
        else:
            yield each


def _say(columns: Sequence[tuple[Any, ...]], nothing: tuple[Any, ...]) -> bool:
    """Tell whether columns hold anything but what says nothing, of which each has its own."""
    counts = map(tuple.count, columns, nothing)
    return any(map(ne, counts, map(len, columns)))


def _one_each(column: Sequence[tuple[Any, ...]]) -> bool:
    return set(map(len, column)) == {1}
