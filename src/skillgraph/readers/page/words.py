"""What a single line of a page is by its form: a title, a mark, a name, a skill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.readers.page.lines import ends_a_sentence, word_set
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from skillgraph.readers.page.lines import Line
    from skillgraph.vocab import Importance

#: Longer names than that are prose, whatever they end with.
LONGEST_NAME = 80
#: A name of more words is a sentence that has lost its full stop.
_MOST_WORDS = 10
_LONGEST_TITLE = 160

#: The words that say how much a skill matters, as job pages use them.
IMPORTANCES: dict[str, Importance] = {
    **dict.fromkeys(
        ("essential", "required", "must have", "must-have", "mandatory", "critical", "crucial",
         "vital", "indispensable", "necessary", "fundamental"), "essential"),
    **dict.fromkeys(
        ("important", "very important", "highly important", "recommended", "highly recommended",
         "strongly preferred", "valuable"), "important"),
    **dict.fromkeys(
        ("helpful", "nice to have", "nice-to-have", "good to have", "preferred", "optional",
         "desirable", "desired", "beneficial", "useful", "a plus", "plus", "bonus",
         "a bonus", "advantageous", "an advantage"), "helpful"),
}  # fmt: skip
_IMPORTANCE = re.compile(
    r"(?P<name>.*?[^\s\-–—:|·•,(\[])(?P<between>\s*[-–—:|·•,]\s*|\s*[(\[]\s*|\s+)"
    rf"(?P<word>{'|'.join(sorted(IMPORTANCES, key=len, reverse=True))})\s*[)\]]?",
    re.IGNORECASE,
)
#: Words after which an importance belongs to a sentence: "Communication is Essential".
_OPEN_ENDED = word_set(
    "a an and are as be been being for is less more most not of or quite so the to very was were"
    " with highly strongly"
)

#: Words that no skill's name has.
_PROSE = word_set("are can has have is it must should that these they this was were will you")

#: Words that say which skills, not whose; a title of these alone names no role.
_NO_ROLE = word_set(
    "and the career careers core essential hard important interpersonal job key language main"
    " management must necessary other people personal power primary professional required"
    " social soft technical top transferable work workplace"
)
_TITLE = re.compile(
    r"(?:(?:the|top|most|[0-9]{1,2})\s+)*(?:essential|key|necessary|important|required|must-have)"
    r"\s+(?P<role>\S.*?)\s+skills\b(?P<rest>.*)",
    re.IGNORECASE,
)
_TITLE_FOR = re.compile(
    r"(?:.*\s)?skills\s+(?:(?:for|of)\s+|to\s+be(?:come)?\s+)an?\s+(?P<role>\S.*?)\s*",
    re.IGNORECASE,
)

_TRACKS = re.compile(
    r"(?:.*\b)?(?:career|speciali[sz]ed|speciali[sz]ation)\s+(?:career\s+)?(?:tracks|paths)"
    r"|(?:career\s+)?speciali[sz]ations",
    re.IGNORECASE,
)
_STRATEGIES = re.compile(
    r"(?:.*\b)?(?:career\s+)?(?:advancement|growth|development|progression)\s+strategies"
    r"|career\s+(?:advancement|growth|development|progression)"
    r"|(?:how\s+to\s+)?(?:advance|grow)\s+(?:in\s+)?your\s+career",
    re.IGNORECASE,
)
_STRATEGIES_TOO = re.compile(r"strategies\b.*", re.IGNORECASE)
_KEY_SKILLS = re.compile(
    r"(?:key|core|main|required)\s+(?:skills|technologies|tools)(?:\s*:\s*(?P<value>.*))?",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"(?:career\s+)?(?:impact|outlook)|(?:salary|pay|compensation)(?:\s+and\s+benefits)?",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"(?:typical|required|usual)?\s*experience\s*:\s*(?P<value>.*)", re.IGNORECASE
)
_KIND_OF_TRACK = re.compile(r"(?:\S+\s+){1,3}track", re.IGNORECASE)
_PAY = re.compile(
    r"[^:]{0,40}\b(?:salary|salaries|pay|compensation|wage|earnings|income)\b[^:]{0,40}:(?P<value>.*)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:(?:at least|over|up to|about)\s+)?[0-9]{1,2}\s*(?:\+|(?:[-–—]|to)\s*[0-9]{1,2})?\s*"
    r"(?:or more\s+)?years?\b",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Tell whether a text is prose, and so no name of anything.

    >>> is_sentence("It is used everywhere."), is_sentence("C#"), is_sentence("Node.js")
    (True, False, False)
    """
    return (
        len(text) > LONGEST_NAME
        or text.count(" ") >= _MOST_WORDS
        or (ends_a_sentence(text) and " " in text)
    )


