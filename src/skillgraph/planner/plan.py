"""From a problem to a plan: DESIGN section 3, rule by rule."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.plan import Plan, Reason, Route, Step
from skillgraph.planner.chains import Moves, find_chains, stage_share
from skillgraph.planner.choices import Comparison
from skillgraph.planner.holding import Holding, requirements_of
from skillgraph.planner.network import Network
from skillgraph.planner.order import order_steps
from skillgraph.planner.solver import Solver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.model.problem import Problem, Requirement
    from skillgraph.planner.chains import Chain, Chains

#: How long a plan is sought before the best one known is given with its bound.
TIMEOUT_SECONDS = 10.0


class Contradiction(InvalidInput):
    """A question that contradicts itself (rule 10), or asks for a chain that doesn't exist.

    `nodes` are those that it is about, in the problem's integers; `leading` what does lead there.
    """

    def __init__(self, message: str, nodes: Collection[int], leading: Collection[int] = ()) -> None:
        super().__init__(InputProblem("", message))
        self.message = message
        self.nodes = tuple(sorted(nodes))
        self.leading = tuple(sorted(leading))


def plan(problem: Problem, *, timeout: float = TIMEOUT_SECONDS, compare: bool = True) -> Plan:
    """Return the best plan for a problem, and prove it: the definition is DESIGN section 3.

    `optimal` says that the whole order of rule 7 is proven; where `timeout` seconds end first, the
    best plan known is returned with a proven lower bound. An impossible plan is a value, too; a
    question that contradicts itself raises Contradiction. Without `compare` it has its stages
    and steps alone: no runners-up, no other route, nothing else that is worth it.
    """
    question = prepare(problem, timeout=timeout)
    if isinstance(question, Plan):
        return question
    return _draft(question, compare=compare)


class Question:
    """A problem that has a plan: what is held, the chains, and a solver that has a deadline."""

    __slots__ = ("chains", "holding", "solver")

    def __init__(self, holding: Holding, chains: Chains, solver: Solver) -> None:
        self.holding = holding
        self.chains = chains
        self.solver = solver


def prepare(problem: Problem, *, timeout: float) -> Question | Plan:
    """Return what a plan is sought in, or the answer where none has to be sought."""
    deadline = monotonic() + timeout
    _check(problem)
    holding = Holding(problem)
    target = problem.target
    if target in problem.held_roles or target in holding.levels:
        return Plan("held", 0, 0, optimal=True, stages=(target,), assumed=holding.assumed)
    if target in problem.stages and not requirements_of(problem, target):
        return Plan("unknown", None, None, optimal=True, assumed=holding.assumed)
    moves = Moves(holding)
    network = Network(holding, moves.stages, problem.options.choose)
    listed_by = deadline - timeout * 3 / 4
    chains = find_chains(moves, holding, network.goals, listed_by)
    if problem.options.via and not chains.competing:
        raise Contradiction(
            "no chain of usual moves passes", problem.options.via, set(moves.stages) - {target}
        )
    chosen = sorted(problem.options.choose.difference(holding.levels))
    if target not in network.goals or not network.bits.keys() >= set(chosen):
        from skillgraph.planner.missing import find_missing

        missing = find_missing(holding, network, chosen)
        return Plan(
            "impossible", None, None, optimal=True, assumed=holding.assumed, missing=missing
        )
    common = [network.number(1, network.bits[skill]) for skill in chosen]
    return Question(holding, chains, Solver(network, common, deadline))


def _draft(question: Question, *, compare: bool) -> Plan:
    """Put together the plan, once it is known that there is one."""
    holding, chains, solver = question.holding, question.chains, question.solver
    network = solver.network
    answer = solver.best(chains.competing)
    best = answer.best
    if best is None:  # what can be completed has a plan, and a cheap one is found at once
        raise AssertionError
    learnt = frozenset(network.skills_in(best.mask))
    steps = _steps(holding, best.chain, learnt)
    cost = network.price(best.mask)
    proven = answer.proven and chains.complete
    bound = answer.bound
    if not proven:  # chains that time didn't come to have the target in common with the others
        ends_alike = solver.best([best.chain[-1:]]).bound
        bound = max(bound, ends_alike) if chains.complete else ends_alike
    found = Plan(
        status="planned" if steps else "ready",
        cost=cost,
        lower_bound=cost if proven else min(cost, network.cost_bound(bound)),
        optimal=proven,
        stages=best.chain,
        steps=steps,
        assumed=holding.assumed,
        no_chain=chains.no_chain,
    )
    if not compare:
        return found
    relied_on = _relied_on(holding, best.chain, learnt)
    waive = holding.problem.options.waive
    return found._replace(
        practise=tuple(skill for skill in relied_on if skill not in waive),
        waived=tuple(skill for skill in relied_on if skill in waive),
        choices=Comparison(holding, solver, chains.competing, best).choices(),
        recommended=tuple(_recommended(holding, learnt)),
        other_route=_other_route(solver, chains, cost),
        essentials=tuple([stage_share(holding, stage) for stage in best.chain]),
    )


def _steps(holding: Holding, chain: Chain, learnt: frozenset[int]) -> tuple[Step, ...]:
    """Return the steps in order, each with the requirements that it serves."""
    placed = order_steps(holding, chain, learnt)
    owners = [(stage, holding.stage_needs(stage)) for stage in chain]
    owners += [(step.skill, holding.needs(step.skill)) for step in placed]
    because: dict[int, list[Reason]] = {skill: [] for skill in learnt}
    for owner, needs in owners:
        for need in needs:
            for option in need.options:
                if option in learnt:
                    because[option].append(Reason(owner, need.requirement))
    return tuple(
        Step(s.skill, s.stage, s.skill in holding.levels, s.waiting, tuple(because[s.skill]))
        for s in placed
    )


def _relied_on(holding: Holding, chain: Chain, learnt: frozenset[int]) -> list[int]:
    """Return the practised and waived skills that the plan counts on without their being held."""
    asked = [
        requirement
        for stage in chain
        if stage not in holding.problem.held_roles
        for requirement in holding.stage_requirements(stage)
    ]
    for skill in learnt.difference(holding.levels):
        asked.extend(holding.mandatory(skill))
    found = {
        option
        for requirement in asked
        if not holding.meets_unstruck(requirement, learnt)
        for option in requirement.options
        if option in holding.struck and not holding.has(option, requirement.level)
    }
    return sorted(found)


def _recommended(holding: Holding, learnt: frozenset[int]) -> Iterator[Requirement]:
    """Yield what the target asks for beyond what was included, and the plan doesn't bring."""
    problem = holding.problem
    for requirement in requirements_of(problem, problem.target):
        if requirement.importance > problem.options.include:
            need = holding.need(requirement)
            if need is not None and sum(o in learnt for o in need.options) < need.count:
                yield requirement


def _other_route(solver: Solver, chains: Chains, cost: int) -> Route | None:
    """Return the best plan by the chains that don't compete, where there are such."""
    answer = solver.best(chains.others)
    if answer.best is None:
        return None
    network = solver.network
    mask = answer.best.mask
    extra = network.price(mask) - cost
    return Route(answer.best.chain, extra, network.skills_in(mask), answer.proven)


def _check(problem: Problem) -> None:
    """Raise Contradiction where the question contradicts itself."""
    options = problem.options
    if options.via and options.direct:
        raise Contradiction("a direct plan passes no other stage, not", options.via)
    if options.via and problem.target in problem.skills:
        raise Contradiction("a skill is its own only stage; no chain to it passes", options.via)
    practised = {s for s in options.choose if problem.skills[s].practised}
    for clash, message in (
        (options.avoid, "can't be both chosen and avoided:"),
        (options.waive, "can't be both chosen and waived:"),
        (practised, "grows at work and can't be chosen as a step:"),
    ):
        if options.choose & clash:
            raise Contradiction(message, options.choose & clash)
