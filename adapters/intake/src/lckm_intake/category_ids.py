"""Ids of categories in the settings of a face, held against the table of routes."""

from collections.abc import Iterable, Sequence

from lckm_core import ContactCentre
from lckm_core.text import Message, nearest


def unknown_categories(centre: ContactCentre, ids: Iterable[str]) -> Sequence[Message]:
    """Return what is wrong with ids that are no category of the table of routes.

    Args:
        centre: the contact centre with the table.
        ids: ids of categories from settings.

    Returns:
        A message for each id that is not in the table; none where it cannot be read.
    """
    try:
        known = {category.id for category in centre.plugins.routes.table().categories}
    except Exception:  # noqa: BLE001  whoever needs the table says that it cannot be read
        return ()
    return [_unknown_category(id, known) for id in ids if id not in known]


def _unknown_category(given: str, known: Iterable[str]) -> Message:
    near = nearest(given, known)
    question = Message(f" Czy chodzi o „{near}”?", f" Did you mean “{near}”?")
    hint = question if near else Message("", "")
    return Message(
        f"w tabeli tras nie ma kategorii „{given}”.{hint.pl}",
        f"the table of routes has no category “{given}”.{hint.en}",
    )
