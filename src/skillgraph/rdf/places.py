"""Where a statement is made, as RDF says it: `dcterms:source`, and `sg:locator` where it needs one.

A locator belongs to the one source that has no fragment. Where that would not be clear (two such
sources, a locator beside a fragment), it begins with its own source and a space.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from skillgraph.model.facts import Place
from skillgraph.rdf.terms import DCTERMS, leads, says, text
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOURCE, LOCATOR = f"<{DCTERMS}source>", term("locator")

_LOCATOR = attrgetter("locator")


def cited(places: tuple[Place, ...]) -> tuple[str, ...]:
    r"""Return the lines that say where a statement is made.

    >>> cited((Place("source:page", "line=3"), Place("source:mine", "", "a.yaml:4:1")))[-1]
    '<https://w3id.org/skillgraph/ns#locator> "a.yaml:4:1" .\n'
    """
    lines = [source_line(source, fragment) for source, fragment, _ in places]
    if any(map(_LOCATOR, places)):
        lines += [says(LOCATOR, text(locator)) for locator in locators(places)]
    return tuple(lines)


def source_line(source: str, fragment: str) -> str:
    r"""Return the line that says in which source a statement is made.

    >>> source_line("source:page", "line=3")
    '<http://purl.org/dc/terms/source> <https://w3id.org/skillgraph/id/source/page#line=3> .\n'
    """
    return f"{_begun(source)}{fragment and '#'}{fragment}> .\n"


@lru_cache
def _begun(source: str) -> str:
    """Return the same up to where a fragment goes: there are few sources, and many rows in them."""
    return leads(SOURCE, source).removesuffix("> .\n")


def locators(places: Sequence[Place]) -> list[str]:
    """Return the locators of places, as they are written."""
    bare = {place.source for place in places if not place.fragment}
    located = [place for place in places if place.locator]
    cites = [source_text(place.source, place.fragment) for place in places]
    if (
        len(bare) == 1
        and all(place.locator for place in places if not place.fragment)
        and not any(place.fragment for place in located)
        and not any(_begins(place.locator, cites) for place in located)
    ):
        return [place.locator for place in located]
    return [
        f"{cite} {place.locator}" if place.locator else cite
        for place, cite in zip(places, cites, strict=True)
        if place.locator or not place.fragment or cites.count(cite) > 1
    ]


def parse_places(cites: Iterable[str], written: Iterable[str]) -> tuple[Place, ...]:
    """Return the places that sources and locators say, the reverse of `cited`.

    >>> parse_places(["source:page#line=3", "source:mine"], ["a.yaml:4:1"])[0].locator
    'a.yaml:4:1'
    """
    left = {cite: Place(*_parted(cite)) for cite in sorted(cites)}
    places: list[Place] = []
    named: set[str] = set()
    bare = [cite for cite in left if "#" not in cite]
    for locator in sorted(written):
        cite = _begins(locator, left)
        rest = locator
        if cite:
            rest = locator[len(cite) + 1 :]
        elif len(bare) == 1:
            cite = bare[0]
        else:
            raise ValueError(f"locator '{locator}' doesn't say which source it belongs to.")
        named.add(cite)
        places.append(Place(*_parted(cite), rest))
    places += [place for cite, place in left.items() if cite not in named]
    return tuple(places)


def _begins(locator: str, cites: Iterable[str]) -> str:
    """Return the source that a locator begins with, or ""."""
    found = (cite for cite in cites if locator == cite or locator.startswith(f"{cite} "))
    return max(found, key=len, default="")


def _parted(cite: str) -> tuple[str, str]:
    source, _, fragment = cite.partition("#")
    return source, fragment
