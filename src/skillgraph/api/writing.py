"""Where results go, and what documents call it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


def name_of(target: str | os.PathLike[str] | BinaryIO | None) -> str | None:
    """Return what a document calls the place of a result: `-` is a stream, None nothing."""
    if target is None:
        return None
    return os.fspath(target) if isinstance(target, str | os.PathLike) else "-"


def graph_file(target: str | os.PathLike[str] | BinaryIO | None, form: str) -> str:
    """Return where a graph is compiled: in its file, or in memory where it becomes a text."""
    if target is None or form == "yaml":
        return ":memory:"
    if not isinstance(target, str | os.PathLike):
        raise TypeError("a compiled graph is a file: give its path")
    return os.fspath(target)
