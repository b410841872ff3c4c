"""The `--help` of every command, in click's words without click's catalogue of translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class WithHelp(click.Command):
    """A command whose help option asks for no translation.

    click looks for one whenever a command is run, which imports `locale` and searches folders for
    files that don't exist: a twentieth of a plain `path`.
    """

    _help: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, the same one each time it is asked for."""
        names = self.get_help_option_names(ctx)
        if self._help is None and names:
            self._help = click.Option(
                names,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
                help="Show this message and exit.",
            )
        return self._help


class LazyGroup(WithHelp, click.Group):
    """A group that imports a command when it is called, or asked for its help.

    `modules` has its commands in the order in which people meet them, each with its module.
    """

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands, in their order."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, None where there is none."""
        if cmd_name not in self.modules:
            return None
        from importlib import import_module

        module = import_module(f"skillgraph.cli.{self.modules[cmd_name]}")
        command: click.Command = module.command
        return command


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click calls it so
    if value and not ctx.resilient_parsing:
        from skillgraph.cli.output import write_words

        write_words(f"{ctx.get_help()}\n")
        ctx.exit()
