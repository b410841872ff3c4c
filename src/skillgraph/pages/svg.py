"""A picture as SVG 1.1: still, for a document or a README; light or dark as its reader prefers.

Text is set in the reader's own face, so it is cut with some room to spare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from skillgraph.pages.curves import arrows_at_rest, curve_between
from skillgraph.pages.layout import lines_of, shortened, text_width
from skillgraph.pages.looks import LOOKS, looks_of, shown_looks
from skillgraph.pages.network import layout_of
from skillgraph.pages.sentences import sentence_of, title_of
from skillgraph.pages.steps import plan_rows
from skillgraph.views.text import cleaned

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument, PictureNodeDoc
    from skillgraph.pages.layout import Layout, Spot

_MARGIN, _LEGEND = 16, 34
_FONT = "-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif"
#: A name with less room than this would say nothing.
_LEAST = 60
_TEXT, _BELOW, _LINE = 12.0, 10.5, 14


def render_svg(document: PictureDocument) -> str:
    """Return a picture as SVG, with title and description; equal documents give equal texts."""
    document = cleaned(document)
    layout = layout_of(document)
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN + _LEGEND
    box = f"{-_MARGIN} {-_MARGIN - _LEGEND} {width} {height}"
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=box, width=str(width),
        height=str(height), role="img",
    )  # fmt: skip
    _add(svg, "title").text = title_of(document)
    _add(svg, "desc").text = sentence_of(document)
    looks = looks_of(document)
    _add(svg, "style").text = _style(looks)
    marker = _add(
        _add(svg, "defs"), "marker", id="sg-end", viewBox="0 0 8 8", refX=8, refY=4,
        markerWidth=7, markerHeight=7, orient="auto",
    )  # fmt: skip
    _add(marker, "path", class_="sg-head", d="M0 1L8 4L0 7Z")
    _add(
        svg, "rect", class_="sg-paper", x=-_MARGIN, y=-_MARGIN - _LEGEND, width=width, height=height
    )
    _draw_legend(svg, looks)
    _draw_frames(svg, layout)
    for arrow in arrows_at_rest(document):
        if arrow.start in layout.spots and arrow.end in layout.spots:
            x, y, *rest = curve_between(layout.spots[arrow.start], layout.spots[arrow.end])
            curve = f"M{x:.1f} {y:.1f}C{' '.join(f'{value:.1f}' for value in rest)}"
            _add(svg, "path", class_="sg-edge", d=curve, marker_end="url(#sg-end)")
    _draw_nodes(svg, document, layout, looks)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, **attributes: object) -> ET.Element:
    """Add an element; `class_` is the attribute `class`, and `_` stands for a hyphen."""
    named = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
    return ET.SubElement(parent, name, named)


def _style(looks: dict[str, str]) -> str:
    shown = shown_looks(looks)
    light = "".join(_look_rule(look.name, look.light, hollow=look.hollow) for look in shown)
    dark = "".join(_look_rule(look.name, look.dark, hollow=look.hollow) for look in shown)
    return (
        f"text{{font-family:{_FONT};fill:#1b232d}}.sg-soft{{fill:#55606d}}.sg-paper{{fill:#fff}}"
        ".sg-frame{fill:#f5f6f8}.sg-name{paint-order:stroke;stroke:#f5f6f8;stroke-width:3}.sg-box{fill:#fff;stroke:#d9dde3}.sg-number{fill:#fff}"
        ".sg-edge{fill:none;stroke:#55606d;stroke-opacity:.45}.sg-head{fill:#55606d;"
        f"fill-opacity:.6}}{light}@media (prefers-color-scheme:dark){{text{{fill:#e8ebef}}"
        ".sg-soft{fill:#a5afba}.sg-paper{fill:#14181d}.sg-frame{fill:#1c2128}"
        ".sg-name{stroke:#1c2128}"
        ".sg-box{fill:#14181d;stroke:#333b45}.sg-number{fill:#14181d}"
        f".sg-edge{{stroke:#a5afba}}.sg-head{{fill:#a5afba}}{dark}}}"
    )


def _look_rule(name: str, colour: str, *, hollow: bool) -> str:
    if hollow:
        return f".sg-{name}{{fill:none;stroke:{colour};stroke-width:3}}"
    return f".sg-{name}{{fill:{colour}}}.sg-box.sg-of-{name}{{stroke:{colour}}}"


def _draw_legend(svg: ET.Element, looks: dict[str, str]) -> None:
    x = 8.0
    for look in shown_looks(looks):
        at = f"translate({x:.0f} {-_LEGEND + 6}) scale(.6)"
        _add(svg, "path", class_=f"sg-{look.name}", d=look.shape, transform=at)
        text = _add(svg, "text", x=f"{x + 12:.0f}", y=-_LEGEND + 10, font_size=12)
        text.text = look.title
        x += 12 + text_width(look.title, _TEXT) + 24


def _draw_frames(svg: ET.Element, layout: Layout) -> None:
    for frame in layout.frames:
        _add(
            svg, "rect", class_="sg-frame", x=frame.x, y=frame.y, width=frame.width,
            height=frame.height, rx=8,
        )  # fmt: skip
        if frame.node is None:
            text = _add(
                svg, "text", class_="sg-soft", x=frame.x + 12, y=frame.y + 20, font_size=12,
                font_weight=600,
            )  # fmt: skip
            text.text = shortened(frame.title, 12.5, frame.width - 20)


def _draw_nodes(
    svg: ET.Element, document: PictureDocument, layout: Layout, looks: dict[str, str]
) -> None:
    rows = plan_rows(document)
    steps = {} if rows is None else {step.id: step for row in rows.stages for step in row.steps}
    heads = {frame.node for frame in layout.frames}
    for node in document["nodes"]:
        spot = layout.spots.get(node["id"])
        if spot is None:
            continue
        group = _add(svg, "g", transform=f"translate({spot.x} {spot.y})")
        _add(group, "title").text = node["label"]
        step = steps.get(node["id"])
        if spot.height:
            number, below = (str(step.order), step.hours) if step else ("", "")
            _draw_box(group, spot, looks[node["id"]], (number, node["label"], below))
        else:
            _draw_dot(group, spot, looks[node["id"]], node, head=node["id"] in heads)


def _draw_dot(
    group: ET.Element, spot: Spot, look: str, node: PictureNodeDoc, *, head: bool
) -> None:
    _add(
        group, "path", class_=f"sg-{look}", d=LOOKS[look].shape,
        transform=f"scale({spot.radius / 10})",
    )  # fmt: skip
    if spot.label_width < _LEAST:
        return
    weight = {"font_weight": 600} if head or node["kind"] == "track" else {}
    size = _TEXT * (1.1 if weight else 1)  # bold letters are wider
    lines = lines_of(node["label"], size, spot.label_width, 2 if _is_role(node) else 1)
    for at, line in enumerate(lines):
        y = 4 + (at - (len(lines) - 1) / 2) * _LINE
        text = _add(
            group,
            "text",
            class_="sg-name",
            x=spot.radius + 5,
            y=f"{y:g}",
            font_size=_TEXT,
            **weight,
        )
        text.text = line


def _is_role(node: PictureNodeDoc) -> bool:
    return node["kind"] in {"role", "track"}


def _draw_box(group: ET.Element, spot: Spot, look: str, words: tuple[str, str, str]) -> None:
    number, label, below = words
    left = -spot.radius
    _add(
        group, "rect", class_=f"sg-box sg-of-{look}", x=left, y=-spot.height / 2,
        width=spot.radius * 2, height=spot.height, rx=6,
    )  # fmt: skip
    scale = 1.1 if number else 0.6
    _add(
        group, "path", class_=f"sg-{look}", d=LOOKS[look].shape,
        transform=f"translate({left + 17} 0) scale({scale})",
    )  # fmt: skip
    if number:
        text = _add(
            group, "text", class_="sg-number", x=left + 17, y=4, font_size=11, font_weight=700,
            text_anchor="middle",
        )  # fmt: skip
        text.text = number
    room = spot.radius * 2 - 42
    lines = lines_of(label, _TEXT, room, 1 if spot.height < 40 else 2)  # noqa: PLR2004 -- two lines
    below = below if len(lines) == 1 else ""
    first = 4 - (len(lines) + (1 if below else 0) - 1) * _LINE / 2
    for at, line in enumerate(lines):
        text = _add(group, "text", x=left + 34, y=f"{first + at * _LINE:g}", font_size=_TEXT)
        text.text = line
    if below:
        y = f"{first + _LINE:g}"
        text = _add(group, "text", class_="sg-soft", x=left + 34, y=y, font_size=_BELOW)
        text.text = below
