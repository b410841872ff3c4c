"""Several small graphs that overlap and agree: what the tests of merging are drawn with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from skillgraph.model import facts
from skillgraph.model.facts import Link, Place, Requirement, Retired, Role, Skill, Source, Text

#: Ids that any graph may have, and ids of each graph alone: number n of one may match that of
#: another, and "skill:c3" means the same skill, with the same hours, wherever it stands.
COMMON = [f"skill:c{n}" for n in range(3)]
OWN = 3
WORDS = ["alpha", "beta", "gamma"]


def own(graph: int) -> list[str]:
    return [f"skill:g{graph}-{n}" for n in range(OWN)]


def weight(id_: str) -> int:
    """A number that is the same for all ids that may mean one thing."""
    return int(id_[-1])


@st.composite
def several(draw: st.DrawFn, graphs: int = 2) -> list[list[facts.Fact]]:
    """Streams of facts, one a graph, without contradictions; each has ids of its own."""
    return [draw(_graph(number)) for number in range(graphs)]


@st.composite
def _graph(draw: st.DrawFn, number: int) -> list[facts.Fact]:
    source = f"source:s{number}"
    here = (Place(source, f"row={number}"),)
    skills = [id_ for id_ in COMMON + own(number) if draw(st.booleans())] or [COMMON[0]]
    roles = [f"role:r{n}" for n in range(2) if draw(st.booleans())]
    stream: list[facts.Fact] = [Source(id=source, label=source), Source(id="source:all", label="x")]
    stream += [_skill(draw, id_, number, here) for id_ in draw(st.permutations(skills))]
    stream += [Role(id=id_, pref_labels=(Text(id_, "en"),), places=here) for id_ in roles]
    found: dict[Any, facts.Fact] = {}
    for _ in range(draw(st.integers(0, 6))):
        owner = draw(st.sampled_from([*skills, *roles]))
        possible = [id_ for id_ in skills if id_ != owner]
        if not possible:
            continue
        options = draw(st.lists(st.sampled_from(possible), min_size=1, unique=True))
        count = draw(st.integers(1, len(options)))
        found[owner, frozenset(options), count] = Requirement(
            owner=owner,
            options=tuple(options),
            count=count,
            importance="essential",
            places=here,
        )
        start, end = draw(st.sampled_from(skills)), draw(st.sampled_from(skills))
        if start != end:
            found[start, end] = Link(kind="related", start=start, end=end, places=here)
    stream += found.values()
    retired = draw(st.integers(0, 2))
    stream += [
        Retired(id=f"skill:old{number}-{n}", replaced_by=draw(st.sampled_from(skills)))
        for n in range(retired)
    ]
    return stream


def _skill(draw: st.DrawFn, id_: str, number: int, here: tuple[Place, ...]) -> Skill:
    matches = []
    if id_ not in COMMON and number and draw(st.booleans()):
        before = draw(st.integers(0, number - 1))
        through = draw(st.sampled_from([f"skill:g{before}", "https://example.org/thing"]))
        matches = [f"{through}-{weight(id_)}"]
    if id_ not in COMMON and not number and draw(st.booleans()):
        matches = [f"https://example.org/thing-{weight(id_)}"]
    label = id_ if id_ in COMMON else f"{draw(st.sampled_from(WORDS))} {id_}"
    return Skill(
        id=id_,
        pref_labels=(Text(label, "en"),),
        alt_labels=tuple(Text(word, "en") for word in draw(st.sets(st.sampled_from(WORDS)))),
        tags=tuple(draw(st.sets(st.sampled_from(WORDS)))),
        notation=f"n{id_}" if draw(st.booleans()) else "",
        effort=facts.Effort(weight(id_), weight(id_) + 1, here[0]) if draw(st.booleans()) else None,
        exact_matches=tuple(matches),
        places=here,
    )
