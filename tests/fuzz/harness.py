"""Inputs for a reader, and what is held of each: it is read, or refused as a person is told it.

atheris makes the inputs, guided by which lines of the readers each of them reaches.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import os
import random
import re
import resource
import shutil
import sys
import time
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.bundle import pack, unpack, write
from tests.fuzz.targets import ASKED, GRAPH, MAPPING, PROBLEMS, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.fuzz.bundle import Files
    from tests.fuzz.targets import Target

    from skillgraph.errors import SkillgraphError

#: No input is larger, and none may cost more: seconds of CPU, and bytes beyond those at the start.
LARGEST = 1 << 18
SECONDS = 5
MEMORY = 1 << 29

#: A word of a format has so many letters; what has more is a sentence, or a query.
_WORD = range(2, 30)

#: So many bytes a file may become longer at a time.
_GROWN = 64

#: What formats of text stumble over, whatever they are.
_HOSTILE = (
    b"\x00", b"\x1b", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b'"',
    b'"""', b"'", b"\r", b"\r\n", b"\n", b"\t", b",", b";", b"|", b": ", b"- ", b"[", b"]", b"{",
    b"}", b"&a", b"*a", b"<<", b"!!", b"%", b"#", b"<", b">", b"&#0;", b"\\ud800", b"\\u0000",
    b"=1+1", b"0001-01-01", b"99999-99-99", b"A1", b"XFD1048576", b"..", b"/", b"http://",
    b"default", b"\xcc\x81", b"\xc3\x9f", b"\xc4\xb0",
)  # fmt: skip
_NUMBERS = (
    b"-1", b"0", b"1", b"2", b"1.5", b"-0.0", b"1e999", b"NaN", b"inf", b"1_000", b"\xd9\xa3",
    b"0x10", b"012", b"1048577", b"4294967295", b"-9999999999", b"10000000000000", b"9" * 40, b"x",
)  # fmt: skip


#: What a fact is about that stands in no file: a node, or several.
_NODE = re.compile("'?[a-z-]+:|<|what is broader goes round in a circle")


def replay(name: str, paths: Sequence[Path]) -> None:
    """Give a reader inputs once more; what is wrong ends in its traceback."""
    with contextlib.ExitStack() as stack:
        from tempfile import TemporaryDirectory

        folder = Path(stack.enter_context(TemporaryDirectory())).resolve()
        for path in paths:
            files = unpack(path.read_bytes())
            print(path, *files, sep="\n  ")  # noqa: T201 -- it is a command
            check(TARGETS[name], files, folder / "files")


def fuzz(name: str, home: Path, options: Sequence[str]) -> None:
    """Give a reader new inputs until one breaks it, or a limit of libFuzzer's ends it.

    In `home` are the inputs that reached something new, those of earlier runs too, and what broke.
    """
    import atheris

    target = TARGETS[name]
    modules = _modules()
    roots = tuple(f"skillgraph.{each}" for each in target.modules)
    guiding = [each for each in modules if each.startswith(roots)]
    with atheris.instrument_imports(["skillgraph"], [*modules.keys() - {*guiding}]):
        for each in guiding:
            importlib.import_module(each)
    corpus, scratch = home / "corpus", home / "scratch"
    for folder in (corpus, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    seeds = [pack(files) for files in target.seeds(scratch)]
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = [*_words(modules[each] for each in guiding)]
    dictionary = home / "words"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words), "ascii")
    os.fsync = lambda _: None  # whether it is on the disk is not what is asked
    mutator = Mutator(words)

    def one(data: bytes) -> None:
        check(target, unpack(data), home / "files")

    for seed in seeds:  # what is imported on the way, and kept, counts for no input
        one(seed)
    resource.setrlimit(resource.RLIMIT_AS, (_mapped() + MEMORY, resource.RLIM_INFINITY))
    own = (f"-dict={dictionary}", f"-max_len={LARGEST}", f"-artifact_prefix={home}/broken-")
    # What is changed again and again is refused for the first of it, and nothing else is seen.
    limits = (f"-timeout={10 * SECONDS}", "-rss_limit_mb=0", "-len_control=0", "-mutate_depth=2")
    atheris.Setup(
        [sys.argv[0], *own, *limits, *options, str(corpus)],
        one,
        custom_mutator=mutator.mutate,
        custom_crossover=mutator.cross,
    )
    atheris.Fuzz()


def check(target: Target, files: Files, folder: Path) -> bool:
    """Read some files in a folder of their own; tell whether they are read, or refused as may be.

    Any other end is an `AssertionError`, or the error that it is.
    """
    from skillgraph.errors import SkillgraphError

    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    write(files, folder)
    os.chdir(folder)
    names = sorted(path.name for path in folder.iterdir())
    paths = [name for name in names if name not in (ASKED, MAPPING)]
    if not paths:
        return False
    asked = dict(_asked(files.get(ASKED, b"")))
    error: SkillgraphError | None = None
    start = time.process_time()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()) as printed:
            warnings.simplefilter("error")
            target.read(paths, asked)
    except SkillgraphError as raised:
        error = raised
    assert time.process_time() - start < SECONDS, "it took too long"
    assert not printed.getvalue(), f"it prints {printed.getvalue()!r}"
    left = {path.name for path in folder.iterdir()} - set(names)
    assert left <= {GRAPH, PROBLEMS}, f"it left {left}"
    if error is not None:
        assert GRAPH not in left, "a graph is left by what was refused"
        _check_told(error, names, files)
    return error is None


