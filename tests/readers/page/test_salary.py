"""Ranges of pay: what is read, what is assumed, and what is refused rather than guessed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.readers.page.salary import Pay, UnsurePay, parse_pay

SURE = {
    "USD 95,000 - 120,000 a year": (95_000, 120_000, "USD", "year"),
    "US$ 95,000 to 120,000 annually": (95_000, 120_000, "USD", "year"),
    "$120,000 - $160,000 CAD per year": (120_000, 160_000, "CAD", "year"),
    "C$95,000–C$120,000 / year": (95_000, 120_000, "CAD", "year"),
    "3.000 - 4.500 € per month": (3_000, 4_500, "EUR", "month"),
    "60 000 € - 70 000 € /year": (60_000, 70_000, "EUR", "year"),
    "60\u00a0000 – 70\u202f000 € p.a.": (60_000, 70_000, "EUR", "year"),
    "CHF 110'000 - 130'000 p.a.": (110_000, 130_000, "CHF", "year"),
    "CHF 110\u2019000 \u2212 130\u2019000 per annum": (110_000, 130_000, "CHF", "year"),
    "USD 120,000.00 - 160,000.00 / yr": (120_000, 160_000, "USD", "year"),
    "EUR 55.000,00 – 70.000,00 yearly": (55_000, 70_000, "EUR", "year"),
    "45.5k - 60k EUR per year": (45_500, 60_000, "EUR", "year"),
    "from 22 to 30 CHF per hour": (22, 30, "CHF", "hour"),
    "between 22 and 30 CHF hourly": (22, 30, "CHF", "hour"),
    "€180-€250 a day": (180, 250, "EUR", "day"),
    "900-1,200 euros weekly": (900, 1_200, "EUR", "week"),
    "₹6,00,000 - ₹12,00,000 per annum": (600_000, 1_200_000, "INR", "year"),
    "45000 zł – 60000 zł / month (gross)": (45_000, 60_000, "PLN", "month"),
    "JPY 5,000,000 - 8,000,000 per year": (5_000_000, 8_000_000, "JPY", "year"),
    "approx. €50k–€60K per year": (50_000, 60_000, "EUR", "year"),
    "€50,000 - €50,000 per year": (50_000, 50_000, "EUR", "year"),
}
ASSUMED = {
    "$120,000 - $160,000": (
        (120_000, 160_000, "USD", "year"),
        'The page writes "$" and no period; read as US dollars a year.',
    ),
    "€ 55.000–70.000": (
        (55_000, 70_000, "EUR", "year"),
        "The page writes no period; read as a year.",
    ),
    "120k–160k USD": (
        (120_000, 160_000, "USD", "year"),
        "The page writes no period; read as a year.",
    ),
    "CHF 110'000 - 130'000": (
        (110_000, 130_000, "CHF", "year"),
        "The page writes no period; read as a year.",
    ),
    "45–60 £/hour": ((45, 60, "GBP", "hour"), 'The page writes "£"; read as pounds sterling.'),
    "$45/hr - $60/hr": ((45, 60, "USD", "hour"), 'The page writes "$"; read as US dollars.'),
    "60,000 to 70,000 dollars per year": (
        (60_000, 70_000, "USD", "year"),
        'The page writes "dollars"; read as US dollars.',
    ),
    "80-120k EUR": (
        (80_000, 120_000, "EUR", "year"),
        'The page writes no period; read as a year. It writes one "k"; read of both numbers.',
    ),
}
REFUSED = {
    "": "no number",
    "competitive": "more than a range",
    "120,000 - 160,000": "names no currency",
    "$120,000": "is no range",
    "up to $120,000": "more than a range",
    "$120,000+": "more than a range",
    "$160,000 - $120,000": "reversed",
    "€50,000 - $60,000": "two currencies",
    "€50,000 - 60,000 USD": "two currencies",
    "£50,000 - £60,000 EUR": "two currencies",
    "¥5,000,000 - ¥8,000,000 per year": "several currencies",
    "kr 400 000 - 500 000 per year": "several currencies",
    "3.000 - 4.500 €": "no period",
    "45 000 - 60 000 PLN": "no period",
    "€40,000 per year - €50,000 per month": "two periods",
    "$22.50 - $30.75 per hour": "no whole units",
    "€1.234,56 - €2.000 per month": "no whole units",
    "€55.000 - €70,000": "two ways",
    "$120,0000 - $130,000": "range cannot be told",
    "$12,34,567 - $13,00,000 per year": "as nobody groups them",
    "$1_000 - $2_000 per day": "more than a range",
    "€1e5 - €2e5": "more than a range",
    "012 - 013 EUR per hour": "begins with 0",
    "0 - 0 EUR per hour": "nobody earns that",
    "€٤٥٠٠٠ - €٦٠٠٠٠ per year": "more than a range",
    "$50,000 - $60,000 in Ohio": "more than a range",
    "$50,000 - $60,000 or $70,000": "more than a range",
    "$50,000 - $60,000 - $70,000": "range cannot be told",
    "50 $ 000 - 60 $ 000": "range cannot be told",
    "9" * 13 + " - " + "9" * 13 + " EUR per year": "range cannot be told",
    "$" * 400: "a sentence and more",
}


@pytest.mark.parametrize("text", SURE)
def test_what_is_said_needs_no_assumption(text):
    assert parse_pay(text) == Pay(*SURE[text], "")


@pytest.mark.parametrize("text", ASSUMED)
def test_what_is_read_into_it_is_said(text):
    pay, assumption = ASSUMED[text]
    assert parse_pay(text) == Pay(*pay, assumption)


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_surely_is_refused(text):
    with pytest.raises(UnsurePay, match=REFUSED[text]):
        parse_pay(text)


GROUPED = {
    "plain": str,
    "commas": lambda number: f"{number:,}",
    "points": lambda number: f"{number:,}".replace(",", "."),
    "spaces": lambda number: f"{number:,}".replace(",", "\u202f"),
    "apostrophes": lambda number: f"{number:,}".replace(",", "\u2019"),
}
SIGNS = {
    "€": "EUR",
    "US$": "USD",
    "CHF": "CHF",
    "GBP": "GBP",
    "₹": "INR",
    "zł": "PLN",
    "SEK": "SEK",
}
PERIODS = {
    "per year": "year", "a year": "year", "annually": "year", "p.a.": "year", "/yr": "year",
    "per month": "month", "/month": "month", "a week": "week", "daily": "day", "/h": "hour",
}  # fmt: skip


@given(
    ends=st.tuples(st.integers(1, 10**9), st.integers(1, 10**9)).map(sorted),
    grouped=st.sampled_from(sorted(GROUPED)),
    sign=st.sampled_from(sorted(SIGNS)),
    period=st.sampled_from(sorted(PERIODS)),
    dash=st.sampled_from(["-", " - ", "–", " – ", " to ", "\u2212"]),
    where=st.sampled_from(["before both", "before", "after", "after both"]),
)
def test_every_way_to_write_a_range_is_read_back(*, ends, grouped, sign, period, dash, where):
    low, high = map(GROUPED[grouped], ends)
    if where.startswith("before"):
        low, high = f"{sign} {low}", f"{sign} {high}" if "both" in where else high
    else:
        low, high = f"{low} {sign}" if "both" in where else low, f"{high} {sign}"
    assert parse_pay(f"{low}{dash}{high} {period}") == Pay(*ends, SIGNS[sign], PERIODS[period], "")


@given(st.text(alphabet="0123456789.,'k$€£¥ -–/ USDEURperyahou()", max_size=60))
def test_any_text_is_a_range_or_is_refused(text):
    with contextlib.suppress(UnsurePay):
        pay = parse_pay(text)
        assert 0 <= pay.minimum <= pay.maximum < 10**12
        assert len(pay.currency) == 3
