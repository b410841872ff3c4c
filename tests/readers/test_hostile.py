"""Hostile files end in a clear error, soon; the bounds asserted are generous, for busy machines."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillgraph.errors import SHOWN, InvalidInput
from skillgraph.readers import read_catalogs

SECONDS = 8
HEADER = b'catalog: {id: example, version: "1"}\n'
BOMB = b"\n".join(
    [b"a0: &a0 [x, x]"]
    + [b"a%d: &a%d [%s]" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 30)]
)
KEYS = b"\n".join(b"k%d: v" % i for i in range(1_000_000))
SKILLS = b"\n".join(b"  s%d: {label: S%d, requires: [t%d]}" % (i, i, i) for i in range(8_000))
CIRCLE = b"\n".join(
    b"  c%d: {label: C%d, broader: c%d}" % (i, i, (i + 1) % 9_900) for i in range(9_900)
)
CIRCLES = b"\n".join(
    b"  c%d: {label: C%d, broader: [c%d, c0]}" % (i, i, i + 1) for i in range(1, 7_000)
).join([b"  c0: {label: C0, broader: c1}\n", b"\n  c7000: {label: C}\n"])

HOSTILE = {
    "alias bomb": (BOMB, "anchors (&a0) are not allowed"),
    "brackets": (b"[" * 100_000, "nested more than 40 deep"),
    "braces": (b"{a: " * 100_000, "nested more than 40 deep"),
    "dashes": (b"- " * 100_000, "nested more than 40 deep"),
    "questions": (b"? " * 100_000, "nested more than 40 deep"),
    "50 MB": (b"a: " + b"x" * 50_000_000, "larger than 16 MiB"),
    "one long scalar": (b"a: " + b"x " * 8_000_000, "has no key 'a'"),
    "one long key": (b"a" * 1_000_000 + b": b", "this is not YAML"),
    "a million keys": (KEYS, "more than 60,000 values"),
    "a million items": (b"[" + b"a," * 1_000_000 + b"]", "more than 60,000 values"),
    "many unknown keys": (KEYS[: 9 * 29_000], "has no key 'k0'"),
    "one key again and again": (b"a: b\n" * 29_000, "stands here again"),
    "many keys, then again": (
        b"\n".join(b"k%d: v" % (i % 15_000) for i in range(29_000)), " more. Mend"
    ),
    "directives": (b"\n".join(b"%%TAG !a%d! b" % i for i in range(500_000)), "must not begin"),
    "documents": (b"--- a\n" * 1_000_000, "a second document"),
    "blank lines": (b"a: x" + b"\n" * 15_000_000 + b"b", "this is not YAML"),
    "comments": (b"#" * 15_000_000, "the file is empty"),
    "escapes": (b'a: "' + b"\\0" * 5_000_000 + b'"', "has no key 'a'"),
    "8,000 unknown skills": (HEADER + b"skills:\n" + SKILLS, "unknown skill 't0'"),
    "one name for all": (
        HEADER + b"skills:\n" + b"\n".join(b"  s%d: {label: S}" % i for i in range(14_000)),
        "is called 'S'",
    ),
    "a long circle": (HEADER + b"categories:\n" + CIRCLE, "go round in a circle"),
    "many long circles": (HEADER + b"categories:\n" + CIRCLES, "go round in a circle"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_ends_soon_in_a_clear_error(name, tmp_path):
    content, message = HOSTILE[name]
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    start = time.perf_counter()
    with pytest.raises(InvalidInput) as raised:
        list(read_catalogs([path], shipped=tmp_path))
    assert time.perf_counter() - start < SECONDS
    text = str(raised.value)
    assert message in text
    assert len(raised.value.problems) <= SHOWN + 1
    assert len(text) < 100_000


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_give_facts_or_problems(tmp_path_factory, content):
    assert_facts_or_problems(tmp_path_factory, content)


WORDS = st.sampled_from(
    ["catalog", "id", "skills", "sql", "label", "requires", "any_of", "count", "level", "scale",
     "roles", "tracks", "salary", "min", "max", "source", "sources", "groups", "members", "1", "-1",
     "essential", "importance", "leads_to", "to", "far", "true", "x#line=1", "extends", "default",
     "categories", "broader", "category", "follows", "scales", "", "\x07", "8-16", "a.yaml", "."]
)  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=300)
@given(st.dictionaries(WORDS, TREES, max_size=6), st.booleans())
def test_any_tree_gives_facts_or_problems(tmp_path_factory, tree, headed):
    if headed:
        tree = {**tree, "catalog": {"id": "mine"}}
    assert_facts_or_problems(tmp_path_factory, json.dumps(tree).encode())


def assert_facts_or_problems(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp() / "fuzz"
    folder.mkdir(exist_ok=True)
    path = folder / "a.yaml"
    path.write_bytes(content)
    try:
        list(read_catalogs([path], shipped=Path("/none")))
    except InvalidInput as error:
        found = error.problems
    else:
        return
    assert found
    assert all(problem.message for problem in found)
