"""What is said of plans: why a step, why not another, what if, two side by side, whether true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.planning import Planning
from skillgraph.api.resolving import HOLDABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypedDict, Unpack

    from skillgraph.api.planning import Asked, Weighed
    from skillgraph.model.documents.explanations import WhyNotDocument
    from skillgraph.model.documents.outlook import WhyDocument
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.side_by_side import CompareDocument, WhatIfDocument
    from skillgraph.model.documents.verification import VerificationDocument
    from skillgraph.model.problem import Level

    class Usual(TypedDict, total=False):
        """What a person always avoids and waives, and what they prefer."""

        avoid: Iterable[str]
        waive: Iterable[str]
        prefer: Iterable[str]


class Considering(Planning):
    """A graph whose plans are considered: a thin method for each question about them."""

    def why(self, plan: PlanDocument, step: str) -> WhyDocument:
        """Return why a step stands in a plan of this graph; the step by name or by its number.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     why = graph.why(graph.plan("cloud-architect", ["python"]), "networking-basics")
        ...     [statement["owner"] for statement in why["chain"]]
        ['skill:aws', 'role:cloud-architect']
        """
        from skillgraph.api.why import why_document

        name = step if step.isdecimal() else self.resolve(step, HOLDABLE).id
        return why_document(self.graph, plan, name)

    def what_if(
        self,
        target: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        hold: Iterable[str] = (),
        drop: Iterable[str] = (),
        avoid: Iterable[str] = (),
        choose: Iterable[str] = (),
        waive: Iterable[str] = (),
        via: Iterable[str] = (),
        usual: Usual | None = None,
        **asked: Unpack[Weighed],
    ) -> WhatIfDocument:
        """Return what a change does to a plan: with the options of `plan`, before and after it.

        What is avoided, waived or preferred as `usual` is so both before and after, unless the
        change says otherwise of it.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     what_if = graph.what_if("cloud-architect", ["python"], hold=["docker"])
        ...     what_if["extra_cost"], [step["id"] for step in what_if["before"]["only"]]
        (-84, ['skill:command-line', 'skill:docker'])
        """
        from skillgraph.api.side_by_side import what_if

        changed = {"avoid": avoid, "choose": choose, "waive": waive, "via": via}
        kept = {**asked, **(usual or {})}
        return what_if(self, target, held, hold=hold, drop=drop, changed=changed, asked=kept)

    def compare(
        self,
        first: str,
        second: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        **asked: Unpack[Asked],
    ) -> CompareDocument:
        """Return the plans to two targets side by side, with the options of `plan`.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     compared = graph.compare("cloud-architect", "devops-engineer", ["python"])
        ...     "skill:docker" in [step["id"] for step in compared["shared"]]
        True
        """
        from skillgraph.api.side_by_side import compare_document

        named = held if isinstance(held, dict) else list(held)
        return compare_document(self.plan(first, named, **asked), self.plan(second, named, **asked))

    def why_not(
        self,
        target: str,
        node: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        **asked: Unpack[Asked],
    ) -> WhyNotDocument:
        """Return why a skill or role is not in the plan to a target, with the options of `plan`.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.why_not("cloud-architect", "azure", ["python"])
        ...     found["causes"][0]["cause"], found["extra_cost"]
        ('chosen otherwise', 0)
        """
        from skillgraph.api.why_not import why_not_document

        plan = self.plan(target, held, **asked)
        return why_not_document(self, plan, self.resolve(node, HOLDABLE).id, asked)

    def verify(
        self, plan: PlanDocument | Mapping[str, Any], *, place: str = "plan"
    ) -> VerificationDocument:
        """Return which statements of a plan don't hold on this graph, without the planner.

        What is no plan is `InvalidInput`, in which it is called `place`.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.verify(graph.plan("cloud-architect", ["python"]))
        ...     found["holds"], found["violations"]
        (True, [])
        """
        from skillgraph.api.verification import verification_document

        return verification_document(self.graph, plan, place)
