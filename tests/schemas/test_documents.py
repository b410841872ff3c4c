"""Every document that a command prints is of the form that its schema publishes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_type_hints

import click
import jsonschema
import pytest

from skillgraph import SkillGraph, api
from skillgraph.api import query_rdf
from skillgraph.cli import skillgraph
from skillgraph.model.documents import DescribedDoc

from . import questions
from .conftest import DATA, GARDEN, ROOT
from .walking import iter_broken, keys_of, root_name, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    Documents = dict[str, list[dict[str, Any]]]
    Valid = Callable[[Any, str], None]

#: Commands whose JSON is a form of others: SPARQL 1.1 Query Results JSON, JSON-LD.
_OF_OTHERS = {"query", "export"}


@pytest.fixture(scope="module")
def documents(ask: Callable[[str], dict[str, Any]]) -> Documents:
    """Return the documents about the garden, by schema."""
    found: Documents = {}
    names = {"examples": ROOT / "examples", "page": ROOT / "tests/readers/page/baker.txt"}
    for asked, graph in ((questions.GARDEN, questions.NOW), (questions.OTHERS, "")):
        for name, commands in asked.items():
            found.setdefault(name, []).extend(
                ask(each.format(**names) + graph) for each in commands
            )
    return found


@pytest.fixture(scope="module")
def with_calls(documents: Documents) -> Documents:
    """Return these documents and those that no command prints."""
    with SkillGraph.open(str(GARDEN)) as graph:
        plan = graph.plan("pomologist", ["soil"])
        pictures = [graph.picture(), graph.picture(plan), graph.picture(focus="soil", hops=2)]
        pictures.append(graph.picture(kinds=["role", "skill"], most=3))
        answers = [
            graph.query(text)
            for text in (
                "SELECT ?s ?l ?o { ?s rdfs:label ?l OPTIONAL { ?s sg:outcome ?o } }",
                "SELECT (1 AS ?n) (sg:nothing AS ?m) { }",
                "ASK { ?s a sg:Skill }",
                "DESCRIBE skill:soil",
                "CONSTRUCT { [] rdfs:label ?l } { skill:soil rdfs:label ?l }",
            )
        ]
        answers.append(graph.query("SELECT * { ?s ?p ?o }", limit=2, engine="rdflib"))
    asked = {**answers[2], "graph": None, "engine": None, "endpoint": "https://example.org/sparql"}
    ontology = ROOT / "ontology" / "skillgraph.ttl"
    answers.append(query_rdf("ASK {}", ontology, named_graphs=[("urn:example:g", ontology)]))
    plain: dict[str, Any] = json.loads(
        json.dumps({"picture": pictures, "query": [*answers, asked]})
    )
    return {**documents, **plain}


def test_every_answer_has_its_schema(schemas: dict[str, Any], with_calls: Documents) -> None:
    assert with_calls.keys() == schemas.keys()


def test_every_command_that_prints_json_is_asked() -> None:
    asked = {
        words
        for part in (questions.GARDEN, questions.OTHERS)
        for commands in part.values()
        for each in commands
        for words in (each.split()[0], " ".join(each.split()[:2]))
    }
    printing = set(_printing(skillgraph, ()))
    assert printing - asked == _OF_OTHERS | {"import esco"}  # below, of its data
    assert "path" in printing


def _printing(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the commands that have a format json."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            each = command.get_command(context, name)
            assert each is not None
            yield from _printing(each, (*path, name))
    for option in command.params:
        kinds = getattr(option.type, "choices", ())
        if option.name == "form" and {"json", "jsonld"}.intersection(kinds):
            yield " ".join(path)


def test_the_documents_are_of_their_form(with_calls: Documents, assert_valid: Valid) -> None:
    for name, found in with_calls.items():
        for document in found:
            assert_valid(document, name)


def test_every_key_is_said(schemas: dict[str, Any], with_calls: Documents) -> None:
    """No schema names what no answer has: each key has a value somewhere, not null, not empty."""
    found: set[tuple[str, str]] = set()
    for name, schema in schemas.items():
        for document in with_calls[name]:
            found |= said(schema, document)
    assert {key for schema in schemas.values() for key in keys_of(schema)} - found == set()


def test_a_definition_is_the_same_in_every_schema(schemas: dict[str, Any]) -> None:
    found: dict[str, Any] = {root_name(schema): schema for schema in schemas.values()}
    for schema in schemas.values():
        for name, part in schema["$defs"].items():
            same = found.setdefault(name, part)
            assert {**part, "description": ""}.items() <= {**same, "description": ""}.items(), name


def test_every_word_of_a_cause_occurs(schemas: dict[str, Any], documents: Documents) -> None:
    words = schemas["why-not"]["$defs"]["cause"]["properties"]["cause"]["enum"]
    found = {cause["cause"] for each in documents["why-not"] for cause in each["causes"]}
    assert found == set(words)
    states = schemas["plan"]["properties"]["status"]["enum"]
    assert {each["status"] for each in documents["plan"]} == set(states)


def test_another_form_does_not_pass(schemas: dict[str, Any], with_calls: Documents) -> None:
    """A key that is missing, one too many, one of another type: of every key of every schema."""
    broken_keys: set[tuple[str, str]] = set()
    for name, schema in schemas.items():
        validator = jsonschema.Draft202012Validator(schema)
        seen: set[tuple[str, str]] = set()
        for document in with_calls[name]:
            for done, broken in iter_broken(schema, document, seen):
                assert not validator.is_valid(broken), f"{name}: {done}"
        broken_keys |= seen
    assert {key for schema in schemas.values() for key in keys_of(schema)} - broken_keys == set()


def test_shipped(ask: Callable[[str], dict[str, Any]], assert_valid: Valid) -> None:
    for name, commands in questions.SHIPPED.items():
        for each in commands:
            assert_valid(ask(each), name)


def test_every_role_of_the_shipped_graph(assert_valid: Valid) -> None:
    with SkillGraph.open() as graph:
        for kind in ("role", "track"):
            for node in graph.list(kind=kind)["nodes"]:
                assert_valid(graph.plan(node["id"], ["python", "sql"]), "plan")
                assert_valid(graph.gap(node["id"], ["python", "sql"]), "gap")


@pytest.mark.parametrize(
    ("name", "asked"), [("esco", questions.ESCO), ("onet", questions.ONET)], ids=["esco", "onet"]
)
def test_of_large_data(
    ask: Callable[[str], dict[str, Any]],
    assert_valid: Valid,
    name: str,
    asked: dict[str, list[str]],
) -> None:
    if not (DATA / name).is_dir():
        pytest.skip(f"{DATA / name} is not there (SKILLGRAPH_TEST_DATA says where it is)")
    assert_valid(ask(f"import {name} {DATA / name} -o {name}.graph"), "import")
    for schema, commands in asked.items():
        for each in commands:
            assert_valid(ask(f"{each} --graph {name}.graph"), schema)


def test_the_files_are_what_the_types_say(generator: ModuleType) -> None:
    for name in generator.ANSWERS:
        text = (ROOT / f"docs/schema/{name}.schema.json").read_text("utf-8")
        assert text == generator.render_schema(name), (
            f"docs/schema/{name}.schema.json is not what the types say: python docs/schemas.py"
        )
    text = (ROOT / "docs/schema/catalogue.schema.json").read_text("utf-8")
    assert text == generator.render_catalogue(), "the reader has other keys: python docs/schemas.py"
    text = (ROOT / "docs/fields.md").read_text("utf-8")
    assert text == generator.render_fields(), "nodes have other fields: python docs/schemas.py"
    files = {path.name.removesuffix(".schema.json") for path in (ROOT / "docs/schema").iterdir()}
    assert files == {*generator.ANSWERS, "catalogue", "profile"}


def test_the_schemas_are_schemas(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"https://w3id.org/skillgraph/schema/{name}.schema.json"
        for part in (schema, *schema["$defs"].values()):
            assert part["description"]
            assert part["additionalProperties"] is False
            assert all(key["description"] for key in part["properties"].values())


def test_the_page_lists_every_document(generator: ModuleType, schemas: dict[str, Any]) -> None:
    page = (ROOT / "docs/documents.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{schemas[name]['properties']['format']['const']}` | {_code(answer.command)}"
        f"| {_code(answer.call)}| [{name}](schema/{name}.schema.json) |"
        for name, answer in generator.ANSWERS.items()
    ]


def test_what_answers_is_there(generator: ModuleType) -> None:
    """Each command exists with its option, and each call returns the document of its row."""
    for answer in generator.ANSWERS.values():
        _, *words = answer.command.split() or [""]
        command: click.Command | None = skillgraph
        for word in words:
            if word.startswith("--"):
                assert any(word in each.opts for each in command.params), answer.command
                continue
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word)
            assert command is not None, answer.command
        if answer.call:
            place = api if answer.call.startswith("skillgraph.") else SkillGraph
            call = getattr(place, answer.call.partition(".")[2])
            assert call.__annotations__["return"] == answer.document.__name__


def _code(text: str) -> str:
    return f"`{text}` " if text else ""


def test_a_picture_says_of_a_node_what_its_page_says(with_calls: Documents) -> None:
    """Both have the keys of `DescribedDoc`: what is typed once is written once."""
    shared = get_type_hints(DescribedDoc).keys()
    picture = with_calls["picture"][0]
    assert picture["nodes"]
    with SkillGraph.open(str(GARDEN)) as graph:
        for node in picture["nodes"]:
            page: dict[str, Any] = dict(graph.show(node["id"]))
            assert {key: page[key] for key in shared} == {key: node[key] for key in shared}
