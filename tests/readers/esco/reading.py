"""What a reader makes of files, in forms that tests compare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from skillgraph.model.facts import Catalog, Fact, Node, Source
from skillgraph.readers.esco import read_esco
from skillgraph.readers.report import Remark, Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Read:
    """The facts of some files, with the report of how they were read."""

    def __init__(self, *paths: Path, **options: Any) -> None:
        self.remarks: list[Remark] = []
        self.report = Report(on_remark=self.remarks.append)
        self.facts = list(read_esco([str(path) for path in paths], self.report, **options))

    def of(self, kind: type[Any]) -> list[Any]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def node(self, id_: str) -> Any:
        (found,) = [node for node in self.of(Node) if node.id == id_]
        return found

    def left_out(self) -> dict[str, int]:
        return dict(self.report.left_out)


def said(facts: Iterable[Fact]) -> set[Any]:
    """Return what facts say, wherever and in whatever order they say it."""
    return {_said(fact) for fact in facts if not isinstance(fact, Source | Catalog)}


def _said(fact: Any) -> Any:
    if isinstance(fact, Node):
        sorted_ = {
            name: tuple(sorted(getattr(fact, name), key=str))
            for name in ("alt_labels", "hidden_labels", "foreign", "tags")
        }
        return replace(fact, places=(), **sorted_)
    return fact._replace(places=()) if hasattr(fact, "_replace") else replace(fact, places=())
