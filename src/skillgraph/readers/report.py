"""What a reader of others' data did: what it read, kept, changed and left out, and why.

Nothing is lost in silence: whatever a reader does not carry over as it stands is noted here, with
its place and a reason. Reasons are few fixed sentences, counted; places go to whoever listens.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Outcome = Literal["left out", "changed"]


class Remark(NamedTuple):
    """One thing that was left out, or kept otherwise than it stands, and why."""

    place: str
    outcome: Outcome
    reason: str
    text: str


class Report:
    """Counts of one import, in bounded memory.

    `on_remark` is called with each remark, `on_progress` with the share that is read, 0 to 1.

    >>> report = Report()
    >>> report.read("relations", 2)
    >>> report.keep("requirements")
    >>> report.leave_out("a.csv row 7", "it names an unknown occupation", "http://…/x")
    >>> dict(report.rows), dict(report.kept), report.left_out.total()
    ({'relations': 2}, {'requirements': 1}, 1)
    """

    def __init__(
        self,
        *,
        on_remark: Callable[[Remark], None] | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> None:
        #: Rows, lines or triples that were read, by what they are.
        self.rows: Counter[str] = Counter()
        #: Nodes and statements that were made, by what they are.
        self.kept: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        #: How the files were read, where they leave that open; and what is to be known of the
        #: whole. A sentence each, without its stop, each once.
        self.readings: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self._on_remark = on_remark
        self._on_progress = on_progress
        self._size = self._done = 0

    def read(self, what: str, count: int = 1) -> None:
        """Count what was read."""
        self.rows[what] += count

    def keep(self, what: str, count: int = 1) -> None:
        """Count what was made of it."""
        self.kept[what] += count

    def read_as(self, text: str) -> None:
        """Note how something was read that could have been read otherwise."""
        self.readings[text] = None

    def leave_out(self, place: str, reason: str, text: str = "") -> None:
        """Note what is not carried over; `text` is what stands there."""
        self.left_out[reason] += 1
        self._remark(place, "left out", reason, text)

    def change(self, place: str, reason: str, text: str = "", count: int = 1) -> None:
        """Note what is carried over otherwise than it stands; what is small, once with a count."""
        self.changed[reason] += count
        self._remark(place, "changed", reason, text)

    def note(self, text: str) -> None:
        """Note what is to be known of the whole: a file that isn't there, say."""
        self.notes[text] = None

    def expect(self, size: int) -> None:
        """Add to the bytes that will be read, for a bar of progress."""
        self._size += size

    def advance(self, size: int) -> None:
        """Tell that so many bytes more are read."""
        self._done += size
        if self._on_progress is not None and self._size:
            self._on_progress(min(1.0, self._done / self._size))

    def _remark(self, place: str, outcome: Outcome, reason: str, text: str) -> None:
        if self._on_remark is not None:
            self._on_remark(Remark(place, outcome, reason, text))
