"""`skillgraph render`: the graph, a part of it, or a plan, as a page or a drawing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from skillgraph.cli.exits import DONE, NEGATIVE, tell
from skillgraph.cli.helping import WithHelp
from skillgraph.cli.options import (
    ANY_NAME,
    PLANNING,
    TARGET_NAME,
    FilePath,
    Whole,
    from_option,
    graph_option,
    open_graph,
    plan_options,
    skip_unknown_option,
)
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO, Literal

    from skillgraph.api import SkillGraph
    from skillgraph.api.render import Form, View
    from skillgraph.model.documents.plan import PlanDocument


@click.command("render", cls=WithHelp, short_help="Draw the graph or a plan as a page or picture.")
@click.option("--plan", "planned", is_flag=True, help="Draw a plan: name its target with --to.")
@from_option
@skip_unknown_option
@click.option(
    "--to", "target", metavar="NAME", type=TARGET_NAME,
    help="The role, track or skill that the plan leads to.",
)  # fmt: skip
@click.option(
    "--layout", default="graph", metavar="graph|page", type=click.Choice(["graph", "page"]),
    help="A plan as a picture with its list, or as a page to print and to tick.  "
    "[default: graph]",
)  # fmt: skip
@click.option(
    "--focus",
    metavar="NODE",
    type=ANY_NAME,
    help="Draw only what is around this node (see --hops).",
)
@click.option(
    "--hops", default=1, show_default=True, type=Whole(0, 100), metavar="N",
    help="So many edges around the focus, in either direction.",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", type=click.Choice(KINDS),
    help="Draw only nodes of this kind, and what holds among them.  Repeats.",
)  # fmt: skip
@click.option(
    "--most", type=Whole(1, 20_000), metavar="N",
    help="Draw at most so many nodes, the nearest and most connected.  [default: all of a graph "
    "of up to 500, 300 of a larger one]",
)  # fmt: skip
@click.option(
    "--format", "form", metavar="FORMAT", type=click.Choice(["html", "svg", "mermaid", "dot"]),
    help="html, svg, mermaid or dot; by default what the suffix of the file says, else html.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=FilePath(allow_dash=True),
    help="Write to this file, whole or not at all.  [default: standard output]",
)  # fmt: skip
@plan_options(*PLANNING, "via", "avoid", "choose", "waive", "without", "assume")
@graph_option
def command(
    *,
    planned: bool,
    held: tuple[str, ...],
    target: str | None,
    layout: Literal["graph", "page"],
    form: Form | None,
    output: str | None,
    graphs: tuple[str, ...],
    focus: str | None,
    hops: int,
    kinds: tuple[str, ...],
    most: int | None,
    **asked: Any,
) -> int:
    """Draw the graph, a part of it or a plan: one HTML file to open, mail or print, or a picture.

    The page needs nothing else and loads nothing: it works on a train.

    Where `path` answers in the terminal, `render --plan` makes of the same answer a page to send to
    somebody. The options of a plan are those of `path`.

    \b
    Examples:
      skillgraph render -o graph.html
      skillgraph render --focus kubernetes -o kubernetes.svg
      skillgraph render --plan --from python --to cloud-architect -o plan.html
      skillgraph render --plan --to data-engineer --layout page -o page.html
    """
    _check(target, layout, planned=planned, plan=["held", *asked])
    from io import BytesIO

    from skillgraph.api.apart import keep_apart
    from skillgraph.api.opening import chosen_paths
    from skillgraph.api.render import form_of

    file = None if output in (None, "-") else output
    chosen = form or (form_of(file) if file else "html")
    if layout == "page" and chosen != "html":
        raise click.UsageError(f"--layout page is HTML, not {chosen}.")
    if file is None and chosen == "html" and _is_terminal():
        raise click.UsageError("a page is long for a terminal: name a file with -o.")
    keep_apart((file,), graphs=chosen_paths(graphs))
    with open_graph(graphs) as graph:
        plan = _plan(graph, held, target, asked) if planned and target else None
        view: View = {"focus": _focus(graph, focus), "hops": hops, "kinds": kinds, "most": most}
        kept = BytesIO()
        shown = graph.render(file or kept, chosen, layout=layout, plan=plan, **view)
    if file is None:
        _print(kept.getvalue())
    if len(shown["nodes"]) < shown["candidates"]:
        tell(
            f"Note: the {len(shown['nodes']):,} nearest and most connected of "
            f"{shown['candidates']:,} nodes are shown; --focus looks elsewhere, --most shows more."
        )
    return NEGATIVE if plan and plan["status"] in {"unknown", "impossible"} else DONE


def _check(target: str | None, layout: str, *, planned: bool, plan: Sequence[str]) -> None:
    """Refuse options that don't go together before anything is opened; `plan` are a plan's."""
    from skillgraph.cli.together import exclude, need, typed

    if planned and target is None:
        raise click.UsageError("--plan needs a target: --to NAME.")
    if not planned and typed("target", *plan):
        raise click.UsageError("--from, --to and the like are of a plan: add --plan.")
    if planned and typed("focus", "hops", "kinds", "most"):
        message = "--focus, --hops, --kind and --most are of a graph: leave --plan out."
        raise click.UsageError(message)
    for other in typed("direct", "via"):
        exclude(other, "route")
    if not typed("focus"):
        need("--focus", "hops")
    if layout == "page" and not planned:
        raise click.UsageError("--layout page lists a plan: add --plan --to NAME.")


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _plan(
    graph: SkillGraph, held: tuple[str, ...], target: str, asked: dict[str, Any]
) -> PlanDocument:
    from skillgraph.cli.names import TARGETS, resolve_one
    from skillgraph.cli.person import load_asker

    asker = load_asker(graph, held, "planning for", skip_unknown=asked.pop("skip_unknown"))
    wanted = resolve_one(graph, target, TARGETS)
    asker.complete(graph, asked)
    return graph.plan(wanted, asker.levels, **asked)


def _focus(graph: SkillGraph, focus: str | None) -> str | None:
    from skillgraph.cli.names import resolve_one

    return None if focus is None else resolve_one(graph, focus, None)


def _print(text: bytes) -> None:
    from skillgraph.cli.output import write_stream

    def write(stream: BinaryIO) -> None:
        stream.write(text)

    write_stream(write)
