"""Rules 5 and 9: the other route, runners-up and equals, by their definition, as far as tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.plan import Choice, Plan, Route, RunnerUp
from skillgraph.verify.chains import Map, parted_chains
from skillgraph.verify.following import open_choices
from skillgraph.verify.needs import Needs
from skillgraph.verify.person import Person
from skillgraph.verify.search import Search, TooMuchToTryError, Tries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.problem import Problem
    from skillgraph.verify.bound import Found
    from skillgraph.verify.needs import Need

    Chains = Sequence[tuple[int, ...]]


def choices(
    needs: Needs, claim: Plan, competing: Chains | None, search: Search
) -> Iterator[tuple[Choice, bool]]:
    """Yield the choices of a plan, each with whether its runner-up and its equals are known."""
    learnt = {step.skill for step in claim.steps}
    for owner, need in open_choices(needs, claim.stages, learnt):
        taken = tuple(sorted(need.unstruck & learnt))
        bare = Choice(owner, need.requirement, taken, (), None)
        try:
            yield _compared(bare, need, claim.cost or 0, competing, search), True
        except TooMuchToTryError:
            yield bare, False


def _compared(
    choice: Choice, need: Need, cost: int, competing: Chains | None, search: Search
) -> Choice:
    rivals = [search.best(competing, out=frozenset([taken])) for taken in choice.chosen]
    best = min((rival for rival in rivals if rival is not None), default=None)
    if best is None:
        return choice
    runner_up = RunnerUp(tuple(sorted(need.unstruck.intersection(best.skills))), best.cost - cost)
    if runner_up.extra_cost:
        return choice._replace(runner_up=runner_up)
    equal = tuple(
        option
        for option in sorted(need.unstruck.difference(choice.chosen))
        if any(
            search.is_within(cost, competing, out=frozenset([taken]), taken=frozenset([option]))
            for taken in choice.chosen
        )
    )
    return choice._replace(equal=equal, runner_up=runner_up)


def other_route(claim: Plan, others: Chains | None, search: Search) -> tuple[Route | None, bool]:
    """Return the best plan by the chains that don't compete, and whether that is known."""
    try:
        found = search.best(others)
    except TooMuchToTryError:
        return None, False
    if found is None:
        return None, True
    return Route(found.chain, found.cost - (claim.cost or 0), found.skills), True


def left_over(problem: Problem, tries: Tries) -> tuple[int, ...] | None:
    """Return what the best plan for a problem teaches; None where that is not known."""
    person = Person(problem)
    needs = Needs(person)
    learnable = needs.learnable()
    chart = Map(person, learnable)
    if problem.target in person.had or problem.target in problem.held_roles:
        return ()
    try:
        search = Search(needs, learnable, tries)
        found: Found | None = search.best(parted_chains(chart)[0])
    except TooMuchToTryError:
        return None
    return found.skills if found is not None else ()
