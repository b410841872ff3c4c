"""A picture as a graph in DOT, for Graphviz (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.pages.curves import arrows_at_rest, arrows_of
from skillgraph.pages.fields import fields_of, names_of
from skillgraph.pages.looks import LOOKS, looks_of
from skillgraph.pages.network import layout_of
from skillgraph.pages.sentences import title_of
from skillgraph.views.text import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.pictures import PictureDocument

_STYLES = {"essential": "solid", "important": "dashed", "helpful": "dotted"}


def render_dot(document: PictureDocument) -> str:
    """Return a picture in DOT: categories or stages as clusters, every edge with its kind.

    A plan has the edges between its steps alone.
    """
    return "\n".join([*_dot_lines(cleaned(document)), ""])


def _dot_lines(document: PictureDocument) -> Iterator[str]:
    looks, names = looks_of(document), names_of(document)
    yield f"digraph {quoted(title_of(document))} {{"
    yield "  rankdir=LR; compound=true; fontname=Helvetica;"
    yield "  node [fontname=Helvetica, fontsize=11, height=0.3];"
    yield "  edge [color=gray50, arrowsize=0.6];"
    for number, (title, ids) in enumerate(fields_of(document, layout_of(document))):
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={quoted(title)}; style=rounded; color=gray80;"
        for id_ in ids:
            look = LOOKS[looks[id_]]
            yield (
                f"    {quoted(id_)} [label={quoted(names[id_])}, shape={look.dot_shape}, "
                f'color="{look.light}"];'
            )
        yield "  }"
    whole = document["plan"] is None
    for arrow in arrows_of(document) if whole else arrows_at_rest(document):
        facts = [f"class={quoted(arrow.kind)}"]
        if arrow.importance:
            facts.append(f"style={_STYLES[arrow.importance]}")
        yield f"  {quoted(arrow.start)} -> {quoted(arrow.end)} [{', '.join(facts)}];"
    yield "}"


def quoted(text: str) -> str:
    r"""Return a text as DOT quotes it, so that Graphviz shows it as it is.

    It ends no script element, should the drawing stand in one.

    >>> print(quoted('C:\\new "x"'), quoted("<b>x</b>"))
    "C:\\new \"x\"" "<b>x<\/b>"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    apart = escaped.replace("</", "<\\/").replace("<!", "<\\!")
    return f'"{apart}"'
