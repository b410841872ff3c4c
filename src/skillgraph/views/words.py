"""The phrases that answers are made of: ranges, lists, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import decimal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypedDict

    from skillgraph.model.documents import (
        CatalogRef,
        EffortDoc,
        LevelDoc,
        RatingDoc,
        Ref,
        ScaleDoc,
        Total,
    )

    Scales = Mapping[str, ScaleDoc]

    class Wanted(TypedDict):
        """The part of a requirement, a choice or a recommendation that says what is wanted."""

        count: int
        group: Ref | None
        options: list[str]


#: A longer list of options is cut.
_MOST_OPTIONS = 3
#: What is said of the mark that `marked_hours` makes.
ASSUMED_HOURS = "A ? counts the default for hours that no source states."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def span(low: int, high: int) -> str:
    """Return a range of whole numbers; one number where both ends are the same.

    >>> span(8, 16), span(8, 8), span(120000, 160000)
    ('8–16', '8', '120,000–160,000')
    """
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def hours(effort: Mapping[str, object]) -> str:
    """Return a range of hours with its unit.

    >>> hours({"min": 8, "max": 16})
    '8–16 h'
    """
    return f"{span(int(str(effort['min'])), int(str(effort['max'])))} h"


def marked_hours(effort: Mapping[str, object], unknown: object, space: str = "") -> str:
    """Return hours, marked where none or not all of them are stated: a default is counted.

    In a column in which others are marked, those that aren't end in a space.

    >>> marked_hours({"min": 8, "max": 16}, 1), marked_hours({"min": 8, "max": 16}, 0, " ")
    ('8–16 h?', '8–16 h ')
    """
    return hours(effort) + ("?" if unknown else space)


def efforts_text(efforts: Sequence[EffortDoc]) -> list[str]:
    """Return the hours of skills as the cells of a column, to be aligned at their ends."""
    space = " " if any(effort["unknown"] for effort in efforts) else ""
    return [marked_hours(effort, effort["unknown"], space) for effort in efforts]


def sum_text(efforts: Sequence[EffortDoc]) -> str:
    """Return the hours of skills together."""
    total = {
        "min": sum(each["min"] for each in efforts),
        "max": sum(each["max"] for each in efforts),
    }
    return marked_hours(total, any(effort["unknown"] for effort in efforts))


def total_text(total: Total) -> str:
    """Return the hours of a plan."""
    return marked_hours(total["effort_hours"], total["unknown_effort"])


def assumed_text(unknown: int, steps: int) -> str:
    """Return for how many steps the hours are a default.

    >>> assumed_text(2, 5)
    '2 of 5 steps of unknown effort, counted at a default'
    """
    return f"{unknown:,} of {counted(steps, 'step')} of unknown effort, counted at a default"


def all_unknown(total: Total) -> bool:
    """Tell whether no step of a plan has an effort that is known: its hours are a default's."""
    return 0 < total["skills"] == total["unknown_effort"]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the plural where it needs one.

    >>> counted(1, "step"), counted(1200, "step"), counted(2, "category")
    ('1 step', '1,200 steps', '2 categories')
    """
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


def spelled(number: int) -> str:
    """Return a small number as a word, as prose has it."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def joined(names: Sequence[str], last: str = "and") -> str:
    """Return names as a list in a sentence.

    >>> joined(["AWS"]), joined(["AWS", "Azure"]), joined(["AWS", "Azure", "Google Cloud"], "or")
    ('AWS', 'AWS and Azure', 'AWS, Azure or Google Cloud')
    """
    *others, final = names or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def shortened(names: Sequence[str], most: int, last: str = "and") -> str:
    """Return at most so many names, and how many more there are.

    >>> shortened(["a", "b", "c", "d"], 2), shortened(["a", "b", "c"], 2)
    ('a, b and 2 more', 'a, b and c')
    """
    if len(names) <= most + 1:
        return joined(names, last)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def listing(names: Sequence[str], most: int, between: str = ", ") -> str:
    """Return names with commas between, cut short where there are far too many.

    >>> listing(["a", "b", "c"], 2), listing(["a", "b", "c", "d"], 2, "; ")
    ('a, b, c', 'a; b; and 2 more')
    """
    if len(names) <= most + 1:
        return between.join(names)
    return between.join([*names[:most], f"and {len(names) - most:,} more"])


def wanted(required: Wanted, labels: Mapping[str, str]) -> str:
    """Return what a requirement asks for: a skill, a named group, or so many of a list.

    >>> required = {"count": 1, "group": None, "options": ["skill:aws", "skill:azure"]}
    >>> wanted(required, {"skill:aws": "AWS", "skill:azure": "Azure"})
    'AWS or Azure'
    """
    options = [labels.get(option, option) for option in required["options"]]
    count = required["count"]
    if count == len(options):
        return joined(options)
    if required["group"] and count == 1:
        return required["group"]["label"]
    if count == 1 and len(options) <= _MOST_OPTIONS:
        return joined(options, "or")
    return f"{count} of {shortened(options, _MOST_OPTIONS)}"


def level_text(level: LevelDoc, scales: Scales) -> str:
    """Return a level with its scale, whose name is left out where it says no more than that.

    >>> sfia = {"id": "scale:sfia", "label": "SFIA", "min": 1, "max": 7}
    >>> level_text({"level": 3.0, "scale": "scale:sfia"}, {"scale:sfia": sfia})
    '3 of 7 (SFIA)'
    >>> level_text({"level": 3.0, "scale": "scale:l"}, {"scale:l": {**sfia, "label": "Level"}})
    'level 3 of 7'
    >>> level_text({"level": 3.0, "scale": "scale:sfia"}, {})
    '3 (sfia)'
    """
    text, name = _measured(level["level"], level["scale"], scales)
    return f"level {text}" if name.lower() == "level" else f"{text} ({name})"


