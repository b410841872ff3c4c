"""The outline of a page → what it states of the role, its skills, its tracks and its strategies.

Names carry over; sentences are cited and not copied, since they are somebody's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.readers.page import words
from skillgraph.readers.page.collected import Collected
from skillgraph.readers.page.phrases import choice_of, iter_phrases, name_group
from skillgraph.readers.page.tracks import tagged
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.readers.page.lines import Line
    from skillgraph.readers.page.outline import Item, Outline, Track
    from skillgraph.readers.page.phrases import Phrase
    from skillgraph.readers.page.tracks import LeaveOut

LIST = "it lists what is no choice among the track's key skills, and no roles, areas or bodies"
ITSELF = "the role would lead to itself"
CIRCLE = "it heads a category that stands over it elsewhere"
TWO_IMPORTANCES = "the skill has another importance above"

_AREA = "The page names an area, {}, and no job in it; that it is a track is our reading."


def collect(outline: Outline, leave_out: LeaveOut) -> Collected:
    """Return what an outline states; what of it can't be, is left out with the reason."""
    reading = _Reading(outline, leave_out)
    reading.skills()
    for track in outline.tracks:
        reading.track(track)
    reading.moves()
    for strategy in outline.strategies:
        reading.strategy(strategy)
    reading.lists()
    return reading.collected


class _Reading:
    def __init__(self, outline: Outline, leave_out: LeaveOut) -> None:
        self._outline = outline
        self._leave_out = leave_out
        self.collected = Collected()
        self._role = self.collected.name(
            "role", outline.role, outline.role_lines or [outline.title]
        )
        #: The strategies that a line speaks of.
        self._strategies: dict[Line, list[str]] = {}

    def skills(self) -> None:
        """State headings, and the skills under them that the role requires."""
        for heading in self._outline.headings():
            name = self.collected.name("category", heading.name, heading.lines)
            if heading.above is not None:
                above = self.collected.name("category", heading.above.name)
                line = heading.above.lines[0]
                if not self.collected.stand_under(name, above, line):
                    self._leave_out(line, CIRCLE)
        for item in self._outline.skills:
            skill = self.collected.name("skill", item.name, item.lines)
            self._require(self._role, skill, item.word, item.lines[0])
            self._categorise("skill", skill, item)
        for pay, line in self._outline.pay:
            self.collected.earn(self._role, pay, line)

    def track(self, track: Track) -> None:
        """State a track: that the role leads to it, its choices and key skills, what it pays."""
        name = self.collected.name("role", track.name, track.lines)
        self.collected.make_track(name, track.experience)
        self._lead_to(name, [*self._outline.tracks_lines, track.lines[0]])
        chosen = self._choices(track, name)
        for key, word, line in track.key_skills:
            skill = self.collected.name("skill", key, [line])
            if word:
                self._require(name, skill, word, line)
                continue
            self.collected.link("key-skill", ("role", name), ("skill", skill), [line])
            if skill not in chosen:
                self._require(name, skill, "essential", line)
        for pay, line in track.pay:
            self.collected.earn(name, pay, line)

    def moves(self) -> None:
        """State the roles and areas that the page's prose says the role leads to."""
        for line in self._outline.prose:
            for phrase in iter_phrases(line.text):
                for name in phrase.names if phrase.naming in {"role", "area"} else ():
                    role = self.collected.name("role", name, [line])
                    assumption = ""
                    if phrase.naming == "area" and self.collected.make_track(role):
                        assumption = _AREA.format(role)
                    self._lead_to(role, [line], assumption)

    def strategy(self, item: Item) -> None:
        """State a strategy under its heading."""
        name = self.collected.name("strategy", item.name, item.lines)
        self._categorise("strategy", name, item)
        for line in item.lines[1:]:
            self._strategies.setdefault(line, []).append(name)

    def lists(self) -> None:
        """State the bodies that strategies name, and leave out each list that states nothing."""
        for line in self._outline.prose:
            for phrase in iter_phrases(line.text):
                if phrase.naming == "organisation" and line in self._strategies:
                    self._mention(line, phrase)
                elif not phrase.names or phrase.naming not in {"role", "area"}:
                    self._leave_list(line, phrase)
        for line in self._outline.asides:
            for phrase in iter_phrases(line.text):
                self._leave_list(line, phrase)

    def _categorise(self, kind: str, name: str, item: Item) -> None:
        if item.heading is not None:
            category = self.collected.name("category", item.heading.name)
            lines = item.heading.lines[:1]
            self.collected.link("broader", (kind, name), ("category", category), lines)

    def _require(self, owner: str, skill: str, word: str, line: Line) -> None:
        if not self.collected.require(owner, (skill,), words.importance_of(word), line):
            self._leave_out(line, TWO_IMPORTANCES, word)

    def _lead_to(self, role: str, lines: Iterable[Line], assumption: str = "") -> None:
        *_, last = lines
        if role == self._role:
            self._leave_out(last, ITSELF)
        else:
            start, end = ("role", self._role), ("role", role)
            self.collected.link("next", start, end, lines, assumption)

    def _choices(self, track: Track, owner: str) -> set[str]:
        """State the choices that a track's prose names, and return the skills among them."""
        keys = [key for key, word, _ in track.key_skills if not word]
        tags = {fold(key): line for line in track.tags for key in tagged(line, keys)}
        chosen: set[str] = set()
        for line in track.prose:
            for phrase in iter_phrases(line.text):
                names = choice_of(phrase, keys)
                if not names:
                    self._leave_list(line, phrase)
                    continue
                options = tuple(self.collected.name("skill", name) for name in names)
                chosen.update(options)
                if not self.collected.require(owner, options, "essential", line):
                    continue
                if group := name_group(phrase.noun):
                    members = {option: tags.get(fold(option), line) for option in options}
                    lines = dict.fromkeys((line, *members.values()))
                    self.collected.group(group, owner, lines, members)
        return chosen

    def _mention(self, line: Line, phrase: Phrase) -> None:
        if not phrase.names:
            self._leave_list(line, phrase)
        for name in phrase.names:
            body = self.collected.name("organisation", name, [line])
            for strategy in self._strategies[line]:
                start = "strategy", strategy
                self.collected.link("mentions", start, ("organisation", body), [line])

    def _leave_list(self, line: Line, phrase: Phrase) -> None:
        if phrase.names or phrase.of_several:
            self._leave_out(line, LIST, phrase.text)
