"""What values are: each sort of them once, as it is read from a text, checked, and written again.

`parse_…` takes the text that somebody wrote in a catalogue or a table, `check_…` a value that is on
its way into a graph, from wherever it comes; what is wrong is `Unfit`, in the same words. `fit_…`
returns the text that `parse_…` reads as a value again, or the nearest one that it takes, or None.

Numbers are plain ASCII digits: `1_000`, `1e3`, `NaN` and other scripts' digits, which Python's own
`int` and `float` take, are refused.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from skillgraph.vocab import compact, expand, is_iri, is_slug, nfc
from skillgraph.words import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Check = Callable[[str], None]

_Word = TypeVar("_Word", bound=str)

#: What neither YAML 1.2 nor XML takes, and what would count as a line here and nowhere else.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# No XML document may hold these (https://www.w3.org/TR/xml/#charsets), so no export could.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFUSED_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r")

_WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
_MOST_WHOLE = 10**12 - 1
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?")
_EXPORTED_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,3})?")
_RANGE = re.compile(r"([^-–\s]+)(?:\s*[-–]\s*([^-–\s]+))?")  # hyphen or en dash
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_CURRENCY = re.compile("[A-Z]{3}")

#: RFC 3987, section 2.2 (`ifragment`): what may end an IRI, after its `#`.
_FRAGMENT = re.compile(
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2}"
    "|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd])+"
)
_SCHEMED = re.compile(r"(?:line|char|row|col|cell)=")
#: RFC 5147, section 3: a part of a text, with any checks of its integrity.
_TEXT_FRAGMENT = re.compile(
    r"(?:line|char)=(?:([0-9]{1,12})?,([0-9]{1,12})|[0-9]{1,12},?)"
    r"(?:;(?:length=[0-9]+|md5=[0-9A-Fa-f]{32})(?:,[A-Za-z0-9!$&'+\-._~]+)?)*"
)
_ROWS, _CELLS = r"(?:[0-9]+|\*)(?:-(?:[0-9]+|\*))?", r"[0-9*]+,[0-9*]+(?:-[0-9*]+,[0-9*]+)?"
#: RFC 7111, section 3: rows, columns or cells of a table in CSV.
_CSV_FRAGMENT = re.compile(rf"(?:row|col)={_ROWS}(?:;{_ROWS})*|cell={_CELLS}(?:;{_CELLS})*")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

#: Nobody studies longer for one skill; larger numbers are slips of the hand.
MAX_HOURS = 100_000
#: Whole numbers stay exact in SQLite and in JSON (RFC 8259, section 6).
GREATEST = 2**53 - 1
#: O*NET's (https://www.onetonline.org/help/online/zones).
JOB_ZONES = range(1, 6)
#: A key of a mapping may have 1,024 characters (https://yaml.org/spec/1.2.2/#742-flow-mappings).
_LONGEST_SLUG = 200


class Unfit(ValueError):  # noqa: N818 -- it says what the value is
    """A value that is not what its place asks for: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str | Callable[[], str] = "") -> None:
        super().__init__(message)
        #: A hint that costs a search is a function, called where it is shown.
        self.message, self.hint = message, hint

    @property
    def advice(self) -> str:
        """The hint as a text."""
        return self.hint if isinstance(self.hint, str) else self.hint()


# Texts.


def parse_prose(text: str) -> str:
    """Return a text without the white space around it; it may have several lines."""
    if (found := UNFIT.search(text)) is not None:
        raise _control_character(found.group())
    if not (stripped := unicodedata.normalize("NFC", text.strip())):
        raise Unfit("there is no text here.", "Write one, or remove it.")
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


def check_texts(values: Iterable[Any]) -> None:
    """Refuse characters that no export could hold; other values than texts pass."""
    check_text("\n".join(value for value in values if isinstance(value, str)))


def check_text(text: str) -> None:
    """Refuse characters that no export could hold."""
    if not is_sound(text) and (found := _REFUSED.search(text)):
        raise _control_character(found[0])


def check_said(text: str) -> None:
    """Refuse a text that says nothing."""
    if not text.strip():
        raise Unfit("there is no text here.", "Write one, or remove it.")


def is_sound(text: str) -> bool:
    r"""Tell whether a text has no character that no export could hold, as most have none.

    The bytes without the refused ones tell it in less than half the time of the expression.

    >>> is_sound("caf\u00e9\n"), is_sound("\x1b"), is_sound("\ud800"), is_sound("\uffff")
    (True, False, False, False)
    """
    try:
        written = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    sound = len(written.translate(None, _REFUSED_BYTES)) == len(written)
    return sound and "\ufffe" not in text and "\uffff" not in text


def fit_prose(text: str) -> str:
    """Return a text without white space around it and without control characters."""
    return nfc(UNFIT.sub("", text).strip())


def fit_line(text: str) -> str:
    r"""Return a text as one line.

    >>> fit_line(" two\nlines ")
    'two lines'
    """
    return fit_prose(re.sub(r"\r\n|[\n\r\t]", " ", UNFIT.sub("", text)))


