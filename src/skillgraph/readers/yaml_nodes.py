"""YAML text to a tree of nodes with line and column, in which every scalar stays text.

The tree is built from PyYAML's parse events (libyaml's, where PyYAML has it): no tag is resolved,
so `no`, `012` and `1:30` are what was typed. What a catalogue has no use for is refused: anchors,
aliases, tags, merge keys, directives and further documents. Depth, nodes and bytes are bounded,
and events are counted as they come, so that no file, however hostile, costs more than a moment.
See https://yaml.org/spec/1.2.2/ for the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import yaml

from skillgraph.errors import InvalidInput
from skillgraph.model.values import UNFIT
from skillgraph.readers.findings import Findings, SourceFile, Spot
from skillgraph.readers.utf8 import open_ordinary
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 40
_TOO_DEEP = f"nested more than {MAX_DEPTH} deep."
MAX_NODES = 60_000
MAX_BYTES = 16 * 2**20
#: PyYAML's own parser, which stands in where libyaml is missing, needs a second a megabyte.
MAX_BYTES_WITHOUT_LIBYAML = 2 * 2**20

_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_STARTS = frozenset(("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"))
_ENDS = frozenset(("SequenceEndEvent", "MappingEndEvent"))
_QUOTE = "Put a text that holds ': ' in quotes."
_SPLIT = "Split the catalogue into several files in one folder."
_UTF8_BOM = b"\xef\xbb\xbf"


class ScalarNode(NamedTuple):
    """A piece of text; `plain` where it stood without quotes."""

    line: int
    column: int
    text: str
    plain: bool

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written."""
        return self.plain and not self.text


class SequenceNode(NamedTuple):
    """A list of nodes."""

    line: int
    column: int
    items: list[Node]


class MappingNode(NamedTuple):
    """Keys with their nodes, in the order of the file; no key twice."""

    line: int
    column: int
    pairs: list[tuple[ScalarNode, Node]]


Node = ScalarNode | SequenceNode | MappingNode


class _Refused(Exception):  # noqa: N818 -- a control flow of this module alone
    """A problem after which nothing more of the file can be told."""

    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.hint = line, column, message, hint

    def note(self, file: SourceFile, findings: Findings) -> None:
        findings.add(Spot(file, self.line, self.column), self.message, self.hint)


def load_node(
    file: SourceFile, findings: Findings, begin: str = "A catalogue begins with 'catalog:'."
) -> Node | None:
    """Return the tree of a file; None where it has none, and then the findings say why.

    `begin` says how to begin one that is empty.

    Duplicate keys, anchors, tags and the like are found all at once; a break of syntax ends the
    reading of its file. It never raises for what a file holds, or for a file that is not there.
    """
    try:
        text = _text(_bytes(file))
    except _Refused as refused:
        refused.note(file, findings)
        return None
    return parse_node(text, file, findings, begin)


def parse_node(text: str, file: SourceFile, findings: Findings, begin: str = "") -> Node | None:
    """Return the tree of a text, as `load_node` does for a file's."""
    try:
        return _Composer(file, findings, begin).compose(text)
    except _Refused as refused:
        refused.note(file, findings)
        return None


def _bytes(file: SourceFile) -> bytes:
    limit = MAX_BYTES if _has_libyaml() else MAX_BYTES_WITHOUT_LIBYAML
    try:
        with open_ordinary(file.path) as stream:
            content = stream.read(limit + 1)
    except InvalidInput as error:
        (problem,) = error.problems
        raise _Refused(0, 0, problem.message, problem.hint) from None
    except OSError as error:
        raise _Refused(0, 0, f"cannot be read: {error.strerror}.") from None
    if len(content) > limit:
        raise _Refused(0, 0, f"the file is larger than {limit // 2**20} MiB.", _SPLIT)
    return content


def _text(content: bytes) -> str:
    if content.startswith(_UTF16):
        raise _Refused(1, 1, "the file is in UTF-16 or UTF-32.", "Save it as UTF-8.")
    content = content.removeprefix(_UTF8_BOM)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        message = f"the byte 0x{content[error.start]:02x} is not UTF-8."
        raise _Refused(*_position(before, len(before)), message, "Save it as UTF-8.") from None


def _position(text: str, index: int) -> tuple[int, int]:
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, index):
        line, start = line + 1, end.end()
    return line, index - start + 1


def _has_libyaml() -> bool:
    return hasattr(yaml, "CBaseLoader")