def is_name(text: str) -> bool:
    """Tell whether a text may be the name of something."""
    return not is_sentence(text) and any(map(str.isalnum, text))


def is_heading(line: Line) -> bool:
    """Tell whether a line may head what stands below it."""
    return is_name(line.text) and not line.bullet and not is_importance(line.text)


def read_title(text: str) -> str:
    """Return the role whose skills a title promises, "" where it is no such title.

    >>> read_title("Essential Backend Developer Skills"), read_title("Skills for a Welder")
    ('Backend Developer', 'Welder')
    >>> read_title("Core Technical Skills"), read_title("Key Soft Skills")
    ('', '')
    """
    if len(text) > _LONGEST_TITLE or ends_a_sentence(text):
        return ""
    found = _TITLE.fullmatch(text) or _TITLE_FOR.fullmatch(text)
    if found is None:
        return ""
    role = found["role"].strip(" -–—:,")
    words = {word.strip("&-/") for word in fold(role).split()}
    return role if is_name(role) and words - _NO_ROLE - {""} else ""


def read_importance(line: Line) -> tuple[str, str] | None:
    """Return the name and the importance word of a line that is both, None for any other.

    >>> from skillgraph.readers.page.lines import Line
    >>> read_importance(Line(1, 1, "NoSQL (MongoDB) Important"))
    ('NoSQL (MongoDB)', 'Important')
    >>> read_importance(Line(1, 1, "Go – nice to have")), read_importance(Line(1, 1, "It is Vital"))
    (('Go', 'nice to have'), None)
    """
    text = line.text
    if len(text) > LONGEST_NAME + 20:
        return None
    if len(line.parts) > 1 and fold(line.parts[-1]) in IMPORTANCES:
        name, word, apart = text[: text.rindex(line.parts[-1])], line.parts[-1], True
    else:
        found = _IMPORTANCE.fullmatch(text)
        if found is None:
            return None
        name, word, apart = found["name"], found["word"], bool(found["between"].strip())
    name = name.strip().rstrip("-–—:|·•,([ ")
    said = fold(name).split()
    if not is_name(name) or said[-1] in _OPEN_ENDED or _PROSE.intersection(said):
        return None
    return (name, word) if apart or word[0].isupper() else None


def is_importance(text: str) -> bool:
    """Tell whether a text is an importance word and nothing else."""
    return fold(text) in IMPORTANCES


def importance_of(word: str) -> Importance:
    """Return what an importance word says."""
    return IMPORTANCES[fold(word)]


def begins_tracks(line: Line) -> bool:
    """Tell whether a line heads the career tracks."""
    return _is_mark(line) and _TRACKS.fullmatch(line.text) is not None


def begins_strategies(line: Line) -> bool:
    """Tell whether a line heads the strategies."""
    return _is_mark(line) and _STRATEGIES.fullmatch(line.text) is not None


def names_strategies(line: Line) -> bool:
    """Tell whether a line is a heading over strategies, where no line heads all of them."""
    return _is_mark(line) and _STRATEGIES_TOO.fullmatch(line.text) is not None


def _is_mark(line: Line) -> bool:
    return not line.bullet and is_name(line.text)


def read_key_skills(text: str) -> str | None:
    """Return what follows the mark of key skills on its line, None where that mark isn't there."""
    found = _KEY_SKILLS.fullmatch(text.rstrip(":")) or _KEY_SKILLS.fullmatch(text)
    return None if found is None else (found["value"] or "")


def is_impact(text: str) -> bool:
    """Tell whether a line heads what a track pays and leads to."""
    return _IMPACT.fullmatch(text.rstrip(": ")) is not None


def read_experience(text: str) -> str | None:
    """Return what a line says of the experience that is usual, None where it says nothing of it."""
    found = _EXPERIENCE.fullmatch(text)
    return None if found is None else found["value"]


def read_years(text: str) -> str:
    """Return the number of years in a text, in its own words; a sentence of a page is not copied.

    >>> read_years("Usually 3-5 years in operations"), read_years("Specialises in clouds")
    ('3-5 years', '')
    """
    found = _YEARS.search(text)
    return "" if found is None else " ".join(found[0].split())


def is_kind_of_track(text: str) -> bool:
    """Tell whether a line says which kind of track it is, as "Specialist Track" does."""
    return _KIND_OF_TRACK.fullmatch(text) is not None


def read_pay(text: str) -> str | None:
    """Return what follows "Salary:" on a line, None where it speaks of no pay."""
    found = _PAY.fullmatch(text) if len(text) <= 2 * LONGEST_NAME else None
    return None if found is None else found["value"]
