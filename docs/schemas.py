"""Write the JSON Schemas of `docs/schema/` that say what answers are; decision 0024 says how.

    python docs/schemas.py

Types become types, classes definitions, the text under a key its description. What a type can't
say (a range, a pattern) stands beside it, in the keywords of JSON Schema, draft
2020-12. Of `catalogue`, which people write themselves, the keys of the sections are written by the
tables of its reader; `profile` is written by hand. `docs/fields.md`, the page of the fields of
nodes, is written from the same table.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from skillgraph.model.documents import (
    checks,
    comparing,
    difference,
    explanations,
    fringe,
    gap,
    imports,
    listing,
    match,
    node,
    outlook,
    pictures,
    plan,
    query,
    related,
    side_by_side,
    standing,
    stats,
    verification,
)
from skillgraph.model.fields import FIELDS, IDS, PROSE, Field, fields_of
from skillgraph.model.values import JOB_ZONES
from skillgraph.readers.catalog import form as catalog_form
from skillgraph.vocab import KINDS

FOLDER = Path(__file__).parent / "schema"
CATALOGUE = FOLDER / "catalogue.schema.json"
_PLACE = "https://w3id.org/skillgraph/schema"
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


class Answer(NamedTuple):
    """A document: its class, the command that prints it as JSON, the call that returns it.

    Either may be missing.
    """

    document: type
    command: str
    call: str


ANSWERS = {
    "compare": Answer(
        side_by_side.CompareDocument, "skillgraph compare", "SkillGraph.compare"
    ),
    "crosswalk": Answer(
        comparing.CrosswalkDocument, "skillgraph crosswalk", "skillgraph.crosswalk"
    ),
    "diff": Answer(difference.DiffDocument, "skillgraph diff", ""),
    "explain": Answer(explanations.ExplainDocument, "skillgraph explain", "SkillGraph.explain"),
    "gap": Answer(gap.GapDocument, "skillgraph gap", "SkillGraph.gap"),
    "import": Answer(imports.ImportDocument, "skillgraph import", ""),
    "lint": Answer(checks.LintDocument, "skillgraph lint", "SkillGraph.lint"),
    "list": Answer(listing.ListDocument, "skillgraph list", "SkillGraph.list"),
    "match": Answer(match.MatchDocument, "skillgraph match", "SkillGraph.match"),
    "merge": Answer(comparing.MergeDocument, "skillgraph merge", "skillgraph.merge"),
    "next": Answer(fringe.NextDocument, "skillgraph next", "SkillGraph.next"),
    "node": Answer(node.NodeDocument, "skillgraph show", "SkillGraph.show"),
    "picture": Answer(pictures.PictureDocument, "", "SkillGraph.picture"),
    "plan": Answer(plan.PlanDocument, "skillgraph path", "SkillGraph.plan"),
    "query": Answer(query.QueryDocument, "", "SkillGraph.query"),
    "related": Answer(related.RelatedDocument, "skillgraph related", "SkillGraph.related"),
    "search": Answer(listing.SearchDocument, "skillgraph search", "SkillGraph.search"),
    "standing": Answer(
        standing.StandingDocument, "skillgraph profile show", "SkillGraph.standing"
    ),
    "stats": Answer(stats.StatsDocument, "skillgraph stats", "SkillGraph.stats"),
    "validation": Answer(
        checks.ValidationDocument, "skillgraph validate", "skillgraph.validate"
    ),
    "verification": Answer(
        verification.VerificationDocument, "skillgraph verify", "SkillGraph.verify"
    ),
    "what-if": Answer(side_by_side.WhatIfDocument, "skillgraph what-if", "SkillGraph.what_if"),
    "why": Answer(outlook.WhyDocument, "skillgraph path --why", "SkillGraph.why"),
    "why-not": Answer(
        explanations.WhyNotDocument, "skillgraph explain --to", "SkillGraph.why_not"
    ),
}  # fmt: skip


def render_schema(name: str) -> str:
    """Return the JSON Schema of an answer as the text of its file."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of an answer; every object in it is closed, every key described."""
    answer = ANSWERS[name]
    definitions = _Definitions()
    whole = definitions.object_of(answer.document)
    said = whole.pop("description")
    given = " and ".join(
        told
        for told in (
            f"`{answer.command} --format json`" * bool(answer.command),
            f"`{answer.call}`" * bool(answer.call),
        )
        if told
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_PLACE}/{name}.schema.json",
        "title": re.split(r"[:.]", said, maxsplit=1)[0],
        "description": f"What {given} {'answer' if ' and ' in given else 'answers'}. {said}",
        **whole,
        "$defs": dict(sorted(definitions.found.items())),
    }


