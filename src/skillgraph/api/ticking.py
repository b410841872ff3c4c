"""A tick list of what a plan takes, and what a person ticked on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.errors import AmbiguousName, NameNotFound, Problems
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.api.opened import SkillGraph
    from skillgraph.model.documents.plan import PlanDocument

_LINE = re.compile(r"\[(?P<mark>[^\]]*)\]\s*(?P<id>\S+)")
_TICKS = frozenset(("x", "X", "✓", "v", "V"))


def tick_list(plan: PlanDocument) -> str:
    """Return the skills that a plan takes and leans on, a line each, under their stages."""
    target = plan["target"]["label"]
    return "\n".join([
        f"# What the plan to {target} takes. Put an x between the brackets of what you hold:",
        "#   [x] skill:sql",
        "# then save and close. Lines without an x change nothing; lines may be deleted.",
        *_lines(plan),
        "",
    ])  # fmt: skip


def _lines(plan: PlanDocument) -> Iterator[str]:
    for stage in plan["stages"]:
        steps = [step for step in plan["steps"] if step["stage"] == stage["id"]]
        if steps:
            yield from ["", f"# {_plain(stage['label'])}"]
            yield from (f"[ ] {step['id']}  # {_plain(step['label'])}" for step in steps)
    for heading, refs in (
        ("These grow at work:", plan["practise"]),
        ("These are assumed, since they follow from what you hold:", plan["assumed"]),
    ):
        if refs:
            yield from ["", f"# {heading}"]
            yield from (f"[ ] {each['id']}  # {_plain(each['label'])}" for each in refs)


def parse_ticks(graph: SkillGraph, text: str, place: str) -> list[str]:
    """Return the ids of the skills that are ticked; all lines that say nothing are told at once."""
    ticked: dict[str, None] = {}
    noted = Problems()
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        spot, found = f"{place}:{number}", _LINE.match(written)
        mark = found["mark"].strip() if found else ""
        if found is None or mark not in {"", *_TICKS}:
            hint = "Write '[x] NAME' or '[ ] NAME', or delete the line."
            noted.add(spot, f"{quoted(written)} is no line of the list.", hint)
            continue
        try:
            id_ = graph.resolve(found["id"], ("skill",), near=False).id
        except (NameNotFound, AmbiguousName) as error:
            name = quoted(found["id"])
            several = f"{name} may mean several skills."
            told = several if error.candidates else f"no skill is called {name}."
            noted.add(spot, told, "Leave the ids as they are.")
            continue
        if mark:
            ticked.setdefault(id_)
    noted.raise_any()
    return list(ticked)


def _plain(label: str) -> str:
    return "".join(char if char.isprintable() else " " for char in label)
