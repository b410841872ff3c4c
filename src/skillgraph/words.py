"""How messages say things: texts as they are shown, words in a list, near misses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.errors import escaped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_CLIPPED = 60
_LISTED = 20

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def quoted(text: str) -> str:
    r"""Return a text as messages show it: in quotes, on one line, clipped, nothing unprintable.

    >>> print(quoted("sql"), quoted("a\x1b[2J"))
    'sql' 'a\x1b[2J'
    """
    clipped = text if len(text) <= _CLIPPED else text[:_CLIPPED] + "…"
    return f"'{escaped(clipped)}'"


def listed(names: Sequence[str]) -> str:
    """Return names as messages list them: some, and the number of the others.

    >>> listed(["a", "b"]), listed([str(number) for number in range(10_000)])[-25:]
    ("'a', 'b'", "'18', '19' and 9,980 more")
    """
    return some_of([*map(quoted, names[:_LISTED])], len(names))


def some_of(shown: Sequence[str], count: int) -> str:
    """Return texts in a row, as they stand: at most twenty, and how many more there are.

    >>> some_of(["skill:a", "skill:b"], 2), some_of(["skill:a"], 3)
    ('skill:a, skill:b', 'skill:a and 2 more')
    """
    some = shown[:_LISTED]
    more = count - len(some)
    return ", ".join(some) + (f" and {more:,} more" if more > 0 else "")


def shielded(text: str) -> str:
    """Return a text as a spreadsheet may have it: one that it would run has an apostrophe before.

    Different texts stay different: one that looks shielded already gets another.
    See https://owasp.org/www-community/attacks/CSV_Injection.

    >>> shielded("=1+1"), shielded("\uff1d1"), shielded("'=1"), shielded("'tis")
    ("'=1+1", "'\uff1d1", "''=1", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(cell: str) -> str:
    """Return what a cell says: the text that was `shielded`.

    >>> unshielded("'=1+1"), unshielded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" with the nearest known word, or "" where none is near.

    Near is an optimal string alignment distance (a swap of neighbours counts once) of at most a
    third of the word, but one in two letters and never more than three; case does not count.

    >>> did_you_mean("sql-tunning", ["sql", "sql-tuning"])
    "Did you mean 'sql-tuning'?"
    >>> did_you_mean("lable", ["label", "source"]), did_you_mean("xyz", ["label"])
    ("Did you mean 'label'?", '')
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    nearest = process.extractOne(
        word,
        list(known),  # a mapping would be searched by value
        scorer=OSA.distance,
        processor=str.lower,
        score_cutoff=max(len(word) > 1, min(3, len(word) // 3)),
    )
    return f"Did you mean {quoted(nearest[0])}?" if nearest else ""


def one_of(words: Collection[str]) -> str:
    """Return a short list of words as people read it.

    >>> one_of(("study", "practice"))
    'study or practice'
    """
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
