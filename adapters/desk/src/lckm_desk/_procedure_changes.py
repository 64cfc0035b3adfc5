"""What changed between two editions, field by field, as removals and insertions."""

import attrs

from lckm_core.amendments import compare
from lckm_core.fields import fields_by_key
from lckm_core.procedures import Procedure
from lckm_core.publication import Titles, changes_in_words


@attrs.frozen
class Difference:
    """One change: the field, and the words removed and inserted; empty for none.

    ``before`` and ``after`` are the words between which it stands in the new text. ``is_moved``
    means that it was elsewhere in its list.
    """

    field: str
    removed: str = ""
    inserted: str = ""
    before: str = ""
    after: str = ""
    is_moved: bool = False


def procedure_difference(
    old: Procedure, new: Procedure, titles: Titles = lambda number: None
) -> list[Difference]:
    """Return what changed from one text to another, in the order of the form.

    *titles* are those of related procedures.
    """
    return [
        Difference(
            f"{row.label} ({', '.join(row.of)})" if row.of else row.label,
            row.removed,
            row.inserted,
            row.before,
            row.after,
            row.is_moved,
        )
        for row in changes_in_words(compare(old, new), old, titles)
    ]


def field_label(path: str) -> str:
    """Return the label of the field at a JSON Pointer; of the whole form for an empty one."""
    key = path.removeprefix("/").partition("/")[0]
    field = fields_by_key(Procedure).get(key)
    return field.mark.label if field is not None else "Cały opis"
