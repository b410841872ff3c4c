"""Which nodes stand in which frame: the clusters of forms that place nodes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.layout import Layout


def fields_of(document: PictureDocument, layout: Layout) -> list[tuple[str, list[str]]]:
    """Return the frames by title, each with its nodes in the order of the document."""
    found: list[tuple[str, list[str]]] = []
    for frame in layout.frames:
        inside = [
            node["id"]
            for node in document["nodes"]
            if (spot := layout.spots.get(node["id"]))
            and frame.x <= spot.x <= frame.x + frame.width
            and frame.y <= spot.y <= frame.y + frame.height
        ]
        found.append((frame.title, inside))
    return found


def names_of(document: PictureDocument) -> dict[str, str]:
    """Return what each node is called in a drawing: its label, after the number of its step."""
    plan = document["plan"]
    numbers = {} if plan is None else {step["id"]: step["order"] for step in plan["steps"]}
    return {
        node["id"]: f"{numbers[node['id']]} · {node['label']}"
        if node["id"] in numbers
        else node["label"]
        for node in document["nodes"]
    }
