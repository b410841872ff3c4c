"""Single changes of a profile's text that leave every other character where it is.

Each takes a text and gives another; whether it says what it was meant to say is for the caller to
see (`ProfileText` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from skillgraph.writers.profile.spans import LINE_END, parse_spans
from skillgraph.writers.yaml_text import scalar

if TYPE_CHECKING:
    from skillgraph.writers.profile.spans import Span

#: A value of what is held: one text, or several.
Value = str | list[str]
#: Items of a list: the fields of each, and a label, which is its comment.
Items = Sequence[tuple[Mapping[str, Value], str]]

_COMMA = re.compile(r"[ \t]*,[ \t]*")
_INDENT = 2


class Beyond(Exception):  # noqa: N818 -- a control flow of this room alone
    """A form of YAML that isn't edited, rather than written in another."""


def append(text: str, key: str, items: Items) -> str:
    """Return the text with more items in the list of a key: as many as there are, at once."""
    text = _as_mapping(text) if key != "held" else text
    root = parse_spans(text)
    if root is None or (root.kind == "mapping" and root.value(key) is None):
        return _append_key(text, root, key, items)
    if root.kind != "mapping":
        return _append_to(text, root, items)
    value = next(value for name, value in root.pairs if name.text == key)
    return _append_to(text, value, items)


def put(text: str, key: str, value: str) -> str:
    """Return the text with a single value at a key."""
    text = _as_mapping(text)
    root = parse_spans(text)
    found = root.value(key) if root is not None else None
    if root is None or found is None:
        return _append_line(text, root, f"{key}: {value}")
    return f"{text[: found.start]}{value}{text[found.end :]}"


def extend(text: str, number: int, fields: Mapping[str, Value]) -> str:
    """Return the text with more said of the item of that number in what is held.

    A field that is there already gets the new value; `evidence` becomes longer.
    """
    for field, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            text = _extend(text, _held_item(text, number), field, each, several=field == "evidence")
    return text


def drop(text: str, key: str, number: int) -> str:
    """Return the text without an item; comments on lines of their own stay."""
    root = parse_spans(text)
    if root is None:
        raise Beyond
    if root.kind != "mapping":
        return _drop_from(text, root, number, None)
    name, value = next(pair for pair in root.pairs if pair[0].text == key)
    return _drop_from(text, value, number, name)


def _held_item(text: str, number: int) -> Span:
    root = parse_spans(text)
    held = root.value("held") if root is not None and root.kind == "mapping" else root
    if held is None:
        raise Beyond
    return held.items[number] if held.kind == "sequence" else held


def _as_mapping(text: str) -> str:
    """Return a file that is a list alone as one that says `held`."""
    root = parse_spans(text)
    if root is None or root.kind == "mapping":
        return text
    if root.kind == "sequence" and not root.flow:
        start = _line_start(text, root.start)
        return f"{text[:start]}held:{_newline(text)}{text[start:]}"
    return f"{text[: root.start]}held: {text[root.start :]}"


def _append_key(text: str, root: Span | None, key: str, items: Items) -> str:
    if root is not None and root.flow:
        return _append_line(text, root, f"{key}: [{_flow(items)}]")
    lines = _newline(text).join(_lines(items, _INDENT))
    return _append_line(text, root, f"{key}:{_newline(text)}{lines}")


def _append_line(text: str, root: Span | None, line: str) -> str:
    if root is not None and root.flow:
        if not root.pairs:
            raise Beyond
        end = root.pairs[-1][1].end
        return f"{text[:end]}, {line}{text[end:]}"
    newline = _newline(text)
    return f"{text}{'' if not text or text.endswith(newline) else newline}{line}{newline}"


def _append_to(text: str, value: Span, items: Items) -> str:
    match value.kind, value.flow:
        case "sequence", False:
            return _below(text, value.end, _lines(items, value.column))
        case "sequence", True:
            comma, end = (", ", value.items[-1].end) if value.items else ("", value.start + 1)
            return f"{text[:end]}{comma}{_flow(items)}{text[end:]}"
        case "scalar", _:
            first = scalar(value.text, flow=True)
        case "mapping", True:
            first = text[value.start : value.end]
        case _:
            raise Beyond
    return f"{text[: value.start]}[{first}, {_flow(items)}]{text[value.end :]}"


