"""What a form cannot say, noted while it is written, so that nothing is lost in silence."""

from __future__ import annotations

#: So many of those concerned are named.
_SHOWN = 3


class Losses:
    """Gathers what is left out or changed, by what happens to it."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, what: str, whom: str) -> None:
        """Note that something happens to something, once."""
        self._found.setdefault(what, {})[whom] = None

    def notices(self) -> list[str]:
        """Return a sentence for each thing that happened, with its number and its first instances.

        >>> losses = Losses()
        >>> for number in range(5):
        ...     losses.add("levels without a scale are left out", f"skill:{number}")
        >>> losses.notices()
        ['levels without a scale are left out (5): skill:0, skill:1, skill:2, …']
        """
        return [
            f"{what} ({len(whom)}): {', '.join(list(whom)[:_SHOWN])}"
            + (", …" if len(whom) > _SHOWN else "")
            for what, whom in self._found.items()
        ]
