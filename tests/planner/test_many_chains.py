"""Chains by the thousand: the deadline holds, and the bound claims no more than is proved."""

from __future__ import annotations

from time import monotonic

from skillgraph.model.problem import ESSENTIAL, Problem, Requirement, Skill, Stage
from skillgraph.planner import plan

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
