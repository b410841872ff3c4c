"""Where in a text of YAML its values begin and end, to the character: what editing it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_END = re.compile(r"\r\n?|\n")


class Span(NamedTuple):
    """A value from `start` to before `end`, trailing blanks and comments left out.

    A sequence has `items`, a mapping `pairs`; of a scalar `text` is what it says.
    """

    kind: Literal["scalar", "sequence", "mapping"]
    flow: bool
    start: int
    end: int
    column: int
    text: str = ""
    items: tuple[Span, ...] = ()
    pairs: tuple[tuple[Span, Span], ...] = ()

    def value(self, key: str) -> Span | None:
        """Return the value of a mapping's key."""
        return next((value for name, value in self.pairs if name.text == key), None)


def parse_spans(text: str) -> Span | None:
    """Return the spans of a text that `readers.profile` has read; None where it holds nothing.

    >>> root = parse_spans("held: [sql,  git] # mine")
    >>> [(each.start, each.end) for each in root.value("held").items]
    [(7, 10), (13, 16)]
    """
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return _Spanning(text).root(yaml.parse(text, Loader=loader))


class _Spanning:
    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def root(self, events: Iterator[Any]) -> Span | None:
        for event in events:
            if type(event).__name__ == "DocumentStartEvent":
                return self._span(next(events), events)
        return None

    def _span(self, event: Any, events: Iterator[Any]) -> Span:
        """Return the span that an event begins; depth was bounded when the text was read."""
        start, column = self._at(event.start_mark), event.start_mark.column
        if isinstance(event, yaml.ScalarEvent):
            end = self._at(event.end_mark)
            return Span("scalar", flow=False, start=start, end=end, column=column, text=event.value)
        children: list[Span] = []
        for inner in events:
            if isinstance(inner, yaml.CollectionEndEvent):
                break
            children.append(self._span(inner, events))
        flow = bool(event.flow_style)
        # The mark at the end of a block is where the next thing begins.
        end = self._at(inner.end_mark) if flow else children[-1].end
        if isinstance(event, yaml.SequenceStartEvent):
            return Span("sequence", flow, start, end, column, items=tuple(children))
        pairs = tuple(zip(children[::2], children[1::2], strict=True))
        return Span("mapping", flow, start, end, column, pairs=pairs)

    def _at(self, mark: Any) -> int:
        start: int = self._starts[min(mark.line, len(self._starts) - 1)]
        return start + int(mark.column)
