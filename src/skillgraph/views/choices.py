"""The choices of a plan: what else could have been taken, and what it would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import display_width, pad
from skillgraph.views.words import argument, counted, joined, shortened, without_article

if TYPE_CHECKING:
    from skillgraph.model.documents.plan import ChoiceDoc, PlanDocument

#: So many equal options are named, the fewer the narrower it is.
_MOST_EQUAL = (4, 2, 1)


def choice_lines(document: PlanDocument, columns: int) -> list[str]:
    """Return a line for each choice that was open, then how to take another."""
    told = open_choices(document)
    if not told:
        return []
    names = max(display_width(name) for name, _ in told)
    shortest = max(display_width(alternative) for _, alternative in told)
    beside = names + 2 + shortest <= columns
    lines = []
    for (name, _), choice in told.items():
        start = f"{pad(name, names)}  " if beside else f"{name}: "
        texts = [start + alternative_text(document, choice, most) for most in _MOST_EQUAL]
        lines.append(next((text for text in texts if display_width(text) <= columns), texts[-1]))
    return [*lines, *_advice(document)]


def open_choices(document: PlanDocument) -> dict[tuple[str, str], ChoiceDoc]:
    """Return the choices that have something to say, by name and shortest alternative.

    Several steps may ask for the same: it is chosen, and said, once.
    """
    told: dict[tuple[str, str], ChoiceDoc] = {}
    for choice in document["choices"]:
        if alternative := alternative_text(document, choice, _MOST_EQUAL[-1]):
            told.setdefault((_name(document, choice), alternative), choice)
    return told


def _name(document: PlanDocument, choice: ChoiceDoc) -> str:
    if choice["group"]:
        return without_article(choice["group"]["label"])
    return joined([document["labels"].get(taken, taken) for taken in choice["chosen"]])


def alternative_text(document: PlanDocument, choice: ChoiceDoc, most: int) -> str:
    """Return what else could be taken, naming at most so many, and what it would cost."""
    labels = document["labels"]
    unit = "steps" if document["by"] == "count" else "hours"
    equal = [labels.get(option, option) for option in choice["equal"]]
    if equal:
        return f"{shortened(equal, most, 'or')}, the same {unit}"
    runner_up = choice["runner_up"]
    if runner_up is None:
        asked = document["options"].get("choose") or ()
        forced = choice["proven"] and not any(taken in asked for taken in choice["chosen"])
        return "nothing else will do" if forced else ""
    others = _others(choice)
    name = joined([labels.get(option, option) for option in others]) or "fewer of them"
    extra = runner_up["extra_cost"]
    if extra == 0:
        return f"{name}, the same {unit}"
    more = counted(extra, "step") if document["by"] == "count" else midpoint(extra)
    return f"{name}, {'' if choice['proven'] else 'at most '}{more} more"


def midpoint(cost: int) -> str:
    """Return a cost, which is min + max hours, as the hours halfway between.

    >>> midpoint(48), midpoint(9)
    ('about 24 h', 'about 5 h')
    """
    return f"about {(cost + 1) // 2:,} h"


def _advice(document: PlanDocument) -> list[str]:
    """Say whose the decision is; the example is what most steps wait for."""
    waiting = {step["id"]: step["waiting"] for step in document["steps"]}
    choices = sorted(
        document["choices"],
        key=lambda choice: -max((waiting.get(taken, 0) for taken in choice["chosen"]), default=0),
    )
    for choice in choices:
        if choice["equal"]:
            example = argument(choice["equal"][0])
            return [f"At the same cost take your employer's: --choose {example}"]
    for choice in choices:
        if choice["runner_up"] and (others := _others(choice)):
            return [f"To take another: --choose {argument(others[0])}"]
    return []


def _others(choice: ChoiceDoc) -> list[str]:
    """Return what the runner-up takes that the plan did not."""
    if choice["runner_up"] is None:
        return []
    return [option for option in choice["runner_up"]["chosen"] if option not in choice["chosen"]]
