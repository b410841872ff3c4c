"""The form of a page with its variations: other bullets, missing sections, doubled statements."""

from __future__ import annotations

import pytest
from tests.readers.page.conftest import HERE, read

from skillgraph.errors import InvalidInput
from skillgraph.model.facts import Category, Organisation, Place, Skill, Strategy
from skillgraph.readers.page.words import IMPORTANCES

TITLE = "Essential Baker Skills\n\n"
TRACK = (
    TITLE
    + "Career Paths\n\nPastry Chef\n\nTypical Experience: none\n\n{prose}\n\nKey Skills\n\n{keys}\n"
)
BAKER = (HERE / "baker.txt").read_text("utf-8")


@pytest.mark.parametrize("word", sorted(IMPORTANCES))
@pytest.mark.parametrize("form", ["{} {}", "{} – {}", "{} ({})", "{}: {}", "• {} {}", "{} [{}]"])
def test_every_importance_word_is_read(page, word, form):
    found = page(TITLE + "Doughs\n\n" + form.format("Puff Pastry", word.capitalize()) + "\n")
    assert found.needs("baker") == {("puff-pastry",): IMPORTANCES[word]}
    assert found.links("broader") == [("puff-pastry", "doughs")]


@pytest.mark.parametrize(
    "line",
    [
        "Communication is Essential",
        "Not Essential",
        "Nothing here is important",
        "All of this is what people call Essential",
        "Essential",
        "(Essential)",
        "Patience essential",
    ],
)
def test_what_is_no_skill_makes_none(page, line):
    found = page(TITLE + f"Doughs\n\nSourdough Essential\n\n{line}\n")
    assert found.skills == ["Sourdough"]
    assert line in found.unused


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Essential Baker Skills", "baker"),
        ("10 Key Baker Skills for 2026", "baker"),
        ("Must-Have Baker Skills", "baker"),
        ("Essential Skills for a Baker", "baker"),
        ("The Most Important Night-Shift Baker Skills", "night-shift-baker"),
        ("Skills to Become a Baker", "baker"),
    ],
)
def test_titles(page, title, role):
    found = page(f"{title}\n\nSourdough Essential\n")
    assert found.needs(role) == {("sourdough",): "essential"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no career page"),
        ("\n\n  \n", "this is no career page"),
        ("Baking bread\n\nTake flour and water.\n", "this is no career page"),
        ("Core Technical Skills\n\nSQL Essential\n", "this is no career page"),
        ("Essential Soft Skills\n\nPatience Essential\n", "this is no career page"),
        ("Essential Baker Skills are many.\n\nPatience Essential\n", "this is no career page"),
        (TITLE, "no skill, track or strategy of the Baker is found"),
        (TITLE + "Bakers bake.\n\nDoughs\n\nOvens\n", "no skill, track or strategy"),
    ],
)
def test_what_is_no_career_page_is_an_error(page, text, message):
    with pytest.raises(InvalidInput, match=message) as raised:
        page(text)
    (problem,) = raised.value.problems
    assert problem.place.rpartition("/")[2].startswith("page.txt")
    assert problem.hint


def test_two_pages_are_two_imports():
    from skillgraph.readers.page import read_page
    from skillgraph.readers.report import Report

    with pytest.raises(InvalidInput, match="one page is read at a time"):
        read_page([str(HERE / "baker.txt")] * 2, Report())


@pytest.mark.parametrize("bullet", ["*", "-", "–", "‣", "▪", "○", "✓", "1.", "12)", "+", ""])
def test_other_bullets_and_none(page, bullet):
    lines = BAKER.replace("  • ", f"  {bullet} " if bullet else "  ")
    assert page(lines).facts == read(HERE / "baker.txt").facts


def test_a_bullet_on_a_line_of_its_own(page):
    found = page(TRACK.format(prose="They bake.", keys="•\nSugar Work\n•\nTempering"))
    assert found.links("key-skill") == [("pastry-chef", "sugar-work"), ("pastry-chef", "tempering")]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_are_the_same_lines(page, ends):
    assert page(BAKER.replace("\n", ends)).facts == read(HERE / "baker.txt").facts


def test_blank_lines_and_indentation_do_not_matter_but_for_numbers(page):
    squeezed = "\n".join(line.strip() for line in BAKER.splitlines() if line.strip())
    bare = [
        [getattr(fact, "id", None) or type(fact) for fact in found.facts]
        for found in (page(squeezed), read(HERE / "baker.txt"))
    ]
    assert bare[0] == bare[1]


