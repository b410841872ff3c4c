"""The layout of a plan: bands from what is held, over the stages with their steps, downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.pages.layers import ordered
from skillgraph.pages.layout import Frame, Layout, Spot, rows_of
from skillgraph.pages.looks import looks_of
from skillgraph.pages.steps import plan_choices
from skillgraph.views.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.model.documents.plan import PlanDocument

_WIDTH, _HEIGHT, _LOW = 172, 44, 26
_GAP_X, _GAP_Y, _GAP_LOW, _PAD, _TITLE, _BETWEEN = 16, 26, 6, 12, 30, 18
_BOXES_A_ROW, _BOXES_A_ROW_NARROW = 6, 2


class _Band(NamedTuple):
    title: str
    rows: list[list[str]]


def stages_layout(document: PictureDocument, *, narrow: bool = False) -> Layout:
    """Return where the nodes of a plan are drawn, for a wide screen or a narrow one.

    Each step stands below those of its stage that it builds on. What isn't on the way (work, other
    options) stands in low boxes beside it, on a narrow screen below.
    """
    plan = document["plan"]
    if plan is None:
        raise AssertionError
    most = _BOXES_A_ROW_NARROW if narrow else _BOXES_A_ROW
    way = [band for band in _way(document, plan, most) if any(band.rows)]
    placed = {id_ for band in way for row in band.rows for id_ in row}
    beside = _beside(document, plan, placed, _BOXES_A_ROW_NARROW if narrow else 1)
    wide = max(len(row) for band in [*way, *(beside if narrow else [])] for row in band.rows)
    drawing, width, bottom = _Drawing({}, []), _width(wide), 0
    for band in way:
        bottom = drawing.draw(band, (0, bottom), (width, _HEIGHT)) + _BETWEEN
    left, low = (0, bottom) if narrow or not beside else (width + _BETWEEN, 0)
    for band in beside:
        low = drawing.draw(band, (left, low), (width if narrow else _width(1), _LOW)) + _BETWEEN
    total = width if left == 0 else left + _width(1)
    return Layout(drawing.spots, drawing.frames, total, max(bottom, low) - _BETWEEN, boxes=True)


def _width(boxes: int) -> int:
    return boxes * (_WIDTH + _GAP_X) - _GAP_X + 2 * _PAD


class _Drawing(NamedTuple):
    spots: dict[str, Spot]
    frames: list[Frame]

    def draw(self, band: _Band, corner: tuple[int, int], size: tuple[int, int]) -> int:
        """Draw a band, so wide and with boxes so high, from a corner on; return where it ends."""
        width, height = size
        gap = _GAP_Y if height == _HEIGHT else _GAP_LOW
        y = corner[1] + _TITLE
        for row in band.rows:
            left = corner[0] + (width - len(row) * (_WIDTH + _GAP_X) + _GAP_X) // 2
            for column, id_ in enumerate(row):
                x = left + column * (_WIDTH + _GAP_X) + _WIDTH // 2
                self.spots[id_] = Spot(x, y + height // 2, _WIDTH // 2, _WIDTH, height)
            y += height + gap
        end = y - gap + _PAD
        self.frames.append(Frame(*corner, width, end - corner[1], band.title))
        return end


def _way(document: PictureDocument, plan: PlanDocument, most: int) -> list[_Band]:
    """Return the bands from what is held to the target."""
    looks = looks_of(document)
    held = [node["id"] for node in document["nodes"] if looks[node["id"]] == "held"]
    bands = [_Band("What you hold, and what follows from it", rows_of(held, most))]
    for number, stage in enumerate(plan["stages"], 1):
        steps = [step["id"] for step in plan["steps"] if step["stage"] == stage["id"]]
        rows = [row for layer in _depths(plan, steps) for row in rows_of(layer, most)]
        own = [[stage["id"]]] if looks.get(stage["id"]) == "stage" else []
        bands.append(_Band(f"Stage {number}: {stage['label']}", rows + own))
    if all(plan["target"]["id"] not in row for band in bands for row in band.rows):
        bands.append(_Band("Your target", [[plan["target"]["id"]]]))
    return bands


def _beside(
    document: PictureDocument, plan: PlanDocument, placed: set[str], most: int
) -> list[_Band]:
    """Return the bands of what isn't on the way; each node stands in the first that has it."""
    looks = looks_of(document)
    seen = set(placed)
    bands = []

    def add(title: str, ids: Sequence[str]) -> None:
        fresh = [id_ for id_ in dict.fromkeys(ids) if id_ not in seen]
        if fresh:
            seen.update(fresh)
            bands.append(_Band(title, rows_of(fresh, most)))

    for choice in (row for row in plan_choices(plan) if row.others):
        taken = joined([ref["label"] for ref in choice.taken])
        add(f"Instead of {taken}", [ref["id"] for ref in choice.others])
    for look, title in (
        ("work", "To show at work"),
        ("option", "Other options"),
        ("waived", "Waived"),
        ("missing", "Can't be had"),
    ):
        add(title, [id_ for id_, found in looks.items() if found == look])
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
