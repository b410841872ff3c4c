"""A plan from a stranger is checked in time that grows as its file does, whatever comes again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.bounded import run_bounded

from skillgraph.model.problem import ESSENTIAL, Problem, Requirement, Skill, Stage
from skillgraph.planner import plan
from skillgraph.verify.plan import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Document = dict[str, Any]

LENGTH = 2_500


def chain(length: int = LENGTH) -> str:
    """Return a catalogue in which each skill builds on the one before it."""
    skills = [f"  s{at}: {{label: S{at}, requires: [s{at - 1}]}}" for at in range(1, length)]
    return "\n".join([
        'catalog: {id: chain, version: "1"}', "skills:", "  s0: {label: S0}", *skills,
        f"roles:\n  end: {{label: End, requires: [s{length - 1}]}}\n",
    ])  # fmt: skip


def again(part: str, count: int) -> Callable[[Document], Document]:
    """Return what has a part of a plan so often again."""
    return lambda found: {**found, part: (found[part] * count)[:count]}


def turned(found: Document) -> Document:
    return {**found, "steps": found["steps"][::-1]}


def unlike(found: Document) -> Document:
    """Tell every value wrong twice: the reasons of each step, and all labels."""
    steps = [{**each, "because": [], "order": 0, "waiting": -1} for each in found["steps"]]
    labels = {f"label {at}": "x" for at in range(30_000)}
    return {**found, "steps": steps, "labels": labels, "assumed": found["steps"][:0]}


#: What is asked, what becomes of its plan, how it ends, and what is told.
HOSTILE: dict[str, tuple[str, Callable[[Document], Document], int, str]] = {
    "a long chain": ("--from nothing --to end", lambda found: found, 0, "holds"),
    "a long chain, held": (f"--from s{LENGTH - 2} --to end", lambda found: found, 0, "holds"),
    "a long chain, turned": ("--from nothing --to end", turned, 1, "which no step before it"),
    "all of it wrong": ("--from nothing --to end", unlike, 1, "37,502 statements fail"),
    "avoided": ("--from nothing --avoid s0 --to end", lambda found: found, 0, "holds"),
    "steps again": (
        "--from python --to cto --graph default",
        again("steps", 15_000),
        1,
        "step comes twice",
    ),
    "stages again": ("--from nothing --to end", again("stages", 40_000), 1, "stage comes twice"),
    "held again": ("--from s7 --to end", again("held", 100_000), 1, "held"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_plan_is_checked_in_time_that_grows_as_it_does(name: str, tmp_path: Path) -> None:
    asked, change, code, told = HOSTILE[name]
    (tmp_path / "chain.yaml").write_text(chain(), "utf-8")
    graph = ("--graph", "chain.yaml") if "default" not in asked else ()
    made = run_bounded("path", *asked.split(), *graph, "--format", "json", folder=tmp_path)
    changed = json.dumps(change(json.loads(made.out)))
    (tmp_path / "plan.json").write_text(changed, "utf-8")
    ended = run_bounded("verify", "plan.json", *graph, folder=tmp_path)
    assert (ended.code, ended.err) == (code, "")
    assert told in " ".join(ended.out.split())


def test_what_comes_twice_is_told_once_and_all_else_at_its_place() -> None:
    """The place of a value is the one that it has in the claim, whatever came twice before it."""
    asked = Requirement(0, (0,), 1, ESSENTIAL)
    problem = Problem(
        skills={0: Skill((1, 1), False, ()), 1: Skill((1, 1), False, (asked,))},
        stages={2: Stage((Requirement(1, (1,), 1, ESSENTIAL),))},
        moves=(),
        held_skills={},
        held_roles=frozenset(),
        target=2,
    )
    claim = plan(problem)
    first, second = claim.steps
    twice = claim._replace(
        steps=(first, first, second._replace(waiting=9)), stages=claim.stages * 3
    )
    found = verify(problem, twice)
    assert [(each.rule, each.path) for each in found.violations] == [
        (4, "stages"), (6, "steps"), (8, "steps[2].waiting"),
    ]  # fmt: skip
