"""The page of a graph and of a plan, in a real Chromium: what people do with it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from .conftest import PHONE, assert_quiet, drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import Opened


#: The share of the canvas that isn't its background, and the mean lightness of it all.
INK = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0, light = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] > 0) inked += 1;
    light += (data[at] + data[at + 1] + data[at + 2]) / 3;
  }
  return [inked / (data.length / 4), light / (data.length / 4)];
}"""


def position_of(page: Page, curie: str) -> tuple[float, float]:
    """Where a node is on the screen, from what the page itself was given and its labels show."""
    return tuple(page.evaluate("curie => window.skillgraph.where(curie)", curie))


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_a_page_is_drawn_and_asks_for_nothing(
    name: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped[name])
    page = drawn(found)
    inked, _ = page.evaluate(INK)
    assert inked > 0.3
    assert len(found.requests) == 1
    assert_quiet(found, shipped[name])


def test_nothing_moves_once_it_is_drawn(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    page = drawn(opened(shipped["graph"]))
    box = page.locator("#canvas")
    page.mouse.move(5, 5)
    assert box.screenshot() == box.screenshot()


def test_the_sentence_says_what_is_seen(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    page = opened(shipped["plan"]).page
    text = page.locator(".sentence").inner_text()
    assert text.startswith("From Python to Cloud Architect through Backend Developer: 25 steps, ")
    assert "508–1,016 h" in text
    assert "software-careers 2026.11" in text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("kubernetes", "skill:kubernetes"), ("K8s", "skill:kubernetes"), ("jenk", "skill:ci-cd")],
)
def test_search_finds_by_label_and_alternative_label(
    typed: str, wanted: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    page.get_by_role("combobox").fill(typed)
    assert page.locator("#hits [aria-selected=true]").get_attribute("data-hit") == wanted
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    assert found.address() == f"#node={wanted}"
    page.wait_for_function("document.activeElement.closest('#panel') !== null")


def test_search_moves_with_the_arrows_and_closes(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    field = page.get_by_role("combobox")
    field.fill("data")
    first = field.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") != first
    page.keyboard.press("Escape")
    assert page.locator("#hits").is_hidden()
    field.fill("no such thing")
    assert "Nothing" in page.locator("#hits").inner_text()
    page.keyboard.press("Enter")
    assert found.address() == ""


def test_a_click_opens_the_panel_and_its_links_lead_on(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    page.mouse.click(*position_of(page, "role:cto"))
    page.wait_for_selector("#panel:not([hidden])")
    assert found.address() == "#node=role:cto"
    page.locator("#panel a", has_text="Engineering Manager").click()
    page.wait_for_function("location.hash.includes('engineering-manager')")
    panel = found.panel()
    assert "Leads to" in panel
    assert "CTO" in panel


def test_a_click_on_a_name_is_one_on_its_node(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    x, y = position_of(page, "role:cto")
    page.mouse.click(x + 22, y)
    page.wait_for_selector("#panel:not([hidden])")
    assert found.address() == "#node=role:cto"


def test_the_panel_has_facts_sources_and_neighbours_by_kind(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"], "#node=skill:kubernetes")
    drawn(found)
    panel = found.panel()
    for text in (
        "Also called", "K8s", "You can", "deploy an application", "Effort", "40–80 h", "Sources",
        "line 91", "Needs", "Docker", "Opens", "Helm", "Essential for", "Platform Engineer",
        "Important for", "What helps", "Category",
    ):  # fmt: skip
        assert text in panel, text
    assert found.page.locator("#panel ul a").count() >= 15
    salary = opened(shipped["graph"], "#node=role:cloud-architect")
    drawn(salary)
    assert "USD 120,000–160,000 a year" in salary.panel()
    assert "a cloud: AWS, Azure, Google Cloud" in salary.panel()


def test_the_legend_is_the_filter(opened: Callable[..., Opened], shipped: dict[str, Path]) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    before = page.evaluate(INK)
    page.get_by_label("Skill 240").uncheck()
    page.wait_for_function("location.hash.includes('kinds=')")
    assert "skill" not in found.address().partition("=")[2].split(",")
    page.wait_for_timeout(100)
    assert page.evaluate(INK) != before
    x, y = position_of(page, "skill:python")
    page.mouse.click(x, y)
    assert not found.is_open()


def test_back_and_forward_follow_the_address(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    for link in ("DevOps Engineer", "Python"):
        page.locator("aside a", has_text=link).first.click()
        page.wait_for_selector(f"#panel h2:text-is('{link}')")
    page.get_by_label("Track 8").uncheck()
    page.wait_for_function("location.hash.includes('kinds=')")
    page.go_back()
    assert page.get_by_label("Track 8").is_checked()
    page.go_back()
    page.wait_for_selector("#panel h2:text-is('DevOps Engineer')")
    page.go_back()
    page.wait_for_selector("#panel", state="hidden")
    page.go_forward()
    page.wait_for_selector("#panel h2:text-is('DevOps Engineer')")
    assert_quiet(found, shipped["graph"])


def test_an_address_may_name_anything(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    address = "#node=skill:nowhere<script>alert(1)</script>&kinds=skill,__proto__,%00,constructor"
    found = opened(shipped["graph"], address)
    page = drawn(found)
    assert not found.is_open()
    assert page.get_by_label("Skill 240").is_checked()
    assert not page.get_by_label("Track 8").is_checked()
    assert_quiet(found, shipped["graph"])


def test_the_keyboard_reaches_everything(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["graph"])
    page = drawn(found)
    reached = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"search", "closer", "farther", "whole", "png", "svg", "INPUT", "A"} <= reached
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#nodes-table table")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")


def test_the_tables_hold_the_whole_picture(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    page = drawn(opened(shipped["graph"]))
    for summary in page.locator("summary").all():
        summary.click()
    nodes, edges = (page.locator(f"#{name}-table tbody tr") for name in ("nodes", "edges"))
    assert (
        nodes.count()
        == page.evaluate("JSON.parse(document.getElementById('nodes').textContent).length")
        == 342
    )
    assert edges.count() == page.evaluate(
        "JSON.parse(document.getElementById('edges').textContent).length"
    )
    row = nodes.filter(has_text="Kubernetes").first.inner_text()
    assert "40–80 h" in row
    assert page.get_by_role("table").count() == 2


def test_a_plan_is_numbered_and_listed(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["plan"])
    page = drawn(found)
    steps = page.locator(".steps li")
    assert [step.get_attribute("value") for step in steps.all()] == [str(n) for n in range(1, 26)]
    assert "◆" not in page.locator(".steps").first.inner_text()
    assert "AWS; or Azure or Google Cloud, the same hours" in page.locator(".choices").inner_text()
    assert "Stakeholder Management" in page.locator(".plan").inner_text()
    page.locator(".steps a", has_text="AWS").click()
    page.wait_for_selector("#panel h2:text-is('14. AWS')")
    assert "Or\nAzure or Google Cloud, the same hours" in found.panel()
    assert "Why here" in found.panel()
    page.mouse.click(*position_of(page, "skill:azure"))
    page.wait_for_selector("#panel h2:text-is('Azure')")


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_light_and_dark_follow_the_preference(
    name: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    page = drawn(opened(shipped[name], color_scheme="dark"))
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(20, 24, 29)"
    _, dark = page.evaluate(INK)
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(100)
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    _, light = page.evaluate(INK)
    assert light > dark + 30


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_print_is_light_and_has_the_list(
    name: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped[name], color_scheme="dark")
    page = drawn(found)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.wait_for_timeout(100)
    inked, light = page.evaluate(INK)
    assert light / inked > 200
    assert page.locator(".tools").is_hidden()
    assert page.locator("aside").is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_a_phone_shows_all_of_it(
    name: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped[name], size=PHONE, has_touch=True, is_mobile=True)
    page = drawn(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    x, y = position_of(page, "skill:python")
    page.touchscreen.tap(x, y)
    page.wait_for_selector("#panel:not([hidden])")
    assert found.address() == "#node=skill:python"
    assert_quiet(found, shipped[name])


@pytest.mark.parametrize("name", ["graph", "plan"])
def test_the_picture_is_saved_as_png_and_svg(
    name: str, opened: Callable[..., Opened], shipped: dict[str, Path], tmp_path: Path
) -> None:
    from xml.etree import ElementTree as ET

    found = opened(shipped[name], accept_downloads=True)
    page = drawn(found)
    with page.expect_download() as png:
        page.locator("#png").click()
    png.value.save_as(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as svg:
        page.locator("#svg").click()
    svg.value.save_as(tmp_path / "a.svg")
    assert re.fullmatch(r"[\w-]+\.svg", svg.value.suggested_filename)
    tree = ET.parse(tmp_path / "a.svg")  # noqa: S314 -- our own
    texts = " ".join(
        element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Python" in texts
    assert_quiet(found, shipped[name])


def test_zooming_shows_more_names(opened: Callable[..., Opened], shipped: dict[str, Path]) -> None:
    page = drawn(opened(shipped["graph"], reduced_motion="reduce"))
    names = "window.skillgraph.names()"
    page.mouse.move(5, 5)
    before = set(page.evaluate(names))
    assert {"Cloud Architect", "Python", "Docker"} <= before
    assert "Helm" not in before
    page.mouse.move(*position_of(page, "skill:helm"))
    for _ in range(30):
        page.mouse.wheel(0, -400)
    page.mouse.move(5, 5)
    page.wait_for_timeout(200)
    assert "Helm" in page.evaluate(names)


def test_hovering_dims_the_rest(opened: Callable[..., Opened], shipped: dict[str, Path]) -> None:
    page = drawn(opened(shipped["graph"]))
    page.mouse.move(5, 5)
    _, before = page.evaluate(INK)
    page.mouse.move(*position_of(page, "skill:docker"))
    page.wait_for_timeout(150)
    _, dimmed = page.evaluate(INK)
    assert dimmed > before
    assert "MLOps" in page.evaluate("window.skillgraph.names()")


@pytest.mark.parametrize("size", [(390, 844), (1280, 800), (1920, 1080)])
def test_no_name_lies_over_another(
    size: tuple[int, int], opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    page = drawn(opened(shipped["graph"], size=size))
    boxes = page.evaluate("window.skillgraph.boxes()")
    assert len(boxes) > 25
    for at, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (boxes[at], other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["part", "plan", "sheet"])
def test_axe_finds_nothing(
    name: str, scheme: str, opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    address = "" if name == "sheet" else "#node=skill:docker"
    found = opened(shipped[name], address, color_scheme=scheme, bypass_csp=True)
    page = found.page
    if name != "sheet":
        drawn(found)
        page.locator("#search").fill("d")
    if name == "part":  # a smaller graph, since axe looks at every cell
        for summary in page.locator("summary").all():
            summary.click()
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    told = [
        (each["id"], node["html"][:120]) for each in result["violations"] for node in each["nodes"]
    ]
    assert told == []
    assert len(result["passes"]) > 20


def test_the_sheet_keeps_its_ticks_and_the_note_in_the_address(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    found = opened(shipped["sheet"])
    page = found.page
    for number in (1, 3):
        page.locator(f"input[value='{number}']").check()
    page.get_by_label("Note").fill("Ask about <b>AWS</b> & Terraform, 5 h a week")
    assert "2 of 25 done; 480–960 h left." in page.locator(".progress").inner_text()
    address = page.evaluate("location.hash")
    assert "done=1,3" in address
    again = opened(shipped["sheet"], address)
    assert again.page.locator("input:checked").count() == 2
    assert again.page.get_by_label("Note").input_value() == (
        "Ask about <b>AWS</b> & Terraform, 5 h a week"
    )
    assert_quiet(found, shipped["sheet"])
    assert_quiet(again, shipped["sheet"])


def test_the_sheet_is_one_page_of_a4(
    opened: Callable[..., Opened], shipped: dict[str, Path]
) -> None:
    assert shipped["sheet"].stat().st_size < 100_000
    page = opened(shipped["sheet"], color_scheme="dark").page
    pdf = io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)).getvalue()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    assert [round(float(each)) for each in box.split()] in ([0, 0, 595, 842], [0, 0, 596, 842])
