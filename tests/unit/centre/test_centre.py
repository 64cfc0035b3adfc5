"""The centre's verbs: what is durable when each returns, what a failure of foreign code stops,
and what nobody is ever told.
"""

import logging
import pickle
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    Audience,
    Channel,
    ContactCentre,
    Directory,
    Edition,
    Finding,
    Handover,
    InvalidProcedureError,
    Role,
    Severity,
    anonymise,
    build,
    civil_day,
    impl,
    is_due,
    read,
    to_data,
)
from lckm_core.centre import NoSuchEditionError
from lckm_core.centre._delivery_worker import DeliveryWorker
from lckm_core.centre._reports import _NO_TABLE
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Answer,
    DispatchKind,
    DispatchState,
    Refusal,
    Target,
)
from lckm_core.errors import (
    AlreadyRegisteredError,
    ConflictError,
    ErasureDeferredError,
    IllegalMoveError,
    NoSuchReportError,
    NoTermsError,
    StoreUnavailableError,
)
from lckm_core.memory import MemoryAdapter, MemoryAttachments
from lckm_core.organisation import OFFICE, Unit
from lckm_core.ports import (
    Clean,
    EditionChange,
    EventVerb,
    Infected,
    MissingAdapterError,
    Unscanned,
    provide,
)
from lckm_core.procedures import from_data
from lckm_core.publication import State
from lckm_core.reports import InvalidReportError
from lckm_core.text import Message
from lckm_testing import (
    FakeClock,
    Fault,
    FaultyHelpdesk,
    FaultyMailer,
    PersonalDataCanary,
)
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import at_once

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
NAIVE = datetime(2026, 3, 4, 11, 0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JPEG = b"\xff\xd8\xff"
STAFF, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING


def centre_of(*adapters):
    return ContactCentre(build(*adapters))


@pytest.fixture
def centre(memory):
    return centre_of(memory)


def registered(centre, number="ZG-1", *, form=None, now=NOW, **given):
    form = {"description": "Drzewo się chwieje.", "category": "drzewo"} if form is None else form
    heads = [JPEG] * len(form.get("attachments", ()))
    return centre.register(form, number=number, now=now, terms_version="1", heads=heads, **given)


def events_of(memory, verb):
    return [(event.subject, event.outcome) for event in memory.events if event.verb == verb]


class Deaf:
    """A listener that raises, with what it should never say in its message."""

    name = "deaf"

    def __init__(self, words=""):
        self.words = words

    @impl
    def notify_listeners(self):
        return self

    def on_event(self, event):
        raise RuntimeError(self.words)


class StuckAttachments:
    """A store of files that fails until it is told otherwise."""

    def __init__(self):
        self.stuck, self.gone = True, []

    def read(self, reference):
        raise OSError("the disk is away")

    def destroy(self, references):
        if self.stuck:
            raise OSError("the disk is away")
        self.gone += references
        return []


class TestRegister:
    def test_a_report_and_its_delivery_are_kept_before_anything_is_sent(self, centre, memory):
        report = registered(centre)
        assert memory.reports.get("ZG-1") == report
        dispatch = memory.reports.dispatch("ZG-1")
        assert (dispatch.state, dispatch.target, dispatch.mailbox.contact) == (
            DispatchState.PENDING,
            Target.MAILBOX,
            True,
        )
        assert memory.mailer.letters == {}
        assert events_of(memory, "register") == [("ZG-1", "to mailbox")]

    def test_what_has_no_route_goes_to_the_helpdesk(self, centre, memory):
        registered(centre, form={"description": "Coś."})
        assert memory.reports.dispatch("ZG-1").mailbox is None
        assert events_of(memory, "register") == [("ZG-1", "to helpdesk")]

    def test_the_terms_in_force_are_looked_up(self, centre, memory):
        memory.notices.save_terms(samples.terms("2023", approved=True))
        memory.notices.save_terms(samples.terms("draft"))
        assert (
            centre.register({"description": "Coś."}, number="ZG-1", now=NOW).terms_version == "2023"
        )

    def test_a_faulty_form_leaves_nothing(self, centre, memory):
        with pytest.raises(InvalidReportError):
            registered(centre, form={"description": ""})
        with pytest.raises(ValueError, match="naive"):
            registered(centre, now=NAIVE)
        assert memory.reports.get("ZG-1") is None
        assert memory.events == []

    def test_repeated_with_the_same_form_it_is_the_report_that_is_kept(self, centre, memory):
        """An answer that was lost costs nobody a report: not even when it is asked for again a
        day later.
        """
        first = registered(centre)
        assert registered(centre, now=NOW + DAY) == first == memory.reports.get("ZG-1")
        assert events_of(memory, "register") == [("ZG-1", "to mailbox")]

    def test_repeated_with_personal_data_the_consent_stays_of_its_first_moment(self, centre):
        form = {"description": "Coś.", "reporter": {"phone": "600 100 200"}}
        assert registered(centre, form=form).personal.consent.given_at == NOW
        assert registered(centre, form=form, now=NOW + DAY).personal.consent.given_at == NOW

    def test_repeated_after_withdrawal_it_is_the_same_where_all_of_it_stayed(self, centre):
        form = {
            "description": "Coś.",
            "place": {"address": "ul. Przykładowa 9"},
            "attributes": [{"name": "wiek", "value": "50"}],
        }
        registered(centre, form=form)
        gone = centre.withdraw_consent("ZG-1", now=NOW + DAY)
        assert centre.register(form, number="ZG-1", now=NOW + 2 * DAY, terms_version="2") == gone

    @pytest.mark.parametrize(
        "change",
        [
            {"reporter": {"phone": "600 100 200"}},
            {"reporter": {"email": "inna@example.com"}},
            {"description": "Coś, tel. 600 100 201."},
            {"description": "Coś innego."},
            {"place": {"address": "ul. Inna 7"}},
            {"place": {"address": "u pani Anny Nowak, tel. 600 100 200"}},
            {"attributes": [{"name": "wiek", "value": "600 100 200"}]},
            {"attachments": [{"size": 5}]},
        ],
    )
    @pytest.mark.parametrize("first", [{}, {"reporter": {"phone": "600 100 200"}}])
    def test_after_withdrawal_what_brings_more_than_stayed_is_another(
        self, centre, memory, first, change
    ):
        """Taken for the same, it would be lost with nobody told."""
        form = {"description": "Coś."}
        registered(centre, form={**form, **first})
        gone = centre.withdraw_consent("ZG-1", now=NOW + DAY)
        heads = [b"\xff\xd8\xff"] if "attachments" in change else []
        with pytest.raises(AlreadyRegisteredError):
            centre.register(
                {**form, **change}, number="ZG-1", now=NOW, terms_version="1", heads=heads
            )
        assert memory.reports.get("ZG-1") == gone

    @pytest.mark.parametrize("spoilt", [OSError("the disk is away"), None])
    def test_a_table_that_cannot_be_read_stops_no_resident(
        self, memory, monkeypatch, caplog, spoilt
    ):
        """I14: the helpdesk handles what no route leads on."""

        def table(self):
            if spoilt:
                raise spoilt

        monkeypatch.setattr(MemoryAdapter, "table", table)
        registered(centre_of(memory))
        dispatch = memory.reports.dispatch("ZG-1")
        assert (dispatch.target, dispatch.routed) == (Target.HELPDESK, _NO_TABLE.pl)
        assert events_of(memory, "register") == [("ZG-1", "to helpdesk")]
        assert "without a table of routes ZG-1" in caplog.text

    def test_no_terms_in_force_are_told_apart_from_a_fault_of_the_program(self, centre):
        with pytest.raises(NoTermsError) as raised:
            centre.register({"description": "Coś."}, number="ZG-1", now=NOW)
        assert raised.value.on == civil_day(NOW)

    def test_a_repetition_is_known_though_no_terms_are_in_force_any_more(self, centre, memory):
        memory.notices.save_terms(samples.terms("2023", approved=True))
        first = centre.register({"description": "Coś."}, number="ZG-1", now=NOW)
        memory.notices._terms.clear()
        assert centre.register({"description": "Coś."}, number="ZG-1", now=NOW) == first

    def test_registered_again_it_stays_as_it_was(self, centre, memory):
        first = registered(centre)
        with pytest.raises(AlreadyRegisteredError):
            registered(centre, form={"description": "Inne słowa."})
        assert memory.reports.get("ZG-1") == first
        assert events_of(memory, "register") == [("ZG-1", "to mailbox")]

    def test_what_is_missing_is_said_before_anything_is_done(self):
        class Reports:
            name = "reports"

            @impl
            def provide_reports(self):
                return kept.reports

        kept = MemoryAdapter()
        with pytest.raises(MissingAdapterError):
            registered(centre_of(Reports()))
        assert kept.reports.get("ZG-1") is None
        with pytest.raises(MissingAdapterError):
            centre_of(Reports()).dispatch_due("w", clock=FakeClock(NOW))


class TestDeliver:
    def test_each_report_arrives_where_its_route_leads(self, centre, memory):
        registered(centre, "ZG-1")
        registered(centre, "ZG-2", form={"description": "Coś."})
        worked = centre.dispatch_due("w", clock=FakeClock(NOW))
        assert [(one.number, one.state, one.target) for one in worked] == [
            ("ZG-1", DispatchState.SENT, Target.MAILBOX),
            ("ZG-2", DispatchState.HELPDESK, Target.HELPDESK),
        ]
        assert [one.to for one in memory.mailer.letters.values()] == [samples.UNIT.address]
        assert list(memory.helpdesk.tickets) == ["ZG-2.helpdesk"]
        assert centre.dispatch_due("w", clock=FakeClock(NOW + DAY)) == ()

    @pytest.mark.parametrize(
        "given",
        [
            {"worker": " "},
            {"limit": 0},
            {"lasting": timedelta()},
            {"lasting": DISPATCH_LIMITS.longest_lease + timedelta(seconds=1)},
            {"jitter": lambda: 1.0},
            {"jitter": lambda: -0.1},
        ],
    )
    def test_what_cannot_be_is_refused_before_anything_is_claimed(self, centre, memory, given):
        registered(centre)
        with pytest.raises(ValueError, match=r"lease|jitter"):
            centre.dispatch_due(**{"worker": "w", "clock": FakeClock(NOW), **given})
        assert memory.reports.dispatch("ZG-1").state is DispatchState.PENDING
        memory.reports.deliveries.clear()
        with pytest.raises(ValueError, match=r"lease|jitter"):
            centre.dispatch_due(**{"worker": "w", "clock": FakeClock(NOW), **given})

    @pytest.mark.parametrize("given", [None, True, "Accepted"])
    def test_a_peer_that_says_no_answer_of_ours_is_named_in_the_log(
        self, memory, monkeypatch, caplog, given
    ):
        centre = centre_of(memory)
        registered(centre)
        monkeypatch.setattr(memory.mailer, "send", lambda letter: given)
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW))
        assert done.state is DispatchState.UNKNOWN
        assert f"sending ZG-1 to the mailbox gave a {type(given).__name__}" in caplog.text
        monkeypatch.setattr(memory.mailer, "find", lambda letter: given)
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW + timedelta(hours=1)))
        assert done.state is DispatchState.UNKNOWN
        assert f"asking the mailbox for ZG-1 gave a {type(given).__name__}" in caplog.text

    def test_a_report_that_cannot_be_read_leaves_no_doubt_behind(self, centre, memory, monkeypatch):
        """The store has lost its key, say: what it raises comes out, and the delivery waits as
        one that was not sent.
        """
        registered(centre)
        with monkeypatch.context() as broken:
            broken.setattr(type(memory.reports), "get", StuckAttachments.read)
            with pytest.raises(OSError, match="away"):
                centre.dispatch_due("w", clock=FakeClock(NOW))
        kept = memory.reports.dispatch("ZG-1")
        assert (kept.state, kept.in_doubt, kept.lease) == (DispatchState.PENDING, False, None)
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW + DAY / 2))
        assert done.state is DispatchState.SENT

    def test_who_held_it_too_long_sends_nothing(self, centre, memory):
        """The worker is asleep between claiming and sending, longer than its lease."""
        registered(centre)
        minute = timedelta(minutes=1)
        (leased,) = memory.reports.claim(
            "w", now=NOW, lasting=minute, limit=1, limits=DISPATCH_LIMITS
        )
        courier = DeliveryWorker(
            memory.reports,
            memory.mailer,
            memory.helpdesk,
            (),
            FakeClock(NOW + minute),
            lambda: 0,
            DISPATCH_LIMITS,
        )
        assert courier.work(leased) == leased == memory.reports.dispatch("ZG-1")
        assert memory.mailer.letters == {}

    @pytest.mark.parametrize(
        ("whose", "name"),
        [
            ({"unit": "Jednostka", "cell": "Komórka"}, "Komórka"),
            ({"unit": "Jednostka"}, "Jednostka"),
            ({"cell": "Komórka"}, "Komórka"),
            ({}, "Urząd Miasta Łodzi"),
        ],
    )
    def test_the_mailbox_has_the_name_of_the_cell_or_else_of_the_unit(self, whose, name):
        row = attrs.evolve(samples.TABLE.routes[0], unit=whose.get("unit"), cell=whose.get("cell"))
        memory = MemoryAdapter(table=attrs.evolve(samples.TABLE, routes=(row,)))
        registered(centre_of(memory))
        assert memory.reports.dispatch("ZG-1").mailbox.unit == name

    def test_no_more_than_the_limit_is_claimed(self, centre):
        for at in range(5):
            registered(centre, f"ZG-{at}")
        assert [len(centre.dispatch_due("w", clock=FakeClock(NOW), limit=2)) for _ in range(4)] == [
            2,
            2,
            1,
            0,
        ]

    def test_what_waits_behind_a_slow_peer_loses_no_attempt(self, memory):
        """Each is leased when its turn comes, so none is leased in vain."""
        clock = FakeClock(NOW)
        memory.mailer = FaultyMailer(memory.mailer, [Fault.SLOW], clock=clock, slow=HOUR)
        centre = centre_of(memory)
        for at in range(3):
            registered(centre, f"ZG-{at}")
        centre.dispatch_due("slow", clock=clock)
        kept = [memory.reports.dispatch(f"ZG-{at}") for at in range(3)]
        assert [(one.state, one.attempts) for one in kept] == [(DispatchState.SENT, 1)] * 3

    def test_a_helpdesk_that_breaks_its_rules_does_not_stop_the_others(self, memory, caplog):
        class CannotBeAsked(FaultyHelpdesk):
            def find(self, ticket):
                return Answer.CANNOT_BE_ASKED

        clock = FakeClock(NOW)
        memory.helpdesk = CannotBeAsked(memory.helpdesk, [Fault.DURING])
        centre = centre_of(memory)
        registered(centre, "ZG-1", form={"description": "Coś."})
        centre.dispatch_due("w", clock=clock)
        registered(centre, "ZG-2", form={"description": "Coś."})
        clock.advance(HOUR)
        worked = {one.number: one.state for one in centre.dispatch_due("w", clock=clock)}
        assert worked == {"ZG-1": DispatchState.UNKNOWN, "ZG-2": DispatchState.HELPDESK}
        clock.advance(2 * HOUR)
        assert [one.number for one in centre.dispatch_due("w", clock=clock)] == ["ZG-1"]
        assert caplog.text.count("cannot be asked") == 1

    @pytest.mark.parametrize("seed", range(30))
    def test_every_report_ends_once_whatever_fails(self, seed, memory, caplog):
        """Sent or the helpdesk's, exactly one of them; and neither events nor the log nor an
        exception's message say a datum.
        """
        caplog.set_level(logging.DEBUG)
        canary, clock = PersonalDataCanary(f"centre {seed}"), FakeClock(NOW)
        mailer, helpdesk = memory.mailer, memory.helpdesk
        memory.mailer = FaultyMailer(mailer, seed=seed, rate=0.7, clock=clock)
        memory.helpdesk = FaultyHelpdesk(helpdesk, seed=seed + 1, rate=0.7, clock=clock)
        centre = centre_of(memory, Deaf(canary.words))
        numbers = [f"ZG-{at}" for at in range(4)]
        for at, number in enumerate(numbers):
            form = canary.form() | {"category": ("drzewo", "inne")[at % 4 == 3]}
            registered(centre, number, form=form, now=clock())
        for turn in range(60):
            if turn == 40:
                memory.mailer.plan()
                memory.helpdesk.plan()
            centre.dispatch_due(f"w-{turn % 3}", clock=clock, jitter=lambda: 0.5)
            if turn % 7 == 3:
                clock.jump_back(timedelta(minutes=20))
            clock.advance(timedelta(minutes=45))
        for number in numbers:
            dispatch = memory.reports.dispatch(number)
            letters = [key for key in mailer.letters if key.startswith(f"{number}.")]
            tickets = [key for key in helpdesk.tickets if key.startswith(f"{number}.")]
            if dispatch.state is DispatchState.SENT:
                assert (len(letters), tickets) == (1, [])
            else:
                assert dispatch.state is DispatchState.HELPDESK
                assert len(tickets) == 1
                assert not letters or dispatch.mailbox_may_have_it
        assert len(events_of(memory, "register")) == len(numbers)
        ended = [
            outcome
            for _, outcome in events_of(memory, "dispatch")
            if outcome in ("sent", "helpdesk")
        ]
        assert len(ended) == len(numbers)
        assert canary.search(repr(memory.events)) == ()
        assert (
            canary.search(
                "\n".join(record.getMessage() + repr(vars(record)) for record in caplog.records)
            )
            == ()
        )
        assert "deaf" in caplog.text.casefold(), "the listener's failure is logged"

        centre.anonymise_due(now=NOW + 250 * DAY)
        centre.open_erasure_notices(now=NOW + 250 * DAY)
        kept = pickle.dumps(
            [(memory.reports.get(number), memory.reports.dispatch(number)) for number in numbers]
        )
        assert canary.search(kept) == canary.search(repr(memory.events)) == ()

    def test_workers_share_the_work(self, memory):
        centre = centre_of(memory)
        numbers = [f"ZG-{at}" for at in range(40)]
        for number in numbers:
            registered(centre, number)
        done = at_once(
            5, lambda index: centre.dispatch_due(f"w-{index}", clock=FakeClock(NOW), limit=8)
        )
        assert sorted(one.number for worked in done for one in worked) == sorted(numbers)
        assert len(memory.mailer.letters) == len(numbers)

    def test_threads_register_side_by_side(self, centre, memory):
        done = at_once(
            6, lambda index: [registered(centre, f"ZG-{index}-{at}").number for at in range(10)]
        )
        numbers = [number for each in done for number in each]
        assert len(set(numbers)) == 60
        assert sorted(subject for subject, _ in events_of(memory, "register")) == sorted(numbers)


