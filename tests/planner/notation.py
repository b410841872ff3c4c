"""A problem in the one-line notation of the cases, for people who read a failing test.

Skills are lower-case letters and stages upper-case ones, by position. `(a|b)` is one of two,
`2(a|b|c)` two of three; `!i` and `!h` mark important and helpful requirements, `@3x` a level 3 on
the scale x, `*` a practised skill; `a:5` or `a:2-8` an effort (1 where none is written, `?` where
it is unknown).
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from skillgraph.model.problem import HELPFUL, IMPORTANT, Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Level, Problem, Requirement

_IMPORTANCE = {IMPORTANT: "!i", HELPFUL: "!h"}


class Notation:
    """The names that one problem's nodes are written by."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.names = {
            **_named(problem.skills, ascii_lowercase),
            **_named(problem.stages, ascii_uppercase),
        }

    def listed(self, nodes: Iterable[int]) -> str:
        return " ".join(self.names[node] for node in nodes)

    def problem_line(self) -> str:
        """Return the problem in one line."""
        problem = self.problem
        parts = [self.skill(skill) for skill in sorted(problem.skills)]
        parts += [self.stage(stage) for stage in sorted(problem.stages)]
        parts += [f"{self.names[start]} > {self.names[end]}" for start, end in problem.moves]
        held = [f"{self.names[s]}{_level(problem.held_skills[s])}" for s in problem.held_skills]
        held += [self.names[role] for role in sorted(problem.held_roles)]
        if held:
            parts.append(f"held: {', '.join(held)}")
        if any(skill.effort_hours is None for skill in problem.skills.values()):
            parts.append("?: {}-{}".format(*problem.default_effort_hours))
        parts.append(f"to {self.names[problem.target]}")
        return "; ".join([*parts, *self.options()])

    def skill(self, number: int) -> str:
        skill = self.problem.skills[number]
        text = self.names[number] + ("*" if skill.practised else "")
        if skill.effort_hours is None:
            text += ":?"
        elif skill.effort_hours != (1, 1):
            low, high = skill.effort_hours
            text += f":{low}" if low == high else f":{low}-{high}"
        return text + self.requirements(skill.requirements)

    def stage(self, number: int) -> str:
        stage = self.problem.stages[number]
        entry = "entry " if stage.entry else ""
        return f"{entry}role {self.names[number]}{self.requirements(stage.requirements)}"

    def requirements(self, requirements: tuple[Requirement, ...]) -> str:
        listed = ", ".join(self.requirement(requirement) for requirement in requirements)
        return listed and f" <- {listed}"

    def requirement(self, requirement: Requirement) -> str:
        text = "|".join(self.names[option] for option in requirement.options)
        if len(requirement.options) > 1:
            text = f"{requirement.count if requirement.count > 1 else ''}({text})"
        return text + _level(requirement.level) + _IMPORTANCE.get(requirement.importance, "")

    def options(self) -> Iterator[str]:
        usual = Options()._asdict()
        for name, value in self.problem.options._asdict().items():
            if value == usual[name]:
                continue
            if isinstance(value, frozenset):
                yield f"--{name} {self.listed(sorted(value))}"
            elif name == "include":
                yield f"--include {'important' if value == IMPORTANT else 'helpful'}"
            else:
                yield {"direct": "--direct", "assume": "--assume none"}.get(
                    name, f"--{name} {value}"
                )

    def plan_lines(self, plan: Plan) -> str:
        """Return an answer in a few lines, what is empty left out."""
        lines = {
            "status": f"{plan.status}, cost {plan.cost}",
            "no chain": "direct" if plan.no_chain else "",
            "stages": self.listed(plan.stages),
            "steps": ", ".join(
                f"{self.names[step.skill]}{'^' if step.raised else ''} in {self.names[step.stage]}"
                f" ({step.waiting} wait)"
                for step in plan.steps
            ),
            "assumed": self.listed(plan.assumed),
            "practise": self.listed(plan.practise),
            "waived": self.listed(plan.waived),
            "missing": ", ".join(
                f"{self.names[missing.skill]} {missing.cause} {self.listed(missing.lacks)}".rstrip()
                for missing in plan.missing
            ),
            "choices": "\n           ".join(
                f"{self.names[choice.owner]} <- {self.requirement(choice.requirement)}:"
                f" takes {self.listed(choice.chosen)}; equal {self.listed(choice.equal) or '-'};"
                + (
                    f" next {self.listed(choice.runner_up.chosen)} +{choice.runner_up.extra_cost}"
                    if choice.runner_up
                    else " no other"
                )
                for choice in plan.choices
            ),
            "other": plan.other_route
            and f"{self.listed(plan.other_route.stages)} {plan.other_route.extra_cost:+}"
            f" with {self.listed(plan.other_route.skills)}",
        }
        return "\n".join(f"  {name + ':':9}{text}" for name, text in lines.items() if text)


def _named(nodes: Iterable[int], letters: str) -> dict[int, str]:
    ordered = sorted(nodes)
    if len(ordered) > len(letters):
        return {node: f"{letters[0]}{node}" for node in ordered}
    return dict(zip(ordered, letters, strict=False))


def _level(level: Level | None) -> str:
    return f"@{level.value:g}{level.scale}" if level else ""
