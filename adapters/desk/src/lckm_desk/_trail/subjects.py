"""What an entry of the trail is about, and the page of the desk that shows it."""

from collections.abc import Collection, Mapping

import attrs

from lckm_core.calendar import parse_day
from lckm_core.delivery import DispatchKind
from lckm_core.ports import REQUEST_VERBS, Event, EventVerb
from lckm_core.reports import number_of_file
from lckm_desk import _labels as labels

_OF_REPORTS = {
    EventVerb.REGISTER,
    EventVerb.DISPATCH,
    EventVerb.TAKE_BACK,
    EventVerb.ROUTE_AGAIN,
    EventVerb.SETTLE_BY_HAND,
    EventVerb.NOTE_OUTCOME,
    EventVerb.REOPEN,
    EventVerb.RECLASSIFY,
    EventVerb.READ_PERSONAL,
    EventVerb.CHECK_CODE,
    EventVerb.REDACT,
    EventVerb.WITHDRAW_CONSENT,
    EventVerb.DESTROY_FILES,
    EventVerb.TELL_UNITS,
    EventVerb.CONFIRM_ERASURE,
}
_OF_EDITIONS = {
    EventVerb.HAND_IN,
    EventVerb.HAND_IN_FAILED,
    EventVerb.GIVE_BACK,
    EventVerb.CORRECT,
    EventVerb.AGREE,
    EventVerb.CONFIRM,
    EventVerb.PUBLISH,
    EventVerb.WITHDRAW,
    EventVerb.EXPIRE,
    EventVerb.NOTE,
    EventVerb.ERASE_NOTES,
}
_DAILY = {EventVerb.ANONYMISE_DUE, EventVerb.DESTROY_FILES}
_OF_TERMS = {EventVerb.DRAFT_TERMS, EventVerb.APPROVE_TERMS, EventVerb.DISCARD_TERMS}
_ANNOUNCEMENT = "OG-"
# What the places of publication are called; one of a host's own has its own word.
_EXPORTERS = {
    "site": "portal i BIP",
    "search": "wyszukiwarka",
    "linked-data": "dane powiązane",
    "call-centre-pages": "strony Call Center",
}
_LISTS = {
    "report": "reports",
    "procedure": "procedures",
    "announcement": "announcements",
    "request": "requests",
    "terms-version": "terms",
    "routes": "routes",
}


@attrs.frozen
class Subject:
    """The subject of an entry, for a list.

    Args:
        number: its number, as it is shown.
        page: the page that shows it, as a key of the paths; empty for none.
        part: which part of it.
    """

    number: str
    page: str = ""
    part: str = ""

    @property
    def query(self) -> Mapping[str, str]:
        """The parameters in the address of its page; none for the table of routes."""
        return {} if self.page == "routes" else {"numer": self.number}


def subject_of(event: Event, menu: Collection[str] = ()) -> Subject:
    """Return what an event is about.

    *menu* has the pages of the menu that open for whoever looks: what is listed there has a page.
    """
    found = _subject_of(event)
    return found if _LISTS.get(found.page) in menu else attrs.evolve(found, page="")


def _subject_of(event: Event) -> Subject:
    subject = event.subject
    if event.verb == EventVerb.READ_FILE:
        return Subject(number_of_file(subject), "report", f"plik {subject.rpartition('-')[2]}")
    if event.verb in _DAILY and (day := parse_day(subject)) is not None:
        return Subject(labels.day(day))
    if event.verb == EventVerb.CHANGE_ROUTES:
        return Subject("tabela tras", "routes")
    if event.verb == EventVerb.EXPORT:
        return Subject(_EXPORTERS.get(subject, subject))
    if event.verb in _OF_REPORTS:
        number, _, kind = subject.partition(":")
        is_kind = kind in tuple(DispatchKind)
        return Subject(number, "report", labels.DELIVERIES[DispatchKind(kind)] if is_kind else kind)
    if event.verb in _OF_EDITIONS:
        is_announcement = subject.startswith(_ANNOUNCEMENT)
        return Subject(subject, "announcement" if is_announcement else "procedure")
    if event.verb in REQUEST_VERBS:
        return Subject(subject, "request")
    return Subject(subject, "terms-version" if event.verb in _OF_TERMS else "")
