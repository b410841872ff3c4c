"""What facts say: each field, each link and each kind once, for every form they are written in.

A room asks for the fields of a kind and does one thing with each, by its sort: a catalogue parses
it, a table has a column, RDF a predicate, a merge unites. What it does otherwise with one of them
stands in that room, by name. So does what has a shape of its own everywhere: labels that are
preferred, places, and statements in other vocabularies.

A plain `path` never imports this module, and what it names of others it imports when it is used.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.vocab import KINDS, SENIORITIES, LinkKind

if TYPE_CHECKING:
    from skillgraph.model import facts


class Kind(NamedTuple):
    """A kind of node: what it is in a catalogue, and in RDF.

    `space` is that of its ids, `section` that of a catalogue, where the order is this; `classes`
    and `scheme` are its RDF classes and the SKOS scheme of its nodes.
    """

    name: str
    section: str
    classes: tuple[str, ...]
    scheme: str = ""

    @property
    def space(self) -> str:
        """The space of its ids: roles and tracks share one."""
        return "role" if self.name == "track" else self.name

    @property
    def fact(self) -> "type[facts.Node]":
        """The class of its facts."""
        from skillgraph.model import facts

        return getattr(facts, self.space.capitalize())  # type: ignore[no-any-return]  # a class


_ROLE = ("sg:Role", "skos:Concept", "schema:Occupation")
#: In the order of a catalogue's sections.
NODES = {
    kind.name: kind
    for kind in (
        Kind("category", "categories", ("sg:Category", "skos:Concept"), "categories"),
        Kind("group", "groups", ("skos:Collection",)),
        Kind("skill", "skills", ("sg:Skill", "skos:Concept"), "skills"),
        Kind("role", "roles", _ROLE, "roles"),
        Kind("track", "tracks", _ROLE, "roles"),
        Kind("strategy", "strategies", ("sg:Strategy", "skos:Concept"), "strategies"),
        Kind("organisation", "organisations", ("schema:Organization",)),
        Kind("scale", "scales", ("sg:Scale",)),
    )
}


def kind_of(node: "facts.Node") -> str:
    """Return the kind of a node in one word, as people meet it.

    >>> from skillgraph.model.facts import Role
    >>> kind_of(Role(id="role:r", pref_labels=(), track=True))
    'track'
    """
    return "track" if getattr(node, "track", False) else type(node).__name__.lower()


class Sort(NamedTuple):
    """A sort of value, which `skillgraph.model.values` reads as `form`.

    A fact has a tuple of those of which there are `many`; those that are `spoken` are texts in a
    language; those that are `checked` are looked at one by one before a graph takes them. A closed
    list has its `words`, each with its value, and in RDF perhaps an individual for each.
    """

    name: str
    form: str
    many: bool = False
    spoken: bool = False
    checked: str = ""
    words: Mapping[str, Any] = {}
    individuals: Mapping[Any, str] = {}
    #: What a fact has that says nothing.
    unset: Any = None

    def parse(self, text: str) -> Any:
        """Return what a text means, or raise `Unfit`."""
        from skillgraph.model import values

        if self.words:
            return values.parse_word(text, tuple(self.words))
        return getattr(values, f"parse_{self.form}")(text)

    def check(self, value: Any) -> None:
        """Refuse a value that no graph may hold."""
        from skillgraph.model import values

        if self.checked:
            getattr(values, f"check_{self.checked}")(value)
        elif self.words and isinstance(value, str):
            values.parse_word(value, tuple(self.words))


LABELS = Sort("label", "line", many=True, spoken=True, unset=())
PROSE = Sort("prose", "prose", many=True, spoken=True, unset=())
LINE = Sort("line", "line", unset="")
LINES = Sort("line", "line", many=True, checked="said", unset=())
IDS = Sort("id", "id", many=True, checked="id", unset=())
URL = Sort("url", "url", checked="url", unset="")
FLAG = Sort("flag", "flag", unset=False)
DECIMAL = Sort("decimal", "decimal", checked="decimal")
JOB_ZONE = Sort("job zone", "job_zone", checked="job_zone")
SENIORITY = Sort(
    "word",
    "word",
    words={name: name for name in SENIORITIES},
    individuals={name: f"sg:{name}Level" for name in SENIORITIES},
)
#: Whether a skill grows at work: said of each in so many words.
ACQUIRED = Sort(
    "word",
    "word",
    words={"study": False, "practice": True},
    individuals={False: "sg:study", True: "sg:practice"},
    unset=False,
)
#: Hours, and where they are stated.
EFFORT = Sort("hours", "hours")


class Field(NamedTuple):
    """A field of nodes: an attribute of their facts, under `key` in a catalogue.

    `column` is its name in tables and GraphML, `headers` are what else people write above it.
    `meaning` is told in editors; `note` is what `show` calls it where it stands alone.
    """

    name: str
    sort: Sort
    predicate: str
    meaning: str
    of: tuple[str, ...] = KINDS
    key: str = ""
    column: str = ""
    headers: tuple[str, ...] = ()
    note: str = ""

    def said(self, node: "facts.Node") -> tuple[Any, ...]:
        """Return what a node says in this field: nothing, one value, or several."""
        value = getattr(node, self.name, self.sort.unset)
        if self.sort.many:
            return value  # type: ignore[no-any-return]  # a tuple
        return () if value == self.sort.unset and type(value) is type(self.sort.unset) else (value,)

    def gathered(self, said: tuple[Any, ...]) -> Any:
        """Return what a fact has for what `said` gave."""
        if self.sort.many:
            return said
        return said[0] if said else self.sort.unset


_SKILL, _ROLES, _SCALE = ("skill",), ("role", "track"), ("scale",)


def _field(name: str, sort: Sort, predicate: str, meaning: str, **more: Any) -> Field:
    key = more.setdefault("key", name)
    more.setdefault("column", key)
    return Field(name, sort, predicate, meaning, **more)


#: In the order of their columns.
FIELDS = {
    field.name: field
    for field in (
        _field(
            "alt_labels", LABELS, "skos:altLabel",
            "Other names that people type; answers echo them.",
            headers=(
                "alternative labels", "alternative names", "aliases", "alias", "also known as",
                "aka", "synonyms", "other names",
            ),
            note="Also",
        ),
        _field(
            "hidden_labels", LABELS, "skos:hiddenLabel", "Names that are found but never shown."
        ),
        _field("notation", LINE, "skos:notation", "A code that the source gives it.", note="Code"),
        _field(
            "descriptions", PROSE, "skos:definition", "What it is, in a sentence or two.",
            key="description", headers=("definition", "summary"), note="About",
        ),
        _field(
            "tags", LINES, "sg:tag", "Words that sort nodes across categories.",
            headers=("tag", "labels"), note="Tags",
        ),
        _field(
            "exact_matches", IDS, "skos:exactMatch",
            "What is the same thing elsewhere, by IRI or with a prefix.",
            key="exact_match", column="exact_matches", headers=("exact match", "same as"),
            note="Same as",
        ),
        _field(
            "practised", ACQUIRED, "sg:acquiredBy",
            "study (unless said), or practice: it grows at work and is never planned in hours.",
            of=_SKILL, key="acquired", headers=("acquired by",),
        ),
        _field(
            "effort", EFFORT, "sg:effortHoursMin",
            "Hours of study and practice for somebody who holds the prerequisites.",
            of=_SKILL, key="effort_hours",
            headers=(
                "hours", "effort", "study hours", "learning hours", "hours to learn",
                "estimated hours",
            ),
        ),
        _field(
            "outcomes", PROSE, "sg:outcome", "One sentence: You can ….",
            of=_SKILL, key="outcome", headers=("learning outcome",), note="You can",
        ),
        _field(
            "entry", FLAG, "sg:entry",
            "Whether a person may start from it although other roles lead to it.",
            of=_ROLES, headers=("entry role",),
        ),
        _field("seniority", SENIORITY, "sg:seniority", "Independent of entry.", of=_ROLES),
        _field(
            "job_zone", JOB_ZONE, "sg:jobZone",
            "How much preparation it asks for, as O*NET has it.", of=_ROLES,
        ),
        _field(
            "experience", PROSE, "sg:typicalExperience", "What experience is typical.",
            of=_ROLES, note="Experience",
        ),
        _field(
            "minimum", DECIMAL, "sg:scaleMin", "The lower end.",
            of=_SCALE, key="min", column="scale_min",
        ),
        _field(
            "maximum", DECIMAL, "sg:scaleMax", "The upper end.",
            of=_SCALE, key="max", column="scale_max",
        ),
        _field(
            "url", URL, "schema:url", "Where it is described on the web.",
            headers=("web address", "link", "homepage"), note="Web",
        ),
    )
}  # fmt: skip


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields that nodes of a kind have.

    >>> [field.key for field in fields_of("scale")][-3:]
    ['min', 'max', 'url']
    """
    return tuple(field for field in FIELDS.values() if kind in field.of)


