"""Where the tables of a graph have the fields of nodes."""

from skillgraph.graph import schema
from skillgraph.model.fields import EFFORT, FIELDS, fields_of

#: Fields that are lists of words, each with the table that has them.
LISTS = {"tags": "tag", "exact_matches": "exact_match"}
#: What `text` has, each property by its code: labels first, so that names come before all else.
#: A new one comes last, and alters no graph that doesn't say it.
TEXTS = (
    "pref_labels",
    *(
        field.name
        for field in FIELDS.values()
        if field.name not in {*LISTS, "notation"}
        and (field.sort.many or isinstance(field.sort.unset, str))
    ),
)
#: The fields that the table of a kind has columns of.
OWN_FIELDS = {
    table: tuple(
        field
        for field in fields_of(table)
        if field.name not in {*TEXTS, *LISTS, "notation"} and field.sort is not EFFORT
    )
    for table in schema.OWN
}
