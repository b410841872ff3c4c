"""Where rows say that they come from: a column of sources, else the row itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.model.values import Unfit, parse_url
from skillgraph.vocab import derive_slug, expand, is_iri
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.table.cells import Cells


class Sources:
    """The sources that rows cite, those with rows of their own first."""

    def __init__(self, licence: str) -> None:
        self._licence = licence
        self._known: dict[str, facts.Source] = {}

    def __iter__(self) -> Iterator[facts.Source]:
        return iter(self._known.values())

    def state(self, cells: Cells) -> None:
        """Keep a source that has a row."""
        id_ = cells.text("id")
        if not is_iri(expand(id_)):
            cells.refuse("id", *_no_source(id_))
            return
        source = facts.Source(
            id=id_,
            label=cells.text("label"),
            url=cells.text("url"),
            licence=cells.text("licence"),
        )
        if self._known.setdefault(id_, source) != source:
            cells.refuse("id", f"source '{id_}' has a row already.", "Remove one.")

    def add(self, source: facts.Source) -> None:
        """Keep a source that a file is."""
        self._known.setdefault(source.id, source)

    def places(self, cells: Cells, own: str, field: str = "source") -> tuple[facts.Place, ...]:
        """Return where a row comes from; one that doesn't say comes from its file, `own`.

        An exported row that names no source has none.
        """
        cited = cells.texts_of(field, commas=False)
        if cells.layout.exported:
            found = [self._exported(text, cells, field) for text in cited]
            return tuple(dict.fromkeys(place for place in found if place is not None))
        if cited:
            return tuple(dict.fromkeys(map(self._named, cited)))
        return (cells.table.place(own, cells.number),)

    def _exported(self, text: str, cells: Cells, field: str) -> facts.Place | None:
        cited, _, locator = text.partition(" ")
        id_, _, fragment = cited.partition("#")
        if not is_iri(expand(id_)):
            cells.refuse(field, *_no_source(id_))
            return None
        self.add(facts.Source(id=id_, label=id_.partition(":")[2] or id_))
        return facts.Place(id_, fragment, locator)

    def _named(self, text: str) -> facts.Place:
        name = text.removeprefix("source:")
        try:
            url = parse_url(text)
        except Unfit:
            url = ""
        id_ = f"source:{derive_slug(name)}"
        self.add(facts.Source(id=id_, label=name, url=url))
        return facts.Place(id_)


def _no_source(id_: str) -> tuple[str, str]:
    return f"{quoted(id_)} is no id of a source.", "Write source:NAME, or an IRI."
