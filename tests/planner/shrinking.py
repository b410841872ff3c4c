"""Makes a failing problem smaller, one part at a time, for as long as it still fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model.problem import ESSENTIAL, Options, Problem, Requirement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def shrink(problem: Problem, fails: Callable[[Problem], bool]) -> Problem:
    """Return a problem that fails still, and of which no single part can be left out."""
    for smaller in _smaller(problem):
        if fails(smaller):
            return shrink(smaller, fails)
    return problem


def _smaller(problem: Problem) -> Iterator[Problem]:
    yield from _without_node(problem)
    yield from _without_option(problem)
    yield from _without_held(problem)
    for move in problem.moves:
        yield problem._replace(moves=tuple(other for other in problem.moves if other != move))
    yield from _with_plainer_skill(problem)
    yield from _with_plainer_stage(problem)
    if problem.default_effort_hours != (1, 1):
        yield problem._replace(default_effort_hours=(1, 1))


def _without_node(problem: Problem) -> Iterator[Problem]:
    for node in [*problem.stages, *problem.skills]:
        if node == problem.target:
            continue
        sets: dict[str, Any] = {
            name: value - {node}
            for name, value in problem.options._asdict().items()
            if isinstance(value, frozenset)
        }
        yield problem._replace(
            skills={
                number: skill._replace(requirements=_without(skill.requirements, node))
                for number, skill in problem.skills.items()
                if number != node
            },
            stages={
                number: stage._replace(requirements=_without(stage.requirements, node))
                for number, stage in problem.stages.items()
                if number != node
            },
            moves=tuple(move for move in problem.moves if node not in move),
            held_skills={s: level for s, level in problem.held_skills.items() if s != node},
            held_roles=problem.held_roles - {node},
            options=problem.options._replace(**sets),
        )


def _without(requirements: tuple[Requirement, ...], skill: int) -> tuple[Requirement, ...]:
    left = []
    for need in requirements:
        options = tuple(option for option in need.options if option != skill)
        if options:
            left.append(need._replace(options=options, count=min(need.count, len(options))))
    return tuple(left)


def _without_option(problem: Problem) -> Iterator[Problem]:
    usual = Options()._asdict()
    for name, value in problem.options._asdict().items():
        if value == usual[name]:
            continue
        yield problem._replace(options=problem.options._replace(**{name: usual[name]}))
        if isinstance(value, frozenset) and len(value) > 1:
            for member in value:
                fewer: dict[str, Any] = {name: value - {member}}
                yield problem._replace(options=problem.options._replace(**fewer))


def _without_held(problem: Problem) -> Iterator[Problem]:
    for role in problem.held_roles:
        yield problem._replace(held_roles=problem.held_roles - {role})
    for skill, level in problem.held_skills.items():
        others = {s: at for s, at in problem.held_skills.items() if s != skill}
        yield problem._replace(held_skills=others)
        if level is not None:
            yield problem._replace(held_skills={**others, skill: None})


def _with_plainer_skill(problem: Problem) -> Iterator[Problem]:
    for number, skill in problem.skills.items():
        plainer = [
            skill._replace(requirements=fewer)
            for fewer in _plainer_requirements(skill.requirements)
        ]
        if skill.practised:
            plainer.append(skill._replace(practised=False))
        if skill.effort_hours != (1, 1):
            plainer.append(skill._replace(effort_hours=(1, 1)))
        for each in plainer:
            yield problem._replace(skills={**problem.skills, number: each})


def _with_plainer_stage(problem: Problem) -> Iterator[Problem]:
    for number, stage in problem.stages.items():
        plainer = [
            stage._replace(requirements=fewer)
            for fewer in _plainer_requirements(stage.requirements)
        ]
        if stage.entry:
            plainer.append(stage._replace(entry=False))
        for each in plainer:
            yield problem._replace(stages={**problem.stages, number: each})


def _plainer_requirements(
    requirements: tuple[Requirement, ...],
) -> Iterator[tuple[Requirement, ...]]:
    for place, need in enumerate(requirements):
        before, after = requirements[:place], requirements[place + 1 :]
        yield (*before, *after)
        for plainer in _plainer_requirement(need):
            yield (*before, plainer, *after)


def _plainer_requirement(need: Requirement) -> Iterator[Requirement]:
    for option in need.options:
        if len(need.options) > 1:
            yield _without((need,), option)[0]
    if need.count > 1:
        yield need._replace(count=need.count - 1)
    if need.level is not None:
        yield need._replace(level=None)
    if need.importance != ESSENTIAL:
        yield need._replace(importance=ESSENTIAL)
