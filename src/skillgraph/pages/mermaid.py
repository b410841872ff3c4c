"""A picture as a flowchart of Mermaid, which Markdown pages draw (https://mermaid.js.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.pages.curves import arrows_at_rest, arrows_of
from skillgraph.pages.fields import fields_of, names_of
from skillgraph.pages.looks import LOOKS, looks_of, shown_looks
from skillgraph.pages.network import layout_of
from skillgraph.views.text import cleaned
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.pages.curves import Arrow

#: Mermaid refuses more, and more text than 50,000 characters.
_MOST_EDGES = 500
_SHAPES = {
    "skill": "([{}])", "practice": "([{}])", "held": "([{}])", "work": "([{}])",
    "track": "{{{{{}}}}}", "choice": "{{{{{}}}}}", "option": "{{{{{}}}}}",
    "category": ">{}]", "strategy": "[/{}\\]", "group": "[\\{}/]", "organisation": "[[{}]]",
}  # fmt: skip
_LINES = {"next": "==>", "helpful": "-.->", "important": "-.->"}
_PLAIN = frozenset(" .,-+/")


def render_mermaid(document: PictureDocument) -> str:
    """Return a picture as a flowchart: categories or stages as subgraphs, what leads where.

    Where there are more edges than Mermaid takes, the moves and what matters most come first, and
    a comment says how many are left out.
    """
    return "\n".join([*_mermaid_lines(cleaned(document)), ""])


def _mermaid_lines(document: PictureDocument) -> Iterator[str]:
    looks, names = looks_of(document), names_of(document)
    numbers = {node["id"]: f"n{number}" for number, node in enumerate(document["nodes"])}
    yield f"flowchart {'LR' if document['plan'] is None else 'TD'}"
    for number, (title, ids) in enumerate(fields_of(document, layout_of(document))):
        if not ids:
            continue
        yield f'  subgraph s{number}["{encoded(title)}"]'
        for id_ in ids:
            shape = _SHAPES.get(looks[id_], "[{}]")
            yield f"    {numbers[id_]}{shape.format(chr(34) + encoded(names[id_]) + chr(34))}"
        yield "  end"
    for start, end in _order(document):
        yield f"  {numbers[start]} -.- {numbers[end]}"
    arrows = _arrows(document)
    for arrow in arrows[:_MOST_EDGES]:
        line = _LINES.get(arrow.kind, _LINES.get(arrow.importance, "-->"))
        yield f"  {numbers[arrow.start]} {line} {numbers[arrow.end]}"
    if len(arrows) > _MOST_EDGES:
        yield f"  %% {len(arrows) - _MOST_EDGES} more edges than Mermaid draws are left out"
    for look in shown_looks(looks):
        members = ",".join(numbers[id_] for id_, name in looks.items() if name == look.name)
        yield f"  classDef {look.name} stroke:{LOOKS[look.name].light},stroke-width:2px"
        yield f"  class {members} {look.name}"


def _order(document: PictureDocument) -> list[tuple[str, str]]:
    """Return what keeps the stages of a plan in order, from and to.

    The last steps of a stage lead to it, and it to the first ones of the next.
    """
    plan = document["plan"]
    if plan is None:
        return []
    stage_of = {step["id"]: step["stage"] for step in plan["steps"]}
    inner = [
        arrow
        for arrow in arrows_at_rest(document)
        if stage_of.get(arrow.start) == stage_of.get(arrow.end)
    ]
    waited_for, waiting = {arrow.start for arrow in inner}, {arrow.end for arrow in inner}
    before = dict(zip([stage["id"] for stage in plan["stages"][1:]], plan["stages"], strict=False))
    found = []
    for step, stage in stage_of.items():
        if step not in waited_for and stage != step:
            found.append((step, stage))
        if step not in waiting and stage in before:
            found.append((before[stage]["id"], step))
    return found


def _arrows(document: PictureDocument) -> list[Arrow]:
    if document["plan"] is not None:
        return arrows_at_rest(document)
    found = [arrow for arrow in arrows_of(document) if arrow.kind in {"next", "needs"}]
    return sorted(
        found, key=lambda arrow: IMPORTANCES.index(arrow.importance) if arrow.importance else -1
    )


def encoded(text: str) -> str:
    """Return a text as Mermaid takes it in quotes: whatever might mean something is a code.

    >>> encoded('C# "x" <b>')
    'C#35; #34;x#34; #60;b#62;'
    """
    return "".join(char if char.isalnum() or char in _PLAIN else f"#{ord(char)};" for char in text)
