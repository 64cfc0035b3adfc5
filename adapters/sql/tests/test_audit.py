"""The audit trail: each act once, in the transaction of the act, and no personal datum."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import attrs
import pytest
from sqlalchemy import text

from lckm_core import (
    Channel,
    ContactCentre,
    Handover,
    Role,
    build,
    compare,
    impl,
)
from lckm_core.calendar import parse_moment
from lckm_core.call_centre import BriefingRequest
from lckm_core.delivery import Dispatch, DispatchKind, DispatchState, ManualAction, Refusal, Target
from lckm_core.memory import MemoryAttachments, MemoryHelpdesk, MemoryMailer
from lckm_core.ports import Event
from lckm_core.procedures.parts import Person, RequiredDocuments
from lckm_core.reports import Classification, Outcome, note_outcome
from lckm_sql import SqlAdapter, StoreUnavailableError
from lckm_sql.audit import write_move
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.knowledge_base import knowledge_base

NOON = samples.NOON


class Host:
    """The other ports that a centre needs for reports."""

    def __init__(self) -> None:
        self.mailer, self.helpdesk, self.files = (
            MemoryMailer(),
            MemoryHelpdesk(),
            MemoryAttachments(),
        )

    def table(self) -> object:
        return samples.TABLE

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


def lines_of(adapter: SqlAdapter, **asked: object) -> list[str]:
    entries = adapter.trail.audit(**asked)  # type: ignore[arg-type]
    return [f"{one.event.verb} {one.event.subject} {one.event.outcome}" for one in entries]


def test_each_act_is_written_once_although_the_centre_tells_of_it_too(adapter: SqlAdapter) -> None:
    host, canary = Host(), PersonalDataCanary()
    centre = ContactCentre(build(adapter, host))
    form = {**canary.form(), "category": "drzewo"}
    host.files.files["R-1-1"] = b"\xff\xd8\xff\xe0"
    centre.register(form, number="R-1", now=NOON, terms_version="1", heads=[b"\xff\xd8\xff\xe0"])
    moments = iter(NOON + at * timedelta(seconds=1) for at in range(1, 99))
    centre.dispatch_due("w", clock=partial(next, moments))
    centre.withdraw_consent("R-1", now=NOON + timedelta(minutes=5))
    centre.withdraw_consent("R-1", now=NOON + timedelta(minutes=6))
    centre.open_erasure_notices(now=NOON + timedelta(minutes=7))
    centre.confirm_erasure("R-1", now=NOON + timedelta(minutes=8))
    (key,) = host.mailer.letters
    centre.handle_bounce(key, Refusal.FULL, now=NOON + timedelta(minutes=9))
    centre.anonymise_due(now=NOON + timedelta(minutes=10))
    assert lines_of(adapter) == [
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
    assert canary.search("\n".join(lines_of(adapter))) == ()


def test_acts_of_staff_are_written_in_the_act_itself_with_role_and_name(
    adapter: SqlAdapter,
) -> None:
    host, canary = Host(), PersonalDataCanary()
    centre = ContactCentre(build(adapter, host))
    form = {**canary.form(), "category": "drzewo", "attachments": ()}
    moments = iter(NOON + at * timedelta(seconds=1) for at in range(99))
    centre.register(form, number="R-1", now=next(moments), terms_version="1")
    new = Classification(category="inne")
    by = "Zofia Wrona"
    unit, staff = Role.STAFF_OF_UNIT, Role.CALL_CENTRE_STAFF
    centre.reclassify("R-1", new, role=staff, now=next(moments), by=by)
    centre.dispatch_due("w", clock=partial(next, moments))
    centre.note_outcome(
        "R-1", Outcome.DONE, words=canary.words, role=unit, now=next(moments), by=by
    )
    centre.reopen("R-1", words=canary.words, role=unit, now=next(moments), by=by)
    again = attrs.evolve(new, area="gorna")
    centre.reclassify("R-1", again, role=staff, now=next(moments), by=by)
    events = [one.event for one in adapter.trail.audit(subject="R-1")]
    assert [(str(event.verb), event.outcome, event.role, event.by) for event in events] == [
        ("register", "to mailbox", None, None),
        ("reclassify", "rerouted", staff, by),
        ("dispatch", "helpdesk", None, None),
        ("note_outcome", "done", unit, by),
        ("reopen", "done", unit, by),
        ("reclassify", "stays", staff, by),
    ]
    assert canary.search("\n".join(map(repr, events))) == ()

    # What changes nothing is no act.
    adapter.reports.revise("R-1", lambda report, dispatch: (report, dispatch))
    assert len(adapter.trail.audit(subject="R-1")) == len(events)

    # A program that calls the store itself names nobody.
    done = partial(note_outcome, outcome=Outcome.DONE, words="Zrobione", role=unit)
    now = next(moments)
    adapter.reports.revise("R-1", lambda report, kept: (done(report, now=now), kept))
    last = adapter.trail.audit(subject="R-1")[-1].event
    assert (str(last.verb), last.role, last.at) == ("note_outcome", unit, now)


def test_the_entry_of_an_act_says_who_did_it(adapter: SqlAdapter) -> None:
    host, canary = Host(), PersonalDataCanary()
    centre = ContactCentre(build(adapter, host))
    staff, other = "Zofia Kalinowska-Wrona", "Adam Bugaj"
    form = {**canary.form(), "category": "drzewo", "attachments": ()}
    at = iter(NOON + at * timedelta(seconds=1) for at in range(1, 99))
    role = Role.CALL_CENTRE_STAFF
    centre.register(form, number="R-1", now=NOON, terms_version="1", by=staff, role=role)
    centre.register(form, number="R-2", now=next(at), terms_version="1", by=other)
    centre.reroute("R-2", now=next(at), by=staff, role=role)
    centre.redact(
        "R-2",
        [centre.plugins.reports.get("R-2").description.split()[0]],  # type: ignore[union-attr]
        now=next(at),
        by=other,
        role=role,
    )
    centre.dispatch_due("w", clock=partial(next, at))
    centre.withdraw_consent("R-1", now=next(at), by=staff, role=role)
    centre.withdraw_consent("R-1", now=next(at))
    centre.open_erasure_notices(now=next(at))
    centre.confirm_erasure("R-1", now=next(at), by=staff)
    # The first confirmation counts, and so does its name.
    centre.confirm_erasure("R-1", now=next(at), by=other)
    notice = DispatchKind.MAILBOX_NOTICE
    centre.settle_by_hand(
        "R-1", Target.MAILBOX, ManualAction.TOLD, now=next(at), kind=notice, by=other
    )
    # Told again of the same moment, it keeps who did it first.
    first = adapter.trail.audit(subject="R-1")[0].event
    adapter.trail.on_event(attrs.evolve(first, by=other))
    events = [one.event for one in adapter.trail.audit()]
    assert [(one.verb, one.by, one.role) for one in events if one.by] == [
        ("register", staff, role),
        ("register", other, None),
        ("route_again", staff, role),
        ("redact", other, role),
        ("withdraw_consent", staff, role),
        ("confirm_erasure", staff, None),
        ("settle_by_hand", other, None),
    ]
    assert [one for one in adapter.reports.verify(now=NOON) if one.kind == "broken trail"] == []


def test_what_the_store_does_alone_is_written_too(adapter: SqlAdapter) -> None:
    """Also when the process dies before the centre tells of it: the trail is part of the act."""
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "Z"), samples.opened("Z"))
    assert lines_of(adapter) == ["register Z to mailbox"]
    adapter.reports.erase_due(now=NOON + timedelta(days=300))
    assert lines_of(adapter, after=1) == ["anonymise_due 2026-12-29 1"]


def test_each_act_on_a_request_is_written_once_with_who_and_when(adapter: SqlAdapter) -> None:
    """A request itself has neither; the words of requests are in no line."""
    centre, canary = ContactCentre(build(adapter)), PersonalDataCanary()
    staff, head, theirs = Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE, Role.HEAD_OF_UNIT
    data = attrs.evolve(samples.data_request("D", canary.words), asked_on=NOON.date())
    briefing = BriefingRequest(
        number="B",
        unit=data.unit,
        asked_by=data.asked_by,
        asked_on=data.asked_on,
        subject=canary.name,
        reason=canary.words,
    )
    moments = [NOON + timedelta(days=day, seconds=1) for day in range(9)]
    for _ in range(2):
        centre.request_data(data, role=staff, now=moments[0])
    centre.request_briefing(briefing, role=head, now=moments[1])
    for at, name in ((4, "Żółć Ewa"), (5, canary.name), (6, canary.name)):
        centre.name_briefer("B", role=theirs, person=Person(name), now=moments[at])
    for at in (4, 7):
        assert len(centre.remind_due(now=moments[at])) == 2
    centre.answer_data_request(
        "D", role=theirs, text=canary.words, by=Person("Żółć Ewa"), now=moments[8]
    )
    centre.hold_briefing("B", role=head, now=moments[8], by="Nowak Jan")
    events = [entry.event for entry in adapter.trail.audit()]
    assert [(one.verb, one.subject, one.role, one.at) for one in events] == [
        ("request_data", "D", staff, moments[0]),
        ("request_briefing", "B", head, moments[1]),
        *(("name_briefer", "B", theirs, moments[at]) for at in (4, 5, 6)),
        *(("remind_due", number, None, moments[at]) for at in (4, 7) for number in "BD"),
        ("answer_data_request", "D", theirs, moments[8]),
        ("hold_briefing", "B", head, moments[8]),
    ]
    assert {one.verb: one.by for one in events} == {
        "request_data": data.asked_by.name,
        "request_briefing": data.asked_by.name,
        "name_briefer": None,
        "remind_due": None,
        "answer_data_request": "Żółć Ewa",
        "hold_briefing": "Nowak Jan",
    }
    assert canary.search("\n".join(map(repr, events))) == ()


def test_a_request_has_its_line_although_nobody_came_to_tell(adapter: SqlAdapter) -> None:
    """By the database's clock, and without a role; what another tells later is not put into it
    when it is of another act.
    """
    before = adapter.reports.clock()
    request = samples.data_request("D")
    adapter.requests.add(request)
    adapter.requests.replace(request, request)
    (line,) = adapter.trail.audit()
    assert (line.event.verb, line.event.subject, line.event.role) == ("request_data", "D", None)
    assert before <= line.event.at <= adapter.reports.clock()
    for verb, subject in (("request_data", "E"), ("answer_data_request", "D")):
        adapter.trail.on_event(Event(verb=verb, subject=subject, at=NOON, role=Role.STAFF_OF_UNIT))
    assert adapter.trail.audit()[0] == line
    assert lines_of(adapter, after=line.id) == ["request_data E done", "answer_data_request D done"]


def test_a_request_addressed_anew_has_its_line_whatever_else_that_changes(
    adapter: SqlAdapter,
) -> None:
    request = attrs.evolve(samples.data_request("D"), reminded_on=(NOON.date(),))
    adapter.requests.add(request)
    adapter.requests.replace(attrs.evolve(request, cell="Inna", reminded_on=()), request)
    assert [entry.event.verb for entry in adapter.trail.audit()][1:] == ["readdress_request"]


def test_a_request_is_not_kept_without_its_line(adapter: SqlAdapter) -> None:
    request = samples.data_request("D")
    adapter.requests.add(request)
    with adapter.database.writing() as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO elsewhere"))
    acts: tuple[Callable[[], object], ...] = (
        lambda: adapter.requests.add(samples.data_request("E")),
        lambda: adapter.requests.replace(attrs.evolve(request, closed_on=NOON.date()), request),
    )
    for store_operation in acts:
        with pytest.raises(StoreUnavailableError):
            store_operation()
    assert (adapter.requests.get("D"), adapter.requests.get("E")) == (request, None)


def test_a_move_that_changes_nothing_is_no_act(adapter: SqlAdapter) -> None:
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    adapter.reports.change("Z", lambda kept: kept)

    def raises(_: Dispatch) -> Dispatch:
        raise KeyError

    with pytest.raises(KeyError):
        adapter.reports.change("Z", raises)
    assert lines_of(adapter) == ["register Z to mailbox"]


def test_each_withdrawal_reported_after_a_restore_is_told_once(adapter: SqlAdapter) -> None:
    """A newer copy is cleaned by that: one that is not told brings the data back."""
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    for number in "DABCDABC":
        adapter.reports.keep_withdrawn(number, now=NOON)
    assert lines_of(adapter)[2:] == [
        "withdraw_consent D not there",
        "withdraw_consent A was anonymous",
        "withdraw_consent B was anonymous",
        "withdraw_consent C not there",
    ]


def test_only_what_was_sent_is_taken_back(adapter: SqlAdapter) -> None:
    receipt = attrs.evolve(samples.opened("A"), kind=DispatchKind.RECEIPT)
    later = NOON + timedelta(minutes=1)
    sent = attrs.evolve(receipt, state=DispatchState.SENT, since=later, due_at=None)
    void = attrs.evolve(sent, state=DispatchState.VOID, since=later + timedelta(minutes=1))
    for before in (receipt, sent):
        with adapter.database.writing() as connection:
            write_move(connection, before, void)
    assert lines_of(adapter) == [f"{verb} {receipt.id} void" for verb in ("dispatch", "take_back")]


def test_the_trail_is_read_by_subject_and_page(adapter: SqlAdapter) -> None:
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    adapter.reports.erase("A", now=NOON)
    assert lines_of(adapter, subject="A") == [
        "register A to mailbox",
        "withdraw_consent A anonymised",
    ]
    first = adapter.trail.audit(limit=2)
    assert lines_of(adapter, after=first[-1].id) == ["withdraw_consent A anonymised"]
    moment = parse_moment("2026-03-04T12:00:00.123457Z")
    assert [one.event.at for one in first] == [moment, moment]


@pytest.mark.parametrize("told", [True, False], ids=["the centre tells", "it died before it told"])
def test_each_act_on_an_edition_is_written_once(
    adapter: SqlAdapter, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    """With who and when, in the transaction of the act."""
    if not told:
        monkeypatch.setattr(adapter.trail, "on_event", lambda event: None)
    centre, head, staff = ContactCentre(build(adapter)), Role.HEAD_OF_CELL, Role.MONITORING_STAFF
    procedure = attrs.evolve(
        next(knowledge_base(1)),
        related=(),
        internal=False,
        valid_from=None,
        valid_to=None,
        required_documents=RequiredDocuments(),
        other_documents=(),
    )
    came = {
        "channel": Channel.EDMS,
        "reference": "1",
        "received_on": NOON.date(),
        "asked_by": "Anna Zielińska",
    }
    handover = Handover(unit=procedure.unit, cell=procedure.cell, role=head, **came)
    amended = attrs.evolve(procedure, title="Nowy tytuł")
    corrections = compare(amended, attrs.evolve(amended, title="Nowszy tytuł"))
    acts = [
        ("hand_in", staff, procedure),
        ("confirm", staff, procedure.id),
        ("publish", staff, procedure.id),
        ("hand_in", staff, amended),
        ("correct", staff, corrections),
        ("agree", head, procedure.id),
        ("publish", staff, procedure.id),
        ("withdraw", staff, procedure.id),
    ]
    due = [
        (verb, role, NOON + at * timedelta(minutes=1)) for at, (verb, role, _) in enumerate(acts)
    ]
    for (verb, role, now), (_, _, given) in zip(due, acts, strict=True):
        who = {"handover": handover} if verb == "hand_in" else {}
        getattr(centre, verb)(given, **who, role=role, by="Ewa Pokazowa", now=now)
    events = [entry.event for entry in adapter.trail.audit()]
    assert [(one.verb, one.role, one.at) for one in events] == due
    assert {one.by for one in events} == {"Ewa Pokazowa"}
    assert {one.subject for one in events} == {procedure.id}
