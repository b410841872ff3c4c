"""What a fact says as single values, for forms that have cells or attributes and no lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.fields import EFFORT, fields_in, kind_of
from skillgraph.readers.tabular.exported import EFFORT_COLUMNS, join
from skillgraph.vocab import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillgraph.model import facts

    Value = str | int | float | bool


def values_of(node: facts.Node) -> dict[str, Value | None]:
    """Return what a node says, one value a name; None or "" where it says nothing.

    `label` and `language` are those of its first label, `translations` has the other preferred
    ones as `de:Katze`. Statements in vocabularies that are not ours are left to the RDF formats.
    """
    first, *others = node.pref_labels
    return {
        "id": node.id,
        "kind": kind_of(node),
        "label": first.value,
        "language": first.language,
        "translations": join(f"{text.language}:{text.value}" for text in others),
        **_said(node),
        "source": sources_of(node.places),
    }


def measures_of(fact: facts.Requirement) -> dict[str, Value | None]:
    """Return how a requirement counts and how well its skills must be known."""
    return {
        "importance": fact.importance,
        "count": fact.count,
        "options": len(fact.options),
        "group": fact.group,
        "level": fact.level,
        "scale": fact.scale,
        "rating": fact.rating,
        "rating_scale": fact.rating_scale,
    }


def link_of(fact: facts.Link) -> dict[str, Value | None]:
    """Return what is said of a link beside its ends and its kind."""
    return {
        "tier": fact.tier,
        "rank": fact.rank,
        "assumption": fact.assumption,
        "source": sources_of(fact.places),
    }


def salary_of(fact: facts.Salary) -> dict[str, Value | None]:
    """Return a salary, one value a name."""
    return {
        "owner": fact.owner,
        "min": fact.minimum,
        "max": fact.maximum,
        "currency": fact.currency,
        "period": fact.period,
        "region": fact.region,
        "date": fact.date,
        "assumption": fact.assumption,
        "source": sources_of(fact.places),
    }


def sources_of(places: Iterable[facts.Place]) -> str:
    """Return places as answers cite them; where a source has no fragment, the locator follows.

    >>> from skillgraph.model import facts
    >>> sources_of([facts.Place("source:a", "line=1,2"), facts.Place("source:b", "", "x.yaml:3")])
    'source:a#line=1,2|source:b x.yaml:3'
    """
    cited = (
        f"{source_text(place.source, place.fragment)} {place.locator}".rstrip() for place in places
    )
    return join(dict.fromkeys(cited))


def stated(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the values that say something.

    >>> stated({"level": None, "group": "", "entry": False, "min": 0})
    {'entry': False, 'min': 0}
    """
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _said(node: facts.Node) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {}
    for field in fields_in(type(node)):
        value = getattr(node, field.name)
        if field.sort is EFFORT:
            hours = value and (value.min_hours, value.max_hours, sources_of([value.place]))
            found |= dict(zip(EFFORT_COLUMNS, hours or (None, None, None), strict=True))
        elif field.sort.spoken:
            found[field.column] = join(dict.fromkeys(text.value for text in value if text.value))
        elif field.sort.many:
            found[field.column] = join(value)
        else:
            words = {meant: word for word, meant in field.sort.words.items()}
            found[field.column] = words.get(value, value)
    return found
