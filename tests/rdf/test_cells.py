"""Terms as lines have them, and canonical forms held to pyoxigraph's reading of both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.rdf.cells import XSD, BlankNodes, canonical, literal, parse_term
from skillgraph.rdf.results import n3

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, st.sampled_from(["", "en", "zh-hant"]))
def test_a_literal_reads_back(value: str, language: str) -> None:
    term = literal(value, language=language)
    line = n3(term)
    assert "\n" not in line
    assert "\t" not in line
    assert parse_term(line, BlankNodes()) == term


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_a_decimal_keeps_its_value(number: Decimal) -> None:
    text = canonical(f"{number:f}", f"{XSD}decimal")
    assert Decimal(text) == number
    whole, _, fraction = text.partition(".")
    assert fraction == "0" or not fraction.endswith("0")
    assert str(int(whole)) == whole or (whole == "-0" and fraction.strip("0"))


@given(st.floats(allow_nan=False))
def test_a_double_keeps_its_value(number: float) -> None:
    text = canonical(repr(number), f"{XSD}double")
    assert float(text) == number
    assert canonical(text, f"{XSD}double") == text


@pytest.mark.parametrize(
    ("value", "datatype", "found"),
    [
        ("+007", "integer", "7"),
        ("-0", "integer", "0"),
        ("-0012", "int", "-12"),
        ("abc", "integer", "abc"),
        (".5", "decimal", "0.5"),
        ("-0.50", "decimal", "-0.5"),
        ("-0.0", "decimal", "0.0"),
        ("100", "double", "1.0E2"),
        ("1.5e-7", "double", "1.5E-7"),
        ("NaN", "double", "NaN"),
        ("1", "boolean", "true"),
        ("maybe", "boolean", "maybe"),
        (" 01 ", "string", " 01 "),
        ("2020-01-01", "date", "2020-01-01"),
    ],
)
def test_canonical_forms(value: str, datatype: str, found: str) -> None:
    assert canonical(value, XSD + datatype) == found


def test_blank_nodes_are_numbered_as_they_appear() -> None:
    nodes = BlankNodes()
    assert [nodes.label(name) for name in ("f3a", "9c", "f3a")] == ["b0", "b1", "b0"]
