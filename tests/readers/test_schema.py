"""The JSON Schema, the reader's tables and the documented form are one form."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from skillgraph.model.fields import ACQUIRED
from skillgraph.readers.catalog import form as catalog_form
from skillgraph.readers.catalog.requires import _ITEM
from skillgraph.readers.findings import Findings, SourceFile
from skillgraph.readers.yaml_nodes import MappingNode, ScalarNode, parse_node
from skillgraph.vocab import IMPORTANCES, PERIODS, SENIORITIES

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/catalogue.schema.json").read_text("utf-8"))
DEFS = SCHEMA["$defs"]
EXAMPLE = re.search(
    r"```yaml\n(.*?)```", (ROOT / "docs/catalogue.md").read_text("utf-8"), re.DOTALL
)[1]


def core_schema(node):
    """A tree as an editor has it: plain scalars by YAML 1.2's core schema, section 10.3."""
    if isinstance(node, MappingNode):
        return {key.text: core_schema(value) for key, value in node.pairs}
    if not isinstance(node, ScalarNode):
        return [core_schema(item) for item in node.items]
    return plain_value(node.text) if node.plain else node.text


def plain_value(text):
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    number = re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text)
    return float(text) if number else text


def as_editors_see(text):
    file = SourceFile(0, Path("a.yaml"), "a.yaml", "a.yaml")
    return core_schema(parse_node(text, file, Findings()))


VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_documented_example_is_valid():
    VALIDATOR.validate(as_editors_see(EXAMPLE))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data").rglob("*.yaml")), ids=lambda path: path.stem
)
def test_the_shipped_catalogues_are_valid(path):
    VALIDATOR.validate(as_editors_see(path.read_text("utf-8")))


def test_the_schema_has_the_keys_of_the_reader():
    assert set(SCHEMA["properties"]) == set(catalog_form.FILE)
    for name, section in catalog_form.SECTIONS.items():
        assert set(DEFS[name]["properties"]) == set(section.keys), name
    assert set(DEFS["catalog"]["properties"]) == set(catalog_form.HEADER)
    assert set(DEFS["source_entry"]["properties"]) == set(catalog_form.SOURCE)
    assert set(DEFS["salary"]["properties"]) == set(catalog_form.SALARY)
    assert set(DEFS["requirement"]["oneOf"][1]["properties"]) == set(_ITEM)
    lists = DEFS["requires"]["oneOf"][2]["properties"]
    assert set(lists) == set(IMPORTANCES)


def test_the_schema_has_the_keys_of_items():
    keys = {}
    for section in catalog_form.SECTIONS.values():
        for key, form in section.keys.items():
            if isinstance(form, catalog_form.Edges):
                keys.setdefault(key, set()).update({"to", *form.reference.spaces, *form.keys})
    keys["replaces"] = set(catalog_form.REPLACED)
    for key, known in keys.items():
        assert set(DEFS[f"{key}_item"]["oneOf"][1]["properties"]) == known


def test_the_schema_has_the_words_of_the_reader():
    assert DEFS["importance"]["enum"] == list(IMPORTANCES)
    assert DEFS["roles"]["properties"]["seniority"]["enum"] == list(SENIORITIES)
    assert DEFS["skills"]["properties"]["acquired"]["enum"] == list(ACQUIRED.words)
    assert DEFS["salary"]["properties"]["period"]["enum"] == list(PERIODS)


@pytest.mark.parametrize(
    "name",
    ["unknown-key", "unknown-section", "wrong-type", "words", "salary", "level", "id", "range",
     "requirement-shape", "item-shape", "header", "header-id", "no-mapping"],
)  # fmt: skip
def test_editors_mark_what_a_schema_can_tell(name):
    text = (ROOT / "tests/invalid" / f"{name}.yaml").read_text("utf-8")
    assert not VALIDATOR.is_valid(as_editors_see(text))


def test_every_documented_key_is_in_the_example_or_the_rules():
    text = (ROOT / "docs/catalogue.md").read_text("utf-8")
    keys = {key for section in catalog_form.SECTIONS.values() for key in section.keys}
    for key in {*keys, *catalog_form.FILE, *catalog_form.HEADER, *catalog_form.SALARY, *_ITEM}:
        assert re.search(rf"\b{key}\b", text), key
