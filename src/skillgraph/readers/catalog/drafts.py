"""What the files of a catalogue state, each statement with its place, before it is merged.

A name is kept as written until all files are read: a role may be named before it is defined, and
in another catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skillgraph.readers.stated import Stated, Support

if TYPE_CHECKING:
    from skillgraph.readers.findings import Spot
    from skillgraph.readers.stated import Citation, Reference
    from skillgraph.vocab import LinkKind


@dataclass(slots=True)
class NodeDraft:
    """An entry of a section; `kind` is the word that people know it by."""

    kind: str
    space: str
    name: str
    spot: Spot
    catalog: str
    language: str
    singles: dict[str, Stated] = field(default_factory=dict)
    lists: dict[str, list[Stated]] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    #: Whether it has a label that could not be read.
    label_unfit: bool = False

    @property
    def id(self) -> str:
        """Return the CURIE of the node."""
        return f"{self.space}:{self.name}"

    @property
    def support(self) -> Support:
        """Return what the node itself rests on."""
        return Support(self.catalog, self.spot, self.citations)


@dataclass(slots=True)
class RequirementDraft:
    """What an owner needs: `count` of some skills, or of the members of a group."""

    owner: NodeDraft
    options: tuple[Reference, ...]
    group: Reference | None
    count: Stated
    #: importance, level, scale, rating, rating_scale: as far as stated.
    singles: dict[str, Stated]
    support: Support


@dataclass(slots=True)
class LinkDraft:
    """An edge between the entry that states it and another node; `incoming` leads to the entry."""

    kind: LinkKind
    owner: NodeDraft
    other: Reference
    phrase: str
    support: Support
    incoming: bool = False
    assumption: str = ""
    #: tier, rank: as far as stated.
    near: dict[str, Stated] = field(default_factory=dict)


@dataclass(slots=True)
class RetiredDraft:
    """An id that is no longer in use, and the entry that replaces it."""

    id: str
    owner: NodeDraft
    support: Support


@dataclass(slots=True)
class SalaryDraft:
    """A salary at a role."""

    owner: NodeDraft
    singles: dict[str, Stated]
    support: Support


@dataclass(slots=True)
class CatalogDraft:
    """A header; `name` is the id of the catalogue."""

    name: str
    spot: Spot
    singles: dict[str, Stated]
    extends: tuple[Stated, ...]

    @property
    def language(self) -> str:
        """Return the language of the catalogue's texts, English unless said."""
        return str(self.singles["language"].value) if "language" in self.singles else "en"


@dataclass(slots=True)
class SourceDraft:
    """A document that statements cite."""

    name: str
    spot: Spot
    singles: dict[str, Stated]


@dataclass(slots=True)
class Drafts:
    """All that a list of catalogues states, in the order of listing."""

    catalogs: list[CatalogDraft] = field(default_factory=list)
    sources: list[SourceDraft] = field(default_factory=list)
    nodes: list[NodeDraft] = field(default_factory=list)
    requirements: list[RequirementDraft] = field(default_factory=list)
    links: list[LinkDraft] = field(default_factory=list)
    salaries: list[SalaryDraft] = field(default_factory=list)
    retired: list[RetiredDraft] = field(default_factory=list)
