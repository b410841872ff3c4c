"""Plain statements that are sound → rows, column by column.

What each statement must be is told by `skillgraph.graph.statements`, which looks at one at a time.
Here is only recognised, of many at once, that nothing about them needs a second look; what isn't
recognised goes there.
"""

from __future__ import annotations

from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING, cast

from skillgraph.graph import schema
from skillgraph.graph.checking import ENDS, OWNERS
from skillgraph.graph.statement_tables import FORM, KIND, LINK, NOTHING, OWNER, written
from skillgraph.vocab import IMPORTANCES, LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.citing import Sources
    from skillgraph.graph.positions import Positions
    from skillgraph.graph.sorting import Row
    from skillgraph.model.columns import Links, Requirements

_SKILLS = frozenset({schema.SKILL})
_SAID = {name: written((rank, *NOTHING)) for rank, name in enumerate(IMPORTANCES, 1)}
_SAID_OF_LINK = written(("", "", None))
_LINKS = {name: code for code, name in enumerate(LINKS)}


def requirements(
    columns: Requirements, positions: Positions, sources: Sources
) -> Iterable[Row] | None:
    """Return rows of requirements; None where one of them needs a second look."""
    owners, options, importances, *places = columns
    edges = _edges(owners, options, positions, OWNERS, _SKILLS)
    said = [*map(_SAID.get, importances)]
    cited = sources.cited_plainly(*places)
    if edges is None or cited is None or None in said:
        return None
    numbers = [owner << OWNER | option for owner, option in zip(*edges, strict=True)]
    return zip(numbers, repeat("", len(numbers)), said, *cited, strict=True)


def links(columns: Links, positions: Positions, sources: Sources) -> Iterable[Row] | None:
    """Return rows of links; None where one of them needs a second look."""
    name, starts, ends, *places = columns
    kind = _LINKS.get(name)
    if kind is None:
        return None
    edges = _edges(starts, ends, positions, *ENDS[kind])
    cited = sources.cited_plainly(*places)
    if edges is None or cited is None:
        return None
    starting, ending = edges
    numbers = [LINK << FORM | start << KIND | kind for start in starting]
    return zip(numbers, ending, repeat(_SAID_OF_LINK, len(numbers)), *cited, strict=True)


def _edges(
    starts: Iterable[str],
    ends: Iterable[str],
    positions: Positions,
    start_kinds: frozenset[int],
    end_kinds: frozenset[int],
) -> tuple[list[int], list[int]] | None:
    """Return the positions that edges lead from and to; None unless all are between such nodes."""
    found = [*map(positions.of.get, starts)], [*map(positions.of.get, ends)]
    if None in found[0] or None in found[1] or any(map(eq, *found)):
        return None
    leading, led_to = cast("tuple[list[int], list[int]]", found)
    kind_of = positions.kinds.__getitem__
    if start_kinds.issuperset(map(kind_of, leading)) and end_kinds.issuperset(map(kind_of, led_to)):
        return leading, led_to
    return None
