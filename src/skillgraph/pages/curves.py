"""Edges as they are drawn: which ones there are at rest, which way they lead, and their curves.

The page's `edges.js` draws the same on its canvas, where more appear as one looks around.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.layout import Spot


class Arrow(NamedTuple):
    """From what comes first to what builds on it, or from a role to where it leads."""

    start: str
    end: str
    kind: str
    importance: str = ""
    choice: bool = False


def arrows_of(document: PictureDocument) -> list[Arrow]:
    """Return every edge of a picture as an arrow, those of a requirement against its direction."""
    inside = {node["id"] for node in document["nodes"]}
    arrows = [
        Arrow(
            option, each["owner"], "needs", each["importance"], each["count"] < len(each["options"])
        )
        for each in document["requirements"]
        for option in each["options"]
        if option in inside
    ]
    arrows += [Arrow(link["start"], link["end"], link["kind"]) for link in document["links"]]
    return arrows


def arrows_at_rest(document: PictureDocument) -> list[Arrow]:
    """Return what is seen while nothing is chosen: the moves, or what a plan's steps build on."""
    return list(_at_rest(document))


def _at_rest(document: PictureDocument) -> Iterator[Arrow]:
    plan = document["plan"]
    if plan is None:
        yield from (arrow for arrow in arrows_of(document) if arrow.kind == "next")
        return
    steps = {step["id"] for step in plan["steps"]}
    before = steps | {ref["id"] for ref in (*plan["held"], *plan["assumed"])}
    for arrow in arrows_of(document):
        if arrow.kind == "needs" and arrow.end in steps and arrow.start in before:
            yield arrow


def curve_between(start: Spot, end: Spot) -> tuple[float, ...]:
    """Return the four points of a cubic curve from border to border, as eight numbers."""
    return _between_boxes(start, end) if start.height else _between_dots(start, end)


def _between_dots(start: Spot, end: Spot) -> tuple[float, ...]:
    dx, dy = end.x - start.x, end.y - start.y
    distance = hypot(dx, dy) or 1.0
    bend = min(40.0, distance * 0.08)
    nx, ny = -dy / distance * bend, dx / distance * bend
    a, b = (start.radius + 2) / distance, (end.radius + 3) / distance
    return (
        *(start.x + dx * a, start.y + dy * a),
        *(start.x + dx * 0.3 + nx, start.y + dy * 0.3 + ny),
        *(start.x + dx * 0.7 + nx, start.y + dy * 0.7 + ny),
        *(end.x - dx * b, end.y - dy * b),
    )


def _between_boxes(start: Spot, end: Spot) -> tuple[float, ...]:
    if abs(start.y - end.y) < start.height:
        side = 1 if end.x >= start.x else -1
        x1, x2 = start.x + side * start.radius, end.x - side * end.radius
        return (x1, start.y, x1 + side * 12, start.y - 10, x2 - side * 12, start.y - 10, x2, end.y)
    side = 1 if end.y > start.y else -1
    y1, y2 = start.y + side * start.height / 2, end.y - side * (end.height / 2 + 2)
    half = (y2 - y1) / 2
    return (start.x, y1, start.x, y1 + half, end.x, y2 - half, end.x, y2)
