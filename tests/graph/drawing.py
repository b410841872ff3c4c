"""Facts in few letters, and random ones: what the tests of the graph are drawn with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from skillgraph.model import facts
from skillgraph.model.facts import Link, Place, Requirement, Role, Skill, Source, Text
from skillgraph.model.fields import NODES, Sort, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A whole graph is a large example: fewer of them, and no limit to the time that one takes.
SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SOURCE = Source(id="source:s", label="A source")
HERE = Place("source:s")


def skill(slug: str, label: str = "", *alternatives: str, **more: Any) -> Skill:
    return Skill(
        id=f"skill:{slug}",
        pref_labels=(Text(label or slug, "en"),),
        alt_labels=tuple(Text(text, "en") for text in alternatives),
        **more,
    )


def role(slug: str, label: str = "", **more: Any) -> Role:
    return Role(id=f"role:{slug}", pref_labels=(Text(label or slug, "en"),), **more)


def needs(owner: str, *options: str, count: int = 1, **more: Any) -> Requirement:
    more = {"importance": "essential", "places": (HERE,)} | more
    return Requirement(
        owner=owner, options=tuple(f"skill:{slug}" for slug in options), count=count, **more
    )


def link(kind: Any, start: str, end: str, *places: Place, **more: Any) -> Link:
    return Link(kind=kind, start=start, end=end, places=places or (HERE,), **more)


def changed(fact: Any, **changes: Any) -> Any:
    """A fact with some of its values changed, whichever way it is made."""
    return fact._replace(**changes) if isinstance(fact, tuple) else replace(fact, **changes)


# Whatever a catalogue may hold: every script, quotes, line breaks; no character that none may.
TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cs"],
        exclude_characters=[chr(c) for c in range(32)] + ["\ufffe", "\uffff"],
    )
    | st.sampled_from("\t\n'\"%_*\\"),
    max_size=6,
).map(lambda text: normalize("NFC", text))
MATCHES = st.lists(
    st.sampled_from(["esco-skill:AB", "https://example.org/é", "role:elsewhere"]),
    max_size=2,
    unique=True,
).map(tuple)
FRAGMENTS = st.sampled_from(["", "line=1,2", "row=7", "ä%20/?"])
LABELS = TEXTS.filter(lambda text: bool(text.strip()))
LANGUAGES = st.sampled_from(["", "en", "de", "zh-hant"])
TAGGED = st.lists(st.builds(Text, LABELS, LANGUAGES), max_size=3, unique=True).map(tuple)
SOURCES = ("source:s", "source:t")
PLACES = st.lists(
    st.builds(Place, st.sampled_from(SOURCES), FRAGMENTS, TEXTS), max_size=3, unique=True
)
NUMBERS = st.floats(-1e9, 1e9)
IMPORTANCES = st.sampled_from(["essential", "important", "helpful"])
_RANGES = st.tuples(st.integers(0, 2**53 - 1), st.integers(0, 2**53 - 1)).map(
    lambda ends: (min(ends), max(ends))
)

#: What each sort of value may be, and whether there are many.
BY_SORT: dict[tuple[str, bool], st.SearchStrategy[Any]] = {
    ("label", True): TAGGED,
    ("prose", True): TAGGED,
    ("line", False): TEXTS,
    ("line", True): st.lists(LABELS, max_size=2, unique=True).map(tuple),
    ("id", True): MATCHES,
    ("url", False): st.sampled_from(["", "https://example.org/\u00e9?a=b#c"]),
    ("flag", False): st.booleans(),
    ("job zone", False): st.none() | st.integers(1, 5),
    ("decimal", False): st.none() | NUMBERS,
    ("hours", False): st.none()
    | st.builds(
        lambda ends, place: facts.Effort(*ends, place),
        _RANGES,
        st.builds(Place, st.sampled_from(SOURCES), FRAGMENTS, TEXTS),
    ),
}


def _drawn(sort: Sort) -> st.SearchStrategy[Any]:
    if sort.words:
        return st.sampled_from(list(dict.fromkeys([sort.unset, *sort.words.values()])))
    return BY_SORT[sort.name, sort.many]


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places as the graph lists them: by the position of their source."""
    key = [(SOURCES.index(place.source), place.fragment, place.locator) for place in places]
    return tuple(Place(SOURCES[at], fragment, locator) for at, fragment, locator in sorted(key))


