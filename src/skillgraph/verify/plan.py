"""A plan replayed against its problem: what it claims, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.plan import Missing
from skillgraph.model.verification import Unchecked, Verdict, Violation
from skillgraph.verify import answers
from skillgraph.verify.best import BEST_PATHS, check_best
from skillgraph.verify.chains import Map, check_chain, parted_chains
from skillgraph.verify.following import essentials, reasons, recommended
from skillgraph.verify.missing import expected_missing
from skillgraph.verify.needs import Needs
from skillgraph.verify.person import Person
from skillgraph.verify.search import Search, Tries
from skillgraph.verify.steps import check_steps, cost, expected_order, relied_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skillgraph.model.plan import Plan, Step
    from skillgraph.model.problem import Problem
    from skillgraph.model.verification import Bound

_FAILS = "Not looked at: the plan fails."
_TOO_MUCH = "There is too much to try here."


def verify(problem: Problem, claim: Plan) -> Verdict:
    """Return what is wrong with a plan, and what it has to say given its stages and steps.

    Rules 1 to 6, 8, 10 and 12 are replayed whole; of rules 7 and 9 what trying settles in little
    time. Its runners-up and its other route are not compared here, but given as they have to be.

    What comes twice is told, and counts once: whatever else is told has its place in the claim.
    """
    stages, steps = _firsts(claim.stages), _firsts(step.skill for step in claim.steps)
    repeated = [
        Violation(rule, f"{what} comes twice", (), path)
        for rule, what, path, firsts, said in (
            (4, "a stage", "stages", stages, claim.stages),
            (6, "a step", "steps", steps, claim.steps),
        )
        if len(firsts) < len(said)
    ]
    if not repeated:
        return _Replay(problem, claim).verdict()
    once = claim._replace(
        stages=tuple(claim.stages[at] for at in stages),
        steps=tuple(claim.steps[at] for at in steps),
    )
    verdict = _Replay(problem, once, repeated).verdict()
    places = {"stages": stages, "steps": steps}
    return verdict._replace(
        violations=tuple(
            each._replace(path=_claimed_path(each.path, places)) for each in verdict.violations
        )
    )


def _firsts(values: Iterable[int]) -> list[int]:
    """Return where each value stands first.

    >>> _firsts([7, 8, 7, 9])
    [0, 1, 3]
    """
    found: dict[int, int] = {}
    for at, value in enumerate(values):
        found.setdefault(value, at)
    return [*found.values()]


def _claimed_path(path: str, places: Mapping[str, Sequence[int]]) -> str:
    """Return the path of a value as it is claimed, from its path among the first ones."""
    part, bracket, rest = path.partition("[")
    number, end, below = rest.partition("]")
    if bracket and part in places:
        return f"{part}[{places[part][int(number)]}{end}{below}"
    return path


class _Replay:
    def __init__(self, problem: Problem, claim: Plan, told: Sequence[Violation] = ()) -> None:
        self.claim = claim
        self.told = told
        self.person = Person(problem)
        self.needs = Needs(self.person)
        self.learnable = self.needs.learnable()
        self.chart = Map(self.person, self.learnable)
        self.competing, self.others = parted_chains(self.chart)
        self.search = Search(self.needs, self.learnable, Tries())
        self.learnt = {step.skill for step in claim.steps}

    def verdict(self) -> Verdict:
        claim, problem = self.claim, self.person.problem
        violations = [*self.told, *_check_holding(self.person, claim)]
        violations += self._status()
        if claim.status not in {"ready", "planned"}:
            violations += _check_no_plan(self.person, self.learnable, claim)
            return Verdict(tuple(violations), "no claim", self._unplanned(), ())
        for at, step in enumerate(claim.steps):
            if step.skill not in problem.skills:
                told, path = "{0} has no part in this question", f"steps[{at}]"
                violations.append(Violation(6, told, (step.skill,), path))
                return Verdict(tuple(violations), "no claim", None, (Unchecked("", _FAILS),))
        violations += self._plan()
        bound: Bound = "no claim"
        unchecked: tuple[Unchecked, ...] = tuple(Unchecked(path, _FAILS) for path in BEST_PATHS)
        if not violations:
            bound, refuted, unchecked = check_best(
                claim, self.needs, self.search, self.competing, self.learnable
            )
            violations += refuted
        plan, open_answers = self._planned(fails=bool(violations))
        return Verdict(tuple(violations), bound, plan, (*unchecked, *open_answers))

    def _status(self) -> Iterator[Violation]:
        """Yield what is wrong with the status (rule 10), the first that applies."""
        person, problem = self.person, self.person.problem
        target = problem.target
        asked = person.asked_of_stage(target)
        chosen = problem.options.choose - person.had.keys()
        if clash := _contradiction(person):
            yield Violation(10, "the question contradicts itself over {0}", (clash,), "options")
            return
        if target in person.had or target in problem.held_roles:
            wanted = "held"
        elif target in problem.stages and not problem.stages[target].requirements:
            wanted = "unknown"
        elif problem.options.via and self.competing == []:
            first = min(problem.options.via)
            yield Violation(10, "no chain of usual moves passes {0}", (first,), "options.via")
            return
        elif not chosen <= self.learnable or not all(
            person.meets(need, self.learnable) for need in asked
        ):
            wanted = "impossible"
        else:
            wanted = "planned" if self.claim.steps else "ready"
        if self.claim.status != wanted:
            told = f"{{0}} is {wanted}, not {self.claim.status}"
            yield Violation(10, told, (target,), "status")

    def _plan(self) -> Iterator[Violation]:
        person, claim, stages = self.person, self.claim, self.claim.stages
        yield from check_chain(self.chart, stages, no_chain=claim.no_chain)
        yield from check_steps(person, stages, claim.steps)
        yield from _check_relied_on(person, claim, self.learnt)
        yield from _check_order(expected_order(self.needs, stages, self.learnt), claim.steps)
        total = sum(cost(person, skill) for skill in self.learnt)
        if claim.cost != total:
            yield Violation(7, f"the steps cost {total}, not {claim.cost}", (), "cost")

    def _unplanned(self) -> Plan:
        """Return what there is to say where no plan is made."""
        held = self.claim.status == "held"
        missing = expected_missing(self.person, self.learnable)
        return self.claim._replace(
            lower_bound=0 if held else None,
            optimal=True,
            assumed=tuple(sorted(self.person.assumed)),
            practise=(),
            waived=(),
            no_chain=False,
            missing=tuple(
                Missing(skill, *missing[skill][:1], tuple(sorted(missing[skill][1])))
                for skill in sorted(missing)
            )
            if self.claim.status == "impossible"
            else (),
        )

    def _planned(self, *, fails: bool) -> tuple[Plan, list[Unchecked]]:
        """Return what there is to say of a plan by these stages with these steps."""
        person, claim = self.person, self.claim
        stages, steps = claim.stages, [step.skill for step in claim.steps]
        because = reasons(self.needs, stages, steps)
        relied = relied_on(person, stages, self.learnt)
        waive = person.problem.options.waive
        unchecked: list[Unchecked] = []
        competing, others = (None, None) if fails else (self.competing, self.others)
        why = _FAILS if fails else _TOO_MUCH
        compared = list(answers.choices(self.needs, claim, competing, self.search))
        for at, (_, known) in enumerate(compared):
            if not known:
                unchecked += [
                    Unchecked(f"choices[{at}].{key}", why)
                    for key in ("equal", "runner_up", "proven")
                ]
        route, known = answers.other_route(claim, others, self.search)
        if not known:
            unchecked.append(Unchecked("other_route", why))
        plan = claim._replace(
            steps=tuple(step._replace(because=because[step.skill]) for step in claim.steps),
            assumed=tuple(sorted(person.assumed)),
            practise=tuple(sorted(relied - waive)),
            waived=tuple(sorted(relied & waive)),
            choices=tuple(choice for choice, _ in compared),
            recommended=tuple(recommended(person, self.learnt)),
            other_route=route,
            missing=(),
            essentials=tuple(essentials(person, stage) for stage in stages),
        )
        return plan, unchecked


def _contradiction(person: Person) -> int | None:
    """Return what a question contradicts itself over (rule 10), or None."""
    options, problem = person.problem.options, person.problem
    clashing = options.choose & (options.avoid | options.waive)
    clashing |= {skill for skill in options.choose if problem.skills[skill].practised}
    if options.direct or problem.target in problem.skills:
        clashing |= options.via
    return min(clashing, default=None)


def _check_holding(person: Person, claim: Plan) -> Iterator[Violation]:
    for skill in sorted(person.assumed.keys() ^ set(claim.assumed)):
        what = "follows from what is held" if skill in person.assumed else "does not follow"
        told = "not listed as assumed" if skill in person.assumed else "listed as assumed"
        yield Violation(1, f"{{0}} {what}, and is {told}", (skill,), "assumed")


def _check_relied_on(person: Person, claim: Plan, learnt: set[int]) -> Iterator[Violation]:
    relied = relied_on(person, claim.stages, learnt)
    waive = person.problem.options.waive
    for name, path, listed, wanted in (
        ("practised", "practise", claim.practise, relied - waive),
        ("waived", "waived", claim.waived, relied & waive),
    ):
        for skill in sorted(set(listed) ^ wanted):
            told = "is not listed" if skill in wanted else "is listed, and not counted on"
            yield Violation(2, f"{{0}} {told} as {name}", (skill,), path)


def _check_order(wanted: list[tuple[int, int, int]], steps: Sequence[Step]) -> Iterator[Violation]:
    """Yield the first place where the order is another one than rule 8's."""
    for at, ((skill, stage, waiting), step) in enumerate(zip(wanted, steps, strict=False)):
        if step.skill != skill:
            yield Violation(8, "{0} comes before {1}", (skill, step.skill), f"steps[{at}]")
            return
        if step.stage != stage:
            yield Violation(8, "{0} belongs under {1}", (skill, stage), f"steps[{at}].stage")
            return
        if step.waiting != waiting:
            told = f"{waiting} steps wait for {{0}}, not {step.waiting}"
            yield Violation(8, told, (skill,), f"steps[{at}].waiting")
            return


def _check_no_plan(person: Person, learnable: set[int], claim: Plan) -> Iterator[Violation]:
    """Yield what is wrong where no plan is made, the causes of an impossible one among it."""
    cost = 0 if claim.status == "held" else None
    stages = (person.problem.target,) if claim.status == "held" else ()
    for path, said, so in (
        ("cost", claim.cost, cost), ("stages", claim.stages, stages), ("steps", claim.steps, ()),
    ):  # fmt: skip
        if said != so:
            told = f"what is {claim.status} has no steps, stages or cost"
            yield Violation(10, told, (), path)
    wanted = expected_missing(person, learnable) if claim.status == "impossible" else {}
    claimed = {each.skill: (at, each) for at, each in enumerate(claim.missing)}
    for skill in sorted(wanted.keys() | claimed.keys()):
        if skill not in claimed:
            yield Violation(10, "{0} is missing, and is not listed", (skill,), "missing")
        elif skill not in wanted:
            yield Violation(10, "{0} is listed as missing, and is not", (skill,), "missing")
        else:
            at, said_ = claimed[skill]
            if wanted[skill] != (said_.cause, set(said_.lacks)):
                told = "{0} is missing for another reason"
                yield Violation(10, told, (skill,), f"missing[{at}]")
