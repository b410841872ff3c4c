"""Targets that no plan leads to, drawn."""

from __future__ import annotations

import pytest

from skillgraph.lint.learning import learnable
from skillgraph.lint.targets import find_unreachable

from .drawing import drawn, told

CIRCLE = "h: g\ng: h\n"
CASES = {
    "a skill in a cycle is told of as a cycle": (CIRCLE, []),
    "what needs it can't be had": (CIRCLE + "a: h", ["warning a h by a-h-g-h"]),
    "nor what needs that": (
        CIRCLE + "R: b\nb: a\na: g",
        ["warning R b by R-b-a-g-h-g", "warning b a by b-a-g-h-g", "warning a g by a-g-h-g"],
    ),
    "a choice with another option can": (CIRCLE + "R: 1 of h x", []),
    "two of three can't": (CIRCLE + "R: 2 of h g x", ["warning R h g by R-h-g-h"]),
    "what is less than essential stops nobody": (CIRCLE + "R: important h, x", []),
    "nothing is known": ("R", ["info R"]),
    "a first job needs no chain": ("R: a", []),
    "a chain from a first job": ("R: a\nS < R: b", []),
    "jobs that lead to each other alone": (
        "R < S: a\nS < R: a",
        ["info R S", "info S R"],
    ),
    "one of them is an entry": ("R entry < S: a\nS < R: a", []),
    "a stage without requirements is passed by no chain": (
        "R\nS < R: a",
        ["info R", "info S R"],
    ),
    "nor one that can't be completed": (
        CIRCLE + "R: h\nS < R: a",
        ["warning R h by R-h-g-h", "info S R"],
    ),
    "another way round is enough": ("Q: a\nR\nS < Q, R: a", ["info R"]),
    "practice is asked of nobody": ("R: m\nm: practised", []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_drawn_graph(name: str) -> None:
    text, expected = CASES[name]
    whole = drawn(text)
    assert told(whole, find_unreachable(whole, learnable(whole))) == expected


def test_the_sentence_says_which_option_is_the_cause() -> None:
    whole = drawn(CIRCLE + "R: 2 of h x y z, 3 of x h y, h")
    (finding,) = find_unreachable(whole, learnable(whole))
    assert finding.message == (
        "R can't be completed: it needs x, h and y, and h can't be learnt;"
        " and h, which can't be learnt (R → h → g → h)."
    )
    assert finding.statements == ((2, 201), (2, 202))


def test_the_sentence_says_when_all_are() -> None:
    whole = drawn(CIRCLE + "R: 1 of h g")
    (finding,) = find_unreachable(whole, learnable(whole))
    assert "it needs one of h and g, none of which can be learnt" in finding.message
