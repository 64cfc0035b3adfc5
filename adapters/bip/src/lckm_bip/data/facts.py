"""The data of a page apart from its sections: BIP's marks, and the editions."""

from collections.abc import Sequence
from typing import Any

import attrs

from lckm_bip.page_context import PageContext, Sections
from lckm_bip.pages.dates import until
from lckm_bip.release.manifest import Change
from lckm_core.publication import Projection

FORMAT = 1


@attrs.frozen
class Facts:
    """A page as data: keys that are not given are left out."""

    projection: Projection
    sections: Sections
    marks: dict[str, str]
    history: Sequence[dict[str, Any]]


def facts_of(context: PageContext, publisher: str, *, bip: bool, history: bool) -> Facts:
    """Return the facts of an edition, with BIP's marks where the site is BIP.

    Args:
        history: the editions before it, which only BIP's newest page lists.
    """
    produced_on = context.projection.produced_on
    marks = {
        "publisher": publisher,
        "published_by": context.page.published_by if bip else None,
        "produced_on": produced_on.isoformat() if produced_on else None,
        "available_from": context.at if bip else None,
        "shown_until": until(context.page),
    }
    editions = [_edition(change) for change in context.changes] if bip and history else []
    return Facts(
        context.projection,
        context.sections,
        {key: value for key, value in marks.items() if value},
        editions,
    )


def _edition(change: Change) -> dict[str, Any]:
    entry = {
        "edition": change.edition,
        "available_from": change.at,
        "shown_until": change.last,
        "published_by": change.by,
        "changed": None if change.changed is None else list(change.changed),
    }
    return {key: value for key, value in entry.items() if value is not None}
