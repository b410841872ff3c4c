"""Sources by key, and places in them as the tables have them."""

from __future__ import annotations

from skillgraph.graph.canonical import canonical_text
from skillgraph.graph.checking import Unfit, check_fragment, check_texts
from skillgraph.model.facts import Place
from skillgraph.vocab import source_text

#: A place as a row has it: the key of its source, fragment, locator.
Cited = tuple[int, str, str]

#: What a row has where no place is given.
NOWHERE = (None, "", "")


class Sources:
    """The sources of a graph, numbered in the order in which they are stated."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._ids: list[str] = []
        self._last: tuple[tuple[Place, ...], tuple[Cited, ...]] = ((), ())

    def add(self, id_: str) -> int:
        """Return the key of a source, whether it is new or known."""
        if id_ not in self._keys:
            self._ids.append(id_)
            self._keys[id_] = len(self._ids)
        return self._keys[id_]

    def cited(self, places: tuple[Place, ...]) -> tuple[Cited, ...]:
        """Return places in order of position, each once; what can't be cited is `Unfit`."""
        if places is self._last[0]:
            return self._last[1]
        if len(places) == 1:
            cited: tuple[Cited, ...] = (self._cited(places[0]),)
        else:
            cited = tuple(sorted({self._cited(place) for place in places}))
        self._last = (places, cited)
        return cited

    def place(self, key: int, fragment: str, locator: str) -> Place:
        """Return a place of a row as a fact has it."""
        return Place(self._ids[key - 1], fragment, locator)

    def spot(self, cited: tuple[int | None, str, str]) -> str:
        """Return a place as an error names it: the place in a file before the source."""
        key, fragment, locator = cited
        if locator or key is None:
            return locator
        return source_text(self._ids[key - 1], fragment)

    def _cited(self, place: Place) -> tuple[int, str, str]:
        source, fragment, locator = place
        said = source + fragment + locator
        if not _is_plain(said):
            source, fragment, locator = map(canonical_text, place)
            check_texts((source, fragment, locator))
        if fragment:
            check_fragment(fragment)
        key = self._keys.get(source)
        if key is None:
            raise Unfit(f"source '{source}' is not known.", "State it under `sources`.")
        return key, fragment, locator


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()
