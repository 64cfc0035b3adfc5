"""When something was first visible, and how pages say so."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from lckm_core.calendar import civil_day
from lckm_core.publication import Page, PublicationPeriod
from lckm_pages import day

_HERE: Final = ZoneInfo("Europe/Warsaw")
NOT_KEPT: Final = Markup("nie zapisano")


def available(period: Page | PublicationPeriod) -> str | None:
    """Return when an edition became available, in ISO 8601; ``None`` if not recorded.

    That is the moment of publication, or its first day where that came later.
    """
    return _available(period.published_at, period.first, period.published_on)


@lru_cache(maxsize=65536)  # a register is made anew whenever one of its periods changes
def _available(
    moment: datetime | None, first: date | None, published_on: date | None
) -> str | None:
    if moment is not None and (first is None or civil_day(moment) >= first):
        return moment.astimezone(_HERE).isoformat(timespec="seconds")
    known = first or published_on
    return known.isoformat() if known else None


def until(period: Page | PublicationPeriod) -> str | None:
    """Return until when an edition was visible, in ISO 8601; ``None`` if unknown.

    That is the moment of the act that ended it, or its last day.
    """
    if period.ended_at is not None:
        return period.ended_at.astimezone(_HERE).isoformat(timespec="seconds")
    return period.last.isoformat() if period.last else None


def instant(at: str | None) -> str:
    """Return a result of :func:`available` or :func:`until` as a moment, for order and feeds.

    If none is recorded, that is the earliest possible moment.
    """
    if at is None:
        return "1970-01-01T00:00:00+01:00"
    return at if len(at) > len("2026-01-31") else _midnight(at)


@lru_cache(maxsize=4096)
def _midnight(at: str) -> str:
    return datetime.combine(date.fromisoformat(at), time(), _HERE).isoformat(timespec="seconds")


@lru_cache(maxsize=4096)
def moment_markup(at: str | None) -> Markup:
    """Return a moment for people: „2 marca 2026 r., godz. 9:30”."""
    if at is None:
        return NOT_KEPT
    moment = datetime.fromisoformat(at)
    words = day(moment.date())
    if len(at) == len("2026-01-31"):
        return words
    known = words.replace(moment.date().isoformat(), at).removesuffix("</time>")
    return Markup("{}, godz.\u00a0{}:{:02}</time>").format(
        Markup(known),  # noqa: S704  (digits and our own words)
        moment.hour,
        moment.minute,
    )
