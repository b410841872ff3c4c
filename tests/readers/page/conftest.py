"""Pages written on the spot, read, with what was left out of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from skillgraph.model.facts import Link, Node, Requirement, Role, Salary, Skill
from skillgraph.readers.page import read_page
from skillgraph.readers.report import Remark, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.model.facts import Fact

HERE = Path(__file__).parent


class Read(NamedTuple):
    """What a page states, and what was left of it."""

    facts: list[Fact]
    remarks: list[Remark]

    @property
    def unused(self) -> dict[str, str]:
        """The texts that nothing was made of, each with the reason."""
        return {remark.text: remark.reason for remark in self.remarks}

    def nodes(self, kind: type[Node]) -> list[str]:
        """Return the labels of the nodes of a kind, tracks among roles."""
        return [fact.pref_labels[0].value for fact in self.facts if isinstance(fact, kind)]

    @property
    def skills(self) -> list[str]:
        return self.nodes(Skill)

    @property
    def tracks(self) -> list[str]:
        roles = (fact for fact in self.facts if isinstance(fact, Role) and fact.track)
        return [role.pref_labels[0].value for role in roles]

    def needs(self, owner: str) -> dict[tuple[str, ...], str]:
        """Return the importance of each requirement of a role by the slugs of its options."""
        return {
            tuple(option.partition(":")[2] for option in fact.options): fact.importance
            for fact in self.facts
            if isinstance(fact, Requirement) and fact.owner == f"role:{owner}"
        }

    def links(self, kind: str) -> list[tuple[str, str]]:
        """Return the slugs of both ends of each link of a kind."""
        return [
            (fact.start.partition(":")[2], fact.end.partition(":")[2])
            for fact in self.facts
            if isinstance(fact, Link) and fact.kind == kind
        ]

    @property
    def salaries(self) -> list[Salary]:
        return [fact for fact in self.facts if isinstance(fact, Salary)]


def read(path: Path) -> Read:
    """Read the page in a file."""
    remarks: list[Remark] = []
    facts = list(read_page([str(path)], Report(on_remark=remarks.append)))
    return Read(facts, remarks)


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Read]:
    """Return a function that writes a page, a text or bytes, and reads it."""

    def write(content: str | bytes, name: str = "page.txt") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path)

    return write
