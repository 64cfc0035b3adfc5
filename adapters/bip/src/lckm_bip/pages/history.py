"""The history of a procedure: its editions, and the fields in which each differs."""

from collections.abc import Sequence
from typing import Final

from lckm_bip.pages.dates import available, until
from lckm_bip.release.manifest import Change
from lckm_core.publication import Page, Projection, State

_TITLE: Final = "Nazwa procedury"


def changes(page: Page, projection: Projection) -> tuple[Change, ...]:
    """Return the editions of a procedure, the newest first, each with its differences."""
    editions = [page, *page.history]
    seen = [projection, *(version.projection() for version in page.history)]
    found = []
    for place, edition in enumerate(editions):
        older = seen[place + 1] if place + 1 < len(seen) else None
        differ = None if older is None else differences(older, seen[place])
        withdrawn = edition.state is State.WITHDRAWN
        at, last = available(edition), until(edition)
        found.append(
            Change(
                edition.edition,
                at,
                edition.published_by,
                differ,
                last,
                withdrawn,
                edition.is_first,
            )
        )
    return tuple(found)


def differences(old: Projection, new: Projection) -> tuple[str, ...]:
    """Return the labels of fields that differ, in the form's order; removed ones last."""
    was, now = _fields(old), _fields(new)
    labels = [_TITLE] if old.heading != new.heading else []
    labels += [
        label for key, (label, blocks) in now.items() if key not in was or was[key][1] != blocks
    ]
    labels += [label for key, (label, _) in was.items() if key not in now]
    return tuple(dict.fromkeys(labels))


def _fields(projection: Projection) -> dict[str, tuple[str, Sequence[object]]]:
    return {
        entry.key: (entry.label, entry.blocks)
        for section in projection.sections
        for entry in section.entries
    }
