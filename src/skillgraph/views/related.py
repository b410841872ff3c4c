"""Roles like one, as a person reads them: both directions, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, fitting, pad, pad_left
from skillgraph.views.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents.related import RelatedDoc, RelatedDocument, StatedDoc
    from skillgraph.views.paper import Paper

_RELATED_HEADS = (("you meet", "of its"), ("it meets", "of yours"), ("", "likeness"))
_SHORTEST_RELATED, _SHORTEST_SHARED = 14, 18
_MOST_STATED = 5


def render_related(document: RelatedDocument, paper: Paper) -> str:
    """Return the roles most like one, with both shares, what is shared, and how it is reckoned."""
    document = cleaned(document)
    role = document["role"]["label"]
    if not document["requirements"]:
        lines = paper.headline(role, ": no source in this graph states what it requires.")
    elif not document["related"]:
        lines = paper.headline(role, ": no other role asks for anything that it asks for.")
    else:
        lines = paper.headline(role, ": the roles most like it, by what they ask for")
        widths = _widths(document, paper)
        reckoned = _reckoning(document, with_likeness=len(widths) == len(_RELATED_HEADS))
        lines += ["", *_table(document, widths, paper), "", *paper.prose(reckoned)]
        left = document["alike"] - len(document["related"])
        if left > 0:
            lines += paper.prose(f"{counted(left, 'more role')} below these (--limit).")
    if document["stated"]:
        told = [_told(each) for each in document["stated"]]
        lines += paper.prose(f"Related by a source, too: {shortened(told, _MOST_STATED)}.")
    return "\n".join(["", *lines, ""])


def _widths(document: RelatedDocument, paper: Paper) -> list[int]:
    """Return the widths of the columns of numbers that there is room for."""
    number = len(str(len(document["related"])))
    widths = [max(*map(display_width, head), 4) for head in _RELATED_HEADS]
    return fitting(widths, paper.columns - 4 - number - _SHORTEST_RELATED)


def _table(document: RelatedDocument, widths: Sequence[int], paper: Paper) -> list[str]:
    found = document["related"]
    rows = [_cells(each) for each in found]
    number = len(str(len(found)))
    taken = 4 + number + sum(widths) + 2 * len(widths)
    longest = max(display_width(each["label"]) + 2 * each["stated"] for each in found)
    room = paper.columns - taken
    if longest <= room - 2 - _SHORTEST_SHARED or room >= 2 * _SHORTEST_RELATED + _SHORTEST_SHARED:
        room -= 2 + _SHORTEST_SHARED
    label = min(longest, room)
    rest = paper.columns - taken - label - 2
    indent = " " * (4 + number + label)
    beside = ("", "  shared, most first") if rest >= _SHORTEST_SHARED else ("", "")
    lines = [
        paper.dim(
            (indent + _row([head[at] for head in _RELATED_HEADS], widths) + beside[at]).rstrip()
        )
        for at in (0, 1)
    ]
    for at, (each, row) in enumerate(zip(found, rows, strict=True), 1):
        mark = " ✓" if each["stated"] else ""
        name = pad(cut(each["label"], label - len(mark)) + mark, label)
        names = ", ".join(skill["label"] for skill in each["shared"])
        shared = f"  {cut(names, rest)}" if rest >= _SHORTEST_SHARED else ""
        lines.append(f"  {pad_left(str(at), number)}  {name}{_row(row, widths)}{shared}")
    return lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {pad_left(cell, width)}" for cell, width in zip(cells, widths, strict=False))


def _cells(each: RelatedDoc) -> list[str]:
    return [_percent(each["meets"]), _percent(each["met_by"]), f"{each['likeness']:.2f}"]


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _told(stated: StatedDoc) -> str:
    said = [
        stated["tier"],
        f"place {stated['place']:,} here" if stated["place"] else "nothing shared",
    ]
    return f"{stated['label']} ({', '.join(filter(None, said))})"


def _reckoning(document: RelatedDocument, *, with_likeness: bool) -> str:
    """Show how the columns, and the order, are reckoned, on the first row."""
    first = document["related"][0]
    told = (
        f"You: somebody who holds {document['role']['label']}. A need weighs the square of how much"
        " it matters, times how rare it is to ask for it, and is met as far as you have it."
        " Likeness is the geometric mean of both shares"
    )
    if with_likeness:
        told += f": {_percent(first['meets'])} and {_percent(first['met_by'])} give"
        told += f" {first['likeness']:.2f}."
    else:
        told += ", and the most alike come first."
    if any(each["stated"] for each in document["related"]):
        told += " ✓: a source relates them; that ranks nothing."
    return told
