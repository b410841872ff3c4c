"""The shipped catalogues as the reader yields them, alone and merged."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from skillgraph.model.facts import Link, Node, Place, Requirement, Salary, Source
from skillgraph.readers import default_catalogs, read_catalogs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import UnionType

N = TypeVar("N", bound=Node)

Statement = Node | Requirement | Link | Salary

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


class Facts:
    """The facts of some catalogues, by kind and by id."""

    def __init__(self, paths: Iterable[Path]) -> None:
        facts = list(read_catalogs(list(paths), shipped=DATA))
        self.nodes = {fact.id: fact for fact in facts if isinstance(fact, Node)}
        self.requirements = [fact for fact in facts if isinstance(fact, Requirement)]
        self.links = [fact for fact in facts if isinstance(fact, Link)]
        self.salaries = [fact for fact in facts if isinstance(fact, Salary)]
        self.sources = [fact for fact in facts if isinstance(fact, Source)]

    def each(self, kind: type[N] | UnionType) -> dict[str, N]:
        """Return the nodes of a kind (or of any of several) by id, in order of listing."""
        return {name: node for name, node in self.nodes.items() if isinstance(node, kind)}

    def ends(self, kind: str, *, start: str) -> list[str]:
        """Return where the links of a kind lead from a node."""
        return [link.end for link in self.links if (link.kind, link.start) == (kind, start)]

    def importances(self, owner: str) -> dict[tuple[str, ...], str]:
        """Return the importance of each requirement of a node by its options."""
        return {
            requirement.options: requirement.importance
            for requirement in self.requirements
            if requirement.owner == owner
        }

    def members(self, group: str) -> list[str]:
        """Return the options of a group."""
        return self.ends("member", start=group)

    def cites(self) -> Iterator[tuple[Statement, tuple[Place, ...]]]:
        """Yield each statement with the places that it cites."""
        statements: list[Statement] = [*self.nodes.values(), *self.requirements]
        for statement in [*statements, *self.links, *self.salaries]:
            yield statement, statement.places


@pytest.fixture(scope="session")
def editorial() -> Facts:
    return Facts([DATA / "software-careers"])


@pytest.fixture(scope="session")
def career_page() -> Facts:
    return Facts([DATA / "backend-developer.yaml"])


@pytest.fixture(scope="session")
def default_graph() -> Facts:
    return Facts(default_catalogs(DATA))


@pytest.fixture(scope="session")
def page_lines() -> list[str]:
    """Return the lines of the career page, which lies beside the test data, not in the project."""
    data = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data"))
    pages = sorted((data.parent / "seeds").glob("*.txt"))
    if not pages:
        pytest.skip(f"no career page in {data.parent / 'seeds'}: its lines cannot be compared")
    return pages[0].read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def catalogue_words() -> str:
    """Return every word of the shipped files in a row, comments included."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.yaml"))]
    words = re.findall(r"[^\W_]+", " ".join(texts).casefold())
    return f" {' '.join(words)} "
