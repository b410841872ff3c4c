"""The files of a release of O*NET: which there are, which release it is, and rows out of them.

A release comes as tab-separated text or as workbooks, a file a table; the columns that are read
here are called the same in both. See https://www.onetcenter.org/database.html.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Place, Source
from skillgraph.readers.tabular.delimited import open_delimited
from skillgraph.readers.tabular.members import list_members
from skillgraph.readers.tabular.sheets import SUFFIX, open_sheet, open_workbook

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.tables import Row, Table

#: The tables that are read, with what is missing where a release has none.
TABLES = {
    "Occupation Data": "",
    "Content Model Reference": "skills have no descriptions and no categories above them",
    "Scales Reference": "the ends of the scales are unknown",
    "Skills": "no occupation has ratings of skills",
    "Knowledge": "no occupation has ratings of knowledge",
    "Technology Skills": "no occupation has technologies",
    "Alternate Titles": "occupations have no alternative labels",
    "Job Zones": "no occupation has a job zone",
    "Job Zone Reference": "no occupation has the experience that its job zone asks for",
    "Related Occupations": "no occupation is related to others",
}

URL = "https://www.onetcenter.org/database.html"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
AUTHOR = "the U.S. Department of Labor, Employment and Training Administration"

#: What stands for the version of a release that nothing names.
UNKNOWN = "unknown"

_README = "read me"
#: How much of a Read Me is looked at for the release.
_BEGINNING = 1 << 16

_RELEASE = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")
_IN_NAME = re.compile(r"(?<![a-z0-9])db_([0-9]{1,3})_([0-9]{1,2})(?![0-9])", re.IGNORECASE)
_IN_README = re.compile(r"O\*NET\W{0,3}\s*([0-9]{1,3}\.[0-9]{1,2})\s+Database", re.IGNORECASE)


class Files:
    """The tables of one release. What is wrong with the files as a whole is `InvalidInput`."""

    def __init__(
        self, paths: Sequence[str | os.PathLike[str]], report: Report, release: str = ""
    ) -> None:
        self._report = report
        self._opened: dict[str, Table] = {}
        self._members: dict[str, Member] = {}
        found = list_members(paths, {".txt", SUFFIX})
        problems = [*self._sort(found), *self._settle_release(found, release)]
        if "Occupation Data" not in self._members:
            problems.append(
                InputProblem(
                    ", ".join(map(str, paths)),
                    "there is no file 'Occupation Data', so this is no release of O*NET.",
                    "Give the folder or the zip that holds the release's files.",
                )
            )
        if problems:
            raise InvalidInput(*problems)
        for member in self._members.values():
            report.expect(member.size)
        self._tell()

    def has(self, name: str) -> bool:
        """Tell whether the release has a table."""
        return name in self._members

    def rows(self, name: str, *columns: str, optional: Sequence[str] = ()) -> Iterator[Row]:
        """Yield a table's rows as numbers and texts, trimmed, "" where a text is "n/a" or absent.

        An optional column that isn't there is "" throughout. A table that isn't there has no rows.
        """
        if name not in self._members:
            return
        with ExitStack() as stack:
            table = self._opened[name] = self._open(name, stack)
            there = [column for column in optional if column in table.header]
            wide = len(columns)
            count = 0
            for number, found in table.rows(*columns, *there):
                count += 1
                texts = tuple(map(_text, found))
                if optional:
                    rest = dict(zip(there, texts[wide:], strict=True))
                    texts = (*texts[:wide], *(rest.get(column, "") for column in optional))
                yield number, texts
            self._report.read(f"rows of {name}", count)

    def spot(self, name: str, number: int) -> str:
        """Return where a row stands, as people are shown it. The table has been opened."""
        return self._opened[name].spot(number)

    def place(self, name: str, first: int, last: int = 0) -> Place:
        """Return a row, or rows to the last of them, as statements cite them."""
        return self._opened[name].place(self._source(name), first, last=last)

    def leave_out(self, name: str, number: int, reason: str, text: str = "") -> None:
        """Note that a row, or a part of it, is not carried over."""
        self._report.leave_out(self.spot(name, number), reason, text)

    def change(self, name: str, number: int, reason: str, text: str = "") -> None:
        """Note that a row is carried over otherwise than it stands."""
        self._report.change(self.spot(name, number), reason, text)

    def sources(self) -> Iterator[Source]:
        """Yield the database, and each file of it that is read."""
        yield Source(
            id="source:onet", label=f"O*NET Database by {AUTHOR}", url=URL, licence=LICENCE
        )
        for name in TABLES:
            if self.has(name):
                label = f"{self._called()}, {name}"
                yield Source(id=self._source(name), label=label, url=URL, licence=LICENCE)

    def title(self) -> str:
        """Return what the release is called, with its author, as its licence asks for."""
        return f"{self._called()} Database by {AUTHOR}"

    def _called(self) -> str:
        return "O*NET" if self.release == UNKNOWN else f"O*NET {self.release}"

    def _source(self, name: str) -> str:
        release = "" if self.release == UNKNOWN else f"{self.release}-"
        return f"source:onet-{release}{name.lower().replace(' ', '-')}"

    def _open(self, name: str, stack: ExitStack) -> Table:
        member = self._members[name]
        if member.suffix == SUFFIX:
            workbook = stack.enter_context(open_workbook(member))
            return open_sheet(member, workbook, self._report)
        return stack.enter_context(open_delimited(member, self._report, quoted=False))

    def _sort(self, found: list[Member]) -> Iterator[InputProblem]:
        """Keep the tables that are read, note the other files, and yield what is given twice."""
        names = {name.lower(): name for name in TABLES}
        for member in found:
            name = names.get(_stem(member))
            if name is None:
                if _stem(member) != _README:
                    reason = "the file holds nothing that has a place in the graph"
                    self._report.leave_out(member.shown, reason, member.name)
            elif name in self._members:
                message = f"the table is in {self._members[name].shown} already."
                hint = "Give the text files or the workbooks, not both."
                yield InputProblem(member.shown, message, hint)
            else:
                self._members[name] = member

    def _settle_release(self, found: list[Member], asked: str) -> Iterator[InputProblem]:
        said = {release: member for member in found for release in _releases(member)}
        if asked:
            if not _RELEASE.fullmatch(asked):
                yield InputProblem("", f"'{asked}' is no release.", "Write it like 29.3.")
            for release, member in said.items():
                if release != asked:
                    message = f"this is of release {release}, not {asked}."
                    yield InputProblem(member.shown, message, "Leave out --release.")
        elif len(said) > 1:
            (one, here), (other, there) = list(said.items())[:2]
            message = f"this is of release {other}, and {here.shown} of {one}."
            yield InputProblem(there.shown, message, "Give the files of one release.")
        self.release = asked or next(iter(said), UNKNOWN)

    def _tell(self) -> None:
        if self.release == UNKNOWN:
            self._report.note("The files don't say of which release they are; --release 29.3 does")
        for name, missing in TABLES.items():
            if not self.has(name):
                self._report.note(f"There is no file '{name}', so {missing}")


def _text(text: str) -> str:
    text = text.strip()
    return "" if text == "n/a" else text


def _stem(member: Member) -> str:
    """Return a member's name without its suffix, as names are compared.

    Some copies have underscores for spaces.
    """
    return member.name.rpartition(".")[0].replace("_", " ").strip().lower()


def _releases(member: Member) -> Iterator[str]:
    """Yield what a file says of its release: by its folder or zip, or in a Read Me."""
    for name in (member.path.parent.name, member.path.name, member.inside):
        for number, minor in _IN_NAME.findall(name):
            yield f"{int(number)}.{int(minor)}"
    if _stem(member) == _README and member.suffix == ".txt":
        with member.open() as stream:
            text = stream.read(_BEGINNING).decode("utf-8", "replace")
        if found := _IN_README.search(text):
            yield found[1]