def test_a_sentence_over_several_lines_is_one(page):
    text = TITLE + (
        "Rye Essential\n\nCareer Growth\n\nBakers can grow into roles such as Head Baker, Shift "
        "Manager\nor\n"
        "Owner after a while.\n"
    )
    found = page(text)
    assert found.links("next") == [
        ("baker", end) for end in ("head-baker", "shift-manager", "owner")
    ]
    places = {place for fact in found.facts for place in getattr(fact, "places", ())}
    assert Place("source:baker-page", "line=6,9") in places


def part(text, *titles):
    """Return a page without what stands between two of its lines."""
    start, end = (text.index(f"\n{title}\n") for title in titles)
    return text[:start] + text[end:]


def test_missing_sections_are_missing_statements(page):
    no_skills = page(part(BAKER, "Craft Skills", "Specialized Career Tracks"))
    assert no_skills.needs("baker") == {}
    assert no_skills.tracks == ["Pastry Chef", "Mill Buyer", "bread research", "food writing"]
    no_tracks = page(part(BAKER, "Specialized Career Tracks", "Career Advancement Strategies"))
    assert no_tracks.tracks == ["bread research", "food writing"]
    assert len(no_tracks.needs("baker")) == 5
    no_strategies = page(BAKER[: BAKER.index("Career Advancement Strategies")])
    assert no_strategies.nodes(Strategy) == []
    assert no_strategies.tracks == ["Pastry Chef", "Mill Buyer"]
    no_intro = page(BAKER.replace("A Baker gets up early and makes what", "They make what"))
    (role,) = (fact for fact in no_intro.facts if getattr(fact, "id", "") == "role:baker")
    assert role.places == (Place("source:baker-page", "line=0,1"),)


def test_a_track_without_a_paragraph_above_cites_the_heading(page):
    found = page(TRACK.format(prose="They bake.", keys="• Sugar Work"))
    (move,) = (fact for fact in found.facts if getattr(fact, "kind", "") == "next")
    assert [place.fragment for place in move.places] == ["line=2,3", "line=4,5"]


def test_strategies_without_a_heading_over_all_of_them(page):
    text = BAKER.replace("Career Advancement Strategies\n", "").replace(
        "Ways to Learn", "Strategies for Learning"
    )
    assert page(text).links("broader")[-2:] == [
        ("visit-a-mill", "strategies-for-learning"),
        ("join-a-guild", "meeting-others"),
    ]


def test_key_skills_with_an_importance_have_a_requirement_and_no_more(page):
    found = page(
        TRACK.format(prose="They bake.", keys="• Sugar Work Essential\n• Art Helpful\n• Icing")
    )
    assert found.needs("pastry-chef") == {
        ("sugar-work",): "essential", ("art",): "helpful", ("icing",): "essential",
    }  # fmt: skip
    assert found.links("key-skill") == [("pastry-chef", "icing")]


def test_key_skills_on_one_line(page):
    text = TRACK.format(prose="They bake.", keys="").replace(
        "Key Skills", "Key Skills: Icing, Doughs (rye, oat); CI/CD"
    )
    assert page(text).links("key-skill") == [
        ("pastry-chef", "icing"), ("pastry-chef", "doughs-rye-oat"), ("pastry-chef", "ci-cd"),
    ]  # fmt: skip


def test_a_choice_of_what_is_no_key_skill_is_left_out(page):
    prose = "They work with tools like Icer, Pan or Whisk."
    found = page(TRACK.format(prose=prose, keys="• Icer\n• Pan"))
    assert found.needs("pastry-chef") == {("icer",): "essential", ("pan",): "essential"}
    assert list(found.unused) == ["Typical Experience: none", "like Icer, Pan or Whisk"]


def test_a_choice_among_key_skills_of_another_track_is_left_out(page):
    one = TRACK.format(prose="They use ovens like Konda or Tempra.", keys="• Icing")
    found = page(one + "\nDeck Baker\n\nDeck Track\n\nKey Skills\n\n• Konda\n• Tempra\n")
    assert found.needs("pastry-chef") == {("icing",): "essential"}
    assert found.needs("deck-baker") == {("konda",): "essential", ("tempra",): "essential"}
    assert "like Konda or Tempra" in found.unused


