"""What a fact must be before it may stand in a graph, and the problems of those that aren't."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from skillgraph import vocab
from skillgraph.model import facts, fields
from skillgraph.model.fields import RELATIONS, fields_in
from skillgraph.model.values import (
    Unfit,
    check_currency,
    check_decimal,
    check_id,
    check_range,
    check_whole,
    parse_word,
)
from skillgraph.vocab import KINDS, LINKS, PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.fields import Field


def _codes(kinds: Iterable[str]) -> frozenset[int]:
    return frozenset(map(KINDS.index, kinds))


OWNERS = _codes(fields.OWNERS)

#: Kinds that each kind of link may begin at and end at.
ENDS = {
    LINKS.index(kind): (_codes(relation.starts), _codes(relation.ends))
    for kind, relation in RELATIONS.items()
}

# SKOS maps concepts, and a collection is never one (https://www.w3.org/TR/skos-reference/#S37).
_NO_CONCEPT = "Match what it lists: SKOS has no matches of collections."

#: A few predicates stand in very many statements.
_is_predicate = lru_cache(vocab.is_iri)


def spot(places: Iterable[facts.Place]) -> str:
    """Return where a statement is made, for an error: the place in a file before the source.

    >>> from skillgraph.model.facts import Place
    >>> spot((Place("source:mine", "line=3", "roles.yaml:41:7"),)), spot(())
    ('roles.yaml:41:7', '')
    """
    for place in places:
        return place.locator or vocab.source_text(place.source, place.fragment)
    return ""


def check_measure(value: float | None, scale: str, what: str) -> None:
    """Refuse a level or rating without its scale, a scale without one, and NaN and infinity."""
    if (value is None) != (not scale):
        raise Unfit(f"a {what} and its scale come together.", "State both or neither.")
    if value is not None:
        check_decimal(value)


def check_nearness(fact: facts.Link) -> None:
    """Refuse a tier or a rank of what is no link of likeness, and a rank that counts from below."""
    if (fact.tier or fact.rank is not None) and fact.kind != "related":
        raise Unfit(f"'{fact.kind}' links have no tier and no rank.", "Only 'related' ones do.")
    if fact.rank is not None:
        check_whole(fact.rank)


def check_retired(fact: facts.Retired) -> None:
    """Refuse ids that stand for no IRI, and one that replaces itself."""
    check_id(fact.id)
    check_id(fact.replaced_by)
    if fact.id == fact.replaced_by:
        raise Unfit(f"the retired '{fact.id}' is replaced by itself.", "Name its successor.")


def check_node(node: facts.Node) -> None:
    """Refuse a node without an id or a label, and what no export could hold."""
    check_id(node.id)
    if not node.pref_labels or not all(text.value.strip() for text in node.pref_labels):
        raise Unfit(f"'{node.id}' has no label.", "Give it one.")
    for field in fields_in(type(node)):
        if field.sort.checked or field.sort.words:
            for value in field.said(node):
                _check_value(node, field, value)
    if node.id in node.exact_matches:
        raise Unfit(f"'{node.id}' is an exact match of itself.", "Remove it.")
    if node.exact_matches and isinstance(node, facts.Group):
        raise Unfit(f"the group '{node.id}' has an exact match.", _NO_CONCEPT)
    for predicate, _ in node.foreign:
        if not _is_predicate(predicate):
            raise Unfit(f"'{node.id}' has '{predicate}' for a predicate, which is no IRI.")
    labels = node.pref_labels
    if len(labels) > 1 and len({text.language for text in labels}) < len(labels):
        raise Unfit(
            f"'{node.id}' has two preferred labels in one language.",
            "Keep one, make the other an alternative label.",
        )


def _check_value(node: facts.Node, field: Field, value: Any) -> None:
    try:
        field.sort.check(value)
    except Unfit as unfit:
        message = f"{field.key} of '{node.id}': {unfit.message}"
        raise Unfit(message, unfit.hint) from None


def check_count(fact: facts.Requirement) -> None:
    """Refuse a requirement that counts wrongly."""
    options = len(set(fact.options))
    if not 1 <= fact.count <= options:
        there = "1 skill" if options == 1 else f"{options} skills"
        raise Unfit(f"'{fact.owner}' requires {fact.count} of {there}.")


def check_salary(fact: facts.Salary) -> None:
    """Refuse a salary that is no range, or not in a currency and for a period.

    A currency is in the form of ISO 4217; whether it is in use is not asked.
    """
    check_range(fact.minimum, fact.maximum)
    check_currency(fact.currency)
    parse_word(fact.period, PERIODS)
