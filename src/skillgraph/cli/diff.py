"""`skillgraph diff`: what differs between two graphs, and which plans change with it."""

from __future__ import annotations

import click

from skillgraph.cli.exits import DONE
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    HELD_NAME,
    TARGET_NAME,
    GraphPath,
    format_option,
    open_graph,
)


@click.command("diff", cls=WithHelp, short_help="Compare two graphs, and plans on both.")
@click.argument("old", metavar="OLD", type=GraphPath())
@click.argument("new", metavar="NEW", type=GraphPath())
@click.option(
    "--from", "held", multiple=True, metavar="NAMES", type=HELD_NAME,
    help="Skills and roles that somebody holds, whose plans are compared (see --to).",
)  # fmt: skip
@click.option(
    "--to", "targets", multiple=True, metavar="NAME", type=TARGET_NAME,
    help="Tell how the plan to this target changes.  Repeats.",
)  # fmt: skip
@format_option
def command(
    *, old: str, new: str, held: tuple[str, ...], targets: tuple[str, ...], form: str
) -> int:
    """Compare two graphs: what is new, gone, renamed or rated otherwise; and plans on both.

    Where `compare` puts two targets of one graph side by side, `diff` compares two graphs: two
    releases of a taxonomy, or a catalogue before and after an edit. Ids that the new graph retires
    are followed to what replaces them. Names are those of the old graph.

    \b
    Examples:
      skillgraph diff default mine.yaml
      skillgraph diff default mine.yaml --from python --to cloud-architect
    """
    from skillgraph.api.diff import Question, diff_document
    from skillgraph.cli.names import TARGETS, resolve_all, resolve_one
    from skillgraph.cli.output import write_answer
    from skillgraph.cli.together import need
    from skillgraph.views.diff import render_diff
    from skillgraph.vocab import HOLDABLE

    if not targets:
        need("--to", "held")
    with open_graph([old]) as before, open_graph([new]) as after:
        ids = tuple(resolve_all(before, held, HOLDABLE))
        questions = [Question(ids, resolve_one(before, name, TARGETS)) for name in targets]
        document = diff_document(before, after, questions)
    write_answer(document, form, lambda paper: render_diff(document, paper))
    return DONE
