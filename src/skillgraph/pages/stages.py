"""The layout of a plan: bands from what is held, over the stages with their steps, downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.pages.layers import ordered
from skillgraph.pages.layout import Frame, Layout, Spot, rows_of
from skillgraph.pages.looks import looks_of

if TYPE_CHECKING:
    from skillgraph.model.documents import PlanDocument
    from skillgraph.model.pictures import PictureDocument

BOX = (172, 46)
_GAP_X, _GAP_Y, _PAD, _TITLE, _BETWEEN = 16, 30, 14, 32, 22
_BOXES_A_ROW, _BOXES_A_ROW_NARROW = 6, 2


class _Band(NamedTuple):
    title: str
    rows: list[list[str]]


def stages_layout(document: PictureDocument, *, narrow: bool = False) -> Layout:
    """Return where the nodes of a plan are drawn, for a wide screen or a narrow one.

    Each step stands below those of its stage that it builds on.
    """
    plan = document["plan"]
    if plan is None:
        raise AssertionError
    most = _BOXES_A_ROW_NARROW if narrow else _BOXES_A_ROW
    bands = [band for band in _bands(document, plan, most) if any(band.rows)]
    columns = max((len(row) for band in bands for row in band.rows), default=1)
    width = columns * (BOX[0] + _GAP_X) - _GAP_X + 2 * _PAD
    spots: dict[str, Spot] = {}
    frames: list[Frame] = []
    top = 0
    for band in bands:
        y = top + _TITLE
        for row in band.rows:
            left = (width - len(row) * (BOX[0] + _GAP_X) + _GAP_X) // 2
            for column, id_ in enumerate(row):
                x = left + column * (BOX[0] + _GAP_X) + BOX[0] // 2
                spots[id_] = Spot(x, y + BOX[1] // 2, BOX[0] // 2, BOX[0])
            y += BOX[1] + _GAP_Y
        height = y - _GAP_Y + _PAD - top
        frames.append(Frame(0, top, width, height, band.title))
        top += height + _BETWEEN
    return Layout(spots, frames, width, max(top - _BETWEEN, 1), BOX)


def _bands(document: PictureDocument, plan: PlanDocument, most: int) -> list[_Band]:
    looks = looks_of(document)
    sorts: dict[str, list[str]] = {}
    for node in document["nodes"]:
        sorts.setdefault(looks[node["id"]], []).append(node["id"])
    bands = [_Band("What you hold, and what follows from it", rows_of(sorts.get("held", []), most))]
    for number, stage in enumerate(plan["stages"], 1):
        steps = [step["id"] for step in plan["steps"] if step["stage"] == stage["id"]]
        rows = [row for layer in _depths(plan, steps) for row in rows_of(layer, most)]
        own = [] if stage["id"] in steps or looks.get(stage["id"]) != "stage" else [[stage["id"]]]
        bands.append(_Band(f"Stage {number}: {stage['label']}", rows + own))
    placed = {id_ for band in bands for row in band.rows for id_ in row}
    if plan["target"]["id"] not in placed:
        target = [plan["target"]["id"]]
        bands.append(_Band("Your target", [target]))
    for look, title in (
        ("work", "To show at work: it grows on the job, so no hours"),
        ("option", "Could be taken instead"),
        ("waived", "Waived, as you asked"),
        ("missing", "Can't be had"),
    ):
        ids = [id_ for id_ in sorts.get(look, []) if id_ not in placed]
        bands.append(_Band(title, rows_of(ids, most)))
    return bands


def _depths(plan: PlanDocument, steps: list[str]) -> list[list[str]]:
    """Return the steps of a stage in layers: below all of those that they build on."""
    edges = [
        (step["id"], reason["owner"])
        for step in plan["steps"]
        for reason in step["because"]
        if step["id"] in steps and reason["owner"] in steps
    ]
    order = {id_: at for at, id_ in enumerate(steps)}
    depth = dict.fromkeys(steps, 0)
    for id_ in steps:  # those before it in the plan have theirs by now
        below = [depth[start] for start, end in edges if end == id_ and order[start] < order[id_]]
        depth[id_] = 1 + max(below) if below else 0
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id_ in steps:
        layers[depth[id_]].append(id_)
    return ordered(layers, edges)
