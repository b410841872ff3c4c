"""Chains by the thousand, choices of a thousand: the deadline holds, and bounds are proved."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from skillgraph.model.problem import ESSENTIAL, Problem, Requirement, Skill, Stage
from skillgraph.planner import landmarks, plan

if TYPE_CHECKING:
    import pytest

LAYERS, WIDTH = 16, 3


def layered() -> Problem:
    """Draw WIDTH stages a layer, each leading to all of the next one: 3**16 chains to the target.

    Stage s asks for skill s alone, of s + 1 hours; the target for one of 1,000 hours.
    """
    count = LAYERS * WIDTH
    target = 2 * count + 1
    skills = {s: Skill((s + 1, s + 1), practised=False, requirements=()) for s in range(count)}
    skills[count] = Skill((1000, 1000), practised=False, requirements=())
    stages = {
        count + 1 + s: Stage((Requirement(s, (s,), 1, ESSENTIAL),), entry=s < WIDTH)
        for s in range(count)
    }
    stages[target] = Stage((Requirement(count, (count,), 1, ESSENTIAL),))
    moves = [
        (count + 1 + s, count + 1 + e)
        for layer in range(LAYERS - 1)
        for s in range(layer * WIDTH, (layer + 1) * WIDTH)
        for e in range((layer + 1) * WIDTH, (layer + 2) * WIDTH)
    ]
    moves += [(target - WIDTH + s, target) for s in range(WIDTH)]
    return Problem(skills, stages, tuple(moves), {}, frozenset(), target)


def test_the_deadline_holds_and_the_bound_is_true() -> None:
    began = monotonic()
    answer = plan(layered(), timeout=0.5)
    assert monotonic() - began < 20  # the machine may be slow; there are 43 million chains
    least = 2000 + sum(2 * (layer * WIDTH + 1) for layer in range(LAYERS))
    assert answer.status == "planned"
    assert not answer.optimal
    assert answer.cost is not None
    assert answer.lower_bound is not None
    assert 2000 <= answer.lower_bound <= least <= answer.cost


def half_of(many: int) -> Problem:
    """Draw a target that asks for any half of so many skills, no two of the same hours."""
    skills = {s: Skill((s, s + 1), practised=False, requirements=()) for s in range(1, many + 1)}
    need = Requirement(many + 2, tuple(skills), many // 2, ESSENTIAL)
    return Problem(skills, {many + 1: Stage((need,))}, (), {}, frozenset(), many + 1)


def test_landmarks_are_sought_no_longer_than_time_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each landmark takes a wave; there are as many as skills, and they were all sought."""
    waves = 0
    real = landmarks.Wave.__init__

    def counted(*arguments: Any, **more: Any) -> None:
        nonlocal waves
        waves += 1
        real(*arguments, **more)

    monkeypatch.setattr(landmarks.Wave, "__init__", counted)
    for timeout in (0, 0.001):
        waves = 0
        answer = plan(half_of(400), timeout=timeout, compare=False)
        assert waves < 100
        assert answer.status == "planned"
        assert not answer.optimal
        assert answer.cost is not None
        assert answer.lower_bound is not None
        assert answer.lower_bound <= sum(2 * s + 1 for s in range(1, 201)) <= answer.cost
