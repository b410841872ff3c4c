"""What sentences name after "like" or "such as": a choice, roles and areas to move to, bodies.

A list is "A, B or C" and nothing looser: where an end can't be told for sure, none is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from skillgraph.readers.page.lines import word_set
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Naming = Literal["role", "area", "organisation", "other"]

_INTRODUCER = re.compile(r"(?<!\w)(?:such as|like|including)\s+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:!?)](?:\s|$)|[;:()]|$")
_CONJUNCTION = re.compile(r",?\s+(or|and)\s+", re.IGNORECASE)
_NOUNS: dict[str, Naming] = {
    **dict.fromkeys(("roles", "positions"), "role"),
    **dict.fromkeys(("areas", "fields"), "area"),
    **dict.fromkeys(("organizations", "organisations", "associations"), "organisation"),
}
#: Longer sentences are nobody's, and not looked into.
_LONGEST = 2_000
_MOST_WORDS = 4
#: A name in lower case holds none of these: with one, its end can't be told.
_FUNCTION_WORDS = word_set(
    "a about after also among an and are as at be because become becomes before being between both"
    " bring brings but by can come could do does during each either enable enables for from gain"
    " get give gives grow has have help helps how if in into is it its lead leads like make makes"
    " may might more most must need needs of offer offers on open opens or other our over pay pays"
    " provide provides require requires set sets should since so some such take takes than that the"
    " their them then there these they this those through to under until up use used using via"
    " want was we were what when where which while who will with within without work would you"
    " your yours"
)
#: Words that may stand within a proper name.
_WITHIN_NAMES = word_set("of for the in &")

#: Nouns that say only that something is one of many.
_GENERIC = word_set(
    "platform provider vendor service system solution technology tool product environment offering"
    " option"
)
#: What a thing is called without such a noun: a cloud platform is a cloud.
_ALONE = word_set("cloud database framework language library warehouse orchestrator")


class Phrase(NamedTuple):
    """A list after "like": what it is of, and its names; `names` is empty where it can't be read.

    `any_one` tells that the last is joined by "or"; `noun` is what stands before "like", up to two
    words; `text` is the whole as it stands.
    """

    naming: Naming
    noun: str
    names: tuple[str, ...]
    any_one: bool
    text: str

    @property
    def of_several(self) -> bool:
        """Whether its noun stands in the plural: "databases like …", not "you would like …"."""
        return bool(_singular(self.noun.rpartition(" ")[2]))


def iter_phrases(sentence: str) -> Iterator[Phrase]:
    """Yield each list that a sentence introduces.

    >>> [(phrase.naming, phrase.names) for phrase in iter_phrases(
    ...     "They move into roles such as Head Cook or Buyer, or into areas like event catering "
    ...     "and pastry. Bodies like hers count.")]
    [('role', ('Head Cook', 'Buyer')), ('area', ('event catering', 'pastry')), ('other', ())]
    """
    if len(sentence) > _LONGEST:
        return
    starts = list(_INTRODUCER.finditer(sentence))
    for number, start in enumerate(starts):
        following = starts[number + 1].start() if number + 1 < len(starts) else len(sentence)
        end = _CLAUSE_END.search(sentence, start.end())
        stop = min(following, end.start() if end else following)
        tail = sentence[start.end() : stop]
        if stop == following < len(sentence):
            tail = tail.rpartition(",")[0]  # what is left introduces the next list
        noun = _noun(sentence[: start.start()])
        naming = _NOUNS.get(fold(noun.rpartition(" ")[2]), "other")
        names, any_one = _names(tail, naming)
        yield Phrase(naming, noun, names, any_one, sentence[start.start() : stop].strip(" ,"))


def choice_of(phrase: Phrase, known: Collection[str]) -> tuple[str, ...]:
    """Return the names of a list where each is one of those known, joined by "or"; else nothing.

    What follows the last of them may be left over: "AWS or Azure environments".
    """
    if not phrase.any_one or len(phrase.names) < 2:  # noqa: PLR2004 -- a choice is of two at least
        return ()
    by_name = {fold(name): name for name in known}
    *most, last = phrase.names
    found = [by_name.get(fold(_bare(name))) for name in most]
    found.append(_beginning(_bare(last), by_name))
    names = tuple(name for name in found if name is not None)
    return names if len(names) == len(set(names)) == len(phrase.names) else ()


def name_group(noun: str) -> str:
    """Return what a choice among things of a kind is called, "" where the noun doesn't tell.

    >>> name_group("cloud platforms"), name_group("build tools"), name_group("tools")
    ('a cloud', 'a build tool', '')
    """
    *before, head = noun.split() or [""]
    single = _singular(head)
    if not single:
        return ""
    if single.lower() in _GENERIC:
        if not before:
            return ""
        if before[-1].lower() in _ALONE:
            single, before = before[-1], before[:-1]
    name = " ".join([*before, single])
    return f"{'an' if name[0].lower() in 'aeio' else 'a'} {name}"


def _singular(noun: str) -> str:
    if re.search(r"[^aeiou]ies$", noun):
        return noun[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", noun):
        return re.sub(r"es$", "" if not noun.endswith(("ases", "uses")) else "e", noun)
    return noun[:-1] if re.search(r"[^s]s$", noun) else ""


def _noun(before: str) -> str:
    """Return the last words before a list, up to two, back to a word that joins."""
    clause = re.split(r"[,.;:!?()]", before.rstrip(" ,"))[-1]
    words: list[str] = []
    for word in reversed(clause.split()[-2:]):
        if fold(word) in _FUNCTION_WORDS:
            break
        words.insert(0, word)
    return " ".join(words)


def _names(tail: str, naming: Naming) -> tuple[tuple[str, ...], bool]:
    """Return the names of "A, B or C", and whether it is "or"; nothing where that isn't it."""
    found = _CONJUNCTION.search(tail)
    if found is None:
        return (), False
    most = [name.strip() for name in tail[: found.start()].split(",")]
    last = tail[found.end() :].partition(",")[0].strip()
    any_one = found[1].lower() == "or"
    if naming == "other":
        names = [*most, last]
    else:
        names = [_certain(_bare(name), naming) for name in most]
        names.append(_certain(_bare(last), naming, is_last=True))
    if not all(names) or (naming != "other" and _CONJUNCTION.search(names[-1])):
        return (), any_one
    return tuple(names), any_one


