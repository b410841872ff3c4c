"""Rows of nodes: a listing and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import clipped
from skillgraph.views.text import cleaned, cut, display_width, pad
from skillgraph.views.words import counted

if TYPE_CHECKING:
    from skillgraph.model.documents.listing import ListDocument, SearchDocument
    from skillgraph.views.paper import Paper

_SHORTEST = 12


def render_list(document: ListDocument, paper: Paper) -> str:
    """Return a line a node, then how many there are."""
    document = cleaned(document)
    rows = [
        (node["id"], node["label"], ", ".join(node["categories"])) for node in document["nodes"]
    ]
    where = f" in {document['category']['label']}" if document["category"] else ""
    tagged = f" with the tag '{document['tag']}'" if document["tag"] else ""
    total = f"{counted(len(rows), document['kind'] or 'node')}{where}{tagged}"
    return "\n".join([*draw_rows(rows, paper), paper.dim(cut(total, paper.columns)), ""])


def render_search(document: SearchDocument, paper: Paper, *, graph: str = "") -> str:
    """Return a line a hit, the likeliest first, with the name that was met."""
    document = cleaned(document)
    if not document["hits"]:
        lines = paper.prose(f"Nothing is called anything like '{clipped(document['query'])}'.", 0)
        return "\n".join([*lines, f"What there is: skillgraph list --kind skill{graph}", ""])
    rows = [
        (hit["id"], hit["label"], f"also {hit['alias']}" if hit["alias"] else "")
        for hit in document["hits"]
    ]
    return "\n".join([*draw_rows(rows, paper), ""])


def draw_rows(rows: list[tuple[str, str, str]], paper: Paper) -> list[str]:
    """Return rows in three columns; an id is never cut, so that it can be pasted.

    One that would leave the others no room stands on a line of its own.
    """
    if not rows:
        return []
    widths = [display_width(row[0]) for row in rows]
    most = paper.columns * 45 // 100
    ids = max((width for width in widths if width <= most), default=0)
    if not ids:
        return [line for row in rows for line in _draw_tall(row, paper)]
    room = max(paper.columns - ids - 2, _SHORTEST)
    if any(row[2] for row in rows):
        room = max((room - 2) * 60 // 100, _SHORTEST)
    labels = min(max(display_width(row[1]) for row in rows), room)
    rest = paper.columns - ids - labels - 4
    lines = []
    for (identifier, label, more), width in zip(rows, widths, strict=True):
        if width > ids:
            lines.append(identifier)
        start = pad("" if width > ids else identifier, ids)
        last = paper.dim(cut(more, rest)) if more and rest >= _SHORTEST else ""
        named = pad(label, labels) if last else cut(label, paper.columns - ids - 2)
        lines.append(f"{start}  {named}  {last}".rstrip())
    return lines


def _draw_tall(row: tuple[str, str, str], paper: Paper) -> list[str]:
    """Return a row on two lines, where ids are so long that they leave no room beside them."""
    identifier, label, more = row
    shown = cut(label, paper.columns)
    rest = paper.columns - display_width(shown) - 2
    last = f"  {paper.dim(cut(more, rest))}" if more and rest >= _SHORTEST else ""
    return [f"{shown}{last}", f"  {paper.dim(identifier)}"]
