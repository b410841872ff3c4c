"""Files of a person's own: names of what they hold, as YAML, CSV, a JSON Resume or a plain list.

A name here means nothing yet: the graph in which it is looked up decides, and each says where it
stands, so that all that don't resolve can be told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.profile.entries import Held, Named, Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.readers.profile.forms import Form

__all__ = ["Held", "Named", "Profile", "parse_profile"]

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
    profile = _parser(form)(text, place)
    if form in ("csv", "lines") and not profile.held:
        hint = "For somebody who holds nothing yet: --from nothing"
        raise InvalidInput(InputProblem(place, "there is no name in it.", hint))
    return profile


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
