"""The options of a plan, each once: the table that all who take or tell them derive from."""

from typing import NamedTuple

from skillgraph.vocab import IMPORTANCES, ROLES, SKILLS, NodeKind


class PlanOption(NamedTuple):
    """An option of a question, by its name in Python, in JSON and on the command line.

    It names nodes of some `kinds`, or is one of the `words` (the first of several is its default),
    or is a switch. What `narrows` leaves fewer plans to be best among. `changed` is its help where
    a plan is compared with the one after a change.
    """

    name: str
    help: str
    kinds: tuple[NodeKind, ...] = ()
    words: tuple[str, ...] = ()
    narrows: bool = False
    changed: str = ""


#: The options of a question, in the order in which they are written. `Options` has their values
#: (`skillgraph.model.problem`);
#: the command line, `SkillGraph`, documents and `verify` take from here which there are.
PLAN_OPTIONS = {
    option.name: option
    for option in (
        PlanOption(
            "by",
            "Make the plan short in hours of effort, or in the count of steps.  [default: effort]",
            words=("effort", "count"),
        ),
        PlanOption(
            "include",
            "Learn what the target lists as important, or as helpful, too.",
            words=IMPORTANCES,
        ),
        PlanOption("direct", "Go straight to the target, with no role before it."),
        PlanOption(
            "via",
            "Pass through these roles.",
            ROLES,
            changed="What if you went through these roles.",
        ),
        PlanOption(
            "route",
            "Start at the role that you are nearest to, or wherever the whole way is cheapest.  "
            "[default: nearest]",
            words=("nearest", "cheapest"),
        ),
        PlanOption(
            "avoid",
            "Never learn these.",
            SKILLS,
            narrows=True,
            changed="What if you avoided these.",
        ),
        PlanOption(
            "choose",
            "Learn these, whatever else: the way to take your employer's cloud.",
            SKILLS,
            narrows=True,
            changed="What if you learnt these, whatever else.",
        ),
        PlanOption(
            "waive",
            "Strike these from every requirement.",
            SKILLS,
            narrows=True,
            changed="What if nobody asked for these.",
        ),
        PlanOption("without", "Don't assume these from what you hold.", SKILLS, narrows=True),
        PlanOption("assume", "Assume nothing from what you hold.", words=("none",)),
    )
}

#: Those that name nodes.
NODE_OPTIONS = tuple(option for option in PLAN_OPTIONS.values() if option.kinds)
