"""A profile's own text, edited in place: comments, order and blanks stay as a person left them.

Each change is spliced into the text and read again. Only where that says what was meant, and
nothing else, is there a new text (decision 0022).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.profile import Held, Named
from skillgraph.readers.profile.yaml_form import parse_yaml
from skillgraph.words import listed
from skillgraph.writers.profile.splices import Beyond, append, drop, extend, put
from skillgraph.writers.yaml_text import Bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from skillgraph.readers.profile import Profile
    from skillgraph.writers.profile.splices import Items, Value

    #: The lists of a profile.
    Key = Literal["held", "goals", "choices", "avoid", "waive"]

KEYS: tuple[Key, ...] = ("held", "goals", "choices", "avoid", "waive")

_NEW = """\
# yaml-language-server: $schema=https://w3id.org/skillgraph/schema/profile.schema.json
# skillgraph reads and edits this file; what you change by hand, comments among it, stays.
"""


class ProfileText(NamedTuple):
    """A text, what it is called, and what it says."""

    text: str
    place: str
    profile: Profile

    @classmethod
    def parse(cls, text: str, place: str) -> ProfileText:
        """Return a profile in YAML that can be edited; any other form is `InvalidInput`."""
        if place.rpartition(".")[2].lower() in {"csv", "tsv", "json"}:
            hint = "Take one in YAML, and: skillgraph profile import"
            raise InvalidInput(InputProblem(place, "only a profile in YAML is edited.", hint))
        return cls(text, place, parse_yaml(text, place))

    @classmethod
    def new(cls, place: str) -> ProfileText:
        """Return a profile that says nothing yet."""
        return cls.parse(_NEW, place)

    def add(self, key: Key, held: Held, label: str = "") -> ProfileText:
        r"""Return it with one name more; what is said beside the name counts for `held` alone.

        >>> me = ProfileText.parse("held: [sql]  # at work\n", "me.yaml")
        >>> print(me.add("held", Held("git", "")).add("avoid", Held("php", ""), "PHP").text, end="")
        held: [sql, git]  # at work
        avoid:
          - php  # PHP
        """
        return self.add_all(key, [(held, label)])

    def add_all(self, key: Key, entries: Sequence[tuple[Held, str]]) -> ProfileText:
        """Return it with names more, each with its label, as `add` does; the text is read once."""
        more = [held if key == "held" else Held(held.name, "") for held, _ in entries]
        if key == "held":
            expected = self.profile._replace(held=(*self.profile.held, *more))
        else:
            names = (*getattr(self.profile, key), *(Named(each.name, "") for each in more))
            expected = self.profile._replace(**{key: names})
        items: Items = [
            ({"name": held.name, **_fields(held)}, label)
            for held, (_, label) in zip(more, entries, strict=True)
        ]
        what = f"write {listed([held.name for held in more])} under '{key}'"
        if len(more) == 1:
            what = f"write {more[0].name} under '{key}'"
        return self._changed(lambda text: append(text, key, items), expected, what)

    def say(self, number: int, more: Held) -> ProfileText:
        r"""Return it with more said of what is held, by number; evidence is added to what is there.

        >>> me = ProfileText.parse("- sql  # at work\n", "me.yaml")
        >>> print(me.say(0, Held("", "", since="2026-11")).text, end="")
        - name: sql  # at work
          since: 2026-11
        """
        was = self.profile.held[number]
        shown = tuple(each for each in more.evidence if each not in was.evidence)
        now = was._replace(
            level=was.level if more.level is None else more.level,
            scale=more.scale or was.scale,
            since=more.since or was.since,
            evidence=(*was.evidence, *shown),
        )
        if now == was:
            return self
        held = (*self.profile.held[:number], now, *self.profile.held[number + 1 :])
        fields = _fields(more._replace(evidence=shown))
        what = f"write more of {was.name} at {was.place}"
        expected = self.profile._replace(held=held)
        return self._changed(lambda text: extend(text, number, fields), expected, what)

    def remove(self, key: Key, number: int) -> ProfileText:
        r"""Return it without a name, by its number in the list of a key.

        >>> me = ProfileText.parse("held:\n  # old\n  - sql  # at work\n  - git\n", "me.yaml")
        >>> print(me.remove("held", 0).text, end="")
        held:
          # old
          - git
        """
        names = getattr(self.profile, key)
        expected = self.profile._replace(**{key: (*names[:number], *names[number + 1 :])})
        what = f"remove {names[number].name} at {names[number].place}"
        return self._changed(lambda text: drop(text, key, number), expected, what)

    def take_time(self, low: int, high: int) -> ProfileText:
        """Return it with so many hours a week."""
        said = str(low) if low == high else f"{low}-{high}"
        expected = self.profile._replace(hours_per_week=(low, high))
        what = f"write 'hours_per_week: {said}'"
        return self._changed(lambda text: put(text, "hours_per_week", said), expected, what)

    def _changed(self, change: Callable[[str], str], expected: Profile, what: str) -> ProfileText:
        try:
            changed = ProfileText.parse(change(self.text), self.place)
        except (Beyond, InvalidInput):
            changed = self
        if _said(changed.profile) != _said(expected):
            hint = f"Open it in an editor, and {what}."
            message = "the file has a form that is not edited here: nothing is changed."
            raise InvalidInput(InputProblem(self.place, message, hint))
        return changed


def _fields(held: Held) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    if held.level is not None:
        fields["level"] = Bare(f"{held.level:.9f}".rstrip("0").rstrip("."))
    if held.scale:
        fields["scale"] = held.scale
    if held.since:
        fields["since"] = Bare(held.since)
    if held.evidence:
        fields["evidence"] = list(held.evidence)
    return fields


def _said(profile: Profile) -> Profile:
    """Return what a profile says, wherever it stands."""
    return profile._replace(
        held=tuple(each._replace(place="") for each in profile.held),
        **{
            key: tuple(each._replace(place="") for each in getattr(profile, key))
            for key in KEYS[1:]
        },
    )