def render_catalogue() -> str:
    """Return the JSON Schema of catalogues, with the keys of each section as the reader has them.

    The rest of it is written by hand, and stays as it is.
    """
    schema = json.loads(CATALOGUE.read_text("utf-8"))
    for name, section in catalog_form.SECTIONS.items():
        schema["$defs"][name]["properties"] = {
            key: _taken(key, form, section.kind) for key, form in section.keys.items()
        }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


_FIELDS = """\
# The fields of nodes

What a node may say beside its label and its sources: under which key a [catalogue](catalogue.md)
has it, in which column a [table](importing.md) does and what else people write above that, and as
which predicate [RDF](linked-data.md) does. `docs/schemas.py` writes this page from the one table
that readers and writers go by.

| key | of | column and headers | predicate | meaning |
| --- | --- | --- | --- | --- |
"""


def render_fields() -> str:
    """Return the page of the fields of nodes, as `docs/fields.md` has it."""
    rows = []
    for field in FIELDS.values():
        of = "any node" if field.of == KINDS else ", ".join(field.of)
        headers = ", ".join([f"`{field.column}`", *field.headers])
        cells = (f"`{field.key}`", of, headers, f"`{field.predicate}`", field.meaning)
        rows.append(f"| {' | '.join(cells)} |\n")
    return _FIELDS + "".join(rows)


_KEYS = {
    "label": {"$ref": "#/$defs/text", "description": "What the node is called."},
    "assumption": {"$ref": "#/$defs/prose", "description": "What of this is our own reading."},
    "requires": {"$ref": "#/$defs/requires"},
    "source": {"$ref": "#/$defs/source"},
}


def _taken(key: str, form: catalog_form.Form, kind: str) -> dict[str, Any]:
    """Return what a key of a section takes."""
    if key in _KEYS:
        return _KEYS[key]
    if isinstance(form, catalog_form.Edges):
        return _several(f"{key}_item", form.reference.meaning)
    if key == "replaces":
        meaning = "Ids that are no longer in use and mean this entry now."
        return _several("replaces_item", meaning)
    if key == "salary":
        return _several("salary", "What is paid, or a list of such.")
    field = next(field for field in fields_of(kind) if field.key == key)
    return _value(field)


def _value(field: Field) -> dict[str, Any]:
    """Return what the key of a field takes."""
    sort, meaning = field.sort, {"description": field.meaning}
    if sort.many and sort is not PROSE:
        return _several("iri" if sort is IDS else "text", field.meaning)
    if sort.words:
        return meaning | {"enum": [*sort.words]}
    simple = {"prose": "prose", "line": "text", "decimal": "decimal", "hours": "hours"}
    if sort.name in simple:
        return {"$ref": f"#/$defs/{simple[sort.name]}"} | meaning
    return (
        meaning
        | {
            "flag": {"type": "boolean"},
            "job zone": {"enum": [*JOB_ZONES]},
            "url": {"type": "string", "pattern": r"^https?://\S+$"},
        }[sort.name]
    )


def _several(name: str, meaning: str) -> dict[str, Any]:
    """Return what takes one of something, or a list of it."""
    one = {"$ref": f"#/$defs/{name}"}
    return {"description": meaning, "oneOf": [one, {"type": "array", "items": one}]}