def _extend(text: str, item: Span, field: str, value: str, *, several: bool) -> str:
    block = not item.flow and _is_block(text, item)
    if item.kind == "scalar":
        if not block:
            said = f"{{name: {scalar(item.text, flow=True)}, {field}: {scalar(value, flow=True)}}}"
            return f"{text[: item.start]}{said}{text[item.end :]}"
        grown = f"{text[: item.start]}name: {text[item.start :]}"
        return _below(grown, item.end, [f"{' ' * item.column}{field}: {scalar(value)}"])
    there = item.value(field)
    if there is None:
        if item.flow:
            end = item.pairs[-1][1].end
            return f"{text[:end]}, {field}: {scalar(value, flow=True)}{text[end:]}"
        return _below(text, item.end, [f"{' ' * item.column}{field}: {scalar(value)}"])
    if several:
        return _append_to(text, there, [({"name": value}, "")])
    return f"{text[: there.start]}{scalar(value, flow=item.flow)}{text[there.end :]}"


def _drop_from(text: str, value: Span, number: int, name: Span | None) -> str:
    if value.kind == "sequence" and not value.flow:
        start = _dash_line(text, value, number)
        end = _line_end(text, value.items[number].end)
        rest = f"{text[:start]}{text[end:]}"
        if len(value.items) > 1 or name is None:
            return rest
        colon = text.index(":", name.end) + 1
        return f"{rest[:colon]} []{rest[colon:]}"
    if value.kind == "sequence":
        return _drop_from_flow(text, value, number)
    if value.kind == "scalar" or value.flow:
        return f"{text[: value.start]}[]{text[value.end :]}"
    raise Beyond


def _drop_from_flow(text: str, value: Span, number: int) -> str:
    """Return the text without an item and one comma beside it."""
    item = value.items[number]
    if after := _COMMA.match(text, item.end):
        return f"{text[: item.start]}{text[after.end() :]}"
    before = value.items[number - 1].end if number else item.start
    if _COMMA.fullmatch(text, before, item.start):
        return f"{text[:before]}{text[item.end :]}"
    return f"{text[: item.start]}{text[item.end :]}"  # YAML takes a comma at the end


def _dash_line(text: str, value: Span, number: int) -> int:
    """Return where the line begins that has the dash of an item."""
    start = _line_start(text, value.items[number].start)
    while True:
        before, dash = text[start : start + value.column], text[start + value.column :]
        if not before.strip(" ") and dash.startswith("-"):
            return start
        if not start:
            raise Beyond
        start = _line_start(text, start - 1)


def _lines(items: Items, column: int) -> list[str]:
    return [line for fields, label in items for line in _item(fields, label, column)]


def _item(fields: Mapping[str, Value], label: str, column: int) -> list[str]:
    """Return an item of a block sequence, a field a line; the label stands after its name."""
    indent = " " * column
    comment = f"  # {label}" if label and label.isprintable() else ""
    if len(fields) == 1:
        return [f"{indent}- {scalar(str(fields['name']))}{comment}"]
    lines: list[str] = []
    for field, value in fields.items():
        said = scalar(value) if isinstance(value, str) else f"[{_listed(value)}]"
        head = f"{indent}- " if not lines else f"{indent}  "
        lines.append(f"{head}{field}: {said}{comment if not lines else ''}")
    return lines


def _flow(items: Items) -> str:
    return ", ".join(_flow_item(fields) for fields, _ in items)


def _flow_item(fields: Mapping[str, Value]) -> str:
    if len(fields) == 1:
        return scalar(str(fields["name"]), flow=True)
    said = (
        f"{field}: {scalar(value, flow=True) if isinstance(value, str) else f'[{_listed(value)}]'}"
        for field, value in fields.items()
    )
    return f"{{{', '.join(said)}}}"


def _listed(values: list[str]) -> str:
    return ", ".join(scalar(value, flow=True) for value in values)


def _below(text: str, at: int, lines: list[str]) -> str:
    """Return the text with lines after the one that has a position."""
    end = _line_end(text, at)
    newline = _newline(text)
    broken = "" if text[:end].endswith(("\n", "\r")) else newline
    return f"{text[:end]}{broken}{newline.join(lines)}{newline}{text[end:]}"


def _is_block(text: str, item: Span) -> bool:
    """Tell whether an item stands after a dash, where lines can follow it."""
    return text[_line_start(text, item.start) : item.start].strip() == "-"


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Return where the line after that of a position begins."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
