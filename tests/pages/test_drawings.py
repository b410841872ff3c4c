"""SVG, Mermaid, DOT and notebooks: they say what the document says, whatever its labels are."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from skillgraph.api import SkillGraph
from skillgraph.pages.curves import arrows_of
from skillgraph.pages.dot import quoted, render_dot
from skillgraph.pages.html import render_graph_page, render_sheet
from skillgraph.pages.mermaid import encoded, render_mermaid
from skillgraph.pages.notebook import picture_of, render_notebook
from skillgraph.pages.svg import render_svg
from skillgraph.views.text import cleaned

from .hostile import HOSTILE, infected

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pictures() -> dict[str, PictureDocument]:
    with SkillGraph.open("default") as graph:
        return {
            "graph": graph.picture(),
            "part": graph.picture(focus="kubernetes"),
            "plan": graph.picture(graph.plan("cloud-architect", ["python"])),
        }


@pytest.mark.parametrize("name", ["graph", "part", "plan"])
@pytest.mark.parametrize("hostile", [False, True])
def test_svg_is_xml_with_every_node(
    name: str, hostile: bool, pictures: dict[str, PictureDocument]
) -> None:
    document = infected(pictures[name]) if hostile else pictures[name]
    tree = ET.fromstring(render_svg(document))  # noqa: S314 -- our own
    titles = [element.text for element in tree.iter(f"{SVG}title")][1:]
    assert titles == [node["label"] for node in cleaned(document)["nodes"]]
    named = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert named == {
        "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g",
    }  # fmt: skip
    assert not [name for element in tree.iter() for name in element.attrib if "href" in name]


@pytest.mark.parametrize("hostile", [False, True])
def test_dot_has_every_node_and_edge(hostile: bool, pictures: dict[str, PictureDocument]) -> None:
    document = infected(pictures["part"]) if hostile else pictures["part"]
    text = render_dot(document)
    for node in cleaned(document)["nodes"]:
        assert f"{quoted(node['id'])} [label={quoted(node['label'])}" in text
    arrows = [line for line in text.splitlines() if line.startswith("  ") and "class=" in line]
    assert len(arrows) == len(arrows_of(document))
    assert not re.search("<[/!]", text)  # it may stand in a script element
    strings = re.compile(r'"(?:[^"\\]|\\.)*"')
    bare = strings.sub("", text)
    assert set(bare) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _->=[]{};,.\n"
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("hostile", [False, True])
def test_graphviz_reads_it_back(hostile: bool, pictures: dict[str, PictureDocument]) -> None:
    document = infected(pictures["part"]) if hostile else pictures["part"]
    done = subprocess.run(
        ["dot", "-Tplain"], input=render_dot(document).encode(), capture_output=True, check=True
    )
    lines = done.stdout.decode().splitlines()
    assert len([line for line in lines if line.startswith("node ")]) == len(document["nodes"])
    assert len([line for line in lines if line.startswith("edge ")]) == len(arrows_of(document))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("text", ["</b>", "<!--", "a\\</b", "\\", '<"/'])
def test_graphviz_shows_a_text_as_it_is(text: str) -> None:
    drawing = f"digraph {{ n [label={quoted(text)}] }}".encode()
    done = subprocess.run(["dot", "-Tsvg"], input=drawing, capture_output=True, check=True)
    (shown,) = ET.fromstring(done.stdout).iter(f"{SVG}text")  # noqa: S314 -- Graphviz's
    assert shown.text == text


def test_mermaid_has_what_it_can_take(pictures: dict[str, PictureDocument]) -> None:
    for document in pictures.values():
        text = render_mermaid(document)
        edges = re.findall(r"^  n\d+ (?:-->|-\.->|==>) n\d+$", text, re.MULTILINE)
        assert 0 < len(edges) <= 500
        assert len(re.findall(r"^    n\d+\W", text, re.MULTILINE)) == len(document["nodes"])
    left_out = re.search(r"%% (\d+) more edges", render_mermaid(pictures["graph"]))
    assert left_out is not None


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_takes_no_text_for_its_own(text: str) -> None:
    code = encoded(text)
    assert not re.search(r"[^\w .,+/#;-]", code)
    decoded = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), code)
    assert decoded == text


def test_a_notebook_shows_graph_and_plan_without_loading() -> None:
    with SkillGraph.open("default") as graph:
        shown = graph._repr_html_()
        plan = graph.plan("cloud-architect", ["python"])
    assert isinstance(plan, dict)
    for text in (shown, plan._repr_html_()):  # type: ignore[attr-defined]
        assert "<svg" in text
        assert not re.search(r"<script|<link|<img|<iframe|@import|\burl\((?!#)", text)
        assert re.findall(r"https?://[^\"' <]+", text) == ["http://www.w3.org/2000/svg"]
    assert "<li>AWS (40–80 h)</li>" in plan._repr_html_()  # type: ignore[attr-defined]


def test_a_plan_alone_is_drawn_as_with_its_graph(pictures: dict[str, PictureDocument]) -> None:
    plan = pictures["plan"]["plan"]
    assert plan is not None
    alone = ET.fromstring(render_svg(picture_of(plan)))  # noqa: S314 -- our own
    whole = ET.fromstring(render_svg(pictures["plan"]))  # noqa: S314 -- our own

    def texts(tree: ET.Element) -> list[str]:
        return sorted(element.text or "" for element in tree.iter(f"{SVG}title"))

    assert texts(alone) == texts(whole)


@pytest.mark.parametrize(
    "render",
    [render_graph_page, render_sheet, render_svg, render_dot, render_mermaid, render_notebook],
)
def test_equal_documents_give_equal_bytes(
    render: object, pictures: dict[str, PictureDocument]
) -> None:
    assert callable(render)
    with SkillGraph.open("default") as graph:
        again = graph.picture(graph.plan("cloud-architect", ["python"]))
    assert render(pictures["plan"]).encode() == render(again).encode()