def _events(text: str) -> Iterator[Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if "".join(text.splitlines()[line - 1 : line])[column - 1 :].startswith("\t"):
            raise _Refused(line, column, "a tab stands here.", "Indent with spaces.") from None
        problem = error.problem or "it cannot be parsed"
        if "nesting depth" in problem:  # libyaml has a limit, too, and looks ahead
            raise _Refused(line, column, _TOO_DEEP) from None
        hint = _QUOTE if problem.startswith("mapping values") else _context(error, line)
        raise _Refused(line, column, f"this is not YAML: {problem}.", hint) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # PyYAML's own parser lets \Uffffffff through to chr().
        raise _Refused(1, 1, "this is not YAML: it holds a character that is none.") from None


def _context(error: yaml.MarkedYAMLError, line: int) -> str:
    mark = error.context_mark
    if mark is None or not error.context:
        return ""
    where = "" if mark.line + 1 == line else f" that begins at line {mark.line + 1}"
    return f"It came up {error.context}{where}."


class _Frame:
    """A sequence or mapping that is still open; `key` waits for its value."""

    def __init__(self, node: SequenceNode | MappingNode) -> None:
        self.node = node
        self.key: ScalarNode | None = None
        self.seen: dict[str, ScalarNode] = {}


class _Composer:
    """Builds the tree of one file from its events, without recursion."""

    def __init__(self, file: SourceFile, findings: Findings, begin: str) -> None:
        self._file = file
        self._findings = findings
        self._begin = begin
        self._fit = True

    def compose(self, text: str) -> Node | None:
        self._refuse_characters(text)
        root: Node | None = None
        frames: list[_Frame] = []
        count = 0
        for event in _events(text):
            name = type(event).__name__
            if name in _ENDS:
                frames.pop()
            elif name in _STARTS:
                count += 1
                if count > MAX_NODES:
                    message = f"more than {MAX_NODES:,} values in one file."
                    raise _Refused(*_mark(event), message, _SPLIT)
                node = self._node(event, name)
                if frames:
                    self._attach(frames[-1], node)
                else:
                    root = node
                if not isinstance(node, ScalarNode):
                    frames.append(_Frame(node))
                    if len(frames) > MAX_DEPTH:
                        raise _Refused(node.line, node.column, _TOO_DEEP)
            elif name == "DocumentStartEvent" and root is not None:
                hint = "A catalogue is one document a file."
                raise _Refused(*_mark(event), "a second document begins here.", hint)
        if root is None:
            raise _Refused(0, 0, "the file is empty.", self._begin)
        return root if self._fit else None

    def _refuse_characters(self, text: str) -> None:
        if (found := UNFIT.search(text)) is not None:
            code = f"U+{ord(found.group()):04X}"
            message = f"the control character {code} is not allowed."
            hint = "Is it a text file?" if found.group() == "\0" else "Remove it."
            raise _Refused(*_position(text, found.start()), message, hint)
        if (found := _DIRECTIVE.search(text)) is not None:
            message = "a line must not begin with '%': directives are not allowed."
            raise _Refused(*_position(text, found.start()), message, "Remove it.")

    def _node(self, event: Any, name: str) -> Node:
        line, column = _mark(event)
        if event.anchor is not None:
            self._unfit(line, column, *_anchored(name, event.anchor))
        if getattr(event, "tag", None) is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            message = f"the tag {quoted(tag)} is not allowed: every value is text."
            self._unfit(line, column, message, "Remove the tag.")
        if name == "SequenceStartEvent":
            return SequenceNode(line, column, [])
        if name == "MappingStartEvent":
            return MappingNode(line, column, [])
        if name == "AliasEvent":
            return ScalarNode(line, column, "", plain=True)
        return ScalarNode(line, column, cast("str", event.value), plain=not event.style)

    def _attach(self, frame: _Frame, node: Node) -> None:
        if isinstance(frame.node, SequenceNode):
            frame.node.items.append(node)
            return
        key = frame.key
        if key is None:
            frame.key = self._key(node)
            return
        frame.key = None
        if isinstance(node, ScalarNode) and node.empty:
            # Where nothing was written the parsers differ by a column; people look for the key.
            node = node._replace(line=key.line, column=key.column)
        first = frame.seen.setdefault(key.text, key)
        if first is key:
            frame.node.pairs.append((key, node))
            return
        message = f"{quoted(key.text)} stands here again; it is first at line {first.line}."
        spot = Spot(self._file, key.line, key.column)
        self._findings.add(spot, message, "Merge the two, or rename one.")

    def _key(self, node: Node) -> ScalarNode:
        line, column = node.line, node.column
        if not isinstance(node, ScalarNode):
            self._unfit(line, column, "a key must be text.", 'Write "{…}" in quotes if it is.')
            return ScalarNode(line, column, f"{line}:{column}", plain=False)  # like no other
        if node.plain and node.text == "<<":
            message = "merge keys ('<<') are not allowed."
            self._unfit(line, column, message, "Write the keys out.")
        return node

    def _unfit(self, line: int, column: int, message: str, hint: str) -> None:
        self._fit = False
        self._findings.add(Spot(self._file, line, column), message, hint)


def _anchored(name: str, anchor: str) -> tuple[str, str]:
    if name == "AliasEvent":
        return f"aliases (*{quoted(anchor)[1:-1]}) are not allowed.", "Write the value out."
    hint = "Remove it; 'groups' name a list that is used often."
    return f"anchors (&{quoted(anchor)[1:-1]}) are not allowed.", hint


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
