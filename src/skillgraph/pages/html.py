"""Pages: one HTML file each that needs nothing else, asks for nothing, and runs only our scripts.

The policy in the head of the page (https://www.w3.org/TR/CSP3/) allows the scripts and styles that
we wrote into it, by their hashes, and no connection. Data go in as JSON that no tag can end.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from skillgraph.pages.assets import FOLDER, load_assets, load_vis_network
from skillgraph.pages.looks import LOOKS, looks_of, shown_looks
from skillgraph.pages.network import layout_of, network_of, requirements_of
from skillgraph.pages.sentences import notes_of, sentence_of, title_of
from skillgraph.pages.steps import plan_rows
from skillgraph.views.node import LINK_NAMES
from skillgraph.views.text import cleaned

if TYPE_CHECKING:
    from typing import Any

    from jinja2 import Environment

    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.layout import Layout

#: In the order in which they stand in the page; together they are one module.
_GRAPH_SCRIPTS = (
    "data.js", "address.js", "theme.js", "edges.js", "labels.js", "canvas.js", "panel.js",
    "search.js", "tables.js", "save.js", "main.js",
)  # fmt: skip
_SHEET_SCRIPTS = ("sheet.js",)
#: So many steps fit on a page of A4 at full size, and so many at a smaller one.
_ROOMY, _DENSE = 26, 36


def render_graph_page(document: PictureDocument) -> str:
    """Return a picture as a page: the drawing, what it is about, and the same as lists and tables.

    Equal documents give equal pages.
    """
    document = cleaned(document)
    wide, narrow = layout_of(document), layout_of(document, narrow=True)
    network = network_of(document, wide, narrow)
    network.set_template_dir(str(FOLDER), "graph.html")
    page = _page(document, _GRAPH_SCRIPTS, ("base.css", "graph.css"))
    page["vis_network"] = load_vis_network()
    page["policy"] = _policy([page["vis_network"], page["script"]], page["style"])
    looks = looks_of(document)
    counts = Counter(looks.values())
    page["looks"] = [(look, counts[look.name]) for look in shown_looks(looks)]
    page["data"] = {
        "plan": document["plan"] is not None,
        "focus": document["focus"]["id"] if document["focus"] else None,
        "looks": {look.name: [look.title, look.shape, look.hollow] for look, _ in page["looks"]},
        "requirements": requirements_of(document),
        "linkNames": LINK_NAMES,
        "choices": [
            [ref["id"] for ref in (*choice.taken, *choice.others)]
            for choice in (page["plan"].choices if page["plan"] else ())
        ],
        "wide": _frames(wide),
        "narrow": _frames(narrow),
    }
    _prepare(network.templateEnv, page)
    return str(network.generate_html())


def render_sheet(document: PictureDocument) -> str:
    """Return a plan as a sheet to print and to tick: its steps in words, without a drawing."""
    from jinja2 import Environment, FileSystemLoader

    document = cleaned(document)
    page = _page(document, _SHEET_SCRIPTS, ("base.css", "sheet.css"))
    page["policy"] = _policy([page["script"]], page["style"])
    page["density"] = _density(document)
    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
    _prepare(environment, page)
    return environment.get_template("sheet.html").render()


def _density(document: PictureDocument) -> str:
    """Return how small a sheet is printed, so that one of A4 holds it where that can be read."""
    plan = document["plan"]
    steps = len(plan["steps"]) + len(plan["missing"]) if plan else 0
    return "" if steps <= _ROOMY else "dense" if steps <= _DENSE else "denser"


def _page(
    document: PictureDocument, scripts: tuple[str, ...], styles: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "title": title_of(document),
        "sentence": sentence_of(document),
        "notes": notes_of(document),
        "plan": plan_rows(document),
        "target": document["plan"]["target"]["label"] if document["plan"] else "",
        "catalogs": document["catalogs"],
        "digest": document["graph"]["digest"],
        "script": load_assets(scripts),
        "style": _colours() + load_assets(styles),
    }


def _prepare(environment: Environment, page: dict[str, Any]) -> None:
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals["page"] = page


def _colours() -> str:
    """Return the colours of the looks as properties that the style sheets and scripts read."""
    light = "".join(f"--{look.name}:{look.light};" for look in LOOKS.values())
    dark = "".join(f"--{look.name}:{look.dark};" for look in LOOKS.values())
    classes = "".join(f".look-{name}{{color:var(--{name})}}" for name in LOOKS)
    preferred = "@media screen and (prefers-color-scheme:dark)"
    return f":root{{{light}}}\n{preferred}{{:root:not(.on-paper){{{dark}}}}}\n{classes}\n"


def _policy(scripts: list[str], style: str) -> str:
    allowed = " ".join(map(_hashed, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hashed(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    """Return the source expression that allows an inline script or style of this very text.

    >>> _hashed("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _frames(layout: Layout) -> dict[str, Any]:
    return {
        "width": layout.width,
        "height": layout.height,
        "boxes": layout.boxes,
        "frames": [[*frame[:5], frame.node is not None] for frame in layout.frames],
    }
