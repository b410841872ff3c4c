"""Cycles of prerequisites, drawn: printed whole, with their exits."""

from __future__ import annotations

import pytest

from skillgraph.lint.cycles import find_cycles
from skillgraph.lint.learning import learnable

from .drawing import drawn, told

CASES = {
    "two wait for each other": ("a: b\nb: a\nc: a", ["warning a b by a-b-a"]),
    "the ring is the shortest, the others follow": (
        "a: b\nb: c\nc: a, d\nd: c\n",
        ["warning c d a b by c-d-c"],
    ),
    "two cycles are two findings": (
        "a: b\nb: a\nc: d\nd: c",
        ["warning a b by a-b-a", "warning c d by c-d-c"],
    ),
    "a choice leads out": ("a: 1 of b x\nb: a", ["info a b by a-b-a"]),
    "a choice whose other option is stuck leads nowhere": (
        "a: 1 of b x\nb: a\nx: y\ny: x",
        ["warning a b by a-b-a", "warning x y by x-y-x"],
    ),
    "two of three needs two outside": ("a: 2 of b c x\nb: a\nc: a", ["warning a b c by a-b-a"]),
    "some are stuck and some have a way out": (
        "a: 1 of c x\nc: d\nd: c, a",
        ["warning c d a by c-d-c"],
    ),
    "the ring goes round among those that are stuck": (
        "a: 1 of b c x\nb: a\nc: d\nd: e\ne: c, a",
        ["warning c d e a b by c-d-e-c"],
    ),
    "what is less than essential waits for nothing": ("a: important b\nb: a", []),
    "what grows at work is struck": ("a: m\nm: practised", []),
    "roles are in no cycle of prerequisites": ("R: a\na: b", []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_drawn_graph(name: str) -> None:
    text, expected = CASES[name]
    whole = drawn(text)
    assert told(whole, find_cycles(whole, learnable(whole))) == expected


def test_the_sentence_names_the_exit() -> None:
    whole = drawn("a: 1 of b x y\nb: a")
    (finding,) = find_cycles(whole, learnable(whole))
    assert finding.message == (
        "a → b → a: these wait for each other, and all can be learnt."
        " Exit: a asks for one of b, x and y, and x or y will do."
    )
    assert finding.exits == ((0, 0),)
    assert finding.statements == ((0, 0), (1, 100))


def test_the_sentence_says_that_there_is_none() -> None:
    whole = drawn("a: b\nb: c\nc: d\nd: a, c")
    (finding,) = find_cycles(whole, learnable(whole))
    assert finding.message == (
        "c → d → c: no exit, none of these can be learnt; in the same cycle: a and b."
    )
    assert finding.exits == ()
