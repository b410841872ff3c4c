"""Two facts about one node → one fact that says what both say."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from skillgraph.graph.checking import spot
from skillgraph.model.fields import kind_of
from skillgraph.model.values import Unfit
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from skillgraph.model import facts


def code_of(node: facts.Node) -> int:
    """Return the code of a node's kind."""
    return KINDS.index(kind_of(node))


def unite(old: facts.Node, new: facts.Node) -> facts.Node:
    """Return one node that says what both say: lists unite, single values must agree.

    An unset flag says nothing, so it never contradicts a set one. Effort of the same hours keeps
    the place that came first.
    """
    kinds = [kind_of(node) for node in (old, new)]
    if kinds[0] != kinds[1]:
        raise Unfit(
            f"'{new.id}' is a {kinds[1]} here and a {kinds[0]} in {spot(old.places)}.",
            "Give one of them another id.",
        )
    united: dict[str, Any] = {"id": old.id}
    for name in (field.name for field in fields(old) if field.name != "id"):
        ours, theirs = getattr(old, name), getattr(new, name)
        if name == "pref_labels":
            united[name] = _unite_labels(old, new)
        elif name == "effort" and ours and theirs:
            hours = [(effort.min_hours, effort.max_hours) for effort in (ours, theirs)]
            if hours[0] != hours[1]:
                raise _conflict(old, new, "effort_hours", *("{}-{}".format(*h) for h in hours))
            united[name] = ours
        elif isinstance(ours, tuple) and name != "effort":
            united[name] = tuple(dict.fromkeys(ours + theirs))
        elif _unset(ours) or _unset(theirs) or ours == theirs:
            united[name] = theirs if _unset(ours) else ours
        else:
            raise _conflict(old, new, name, ours, theirs)
    return type(old)(**united)


def _unset(value: Any) -> bool:
    return value is None or value is False or value == ""


def _unite_labels(old: facts.Node, new: facts.Node) -> tuple[facts.Text, ...]:
    labels = {text.language: text for text in old.pref_labels}
    for text in new.pref_labels:
        known = labels.setdefault(text.language, text)
        if known != text:
            raise _conflict(old, new, "label", known.value, text.value)
    return tuple(labels.values())


def _conflict(old: facts.Node, new: facts.Node, what: str, ours: Any, theirs: Any) -> Unfit:
    return Unfit(
        f"{what} of '{new.id}' is '{theirs}' here and '{ours}' in {spot(old.places)}.",
        "Make them agree.",
    )
