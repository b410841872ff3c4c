"""Facts that several graphs state of one thing, as one fact: lists unite, single values agree."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from skillgraph.compare.agreement import Said
from skillgraph.model import facts
from skillgraph.model.fields import FIELDS, LABELS, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from skillgraph.compare.agreement import Agreement
    from skillgraph.compare.identity import Identity

    AnyFact = TypeVar("AnyFact", bound=facts.Fact)
    #: A fact with the number of the graph that states it.
    Stated = tuple[int, AnyFact]

#: Single values of a node that are neither its id nor treated apart.
_SINGLES = tuple(
    name
    for name, field in FIELDS.items()
    if not field.sort.many and name not in {"notation", "effort"}
)
_LISTS = (
    *(
        name
        for name, field in FIELDS.items()
        if field.sort.many and field.sort is not LABELS and name != "exact_matches"
    ),
    "foreign",
    "places",
)


def unite_node(
    survivor: str, stated: Sequence[Stated[facts.Node]], identity: Identity, agreement: Agreement
) -> facts.Node:
    """Return one node of all that graphs state of it, under the ids that are one.

    Labels of the survivor's own id agree, one a language; those of the others, and what gives way
    to a preferred graph, become alternatives. A notation is of its own id: another id's becomes a
    hidden label, so that it is still found.
    """
    own = [(graph, node) for graph, node in stated if node.id == survivor]
    first = own[0][1]
    if all(node == first for _, node in stated):
        return first
    changes: dict[str, Any] = {
        name: _all(getattr(node, name) for _, node in stated if hasattr(node, name))
        for name in _LISTS
        if hasattr(first, name)
    }
    for name in _SINGLES:
        if hasattr(first, name):
            said = [
                Said(graph, getattr(node, name), node.places)
                for graph, node in stated
                if hasattr(node, name)
            ]
            changes[name] = agreement.settle(survivor, name, said)
    changes["notation"] = agreement.settle(
        survivor, "notation", [Said(graph, node.notation, node.places) for graph, node in own]
    )
    changes |= _labels(survivor, stated, agreement)
    changes["exact_matches"] = _all(
        tuple(
            match for match in node.exact_matches if not identity.is_itself(survivor, match, graph)
        )
        for graph, node in stated
    )
    if isinstance(first, facts.Skill):
        changes["effort"] = _effort(survivor, stated, agreement)
    if isinstance(first, facts.Role):
        kinds = [Said(graph, kind_of(node), node.places) for graph, node in own]
        changes["track"] = agreement.settle(survivor, "kind", kinds) == "track"
    return replace(first, **changes)


def _all(values: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(each for value in values for each in value))


def _labels(
    survivor: str, stated: Sequence[Stated[facts.Node]], agreement: Agreement
) -> dict[str, tuple[facts.Text, ...]]:
    by_language: dict[str, list[Said]] = {}
    for graph, node in stated:
        for text in node.pref_labels if node.id == survivor else ():
            by_language.setdefault(text.language, []).append(Said(graph, text.value, node.places))
    preferred = tuple(
        facts.Text(
            agreement.settle(survivor, f"label ({language or 'no language'})", said), language
        )
        for language, said in by_language.items()
    )
    alternative: list[facts.Text] = []
    hidden: list[facts.Text] = []
    for _, node in stated:
        alternative += [text for text in node.pref_labels if text not in preferred]
        if node.id == survivor:
            alternative += node.alt_labels
        else:
            alternative += [text for text in node.alt_labels if text not in preferred]
            hidden += [facts.Text(node.notation)] if node.notation else []
        hidden += node.hidden_labels
    return {
        "pref_labels": preferred,
        "alt_labels": tuple(dict.fromkeys(alternative)),
        "hidden_labels": tuple(dict.fromkeys(hidden)),
    }


def _effort(
    survivor: str, stated: Sequence[Stated[facts.Node]], agreement: Agreement
) -> facts.Effort | None:
    efforts = [
        (graph, node.effort)
        for graph, node in stated
        if isinstance(node, facts.Skill) and node.effort is not None
    ]
    if not efforts:
        return None
    said = [Said(graph, (each.min_hours, each.max_hours), (each.place,)) for graph, each in efforts]
    hours = agreement.settle(survivor, "effort_hours", said)
    return next(each for _, each in efforts if (each.min_hours, each.max_hours) == hours)


def unite_requirement(
    stated: Sequence[Stated[facts.Requirement]], agreement: Agreement
) -> facts.Requirement:
    """Return one requirement of all that state it: of one owner, count and set of options."""
    first = stated[0][1]
    about = f"{first.owner}: {first.count} of {', '.join(first.options)}"

    def settle(what: str, value: Callable[[facts.Requirement], Any]) -> Any:
        return agreement.settle(
            about, what, [Said(graph, value(fact), fact.places) for graph, fact in stated]
        )

    level, scale = settle("level", lambda fact: _measure(fact.level, fact.scale)) or (None, "")
    rating, rating_scale = settle(
        "rating", lambda fact: _measure(fact.rating, fact.rating_scale)
    ) or (None, "")
    return first._replace(
        importance=settle("importance", lambda fact: fact.importance),
        group=settle("group", lambda fact: fact.group),
        level=level,
        scale=scale,
        rating=rating,
        rating_scale=rating_scale,
        places=_all(fact.places for _, fact in stated),
    )


def _measure(value: float | None, scale: str) -> tuple[float, str] | None:
    return None if value is None else (float(value), scale)


def unite_link(stated: Sequence[Stated[facts.Link]], agreement: Agreement) -> facts.Link:
    """Return one link of all that state it; a move is next or far, and never both."""
    first = stated[0][1]
    about = f"{first.start} {first.kind} {first.end}"

    def settle(what: str, value: Callable[[facts.Link], Any]) -> Any:
        said = [Said(graph, value(fact), fact.places) for graph, fact in alike]
        return agreement.settle(about, what, said)

    alike = list(stated)
    kind = settle("kind", lambda fact: fact.kind)
    alike = [(graph, fact) for graph, fact in stated if fact.kind == kind]
    return alike[0][1]._replace(
        assumption=settle("assumption", lambda fact: fact.assumption),
        tier=settle("tier", lambda fact: fact.tier),
        rank=settle("rank", lambda fact: fact.rank),
        places=_all(fact.places for _, fact in alike),
    )


def unite_salary(stated: Sequence[Stated[facts.Salary]], agreement: Agreement) -> facts.Salary:
    """Return one salary of all that state it."""
    first = stated[0][1]
    said = [Said(graph, fact.assumption, fact.places) for graph, fact in stated]
    about = f"{first.owner}: {first.minimum}-{first.maximum} {first.currency} a {first.period}"
    return first._replace(
        assumption=agreement.settle(about, "assumption", said),
        places=_all(fact.places for _, fact in stated),
    )


def unite_head(
    stated: Sequence[Stated[facts.Source] | Stated[facts.Catalog]], agreement: Agreement
) -> Any:
    """Return one source or one catalogue of all that state it."""
    first = stated[0][1]
    changes: dict[str, Any] = {}
    for name in (field.name for field in fields(first) if field.name != "id"):
        said = [Said(graph, getattr(fact, name), ()) for graph, fact in stated]
        if name == "extends":
            changes[name] = _all(each.value for each in said)
        else:
            changes[name] = agreement.settle(first.id, name, said)
    return replace(first, **changes)