def _control_character(char: str) -> Unfit:
    return Unfit(f"the control character U+{ord(char):04X} is not allowed.", "Remove it.")


# Words of a closed list.


def parse_word(text: str, words: tuple[_Word, ...]) -> _Word:
    """Return the word of a closed list that was written."""
    for word in words:
        if word == text:
            return word
    message = f"{quoted(text)} is not one of {one_of(words)}."
    raise Unfit(message, lambda: did_you_mean(text, words))


def parse_flag(text: str) -> bool:
    """Return what `true` or `false` says; no other spelling is taken."""
    return parse_word(text, ("true", "false")) == "true"


# Ids.


def parse_slug(text: str) -> str:
    """Return an id as it is written."""
    if is_slug(text):
        return text
    hint = "An id is lower-case letters, digits, '-' and '.'."
    lowered = "-".join(unicodedata.normalize("NFC", text).lower().replace("_", " ").split())
    if is_slug(lowered):
        hint += f" Did you mean {quoted(lowered)}?"
    raise Unfit(f"{quoted(text)} is not an id.", hint)


def fit_slug(text: str) -> str | None:
    """Return what may be an id as it is."""
    return text if is_slug(text) and len(text) <= _LONGEST_SLUG else None


def parse_id(text: str) -> str:
    """Return the id of a thing elsewhere: a CURIE or an IRI, as short as it can be written.

    >>> parse_id("http://data.europa.eu/esco/skill/abc"), parse_id("skill:sql")
    ('esco-skill:abc', 'skill:sql')
    """
    id_ = compact(parse_line(text))
    check_id(id_)
    return id_


def check_id(id_: str) -> None:
    """Refuse an id that stands for no IRI."""
    if not is_iri(expand(id_)):
        hint = "Write a whole IRI, or a prefix and a slug: skill:sql."
        raise Unfit(f"{quoted(id_)} is not an id." if id_ else "there is no id.", hint)


# Numbers.


def parse_whole(text: str) -> int:
    """Return a whole number that is not negative, of at most twelve digits."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise Unfit(f"{quoted(text)} is not a whole number.", "Write it with digits alone.")


def parse_exported_whole(text: str) -> int:
    """Return a whole number of any size that a graph keeps, as `export` writes it."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(GREATEST)):
        return int(text)
    return parse_whole(text)


def check_whole(value: int) -> None:
    """Refuse a number that is negative, or beyond exact integers."""
    if not 0 <= value <= GREATEST:
        raise Unfit(f"{quoted(str(value))} is not a whole number.", "Count from 0 or 1.")


def fit_whole(value: int) -> str | None:
    """Return a whole number of at most twelve digits."""
    return str(value) if 0 <= value <= _MOST_WHOLE else None


def parse_job_zone(text: str) -> int:
    """Return one of the five job zones of O*NET: how much preparation a role asks for."""
    if not _WHOLE.fullmatch(text):
        raise _no_job_zone(text)
    check_job_zone(int(text))
    return int(text)


def check_job_zone(value: int) -> None:
    """Refuse a job zone that O*NET doesn't have."""
    if value not in JOB_ZONES:
        raise _no_job_zone(str(value))


def _no_job_zone(text: str) -> Unfit:
    return Unfit(f"{quoted(text)} is not a job zone.", f"Write 1 to {JOB_ZONES[-1]}.")


def parse_decimal(text: str) -> float:
    """Return a decimal number.

    >>> parse_decimal("3.5")
    3.5
    """
    if _DECIMAL.fullmatch(text):
        return float(text)
    raise Unfit(f"{quoted(text)} is not a number.", "Write it with digits, such as 3 or 3.5.")


def parse_exported_decimal(text: str) -> float:
    """Return a number as `export` writes it, perhaps with an exponent."""
    return float(text) if _EXPORTED_DECIMAL.fullmatch(text) else parse_decimal(text)


def check_decimal(value: float) -> None:
    """Refuse what is infinite, or no number at all."""
    if not math.isfinite(value):
        hint = "Write it with digits, such as 3 or 3.5."
        raise Unfit(f"{quoted(str(value))} is not a number.", hint)


def fit_decimal(value: float) -> str | None:
    """Return a number in digits, with nine after the point at most.

    >>> fit_decimal(3.0), fit_decimal(2.5), fit_decimal(-0.0), fit_decimal(1e12)
    ('3', '2.5', '0', None)
    """
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    if abs(float(text)) > _MOST_WHOLE:
        return None
    return "0" if text == "-0" else text


# Ranges.


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
    check_range(low, high)
    check_hours(low, high)
    return low, high


def check_range(least: int, most: int) -> None:
    """Refuse a range that is negative, reversed or beyond exact integers."""
    whole = isinstance(least, int) and isinstance(most, int)
    if whole and 0 <= most < least:
        raise Unfit(f"the range '{least}-{most}' is reversed.", f"Did you mean '{most}-{least}'?")
    if not whole or not 0 <= least <= most <= GREATEST:
        raise Unfit(f"'{least}-{most}' is not a range.", "Write two whole numbers, from 0 up.")


