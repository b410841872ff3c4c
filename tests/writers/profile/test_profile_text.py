"""A profile is edited in place: it says what was meant, and all that a person wrote stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.readers.profile import Held
from skillgraph.writers.profile import KEYS, ProfileText

HAND_MADE = """\
# Ann's own
held:
    # from the course of 2021
    - python      # daily
    # the next one is old
    - {name: sql,   level: 3, scale: proficiency}   # ask Bo
    # and this stands before git
    - git
    - name: docker
      evidence:
        - https://example.org/a

goals: [cloud-architect,   backend-developer]  # in this order
hours_per_week: 4-6
"""


def of(text: str) -> ProfileText:
    return ProfileText.parse(text, "me.yaml")


def test_a_hand_made_file_keeps_all_that_was_not_touched() -> None:
    me = of(HAND_MADE)
    me = me.add("held", Held("skill:go", "", 2.5, "scale:p", ("a, b",), "2026-11-25"), "Go")
    me = me.say(0, Held("", "", since="2020", evidence=("a", "b")))
    me = me.say(1, Held("", "", 4.0, "proficiency"))
    me = me.say(3, Held("", "", evidence=("https://example.org/a", "https://example.org/b")))
    me = me.remove("held", 2).remove("goals", 1).add("waive", Held("php", ""), "PHP")
    assert (
        me.take_time(5, 5).text
        == """\
# Ann's own
held:
    # from the course of 2021
    - name: python      # daily
      since: 2020
      evidence: a
      evidence: b
    # the next one is old
    - {name: sql,   level: 4, scale: proficiency}   # ask Bo
    # and this stands before git
    - name: docker
      evidence:
        - https://example.org/a
        - https://example.org/b
    - name: skill:go  # Go
      level: 2.5
      scale: scale:p
      since: 2026-11-25
      evidence: ["a, b"]

goals: [cloud-architect]  # in this order
hours_per_week: 5
waive:
  - php  # PHP
""".replace("      evidence: a\n      evidence: b\n", "      evidence: [a, b]\n")
    )


@pytest.mark.parametrize(
    ("text", "added", "removed", "said"),
    [
        ("[a, b]", "[a, b, z]", "[b]", "[{name: a, since: 2020}, b]"),
        ("- a\n- b", "- a\n- b\n- z\n", "- b", "- name: a\n  since: 2020\n- b"),
        ("a\n", "[a, z]\n", "[]\n", None),
        ("held: a\n", "held: [a, z]\n", "held: []\n", "held: {name: a, since: 2020}\n"),
        ("held: []\n", "held: [z]\n", None, None),
        ("{held: [a]}", "{held: [a, z]}", "{held: []}", "{held: [{name: a, since: 2020}]}"),
        ("{goals: [a]}", "{goals: [a], held: [z]}", None, None),
        ("---\nheld: [a]\n...\n", "---\nheld: [a, z]\n...\n", "---\nheld: []\n...\n",
         "---\nheld: [{name: a, since: 2020}]\n...\n"),
        ("held:\r\n- a # x\r\n", "held:\r\n- a # x\r\n- z\r\n", "held: []\r\n",
         "held:\r\n- name: a # x\r\n  since: 2020\r\n"),
        ("# none yet\n", "# none yet\nheld:\n  - z\n", None, None),
        ("held: [a, # one\n  b, # two\n  c]\n", "held: [a, # one\n  b, # two\n  c, z]\n",
         "held: [# one\n  b, # two\n  c]\n",
         "held: [{name: a, since: 2020}, # one\n  b, # two\n  c]\n"),
        ("held:\n  -\n    # of mine\n    name: a\n  - b\n",
         "held:\n  -\n    # of mine\n    name: a\n  - b\n  - z\n", "held:\n  - b\n",
         "held:\n  -\n    # of mine\n    name: a\n    since: 2020\n  - b\n"),
        ('held: ["a, b"]\n', 'held: ["a, b", z]\n', "held: []\n",
         'held: [{name: "a, b", since: 2020}]\n'),
    ],
)  # fmt: skip
def test_each_form_is_edited_in_its_own_style(
    text: str, added: str, removed: str | None, said: str | None
) -> None:
    """None stands for a form that isn't edited, or for what isn't there."""
    me = of(text)
    assert me.add("held", Held("z", "")).text == added
    if removed is not None:
        assert me.remove("held", 0).text == removed
    if said is not None:
        assert me.say(0, Held("", "", since="2020")).text == said


def test_a_list_alone_becomes_what_is_held_once_more_is_said() -> None:
    goal = Held("g", "")
    assert of("# mine\n- a\n").add("goals", goal).text == "# mine\nheld:\n- a\ngoals:\n  - g\n"
    assert of("[a]\n").add("goals", goal).text == "held: [a]\ngoals:\n  - g\n"
    assert of("- a\n").take_time(4, 6).text == "held:\n- a\nhours_per_week: 4-6\n"


def test_the_last_item_of_several_lines_leaves_its_neighbours_comment() -> None:
    text = "held: [a, # one\n  b, # two\n  c # three\n]\n"
    assert of(text).remove("held", 2).text == "held: [a, # one\n  b, # two\n   # three\n]\n"


def test_a_form_that_is_not_edited_is_told_and_nothing_is_changed() -> None:
    for text in ("held:\n  name: a\n", "--- a\n...\n"):
        try:
            me = of(text).add("held", Held("n", "")).text
        except InvalidInput as error:
            assert "Open it in an editor, and write n under 'held'." in str(error)  # noqa: PT017
        else:
            assert {held.name for held in of(me).profile.held} == {"a", "n"}
    with pytest.raises(InvalidInput, match="nothing is changed"):
        of("held:\n  name: a\n").remove("held", 0)
    with pytest.raises(InvalidInput, match="only a profile in YAML is edited"):
        ProfileText.parse("skill\na\n", "me.csv")


NAMES = st.sampled_from(
    ["python", "C#", "a, b", "no", "012", "skill:x", "日本語", "x: y", "- z", "é"]
)
COMMENTS = st.sampled_from(["", "  # mine", "  # a, b]"])


@st.composite
def lists(draw: st.DrawFn, key: str) -> str:
    """Return a key with a list in one of the ways people write them, comments and all."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    quoted = [f'"{name}"' for name in names]
    style = draw(st.sampled_from(["block", "wide", "flow", "long", "one"]))
    comment = draw(COMMENTS)
    if style == "one":
        return f"{key}: {quoted[0]}{comment}\n"
    if style == "flow":
        return f"{key}: [{', '.join(quoted)}]{comment}\n"
    if style == "long":
        return f"{key}: [  # of a list\n" + "".join(f"  {each},  # c\n" for each in quoted) + "]\n"
    indent = "" if style == "block" else "    "
    lines = [f"{key}:{comment}"]
    for each in quoted:
        if draw(st.booleans()):
            lines.append(f"{indent}# on its own")
        if key == "held" and draw(st.booleans()):
            lines.append(f"{indent}- name: {each}{draw(COMMENTS)}")
            lines.append(f"{indent}  since: 2020")
        else:
            lines.append(f"{indent}- {each}{draw(COMMENTS)}")
        if draw(st.booleans()):
            lines.append("")
    return "\n".join(lines) + "\n"


