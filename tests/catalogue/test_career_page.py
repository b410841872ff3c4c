"""The career page's statements: all of them, nothing else, each with its line, in other words."""

from __future__ import annotations

import re

from skillgraph.model.facts import (
    Category,
    Group,
    Link,
    Node,
    Organisation,
    Requirement,
    Role,
    Salary,
    Skill,
    Strategy,
)

MOVES = {
    "role:cloud-architect",
    "role:devops-engineer",
    "role:technical-lead",
    "role:cto",
    "role:ai-engineer",
    "role:security-engineer",
}
CLOUDS = ("skill:aws", "skill:azure", "skill:google-cloud")
DELIVERY = ("skill:ci-cd", "skill:docker", "skill:kubernetes")


def line_number(place):
    """Return the one line (RFC 5147) that a place cites."""
    assert place.source == "source:career-page"
    before, after = map(int, re.fullmatch(r"line=(\d+),(\d+)", place.fragment).groups())
    assert after == before + 1
    return after


def names_of(node):
    return [text.value for text in (*node.pref_labels, *node.alt_labels)]


def test_it_holds_what_the_page_holds(career_page):
    counts = {kind: len(career_page.each(kind)) for kind in (Category, Skill, Role, Strategy)}
    assert counts == {Category: 8, Skill: 13, Role: 7, Strategy: 6}
    assert set(career_page.each(Organisation)) == {"organisation:acm", "organisation:ieee"}
    tracks = {name for name, role in career_page.each(Role).items() if role.track}
    assert tracks == MOVES - {"role:technical-lead", "role:cto"}
    practised = {name for name, skill in career_page.each(Skill).items() if skill.practised}
    assert practised == {"skill:collaboration", "skill:problem-solving"}


def test_backend_developer_needs_seven_skills(career_page):
    assert career_page.importances("role:backend-developer") == {
        ("skill:javascript-nodejs",): "essential",
        ("skill:sql",): "essential",
        ("skill:collaboration",): "essential",
        ("skill:problem-solving",): "essential",
        ("skill:python",): "important",
        ("skill:java",): "important",
        ("skill:nosql-mongodb",): "important",
    }


def test_the_tracks_have_their_key_skills_and_essentials(career_page):
    (choice,) = (r for r in career_page.requirements if r.owner == "role:cloud-architect")
    assert (choice.options, choice.count, choice.importance) == (CLOUDS, 1, "essential")
    assert [line_number(place) for place in choice.places] == [59]
    assert career_page.ends("key-skill", start="role:cloud-architect") == list(CLOUDS)
    assert career_page.ends("key-skill", start="role:devops-engineer") == list(DELIVERY)
    assert career_page.importances("role:devops-engineer") == {
        (name,): "essential" for name in DELIVERY
    }


def test_nobody_else_needs_anything(career_page):
    owners = {requirement.owner for requirement in career_page.requirements}
    assert owners == {"role:backend-developer", "role:cloud-architect", "role:devops-engineer"}


def test_salaries_say_what_was_read_into_them(career_page):
    ranges = {salary.owner: (salary.minimum, salary.maximum) for salary in career_page.salaries}
    assert ranges == {
        "role:cloud-architect": (120_000, 160_000),
        "role:devops-engineer": (110_000, 150_000),
    }
    for salary in career_page.salaries:
        assert (salary.currency, salary.period) == ("USD", "year")
        assert (salary.region, salary.date) == ("", "")
        assert '"$"' in salary.assumption


def test_backend_developer_leads_to_six_roles_and_far_to_one(career_page):
    moves = {link.end: link for link in career_page.links if link.kind in {"next", "far"}}
    assert set(moves) == MOVES
    assert {link.start for link in moves.values()} == {"role:backend-developer"}
    assert {end for end, link in moves.items() if link.kind == "far"} == {"role:cto"}
    read = {end for end, link in moves.items() if link.assumption}
    assert read == {"role:cto", "role:ai-engineer", "role:security-engineer"}


def test_strategies_help_towards_what_the_page_names_or_what_we_read(career_page):
    for strategy in career_page.each(Strategy):
        links = [link for link in career_page.links if link.start == strategy]
        helped = {link.end: link for link in links if link.kind == "helps-towards"}
        if strategy == "strategy:pursue-leadership-roles":
            assert set(helped) == {"role:technical-lead", "role:cto"}
            assert not any(link.assumption for link in helped.values())
        else:
            assert set(helped) == MOVES
            assert all(link.assumption for link in helped.values())
    mentions = [(link.start, link.end) for link in career_page.links if link.kind == "mentions"]
    assert mentions == [
        ("strategy:join-professional-associations", "organisation:acm"),
        ("strategy:join-professional-associations", "organisation:ieee"),
    ]


def test_three_categories_under_two_groups_and_two_strategies_under_each_of_three(career_page):
    under = {}
    for link in career_page.links:
        if link.kind == "broader":
            under.setdefault(link.end, []).append(link.start)
    sizes = {end.partition(":")[2]: len(starts) for end, starts in under.items()}
    assert sizes == {
        "core-technical-skills": 2,
        "soft-skills-professional-competencies": 1,
        "programming-languages": 3,
        "database-management": 2,
        "communication-teamwork": 2,
        "strategies-for-growth": 2,
        "professional-networking": 2,
        "building-your-brand": 2,
    }


def test_it_states_no_hours(career_page):
    assert all(skill.effort is None for skill in career_page.each(Skill).values())


def test_every_statement_cites_a_line_of_the_page(career_page, page_lines):
    for fact, places in career_page.cites():
        assert places, fact
        for place in places:
            assert page_lines[line_number(place) - 1].strip(), fact


def test_the_cited_line_names_what_is_stated(career_page, page_lines):
    for fact, places in career_page.cites():
        cited = " / ".join(page_lines[line_number(place) - 1] for place in places)
        for names in names_stated(fact, career_page):
            assert any(name in cited for name in names), (fact, cited)


def names_stated(fact, facts):
    """Yield for each thing that a fact names the names that the page may have for it."""
    match fact:
        case Group():
            return  # the page lists the options, which are links of their own
        case Node():
            yield names_of(fact)
        case Requirement(owner="role:backend-developer", options=(option,)):
            yield [f"{names_of(facts.nodes[option])[0]} {fact.importance.capitalize()}"]
        case Requirement():
            yield from (names_of(facts.nodes[option]) for option in fact.options)
        case Link(kind="helps-towards") if fact.assumption:
            return  # which roles is our reading; the test below holds the line to the strategy
        case Link():
            yield names_of(facts.nodes[fact.end])
        case Salary():
            yield [f"${fact.minimum:,} - ${fact.maximum:,}"]


def test_what_a_strategy_helps_towards_cites_the_strategy_itself(career_page):
    for link in career_page.links:
        if link.kind == "helps-towards":
            own = career_page.nodes[link.start].places
            assert set(own) & set(link.places), link


def test_no_sentence_of_the_page_is_copied(page_lines, catalogue_words):
    """Six words in a row would be somebody else's sentence."""
    for line in page_lines:
        words = words_of(line)
        for start in range(len(words) - 5):
            assert f" {' '.join(words[start : start + 6])} " not in catalogue_words, line


def test_what_is_left_over_from_the_template_became_nothing(career_page):
    names = " ".join(name for node in career_page.nodes.values() for name in names_of(node))
    assert "Secretary" not in names
    assert "office" not in names


def words_of(text):
    return re.findall(r"[^\W_]+", text.casefold())
