"""Both shipped catalogues read together: what each states stands, side by side."""

from __future__ import annotations

from skillgraph.model.facts import Role, Skill, Strategy


def test_the_page_adds_statements_and_no_skill_or_role(default_graph, editorial):
    assert set(default_graph.each(Skill)) == set(editorial.each(Skill))
    assert set(default_graph.each(Role)) == set(editorial.each(Role))
    assert len(default_graph.each(Strategy)) == len(editorial.each(Strategy)) + 6
    added = len(default_graph.requirements) - len(editorial.requirements)
    assert added == 3  # Node.js, Python and Java; the others are stated by both


def test_the_order_of_listing_is_that_of_the_editorial_catalogue(default_graph, editorial):
    names = list(editorial.nodes)
    assert list(default_graph.nodes)[: len(names)] == names


def test_what_both_state_has_both_sources(default_graph):
    (choice,) = (
        requirement
        for requirement in default_graph.requirements
        if requirement.owner == "role:cloud-architect"
        and requirement.group == "group:cloud"
        and requirement.count == 1
    )
    assert choice.importance == "essential"
    assert [place.source for place in choice.places] == [
        "source:software-careers",
        "source:career-page",
    ]


def test_every_role_has_a_description_and_every_essential_skill_an_outcome(default_graph):
    assert all(role.descriptions for role in default_graph.each(Role).values())
    for requirement in default_graph.requirements:
        if requirement.importance == "essential":
            for option in requirement.options:
                (outcome,) = default_graph.nodes[option].outcomes
                assert outcome.value.startswith("You can ")


def test_the_specialisations_of_the_page_are_one_node_each(default_graph):
    for name, label, area in (
        ("role:ai-engineer", "AI Engineer", "AI integration"),
        ("role:security-engineer", "Security Engineer", "cybersecurity"),
    ):
        role = default_graph.nodes[name]
        assert [text.value for text in role.pref_labels] == [label]
        assert area in [text.value for text in role.alt_labels]
        assert role.track


def test_far_moves_are_the_page_s(default_graph):
    far = [link for link in default_graph.links if link.kind == "far"]
    assert [(link.start, link.end) for link in far] == [("role:backend-developer", "role:cto")]
    assert {place.source for place in far[0].places} == {"source:career-page"}
