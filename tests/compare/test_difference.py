"""What differs between two graphs is what was done to one of them, and nothing else."""

from __future__ import annotations

import random
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import SkillGraph
from skillgraph.api.diff import Question, diff_document
from skillgraph.compare.difference import difference
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.readers import default_catalogs, read_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "data"
MIRRORED = {"added": "removed", "removed": "added", "changed": "changed"}


@pytest.fixture(scope="module")
def shipped() -> list[facts.Fact]:
    with build(read_catalogs(default_catalogs(DATA), shipped=DATA)) as graph:
        return list(graph.facts())


def changed(fact: Any, **values: Any) -> Any:
    return replace(fact, **values) if is_dataclass(fact) else fact._replace(**values)


def chosen(stream: list[facts.Fact], kind: type, chance: random.Random) -> Any:
    return chance.choice([fact for fact in stream if isinstance(fact, kind)])


def without(stream: list[facts.Fact], fact: facts.Fact) -> list[facts.Fact]:
    return [each for each in stream if each is not fact]


def instead(stream: list[facts.Fact], fact: facts.Fact, other: facts.Fact) -> list[facts.Fact]:
    return [other if each is fact else each for each in stream]


def test_a_graph_does_not_differ_from_itself(shipped: list[facts.Fact]) -> None:
    shuffled = random.Random(1).sample(shipped, len(shipped))  # noqa: S311
    assert difference(shipped, shuffled) == []


def drop_requirement(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Requirement, chance)
    about = (fact.owner, str(fact.count), *sorted(fact.options))
    return without(stream, fact), ("removed", "requirement", about, {})


def rate_otherwise(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Requirement, chance)
    other = "helpful" if fact.importance == "essential" else "essential"
    about = (fact.owner, str(fact.count), *sorted(fact.options))
    told = ("changed", "requirement", about, {"importance": other})
    return instead(stream, fact, changed(fact, importance=other)), told


def relabel(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Skill, chance)
    label = facts.Text("Another name", "en")
    told = ("changed", "skill", (fact.id,), {"label": "Another name@en"})
    return instead(stream, fact, changed(fact, pref_labels=(label,))), told


def drop_link(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Link, chance)
    return without(stream, fact), ("removed", fact.kind, (fact.start, fact.end), {})


def pay_otherwise(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Salary, chance)
    about = f"{fact.minimum}-{fact.maximum} {fact.currency} a {fact.period}"
    told = ("changed", "salary", (fact.owner, about, fact.region, fact.date), {"assumption": "?"})
    return instead(stream, fact, changed(fact, assumption="?")), told


def cite_otherwise(stream: list[facts.Fact], chance: random.Random) -> Any:
    fact = chosen(stream, facts.Requirement, chance)
    return instead(stream, fact, changed(fact, places=())), None


EDITS: list[Callable[..., Any]] = [
    drop_requirement, rate_otherwise, relabel, drop_link, pay_otherwise, cite_otherwise,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("seed", range(5))
def test_an_edit_is_told_and_nothing_else(
    shipped: list[facts.Fact], edit: Callable[..., Any], seed: int
) -> None:
    edited, told = edit(shipped, random.Random(seed))  # noqa: S311
    there = difference(shipped, edited)
    back = difference(edited, shipped)
    wanted = [] if told is None else [told]
    assert [(e.kind, e.what, e.about, e.after) for e in there] == wanted
    assert [(MIRRORED[e.kind], e.what, e.about, e.before) for e in back] == wanted


def test_what_is_replaced_is_followed(shipped: list[facts.Fact]) -> None:
    """A renamed skill is one change, however much is said of it."""

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return "skill:new-docker" if value == "skill:docker" else value
        return tuple(map(renamed, value)) if isinstance(value, tuple) else value

    new = []
    for fact in shipped:
        names = ("id", "owner", "options", "start", "end")
        values = {name: renamed(getattr(fact, name)) for name in names if hasattr(fact, name)}
        new.append(changed(fact, **values))
    assert len(difference(shipped, new)) > 20
    new.append(facts.Retired(id="skill:docker", replaced_by="skill:new-docker"))
    (change,) = difference(shipped, new)
    assert (change.kind, change.about) == ("replaced", ("skill:docker", "skill:new-docker"))


def test_plans_on_both(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "catalog: {id: mine, extends: [default], source: us}\n"
        "skills: {swarm: {label: Swarm, effort_hours: 8-16, requires: [docker]}}\n"
        "tracks: {cloud-architect: {requires: [swarm]}}\n",
        encoding="utf-8",
    )
    asked = [Question(("python",), "cloud-architect"), Question(("python",), "devops-engineer")]
    with SkillGraph.open() as old, SkillGraph.open(str(mine)) as new:
        document = diff_document(old, new, asked)
        back = diff_document(new, old, [Question((), "swarm")])
    first, second = (each["plan"] for each in document["plans"])
    assert first is not None
    assert [step["id"] for step in first["after"]["only"]] == ["skill:swarm"]
    assert first["extra_cost"] == 24
    assert second is not None
    assert second["extra_cost"] == 0
    assert "no skill, role or track is called" in (back["plans"][0]["problem"] or "")