@st.composite
def graphs(draw: st.DrawFn, most: int = 3) -> list[facts.Fact]:
    """A whole stream of facts, of every kind, each stated once and in the graph's own order."""
    places = PLACES.map(in_order)
    stream: list[facts.Fact] = [
        facts.Catalog(
            id="catalog:c",
            version=draw(LABELS),
            language="en",
            title=draw(TEXTS),
            default_effort_hours=draw(st.none() | _RANGES),
        ),
        *(Source(id=id_, label=draw(TEXTS), url=draw(TEXTS)) for id_ in SOURCES),
    ]
    common = {
        "places": places,
        "foreign": st.lists(
            st.tuples(
                st.sampled_from(["https://example.org/tag", "urn:x#é"]),
                st.sampled_from(['"a\\n"@en', "<urn:y>", '"1"^^<urn:type>']),
            ),
            max_size=2,
            unique=True,
        ).map(tuple),
    }
    kinds: dict[str, dict[str, Any]] = {
        "skill": {}, "role": {"track": st.booleans()}, "category": {}, "strategy": {},
        "organisation": {}, "group": {"exact_matches": st.just(())},
        "scale": {"minimum": st.sampled_from([None, -1e9, -1.5e300]), "maximum": st.none()},
    }  # fmt: skip
    ids: dict[str, list[str]] = {}
    for kind, own in kinds.items():
        said = {field.name: _drawn(field.sort) for field in fields_of(kind)}
        made = NODES[kind].fact
        ids[kind] = [f"{kind}:{number}" for number in range(draw(st.integers(1, most)))]
        for id_ in ids[kind]:
            labels = draw(
                st.lists(
                    st.builds(Text, LABELS, LANGUAGES),
                    min_size=1,
                    max_size=2,
                    unique_by=lambda text: text.language,
                )
            )
            stream.append(
                made(
                    id=id_,
                    pref_labels=tuple(labels),
                    **{name: draw(value) for name, value in (said | common | own).items()},
                )
            )
    practised = {fact.id for fact in stream if isinstance(fact, Skill) and fact.practised}
    stream += draw(_requirements(ids, places, practised))
    stream += draw(_links(ids, places))
    stream += draw(_salaries(ids, places))
    stream += draw(_retired(ids, places))
    return stream


@st.composite
def _requirements(
    draw: st.DrawFn, ids: dict[str, list[str]], places: Any, practised: set[str]
) -> list[Requirement]:
    found: dict[tuple[Any, ...], Requirement] = {}
    owners = ids["skill"] + ids["role"]
    for _ in range(draw(st.integers(0, 8))):
        owner = draw(st.sampled_from(owners))
        # What is studied asks for nothing that is practised.
        refused = practised if owner in ids["skill"] and owner not in practised else set()
        possible = [id_ for id_ in ids["skill"] if id_ != owner and id_ not in refused]
        if not possible:
            continue
        options = draw(st.lists(st.sampled_from(possible), min_size=1, unique=True))
        options.sort(key=ids["skill"].index)
        count = draw(st.integers(1, len(options)))
        leveled = draw(st.booleans())
        found[owners.index(owner), tuple(map(possible.index, options)), count] = Requirement(
            owner=owner,
            options=tuple(options),
            count=count,
            importance=draw(IMPORTANCES),
            places=draw(places),
            group=draw(st.sampled_from(["", *ids["group"]])),
            level=draw(NUMBERS) if leveled else None,
            scale=draw(st.sampled_from(ids["scale"])) if leveled else "",
            rating=draw(NUMBERS) if leveled else None,
            rating_scale=draw(st.sampled_from(ids["scale"])) if leveled else "",
        )
    return list(found.values())


@st.composite
def _links(draw: st.DrawFn, ids: dict[str, list[str]], places: Any) -> list[Link]:
    ends = {
        "broader": ("skill", "category"),
        "next": ("role", "role"),
        "far": ("role", "role"),
        "helps-towards": ("strategy", "skill"),
        "mentions": ("strategy", "organisation"),
        "member": ("group", "skill"),
        "key-skill": ("role", "skill"),
    }
    alike = st.sampled_from([("category", "scale"), ("skill", "skill"), ("role", "role")])
    found: dict[tuple[str, str, str], Link] = {}
    for group in ids["group"]:
        member = draw(st.sampled_from(ids["skill"]))
        made = link("member", group, member)
        found["member", group, member] = made
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from([*sorted(ends), "related"]))
        start, end = (draw(st.sampled_from(ids[each])) for each in ends.get(kind) or draw(alike))
        either = {"next": "far", "far": "next"}.get(kind)
        if start != end and (either, start, end) not in found:
            made = link(kind, start, end, assumption=draw(TEXTS))
            related = kind == "related"
            found[kind, start, end] = facts.Link(
                kind=made.kind,
                start=start,
                end=end,
                assumption=made.assumption,
                places=draw(places),
                tier=draw(TEXTS) if related else "",
                rank=draw(st.none() | st.integers(0, 99)) if related else None,
            )
    return list(found.values())


@st.composite
def _salaries(draw: st.DrawFn, ids: dict[str, list[str]], places: Any) -> list[facts.Salary]:
    if not draw(st.booleans()):
        return []
    least, most = draw(_RANGES)
    return [
        facts.Salary(
            owner=draw(st.sampled_from(ids["role"])),
            minimum=least,
            maximum=most,
            currency="EUR",
            period="year",
            region=draw(TEXTS),
            assumption=draw(TEXTS),
            places=draw(places),
        )
    ]


@st.composite
def _retired(draw: st.DrawFn, ids: dict[str, list[str]], places: Any) -> list[facts.Retired]:
    """Ids no longer in use, some of them replaced by others that are, too; sorted by id."""
    living = [id_ for listed in ids.values() for id_ in listed]
    found: list[facts.Retired] = []
    for number in range(draw(st.integers(0, 3))):
        found.append(
            facts.Retired(
                id=f"{draw(st.sampled_from(sorted(ids)))}:old-{number}",
                replaced_by=draw(st.sampled_from([*living, *(each.id for each in found)])),
                places=draw(places),
            )
        )
    return sorted(found, key=lambda each: each.id)
