"""A page of our own in the form: as text and as HTML it states what a person wrote down of it."""

from __future__ import annotations

import re

from tests.readers.page.comparing import rows_of
from tests.readers.page.conftest import HERE, read

from skillgraph.model.facts import Catalog, Node, Role, Source
from skillgraph.readers import read_catalogs

TEXT = HERE / "baker.txt"
HTML = HERE / "baker.html"

UNUSED = [
    "Counter Track",
    "Role Track",
    "Opportunity to see the world",
    "Counter Track",
    "Typical Experience: Knows grain",
    "Role Track",
    "Salary: paid in bread",
]


def test_the_text_states_what_a_person_wrote_down():
    written = list(read_catalogs([HERE / "baker.yaml"], shipped=HERE))
    assert rows_of(read(TEXT).facts) == rows_of(written)


def test_its_head_is_the_catalogue_s():
    written = list(read_catalogs([HERE / "baker.yaml"], shipped=HERE))
    heads = [
        [fact for fact in facts if isinstance(fact, (Catalog, Source))]
        for facts in (written, read(TEXT).facts)
    ]
    assert heads[0] == heads[1]


def test_years_of_experience_are_kept_and_words_are_not():
    roles = {fact.id: fact.experience for fact in read(TEXT).facts if isinstance(fact, Role)}
    assert [text.value for text in roles["role:pastry-chef"]] == ["3-5 years"]
    assert roles["role:mill-buyer"] == ()


def test_the_unused_lines_are_told():
    assert [remark.text for remark in read(TEXT).remarks] == UNUSED


def test_html_states_the_same_but_for_places():
    bare = [{row[:-1] for row in rows_of(read(path).facts)} for path in (TEXT, HTML)]
    assert bare[0] == bare[1]


def test_html_cites_the_line_of_its_source_that_says_so():
    source = HTML.read_text("latin-1").splitlines()
    checked = 0
    for fact in read(HTML).facts:
        if not isinstance(fact, Node) or fact.id.startswith("group:"):
            continue
        words = fact.pref_labels[0].value.split()
        cited = [line_of(place, source) for place in fact.places]
        assert any(words[0] in line for line in cited), (fact.id, cited)
        checked += 1
    assert checked == 29


def line_of(place, source):
    assert not place.fragment
    return source[int(re.fullmatch(r"baker\.html:(\d+)", place.locator)[1]) - 1]


def test_html_has_its_address_and_leaves_out_what_stands_beside_its_text():
    found = read(HTML)
    (source,) = (fact for fact in found.facts if isinstance(fact, Source) and fact.url)
    assert (source.id, source.url) == ("source:baker-page", "https://bread.example/careers/baker")
    texts = [remark.text for remark in found.remarks]
    assert texts == ["Home", "Jobs", *UNUSED, "© Work & Bread - Käse"]
