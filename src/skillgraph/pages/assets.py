"""What pages are made of: our templates, scripts and styles, and vis-network from pyvis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).with_name("assets")

#: The version that pyvis brings; its notice, at its head, names both licences (Apache 2.0, MIT).
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"


def load_assets(names: Sequence[str]) -> str:
    """Return our files, one after another, as one script or one style sheet."""
    return "\n".join(_text(FOLDER / name) for name in names)


def load_vis_network() -> str:
    """Return the bundle of vis-network that lies in pyvis, with the notice of its licences."""
    import pyvis

    return _text(Path(pyvis.__file__).parent / VIS_NETWORK)


def _text(path: Path) -> str:
    """Return a text with lines ended by LF, as a browser takes it before it hashes it."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
