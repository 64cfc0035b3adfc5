"""The audit trail: each act once, in the transaction of the act, and no personal datum."""

from datetime import timedelta
from functools import partial

import pytest

from lckm_core import ContactCentre, Dispatch, DispatchKind, Refusal, build, impl, parse_moment
from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_memory import MemoryAttachments, MemoryHelpdesk, MemoryMailer, MemoryNotices
from lckm_sql import SqlAdapter

NOON = samples.NOON


class Host:
    """The other ports that a centre needs for reports."""

    def __init__(self) -> None:
        self.mailer, self.helpdesk, self.files = MemoryMailer(), MemoryHelpdesk(), MemoryAttachments()

    def table(self) -> object:
        return samples.TABLE

    @impl
    def provide_notices(self) -> MemoryNotices:
        return MemoryNotices()

    @impl
    def provide_routes(self) -> "Host":
        return self

    @impl
    def provide_mailer(self) -> MemoryMailer:
        return self.mailer

    @impl
    def provide_helpdesk(self) -> MemoryHelpdesk:
        return self.helpdesk

    @impl
    def contribute_attachments(self) -> tuple[MemoryAttachments, ...]:
        return (self.files,)


def said(adapter: SqlAdapter, **asked: object) -> list[str]:
    entries = adapter.trail.audit(**asked)  # type: ignore[arg-type]
    return [f"{one.event.verb} {one.event.subject} {one.event.outcome}" for one in entries]


def test_each_act_is_written_once_although_the_centre_tells_of_it_too(adapter: SqlAdapter) -> None:
    host, canary = Host(), PersonalDataCanary()
    centre = ContactCentre(build(adapter, host))
    form = {**canary.form(), "category": "drzewo"}
    centre.register(form, number="R-1", now=NOON, terms_version="1", heads=[b"\xff\xd8\xff\xe0"])
    moments = iter(NOON + at * timedelta(seconds=1) for at in range(1, 99))
    centre.dispatch_due("w", clock=partial(next, moments))
    centre.withdraw_consent("R-1", now=NOON + timedelta(minutes=5))
    centre.withdraw_consent("R-1", now=NOON + timedelta(minutes=6))
    centre.tell_units(now=NOON + timedelta(minutes=7))
    centre.confirm_erasure("R-1", now=NOON + timedelta(minutes=8))
    (key,) = host.mailer.letters
    centre.take_back(key, Refusal.FULL, now=NOON + timedelta(minutes=9))
    centre.anonymise_due(now=NOON + timedelta(minutes=10))
    assert said(adapter) == [
        "register R-1 to mailbox",
        "dispatch R-1 sent",
        "withdraw_consent R-1 anonymised",
        "destroy_files 2026-03-04 1",
        "withdraw_consent R-1 was anonymous",
        "tell_units R-1 done",
        f"confirm_erasure R-1:{DispatchKind.MAILBOX_NOTICE} done",
        "take_back R-1 pending",
        "anonymise_due 2026-03-04 0",
    ]
    assert canary.search("\n".join(said(adapter))) == ()


def test_what_the_store_does_alone_is_written_too(adapter: SqlAdapter) -> None:
    """Also when the process dies before the centre tells of it: the trail is part of the act."""
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "Z"), samples.opened("Z"))
    assert said(adapter) == ["register Z to mailbox"]
    adapter.reports.erase_due(now=NOON + timedelta(days=300))
    assert said(adapter, after=1) == ["anonymise_due 2026-12-29 1"]


def test_a_move_that_changes_nothing_is_no_act(adapter: SqlAdapter) -> None:
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    adapter.reports.change("Z", lambda kept: kept)

    def raises(_: Dispatch) -> Dispatch:
        raise KeyError

    with pytest.raises(KeyError):
        adapter.reports.change("Z", raises)
    assert said(adapter) == ["register Z to mailbox"]


def test_the_trail_is_read_by_subject_and_page(adapter: SqlAdapter) -> None:
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    adapter.reports.erase("A", now=NOON)
    assert said(adapter, subject="A") == ["register A to mailbox", "withdraw_consent A anonymised"]
    first = adapter.trail.audit(limit=2)
    assert said(adapter, after=first[-1].id) == ["withdraw_consent A anonymised"]
    moment = parse_moment("2026-03-04T12:00:00.123457Z")
    assert [one.event.at for one in first] == [moment, moment]
