"""A picture as a file: a page, a sheet, or a drawing for other programs."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypedDict

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.replacing import whole_file

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.model.documents.pictures import PictureDocument

Form = Literal["html", "svg", "mermaid", "dot"]

#: Every form, with the suffix of its files.
SUFFIXES: dict[str, Form] = {
    ".html": "html", ".htm": "html", ".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid",
    ".dot": "dot", ".gv": "dot",
}  # fmt: skip

#: Mermaid takes no more than 500 edges: so many nodes are shown where nothing else is asked for.
MOST_IN_MERMAID = 60


class View(TypedDict, total=False):
    """Which part of a graph is looked at; all of it where nothing is said."""

    focus: str | None
    hops: int
    kinds: Collection[str]
    most: int | None


def form_of(path: str) -> Form:
    """Return the form that a file's suffix stands for, or `InvalidInput`.

    >>> form_of("plan.html"), form_of("plan.gv")
    ('html', 'dot')
    """
    found = SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        hint = f"Use --format, or one of {', '.join(SUFFIXES)}."
        raise InvalidInput(InputProblem(path, "its suffix names no form of a picture.", hint))
    return found


def render_text(document: PictureDocument, form: Form, layout: Literal["graph", "page"]) -> str:
    """Return a picture in a form; a page is of a plan and HTML, or else `InvalidInput`."""
    if layout == "page":
        if document["plan"] is None or form != "html":
            message = "a page lists a plan, in HTML."
            raise InvalidInput(InputProblem("", message, "Give a plan, and no other form."))
        from skillgraph.pages.html import render_sheet

        return render_sheet(document)
    if form == "html":
        from skillgraph.pages.html import render_graph_page

        return render_graph_page(document)
    if form == "svg":
        from skillgraph.pages.svg import render_svg

        return render_svg(document)
    if form == "dot":
        from skillgraph.pages.dot import render_dot

        return render_dot(document)
    from skillgraph.pages.mermaid import render_mermaid

    return render_mermaid(document)


def render_to(
    target: str | os.PathLike[str] | BinaryIO,
    document: PictureDocument,
    form: Form,
    layout: Literal["graph", "page"],
) -> None:
    """Write a picture to a path, whole or not at all, or to a stream; UTF-8 in any locale."""
    text = render_text(document, form, layout).encode()
    opened = whole_file(target) if isinstance(target, str | os.PathLike) else nullcontext(target)
    with opened as stream:
        stream.write(text)
