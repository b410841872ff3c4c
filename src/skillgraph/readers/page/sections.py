"""The lines of a page → its outline: what each line is follows from its form and its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.readers.page import words
from skillgraph.readers.page.outline import Heading, Item, Outline
from skillgraph.readers.page.tracks import NO_PLACE, read_pay, read_tracks
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.readers.page.lines import Line
    from skillgraph.readers.page.tracks import LeaveOut

BEFORE = "it stands before the title"
BESIDE = "it stands in a menu, a footer or a form beside the page's text"
EMPTY_HEADING = "it is a heading with nothing under it"


def read_outline(lines: Sequence[Line], leave_out: LeaveOut) -> Outline | None:
    """Return what a page states; None where no line is the title of a career page.

    Each line either becomes part of the outline, or is a mark of the form ("Key Skills"), or is
    left out with the reason.
    """
    own = []
    for line in lines:
        if line.aside:
            leave_out(line, BESIDE)
        else:
            own.append(line)
    titled = ((at, words.read_title(line.text)) for at, line in enumerate(own))
    at, role = next((found for found in titled if found[1]), (0, ""))
    if not role:
        return None
    for line in own[:at]:
        leave_out(line, BEFORE)
    outline = Outline(own[at], role)
    reading = _SectionReading(outline, leave_out)
    for kind, mark, part in _parts(_with_badges(own[at + 1 :])):
        if kind == "tracks" and mark is not None:
            intro = read_tracks(part, outline, leave_out)
            outline.prose += intro
            outline.tracks_lines += intro or [mark]
        elif kind == "strategies":
            reading.strategies(part)
        else:
            reading.skills(part)
    return outline


def _with_badges(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with an importance that stands below a name, and above prose, beside it."""
    joined: list[Line] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if (
            joined
            and words.is_importance(line.text)
            and words.is_name(joined[-1].text)
            and words.read_importance(joined[-1]) is None
            and following is not None
            and words.is_sentence(following.text)
        ):
            name = joined.pop()
            text = f"{name.text} {line.text}"
            joined.append(name._replace(text=text, last=line.last, parts=(name.text, line.text)))
        else:
            joined.append(line)
    return joined


def _parts(lines: Sequence[Line]) -> list[tuple[str, Line | None, list[Line]]]:
    """Return the sections of a page with the line that heads each, that of the skills first."""
    parts: list[tuple[str, Line | None, list[Line]]] = [("skills", None, [])]
    for line in lines:
        kind = parts[-1][0]
        if words.begins_tracks(line):
            parts.append(("tracks", line, []))
        elif kind != "strategies" and words.begins_strategies(line):
            parts.append(("strategies", line, []))
        elif kind != "strategies" and words.names_strategies(line):
            parts.append(("strategies", None, [line]))
        else:
            parts[-1][2].append(line)
    return parts


class _SectionReading:
    """Reads the sections of skills and of strategies into an outline."""

    def __init__(self, outline: Outline, leave_out: LeaveOut) -> None:
        self._outline = outline
        self._leave_out = leave_out
        # The role stands in prose in the singular or in the plural.
        self._named = re.compile(rf"\b{re.escape(fold(outline.role))}(?:s|es)?\b")

    def skills(self, lines: Sequence[Line]) -> None:
        """Read headings, skills with an importance word, and what is said of each."""
        waiting: list[Heading] = []
        group: Heading | None = None
        heading: Heading | None = None
        last: Heading | Item | None = None
        for line in lines:
            skill = words.read_importance(line)
            if skill is not None:
                group, heading = self._over(waiting, group, heading)
                waiting = []
                last = Item(skill[0], [line], heading, skill[1])
                self._outline.skills.append(last)
            elif words.read_pay(line.text) is not None:
                pay = read_pay(line, self._leave_out)
                if pay is not None:
                    self._outline.pay.append((pay, line))
            elif words.is_sentence(line.text):
                self._prose(line, last)
            elif (
                words.is_name(line.text) and not line.bullet and not words.is_importance(line.text)
            ):
                last = Heading(line.text, [line])
                waiting.append(last)
            else:
                self._leave_out(line, NO_PLACE)
        self._leave_empty(waiting)

    def strategies(self, lines: Sequence[Line]) -> None:
        """Read headings, the strategies under them, and what is said of each.

        A strategy has a bullet; on a page without bullets it is a name with a sentence below it.
        """
        bullets = any(line.bullet for line in lines)
        heading: Heading | None = None
        used = True
        last: Heading | Item | None = None
        for at, line in enumerate(lines):
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            if words.is_sentence(line.text):
                self._outline.prose.append(line)
                if last is None:
                    continue  # the paragraph that begins the section
                last.lines.append(line)
            elif not words.is_name(line.text):
                self._leave_out(line, NO_PLACE)
            elif line.bullet or (not bullets and words.is_sentence(following)):
                last = Item(line.text, [line], heading)
                used = True
                self._outline.strategies.append(last)
            else:
                if heading is not None and not used:
                    self._leave_empty([heading])
                last = heading = Heading(line.text, [line])
                used = False
        if heading is not None and not used:
            self._leave_empty([heading])

    def _over(
        self, waiting: list[Heading], group: Heading | None, heading: Heading | None
    ) -> tuple[Heading | None, Heading | None]:
        """Return the group and the heading of a skill below some new headings.

        Of two the upper is the group, a single one stands in the group before it.
        """
        if not waiting:
            return group, heading
        *others, heading = waiting
        if others:
            *empty, group = others
            self._leave_empty(empty)
        heading.above = group
        return group, heading

    def _prose(self, line: Line, last: Heading | Item | None) -> None:
        if last is not None:
            last.lines.append(line)
            self._outline.asides.append(line)
        elif self._named.search(fold(line.text)):
            self._outline.role_lines.append(line)
            self._outline.prose.append(line)
        else:
            self._leave_out(line, NO_PLACE)

    def _leave_empty(self, headings: Sequence[Heading]) -> None:
        for heading in headings:
            for line in heading.lines:
                self._leave_out(line, EMPTY_HEADING)
