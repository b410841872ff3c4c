"""A file → the facts of the page in it: its catalogue, its source, and what it states."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Catalog, Place, Source
from skillgraph.readers.page.collected import LANGUAGE
from skillgraph.readers.page.lines import Line, iter_text_lines
from skillgraph.readers.page.loading import load_page
from skillgraph.readers.page.names import suggest_slug
from skillgraph.readers.page.sections import read_outline
from skillgraph.readers.page.statements import collect
from skillgraph.vocab import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.readers.page.loading import LoadedPage
    from skillgraph.readers.page.outline import Outline
    from skillgraph.readers.report import Report

#: More lines than any page has; it bounds what a hostile one costs.
MAX_LINES = 20_000

_FORM = 'It has a title such as "Essential Welder Skills"; docs/importing.md shows the form.'
_PARTS = 'Skills stand as "SQL Essential", tracks under "Career Tracks", or save the page whole.'


def iter_page(path: str, report: Report) -> Iterator[Fact]:
    """Yield the facts of the page in a file; see `skillgraph.readers.page.read_page`."""
    page = load_page(path, report)
    lines, url = _lines(page)
    report.read("lines", len(lines))
    unused: list[tuple[int, str, str]] = []

    def leave_out(line: Line, reason: str, text: str = "") -> None:
        unused.append((line.first, reason, text or line.text))

    outline = read_outline(lines, leave_out)
    if outline is None:
        raise InvalidInput(InputProblem(page.shown, "this is no career page.", _FORM))
    if not (outline.skills or outline.tracks or outline.strategies):
        message = f"no skill, track or strategy of the {outline.role} is found."
        raise InvalidInput(InputProblem(f"{page.shown}:{outline.title.first}", message, _PARTS))
    collected = collect(outline, leave_out)
    for number, reason, text in sorted(unused, key=itemgetter(0)):
        report.leave_out(f"{page.shown}:{number}", reason, text)
    source = f"source:{suggest_slug(outline.role)}-page"
    yield from _head(outline, source, url)
    yield from collected.iter_facts(partial(_cite, source, page))


def _lines(page: LoadedPage) -> tuple[list[Line], str]:
    """Return the lines of a page that say something, and the address that it calls its own."""
    url = ""
    if page.is_html:
        from skillgraph.readers.page.html_lines import NoPage, read_html

        try:
            lines, url = read_html(page.text)
        except NoPage as error:
            hint = "Save it as text."
            raise InvalidInput(InputProblem(page.shown, f"{error}.", hint)) from None
    else:
        lines = list(iter_text_lines(page.text))
    if len(lines) > MAX_LINES:
        message = f"it has more than {MAX_LINES:,} lines of text."
        raise InvalidInput(InputProblem(page.shown, message, "Keep the career page alone."))
    return lines, url if url.startswith(("https://", "http://")) and is_iri(url) else ""


def _head(outline: Outline, source: str, url: str) -> Iterator[Fact]:
    name = f"{suggest_slug(outline.role)}-skills"
    title = outline.title.text
    yield Catalog(
        id=f"catalog:{name}",
        version="1",
        language=LANGUAGE,
        title=f"A career page: {title}",
        source=f"source:{name}",
    )
    yield Source(id=f"source:{name}", label=f"Reading of the career page {title}")
    yield Source(id=source, label=title, url=url)


def _cite(source: str, page: LoadedPage, lines: Iterable[Line]) -> tuple[Place, ...]:
    """Return the places of some lines, each once, in their order on the page.

    Fragments of RFC 5147 are for plain text alone; in HTML a line is a locator.
    """
    ordered = sorted(dict.fromkeys((line.first, line.last) for line in lines))
    if page.is_html:
        return tuple(Place(source, locator=f"{page.name}:{first}") for first, _ in ordered)
    return tuple(Place(source, f"line={first - 1},{last}") for first, last in ordered)
