"""Every value of a plan's document is checked, or named as unchecked; every true one is accepted.

The planner, asked again, is the judge: a document is true where it answers just that to the
question that stands in the document.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from skillgraph import InvalidInput, SkillGraph
from skillgraph.api.differing import differences
from skillgraph.readers.plans import parse_plan

from .drawn_graphs import drawn_graph, drawn_question
from .false_documents import asked_again, asks, is_below, mutated, path_of, spots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.verification import VerificationDocument

BATCHES, GRAPHS, QUESTIONS = 4, 100, 3
SHIPPED_QUESTIONS = 60
MUTATED_GRAPHS, CHANGES = 60, 20
SHIPPED_CHANGES = 250
IN_NO_TIME = 1e-9
#: What only the planner can tell of a plan that it proved, and how far it came where it didn't.
EVER_UNCHECKED = {
    "alternatives", "alternatives[].proven", "alternatives[].level_if_held",
    "alternatives[].level_at_hours",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Iterator[SkillGraph]:
    with SkillGraph.open() as opened:
        yield opened


def answered(graph: SkillGraph, question: dict[str, Any], **more: Any) -> Any:
    """Return the planner's document as JSON has it; None where the question contradicts itself."""
    asked = {**question, **more}
    try:
        plan = graph.plan(asked.pop("target"), asked.pop("held"), **asked)
    except InvalidInput:
        return None
    return json.loads(json.dumps(plan))


def verified(graph: SkillGraph, document: Any) -> VerificationDocument:
    return graph.verify(parse_plan(json.dumps(document), "plan.json"))


def numberless(path: str) -> str:
    return "".join(char for char in path if not char.isdigit())


