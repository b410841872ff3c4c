import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.readers.findings import Findings, SourceFile
from skillgraph.readers.yaml_nodes import (
    MAX_DEPTH,
    MappingNode,
    ScalarNode,
    SequenceNode,
    load_node,
    parse_node,
)

ROOT = Path(__file__).parents[2]
FILE = SourceFile(0, Path("a.yaml"), "a.yaml", "a.yaml")


def parse(text):
    findings = Findings()
    return parse_node(text, FILE, findings), findings


def problems_of(content, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    findings = Findings()
    node = load_node(SourceFile(0, path, "a.yaml", "a.yaml"), findings)
    assert (node is None) == bool(len(findings))
    return [f"{finding.spot}: {finding.message}" for finding in findings._found]


def plainly(node):
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [plainly(item) for item in node.items]
    return {key.text: plainly(value) for key, value in node.pairs}


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "true", "null", "~", "012", "1:30", "1_000", "1e3", ".nan", "2026-05-01", "0x1f",
     "C#", "=", "+1", "日本語", "١٢"],
)  # fmt: skip
def test_every_scalar_stays_text(text):
    node, findings = parse(f"a: {text}")
    assert plainly(node) == {"a": text}
    assert not len(findings)


def test_positions_count_characters_from_one():
    node, _ = parse("é: {ü: [ß, 'x']}\nb:\n  - 日本: y\n")
    (key, value), (_, last) = node.pairs
    assert (key.line, key.column, value.column) == (1, 1, 4)
    assert [(item.line, item.column) for item in value.pairs[0][1].items] == [(1, 9), (1, 12)]
    assert (last.items[0].pairs[0][1].line, last.items[0].pairs[0][1].column) == (3, 9)


def test_what_was_not_written_stands_at_its_key():
    node, _ = parse("a:\n  b:\n  c: ''\n")
    (_, absent), (_, quoted) = node.pairs[0][1].pairs
    assert (absent.line, absent.column, absent.empty) == (2, 3, True)
    assert not quoted.empty


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "a.yaml: the file is empty."),
        (b"# nothing\n", "a.yaml: the file is empty."),
        (b"\xef\xbb\xbf", "a.yaml: the file is empty."),
        ("a: b".encode("utf-16"), "a.yaml:1:1: the file is in UTF-16 or UTF-32."),
        ("a: b\nc: é".encode("latin-1"), "a.yaml:2:4: the byte 0xe9 is not UTF-8."),
        (b"a: b\r\nc: \x00", "a.yaml:2:4: the control character U+0000 is not allowed."),
        (b"\x7fELF\x02\x01", "a.yaml:1:1: the control character U+007F is not allowed."),
        ("a: b\u2028c".encode(), "a.yaml:1:5: the control character U+2028 is not allowed."),
        (b"a: b\n\tc: d", "a.yaml:2:1: a tab stands here."),
        (b'a: "\\ud800"', "a.yaml:1:7: this is not YAML: found invalid Unicode character"),
        (b"a: !x b", "a.yaml:1:4: the tag '!x' is not allowed: every value is text."),
        (b"a: b\n---\nc: d", "a.yaml:2:1: a second document begins here."),
    ],
)
def test_odd_files_are_refused_with_their_place(content, problem, tmp_path):
    assert problems_of(content, tmp_path)[0].startswith(problem)


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfa: b\n", b"a: b\r\n", b"a: b\r", b"--- \na: b\n...\n", b"a:\tb\n"]
)
def test_harmless_oddities_are_read(content, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    node = load_node(SourceFile(0, path, "a.yaml", "a.yaml"), Findings())
    assert plainly(node) == {"a": "b"}
    assert (node.line, node.column) == ((2, 1) if content.startswith(b"---") else (1, 1))


def test_all_that_is_unfit_is_found_at_once():
    node, findings = parse("a: &x 1\nb: *x\nc: !!str d\n<<: {}\na: 2\n[e]: f\n")
    assert node is None
    assert [finding.spot.line for finding in findings._found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_depth_is_bounded(opening):
    node, findings = parse(opening * 100_000)
    assert node is None
    assert "nested more than" in findings._found[-1].message
    just_right = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(just_right)[0] is not None


def yaml_files():
    documented = (ROOT / "docs/catalogue.md").read_text("utf-8")
    yield re.search(r"```yaml\n(.*?)```", documented, re.DOTALL)[1]
    for folder in ("data", "tests/invalid"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            yield path.read_text("utf-8")


def both(text, monkeypatch_context):
    fast = parse(text)
    with monkeypatch_context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        slow = parse(text)
    return fast, slow


def test_both_parsers_give_the_same_trees(monkeypatch):
    for text in yaml_files():
        fast, slow = both(text, monkeypatch.context)
        assert fast[0] == slow[0]
        assert len(fast[1]) == len(slow[1])


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
        lambda inner: (
            st.lists(inner, min_size=1) | st.dictionaries(st.text("abé", min_size=1), inner)
        ),
        max_leaves=12,
    )
)
def test_what_another_writer_writes_is_read(value):
    """PyYAML's writer is the oracle of what a text means."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    node, findings = parse(text)
    assert not len(findings)
    assert plainly(node) == value


@given(st.text("ab:-[]{},'\"#&*!|>%@`? \n\t\r\\é0", max_size=60))
def test_any_text_gives_a_tree_or_problems(text):
    node, findings = parse(text)
    assert (node is None) == any("here again" not in found.message for found in findings._found)
    assert node is None or isinstance(node, ScalarNode | SequenceNode | MappingNode)
