"""Lists after "like" and "such as": what is named, of what, and where no end can be told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgraph.readers.page.phrases import choice_of, iter_phrases, name_group

READ = {
    "moving into roles such as Head Cook or Buyer.": ("role", ("Head Cook", "Buyer")),
    "into roles like A Cook, a Buyer, or the Owner of the House.": (
        "role", ("Cook", "Buyer", "Owner of the House")),
    "for roles including Head of Bread and Buyer within a year.": (
        "role", ("Head of Bread", "Buyer")),
    "in areas like event catering or pastry.": ("area", ("event catering", "pastry")),
    "in areas like AI integration, robotics and food safety, or on their own.": (
        "area", ("AI integration", "robotics", "food safety")),
    "Organizations like ACM or IEEE offer help and advice.": ("organisation", ("ACM", "IEEE")),
    "organisations such as Slow Food, Guild of Bakers and Bread & Salt meet.": (
        "organisation", ("Slow Food", "Guild of Bakers", "Bread & Salt")),
    "platforms like AWS, Azure, or Google Cloud.": ("other", ("AWS", "Azure", "Google Cloud")),
}  # fmt: skip
UNREAD = [
    "roles like Head Cook.",
    "roles like Head Cook, Buyer.",
    "roles like cook and buyer in a big house.",
    "areas like bread and whatever you would like to do.",
    "areas like bread or a very long list of things.",
    "organizations like these or those.",
    "organizations like ours and theirs.",
    "areas like or.",
]


@pytest.mark.parametrize("sentence", READ)
def test_a_list_is_read(sentence):
    (phrase,) = iter_phrases(sentence)
    assert (phrase.naming, phrase.names) == READ[sentence]


@pytest.mark.parametrize("sentence", UNREAD)
def test_a_list_whose_ends_cannot_be_told_is_not_read(sentence):
    assert [phrase.names for phrase in iter_phrases(sentence) if phrase.names] == []


def test_each_list_of_a_sentence_is_its_own():
    sentence = (
        "They move into leadership roles such as Head Cook or Owner, or by working in areas like "
        "catering or pastry; organizations like ACM and IEEE help."
    )
    found = [(phrase.naming, phrase.noun, phrase.names) for phrase in iter_phrases(sentence)]
    assert found == [
        ("role", "leadership roles", ("Head Cook", "Owner")),
        ("area", "areas", ("catering", "pastry")),
        ("organisation", "organizations", ("ACM", "IEEE")),
    ]


KEYS = ("AWS", "Azure", "Google Cloud", "Google Cloud Run")


@pytest.mark.parametrize(
    ("sentence", "choice"),
    [
        ("platforms like AWS or Azure.", ("AWS", "Azure")),
        (
            "platforms like aws, the Azure or Google Cloud environments.",
            ("AWS", "Azure", "Google Cloud"),
        ),
        ("platforms such as AWS or Google Cloud Run.", ("AWS", "Google Cloud Run")),
        ("platforms like AWS and Azure.", ()),
        ("platforms like AWS or Oracle.", ()),
        ("platforms like Oracle, AWS or Azure.", ()),
        ("platforms like AWS or AWS.", ()),
        ("platforms like AWS or Azure Functions.", ()),
        ("platforms like AWS.", ()),
    ],
)
def test_a_choice_is_of_key_skills_alone(sentence, choice):
    (phrase,) = iter_phrases(sentence)
    assert choice_of(phrase, KEYS) == choice


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("cloud platforms", "a cloud"),
        ("cloud providers", "a cloud"),
        ("frameworks", "a framework"),
        ("UI libraries", "a UI library"),
        ("orchestration services", "an orchestration service"),
        ("databases", "a database"),
        ("database systems", "a database"),
        ("services", ""),
        ("software", ""),
        ("", ""),
    ],
)
def test_a_group_is_called_what_its_options_are(noun, name):
    assert name_group(noun) == name


@given(st.text(alphabet="aAoOrR ndlike,.suchas()", max_size=300))
def test_any_sentence_ends(sentence):
    for phrase in iter_phrases(sentence):
        assert all(phrase.names)


def test_a_hostile_sentence_ends_soon():
    for piece in ("like ", "like a or ", "a, ", "such as ", "( like", " or "):
        start = time.process_time()
        list(iter_phrases((piece * 2000)[:2000]))
        assert time.process_time() - start < 1
