"""The options that commands share, and how names are completed."""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING

import click

from skillgraph.cli.names import TARGETS
from skillgraph.errors import escaped
from skillgraph.model.options import PLAN_OPTIONS
from skillgraph.vocab import HOLDABLE, ROLES, SKILLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn, TypeVar

    from click.shell_completion import CompletionItem

    from skillgraph.api import SkillGraph
    from skillgraph.model.options import PlanOption

    Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

#: So many names are offered at once.
_MOST_OFFERED = 50

#: No limit of time is longer: a day.
LONGEST_SECONDS = 86_400

_HUGE = float("inf")


class GraphPath(click.types.StringParamType):
    """A catalogue, a compiled graph, or `default`; an empty name is none."""

    name = "path"
    #: As the shell's own lists of paths: a folder's name may hold spaces.
    envvar_list_splitter = os.pathsep

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        """Return the paths of a variable; parts that are empty are none, as in PATH."""
        return [path for path in super().split_envvar_value(rv) if path]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an empty name, which would be the current folder."""
        if value == "":
            self.fail("the name of the graph is empty.", param, ctx)
        return str(super().convert(value, param, ctx))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Leave files to the shell; offer the shipped catalogue beside them."""
        del ctx, param
        from click.shell_completion import CompletionItem

        default = [CompletionItem("default")] if "default".startswith(incomplete) else []
        return [*default, CompletionItem(incomplete, type="file")]


class FilePath(click.Path):
    """A file by name; an empty name, as an unset variable leaves it, is none.

    With `allow_dash`, `-` is standard input or output. Elsewhere it is refused: a file of that name
    is hardly meant.
    """

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Refuse an empty name, which would be the current folder, and `-` where it means none."""
        if not os.fspath(value):
            self.fail("the name of the file is empty.", param, ctx)
        if os.fspath(value) == "-" and not self.allow_dash:
            message = "'-' stands for no file here: name one (./- is a file of that name)."
            self.fail(message, param, ctx)
        return super().convert(value, param, ctx)

    def fail(
        self,
        message: str,
        param: click.Parameter | None = None,
        ctx: click.Context | None = None,
    ) -> NoReturn:
        """Refuse a name, on one line whatever is in it."""
        super().fail(escaped(message), param, ctx)


class Whole(click.IntRange):
    """A whole number in a range, which messages call by that name."""

    name = "whole number"


class Finite(click.FloatRange):
    """A number in a range; what is no number, or has no end, is in none."""

    name = "number"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Refuse `nan`, which no comparison keeps out, and `inf`, as `1e400` is read, too."""
        number = float(super().convert(value, param, ctx))
        if not -_HUGE < number < _HUGE:
            self.fail(f"'{value}' is no number that can be counted with.", param, ctx)
        return number