@st.composite
def profiles(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    return "# head\n" + "\n".join(draw(lists(key)) for key in keys) + draw(COMMENTS).lstrip()


@settings(max_examples=300, deadline=None)
@given(text=profiles(), data=st.data())
def test_an_edit_changes_one_place_and_nothing_else(text: str, data: st.DataObject) -> None:
    me = of(text)
    key: Any = data.draw(st.sampled_from(KEYS))
    names = [each.name for each in getattr(me.profile, key)]
    added = me.add(key, Held("skill:new", ""), "New")
    assert [each.name for each in getattr(added.profile, key)] == [*names, "skill:new"]
    if f'{key}: "' not in text:  # one name alone becomes a list: its brackets are in two places
        assert is_spliced(text, added.text)
    assert comments(text) <= comments(added.text)
    if names:
        number = data.draw(st.integers(0, len(names) - 1))
        removed = me.remove(key, number)
        assert [each.name for each in getattr(removed.profile, key)] == [
            name for at, name in enumerate(names) if at != number
        ]
        assert removed.text.count("# on its own") == text.count("# on its own")
        others = [other for other in KEYS if other != key]
        assert all(
            [each.name for each in getattr(removed.profile, other)]
            == [each.name for each in getattr(me.profile, other)]
            for other in others
        )


def is_spliced(before: str, after: str) -> bool:
    """Tell whether one text is the other with a piece put in at one place."""
    ahead = next(
        (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    rest = before[ahead:]
    return len(after) > len(before) and (not rest or after.endswith(rest))


def comments(text: str) -> set[tuple[str, int]]:
    found = [line.partition("# ")[2] for line in text.splitlines() if "# " in line]
    return {(each, found.count(each)) for each in found if each != "New"}


@pytest.mark.parametrize(
    "text",
    ["", "# nothing yet\n", "held: [sql]  # at work\n", "held: sql\n", "held: []\n", "- sql\n",
     "held:\n    - sql\n    # a\n", "held: {name: sql, level: 3, scale: p}\n", "{held: [sql]}",
     "[sql]", "goals: [tester]\r\n", HAND_MADE],
)  # fmt: skip
@pytest.mark.parametrize("key", KEYS)
def test_many_names_at_once_are_as_many_one_by_one(text: str, key: Any) -> None:
    entries = [
        (Held("a", ""), "A"),
        (Held("b c", "", 2.5, "scale:p", ("x, y", "z"), "2026"), "B # 1"),
        (Held("d", ""), ""),
    ]
    one_by_one = of(text)
    try:
        for held, label in entries:
            one_by_one = one_by_one.add(key, held, label)
    except InvalidInput:
        with pytest.raises(InvalidInput, match="not edited here"):
            of(text).add_all(key, entries)
    else:
        assert of(text).add_all(key, entries).text == one_by_one.text
