"""A plan replayed against its problem: what it claims, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.verification import Bound, Verdict, Violation
from skillgraph.verify.bound import cost, find_better, is_plan, least_cost, rank
from skillgraph.verify.chains import Map, check_chain, competing_chains
from skillgraph.verify.missing import expected_missing
from skillgraph.verify.person import Person
from skillgraph.verify.steps import check_steps, expected_order, relied_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.plan import Plan, Step
    from skillgraph.model.problem import Problem


def verify(problem: Problem, claim: Plan) -> Verdict:
    """Return what is wrong with a plan; its reasons, runners-up and other route are not looked at.

    Rules 1 to 6, 8 and 10 are replayed whole, of rule 7 the cost and, without a search, the bound.
    """
    person = Person(problem)
    learnable = person.learnable()
    chart = Map(person, learnable)
    violations = list(_check_holding(person, claim))
    wanted = _status(chart, learnable, claim)
    if wanted is not None:
        violations.append(wanted)
    bound: Bound = "no claim"
    if claim.status in {"ready", "planned"}:
        plan_violations = list(_check_plan(chart, claim))
        violations += plan_violations
        if not plan_violations:
            bound, refutation = _check_bound(chart, learnable, claim)
            violations += refutation
    else:
        violations += _check_no_plan(person, learnable, claim)
    return Verdict(tuple(violations), bound)


def _check_holding(person: Person, claim: Plan) -> Iterator[Violation]:
    for skill in sorted(person.assumed.keys() ^ set(claim.assumed)):
        what = "follows from what is held" if skill in person.assumed else "does not follow"
        told = "not listed as assumed" if skill in person.assumed else "listed as assumed"
        yield Violation(1, f"{{0}} {what}, and is {told}", (skill,))


def _status(chart: Map, learnable: set[int], claim: Plan) -> Violation | None:
    """Return what is wrong with the status (rule 10), the first that applies."""
    person, problem = chart.person, chart.problem
    target = problem.target
    asked = person.asked_of_stage(target)
    chosen = problem.options.choose - person.had.keys()
    if target in person.had or target in problem.held_roles:
        wanted = "held"
    elif target in problem.stages and not problem.stages[target].requirements:
        wanted = "unknown"
    elif not chosen <= learnable or not all(person.meets(need, learnable) for need in asked):
        wanted = "impossible"
    else:
        wanted = "planned" if claim.steps else "ready"
    if claim.status == wanted:
        return None
    return Violation(10, f"{{0}} is {wanted}, not {claim.status}", (target,))


def _check_plan(chart: Map, claim: Plan) -> Iterator[Violation]:
    person, stages = chart.person, claim.stages
    unknown = [step.skill for step in claim.steps if step.skill not in person.problem.skills]
    if unknown:
        yield Violation(6, "{0} has no part in this question", (unknown[0],))
        return
    yield from check_chain(chart, stages, no_chain=claim.no_chain)
    yield from check_steps(person, stages, claim.steps)
    learnt = {step.skill for step in claim.steps}
    yield from _check_relied_on(person, claim, learnt)
    yield from _check_order(expected_order(person, stages, learnt), claim.steps)
    total = sum(cost(person, skill) for skill in learnt)
    if claim.cost != total:
        yield Violation(7, f"the steps cost {total}, not {claim.cost}", ())


def _check_relied_on(person: Person, claim: Plan, learnt: set[int]) -> Iterator[Violation]:
    relied = relied_on(person, claim.stages, learnt)
    waive = person.problem.options.waive
    for name, listed, wanted in (
        ("practised", claim.practise, relied - waive),
        ("waived", claim.waived, relied & waive),
    ):
        for skill in sorted(set(listed) ^ wanted):
            told = "is not listed" if skill in wanted else "is listed, and not counted on"
            yield Violation(2, f"{{0}} {told} as {name}", (skill,))


def _check_order(wanted: list[tuple[int, int, int]], steps: Sequence[Step]) -> Iterator[Violation]:
    """Yield the first place where the order is another one than rule 8's."""
    for (skill, stage, waiting), step in zip(wanted, steps, strict=False):
        if step.skill != skill:
            yield Violation(8, "{0} comes before {1}", (skill, step.skill))
            return
        if step.stage != stage:
            yield Violation(8, "{0} belongs under {1}", (skill, stage))
            return
        if step.waiting != waiting:
            told = f"{waiting} steps wait for {{0}}, not {step.waiting}"
            yield Violation(8, told, (skill,))
            return


def _check_bound(chart: Map, learnable: set[int], claim: Plan) -> tuple[Bound, list[Violation]]:
    """Return what became of the claim that no plan costs less than the bound."""
    total, bound = claim.cost or 0, claim.lower_bound
    if bound is None or bound > total or (claim.optimal and bound != total):
        return "refuted", [Violation(7, f"a bound of {bound} can't be for {total}", ())]
    learnt = {step.skill for step in claim.steps}
    rival = find_better(chart.person, claim.stages, learnt, learnable)
    if rival is not None and (claim.optimal or rank(chart.person, rival)[0] < bound):
        return "refuted", [_told_better(learnt, rival)]
    chains = competing_chains(chart)
    if claim.optimal and chains is not None:
        for chain in chains:
            shorter = (len(chain), chain) < (len(claim.stages), claim.stages)
            if shorter and is_plan(chart.person, chain, learnt):
                told = f"the same steps do for {_marks(chain)}, which comes first"
                return "refuted", [Violation(7, told, chain)]
    least = None if chains is None else least_cost(chart.person, chains, learnable)
    return ("proved" if least is not None and least >= bound else "not proved here"), []


def _told_better(learnt: set[int], rival: set[int]) -> Violation:
    added, dropped = sorted(rival - learnt), sorted(learnt - rival)
    told = f"a plan without {_marks(dropped)} is better"
    if added:
        told += f": with {_marks(added, len(dropped))}"
    return Violation(7, told, (*dropped, *added))


def _marks(nodes: Sequence[int], first: int = 0) -> str:
    return ", ".join(f"{{{number}}}" for number in range(first, first + len(nodes)))


def _check_no_plan(person: Person, learnable: set[int], claim: Plan) -> Iterator[Violation]:
    """Yield what is wrong where no plan is made, the causes of an impossible one among it."""
    cost = 0 if claim.status == "held" else None
    stages = (person.problem.target,) if claim.status == "held" else ()
    if (claim.cost, claim.stages, claim.steps) != (cost, stages, ()):
        yield Violation(10, f"what is {claim.status} has no steps, stages or cost", ())
    wanted = expected_missing(person, learnable) if claim.status == "impossible" else {}
    claimed = {each.skill: each for each in claim.missing}
    for skill in sorted(wanted.keys() | claimed.keys()):
        if skill not in claimed:
            yield Violation(10, "{0} is missing, and is not listed", (skill,))
        elif skill not in wanted:
            yield Violation(10, "{0} is listed as missing, and is not", (skill,))
        elif wanted[skill] != (claimed[skill].cause, set(claimed[skill].lacks)):
            yield Violation(10, "{0} is missing for another reason", (skill,))
