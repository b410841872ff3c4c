"""Our own branch and bound beside HiGHS: the same questions, each proven or given up.

Usage: python bench/planner.py [SECONDS]

Problems are drawn here from fixed seeds, and taken from `tests/planner/cases/planner-hard.json.gz`.
For each, both look for the lightest set of skills for the stages of its best chain, turn about, and
have to prove the whole order of plans, positions included; each gives up after SECONDS. Where both
prove, they must agree to the last bit. `bound` is what LM-cut says before any branching, as a share
of the least weight. The import of highspy is timed apart, in a fresh process.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path
from platform import python_version
from random import Random
from statistics import median
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model.problem import ESSENTIAL, Problem, Requirement, Skill, Stage
from skillgraph.planner import milp, plan
from skillgraph.planner.chains import Moves
from skillgraph.planner.holding import Holding
from skillgraph.planner.landmarks import Residue
from skillgraph.planner.network import Network
from skillgraph.planner.search import OutOfTime, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 10.0
SIZES = (60, 200)
SEEDS = (1, 2)
TESTS = Path(__file__).parents[1] / "tests" / "planner"


class Question(NamedTuple):
    """What both are asked: the lightest set that meets some needs of a network."""

    name: str
    network: Network
    goals: tuple[int, ...]


class Result(NamedTuple):
    """The least weight, None where it wasn't proven in time, and the seconds that it took."""

    weight: int | None
    seconds: float


class Draft:
    """A problem being drawn: skills by number, a target that asks for some of them."""

    def __init__(self, rng: Random, skills: int) -> None:
        self.rng = rng
        self.hours = [(low := rng.randint(2, 60), 2 * low) for _ in range(skills)]
        self.needs: list[list[Requirement]] = [[] for _ in range(skills)]
        self.goals: list[Requirement] = []
        self._keys = 0

    def need(self, options: list[int], count: int = 1) -> Requirement:
        """Return a requirement of some options, with a key of its own."""
        self._keys += 1
        return Requirement(self._keys, tuple(sorted(options)), count, ESSENTIAL)

    def problem(self) -> Problem:
        """Return the problem of reaching the target from nothing."""
        target = len(self.hours)
        skills = {
            number: Skill(hours, practised=False, requirements=tuple(needs))
            for number, (hours, needs) in enumerate(zip(self.hours, self.needs, strict=True))
        }
        return Problem(skills, {target: Stage(tuple(self.goals))}, (), {}, frozenset(), target)


