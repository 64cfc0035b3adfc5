"""The kit itself: contracts that refuse an adapter which keeps silent, a clock that does as
told, peers that fail as planned.
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from types import ModuleType

import attrs
import pytest

import lckm_testing
from lckm_core.delivery import (
    Accepted,
    Answer,
    Dispatch,
    Letter,
    Refusal,
    Refused,
    Unknown,
)
from lckm_core.memory import MemoryMailer
from lckm_core.ports import ports
from lckm_testing import (
    Contract,
    FakeClock,
    Fault,
    FaultyMailer,
    HelpdeskContract,
    NoticeStoreContract,
    PeerBrokeError,
    PersonalDataCanary,
    ReportStoreContract,
)
from lckm_testing.contracts import capabilities, samples
from lckm_testing.contracts.base import at_once, goes_on, when

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
LETTER = Letter("ZG-1.0a1b2c3d4e", "drogi@uml.lodz.pl", "Zgłoszenie", "Treść zgłoszenia\n")


class TestNames:
    @pytest.mark.parametrize("name", lckm_testing.__all__)
    def test_each_is_there_and_says_what_it_is(self, name):
        assert getattr(lckm_testing, name).__doc__

    @pytest.mark.parametrize("name", lckm_testing.__all__)
    def test_none_is_a_module_that_happens_to_be_called_so(self, name):
        """The contracts have modules „procedures” and „reports”, which are not the strategies
        of these names.
        """
        assert not isinstance(getattr(lckm_testing, name), ModuleType)

    def test_no_other_is(self):
        with pytest.raises(AttributeError, match="Nonsense"):
            _ = lckm_testing.Nonsense

    def test_each_port_has_a_contract(self):
        contracts = [
            name
            for name in lckm_testing.__all__
            if name.endswith("Contract") and name != "Contract"
        ]
        # Of what a store may offer besides its port.
        offers = {
            "FileKeepingContract",
            "ReportFinderContract",
            "ReportSearchContract",
            "RouteTableKeepingContract",
            "TrailFinderContract",
        }
        assert offers <= set(contracts)
        assert len(contracts) - len(offers) == len(ports())

    def test_neither_pytest_nor_hypothesis_is_loaded_before_it_is_wanted(self):
        code = "import sys, lckm_testing as t; t.FakeClock, t.FaultyMailer; print(*sys.modules)"
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert set(run.stdout.split()).isdisjoint({"pytest", "_pytest", "hypothesis"})


class TestCapabilities:
    def test_of_a_contract(self):
        assert capabilities(NoticeStoreContract) == ("survives_restart",)
        assert set(capabilities(ReportStoreContract)) == {
            "keeps_files",
            "safe_between_processes",
            "supports_expiry_by_month",
            "survives_restart",
        }

    def test_one_that_is_not_said_stops_the_class(self):
        with pytest.raises(TypeError, match="keeps_files, supports_expiry_by_month"):
            type(
                "TestMine",
                (ReportStoreContract,),
                {"survives_restart": True, "safe_between_processes": True},
            )
        with pytest.raises(TypeError, match="survives_restart"):
            type("TestMine", (NoticeStoreContract,), {"survives_restart": "yes"})

    def test_a_test_is_there_only_where_it_holds_and_comes_back_in_a_subclass(self):
        class Some(Contract, abstract=True):
            lasts: bool

            @when(lasts=True)
            def test_it_lasts(self):
                """It does."""

            @when(lasts=False)
            def test_it_does_not(self):
                """It does not."""

        off = type("TestOff", (Some,), {"lasts": False})
        on = type("TestOn", (off,), {"lasts": True})
        assert (off.test_it_lasts, callable(off.test_it_does_not)) == (None, True)
        assert (callable(on.test_it_lasts), on.test_it_does_not) == (True, None)

    def test_a_helpdesk_that_can_neither_be_asked_nor_honours_keys_is_held_to_saying_so(self):
        """The port allows it: a doubt then waits for a person, so it may claim nothing else."""
        neither = dict.fromkeys(capabilities(HelpdeskContract), False)
        held = type("TestMine", (HelpdeskContract,), neither)
        assert callable(held.test_it_says_that_it_cannot_be_asked)
        assert held.test_it_says_that_it_honours_keys is None

    def test_a_fixture_that_is_not_given_says_what_to_write(self, pytester):
        pytester.makepyfile(
            "from lckm_testing import NoticeStoreContract\n"
            "class TestMine(NoticeStoreContract):\n    survives_restart = False\n"
        )
        outcome = pytester.runpytest_inprocess("-p", "no:randomly", "-k", "empty")
        outcome.assert_outcomes(errors=1)
        outcome.stdout.fnmatch_lines(
            ["*Override the fixture 'store' in your test: an empty store of announcements*"]
        )


pytest_plugins = ["pytester"]


class TestHelpers:
    def test_threads_start_together_and_answer_in_order(self):
        def act(index):
            if index == 1:
                raise KeyError(index)
            return index

        assert [str(one) for one in at_once(3, act)] == ["0", "1", "2"]

    def test_what_goes_on_returns_or_raises(self, monkeypatch):
        assert goes_on(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            goes_on(lambda: 1 // 0)

    def test_what_waits_for_ever_fails(self, monkeypatch):
        from threading import Event

        never = Event()
        monkeypatch.setattr("lckm_testing.contracts.base._LONGEST_WAIT", 0.05)
        with pytest.raises(AssertionError, match="stays locked"):
            goes_on(never.wait)
        never.set()


class TestClock:
    def test_it_does_as_told(self):
        clock = FakeClock(NOON)
        assert clock() == clock() == NOON
        assert clock.advance(timedelta(hours=1)) == clock() == NOON + timedelta(hours=1)
        assert clock.jump_back(timedelta(hours=2)) == clock() == NOON - timedelta(hours=1)
        clock.set(NOON)
        assert clock() == NOON

    def test_it_refuses_what_is_no_moment_or_no_time(self):
        with pytest.raises(ValueError, match="naive"):
            FakeClock(datetime(2026, 3, 4))
        clock = FakeClock(NOON)
        with pytest.raises(ValueError, match="naive"):
            clock.set(datetime(2026, 3, 4))
        for act in (clock.advance, clock.jump_back):
            with pytest.raises(ValueError, match=r"less than|jump_back"):
                act(timedelta(seconds=-1))
        assert clock() == NOON


class TestFaultyPeer:
    @pytest.mark.parametrize(
        ("fault", "result", "arrives"),
        [
            (Fault.NONE, Accepted(LETTER.key), True),
            (Fault.BEFORE, Refused(Refusal.UNREACHABLE), False),
            (Fault.DURING, Unknown(), False),
            (Fault.AFTER, Unknown(), True),
            (Fault.TEMPORARY, Refused(Refusal.BUSY), False),
            (Fault.PERMANENT, Refused(Refusal.NO_SUCH_ADDRESS, permanent=True), False),
            (Fault.SLOW, Accepted(LETTER.key), True),
            (Fault.RAISES_BEFORE, PeerBrokeError, False),
            (Fault.RAISES_AFTER, PeerBrokeError, True),
            (Fault.NONSENSE, "250 OK", True),
        ],
    )
    def test_each_fault_once_and_then_none(self, fault, result, arrives):
        clock = FakeClock(NOON)
        mailer = FaultyMailer(MemoryMailer(), [fault], clock=clock, slow=timedelta(hours=1))
        if isinstance(result, type):
            with pytest.raises(result, match="Treść"):
                mailer.send(LETTER)
        else:
            assert mailer.send(LETTER) == result
        assert bool(mailer.inner.letters) is arrives
        assert (clock() != NOON) is (fault is Fault.SLOW)
        assert mailer.send(LETTER) == Accepted(LETTER.key)

    def test_every_fault_is_tried_above(self):
        (mark,) = [
            one
            for one in self.test_each_fault_once_and_then_none.pytestmark
            if one.name == "parametrize"
        ]
        assert {fault for fault, _, _ in mark.args[1]} == set(Fault)

    def test_asked_it_fails_alike(self):
        mailer = FaultyMailer(
            MemoryMailer(), [Fault.BEFORE, Fault.RAISES_AFTER, Fault.NONSENSE, Fault.NONE]
        )
        assert mailer.find(LETTER) is Answer.NO_ANSWER
        with pytest.raises(PeerBrokeError):
            mailer.find(LETTER)
        assert not isinstance(mailer.find(LETTER), Accepted | Answer)
        assert mailer.find(LETTER) is Answer.NOT_THERE

    def test_asked_while_it_is_slow_it_answers_late(self):
        clock = FakeClock(NOON)
        mailer = FaultyMailer(MemoryMailer(), [Fault.NONE, Fault.SLOW], clock=clock)
        mailer.send(LETTER)
        assert mailer.find(LETTER) == Accepted(LETTER.key)
        assert clock() > NOON

    def test_chance_is_the_same_for_the_same_seed_and_ends_when_planned(self):
        def run(seed):
            mailer, results = FaultyMailer(MemoryMailer(), seed=seed), []
            for _ in range(40):
                try:
                    results.append(mailer.send(LETTER))
                except PeerBrokeError:
                    results.append(None)
            mailer.plan()
            assert all(isinstance(mailer.send(LETTER), Accepted) for _ in range(20))
            return results

        assert run(1) == run(1) != run(2)
        assert 5 < sum(isinstance(one, Accepted) for one in run(1)) < 35


def test_the_deliveries_that_stores_are_tried_with_fill_in_every_field():
    """A store that loses a field which all have by default would keep the contract."""
    some = samples.dispatches("ZG-1")
    alike = {field.name for field in attrs.fields(Dispatch)}
    alike -= {name for name in alike if len({repr(getattr(one, name)) for one in some}) > 1}
    # What notices and receipts alone have is tried with those.
    assert alike == {"report_number", "kind", "opened_at", "confirmed_at", "receipt"}


def within(value):
    """Yield the records in *value*: itself, those in its fields, and those in theirs."""
    if attrs.has(type(value)):
        yield value
        value = [getattr(value, field.name) for field in attrs.fields(type(value))]
    if isinstance(value, tuple | list):
        for one in value:
            yield from within(one)


def is_default(field, value):
    if isinstance(field.default, attrs.Factory):
        return not field.default.takes_self and value == field.default.factory()
    return field.default is not attrs.NOTHING and value == field.default


@pytest.mark.parametrize(
    ("made", "records"),
    [
        (samples.editions, {"Edition", "EditionAct", "Handover", "Finding", "HeldFile"}),
        (
            lambda: [*samples.announcement_editions(), *samples.editions()],
            {"AnnouncementEdition", "Announcement", "Handover"},
        ),
        (lambda: [samples.terms(), samples.terms(approved=True)], {"PortalTerms", "Person"}),
        (samples.requests, {"DataRequest", "BriefingRequest", "EarlierAnswer"}),
        (
            lambda: samples.reports(PersonalDataCanary("kit")),
            {"Report", "PersonalPart", "Reporter", "EventPlace", "Attachment", "ReportAct"},
        ),
    ],
    ids=["editions", "announcements", "terms", "requests", "reports"],
)
def test_what_stores_are_tried_with_fills_in_every_field(made, records):
    """As above: whatever is never given may be dropped, and nobody sees it."""
    empty, seen = {}, set()
    for one in within(made()):
        name = type(one).__name__
        seen.add(name)
        for field in attrs.fields(type(one)):
            never = is_default(field, getattr(one, field.name))
            empty[name, field.name] = empty.get((name, field.name), True) and never
    assert records <= seen
    left = {key for key, never in empty.items() if never and key[0] in records}
    # A handover of a unit has no cell; that of an announcement has one.
    assert left <= {("Handover", "cell")}
