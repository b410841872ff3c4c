"""What goes into a graph comes out; what can't stand in one is told, all of it at once."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Catalog, Effort, Place, Scale, Source, Text

from .drawing import HERE, SOME, SOURCE, graphs, link, needs, role, skill

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

ELSEWHERE = Source(id="source:t", label="Another source")
THERE = Place("source:t", "line=4,5")
CATEGORY = facts.Category(id="category:c", pref_labels=(Text("C"),))


def problems(*stream: facts.Fact) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        build([SOURCE, ELSEWHERE, *stream])
    return [str(problem) for problem in raised.value.problems]


def kept(*stream: facts.Fact) -> list[facts.Fact]:
    with build([SOURCE, ELSEWHERE, *stream]) as graph:
        return [fact for fact in graph.facts() if not isinstance(fact, Source)]


def retired(slug: str, by: str, *places: Place) -> facts.Retired:
    return facts.Retired(id=f"skill:{slug}", replaced_by=f"skill:{by}", places=places or (HERE,))


def is_node(fact: facts.Fact) -> bool:
    return isinstance(fact, facts.Node)


@SOME
@given(graphs())
def test_what_goes_in_comes_out(stream: list[facts.Fact]) -> None:
    with build(stream) as graph:
        out = list(graph.facts())
        assert Counter(out) == Counter(stream)
        assert list(filter(is_node, out)) == list(filter(is_node, stream))
        with build(out) as again:
            assert again.digest() == graph.digest()


@SOME
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(
    stream: list[facts.Fact], chance: random.Random
) -> None:
    parts = [list(part) for _, part in groupby(stream, key=_part)]
    if _part(stream[-1]) == "statement":
        chance.shuffle(parts[-1])
    with build(stream) as one, build([fact for part in parts for fact in part]) as other:
        assert list(one.facts()) == list(other.facts())
        assert one.digest() == other.digest()


def _part(fact: facts.Fact) -> str:
    if is_node(fact):
        return "node"
    return "head" if isinstance(fact, Catalog | Source) else "statement"


@SOME
@given(graphs())
def test_a_stream_stated_twice_is_the_same_graph(stream: list[facts.Fact]) -> None:
    parts = {part: [f for f in stream if _part(f) == part] for part in ("head", "node")}
    rest = [fact for fact in stream if _part(fact) == "statement"]
    with build(stream) as once, build([*(parts["head"] + parts["node"]) * 2, *rest * 2]) as twice:
        assert once.digest() == twice.digest()


@SOME
@given(graphs(), st.integers(0, 10**6))
def test_a_change_shows_in_the_digest(stream: list[facts.Fact], at: int) -> None:
    at %= len(stream)
    changed = stream[:at] + stream[at + 1 :]
    try:
        with build(changed) as other, build(stream) as graph:
            assert graph.digest() != other.digest()
    except InvalidInput:
        pass  # something hung on what was left out


def test_nodes_are_numbered_as_listed_or_by_id() -> None:
    stream = [SOURCE, skill("b"), skill("a"), role("r"), needs("role:r", "b", "a")]
    with build(stream) as listed, build(stream, by_id=True) as sorted_:
        assert [node.id for node in listed.nodes([1, 2, 3]).values()] == [
            "skill:b", "skill:a", "role:r",
        ]  # fmt: skip
        assert [node.id for node in sorted_.nodes([1, 2, 3]).values()] == [
            "role:r", "skill:a", "skill:b",
        ]  # fmt: skip
        (asked,) = sorted_.requirements(owners=[1])
        assert asked.options == (2, 3)


def test_a_node_stated_again_unites() -> None:
    (node,) = kept(
        skill("a", "A", "one", effort=Effort(1, 2, HERE), places=(HERE,)),
        skill("a", "A", "two", "one", practised=True, places=(THERE,), notation="7"),
        facts.Skill(id="skill:a", pref_labels=(Text("Ah", "de"),)),
    )
    assert node == facts.Skill(
        id="skill:a",
        pref_labels=(Text("A", "en"), Text("Ah", "de")),
        alt_labels=(Text("one", "en"), Text("two", "en")),
        practised=True,
        effort=Effort(1, 2, HERE),
        notation="7",
        places=(HERE, THERE),
    )


def test_a_statement_stated_again_keeps_both_places() -> None:
    *_, moved = kept(
        role("r"),
        role("t"),
        link("next", "role:r", "role:t", THERE),
        link("next", "role:r", "role:t", HERE, assumption="our reading"),
    )
    assert moved == link("next", "role:r", "role:t", HERE, THERE, assumption="our reading")


def test_a_requirement_is_its_owner_count_and_options() -> None:
    *_, first, second, third = kept(
        skill("a"),
        skill("b"),
        role("r"),
        needs("role:r", "b", "a"),
        needs("role:r", "a", "b", places=(THERE,)),
        needs("role:r", "a", "b", count=2),
        needs("role:r", "a"),
    )
    assert first == needs("role:r", "a")
    assert second == needs("role:r", "a", "b", places=(HERE, THERE))
    assert third == needs("role:r", "a", "b", count=2)


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ([skill("a", effort=Effort(1, 2, HERE)), skill("a", effort=Effort(1, 3, HERE))], "1-2"),
        ([skill("a", "A"), skill("a", "B")], "label of 'skill:a' is 'B' here and 'A'"),
        ([role("r", seniority="mid"), role("r", seniority="lead")], "seniority"),
        ([role("r"), role("r", track=True)], "is a track here and a role"),
        ([skill("a"), role("r"), needs("role:r", "x")], "option 'skill:x', which no node is"),
        ([skill("a"), needs("role:r", "a")], "requirement of 'role:r', which no node is"),
        ([skill("a"), needs("skill:a", "a")], "'skill:a' requires itself"),
        ([skill("a"), CATEGORY, needs("category:c", "a")], "requirement of 'category:c', which is"),
        ([role("r"), role("t"), needs("role:r")._replace(options=("role:t",))], "is a role"),
        ([skill("a"), role("r"), needs("role:r", places=(HERE,))], "requires 1 of 0 skills"),
        ([skill("a"), role("r"), needs("role:r", "a", rating=0.0)], "rating and its scale come"),
        ([skill("a"), role("r"), needs("role:r", "a", scale="scale:s")], "level and its scale"),
        (
            [skill("a"), role("r"), needs("role:r", "a", places=(Place("source:s", "a b"),))],
            "the fragment 'a b' is malformed",
        ),
        (
            [skill("a"), role("r"), needs("role:r", "a", places=(Place("source:s", "", "\x07"),))],
            "the control character U+0007",
        ),
        ([skill("a"), role("r"), needs("role:r", "a", count=2)], "requires 2 of 1 skill"),
        ([skill("a"), role("r"), needs("role:r", "a", count=0)], "requires 0 of 1 skill"),
        ([skill("a"), role("r"), needs("role:r", "a", group="group:g")], "group 'group:g'"),
        ([skill("a"), role("r"), needs("role:r", "a", level=1.0)], "level and its scale come"),
        ([skill("a"), role("r"), needs("role:r", "a", level=1.0, scale="skill:a")], "is a skill"),
        (
            [skill("a"), role("r"), needs("role:r", "a", rating=float("nan"), rating_scale="s")],
            "'nan' is not a number",
        ),
        (
            [skill("a"), role("r"), needs("role:r", "a", importance="vital")],
            "'vital' is not one of essential, important or helpful",
        ),
        ([skill("a"), role("r"), link("next", "role:r", "skill:a")], "which is a skill"),
        ([role("r"), link("next", "role:r", "role:r")], "link to itself"),
        (
            [role("r"), role("t"), link("leads", "role:r", "role:t")],
            "'leads' is not one of broader",
        ),
        ([skill("a", places=(Place("source:x"),))], "source 'source:x' is not known"),
        ([skill("a", "  ")], "has no label"),
        ([skill("a", "tab\x07bell")], "control character U+0007"),
        ([skill("a", "half \ud800")], "control character U+D800"),
        ([skill("a", effort=Effort(5, 2, HERE))], "the range '5-2' is reversed"),
        ([skill("a", effort=Effort(0, 2**70, HERE))], "is not a range"),
        (
            [Scale(id="scale:s", pref_labels=(Text("S"),), minimum=2, maximum=1)],
            "scale goes from 2 to 1",
        ),
        ([role("r"), link("far", "role:r", "role:x"), skill("late")], "comes after a statement"),
        ([role("r", job_zone=6)], "'6' is not a job zone"),
        ([role("r", job_zone=0)], "'0' is not a job zone"),
        ([skill("a", tags=("x", " "))], "there is no text here"),
        ([skill("a", exact_matches=("skill:a",))], "is an exact match of itself"),
        ([skill("a", exact_matches=("A b",))], "'A b' is not an id"),
        ([facts.Group(id="group:g", pref_labels=(Text("G"),), exact_matches=("x:y",))], "SKOS"),
        ([role("r"), role("t"), link("next", "role:r", "role:t", rank=1)], "no tier and no rank"),
        (
            [role("r"), role("t"), link("related", "role:r", "role:t", rank=-1)],
            "'-1' is not a whole number",
        ),
        (
            [
                role("r"),
                role("t"),
                link("related", "role:r", "role:t", tier="near"),
                link("related", "role:r", "role:t", THERE, tier="far"),
            ],
            "has tier 'near' here and 'far' in source:t#line=4,5",
        ),
        ([skill("a"), retired("a", "a")], "replaced by itself"),
        ([skill("a"), skill("b"), retired("b", "a")], "'skill:b' is retired and is a node, too"),
        ([skill("a"), retired("x", "y")], "the retired 'skill:x' is replaced by 'skill:y', which"),
        (
            [skill("a"), retired("x", "y"), retired("y", "z"), retired("z", "y")],
            "in a circle: skill:y → skill:z → skill:y.",
        ),
        (
            [skill("a"), skill("b"), retired("x", "a"), retired("x", "b")],
            "'skill:x' has successor 'skill:a' here and 'skill:b'",
        ),
        ([skill("a"), retired("x", "a"), skill("late")], "comes after a statement"),
        ([Source(id="source:s", label="other")], "stated twice, differently"),
        ([Catalog(id="catalog:a", version="1", language="", extends=("catalog:b",))], "extends"),
    ],
)
def test_what_cannot_stand_is_told(stream: list[facts.Fact], said: str) -> None:
    assert said in "\n".join(problems(*stream))


def test_a_circle_of_retired_ids_is_told_once() -> None:
    ring = [retired(f"r{n}", f"r{(n + 1) % 5}") for n in range(5)]
    into = [retired(f"i{n}", "r0") for n in range(5)]
    (problem,) = problems(skill("a"), *into, *ring)
    assert "in a circle" in problem
    assert all(f"skill:r{n}" in problem for n in range(5))


def test_a_long_chain_of_retired_ids_leads_to_its_end() -> None:
    many = 20_000
    chain = [retired(f"r{n}", f"r{n + 1}") for n in range(many)]
    stream = [SOURCE, skill("a"), *chain, retired(f"r{many}", "a")]
    with build(stream) as graph:
        assert set(graph.retired().values()) == {"skill:a"}
        assert len(graph.retired()) == len(graph.replaces("skill:a")) == many + 1


def test_a_contradiction_names_both_places() -> None:
    (problem,) = problems(
        skill("a"),
        role("r"),
        needs("role:r", "a", places=(Place("source:s", locator="one.yaml:3:5"),)),
        needs("role:r", "a", importance="helpful", places=(THERE,)),
    )
    assert problem == (
        "one.yaml:3:5: a statement about 'role:r' has importance essential here and helpful"
        " in source:t#line=4,5. Make them agree."
    )


def test_all_problems_are_told_at_once_up_to_a_limit() -> None:
    assert len(problems(*(needs(f"role:r{n}", "s") for n in range(3)))) == 3
    assert problems(*(needs(f"role:r{n}", "s") for n in range(9999)))[-1] == (
        "stopped after 1000 problems."
    )


def test_one_mistake_is_told_once_however_often_it_stands_there() -> None:
    (problem,) = problems(*(needs("role:r", f"s{n}") for n in range(3)))
    assert problem.startswith("source:s: requirement of 'role:r', which no node is.")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "my graph?#%41.db"
    build([SOURCE, skill("a")], target).close()
    before = target.read_bytes()

    def broken() -> Iterable[facts.Fact]:
        yield SOURCE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(broken(), target)
    with pytest.raises(InvalidInput):
        build([skill("a"), needs("skill:a", "b")], target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_what_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder"):
        build([SOURCE], tmp_path / "nowhere" / "graph.db")


def test_what_sqlite_cannot_write_is_an_os_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr("skillgraph.graph.build._fill", full)
    with pytest.raises(OSError, match=r"No space left on device.*graph\.db"):
        build([SOURCE], tmp_path / "graph.db")
    assert not list(tmp_path.iterdir())


_SEEDED = """
import sys
from skillgraph.graph.build import build
from tests.graph.drawing import *
build([SOURCE, *(skill(f"s{n}", f"Skill {n}", "x", f"word{n}") for n in range(50)), role("r"),
    *(needs("role:r", f"s{n}", f"s{n + 1}") for n in range(49))], sys.argv[1]).close()
"""


def test_hash_seeds_change_no_byte(tmp_path: Path) -> None:
    digests = set()
    for seed in ("0", "1", "2"):
        target = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", _SEEDED, target],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            check=True,
        )
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_graph_replaces_no_pipe_and_follows_links(tmp_path: Path) -> None:
    """It is renamed into its place, which would do away with what is there."""
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="ordinary file"):
        build([], pipe)
    assert pipe.is_fifo()
    with pytest.raises(IsADirectoryError):
        build([], "")
    link.symlink_to(file)
    build([], link).close()
    assert link.is_symlink()
    assert file.is_file()
