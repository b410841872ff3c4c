"""A node as a person reads it: its facts, both directions of its edges, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.fields import FIELDS, LABELS, PROSE
from skillgraph.views.notes import salary_text
from skillgraph.views.text import cleaned
from skillgraph.views.words import (
    counted,
    hours,
    joined,
    listing,
    measures_text,
    place,
    places,
    scales_of,
    shortened,
    told_apart,
    wanted,
)
from skillgraph.vocab import IMPORTANCES, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillgraph.model.documents import EffortDoc, RequirementDoc
    from skillgraph.model.documents.node import LinkDoc, NodeDocument
    from skillgraph.views.paper import Paper

_MOST_NAMES = 8
#: Of other names, and of requirements of one importance, so many are shown.
_MOST_LABELS = 16
_MOST_ASKED = 24
_MOST_SOURCES = 6
#: The fields that have a note each: its code before all other names, and what one can first.
_NOTED = [field for field in FIELDS.values() if field.note]
_HEAD = sorted(
    (field for field in _NOTED if field.sort is not PROSE),
    key=lambda field: field.name != "notation",
)
_PROSE = sorted(
    (field for field in _NOTED if field.sort is PROSE), key=lambda field: field.name != "outcomes"
)
#: The notes on bare edges: kind, direction, what the note is called.
LINK_NAMES = (
    ("broader", "out", "Category"),
    ("broader", "in", "Holds"),
    ("member", "out", "Options"),
    ("member", "in", "In group"),
    ("key-skill", "out", "Key skills"),
    ("key-skill", "in", "Key skill of"),
    ("next", "out", "Leads to"),
    ("far", "out", "In the end"),
    ("next", "in", "Grows out of"),
    ("far", "in", "Far from"),
    ("helps-towards", "out", "Helps towards"),
    ("helps-towards", "in", "What helps"),
    ("mentions", "out", "Mentions"),
    ("mentions", "in", "Mentioned by"),
    ("related", "out", "Related"),
    ("related", "in", "Related from"),
)


#: Predicates of other vocabularies that have a note of their own.
_CALLED = {
    "http://data.europa.eu/esco/model#skillReuseLevel": "Reuse level",
    "http://data.europa.eu/esco/model#regulatedProfessionNote": "Profession",
    "https://w3id.org/skillgraph/ns#escoEssentialSkillLink": "Goes with",
    "https://w3id.org/skillgraph/ns#escoOptionalSkillLink": "May go with",
}


def render_node(document: NodeDocument, paper: Paper) -> str:
    """Return all that is known of a node, a note each, as text that ends with a line break."""
    document = cleaned(document)
    document = {**document, "labels": told_apart(document["labels"])}
    lines = _head(document, paper)
    for name, *texts in _notes(document):
        lines += paper.note(name, *texts)
    return "\n".join(["", *lines, ""])


def _head(document: NodeDocument, paper: Paper) -> list[str]:
    facts = [document["kind"]]
    if document["seniority"]:
        facts.append(document["seniority"])
    if document["entry"]:
        facts.append("a place to start")
    if document["practised"]:
        facts.append("grows at work")
    if document["job_zone"]:
        facts.append(f"job zone {document['job_zone']}")
    lines = paper.headline(document["label"], f"   {' · '.join(facts)}")
    lines += paper.note("Id", document["id"])
    for field in _HEAD:
        if said := document[field.column]:  # type: ignore[literal-required]  # it has each
            if field.sort is LABELS:
                lines += paper.note(field.note, listing(said, _MOST_LABELS))
            else:
                lines += paper.note(field.note, ", ".join(said) if field.sort.many else said)
    if document["replaces"]:
        lines += paper.note("Replaces", ", ".join(document["replaces"]))
    return lines


def _notes(document: NodeDocument) -> Iterator[tuple[str, ...]]:
    for field in _PROSE:
        if said := document[field.column]:  # type: ignore[literal-required]  # it has each
            yield field.note, without_subject(said) if field.name == "outcomes" else said
    if text := effort_text(document["effort_hours"], document["labels"]):
        yield "Effort", text
    if document["kind"] == "scale":
        yield from _ends(document)
    yield from _requirements(document)
    yield from _required_by(document)
    for kind, direction, name in LINK_NAMES:
        found = [
            _linked(link)
            for link in document["links"]
            if link["kind"] == kind and link["direction"] == direction
        ]
        if found:
            yield name, shortened(found, _MOST_NAMES)
    yield from _statements(document)
    for salary in document["salary"]:
        yield "Salary", salary_text(salary, document["labels"])
    if document["sources"] or document["locators"]:
        yield "Sources", sources_text(document["sources"], document["locators"], document["labels"])


def _statements(document: NodeDocument) -> Iterator[tuple[str, str]]:
    """Yield what it says in other vocabularies, by the last word of each predicate."""
    found: dict[str, list[str]] = {}
    for statement in document["statements"]:
        predicate = statement["predicate"]
        word = predicate.replace("#", "/").rpartition("/")[2]
        found.setdefault(_CALLED.get(predicate) or _worded(word), []).append(statement["label"])
    for name, labels in found.items():
        yield name, shortened(labels, _MOST_NAMES)


def _worded(name: str) -> str:
    """Return a name in camel case as words.

    >>> _worded("skillType"), _worded("is_part_of")
    ('Skill type', 'Is part of')
    """
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name)
    return words.replace("_", " ").strip().capitalize()


def _linked(link: LinkDoc) -> str:
    said = [link["tier"], (link["assumption"] or "").rstrip(".")]
    text = "; ".join(filter(None, said if link["direction"] == "out" else said[:1]))
    return f"{link['label']} ({text})" if text else link["label"]


def without_subject(outcome: str) -> str:
    """Return an outcome as it follows the words "You can"."""
    return outcome.removeprefix("You can ").removeprefix("you can ")


def effort_text(effort: EffortDoc | None, labels: Mapping[str, str]) -> str:
    """Return the hours of a skill and where they are from; "" where it has none."""
    if effort is None:
        return ""
    if effort["unknown"]:
        return f"unknown; plans count {hours(effort)}"
    source = place(effort["source"], labels) if effort["source"] else ""
    return f"{hours(effort)} after its prerequisites" + (f" ({source})" if source else "")


def _ends(document: NodeDocument) -> Iterator[tuple[str, str]]:
    ends = [end for end in document["scales"] if end["id"] == document["id"]]
    for least, most in ((scale["min"], scale["max"]) for scale in ends):
        if least is not None and most is not None:
            yield "Goes from", f"{decimal(least)} to {decimal(most)}"


def _requirements(document: NodeDocument) -> Iterator[tuple[str, str]]:
    skill = document["kind"] == "skill"
    for importance in IMPORTANCES:
        items = [
            _asked(document, each)
            for each in sorted(document["requires"], key=_by_rating)
            if each["importance"] == importance
        ]
        if items:
            name = "Needs" if skill and importance == "essential" else importance.capitalize()
            shown = items[:_MOST_ASKED] if len(items) > _MOST_ASKED + 1 else items
            between = "; " if any("," in item for item in shown) else ", "
            text = joined(shown) if between == ", " else between.join(shown)
            if more := len(items) - len(shown):
                text = f"{between.join(shown)} and {more} more (gap has them all)"
            yield name, text


def _by_rating(required: RequirementDoc) -> float:
    return -required["rating"]["rating"] if required["rating"] else 0.0


def _asked(document: NodeDocument, required: RequirementDoc) -> str:
    labels = document["labels"]
    text = wanted(required, labels)
    if required["group"] and 1 < len(required["options"]) <= _MOST_NAMES:
        text += f" ({', '.join(labels.get(each, each) for each in required['options'])})"
    measures = measures_text(required["rating"], required["level"], scales_of(document))
    kept = measures.replace(" ", "\u00a0")  # on one line
    return f"{text}, {kept}" if measures else text


def _required_by(document: NodeDocument) -> Iterator[tuple[str, str]]:
    """Yield the skills that build on it, then the roles that ask for it, by importance."""
    labels = document["labels"]
    builders: dict[str, None] = {}
    askers: dict[str, dict[str, None]] = {importance: {} for importance in IMPORTANCES}
    for required in document["required_by"]:
        owner = required["owner"]
        choice = required["count"] < len(required["options"])
        name = labels.get(owner, owner) + (" (a choice)" if choice else "")
        if owner.startswith(("role:", "esco-occupation:")):
            askers[required["importance"]][name] = None
        else:
            builders[name] = None
    if builders:
        further = document["built_on_by"]
        told = f" ({counted(further, 'skill')} in all)" if further > len(builders) else ""
        yield "Opens", shortened(list(builders), _MOST_NAMES) + told
    for importance, names in askers.items():
        if names:
            yield f"{importance.capitalize()} for", shortened(list(names), _MOST_NAMES)


def sources_text(sources: Sequence[str], locators: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return what a node rests on, and where authored files state it."""
    return "; ".join(filter(None, [places(sources[:_MOST_SOURCES], labels), *locators]))
