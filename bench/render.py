"""How soon a page is drawn, beside pyvis as it comes: the same graph and browser, turn about.

Usage: python bench/render.py [RUNS]

The graphs are drawn: so many nodes, an eighth of them roles, an eighth categories of the other
skills, and three requirements a node. A page counts as drawn when its canvas is no longer blank,
from the start of the navigation on; the network is off. pyvis draws with its own defaults, physics
on and its bundle inlined. `pan` is the 90th percentile of the
time between frames while the picture is dragged.
It needs Chromium at /usr/bin/chromium, and the test extra.
"""

from __future__ import annotations

import random
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from skillgraph.api import SkillGraph
from skillgraph.graph.build import build
from skillgraph.model.facts import (
    Category,
    Fact,
    Link,
    Place,
    Requirement,
    Role,
    Skill,
    Source,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

RUNS = 3
SIZES = (30, 500, 1_000, 5_000)
PATIENCE_SECONDS = 60
RANKS = ("essential", "important", "helpful")
STATED = (Place("source:drawn"),)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

#: Notes when a canvas first has a pixel that isn't blank, and when each frame begins.
WATCH = """
window.frames_ = [];
const look = (now) => {
  window.frames_.push(now);
  if (window.frames_.length > 4000) window.frames_.shift();
  if (window.drawn_ === undefined) {
    for (const canvas of document.querySelectorAll("canvas")) {
      if (!canvas.width || !canvas.height) continue;
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      for (let at = 3; at < data.length; at += 4) {
        if (data[at]) { window.drawn_ = performance.now(); break; }
      }
    }
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def drawn(nodes: int) -> Iterator[Fact]:
    """Yield the facts of a graph."""
    chance = random.Random(nodes)  # noqa: S311 -- a drawing that is the same each time
    roles = [f"role:r{number}" for number in range(nodes // 8)]
    categories = [f"category:c{number}" for number in range(nodes // 8)]
    skills = [f"skill:s{number}" for number in range(nodes - len(roles) - len(categories))]
    yield Source(id="source:drawn", label="A drawing")
    kinds = ((Role, roles), (Category, categories), (Skill, skills))
    for made, ids in kinds:
        for number, id_ in enumerate(ids):
            label = (Text(f"{made.__name__} number {number}", "en"),)
            yield made(id=id_, pref_labels=label, places=STATED)
    quarter = -(-len(roles) // 4)
    for number, start in enumerate(roles[:-quarter]):
        end = roles[number + 1 + chance.randrange(quarter)]
        yield Link(kind="next", start=start, end=end, places=STATED)
    for skill in skills:
        yield Link(kind="broader", start=skill, end=chance.choice(categories), places=STATED)
    for number in range(3 * nodes):
        yield Requirement(
            owner=roles[number % len(roles)], options=(chance.choice(skills),), count=1,
            importance=RANKS[number % len(roles) % 3], places=STATED,
        )  # fmt: skip


def ours(graph: SkillGraph, file: Path) -> float:
    began = perf_counter()
    graph.render(file, most=20_000)
    return perf_counter() - began


def theirs(graph: SkillGraph, file: Path) -> float:
    began = perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    nx_graph = graph.to_networkx()
    for id_, facts in nx_graph.nodes(data=True):
        network.add_node(id_, label=facts["label"], title=facts["kind"])
    for start, end, facts in nx_graph.edges(data=True):
        network.add_edge(start, end, title=facts["kind"])
    file.write_text(network.generate_html(), encoding="utf-8")
    return perf_counter() - began


def opened(browser: Browser, file: Path) -> tuple[float, float]:
    """Return the seconds to the first draw and between frames of a drag; infinite where never."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    try:
        page.goto(file.as_uri(), wait_until="commit")
        wait = 1000 * PATIENCE_SECONDS
        page.wait_for_function("window.drawn_ !== undefined", timeout=wait)
        first = page.evaluate("window.drawn_") / 1000
        page.wait_for_timeout(500)
        page.evaluate("window.frames_.length = 0")
        page.mouse.move(400, 500)
        page.mouse.down()
        for step in range(40):
            page.mouse.move(400 + 4 * step, 500 + 2 * step)
        page.mouse.up()
        times = page.evaluate("window.frames_")
        gaps = [after - before for before, after in pairwise(times)]
        return first, sorted(gaps)[len(gaps) * 9 // 10] / 1000 if gaps else float("inf")
    except Error:
        return float("inf"), float("inf")
    finally:
        context.close()


def shown(seconds: float) -> str:
    return f"> {PATIENCE_SECONDS}" if seconds == float("inf") else f"{seconds:.2f}"


def main(runs: int) -> None:
    print("| nodes | page | file kB | made s | first draw s | pan ms |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for size in SIZES:
            makers = {"skillgraph": ours, "pyvis": theirs}
            files = {name: Path(folder) / f"{name}-{size}.html" for name in makers}
            with SkillGraph(build(drawn(size))) as graph:
                made = {name: make(graph, files[name]) for name, make in makers.items()}
            found: dict[str, list[tuple[float, float]]] = {name: [] for name in makers}
            for _ in range(runs):
                for name, file in files.items():
                    if not (found[name] and found[name][0][0] == float("inf")):
                        found[name].append(opened(browser, file))
            for name, file in files.items():
                first, pan = (median(each) for each in zip(*found[name], strict=True))
                kilobytes = file.stat().st_size / 1000
                pan_ms = "–" if pan == float("inf") else f"{1000 * pan:.0f}"
                print(
                    f"| {size:,} | {name} | {kilobytes:,.0f} | {made[name]:.1f} | {shown(first)} "
                    f"| {pan_ms} |",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
