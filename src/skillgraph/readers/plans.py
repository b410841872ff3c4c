"""Plans as files: what `path --format json` wrote, read back and checked for its shape.

Whether a plan is true is not asked here, only whether every value is there, and of its kind, and
nothing else: an unknown key would be a value that nobody checks.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, NoReturn, cast

from skillgraph.errors import SHOWN, InputProblem, InvalidInput
from skillgraph.readers.plan_shape import FORMAT, MOST, Unreadable, misshapen
from skillgraph.readers.utf8 import decode_utf8
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A plan with a thousand alternatives takes some 3 MB; more than this many bytes are not read.
LARGEST = 16 << 20
#: A value takes up to 600 bytes of memory; a plan of 15,000 steps has some 400,000.
MOST_VALUES = 1_000_000

_WRITE = "Write one with: path --format json"
_UTF_8 = "Save it as UTF-8; in PowerShell: … | Out-File -Encoding utf8 plan.json"
#: No value of a plan has a longer path.
_DEEPEST = 8
_DIGITS = len(str(MOST))


def parse_plan(content: str | bytes, place: str) -> dict[str, Any]:
    """Return a plan document; all that is wrong with its shape is one `InvalidInput`.

    Bytes are UTF-8, with a byte order mark or without (RFC 8259, section 8.1).

    >>> parse_plan('{"format": "skillgraph-gap/1"}', "gap.json")
    Traceback (most recent call last):
      ...
    skillgraph.errors.InvalidInput: gap.json: this is no plan, but skillgraph-gap/1. Write one \
with: path --format json
    """
    if len(content) > LARGEST:
        _refuse(place, f"this is too large for a plan (over {LARGEST >> 20} MiB).")
    text = content if isinstance(content, str) else _decoded(content, place)
    if not text.strip():
        _refuse(place, "this is empty.", _WRITE)
    if text.count(",") > MOST_VALUES:
        _refuse(place, f"this has more than {MOST_VALUES:,} values. No plan does.")
    document = _loaded(text.removeprefix("\ufeff"), place)
    _check_format(document, place)
    _raise_any(place, chain(_unreadable(document), misshapen(document)))
    return cast("dict[str, Any]", document)


def check_plan(document: Any, place: str = "plan") -> dict[str, Any]:
    """Return a document that has the shape of a plan; all else is one `InvalidInput`."""
    _check_format(document, place)
    _raise_any(place, misshapen(document))
    return cast("dict[str, Any]", document)


def _check_format(document: Any, place: str) -> None:
    form = str(document.get("format")) if isinstance(document, dict) else ""
    if form != FORMAT:
        other = f", but {form[:40]}" if form.startswith("skillgraph-") else ""
        _refuse(place, f"this is no plan{other}.", _WRITE)


#: The path of a value: that of what it is in, and its key or number there. It is written out only
#: where it is told, for what nests deeply has paths much longer than itself.
_Path = tuple[Any, str | int] | None


class _Pairs(dict[str, Any]):
    """An object with the keys that stand in it twice."""

    twice: list[str]


def _loaded(text: str, place: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_paired,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=lambda word: Unreadable(
                f"{word}, which is no number in JSON (RFC 8259)"
            ),
        )
    except json.JSONDecodeError as error:
        where = f"{place}:{error.lineno}:{error.colno}"
        hint = "Is it cut short?" if error.pos >= len(text.rstrip()) else ""
        raise InvalidInput(InputProblem(where, f"this is not JSON: {error.msg}.", hint)) from None
    except RecursionError:
        raise InvalidInput(
            InputProblem(place, "this is no plan: it nests too deep.", _WRITE)
        ) from None


def _paired(pairs: list[tuple[str, Any]]) -> _Pairs:
    found = _Pairs(pairs)
    found.twice = []
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        found.twice = [key for key, count in counts.items() if count > 1]
    return found


def _integer(text: str) -> int | Unreadable:
    digits = len(text.lstrip("-"))
    return int(text) if digits <= _DIGITS else Unreadable(f"a number of {digits:,} digits")


def _number(text: str) -> float | Unreadable:
    number = float(text)
    return number if math.isfinite(number) else Unreadable(f"{quoted(text)}, which is too large")


def _unreadable(document: Any) -> Iterator[str]:
    """Yield what JSON can be made of and a plan can't, by path, however deep it lies."""
    stack: list[tuple[_Path, Any]] = [(None, document)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, Unreadable):
            yield f"{_told(at)} is {value.told}."
        elif isinstance(value, str):
            if not _is_text(value):
                yield f"{_told(at)} has half of a surrogate pair, which is no text."
        elif isinstance(value, _Pairs):
            yield from (f"{_told((at, key))} stands there twice." for key in value.twice)
            if not all(map(_is_text, value)):
                yield f"{_told(at)} has a key with half of a surrogate pair."
            stack += [((at, key), each) for key, each in reversed(value.items())]
        elif isinstance(value, list):
            stack += [((at, number), value[number]) for number in reversed(range(len(value)))]


def _told(path: _Path) -> str:
    """Return a path as people read it: `steps[3].id`; of one that no plan has, its end."""
    steps: list[str] = []
    while path is not None:
        path, step = path
        if len(steps) == _DEEPEST:
            steps.append("…")
            break
        steps.append(f"[{step}]" if isinstance(step, int) else f".{_plain(step)}")
    return "".join(reversed(steps)).lstrip(".") or "this"


def _is_text(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _plain(key: str) -> str:
    return quoted(key)[1:-1]


def _decoded(content: bytes, place: str) -> str:
    # RFC 4627, section 3: the first two characters are ASCII, and tell how they are encoded.
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or 0 in content[:2]:
        wide = b"\0\0" in {content[:2], content[2:4]}
        _refuse(place, f"this is UTF-{32 if wide else 16}, not UTF-8.", _UTF_8)
    return decode_utf8(content, place)


def _refuse(place: str, told: str, hint: str = "") -> NoReturn:
    raise InvalidInput(InputProblem(place, told, hint))


def _raise_any(place: str, told: Iterable[str]) -> None:
    """Raise the first of the problems at once, and say that there are more."""
    problems = [InputProblem(place, each) for each, _ in zip(told, range(SHOWN + 1), strict=False)]
    if len(problems) > SHOWN:
        problems[SHOWN:] = [InputProblem(place, "and there is more.", "Mend these first.")]
    if problems:
        raise InvalidInput(*problems)
