"""Proposals by name: against every pair of labels, letter by letter."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import SOURCE, role, skill

from skillgraph.compare.crosswalk import Proposal, propose
from skillgraph.compare.identity import Input
from skillgraph.graph.build import build
from skillgraph.model.facts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model import facts

#: Words that are near to each other, and some that are too short or no words.
WORDS = ["cloud", "clowd", "clod", "loudc", "kubernetes", "kubrenets", "sql", "sqk", "iso9001",
         "iso9002", "data", "date"]  # fmt: skip
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)


def proposals(
    a: Iterable[facts.Fact], b: Iterable[facts.Fact], **more: Any
) -> list[tuple[float, str, str, str]]:
    with build([SOURCE, *a]) as one, build([SOURCE, *b]) as other:
        found = propose(Input("a", one), Input("b", other), **more).proposals
        return [_named(each, one.nodes([each.a]), other.nodes([each.b])) for each in found]


def _named(each: Proposal, a: Any, b: Any) -> tuple[float, str, str, str]:
    return each.score, a[each.a].id, b[each.b].id, each.evidence


def slips(one: str, other: str) -> int:
    """Optimal string alignment by its definition: edit, or swap two neighbours, none twice."""
    table = [[max(i, j) for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, j in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        same = one[i - 1] == other[j - 1]
        best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, table[i - 2][j - 2] + 1)
        table[i][j] = best
    return table[-1][-1]


def allowed(word: str) -> int:
    return 0 if len(word) < 5 or not word.isalpha() else 1 if len(word) < 9 else 2


def likeness(one: str, other: str) -> float | None:
    """The penalty by the rules of `docs/merging.md`; None where two labels are not alike."""
    if one == other:
        return 0.0
    found = [0.05] if one.replace(" ", "") == other.replace(" ", "") else []
    ours, theirs = one.split(), other.split()
    if len(ours) == len(theirs):
        differ = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
        if len(differ) == 1:
            count = slips(*differ[0])
            if count <= min(map(allowed, differ[0])):
                found.append(0.1 * count)
    return min(found, default=None)


@settings(max_examples=150, deadline=None)
@given(st.lists(LABELS, min_size=1, max_size=4), st.lists(LABELS, min_size=1, max_size=4))
def test_it_proposes_what_comparing_every_pair_finds(ours: list[str], theirs: list[str]) -> None:
    a = [skill(f"a{n}", label) for n, label in enumerate(ours)]
    b = [skill(f"b{n}", label) for n, label in enumerate(theirs)]
    expected = {
        (round(1 - penalty, 2), f"skill:a{i}", f"skill:b{j}")
        for (i, one), (j, other) in product(enumerate(ours), enumerate(theirs))
        if (penalty := likeness(one, other)) is not None
    }
    assert {each[:3] for each in proposals(a, b, most=99)} == expected


def test_labels_count_by_what_they_are_and_the_evidence_names_them() -> None:
    a = [skill("a", "Machine Learning", "ML"), skill("c", "Hidden", hidden_labels=(Text("wasm"),))]
    b = [skill("b", "Statistical Learning", "machine  learning"), skill("d", "WASM")]
    assert proposals(a, b) == [
        (0.9, "skill:a", "skill:b", "label 'machine learning' = alternative 'machine learning'"),
        (0.85, "skill:c", "skill:d", "hidden 'wasm' = label 'wasm'"),
    ]


def test_only_nodes_of_one_kind_are_compared_and_a_track_is_a_role() -> None:
    a = [skill("x", "Security"), role("x", "Security")]
    b = [role("y", "security", track=True)]
    assert [each[1:3] for each in proposals(a, b)] == [("role:x", "role:y")]
    assert proposals(a, b, kinds=("skill",)) == []


def test_what_is_one_already_is_not_proposed() -> None:
    a = [skill("x", "SQL"), skill("z", "Z", exact_matches=("skill:w",)), skill("u", "Zed")]
    b = [skill("x", "SQL"), skill("w", "Z"), skill("v", "Zed")]
    assert [each[1:3] for each in proposals(a, b)] == [("skill:u", "skill:v")]


def test_candidates_are_several_the_best_first_and_no_more_than_asked() -> None:
    a = [skill("x", "cloud")]
    b = [skill(f"y{n}", label) for n, label in enumerate(["clowd", "cloud", "cloud"])]
    assert [each[2] for each in proposals(a, b)] == ["skill:y1", "skill:y2", "skill:y0"]
    assert [each[2] for each in proposals(a, b, most=1)] == ["skill:y1"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_listing_changes_no_score(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a draw that can be repeated
    a = [skill(f"a{n}", word) for n, word in enumerate(WORDS)]
    b = [skill(f"b{n}", word) for n, word in enumerate(WORDS)]
    expected = sorted(proposals(a, b, most=99))
    chance.shuffle(a)
    chance.shuffle(b)
    assert sorted(proposals(a, b, most=99)) == expected


def test_a_label_that_is_a_text_takes_no_time() -> None:
    long = "a" * 300_000
    text = " ".join(f"word{'x' * (n % 7)}" for n in range(30_000))
    a = [skill("a", long), skill("b", text)]
    b = [skill("c", long + "b"), skill("d", text + " more"), skill("e", long), skill("f", text)]
    pairs = [each[1:3] for each in proposals(a, b)]
    assert pairs == [("skill:a", "skill:e"), ("skill:b", "skill:f")]


def test_matches_that_no_merge_would_take_stop_no_proposal() -> None:
    wrong = "https://example.org/x"
    a = [skill(f"a{n}", f"Label {n}", exact_matches=(wrong,)) for n in range(1100)]
    b = [skill("b", "Other", exact_matches=(wrong,)), skill("c", "Free")]
    assert proposals([*a, skill("free", "free")], b)[-1][1:3] == ("skill:free", "skill:c")
