"""Statements become the same tables in any order and in little memory, sound or amiss."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.graph import gathering, nodes, sorting
from skillgraph.graph.build import build
from skillgraph.model.facts import Category, Group, Link, Place, Requirement, Scale, Source, Text

from .drawing import HERE, SOME, SOURCE, link, needs, role, skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.facts import Fact

LABEL = (Text("x"),)
NODES: list[Fact] = [
    SOURCE,
    Source(id="source:é", label="Another"),
    *map(skill, "abcde"),
    skill("shown", practised=True),
    role("r"),
    role("t", track=True),
    Category(id="category:c", pref_labels=LABEL),
    Group(id="group:g", pref_labels=LABEL),
    Scale(id="scale:s", pref_labels=LABEL, minimum=0, maximum=4),
]
#: A link of a kind of its own, and what ends the run of it.
MEMBERS = [link("member", "group:g", "skill:a"), needs("role:t", "d")]

IDS = st.sampled_from(
    ["role:r", "role:t", "skill:a", "skill:b", "skill:shown", "category:c", "skill:é", ""]
)
PLACES = st.builds(
    Place,
    st.sampled_from(["source:s", "source:é", "source:e\u0301", "source:none"]),
    st.sampled_from(["", "row=1", "row=2", "ä", "no fragment"]),
    st.sampled_from(["", "x.yaml:1", "e\u0301", "\x07"]),
)
ODD_PLACES = st.sampled_from([(), (HERE, Place("source:s", "row=9"))]) | st.tuples(PLACES)
REQUIREMENTS_AMISS: list[dict[str, Any]] = [
    {"count": 0},
    {"count": 2},
    {"options": ()},
    {"options": ("skill:a", "skill:a")},
    {"options": ("skill:a", "skill:b")},
    {"importance": "vital"},
    {"group": "group:g"},
    {"level": 0.0, "scale": "scale:s"},
    {"level": 2.0},
    {"level": 0.0},
    {"rating": 0.0},
    {"scale": "scale:s"},
    {"rating": 0.0, "rating_scale": "scale:s"},
    {"rating": 3.0, "rating_scale": "scale:s", "importance": "helpful"},
    {"rating_scale": "scale:s"},
    {"owner": "skill:a"},
    {"owner": "category:c"},
    {"owner": "role:é"},
    {"options": ("role:r",)},
    {"options": ("role:t",)},
    {"options": ("skill:e\u0301",)},
    {"places": ()},
    {"places": (HERE, Place("source:s", "row=9"))},
    {"places": (Place("source:none"),)},
    {"places": (Place("source:e\u0301"),)},
    {"places": (Place("source:s", "no fragment"),)},
    {"places": (Place("source:s", "", "\x07"),)},
]
LINKS_AMISS: list[dict[str, Any]] = [
    {"kind": "likes"},
    {"kind": "next"},
    {"assumption": "read so"},
    {"tier": "near"},
    {"rank": 0},
    {"kind": "related", "rank": 0},
    {"start": "category:c"},
    {"start": "group:g"},
    {"end": "skill:é"},
    {"end": "group:g"},
    {"places": ()},
]


@st.composite
def requirements(draw: st.DrawFn, oddly: Any) -> Requirement:
    made = needs(
        draw(st.sampled_from(["role:r", "role:t", "skill:e"])),
        draw(st.sampled_from(["a", "b", "c", "d", "shown"])),
        importance=draw(st.sampled_from(["essential", "important", "helpful"])),
        places=(Place("source:s", f"row={draw(st.integers(0, 3))}"),),
    )
    if not draw(oddly):
        return made
    owner, option = draw(IDS), draw(IDS)
    odd = draw(
        st.sampled_from(REQUIREMENTS_AMISS)
        | st.just({"owner": owner})
        | st.just({"options": (option,)})
    )
    return made._replace(**odd) if draw(st.booleans()) else made._replace(places=draw(ODD_PLACES))


@st.composite
def links(draw: st.DrawFn, oddly: Any) -> Link:
    made = link("broader", draw(st.sampled_from(["skill:a", "skill:b", "role:r"])), "category:c")
    if not draw(oddly):
        return made
    odd = draw(
        st.sampled_from(LINKS_AMISS) | st.just({"start": draw(IDS)}) | st.just({"end": draw(IDS)})
    )
    return made._replace(**odd) if draw(st.booleans()) else made._replace(places=draw(ODD_PLACES))


RARELY = st.sampled_from([False] * 6 + [True])
STATEMENTS = st.lists(requirements(RARELY) | links(RARELY), max_size=12)
SOUND = st.lists(requirements(st.just(False)) | links(st.just(False)), max_size=20)


def made(stream: Sequence[Fact]) -> Any:
    """Return all that a graph's tables hold, or all that is wrong."""
    try:
        graph = build(stream)
    except InvalidInput as error:
        return [str(problem) for problem in error.problems]
    with graph:
        tables = [name for (name,) in graph.rows("SELECT name FROM sqlite_master WHERE sql > ''")]
        return {
            name: sorted(graph.rows(f"SELECT * FROM {name}"), key=repr)
            for name in tables
            if graph.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name)
        }


@SOME
@given(STATEMENTS | SOUND, st.randoms())
def test_little_memory_and_any_order_change_nothing(statements: list[Fact], chance: Any) -> None:
    shuffled = [*statements]
    chance.shuffle(shuffled)
    expected = made([*NODES, *MEMBERS, *statements])
    with ExitStack() as patches:
        for module, name, value in (
            (sorting, "ROWS_KEPT", 3),
            (sorting, "BLOCK", 2),
            (nodes, "_KEPT", 9),
            (nodes, "_TOGETHER", 2),
            (gathering, "_KEPT", 9),
        ):
            patches.enter_context(patch.object(module, name, value))
        found = made([*NODES, *MEMBERS, *shuffled])
    # What is wrong is told in the order in which it comes, so then only that it is wrong.
    assert isinstance(found, list) if isinstance(expected, list) else found == expected
