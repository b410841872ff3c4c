"""A real Chromium, and pages made of the shipped catalogues.

Where there is no Chromium these tests are skipped, and say so; under continuous integration
(`CI=true`) they fail instead.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, PHONE = (1280, 800), (390, 844)


def chromium() -> str | None:
    """Return where Debian's Chromium is, or another of that name."""
    debian = Path("/usr/bin/chromium")
    return str(debian) if debian.exists() else shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        message = "no Chromium, so no page is opened: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@dataclass
class Opened:
    """An open page, with whatever it asked for, complained of or ran that it should not have."""

    page: Page
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def address(self) -> str:
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text() if self.is_open() else ""

    def is_open(self) -> bool:
        return self.page.locator("#panel").is_visible()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file offline; at the end nothing may have been asked for, complained of or run."""

    every: list[Opened] = []

    def open_file(
        file: Path, address: str = "", size: tuple[int, int] = WIDE, **options: object
    ) -> Opened:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        found = Opened(page, context)
        every.append(found)
        page.on("request", lambda request: found.requests.append(request.url))
        page.on("console", lambda message: found.complaints.append(message.text))
        page.on("pageerror", lambda error: found.complaints.append(str(error)))

        def dismiss(dialog: Dialog) -> None:
            if dialog.type != "beforeunload":
                found.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.goto(file.as_uri() + address)
        return found

    yield open_file
    for found in every:
        found.context.close()


def drawn(found: Opened) -> Page:
    """Wait until a graph is drawn."""
    found.page.wait_for_selector("html[data-drawn]", state="attached")
    return found.page


def assert_quiet(found: Opened, file: Path) -> None:
    assert [url for url in found.requests if not url.startswith((file.as_uri(), "blob:"))] == []
    assert found.complaints == []
    assert found.dialogs == []


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the shipped catalogues: the graph, a part, a plan, the plan as a sheet."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{name}.html" for name in ("graph", "part", "plan", "sheet")}
    with SkillGraph.open("default") as graph:
        plan = graph.plan("cloud-architect", ["python"])
        graph.render(files["graph"])
        graph.render(files["part"], focus="docker")
        graph.render(files["plan"], plan=plan)
        graph.render(files["sheet"], layout="page", plan=plan)
    return files
