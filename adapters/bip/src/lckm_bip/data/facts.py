"""What the data of a page say besides its sections: BIP's marks, and the editions."""

from collections.abc import Sequence
from typing import Any

import attrs

from lckm_bip.pages.moments import until
from lckm_bip.release.manifest import Change
from lckm_core import Page, Projection

FORMAT = 1


@attrs.frozen
class Facts:
    """A page as data: keys that are not given are left out."""

    projection: Projection
    marks: dict[str, str]
    history: Sequence[dict[str, Any]]


def facts_of(
    page: Page, projection: Projection, publisher: str, at: str | None, changes: Sequence[Change] = ()
) -> Facts:
    """Return what is said of an edition made available *at*; *changes* are the procedure's editions, which only the newest tells."""
    marks = {
        "publisher": publisher,
        "published_by": page.published_by,
        "produced_on": projection.produced_on.isoformat() if projection.produced_on else None,
        "available_from": at,
        "shown_until": until(page),
    }
    return Facts(projection, {key: value for key, value in marks.items() if value}, [_edition(one) for one in changes])


def _edition(change: Change) -> dict[str, Any]:
    said = {
        "edition": change.edition,
        "available_from": change.at,
        "shown_until": change.last,
        "published_by": change.by,
        "changed": None if change.changed is None else list(change.changed),
    }
    return {key: value for key, value in said.items() if value is not None}
