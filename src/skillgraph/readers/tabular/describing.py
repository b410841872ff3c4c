"""A table that somebody keeps, as a catalogue: who it is, and the sources that its files are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model import facts
from skillgraph.model.values import Unfit, parse_language, parse_line, parse_slug
from skillgraph.vocab import derive_slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.errors import Problems
    from skillgraph.readers.tabular.members import Member


class About(NamedTuple):
    """What a person says of the whole; "" is taken from the names of the files."""

    id: str = ""
    title: str = ""
    version: str = ""
    licence: str = ""
    language: str = "en"

    def check(self, noted: Problems) -> None:
        """Note what can't be said of a catalogue."""
        for option, text, parse in (
            ("--id", self.id, parse_slug),
            ("--title", self.title, parse_line),
            ("--version", self.version, parse_line),
            ("--licence", self.licence, parse_line),
            ("--language", self.language, parse_language),
        ):
            try:
                if text:
                    parse(text)
            except Unfit as unfit:
                noted.add(option, unfit.message, unfit.hint)

    def catalog(self, members: Iterable[Member], source: str = "") -> facts.Catalog:
        """Return the catalogue; its id is that of its first file where none is given."""
        first = next(iter(members))
        stem = first.name.rpartition(".")[0] or first.name
        return facts.Catalog(
            id=f"catalog:{self.id or derive_slug(stem)}",
            version=self.version or "1",
            language=self.language.lower(),
            title=self.title,
            licence=self.licence,
            source=source,
        )

    def source(self, member: Member) -> facts.Source:
        """Return a file as a source of statements: its bare name, never where it lies."""
        return facts.Source(id=source_id(member), label=member.name, licence=self.licence)


def source_id(member: Member) -> str:
    """Return the id of a file as a source."""
    return f"source:{derive_slug(member.name)}"
