"""Search finds what a person may have meant, and ranks it as they would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.graph.build import build
from skillgraph.graph.search import search
from skillgraph.model.facts import Text

from .drawing import LABELS, SOME, SOURCE, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

NAMES = [
    ("kubernetes", "Kubernetes", "K8s", "EKS"),
    ("container-security", "Container Security", "Kubernetes RBAC"),
    ("python", "Python", "CPython"),
    ("r", "R", "RStudio", "R language"),
    ("ruby", "Ruby"),
    ("react", "React"),
    ("c", "C"),
    ("csharp", "C#", "C Sharp"),
    ("cpp", "C++", "C plus plus"),
    ("go", "Go", "Golang"),
    ("google-cloud", "Google Cloud", "GCP"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("automated-testing", "Automated Testing"),
    ("threat-modelling", "Threat Modelling"),
    ("docker", "Docker"),
    ("japanese", "日本語", "nihongo"),
]


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with build(
        [SOURCE, *(skill(*name) for name in NAMES), role("python-developer", "Python Developer")]
    ) as opened:
        yield opened


def slugs(graph: Graph, text: str) -> list[str]:
    return [hit.id.partition(":")[2] for hit in search(graph, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pyhton", ["python", "python-developer"]),  # two letters that changed places
        ("kuberntes", ["kubernetes", "container-security"]),  # one left out
        ("kube", ["kubernetes", "container-security"]),
        ("k8s", ["kubernetes"]),
        ("C#", ["csharp"]),
        ("c++", ["cpp"]),
        ("c", ["c", "container-security", "python", "csharp", "cpp"]),
        ("R", ["r", "ruby", "react"]),
        ("Go", ["go", "google-cloud"]),
        ("golnag", ["go"]),
        ("jva", ["java"]),
        ("java", ["java", "javascript"]),
        ("testing automated", ["automated-testing"]),
        ("tesing automated", ["automated-testing"]),
        ("cloud", ["google-cloud"]),
        ("reat", ["threat-modelling", "react"]),  # a part stands before a slip
        ("docker compose", ["docker"]),
        ("日本", ["japanese"]),
        ("本語", []),  # two letters within a word: too little to go by
        ("threatmodelling", ["threat-modelling"]),  # a name but for its space
        ("googlecl", ["google-cloud"]),
        ("google-clo-ud", ["google-cloud"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_what_a_person_expects(graph: Graph, text: str, found: list[str]) -> None:
    assert slugs(graph, text) == found


def test_the_alias_that_was_met_is_told(graph: Graph) -> None:
    assert [(hit.label, hit.alias) for hit in search(graph, "kubernetes")] == [
        ("Kubernetes", ""),
        ("Container Security", "Kubernetes RBAC"),
    ]
    assert search(graph, "golang")[0].alias == "Golang"


def test_kinds_and_limit(graph: Graph) -> None:
    assert [hit.kind for hit in search(graph, "python", ["role"])] == ["role"]
    assert [hit.kind for hit in search(graph, "pyhton", ["role"])] == ["role"]
    assert len(search(graph, "c", limit=2)) == 2


@SOME
@given(st.lists(LABELS, min_size=1, max_size=6))
def test_every_label_is_found_by_itself(labels: list[str]) -> None:
    stream = [SOURCE, *(skill(str(n), label) for n, label in enumerate(labels))]
    with build(stream) as graph:
        for label in labels:
            assert label in [hit.label for hit in search(graph, label)]


@pytest.mark.parametrize(
    "text",
    ['"', '" OR "a', "a* NEAR b", "(", "%", "\x00", "\ud800", "x" * 10_000, "- - -", "a b " * 40],
)
def test_hostile_texts_find_nothing_and_break_nothing(graph: Graph, text: str) -> None:
    assert isinstance(search(graph, text), list)


def test_of_names_as_near_the_whole_one_comes_first() -> None:
    """Whatever the order of listing: a slip in a whole label is likelier than in a longer alias."""
    listed = [
        role("dev", "Developer", alt_labels=(Text("Python Developer", "en"),)),
        skill("lib", "Python Library"),
    ]
    with build([SOURCE, *listed, skill("snake", "Snake", "Python"), skill("py", "Python")]) as it:
        found = [hit.id.partition(":")[2] for hit in search(it, "pyhton")]
    assert found == ["py", "snake", "lib", "dev"]
