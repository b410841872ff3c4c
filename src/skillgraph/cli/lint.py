"""`skillgraph lint`: what is well-formed in a graph, and yet likely a slip."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE, NEGATIVE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import checks_format_option, graph_option, open_graph
from skillgraph.lint.checks import RULES


@click.command("lint", cls=WithHelp, short_help="Find what is well-formed, and yet likely a slip.")
@click.option(
    "--rule", "rules", multiple=True, type=click.Choice(tuple(RULES)), metavar="RULE",
    help="Only what this rule finds.  Repeats.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 for what is for information, too.")
@graph_option
@checks_format_option
def command(*, rules: tuple[str, ...], strict: bool, graphs: tuple[str, ...], form: str) -> int:
    """Find what is well-formed in a graph, and yet likely a slip.

    Where `validate` tells whether files make a graph, `lint` tells what in it looks wrong. A
    warning exits with 1; what is for information doesn't, unless --strict says so.

    \b
    Rules:
      prerequisite-cycle      skills that wait for each other, and the ways out
      unreachable-target      roles, tracks and skills that no plan leads to
      unused-skill            skills that nothing needs
      redundant-prerequisite  prerequisites that follow from others
      near-duplicate-label    labels that differ by a slip

    \b
    Examples:
      skillgraph lint --rule prerequisite-cycle
      skillgraph lint --graph mine.yaml --rule unreachable-target --format sarif
    """
    from skillgraph.cli.output import write_answer
    from skillgraph.views.lint import render_lint

    with open_graph(graphs) as graph:
        document = graph.lint(rules or None)
    write_answer(document, form, lambda paper: render_lint(document, paper))
    found = len(document["findings"]) if strict else document["warnings"]
    return NEGATIVE if found else DONE