def _check_told(error: SkillgraphError, names: Sequence[str], files: Files) -> None:
    """See that an error says something, and where it is."""
    from skillgraph.errors import InvalidInput

    told = str(error)
    assert told.strip(), "the error says nothing"
    assert all(char.isprintable() or char == "\n" for char in told), ascii(told)
    if not isinstance(error, InvalidInput):
        assert any(name in told for name in names), f"it names no file: {told}"
        return
    for problem in error.problems:
        assert problem.message, "a problem says nothing"
        place = problem.place or problem.message
        known = place.startswith((*names, "--", "and ")) or _NODE.match(place)
        cited = any(place.encode() in content for content in files.values())
        assert known or cited, f"it is nowhere: {problem}"


def _asked(content: bytes) -> Iterator[tuple[str, str]]:
    for line in content.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition("=")
        yield name, value


class Mutator:
    """Changes the files of an input: their bytes, as libFuzzer does it, their lines and words."""

    def __init__(self, words: Sequence[bytes]) -> None:
        self._words = words
        self._ways = (self._raw, self._raw, self._lines, self._word, self._word, self._number)

    def mutate(self, data: bytes, most: int, seed: int) -> bytes:
        """Return other files than an input has; those that it has, where they grew too large."""
        chance = random.Random(seed)  # noqa: S311 -- nothing is kept secret
        files = unpack(data)
        if not files:
            return data
        for _ in range(chance.choice((1, 1, 2))):
            # By their sizes: most parts of a workbook are small, and say little.
            weights = [len(content) + _GROWN for content in files.values()]
            (name,) = chance.choices([*files], weights)
            files[name] = chance.choice(self._ways)(files[name], chance)
            if chance.random() < 0.02 and len(files) > 1:
                del files[name]
        changed = pack(files)
        return changed if len(changed) <= most else data

    def cross(self, one: bytes, other: bytes, most: int, seed: int) -> bytes:
        """Return files of two inputs, of each name those of either."""
        chance = random.Random(seed)  # noqa: S311 -- as above
        files, others = unpack(one), unpack(other)
        for name in others.keys() & files.keys() or others:
            if chance.random() < 0.5:
                files[name] = others[name]
        changed = pack(files)
        return changed if len(changed) <= most else one

    def _raw(self, content: bytes, chance: random.Random) -> bytes:
        import atheris

        del chance  # libFuzzer has its own
        return atheris.Mutate(content, len(content) + _GROWN)

    def _lines(self, content: bytes, chance: random.Random) -> bytes:
        """Take some lines, and put them somewhere else, or nowhere, or there too."""
        lines = content.splitlines(keepends=True) or [b""]
        at, to = (chance.randrange(len(lines)) for _ in range(2))
        taken = lines[at : at + chance.choice((1, 1, 2, 5))]
        if chance.random() < 0.6:
            del lines[at : at + len(taken)]
        if chance.random() < 0.7:
            lines[to:to] = taken
        return b"".join(lines)

    def _number(self, content: bytes, chance: random.Random) -> bytes:
        """Put another number in a number's place: of as many digits, or one that hurts."""
        found = [*re.finditer(rb"[0-9]+", content)]
        if not found:
            return content
        start, end = chance.choice(found).span()
        alike = b"%0*d" % (end - start, chance.randrange(10 ** min(end - start, 20)))
        number = chance.choice((alike, chance.choice(_NUMBERS)))
        return content[:start] + number + content[end:]

    def _word(self, content: bytes, chance: random.Random) -> bytes:
        """Put another word in a word's place: one of the file's, or one of the format's."""
        parts = re.split(rb"([^\w.:/#-]+)", content)
        at = chance.randrange(len(parts))
        own = chance.random() < 0.5
        parts[at] = chance.choice(parts if own else self._words)
        return b"".join(parts)


def _modules() -> dict[str, Path]:
    """Return all modules of skillgraph, with their files."""
    spec = find_spec("skillgraph")
    assert spec is not None
    (package,) = map(Path, spec.submodule_search_locations or ())
    files = {file: file.relative_to(package.parent) for file in sorted(package.rglob("*.py"))}
    return {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): file
        for file, path in files.items()
    }


def _words(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield what a reader's formats are made of: the short texts in its source, and what hurts."""
    yield from _HOSTILE
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    found = {node.value for node in nodes if isinstance(node, ast.Constant)}
    texts = (value for value in found if isinstance(value, str) and len(value) in _WORD)
    yield from (text.encode("utf-8", "surrogatepass") for text in sorted(texts))


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _mapped() -> int:
    """Return how many bytes of memory this process has mapped."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()