class TestForget:
    def test_consent_withdrawn_leaves_what_anonymising_leaves(self, centre, memory):
        canary = PersonalDataCanary()
        report = registered(centre, form=canary.form())
        assert (
            centre.withdraw_consent("ZG-1", now=NOW)
            == anonymise(report)
            == memory.reports.get("ZG-1")
        )
        assert centre.withdraw_consent("ZG-1", now=NOW) == anonymise(report)
        assert events_of(memory, "withdraw_consent") == [
            ("ZG-1", "anonymised"),
            ("ZG-1", "was anonymous"),
        ]

    def test_a_withdrawal_that_a_store_records_and_carries_out_later_is_told_so(
        self, centre, memory, monkeypatch
    ):
        registered(centre)

        def recorded(number, *, now):
            raise ErasureDeferredError(number)

        monkeypatch.setattr(memory.reports, "erase", recorded)
        with pytest.raises(ErasureDeferredError, match="ZG-1"):
            centre.withdraw_consent("ZG-1", now=NOW, by="Teresa Słuchająca")
        assert events_of(memory, "withdraw_consent") == [("ZG-1", "recorded")]
        assert memory.events[-1].by == "Teresa Słuchająca"

    def test_of_what_is_not_there_consent_cannot_be_withdrawn(self, centre, memory):
        with pytest.raises(NoSuchReportError):
            centre.withdraw_consent("ZG-1", now=NOW)
        with pytest.raises(ValueError, match="naive"):
            centre.withdraw_consent("ZG-1", now=NAIVE)
        assert memory.events == []

    def test_what_is_due_goes_and_the_rest_stays(self, centre, memory):
        old, new = registered(centre, "ZG-1"), registered(centre, "ZG-2", now=NOW + 40 * DAY)
        now = NOW + 215 * DAY
        assert (is_due(old, now=now), is_due(new, now=now)) == (True, False)
        assert centre.anonymise_due(now=now) == 1
        assert (memory.reports.get("ZG-1"), memory.reports.get("ZG-2")) == (anonymise(old), new)
        with pytest.raises(ValueError, match="naive"):
            centre.anonymise_due(now=NAIVE)

    def test_the_day_on_which_what_is_due_goes_is_that_of_warsaw(self, centre, memory):
        centre.anonymise_due(now=datetime(2026, 7, 31, 22, 30, tzinfo=UTC))
        (event,) = memory.events
        assert (event.verb, event.subject) == (EventVerb.ANONYMISE_DUE, "2026-08-01")

    @pytest.mark.parametrize("asked", [Fault.NONE, Fault.TEMPORARY], ids=lambda fault: fault.name)
    def test_a_unit_that_was_sent_the_report_after_the_withdrawal_is_asked_for_nothing(
        self, memory, asked
    ):
        """Whatever its route asks for: it got no contact data and no files, in none of the
        attempts.
        """
        clock = FakeClock(NOW)
        memory.mailer = FaultyMailer(mailer := memory.mailer, [asked])
        centre = centre_of(memory)
        registered(centre, form=PersonalDataCanary().form() | {"category": "drzewo"})
        centre.withdraw_consent("ZG-1", now=NOW)
        for hours in (0, 3, 6):
            clock.set(NOW + timedelta(hours=hours))
            centre.dispatch_due("w", clock=clock)
        found = memory.reports.dispatch("ZG-1")
        assert found.state is DispatchState.SENT
        assert PersonalDataCanary().search(mailer.letters[found.key].text.encode()) == ()
        assert centre.open_erasure_notices(now=NOW) == ()

    def test_a_unit_that_was_sent_it_before_is_asked_although_nobody_could_know_it_then(
        self, memory
    ):
        clock = FakeClock(NOW)
        memory.mailer = FaultyMailer(memory.mailer, [Fault.AFTER])
        centre = centre_of(memory)
        registered(centre, form=PersonalDataCanary().form() | {"category": "drzewo"})
        centre.dispatch_due("w", clock=clock)
        assert memory.reports.dispatch("ZG-1").in_doubt
        centre.withdraw_consent("ZG-1", now=NOW)
        for hours in (3, 6, 9):
            clock.set(NOW + timedelta(hours=hours))
            centre.dispatch_due("w", clock=clock)
        assert centre.open_erasure_notices(now=NOW) == ("ZG-1",)

    def test_a_unit_that_got_contact_data_is_asked_to_erase_them(self, memory):
        """By a delivery of its own, tried as a report is, until the unit's mailbox took it;
        then the unit is to confirm.
        """
        mailer, clock = memory.mailer, FakeClock(NOW)
        memory.mailer = FaultyMailer(mailer, [Fault.NONE, Fault.TEMPORARY])
        centre = centre_of(memory)
        registered(centre, form=PersonalDataCanary().form() | {"category": "drzewo"})
        centre.dispatch_due("w", clock=clock)
        assert centre.open_erasure_notices(now=NOW) == (), "while the report has its personal part"
        centre.withdraw_consent("ZG-1", now=NOW)
        assert [centre.open_erasure_notices(now=NOW) for _ in range(2)] == [("ZG-1",), ()]
        (waiting,) = centre.unconfirmed(opened_before=NOW + DAY)
        assert (waiting.kind, waiting.state) == (DispatchKind.MAILBOX_NOTICE, DispatchState.PENDING)
        clock.set(NOW + timedelta(hours=1))
        done = [*centre.dispatch_due("w", clock=clock)]
        clock.set(NOW + timedelta(hours=3))
        done += centre.dispatch_due("w", clock=clock)
        assert [(one.kind, one.state) for one in done] == [
            (DispatchKind.MAILBOX_NOTICE, DispatchState.PENDING),
            (DispatchKind.MAILBOX_NOTICE, DispatchState.SENT),
        ]
        letter = mailer.letters[memory.reports.dispatch("ZG-1:mailbox-notice").key]
        assert "Usuń dane kontaktowe i załączniki" in letter.text
        assert list(centre.unconfirmed(opened_before=NOW)) == [], "opened later"
        assert centre.confirm_erasure("ZG-1", now=NOW + DAY).confirmed_at == NOW + DAY
        assert centre.confirm_erasure("ZG-1", now=NOW + 2 * DAY).confirmed_at == NOW + DAY
        assert list(centre.unconfirmed(opened_before=NOW + 9 * DAY)) == []
        with pytest.raises(NoSuchReportError):
            centre.confirm_erasure("ZG-1", now=NOW, kind=DispatchKind.HELPDESK_NOTICE)
        with pytest.raises(NoSuchReportError) as missing:
            centre.confirm_erasure("ZG-9", now=NOW)
        assert missing.value.number == "ZG-9", "what a store keeps the notice by is nobody's number"
        for act in (
            lambda: centre.open_erasure_notices(now=NAIVE),
            lambda: centre.confirm_erasure("ZG-1", now=NAIVE),
            lambda: list(centre.unconfirmed(opened_before=NAIVE)),
            lambda: centre.destroy_files(now=NAIVE),
            lambda: centre.handle_bounce("x", Refusal.FULL, now=NAIVE),
        ):
            with pytest.raises(ValueError, match="naive"):
                act()

    def test_a_notice_that_no_mailbox_takes_is_the_helpdesks(self, memory):
        """I14 holds for notices as for reports."""
        mailer, clock = memory.mailer, FakeClock(NOW)
        memory.mailer = FaultyMailer(mailer, [Fault.NONE, Fault.PERMANENT])
        centre = centre_of(memory)
        registered(centre, form=PersonalDataCanary().form() | {"category": "drzewo"})
        centre.dispatch_due("w", clock=clock)
        centre.withdraw_consent("ZG-1", now=NOW)
        centre.open_erasure_notices(now=NOW)
        centre.dispatch_due("w", clock=clock)
        ticket = memory.helpdesk.tickets["ZG-1.helpdesk.mailbox-notice"]
        assert "Usuń dane kontaktowe" in ticket.text
        assert "odmówiła" in ticket.text

    def test_the_subject_names_the_category_as_the_table_of_routes_does(self, centre, memory):
        (name,) = [
            one.name for one in centre.plugins.routes.table().categories if one.id == "drzewo"
        ]
        assert name != "drzewo"
        registered(centre, "ZG-1", form={"description": "Coś.", "category": "drzewo"})
        registered(centre, "ZG-2", form={"description": "Coś.", "category": "drzewo"})
        memory.reports.change("ZG-2", lambda kept: attrs.evolve(kept, about="dawna nazwa"))
        assert centre.reroute("ZG-2", now=NOW).about == name
        centre.dispatch_due("w", clock=FakeClock(NOW))
        subjects = [letter.subject for letter in memory.mailer.letters.values()]
        assert subjects == [f"[ŁCKM] Zgłoszenie ZG-{at}: {name}" for at in (1, 2)]

    def test_files_go_along_and_are_destroyed_with_the_person(self, centre, memory):
        form = PersonalDataCanary().form() | {"category": "drzewo"}
        files = {
            f"ZG-1-{at}": b"\xff\xd8\xff" + bytes([at])
            for at, _ in enumerate(form["attachments"], start=1)
        }
        memory.attachments.files |= {**files, "ZG-2-1": b"another's"}
        report = centre.register(
            form, number="ZG-1", now=NOW, terms_version="1", heads=list(files.values())
        )
        centre.dispatch_due("w", clock=FakeClock(NOW))
        (letter,) = memory.mailer.letters.values()
        assert [(one.name, one.data) for one in letter.attachments] == [
            (f"{reference}.jpg", data) for reference, data in files.items()
        ]
        assert f"Załączniki: {len(report.attachments)}\n" in letter.text
        centre.withdraw_consent("ZG-1", now=NOW)
        assert memory.attachments.files == {"ZG-2-1": b"another's"}
        assert memory.reports.files_to_delete(limit=9) == []
        assert events_of(memory, "destroy_files") == [("2026-03-04", str(len(files)))]
        assert centre.destroy_files(now=NOW) == 0

    def test_files_that_cannot_be_destroyed_now_are_destroyed_later(self, memory):
        memory.attachments = StuckAttachments()
        centre = centre_of(memory)
        form = PersonalDataCanary().form()
        report = centre.register(
            form,
            number="ZG-1",
            now=NOW,
            terms_version="1",
            heads=[b"\xff\xd8\xff"] * len(form["attachments"]),
        )
        centre.withdraw_consent("ZG-1", now=NOW)
        references = [one.reference for one in report.attachments]
        assert memory.reports.files_to_delete(limit=9) == references
        memory.attachments.stuck = False
        assert centre.anonymise_due(now=NOW) == 0
        assert memory.attachments.gone == references
        assert memory.reports.files_to_delete(limit=9) == []

    def test_without_an_adapter_that_keeps_files_none_counts_as_destroyed(self, memory):
        """As when it was left out of a settings file for a day: the files are still somewhere."""

        class WithoutFiles:
            name = "without-files"

            @impl
            def provide_reports(self):
                return memory.reports

        form = PersonalDataCanary().form()
        heads = [b"\xff\xd8\xff"] * len(form["attachments"])
        report = centre_of(memory).register(
            form, number="ZG-1", now=NOW, terms_version="1", heads=heads
        )
        references = [one.reference for one in report.attachments]
        memory.attachments.files |= dict.fromkeys(references, b"\xff\xd8\xff")
        without = ContactCentre(build(WithoutFiles()))
        without.withdraw_consent("ZG-1", now=NOW)
        assert without.destroy_files(now=NOW) == without.anonymise_due(now=NOW) == 0
        assert memory.reports.files_to_delete(limit=9) == references
        assert centre_of(memory).destroy_files(now=NOW) == len(references)
        assert memory.attachments.files == {}
        assert memory.reports.files_to_delete(limit=9) == []

    @pytest.mark.parametrize("fails", [True, False])
    def test_at_the_term_each_store_that_has_keys_of_files_destroys_them(self, memory, fails):
        """One that fails, or has none, stops no other."""
        asked = []

        class WithKeys(MemoryAttachments):
            def __init__(self, name):
                super().__init__()
                self.name = name

            @impl
            def contribute_attachments(self):
                return [self]

            def destroy_keys(self, *, now):
                asked.append((self.name, now))
                if fails:
                    raise OSError("the disk is away")

        stores = [WithKeys(name) for name in ("first", "second", "third")]
        assert ContactCentre(build(memory, *stores)).anonymise_due(now=NOW) == 0
        assert sorted(asked) == [("first", NOW), ("second", NOW), ("third", NOW)]

    def test_a_file_that_is_not_found_does_not_count_as_destroyed(self, memory):
        """It may lie on the machine that took the report in: so it stays named until that one,
        or a person, sees to it.
        """
        form, heads = (
            {"description": "Coś.", "attachments": [{"size": 3}] * 3},
            [b"\xff\xd8\xff"] * 3,
        )
        here, there = memory.attachments, MemoryAttachments()
        report = centre_of(memory).register(
            form, number="ZG-1", now=NOW, terms_version="1", heads=heads
        )
        first, *rest = [one.reference for one in report.attachments]
        here.files[first] = b"\xff\xd8\xff"
        there.files |= dict.fromkeys(rest, b"\xff\xd8\xff")
        centre_of(memory).withdraw_consent("ZG-1", now=NOW)
        assert memory.reports.files_to_delete(limit=9) == rest
        assert events_of(memory, "destroy_files") == [("2026-03-04", "1")]
        assert centre_of(memory).destroy_files(now=NOW) == 0
        memory.attachments = there
        assert centre_of(memory).destroy_files(now=NOW) == len(rest)
        assert memory.reports.files_to_delete(limit=9) == []

    def test_files_that_cannot_be_destroyed_keep_none_after_them(self, memory, monkeypatch):
        monkeypatch.setattr("lckm_core.centre._retention._PAGE", 2)
        form = {"description": "Coś.", "attachments": [{"size": 3}] * 5}
        report = centre_of(memory).register(
            form, number="ZG-1", now=NOW, terms_version="1", heads=[b"\xff\xd8\xff"] * 5
        )
        *missing, last = [one.reference for one in report.attachments]
        memory.attachments.files[last] = b"\xff\xd8\xff"
        centre_of(memory).withdraw_consent("ZG-1", now=NOW)
        assert memory.attachments.files == {}
        assert memory.reports.files_to_delete(limit=9) == missing

    def test_of_several_stores_one_has_to_have_had_the_file_and_none_may_have_it_still(
        self, memory
    ):
        class Also:
            def __init__(self, store):
                self.name, self.store = type(store).__name__, store

            @impl
            def contribute_attachments(self):
                return [self.store]

        form = {"description": "Coś.", "attachments": [{"size": 3}]}
        stuck, other = StuckAttachments(), MemoryAttachments()
        centre = ContactCentre(build(memory, Also(stuck), Also(other)))
        centre.register(form, number="ZG-1", now=NOW, terms_version="1", heads=[b"\xff\xd8\xff"])
        other.files["ZG-1-1"] = b"\xff\xd8\xff"
        centre.withdraw_consent("ZG-1", now=NOW)
        assert other.files == {}
        assert memory.reports.files_to_delete(limit=9) == ["ZG-1-1"], "one of them could not say"
        stuck.stuck = False
        stuck.destroy = list
        assert centre.destroy_files(now=NOW) == 0, "none of them has it"
        del stuck.destroy
        assert centre.destroy_files(now=NOW) == 1
        assert memory.reports.files_to_delete(limit=9) == []

    @pytest.mark.parametrize("answer", [None, "ZG-1-1", 0])
    def test_a_store_of_files_that_does_not_say_what_it_did_not_find_is_not_believed(
        self, memory, caplog, answer
    ):
        memory.attachments = MemoryAttachments()
        memory.attachments.destroy = lambda references: answer
        centre = centre_of(memory)
        form = {"description": "Coś.", "attachments": [{"size": 3}]}
        centre.register(form, number="ZG-1", now=NOW, terms_version="1", heads=[b"\xff\xd8\xff"])
        centre.withdraw_consent("ZG-1", now=NOW)
        assert memory.reports.files_to_delete(limit=9) == ["ZG-1-1"]
        assert f"destroying files gave a {type(answer).__name__}" in caplog.text

    def test_one_file_that_will_not_go_keeps_no_other(self, memory):
        """However many there are, and wherever it stands among them."""

        class OneStuck(StuckAttachments):
            def destroy(self, references):
                if "ZG-2-1" in references:
                    raise PermissionError("it is read-only")
                self.gone += references
                return []

        memory.attachments = OneStuck()
        centre = centre_of(memory)
        numbers = [f"ZG-{at}" for at in range(150)]
        form = {"description": "Coś.", "attachments": [{"size": 3}]}
        for number in numbers:
            centre.register(
                form, number=number, now=NOW, terms_version="1", heads=[b"\xff\xd8\xff"]
            )
        centre.anonymise_due(now=NOW + 250 * DAY)
        assert memory.reports.files_to_delete(limit=999) == ["ZG-2-1"]
        assert sorted(memory.attachments.gone) == sorted(
            f"{number}-1" for number in numbers if number != "ZG-2"
        )

    def test_a_file_that_cannot_be_had_stops_no_report(self, memory):
        memory.attachments = StuckAttachments()
        centre = centre_of(memory)
        form = PersonalDataCanary().form()
        count = len(form["attachments"])
        centre.register(
            form, number="ZG-1", now=NOW, terms_version="1", heads=[b"\xff\xd8\xff"] * count
        )
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW))
        assert done.state is DispatchState.HELPDESK
        (ticket,) = memory.helpdesk.tickets.values()
        assert ticket.attachments == ()
        assert f"Załączniki: 0 (niedostępnych plików: {count})" in ticket.text

    def test_a_letter_that_comes_back_makes_it_the_helpdesks(self, centre, memory):
        registered(centre)
        centre.dispatch_due("w", clock=FakeClock(NOW))
        key = memory.reports.dispatch("ZG-1").key
        assert [centre.handle_bounce(key, Refusal.FULL, now=NOW) for _ in range(2)] == [True, True]
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW))
        assert (done.state, done.target) == (DispatchState.HELPDESK, Target.HELPDESK)
        (ticket,) = memory.helpdesk.tickets.values()
        assert "wróciła niedoręczona" in ticket.text
        assert "jest pełna" in ticket.text
        assert centre.handle_bounce(key, Refusal.FULL, now=NOW)
        assert memory.reports.dispatch("ZG-1").state is DispatchState.HELPDESK, (
            "it ended, and stays so"
        )

    @pytest.mark.parametrize(
        "key", ["", "ZG-1", "ZG-1.helpdesk", "ZG-1.0123456789", "ZG-9.0123456789", "ż.ż", "a.b.c"]
    )
    def test_what_is_no_letter_of_ours_changes_nothing(self, centre, memory, key):
        registered(centre)
        before = memory.reports.dispatch("ZG-1")
        assert centre.handle_bounce(key, Refusal.FULL, now=NOW) is False
        assert memory.reports.dispatch("ZG-1") == before

    def test_a_letter_after_the_erasure_holds_no_contact_data(self, centre, memory):
        canary = PersonalDataCanary()
        registered(centre, form=canary.form() | {"category": "drzewo"})
        centre.withdraw_consent("ZG-1", now=NOW)
        centre.dispatch_due("w", clock=FakeClock(NOW))
        (letter,) = memory.mailer.letters.values()
        assert canary.search(letter.text) == ()


SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"


@pytest.fixture
def procedure():
    data = to_data(read(SAMPLE.read_bytes()).procedure())
    return from_data(
        {key: value for key, value in data.items() if key not in ("related", "other_documents")}
    )


def of_a_cell(role=Role.HEAD_OF_CELL, **fields):
    """How a procedure of the sample's cell is handed in."""
    given = {
        "unit": OFFICE,
        "cell": "Wydział Gospodarki Komunalnej",
        "role": role,
        "channel": Channel.EDMS,
        "received_on": date(2026, 3, 4),
        "reference": "WGK.1.2026",
        "asked_by": "Anna Zielińska",
    }
    return Handover(**given | fields)


def titled(procedure, title):
    return from_data({**to_data(procedure), "title": title})


def published(centre, procedure, now=NOW):
    centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=now)
    centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=now)
    return centre.publish(procedure.id, role=STAFF, by="Żółć Ewa", now=now)


class TestPublish:
    @pytest.mark.parametrize("audience", Audience)
    def test_every_related_procedure_is_named_by_its_title(self, centre, memory, audience):
        numbers = ("KA-00044", "KA-00002", "KA-00031")
        links = [{"id": number} for number in numbers]
        whole = from_data({**to_data(samples.procedure("KA-00050")), "related": links})
        titles = [f"Wydanie wypisu {number}" for number in "abc"]
        others = [
            samples.procedure(number, title=title)
            for number, title in zip(numbers, titles, strict=True)
        ]
        for one in (whole, *others):
            edition = Edition(procedure=one, state=State.PUBLISHED)
            memory.procedures.save([EditionChange(edition)])
        shown = str(centre.show("KA-00050", audience, on=date(2026, 3, 4)).to_data())
        assert [title for title in titles if title in shown] == titles

    def test_from_handed_in_to_withdrawn(self, centre, memory, procedure):
        edition = centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        assert (edition.number, edition.state, edition.requested_on) == (
            1,
            State.RECEIVED,
            date(2026, 3, 4),
        )
        assert centre.show(procedure.id, Audience.PORTAL, on=date(2026, 3, 4)) is None
        assert (
            centre.give_back(procedure.id, role=HEAD, by="Ewa Pokazowa", now=NOW).state
            is State.RETURNED
        )
        assert published(centre, procedure).number == 2
        assert (
            centre.show(procedure.id, Audience.PORTAL, on=date(2026, 3, 4)).title == procedure.title
        )
        (withdrawn,) = centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert withdrawn in memory.procedures.editions(procedure.id)
        assert centre.show(procedure.id, Audience.PORTAL, on=date(2026, 3, 4)) is None
        verbs = ["hand_in", "give_back", "hand_in", "confirm", "publish", "withdraw"]
        assert [event.verb for event in memory.events] == verbs
        assert {event.subject for event in memory.events} == {procedure.id}

    def test_the_same_text_handed_in_again_is_one_edition_until_it_was_returned(
        self, centre, memory, procedure
    ):
        """A call whose answer was lost is repeated, also on a later day, and told of once."""
        first = centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        for requested_on in (None, first.requested_on):
            again = centre.hand_in(
                procedure,
                handover=of_a_cell(),
                by="Ewa Pokazowa",
                now=NOW + DAY,
                requested_on=requested_on,
            )
            assert again == first
        assert list(memory.procedures.editions(procedure.id)) == [first]
        assert [event.verb for event in memory.events] == ["hand_in"]
        with pytest.raises(IllegalMoveError):
            centre.hand_in(procedure, handover=of_a_cell(STAFF), by="Ewa Pokazowa", now=NOW)
        other_text = centre.hand_in(
            titled(procedure, "Nowy tytuł"), handover=of_a_cell(), by="Ewa Pokazowa", now=NOW
        )
        again = centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        assert again == first, "by the same handover nothing is undone"
        anew = attrs.evolve(of_a_cell(), reference="WGK.2.2026")
        the_first_text = centre.hand_in(procedure, handover=anew, by="Ewa Pokazowa", now=NOW)
        assert [one.number for one in (other_text, the_first_text)] == [2, 3]
        centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert (
            centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW).state
            is State.CHECKED
        )
        centre.give_back(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert (
            centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW).number == 4
        )

    def test_a_text_sent_back_before_it_was_published_is_still_a_first_inclusion(
        self, centre, memory, procedure
    ):
        """So what needs the head's word needs it again; once published, the Director may start
        a change.
        """
        by_director = of_a_cell(Role.DIRECTOR)
        centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        centre.give_back(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        with pytest.raises(InvalidProcedureError, match="LCKM-S004"):
            centre.hand_in(procedure, handover=by_director, by="Ewa Pokazowa", now=NOW)
        assert len(memory.procedures.editions(procedure.id)) == 1
        published(centre, procedure)
        centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert (
            centre.hand_in(procedure, handover=by_director, by="Ewa Pokazowa", now=NOW).number == 3
        )

    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            (
                {
                    "unit": "Zarząd Dróg i Transportu",
                    "role": Role.HEAD_OF_UNIT,
                    "channel": Channel.EPUAP,
                },
                "/unit",
            ),
            ({"cell": "Wydział Informatyki"}, "/cell"),
        ],
    )
    def test_the_head_of_another_unit_or_cell_hands_in_nothing(
        self, centre, memory, procedure, fields, place
    ):
        with pytest.raises(InvalidProcedureError) as refused:
            centre.hand_in(procedure, handover=of_a_cell(**fields), by="Ewa Pokazowa", now=NOW)
        (finding,) = [one for one in refused.value.findings if one.code != "LCKM-S011"]
        assert (finding.code, finding.path) == ("LCKM-S003", place)
        assert "Wydział" in finding.text("pl") or "Urząd Miasta Łodzi" in finding.text("en")
        assert list(memory.procedures.ids()) == []

    def test_the_hosts_directory_and_its_word_on_e_delivery_count(self, memory, procedure):
        subject = from_data({**to_data(procedure), "unit": "Zarząd Wodociągów", "cell": None})
        handover = of_a_cell(
            Role.HEAD_OF_UNIT,
            unit="Zarząd Wodociągów",
            cell=None,
            channel=Channel.E_DELIVERY,
            reference="UPP1",
        )
        directory = Directory((Unit("Zarząd Wodociągów"),))
        centre = centre_of(memory, provide(directory=directory))
        with pytest.raises(InvalidProcedureError, match="LCKM-S007"):
            centre.hand_in(subject, handover=handover, by="Ewa Pokazowa", now=NOW)
        assert (
            centre.hand_in(
                subject, handover=handover, by="Ewa Pokazowa", now=NOW, allow_e_delivery=True
            ).number
            == 1
        )
        with pytest.raises(InvalidProcedureError, match="LCKM-S001"):
            centre_of(memory).hand_in(
                subject, handover=handover, by="Ewa Pokazowa", now=NOW, allow_e_delivery=True
            )

    def test_a_related_procedure_is_handed_in_before_either_is_confirmed(self, centre, procedure):
        subject = from_data({**to_data(procedure), "related": [{"id": "KA-00044"}]})
        centre.hand_in(subject, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        with pytest.raises(InvalidProcedureError) as caught:
            centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert "Nie ma procedury KA-00044. Przekaż najpierw jej opis" in caught.value.text("pl")
        assert "no procedure KA-00044. First hand it in" in caught.value.text("en")
        other = from_data({**to_data(subject), "id": "KA-00044", "related": [{"id": procedure.id}]})
        centre.hand_in(other, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        for number in (procedure.id, "KA-00044"):
            assert (
                centre.confirm(number, role=STAFF, by="Ewa Pokazowa", now=NOW).state
                is State.CHECKED
            )

    def test_a_newer_edition_replaces_the_older_in_one_act(self, centre, memory, procedure):
        first = published(centre, procedure)
        second = published(centre, titled(procedure, "Nowy tytuł procedury"), now=NOW + DAY)
        older, newer = memory.procedures.editions(procedure.id)
        assert older == attrs.evolve(
            first,
            state=State.REPLACED,
            ended_on=date(2026, 3, 5),
            acts=(*first.acts, older.acts[-1]),
        )
        assert newer == second
        assert centre.show(procedure.id, Audience.BIP, on=date(2026, 3, 4)).title == procedure.title
        assert (
            centre.show(procedure.id, Audience.BIP, on=date(2026, 3, 5)).title
            == "Nowy tytuł procedury"
        )

    @pytest.mark.parametrize(
        "window",
        [
            {"valid_from": "2026-03-06"},
            {"valid_to": "2026-03-31"},
            {"valid_from": "2026-03-05", "valid_to": "2026-03-31"},
        ],
    )
    def test_an_older_edition_that_has_days_left_stays(self, centre, memory, procedure, window):
        first = published(centre, procedure)
        second = published(centre, from_data({**to_data(procedure), **window}), now=NOW + DAY)
        assert memory.procedures.editions(procedure.id) == (first, second)

    @pytest.mark.parametrize("until", ["2026-03-31", None])
    @pytest.mark.parametrize(("hours", "state"), [(0, State.REPLACED), (24, State.PUBLISHED)])
    def test_what_has_no_day_left_expires_and_nothing_replaces_it(
        self, centre, procedure, until, hours, state
    ):
        """The last day of its window is the last on which it can be replaced; what is
        published later has not replaced it.
        """
        ending = from_data({**to_data(procedure), "valid_to": "2026-03-05"})
        published(centre, ending)
        newer = from_data({**to_data(titled(procedure, "Nowy tytuł procedury")), "valid_to": until})
        published(centre, newer, now=NOW + DAY + timedelta(hours=hours))
        older, _ = centre.plugins.procedures.editions(procedure.id)
        assert older.state is state
        centre.expire_due(now=NOW + DAY + timedelta(hours=hours))
        older, _ = centre.plugins.procedures.editions(procedure.id)
        assert older.state is (State.EXPIRED if state is State.PUBLISHED else state)

    def test_what_nobody_would_see_is_not_published(self, centre, procedure):
        """The last day may pass between the request and publication."""
        ending = from_data({**to_data(procedure), "valid_to": "2026-03-05"})
        with pytest.raises(InvalidProcedureError, match="LCKM-R037"):
            published(centre, ending, now=NOW + 2 * DAY)

    @pytest.mark.parametrize("related", ["KA-00044", "KA-09999"])
    def test_a_check_knows_the_other_procedures_and_not_its_own_editions(
        self, centre, procedure, related
    ):
        subject = from_data({**to_data(procedure), "related": [{"id": related}]})
        published(centre, procedure)
        assert [finding.code for finding in centre.check(subject)] == ["LCKM-K001"]
        centre.hand_in(
            from_data({**to_data(procedure), "id": related}),
            handover=of_a_cell(),
            by="Ewa Pokazowa",
            now=NOW,
        )
        assert list(centre.check(subject)) == []

    @pytest.mark.parametrize("state", State)
    def test_of_a_related_procedure_an_edition_that_is_shown_or_may_yet_be_is_known(
        self, centre, memory, state
    ):
        memory.procedures.save(
            [EditionChange(Edition(procedure=samples.procedure("KA-00044"), state=state))]
        )
        subject = {**to_data(samples.procedure()), "related": [{"id": "KA-00044"}]}
        alive = {State.RECEIVED, State.CORRECTED, State.CHECKED, State.PUBLISHED}
        missing = [] if state in alive else ["/related/0/id"]
        assert [one.path for one in centre.check(subject) if one.code == "LCKM-K001"] == missing

    def test_a_check_reads_of_the_knowledge_base_what_is_related_and_nothing_else(
        self, centre, memory, procedure
    ):
        """However large the base is: 618 are confirmed in 618 times what one takes."""
        subject = from_data(
            {**to_data(procedure), "related": [{"id": "KA-00045"}, {"id": "KA-00044"}]}
        )
        for one in (subject, *(samples.procedure(f"KA-{number:05}") for number in range(40, 50))):
            memory.procedures.save([EditionChange(Edition(procedure=one, state=State.RECEIVED))])
        read_of, editions = [], memory.procedures.editions
        memory.procedures.editions = lambda number: (read_of.append(number), editions(number))[1]
        memory.procedures.all_editions = lambda: pytest.fail("the whole base is read")
        centre.confirm(subject.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert sorted({*read_of}) == sorted([subject.id, "KA-00044", "KA-00045"])
        assert len(read_of) == 3

    def test_whoever_may_not_leaves_everything_as_it_was(self, centre, memory, procedure):
        with pytest.raises(IllegalMoveError):
            centre.hand_in(
                procedure, handover=of_a_cell(Role.CALL_CENTRE_STAFF), by="Ewa Pokazowa", now=NOW
            )
        centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        for act in (
            lambda: centre.give_back(procedure.id, role=Role.DIRECTOR, by="Ewa Pokazowa", now=NOW),
            lambda: centre.confirm(procedure.id, role=Role.DIRECTOR, by="Ewa Pokazowa", now=NOW),
            lambda: centre.publish(procedure.id, role=STAFF, by="x", now=NOW),
        ):
            with pytest.raises(IllegalMoveError):
                act()
        assert [one.state for one in memory.procedures.editions(procedure.id)] == [State.RECEIVED]
        assert [event.verb for event in memory.events] == ["hand_in"]

    @pytest.mark.parametrize("requested_on", [None, date(2026, 1, 1)])
    def test_a_naive_moment_leaves_everything_as_it_was(
        self, centre, memory, procedure, requested_on
    ):
        with pytest.raises(ValueError, match="naive"):
            centre.hand_in(
                procedure,
                handover=of_a_cell(),
                by="Ewa Pokazowa",
                now=NAIVE,
                requested_on=requested_on,
            )
        assert list(memory.procedures.ids()) == []
        centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        for act in (
            lambda: centre.give_back(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NAIVE),
            lambda: centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NAIVE),
            lambda: centre.publish(procedure.id, role=STAFF, by="x", now=NAIVE),
            lambda: centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NAIVE),
            lambda: centre.export(clock=lambda: NAIVE),
        ):
            with pytest.raises(ValueError, match="naive"):
                act()
        assert [one.state for one in memory.procedures.editions(procedure.id)] == [State.RECEIVED]

    def test_what_is_not_there_cannot_be_acted_on(self, centre, procedure):
        with pytest.raises(NoSuchEditionError, match="KA-01238"):
            centre.publish(procedure.id, role=STAFF, by="x", now=NOW)
        centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        with pytest.raises(NoSuchEditionError, match="opublikowana"):
            centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)

    def test_faults_stop_a_confirmation(self, centre, memory, procedure):
        centre.hand_in(
            from_data({**to_data(procedure), "summary": "x" * 700}),
            handover=of_a_cell(),
            by="Ewa Pokazowa",
            now=NOW,
        )
        with pytest.raises(InvalidProcedureError):
            centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert [one.state for one in memory.procedures.editions(procedure.id)] == [State.RECEIVED]

    def test_somebody_who_acted_meanwhile_is_heard(self, centre, memory, procedure):
        """The store's conflict comes out, and what they did stays."""
        read_before = centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        theirs = attrs.evolve(read_before, state=State.RETURNED)
        save = memory.procedures.save

        def late(changes):
            save([EditionChange(theirs, read_before)])
            save(changes)

        memory.procedures.save = late
        with pytest.raises(ConflictError):
            centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        assert list(memory.procedures.editions(procedure.id)) == [theirs]

    def test_a_host_rule_joins_the_check(self, memory, procedure):
        def rule(subject):
            yield Finding("HOST-001", Severity.ERROR, "/title", "Nie tak.", "wzór: Nazwa procedury")

        rule.prefix = "HOST"

        class Host:
            name = "host"

            @impl
            def contribute_rules(self):
                return [rule]

        centre = centre_of(memory, Host())
        assert "HOST-001" in [one.code for one in centre.check(procedure)]
        assert "HOST-001" not in [one.code for one in centre.check({"id": "KA-1"})], (
            "of what cannot be built"
        )
        centre.hand_in(procedure, handover=of_a_cell(), by="Ewa Pokazowa", now=NOW)
        with pytest.raises(InvalidProcedureError):
            centre.confirm(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)


