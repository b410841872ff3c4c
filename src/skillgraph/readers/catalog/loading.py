"""Paths to the trees of catalogues: which files go in, what extends what, and in which order."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import escaped
from skillgraph.readers.catalog.decode import decode_header
from skillgraph.readers.catalog.drafts import CatalogDraft
from skillgraph.readers.findings import SourceFile, Spot, shown_path
from skillgraph.readers.listing import default_catalogs, list_yaml
from skillgraph.readers.yaml_nodes import MappingNode, load_node
from skillgraph.shipped import DEFAULT
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.readers.findings import Findings
    from skillgraph.readers.stated import Stated
    from skillgraph.readers.yaml_nodes import Node

#: Catalogues that extend each other in a longer row than this are a slip.
MAX_EXTENDS = 40

_HEADER = 'Begin one file with: catalog: {id: mine, version: "1"}.'


class CatalogTree(NamedTuple):
    """A catalogue as parsed: its header, the trees of its files, the ids of those it extends."""

    header: CatalogDraft
    roots: list[tuple[SourceFile, Node]]
    extends: list[str]


class Loaded(NamedTuple):
    """All that was read.

    `trees` has what is extended before what extends it, and else the order of the paths;
    `complete` tells whether every file could be parsed.
    """

    trees: list[CatalogTree]
    files: list[Path]
    complete: bool


def load_trees(paths: Sequence[Path], shipped: Path, findings: Findings) -> Loaded:
    """Return the catalogues of some paths with all that they extend, each read once."""
    loader = _Loader(shipped, findings)
    for path in paths:
        loader.visit(path, shown_path(path), None)
    return Loaded(list(loader.trees.values()), loader.files, loader.complete)


class _Loader:
    """Walks along `extends`; `trees` fills in order of listing."""

    def __init__(self, shipped: Path, findings: Findings) -> None:
        self._shipped = shipped
        self._findings = findings
        self._open: list[tuple[str, str]] = []
        self._headers: dict[str, Spot] = {}
        self.trees: dict[str, CatalogTree] = {}
        self.files: list[Path] = []
        self.complete = True

    def visit(self, path: Path, shown: str, spot: Spot | None) -> str:
        """Read the catalogue at a path, named at `spot`; return its id, "" where it has none."""
        key = os.path.realpath(path) if "\0" not in str(path) else str(path)
        if key in self.trees:
            return self.trees[key].header.name
        if any(key == other for other, _ in self._open) or len(self._open) == MAX_EXTENDS:
            way = " → ".join([*(name for _, name in self._open), shown])
            self._refuse(spot, shown, f"catalogues extend each other in a circle: {way}.")
            return ""
        files = self._list(path, shown, spot)
        roots: list[tuple[SourceFile, Node]] = []
        for file in files:
            root = load_node(file, self._findings)
            if root is None:
                self.complete = False
            else:
                roots.append((file, root))
        header = self._header(shown, roots, asked=bool(files) and len(roots) == len(files))
        self._open.append((key, shown))
        extends = [
            other
            for stated in header.extends
            for other in self._extend(stated, stated.spot.file.path.parent)
        ]
        self._open.pop()
        self.trees[key] = CatalogTree(header, roots, extends)
        return header.name

    def _list(self, path: Path, shown: str, spot: Spot | None) -> list[SourceFile]:
        # Where it is its own place, that has named it already.
        named = f"{quoted(shown)} " if spot else ""
        try:
            path.stat()
            found = list_yaml(path)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = getattr(error, "strerror", None) or "not a file name"
            self._refuse(spot, shown, f"{named}cannot be read: {reason}.")
            return []
        if not found:
            self._refuse(spot, shown, f"the folder {named}holds no *.yaml file.")
        folder = Path(os.path.realpath(path)).name if path.is_dir() else ""
        files = []
        for file in found:
            locator = f"{folder}/{file.name}" if folder else file.name
            cited = escaped(locator)
            files.append(SourceFile(len(self.files), file, _within(path, shown, file), cited))
            self.files.append(file)
        return files

    def _header(
        self, shown: str, roots: Iterable[tuple[SourceFile, Node]], *, asked: bool
    ) -> CatalogDraft:
        headers = [
            header
            for file, root in roots
            if (header := decode_header(file, root, self._findings)) is not None
        ]
        if not headers:
            if asked and all(isinstance(root, MappingNode) for _, root in roots):
                self._refuse(None, shown, "there is no header 'catalog'.", _HEADER)
            return CatalogDraft("", Spot(_whole(shown), 0, 0), {}, ())
        first, *others = headers
        for other in others:
            message = f"a second header 'catalog' stands here; the first is at {first.spot}."
            self._findings.add(other.spot, message, "A folder is one catalogue: keep one.")
        earlier = self._headers.setdefault(first.name, first.spot)
        if first.name and earlier is not first.spot:
            message = f"the catalogue at {earlier} has the id {quoted(first.name)} too."
            self._findings.add(first.spot, message, "Rename one of them.")
        return first

    def _extend(self, stated: Stated, beside: Path) -> list[str]:
        if stated.value == DEFAULT:
            catalogs = default_catalogs(self._shipped)
            if not catalogs:
                self._findings.add(stated.spot, "the default catalogue is not installed.")
        else:
            catalogs = [beside / stated.value]
        return [self.visit(path, shown_path(path), stated.spot) for path in catalogs]

    def _refuse(self, spot: Spot | None, shown: str, message: str, hint: str = "") -> None:
        self.complete = False
        self._findings.add(spot or Spot(_whole(shown), 0, 0), message, hint)


def _whole(shown: str) -> SourceFile:
    return SourceFile(0, Path(shown), shown, shown)


def _within(path: Path, shown: str, file: Path) -> str:
    name = escaped(file.name)
    return os.path.join(shown, name) if path != file else shown  # noqa: PTH118 -- texts
