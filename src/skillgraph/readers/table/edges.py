"""Rows that are edges: requirements, choices that several rows or names make, and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from skillgraph.model import facts
from skillgraph.model.values import (
    parse_decimal,
    parse_exported_decimal,
    parse_exported_whole,
    parse_whole,
)
from skillgraph.readers.table.fields import EDGE_WORDS, ENDS, IMPORTANCE_WORDS, LINKS
from skillgraph.readers.table.nodes import ends_of, names_of
from skillgraph.vocab import fold
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.readers.scales import NamedScale
    from skillgraph.readers.table.cells import Cells
    from skillgraph.readers.table.nodes import Pending
    from skillgraph.readers.table.register import Register
    from skillgraph.readers.table.sources import Sources
    from skillgraph.vocab import LinkKind

_KINDS = {kind: EDGE_WORDS.get(kind, ()) for kind in ENDS}


class _Choice(NamedTuple):
    """Rows of one choice, as they come."""

    options: dict[str, None]
    places: dict[facts.Place, None]
    said: dict[str, Any]
    spot: Cells


class EdgeReader:
    """Reads rows of edges; run twice, it notes the same problems and yields the same facts."""

    def __init__(self, register: Register, sources: Sources, scale: NamedScale | None) -> None:
        self._register = register
        self._sources = sources
        self._scale = scale
        self._scale_id = "" if scale is None else scale.id

    def read(self, rows: Iterable[Cells], own: str) -> Iterator[Fact]:
        """Yield the statements of a table's rows; choices of several rows come last."""
        choices: dict[tuple[str, str], _Choice] = {}
        for cells in rows:
            kind = cells.word("kind", _KINDS) or ("" if cells.text("kind") else cells.layout.kind)
            if not kind:
                continue
            starts, ends = self._ends(cells, kind, own)
            said = self._said(cells) if kind == "requires" else {}
            if not starts or not ends:
                continue
            places = self._sources.places(cells, own)
            if kind == "requires":
                yield from self._requirement(
                    cells, starts[0], ends, places=places, said=said, choices=choices
                )
            else:
                yield from self._links(cells, kind, starts, ends, places)
        for (owner, _), choice in choices.items():
            yield from self._chosen(owner, choice)

    def pending(self, stated: Pending) -> Iterator[Fact]:
        """Yield what the row of a node states of others."""
        kinds = ends_of(stated)
        for name in names_of(stated.cells, stated.field, kinds, self._register):
            spot = stated.cells.spot(stated.field)
            other = self._register.find(name, kinds, spot, stated.places)
            if other is None:
                continue
            if other == stated.node:
                stated.cells.refuse(
                    stated.field, f"{quoted(name)} is the row itself.", "Remove it."
                )
            else:
                yield _stated(stated, other)

    def _ends(self, cells: Cells, kind: str, own: str) -> tuple[list[str], list[str]]:
        found: list[list[str]] = []
        for field, kinds, said in zip(
            ("from", "to"), ENDS[kind], (cells.layout.from_kind, cells.layout.to_kind), strict=True
        ):
            accepted = _narrowed(kinds, said)
            names = names_of(cells, field, accepted, self._register)
            if not names:
                cells.refuse(field, f"the row has no {quoted(cells.layout.columns[field])}.",
                             "Write one, or remove the row.")  # fmt: skip
            place = (cells.table.place(own, cells.number),)
            made = () if cells.layout.exported else place
            ids = [self._register.find(name, accepted, cells.spot(field), made) for name in names]
            found.append([id_ for id_ in ids if id_ is not None] if None not in ids else [])
        starts, ends = found
        if len(starts) > 1 and kind == "requires":
            cells.refuse("from", "a requirement has one owner.", "Write a row for each.")
            return [], []
        for same in set(starts) & set(ends):
            cells.refuse("to", f"{quoted(same)} is at both ends.", "Remove the row.")
            return [], []
        return starts, ends

    def _links(
        self,
        cells: Cells,
        kind: str,
        starts: list[str],
        ends: list[str],
        places: tuple[facts.Place, ...],
    ) -> Iterator[Fact]:
        for start in starts:
            for end in ends:
                yield facts.Link(
                    kind=cast("LinkKind", kind),
                    start=start,
                    end=end,
                    places=places,
                    assumption=cells.text("assumption"),
                    tier=cells.text("tier"),
                    rank=cells.value("rank", parse_exported_whole),
                )

    def _requirement(
        self,
        cells: Cells,
        owner: str,
        options: list[str],
        *,
        places: tuple[facts.Place, ...],
        said: dict[str, Any],
        choices: dict[tuple[str, str], _Choice],
    ) -> Iterator[Fact]:
        key = cells.text("requirement") or fold(cells.text("choice"))
        if key and cells.text("options") != "1":
            choice = choices.setdefault((owner, key), _Choice({}, {}, {}, cells))
            choice.options.update(dict.fromkeys(options))
            choice.places.update(dict.fromkeys(places))
            for field, value in said.items():
                if choice.said.setdefault(field, value) != value:
                    cells.refuse(
                        field,
                        f"the rows of one choice differ in {field}: {choice.spot.spot(field)}.",
                        "Make them agree, or leave all but one empty.",
                    )
            return
        yield from self._made(cells, owner, tuple(options), places, said)

    def _chosen(self, owner: str, choice: _Choice) -> Iterator[Fact]:
        yield from self._made(
            choice.spot, owner, tuple(choice.options), tuple(choice.places), choice.said
        )

    def _made(
        self,
        cells: Cells,
        owner: str,
        options: tuple[str, ...],
        places: tuple[facts.Place, ...],
        said: dict[str, Any],
    ) -> Iterator[Fact]:
        count = said.get("count", 1)
        if not 1 <= count <= len(options):
            cells.refuse("count", f"{count} of {len(options)} can't be chosen.",
                         "The count is at most the number of options.")  # fmt: skip
            return
        own = {name: value for name, value in said.items() if name != "count"}
        own.setdefault("importance", "essential")
        yield facts.Requirement(owner=owner, options=options, count=count, places=places, **own)

    def _said(self, cells: Cells) -> dict[str, Any]:
        """Return the single values of a requirement, those that are said."""
        said = {
            "importance": cells.word("importance", IMPORTANCE_WORDS) or None,
            "count": cells.value("count", parse_whole),
            "group": self._named(cells, "group"),
            **self._level(cells),
            **self._rating(cells),
        }
        return {name: value for name, value in said.items() if value is not None}

    def _named(self, cells: Cells, field: str) -> str | None:
        kind = "group" if field == "group" else "scale"
        name = cells.text(field)
        return self._register.find(name, (kind,), cells.spot(field)) if name else None

    def _level(self, cells: Cells) -> dict[str, Any]:
        text, named = cells.text("level"), self._named(cells, "scale")
        if not text or (cells.text("scale") and named is None):
            return {}
        if named is None and self._scale is not None:
            return {"level": cells.value("level", self._scale.level), "scale": self._scale_id}
        if named is None:
            hint = "Say it with --scale, such as --scale 0-5, or in a column 'scale'."
            cells.refuse("level", f"the level {quoted(text)} has no scale.", hint)
            return {}
        return {"level": cells.value("level", _number(cells)), "scale": named}

    def _rating(self, cells: Cells) -> dict[str, Any]:
        if not cells.text("rating"):
            return {}
        named = self._named(cells, "rating_scale")
        if named is None and not cells.text("rating_scale"):
            cells.refuse("rating", "the rating has no scale.", "Add a column 'rating_scale'.")
        value = cells.value("rating", _number(cells))
        return {} if named is None or value is None else {"rating": value, "rating_scale": named}


def _number(cells: Cells) -> Any:
    return parse_exported_decimal if cells.layout.exported else parse_decimal


def _narrowed(kinds: tuple[str, ...], said: str) -> tuple[str, ...]:
    """Return the kinds that an end may be, by what the header or the mapping says of it."""
    if not said:
        return kinds
    near = {"role": ("role", "track"), "track": ("track", "role")}.get(said, (said,))
    return tuple(kind for kind in near if kind in kinds)


def _stated(stated: Pending, other: str) -> Fact:
    if stated.field == "requires":
        return facts.Requirement(
            owner=stated.node,
            options=(other,),
            count=1,
            importance="essential",
            places=stated.places,
        )
    kind, incoming = LINKS[stated.field]
    start, end = (other, stated.node) if incoming else (stated.node, other)
    places = () if stated.cells.layout.exported else stated.places
    return facts.Link(kind=kind, start=start, end=end, places=places)
