"""Rows that are nodes, and the links that they state beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model import facts
from skillgraph.model.fields import DECIMAL, EFFORT, FLAG, LINE, NODES, PROSE, Field, fields_of
from skillgraph.model.values import (
    Unfit,
    check_hours,
    check_range,
    parse_exported_decimal,
    parse_exported_whole,
    parse_hours,
    parse_language,
)
from skillgraph.readers.table.fields import ENDS, FLAGS, LINKS
from skillgraph.readers.table.register import make_node, node_id
from skillgraph.vocab import KINDS
from skillgraph.words import quoted

if TYPE_CHECKING:
    from skillgraph.readers.table.cells import Cells
    from skillgraph.readers.table.register import Register
    from skillgraph.readers.table.sources import Sources

_HOURS_WORD = re.compile(r"\s*(?:h|hrs?|hours?)\.?$", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[-/. ](?:\w{3,9}|\d{1,2}[-/.]\d{2,4})")

_KIND_WORDS: dict[str, tuple[str, ...]] = {kind: (NODES[kind].section,) for kind in KINDS}


class Pending(NamedTuple):
    """Names of a cell, to be looked up once every node is known."""

    node: str
    field: str
    kind: str
    cells: Cells
    places: tuple[facts.Place, ...]


def read_node(
    cells: Cells, language: str, own: str, sources: Sources, register: Register
) -> list[Pending]:
    """Keep the node of a row, and return what it names of others."""
    kind = cells.word("kind", _KIND_WORDS) or ("" if cells.text("kind") else cells.layout.kind)
    code = cells.text("id")
    label = _label(cells) or code
    if not (kind and label):
        if kind:
            cells.refuse("label", "the row has no label.", "Write one, or remove the row.")
        return []
    places = sources.places(cells, own)
    spoken = cells.value("language", str if cells.layout.exported else parse_language)
    spoken = spoken if spoken is not None or cells.layout.exported else language
    tag = spoken or ""
    id_ = node_id(code or label, kind)
    said = {
        field.name: _effort(cells, own, sources)
        if field.sort is EFFORT
        else _said(cells, field, tag)
        for field in fields_of(kind)
    }
    if not (said["notation"] or cells.layout.exported) and code and not id_.endswith(code):
        said["notation"] = code
    node = make_node(
        kind,
        id_,
        [facts.Text(label, tag), *_translations(cells)],
        places=places,
        **said,
    )
    if not register.add(node, kind, code, cells.spot("label")):
        return []
    fields = (*LINKS, "requires")
    return [Pending(id_, field, kind, cells, places) for field in fields if cells.text(field)]


def names_of(cells: Cells, field: str, kinds: tuple[str, ...], register: Register) -> list[str]:
    """Return the names in a cell: the whole of it where that is one, else its parts."""
    text = cells.text(field)
    if not text:
        return []
    return [text] if register.means(text, kinds) else cells.pieces(text)


def ends_of(pending: Pending) -> tuple[str, ...]:
    """Return the kinds of node that a cell of names may mean."""
    if pending.field == "requires":
        return ENDS["requires"][1]
    if pending.field == "category":
        return ENDS["broader"][1] if pending.cells.layout.exported else ("category",)
    kind, incoming = LINKS[pending.field]
    if kind == "related":
        return (pending.kind,)
    return ENDS[kind][0 if incoming else 1]


def parse_effort(text: str) -> tuple[int, int]:
    """Return hours as people write them; what Excel made a date of is told.

    >>> parse_effort("8-16 h")
    (8, 16)
    """
    if _DATED.fullmatch(text):
        hint = "Format the column as text, and write 8-16 again."
        raise Unfit(f"{quoted(text)} is a date, as Excel makes of 8-16.", hint)
    return parse_hours(_HOURS_WORD.sub("", text))


def _label(cells: Cells) -> str:
    text = cells.text("label")
    return text if cells.layout.exported else " ".join(text.split())


def _prose(cells: Cells, column: str) -> list[str]:
    """Return texts that may hold any separator; an exported cell may still have several."""
    text = cells.text(column)
    return cells.pieces(text) if cells.layout.exported else [text] * bool(text)


def _translations(cells: Cells) -> list[facts.Text]:
    """Return labels in other languages, each written as `de:Katze`."""
    found: list[facts.Text] = []
    for each in cells.texts_of("translations"):
        tag, colon, label = each.partition(":")
        if colon and label.strip():
            found.append(facts.Text(label if cells.layout.exported else label.strip(), tag.strip()))
        else:
            cells.refuse("translations", f"{quoted(each)} is no translation.", "Write de:Katze.")
    return found


def _said(cells: Cells, field: Field, tag: str) -> Any:
    """Return what a row says in a field, as a fact has it."""
    sort = field.sort
    if sort.many:
        said = _prose(cells, field.column) if sort is PROSE else cells.texts_of(field.column)
        return tuple(facts.Text(each, tag) for each in said) if sort.spoken else tuple(said)
    if sort is LINE:
        return cells.text(field.column)
    value: Any
    if sort is FLAG:
        value = cells.word(field.column, FLAGS) == "true"
    elif sort.words:
        value = sort.words.get(cells.word(field.column, dict.fromkeys(sort.words, ())))
    elif sort is DECIMAL and cells.layout.exported:
        value = cells.value(field.column, parse_exported_decimal)
    else:
        value = cells.value(field.column, sort.parse)
    return sort.unset if value is None else value


def _effort(cells: Cells, own: str, sources: Sources) -> facts.Effort | None:
    hours = cells.value("effort_hours", parse_effort)
    if hours is None:
        least = cells.value("effort_hours_min", parse_exported_whole)
        most = cells.value("effort_hours_max", parse_exported_whole)
        if least is None or most is None:
            ends = [bool(cells.text(f"effort_hours_{end}")) for end in ("min", "max")]
            if any(ends) and not all(ends):
                cells.refuse(
                    "effort_hours_min", "only one end of the hours is here.", "Write both."
                )
            return None
        hours = least, most
        try:
            check_range(least, most)
            if not cells.layout.exported:
                check_hours(least, most)
        except Unfit as unfit:
            cells.refuse("effort_hours_min", unfit.message, unfit.hint)
            return None
    places = sources.places(cells, own, "effort_source")
    if not places:
        cells.refuse("effort_source", "the effort has no source.", "Write where it comes from.")
        return None
    return facts.Effort(*hours, places[0])
