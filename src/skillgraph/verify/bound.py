"""Rule 7: whether nothing costs less, as far as that can be told without a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.verify.steps import effort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.problem import Requirement
    from skillgraph.verify.person import Person

#: So many other options are tried, at the most, for a better plan.
MOST_TRIES = 200


def cost(person: Person, skill: int) -> int:
    """Return what a step costs, in the unit that was asked for."""
    return 1 if person.problem.options.by == "count" else effort(person, skill)


def rank(person: Person, learnt: set[int]) -> tuple[int, int, int, list[int]]:
    """Return what plans by the same stages are ordered by: the less, the better."""
    hours = sum(effort(person, skill) for skill in learnt)
    return sum(cost(person, skill) for skill in learnt), hours, len(learnt), sorted(learnt)


def least_cost(person: Person, chains: Sequence[tuple[int, ...]], learnable: set[int]) -> int:
    """Return a cost that no plan by one of these chains is below."""
    return min(_least(person, chain, learnable) for chain in chains)


def find_better(
    person: Person, stages: Sequence[int], learnt: set[int], learnable: set[int]
) -> set[int] | None:
    """Return the skills of a better plan by these stages, if one is stumbled on.

    Single steps are left out, and single options taken in; what then is no longer needed goes.
    """
    tries: list[set[int]] = [set()]
    for owner in [*stages, *sorted(learnt)]:
        asked = person.asked_of_stage(owner) if owner in stages else person.asked_of_step(owner)
        for need in asked:
            if not person.meets(need):
                rivals = (person.left(need)[1] & learnable) - learnt
                tries += [{rival} for rival in sorted(rivals)]
    for added in tries[:MOST_TRIES]:
        wider = learnt | _forced(person, [], set(added), learnable)[0]
        pruned = _pruned(person, stages, wider)
        if pruned is not None and rank(person, pruned) < rank(person, learnt):
            return pruned
    return None


def _least(person: Person, stages: Sequence[int], learnable: set[int]) -> int:
    """Return a cost that no plan by these stages is below: what is forced, and disjoint choices."""
    asked = [need for stage in stages for need in person.asked_of_stage(stage)]
    chosen = person.problem.options.choose - person.had.keys()
    forced, open_needs = _forced(person, asked, set(chosen), learnable)
    least = sum(cost(person, skill) for skill in forced)
    used: set[int] = set(forced)
    for count, options in sorted(open_needs, key=lambda need: len(need[1])):
        free = options - forced
        if free.isdisjoint(used):
            used |= free
            costs = sorted(cost(person, skill) for skill in free)
            least += sum(costs[: count - len(options & forced)])
    return least


def _forced(
    person: Person, asked: Sequence[Requirement], forced: set[int], learnable: set[int]
) -> tuple[set[int], list[tuple[int, set[int]]]]:
    """Return the steps that every plan has, and what those and `asked` leave open.

    What is open is so many of such options; a need that what is forced meets is open no more.
    """
    queue = [*asked, *(need for skill in forced for need in person.asked_of_step(skill))]
    open_needs: list[tuple[int, set[int]]] = []
    for need in queue:
        if person.meets(need):
            continue
        count, options = person.left(need)
        missing = {each for each in options if not person.has(each, need.level)}
        count -= len(options) - len(missing)
        had = missing & learnable
        if len(had) == count:
            fresh = had - forced
            forced |= fresh
            queue += [each for skill in sorted(fresh) for each in person.asked_of_step(skill)]
        else:
            open_needs.append((count, had))
    return forced, [need for need in open_needs if len(need[1] & forced) < need[0]]


def _pruned(person: Person, stages: Sequence[int], learnt: set[int]) -> set[int] | None:
    """Return a set without what it can do without, the dearest first; None where it is no plan."""
    if not is_plan(person, stages, learnt):
        return None
    kept = set(learnt)
    for skill in sorted(learnt, key=lambda each: (-cost(person, each), each)):
        if is_plan(person, stages, kept - {skill}):
            kept.remove(skill)
    return kept


def is_plan(person: Person, stages: Sequence[int], learnt: set[int]) -> bool:
    """Tell whether a set of skills, no raises among them that nothing asks for, is a plan."""
    chosen = person.problem.options.choose - person.had.keys()
    if not chosen <= learnt:
        return False
    if not all(
        person.meets(need, learnt) for stage in stages for need in person.asked_of_stage(stage)
    ):
        return False
    done: set[int] = set()
    waiting = set(learnt)
    while more := {
        skill
        for skill in waiting
        if all(person.meets(need, done) for need in person.asked_of_step(skill))
    }:
        done |= more
        waiting -= more
    return not waiting
