"""The command line: each command parses, calls the api once, and prints.

Importing this imports click and little else: a command's own module is imported when it is called.
"""

from __future__ import annotations

import click

from skillgraph.cli.helping import LazyGroup

#: The commands in the order in which people meet them, each with the module that has it.
_MODULES = {
    "path": "path",
    "gap": "gap",
    "next": "next",
    "match": "match",
    "related": "related",
    "what-if": "what_if",
    "compare": "compare",
    "profile": "profile",
    "show": "show",
    "explain": "explain",
    "list": "listing",
    "search": "search",
    "stats": "stats",
    "validate": "validate",
    "verify": "verify",
    "diff": "diff",
    "lint": "lint",
    "query": "query",
    "render": "render",
    "export": "export",
    "import": "importing",
    "merge": "merge",
    "crosswalk": "crosswalk",
}


class _Commands(LazyGroup):
    """The commands; one that there isn't is told with one that there is."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _MODULES:
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _MODULES, 1)
    hint = f"Did you mean '{near[0]}'?" if near else f"There are {', '.join(_MODULES)}."
    return f"there is no command '{name}'. {hint}"


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click calls it so
    if value and not ctx.resilient_parsing:
        # Looking it up costs half of what click does.
        from importlib.metadata import version

        from skillgraph.cli.output import write_words

        write_words(f"skillgraph {version('skillgraph')}\n")
        ctx.exit()


@click.group(
    cls=_Commands,
    modules=_MODULES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    invoke_without_command=True,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version and exit.",
)  # fmt: skip
@click.pass_context
def skillgraph(ctx: click.Context) -> int | None:
    """Tell what to learn, in which order, and why.

    You name the skills you hold and the career track you want; the answer is a plan. With a
    profile, a bare `skillgraph` says where you are and what comes next.

    \b
    Begin with:
      skillgraph path --from python --to cloud-architect
      skillgraph gap --from python,sql --to devops-engineer
      skillgraph search kube
    """
    if ctx.invoked_subcommand is not None:
        return None
    from skillgraph.api.own_profile import find_profile

    if find_profile() is not None:
        from skillgraph.cli.profile.standing import write_standing

        if (code := write_standing()) is not None:
            return code
    from skillgraph.cli.output import write_words

    write_words(f"{ctx.get_help()}\n")
    return None


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 a negative answer, 2 an error, 130 interrupted."""
    import sys

    from skillgraph.cli.exits import run

    sys.exit(run(skillgraph, arguments))
