"""Where the tables of a graph have the fields of nodes."""

from skillgraph.graph import schema
from skillgraph.model.fields import EFFORT, FIELDS, Field, fields_of

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


def select(field: Field) -> str:
    """Return the query for what a node says in a field: text by text, word by word, or at once.

    Of a closed list it gives the number of the word.
    """
    if field.name in LISTS:
        value = "value" if field.name == "tags" else "match"
        return f"SELECT {value} FROM {LISTS[field.name]} WHERE node = ? ORDER BY ordinal"
    if field.name in TEXTS:
        code = TEXTS.index(field.name)
        return f"SELECT value FROM text WHERE node = ? AND property = {code} ORDER BY ordinal"
    if field.name == "notation":
        return "SELECT notation FROM node WHERE key = ?"
    table = next(table for table, fields in OWN_FIELDS.items() if field in fields)
    return f"SELECT {field.name} FROM {table} WHERE node = ?"
