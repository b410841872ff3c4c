"""Texts that want to be more than text, in every field of a graph, through everything we write."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.hostile.in_graph import base
from tests.hostile.kind import Kind
from tests.hostile.running import RESULT, Bounds, Launch
from tests.pages.hostile import HOSTILE, RUNS

from skillgraph.readers.yaml_nodes import UNFIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.running import Place, Seen

_MORE = (
    "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\uff1d1+1", "\t=1", '=HYPERLINK("@NOBODY")',
    "%0A=1", "]]>", "</rdf:RDF>", "<!DOCTYPE a>", "![x](@NOBODY/i)", "[x](javascript:alert(1))",
    "|a|b|", "```", "<https://example.org/>", "\\", '"', "'", "a|b", "%%{init: {}}%%",
)  # fmt: skip

_ELEMENTS = {"iframe", "object", "embed", "base", "form", "frame", "applet", "meta", "link"}
_ADDRESSES = {"href", "src", "xlink:href", "action", "formaction", "srcset", "data", "poster",
              "background", "ping", "content"}  # fmt: skip
_SAFE = re.compile(r"\s*(?:https?://|#|data:image/svg\+xml[;,]|$)", re.IGNORECASE)


def texts() -> list[str]:
    """Return what a catalogue may hold: no control characters, and nothing too long."""
    cleaned = (" ".join(UNFIT.sub("", text).split()) for text in (*HOSTILE, *_MORE))
    return [text for text in dict.fromkeys(cleaned) if text]


def _catalogue(place: Place) -> None:
    every = texts()

    def field(number: int, more: str = "") -> str:
        return json.dumps(every[number % len(every)] + more, ensure_ascii=False)

    lines = ["catalog:", '  id: a\n  version: "1"\n  language: en']
    lines += [f"  title: {field(5)}", f"  source: {field(6)}", f"  licence: {field(7)}"]
    lines.append("sources:")
    lines += [f'  s{n}: {{label: {field(n)}, url: "https://example.org/"}}' for n in range(20)]
    lines.append("categories:")
    lines += [
        f"  c{n}: {{label: {field(n, ' c')}, description: {field(n + 1)}}}" for n in range(10)
    ]
    lines += ["groups:", f"  g: {{label: {field(3, ' g')}, members: [s0, s1, s2]}}", "skills:"]
    for n in range(len(every)):
        needs = f", requires: [s{n - 1}]" if n else ""
        lines.append(
            f"  s{n}: {{label: {field(n, f' {n}')}, alt_labels: [{field(n + 7, f' or {n}')}],"
            f" category: c{n % 10}, effort_hours: 8-16, description: {field(n + 1)},"
            f" outcome: {field(n + 2)},"
            f" tags: [{field(n + 3)}]{needs}}}"
        )
    last = len(every) - 1
    lines += [
        "roles:",
        f"  baker: {{label: {field(8, ' b')}, entry: true, requires: [s3, {{any_of: g}}]}}",
        "tracks:",
        f"  master-baker:\n    label: {field(9, ' m')}\n    follows: [baker]",
        f"    requires: [s{last}]\n    salary:\n      min: 1\n      max: 2\n      currency: EUR",
        f"      period: year\n      region: {field(10)}\n      assumption: {field(11)}",
        "strategies:",
        f"  meet: {{label: {field(12, ' s')}, helps_towards: [s3], assumption: {field(13)}}}",
    ]
    place.write("in.yaml", "\n".join(lines) + "\n")


def _past_the_readers(place: Place) -> None:
    """A graph in which hostile texts stand wherever SQLite takes a text, addresses among them."""
    file = place.write("in.graph", base())
    every = [*HOSTILE, *_MORE, "javascript:alert(1)", "data:text/html,<script>alert(1)</script>"]
    with closing(sqlite3.connect(file)) as connection, connection:
        for table, column in (
            ("node", "label"), ("node", "notation"), ("node", "locator"), ("node", "fragment"),
            ("text", "value"), ("text", "language"), ("tag", "value"), ("source", "label"),
            ("source", "url"), ("source", "licence"), ("catalog", "title"), ("catalog", "licence"),
            ("catalog", "source"), ("catalog", "version"), ("salary", "region"),
            ("salary", "assumption"), ("salary", "currency"), ("link", "assumption"),
            ("foreign_statement", "object"),
        ):  # fmt: skip
            key = "rowid" if table in ("node", "source", "catalog", "salary") else "node"
            key = "start" if table == "link" else key
            rows = connection.execute(f"SELECT DISTINCT {key} FROM {table}").fetchall()
            for number, (row,) in enumerate(rows):
                text = every[(number * 7) % len(every)].encode("utf-8", "replace").decode()
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (text, row))


class _Page(HTMLParser):
    """Gathers what of a page could run, load or lead somewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag if tag in ("script", "style") else ""
        names = dict(attrs)
        if tag in _ELEMENTS and not _is_ours(tag, names):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            if name == "style" and value and re.search(r"url\s*\(|expression", value):
                self.found.append(f"<{tag} style>")
            if name in _ADDRESSES and tag != "meta" and not _SAFE.match(value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script" and RUNS in data and "<" not in data and '"' not in data:
            self.found.append("a script of the stranger's")
        if self._in == "script" and data.strip().startswith(RUNS):
            self.found.append("a script of the stranger's")


def _is_ours(tag: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element says what pages of ours say of themselves."""
    if tag == "meta":
        policy = attributes.get("http-equiv", "").lower() if attributes.get("http-equiv") else ""
        return policy in ("", "content-security-policy")
    return tag == "link" and attributes.get("rel") == "icon"


def _in_html(text: str) -> Iterator[str]:
    yield from _Page(text).found


def _in_svg(text: str) -> Iterator[str]:
    yield from _Page(text).found
    for element in ET.fromstring(text).iter():  # noqa: S314 -- our own output
        name = element.tag.rpartition("}")[2]
        if name in ("script", "foreignObject", "image", "use", "handler"):
            yield f"<{name}>"


def _in_dot(text: str) -> Iterator[str]:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.DOTALL)
    if found := re.search(r"(?i)\b(?:url|href|image|script)\b|<\s*\w", bare):
        yield f"{found[0]} outside of a text"


def _in_mermaid(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if re.match(r"\s*(?:click|call|href|%%\{|link)\b", line):
            yield f"a line of the stranger's: {line.strip()[:40]}"
        if re.search(r"<(?!br/?>)[a-zA-Z/!]", line):
            yield f"mark-up: {line.strip()[:40]}"


def _in_json_ld(text: str) -> Iterator[str]:
    page = f'<!doctype html><script type="application/ld+json">{text}</script>'
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.append(tag)  # type: ignore[method-assign,assignment,misc]
    parser.feed(page)
    if tags != ["script"] or "<!--" in text:
        yield "a script element ends within it"
    json.loads(text)


def _in_json(text: str) -> Iterator[str]:
    json.loads(text)
    yield from ()


def _in_xml(text: str) -> Iterator[str]:
    ET.fromstring(text)  # noqa: S314 -- our own output
    yield from ()


def _in_rows(text: str, separator: str = ",") -> Iterator[str]:
    for row in csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True):
        for cell in row:
            if re.match(r"[=+@\t\r\uff1d\uff0b\uff20]|-(?![0-9.]+$)", cell):
                yield f"a formula: {cell[:30]}"


def _in_markdown(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if re.search(r"(?<!\\)<[a-zA-Z/!]", line) or re.search(r"(?<!\\)\]\(", line):
            yield f"mark-up: {line[:60]}"


_CHECKS: dict[str, Callable[[str], Iterator[str]]] = {
    "html": _in_html, "svg": _in_svg, "dot": _in_dot, "mmd": _in_mermaid, "jsonld": _in_json_ld,
    "rdf": _in_xml, "graphml": _in_xml, "csv": _in_rows, "md": _in_markdown,
    "tsv": lambda text: _in_rows(text, "\t"), "json": _in_json,
}  # fmt: skip


def _harmless(place: Place, seen: Seen) -> Iterator[str]:
    """Look at what was written: at the results by their suffix, at stdout by its format."""
    files = sorted(path for path in place.work.rglob(f"{RESULT}*/*") if path.is_file())
    files += [path for path in place.work.glob(f"{RESULT}.*") if path.is_file()]
    for file in files:
        yield from _looked_at(file)
    form = seen.command.rpartition(" --format ")[2].partition(" ")[0]
    if seen.command.startswith("query") and form == "tsv":
        return  # SPARQL's own: terms in their own quotes, which no spreadsheet takes for its own
    if seen.code in (0, 1) and seen.out and form in _CHECKS and not files:
        yield from _checked(form, seen.out.decode())
    elif re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", seen.out):
        yield "control characters on stdout"


def _looked_at(file: Path) -> Iterator[str]:
    form = file.suffix[1:]
    if form in _CHECKS:
        yield from (f"in {file.name}: {each}" for each in _checked(form, file.read_text("utf-8")))


def _checked(form: str, text: str) -> list[str]:
    try:
        return list(dict.fromkeys(_CHECKS[form](text)))
    except (ValueError, ET.ParseError, csv.Error) as error:
        return [f"it is broken: {error}"]


_PLAN = "--from nothing --to master-baker"


def _asks(graph: str) -> list[str]:
    return [
        *(f"render --graph {graph} -o {RESULT}.{suffix}" for suffix in ("html", "svg", "dot")),
        f"render --graph {graph} --format mermaid -o {RESULT}.mmd",
        f"render --plan {_PLAN} --graph {graph} -o {RESULT}.html",
        f"render --plan {_PLAN} --graph {graph} -o {RESULT}.svg",
        f"render --plan {_PLAN} --layout page --graph {graph} -o {RESULT}.html",
        *(f"export --graph {graph} -o {RESULT}.{suffix}"
          for suffix in ("jsonld", "rdf", "graphml", "ttl")),
        f"export --graph {graph} --format csv -o {RESULT}-csv",
        *(f"{command} --graph {graph} --format {form}"
          for command in (f"path {_PLAN}", "list", "show master-baker", "lint")
          for form in ("table", "md", "csv", "tsv", "json")),
        f"query 'SELECT ?s ?l {{ ?s rdfs:label ?l }}' --graph {graph} --format csv",
        f"query 'SELECT ?s ?l {{ ?s rdfs:label ?l }}' --graph {graph} --format tsv",
        f"query 'SELECT ?s ?l {{ ?s rdfs:label ?l }}' --graph {graph}",
        f"query 'CONSTRUCT WHERE {{ ?s rdfs:label ?l }}' --graph {graph} --format jsonld",
        f"search script --graph {graph}",
        f"explain s1 master-baker --graph {graph}",
        f"stats --graph {graph}",
        f"next --from nothing --graph {graph} --format md",
        f"match --from nothing --graph {graph} --format md",
        f"diff {graph} default --format md",
    ]  # fmt: skip


# --- what a person pastes, or completes ---

_GRAPH = f"{RESULT}.graph"


def _ids(place: Place) -> None:
    """Write RDF whose ids are IRIs all right, and commands to a shell."""

    def id_(space: str, number: int) -> str:
        return f"<{space}x{number};touch$IFS'ran-{number}';b>"

    ours = "https://w3id.org/skillgraph/id"
    one, two, three, role = (
        id_(space, number) for number, space in enumerate(
            ("https://a.example/", f"{ours}/skill/", f"{ours}/skill/", f"{ours}/role/"), 1)
    )  # fmt: skip
    text = f"""\
@prefix sg: <https://w3id.org/skillgraph/ns#> .
@prefix catalog: <{ours}/catalog/> .
@prefix requirement: <{ours}/requirement/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
catalog:a a sg:Catalog ; schema:version "1" ; schema:inLanguage "en" .
{one} a sg:Skill ; skos:prefLabel "Skill 0"@en .
{two} a sg:Skill ; skos:prefLabel "Skill 1"@en .
{three} a sg:Skill ; skos:prefLabel "Skill 2"@en .
{role} a sg:Role ; skos:prefLabel "A Role"@en ; sg:entry true ;
    sg:requirement requirement:x, requirement:y .
requirement:x a sg:Requirement ; sg:importance sg:essential ;
    sg:minimumCount 1 ; sg:optionCount 2 ; sg:option {one}, {two} .
requirement:y a sg:Requirement ; sg:importance sg:essential ;
    sg:minimumCount 1 ; sg:optionCount 1 ; sg:option {three} .
"""
    place.write("in.ttl", text)


#: A command, options by themselves, and what a shell completes.
_PASTED = re.compile(r"skillgraph ([a-z].*)|(--[a-z]+ [^)]*)|^plain,(.*)", re.MULTILINE)


def _nothing_to_run(place: Place, seen: Seen) -> Iterator[str]:
    """Give a shell what a person would paste: whatever it runs beside the command is a break."""
    scratch = place.said / "shell"
    scratch.mkdir(exist_ok=True)
    for found in _PASTED.finditer((seen.out + seen.err).decode("utf-8", "replace")):
        (pasted,) = filter(None, found.groups())
        subprocess.run(["bash", "-c", f"true {pasted}"], cwd=scratch, check=False,
                       stdin=subprocess.DEVNULL, capture_output=True)  # fmt: skip
    for file in sorted(scratch.iterdir()):
        yield f"what it says to paste runs a stranger's command ({file.name})"
    shutil.rmtree(scratch)


_SHELL_ASKS = (
    f"import rdf in.ttl -o {_GRAPH}",
    f"gap --from 'skill 0' --to 'a role' --graph {_GRAPH}",
    f"path --from nothing --to 'a role' --graph {_GRAPH}",
    f"path --from 'skill 0' --to 'a role' --avoid 'skill 1' --avoid 'skill 2' --graph {_GRAPH}",
    f"path --from nothing --to 'a role' --avoid 'skill 0' --avoid 'skill 1' --graph {_GRAPH}",
    f"path --from nothing --to 'a role' --alternatives 2 --graph {_GRAPH}",
    f"search skil --graph {_GRAPH}",
    f"search nothing-like-it --graph {_GRAPH}",
    f"show 'a role' --graph {_GRAPH}",
    f"next --from nothing --graph {_GRAPH}",
    f"match --from 'skill 0' --graph {_GRAPH}",
    f"explain 'skill 0' 'a role' --graph {_GRAPH}",
    f"what-if --from nothing --to 'a role' --hold 'skill 0' --graph {_GRAPH}",
    f"path --from nothing --to 'a rle' --graph {_GRAPH}",
    f"profile add 'skill 0' --graph {_GRAPH}",
    f"profile show --graph {_GRAPH}",
)


def _completing(words: str) -> Launch:
    return Launch(
        program=(str(Path(sys.executable).with_name("skillgraph")),),
        environment={"COMP_WORDS": words, "COMP_CWORD": "2", "SKILLGRAPH_GRAPH": "in.graph",
                     "_SKILLGRAPH_COMPLETE": "bash_complete"},
    )  # fmt: skip


def _compiled_ids(place: Place) -> None:
    from skillgraph.api.importing import import_to
    from skillgraph.api.sources import reader_of
    from skillgraph.errors import SkillgraphError

    _ids(place)
    with suppress(SkillgraphError):  # such ids may well be refused
        import_to(reader_of("rdf", [str(place.work / "in.ttl")]), str(place.work / "in.graph"))


def _read_and_harmless(place: Place, seen: Seen) -> Iterator[str]:
    if seen.code == 2:
        yield "it was refused, so this proves nothing"
    yield from _harmless(place, seen)


_BOUNDS = Bounds(cpu=15)

KINDS: list[Kind] = [
    Kind("page/fields", _catalogue, _asks("in.yaml"), check=_read_and_harmless, bounds=_BOUNDS,
         slow=True),
    Kind("shell/pasted", _ids, _SHELL_ASKS, check=_nothing_to_run, together=True, bounds=_BOUNDS,
         harmless=("beside an error",),
         launch=Launch(environment={"SKILLGRAPH_PROFILE": f"{RESULT}-profile.yaml"})),
    *(Kind(f"shell/completed-{number}", _compiled_ids, ((),), check=_nothing_to_run,
           bounds=_BOUNDS, launch=_completing(words))
      for number, words in enumerate(("skillgraph show x", "skillgraph show http",
                                      "skillgraph show skil"))),
    Kind("page/fields-past-readers", _past_the_readers, _asks("in.graph"), check=_harmless,
         bounds=_BOUNDS, slow=True),
]  # fmt: skip
