"""Whatever stands in a text, parsers read that text."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.graph.drawing import TEXTS

from skillgraph.writers.yaml_text import WIDTH, mapping_lines, scalar, section_lines

#: What YAML 1.1 or 1.2 takes for something else, and what would end or begin something.
MISREAD = """
no Yes on null ~ 012 1:30 0x1F 0o17 1e3 1_000 .5 .inf -1 2026-05-31 = << - ? : a: a:b # a#b !t &a
*a % @ ` | > {a} [a] , a,b 'a "a --- ... y true
"""
HOSTILE = st.sampled_from(MISREAD.split())
WORDS = st.lists(TEXTS | HOSTILE, max_size=30).map(" ".join)
LINES = st.lists(WORDS, max_size=4).map("\n".join)


@given(WORDS | HOSTILE | LINES)
def test_a_text_is_itself_wherever_it_stands(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert yaml.safe_load(f"[{scalar(text, flow=True)}]") == [text]
    assert yaml.safe_load(f"{{a: {scalar(text, flow=True)}, b: 1}}") == {"a": text, "b": 1}


@given(st.lists(LINES, min_size=1), LINES, st.sampled_from(["k", "k" * 90]))
def test_a_tree_is_itself(texts: list[str], text: str, key: str) -> None:
    item = {"skill": text, "source": texts}
    tree = {key: text, "list": texts, "items": [item, "a"], "one": item, "two": {"three": item}}
    assert yaml.safe_load("\n".join(mapping_lines(tree, 0))) == tree
    section = {"no": {"label": text}, "012": tree}
    assert yaml.safe_load("\n".join(section_lines("s", section))) == {"s": section}


@given(st.lists(HOSTILE, min_size=1, max_size=60))
def test_long_texts_and_lists_are_folded(words: list[str]) -> None:
    tree = {"text": " ".join(words), "list": words, "items": [{"a": "x", "b": " ".join(words)}]}
    assert max(map(len, mapping_lines(tree, 4))) <= WIDTH
