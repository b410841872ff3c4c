"""What a fact says as single values, for forms that have cells or attributes and no lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.readers.tabular.exported import join
from skillgraph.vocab import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Value = str | int | float | bool


def kind_of(node: facts.Node) -> str:
    """Return the kind of a node in one word, as people meet it.

    >>> kind_of(facts.Role(id="role:r", pref_labels=(), track=True))
    'track'
    """
    if isinstance(node, facts.Role) and node.track:
        return "track"
    return type(node).__name__.lower()


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
        "alt_labels": _texts(node.alt_labels),
        "hidden_labels": _texts(node.hidden_labels),
        "notation": node.notation,
        "description": _texts(node.descriptions),
        "tags": join(node.tags),
        "exact_matches": join(node.exact_matches),
        **_own(node),
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


def _texts(texts: Iterable[facts.Text]) -> str:
    return join(dict.fromkeys(text.value for text in texts if text.value))


def _own(node: facts.Node) -> dict[str, Value | None]:
    match node:
        case facts.Skill(effort=effort):
            return {
                "acquired": "practice" if node.practised else "study",
                "effort_hours_min": effort.min_hours if effort else None,
                "effort_hours_max": effort.max_hours if effort else None,
                "effort_source": sources_of([effort.place]) if effort else None,
                "outcome": _texts(node.outcomes),
            }
        case facts.Role():
            return {
                "entry": node.entry,
                "seniority": node.seniority,
                "job_zone": node.job_zone,
                "experience": _texts(node.experience),
            }
        case facts.Scale():
            return {"scale_min": node.minimum, "scale_max": node.maximum}
    return {}
