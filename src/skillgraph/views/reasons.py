"""Why a step stands in a plan, in the few words that a column has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cut, display_width
from skillgraph.views.words import counted, joined, level_text, scales_of, without_article
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillgraph.model.documents.plan import ChoiceDoc, PlanDocument, StepDoc
    from skillgraph.views.words import Scales

#: So many builders are named, so many told by their number; of more, only the count is told.
_MOST_NAMES = 2
_MOST_NUMBERS = 3


class Reasons:
    """The reasons of a plan's steps, told within so many columns."""

    def __init__(self, document: PlanDocument) -> None:
        self._labels = document["labels"]
        self._scales = scales_of(document)
        self._stages = {stage["id"] for stage in document["stages"]}
        self._steps = {step["id"]: step for step in document["steps"]}
        self._choices = {choice["requirement"]: choice for choice in document["choices"]}
        self._chosen = set(document["options"].get("choose") or ())

    def is_choice(self, step: StepDoc) -> bool:
        """Tell whether the step was taken among options, so that another could have been."""
        return any(
            step["id"] in choice["chosen"]
            for reason in step["because"]
            if (choice := self._choices.get(reason["requirement"])) is not None
        )

    def tell(self, step: StepDoc, columns: int) -> str:
        """Return the fullest reason that fits, from the statements that the plan used."""
        shortest = ""
        for shortest in self._told(step):
            if display_width(shortest) <= columns:
                return shortest
        return cut(shortest, columns)

    def _told(self, step: StepDoc) -> Iterator[str]:
        level = _level(step, self._scales)
        asked = self._asked(step)
        builders = self._builders(step)
        if asked:
            level = f", {level}" if level else ""
            for tail in (*self._waiting(step, builders), ""):
                yield f"{asked}{level}; {tail}" if tail else f"{asked}{level}"
            yield asked.partition(":")[0] + level
            return
        head = f"{level}; " if level else ""
        waiting = step["waiting"]
        built = list(self._built(builders))
        if waiting > len(builders):
            yield from (f"{head}{text}; {counted(waiting, 'step')} wait for it" for text in built)
            yield from (f"{head}{text}; {waiting} wait" for text in built)
        yield from (f"{head}{text}" for text in built)
        if step["id"] in self._chosen:
            yield f"{head}you chose it"
        yield head.rstrip("; ") or ("your choice" if not builders else counted(waiting, "step"))

    def _asked(self, step: StepDoc) -> str:
        """Return how much its stage asks for it; "" where only steps do."""
        by_stage = [
            reason
            for reason in step["because"]
            if reason["owner"] in self._stages and reason["owner"] not in self._steps
        ]
        own = [reason for reason in by_stage if reason["owner"] == step["stage"]]
        if not own and not self._builders(step):
            own = by_stage  # a later stage asks for what an earlier one reaches
        if not own:
            return "your target" if step["id"] in self._stages else ""
        reason = min(own, key=lambda reason: IMPORTANCES.index(reason["importance"]))
        choice = self._choices.get(reason["requirement"])
        named = _named(choice, step["id"], self._labels) if choice else ""
        return f"{reason['importance']}: {named}" if named else reason["importance"]

    def _builders(self, step: StepDoc) -> list[StepDoc]:
        owners = {reason["owner"]: None for reason in step["because"]}
        return [
            self._steps[owner] for owner in owners if owner in self._steps and owner != step["id"]
        ]

    def _waiting(self, step: StepDoc, builders: list[StepDoc]) -> Iterator[str]:
        waiting = step["waiting"]
        if waiting > max(len(builders), _MOST_NAMES):
            yield f"{waiting} steps wait for it"
            yield f"{waiting} steps wait"
            return
        yield from self._built(builders)

    def _built(self, builders: list[StepDoc]) -> Iterator[str]:
        """Yield who builds on it, by name, then by number."""
        if not builders:
            return
        verb = "builds" if len(builders) == 1 else "build"
        if len(builders) <= _MOST_NAMES:
            yield f"{joined([builder['label'] for builder in builders])} {verb} on it"
        if len(builders) <= _MOST_NUMBERS:
            yield f"{', '.join(str(builder['order']) for builder in builders)} {verb} on it"
        else:
            yield f"{len(builders)} steps build on it"


def _level(step: StepDoc, scales: Scales) -> str:
    if step["raise"]:
        return f"raise to {level_text(step['raise'], scales)}"
    asked = step.get("level")
    return f"to {level_text(asked, scales)}" if asked else ""


def _named(choice: ChoiceDoc, taken: str, labels: Mapping[str, str]) -> str:
    """Return what a choice is called in a narrow column: its group, the other option, or k of n."""
    if choice["group"]:
        name = choice["group"]["label"]
        return name if choice["count"] == 1 else f"{choice['count']} of {without_article(name)}"
    others = [option for option in choice["options"] if option != taken]
    if len(others) == 1:
        return f"this or {labels.get(others[0], others[0])}"
    return f"{choice['count']} of {len(choice['options'])}"
