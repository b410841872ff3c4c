"""The phrases that answers are made of: ranges, lists, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypedDict

    from skillgraph.model.documents import CatalogRef, Ref, Total

    class Wanted(TypedDict):
        """The part of a requirement, a choice or a recommendation that says what is wanted."""

        count: int
        group: Ref | None
        options: list[str]


#: A longer list of options is cut.
_MOST_OPTIONS = 3
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


def argument(identifier: str) -> str:
    """Return an id as a person types it after an option: its slug, where it has a short prefix.

    >>> argument("role:cloud-architect"), argument("http://data.europa.eu/esco/skill/a")
    ('cloud-architect', 'http://data.europa.eu/esco/skill/a')
    """
    prefix, _, slug = identifier.partition(":")
    return slug if prefix in {"skill", "role"} and slug else identifier


def place(source: str, labels: Mapping[str, str]) -> str:
    """Return a source as a reader finds it: its label, then the line, row or locator.

    >>> place("source:page#line=24,25", {"source:page": "Career page"})
    'Career page, line 25'
    >>> place("source:page#line=24,27", {}), place("source:s#row=4", {"source:s": "Sheet"})
    ('page, lines 25–27', 'Sheet, row 4')
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
    return f"row {value}" if key == "row" else fragment
