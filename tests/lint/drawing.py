"""Tiny graphs for the checks, drawn in a line a node.

::

    a: b, 2 of c d e, x@3    skill a needs b, two of c, d and e, and x at level 3
    m: practised             skill m grows at work
    R < Q, S: a, important b role R follows Q and S, and lists a and, less important, b
    R entry: a               a person may start as R
    R                        nothing is known of R

Capitals are roles; a skill that is only named needs nothing. Positions follow the order of naming.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.model.problem import ESSENTIAL, IMPORTANT, Level, Requirement
from skillgraph.model.whole import Label, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.whole import Finding

_LINE = re.compile(r"(\w+)( entry)?(?: < ([\w, ]+))?(?::(.*))?")
_ITEM = re.compile(r"(important )?(?:(\d) of )?([\w ]+)(?:@(\d))?")


def drawn(text: str) -> Whole:
    """Return the graph of a drawing."""
    numbers: dict[str, int] = {}
    practised, entries, moves = set(), {}, []
    requirements: dict[int, tuple[Requirement, ...]] = {}

    def number(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    for line in filter(None, map(str.strip, text.splitlines())):
        match = _LINE.fullmatch(line)
        assert match, line
        owner = number(match[1])
        if match[1].isupper():
            entries[owner] = bool(match[2])
        moves += [(number(each.strip()), owner) for each in (match[3] or "").split(",") if each]
        if (match[4] or "").strip() == "practised":
            practised.add(owner)
            continue
        listed = []
        for at, item in enumerate(filter(None, (match[4] or "").split(","))):
            important, count, options, level = _ITEM.fullmatch(item.strip()).groups()
            listed.append(Requirement(
                owner * 100 + at, tuple(number(each) for each in options.split()),
                int(count or 1), IMPORTANT if important else ESSENTIAL,
                Level(float(level), "scale:s") if level else None,
            ))  # fmt: skip
        if listed:
            requirements[owner] = tuple(listed)
    names = {number: name for name, number in numbers.items()}
    kinds = {number: "role" if name.isupper() else "skill" for name, number in numbers.items()}
    return Whole(
        names, kinds, (), requirements, frozenset(practised), frozenset(), entries, tuple(moves)
    )


def labelled(*nodes: str | Iterable[str], language: str = "en", kind: str = "skill") -> Whole:
    """Return a graph of nodes with these labels, the first of each the preferred one."""
    texts = [[node] if isinstance(node, str) else list(node) for node in nodes]
    return Whole(
        {number: each[0] for number, each in enumerate(texts)},
        dict.fromkeys(range(len(texts)), kind),
        tuple(
            Label(number, text, language, at == 0)
            for number, each in enumerate(texts)
            for at, text in enumerate(each)
        ),
    )


def told(whole: Whole, findings: Iterable[Finding]) -> list[str]:
    """Return findings as a test reads them: the severity, the nodes, the way."""
    return [
        " ".join([each.severity, *(whole.names[node] for node in each.nodes)])
        + (f" by {'-'.join(whole.names[node] for node in each.path)}" if each.path else "")
        for each in findings
    ]
