"""The flow of reports: registered, routed, delivered, and finally anonymised."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from lckm_core.forms import to_data
from lckm_core.reports import (
    Report,
    ToMailbox,
    file_reference,
    route,
)
from lckm_demo.folder import save
from lckm_demo.host import Host
from lckm_demo.moments import LODZ, Moments
from lckm_demo.paths import (
    EVENTS,
    HELPDESK,
    MAIL,
    PERSONAL,
    PLACES,
    REPORTS,
    STORE,
)
from lckm_demo.planted_data_search import by_part, search_in
from lckm_demo.test_data import People, Sent
from lckm_demo.unit_staff import obey, obey_at_helpdesk
from lckm_testing import Trace


class Way(NamedTuple):
    """A route, or the reason why there is none; whether it is a mailbox; how many took it."""

    because: str
    to_mailbox: bool
    reports: int


class Delivered(NamedTuple):
    """What was registered and delivered.

    ``found`` counts the planted data by folder at that time, ``found_of_withdrawing`` those of the
    person who will withdraw: a search that finds nothing later proves something only if it found
    them before.
    """

    registered: int
    with_person: int
    ways: list[Way]
    mails: int
    tickets: int
    found: Mapping[str, int]
    found_of_withdrawing: int


class Erased(NamedTuple):
    """One round of anonymising: reports, units asked to erase, messages they deleted."""

    anonymised: int
    asked: int
    deleted: int


class Ended(NamedTuple):
    """How personal data ended: at withdrawal, a minute before the term's end, and after it.

    ``left_of_withdrawn`` are data of the person who withdrew, found afterwards;
    ``found_then`` counts
    those of the other person at that time. ``left_open`` was found right after the term in the
    database, open and with its journals. ``anonymous`` counts the anonymised reports.
    """

    withdrawn: str
    at_withdrawal: Erased
    left_of_withdrawn: tuple[Trace, ...]
    found_then: int
    too_early: int
    at_term: Erased
    left_open: tuple[Trace, ...]
    anonymous: int


def deliver(host: Host, sent: Sequence[Sent], people: People, moments: Moments) -> Delivered:
    """Register what was sent, and have workers deliver it until nothing is due."""
    table = host.centre.plugins.routes.table()
    ways: Counter[tuple[str, bool]] = Counter()
    for index, sample in enumerate(sent):
        for count, content in enumerate(sample.files, start=1):
            host.own.attachments.keep(
                file_reference(sample.number, count), content, now=moments.registered(index)
            )
        report = host.centre.register(
            sample.form, number=sample.number, now=moments.registered(index), heads=sample.files
        )
        way = route(report, table)
        ways[way.because.pl, isinstance(way, ToMailbox)] += 1
    host.clock.set(moments.delivered)
    _deliver_all(host)
    found_of_withdrawing = search_in(host.target, PERSONAL, [people.withdrawing])
    return Delivered(
        registered=len(sent),
        with_person=sum(sample.planted > 0 for sample in sent),
        ways=[Way(*way, count) for way, count in ways.most_common()],
        mails=len(list((host.target / MAIL).rglob("*.eml"))),
        tickets=len(list((host.target / HELPDESK).rglob("*.json"))),
        found=by_part(found_of_withdrawing)
        + by_part(search_in(host.target, PERSONAL, [people.others])),
        found_of_withdrawing=by_part(found_of_withdrawing).total(),
    )


def end(
    host: Host, sent: Sequence[Sent], withdrawn: str, people: People, moments: Moments
) -> Ended:
    """Withdraw one reporter's consent, let the term pass for all, and record what is left."""
    host.centre.withdraw_consent(withdrawn, now=moments.withdrawn)
    at_withdrawal = _erase(host, 1, moments.withdrawn)
    traces = search_in(host.target, PLACES, [people.withdrawing])
    found_then = by_part(search_in(host.target, PERSONAL, [people.others])).total()
    before = _count_anonymous(host, sent)
    host.centre.anonymise_due(now=moments.too_early)
    too_early = _count_anonymous(host, sent) - before
    host.centre.anonymise_due(now=moments.due)
    left_open = search_in(host.target, [STORE], people)
    at_term = _erase(host, _count_anonymous(host, sent) - before - too_early, moments.due)
    for sample in sent:
        save(
            host.target / REPORTS / f"{sample.number}.json",
            _as_json(to_data(_stored_report(host, sample.number))),
        )
    save(host.target / EVENTS, "".join(_trail(host)))
    return Ended(
        withdrawn=withdrawn,
        at_withdrawal=at_withdrawal,
        left_of_withdrawn=traces,
        found_then=found_then,
        too_early=too_early,
        at_term=at_term,
        left_open=left_open,
        anonymous=_count_anonymous(host, sent),
    )


def _trail(host: Host) -> Iterator[str]:
    """Yield the audit trail of the database, line by line."""
    last = 0
    while entries := host.audit.audit(after=last):
        for entry in entries:
            last, event = entry.id, entry.event
            at = event.at.astimezone(LODZ).isoformat()
            yield f"{at} {event.verb} {event.subject}: {event.outcome}\n"


def _erase(host: Host, anonymised: int, now: datetime) -> Erased:
    """Ask the units that were sent contact data to erase them, and let them do so."""
    host.clock.set(now)
    asked = host.centre.open_erasure_notices(now=now)
    _deliver_all(host)
    deleted = obey(host.target / MAIL) + obey_at_helpdesk(host.target / HELPDESK)
    for notice in list(host.centre.unconfirmed(opened_before=now + timedelta(days=1))):
        host.centre.confirm_erasure(notice.report_number, now=now, kind=notice.kind)
    return Erased(anonymised, len(asked), deleted)


def _deliver_all(host: Host) -> None:
    """Have a worker deliver whatever is due."""
    while host.centre.dispatch_due("demo", clock=host.clock):
        pass


def _stored_report(host: Host, number: str) -> Report:
    report = host.centre.plugins.reports.get(number)
    assert report is not None, "what was registered stays, without its person"
    return report


def _count_anonymous(host: Host, sent: Sequence[Sent]) -> int:
    return sum(_stored_report(host, sample.number).is_anonymous for sample in sent)


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
