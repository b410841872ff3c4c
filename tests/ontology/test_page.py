"""The page of the ontology: it has every term, and needs no network."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from rdflib.namespace import RDFS

PAGE = Path(__file__).parents[2] / "docs" / "ontology.html"
MADE = "Make it again: ontology/README.md says how."


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_it_has_every_term_with_its_text(page, ontology):
    ids, text = set(re.findall(r'id="([^"]*)"', page)), _plain(page)
    for term in ontology.subjects(RDFS.isDefinedBy):
        assert str(term).rpartition("#")[2] in ids, f"{term} has no place in the page. {MADE}"
        assert f" {term} " in text, f"{term} is not in the page. {MADE}"
        for said in (RDFS.label, RDFS.comment):
            value = " ".join(str(ontology.value(term, said)).split())
            assert value in text, f"the page has another text for {term}. {MADE}"


def test_it_has_no_term_that_is_gone(page, ontology):
    shown = set(re.findall(r"<code>(https://w3id\.org/skillgraph/ns#\w+)</code>", page))
    assert shown == {str(term) for term in ontology.subjects(RDFS.isDefinedBy)}


def test_its_links_lead_somewhere(page):
    ids = set(re.findall(r'id="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= ids


def test_it_needs_no_network(page):
    fetched = re.findall(r"<(?:link|script|img|iframe|object|embed|source|video)\b[^>]*>", page)
    assert fetched, "it has an icon, at least"
    for tag in fetched:
        (address,) = re.findall(r"\s(?:src|href|data|srcset)\s*=\s*[\"']?([^\"'\s>]*)", tag)
        assert address.startswith("data:"), tag
    assert "@import" not in page
    assert all(each.startswith("data:") for each in re.findall(r"url\(\s*[\"']?([^)]*)", page))
    assert "<script" not in page
