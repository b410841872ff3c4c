"""Whatever stands in the files of a release, it is a graph or `InvalidInput`, and by the rules."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from skillgraph.errors import InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts

from .release import BAKERS, CHEFS, HEADERS, TABLES, TASTERS, rated, read, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

#: Quick enough for every run; each example writes ten files.
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip

# No tab and no line break: a text file has no way to say these within a field.
TEXT = st.text(
    st.characters(exclude_characters="\t\r\n", exclude_categories=("Cs", "Cc")), max_size=8
)
KNOWN = st.sampled_from([BAKERS, CHEFS, TASTERS, "2.A.1.e", "2.B.3.e", "IM", "LV", "Y", "N", "n/a",
                         "", "3", "4.5", "Mathematics", "43232405", "C++", "c++"])  # fmt: skip


@st.composite
def releases(draw: st.DrawFn) -> dict[str, list[tuple[str, ...]]]:
    """Draw some rows for each table, made of codes that there are and of anything."""
    cell = KNOWN | TEXT
    return {
        name: [*TABLES[name][:1], *draw(st.lists(st.tuples(*[cell] * len(header)), max_size=4))]
        for name, header in HEADERS.items()
    }


@SETTINGS
@given(releases(), st.sampled_from(["text", "workbooks"]))
def test_any_rows_make_a_graph(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[tuple[str, ...]]], form: str
) -> None:
    """Nothing that a row says contradicts another: the first counts, the rest is told."""
    path = write(tmp_path_factory.mktemp("release"), form, tables)
    found, remarks, report = read(path)
    with build(iter(found), by_id=True) as graph:
        assert sum(1 for _ in graph.facts()) > 0
    assert report.left_out.total() + report.changed.total() == len(remarks)


@SETTINGS
@given(st.sampled_from(sorted(TABLES)), st.binary(max_size=60), st.booleans())
def test_any_bytes_are_rows_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, table: str, content: bytes, begins_well: bool
) -> None:
    path = write(tmp_path_factory.mktemp("release"))
    file = path / f"{table}.txt"
    file.write_bytes((file.read_bytes() if begins_well else b"") + content)
    with suppress(InvalidInput):
        build(iter(read(path)[0]), by_id=True).close()


RATING = st.tuples(
    st.sampled_from([BAKERS, CHEFS]),
    st.sampled_from(["2.A.1.e", "2.B.3.e"]),
    st.sampled_from(["IM", "LV"]),
    st.decimals(0, 7, places=2).map(str),
    st.sampled_from(["Y", "N", ""]),
    st.sampled_from(["Y", "N", ""]),
)


def expected(rows: list[tuple[str, ...]]) -> dict[tuple[str, str], tuple[str, float, float | None]]:
    """Return what rows of ratings ask for, from the definition alone."""
    asked = {}
    for code, element in {row[:2] for row in rows}:
        first: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if row[:2] == (code, element):
                first.setdefault(row[2], row[3:])

        def usable(scale: str, first: dict[str, tuple[str, ...]] = first) -> float | None:
            value, suppress, irrelevant = first.get(scale, ("nan", "", ""))
            number = float(value)
            if math.isnan(number) or "Y" in (suppress, irrelevant):
                return None
            return number if scale == "LV" or 1 <= number <= 5 else None

        importance, level = usable("IM"), usable("LV")
        if importance is not None and importance >= 1.5:
            word = next(
                word
                for word, least in (("essential", 3.5), ("important", 2.5), ("helpful", 1.5))
                if importance >= least
            )
            asked[code, element] = (word, importance, level)
    return asked


@SETTINGS
@given(st.lists(RATING, max_size=8))
@example([(BAKERS, "2.A.1.e", "IM", value, "N", "N") for value in ("4", "2")])
def test_ratings_by_their_definition(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    skills = [rated(code, id_, "Some Skill", scale, value, *flags)
              for code, id_, scale, value, *flags in rows]  # fmt: skip
    tables = {**TABLES, "Skills": skills, "Knowledge": [], "Technology Skills": []}
    path: Path = write(tmp_path_factory.mktemp("release"), tables=tables)
    found, _, _ = read(path)
    told = {
        (fact.owner[10:], fact.options[0][11:]): (fact.importance, fact.rating, fact.level)
        for fact in found
        if isinstance(fact, facts.Requirement)
    }
    assert told == expected(rows)
