"""A range of pay as pages write it, in any currency: what it says surely, and what is read into it.

What can't be read surely is refused with the reason: an amount without its currency, a sign that
several currencies share, a single figure, a period that nobody can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.readers.page.lines import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.vocab import Period


class Pay(NamedTuple):
    """A range of pay in whole units; `assumption` says what was read into it, "" for nothing."""

    minimum: int
    maximum: int
    currency: str
    period: Period
    assumption: str


class UnsurePay(ValueError):  # noqa: N818 -- it says what the text is
    """A text that speaks of pay, and not surely; the message is the reason, in a few words."""


#: The currencies in use, ISO 4217.
_CODES = word_set(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
    " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
    " GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR"
    " KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK"
    " MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR"
    " SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS"
    " UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
#: Signs that stand for one currency.
_SIGNS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "€": "EUR", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₫": "VND", "₦": "NGN", "₱": "PHP", "฿": "THB",
    "zł": "PLN", "Kč": "CZK",
}  # fmt: skip
#: Signs and words that several currencies share, and what one of them is commonly read as.
_READ_AS = {
    "$": ("USD", "US dollars"),
    "dollars": ("USD", "US dollars"),
    "£": ("GBP", "pounds sterling"),
    "pounds": ("GBP", "pounds sterling"),
}
#: Signs that nobody can tell.
_SHARED = ("¥", "kr.", "kr", "Fr.", "Rs.", "Rs")
_WORDS = {"euros": "EUR", "euro": "EUR"}
_DOLLARS = word_set(
    "USD CAD AUD NZD SGD HKD TWD MXN BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
    " ARS CLP COP CUP DOP UYU"
)
_POUNDS = word_set("GBP EGP FKP GIP LBP SHP SSP SDG SYP")
#: Currencies in which nobody earns so much in a month as their range must be for a year.
_BY_THE_YEAR = frozenset(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"))
_YEARLY = 20_000
#: A number of so many digits needs no k to be an income.
_BELOW_K = 3
_MOST = 10**12 - 1

_PER = r"(?:per|each|every|an?|/)\ ?"
_PERIODS: tuple[tuple[str, Period], ...] = (
    (rf"{_PER}(?:year|yr\.?|annum)|p\.\ ?a\.|pa|annual(?:ly)?|yearly|/\ ?[ya]", "year"),
    (rf"{_PER}(?:month|mo\.?|mth\.?)|monthly|/\ ?m", "month"),
    (rf"{_PER}(?:week|wk\.?)|weekly|/\ ?w", "week"),
    (rf"{_PER}day|daily|/\ ?d", "day"),
    (rf"{_PER}(?:hour|hr\.?)|hourly|/\ ?h", "hour"),
)

#: Digits in groups, as the world writes them: 120,000 120.000 120 000 120'000 6,00,000 120000.
_DIGITS = (
    r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:\ [0-9]{3})+"
    r"|[0-9]{1,3}(?:['\u2019][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]{1,12}"
)
_PERIOD = re.compile(
    "|".join(rf"(?P<{name}>(?:{pattern})(?![A-Za-z]))" for pattern, name in _PERIODS),
    re.IGNORECASE,
)
_LAKHS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_IN_LAKHS = frozenset(("INR", "PKR", "BDT", "NPR", "LKR"))


def _any_of(texts: Iterable[str]) -> str:
    """Return a pattern for signs and codes, the longer first, none of them within a word."""
    longest = sorted(texts, key=len, reverse=True)
    return "|".join(
        ("(?<![A-Za-z])" if text[0].isalpha() else "")
        + re.escape(text)
        + ("(?![A-Za-z])" if text[-1].isalpha() else "")
        for text in longest
    )


#: The pieces that a range is made of; each has a letter in the shape of the whole.
_TOKEN = re.compile(
    rf"""(?P<S>\ +)
    |(?P<P>(?:{"|".join(pattern for pattern, _ in _PERIODS)})(?![A-Za-z]))
    |(?P<F>(?:approximately|approx\.?|about|around|roughly|typically|from|between|gross|base
        |before\ tax(?:es)?|salary|circa|ca\.)(?![A-Za-z])|[~≈()])
    |(?P<D>[-\u2010\u2011\u2012–—\u2212]|(?:to|and)(?![A-Za-z]))
    |(?P<C>(?-i:{_any_of((*_SIGNS, *_READ_AS, *_SHARED, *_WORDS, *_CODES))}))
    |(?P<A>(?P<digits>{_DIGITS})(?P<rest>[.,][0-9]{{1,2}}(?![0-9]))?
        (?P<k>\ ?[kK](?![A-Za-z]))?)""",
    re.VERBOSE | re.IGNORECASE,
)
#: Currencies, periods and fillers may stand around two amounts with a dash between them.
_SHAPE = re.compile("[FPC]*AC*P?C*D[FC]*A[CPF]*")
_LONGEST = 160


class _Amount(NamedTuple):
    digits: str
    tenths: str
    has_k: bool

    @property
    def separator(self) -> str:
        """What stands between the groups of digits, "" where nothing does."""
        return next((char for char in self.digits if not char.isdigit()), "")


def parse_pay(text: str) -> Pay:
    """Return the range of pay that a text is, and nothing beside it; else raise `UnsurePay`.

    >>> parse_pay("$120,000 - $160,000").assumption
    'The page writes "$" and no period; read as US dollars a year.'
    >>> parse_pay("45–60 £/hour")[:4], parse_pay("CHF 110'000 - 130'000 p.a.")[:4]
    ((45, 60, 'GBP', 'hour'), (110000, 130000, 'CHF', 'year'))
    """
    found = _tokens(" ".join(text.split()))
    shape = "".join(str(token.lastgroup) for token in found)
    amounts = [_Amount(*_amount(token)) for token in found if token.lastgroup == "A"]
    if not _SHAPE.fullmatch(shape):
        raise UnsurePay(_why_no_range(len(amounts), has_dash="D" in shape))
    currency, sign, name = _currency([token[0] for token in found if token.lastgroup == "C"])
    low, high, one_k = _ends(amounts[0], amounts[1], currency)
    periods = {_period(token[0]) for token in found if token.lastgroup == "P"}
    if len(periods) > 1:
        raise UnsurePay("it names two periods")
    if not periods and (currency not in _BY_THE_YEAR or low < _YEARLY):
        raise UnsurePay("it names no period, and none can be told from its numbers")
    is_read = not periods
    period: Period = "year" if is_read else periods.pop()
    return Pay(low, high, currency, period, _assumption(sign, name, is_read=is_read, one_k=one_k))


def _tokens(text: str) -> list[re.Match[str]]:
    """Return the pieces of a text, without spaces; one that is none of them makes it unsure."""
    if len(text) > _LONGEST:
        raise UnsurePay("it is a sentence and more")
    found = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise UnsurePay("it says more than a range")
        at = token.end()
        if token.lastgroup != "S":
            found.append(token)
    return found


def _why_no_range(amounts: int, *, has_dash: bool) -> str:
    if amounts == 0:
        return "it has no number"
    return "its range cannot be told" if amounts > 1 or has_dash else "it is no range"


def _amount(token: re.Match[str]) -> tuple[str, str, bool]:
    return token["digits"], (token["rest"] or "")[1:].rstrip("0"), token["k"] is not None


def _currency(signs: Sequence[str]) -> tuple[str, str, str]:
    """Return the currency that all signs mean, and a shared one among them with its reading."""
    for sign in signs:
        if sign in _SHARED:
            raise UnsurePay(f"'{sign}' stands for several currencies")
    sure = {_SIGNS.get(sign) or _WORDS.get(sign) or sign for sign in signs if sign not in _READ_AS}
    unsure = [sign for sign in signs if sign in _READ_AS]
    if len(sure) > 1 or (sure and any(not _may_mean(sign, min(sure)) for sign in unsure)):
        raise UnsurePay("it names two currencies")
    if sure:
        return sure.pop(), "", ""
    read = {_READ_AS[sign] for sign in unsure}
    if len(read) != 1:
        raise UnsurePay("it names two currencies" if read else "it names no currency")
    [(code, name)] = read
    return code, unsure[0], name


def _may_mean(sign: str, code: str) -> bool:
    """Tell whether a shared sign may stand for a currency that is named beside it."""
    if sign in {"$", "dollars"}:
        return code in _DOLLARS
    return code in _POUNDS


def _ends(low: _Amount, high: _Amount, currency: str) -> tuple[int, int, bool]:
    """Return both ends, and whether a k that stands at one of them was read of both."""
    if low.separator and high.separator and low.separator != high.separator:
        raise UnsurePay("its numbers are written in two ways")
    one_k = low.has_k != high.has_k
    if one_k and len((high if low.has_k else low).digits) > _BELOW_K:
        one_k = False
    ends = [_value(end, has_k=end.has_k or one_k, currency=currency) for end in (low, high)]
    if ends[0] > ends[1]:
        raise UnsurePay("its range is reversed")
    if not 0 < ends[1] <= _MOST:
        raise UnsurePay("nobody earns that")
    return ends[0], ends[1], one_k


def _value(amount: _Amount, *, has_k: bool, currency: str) -> int:
    digits = re.sub("[^0-9]", "", amount.digits)
    if _LAKHS.fullmatch(amount.digits) and currency not in _IN_LAKHS:
        raise UnsurePay("its digits are grouped as nobody groups them")
    if len(digits) > 1 and digits[0] == "0":
        raise UnsurePay("a number begins with 0")
    if has_k and not amount.separator:
        return int(digits) * 1000 + int(amount.tenths.ljust(3, "0"))
    if has_k or amount.tenths:
        raise UnsurePay("its numbers are no whole units")
    return int(digits)


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text)
    return next(name for _, name in _PERIODS if found is not None and found[name])


def _assumption(sign: str, name: str, *, is_read: bool, one_k: bool) -> str:
    writes = " and ".join([f'"{sign}"'] * bool(sign) + ["no period"] * is_read)
    reads = " ".join([name] * bool(sign) + ["a year"] * is_read)
    said = [f"The page writes {writes}; read as {reads}."] if writes else []
    return " ".join(said + ['It writes one "k"; read of both numbers.'] * one_k)
