"""A release of ESCO as a catalogue, and its files as sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Catalog, Source
from skillgraph.readers.esco.vocabulary import ACKNOWLEDGEMENT, HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.readers.tabular.members import Member

_RELEASE = re.compile(r"(?<![0-9A-Za-z])v(\d{1,3}(?:\.\d{1,3}){1,2})(?![0-9A-Za-z]|\.\d)")

_ID = "source:esco"
_TITLE = "ESCO: European Skills, Competences, Qualifications and Occupations"
_UNKNOWN = "unknown"


def find_release(members: Iterable[Member], stated: str = "") -> str:
    """Return the release that is stated, else the one that the names of zips or folders tell.

    Files of two releases are `InvalidInput`: their ids agree, and what they say doesn't.

    >>> from pathlib import Path
    >>> from skillgraph.readers.tabular.members import Member
    >>> zip_ = Path("ESCO dataset - v1.1.1 - classification - en - csv.zip")
    >>> find_release([Member("skills_en.csv", "", 0, zip_)])
    '1.1.1'
    """
    if stated:
        return stated.removeprefix("v")
    found: dict[str, Member] = {}
    for member in members:
        for name in (member.path.name, member.name, member.path.parent.name):
            if match := _RELEASE.search(name):
                found.setdefault(match[1], member)
                break
    if len(found) > 1:
        first, *others = found.items()
        raise InvalidInput(
            *(
                InputProblem(
                    member.shown,
                    f"it is of release {release}, and {first[1].shown} of {first[0]}.",
                    "Give files of one release, or state it with --release.",
                )
                for release, member in others
            )
        )
    return next(iter(found), _UNKNOWN)


def iter_release(
    release: str, languages: Sequence[str], files: Iterable[tuple[str, str]]
) -> Iterator[Catalog | Source]:
    """Yield the catalogue of a release, its source, and a source for each of its files, by name."""
    named = "ESCO" if release == _UNKNOWN else f"ESCO {release}"
    yield Catalog(
        id="catalog:esco",
        version=release,
        language=languages[0] if languages else "",
        title=_TITLE,
        licence=ACKNOWLEDGEMENT,
        source=_ID,
    )
    yield Source(id=_ID, label=named, url=HOME, licence=ACKNOWLEDGEMENT)
    for source, name in files:
        label = f"{named}, {name}"
        yield Source(id=source, label=label, url=HOME, licence=ACKNOWLEDGEMENT)
