"""`skillgraph import`: what others have made, as a graph; one small module a source."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp

#: The sources in the order in which people meet them; each has a module of its name.
_SOURCES = ("esco", "onet", "page", "table", "matrix", "rdf")


class _Sources(WithHelp, click.Group):
    """The sources, each imported when it is called, or asked for its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_SOURCES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _SOURCES:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"skillgraph.cli.importing.{cmd_name}").command
        return command


@click.group("import", cls=_Sources, short_help="Make a graph of what others have made.")
def command() -> None:
    """Make a graph of what others have made.

    Where `export` writes a graph for others, `import` reads theirs, and says what it read, what it
    kept, and what it left out and why. A catalogue that you write yourself needs none: every
    command takes it with --graph.

    \b
    Examples:
      skillgraph import table --help
      skillgraph import rdf skills.ttl -o skills.graph
    """