class _Definitions:
    """The classes that an answer is made of, each once."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self._classes: dict[str, type] = {}

    def object_of(self, class_: type) -> dict[str, Any]:
        """Return the schema of a TypedDict, `format` first and the others in their order."""
        hints = get_type_hints(class_, include_extras=True)
        texts = _texts_of_keys(class_)
        keys = sorted(hints, key=lambda key: key != "format")
        properties = {key: self._property(class_, key, hints[key], texts) for key in keys}
        optional: frozenset[str] = class_.__optional_keys__  # type: ignore[attr-defined]
        return {
            "type": "object",
            "description": " ".join((class_.__doc__ or "").split()),
            "additionalProperties": False,
            "required": [key for key in keys if key not in optional],
            "properties": properties,
        }

    def _property(self, class_: type, key: str, hint: Any, texts: dict[str, str]) -> dict[str, Any]:
        schema = self.of(hint)
        if key in texts:
            schema = {**schema, "description": texts[key]}
        if not schema.get("description"):
            sys.exit(f"{class_.__name__}.{key} says nothing of what it means.")
        return schema

    def of(self, hint: Any) -> dict[str, Any]:
        """Return the schema of a type."""
        if hint in _SIMPLE:
            return {"type": _SIMPLE[hint]}
        if is_typeddict(hint):
            return {"$ref": f"#/$defs/{self._name(hint)}"}
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            return _or_null(self.of(_other_than_none(arguments)))
        first = self.of(arguments[0]) if origin is not Literal else {}
        form = {
            Annotated: lambda: first | _keywords(hint),
            NotRequired: lambda: first,
            Literal: lambda: {"type": "string"} | _words(arguments),
            list: lambda: {"type": "array", "items": first},
            dict: lambda: _mapping(first, self.of(arguments[1])),
        }.get(origin)
        if form is None:
            sys.exit(f"{hint} has no form in JSON Schema yet.")
        return form()

    def _name(self, class_: type) -> str:
        """Return what a class is called among the definitions, and define it."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", class_.__name__.removesuffix("Doc")).lower()
        if self._classes.setdefault(name, class_) is not class_:
            sys.exit(f"two classes are called {name}.")
        if name not in self.found:
            self.found[name] = {}  # a class that has itself among its keys ends here
            self.found[name] = self.object_of(class_)
        return name


def _words(words: tuple[str, ...]) -> dict[str, Any]:
    """Return what says which words a text may be."""
    return {"const": words[0]} if len(words) == 1 else {"enum": [*words]}


def _keywords(hint: Any) -> dict[str, Any]:
    """Return what stands beside a type."""
    return {key: value for each in hint.__metadata__ for key, value in each.keywords.items()}


def _mapping(keys: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object whose keys are not told one by one."""
    names = {"propertyNames": keys} if len(keys) > 1 else {}  # any text is a key
    return {"type": "object", **names, "additionalProperties": values}


def _other_than_none(arguments: tuple[Any, ...]) -> Any:
    """Return the one type of a union with None."""
    (other,) = (each for each in arguments if each is not NoneType)
    return other


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that takes null as well."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    either = {**schema, "type": [schema["type"], "null"]}
    return {**either, "enum": [*schema["enum"], None]} if "enum" in schema else either


def _texts_of_keys(class_: type) -> dict[str, str]:
    """Return the text under each key of a class and of those that it extends."""
    module = sys.modules[class_.__module__]
    found: dict[str, str] = {}
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.ClassDef) and statement.name == class_.__name__:
            for base in statement.bases:
                of_base = getattr(module, getattr(base, "id", ""), None)
                found |= _texts_of_keys(of_base) if is_typeddict(of_base) else {}
            for key, text in zip(statement.body, statement.body[1:], strict=False):
                match key, text:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(said))),
                    ):
                        found[name] = " ".join(said.split())
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    CATALOGUE.write_text(render_catalogue(), encoding="utf-8")
    (FOLDER.parent / "fields.md").write_text(render_fields(), encoding="utf-8")
    for answer_name in ANSWERS:
        path = FOLDER / f"{answer_name}.schema.json"
        path.write_text(render_schema(answer_name), encoding="utf-8")
