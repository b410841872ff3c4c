"""`skillgraph profile`: a file of a person's own; one small module for each thing done with it."""

from __future__ import annotations

import click

from skillgraph.cli.helping import WithHelp

#: What is done with a profile, in the order in which people meet it, each with its module.
_MODULES = {
    "add": "add", "show": "show", "done": "done", "review": "review", "import": "importing",
    "remove": "remove",
}  # fmt: skip


class _Commands(WithHelp, click.Group):
    """The commands, each imported when it is called, or asked for its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        from importlib import import_module

        module = import_module(f"skillgraph.cli.profile.{_MODULES[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group("profile", cls=_Commands, short_help="Keep what you hold, want and avoid in a file.")
def command() -> None:
    """Keep what you hold, what you want and what you avoid in a file of your own.

    Where `path`, `gap`, `next` and the others are told by --from what you hold, a profile keeps it:
    they take it where there is no --from, and a bare `skillgraph` says where you are. It is YAML
    that you can edit by hand, and it never leaves the machine.  [env: SKILLGRAPH_PROFILE]

    \b
    Examples:
      skillgraph profile add python,sql
      skillgraph profile add cloud-architect --as goal --hours-per-week 4-6
    """
