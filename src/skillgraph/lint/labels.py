"""`near-duplicate-label`: two nodes that are called the same but for a slip."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.lint.wording import listed
from skillgraph.model.whole import Finding
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.whole import Label, Whole

RULE = "near-duplicate-label"

# `+` and `#` tell C, C++ and C# apart, and a dot before a name .NET from NET.
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*[+#]*|[+#]+")
_LEADING_DOT = re.compile(r"(?<!\S)\.(?=\w)")

#: Languages in which an `s` at the end makes a plural.
_PLURAL_S = {"", "en", "es", "fr", "pt"}
_LONGEST_WITHOUT_PLURAL = 3

#: Shorter names mean too many things (IO and I/O, R&D): only the very same one counts.
_SHORTEST_NAME = 4
#: A letter more, less or swapped is a slip in words of so many letters (caching and coaching are
#: none); another letter in its place makes another word more often (planning and planting).
_SHORTEST_SLIP, _SHORTEST_EXCHANGE = 8, 11
#: No word that a person writes is longer, and each of its letters is left out in turn.
_LONGEST_SLIP = 100

_HINT = "Unite the two, or rename one so that nobody takes them for the same."


class _Name(NamedTuple):
    label: Label
    folded: str
    words: tuple[str, ...]

    @property
    def keys(self) -> set[str]:
        """What one of is equal in two labels that differ in spaces, signs or plural alone.

        Whether an `s` is a plural's shows in a word alone: NodeJS and Node.js are equal as written.
        """
        return {"".join(self.words), "".join(_WORD.findall(_spelled(self.label.text)))}


def find_near_duplicates(whole: Whole) -> Iterator[Finding]:
    """Yield a finding for nodes of a kind that bear one name, or two that differ by one slip.

    Labels are compared within a language; roles and tracks are one kind. Equal are those that
    differ in case, punctuation, spaces or plural alone. A slip is one letter (optimal string
    alignment distance 1) in one long word, not its first or last, where one of the two words stands
    in no other node's labels. Numbers are compared as they are: a version is no slip.
    """
    spaces: dict[tuple[str, str], list[_Name]] = {}
    for label in whole.labels:
        kind = whole.kinds[label.node]
        language = label.language.partition("-")[0]
        name = _Name(label, fold(label.text), words_of(label.text, language))
        spaces.setdefault(("role" if kind == "track" else kind, language), []).append(name)
    told: set[tuple[int, ...]] = set()
    for names in spaces.values():
        names.sort(key=lambda name: (not name.label.preferred, name.label.node))
        for finding in (*_same(whole, names), *_slips(whole, names)):
            if finding.nodes not in told:
                told.add(finding.nodes)
                yield finding


def words_of(text: str, language: str = "") -> tuple[str, ...]:
    """Return the words of a label as they are compared: folded, without plural and signs.

    What stands for a word is equal for its singular and plural, and needn't be a word itself.

    >>> words_of("REST APIs"), words_of("CI/CD"), words_of("C++"), words_of("Node.js")
    (('rest', 'api'), ('ci', 'cd'), ('c++',), ('node', 'js'))
    >>> words_of(".NET") == words_of("NET"), words_of("Gap Analysis") == words_of("gap analyses")
    (False, True)
    """
    words = _WORD.findall(_spelled(text))
    return tuple(map(_singular, words)) if language in _PLURAL_S else tuple(words)


def _spelled(text: str) -> str:
    return _LEADING_DOT.sub("dot", fold(text)).replace("&", " and ")


def _singular(word: str) -> str:
    if len(word) <= _LONGEST_WITHOUT_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("yses"):
        return f"{word[:-2]}i"  # as "analysis" becomes
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _same(whole: Whole, names: list[_Name]) -> Iterator[Finding]:
    """Yield the names that several nodes bear, each set of nodes at its most preferred name."""
    bearers: dict[str, dict[int, _Name]] = {}
    for name in names:
        keys = name.keys
        if min(map(len, keys)) < _SHORTEST_NAME:
            keys = {name.folded}
        for key in sorted(keys - {""}):
            bearers.setdefault(key, {}).setdefault(name.label.node, name)
    for found in bearers.values():
        if len(found) > 1:
            yield _finding(whole, list(found.values()))


def _slips(whole: Whole, names: list[_Name]) -> Iterator[Finding]:
    """Yield the pairs of names of which one has a word of the other, but for one letter."""
    holding: dict[str, list[_Name]] = {}
    by_words: dict[tuple[str, ...], list[_Name]] = {}
    for name in names:
        by_words.setdefault(name.words, []).append(name)
        for word in dict.fromkeys(name.words):
            holding.setdefault(word, []).append(name)
    for word, other in sorted(_near_words(holding)):
        fewest = min(len({name.label.node for name in holding[each]}) for each in (word, other))
        if fewest > 1:
            continue
        for name in holding[word]:
            mended = tuple(other if each == word else each for each in name.words)
            for twin in by_words.get(mended, ()):
                if twin.label.node != name.label.node:
                    yield _finding(whole, sorted([name, twin], key=lambda each: each.label.node))


def _near_words(words: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs of words that differ by a slip.

    Two words at distance 1 are equal once some letter of the one, the other or both is left out:
    only those that share such a rest are compared. First and last letters are never left out.
    """
    from rapidfuzz.distance import OSA

    rests: dict[str, list[str]] = {}
    for word in words:
        if not _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP or not all(map(str.islower, word)):
            continue  # numbers, signs, and scripts in which a letter is a word
        rests.setdefault(word, []).append(word)
        for rest in {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1)}:
            rests.setdefault(rest, []).append(word)
    found = set()
    for sharing in rests.values():
        for word, other in combinations(sorted(set(sharing)), 2):
            if _may_be_slip(word, other) and OSA.distance(word, other) == 1:
                found.add((word, other))
    return found


def _may_be_slip(word: str, other: str) -> bool:
    exchange = len(word) == len(other) and sorted(word) != sorted(other)
    return min(len(word), len(other)) >= (_SHORTEST_EXCHANGE if exchange else _SHORTEST_SLIP)


def _finding(whole: Whole, names: list[_Name]) -> Finding:
    first, *others = names
    nodes = tuple(sorted(name.label.node for name in names))
    if len({name.label.text for name in names}) == 1:
        bearers = listed(whole, nodes)
        said = f"{len(nodes)} nodes are called '{first.label.text}': {bearers}."
    else:
        same = all(name.keys & first.keys for name in others)
        how = "in case, signs, spaces or plural alone" if same else "by one letter"
        said = f"{' and '.join(_spoken(whole, name) for name in names)} differ {how}."
    return Finding(RULE, "warning", nodes, said, _HINT)


def _spoken(whole: Whole, name: _Name) -> str:
    """Return a label in quotes; an alternative one with the name of its node."""
    text, node = name.label.text, whole.names[name.label.node]
    return f"'{text}'" if text == node else f"'{text}' ({node})"
