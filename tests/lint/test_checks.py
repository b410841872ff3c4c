"""All rules together: in which order, on the shipped catalogues, on a large graph."""

from __future__ import annotations

import random

import pytest

from skillgraph import InvalidInput, SkillGraph
from skillgraph.graph.whole import load_whole
from skillgraph.lint.checks import RULES, find_all
from skillgraph.lint.labels import _may_be_slip
from skillgraph.model.problem import Requirement
from skillgraph.model.whole import Label, Whole

from .drawing import drawn

EVERYTHING = "h: g\ng: h\na: 1 of b x\nb: a\nR: h\nS\nd: x, e\ne: x\n"


def test_by_rule_then_warnings_then_position() -> None:
    whole = drawn(EVERYTHING)
    whole = whole._replace(labels=(Label(0, "Teaching", "", True), Label(1, "teaching", "", True)))
    assert [(each.rule, each.severity, each.nodes[0]) for each in find_all(whole)] == [
        ("prerequisite-cycle", "warning", 0),
        ("prerequisite-cycle", "info", 2),
        ("unreachable-target", "warning", 5),
        ("unreachable-target", "info", 6),
        ("unused-skill", "info", 7),
        ("redundant-prerequisite", "info", 7),
        ("near-duplicate-label", "warning", 0),
    ]


@pytest.mark.parametrize("rule", RULES)
def test_one_rule_alone_finds_its_own(rule: str) -> None:
    whole = drawn(EVERYTHING)
    assert find_all(whole, [rule]) == [each for each in find_all(whole) if each.rule == rule]


def test_the_shipped_graph_has_no_cycle_and_nothing_out_of_reach() -> None:
    with SkillGraph.open() as graph:
        whole = load_whole(graph.graph)
        assert len(whole.requirements) > 50
        assert find_all(whole, ["prerequisite-cycle", "unreachable-target"]) == []
        with pytest.raises(InvalidInput, match="there is no rule 'cycle'"):
            graph.lint(["cycle"])


def test_a_graph_as_large_as_esco_takes_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """18,000 nodes, 126,000 labels, 126,000 requirements: few of 70 million pairs are compared."""
    rng = random.Random(0)  # noqa: S311 -- no secret, and it must repeat
    skills, roles = range(15_000), range(15_000, 18_000)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(4, 12)))
             for _ in range(12_000)]  # fmt: skip
    words += [f"{word[:3]}x{word[3:]}" for word in words[:200]]
    labels = tuple(
        Label(node, " ".join(rng.choices(words, k=rng.randint(1, 4))), "en", at == 0)
        for node in (*skills, *roles)
        for at in range(7)
    )
    requirements = {
        owner: tuple(
            Requirement(
                20_000 + owner * 50 + at, (rng.randrange(max(0, owner - 3000), owner),), 1, 1
            )
            for at in range(3)
        )
        for owner in skills[10:]
    } | {
        owner: tuple(
            Requirement(20_000 + owner * 50 + at, (rng.choice(skills),), 1, 1) for at in range(27)
        )
        for owner in roles
    }
    kinds = {**dict.fromkeys(skills, "skill"), **dict.fromkeys(roles, "role")}
    whole = Whole(
        {label.node: label.text for label in labels if label.preferred}, kinds, labels,
        requirements, entries=dict.fromkeys(roles, False),
    )  # fmt: skip
    assert sum(map(len, requirements.values())) > 125_000
    compared = []

    def counted(word: str, other: str) -> bool:
        compared.append((word, other))
        return _may_be_slip(word, other)

    monkeypatch.setattr("skillgraph.lint.labels._may_be_slip", counted)
    found = find_all(whole)
    assert 0 < len(compared) < len(words)
    assert {each.rule for each in found} >= {"redundant-prerequisite", "near-duplicate-label"}
