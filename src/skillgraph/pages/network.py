"""A picture as pyvis has networks: nodes with their places and facts, edges, and nothing drawn yet.

Nodes are numbered in the order of the document, edges refer to those numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.pages.facts import facts_of
from skillgraph.pages.islands import islands_layout
from skillgraph.pages.looks import LOOKS, looks_of
from skillgraph.pages.stages import stages_layout
from skillgraph.pages.steps import plan_rows

if TYPE_CHECKING:
    from typing import Any

    from pyvis.network import Network

    from skillgraph.model.documents import RequirementDoc
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.layout import Layout


def layout_of(document: PictureDocument, *, narrow: bool = False) -> Layout:
    """Return where the nodes of a picture are drawn: a plan in stages, a graph in islands."""
    draw = islands_layout if document["plan"] is None else stages_layout
    return draw(document, narrow=narrow)


def network_of(document: PictureDocument, wide: Layout, narrow: Layout) -> Network:
    """Return a picture as pyvis's `Network`: directed, physics off, every position given."""
    from pyvis.network import Network

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.options = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}
    looks, extra = looks_of(document), _plan_facts(document)
    for frame in wide.frames:
        if frame.node is not None:
            extra.setdefault(frame.node, {})["heads"] = True
    for number, node in enumerate(document["nodes"]):
        spot, other = wide.spots.get(node["id"]), narrow.spots.get(node["id"])
        places = {} if spot is None or other is None else {
            "x": spot.x, "y": spot.y, "size": spot.radius, "room": spot.label_width,
            "narrow": [other.x, other.y, other.label_width],
            **({"height": spot.height} if spot.height else {}),
        }  # fmt: skip
        network.add_node(
            number,
            label=node["label"] or node["id"],
            shape="custom",
            color=LOOKS[looks[node["id"]]].light,
            curie=node["id"],
            kind=node["kind"],
            look=looks[node["id"]],
            also=node["alt_labels"],
            category=node["categories"][0]["label"] if node["categories"] else "",
            facts=facts_of(node, document["labels"]),
            **extra.get(node["id"], {}),
            **places,
        )
    numbers = {node["id"]: number for number, node in enumerate(document["nodes"])}
    for at, required in enumerate(document["requirements"]):
        for option in required["options"]:
            if option in numbers:
                owner = numbers[required["owner"]]
                network.add_edge(owner, numbers[option], kind="needs", requirement=at)
    for link in document["links"]:
        network.add_edge(numbers[link["start"]], numbers[link["end"]], kind=link["kind"])
    return network


def requirements_of(document: PictureDocument) -> list[dict[str, Any]]:
    """Return of each requirement what a reader is told beside its options."""
    return [_requirement(each) for each in document["requirements"]]


def _requirement(required: RequirementDoc) -> dict[str, Any]:
    return {
        "importance": required["importance"],
        "count": required["count"],
        "of": len(required["options"]),
        "group": required["group"]["label"] if required["group"] else "",
    }


def _plan_facts(document: PictureDocument) -> dict[str, dict[str, Any]]:
    """Return what a plan says of its steps: number, second line of the box, reason."""
    rows = plan_rows(document)
    if rows is None:
        return {}
    return {
        step.id: {
            "order": step.order,
            "below": f"{step.hours}{'?' if step.unknown else ''}",
            "why": step.reason,
            "instead": step.alternative,
        }
        for stage in rows.stages
        for step in stage.steps
    }
