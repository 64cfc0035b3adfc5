"""The way of reports through the centre: registered, routed, delivered, and in the end without a person."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from lckm_cli.demo.folder import save
from lckm_cli.demo.host import HELPDESK, MAIL, Host
from lckm_cli.demo.moments import Moments
from lckm_cli.demo.planting import Sent
from lckm_cli.demo.searching import everything_in
from lckm_cli.demo.units import obey, obey_at_helpdesk
from lckm_core import Report, ToMailbox, route, to_data
from lckm_core.testing import PersonalDataCanary

REPORTS, STORE, EVENTS = "reports", "store.json", "events.txt"


class Way(NamedTuple):
    """A route, or the reason why none was taken; whether it leads to a mailbox; how many reports took it."""

    because: str
    to_mailbox: bool
    reports: int


class Delivered(NamedTuple):
    """What was registered and delivered.

    ``contact`` are the numbers of the reports whose units got contact data; ``found`` counts the places in which planted data
    were found then, for who cannot find them before they are gone proves nothing afterwards.
    """

    registered: int
    with_person: int
    ways: list[Way]
    mails: int
    tickets: int
    contact: list[str]
    found: int


class Erased(NamedTuple):
    """What one turn of anonymising did: reports anonymised, units asked to erase, and messages they deleted."""

    anonymised: int
    asked: int
    deleted: int


class Ended(NamedTuple):
    """How personal data ended: when consent was withdrawn, a minute before the term was over, and after it.

    ``left_of_withdrawn`` counts planted data in the report of the one who withdrew, once that was done; ``anonymous`` the
    reports of which nothing tells who wrote them.
    """

    withdrawn: str
    at_withdrawal: Erased
    left_of_withdrawn: int
    too_early: int
    at_term: Erased
    anonymous: int


def deliver(host: Host, sent: Sequence[Sent], canary: PersonalDataCanary, moments: Moments) -> Delivered:
    """Register what was sent, and have workers deliver it until nothing is due."""
    table = host.centre.plugins.routes.table()
    ways: Counter[tuple[str, bool]] = Counter()
    for index, one in enumerate(sent):
        for count, content in enumerate(one.files, start=1):
            host.own.attachments.files[f"{one.number}-{count}"] = content
        report = host.centre.register(one.form, number=one.number, now=moments.registered(index), heads=one.files)
        way = route(report, table)
        ways[way.because.pl, isinstance(way, ToMailbox)] += 1
    host.clock.set(moments.delivered)
    _deliver_all(host)
    mails, tickets = sorted((host.target / MAIL).rglob("*.eml")), sorted((host.target / HELPDESK).rglob("*.json"))
    dispatches = {one.number: host.centre.plugins.reports.dispatch(one.number) for one in sent}
    contact = [
        number
        for number, kept in dispatches.items()
        if kept is not None
        and kept.mailbox
        and kept.mailbox.contact
        and kept.mailbox_may_hold_data
        and _has_reporter(host, number)
    ]
    found = [trace for path in (*mails, *tickets) for trace in canary.search(path)]
    found += canary.search(_as_json(everything_in(host.own.reports)))
    found += (trace for content in host.own.attachments.files.values() for trace in canary.search(content))
    return Delivered(
        registered=len(sent),
        with_person=sum(one.planted > 0 for one in sent),
        ways=[Way(*way, count) for way, count in ways.most_common()],
        mails=len(mails),
        tickets=len(tickets),
        contact=contact,
        found=len(found),
    )


def end(host: Host, sent: Sequence[Sent], withdrawn: str, canary: PersonalDataCanary, moments: Moments) -> Ended:
    """Let one reporter withdraw consent, then let the term pass for all; write down what is left."""
    host.centre.withdraw_consent(withdrawn, now=moments.withdrawn)
    at_withdrawal = _erased(host, 1, moments.withdrawn)
    left = canary.search(_as_json(everything_in(_kept(host, withdrawn))))
    too_early = host.centre.anonymise_due(now=moments.too_early)
    at_term = _erased(host, host.centre.anonymise_due(now=moments.due), moments.due)
    kept = [_kept(host, one.number) for one in sent]
    for report in kept:
        save(host.target / REPORTS / f"{report.number}.json", _as_json(to_data(report)))
    save(host.target / STORE, _as_json(everything_in(host.own.reports)))
    events = (f"{one.at.isoformat()} {one.verb} {one.subject}: {one.outcome}\n" for one in host.own.events)
    save(host.target / EVENTS, "".join(events))
    return Ended(withdrawn, at_withdrawal, len(left), too_early, at_term, sum(one.is_anonymous for one in kept))


def _erased(host: Host, anonymised: int, now: datetime) -> Erased:
    """Ask the units that were sent contact data to erase them, and let them do so."""
    host.clock.set(now)
    asked = host.centre.tell_units(now=now)
    _deliver_all(host)
    deleted = obey(host.target / MAIL) + obey_at_helpdesk(host.target / HELPDESK)
    for notice in list(host.centre.unconfirmed(opened_before=now + timedelta(days=1))):
        host.centre.confirm_erasure(notice.report_number, now=now, kind=notice.kind)
    return Erased(anonymised, len(asked), deleted)


def _deliver_all(host: Host) -> None:
    """Have a worker deliver whatever is due."""
    while host.centre.dispatch_due("demo", clock=host.clock):
        pass


def _kept(host: Host, number: str) -> Report:
    report = host.centre.plugins.reports.get(number)
    assert report is not None, "what was registered stays, without its person"
    return report


def _has_reporter(host: Host, number: str) -> bool:
    personal = _kept(host, number).personal
    return personal is not None and personal.reporter is not None


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
