"""The files of pages, without a browser: what may run, what is in them, and how large they are."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph
from skillgraph.pages.assets import FOLDER, load_vis_network
from skillgraph.pages.html import (
    _GRAPH_SCRIPTS,
    _SHEET_SCRIPTS,
    render_graph_page,
    render_sheet,
)

from .hostile import infected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skillgraph.model.documents.pictures import PictureDocument


class Reader(HTMLParser):
    """Gathers scripts, styles, the policy, and whatever would fetch something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.policy = ""
        self.fetching: list[tuple[str, str]] = []
        self.handlers: list[str] = []
        self.blocks: dict[str, list[str]] = {"script": [], "style": [], "json": []}
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""
        self.fetching += [
            (tag, value or "")
            for name, value in attrs
            if name in {"src", "srcset", "data", "action"}
            or (name == "href" and not (value or "").startswith("#"))
        ]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self._in = tag if tag in {"script", "style"} else ""
        if found.get("type") == "application/json":
            self._in = "json"
        if self._in:
            self.blocks[self._in].append("")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.blocks[self._in][-1] += data


def read(file: Path) -> Reader:
    reader = Reader()
    reader.feed(file.read_bytes().decode("utf-8"))
    return reader


@pytest.mark.parametrize("name", ["graph", "plan", "sheet"])
def test_the_policy_allows_these_very_scripts_and_nothing_else(
    name: str, shipped: dict[str, Path]
) -> None:
    reader = read(shipped[name])
    rules = dict(rule.strip().split(" ", 1) for rule in reader.policy.split(";"))

    def hashes(blocks: list[str]) -> str:
        digests = [b64encode(sha256(block.encode()).digest()).decode() for block in blocks]
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    assert rules == {
        "default-src": "'none'",
        "script-src": hashes(reader.blocks["script"]),
        "style-src": hashes(reader.blocks["style"]),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert reader.fetching == []
    assert reader.handlers == []


def test_the_notice_of_vis_network_stands_in_the_page(shipped: dict[str, Path]) -> None:
    bundle = load_vis_network()
    assert "@version 9.1.2" in bundle[:1000]
    assert "Apache 2.0 License" in bundle[:1000]
    assert "\r" not in bundle
    assert bundle in read(shipped["graph"]).blocks["script"]
    assert "vis-network" not in shipped["sheet"].read_text(encoding="utf-8")


def test_data_are_json_that_no_tag_can_end(shipped: dict[str, Path]) -> None:
    text = shipped["graph"].read_text(encoding="utf-8")
    reader = read(shipped["graph"])
    blocks = re.findall(
        r'<script type="application/json" id="(\w+)">(.*?)</script>', text, re.DOTALL
    )
    assert [name for name, _ in blocks] == ["page", "nodes", "edges", "options"]
    for _, block in blocks:
        assert "<" not in block
        assert json.loads(block) is not None
    assert len(reader.blocks["json"]) == 4
    assert json.loads(reader.blocks["json"][3])["physics"] == {"enabled": False}


@pytest.mark.parametrize(("render", "scripts"), [(render_graph_page, 2), (render_sheet, 1)])
def test_no_text_becomes_markup(
    render: Callable[[PictureDocument], str], scripts: int, tmp_path: Path
) -> None:
    with SkillGraph.open("default") as graph:
        document = infected(graph.picture(graph.plan("cloud-architect", ["python"])))
    file = tmp_path / "page.html"
    file.write_bytes(render(document).encode())
    reader = read(file)
    assert len(reader.blocks["script"]) == scripts
    assert reader.fetching == []
    assert reader.handlers == []


def test_pages_are_of_a_size_to_mail(shipped: dict[str, Path]) -> None:
    sizes = {name: file.stat().st_size for name, file in shipped.items()}
    assert sizes["graph"] < 1_100_000
    assert sizes["plan"] < 650_000
    assert sizes["sheet"] < 100_000


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_page_is_utf8_in_any_locale(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess
    import sys

    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PYTHONUTF8", "0")
    file = tmp_path / "page.html"
    program = "from skillgraph.cli import main; main()"
    arguments = ["render", "--plan", "--to", "sql", "--layout", "page", "-o", str(file)]
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True)
    assert "20–40 h" in file.read_text(encoding="utf-8")


def test_every_asset_is_used() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.html"))
    included = set(re.findall(r'include "([\w.]+)"', templates))
    used = {*_GRAPH_SCRIPTS, *_SHEET_SCRIPTS, *included}
    used |= {"graph.html", "sheet.html", "base.css", "graph.css", "sheet.css"}
    assert {path.name for path in FOLDER.iterdir()} == used


@pytest.mark.parametrize(
    "unsafe", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("]
)
def test_scripts_set_text_as_text(unsafe: str, shipped: dict[str, Path]) -> None:
    del shipped
    for path in FOLDER.glob("*.js"):
        assert unsafe not in path.read_text(encoding="utf-8"), path.name
