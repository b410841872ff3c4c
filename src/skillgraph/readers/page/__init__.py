"""The reader of career pages, text or saved HTML, in the form that `docs/importing.md` has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Report


def read_page(paths: Sequence[str], report: Report) -> Iterator[Fact]:
    """Yield what a career page states, each statement with its line.

    A line that nothing is made of is noted in the report, with its place and its text. A file that
    is no such page is `InvalidInput`, and so are several files: each page is a catalogue.
    """
    from skillgraph.errors import InputProblem, InvalidInput
    from skillgraph.readers.page.reading import iter_page

    if len(paths) != 1:
        hint = "Import each page on its own, and merge the graphs."
        raise InvalidInput(InputProblem("", "one page is read at a time.", hint))
    return iter_page(paths[0], report)