def fields_in(fact: "type[facts.Node]") -> tuple[Field, ...]:
    """Return the fields that facts of a class have."""
    return fields_of(fact.__name__.lower())


#: What a source has beside its id.
SOURCE = {"label": LINE, "url": URL, "licence": LINE}


class Relation(NamedTuple):
    """A kind of edge: its predicate, and the kinds of node that it may begin at and end at."""

    predicate: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]


#: What may require something, and what has a place among categories (SKOS: a concept).
OWNERS = _SKILL + _ROLES
CONCEPTS = (*OWNERS, "category", "strategy")

RELATIONS: dict[LinkKind, Relation] = {
    "broader": Relation("skos:broader", CONCEPTS, ("category", *OWNERS)),
    # A next step is a way that leads to a role, too.
    "next": Relation("sg:nextStep", _ROLES, _ROLES),
    "far": Relation("sg:leadsTo", _ROLES, _ROLES),
    "helps-towards": Relation("sg:helpsTowards", ("strategy",), (*_ROLES, "skill", "category")),
    "mentions": Relation("sg:mentions", ("strategy",), ("organisation",)),
    "member": Relation("skos:member", ("group",), _SKILL),
    "key-skill": Relation("sg:keySkill", _ROLES, _SKILL),
    "related": Relation("sg:related", KINDS, KINDS),
}
REQUIRES = Relation("sg:requires", OWNERS, _SKILL)


