"""A JSON Resume: its skills, with their keywords (https://jsonresume.org/schema)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput, Problems
from skillgraph.model.values import Unfit, parse_decimal
from skillgraph.readers.findings import Remarks
from skillgraph.readers.profile.entries import Held, Profile
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A level that is a number on a named scale: "3 on Proficiency", "Proficiency: 3".
_LEVEL = re.compile(
    r"(?P<after>-?[0-9.]+)\s+on\s+(?P<scale>\S.*)|(?P<named>\S.*?)\s*:\s*(?P<before>-?[0-9.]+)"
)


def parse_resume(text: str, place: str) -> Profile:
    """Return the skills of a resume and their keywords, each with its path.

    A skill's name with keywords under it is a heading. A level in words is left out, and told.
    """
    resume = _load(text, place)
    skills = resume.get("skills") if isinstance(resume, dict) else None
    if not isinstance(skills, list):
        hint = "A JSON Resume has one; https://jsonresume.org/schema."
        raise InvalidInput(InputProblem(place, "there is no list 'skills'.", hint))
    reading = _Reading(place)
    held = [each for number, skill in enumerate(skills) for each in reading.skill(number, skill)]
    reading.noted.raise_any()
    return Profile(tuple(held), notes=reading.remarks.told())


def _load(text: str, place: str) -> Any:
    if not text.strip():
        hint = "A JSON Resume has a list 'skills'; https://jsonresume.org/schema."
        raise InvalidInput(InputProblem(place, "this is empty.", hint))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        spot = f"{place}:{error.lineno}:{error.colno}"
        raise InvalidInput(InputProblem(spot, f"this is not JSON: {error.msg}.")) from None
    except (ValueError, RecursionError):  # digits without end, brackets without end
        raise InvalidInput(InputProblem(place, "this is not JSON that anybody writes.")) from None


class _Reading:
    def __init__(self, place: str) -> None:
        self.noted = Problems()
        self.remarks = Remarks()
        self._place = place

    def skill(self, number: int, skill: Any) -> Iterator[Held]:
        """Yield a skill, then its keywords, which have its level."""
        path = f"{self._place} skills[{number}]"
        if not isinstance(skill, dict):
            self.noted.add(path, "a skill must be an object.", 'Write {"name": "…"}.')
            return
        keywords = skill.get("keywords") or []
        if not isinstance(keywords, list):
            self.noted.add(f"{path}.keywords", "the keywords must be a list.")
            keywords = []
        level, scale = self._level(f"{path}.level", skill.get("level"))
        name = self._text(f"{path}.name", skill.get("name", ""))
        if name:
            yield Held(name, f"{path}.name", level, scale, heading=bool(keywords))
        elif not keywords:
            self.noted.add(path, "the skill has no name.", "Write one, or remove it.")
        for at, keyword in enumerate(keywords):
            spot = f"{path}.keywords[{at}]"
            if text := self._text(spot, keyword):
                yield Held(text, spot, level, scale)

    def _text(self, spot: str, value: Any) -> str:
        if isinstance(value, str):
            return " ".join(value.split())
        self.noted.add(spot, "this must be text.", "Write it in quotes.")
        return ""

    def _level(self, spot: str, value: Any) -> tuple[float | None, str]:
        if value is None or value == "":
            return None, ""
        found = _LEVEL.fullmatch(value.strip()) if isinstance(value, str) else None
        if found:
            try:
                number = parse_decimal(found["after"] or found["before"])
            except Unfit:
                pass
            else:
                return number, found["scale"] or found["named"]
        shown = quoted(value if isinstance(value, str) else json.dumps(value))
        self.remarks.add(
            f"{spot}: {shown} is no number on a named scale, and plays no part",
            "levels that play no part",
        )
        return None, ""
