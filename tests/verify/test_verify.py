"""The checker accepts every true plan, and names what is wrong with every other."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from skillgraph.model.plan import Missing, Step
from skillgraph.planner import plan
from skillgraph.planner.alternatives import alternatives
from skillgraph.verify.plan import verify
from skillgraph.verify.search import Tries

from ..planner.agreement import answer, essence  # noqa: TID252 -- tests of one planner
from ..planner.brute_force import best_plan  # noqa: TID252
from ..planner.drawing import seeded_problem  # noqa: TID252
from ..planner.instances import load_cases, parse_instance  # noqa: TID252
from ..planner.notation import Notation  # noqa: TID252

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem

BATCHES, BATCH_SIZE = 10, 300
MUTANTS = 1_000
SOME_REFUTED = 50


def shown(problem: Problem, claim: Plan) -> str:
    notation = Notation(problem)
    found = verify(problem, claim)
    told = [
        (each.rule, each.message.format(*(notation.names.get(n, n) for n in each.nodes)))
        for each in found.violations
    ]
    return f"{notation.problem_line()}\n{notation.plan_lines(claim)}\n{told} {found.bound}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_true_plan_is_accepted(batch: int) -> None:
    """What the checker makes of its stages and steps is the planner's plan, reasons and all."""
    for seed in range(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE):
        problem = seeded_problem(seed)
        claim = answer(plan, problem)
        if claim is not None:
            found = verify(problem, claim)
            assert not found.violations, f"seed {seed}: {shown(problem, claim)}"
            assert not found.unchecked, f"seed {seed}: {found.unchecked}"
            assert found.plan == claim, f"seed {seed}: {shown(problem, found.plan)}"


def test_the_cases_are_accepted() -> None:
    for case in load_cases("planner-cases.json"):
        problem = parse_instance(case.instance).problem
        claim = answer(plan, problem)
        if claim is not None:
            assert not verify(problem, claim).violations, f"{case.name}: {shown(problem, claim)}"


def test_a_large_plan_is_accepted_in_a_moment() -> None:
    case = next(each for each in load_cases("planner-hard.json.gz") if "catalogue-60" in each.name)
    problem = parse_instance(case.instance).problem
    found = verify(problem, plan(problem))
    assert not found.violations