class Reference(NamedTuple):
    """A key under which an entry of a catalogue names other nodes: a link of some kind.

    `spaces` are those of the nodes that may be named there, `phrase` is how a sentence about one
    begins. One that is `incoming` leads to the entry. A table of nodes may have a `column` of it,
    and `headers` are what people write above that.
    """

    key: str
    kind: LinkKind
    of: tuple[str, ...]
    spaces: tuple[str, ...]
    phrase: str
    meaning: str
    incoming: bool = False
    column: bool = True
    headers: tuple[str, ...] = ()

    @property
    def may_be_far(self) -> bool:
        """Whether an item may say that it is where a move can end, and no usual next job."""
        return self.kind == "next"

    @property
    def may_be_near(self) -> bool:
        """Whether a source may say how near the other is: `tier` and `rank`."""
        return self.kind == "related"


REFERENCES = (
    Reference("broader", "broader", ("category",), ("category",), "is under",
              "The headings above this one.", column=False),
    Reference("members", "member", ("group",), _SKILL, "lists", "The skills of the group.",
              column=False),
    Reference("category", "broader", (*OWNERS, "strategy"), ("category",), "is in",
              "The headings that it stands under.",
              headers=("categories", "skill category", "family", "domain")),
    Reference("key_skills", "key-skill", _ROLES, _SKILL, "lists",
              "Skills listed without an importance: shown, never planned."),
    Reference("leads_to", "next", _ROLES, ("role",), "leads to",
              "Roles that this one leads to.", headers=("next role", "next roles")),
    Reference("follows", "next", _ROLES, ("role",), "follows", "Roles that lead to this one.",
              incoming=True, headers=("previous role", "previous roles")),
    Reference("related", "related", _ROLES, ("role",), "is like",
              "Roles that a source finds alike.",
              headers=("related skills", "related roles", "see also")),
    Reference("related", "related", _SKILL, _SKILL, "is like",
              "Skills that a source finds alike."),
    Reference("helps_towards", "helps-towards", ("strategy",), ("role", "skill", "category"),
              "helps towards", "Roles, skills or categories."),
    Reference("mentions", "mentions", ("strategy",), ("organisation",), "mentions",
              "Organisations that it names.", column=False),
)  # fmt: skip

#: The keys of a catalogue's entries in the order in which one is written.
ORDER = (
    "label", "alt_labels", "hidden_labels", "notation", "description", "broader", "category",
    "tags", "members", "min", "max", "acquired", "effort_hours", "entry", "seniority", "job_zone",
    "experience", "follows", "leads_to", "requires", "outcome", "key_skills", "related", "salary",
    "helps_towards", "mentions", "assumption", "exact_match", "url", "replaces", "source",
)  # fmt: skip
