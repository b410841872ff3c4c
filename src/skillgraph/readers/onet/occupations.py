"""Occupations: their titles, their job zones, and the occupations that are like them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.model.facts import Link, Role, Text
from skillgraph.readers.onet.ids import role_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.facts import Place
    from skillgraph.readers.onet.files import Files

_DATA = "Occupation Data"
_TITLES = "Alternate Titles"
_ZONES = "Job Zones"
_ZONE_REFERENCE = "Job Zone Reference"
_RELATED = "Related Occupations"

_SOC = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_ZONE = re.compile(r"[1-5]")
_RANK = re.compile(r"[1-9][0-9]{0,5}")

_UNKNOWN = "the occupation is not in Occupation Data"


class _Occupation:
    """What is said of an occupation, and in which rows."""

    __slots__ = ("description", "number", "title", "title_rows", "titles", "zone", "zone_row")

    def __init__(self, title: str, description: str, number: int) -> None:
        self.title = title
        self.description = description
        self.number = number
        self.titles: dict[str, None] = {}
        #: The rows of its alternative titles: first and last of each run.
        self.title_rows: list[list[int]] = []
        self.zone: int | None = None
        self.zone_row = 0


class Occupations:
    """All occupations by code. `code in occupations` tells whether there is one."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[str, _Occupation] = {}
        self._experience: dict[str, str] = {}

    def __contains__(self, code: object) -> bool:
        return code in self._found

    def read(self) -> None:
        """Read which occupations there are."""
        for number, row in self._files.rows(_DATA, "O*NET-SOC Code", "Title", "Description"):
            code, title, description = row
            if not _SOC.fullmatch(code) or not title:
                reason = "the occupation has no title, or no code like 15-1252.00"
            elif code in self._found:
                reason = "the occupation is there before"
            else:
                self._found[code] = _Occupation(title, description, number)
                continue
            self._files.leave_out(_DATA, number, reason, f"{code} {title}")

    def read_titles(self) -> None:
        """Read how else they are called; a short title is one more."""
        columns = ("O*NET-SOC Code", "Alternate Title")
        for number, row in self._files.rows(_TITLES, *columns, optional=("Short Title",)):
            code, title, short = row
            found = self._found.get(code)
            if found is None:
                self._files.leave_out(_TITLES, number, _UNKNOWN, f"{code} {title}")
                continue
            new = [each for each in (title, short) if each and each != found.title]
            if all(each in found.titles for each in new):
                reason = "the title is there before"
                self._files.leave_out(_TITLES, number, reason, f"{code} {title}")
                continue
            found.titles.update(dict.fromkeys(new))
            if found.title_rows and found.title_rows[-1][1] == number - 1:
                found.title_rows[-1][1] = number
            else:
                found.title_rows.append([number, number])

    def read_zones(self) -> None:
        """Read how much preparation each asks for."""
        for number, (code, zone) in self._files.rows(_ZONES, "O*NET-SOC Code", "Job Zone"):
            found = self._found.get(code)
            if found is None:
                reason = _UNKNOWN
            elif not _ZONE.fullmatch(zone):
                reason = "the job zone is none of 1 to 5"
            elif found.zone is not None:
                reason = "a row before it states the occupation's job zone"
            else:
                found.zone, found.zone_row = int(zone), number
                continue
            self._files.leave_out(_ZONES, number, reason, f"{code} {zone}")

    def read_experience(self) -> None:
        """Read what experience each job zone asks for."""
        for _, (zone, text) in self._files.rows(_ZONE_REFERENCE, "Job Zone", "Experience"):
            self._experience.setdefault(zone, text)

    def nodes(self) -> Iterator[Role]:
        """Yield the roles."""
        for code, found in self._found.items():
            experience = self._experience.get(str(found.zone), "")
            yield Role(
                id=role_id(code),
                pref_labels=(Text(found.title, "en"),),
                alt_labels=tuple(Text(title, "en") for title in found.titles),
                descriptions=(Text(found.description, "en"),) if found.description else (),
                notation=code,
                job_zone=found.zone,
                experience=(Text(experience, "en"),) if experience else (),
                places=tuple(self._places(found)),
            )

    def related(self) -> Iterator[Link]:
        """Yield which are like which, by O*NET's own tiers and order."""
        columns = ("O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index")
        seen: set[tuple[str, str]] = set()
        for number, row in self._files.rows(_RELATED, *columns):
            code, other, tier, index = row
            if code not in self._found or other not in self._found:
                reason = _UNKNOWN
            elif code == other:
                reason = "an occupation is related to itself"
            elif (code, other) in seen:
                reason = "a row before it relates the two"
            elif not _RANK.fullmatch(index):
                reason = "the index is no whole number from 1"
            else:
                seen.add((code, other))
                yield Link(
                    kind="related",
                    start=role_id(code),
                    end=role_id(other),
                    tier=tier,
                    rank=int(index),
                    places=(self._files.place(_RELATED, number),),
                )
                continue
            self._files.leave_out(_RELATED, number, reason, f"{code} {other} {tier} {index}")

    def _places(self, found: _Occupation) -> Iterator[Place]:
        yield self._files.place(_DATA, found.number)
        for first, last in found.title_rows:
            yield self._files.place(_TITLES, first, last)
        if found.zone_row:
            yield self._files.place(_ZONES, found.zone_row)
