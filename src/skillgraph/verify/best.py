"""Rule 7: what becomes of the claim that no plan is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.verification import Unchecked, Violation
from skillgraph.verify.bound import force, least_cost, ranked
from skillgraph.verify.search import TooMuchToTryError, Tries
from skillgraph.verify.steps import cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.plan import Plan
    from skillgraph.model.verification import Bound
    from skillgraph.verify.bound import Found
    from skillgraph.verify.needs import Needs
    from skillgraph.verify.search import Search

    Outcome = tuple[Bound, list[Violation], tuple[Unchecked, ...]]

#: So many other options are tried, at the most, for a better plan that is near at hand.
MOST_TRIES = 200
#: Where a document claims to be the best.
BEST_PATHS = ("optimal", "lower_bound")

_TIES = "That none of the plans that cost the same comes first: there is too much to try here."
_COST = "That nothing costs less is the planner's proof: there is too much to try here."
_NO_CLAIM = "The planner gave the plan without a proof."


def check_best(
    claim: Plan,
    needs: Needs,
    search: Search,
    competing: Sequence[tuple[int, ...]] | None,
    learnable: set[int],
) -> Outcome:
    """Return what became of the claims `optimal` and `lower_bound` of a plan that holds else."""
    total, bound = claim.cost or 0, claim.lower_bound
    if bound is None or not 0 <= bound <= total or (claim.optimal and bound != total):
        told = f"a bound of {bound} can't be for {total}"
        return "refuted", [Violation(7, told, (), "lower_bound")], ()
    no_claim: tuple[Unchecked, ...] = () if claim.optimal else (Unchecked("optimal", _NO_CLAIM),)
    learnt = {step.skill for step in claim.steps}
    try:
        best = search.best(competing)
    except TooMuchToTryError:
        refuted = next(_stumbled(needs, claim, learnt, competing, learnable), None)
        if refuted is not None:
            return "refuted", [refuted], ()
        least = 0 if competing is None else least_cost(needs, competing, learnable)
        unproved: tuple[Unchecked, ...] = (
            () if least >= bound else (Unchecked("lower_bound", _COST),)
        )
        if claim.optimal:
            unproved += (Unchecked("optimal", _COST if unproved else _TIES),)
        return ("not proved here" if least < bound else "proved"), [], (*no_claim, *unproved)
    if best is not None and claim.optimal and best < ranked(needs.person, claim.stages, learnt):
        return "refuted", [_told_best(learnt, best)], ()
    if best is not None and best.cost < bound:
        told = f"a plan costs {best.cost}, less than the bound of {bound}"
        return "refuted", [Violation(7, told, (), "lower_bound")], ()
    return "proved", [], no_claim


def _stumbled(
    needs: Needs,
    claim: Plan,
    learnt: set[int],
    competing: Sequence[tuple[int, ...]] | None,
    learnable: set[int],
) -> Iterator[Violation]:
    """Yield what is better than a plan, where it is near at hand."""
    rival = _find_better(needs, claim.stages, learnt, learnable)
    if rival is not None and (claim.optimal or rival.cost < (claim.lower_bound or 0)):
        yield _told_better(learnt, set(rival.skills))
    for chain in competing if claim.optimal and competing is not None else ():
        shorter = (len(chain), chain) < (len(claim.stages), claim.stages)
        if shorter and needs.is_plan(chain, learnt):
            yield _told_chain(chain)


def _find_better(
    needs: Needs, chain: tuple[int, ...], learnt: set[int], learnable: set[int]
) -> Found | None:
    """Return a better plan by a chain than one of these skills, if one is stumbled on.

    Single steps are left out, and single options taken in; what then is no longer needed goes.
    """
    asked = [need for stage in chain for need in needs.of_stage(stage)]
    asked += [need for skill in sorted(learnt) for need in needs.of_step(skill)]
    rivals = [rival for need in asked for rival in sorted((need.options & learnable) - learnt)]
    claimed = ranked(needs.person, chain, learnt)
    tries = Tries()
    for added in [(), *((rival,) for rival in rivals)][:MOST_TRIES]:
        found = force(needs, (), added, learnable)
        try:
            pruned = None if found is None else _pruned(needs, chain, learnt | found.skills, tries)
        except TooMuchToTryError:
            return None
        if pruned is not None and (rival := ranked(needs.person, chain, pruned)) < claimed:
            return rival
    return None


def _pruned(
    needs: Needs, chain: tuple[int, ...], learnt: set[int], tries: Tries
) -> set[int] | None:
    """Return a set without what it can do without, the dearest first; None where it is no plan."""
    if not needs.is_plan(chain, learnt):
        return None
    kept = set(learnt)
    for skill in sorted(learnt, key=lambda each: (-cost(needs.person, each), each)):
        tries.take(len(kept))
        if needs.is_plan(chain, kept - {skill}):
            kept.remove(skill)
    return kept


def _told_best(learnt: set[int], best: Found) -> Violation:
    if learnt == set(best.skills):
        return _told_chain(best.chain)
    return _told_better(learnt, set(best.skills))


def _told_chain(chain: tuple[int, ...]) -> Violation:
    return Violation(
        7, f"the same steps do for {_marks(chain)}, which comes first", chain, "stages"
    )


def _told_better(learnt: set[int], rival: set[int]) -> Violation:
    added, dropped = sorted(rival - learnt), sorted(learnt - rival)
    told = f"a plan without {_marks(dropped)} is better"
    if added:
        told += f": with {_marks(added, len(dropped))}"
    return Violation(7, told, (*dropped, *added), "optimal")


def _marks(nodes: Sequence[int], first: int = 0) -> str:
    return ", ".join(f"{{{number}}}" for number in range(first, first + len(nodes)))
