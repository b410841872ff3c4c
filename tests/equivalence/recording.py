"""All that is asked of skillgraph, written to a folder."""

from __future__ import annotations

import shlex
import sys
import time
from typing import TYPE_CHECKING

from tests.equivalence.folder import Record, named
from tests.equivalence.inputs import lay_out
from tests.equivalence.questions import Questions
from tests.equivalence.shell import run, working_folder

import skillgraph

if TYPE_CHECKING:
    from pathlib import Path

_FORMS = ("turtle", "ntriples", "jsonld", "rdfxml", "graphml", "csv", "yaml")

#: How many plans of each graph, and of every so many answers the text is kept.
_GRAPHS = {
    "default": (110, 1),
    "garden": (24, 1),
    "small": (16, 1),
    "esco": (50, 3),
    "onet": (36, 3),
}
_QUICK = {"default": (10, 3), "garden": (8, 3), "esco": (4, 3), "onet": (2, 3)}


def record(folder: Path, *, quick: bool = False) -> int:
    """Ask everything and write it to a folder that is not there yet."""
    if folder.exists():
        print(f"{folder} is there already.", file=sys.stderr)  # noqa: T201
        return 2
    folder = folder.absolute()
    _tell(f"asking {skillgraph.__file__}")
    with working_folder() as work:
        kept = Record(folder, str(work))
        Recording(kept, work).everything(quick=quick)
        kept.close()
    _tell(f"{len(kept.kept)} files")
    return 0


