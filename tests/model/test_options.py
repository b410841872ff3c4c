"""The options of a plan stand in one table; what a type checker has to see says the same."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from skillgraph import SkillGraph
from skillgraph.api.path import Asked
from skillgraph.cli import skillgraph
from skillgraph.model.documents import OptionsDoc
from skillgraph.model.options import NODE_OPTIONS, PLAN_OPTIONS
from skillgraph.model.problem import Options
from skillgraph.vocab import IMPORTANCES

#: What a document says of a plan beside the options that differ from their default.
BESIDE = {"by", "route"}


def test_every_option_has_a_value() -> None:
    assert {*Options._fields} == {*PLAN_OPTIONS}


def test_python_takes_every_option_and_what_is_no_part_of_the_question() -> None:
    assert {*Asked.__annotations__} == {*PLAN_OPTIONS, "prefer", "timeout"}


def test_a_document_says_every_option() -> None:
    assert {*get_type_hints(OptionsDoc), *BESIDE} == {*PLAN_OPTIONS}


def test_the_command_line_has_every_option() -> None:
    command = skillgraph.commands.get("path") or skillgraph.get_command(None, "path")  # type: ignore[arg-type]
    assert command is not None
    assert {*PLAN_OPTIONS} <= {param.name for param in command.params}


def test_the_first_of_several_words_is_the_default() -> None:
    first = {name: option.words[0] for name, option in PLAN_OPTIONS.items() if option.words[1:]}
    assert first == {"by": Options().by, "include": IMPORTANCES[0], "route": Options().route}
    assert IMPORTANCES.index(first["include"]) + 1 == Options().include


def test_those_that_name_nodes_are_sets() -> None:
    named = {name for name, value in Options()._asdict().items() if value == frozenset()}
    assert named == {option.name for option in NODE_OPTIONS}


def test_an_option_that_there_is_not_is_an_error() -> None:
    with SkillGraph.open() as graph, pytest.raises(TypeError, match="has no option 'avoids'"):
        graph.plan("cto", avoids=["python"])  # type: ignore[call-arg]
