"""The header and the sources of a catalogue, and how its statements cite them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.model.values import (
    check_language,
    check_url,
    fit,
    fit_fragment,
    fit_hours,
    fit_line,
    fit_slug,
)
from skillgraph.writers.catalog.names import Slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.model.facts import Catalog, Fact, Place, Source
    from skillgraph.writers.losses import Losses

_NAMELESS = facts.Catalog(id="catalog:graph", version="0", language="en")
_HOURS = "default efforts are left out: the form has 1 to 100,000 hours"


class Sources:
    """What statements rest on; `name` is the catalogue's own id, and that of its own source.

    Of several catalogues that one stands for all whose source is behind most statements, so that
    fewest must name theirs.
    """

    def __init__(self, stream: Sequence[Fact], losses: Losses) -> None:
        self._losses = losses
        self._catalogs = [fact for fact in stream if isinstance(fact, facts.Catalog)]
        cited = Counter(place.source for fact in stream for place in _places(fact))
        self._first = max(
            self._catalogs, key=lambda each: cited[_own_source(each)], default=_NAMELESS
        )
        self.language = self._language()
        self.name = fit_slug(self._first.id.removeprefix("catalog:")) or "graph"
        self._own = f"source:{self.name}"
        self._sources = {fact.id: fact for fact in stream if isinstance(fact, facts.Source)}
        for id_ in cited:
            self._sources.setdefault(id_, facts.Source(id=id_, label=id_))
        self._slugs = Slugs(losses)
        self._slugs.add("source", {self._own: "", **{s.id: s.label for s in self._listed()}})
        self._note_catalogs()

    def header(self) -> dict[str, Any]:
        """Return what stands under `catalog`."""
        first = self._first
        own = self._sources.get(self._own)
        label = fit_line(own.label) if own else ""
        title = fit_line(first.title)
        values = {
            "id": self.name,
            "version": self._line(first.version, "version"),
            "language": self.language,
            "title": self._line(first.title, "title"),
            "licence": self._line(first.licence, "licence"),
            "source": "" if label == (title or self.name) else label,
            "default_effort_hours": self._default_effort(),
        }
        return {key: value for key, value in values.items() if value}

    def entries(self) -> dict[str, dict[str, Any]]:
        """Return what stands under `sources`: a source an id."""
        entries = {}
        for source in self._sources.values():
            entry = self._entry(source)
            if source.id == self._own:
                entry = self._beyond_the_header(source, entry)
                if not entry:
                    continue
            entries[self._slugs[source.id]] = entry
        return entries

    def cite(self, places: Iterable[Place], whom: str) -> list[str]:
        """Return what stands under the key `source`; nothing where the catalogue's own is meant."""
        cited = list(dict.fromkeys(self.cited(place) for place in places))
        if not cited:
            what = "statements without a source are the catalogue's own now"
            self._losses.add(what, whom)
        return [] if cited == [self.name] else cited

    def cited(self, place: Place) -> str:
        """Return one place as a catalogue cites it."""
        slug = self._slugs[place.source]
        # A place in the catalogue's own file is another one in the new file.
        locator = "" if place.source == self._own else place.locator
        where = f" {self._line(locator, f'place in {place.source}')}" if locator else ""
        if not place.fragment:
            return slug + where.rstrip()
        fragment = fit_fragment(place.fragment)
        if fragment != place.fragment:
            what = "fragments that no IRI has are encoded or left out"
            self._losses.add(what, f"{place.source}#{place.fragment}")
        return (f"{slug}#{fragment}" if fragment else slug) + where.rstrip()

    def _listed(self) -> Iterator[Source]:
        return (source for source in self._sources.values() if source.id != self._own)

    def _entry(self, source: Source) -> dict[str, Any]:
        slug = self._slugs[source.id]
        label = self._line(source.label, f"label of {source.id}")
        if not label:
            self._losses.add("sources without a label have their id for one", source.id)
        url = fit(check_url, source.url)
        if source.url and url is None:
            self._losses.add("addresses that are not on the web are left out", source.url)
        licence = self._line(source.licence, f"licence of {source.id}")
        values = {"label": label or slug, "url": url, "licence": licence}
        return {key: value for key, value in values.items() if value}

    def _beyond_the_header(self, source: Source, entry: dict[str, Any]) -> dict[str, Any]:
        """Return what the header doesn't say of the catalogue's own source."""
        del entry["label"]
        licence = fit_line(self._first.licence)
        if licence:
            entry.pop("licence", None)
            if fit_line(source.licence) != licence:
                what = "licences of a catalogue's own source are now the catalogue's"
                self._losses.add(what, source.id)
        return entry

    def _language(self) -> str:
        language = fit(check_language, self._first.language)
        if language is None:
            self._losses.add("languages that are none are now 'en'", self._first.id)
        return language or "en"

    def _line(self, text: str, what: str) -> str:
        line = fit_line(text)
        if line != text:
            self._losses.add("values are now one line without space around it", what)
        return line

    def _default_effort(self) -> str | None:
        """Return the default that counts for the whole: an extending catalogue's first."""
        waiting = list(self._catalogs)
        while waiting:
            extended = {id_ for each in waiting for id_ in each.extends}
            # Catalogues from elsewhere may extend each other in a circle.
            each = next((each for each in waiting if each.id not in extended), waiting[0])
            waiting.remove(each)
            if each.default_effort_hours:
                hours = fit_hours(*each.default_effort_hours)
                if hours is None:
                    self._losses.add(_HOURS, each.id)
                for other in waiting:
                    if other.default_effort_hours not in (None, each.default_effort_hours):
                        self._losses.add("default efforts that count for nothing", other.id)
                return hours
        return None

    def _note_catalogs(self) -> None:
        first = self._first
        for other in self._catalogs:
            if other is not first:
                what = f"catalogues are now one, '{self.name}'; of these only the source is kept"
                self._losses.add(what, other.id)
        if fit_slug(first.id.removeprefix("catalog:")) is None:
            self._losses.add(f"catalogue ids that are none are now '{self.name}'", first.id)
        if first.source not in ("", self._own):
            self._losses.add(
                "sources of whole catalogues go by their catalogue's id now", first.source
            )
        outside = [id_ for id_ in first.extends if id_ not in {each.id for each in self._catalogs}]
        for id_ in outside:
            self._losses.add("catalogues that are extended but not here are left out", id_)


def _own_source(catalog: Catalog) -> str:
    return f"source:{catalog.id.removeprefix('catalog:')}"


_STATED = (facts.Node, facts.Requirement, facts.Link, facts.Salary, facts.Retired)


def _places(fact: Fact) -> Iterator[Place]:
    if isinstance(fact, _STATED):
        yield from fact.places
    if isinstance(fact, facts.Skill) and fact.effort is not None:
        yield fact.effort.place