def drop(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    at = chance.randrange(len(claim.steps))
    return claim._replace(steps=claim.steps[:at] + claim.steps[at + 1 :])


def add(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    outside = sorted(problem.skills.keys() - {step.skill for step in claim.steps})
    step = Step(chance.choice(outside), problem.target, raised=False, waiting=0, because=())
    at = chance.randrange(len(claim.steps) + 1)
    return claim._replace(steps=(*claim.steps[:at], step, *claim.steps[at:]))


def swap(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    steps = list(claim.steps)
    at, other = chance.sample(range(len(steps)), 2)
    steps[at], steps[other] = steps[other], steps[at]
    return claim._replace(steps=tuple(steps))


def misplace(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    return _step(claim, chance, stage=chance.choice(sorted(problem.stages)))


def mislabel(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    step = chance.choice(claim.steps)
    return _step(claim, chance, raised=not step.raised)


def miscount(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    return _step(claim, chance, waiting=chance.randrange(5))


def misprice(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    cost = claim.cost + chance.choice((-1, 1))
    return claim._replace(cost=cost, lower_bound=cost)


def overclaim(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem, chance
    return claim._replace(lower_bound=claim.lower_bound + 1)


def shorten(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    at = chance.randrange(len(claim.stages))
    return claim._replace(stages=claim.stages[:at] + claim.stages[at + 1 :])


def lengthen(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    return claim._replace(stages=(chance.choice(sorted(problem.stages)), *claim.stages))


def misassume(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    listed = set(claim.assumed) ^ {chance.choice(sorted(problem.skills))}
    return claim._replace(assumed=tuple(sorted(listed)))


def mispractise(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    listed = set(claim.practise) ^ {chance.choice(sorted(problem.skills))}
    return claim._replace(practise=tuple(sorted(listed)))


def misjudge(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    del problem
    words = ["held", "unknown", "impossible", "ready", "planned"]
    return claim._replace(status=chance.choice(words))


def misblame(problem: Problem, claim: Plan, chance: random.Random) -> Plan:
    skill = chance.choice(sorted(problem.skills))
    return claim._replace(missing=(Missing(skill, "avoided", ()),))


def _step(claim: Plan, chance: random.Random, **changes: object) -> Plan:
    steps = list(claim.steps)
    at = chance.randrange(len(steps))
    steps[at] = steps[at]._replace(**changes)
    return claim._replace(steps=tuple(steps))


ANY = (misassume, misjudge)
OF_STATUS = {
    "planned": (
        drop, add, swap, misplace, mislabel, miscount, misprice, overclaim, shorten, lengthen,
        mispractise, *ANY,
    ),
    "ready": (add, misprice, overclaim, shorten, lengthen, mispractise, *ANY),
    "impossible": (misblame, *ANY),
}  # fmt: skip


def mutated(problem: Problem, claim: Plan, chance: random.Random) -> Plan | None:
    """Return another claim, one change away, its cost made to fit; None where none was found."""
    change = chance.choice(OF_STATUS.get(claim.status, ANY))
    try:
        false = change(problem, claim, chance)
    except (IndexError, ValueError):  # nothing there to change
        return None
    if change not in {drop, add}:
        return false
    skills = [problem.skills[step.skill] for step in false.steps]
    hours = [sum(each.effort_hours or problem.default_effort_hours) for each in skills]
    cost = len(skills) if problem.options.by == "count" else sum(hours)
    return false._replace(cost=cost, lower_bound=cost)


def false_claims() -> Iterator[tuple[Problem, Plan]]:
    """Yield claims that the brute force contradicts, each in what the checker promises to see.

    Costs are made to fit the steps, so that not every change shows there.
    """
    chance = random.Random(6)  # noqa: S311 -- the same claims in each run
    seed = 100_000
    while True:
        seed += 1
        problem = seeded_problem(seed)
        truth = answer(best_plan, problem)
        claim = truth and mutated(problem, truth, chance)
        if truth is None or claim is None:
            continue
        if untrue(truth, claim):
            yield problem, claim


def untrue(truth: Plan, claim: Plan) -> bool:
    """Tell whether a claim says what isn't so, of all that the checker looks at."""
    true, false = essence(truth), essence(claim)
    return any(true[key] != false[key] for key in true if key not in {"choices", "other route"})


def test_a_thousand_false_plans_are_rejected() -> None:
    accepted: list[str] = []
    rules: Counter[int] = Counter()
    for _, (problem, claim) in zip(range(MUTANTS), false_claims(), strict=False):
        found = verify(problem, claim).violations
        rules.update(each.rule for each in found)
        if not found:
            accepted.append(shown(problem, claim))
    assert not accepted, f"{len(accepted)} accepted:\n" + "\n\n".join(accepted[:5])
    assert rules.keys() >= {1, 2, 4, 6, 7, 8, 10}


def test_proofs_are_true_and_frequent() -> None:
    """A bound that is called proved is the best cost; most small ones are."""
    bounds: Counter[str] = Counter()
    for seed in range(600):
        problem = seeded_problem(seed)
        truth = answer(best_plan, problem)
        if truth is None or truth.status not in {"planned", "ready"}:
            continue
        bounds[verify(problem, truth).bound] += 1
        lower = truth._replace(lower_bound=max(truth.cost - 1, 0), optimal=False)
        assert verify(problem, lower).bound in {"proved", "not proved here"}
    assert bounds.keys() == {"proved"}


def test_what_there_is_too_much_to_try_for_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a single try nothing true is rejected, and nothing that was not tried is passed."""
    monkeypatch.setattr("skillgraph.verify.plan.Tries", lambda: Tries(0))
    bounds: Counter[str] = Counter()
    open_paths: Counter[str] = Counter()
    for seed in range(600):
        problem = seeded_problem(seed)
        claim = answer(plan, problem)
        if claim is None or claim.status not in {"planned", "ready"}:
            continue
        found = verify(problem, claim)
        assert not found.violations, f"seed {seed}: {shown(problem, claim)}"
        bounds[found.bound] += 1
        paths = {each.path for each in found.unchecked}
        assert "optimal" in paths
        assert ("lower_bound" in paths) == (found.bound == "not proved here")
        for at, choice in enumerate(claim.choices):
            assert choice.runner_up is None or f"choices[{at}].runner_up" in paths
        assert claim.other_route is None or "other_route" in paths
        open_paths.update(paths)
    assert bounds["proved"] > 4 * bounds["not proved here"] > 0, bounds
    assert open_paths["choices[0].equal"]
    assert open_paths["other_route"]


def test_a_plan_that_is_not_the_best_is_refuted() -> None:
    """The next best plan by the same stages is a plan, and its claim to be the best is refuted."""
    refuted = 0
    for seed in range(1_500):
        problem = seeded_problem(seed)
        best = answer(plan, problem)
        for rival in alternatives(problem, most=2) if best is not None else ():
            skills = frozenset(rival.skills)
            chosen = problem.options._replace(choose=skills)
            claim = answer(plan, problem._replace(options=chosen))
            if claim is None or (claim.stages, claim.cost) != (rival.stages, rival.cost):
                continue
            found = verify(problem, claim)
            if rival.extra_cost > 0 and rival.stages == best.stages:
                assert found.bound == "refuted", f"seed {seed}: {shown(problem, claim)}"
                refuted += 1
    assert refuted > SOME_REFUTED
