"""A catalogue that the reader takes, that states the same, and that tells what it left out."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from tests.graph.drawing import SOME, SOURCE, changed, graphs, link, needs, role, skill
from tests.writers.sayable import OWN, comparable, tame

from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Place, Text
from skillgraph.model.fields import ORDER
from skillgraph.readers.catalog import read_catalogs
from skillgraph.readers.catalog.form import SECTIONS
from skillgraph.writers.catalog import write_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.store import Graph

REORDERED = "roles that came after tracks are listed before them"


def written(stream: Iterable[facts.Fact]) -> tuple[str, list[str]]:
    out = io.BytesIO()
    notices = write_catalog(stream, out)
    return out.getvalue().decode(), notices


def read(text: str, folder: Path) -> list[facts.Fact]:
    file = folder / "catalogue.yaml"
    file.write_text(text, "utf-8", newline="")
    with build(read_catalogs([file], shipped=folder)) as graph:
        return list(graph.facts())


@SOME
@given(graphs())
def test_what_the_form_can_say_comes_back(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    with build(tame(stream)) as graph:
        expected = list(graph.facts())
    text, notices = written(expected)
    assert [notice for notice in notices if not notice.startswith(REORDERED)] == []
    assert comparable(read(text, tmp_path_factory.mktemp("yaml"))) == comparable(expected)


@SOME
@given(graphs())
def test_any_graph_becomes_a_catalogue_that_loses_nothing_more(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    with build(stream) as graph:
        text, _ = written(graph.facts())
    folder = tmp_path_factory.mktemp("yaml")
    first = read(text, folder)
    again, notices = written(first)
    assert [notice for notice in notices if not notice.startswith(REORDERED)] == []
    assert comparable(read(again, folder)) == comparable(first)


@SOME
@given(graphs())
def test_every_node_requirement_and_move_is_there_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    with build(stream) as graph:
        before = list(graph.facts())
    text, notices = written(before)
    after = read(text, tmp_path_factory.mktemp("yaml"))

    def told(*words: str) -> int:
        counts = [
            notice.rpartition(" (")[2].partition(")")[0]
            for notice in notices
            if notice.startswith(words)
        ]
        return sum(map(int, counts))

    def count(kind: type, stream: list[facts.Fact]) -> int:
        return sum(isinstance(fact, kind) for fact in stream)

    lost = told("groups without members")
    assert count(facts.Node, after) == count(facts.Node, before) - lost
    lost = told("practised prerequisites")
    assert count(facts.Requirement, after) == count(facts.Requirement, before) - lost
    lost = told("'related' links")
    assert count(facts.Link, after) == count(facts.Link, before) - lost
    lost = told("salaries")
    assert count(facts.Salary, after) == count(facts.Salary, before) - lost


def test_the_shipped_graph_comes_back(shipped: Graph, tmp_path: Path) -> None:
    own = "source:software-careers"
    text, notices = written(shipped.facts())
    again = read(text, tmp_path)
    assert [notice.partition(" (")[0] for notice in notices] == [
        "catalogues are now one, 'software-careers'; of these only the source is kept",
        REORDERED,
    ]
    expected = [
        fact
        for fact in shipped.facts()
        if not isinstance(fact, facts.Catalog) or fact.id == "catalog:software-careers"
    ]
    assert comparable(again, own) == comparable(expected, own)
    assert Counter(
        place.fragment for fact in again for place in getattr(fact, "places", ())
    ) == Counter(place.fragment for fact in expected for place in getattr(fact, "places", ()))


def test_lines_are_short_and_end_where_they_end(shipped: Graph) -> None:
    text, _ = written(shipped.facts())
    assert max(map(len, text.splitlines())) <= 100
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_catalogue_looks_as_people_write_it() -> None:
    text, notices = written(EXAMPLE)
    assert notices == []
    assert text == (Path(__file__).parent / "example.yaml").read_text("utf-8")


EXAMPLE: list[facts.Fact] = [
    facts.Catalog(
        id="catalog:mine", version="1", language="en", title="Ours", source="source:mine",
        default_effort_hours=(20, 60),
    ),
    facts.Source(id="source:mine", label="Ours"),
    facts.Source(id="source:page", label="A page", url="https://example.org/page"),
    *(
        changed(fact, places=(Place("source:mine", locator="a.yaml:1:2"),))
        for fact in [
            facts.Category(id="category:data", pref_labels=(Text("Data", "en"),)),
            facts.Group(id="group:warehouse", pref_labels=(Text("a warehouse", "en"),)),
            skill("sql", "SQL"),
            skill("no", "012", "1:30", "C, C++", descriptions=(Text("One\n\nTwo: three", "en"),)),
            skill("snowflake", outcomes=(Text("Who " + "writes long texts " * 8 + "well.", "en"),)),
            role("analyst", "Analyst", entry=True, seniority="mid"),
            role("engineer", "Engineer", track=True),
            facts.Strategy(id="strategy:meet", pref_labels=(Text("Meet", "en"),)),
            facts.Scale(id="scale:s", pref_labels=(Text("S", "en"),), minimum=1.0, maximum=4.5),
            needs("skill:no", "sql"),
            needs("role:engineer", "sql", level=3.0, scale="scale:s"),
            needs("role:engineer", "no", "snowflake", group="group:warehouse"),
            needs("role:engineer", "no", "snowflake", "sql", count=2, importance="helpful"),
            link("broader", "skill:sql", "category:data"),
            link("member", "group:warehouse", "skill:no"),
            link("member", "group:warehouse", "skill:snowflake"),
            link("far", "role:analyst", "role:engineer"),
            link("helps-towards", "strategy:meet", "skill:sql", assumption="Ours: it may."),
            link("helps-towards", "strategy:meet", "role:analyst", assumption="Ours: it may."),
        ]
    ),
    facts.Salary(
        owner="role:engineer", minimum=1, maximum=2, currency="EUR", period="year", date="2026",
        places=(Place("source:page", "line=24,25"),),
    ),
]  # fmt: skip


def lost(*stream: facts.Fact, catalogs: int = 1) -> list[str]:
    heads = [
        facts.Catalog(
            id=f"catalog:{'cde'[at]}", version="1", language="en", source=f"source:{'cde'[at]}"
        )
        for at in range(catalogs)
    ]
    sources = [facts.Source(id=f"source:{'cde'[at]}", label="x") for at in range(catalogs)]
    _, notices = written([*heads, *sources, SOURCE, *stream])
    return notices


def node(slug: str, *labels: str, **more: Any) -> facts.Skill:
    return skill(slug, *labels, places=(OWN,), **more)


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (
            [node("a", foreign=(("urn:p", "<urn:o>"),))],
            ["statements in other vocabularies are left out (1): skill:a urn:p"],
        ),
        ([skill("a")], ["statements without a source are the catalogue's own now (1): skill:a"]),
        (
            [changed(node("a"), places=(Place("source:s", "", "x\n3"),))],
            ["values are now one line without space around it (1): place in source:s"],
        ),
        (
            [changed(node("a"), alt_labels=(Text("Ah", "de"),))],
            ["texts in another language than 'en' are left out (1): skill:a (de)"],
        ),
        (
            [changed(node("a"), pref_labels=(Text("Ah", "de"),))],
            [
                "texts in another language than 'en' are left out (1): skill:a (de)",
                "labels in another language stand as 'en' (1): skill:a (de)",
            ],
        ),
        (
            [node("a", "X"), node("b", "x")],
            ["labels that another node of the kind has are completed (1): skill:b"],
        ),
        (
            [node("a"), node("b", "B", "A")],
            ["alternative labels that another node of the kind has are left out (1): skill:b A"],
        ),
        (
            [changed(node("a", "Cut glass"), id="esco-skill:123")],
            ["ids that a catalogue can't have are now made of the label (1): esco-skill:123"],
        ),
        (
            [changed(node("a"), descriptions=(Text("1", "en"), Text("2", "en")))],
            ["several texts of a kind are now paragraphs of one (1): skill:a"],
        ),
        (
            [
                node("a"),
                facts.Category(id="category:c", pref_labels=(Text("C", "en"),), places=(OWN,)),
                link("related", "skill:a", "category:c"),
            ],
            ["'related' links to a category are left out (1): skill:a related category:c"],
        ),
        (
            [node("a"), node("b"), link("broader", "skill:a", "skill:b")],
            ["'broader' links to a skill are left out (1): skill:a broader skill:b"],
        ),
        (
            [node("a", practised=True), node("b"), needs("skill:b", "a")],
            [
                (
                    "practised prerequisites of skills that are studied are left out (1): "
                    "skill:b requires skill:a"
                ),
            ],
        ),
        (
            [node("a", effort=facts.Effort(0, 200_000, OWN))],
            ["efforts of no hours or of more than 100,000 are left out (1): skill:a"],
        ),
        (
            [node("a", effort=facts.Effort(1, 2, Place("source:s")))],
            ["sources of an effort that are none of its skill's are left out (1): skill:a"],
        ),
        (
            [node("a"), node("b"), needs("skill:b", "c")],
            ["statements about what is not here are left out (1): skill:b requires skill:c"],
        ),
    ],
)
def test_each_loss_is_told(stream: list[facts.Fact], told: list[str]) -> None:
    assert lost(*stream) == told


def test_levels_stand_on_their_scale(tmp_path: Path) -> None:
    scale = facts.Scale(id="scale:s", pref_labels=(Text("S", "en"),), maximum=3.0, places=(OWN,))
    levels = [node("a"), node("b"), scale, needs("skill:b", "a", level=3.5, scale="scale:s")]
    assert lost(*levels) == [
        "levels that are not on their scale are left out (1): skill:b requires skill:a"
    ]
    (kept,) = [
        fact for fact in read(written(levels)[0], tmp_path) if isinstance(fact, facts.Requirement)
    ]
    assert kept.level is None


def test_a_circle_of_categories_is_opened(tmp_path: Path) -> None:
    stream = [
        facts.Category(id=f"category:{slug}", pref_labels=(Text(slug, "en"),), places=(OWN,))
        for slug in "xyz"
    ]
    stream += [link("broader", f"category:{a}", f"category:{b}") for a, b in ("xy", "yz", "zx")]
    assert lost(*stream) == [
        "'broader' links that close a circle are left out (1): category:z broader category:x"
    ]
    assert sum(isinstance(fact, facts.Link) for fact in read(written(stream)[0], tmp_path)) == 2


def test_of_several_catalogues_the_one_that_states_most_stands(tmp_path: Path) -> None:
    catalogs = [
        facts.Catalog(
            id="catalog:big",
            version="1",
            language="en",
            source="source:big",
            default_effort_hours=(1, 2),
        ),
        facts.Catalog(
            id="catalog:mine",
            version="2",
            language="en",
            source="source:mine",
            default_effort_hours=(3, 4),
            extends=("catalog:big",),
        ),
    ]
    sources = [facts.Source(id=f"source:{name}", label=name.title()) for name in ("big", "mine")]
    skills = [changed(skill(slug), places=(Place("source:big"),)) for slug in "abc"]
    skills.append(changed(skill("d"), places=(Place("source:mine"),)))
    text, notices = written([*catalogs, *sources, *skills])
    (catalog,) = [fact for fact in read(text, tmp_path) if isinstance(fact, facts.Catalog)]
    assert (catalog.id, catalog.version) == ("catalog:big", "1")
    assert catalog.default_effort_hours == (3, 4)  # an extending one before what it extends
    assert [notice.rpartition(" ")[2] for notice in notices] == ["catalog:mine", "catalog:big"]
    assert "d: {label: d, source: mine}" in text


def test_ids_of_elsewhere_stay_apart(tmp_path: Path) -> None:
    labels = {"esco-skill:1": "Cut glass", "https://example.org/2": "cut GLASS", "skill:Ä": "!"}
    stream = [changed(node("a", label), id=id_) for id_, label in labels.items()]
    text, _ = written([*stream, node("cut-glass", "Glass")])
    found = [fact for fact in read(text, tmp_path) if isinstance(fact, facts.Skill)]
    assert len({fact.id for fact in found}) == 4
    assert "skill:cut-glass" in {fact.id for fact in found}


def test_a_place_that_is_no_fragment_stands_in_words(tmp_path: Path) -> None:
    places = Place("source:s", "", "Skills!A123"), Place("source:s", "row=4", "page 3, left")
    text, notices = written(
        [facts.Source(id="source:s", label="S"), changed(node("a"), places=places)]
    )
    assert notices == []
    assert 'source: [s Skills!A123, "s#row=4 page 3, left"]' in text
    (found,) = (fact for fact in read(text, tmp_path) if isinstance(fact, facts.Skill))
    assert found.places == places


def test_the_form_of_writer_and_reader_is_one() -> None:
    assert set(ORDER) == {key for section in SECTIONS.values() for key in section.keys}
