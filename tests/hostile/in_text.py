"""Text that hurts: catalogues, plans, résumés, lists, pages and tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.hostile.kind import Kind
from tests.hostile.running import RESULT, Bounds, Launch
from tests.hostile.texts import HOSTILE_BYTES, combining, nested

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.running import Place

    Text = Callable[[int], str]

_HEAD = 'catalog: {id: a, version: "1", language: en}\n'
_SKILLS = f"{_HEAD}skills:\n"
#: So many values stand in one file, at most.
_MOST_VALUES = 60_000


def _files(folder: str, texts: list[str]) -> dict[str, str]:
    return {f"{folder}/{number:03}.yaml": text for number, text in enumerate(texts)}


def _writing(name: str, text: Text) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write(name, text(place.size))

    return make


# --- catalogues ---

CATALOGUE = (
    "path --graph in.yaml --from nothing --to a-role",
    f"merge in.yaml -o {RESULT}.graph",
    "validate in.yaml",
)
_ALL = (
    *CATALOGUE,
    "stats --graph in.yaml",
    "lint --graph in.yaml",
    "list --graph in.yaml",
    "search kuberntes --graph in.yaml",
    "show a-role --graph in.yaml",
    "next --from nothing --graph in.yaml",
    "match --from nothing --graph in.yaml",
    "explain s0 a-role --graph in.yaml",
    "related a-role --graph in.yaml",
    f"export --graph in.yaml -o {RESULT}.ttl",
    f"export --graph in.yaml -o {RESULT}.graphml",
    f"export --graph in.yaml --format yaml -o {RESULT}.yaml",
    f"render --graph in.yaml -o {RESULT}.html",
    "query 'SELECT * { ?s ?p ?o } LIMIT 3' --graph in.yaml",
    "crosswalk in.yaml default",
    "diff in.yaml default",
)


def _skills(size: int, each: str) -> str:
    """Return so many skills; `#L`, `#N` and `#M` are the number before, its own, and the next."""
    return "".join(
        f"  s{n}: {each}\n".replace("#N", f"{n}")
        .replace("#M", f"{n + 1}")
        .replace("#L", f"{n - 1}")
        for n in range(size)
    )


def _role(requires: str = "s0") -> str:
    return f"roles:\n  a-role: {{label: A Role, entry: true, requires: [{requires}]}}\n"


def chain(size: int) -> str:
    """Each skill needs the one before: plans, reasons and ways are as long as there are skills."""
    rest = _skills(size, "{label: S#N, requires: [s#L]}").partition("\n")[2]
    return f"{_SKILLS}  s0: {{label: S0}}\n{rest}{_role(f's{size - 1}')}"


def _circle(size: int) -> str:
    rest = _skills(size - 1, "{label: S#N, requires: [s#M]}")
    return f"{_SKILLS}{rest}  s{size - 1}: {{label: S, requires: [s0]}}\n{_role()}"


def _clique(size: int) -> str:
    """Every skill needs all others."""
    names = [f"s{n}" for n in range(size)]
    return (
        _SKILLS
        + "".join(
            f"  {name}: {{label: {name}, requires: [{', '.join({*names} - {name})}]}}\n"
            for name in names
        )
        + _role()
    )


def _ladder(size: int) -> str:
    """Layers of three skills, each of which needs one of any before: ways grow by threes."""
    lines = ["  s0: {label: S0}\n"]
    before = ["s0"]
    for layer in range(size):
        names = [f"l{layer}-{n}" for n in range(3)]
        lines += [f"  {name}: {{label: {name}, requires: [{', '.join(before)}]}}\n"
                  for name in names]  # fmt: skip
        before = names
    return _SKILLS + "".join(lines) + _role(", ".join(before))


def _choices(size: int) -> str:
    """Choices that overlap at random, as a hard problem of covering has them."""
    skills = _skills(size, "{label: S#N, effort_hours: 10-20}")
    needs = ", ".join(
        f"{{any_of: [{', '.join(f's{(n * k * 7919 + k * k + n) % size}' for k in range(1, 4))}]}}"
        for n in range(size)
    )
    return f"{_SKILLS}{skills}{_role(needs)}"


def _stages(size: int) -> str:
    """Layers of three roles, each of which any before leads to: chains of stages grow by threes."""
    lines = []
    before: list[str] = []
    for layer in range(size):
        names = [f"r{layer}-{n}" for n in range(3)]
        follows = f", follows: [{', '.join(before)}]" if before else ", entry: true"
        lines += [f"  {name}: {{label: {name}, requires: [s{n % 3}]{follows}}}\n"
                  for n, name in enumerate(names)]  # fmt: skip
        before = names
    skills = _skills(3, "{label: S#N}")
    lines.append(f"  a-role: {{label: A Role, requires: [s0], follows: [{', '.join(before)}]}}\n")
    return f"{_SKILLS}{skills}roles:\n{''.join(lines)}"


def _strays(size: int) -> str:
    """Names that nobody defined, each near many that somebody did."""
    return _SKILLS + _skills(size, "{label: S#N, requires: [t#N]}") + _role()


def _labels(text: Text, count: int = 2) -> Text:
    return lambda size: (
        _SKILLS + "".join(f'  s{n}: {{label: "{text(size)}{n}"}}\n' for n in range(count)) + _role()
    )


_CATALOGUES: tuple[tuple[str, Text, tuple[int, ...], tuple[str, ...]], ...] = (
    ("depth", lambda n: f"a: {nested('[', ']', n)}\n", (50, 10_000, 1_000_000), CATALOGUE),
    ("depth-of-blocks", lambda n: "".join(f"{' ' * k}a:\n" for k in range(n)), (50, 3_000),
     CATALOGUE),
    ("open-brackets", lambda n: "[" * n, (50, 1_000_000), CATALOGUE),
    ("aliases", lambda n: "a: &a [x]\n" + "".join(
        f"b{k}: &b{k} [*a, *a, *{'a' if not k else f'b{k - 1}'}]\n" for k in range(n)),
     (30, 5_000), CATALOGUE),
    ("anchors", lambda n: "".join(f"- &a{k} x\n" for k in range(n)), (30, 50_000), CATALOGUE),
    ("merges", lambda n: _HEAD + "skills:\n" + "  <<: {a: 1}\n" * n, (30, 50_000), CATALOGUE),
    ("tags", lambda n: f"{_HEAD}skills: !!python/object/apply:os.system ['touch {RESULT}']\n" * n,
     (1, 1_000), CATALOGUE),
    ("directives", lambda n: "%TAG ! tag:@NOBODY,2000:\n" * n + "--- !x\n", (1, 10_000),
     CATALOGUE),
    ("documents", lambda n: f"---\n{_HEAD}" * n, (2, 50_000), CATALOGUE),
    ("keys-twice", lambda n: _SKILLS + "  one: {label: One}\n" * n, (100, 25_000), CATALOGUE),
    ("long-key", lambda n: f"{_SKILLS}  ? {'a' * n}\n  : {{label: One}}\n", (1_000, 10_000_000),
     CATALOGUE),
    ("values", lambda n: _SKILLS + _skills(n, "{label: S#N}") + _role(), (1_000, 14_000, 60_000),
     _ALL),
    ("unknown-keys", lambda n: _SKILLS + _skills(n, "{labell: S#N}"), (100, 19_000), CATALOGUE),
    ("strays", _strays, (100, 8_000), CATALOGUE),
    ("long-label", _labels(lambda n: "x" * n), (10_000, 1_000_000, 7_000_000), _ALL),
    ("wordy-label", _labels(lambda n: "ab " * (n // 3)), (10_000, 1_000_000), _ALL),
    ("dashed-label", _labels(lambda n: "a-" * (n // 2)), (10_000, 1_000_000), _ALL),
    ("combining-marks", _labels(combining), (1_000, 50_000, 1_000_000), _ALL),
    ("zero-width-label", _labels(lambda n: "a" + "\u0300" * n), (1_000, 100_000, 1_000_000), _ALL),
    ("emoji-label", _labels(lambda n: "\U0001f468\u200d" * (n // 2)), (1_000, 1_000_000), _ALL),
    ("brackets-label", _labels(lambda n: "(" * (n // 2) + ")" * (n // 2)), (1_000, 1_000_000),
     _ALL),
    ("alike-labels", lambda n: _SKILLS + _skills(n, '{label: "Advanced Data Handling #N"}')
     + _role(), (500, 14_000), _ALL),
    ("alt-labels", lambda n: f"{_SKILLS}  s0: {{label: S, alt_labels: "
     f"[{', '.join(f'a{k}' for k in range(n))}]}}\n{_role()}", (500, 50_000), _ALL),
    ("digits", lambda n: f"{_SKILLS}  s0: {{label: S, effort_hours: {'9' * n}-{'9' * n}}}\n",
     (20, 5_000, 3_000_000), CATALOGUE),
    ("chain", chain, (400, 2_500, 9_000), _ALL),
    ("circle", _circle, (400, 2_500, 9_000), _ALL),
    ("clique", _clique, (30, 150, 230), _ALL),
    ("ladder", _ladder, (10, 100, 2_000), _ALL),
    ("choices", _choices, (30, 200, 4_000), _ALL),
    ("stages", _stages, (6, 14, 300), _ALL),
    ("one-choice", lambda n: f"{_SKILLS}{_skills(n, '{label: S#N}')}"
     + _role(f"{{any_of: [{', '.join(f's{k}' for k in range(n))}], count: {n // 2}}}"),
     (100, 10_000), _ALL),
    ("broader-chain", lambda n: f"{_HEAD}categories:\n"
     + _skills(n, "{label: S#N, broader: s#M}") + f"  s{n}: {{label: S}}\n", (400, 9_000),
     CATALOGUE),
    ("replaces", lambda n: f"{_SKILLS}  s0: {{label: S, replaces: "
     f"[{', '.join(f'old{k}' for k in range(n))}]}}\n{_role()}", (400, 40_000), _ALL),
    ("extends", lambda n: f'catalog: {{id: a, version: "1", extends: '
     f"[{', '.join(['@NEIGHBOUR/thesis', '/dev/zero', 'in.yaml', '/etc', '..'] * n)}]}}\n",
     (1, 8_000), CATALOGUE),
)  # fmt: skip


def _catalogue(name: str, text: Text, sizes: tuple[int, ...], asks: tuple[str, ...]) -> Kind:
    return Kind(f"yaml/{name}", _writing("in.yaml", text), asks, sizes)


def _folder(place: Place) -> None:
    """Write a folder of many files, each as full as may be."""
    for name, text in _files("in", [_HEAD, *(
        f"skills:\n{_skills(10_000, f'{{label: S{part}-#N}}').replace('  s', f'  s{part}-')}"
        for part in range(place.size)
    )]).items():  # fmt: skip
        place.write(name, text)


# --- plans ---

_PLANS = ("verify plan.json",)


def _plan(change: Callable[[dict[str, object], int], None]) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        document = json.loads(_whole_plan())
        change(document, place.size)
        place.write("plan.json", json.dumps(document))

    return make


def _whole_plan() -> str:
    from skillgraph.api import SkillGraph

    with SkillGraph.open("default", cache=False) as graph:
        return json.dumps(graph.plan("cloud-architect", ["python"], alternatives=2))


def _repeated(key: str) -> Callable[[Place], None]:
    def change(document: dict[str, object], size: int) -> None:
        values = document[key]
        assert isinstance(values, list), key
        document[key] = (values or [{"id": "skill:sql", "label": "SQL"}]) * size

    return _plan(change)


def _many(key: str, inner: str = "") -> Callable[[Place], None]:
    """Put many texts that differ into a list of a plan."""

    def change(document: dict[str, object], size: int) -> None:
        texts = [f"skill:x{n}" for n in range(size)]
        holder = document["options"] if inner else document
        assert isinstance(holder, dict)
        refs = [{"id": text, "label": text} for text in texts]
        if key == "held":
            refs = [{**each, "level": None} for each in refs]  # type: ignore[dict-item]
        holder[inner or key] = texts if inner else refs

    return _plan(change)


def _labelled(document: dict[str, object], size: int) -> None:
    document["labels"] = {f"skill:x{n}": "x" for n in range(size)}


def _deep_choice(document: dict[str, object], size: int) -> None:
    choices = document["choices"]
    assert isinstance(choices, list)
    choices[0]["options"] = [f"skill:x{n}" for n in range(size)]
    choices[0]["chosen"] = choices[0]["options"][: size // 2]


_PLAN_TEXTS: tuple[tuple[str, Text, tuple[int, ...]], ...] = (
    ("depth", lambda n: f'{{"format": "skillgraph-plan/1", "held": {nested("[", "]", n)}}}',
     (1_000, 1_000_000)),
    ("objects", lambda n: nested('{"a":', "}", n), (1_000, 1_000_000)),
    ("digits", lambda n: f'{{"format": "skillgraph-plan/1", "cost": {"9" * n}}}',
     (20, 10_000_000)),
    ("exponent", lambda n: f'{{"format": "skillgraph-plan/1", "cost": 1e{n}}}', (300, 999_999_999)),
    ("not-a-number", lambda n: f'{{"format": "skillgraph-plan/1", "cost": [{"NaN, " * n}0]}}',
     (1, 1_000_000)),
    ("keys-twice", lambda n: "{" + ", ".join(['"format": "skillgraph-plan/1"'] * n) + "}",
     (2, 400_000)),
    ("unknown-keys", lambda n: f'{{"format": "skillgraph-plan/1", '
     f"{', '.join(f'{chr(34)}k{k}{chr(34)}: 1' for k in range(n))}}}", (10, 50_000, 1_000_000)),
    ("surrogates", lambda n: f'{{"format": "skillgraph-plan/1", "status": "{chr(92)}ud800"}}' * n,
     (1,)),
    ("empties", lambda n: f'{{"format": "skillgraph-plan/1", "held": [{"{}," * n}{{}}]}}',
     (100, 5_000_000)),
)  # fmt: skip

# --- what a person holds ---

HOLDINGS = ("path --from @{} --to cloud-architect", "profile import {}")


def _resume(skill: Text) -> Text:
    return lambda size: f'{{"skills": [{skill(size)}]}}'


_HELD: tuple[tuple[str, str, Text, tuple[int, ...]], ...] = (
    ("names", "txt", lambda n: "".join(f"x{k}\n" for k in range(n)), (1_000, 150_000)),
    ("known-names", "txt", lambda n: "python\nsql\n" * n, (1_000, 90_000)),
    ("near-names", "txt", lambda n: "".join(f"kuberntes {k}\n" for k in range(n)),
     (1_000, 50_000)),
    ("long-name", "txt", lambda n: "x" * n, (1_000, 1_000_000)),
    ("words", "txt", lambda n: "a " * n, (1_000, 500_000)),
    ("brackets", "txt", lambda n: "(" * n + ")" * n, (1_000, 500_000)),
    ("commas", "txt", lambda n: "," * n, (1_000, 1_000_000)),
    ("blank-lines", "txt", lambda n: "\n" * n, (1_000, 1_000_000)),
    ("combining-marks", "txt", combining, (1_000, 50_000, 500_000)),
    ("resume-depth", "json", lambda n: nested('{"skills": [', "]}", n, "{}"), (1_000, 80_000)),
    ("resume-brackets", "json", lambda n: '{"skills": ' + "[" * n, (1_000, 1_000_000)),
    ("resume-digits", "json", _resume(lambda n: f'{{"name": {"9" * n}}}'), (1_000, 1_000_000)),
    ("resume-level", "json",
     _resume(lambda n: f'{{"name": "python", "level": "a{" " * n}b"}}'), (1_000, 30_000, 900_000)),
    ("resume-skills", "json",
     _resume(lambda n: ", ".join(f'{{"name": "x{k}"}}' for k in range(n))), (1_000, 40_000)),
    ("resume-keywords", "json",
     _resume(lambda n: f'{{"name": "a", "keywords": ["x{chr(34)},{chr(34)}{"x" * n}"]}}'),
     (1_000, 900_000)),
    ("resume-surrogate", "json", _resume(lambda _: '{"name": "\\ud800\\udfff\\ud800"}'), (1,)),
    ("resume-constants", "json", _resume(lambda _: "NaN, Infinity, -Infinity"), (1,)),
    ("csv-columns", "csv", lambda n: "skill," + ",".join(f"c{k}" for k in range(n)) + "\nsql\n",
     (1_000, 100_000)),
    ("csv-one-column", "csv", lambda n: "skill," * n + "\nsql\n", (1_000, 150_000)),
    ("csv-quote", "csv", lambda n: 'skill,level\n"' + "x\n" * n, (1_000, 500_000)),
    ("csv-rows", "csv", lambda n: "skill,level\n" + "sql,\n" * n, (1_000, 200_000)),
    ("yaml-aliases", "yaml", lambda n: "held: [" + "&a x, *a, " * n + "b]\n", (10, 5_000)),
    ("yaml-depth", "yaml", lambda n: f"held: {nested('[', ']', n)}\n", (50, 500_000)),
    ("yaml-names", "yaml", lambda n: f"held: [{', '.join(f'x{k}' for k in range(n))}]\n",
     (100, 50_000)),
    ("yaml-weeks", "yaml", lambda n: f"hours_per_week: {'9' * n}\n", (100, 900_000)),
    ("csv-field", "csv", lambda n: f"skill,level\n{'x' * n},1\n", (1_000, 200_000, 1_000_000)),
)  # fmt: skip

_TICKS: tuple[tuple[str, Text, tuple[int, ...]], ...] = (
    ("names", lambda n: "".join(f"[x] x{k}\n" for k in range(n)), (1_000, 90_000)),
    ("brackets", lambda n: "[" * n, (1_000, 1_000_000)),
    ("long-name", lambda n: "[x] " + "x" * n, (1_000, 1_000_000)),
)

# --- pages ---

_PAGES: tuple[tuple[str, str, Text, tuple[int, ...]], ...] = (
    ("depth", "html", lambda n: nested("<div>", "</div>", n, "x"), (400, 100_000, 1_000_000)),
    ("open", "html", lambda n: "<b>" * n + "x", (400, 1_000_000)),
    ("closed", "html", lambda n: "</b></p></div>" * n + "x", (400, 1_000_000)),
    ("attributes", "html", lambda n: f"<p {' '.join(f'a{k}' for k in range(n))}>x</p>",
     (1_000, 50_000, 1_000_000)),
    ("one-attribute", "html", lambda n: f"<p {'a=1 ' * n}>x</p>", (1_000, 1_000_000)),
    ("long-attribute", "html", lambda n: f'<p a="{"x" * n}">x</p>', (1_000, 12_000_000)),
    ("entities", "html", lambda n: "<p>" + "&amp;" * n, (1_000, 3_000_000)),
    ("numbers", "html", lambda n: "<p>" + "&#0;&#x110000;&#10;&#xd800;" * n, (1_000, 500_000)),
    ("entity-bomb", "html", lambda n: '<!DOCTYPE x [<!ENTITY a "x"><!ENTITY b SYSTEM "@SECRET">]>'
     + "<p>&a;&b;</p>" * n, (10, 500_000)),
    ("outside", "html", lambda _: '<!DOCTYPE html SYSTEM "@NOBODY/x.dtd"><link rel=canonical '
     "href=@NOBODY/c><script src=@NOBODY/s></script><img src=@NOBODY/i><base href=@NOBODY/>"
     "<iframe src=@SECRET></iframe><p>Skills</p>", (1,)),
    ("comment", "html", lambda n: "<!-- " + "- " * n, (1_000, 5_000_000)),
    ("script", "html", lambda n: "<script>" + "</scrip" * n, (1_000, 2_000_000)),
    ("line-feeds", "html", lambda n: "<p>" + "&#0000" * n, (1_000, 2_000_000)),
    ("control-lines", "txt", lambda n: "\1\n" * n, (1_000, 2_000_000, 8_000_000)),
    ("lines", "html", lambda n: "<li>x\n" * n, (1_000, 1_000_000)),
    ("table", "html", lambda n: "<table>" + "<tr><td>" * n, (1_000, 200_000)),
    ("text-lines", "txt", lambda n: "# Skills\n" + "- Welding\n" * n, (1_000, 1_000_000)),
    ("text-headings", "txt", lambda n: "".join(f"# Skills {k}\n" for k in range(n)),
     (1_000, 200_000)),
    ("text-one-line", "txt", lambda n: "such as a, b and " * n, (1_000, 900_000)),
    ("text-commas", "txt", lambda n: f"# Essential skills\n- {'a, ' * n}\n", (1_000, 1_000_000)),
    ("text-brackets", "txt", lambda n: f"# Essential skills\n- {'(' * n}\n", (1_000, 4_000_000)),
    ("text-tracks", "txt", lambda n: "# Tracks\n## A (" + "a, " * n + "\n", (1_000, 1_000_000)),
    ("text-salary", "txt", lambda n: "# Essential skills\n- Welding\nSalary: " + "$1,000-" * n,
     (1_000, 1_000_000)),
    ("text-digits", "txt", lambda n: "# Essential skills\n- Welding\nSalary: $" + "9" * n
     + " a year", (1_000, 4_000_000)),
    ("text-spaces", "txt", lambda n: f"# Essential{' ' * n}skills\n- Welding", (1_000, 4_000_000)),
    ("combining-marks", "txt", lambda n: f"# Essential skills\n- {combining(n)}\n",
     (1_000, 50_000, 5_000_000)),
)  # fmt: skip
_PAGE_ASKS = (f"import page in.{{}} -o {RESULT}.yaml",)

# --- tables ---

TABLES = (
    f"import table in.csv -o {RESULT}.graph",
    f"import matrix in.csv -o {RESULT}.graph",
    f"merge default --matches in.csv -o {RESULT}.graph",
    f"import esco in.csv -o {RESULT}.graph",
    f"import onet in.csv -o {RESULT}.graph",
)

_CSV: tuple[tuple[str, Text, tuple[int, ...]], ...] = (
    ("columns", lambda n: "skill," + ",".join(f"c{k}" for k in range(n)) + "\nsql\n",
     (1_000, 50_000, 500_000)),
    ("columns-of-matches", lambda n: "a,b," + ",".join(f"c{k}" for k in range(n)) + "\nx,y\n",
     (1_000, 50_000, 500_000)),
    ("one-column", lambda n: "skill," * n + "\nsql\n", (1_000, 50_000, 500_000)),
    ("unknown-columns", lambda n: ",".join(f"c{k}" for k in range(n)) + "\nsql\n",
     (1_000, 16_000, 500_000)),
    ("endless-row", lambda n: 'skill\n"' + "x\n" * (n // 2), (1_000, 40_000_000)),
    ("quote", lambda n: 'skill\n"' + "x\n" * n, (1_000, 5_000_000)),
    ("long-field", lambda n: f"skill\n{'x' * n}\n", (1_000, 5_000_000)),
    ("long-fields", lambda n: f"skill,category\n{(chr(44).join(['x' * n] * 2) + chr(10)) * 16}",
     (1_000, 3_000_000)),
    ("commas", lambda n: f"skill\n{',' * n}\n", (1_000, 5_000_000)),
    ("empty-lines", lambda n: "skill\n" + "\n" * n, (1_000, 10_000_000)),
    ("rows", lambda n: "skill,prerequisites\n" + "".join(f"s{k},s{k + 1}\n" for k in range(n)),
     (1_000, 200_000)),
    ("prerequisites", lambda n: f"skill,prerequisites\ns,{';'.join(f's{k}' for k in range(n))}\n",
     (1_000, 300_000)),
    ("strays", lambda n: "skill,prerequisites\n" + "".join(f"a{k},b{k}\n" for k in range(n)),
     (1_000, 50_000)),
    ("escapes", lambda n: "id,kind,label,alt_labels\nskill:a,skill,A," + "\\|" * n + "\n",
     (1_000, 1_500_000)),
    ("digits", lambda n: f"skill,hours\nsql,{'9' * n}\n", (20, 1_000_000)),
    ("exponent", lambda n: f"skill,hours\nsql,1e{n}\n", (3, 999)),
    ("dashes", lambda n: f"skill,hours\nsql,{'1-' * n}\n", (20, 1_000_000)),
    ("spaces", lambda n: f"skill,hours\nsql,1{' ' * n}h\n", (20, 20_000, 1_000_000)),
    ("combining-marks", lambda n: f"skill\n{combining(n)}\n", (1_000, 50_000, 1_000_000)),
    ("matrix", lambda n: "skill," + ",".join(f"r{k}" for k in range(n)) + "\n" + "".join(
        f"s{k}{',x' * n}\n" for k in range(n)), (50, 700)),
    ("wide-matrix", lambda n: f"skill{',r' * n}\ns{',x' * n}\n", (50, 400_000)),
    ("sign", lambda n: "sep=;\n" * n + "skill\nsql\n", (1, 100_000)),
)  # fmt: skip


def _odd_text(
    kind: str, name: str, before: bytes, after: bytes, asks: tuple[str, ...]
) -> list[Kind]:
    """Return kinds in which a text holds what no text holds."""

    def making(content: bytes) -> Callable[[Place], None]:
        def make(place: Place) -> None:
            place.write(name, before + content + after)

        return make

    return [Kind(f"{kind}/{odd}", making(content), asks) for odd, content in HOSTILE_BYTES.items()]


def _known(place: Place) -> None:
    """Write a catalogue, and lists of all that it defines."""
    n = place.size
    place.write("in.yaml", _SKILLS + _skills(n, "{label: S#N}") + _role())
    place.write("in.txt", "".join(f"s{k}\n" for k in range(n)))
    place.write("ticks.txt", "".join(f"[x] s{k}\n" for k in range(n)))


_BIG = Bounds(cpu=30)
_OWN_PROFILE = Launch(environment={"SKILLGRAPH_PROFILE": "out-profile.yaml"})

KINDS: list[Kind] = [
    *(_catalogue(*each) for each in _CATALOGUES),
    Kind("yaml/folder", _folder, [ask.replace("in.yaml", "in") for ask in _ALL], (2, 8),
         bounds=_BIG, slow=True),
    *(Kind(f"plan/{name}", _writing("plan.json", text), _PLANS, sizes)
      for name, text, sizes in _PLAN_TEXTS),
    *(Kind(f"plan/repeated-{key}", _repeated(key), _PLANS, (100, 600))
      for key in ("steps", "stages", "held", "assumed", "choices", "recommended", "alternatives",
                  "strategies", "salary", "practise", "scales")),
    *(Kind(f"plan/many-{inner or key}", _many(key, inner), _PLANS, (1_000, 100_000))
      for key, inner in (("held", ""), ("assumed", ""), ("waived", ""), ("practise", ""),
                         ("options", "avoid"), ("options", "choose"), ("options", "without"),
                         ("options", "via"))),
    Kind("plan/many-labels", _plan(_labelled), _PLANS, (1_000, 300_000)),
    Kind("plan/wide-choice", _plan(_deep_choice), _PLANS, (1_000, 300_000)),
    *(Kind(f"held/{name}", _writing(f"in.{suffix}", text),
           [ask.format(f"in.{suffix}") for ask in HOLDINGS], sizes, launch=_OWN_PROFILE)
      for name, suffix, text, sizes in _HELD),
    Kind("held/known-names", _known,
         ["profile import in.txt --graph in.yaml",
          "profile review --to a-role --ticked ticks.txt --graph in.yaml",
          "path --from @in.txt --to a-role --graph in.yaml"],
         (1_000, 14_000), launch=_OWN_PROFILE),
    *(Kind(f"ticks/{name}", _writing("in.txt", text),
           ["profile review --to cloud-architect --ticked in.txt"], sizes, launch=_OWN_PROFILE)
      for name, text, sizes in _TICKS),
    *(Kind(f"page/{name}", _writing(f"in.{suffix}", text),
           [ask.format(suffix) for ask in _PAGE_ASKS], sizes)
      for name, suffix, text, sizes in _PAGES),
    *(Kind(f"csv/{name}", _writing("in.csv", text), TABLES, sizes) for name, text, sizes in _CSV),
    *_odd_text("yaml", "in.yaml", _SKILLS.encode() + b'  s0: {label: "a', b'"}\n', CATALOGUE),
    *_odd_text("csv", "in.csv", b"skill\na", b"\n", TABLES[:2]),
    *_odd_text("page", "in.txt", b"# Essential skills\n- a", b"\n",
               (_PAGE_ASKS[0].format("txt"),)),
    *_odd_text("held", "in.txt", b"a", b"\n", (HOLDINGS[0].format("in.txt"),)),
    *_odd_text("plan", "plan.json", b'{"format": "skillgraph-plan/1", "status": "', b'"}', _PLANS),
]  # fmt: skip