def _bare(name: str) -> str:
    return re.sub(r"^(?:an?|the)\s+", "", name, flags=re.IGNORECASE)


def _certain(text: str, naming: Naming, *, is_last: bool = False) -> str:
    """Return a name whose end can be told: a run of capitals, or few words of which none joins."""
    words = text.split()
    if not words:
        return ""
    if naming != "area" and words[0][0].isupper():
        return _capitals(words, is_last=is_last)
    few = len(words) <= (_MOST_WORDS - 1 if is_last else _MOST_WORDS)
    if naming == "organisation" or not few or _FUNCTION_WORDS.intersection(map(fold, words)):
        return ""
    return text


def _capitals(words: list[str], *, is_last: bool) -> str:
    """Return the capitalised words that a text begins with, and small ones between them."""
    end = 0
    for number, word in enumerate(words, 1):
        if word[0].isupper() or not word[0].isalpha():
            end = number
        elif word.lower() not in _WITHIN_NAMES:
            break
    if end < len(words) and not is_last:
        return ""
    return " ".join(words[:end])


def _beginning(text: str, known: dict[str, str]) -> str | None:
    """Return the longest known name that begins a text and is followed by lower case at most."""
    words = text.split()
    for end in range(len(words), 0, -1):
        name = known.get(fold(" ".join(words[:end])))
        if name is not None:
            return name if end == len(words) or words[end][0].islower() else None
    return None
