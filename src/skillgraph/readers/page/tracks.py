"""The career tracks of a page: where each begins, and what its lines say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from skillgraph.readers.page import words
from skillgraph.readers.page.outline import Track
from skillgraph.readers.page.salary import Pay, UnsurePay, parse_pay
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from skillgraph.readers.page.lines import Line
    from skillgraph.readers.page.outline import Outline


class LeaveOut(Protocol):
    """Notes what nothing is made of: a line, or a part of its text, and why."""

    def __call__(self, line: Line, reason: str, text: str = "") -> None:
        """Note it."""


NO_PLACE = "the form of a career page has no place for it"
NO_YEARS = "it says no number of years, and a page's own words are not copied"
NO_TRACK = "it stands among the tracks before the first of them"
UNSURE_PAY = "it speaks of pay, and {}"

#: Between names on one line, but not within parentheses.
_SEPARATOR = re.compile(r"\s*[,;|·•]\s*(?![^(]*\))")
#: How far below its name a track says that it is one.
_AHEAD = 2


def read_tracks(lines: Sequence[Line], outline: Outline, leave_out: LeaveOut) -> list[Line]:
    """Add the tracks in a section to an outline; return the paragraphs before the first of them."""
    intro: list[Line] = []
    reading: _TrackReading | None = None
    tracks: list[Track] = []
    for at, line in enumerate(lines):
        if _begins(line, lines[at + 1 : at + 1 + _AHEAD], reading):
            reading = _TrackReading(Track(line.text, [line]), leave_out)
            tracks.append(reading.track)
        elif reading is not None:
            reading.take(line)
        elif words.is_sentence(line.text):
            intro.append(line)
        else:
            leave_out(line, NO_TRACK)
    for track in tracks:
        _settle_tags(track, leave_out)
    outline.tracks += tracks
    return intro


def read_pay(line: Line, leave_out: LeaveOut) -> Pay | None:
    """Return the range of pay that a line states; one that can't be read surely is left out."""
    value = words.read_pay(line.text)
    try:
        return None if value is None else parse_pay(value)
    except UnsurePay as unsure:
        leave_out(line, UNSURE_PAY.format(unsure))
        return None


def _begins(line: Line, ahead: Sequence[Line], reading: _TrackReading | None) -> bool:
    """Tell whether a line is the name of a track, and no part of the one above it."""
    if line.bullet or not words.is_name(line.text) or _is_mark(line):
        return False
    if reading is None or reading.has_bullets:
        return True  # the first of all, or the first name below a list
    if words.is_kind_of_track(line.text) or not ahead:
        return False
    prose_follows = words.is_sentence(ahead[0].text)
    # A track says what it is right below its name, or below the first paragraph.
    says_so = ahead[prose_follows : prose_follows + 1]
    if any(words.is_kind_of_track(each.text) or _is_experience(each) for each in says_so):
        return True
    return reading.part == "head" and bool(reading.track.prose) and prose_follows


def _is_mark(line: Line) -> bool:
    return (
        words.read_key_skills(line.text) is not None
        or words.is_impact(line.text)
        or _is_experience(line)
        or words.read_pay(line.text) is not None
    )


def _is_experience(line: Line) -> bool:
    return words.read_experience(line.text) is not None


class _TrackReading:
    """Reads the lines of one track: its head, its key skills, what it pays."""

    def __init__(self, track: Track, leave_out: LeaveOut) -> None:
        self.track = track
        self.part = "head"
        #: Whether the part that is being read is a list with bullets.
        self.has_bullets = False
        self._leave_out = leave_out

    def take(self, line: Line) -> None:
        """Take the next line."""
        key_skills = words.read_key_skills(line.text)
        if key_skills is not None:
            self.part, self.has_bullets = "key skills", False
            self._key_skills(line, key_skills)
        elif words.is_impact(line.text):
            self.part, self.has_bullets = "impact", False
        elif words.read_pay(line.text) is not None:
            self.has_bullets = line.bullet
            if (pay := read_pay(line, self._leave_out)) is not None:
                self.track.pay.append((pay, line))
        elif self.part == "head":
            self._head(line)
        else:
            self.has_bullets = self.has_bullets or line.bullet
            if self.part == "key skills" and not words.is_sentence(line.text):
                self._key_skills(line, line.text)
            else:
                self._leave_out(line, NO_PLACE)

    def _head(self, line: Line) -> None:
        experience = words.read_experience(line.text)
        if experience is not None:
            self.track.lines.append(line)
            self.track.experience = self.track.experience or words.read_years(experience)
            if not words.read_years(experience):
                self._leave_out(line, NO_YEARS)
        elif words.is_sentence(line.text):
            self.track.lines.append(line)
            self.track.prose.append(line)
        elif words.is_kind_of_track(line.text):
            self._leave_out(line, NO_PLACE)
        else:
            self.track.tags.append(line)

    def _key_skills(self, line: Line, text: str) -> None:
        found = words.read_importance(line)
        if found is not None:
            self.track.key_skills.append((*found, line))
            return
        for name in _SEPARATOR.split(text):
            if words.is_name(name):
                self.track.key_skills.append((name, "", line))
            elif name:
                self._leave_out(line, NO_PLACE, name)


def _settle_tags(track: Track, leave_out: LeaveOut) -> None:
    """Keep the lines of tags that name key skills; without key skills they are these.

    Tags that nothing tells apart can't be told where no list of key skills names them.
    """
    known = [name for name, _, _ in track.key_skills]
    kept = []
    for line in track.tags:
        tags = [tag for part in line.parts or (line.text,) for tag in _SEPARATOR.split(part)]
        if known and tagged(line, known):
            kept.append(line)
        elif not known and len(tags) > 1 and all(map(words.is_name, tags)):
            kept.append(line)
            track.key_skills += [(tag, "", line) for tag in tags]
        else:
            leave_out(line, NO_PLACE)
    track.tags = kept


def tagged(line: Line, known: Collection[str]) -> list[str]:
    """Return the known names that a line is made of, nothing where something else stands there.

    >>> from skillgraph.readers.page.lines import Line
    >>> tagged(Line(1, 1, "AWS Google Cloud"), ["AWS", "Azure", "Google Cloud"])
    ['AWS', 'Google Cloud']
    """
    by_name = {fold(name): name for name in known}
    most = max((name.count(" ") + 1 for name in by_name), default=0)
    left = fold(_SEPARATOR.sub(" ", " ".join(line.parts) or line.text)).split()
    found = []
    while left:
        for end in range(min(most, len(left)), 0, -1):
            if (name := by_name.get(" ".join(left[:end]))) is not None:
                found.append(name)
                left = left[end:]
                break
        else:
            return []
    return found
