"""What stands in a file, as it is written and where: values, names of nodes, sources.

A name means nothing yet: what it refers to may be defined further down, or in another file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from skillgraph.model.facts import Place
    from skillgraph.readers.findings import Spot


class Stated(NamedTuple):
    """A single value: what it means, how it was written, and where."""

    value: Any
    text: str
    spot: Spot


class Reference(NamedTuple):
    """A name of a node of one of some kinds, as written."""

    spaces: tuple[str, ...]
    name: str
    spot: Spot


class Citation(NamedTuple):
    """A source named by its id, and where in it: a fragment of its IRI, or in words."""

    source: Reference
    fragment: str
    locator: str


class Support(NamedTuple):
    """What a statement rests on: the sources that it names, else its catalogue's own judgement."""

    catalog: str
    spot: Spot
    citations: tuple[Citation, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places, at least one."""
        from skillgraph.model.facts import Place

        return tuple(
            Place(f"source:{source.name}", fragment, locator)
            for source, fragment, locator in self.citations
        ) or (Place(f"source:{self.catalog}", locator=self.spot.locator),)
