"""No text that reaches a page is ever more than text."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph.api import SkillGraph
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.values import is_sound
from skillgraph.pages import html
from skillgraph.pages.html import render_graph_page, render_sheet
from skillgraph.pages.notebook import render_notebook
from skillgraph.pages.svg import render_svg
from skillgraph.views.rows import render_json
from skillgraph.views.text import cleaned

from .conftest import assert_quiet, drawn
from .hostile import HOSTILE, RUNS, infected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skillgraph.model.documents.pictures import PictureDocument

    from .conftest import Opened

#: Chooses every node in turn and waits until its panel is shown; returns the headings.
WALK = """async () => {
  const headings = [];
  for (const {curie} of JSON.parse(document.getElementById("nodes").textContent)) {
    const shown = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), {once: true}));
    location.hash = "#node=" + encodeURIComponent(curie);
    await shown;
    headings.push(document.querySelector("#panel h2").textContent);
  }
  return headings;
}"""  # noqa: E501 -- a line of the script


@pytest.fixture(scope="module")
def pictures() -> dict[str, PictureDocument]:
    with SkillGraph.open("default") as graph:
        plan = graph.plan("cloud-architect", ["python"], include="helpful")
        impossible = graph.plan("cloud-architect", avoid=["aws", "azure", "google-cloud"])
        found = {
            "graph": graph.picture(focus="cloud-architect", hops=2, most=150),
            "plan": graph.picture(plan),
            "impossible": graph.picture(impossible),
        }
    return {name: infected(document) for name, document in found.items()}


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.html"
    file.write_bytes(text.encode())
    return file


def test_there_are_enough() -> None:
    assert len(set(HOSTILE)) >= 50


def test_every_field_holds_them(pictures: dict[str, PictureDocument]) -> None:
    """Otherwise the others here prove nothing."""
    for field in ("id", "label", "outcome", "description", "experience", "seniority"):
        texts = {str(node[field]) for node in pictures["graph"]["nodes"]}  # type: ignore[literal-required]
        assert len([text for text in HOSTILE if any(text in each for each in texts)]) >= 50, field
    once = json.dumps(pictures["graph"]["catalogs"])
    assert once.count("onerror") > 10


@pytest.mark.parametrize("name", ["graph", "plan", "impossible"])
def test_a_graph_page_runs_none(
    name: str,
    opened: Callable[..., Opened],
    pictures: dict[str, PictureDocument],
    tmp_path: Path,
) -> None:
    file = write(tmp_path, name, render_graph_page(pictures[name]))
    found = opened(file, bypass_csp=True)  # escaping alone must do
    page = drawn(found)
    headings = page.evaluate(WALK)
    labels = [node["label"] for node in cleaned(pictures[name])["nodes"]]
    assert [re.sub(r"^\d+\. ", "", heading) for heading in headings] == labels
    for summary in page.locator("summary").all():
        summary.click()
    for typed in ("<", "script", '"'):
        page.locator("#search").fill(typed)
    page.keyboard.press("Enter")
    page.locator("#svg").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator("script").count() == 6
    assert page.locator("iframe, object, embed, base, form, math, video").count() == 0
    assert_quiet(found, file)


@pytest.mark.parametrize("name", ["plan", "impossible"])
def test_a_sheet_runs_none(
    name: str,
    opened: Callable[..., Opened],
    pictures: dict[str, PictureDocument],
    tmp_path: Path,
) -> None:
    file = write(tmp_path, name, render_sheet(pictures[name]))
    found = opened(file, bypass_csp=True)
    found.page.wait_for_timeout(200)
    assert found.page.evaluate("window.ran") is None
    assert found.page.locator("script").count() == 1
    assert_quiet(found, file)


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_svg_and_notebooks_run_none(
    name: str,
    opened: Callable[..., Opened],
    pictures: dict[str, PictureDocument],
    tmp_path: Path,
) -> None:
    fragment = render_notebook(pictures[name])
    file = write(tmp_path, name, f"<!doctype html><meta charset=utf-8>{fragment}")
    found = opened(file)
    still = tmp_path / "still.svg"
    still.write_bytes(render_svg(pictures[name]).encode())
    other = opened(still)
    for each, its in ((found, file), (other, still)):
        each.page.wait_for_timeout(200)
        assert each.page.evaluate("window.ran") is None
        assert each.page.locator("script").count() == 0
        assert_quiet(each, its)


@pytest.mark.parametrize("form", ["jsonld", "turtle", "json"])
def test_data_in_a_script_element_run_none(
    form: str, opened: Callable[..., Opened], tmp_path: Path
) -> None:
    """As a page of somebody's own has them; nothing escapes them there."""
    texts = [text for text in HOSTILE if is_sound(text) and text.strip()]
    nodes = [
        facts.Skill(id=f"skill:x{number}", pref_labels=(facts.Text(text, "en"),))
        for number, text in enumerate(texts)
    ]
    stream = BytesIO()
    with SkillGraph(build(nodes)) as graph:
        if form == "json":
            stream.write(render_json(graph.list()).encode())
        else:
            graph.export(stream, form)
    whole = stream.getvalue().decode()
    file = write(
        tmp_path, form, f"<!doctype html><meta charset=utf-8><script type=x>{whole}</script>"
    )
    found = opened(file)
    found.page.wait_for_timeout(200)
    assert found.page.evaluate("window.ran") is None
    assert found.page.locator("script").count() == 1
    assert found.page.evaluate("document.querySelector('script').textContent") == whole
    assert_quiet(found, file)


def _unescaped(environment: Any, page: dict[str, Any]) -> None:
    environment.autoescape = False
    environment.filters["tojson"] = json.dumps
    environment.globals["page"] = page


@pytest.mark.parametrize("name", ["plan", "sheet"])
def test_without_escaping_scripts_run(
    name: str,
    opened: Callable[..., Opened],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tests above can fail; and the policy stops what escaping would have let through."""
    monkeypatch.setattr(html, "_prepare", _unescaped)
    with SkillGraph.open("default") as graph:
        document = graph.picture(graph.plan("sql"))
    document["plan"]["target"]["label"] = f"<img src=x onerror={RUNS}>"  # type: ignore[index]
    render = render_sheet if name == "sheet" else render_graph_page
    file = write(tmp_path, name, render(document))
    found = opened(file, bypass_csp=True)
    found.page.wait_for_function("window.ran > 0")
    guarded = opened(file)
    guarded.page.wait_for_timeout(500)
    assert guarded.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in guarded.complaints)