def assert_true(graph: SkillGraph, document: Any, told: str) -> Counter[str]:
    """Assert that a document is accepted, and return what was not checked of it."""
    found = verified(graph, document)
    assert found["violations"] == [], told
    assert found["holds"]
    return Counter(numberless(each["path"]) for each in found["unchecked"])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_true_document_of_a_small_graph_is_accepted(batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(batch * GRAPHS, (batch + 1) * GRAPHS):
        chance = random.Random(seed)  # noqa: S311 -- the same graphs in each run
        with drawn_graph(chance) as graph:
            for _ in range(QUESTIONS):
                question = drawn_question(graph, chance)
                document = answered(graph, question)
                if document is None:
                    continue
                open_paths = assert_true(graph, document, f"seed {seed}: {question}")
                assert open_paths.keys() <= EVER_UNCHECKED
                seen.update(key for key, value in document.items() if value)
                seen[document["status"]] += 1
    parts = {"alternatives", "schedule", "budget", "other_route", "from_first_stage", "choices"}
    parts |= {"recommended", "practise", "waived", "assumed", "salary", "strategies", "scales"}
    parts |= {"held", "unknown", "impossible", "ready", "planned", "missing"}
    assert {part for part in parts if not seen[part]} == set()


def test_every_true_document_of_the_shipped_catalogue_is_accepted(shipped: SkillGraph) -> None:
    chance = random.Random(6)  # noqa: S311 -- the same questions in each run
    for _ in range(SHIPPED_QUESTIONS):
        question = drawn_question(shipped, chance)
        document = answered(shipped, question)
        if document is not None:
            open_paths = assert_true(shipped, document, str(question))
            assert open_paths.keys() <= EVER_UNCHECKED


def test_what_a_planner_out_of_time_said_is_accepted_and_named(shipped: SkillGraph) -> None:
    chance = random.Random(5)  # noqa: S311 -- the same questions in each run
    unproved = 0
    for _ in range(40):
        question = drawn_question(shipped, chance)
        document = answered(shipped, question, timeout=IN_NO_TIME)
        if document is not None:
            open_paths = assert_true(shipped, document, str(question))
            assert document["optimal"] or open_paths["optimal"]
            unproved += not document["optimal"]
    assert unproved


class Judge:
    """Shows changed documents to the checker, and its verdicts to the planner."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []

    def try_changes(self, graph: SkillGraph, true: Any, chance: random.Random, count: int) -> None:
        for _ in range(count):
            false, path = mutated(true, chance)
            try:
                found = verified(graph, false)
            except InvalidInput as error:
                self.seen["no plan"] += 1
                self._must_name(path, str(error))
            else:
                self.seen["accepted" if found["holds"] else "rejected"] += 1
                self._judge(graph, false, path, found)

    def _judge(self, graph: SkillGraph, false: Any, path: str, found: VerificationDocument) -> None:
        told = [each["path"] for each in found["violations"]]
        open_paths = [each["path"] for each in found["unchecked"]]
        related = any(is_below(path, each) or is_below(each, path) for each in told)
        if told and not related and not asks(path) and "stages" not in path:
            self.wrong.append(f"{path} changed, and told is of {told}")
        try:
            true = json.loads(json.dumps(asked_again(graph, false)))
        except Exception as error:  # noqa: BLE001 -- whatever can't be asked is no true document
            if not told:
                self.wrong.append(f"{path} accepted, and can't be asked: {error!r}")
            return
        left = list(differences(false, true))
        if told and not left:
            self.wrong.append(f"{path} is true, and {told} is told")
        unexplained = [
            each.path for each in left if not any(is_below(each.path, p) for p in open_paths)
        ]
        if not told and unexplained:
            self.wrong.append(f"{path} accepted, and {unexplained} not so; open: {open_paths}")

    def _must_name(self, path: str, told: str) -> None:
        last = path.rpartition(".")[2]
        if path not in told and last not in told:
            self.wrong.append(f"{path} changed, and told is {told[:200]}")


def test_a_change_of_any_value_of_a_small_plan_is_told() -> None:
    judge = Judge()
    for seed in range(MUTATED_GRAPHS):
        chance = random.Random(1_000 + seed)  # noqa: S311 -- the same changes in each run
        with drawn_graph(chance) as graph:
            document = answered(graph, drawn_question(graph, chance))
            if document is not None:
                judge.try_changes(graph, document, chance, CHANGES)
    assert judge.wrong == []
    assert min(judge.seen.values()) > CHANGES, judge.seen


def test_a_change_of_any_value_of_a_shipped_plan_is_told(shipped: SkillGraph) -> None:
    judge = Judge()
    chance = random.Random(7)  # noqa: S311 -- the same changes in each run
    for target, more in (
        ("cloud-architect", {"hours_per_week": 5, "max_hours": 300}),
        ("devops-engineer", {"avoid": ["docker"]}),
        ("kubernetes", {"by": "count"}),
        ("cto", {}),
    ):
        document = answered(shipped, {"target": target, "held": ["python"], **more})
        judge.try_changes(shipped, document, chance, SHIPPED_CHANGES // 4)
    assert judge.wrong == []
    assert judge.seen["rejected"] > judge.seen["accepted"]


def leaves(document: Any) -> Iterator[tuple[Any, ...]]:
    for way in spots(document):
        inner = document
        for key in way:
            inner = inner[key]
        if isinstance(inner, bool | int | float | str):
            yield way


def test_each_number_text_and_flag_of_a_plan_is_looked_at(shipped: SkillGraph) -> None:
    """No leaf can be changed unseen, save for how much was proved."""
    question = {"target": "frontend-developer", "held": ["python"], "direct": True}
    true = answered(shipped, question, hours_per_week=4, max_hours=100)
    unseen = []
    for way in leaves(true):
        false = json.loads(json.dumps(true))
        inner = false
        for key in way[:-1]:
            inner = inner[key]
        old = inner[way[-1]]
        inner[way[-1]] = not old if isinstance(old, bool) else old * 2 if old else 1
        if isinstance(old, str):
            inner[way[-1]] = f"{old}x"
        try:
            if verified(shipped, false)["holds"]:
                unseen.append(path_of(way))
        except InvalidInput:
            pass
    assert {numberless(path) for path in unseen} == {"optimal", "choices[].proven"}