class Recording:
    """A record, and the folder in which its questions are asked."""

    def __init__(self, kept: Record, work: Path) -> None:
        self._kept = kept
        self._work = work

    def everything(self, *, quick: bool) -> None:
        """Ask about every graph that is at hand, then about several at once, files and profiles."""
        self.inputs()
        sizes = _QUICK if quick else _GRAPHS
        for name, graph in self.graphs().items():
            if name in sizes:
                self.graph(name, graph, *sizes[name], quick=quick)
        self.levels()
        self.several(quick=quick)
        self.sparql(quick=quick)
        self.others_files()
        self.profiles()

    def inputs(self) -> None:
        """Keep what is copied from the checkout: another input gives other answers."""
        for name in lay_out(self._work):
            path = self._work / name
            files = sorted(path.rglob("*")) if path.is_dir() else [path]
            for file in files:
                if file.is_file():
                    self._kept.keep(f"inputs/{file.relative_to(self._work)}", file.read_bytes())

    def graphs(self) -> dict[str, list[str]]:
        """Compile what is at hand; return how each is named on the command line."""
        found = {
            "default": ["default"],
            "garden": ["garden.yaml"],
            "small": ["small.yaml"],
            "mine": ["mine.yaml"],
        }
        self.command("merge", "default", "-o", "default.graph")
        releases = {"esco": (), "onet": ("--release", "29.3")}
        for name, options in releases.items():
            if not (self._work / name).exists():
                _tell(f"{name} is not at hand: see tests/equivalence/inputs.py")
                continue
            problems = ("--problems", f"{name}-problems.csv")
            self.command("import", name, name, *options, *problems, "-o", f"{name}.graph")
            found[name] = [f"{name}.graph"]
        return found

    def graph(self, name: str, graph: list[str], plans: int, texts: int, *, quick: bool) -> None:
        """Ask about one graph, export and draw it."""
        _tell(name)
        questions = Questions(self._kept, name, graph, texts=texts)
        questions.all(plans)
        large = name in {"esco", "onet"}
        questions.exports(self._work, _FORMS[1:2] if large and quick else _FORMS)
        questions.pictures(self._work, focus=1 if quick else 4)

    def levels(self) -> None:
        """Ask for somebody who holds skills at levels, which a file says."""
        held = ("--from", "@levels.yaml")
        questions = Questions(self._kept, "levels", ["garden.yaml"])
        for role in ("gardener", "pomologist", "head-gardener", "pruning"):
            for arguments in (
                ("path", *held, "--to", role),
                ("path", *held, "--to", role, "--include", "helpful", "--alternatives", "2"),
                ("gap", *held, "--to", role),
                ("next", *held, "--towards", role),
                ("what-if", *held, "--to", role, "--drop", "soil"),
            ):
                questions.ask(*arguments)
        questions.ask("match", *held)
        questions.ask("next", *held)

    def several(self, *, quick: bool) -> None:
        """Unite graphs for a question and in a file, compare them, and see them refused."""
        _tell("several graphs")
        for name, graph in {
            "small and more": ["small.yaml", "more.yaml"],
            "default and more": ["default", "more.yaml"],
            "small and garden": ["small.yaml", "garden.yaml", "mine.yaml"],
            "small and other": ["small.yaml", "other.yaml"],
            "graph and more": ["default.graph", "more.yaml"],
        }.items():
            questions = Questions(self._kept, name, graph)
            for arguments in (("stats",), ("list",), ("lint",), ("gap", "--to", "baker")):
                questions.ask(*arguments)
        for arguments in (
            ("merge", "small.yaml", "more.yaml", "-o", "incomplete.graph"),
            ("merge", "small.yaml", "extra.yaml", "-o", "both.graph"),
            ("merge", "small.yaml", "extra.yaml", "-o", "both.yaml"),
            ("merge", "extra.yaml", "small.yaml", "-o", "turned.graph"),
            ("merge", "small.yaml", "other.yaml", "-o", "refused.graph"),
            (
                "merge",
                "small.yaml",
                "other.yaml",
                "--prefer",
                "other.yaml",
                "-o",
                "preferred.graph",
            ),
            ("merge", "small.yaml", "other.yaml", "--prefer", "small.yaml", "-o", "preferred.yaml"),
            ("merge", "default", "both.graph", "garden.yaml", "-o", "all.graph"),
            ("merge", "default.graph", "default", "-o", "again.graph"),
            ("crosswalk", "default", "small.yaml", "-o", "matches.csv"),
            ("crosswalk", "small.yaml", "garden.yaml", "--most", "2"),
            ("crosswalk", "small.yaml", "extra.yaml", "--kind", "skill", "-o", "accepted.csv"),
            ("merge", "small.yaml", "extra.yaml", "--matches", "accepted.csv", "-o", "m.graph"),
            ("diff", "small.yaml", "other.yaml"),
            ("diff", "small.yaml", "both.graph", "--from", "dough", "--to", "baker"),
            ("diff", "default", "all.graph"),
            ("diff", "default", "default.graph", "--from", "python", "--to", "cloud-architect"),
        ):
            self.command(*arguments)
        if not quick and {"esco", "onet"} <= {path.name for path in self._work.iterdir()}:
            self.command("merge", "esco.graph", "onet.graph", "default", "-o", "three.graph")
            self.command("diff", "onet.graph", "three.graph")
            self.command("crosswalk", "default", "esco.graph", "--kind", "skill", "--most", "1")

    def sparql(self, *, quick: bool) -> None:
        """Ask the shipped queries and some more, of both engines."""
        _tell("queries")
        names = run("query", "--example", "list").out.decode().split()
        for name in names[: 3 if quick else None]:
            self.command("query", "--example", name)
        self.command("query", "-f", "query.rq", "--graph", "garden.yaml")
        self.command("query", "-f", "query.rq", "--graph", "garden.yaml", "--engine", "rdflib")
        self.command("query", "ASK { skill:soil a sg:Skill }", "--graph", "garden.yaml")
        self.command("query", "SELECT ?x { ?x a sg:Skill", "--graph", "garden.yaml")

    def others_files(self) -> None:
        """Check and import what others have made: tables, pages, RDF, and what is no catalogue."""
        _tell("files of others")
        wrong = sorted((self._work / "invalid").iterdir())
        for path in [
            "default",
            "small.yaml",
            "wrong.ttl",
            "skills.csv",
            *(f"invalid/{each.name}" for each in wrong),
        ]:
            self.command("validate", path)
        for form in _FORMS[:4]:
            self.command(
                "export",
                "--graph",
                "garden.yaml",
                "--format",
                form,
                "-o",
                f"garden.{form}",
                json=False,
            )
        suffixes = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
        for form, suffix in suffixes.items():
            (self._work / f"garden.{form}").rename(self._work / f"back.{suffix}")
            self.command("import", "rdf", f"back.{suffix}", "-o", f"{form}.graph")
        self.command("import", "rdf", "wrong.ttl", "-o", "wrong.graph")
        self.command(
            "export", "--graph", "garden.yaml", "--format", "csv", "-o", "tables", json=False
        )
        matrix = ("import", "matrix", "skills-matrix.xlsx", "--header", "role,grade")
        matrix += ("--scale", "0-5", "--importance", "*=helpful")
        tables = sorted(f"tables/{file.name}" for file in (self._work / "tables").iterdir())
        self.command("import", "table", *tables, "--id", "garden", "-o", "tables.graph")
        for arguments in (
            ("import", "table", "skills.csv", "-o", "skills.yaml"),
            (
                "import",
                "table",
                "skills.csv",
                "needs.csv",
                "--known",
                "default",
                "-o",
                "needs.graph",
            ),
            ("import", "matrix", "skills-matrix.xlsx", "-o", "refused.graph"),
            (*matrix, "--known", "default", "--problems", "matrix.csv", "-o", "matrix.yaml"),
            (*matrix, "-o", "matrix.graph"),
            ("import", "page", "baker.txt", "-o", "page.yaml"),
            ("import", "page", "baker.html", "-o", "page.graph"),
        ):
            self.command(*arguments)

    def profiles(self) -> None:
        """Keep a profile, change it, and ask where its owner stands; each file is an answer."""
        _tell("profiles")
        since = ("--since", "2026-05-01")
        for turn, arguments in enumerate((
            ("profile", "add", "python,sql", *since),
            ("profile", "add", "cloud-architect", "--as", "goal"),
            ("profile", "add", "azure", "--as", "choice"),
            ("profile", "add", "php", "--as", "avoid"),
            ("profile", "show", "--format", "json"),
            (),
            ("path", "--to", "cloud-architect", "--format", "json"),
            ("next", "--format", "json"),
            ("profile", "review", "--to", "cloud-architect", "--print"),
            ("profile", "done", "docker", *since, "--evidence", "a course"),
            ("profile", "remove", "sql"),
            ("profile", "import", "resume.json", "--skip-unknown"),
            ("profile", "show", "--format", "json"),
            ("profile", "add", "cloud-architect", "--as", "goal", "--hours-per-week", "4-6"),
            ("profile", "add", "no-such-thing"),
        )):  # fmt: skip
            ran = run(*arguments, profile="profile.yaml")
            name, said = f"profile/{turn:02}", shlex.join(arguments)
            if "json" in arguments:
                self._kept.keep(f"answers/{name}.json", ran.out, said)
            else:
                self._kept.keep(f"texts/{name}.txt", ran.text, said)
            self._kept.keep(
                f"answers/{name}.yaml", (self._work / "profile.yaml").read_bytes(), said
            )

    def command(self, *arguments: str, json: bool = True) -> None:
        """Run a command, and keep its answer, its text, and the file that it wrote."""
        said = shlex.join(arguments)
        ran = run(*arguments, *(("--format", "json") if json else ()))
        name = f"{arguments[0]}/{named(said)}"
        if json:
            self._kept.keep(f"answers/{name}.json", ran.out, f"{said} = {ran.code}")
        self._kept.keep(f"texts/{name}.txt", ran.err + b"exit: %d\n" % ran.code, said)
        for option in ("-o", "--problems"):
            if option in arguments:
                file = self._work / arguments[arguments.index(option) + 1]
                place = "graphs" if file.suffix == ".graph" else "exports"
                if file.is_file():
                    self._kept.keep(f"{place}/{file.name}", file.read_bytes(), said)


def _tell(what: str) -> None:
    print(f"{time.process_time():5.0f} s  {what}", file=sys.stderr, flush=True)  # noqa: T201