class NodeName(click.types.StringParamType):
    """The name of a node of some kinds; it is resolved when the graph is open."""

    name = "name"

    def __init__(self, kinds: Sequence[str] | None) -> None:
        self.kinds = kinds

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer names from the graph; whatever goes wrong, offer none: a shell shows no errors."""
        del param
        try:
            from skillgraph.cli.completion import offered

            return offered(ctx, self.kinds, incomplete, _MOST_OFFERED)
        except Exception:  # noqa: BLE001 -- an error here would garble the line being typed
            return []


HELD_NAME, TARGET_NAME, ROLE_NAME, SKILL_NAME = map(NodeName, (HOLDABLE, TARGETS, ROLES, SKILLS))
CATEGORY_NAME, ANY_NAME = NodeName(("category",)), NodeName(None)

graph_option = click.option(
    "--graph", "graphs", multiple=True, metavar="PATH", type=GraphPath(), envvar="SKILLGRAPH_GRAPH",
    help="Use this catalogue, or compiled graph, in place of the shipped one; repeats are merged, "
    "'default' is the shipped one.  [env: SKILLGRAPH_GRAPH]",
)  # fmt: skip

_FORMATS = ("table", "json", "csv", "tsv", "md")


def _format_option(*forms: str) -> Callable[[Command], Command]:
    return click.option(
        "--format", "form", default="table", show_default=True, metavar="FORMAT",
        type=click.Choice(forms), help=f"{', '.join(forms[:-1])} or {forms[-1]}.",
    )  # fmt: skip


format_option = _format_option(*_FORMATS)
#: Of checks: what they find has a place, which other programs show beside the file.
checks_format_option = _format_option(*_FORMATS, "sarif")

from_option = click.option(
    "--from", "held", multiple=True, metavar="NAMES", type=HELD_NAME,
    help="Skills and roles that you hold: names with commas between them, or @FILE: one name a "
    "line, a profile, CSV, or a JSON Resume; @- is standard input, @profile your own profile, "
    "which is taken where there is no --from; 'nothing' holds nothing.  Repeats.",
)  # fmt: skip

skip_unknown_option = click.option(
    "--skip-unknown", is_flag=True,
    help="Leave out names in @FILE that mean nothing in the graph, and tell them.",
)  # fmt: skip

to_option = click.option(
    "--to", "target", required=True, metavar="NAME", type=TARGET_NAME,
    help="The role, track or skill that you want.",
)  # fmt: skip


kind_option = click.option(
    "--kind", type=click.Choice(["role", "track"]), metavar="role|track",
    help="Only roles that are no track, or only tracks.",
)  # fmt: skip

timeout_option = click.option(
    "--timeout", type=Finite(0, LONGEST_SECONDS, min_open=True), metavar="SECONDS",
    help="Give the best plan found by then, with how good it surely is.",
)  # fmt: skip


rdf_timeout_option = click.option(
    "--timeout", type=Finite(0, LONGEST_SECONDS, min_open=True), metavar="SECONDS",
    help="Stop reading a file of RDF after so long.  [default: 10, and 2 more for each MiB]",
)  # fmt: skip

rdf_memory_option = click.option(
    "--memory", type=Whole(16, 1 << 20), metavar="MIB",
    help="Stop where parsing it takes more memory.  [default: 512, and 32 more for each MiB of the "
    "file, up to 4096]",
)  # fmt: skip

#: What a question to the planner takes in every command.
PLANNING = ("by", "include", "direct", "route", "timeout")


def _plan_option(option: PlanOption, text: str) -> Callable[[Command], Command]:
    name = option.name
    details: dict[str, Any] = {"help": text}
    if option.kinds:
        metavar = "ROLES" if option.kinds == ROLES else "SKILLS"
        details |= {"multiple": True, "metavar": metavar, "type": NodeName(option.kinds)}
    elif option.words:
        shown = option.words[1:] if name == "include" else option.words
        details |= {"metavar": "|".join(shown), "type": click.Choice(option.words)}
        if len(option.words) > 1:
            details["default"] = option.words[0]
    else:
        details["is_flag"] = True
    return click.option(f"--{name}", **details)


def plan_options(
    *names: str, text: Callable[[PlanOption], str] = attrgetter("help")
) -> Callable[[Command], Command]:
    """Give a command options of a plan, in this order, each with its own help or another text."""

    def with_options(command: Command) -> Command:
        for name in reversed(names):
            if name == "timeout":
                command = timeout_option(command)
            else:
                option = PLAN_OPTIONS[name]
                command = _plan_option(option, text(option))(command)
        return command

    return with_options


planning_options = plan_options(*PLANNING)


def rdf_options(command: Command) -> Command:
    """Give a command the limits of parsing RDF, which may be a stranger's."""
    return rdf_timeout_option(rdf_memory_option(command))


def open_graph(graphs: Sequence[str]) -> SkillGraph:
    """Open the graph that was asked for."""
    from skillgraph.api import SkillGraph

    return SkillGraph.open(*graphs)


def as_typed(graphs: Sequence[str]) -> str:
    """Return the `--graph` options as a command to paste needs them, "" where there are none."""
    if not graphs:
        return ""
    from shlex import quote

    return "".join(f" --graph {quote(graph)}" for graph in graphs)
