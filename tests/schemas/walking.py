"""A document and its schema, walked side by side: which keys it has, and how it can be broken."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Object(NamedTuple):
    """An object of a document: how its schema is called there, that schema, and where it stands."""

    name: str
    schema: dict[str, Any]
    path: tuple[str | int, ...]
    value: dict[str, Any]


def iter_objects(
    schema: dict[str, Any],
    value: Any,
    root: dict[str, Any],
    path: tuple[str | int, ...] = (),
    name: str | None = None,
) -> Iterator[Object]:
    """Yield each object of a document whose keys its schema names."""
    name = name or root_name(root)
    if value is None:
        return
    if "anyOf" in schema:
        (schema,) = (each for each in schema["anyOf"] if each != {"type": "null"})
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        schema = root["$defs"][name]
    if "properties" in schema:
        yield Object(name, schema, path, value)
        for key, each in value.items():
            yield from iter_objects(schema["properties"][key], each, root, (*path, key), name)
    elif schema["type"] == "object":
        for key, each in value.items():
            yield from iter_objects(schema["additionalProperties"], each, root, (*path, key), name)
    elif "array" in schema["type"]:
        for at, each in enumerate(value):
            yield from iter_objects(schema["items"], each, root, (*path, at), name)


def root_name(root: dict[str, Any]) -> str:
    """Return what a whole document is called where it is a part of another."""
    name = root["$id"].rpartition("/")[2].removesuffix(".schema.json")
    return f"{name.replace('-', '_')}_document"


def keys_of(schema: dict[str, Any]) -> set[tuple[str, str]]:
    """Return each key that a schema names, with the definition that it stands in."""
    parts = {root_name(schema): schema, **schema["$defs"]}
    return {(name, key) for name, part in parts.items() for key in part.get("properties", {})}


def said(schema: dict[str, Any], document: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the keys of which a document says something: not null, nor an empty list or object."""
    return {
        (each.name, key)
        for each in iter_objects(schema, document, schema)
        for key, value in each.value.items()
        if value not in (None, [], {})
    }


def iter_broken(
    schema: dict[str, Any], document: dict[str, Any], seen: set[tuple[str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what was done to a document, and the document that is of another form then.

    Each key that isn't in `seen` yet goes missing, is of another type, and gets a neighbour.
    """
    for each in iter_objects(schema, document, schema):
        for key, value in each.value.items():
            if (each.name, key) in seen:
                continue
            seen.add((each.name, key))
            where = f"{each.name}.{key}"
            if key in each.schema["required"]:
                yield f"{where} is missing", _changed(document, each.path, remove=key)
            other = {} if isinstance(value, list) else [[]]
            yield f"{where} is of another type", _changed(document, each.path, put={key: other})
            more = {f"{key}_too": value}
            yield f"{where} has a neighbour", _changed(document, each.path, put=more)


def _changed(
    document: dict[str, Any],
    path: tuple[str | int, ...],
    *,
    remove: str | None = None,
    put: dict[str, Any] | None = None,
) -> dict[str, Any]:
    changed: Any = copy.deepcopy(document)
    part = changed
    for step in path:
        part = part[step]
    if remove is not None:
        del part[remove]
    part.update(put or {})
    result: dict[str, Any] = changed
    return result
