"""What the head of the editorial catalogue promises, recounted."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from skillgraph.model.facts import Category, Group, Role, Skill, Strategy
from skillgraph.vocab import fold

SIZES = {(3, 6), (8, 16), (20, 40), (40, 80), (80, 160)}

#: Groups whose members differ in what they are, and so in size: languages, of which C++ and Rust
#: take longer and Node.js builds on one; mobile platforms, of which React Native builds on React.
UNLIKE = {
    "group:programming-language",
    "group:backend-language",
    "group:scripting-language",
    "group:test-language",
    "group:mobile-platform",
}


def study(facts):
    return {name: skill for name, skill in facts.each(Skill).items() if not skill.practised}


def learnable(facts):
    """Return all skills that somebody who holds nothing can come to, by essential prerequisites."""
    waiting = [
        requirement
        for requirement in facts.requirements
        if requirement.importance == "essential" and requirement.owner.startswith("skill:")
    ]
    reached = set()
    left = set(study(facts))
    while True:
        blocked = {
            requirement.owner
            for requirement in waiting
            if len(reached.intersection(requirement.options)) < requirement.count
        }
        if not left - blocked:
            return reached
        reached |= left - blocked
        left &= blocked


def test_it_holds_what_it_says(editorial):
    choices = [r for r in editorial.requirements if r.count < len(r.options)]
    of_roles = [r for r in choices if r.owner.startswith("role:")]
    assert len(editorial.each(Skill)) == 259
    assert len(study(editorial)) == 240
    assert len(editorial.each(Role)) == 21
    assert sum(role.track for role in editorial.each(Role).values()) == 8
    assert len(choices) == 99
    assert len(of_roles) == 52
    assert len(editorial.each(Category)) == 24
    assert len(editorial.each(Group)) == 15
    assert len(editorial.each(Strategy)) == 12


def test_skills_are_listed_from_python_on_in_the_order_of_the_files(editorial):
    names = list(editorial.each(Skill))
    assert names[:3] == ["skill:programming-fundamentals", "skill:python", "skill:javascript"]
    for name in ("web-framework", "cloud", "infrastructure-as-code", "sql-database"):
        positions = [names.index(member) for member in editorial.members(f"group:{name}")]
        assert positions == sorted(positions)


def test_every_outcome_is_one_sentence_that_a_coach_can_check(editorial):
    for skill in editorial.each(Skill).values():
        (outcome,) = skill.outcomes
        assert re.fullmatch(r"You can [^.!?]*(\.\w[^.!?]*)*\.", outcome.value), outcome.value
        assert 10 <= len(outcome.value.split()) <= 25, outcome.value


def test_interchangeable_options_differ_in_their_outcomes(editorial):
    outcomes = [skill.outcomes[0].value for skill in editorial.each(Skill).values()]
    assert len(set(outcomes)) == len(outcomes)


@pytest.mark.parametrize("kind", [Skill | Role, Category, Group, Strategy])
def test_no_name_means_two_things(default_graph, kind):
    meant = {}
    for name, node in default_graph.each(kind).items():
        slug = name.partition(":")[2]
        texts = [*node.pref_labels, *node.alt_labels, *node.hidden_labels]
        for word in {fold(slug), *(fold(text.value) for text in texts)}:
            assert meant.setdefault(word, name) == name, word


def test_no_label_is_stated_twice(editorial):
    for node in editorial.nodes.values():
        labels = [fold(t.value) for t in (*node.pref_labels, *node.alt_labels, *node.hidden_labels)]
        assert len(labels) == len(set(labels)), node.id


def test_every_skill_is_needed_by_somebody(editorial):
    needed = {option for r in editorial.requirements for option in r.options}
    assert set(editorial.each(Skill)) - needed == set()


def test_every_skill_has_one_category_and_every_category_has_skills_or_strategies(editorial):
    for name in (*editorial.each(Skill), *editorial.each(Strategy)):
        assert len(editorial.ends("broader", start=name)) == 1, name
    used = {link.end for link in editorial.links if link.kind == "broader"}
    assert set(editorial.each(Category)) == used


def test_every_effort_is_one_of_five_sizes(editorial):
    for skill in study(editorial).values():
        assert skill.effort is not None, skill.id
        assert (skill.effort.min_hours, skill.effort.max_hours) in SIZES, skill.id


def test_practised_skills_have_no_hours_and_no_part_in_prerequisites(editorial):
    practised = set(editorial.each(Skill)) - set(study(editorial))
    assert len(practised) == 19
    assert all(editorial.nodes[name].effort is None for name in practised)
    for requirement in editorial.requirements:
        if practised.intersection((requirement.owner, *requirement.options)):
            assert requirement.owner.startswith("role:")
            assert requirement.importance == "essential"
            assert len(requirement.options) == 1


def test_options_that_stand_for_one_another_have_equal_effort(editorial):
    assert set(editorial.each(Group)) > UNLIKE
    for group in editorial.each(Group).keys() - UNLIKE:
        efforts = {
            (editorial.nodes[member].effort.min_hours, editorial.nodes[member].effort.max_hours)
            for member in editorial.members(group)
        }
        assert len(efforts) == 1, group


def test_every_group_names_a_choice_that_somebody_has(editorial):
    used = {requirement.group for requirement in editorial.requirements}
    assert set(editorial.each(Group)) <= used
    for requirement in editorial.requirements:
        for group in editorial.each(Group):
            if set(editorial.members(group)) == set(requirement.options):
                assert requirement.group == group


def test_everything_can_be_learnt_from_nothing(editorial):
    assert learnable(editorial) == set(study(editorial))


def test_prerequisites_of_skills_are_essential(editorial):
    for requirement in editorial.requirements:
        if requirement.owner.startswith("skill:"):
            assert requirement.importance == "essential"


def test_every_role_is_reached_from_an_entry(editorial):
    roles = editorial.each(Role)
    entries = {name for name, role in roles.items() if role.entry}
    reached = set(entries)
    frontier = list(entries)
    while frontier:
        for end in editorial.ends("next", start=frontier.pop()):
            if end not in reached:
                reached.add(end)
                frontier.append(end)
    assert reached == set(roles)
    assert len(entries) == 10


def test_no_entry_leads_straight_to_an_executive_role(editorial):
    """Nobody becomes a CTO by some hundred hours of study."""
    roles = editorial.each(Role)
    for link in editorial.links:
        if link.kind == "next" and roles[link.end].seniority == "executive":
            assert not roles[link.start].entry, link


def test_no_essential_names_one_vendor_where_jobs_take_any(editorial):
    """Python for machine learning is the one language that every such job asks for."""
    options = {member for group in editorial.each(Group) for member in editorial.members(group)}
    single = {
        (requirement.owner, requirement.options[0])
        for requirement in editorial.requirements
        if requirement.owner.startswith("role:")
        and requirement.importance == "essential"
        and len(requirement.options) == 1
    }
    assert {pair for pair in single if pair[1] in options} == {
        ("role:frontend-developer", "skill:javascript"),
        ("role:frontend-developer", "skill:typescript"),
        ("role:full-stack-developer", "skill:javascript"),
        ("role:machine-learning-engineer", "skill:python"),
    }


def test_it_states_no_salary_and_no_source_but_its_editors(editorial):
    assert editorial.salaries == []
    assert [source.id for source in editorial.sources] == ["source:software-careers"]
    assert "judgement" in editorial.sources[0].label


def test_files_are_listed_in_the_order_of_their_names(editorial):
    files = [
        node.places[0].locator.split("/")[1].split(":")[0] for node in editorial.nodes.values()
    ]
    assert all(first <= second for first, second in pairwise(files))
