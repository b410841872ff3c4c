"""Widths, cuts and breaks, against their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from skillgraph.views.text import _columns, cleaned, cut, display_width, pad, pad_left, wrap

if TYPE_CHECKING:
    import pytest

PRINTABLE = st.text().map(cleaned)
COLUMNS = st.integers(min_value=2, max_value=60)


@given(PRINTABLE, COLUMNS)
def test_cut_fits_and_keeps_the_beginning(text: str, columns: int) -> None:
    shown = cut(text, columns)
    assert display_width(shown) <= columns
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert (shown == text) == (display_width(text) <= columns) or shown == text


@given(PRINTABLE, COLUMNS)
def test_pad_is_exact(text: str, columns: int) -> None:
    assert display_width(pad(text, columns)) == columns
    assert display_width(pad_left(text, columns)) == columns


@given(PRINTABLE, COLUMNS)
def test_wrap_fits_and_loses_no_character(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(display_width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\xa0", "")


@given(st.text())
def test_cleaned_is_printable_and_idempotent(text: str) -> None:
    safe = cleaned(text)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in safe)
    assert cleaned(safe) == safe
    assert safe == text or not text.isprintable()


def test_a_mark_has_no_width() -> None:
    assert display_width("e\u0301\u200d") == 1
    assert display_width("ﾊﾝ") == 2
    assert display_width("한글") == 4


def test_a_word_without_end_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Character by character, however often it is cut: a label may be as long as its file."""
    looks = 0

    def counted(char: str) -> int:
        nonlocal looks
        looks += 1
        return _columns(char)

    monkeypatch.setattr("skillgraph.views.text._columns", counted)
    lines = wrap("e\u0301" * 3000, 60)
    assert [display_width(line) for line in lines] == [60] * 50
    assert looks < 8 * 6000