def test_roles_in_what_is_said_of_a_skill_are_no_moves(page):
    found = page(TITLE + "Patience Essential\n\nHelps with roles such as Owner and Guest.\n")
    assert found.links("next") == []
    assert "such as Owner and Guest" in found.unused


def test_bodies_that_no_strategy_names_are_left_out(page):
    found = page(
        TITLE + "Sourdough Essential\n\nCareer Growth\n\nOrganizations like ACM or IEEE help.\n"
    )
    assert found.nodes(Organisation) == []
    assert "like ACM or IEEE help" in found.unused


def test_tags_without_key_skills_are_key_skills_where_they_are_told_apart(page):
    told = TRACK.format(prose="They bake.\n\nSugar Work, Icing | Art", keys="").replace(
        "Key Skills\n", ""
    )
    assert page(told).links("key-skill") == [
        ("pastry-chef", "sugar-work"), ("pastry-chef", "icing"), ("pastry-chef", "art"),
    ]  # fmt: skip
    found = page(told.replace(", ", " ").replace(" | ", " "))
    assert found.links("key-skill") == []
    assert "Sugar Work Icing Art" in found.unused


def test_tags_that_are_no_key_skills_are_left_out(page):
    found = page(TRACK.format(prose="They bake.\n\nIcing Art", keys="• Icing"))
    assert found.links("key-skill") == [("pastry-chef", "icing")]
    assert "Icing Art" in found.unused


def test_what_is_stated_twice_is_one_statement_with_both_lines(page):
    found = page(TITLE + "Rye Essential\n\nrye Essential\n\nRYE Helpful\n")
    (skill,) = (fact for fact in found.facts if isinstance(fact, Skill))
    assert [place.fragment for place in skill.places] == ["line=2,3", "line=4,5", "line=6,7"]
    assert found.needs("baker") == {("rye",): "essential"}
    assert found.unused == {"Helpful": "the skill has another importance above"}


def test_a_role_does_not_lead_to_itself(page):
    found = page(BAKER.replace("Pastry Chef\n", "Baker\n"))
    assert ("baker", "baker") not in found.links("next")
    assert "the role would lead to itself" in found.unused.values()


def test_headings_that_stand_over_each_other_make_no_circle(page):
    found = page(TITLE + "A\n\nB\n\nRye Essential\n\nB\n\nA\n\nOat Essential\n")
    assert found.links("broader")[:2] == [("b", "a"), ("rye", "b")]
    assert "B" in found.unused


def test_headings_with_nothing_below_are_left_out(page):
    found = page(TITLE + "Nothing\n\nDoughs\n\nSour\n\nRye Essential\n\nEmpty\n")
    assert found.nodes(Category) == ["Doughs", "Sour"]
    assert list(found.unused) == ["Nothing", "Empty"]


def test_pay_of_the_role_itself_and_pay_that_is_unsure(page):
    found = page(
        TITLE + "Rye Essential\n\nAverage Salary: €30k-€40k per year\n\nSalary: ¥3M - ¥4M\n"
    )
    assert [(pay.owner, pay.minimum, pay.maximum) for pay in found.salaries] == [
        ("role:baker", 30_000, 40_000)
    ]
    assert list(found.unused) == ["Salary: ¥3M - ¥4M"]


def test_names_that_would_share_an_id_have_two(page):
    found = page(TITLE + "Node.js Essential\n\nNodeJS Helpful\n\nC++ Essential\n\nC# Essential\n")
    assert list(found.needs("baker")) == [("node.js",), ("nodejs",), ("c-plus-plus",), ("c-sharp",)]


def test_an_importance_below_a_name_belongs_to_it_where_prose_follows(page):
    found = page(
        TITLE
        + "Doughs\n\nRye\n\nEssential\n\nIt is dark and heavy.\n\nOat\n\nHelpful\n\nSo is it.\n"
    )
    assert found.needs("baker") == {("rye",): "essential", ("oat",): "helpful"}
    unsure = page(TITLE + "Rye Helpful\n\nDoughs\n\nEssential\n\nOat\n\nBarley\n")
    assert unsure.needs("baker") == {("rye",): "helpful"}
    assert list(unsure.unused) == ["Doughs", "Essential", "Oat", "Barley"]
