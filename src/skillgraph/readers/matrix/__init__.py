"""A skills matrix → facts: roles by skills, and in the cells how well each must be known.

What the sheet leaves open is said by options, and how it was read is told. A cell that means
nothing known is a problem with its reference; all of them are told in one run.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput, Problems, escaped
from skillgraph.model import facts
from skillgraph.model.values import Unfit
from skillgraph.readers.matrix.axis import read_axis
from skillgraph.readers.matrix.grid import MAX_CELLS, load_grid
from skillgraph.readers.matrix.marks import Marks, Meaning, Unscaled
from skillgraph.readers.matrix.naming import Named, Naming
from skillgraph.readers.matrix.shape import Lines, shape_of
from skillgraph.readers.table import scale_node
from skillgraph.readers.tabular.describing import About, source_id
from skillgraph.readers.tabular.members import list_members
from skillgraph.readers.tabular.sheets import SUFFIX
from skillgraph.vocab import SENIORITIES, fold
from skillgraph.words import one_of, quoted

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact, Place
    from skillgraph.readers.known import KnownGraph
    from skillgraph.readers.matrix.axis import Entry
    from skillgraph.readers.matrix.marks import Mark
    from skillgraph.readers.matrix.shape import Shape
    from skillgraph.readers.report import Report
    from skillgraph.readers.scales import NamedScale
    from skillgraph.vocab import LinkKind, Seniority

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", SUFFIX)

#: So many names stand for the rest.
_SAMPLED = 3


class _Placed(NamedTuple):
    """An entry that has become a node."""

    entry: Entry
    id: str
    place: Place


def read_matrix(
    paths: Sequence[str | os.PathLike[str]],
    report: Report,
    *,
    about: About = About(),  # noqa: B008 -- it can't change
    sheet: str = "",
    lines: Lines = Lines(),  # noqa: B008 -- nor can this
    meaning: Meaning = Meaning(),  # noqa: B008 -- nor this
    hidden: bool = False,
    known: KnownGraph | None = None,
    strict_names: bool = False,
) -> Iterator[Fact]:
    """Yield the facts of a matrix in one file; what is wrong with it is one `InvalidInput`.

    A role with grades is a role a grade, each leading to the next. Names are looked up in the
    `known` graph; hidden rows and columns are left out, unless `hidden`.
    """
    noted = Problems()
    about.check(noted)
    noted.raise_any()
    members = list_members(paths, SUFFIXES)
    member = members[0]
    for other in members[1:]:
        noted.add(other.shown, "a matrix is one file.", "Import each, and merge the results.")
    noted.raise_any()
    report.expect(member.size)
    grid = load_grid(member, report, sheet)
    shape = shape_of(grid, lines, report)
    naming = Naming(known, report, noted, about.language, strict=strict_names)
    reading = _Reading(shape, naming, report, noted, source_id(member))
    skills = reading.skills(hidden=hidden)
    roles = reading.roles(hidden=hidden)
    requirements = reading.requirements(skills, roles, meaning)
    noted.raise_any()
    yield about.catalog([member], source_id(member))
    yield about.source(member)
    if meaning.scale is not None:
        yield scale_node(meaning.scale, about.language, facts.Place(source_id(member)))
    yield from naming
    yield from reading.links
    yield from requirements


class _Reading:
    """Reads both axes, then the cells."""

    def __init__(
        self, shape: Shape, naming: Naming, report: Report, noted: Problems, source: str
    ) -> None:
        self.links: list[facts.Link] = []
        self._shape = shape
        self._naming = naming
        self._report = report
        self._noted = noted
        self._source = source

    def skills(self, *, hidden: bool) -> list[_Placed]:
        """Return the skills of the sheet."""
        axis = read_axis(self._shape, "skill", self._report, self._noted, hidden=hidden)
        return self._placed(axis.entries, "skill")

    def roles(self, *, hidden: bool) -> list[_Placed]:
        """Return the roles of the sheet; the grades of one lead to each other, as they stand."""
        axis = read_axis(self._shape, "role", self._report, self._noted, hidden=hidden)
        graded = "grade" in {*self._shape.header.values(), *self._shape.side.values()}
        roles = self._placed(axis.entries, "role")
        if graded:
            ladders: dict[str, list[_Placed]] = {}
            for role in roles:
                ladders.setdefault(fold(role.entry.name), []).append(role)
            for ladder in ladders.values():
                for lower, upper in pairwise(ladder):
                    self.links.append(
                        facts.Link(kind="next", start=lower.id, end=upper.id, places=(upper.place,))
                    )
        return roles

    def requirements(
        self, skills: list[_Placed], roles: list[_Placed], meaning: Meaning
    ) -> list[facts.Requirement]:
        """Return what the cells state; what they can't mean is noted, each with its reference."""
        marks = Marks(meaning)
        found: list[facts.Requirement] = []
        unmet = {skill.id: skill.entry.name for skill in skills}
        unscaled: list[str] = []
        for skill, role in self._pairs(skills, roles, meaning):
            row, column = self._cell(skill.entry.at, role.entry.at)
            cell = self._shape.grid.at(row, column)
            if not cell.text and meaning.blank == "none":
                continue
            self._report.read("cells")
            try:
                mark = marks.read(cell.text, cell.fault)
            except Unscaled:
                unscaled.append(self._shape.grid.spot(row, column))
            except Unfit as unfit:
                spot = self._shape.grid.spot(row, column)
                self._noted.add(spot, unfit.message, unfit.hint)
            else:
                if mark is not None:
                    unmet.pop(skill.id, None)
                    place = self._shape.grid.place(self._source, row, column)
                    found.append(_requirement(role.id, skill.id, mark, meaning.scale, place))
        if unscaled:
            what = "this cell has a number on no scale."
            if len(unscaled) > 1:
                what = f"{len(unscaled):,} cells, the first of them here, have numbers on no scale."
            self._noted.add(unscaled[0], what, "Say which, such as --scale 0-5.")
        self._tell_unmet(list(unmet.values()))
        return found

    def _pairs(
        self, skills: list[_Placed], roles: list[_Placed], meaning: Meaning
    ) -> Iterator[tuple[_Placed, _Placed]]:
        """Yield the skills and roles whose cells are to be read, blank ones where they mean any."""
        grid = self._shape.grid
        if meaning.blank == "none":
            along = "column" if self._shape.down == "role" else "row"
            there = {role.entry.at: role for role in roles}
            for skill in skills:
                for place in grid.filled(along, skill.entry.at):
                    if place in there:
                        yield skill, there[place]
            return
        if len(skills) * len(roles) > MAX_CELLS:
            message = f"skills by roles are more than {MAX_CELLS:,} cells, blank ones among them."
            spot = f"{grid.shown} {escaped(grid.sheet)}".rstrip()
            raise InvalidInput(InputProblem(spot, message, "Split it, or use --blank none."))
        yield from product(skills, roles)

    def _tell_unmet(self, names: list[str]) -> None:
        if names:
            some = ", ".join(map(quoted, names[:_SAMPLED]))
            more = " and others" if len(names) > _SAMPLED else ""
            self._report.read_as(f"no role needs {len(names):,} of the skills: {some}{more}")

    def _cell(self, skill: int, role: int) -> tuple[int, int]:
        return (role, skill) if self._shape.down == "role" else (skill, role)

    def _placed(self, entries: list[Entry], kind: str) -> list[_Placed]:
        self._report.read(f"{kind}s", len(entries))
        found: list[_Placed] = []
        for entry in entries:
            row, column = self._header(entry, kind)
            place = self._shape.grid.place(self._source, row, column)
            spot = self._shape.grid.spot(row, column)
            parents = self._categories(entry)
            id_ = self._naming.make(
                kind, _named(entry, spot, place), **self._own(entry, kind, spot)
            )
            if id_ is None:
                continue
            found.append(_Placed(entry, id_, place))
            if parents:
                self._link("broader", id_, parents[-1], place)
        return found

    def _categories(self, entry: Entry) -> list[str]:
        """Return the categories of an entry, the widest first, each under the one before."""
        ids: list[str] = []
        for heading in entry.categories:
            spot = self._shape.grid.spot(heading.row, heading.column)
            place = self._shape.grid.place(self._source, heading.row, heading.column)
            id_ = self._naming.make("category", Named(heading.text, spot, place))
            if id_ is not None and id_ not in ids:
                if ids:
                    self._link("broader", id_, ids[-1], place)
                ids.append(id_)
        return ids

    def _link(self, kind: LinkKind, start: str, end: str, place: Place) -> None:
        link = facts.Link(kind=kind, start=start, end=end, places=(place,))
        if start != end:
            self.links.append(link)

    def _header(self, entry: Entry, kind: str) -> tuple[int, int]:
        above = kind == self._shape.across
        return (entry.line, entry.at) if above else (entry.at, entry.line)

    def _own(self, entry: Entry, kind: str, spot: str) -> dict[str, object]:
        language = self._naming.language
        text = entry.said.get("description", "")
        own: dict[str, object] = {"descriptions": (facts.Text(text, language),) if text else ()}
        if kind == "role":
            own["seniority"] = self._seniority(entry, spot)
        return own

    def _seniority(self, entry: Entry, spot: str) -> Seniority | None:
        """Return the seniority that the sheet says: in a line of its own, or as a grade's name."""
        said = entry.said.get("seniority", "")
        for word in SENIORITIES:
            if fold(said or entry.said.get("grade", "")) == word:
                return word
        if said:
            self._noted.add(
                spot, f"the seniority {quoted(said)} is not one of {one_of(SENIORITIES)}."
            )
        return None


def _requirement(
    owner: str, skill: str, mark: Mark, scale: NamedScale | None, place: Place
) -> facts.Requirement:
    return facts.Requirement(
        owner=owner,
        options=(skill,),
        count=1,
        importance=mark.importance,
        places=(place,),
        level=mark.level,
        scale=scale.id if scale is not None and mark.level is not None else "",
    )


def _named(entry: Entry, spot: str, place: Place) -> Named:
    """Return what an entry is called: a graded role by both its names."""
    grade, code = entry.said.get("grade", ""), entry.said.get("id", "")
    if not grade:
        return Named(entry.name, spot, place, code)
    return Named(
        f"{entry.name}, {grade}",
        spot,
        place,
        code,
        basis=f"{entry.name} {grade}",
        others=(f"{grade} {entry.name}",),
    )
