import pytest

from skillgraph.model import values
from skillgraph.model.values import Unfit


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8", (8, 8)),
        ("8-16", (8, 16)),
        ("8–16", (8, 16)),
        ("8 - 16", (8, 16)),
        ("0-4", (0, 4)),
        ("100000", (100_000, 100_000)),
    ],
)
def test_hours(text, hours):
    assert values.parse_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    ["", "-", "8-", "-8", "16-8", "8--16", "1_000", "1e3", "NaN", "inf", "٨", "012",
     "8-16-32", "8.5", "0", "100001", "8—16", "+8", "0x10", "9" * 5000],
)  # fmt: skip
def test_hours_refused(text):
    with pytest.raises(Unfit):
        values.parse_hours(text)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "1_0", "٣", "1e3", " 1", "1\n", "01", "9" * 13])
def test_whole_refused(text):
    with pytest.raises(Unfit):
        values.parse_whole(text)


@pytest.mark.parametrize(("text", "value"), [("3", 3.0), ("3.25", 3.25), ("-1", -1.0), ("0", 0.0)])
def test_decimal(text, value):
    assert values.parse_decimal(text) == value


@pytest.mark.parametrize("text", ["", ".5", "3.", "NaN", "inf", "-inf", "1_0", "1e3", "٣", "3,5"])
def test_decimal_refused(text):
    with pytest.raises(Unfit):
        values.parse_decimal(text)


@pytest.mark.parametrize("text", ["2026", "2026-05", "2024-02-29"])
def test_date(text):
    assert values.parse_date(text) == text


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2023-02-29", "2026-5", "0000", "20260501", "٢٠٢٦", "2026-05-"]
)
def test_date_refused(text):
    with pytest.raises(Unfit):
        values.parse_date(text)


@pytest.mark.parametrize(
    "text",
    ["line=24,25", "line=24", "line=,25", "line=24,", "char=0,10", "line=1,2;length=9,UTF-8",
     "row=4", "row=4-7", "row=4-*", "col=2", "cell=4,1", "cell=4,1-6,2", "row=1;3-4",
     "section-2", "page=3", "caf\u00e9", "line=1,2;length=9", "char=0,9;md5=" + 32 * "a"],
)  # fmt: skip
def test_fragment(text):
    assert values.parse_fragment(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "line=",
        "line=x",
        "line=25,24",
        "row=a",
        "cell=4",
        "a b",
        "a#b",
        "%zz",
        "a[1]",
        "\ue000",
        "line=1,2;size=9",
    ],
)
def test_fragment_refused(text):
    with pytest.raises(Unfit):
        values.parse_fragment(text)


@pytest.mark.parametrize("text", ["EUR", "USD", "XCG"])
def test_currency(text):
    assert values.parse_currency(text) == text


@pytest.mark.parametrize("text", ["eur", "EURO", "$", "", "EU", "ÄÖÜ", "EUR\n"])
def test_currency_refused(text):
    with pytest.raises(Unfit):
        values.parse_currency(text)


@pytest.mark.parametrize("text", ["https://example.org/a?b#c", "HTTP://example.org"])
def test_url(text):
    assert values.parse_url(text) == text


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "example.org", "https://", "https://a b", 'https://a"b', "//a"]
)
def test_url_refused(text):
    with pytest.raises(Unfit):
        values.parse_url(text)


@pytest.mark.parametrize("char", ["\x07", "\x1b", "\x7f", "\x9b", "\u2028", "\ud800", "\uffff"])
def test_control_characters_are_refused_in_text(char):
    with pytest.raises(Unfit):
        values.parse_prose(f"a{char}b")


def test_text_is_trimmed_and_composed():
    assert values.parse_line(" Cafe\u0301 ") == "Caf\u00e9"
