"""The phrases that findings are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.lint.learning import Need
    from skillgraph.model.whole import Whole

#: A longer list is cut, and so is a longer way.
_MOST = 8


def listed(whole: Whole, nodes: Iterable[int], last: str = "and") -> str:
    """Return the names of nodes as a list in a sentence.

    >>> from skillgraph.model.whole import Whole
    >>> listed(Whole({1: "AWS", 2: "Azure"}, {}), [1, 2], "or")
    'AWS or Azure'
    """
    names = [whole.names[node] for node in nodes]
    if len(names) > _MOST:
        names = [*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"]
    *others, final = names or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def way(whole: Whole, path: Iterable[int], most: int = 2 * _MOST) -> str:
    """Return the names along a path; the middle of a long one is left out.

    >>> from skillgraph.model.whole import Whole
    >>> way(Whole({1: "Hen", 2: "Egg"}, {}), [1, 2, 1])
    'Hen → Egg → Hen'
    """
    names = [whole.names[node] for node in path]
    if len(names) > most:
        names = [*names[: most - 2], f"({len(names) - most + 1} more)", names[-1]]
    return " → ".join(names)


def asked(whole: Whole, need: Need) -> str:
    """Return what a need asks for.

    >>> from skillgraph.lint.learning import Need
    >>> from skillgraph.model.whole import Whole
    >>> asked(Whole({1: "AWS", 2: "Azure"}, {}), Need(0, 1, (1, 2)))
    'one of AWS and Azure'
    """
    if need.count >= len(need.options):
        return listed(whole, need.options)
    return f"{'one' if need.count == 1 else need.count} of {listed(whole, need.options)}"
