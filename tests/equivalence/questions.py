"""Questions about one graph: drawn from what is in it, the same each time."""

from __future__ import annotations

import json
import random
import shlex
from typing import TYPE_CHECKING, Any

from tests.equivalence.folder import named
from tests.equivalence.shell import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.equivalence.folder import Record

Arguments = tuple[str, ...]

#: Options of `path` that need no name, one after the other.
_PATH: tuple[Arguments, ...] = (
    (),
    ("--by", "count"),
    ("--direct",),
    ("--route", "cheapest"),
    ("--assume", "none"),
    ("--include", "important"),
    ("--include", "helpful", "--by", "count"),
    ("--alternatives", "3"),
    ("--max-hours", "120"),
    ("--hours-per-week", "6", "--start", "2026-12-01"),
    ("--hours-per-week", "2.5", "--start", "2024-02-29", "--max-hours", "7", "--why", "1"),
    ("--route", "cheapest", "--alternatives", "2", "--include", "helpful", "--assume", "none"),
)
_WEIGHED: tuple[Arguments, ...] = (
    (), ("--by", "count"), ("--direct",), ("--route", "cheapest"), ("--include", "helpful")
)  # fmt: skip
_ROWS = ("csv", "tsv", "md")


class Questions:
    """What is asked of a graph; of one in so many answers (`texts`) the table is kept, too."""

    def __init__(self, record: Record, name: str, graph: Sequence[str], *, texts: int = 1) -> None:
        self._record = record
        self._name = name
        self._graph = tuple(word for path in graph for word in ("--graph", path))
        self._texts = texts
        self._asked = 0
        self._random = random.Random(name)  # noqa: S311 -- drawn the same each time, on purpose
        nodes = self.ask("list").get("nodes", ())  # none where graphs contradict each other
        self._ids: dict[str, list[str]] = {}
        for node in sorted(nodes, key=lambda node: node["id"]):
            self._ids.setdefault(node["kind"], []).append(node["id"])
        self._labels = sorted({node["label"] for node in nodes})
        self._skills = self._ids.get("skill", [])
        self._roles = self._ids.get("role", []) + self._ids.get("track", [])

    def ask(self, *arguments: str, stdin: str = "", about: str = "") -> Any:
        """Keep the answer as JSON, and as a text where it is its turn; return the document.

        `about` tells questions apart that differ in what stands on standard input alone.
        """
        command = (*arguments, *self._graph)
        answer = run(*command, "--format", "json", stdin=stdin)
        said = shlex.join(command) + (f" < {about}" if about else "")
        name = named(said)
        self._record.keep(
            f"answers/{self._name}/{name}.json", answer.out, f"{said} = {answer.code}"
        )
        self._asked += 1
        if answer.err or self._asked % self._texts == 0:
            text = run(*command, stdin=stdin)
            self._record.keep(f"texts/{self._name}/{name}.txt", text.text, said)
        return json.loads(answer.out) if answer.out else {}

    def all(self, count: int) -> None:
        """Ask about so many plans, and in proportion of all else."""
        self.plans(count)
        self.nearness(count // 2)
        self.pairs(count // 3)
        self.nodes(count // 2)
        self.names(count // 3)
        self.whole()
        self.rows()

    def plans(self, count: int) -> None:
        """Ask for plans, and again with what their own answers offer to choose, avoid, waive."""
        for turn in range(count):
            asked = (*self._held(), "--to", self._target())
            plan = self.ask("path", *asked, *_PATH[turn % len(_PATH)])
            if turn % 2 == 0 and plan.get("steps"):
                for option in self._offered(plan, turn // 2):
                    self.ask("path", *asked, *option)
            if turn % 4 == 1 and plan.get("format"):
                self._verify(plan, f"plan {turn}")

    def _offered(self, plan: Any, turn: int) -> list[Arguments]:
        step = self._random.choice(plan["steps"])["id"]
        offered = [("--avoid", step), ("--waive", step), ("--why", step)]
        others = [
            option
            for choice in plan["choices"]
            for option in choice["options"]
            if option not in choice["chosen"]
        ]
        found = [offered[turn % 3]]
        if others:
            found.append(("--choose", self._random.choice(others)))
        if plan["assumed"]:
            found.append(("--without", self._random.choice(plan["assumed"])["id"]))
        if len(plan["stages"]) > 1 and turn % 2:
            found.append(("--via", plan["stages"][0]["id"], "--alternatives", "1"))
        return found

    def _verify(self, plan: Any, about: str) -> None:
        """Check a plan that holds, and the same one with something untrue in it."""
        self.ask("verify", "-", stdin=json.dumps(plan), about=about)
        if plan["steps"]:
            plan["total"]["effort_hours"]["min"] += 1
            plan["steps"][0]["label"] += "!"
            self.ask("verify", "-", stdin=json.dumps(plan), about=f"{about}, untrue")
            plan["steps"].reverse()
            self.ask("verify", "-", stdin=json.dumps(plan), about=f"{about}, turned round")

    def nearness(self, count: int) -> None:
        """Ask what is missing, what comes next, which roles are near and which are alike."""
        for turn in range(count):
            held, weighed = self._held(), _WEIGHED[turn % len(_WEIGHED)]
            self.ask("gap", *held, "--to", self._target())
            if turn % 3 == 0:
                self.ask("next", *held, "--limit", str(turn + 1))
            elif turn % 3 == 1:
                self.ask("next", *held, "--towards", self._target(), *weighed)
            if turn % 2 == 0:
                kind = ((), ("--kind", "role"), ("--kind", "track"))[turn // 2 % 3]
                self.ask("match", *held, *kind, "--limit", str(1 + turn % 5))
            else:
                self.ask("related", self._role(), "--limit", str(1 + turn))

    def pairs(self, count: int) -> None:
        """Ask for two plans side by side: of two targets, and before and after a change."""
        for turn in range(count):
            weighed = _WEIGHED[turn % len(_WEIGHED)]
            self.ask("compare", self._role(), self._target(), *self._held(), *weighed)
            change = ("--hold", "--avoid", "--waive", "--choose", "--via", "--drop")[turn % 6]
            node = self._role() if change == "--via" else self._skill()
            held = ("--from", node) if change == "--drop" else self._held()
            self.ask("what-if", *held, "--to", self._role(), change, node, *weighed)
            if turn % 2:
                self.ask("explain", self._skill(), *self._held(), "--to", self._role(), *weighed)
            else:
                self.ask("explain", self._skill(), self._target(), "--ways", str(1 + turn % 4))

    def nodes(self, count: int) -> None:
        """Ask for all that is said of nodes of every kind, and for lists."""
        kinds = sorted(self._ids)
        for turn in range(count):
            self.ask("show", self._random.choice(self._ids[kinds[turn % len(kinds)]]))
        for kind in kinds:
            self.ask("list", "--kind", kind)
        for category in self._ids.get("category", [])[: count // 4]:
            self.ask("list", "--category", category)

    def names(self, count: int) -> None:
        """Ask for names: whole, in part and with a slip."""
        for turn in range(count):
            label = self._random.choice(self._labels)
            part = (
                label,
                label[: len(label) // 2 + 1],
                label[len(label) // 3 :],
                label[1:2] + label[:1] + label[2:],
                label.swapcase(),
            )[turn % 5]
            self.ask("search", *(("--limit", "7") if turn % 2 else ()), "--", part.strip() or "a")
            if turn % 5 in (3, 4):
                self.ask("gap", "--from", label, "--to", self._random.choice(self._labels))

    def whole(self) -> None:
        """Ask what the graph holds as a whole."""
        for arguments in (("stats",), ("lint",), ("lint", "--strict", "--rule", "unused-skill")):
            self.ask(*arguments)

    def rows(self) -> None:
        """Ask for what goes into a spreadsheet, and for answers that there are none of."""
        held, target = self._held(), self._target()
        questions = (
            ("path", *held, "--to", target), ("gap", *held, "--to", target), ("next", *held),
            ("match", *held), ("related", self._role()), ("compare", target, self._role(), *held),
            ("list", "--kind", "role"), ("search", self._labels[0]), ("stats",), ("lint",),
            ("show", self._skill()),
        )  # fmt: skip
        for turn, arguments in enumerate(questions):
            form = _ROWS[turn % len(_ROWS)]
            command = (*arguments, *self._graph, "--format", form)
            self._record.keep(
                f"answers/{self._name}/{named(shlex.join(command))}.{form}",
                run(*command).out,
                shlex.join(command),
            )
        skill = self._skill()
        for arguments in (
            ("path", "--from", f"{skill[:-1]}", "--to", target),
            ("path", "--to", target, "--avoid", skill, "--choose", skill),
            ("show", "no-such-node"),
            ("list", "--tag", "no such tag"),
            ("explain", skill),
            ("path", "--from", f"{skill}@3", "--to", target),
        ):
            self.ask(*arguments)

    def pictures(self, folder: Path, *, focus: int = 2) -> None:
        """Draw the graph, parts of it and plans, in every form."""
        plan = ("--plan", *self._held(), "--to", self._role())
        drawn: list[Arguments] = [(), plan, (*plan, "--layout", "page")]
        drawn += [("--focus", self._target(), "--hops", str(1 + turn % 2)) for turn in range(focus)]
        drawn += [("--kind", "category", "--kind", "skill", "--most", "40")]
        for part in drawn:
            for form in ("html", "svg", "mermaid", "dot"):
                if "--layout" in part and form != "html":
                    continue
                command = ("render", *part, *self._graph, "--format", form)
                self._file(f"pictures/{self._name}", command, folder / f"picture.{form}", form)

    def exports(self, folder: Path, forms: Sequence[str]) -> None:
        """Export the graph, with and without provenance, and parts of it."""
        focus = ("--focus", self._role(), "--hops", "1")
        parts: list[Arguments] = [(), ("--no-provenance",), focus, ("--kind", "role")]
        for form in forms:
            for part in parts:
                command = ("export", *part, *self._graph, "--format", form)
                self._file(f"exports/{self._name}", command, folder / f"exported.{form}", form)
        void = ("export", *self._graph, "--format", "turtle", "--void", "void.ttl")
        self._file(f"exports/{self._name}", void, folder / "exported.ttl", "ttl")
        self._record.keep(f"exports/{self._name}/void.ttl", (folder / "void.ttl").read_bytes())

    def _file(self, place: str, command: Arguments, target: Path, suffix: str) -> None:
        """Keep what a command writes to a file, or to a folder of files."""
        ran = run(*command, "-o", target.name)
        name = f"{place}/{named(shlex.join(command))}"
        self._record.keep(f"texts/{name}.txt", ran.text, shlex.join(command))
        if target.is_dir():
            for file in sorted(target.iterdir()):
                self._record.keep(f"{name}/{file.name}", file.read_bytes(), shlex.join(command))
                file.unlink()
            target.rmdir()
        elif target.exists():
            self._record.keep(f"{name}.{suffix}", target.read_bytes(), shlex.join(command))
            target.unlink()

    def _held(self) -> Arguments:
        """Draw what is held: nothing, some skills, a role, or both."""
        found = self._random.sample(self._skills, min(len(self._skills), self._random.randrange(5)))
        if self._random.random() < 0.4:
            found.append(self._role())
        return ("--from", ",".join(found)) if found else ("--from", "nothing")

    def _target(self) -> str:
        return self._skill() if self._random.random() < 0.2 else self._role()

    def _role(self) -> str:
        return self._random.choice(self._roles)

    def _skill(self) -> str:
        return self._random.choice(self._skills)
