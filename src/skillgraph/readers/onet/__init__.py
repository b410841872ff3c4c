"""The reader of O*NET, the occupations of the United States: the release as text or as workbooks.

See https://www.onetcenter.org/database.html, and `docs/importing.md` for what becomes of what.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Catalog
from skillgraph.readers.onet.content import ContentModel
from skillgraph.readers.onet.files import LICENCE, Files
from skillgraph.readers.onet.occupations import Occupations
from skillgraph.readers.onet.ratings import RATED, Ratings, Thresholds, parse_thresholds
from skillgraph.readers.onet.technology import Technologies

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Report

__all__ = ["Thresholds", "parse_thresholds", "read_onet"]


def read_onet(
    paths: Sequence[str | os.PathLike[str]],
    report: Report,
    *,
    release: str = "",
    thresholds: Thresholds = Thresholds(),  # noqa: B008 -- an immutable tuple
) -> Iterator[Fact]:
    """Yield what files, folders and zips of one release say.

    `release` is needed where the files don't say which they are of. From which rating of importance
    on a skill is essential, important or helpful say the `thresholds`. What is wrong with the files
    is one `InvalidInput`, before the first fact, save for what compiles to none.
    """
    files = Files(paths, report, release)
    content, occupations = ContentModel(files), Occupations(files)
    ratings = Ratings(files, content, occupations)
    technologies = Technologies(files, occupations)
    _read_all(
        content.read, content.read_scales, occupations.read, occupations.read_titles,
        occupations.read_zones, occupations.read_experience, technologies.read,
        *(partial(ratings.read, table) for table in RATED),
    )  # fmt: skip
    yield from files.sources()
    yield Catalog(
        id="catalog:onet",
        version=files.release,
        language="en",
        title=files.title(),
        licence=LICENCE,
        source="source:onet",
    )
    yield from ratings.nodes()
    yield from technologies.nodes()
    yield from occupations.nodes()
    yield from ratings.links()
    yield from technologies.links()
    yield from ratings.requirements(thresholds)
    yield from technologies.uses(ratings.is_rated)
    yield from occupations.related()


def _read_all(*parts: Callable[[], None]) -> None:
    """Read one part after the other, whatever is wrong with one, and raise all that is wrong."""
    problems: list[InputProblem] = []
    for part in parts:
        try:
            part()
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(*problems)
