"""What is published on a day: pages with their history, notices, and the register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from lckm_core.law import cites
from lckm_core.publication._change_register import PublicationPeriod
from lckm_core.publication._edition_headers import ProcedureHeaders, headers_of
from lckm_core.publication._editions import Edition
from lckm_core.publication._instants import day_of
from lckm_core.publication._notices import (
    Announcement,
    AnnouncementEdition,
    Notice,
    PortalTerms,
    project_announcement,
    project_terms,
    published_announcements,
)
from lckm_core.publication._pages import Page, ProcedurePages, Read, Surroundings
from lckm_core.publication._projection.projection import Projection
from lckm_core.publication._visibility import Audience


@attrs.frozen(kw_only=True)
class Publication:
    """Everything published on the day *on* (Europe/Warsaw), by audience.

    What is not in it must be taken down. ``register`` has every period in which an edition was
    shown, by procedure and in order of time: it only grows. ``removed`` has the last period of
    each procedure that is no longer shown (interpretation I19).
    """

    on: date
    pages: Mapping[Audience, Sequence[Page]]
    notices: Mapping[Audience, Sequence[Notice]]
    register: Mapping[Audience, Sequence[PublicationPeriod]]
    removed: Mapping[Audience, Sequence[PublicationPeriod]]

    def projections(self, audience: Audience) -> Iterator[Projection]:
        """Yield what *audience* is shown of each procedure, by number."""
        return (page.projection() for page in self.pages[audience])


@cites("zał. 2 § 10 ust. 1")
def publication_of(
    editions: Iterable[Edition | ProcedureHeaders],
    audiences: Iterable[Audience],
    *,
    on: date,
    announcements: Iterable[AnnouncementEdition] = (),
    terms: Iterable[PortalTerms] = (),
    read: Read = lambda _: None,
) -> Publication:
    """Return what is published on that day for each of *audiences*.

    An earlier edition is in the history while its procedure is shown and its own „Obowiązuje do”
    has not passed (interpretation I19).

    Args:
        editions: all editions of all procedures, or their headers.
        audiences: for whom it is shown.
        on: the day, or a moment, whose day in Europe/Warsaw counts.
        announcements: all editions of all announcements.
        terms: all versions of the portal's terms.
        read: returns the content of a file's address, ``None`` where it cannot be had.

    Raises ``ValueError`` for a moment without a time zone.
    """
    day = day_of(on)
    published = published_announcements(announcements, day)
    terms = tuple(terms)
    procedures = _pages_of(headers_of(editions), day, read)
    pages: dict[Audience, tuple[Page, ...]] = {}
    register: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    removed: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    notices: dict[Audience, tuple[Notice, ...]] = {}
    for audience in audiences:
        shown, every, last = list[Page](), list[PublicationPeriod](), list[PublicationPeriod]()
        for procedure in procedures:
            page, periods = procedure.page(audience), procedure.register(audience)
            every += periods
            if page is not None:
                shown.append(page)
            elif periods:
                last.append(periods[-1])
        pages[audience], register[audience] = tuple(shown), tuple(every)
        removed[audience] = tuple(last)
        notices[audience] = _notices(published, terms, audience, day)
    return Publication(on=day, pages=pages, notices=notices, register=register, removed=removed)


def _pages_of(
    procedures: Iterable[ProcedureHeaders], day: date, read: Read
) -> list[ProcedurePages]:
    """Return the pages of all procedures of which something was ever shown by that day."""
    begun = {headers: headers.begun_by(day) for headers in procedures}
    current = {
        headers.id: periods[-1].edition
        for headers, periods in begun.items()
        if periods and (periods[-1].last is None or periods[-1].last >= day)
    }
    found = []
    for headers, periods in begun.items():
        if periods:
            related = [current[id] for id in headers.related_ids if id in current]
            around = Surroundings(day, tuple(related), read)
            found.append(ProcedurePages.of(headers, periods, around))
    return found


def _notices(
    announcements: Iterable[Announcement],
    terms: Iterable[PortalTerms],
    audience: Audience,
    day: date,
) -> tuple[Notice, ...]:
    notices = [
        project_announcement(announcement, audience, on=day) for announcement in announcements
    ]
    notices.append(project_terms(terms, audience, on=day))
    return tuple(notice for notice in notices if notice is not None)
