"""Values as the form of a catalogue takes them: the nearest one that fits, or None.

The reader refuses what is unfit (`skillgraph.readers.scalars`), and a refused file is worth nothing
to anybody; so each function returns only what it takes. The tests hold the two together.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

from skillgraph.vocab import is_slug, nfc

#: What no catalogue may hold.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

MOST_HOURS = 100_000
_MOST_WHOLE = 10**12 - 1
#: A key of a mapping may have 1,024 characters (https://yaml.org/spec/1.2.2/#742-flow-mappings).
_LONGEST_SLUG = 200
#: The characters of a fragment (RFC 3986, section 3.5), beside letters and digits.
_FRAGMENT_SIGNS = "-._~!$&'()*+,;=:@/?%"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEMED = re.compile(r"(?:line|char|row|col|cell)=")
# RFC 5147, section 3 (text), and RFC 7111, section 3 (CSV), in their plain shapes.
_LINES = re.compile(r"(?:line|char)=(?:([0-9]{1,12})?,([0-9]{1,12})|[0-9]{1,12},?)")
_ROWS = re.compile(r"(?:row|col)=[0-9]+(?:-(?:[0-9]+|\*))?|cell=[0-9]+,[0-9]+")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def fit_prose(text: str) -> str:
    """Return a text without white space around it and without control characters."""
    return nfc(UNFIT.sub("", text).strip())


def fit_line(text: str) -> str:
    r"""Return a text as one line.

    >>> fit_line(" two\nlines ")
    'two lines'
    """
    return fit_prose(re.sub(r"\r\n|[\n\r\t]", " ", UNFIT.sub("", text)))


def fit_slug(text: str) -> str | None:
    """Return what may be an id as it is."""
    return text if is_slug(text) and len(text) <= _LONGEST_SLUG else None


def fit_fragment(fragment: str) -> str | None:
    """Return a fragment in the characters of a URI (RFC 3987, section 3.1).

    >>> fit_fragment("line=24,25"), fit_fragment("row=x"), fit_fragment("é")
    ('line=24,25', None, '%C3%A9')
    """
    fragment = quote(_PERCENT.sub("%25", fragment), safe=_FRAGMENT_SIGNS)
    if not _SCHEMED.match(fragment):
        return fragment or None
    lines = _LINES.fullmatch(fragment)
    if lines and lines[2] and int(lines[1] or 0) > int(lines[2]):
        return None
    return fragment if lines or _ROWS.fullmatch(fragment) else None


def fit_decimal(value: float) -> str | None:
    """Return a number in digits, with nine after the point at most.

    >>> fit_decimal(3.0), fit_decimal(2.5), fit_decimal(-0.0), fit_decimal(1e12)
    ('3', '2.5', '0', None)
    """
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    if abs(float(text)) > _MOST_WHOLE:
        return None
    return "0" if text == "-0" else text


def fit_whole(value: int) -> str | None:
    """Return a whole number of at most twelve digits."""
    return str(value) if 0 <= value <= _MOST_WHOLE else None


def fit_hours(least: int, most: int) -> str | None:
    """Return a range of hours that somebody may study.

    >>> fit_hours(8, 16), fit_hours(8, 8), fit_hours(0, 0)
    ('8-16', '8', None)
    """
    if not 0 <= least <= most <= MOST_HOURS or most == 0:
        return None
    return str(most) if least == most else f"{least}-{most}"


def fit_date(text: str) -> str | None:
    """Return a year, a month or a day by ISO 8601."""
    if not _DATE.fullmatch(text):
        return None
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None
    return text


def fit_url(text: str) -> str | None:
    """Return an absolute address on the web."""
    return text if _URL.fullmatch(text) and not UNFIT.search(text) else None


def fit_language(text: str) -> str | None:
    """Return a language tag."""
    return text if _LANGUAGE.fullmatch(text) else None


def fit_currency(text: str) -> str | None:
    """Return a currency code."""
    return text if re.fullmatch("[A-Z]{3}", text) else None
