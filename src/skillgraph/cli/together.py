"""Options that need or exclude each other: none that was typed is passed over in silence."""

from __future__ import annotations

import click


def typed(*names: str) -> list[str]:
    """Return those of some parameters that were typed, as options are written, in help's order."""
    context = click.get_current_context()
    return [
        max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(context)
        for param in context.command.params
        if param.name in names
        and context.get_parameter_source(param.name) is click.core.ParameterSource.COMMANDLINE
    ]


def need(wanted: str, *names: str) -> None:
    """Refuse parameters that mean something only with what is `wanted`, which isn't there."""
    if found := typed(*names):
        verb = "needs" if len(found) == 1 else "need"
        raise click.UsageError(f"{_listed(found)} {verb} {wanted}.")


def exclude(other: str, *names: str) -> None:
    """Refuse parameters that mean nothing beside another, which is there."""
    if found := typed(*names):
        verb = "plays" if len(found) == 1 else "play"
        raise click.UsageError(f"{_listed(found)} {verb} no part with {other}: leave one out.")


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
