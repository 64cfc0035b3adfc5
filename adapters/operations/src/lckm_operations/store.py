"""What the operator's commands ask of a store of reports beyond its port; a store that offers less loses those commands alone."""

from datetime import datetime

from lckm_core import ReportStore


def next_due(store: ReportStore) -> datetime | None:
    """Return when the next delivery comes due, ``None`` when there is none, or the store does not say."""
    ask = getattr(store, "next_due", None)
    due: datetime | None = ask() if callable(ask) else None
    return due
