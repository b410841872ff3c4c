"""What a fact must be before it may stand in a graph, and the problems of those that aren't."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from skillgraph import vocab
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph import schema
from skillgraph.model import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

#: After so many problems the rest is not read: what is wrong is clear by then.
LIMIT = 1000

#: Whole numbers stay exact in SQLite and in JSON (RFC 8259, section 6).
GREATEST = 2**53 - 1

_ANY = frozenset(range(len(schema.KINDS)))
_ROLES = frozenset({schema.ROLE, schema.TRACK})
OWNERS = _ROLES | {schema.SKILL}
_CONCEPTS = OWNERS | {schema.CATEGORY, schema.STRATEGY}

#: Kinds that each kind of link may begin at and end at.
ENDS: dict[int, tuple[frozenset[int], frozenset[int]]] = {
    schema.BROADER: (_CONCEPTS, frozenset({schema.CATEGORY, schema.SKILL}) | _ROLES),
    schema.NEXT: (_ROLES, _ROLES),
    schema.FAR: (_ROLES, _ROLES),
    schema.HELPS_TOWARDS: (
        frozenset({schema.STRATEGY}),
        _ROLES | {schema.SKILL, schema.CATEGORY},
    ),
    schema.MENTIONS: (frozenset({schema.STRATEGY}), frozenset({schema.ORGANISATION})),
    schema.MEMBER: (frozenset({schema.GROUP}), frozenset({schema.SKILL})),
    schema.KEY_SKILL: (_ROLES, frozenset({schema.SKILL})),
    schema.RELATED: (_ANY, _ANY),
}

# No XML document may hold these (https://www.w3.org/TR/xml/#charsets), so no export could.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFUSED_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r")

JOB_ZONES = range(1, 6)

# SKOS maps concepts, and a collection is never one (https://www.w3.org/TR/skos-reference/#S37).
_NO_CONCEPT = "Match what it lists: SKOS has no matches of collections."

_CURRENCY = re.compile("[A-Z]{3}")

# What may end an IRI (https://www.w3.org/TR/n-triples/#grammar-production-IRIREF).
_FRAGMENT = re.compile(r"[^\x00-\x20<>\"{}|^`\\]*")

#: A few predicates stand in very many statements.
_is_predicate = lru_cache(vocab.is_iri)


class Problems:
    """What is wrong with a stream of facts, collected so that one run reports it all."""

    def __init__(self) -> None:
        self._found: list[InputProblem] = []

    def add(self, place: str, message: str, hint: str = "") -> None:
        """Note a problem; past the limit the run ends here."""
        self._found.append(InputProblem(place, message, hint))
        if len(self._found) >= LIMIT:
            self._found.append(InputProblem("", f"stopped after {LIMIT} problems."))
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Raise all that was noted as one error, if anything was."""
        if self._found:
            raise InvalidInput(*self._found)


class Unfit(Exception):  # noqa: N818 -- a signal between two functions, never seen outside
    """A fact that can't be kept, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def spot(places: Iterable[facts.Place]) -> str:
    """Return where a statement is made, for an error: the place in a file before the source.

    >>> from skillgraph.model.facts import Place
    >>> spot((Place("source:mine", "line=3", "roles.yaml:41:7"),)), spot(())
    ('roles.yaml:41:7', '')
    """
    for place in places:
        return place.locator or vocab.source_text(place.source, place.fragment)
    return ""


def check_texts(values: Iterable[Any]) -> None:
    """Refuse characters that no export could hold; other values than texts pass."""
    check_text("\n".join(value for value in values if isinstance(value, str)))


def check_text(text: str) -> None:
    """Refuse characters that no export could hold."""
    if is_sound(text):
        return
    found = _REFUSED.search(text)
    if found:
        raise Unfit(f"a control character (U+{ord(found[0]):04X}) stands in a text.", "Remove it.")


def is_sound(text: str) -> bool:
    r"""Tell whether a text has no character that no export could hold, as most have none.

    The bytes without the refused ones tell it in less than half the time of the expression.

    >>> is_sound("caf\u00e9\n"), is_sound("\x1b"), is_sound("\ud800"), is_sound("\uffff")
    (True, False, False, False)
    """
    try:
        written = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    sound = len(written.translate(None, _REFUSED_BYTES)) == len(written)
    return sound and "\ufffe" not in text and "\uffff" not in text


def check_id(id_: str) -> None:
    """Refuse an id that stands for no IRI."""
    if not id_:
        raise Unfit("it has no id.")
    if not vocab.is_iri(vocab.expand(id_)):
        raise Unfit(f"'{id_}' is no id.", "Use a prefix and a slug, or an IRI.")


def is_fragment(text: str) -> bool:
    """Tell whether an IRI may end with a text, and with every part of it."""
    return _FRAGMENT.fullmatch(text) is not None


def check_fragment(fragment: str) -> None:
    """Refuse a fragment that no IRI may end with."""
    if not is_fragment(fragment):
        raise Unfit(f"the fragment '{fragment}' can't stand in an IRI.", "Percent-encode it.")


def check_range(least: int, most: int, what: str) -> None:
    """Refuse a range that is negative, reversed or beyond exact integers."""
    whole = isinstance(least, int) and isinstance(most, int)
    if not whole or not 0 <= least <= most <= GREATEST:
        raise Unfit(f"{what} from {least} to {most} is no range.", "Write min before max, from 0.")


def check_ends(minimum: float | None, maximum: float | None) -> None:
    """Refuse a scale whose ends are no numbers or the wrong way round."""
    ends = [end for end in (minimum, maximum) if end is not None]
    if not all(map(math.isfinite, ends)) or ends != sorted(ends):
        raise Unfit(f"a scale from {minimum} to {maximum} is none.", "Write min before max.")


def check_measure(value: float | None, scale: str, what: str) -> None:
    """Refuse a level or rating without its scale, a scale without one, and NaN and infinity."""
    if (value is None) != (not scale):
        raise Unfit(f"a {what} and its scale come together.", "State both or neither.")
    if value is not None and not math.isfinite(value):
        raise Unfit(f"the {what} {value} is no number.")


def check_job_zone(job_zone: int | None) -> None:
    """Refuse a job zone that O*NET doesn't have."""
    if job_zone is not None and job_zone not in JOB_ZONES:
        raise Unfit(f"{job_zone} is no job zone.", "Use 1 to 5.")


def check_nearness(fact: facts.Link) -> None:
    """Refuse a tier or a rank of what is no link of likeness, and a rank that counts from below."""
    if (fact.tier or fact.rank is not None) and fact.kind != "related":
        raise Unfit(f"'{fact.kind}' links have no tier and no rank.", "Only 'related' ones do.")
    if fact.rank is not None and not 0 <= fact.rank <= GREATEST:
        raise Unfit(f"the rank {fact.rank} is none.", "Count from 0 or 1.")


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
    if node.tags and not all(tag.strip() for tag in node.tags):
        raise Unfit(f"'{node.id}' has an empty tag.", "Write it, or remove it.")
    for match in node.exact_matches:
        check_id(match)
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
    check_range(fact.minimum, fact.maximum, f"the salary of '{fact.owner}'")
    if not _CURRENCY.fullmatch(fact.currency):
        raise Unfit(f"'{fact.currency}' is no currency.", "Use ISO 4217, such as EUR.")
    if fact.period not in schema.PERIODS:
        raise Unfit(f"'{fact.period}' is no period.", f"Use {', '.join(schema.PERIODS)}.")
