"""Every view on sample documents: what it says, at every width, with hostile labels."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.views.comparing import render_crosswalk, render_merge
from skillgraph.views.diff import render_diff
from skillgraph.views.explaining import render_explanation
from skillgraph.views.fringe import render_next
from skillgraph.views.gap import render_gap
from skillgraph.views.importing import render_import
from skillgraph.views.lint import render_lint
from skillgraph.views.listing import render_list, render_search
from skillgraph.views.match import render_match
from skillgraph.views.node import render_node
from skillgraph.views.paper import Paper
from skillgraph.views.plan import render_plan
from skillgraph.views.problems import render_problems
from skillgraph.views.related import render_related
from skillgraph.views.side_by_side import render_compare, render_what_if
from skillgraph.views.standing import render_standing
from skillgraph.views.stats import render_stats
from skillgraph.views.text import display_width, plain_ascii
from skillgraph.views.why import render_why
from skillgraph.views.why_not import render_why_not

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent / "samples"
VIEWS: dict[str, Callable[[Any, Paper], str]] = {
    "planned": render_plan,
    "odd": render_plan,
    "ready": render_plan,
    "held": render_plan,
    "held-assumed": render_plan,
    "unknown": render_plan,
    "impossible": render_plan,
    "gap": render_gap,
    "gap-rated": render_gap,
    "gap-listed": render_gap,
    "node": render_node,
    "list": render_list,
    "search": render_search,
    "stats": render_stats,
    "problems": render_problems,
    "valid": render_problems,
    "match": render_match,
    "match-bare": render_match,
    "related": render_related,
    "lint": render_lint,
    "lint-nothing": render_lint,
    "next": render_next,
    "next-towards": render_next,
    "what-if": render_what_if,
    "compare": render_compare,
    "explain": render_explanation,
    "why": render_why,
    "why-not": render_why_not,
    "diff": render_diff,
    "merge": render_merge,
    "crosswalk": render_crosswalk,
    "import": render_import,
    "standing": render_standing,
}
#: Drawn at every width.
WIDE = {"planned", "odd", "gap", "gap-rated", "match", "related", "node"}
#: Kept whole, whatever the width: they are to be pasted, or jumped to.
WHOLE = re.compile(r"    skillgraph |What there is: |\w+\.yaml:|\w+:[\w-]+  |a folder .*\.graph:$")


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def draw(name: str, columns: int = 80, *, colour: bool = False, document: Any = None) -> str:
    return VIEWS[name](
        sample(name) if document is None else document, Paper(columns, colour=colour)
    )


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("name", sorted(WIDE))
def test_at_every_width(golden: Callable[[str, str], None], name: str, columns: int) -> None:
    golden(f"{name}-{columns}", draw(name, columns))


@pytest.mark.parametrize("name", sorted(VIEWS.keys() - WIDE))
def test_the_short_answers(golden: Callable[[str, str], None], name: str) -> None:
    golden(name, draw(name))


def test_in_colour(golden: Callable[[str, str], None]) -> None:
    golden("planned-colour", draw("planned", colour=True))


@pytest.mark.parametrize("name", VIEWS)
def test_colour_adds_nothing_but_colour(name: str) -> None:
    coloured = draw(name, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == draw(name)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("columns", range(40, 161, 7))
def test_no_line_is_wider_than_the_paper(name: str, columns: int) -> None:
    for line in draw(name, columns).splitlines():
        assert display_width(line) <= columns or WHOLE.match(line), line


#: Of views with columns that are explained: what stands above one, and what explains it.
EXPLAINED = [
    ("next", "  worth", "Worth: "),
    ("next-towards", "  worth", "Worth: "),
    ("match", "  of all", "all requirements, that you meet"),
    ("match", "  at least", "At least: "),
    ("match", "  path", "Path: "),
    ("match", "  you would add", "(◆)"),
    ("match", "h?", "A ? counts"),
    ("match-bare", "  at least", "so skills are counted"),
    ("related", "  likeness", "both shares: "),
]


@pytest.mark.parametrize("columns", range(40, 161, 3))
@pytest.mark.parametrize(("name", "head", "told"), EXPLAINED)
def test_a_column_is_explained_where_it_is_shown(
    name: str, head: str, told: str, columns: int
) -> None:
    text = draw(name, columns)
    assert (head in text) == (told in " ".join(text.split()))


@pytest.mark.parametrize("name", ["next-towards", "match", "related"])
def test_forty_columns_have_no_room_for_all_that_is_explained(name: str) -> None:
    told = {told for each, _, told in EXPLAINED if each == name}
    narrow, wide = (" ".join(draw(name, columns).split()) for columns in (40, 160))
    assert {each for each in told if each in narrow} != {each for each in told if each in wide}


def test_each_heading_of_a_difference_stands_once() -> None:
    """The document has nodes by id, in which roles and tracks, of one prefix, are mixed."""
    document = sample("diff")
    role = {"what": "role", "kind": "added", "about": ["role:x"]}
    document["changes"] = [
        {**document["changes"][0], **role, "what": what} for what in ("role", "track", "role")
    ]
    document["counts"] = {"role": {"added": 2}, "track": {"added": 1}}
    lines = draw("diff", document=document).splitlines()
    assert [line for line in lines if line in {"  ROLE", "  TRACK"}] == ["  ROLE", "  TRACK"]
    assert sum("+ " in line for line in lines) == 3


@pytest.mark.parametrize("name", range(10, 20))
def test_a_note_stands_apart_from_its_name(name: int) -> None:
    first, *rest = Paper(80).note("x" * name, "told")
    assert (first == f"  {'x' * name:<16}told" and not rest) or (
        first == f"  {'x' * name}" and rest == [" " * 18 + "told"]
    )
    assert "xtold" not in first
    assert "x told" not in first


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("columns", [40, 80])
def test_a_line_ends_in_no_space_and_the_text_in_one_break(name: str, columns: int) -> None:
    text = draw(name, columns)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("name", VIEWS)
def test_ascii_keeps_every_column(name: str) -> None:
    text = draw(name)
    ascii_text = plain_ascii(text)
    assert len(ascii_text) == len(text)
    foreign = {char for char in ascii_text if not char.isascii()}
    assert not foreign or name == "odd"


def hostile(value: Any, text: str) -> Any:
    """Return a document in which a text stands in the place of every label."""
    if isinstance(value, list):
        return [hostile(member, text) for member in value]
    if not isinstance(value, dict):
        return value
    written = {"label", "description", "assumption", "alias"}
    return {
        key: dict.fromkeys(member, text)
        if key == "labels"
        else (text if key in written and member else hostile(member, text))
        for key, member in value.items()
    }


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(VIEWS)),
    st.text(min_size=1, max_size=80).filter(str.strip),
    st.integers(min_value=40, max_value=140),
)
def test_labels_are_never_obeyed(name: str, label: str, columns: int) -> None:
    text = draw(name, columns, document=hostile(sample(name), label))
    plain = text.replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    assert all(char.isprintable() for char in plain)
    for line in text.splitlines():
        assert display_width(line) <= columns or WHOLE.match(line), line


@pytest.mark.parametrize(
    "label", ["\x1b]0;title\x07", "a\nb", "\u202egnp", "日本語" * 30, "x" * 300]
)
@pytest.mark.parametrize("name", VIEWS)
def test_hostile_labels(name: str, label: str) -> None:
    text = draw(name, 80, document=hostile(sample(name), label))
    assert "\x1b" not in text
    assert "\u202e" not in text
    for line in text.splitlines():
        assert display_width(line) <= 80 or WHOLE.match(line), line
