"""What a piece of text means where its place asks for a number, a range or one of some words.

Each function takes the text that was written and returns its value, or raises `Unfit` with what
is wrong and what to do. Numbers are plain ASCII digits: `1_000`, `1e3`, `NaN` and other scripts'
digits, which Python's own `int` and `float` take, are refused.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from skillgraph.readers.findings import did_you_mean, one_of, quoted
from skillgraph.readers.yaml_nodes import UNFIT
from skillgraph.vocab import compact, expand, is_iri, is_slug

if TYPE_CHECKING:
    from collections.abc import Callable

_Word = TypeVar("_Word", bound=str)

_WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?")
_RANGE = re.compile(r"([^-–\s]+)(?:\s*[-–]\s*([^-–\s]+))?")  # hyphen or en dash
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
#: RFC 3986, section 3.5.
_FRAGMENT = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+")
#: RFC 5147, section 3 (text), and RFC 7111, section 3 (CSV).
_TEXT_FRAGMENT = re.compile(
    r"(?:line|char)=(?:([0-9]{1,12})?,([0-9]{1,12})|[0-9]{1,12},?)(?:;(?:length|md5)=.+)?"
)
_CSV_FRAGMENT = re.compile(r"(?:row|col)=[0-9]+(?:-(?:[0-9]+|\*))?|cell=[0-9]+,[0-9]+(?:-.+)?")
_SCHEMED = re.compile(r"(?:line|char|row|col|cell)=")

#: Nobody studies longer for one skill; larger numbers are slips of the hand.
MAX_HOURS = 100_000


class Unfit(ValueError):  # noqa: N818 -- it says what the text is
    """A text that is not what its place asks for."""

    def __init__(self, message: str, hint: str | Callable[[], str] = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def parse_prose(text: str) -> str:
    """Return a text without the white space around it; it may have several lines."""
    if (found := UNFIT.search(text)) is not None:
        raise Unfit(
            f"the control character U+{ord(found.group()):04X} is not allowed.", "Remove it."
        )
    if not (stripped := unicodedata.normalize("NFC", text.strip())):
        raise Unfit("there is no text here.", "Write one, or remove the key.")
    return stripped


def parse_line(text: str) -> str:
    """Return a text of one line.

    >>> parse_line(" C# ")
    'C#'
    """
    line = parse_prose(text)
    if "\n" in line or "\r" in line or "\t" in line:
        raise Unfit("this must be a single line, without tabs.")
    return line


def parse_slug(text: str) -> str:
    """Return an id as it is written."""
    if is_slug(text):
        return text
    hint = "An id is lower-case letters, digits, '-' and '.'."
    lowered = "-".join(unicodedata.normalize("NFC", text).lower().replace("_", " ").split())
    if is_slug(lowered):
        hint += f" Did you mean {quoted(lowered)}?"
    raise Unfit(f"{quoted(text)} is not an id.", hint)


def parse_whole(text: str) -> int:
    """Return a whole number that is not negative, of at most twelve digits."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise Unfit(f"{quoted(text)} is not a whole number.", "Write it with digits alone.")


def parse_job_zone(text: str) -> int:
    """Return one of the five job zones of O*NET."""
    return int(parse_word(text, ("1", "2", "3", "4", "5")))


def parse_id(text: str) -> str:
    """Return the id of a thing elsewhere: a CURIE or an IRI, as short as it can be written.

    >>> parse_id("http://data.europa.eu/esco/skill/abc"), parse_id("skill:sql")
    ('esco-skill:abc', 'skill:sql')
    """
    id_ = compact(parse_line(text))
    if ":" in id_ and is_iri(expand(id_)):
        return id_
    raise Unfit(f"{quoted(text)} is no IRI.", "Write it whole, or with a prefix: skill:sql.")


def parse_decimal(text: str) -> float:
    """Return a decimal number.

    >>> parse_decimal("3.5")
    3.5
    """
    if _DECIMAL.fullmatch(text):
        return float(text)
    raise Unfit(f"{quoted(text)} is not a number.", "Write it with digits, such as 3 or 3.5.")


def parse_hours(text: str) -> tuple[int, int]:
    """Return a range of whole hours, written with a hyphen or an en dash, or as one number.

    >>> parse_hours("8-16"), parse_hours("8 \u2013 16"), parse_hours("8")
    ((8, 16), (8, 16), (8, 8))
    """
    found = _RANGE.fullmatch(text)
    ends = [end for end in found.groups() if end is not None] if found else []
    if not ends or not all(map(_WHOLE.fullmatch, ends)):
        hint = "Write whole hours, such as 8-16."
        raise Unfit(f"{quoted(text)} is not a range of hours.", hint)
    low, high = int(ends[0]), int(ends[-1])
    if low > high:
        raise Unfit(f"the range {quoted(text)} is reversed.", f"Did you mean '{high}-{low}'?")
    if not 0 < high <= MAX_HOURS:
        raise Unfit(f"{quoted(text)} hours cannot be.", f"Write 1 to {MAX_HOURS:,} hours.")
    return low, high


def parse_flag(text: str) -> bool:
    """Return what `true` or `false` says; no other spelling is taken."""
    return parse_word(text, ("true", "false")) == "true"


def parse_word(text: str, words: tuple[_Word, ...]) -> _Word:
    """Return the word of a closed list that was written."""
    for word in words:
        if word == text:
            return word
    message = f"{quoted(text)} is not one of {one_of(words)}."
    raise Unfit(message, lambda: did_you_mean(text, words))


def parse_currency(text: str) -> str:
    """Return an alphabetic code in the form of ISO 4217; whether it is in use is not asked."""
    if re.fullmatch("[A-Z]{3}", text):
        return text
    hint = f"Did you mean '{text.upper()}'?" if re.fullmatch("[A-Za-z]{3}", text) else ""
    message = f"{quoted(text)} is not a currency."
    raise Unfit(message, hint or "Write its three letters by ISO 4217, such as EUR.")


def parse_date(text: str) -> str:
    """Return a year, a month or a day by ISO 8601, as it is written."""
    if _DATE.fullmatch(text):
        try:
            dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError:
            pass
        else:
            return text
    raise Unfit(f"{quoted(text)} is not a date.", "Write 2026, 2026-05 or 2026-05-31.")


def parse_language(text: str) -> str:
    """Return a language tag (BCP 47), in lower case."""
    if _LANGUAGE.fullmatch(text.lower()):
        return text.lower()
    raise Unfit(f"{quoted(text)} is not a language.", "Write a tag such as en or pt-br.")


def parse_url(text: str) -> str:
    """Return an absolute address on the web."""
    if _URL.fullmatch(text) and not UNFIT.search(text):
        return text
    raise Unfit(f"{quoted(text)} is not a web address.", "It begins with https:// or http://.")


def parse_fragment(text: str) -> str:
    """Return a fragment of a source: of a text or CSV file by their RFCs, else of any medium.

    >>> parse_fragment("line=24,25")
    'line=24,25'
    """
    hint = "Write line=24,25 for line 25 of a text (RFC 5147), row=4 of a CSV file (RFC 7111)."
    fit = _FRAGMENT.fullmatch(text)
    if fit and _SCHEMED.match(text):
        fit = _TEXT_FRAGMENT.fullmatch(text) or _CSV_FRAGMENT.fullmatch(text)
    if not fit:
        raise Unfit(f"the fragment {quoted(text)} is malformed.", hint)
    if (ends := _TEXT_FRAGMENT.fullmatch(text)) and ends[2] and int(ends[1] or 0) > int(ends[2]):
        raise Unfit(f"the fragment {quoted(text)} is reversed.", hint)
    return text