class TestExport:
    def test_one_that_fails_does_not_stop_the_others(self, memory, procedure, caplog):
        class Failing:
            name, audiences = "failing", (Audience.PORTAL,)

            def export(self, read):
                read()
                raise OSError("full of words nobody should log")

        class Odd(Failing):
            name = "odd"

            def export(self, read):
                read()
                return 1

        class Host:
            name = "host"

            @impl
            def contribute_exporters(self):
                return [Failing(), Odd()]

        centre = centre_of(Host(), memory, Deaf("full of words"))
        published(centre, procedure)
        done = centre.export(clock=FakeClock(NOW))
        assert [(one.name, one.count, one.failed) for one in done][:2] == [
            ("failing", 1, "OSError"),
            ("odd", 1, None),
        ]
        assert [one.failed for one in done[2:]] == [None, None, None]
        assert all(
            len(some) == 1 for one in (memory.public, memory.inside) for some in one.shown.values()
        )
        assert ("failing", "failed") in events_of(memory, "export")
        assert "exporter failing failed: OSError" in caplog.text
        assert "full of words" not in caplog.text

    def test_the_log_has_what_an_error_of_ours_says(self, memory, caplog):
        """A folder that the exporter leaves alone, told as „NotASiteError”, told nobody."""

        class Refusing:
            name, audiences = "refusing 100% of it", (Audience.PORTAL,)

            def export(self, read):
                raise StoreUnavailableError

        class Host:
            name = "host"

            @impl
            def contribute_exporters(self):
                return [Refusing()]

        (done, *_) = centre_of(Host(), memory).export(clock=FakeClock(NOW))
        assert done.failed == "StoreUnavailableError"
        reason = StoreUnavailableError().message.en
        said = f"exporter refusing 100% of it failed: StoreUnavailableError. {reason}"
        assert said in caplog.text

    def test_exactly_what_is_shown_that_day(self, centre, memory, procedure):
        published(centre, procedure)
        centre.export(clock=FakeClock(NOW))
        (shown,) = memory.public.shown[Audience.BIP]
        assert shown == centre.show(procedure.id, Audience.BIP, on=date(2026, 3, 4))
        centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
        centre.export(clock=FakeClock(NOW))
        assert memory.public.shown == {Audience.PORTAL: (), Audience.BIP: ()}

    def test_it_looks_at_the_store_when_the_exporter_asks(self, memory, procedure):
        """Which may have waited for another export meanwhile."""

        class Late:
            name, audiences = "late", (Audience.PORTAL,)

            def export(self, read):
                centre.withdraw(procedure.id, role=STAFF, by="Ewa Pokazowa", now=NOW)
                self.pages = read().pages[Audience.PORTAL]

        late = Late()
        centre = centre_of(memory, provide(exporters=[late]))
        published(centre, procedure)
        done = {one.name: one.count for one in centre.export(clock=FakeClock(NOW))}
        assert done["late"] == len(late.pages) == 0

    def test_what_the_store_raises_comes_out(self, centre, memory, procedure):
        published(centre, procedure)
        centre.export(clock=FakeClock(NOW))

        def broken():
            raise OSError("the store is away")

        memory.procedures.all_editions = broken
        with pytest.raises(OSError, match="the store is away"):
            centre.export(clock=FakeClock(NOW))
        assert [len(some) for some in memory.public.shown.values()] == [1, 1]

    def test_the_day_is_that_of_warsaw(self, centre, memory, procedure):
        published(centre, procedure, now=datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
        centre.export(clock=FakeClock(datetime(2026, 3, 4, 22, 59, tzinfo=UTC)))
        assert memory.public.shown[Audience.PORTAL] == ()
        centre.export(clock=FakeClock(datetime(2026, 3, 4, 23, 0, tzinfo=UTC)))
        assert [one.on for one in memory.public.shown[Audience.PORTAL]] == [date(2026, 3, 5)]

    def test_the_day_is_that_when_the_exporter_asks(self, memory, procedure):
        """Which may have waited for another export past midnight; and the trail has the moment
        when it was done.
        """

        class Late:
            name, audiences = "late", (Audience.PORTAL,)

            def export(self, read):
                clock.set(datetime(2026, 3, 4, 23, 0, tzinfo=UTC))
                self.day = read().on
                clock.advance(timedelta(minutes=1))

        late, clock = Late(), FakeClock(datetime(2026, 3, 4, 22, 59, tzinfo=UTC))
        centre_of(memory, provide(exporters=[late])).export(clock=clock)
        assert late.day == date(2026, 3, 5)
        assert [event.at for event in memory.events if event.subject == "late"] == [
            datetime(2026, 3, 4, 23, 1, tzinfo=UTC)
        ]


class TestReportFiles:
    """What scanners find in the files of a report, before they are kept."""

    class Fussy:
        name = "fussy"

        def __init__(self):
            self.names = []

        def scan(self, name, data):
            self.names.append(name)
            if data.endswith(b"virus"):
                return Infected("Test\x1b[31m" + "x" * 200)
            if data.endswith(b"large"):
                return Unscanned(Message("plik jest za duży.", "the file is too large."))
            if data.endswith(b"broken"):
                raise RuntimeError(data)
            return Clean()

    def test_each_file_is_seen_by_each_scanner_under_a_name_of_ours(self):
        one, other = self.Fussy(), self.Fussy()
        other.name = "other"
        centre = ContactCentre(build(provide(scanners=[one, other])))
        head = b"\xff\xd8\xff\xe0"
        found = centre.check_report_files(
            [head, head + b"virus", b"%PDF-1.7 large", head + b"broken"]
        )
        assert [(each.code, each.path) for each in found] == [
            *[("LCKM-Z018", "/attachments/1")] * 2,
            *[("LCKM-Z019", "/attachments/2")] * 2,
            *[("LCKM-Z019", "/attachments/3")] * 2,
        ]
        assert len(found.errors) == 2
        assert one.names == other.names
        assert one.names == [f"zalacznik-{at}" for at in ("1.jpg", "2.jpg", "3.pdf", "4.jpg")]
        text = found.listed("pl") + found.listed("en")
        assert "\x1b" not in text
        assert "x" * 100 not in text

    def test_without_scanners_nothing_is_found(self):
        assert not list(ContactCentre(build()).check_report_files([b"virus"]))