def catalogue_like(rng: Random, choices: int) -> Problem:
    """Skills build on a few earlier ones; a fifth of the choices are the target's own."""
    skills = 3 * choices
    draft = Draft(rng, skills)
    for number in range(5, skills):
        for _ in range(rng.randint(0, 2)):
            draft.needs[number].append(draft.need([rng.randrange(max(0, number - 60), number)]))
    owners = rng.sample(range(skills // 4, skills), choices - choices // 5)
    for owner in owners:
        options = rng.sample(range(max(0, owner - 60), owner), rng.randint(2, 4))
        draft.needs[owner].append(draft.need(options))
    for _ in range(choices // 5):
        options = rng.sample(range(skills // 2, skills), rng.randint(3, 5))
        draft.goals.append(draft.need(options, rng.randint(1, 2)))
    return draft.problem()


def layered(rng: Random, choices: int) -> Problem:
    """Each skill of a layer has a choice among those of the next, all drawing on the same few."""
    layers = 5
    width = choices // layers
    draft = Draft(rng, layers * width + width)
    for layer in range(layers):
        below = range((layer + 1) * width, (layer + 2) * width)
        for owner in range(layer * width, (layer + 1) * width):
            draft.needs[owner].append(draft.need(rng.sample(below, 3)))
    draft.goals = [draft.need(rng.sample(range(width), 3)) for _ in range(width // 2)]
    return draft.problem()


def cyclic(rng: Random, choices: int) -> Problem:
    """Choices look anywhere, backwards too; a quarter of the skills need nothing."""
    skills = choices + choices // 3
    draft = Draft(rng, skills)
    for owner in range(choices):
        draft.needs[owner].append(draft.need(rng.sample(range(skills), 3)))
    draft.goals = [draft.need(rng.sample(range(choices), 3)) for _ in range(choices // 6)]
    return draft.problem()


def flat(rng: Random, choices: int) -> Problem:
    """Set cover: the target's own choices share skills that need nothing."""
    skills = choices // 2
    draft = Draft(rng, skills)
    draft.goals = [draft.need(rng.sample(range(skills), 4)) for _ in range(choices)]
    return draft.problem()


KINDS: dict[str, Callable[[Random, int], Problem]] = {
    "catalogue-like": catalogue_like,
    "layered": layered,
    "cyclic": cyclic,
    "flat": flat,
}


def questions() -> Iterator[Question]:
    for kind, draw in KINDS.items():
        for choices in SIZES:
            for seed in SEEDS:
                problem = draw(Random(f"{kind}-{choices}-{seed}"), choices)  # noqa: S311 -- fixed
                yield ask(f"{kind}, {choices}, seed {seed}", problem, (problem.target,))
    sys.path.insert(0, str(TESTS))
    from instances import load_cases, parse_instance

    for case in load_cases("planner-hard.json.gz"):
        problem = parse_instance(case.instance).problem
        stages = plan(problem, timeout=60.0, compare=False).stages
        yield ask(f"hard: {case.name}", problem, stages)


def ask(name: str, problem: Problem, stages: tuple[int, ...]) -> Question:
    holding = Holding(problem)
    network = Network(holding, Moves(holding).stages, problem.options.choose)
    chosen = [network.number(1, network.bits[skill]) for skill in problem.options.choose]
    goals = [need for stage in stages for need in network.goals.get(stage, ())]
    return Question(name, network, tuple(dict.fromkeys((*goals, *chosen))))


def by_own(question: Question, seconds: float) -> Result:
    network = question.network
    started = perf_counter()
    search = Search(network)
    search.start(deadline=monotonic() + seconds)
    try:
        found = search.lightest(question.goals, 0, 0, network.endless)
    except OutOfTime:
        found = None
    return Result(None if found is None else found.weight, perf_counter() - started)


def by_highs(question: Question, seconds: float) -> Result:
    network = question.network
    started, deadline = perf_counter(), monotonic() + seconds
    search = Search(network)
    opening = search.open(question.goals, 0, 0)
    weight: int | None = None if opening is None else opening.weight
    for part in opening.parts if opening else ():
        cheap = search.quick(part, opening.taken, 0, deadline=float("inf"))
        known = network.endless if cheap is None else cheap.weight
        solved = milp.solve_part(network, part, opening.taken, 0, deadline=deadline, known=known)
        least = None if solved.mask is None else network.weigh(solved.mask & ~opening.taken)
        weight = weight + least if weight is not None and least == solved.bound else None
    return Result(weight, perf_counter() - started)


def bound(question: Question, weight: int | None) -> float:
    """Return LM-cut's bound at the root as a share of the least weight."""
    opening = Search(question.network).open(question.goals, 0, 0)
    if opening is None or not weight:
        return float("nan")
    parts = [Residue(question.network, p, opening.taken, 0).lm_cut() for p in opening.parts]
    return (opening.weight + sum(part.value for part in parts if part)) / weight


def import_seconds() -> float:
    """Return what importing highspy adds to a fresh process that has the planner."""
    return median(_import("import skillgraph.planner.milp") for _ in range(7)) - median(
        _import("import skillgraph.planner.search") for _ in range(7)
    )


def _import(statement: str) -> float:
    started = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return perf_counter() - started


def main(seconds: float) -> None:
    versions = f"Python {python_version()}, highspy {importlib.metadata.version('highspy')}"
    print(f"{versions}; import of highspy {import_seconds() * 1000:.0f} ms; limit {seconds:g} s\n")
    print("| problem | skills | needs | bound % | own s | HiGHS s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    proven = {by_own: 0, by_highs: 0}
    total = 0
    for total, question in enumerate(questions(), 1):
        methods = (by_own, by_highs) if total % 2 else (by_highs, by_own)
        results = {method: method(question, seconds) for method in methods}
        weights = {result.weight for result in results.values()} - {None}
        if len(weights) > 1:
            raise SystemExit(f"{question.name}: the two prove different plans")
        share = bound(question, max(weights, default=None))
        network = question.network
        cells = [
            f"{result.seconds:.3f}" if result.weight is not None else "–"
            for result in (results[by_own], results[by_highs])
        ]
        for method, result in results.items():
            proven[method] += result.weight is not None
        print(
            f"| {question.name} | {len(network.skills)} | {len(network.needs)} | {share:.0%} "
            f"| {' | '.join(cells)} |",
            flush=True,
        )
    print(f"\nProven: own {proven[by_own]}, HiGHS {proven[by_highs]}, of {total}.")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
