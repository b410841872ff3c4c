"""How long each question takes on a graph that is open, in process.

    skillgraph import esco FOLDER -o esco.sqlite
    python bench/questions.py esco.sqlite [QUERIES] [FUNCTION]…

Each function is asked QUERIES times (1,000), the questions drawn from a fixed seed: a person holds
none to twenty skills and, every second time, a role; targets are roles. Times are of the CPU,
since other work on the machine lengthens what a clock says, and are those of whole calls of the
Python API: names resolved, the document made. What a question is made from (the plan that `why`
and `verify` are asked about) is made before the clock starts. A negative answer counts like others.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from skillgraph import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Callable

_QUERIES = 1000
_MOST_HELD = 20
_SHOWN = 10
_SHORTEST_PART = 4


class Questions:
    """Random questions about a graph; each method returns one, ready to be asked."""

    def __init__(self, graph: SkillGraph, chance: random.Random) -> None:
        self._graph = graph
        self._chance = chance
        nodes = graph.graph.rows("SELECT id, kind, label FROM node WHERE kind IN (0, 2, 3)")
        self._skills = [id_ for id_, kind, _ in nodes if kind == 0]
        self._roles = [id_ for id_, kind, _ in nodes if kind > 0]
        self._labels = [label for _, _, label in nodes if len(label) >= _SHORTEST_PART]

    def _held(self) -> list[str]:
        held = self._chance.sample(self._skills, self._chance.randint(0, _MOST_HELD))
        return [*held, self._role()] if self._chance.random() < 1 / 2 else held

    def _role(self) -> str:
        return self._chance.choice(self._roles)

    def path(self) -> Callable[[], Any]:
        """Ask for a plan to a role, with its runners-up."""
        held, role = self._held(), self._role()
        return lambda: self._graph.plan(role, held)

    def alternatives(self) -> Callable[[], Any]:
        """Ask for a plan, the three best others, its dates and what 200 hours reach."""
        held, role = self._held(), self._role()
        more: Any = {"alternatives": 3, "hours_per_week": 5.0, "max_hours": 200}
        return lambda: self._graph.plan(role, held, **more)

    def gap(self) -> Callable[[], Any]:
        """Ask what a role lists."""
        held, role = self._held(), self._role()
        return lambda: self._graph.gap(role, held)

    def next(self) -> Callable[[], Any]:
        """Ask what to learn next, ten shown."""
        held = self._held()
        return lambda: self._graph.next(held, limit=_SHOWN)

    def match(self) -> Callable[[], Any]:
        """Ask for the ten roles covered best, with their plans."""
        held = self._held()
        return lambda: self._graph.match(held, limit=_SHOWN)

    def related(self) -> Callable[[], Any]:
        """Ask for the ten roles most like one."""
        role = self._role()
        return lambda: self._graph.related(role, limit=_SHOWN)

    def why(self) -> Callable[[], Any]:
        """Ask why a step stands in a plan."""
        plan = self._planned()
        step = self._chance.choice(plan["steps"])
        return lambda: self._graph.why(plan, step["id"])

    def why_not(self) -> Callable[[], Any]:
        """Ask why a skill is not in a plan."""
        held, role, skill = self._held(), self._role(), self._chance.choice(self._skills)
        return lambda: self._graph.why_not(role, skill, held)

    def explain(self) -> Callable[[], Any]:
        """Ask how two nodes hang together."""
        nodes = self._chance.sample([*self._skills, *self._roles], 2)
        return lambda: self._graph.explain(*nodes)

    def what_if(self) -> Callable[[], Any]:
        """Ask what one more skill does."""
        held, role, more = self._held(), self._role(), self._chance.choice(self._skills)
        return lambda: self._graph.what_if(role, held, hold=[more])

    def compare(self) -> Callable[[], Any]:
        """Ask for two roles side by side."""
        held, role, other = self._held(), self._role(), self._role()
        return lambda: self._graph.compare(role, other, held)

    def verify(self) -> Callable[[], Any]:
        """Ask whether a plan holds."""
        plan = self._planned()
        return lambda: self._graph.verify(plan)

    def search(self) -> Callable[[], Any]:
        """Ask for a part of a label."""
        label = self._chance.choice(self._labels)
        start = self._chance.randint(0, len(label) - _SHORTEST_PART)
        text = label[start : start + self._chance.randint(_SHORTEST_PART, 12)]
        return lambda: self._graph.search(text)

    def show(self) -> Callable[[], Any]:
        """Ask for a skill or a role."""
        node = self._chance.choice([*self._skills, *self._roles])
        return lambda: self._graph.show(node)

    def _planned(self) -> Any:
        while True:
            plan = self._graph.plan(self._role(), self._held())
            if plan["steps"]:
                return plan


_FUNCTIONS = (
    "path", "alternatives", "gap", "next", "match", "related", "why", "why_not", "explain",
    "what_if", "compare", "verify", "search", "show",
)  # fmt: skip


def main() -> None:
    """Print the median and the 99th percentile of each function, in milliseconds of CPU."""
    path, *rest = sys.argv[1:]
    queries = int(rest[0]) if rest else _QUERIES
    with SkillGraph.open(path) as graph:
        print(f"{queries:,} questions each\n")
        print("| function | median ms | 99th percentile ms |")
        print("| --- | ---: | ---: |")
        for name in rest[1:] or _FUNCTIONS:
            questions = Questions(graph, random.Random(name))  # noqa: S311 -- it must repeat
            getattr(questions, name)()()  # imports and the first pages of the file
            spent = []
            for _ in range(queries):
                ask = getattr(questions, name)()
                begun = time.process_time()
                ask()
                spent.append(1000 * (time.process_time() - begun))
            last = statistics.quantiles(spent, n=100)[-1]
            print(f"| `{name}` | {statistics.median(spent):.1f} | {last:.1f} |", flush=True)


if __name__ == "__main__":
    main()
