"""Two documents laid beside each other, value by value: where one says what the other doesn't."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLIPPED = 80


class Difference(NamedTuple):
    """A value that differs, by its path, in a sentence."""

    path: str
    told: str


def differences(said: Any, so: Any, path: str = "") -> Iterator[Difference]:
    """Yield where a document says something else than is so, by path, in the order of what is so.

    Numbers are compared as numbers, so 3 is 3.0; true is not 1. Of lists of different length the
    first place is told where they part.

    >>> for each in differences({"a": [1, {"b": 90}]}, {"a": [1, {"b": 80}], "c": None}):
    ...     print(each.told)
    a[1].b is 90, and should be 80.
    c is not there, and should be null.
    """
    if isinstance(said, dict) and isinstance(so, dict):
        for key in so:
            below = f"{path}.{key}" if path else str(key)
            if key in said:
                yield from differences(said[key], so[key], below)
            else:
                yield Difference(below, f"{below} is not there, and should be {_shown(so[key])}.")
        for key in said:
            if key not in so:
                below = f"{path}.{key}" if path else str(key)
                yield Difference(below, f"{below} is {_shown(said[key])}, and should not be there.")
    elif isinstance(said, list) and isinstance(so, list):
        if len(said) == len(so):
            for at, (one, other) in enumerate(zip(said, so, strict=True)):
                yield from differences(one, other, f"{path}[{at}]")
        else:
            yield _parting(said, so, path)
    elif isinstance(said, bool) != isinstance(so, bool) or said != so:
        yield Difference(path, f"{path} is {_shown(said)}, and should be {_shown(so)}.")


def _parting(said: list[Any], so: list[Any], path: str) -> Difference:
    at = 0
    while at < min(len(said), len(so)) and next(differences(said[at], so[at]), None) is None:
        at += 1
    told = f"{path} is a list of {len(said)}, and should be one of {len(so)}: [{at}] "
    if at >= len(so):
        told += f"is {_shown(said[at])}, which is one too many."
    else:
        told += f"should be {_shown(so[at])}."
    return Difference(path, told)


def _shown(value: Any) -> str:
    """Return a value as JSON has it; of what has an id that alone, and all in one short line."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("id", "requirement") if key in value), value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _CLIPPED else text[:_CLIPPED] + "…"
