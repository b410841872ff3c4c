"""The `--help` of every command, in click's words without click's catalogue of translations."""

from __future__ import annotations

import click


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


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click calls it so
    if value and not ctx.resilient_parsing:
        from skillgraph.cli.output import write_words

        write_words(f"{ctx.get_help()}\n")
        ctx.exit()
