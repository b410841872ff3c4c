"""What isn't the content of a file: odd files, arguments, environments, and folders with code."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.in_graph import FOREIGN, SMALL, base
from tests.hostile.kind import Kind
from tests.hostile.running import RESULT, Bounds, Launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.running import Place, Seen

#: Each way to name a file, with a name that its command takes; `@` is the name.
_WAYS: tuple[tuple[str, str], ...] = (
    ("in.yaml", "path --from nothing --to baker --graph @"),
    ("in.graph", "path --from nothing --to baker --graph @"),
    ("in.graph", f"merge @ -o {RESULT}.graph"),
    ("in.yaml", "validate @"),
    ("in.ttl", "validate @"),
    ("in.ttl", f"import rdf @ -o {RESULT}.graph"),
    ("in.jsonld", f"import rdf @ -o {RESULT}.graph"),
    ("in.rdf", f"import rdf @ -o {RESULT}.graph"),
    ("in.ttl", "query --rdf @ 'ASK {}'"),
    ("in.csv", f"import table @ -o {RESULT}.graph"),
    ("in.xlsx", f"import table @ -o {RESULT}.graph"),
    ("in.csv", f"import matrix @ -o {RESULT}.graph"),
    ("in.xlsx", f"import matrix @ -o {RESULT}.graph"),
    ("in.zip", f"import esco @ -o {RESULT}.graph"),
    ("skills_en.csv", f"import esco @ -o {RESULT}.graph"),
    ("esco_v1.1.1.ttl", f"import esco @ -o {RESULT}.graph"),
    ("in.zip", f"import onet @ -o {RESULT}.graph"),
    ("Occupation Data.txt", f"import onet '@' -o {RESULT}.graph"),
    ("in.html", f"import page @ -o {RESULT}.yaml"),
    ("in.txt", "path --from @@ --to cloud-architect"),
    ("in.yaml", "path --from @@ --to cloud-architect"),
    ("in.json", "verify @"),
    ("in.txt", "profile import @"),
    ("in.txt", "profile review --to cloud-architect --ticked @"),
    ("in.rq", "query -f @"),
    ("in.csv", f"merge default --matches @ -o {RESULT}.graph"),
    ("in.yaml", f"import table known.csv --mapping @ -o {RESULT}.graph"),
    ("in.graph", f"import table known.csv --known @ -o {RESULT}.graph"),
    ("in.yaml", "crosswalk @ default"),
    ("in.yaml", "diff default @"),
)
_BOUNDS = Bounds(cpu=10, wall=40)
_PROFILE = Launch(environment={"SKILLGRAPH_PROFILE": f"{RESULT}-profile.yaml"})


def _pipe(path: Path, place: Place) -> None:
    del place
    os.mkfifo(path)


def _socket(path: Path, place: Place) -> None:
    del place
    with closing(socket.socket(socket.AF_UNIX)) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket has at most 108 bytes
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


def _linked(target: str) -> Callable[[Path, Place], None]:
    return lambda path, place: path.symlink_to(place.filled(target))


def _sparse(path: Path, place: Place) -> None:
    del place
    path.touch()
    os.truncate(path, 50 << 30)


def _forbidden(path: Path, place: Place) -> None:
    """Return a file that may not be read; who is root may, and then it is no text."""
    del place
    path.write_bytes(b"\0")
    path.chmod(0)


_ODD: dict[str, Callable[[Path, Place], object]] = {
    "pipe": _pipe,
    "socket": _socket,
    "folder": lambda path, _: path.mkdir(),
    "empty": lambda path, _: path.touch(),
    "zeros": _linked("/dev/zero"),
    "noise": _linked("/dev/urandom"),
    "null": _linked("/dev/null"),
    "full": _linked("/dev/full"),
    "loop": lambda path, _: path.symlink_to(path),
    "nowhere": _linked("@NEIGHBOUR/none"),
    "own-memory": _linked("/proc/self/mem"),
    "own-input": _linked("/dev/stdin"),
    "sparse": _sparse,
    "forbidden": _forbidden,
}


def _asking(file: str, way: str) -> str:
    return way.replace("@@", f"@{file}") if "@@" in way else way.replace("@", file)


def _files(odd: Callable[[Path, Place], object]) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write("known.csv", "skill\ndough\n")
        for name in dict.fromkeys(name for name, _ in _WAYS):
            odd(place.work / name, place)

    return make


def _in_folders(odd: Callable[[Path, Place], object]) -> Callable[[Place], None]:
    """Put odd files into folders that are read whole, beside what is sound."""

    def make(place: Place) -> None:
        place.write("catalogue/a.yaml", SMALL.read_text("utf-8"))
        odd(place.work / "catalogue/b.yaml", place)
        odd(place.work / "catalogue/c", place)
        for name in ("skills_en.csv", "more.zip"):
            (place.work / "esco").mkdir(exist_ok=True)
            odd(place.work / "esco" / name, place)
        for name in ("Occupation Data.txt", "Skills.xlsx", "Read Me.txt", "more.zip"):
            (place.work / "onet").mkdir(exist_ok=True)
            odd(place.work / "onet" / name, place)

    return make


_FOLDER_ASKS = (
    "path --from nothing --to baker --graph catalogue",
    "validate catalogue",
    f"import esco esco -o {RESULT}.graph",
    f"import onet onet -o {RESULT}.graph",
    f"import table catalogue -o {RESULT}.graph",
)

#: Names that are no UTF-8, or look like something else.
_NAMES: dict[str, bytes] = {
    "no-utf-8": b"\xfe",
    "escape": b"\x1b[2J",
    "line": b"a\nError: b",
    "bidi": "\u202e".encode(),
    "dash": b"-rf",
    "at": b"@",
    "long": b"x" * 200,
    "percent": b"%00%2e%2e?mode=memory#",
    "quotes": b"'\";$(touch out)`touch out`",
    "colons": b"a:1:2:",
    "angle": b"<img src=x onerror=alert(1)>",
}


def _named(name: bytes) -> tuple[tuple[str | bytes, ...], ...]:
    """Return command lines on a file of such a name, before its suffix."""

    def at(suffix: str) -> bytes:
        return b"./" + name + suffix.encode() if name.startswith((b"-", b"@")) else (
            name + suffix.encode())  # fmt: skip

    out = ("-o", f"{RESULT}.graph")
    return (
        ("path", "--from", "nothing", "--to", "baker", "--graph", at(".yaml")),
        ("path", "--from", "nothing", "--to", "baker", "--graph", at(".graph")),
        ("validate", at(".yaml")),
        ("validate", at(".ttl")),
        ("import", "rdf", at(".ttl"), *out),
        ("import", "rdf", at(".rdf"), *out),
        ("import", "table", at(".csv"), *out),
        ("import", "matrix", at(".csv"), *out),
        ("import", "table", at(".xlsx"), *out),
        ("import", "page", at(".txt"), "-o", f"{RESULT}.yaml"),
        ("import", "esco", at(".csv"), *out),
        ("import", "onet", at(".zip"), *out),
        ("verify", at(".json")),
        ("path", "--from", b"@" + at(".txt"), "--to", "cloud-architect"),
        ("profile", "import", at(".txt")),
        ("query", "-f", at(".rq")),
        ("merge", "default", at(".yaml"), *out),
        ("merge", "default", "--matches", at(".csv"), *out),
        ("crosswalk", at(".yaml"), "default"),
        ("diff", at(".yaml"), "default", "--format", "json"),
        ("merge", "default", "-o", RESULT.encode() + name.replace(b"/", b"") + b".graph"),
        ("render", "-o", RESULT.encode() + name + b".html"),
        ("export", "-o", RESULT.encode() + name + b".ttl"),
        ("stats", "--graph", at(".yaml"), "--format", "json"),
    )


def _file_of(name: bytes) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        contents = {
            b".yaml": SMALL.read_bytes(), b".graph": base(), b".ttl": b"<urn:a> <urn:b> <urn:c> .",
            b".rdf": b"<a/>", b".csv": b"skill\nsql\n", b".xlsx": b"PK", b".txt": b"python\n",
            b".zip": b"PK", b".json": b"{}", b".rq": b"ASK {}",
        }  # fmt: skip
        for suffix, content in contents.items():
            path = os.path.join(os.fsencode(place.work), name + suffix)  # noqa: PTH118 -- bytes
            with open(path, "wb") as stream:  # noqa: PTH123
                stream.write(content)

    return make


# --- arguments ---

_LONG = "x" * 100_000
_ARGUMENTS: dict[str, tuple[tuple[str | bytes, ...], ...]] = {
    "long": (
        ("path", "--from", _LONG, "--to", "cloud-architect"),
        ("path", "--to", _LONG),
        ("search", _LONG),
        ("search", "ab " * 33_000),
        ("search", "\u0300\u0327" * 20_000),
        ("path", "--from", "\u0300\u0327" * 20_000, "--to", "cloud-architect"),
        ("show", "(" * 100_000),
        ("path", "--graph", _LONG, "--to", "x"),
        ("query", "ASK { ?a ?b '" + _LONG + "' }"),
        ("query", _LONG),
        ("import", "rdf", _LONG, "-o", RESULT),
        ("import", "table", "known.csv", "--map", f"label={_LONG}", "--dry-run"),
        ("import", "table", "known.csv", "--scale", "1-" * 50_000, "--dry-run"),
        ("import", "table", "known.csv", "--separator", _LONG, "--dry-run"),
        ("import", "matrix", "known.csv", "--header", "role," * 20_000, "--dry-run"),
        ("merge", "default", "-o", _LONG),
        ("render", "-o", _LONG),
        (_LONG,),
        ("path", f"--{_LONG}"),
        ("export", "--kind", _LONG),
        ("list", "--category", _LONG),
        ("query", "ASK {}", "--endpoint", f"http://{_LONG}/"),
        ("query", "ASK {}", "--endpoint", "http://127.0.0.1:99999/"),
        ("query", "ASK {}", "--endpoint", "http://[::1"),
        ("query", "ASK {}", "--endpoint", "file:///etc/passwd"),
        ("query", "ASK {}", "--endpoint", "http://127.0.0.1:1/\r\nX: y"),
        ("query", "ASK {}", "--endpoint", "http://\u2100.example/"),
    ),
    "many": (
        ("path", *(["--from", "python"] * 15_000), "--to", "cloud-architect"),
        ("path", "--from", ",".join(f"x{n}" for n in range(15_000)), "--to", "cloud-architect"),
        ("path", "--from", ",".join(["python"] * 15_000), "--to", "cloud-architect"),
        ("path", "--to", "cloud-architect", *(["--avoid", "aws"] * 10_000)),
        ("path", "--to", "cloud-architect", *(["--graph", "default"] * 2_000)),
        ("merge", *(["default"] * 60), "--dry-run"),
        ("validate", *(["default"] * 100)),
        ("import", "table", *(["known.csv"] * 500), "--dry-run"),
    ),
    "odd": (
        ("path", "--from", b"\xff\xfe", "--to", "cloud-architect"),
        ("search", b"\xed\xa0\x80"),
        ("search", "\x1b[2J\u202e"),
        ("show", "\ud83d".encode("utf-8", "surrogatepass")),
        ("query", b"ASK { ?a ?b '\xff' }"),
        ("query", "ASK { ?a ?b '\x1b[2J' }"),
        ("path", "--to", ""),
        ("path", "--to", "cloud-architect", "--timeout", "1e-300"),
        ("path", "--to", "cloud-architect", "--max-hours", "9" * 400),
        ("path", "--to", "cloud-architect", "--hours-per-week", "0.0000001"),
        ("path", "--to", "cloud-architect", "--start", "9999-12-31", "--hours-per-week", "1"),
        ("search", "a", "--limit", "9" * 5_000),
        ("render", "--hops", "9" * 5_000, "-o", f"{RESULT}.html"),
        ("query", "ASK {}", "--memory", "16"),
        ("query", "ASK {}", "--timeout", "1e-9"),
        ("query", "ASK {}", "--limit", "9" * 30),
    ),
}  # fmt: skip


def _known(place: Place) -> None:
    place.write("known.csv", "skill\ndough\n")


# --- environments ---

_ASKED = (
    "path --from python --to cloud-architect",
    f"merge default -o {RESULT}.graph",
    "query 'SELECT ?s { ?s a sg:Track }'",
    f"import table known.csv -o {RESULT}.graph",
    f"render -o {RESULT}.html",
    "stats",
)
#: Where nobody hears an error; and a result is whole, whether or not that can be said.
_UNHEARD = ("says nothing", "beside an error")
_FULL = "os.dup2(os.open('/dev/full', os.O_WRONLY), {})"

_ENVIRONMENTS: dict[str, Launch] = {
    **{
        f"closed-{name}": Launch(before=f"os.close({number})")
        for number, name in enumerate(("stdin", "stdout", "stderr"))
    },
    "closed-all": Launch(before="os.closerange(0, 3)"),
    "full-stdout": Launch(before=_FULL.format(1)),
    "full-stderr": Launch(before=_FULL.format(2)),
    "few-descriptors": Launch(
        before="import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))"
    ),
    "no-children": Launch(
        before="import resource; resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))"
    ),
    "small-stack": Launch(
        before="import resource; resource.setrlimit(resource.RLIMIT_STACK, (262144, 262144))"
    ),
    **{
        f"without-{name}": Launch(before=f"signal.signal(signal.{name}, signal.SIG_IGN)")
        for name in ("SIGCHLD", "SIGPIPE", "SIGINT", "SIGHUP")
    },
    "blocked-signals": Launch(
        before="signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())"
    ),
    **{
        f"locale-{number}": Launch(environment={"LC_ALL": locale, "PYTHONIOENCODING": encoding})
        for number, (locale, encoding) in enumerate(
            (
                ("C", None),
                ("POSIX", "ascii"),
                ("tr_TR.UTF-8", None),
                ("xx", "latin-1"),
                ("C.UTF-8", "utf-16"),
                ("ja_JP.SJIS", "shift_jis"),
            )
        )
    },
    "no-tmpdir": Launch(environment={"TMPDIR": "/nowhere/at/all"}),
    "tmpdir-is-a-file": Launch(environment={"TMPDIR": "/etc/passwd"}),
    "no-home": Launch(environment={"HOME": None, "SKILLGRAPH_CACHE": None}),
    "home-nowhere": Launch(environment={"HOME": "/nowhere", "SKILLGRAPH_CACHE": None}),
    "home-is-a-file": Launch(environment={"HOME": "/etc/passwd", "SKILLGRAPH_CACHE": None}),
    "cache-is-a-file": Launch(environment={"SKILLGRAPH_CACHE": "/etc/passwd"}),
    "cache-is-a-device": Launch(environment={"SKILLGRAPH_CACHE": "/dev/null"}),
    "cache-nowhere": Launch(environment={"SKILLGRAPH_CACHE": "/proc/nowhere"}),
    "cache-long": Launch(environment={"SKILLGRAPH_CACHE": "/" + "x" * 5_000}),
    "cache-escape": Launch(environment={"SKILLGRAPH_CACHE": f"{RESULT}\x1b[2J"}),
    "graph-nowhere": Launch(environment={"SKILLGRAPH_GRAPH": "/nowhere:\x1b[2J:" + "x" * 5_000}),
    "graph-device": Launch(environment={"SKILLGRAPH_GRAPH": "/dev/zero"}),
    "profile-device": Launch(environment={"SKILLGRAPH_PROFILE": "/dev/zero"}),
    "profile-folder": Launch(environment={"SKILLGRAPH_PROFILE": "/etc"}),
    "columns": Launch(environment={"COLUMNS": "1000000000"}),
    "no-columns": Launch(environment={"COLUMNS": "0", "LINES": "-1"}),
    "columns-odd": Launch(environment={"COLUMNS": "9" * 5_000, "TERM": "\x1b"}),
    "editor": Launch(environment={"EDITOR": f"touch {RESULT}", "VISUAL": f"touch {RESULT}"}),
    "hash-seed": Launch(environment={"PYTHONHASHSEED": "1"}),
    "optimised": Launch(environment={"PYTHONOPTIMIZE": "2"}),
    "proxies": Launch(environment={"http_proxy": "http://127.0.0.1:1", "PYTHONSTARTUP": "x"}),
}

# --- folders with code in them ---

#: Modules of the ways that commands take: a folder from a stranger may hold files of these names.
_MODULES = (
    "pyoxigraph", "click", "sqlite3", "_sqlite3", "json", "rdflib", "yaml", "lxml", "openpyxl",
    "resource", "ctypes", "skillgraph", "highspy", "numpy", "jinja2", "networkx", "rapidfuzz",
    "platformdirs", "sitecustomize", "usercustomize", "encodings", "site", "readline", "random",
)  # fmt: skip
_RUN = "open({!r}, 'w').close()\nraise ImportError('a stranger was asked')\n"


def _code(place: Place) -> None:
    place.write("known.csv", "skill\ndough\n")
    place.write("in.ttl", "<urn:a> <urn:b> <urn:c> .")
    place.write("in.jsonld", '{"@id": "urn:a", "urn:b": "c"}')
    for module in _MODULES:
        place.write(f"{module}.py", _RUN.format(str(place.neighbour / f"ran-{module}")))
    place.write("pyvenv.cfg", "home = /nowhere\n")
    place.write(".env", "SKILLGRAPH_GRAPH=/nowhere\n")


_SCRIPT = Launch(program=(str(Path(sys.executable).with_name("skillgraph")),))


# --- a cache or a profile of somebody else's ---


def _warned(place: Place, seen: Seen) -> Iterator[str]:
    """Look whether a cache that others may write is left alone, and that is said."""
    if seen.code == 0 and not seen.err.strip():
        yield "a cache that others can write is used without a word"
    del place


KINDS: list[Kind] = [
    *(Kind(f"file/{name}", _files(odd),
           [_asking(file, ask) for file, ask in _WAYS],
           bounds=_BOUNDS, launch=_PROFILE,
           # Where a file is wanted, a folder is refused with how the command is used.
           harmless=("the command was misused",) if name == "folder" else ())
      for name, odd in _ODD.items()),
    *(Kind(f"folder/{name}", _in_folders(odd), _FOLDER_ASKS, bounds=_BOUNDS)
      for name, odd in _ODD.items()),
    *(Kind(f"name/{name}", _file_of(bytes_), _named(bytes_), bounds=_BOUNDS, launch=_PROFILE)
      for name, bytes_ in _NAMES.items()),
    *(Kind(f"arguments/{name}", _known, asks, bounds=Bounds(cpu=15), harmless=("misused",))
      for name, asks in _ARGUMENTS.items()),
    *(Kind(f"environment/{name}", _known, _ASKED, bounds=_BOUNDS, launch=launch,
           harmless=_UNHEARD if name.startswith(("closed", "full")) else ())
      for name, launch in _ENVIRONMENTS.items()),
    Kind("code/in-the-folder", _code,
         ("query 'ASK {}'", "path --from python --to cloud-architect",
          f"import rdf in.ttl -o {RESULT}.graph", f"import rdf in.jsonld -o {RESULT}.graph",
          "query --rdf in.ttl 'ASK {}'", f"import table known.csv -o {RESULT}.graph",
          f"render -o {RESULT}.html", f"export -o {RESULT}.graphml", "validate in.ttl"),
         bounds=_BOUNDS, launch=_SCRIPT),
    *(Kind(f"cache/foreign-{name}", FOREIGN(owner, mode),
           ("path --from python --to cloud-architect", "stats"),
           check=_warned, together=True, bounds=_BOUNDS)
      for name, owner, mode in (("owner", 65534, 0o700), ("world", 0, 0o777))),
]  # fmt: skip