def rating_text(rating: RatingDoc, scales: Scales) -> str:
    """Return a rating; its scale's name only where it doesn't say out of how many.

    >>> scale = {"id": "scale:im", "label": "Importance", "min": 1, "max": 5}
    >>> rating_text({"rating": 4.75, "scale": "scale:im"}, {"scale:im": scale})
    '4.75 of 5'
    """
    text, name = _measured(rating["rating"], rating["scale"], scales)
    return text if " of " in text else f"{text} ({name})"


def measures_text(rating: RatingDoc | None, level: LevelDoc | None, scales: Scales) -> str:
    """Return how a source rates a requirement, and the level that it asks for."""
    texts = [
        rating_text(rating, scales) if rating else "",
        level_text(level, scales) if level else "",
    ]
    return " · ".join(filter(None, texts))


def _measured(value: float, id_: str, scales: Scales) -> tuple[str, str]:
    """Return a value, with the most that it could be, and its scale's name."""
    scale = scales.get(id_)
    if scale is None:
        return decimal(value), id_.removeprefix("scale:")
    most = "" if scale["max"] is None else f" of {decimal(scale['max'])}"
    return f"{decimal(value)}{most}", scale["label"]


def scales_of(document: Mapping[str, Any]) -> Scales:
    """Return the scales that a document mentions, by id."""
    return {scale["id"]: scale for scale in document["scales"]}


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Return labels by id; where nodes of a kind share one, each has its id beside it.

    >>> told_apart({"skill:a": "Maths", "skill:b": "Maths", "role:c": "Maths"})
    {'skill:a': 'Maths (a)', 'skill:b': 'Maths (b)', 'role:c': 'Maths'}
    """
    seen: dict[tuple[str, str], int] = {}
    for id_, label in labels.items():
        key = (id_.partition(":")[0], label)
        seen[key] = seen.get(key, 0) + 1
    return {
        id_: label if seen[id_.partition(":")[0], label] == 1 else f"{label} ({argument(id_)})"
        for id_, label in labels.items()
    }


def without_article(name: str) -> str:
    """Return a group's name as a heading has it.

    >>> without_article("a cloud"), without_article("infrastructure as code")
    ('cloud', 'infrastructure as code')
    """
    article, _, bare = name.partition(" ")
    return bare if article in {"a", "an"} and bare else name


def catalog_name(catalog: CatalogRef) -> str:
    """Return a catalogue as people cite it: its bare id and its version."""
    return f"{catalog['id'].removeprefix('catalog:')} {catalog['version']}"


#: Characters of ids that mean nothing to a shell.
_UNQUOTED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:/%+@")


def argument(identifier: str) -> str:
    """Return an id as a person types it after an option: its slug, where it has a short prefix.

    It is quoted where a shell would read more in it than a name: an id may be a stranger's.

    >>> argument("role:cloud-architect"), argument("http://data.europa.eu/esco/skill/a")
    ('cloud-architect', 'http://data.europa.eu/esco/skill/a')
    >>> argument("skill:a;b"), argument("skill:@a")
    ("'a;b'", 'skill:@a')
    """
    prefix, _, slug = identifier.partition(":")
    is_bare = prefix in {"skill", "role"} and slug and slug[0] not in "@-"  # a file, an option
    name = slug if is_bare else identifier
    if _UNQUOTED.issuperset(name):
        return name
    from shlex import quote

    return quote(name)


def place(source: str, labels: Mapping[str, str]) -> str:
    """Return a source as a reader finds it: its label, then the line, row or locator.

    >>> place("source:page#line=24,25", {"source:page": "Career page"})
    'Career page, line 25'
    >>> place("source:page#line=24,27", {}), place("source:s#row=4", {"source:s": "Sheet"})
    ('page, lines 25–27', 'Sheet, row 4')
    >>> place("source:s#row=4-7", {})
    's, rows 4–7'
    >>> place("source:mine roles.yaml:41:7", {})
    'mine, roles.yaml:41:7'
    """
    base, where = _taken_apart(source)
    name = labels.get(base) or base.removeprefix("source:")
    return f"{name}, {where}" if where else name


def places(sources: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return several places; those of one source share its name.

    >>> places(["source:p#line=2,3", "source:p#line=8,9", "source:q"], {"source:p": "Page"})
    'Page, line 3, line 9; q'
    """
    named: dict[str, list[str]] = {}
    for source in sources:
        base, where = _taken_apart(source)
        named.setdefault(base, []).extend(filter(None, [where]))
    return "; ".join(", ".join([place(base, labels), *found]) for base, found in named.items())


def _taken_apart(source: str) -> tuple[str, str]:
    """Return what is cited, and where in it: see `skillgraph.vocab.cite`."""
    cited, _, locator = source.partition(" ")
    base, _, fragment = cited.partition("#")
    return base, ", ".join(filter(None, [_fragment(fragment), locator]))


def _fragment(fragment: str) -> str:
    key, _, value = fragment.partition("=")
    if key == "line":  # RFC 5147 counts the gaps between lines: `line=24,25` is line 25
        start, _, end = value.partition(",")
        if start.isdigit() and end.isdigit():
            first = int(start) + 1
            return f"line {first}" if int(end) <= first else f"lines {first}–{end}"
    if key == "row":  # RFC 7111: `row=4`, `row=4-7`
        return f"rows {value.replace('-', '–')}" if "-" in value else f"row {value}"
    return fragment