def check_hours(least: int, most: int) -> None:
    """Refuse hours that nobody studies: none at all, or too many."""
    if not 0 < most <= MAX_HOURS:
        hours = str(most) if least == most else f"{least}-{most}"
        raise Unfit(f"'{hours}' hours cannot be.", f"Write 1 to {MAX_HOURS:,} hours.")


def fit_hours(least: int, most: int) -> str | None:
    """Return a range of hours that somebody may study.

    >>> fit_hours(8, 16), fit_hours(8, 8), fit_hours(0, 0)
    ('8-16', '8', None)
    """
    if not 0 <= least <= most <= MAX_HOURS or most == 0:
        return None
    return str(most) if least == most else f"{least}-{most}"


def check_ends(minimum: float | None, maximum: float | None) -> None:
    """Refuse a scale whose ends are no numbers or the wrong way round."""
    ends = [end for end in (minimum, maximum) if end is not None]
    for end in ends:
        check_decimal(end)
    if ends != sorted(ends):
        raise Unfit(f"the scale goes from {minimum} to {maximum}.", "Write min before max.")


# Texts of a form of their own.


def parse_currency(text: str) -> str:
    """Return an alphabetic code in the form of ISO 4217; whether it is in use is not asked."""
    return _checked(text, check_currency)


def check_currency(text: str) -> None:
    """Refuse what is no code of a currency."""
    if not _CURRENCY.fullmatch(text):
        hint = f"Did you mean '{text.upper()}'?" if re.fullmatch("[A-Za-z]{3}", text) else ""
        message = f"{quoted(text)} is not a currency."
        raise Unfit(message, hint or "Write its three letters by ISO 4217, such as EUR.")


def parse_date(text: str) -> str:
    """Return a year, a month or a day by ISO 8601, as it is written."""
    return _checked(text, check_date)


def check_date(text: str) -> None:
    """Refuse what is no date by ISO 8601."""
    if _DATE.fullmatch(text):
        try:
            dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError:
            pass
        else:
            return
    raise Unfit(f"{quoted(text)} is not a date.", "Write 2026, 2026-05 or 2026-05-31.")


def parse_language(text: str) -> str:
    """Return a language tag (BCP 47), in lower case."""
    return _checked(text, check_language).lower()


def check_language(text: str) -> None:
    """Refuse what is no language tag."""
    if not _LANGUAGE.fullmatch(text.lower()):
        raise Unfit(f"{quoted(text)} is not a language.", "Write a tag such as en or pt-br.")


def parse_url(text: str) -> str:
    """Return an absolute address on the web."""
    return _checked(text, check_url)


def check_url(text: str) -> None:
    """Refuse what is no address on the web."""
    if not _URL.fullmatch(text) or UNFIT.search(text):
        raise Unfit(f"{quoted(text)} is not a web address.", "It begins with https:// or http://.")


def parse_fragment(text: str) -> str:
    """Return a fragment of a source: of a text or CSV file by their RFCs, else of any medium.

    >>> parse_fragment("line=24,25")
    'line=24,25'
    """
    return _checked(text, check_fragment)


def check_fragment(text: str) -> None:
    """Refuse a fragment that no IRI may end with, and one that is not what its RFC says."""
    hint = "Write line=24,25 for line 25 of a text (RFC 5147), row=4 of a CSV file (RFC 7111)."
    fit = _FRAGMENT.fullmatch(text)
    lines = None
    if fit and _SCHEMED.match(text):
        lines = _TEXT_FRAGMENT.fullmatch(text)
        fit = lines or _CSV_FRAGMENT.fullmatch(text)
    if not fit:
        raise Unfit(f"the fragment {quoted(text)} is malformed.", hint)
    if lines and lines[2] and int(lines[1] or 0) > int(lines[2]):
        raise Unfit(f"the fragment {quoted(text)} is reversed.", hint)


def fit_fragment(fragment: str) -> str | None:
    """Return a fragment as an IRI may end with it, what else it has being percent-encoded.

    >>> fit_fragment("line=24,25"), fit_fragment("row=x"), fit_fragment("a b")
    ('line=24,25', None, 'a%20b')
    """
    kept = _PERCENT.sub("%25", fragment)
    return fit(check_fragment, "".join(map(_encoded, kept)))


def _encoded(char: str) -> str:
    return char if char == "%" or (_FRAGMENT.fullmatch(char) and not UNFIT.match(char)) else (
        quote(char, safe="")
    )  # fmt: skip


def fit(check: Check, text: str) -> str | None:
    """Return a text that a check lets pass, None where it doesn't.

    >>> fit(check_currency, "EUR"), fit(check_currency, "€")
    ('EUR', None)
    """
    try:
        check(text)
    except Unfit:
        return None
    return text


def _checked(text: str, check: Check) -> str:
    check(text)
    return text
