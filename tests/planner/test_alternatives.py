"""Alternatives, by the brute force: those there are, and what is said of drawing level."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from skillgraph.planner.alternatives import alternatives

from .agreement import answer
from .brute_force import Candidate, _Search, best_plan
from .definition import mask, members
from .drawing import seeded_problem
from .notation import Notation

if TYPE_CHECKING:
    from skillgraph.model.alternatives import Alternative
    from skillgraph.model.problem import Problem

BATCHES, BATCH_SIZE = 8, 250
MANY = 10_000


def needed(search: _Search, chains: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the chains of one kind that no other makes needless: it asks for less, or is first."""
    asks = {chain: frozenset(search.unheld(chain)) for chain in chains}
    return [
        chain
        for chain in chains
        if not any(
            asks[other] <= asks[chain] and (len(other), other) < (len(chain), chain)
            for other in chains
        )
    ]


def listed(problem: Problem) -> list[Candidate]:
    """Return the alternatives by their definition, the best first."""
    truth = best_plan(problem)
    if truth.status not in {"planned", "ready"}:
        return []
    search = _Search(problem)
    chains = list(search.iter_chains())
    competing = needed(search, search.competing(chains))
    others = needed(search, [c for c in chains if c not in search.competing(chains)])
    if not chains:
        competing = [(problem.target,)]
    plans = search.ranked(competing)
    best = plans[0]
    found = set()
    for choice in truth.choices:
        options = mask(choice.requirement.options) & ~mask(search.question.struck)
        taken = mask(choice.chosen)
        for option in members(options & ~taken):
            rivals = [p for p in plans if p.skills >> option & 1 and taken & ~p.skills]
            found.update(rivals[:1])
    for chain in (*competing, *others):
        if chain != best.chain:
            found.update(search.ranked([chain])[:1])
    found.discard(best)
    return sorted(found)


def holding(problem: Problem, skill: int) -> Problem:
    return problem._replace(held_skills={**problem.held_skills, skill: None})


def choosing(problem: Problem, skills: set[int]) -> Problem:
    options = problem.options._replace(choose=problem.options.choose | skills)
    return problem._replace(options=options)


def is_level(problem: Problem, found: Alternative, skill: int) -> bool:
    with_it = holding(problem, skill)
    swapped = {each for swap in found.swaps for each in swap.taken}
    best = best_plan(with_it)
    if not swapped:
        return best.stages == found.stages
    rival = best_plan(choosing(with_it, swapped))
    return (rival.stages, rival.cost) == (found.stages, best.cost)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_alternatives_are_those_of_the_definition(batch: int) -> None:
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = seeded_problem(seed)
        if answer(best_plan, problem) is None:
            continue
        wanted = [(c.chain, tuple(members(c.skills)), c.cost) for c in listed(problem)]
        given = alternatives(problem, most=MANY)
        assert [(a.stages, a.skills, a.cost) for a in given] == wanted, (
            f"seed {seed}: {Notation(problem).problem_line()}"
        )
        assert all(a.proven for a in given)


def test_what_draws_level_does() -> None:
    census: Counter[str] = Counter()
    for seed in range(BATCHES * BATCH_SIZE):
        problem = seeded_problem(seed)
        if answer(best_plan, problem) is None:
            continue
        for found in alternatives(problem, most=3):
            for skill in found.level_if_held:
                census["held"] += 1
                assert is_level(problem, found, skill), f"seed {seed}"
            if found.level_at is not None:
                census["at"] += 1
                (option,) = {each for swap in found.swaps for each in swap.taken}
                low = found.level_at // 2
                cheaper = problem.skills[option]._replace(effort_hours=(low, found.level_at - low))
                skills = {**problem.skills, option: cheaper}
                again = best_plan(problem._replace(skills=skills))
                assert again.cost == found.cost - found.extra_cost, f"seed {seed}"
    assert min(census["held"], census["at"]) > 20, census


def test_fewer_are_the_first_of_more() -> None:
    for seed in range(0, 200, 5):
        problem = seeded_problem(seed)
        if answer(best_plan, problem) is not None:
            assert alternatives(problem, most=2) == alternatives(problem, most=MANY)[:2]
