"""Files of a person's own: names of what they hold, as YAML, CSV, a JSON Resume or a plain list.

A name here means nothing yet: the graph in which it is looked up decides, and each says where it
stands, so that all that don't resolve can be told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Form = Literal["yaml", "csv", "json", "lines"]


class Named(NamedTuple):
    """A name, and where it stands: `me.yaml:4:5`, or `cv.json skills[3].keywords[1]`."""

    name: str
    place: str


class Held(NamedTuple):
    """Something that is held: a skill or a role, with what the person says of it.

    `level` and `scale` come together; `since` is a year, a month or a day. A `heading` stands over
    other names, and need not be one itself.
    """

    name: str
    place: str
    level: float | None = None
    scale: str = ""
    evidence: tuple[str, ...] = ()
    since: str = ""
    heading: bool = False


class Profile(NamedTuple):
    """What a person says of themselves; a file that is a list alone says what is held.

    `hours_per_week` is a range; `notes` are sentences on what was not taken as it stands.
    """

    held: tuple[Held, ...] = ()
    goals: tuple[Named, ...] = ()
    hours_per_week: tuple[int, int] | None = None
    choices: tuple[Named, ...] = ()
    avoid: tuple[Named, ...] = ()
    waive: tuple[Named, ...] = ()
    notes: tuple[str, ...] = ()


_SUFFIXES: dict[str, Form] = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip


def parse_profile(text: str, place: str) -> Profile:
    r"""Return what a text says; `place` is what its file is called, its end tells the form.

    Of another end, and of standard input, the text itself tells it. All that is wrong with it is
    one `InvalidInput`.

    >>> [held.name for held in parse_profile("python\n# a comment\nC#\n", "me.txt").held]
    ['python', 'C#']
    """
    form = _SUFFIXES.get("." + place.rpartition(".")[2].lower())
    if form is None:
        from skillgraph.readers.profile.forms import looks_like

        form = looks_like(text)
    return _parser(form)(text, place)


def _parser(form: Form) -> Callable[[str, str], Profile]:
    """Return what reads a form; the readers of the others aren't loaded."""
    if form == "yaml":
        from skillgraph.readers.profile.yaml_form import parse_yaml

        return parse_yaml
    if form == "json":
        from skillgraph.readers.profile.resume import parse_resume

        return parse_resume
    from skillgraph.readers.profile.forms import parse_csv, parse_lines

    return parse_csv if form == "csv" else parse_lines
