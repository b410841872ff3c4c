"""`skillgraph profile`: a file of a person's own; one small module for each thing done with it."""

from __future__ import annotations

import click

from skillgraph.cli.helping import LazyGroup

#: What is done with a profile, in the order in which people meet it, each with its module.
_MODULES = {
    "add": "profile.add",
    "show": "profile.show",
    "done": "profile.done",
    "review": "profile.review",
    "import": "profile.importing",
    "remove": "profile.remove",
}


@click.group(
    "profile", cls=LazyGroup, modules=_MODULES,
    short_help="Keep what you hold, want and avoid in a file.",
)  # fmt: skip
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
