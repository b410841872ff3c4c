"""All kinds of hostile input, by name."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tests.hostile import (
    in_answers,
    in_archive,
    in_graph,
    in_pages,
    in_query,
    in_rdf,
    in_system,
    in_text,
)

if TYPE_CHECKING:
    from tests.hostile.kind import Kind

_ROOMS = (in_rdf, in_text, in_query, in_answers, in_archive, in_graph, in_system, in_pages)

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in chain.from_iterable(room.KINDS for room in _ROOMS)
}
