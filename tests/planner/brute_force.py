"""Rules 4 to 10 of a plan by sheer enumeration: every chain with every set of skills.

It is slow, and right by looking at it. `best_plan` gives what `skillgraph.planner.plan` must, save
for `because`, `recommended` and `essentials`, which rest on no search.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.plan import Choice, Missing, Plan, Route, RunnerUp, Step

from .definition import Ask, Question, mask, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.problem import Problem

Chain = tuple[int, ...]


class Candidate(NamedTuple):
    """A chain and a set of skills that make a plan, in the order of rule 7."""

    order: tuple[int | tuple[int, ...], ...]
    cost: int
    chain: Chain
    skills: int


def best_plan(problem: Problem) -> Plan:
    """Return the plan of the definition; a question that contradicts itself is `InvalidInput`."""
    return _Search(problem).answer()


class _Search:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.target = problem.target
        self.is_skill = problem.target in problem.skills
        self.refuse_contradictions()
        self.question = Question(problem)
        in_h = self.question.had
        self.chosen = mask(problem.options.choose) & ~in_h
        self.sets_in_order = list(self.iter_sets_in_order())

    # Rule 10: what comes before any plan.

    def refuse_contradictions(self) -> None:
        options = self.problem.options
        if options.via and (options.direct or self.is_skill):
            raise InvalidInput(InputProblem("", "via a stage, where there is no chain"))
        practised = {skill for skill in options.choose if self.problem.skills[skill].practised}
        if practised or options.choose & (options.avoid | options.waive):
            raise InvalidInput(InputProblem("", "a chosen skill is avoided, waived or practised"))

    def answer(self) -> Plan:
        assumed = tuple(sorted(self.question.person.assumed))
        if self.target in self.question.person.had or self.target in self.problem.held_roles:
            return Plan("held", 0, 0, optimal=True, stages=(self.target,), assumed=assumed)
        if not self.is_skill and not self.problem.stages[self.target].requirements:
            return Plan("unknown", None, None, optimal=False, assumed=assumed)
        chains = list(self.iter_chains())
        competing = self.competing(chains)
        learnable = self.question.learnable
        if not self.completed((self.target,), learnable) or self.chosen & ~learnable:
            missing = tuple(self.iter_missing())
            return Plan("impossible", None, None, optimal=False, assumed=assumed, missing=missing)
        wants_chain = not (self.problem.options.direct or self.stands_alone())
        others = [chain for chain in chains if chain not in competing]
        return self.planned(
            self.ranked(competing or [(self.target,)]), self.ranked(others)
        )._replace(assumed=assumed, no_chain=wants_chain and not chains)

    # Rules 4 and 5: chains.

    def is_entry(self, stage: int) -> bool:
        return self.problem.stages[stage].entry or all(
            end != stage for _, end in self.problem.moves
        )

    def stands_alone(self) -> bool:
        return self.is_skill or self.is_entry(self.target)

    def iter_chains(self) -> Iterator[Chain]:
        if self.problem.options.direct or self.stands_alone():
            yield (self.target,)
            return
        for start in sorted(self.problem.stages):
            if start in self.problem.held_roles or self.is_entry(start):
                yield from self.iter_walks((start,))

    def iter_walks(self, walk: Chain) -> Iterator[Chain]:
        """Yield every chain that begins with this walk."""
        here = walk[-1]
        if here == self.target:
            yield walk
        elif self.may_pass(here):
            for start, end in sorted(set(self.problem.moves)):
                if start == here and end not in walk and not self.is_entry(end):
                    yield from self.iter_walks((*walk, end))

    def may_pass(self, stage: int) -> bool:
        return stage in self.problem.held_roles or (
            bool(self.problem.stages[stage].requirements)
            and self.completed((stage,), self.question.learnable)
        )

    def competing(self, chains: list[Chain]) -> list[Chain]:
        options = self.problem.options
        if options.via:
            through = [chain for chain in chains if options.via <= set(chain)]
            if not through:
                raise InvalidInput(InputProblem("", "no chain passes all the stages named"))
            return through
        if options.route == "cheapest" or not chains:
            return chains
        from_held = [chain for chain in chains if chain[0] in self.problem.held_roles]
        if from_held:
            return from_held
        nearest = max(self.share(chain[0]) for chain in chains)
        return [chain for chain in chains if self.share(chain[0]) == nearest]

    def share(self, start: int) -> Fraction:
        """Return how much of a start's mandatory requirements H meets, struck ones left out."""
        left = [ask for ask in self.question.for_stage[start] if ask.needed > 0]
        return Fraction(sum(ask.met(0) for ask in left), len(left)) if left else Fraction(0)

    # Rules 6 and 7: plans, and which is best.

    def iter_sets_in_order(self) -> Iterator[int]:
        """Yield every set of skills that can be put in an order, each after what it asks for."""
        steps = mask(skill for skill in self.problem.skills if self.question.may_be_step(skill))
        in_order = {0}
        yield 0
        skills = -steps & steps
        while skills:
            for last in members(skills):
                before = skills & ~(1 << last)
                if before in in_order and self.question.can_follow(last, before):
                    in_order.add(skills)
                    yield skills
                    break
            skills = (skills - steps) & steps  # the next larger subset of `steps`

    def unheld(self, chain: Chain) -> list[int]:
        return [stage for stage in chain if stage not in self.problem.held_roles]

    def asks_of_stages(self, chain: Chain) -> list[Ask]:
        return [ask for stage in self.unheld(chain) for ask in self.question.for_stage[stage]]

    def completed(self, chain: Chain, learnt: int) -> bool:
        return all(ask.met(learnt) for ask in self.asks_of_stages(chain))

    def raises_are_asked(self, chain: Chain, skills: int) -> bool:
        """Tell whether each raise in a set is held below a level that this very plan asks."""
        asks = [*self.asks_of_stages(chain)]
        for step in members(skills & ~self.question.had):
            asks += self.question.for_skill[step]
        below = 0
        for ask in asks:
            below |= ask.below
        return not skills & self.question.had & ~below

    def ranked(self, chains: list[Chain]) -> list[Candidate]:
        """Return every plan by these chains, the best first."""
        return sorted(
            self.candidate(chain, skills)
            for chain in chains
            for skills in self.sets_in_order
            if not self.chosen & ~skills
            and self.completed(chain, skills)
            and self.raises_are_asked(chain, skills)
        )

    def candidate(self, chain: Chain, skills: int) -> Candidate:
        steps = members(skills)
        hours = sum(self.question.effort(step) for step in steps)
        cost = hours if self.problem.options.by == "effort" else len(steps)
        order = (cost, hours, len(steps), len(chain), tuple(steps), chain)
        return Candidate(order, cost, chain, skills)

    def planned(self, plans: list[Candidate], others: list[Candidate]) -> Plan:
        best = plans[0]
        steps = tuple(self.iter_steps(best))
        practise, waived = self.relied_on(best)
        other_route = None
        if others:
            other = others[0]
            skills = tuple(members(other.skills))
            other_route = Route(other.chain, other.cost - best.cost, skills)
        return Plan(
            "planned" if steps else "ready",
            best.cost,
            best.cost,
            optimal=True,
            stages=best.chain,
            steps=steps,
            practise=practise,
            waived=waived,
            choices=tuple(self.iter_choices(plans)),
            other_route=other_route,
        )

    # Rule 8: the order of the steps.

    def pulled(self, asks: Iterable[Ask], skills: int) -> int:
        """Return the steps among the options of those asks that H alone does not meet."""
        pulled = 0
        for ask in asks:
            if not ask.met(0):
                pulled |= ask.options & skills
        return pulled

    def asks_of_step(self, step: int) -> list[Ask]:
        return [] if self.question.had >> step & 1 else self.question.for_skill[step]

    def closure(self, reached: int, skills: int) -> int:
        """Return the steps reached from some steps on, these included."""
        while True:
            asks = [ask for step in members(reached) for ask in self.asks_of_step(step)]
            further = reached | self.pulled(asks, skills)
            if further == reached:
                return reached
            reached = further

    def iter_steps(self, best: Candidate) -> Iterator[Step]:
        skills = best.skills
        waits_for = {
            step: self.closure(self.pulled(self.asks_of_step(step), skills), skills)
            for step in members(skills)
        }
        waiting = {
            step: sum(waits_for[other] >> step & 1 for other in waits_for if other != step)
            for step in waits_for
        }
        done = 0
        for stage in best.chain:
            reached = self.closure(self.pulled(self.asks_of_stages((stage,)), skills), skills)
            todo = (skills if stage == self.target else reached) & ~done
            while todo:
                step = min(
                    (step for step in members(todo) if self.question.can_follow(step, done)),
                    key=lambda step: (-waiting[step], self.question.effort(step), step),
                )
                yield Step(step, stage, bool(self.question.had >> step & 1), waiting[step], ())
                done |= 1 << step
                todo &= ~(1 << step)

    # Rule 2: what is practised and what is waived.

    def relied_on(self, best: Candidate) -> tuple[tuple[int, ...], tuple[int, ...]]:
        asks = self.asks_of_stages(best.chain)
        for step in members(best.skills):
            asks = asks + self.asks_of_step(step)
        relied: set[int] = set()
        for ask in asks:
            if not self.question.ask(ask.requirement, frozenset()).met(best.skills):
                level = ask.requirement.level
                struck = self.question.struck & set(ask.requirement.options)
                relied |= {each for each in struck if not self.question.person.has(each, level)}
        waived = relied & self.problem.options.waive
        return tuple(sorted(relied - waived)), tuple(sorted(waived))

    # Rule 9: choices.

    def iter_choices(self, plans: list[Candidate]) -> Iterator[Choice]:
        best = plans[0]
        owners: dict[int, list[Ask]] = {
            stage: self.question.for_stage[stage] for stage in self.unheld(best.chain)
        }
        for step in members(best.skills):
            if step not in owners:
                owners[step] = self.asks_of_step(step)
        for owner, asks in owners.items():
            for ask in asks:
                is_choice = ask.requirement.count < len(ask.requirement.options)
                if is_choice and not ask.met(0) and ask.options & best.skills:
                    yield self.choice(owner, ask, plans)

    def choice(self, owner: int, ask: Ask, plans: list[Candidate]) -> Choice:
        best = plans[0]
        taken = ask.options & best.skills
        without_one = [plan for plan in plans if taken & ~plan.skills]
        equal = [
            option
            for option in members(ask.options & ~taken)
            if any(plan.skills >> option & 1 and plan.cost == best.cost for plan in without_one)
        ]
        runner_up = None
        if without_one:
            second = without_one[0]
            takes = tuple(members(ask.options & second.skills))
            runner_up = RunnerUp(takes, second.cost - best.cost)
        return Choice(owner, ask.requirement, tuple(members(taken)), tuple(equal), runner_up)

    # Rule 10: what is missing.

    def lacking(self, asks: Iterable[Ask]) -> set[int]:
        """Return the options that can't be had of the asks that can't be met."""
        learnable = self.question.learnable
        lost = 0
        for ask in asks:
            if not ask.met(learnable):
                lost |= ask.options & ~(ask.had | learnable)
        return set(members(lost))

    def iter_missing(self) -> Iterator[Missing]:
        lacks: dict[int, set[int]] = {}
        open_ = self.lacking(self.question.for_stage[self.target])
        open_ |= set(members(self.chosen & ~self.question.learnable))
        while open_:
            skill = open_.pop()
            if skill not in lacks:
                barred = skill in self.problem.options.avoid or self.question.had >> skill & 1
                lacks[skill] = set() if barred else self.lacking(self.question.for_skill[skill])
                open_ |= lacks[skill]
        for skill in sorted(lacks):
            if skill in self.problem.options.avoid:
                yield Missing(skill, "avoided", ())
            elif _comes_back(skill, lacks):
                yield Missing(skill, "circular", tuple(sorted(lacks[skill])))
            else:
                yield Missing(skill, "lacks", tuple(sorted(lacks[skill])))


def _comes_back(start: int, lacks: dict[int, set[int]]) -> bool:
    """Tell whether a skill lacks, by way of others, itself."""
    seen: set[int] = set()
    open_ = set(lacks[start])
    while open_:
        skill = open_.pop()
        if skill not in seen:
            seen.add(skill)
            open_ |= lacks[skill]
    return start in seen
