"""How each sort of node looks, everywhere: its colour, its shape, and what a legend calls it.

Colour and shape say the same twice, so that either is enough. The colours stand on white and on
near-black with a contrast of 4.5 to 1 or better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents.pictures import PictureDocument


class Look(NamedTuple):
    """A sort of node. `shape` is a path (SVG) around the origin, with a reach of 10."""

    name: str
    title: str
    light: str
    dark: str
    shape: str
    dot_shape: str
    hollow: bool = False


_DISC = "M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0Z"
_SQUARE = "M-8.5 -8.5H8.5V8.5H-8.5Z"
_DIAMOND = "M0 -11L11 0L0 11L-11 0Z"
_TAG = "M-10 -7H4L11 0L4 7H-10Z"
_TRIANGLE = "M0 -10.5L10.5 8.5H-10.5Z"
_HEXAGON = "M-5.5 -9.5H5.5L11 0L5.5 9.5H-5.5L-11 0Z"
_FUNNEL = "M0 10.5L10.5 -8.5H-10.5Z"
_BAR = "M-10.5 -4.5H10.5V4.5H-10.5Z"
_FLAG = "M-9 -10H10L5 -3L10 4H-5V10H-9Z"
_CROSS = "M-9 -6L-6 -9L0 -3L6 -9L9 -6L3 0L9 6L6 9L0 3L-6 9L-9 6L-3 0Z"

#: In the order of a legend: those of graphs first, then those of plans.
LOOKS = {
    look.name: look
    for look in (
        Look("role", "Role", "#a8461b", "#f0a077", _SQUARE, "box"),
        Look("track", "Track", "#84358f", "#d79be0", _DIAMOND, "diamond"),
        Look("skill", "Skill", "#1f6a8f", "#7cc0e6", _DISC, "ellipse"),
        Look("practice", "Grown at work", "#1f6a8f", "#7cc0e6", _DISC, "ellipse", hollow=True),
        Look("category", "Category", "#555f6d", "#aeb8c4", _TAG, "cds"),
        Look("strategy", "Strategy", "#33702f", "#8fd08a", _TRIANGLE, "triangle"),
        Look("group", "Options", "#a02560", "#f09abf", _FUNNEL, "invtriangle"),
        Look("organisation", "Organisation", "#6d5d0e", "#d3c15f", _HEXAGON, "hexagon"),
        Look("scale", "Scale", "#4f5b66", "#b4bec8", _BAR, "rect"),
        Look("held", "Held or assumed", "#33702f", "#8fd08a", _DISC, "ellipse"),
        Look("step", "Step", "#1f6a8f", "#7cc0e6", _SQUARE, "box"),
        Look("choice", "Step of your choice", "#a02560", "#f09abf", _DIAMOND, "diamond"),
        Look("stage", "Stage", "#a8461b", "#f0a077", _FLAG, "cds"),
        Look("work", "To show at work", "#84358f", "#d79be0", _DISC, "ellipse", hollow=True),
        Look(
            "option",
            "Could be taken instead",
            "#555f6d",
            "#aeb8c4",
            _DIAMOND,
            "diamond",
            hollow=True,
        ),
        Look("waived", "Waived", "#555f6d", "#aeb8c4", _BAR, "rect", hollow=True),
        Look("missing", "Can't be had", "#b3261e", "#ff9d94", _CROSS, "octagon"),
    )
}


def looks_of(document: PictureDocument) -> dict[str, str]:
    """Return the look of each node of a picture, by id: in a plan, what it is there."""
    if document["plan"] is None:
        return {
            node["id"]: "practice" if node["practised"] else node["kind"]
            for node in document["nodes"]
        }
    return _in_plan(document)


def shown_looks(looks: dict[str, str]) -> list[Look]:
    """Return the looks that a picture has, in the order of a legend."""
    there = set(looks.values())
    return [look for look in LOOKS.values() if look.name in there]


def _in_plan(document: PictureDocument) -> dict[str, str]:
    plan = document["plan"]
    if plan is None:
        raise AssertionError
    parts: Sequence[tuple[str, Sequence[str]]] = (
        ("option", [option for choice in plan["choices"] for option in choice["options"]]),
        ("waived", [ref["id"] for ref in plan["waived"]]),
        ("work", [ref["id"] for ref in plan["practise"]]),
        ("missing", [ref["id"] for ref in plan["missing"]]),
        ("held", [ref["id"] for ref in (*plan["held"], *plan["assumed"])]),
        ("step", [step["id"] for step in plan["steps"]]),
        ("choice", [taken for choice in plan["choices"] for taken in choice["chosen"]]),
        ("stage", [ref["id"] for ref in (*plan["stages"], plan["target"])]),
    )
    steps = {step["id"] for step in plan["steps"]}
    found: dict[str, str] = {}
    for look, ids in parts:
        for id_ in ids:
            if look == "choice" and (id_ not in steps or _alone(document, id_)):
                continue
            if look != "stage" or id_ not in steps:
                found[id_] = look
    return {node["id"]: found.get(node["id"], "option") for node in document["nodes"]}


def _alone(document: PictureDocument, taken: str) -> bool:
    """Tell whether nothing else could have been taken in any choice that took it."""
    plan = document["plan"]
    return plan is None or not any(
        choice["equal"] or choice["runner_up"]
        for choice in plan["choices"]
        if taken in choice["chosen"]
    )
