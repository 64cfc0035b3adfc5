"""The centre sends once: peers that count every attempt and every arrival, whatever goes wrong
with sending and with asking.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core import ContactCentre, build, impl
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Accepted,
    Answer,
    DispatchState,
    HelpdeskReason,
    Refusal,
    Refused,
    Target,
    Unknown,
)
from lckm_core.errors import StoreUnavailableError, UnreadablePersonalDataError
from lckm_core.memory import MemoryAdapter, MemoryAttachments, MemoryMailer
from lckm_testing import FakeClock
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
TURN = timedelta(minutes=30)


class Kind(Enum):
    """What a peer does with keys."""

    ASKED = auto()
    """It takes whatever comes as new, and can be asked."""
    HONOURS = auto()
    """It cannot be asked, and takes a key once."""
    NEITHER = auto()


class Sending(Enum):
    """What becomes of one attempt."""

    WELL = auto()
    REFUSED = auto()
    REFUSED_FOR_GOOD = auto()
    LOST_ON_THE_WAY = auto()
    RAISES_BEFORE = auto()
    ANSWER_LOST = auto()
    RAISES_AFTER = auto()
    NONSENSE_AFTER = auto()
    KILLED_BEFORE = auto()
    KILLED_AFTER = auto()


class Asking(Enum):
    """What goes wrong with one question."""

    NO_ANSWER = auto()
    RAISES = auto()
    NONSENSE = auto()
    NOTHING = auto()
    KILLED = auto()


ARRIVED = {
    Sending.WELL,
    Sending.ANSWER_LOST,
    Sending.RAISES_AFTER,
    Sending.NONSENSE_AFTER,
    Sending.KILLED_AFTER,
}
REFUSALS = {Sending.REFUSED, Sending.REFUSED_FOR_GOOD}
DOUBTS = set(Sending) - REFUSALS - {Sending.WELL}


class KilledError(BaseException):
    """The process dies here: no handler of the centre's runs."""


class CountingPeer:
    """A mailbox or a helpdesk that writes down each attempt, each arrival and each question."""

    def __init__(self, kind, sending=(), asking=()):
        self.kind, self._sending, self._asking = kind, list(sending), list(asking)
        self.tried, self.arrived, self.asked = [], [], []

    def send(self, message):
        fault = self._sending.pop(0) if self._sending else Sending.WELL
        self.tried.append(message.key)
        if fault in ARRIVED and not (self.kind is Kind.HONOURS and message.key in self.arrived):
            self.arrived.append(message.key)
        match fault:
            case Sending.WELL:
                return Accepted()
            case Sending.REFUSED:
                return Refused(Refusal.BUSY)
            case Sending.REFUSED_FOR_GOOD:
                return Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
            case Sending.LOST_ON_THE_WAY | Sending.ANSWER_LOST:
                return Unknown()
            case Sending.NONSENSE_AFTER:
                return "250 OK"
            case Sending.KILLED_BEFORE | Sending.KILLED_AFTER:
                raise KilledError
        raise OSError("the line is down")

    file = send

    def find(self, message):
        self.asked.append(message.key)
        match self._asking.pop(0) if self._asking else None:
            case Asking.NO_ANSWER:
                return Answer.NO_ANSWER
            case Asking.NONSENSE:
                return "not there"
            case Asking.NOTHING:
                return None
            case Asking.RAISES:
                raise OSError("the line is down")
            case Asking.KILLED:
                raise KilledError
        if self.kind is Kind.ASKED:
            return Accepted() if message.key in self.arrived else Answer.NOT_THERE
        return Answer.HONOURS_KEYS if self.kind is Kind.HONOURS else Answer.CANNOT_BE_ASKED


def ended(mailbox, helpdesk, *, category="drzewo"):
    """Let one report run to its end with these peers, and return its delivery."""
    memory, clock = MemoryAdapter(table=samples.TABLE), FakeClock(NOW)
    memory.mailer, memory.helpdesk = mailbox, helpdesk
    centre = ContactCentre(build(memory))
    centre.register(
        {"description": "Coś.", **({"category": category} if category else {})},
        number="ZG-1",
        now=NOW,
        terms_version="1",
    )
    for _ in range(100):
        with suppress(KilledError):
            centre.dispatch_due("w", clock=clock, jitter=lambda: 0.5)
        clock.advance(TURN)
    dispatch = memory.reports.dispatch("ZG-1")
    assert dispatch.is_final
    return dispatch


def counts(peer):
    return len(peer.tried), len(peer.arrived)


NOTHING_WRONG = ()
ASKING = [NOTHING_WRONG, *((fault,) for fault in Asking), tuple(Asking)]


def named(faults):
    return "+".join(fault.name for fault in faults) or "well"


class TestMailbox:
    """What the mailbox of a unit is sent, to the letter; the helpdesk behind it is well."""

    @pytest.mark.parametrize("kind", Kind)
    def test_with_nothing_wrong_once(self, kind):
        mailbox, helpdesk = CountingPeer(kind), CountingPeer(Kind.ASKED)
        assert ended(mailbox, helpdesk).state is DispatchState.SENT
        assert (counts(mailbox), mailbox.asked, counts(helpdesk)) == ((1, 1), [], (0, 0))

    @pytest.mark.parametrize("kind", Kind)
    def test_refused_for_now_it_is_sent_again_unasked(self, kind):
        mailbox, helpdesk = CountingPeer(kind, [Sending.REFUSED] * 2), CountingPeer(Kind.ASKED)
        assert ended(mailbox, helpdesk).state is DispatchState.SENT
        assert (counts(mailbox), mailbox.asked, counts(helpdesk)) == ((3, 1), [], (0, 0))

    @pytest.mark.parametrize("kind", Kind)
    def test_refused_for_good_it_is_the_helpdesks(self, kind):
        mailbox, helpdesk = CountingPeer(kind, [Sending.REFUSED_FOR_GOOD]), CountingPeer(Kind.ASKED)
        done = ended(mailbox, helpdesk)
        assert (done.state, done.because, done.mailbox_may_have_it) == (
            DispatchState.HELPDESK,
            HelpdeskReason.REFUSED,
            False,
        )
        assert (counts(mailbox), mailbox.asked, counts(helpdesk)) == ((1, 0), [], (1, 1))

    @pytest.mark.parametrize("asking", ASKING, ids=named)
    @pytest.mark.parametrize("doubt", sorted(DOUBTS, key=lambda one: one.name))
    def test_one_that_can_be_asked_gets_it_again_only_when_it_says_that_it_is_not_there(
        self, doubt, asking
    ):
        """An exception, a silence or a nonsense in place of an answer is no answer: it is
        asked again, and sent nothing.
        """
        mailbox, helpdesk = CountingPeer(Kind.ASKED, [doubt], asking), CountingPeer(Kind.ASKED)
        assert ended(mailbox, helpdesk).state is DispatchState.SENT
        tried = 1 if doubt in ARRIVED else 2
        assert (counts(mailbox), len(mailbox.asked)) == ((tried, 1), len(asking) + 1)
        assert counts(helpdesk) == (0, 0)

    @pytest.mark.parametrize("asking", ASKING, ids=named)
    @pytest.mark.parametrize("doubt", sorted(DOUBTS, key=lambda one: one.name))
    def test_one_that_honours_keys_gets_it_again_under_its_key(self, doubt, asking):
        mailbox, helpdesk = CountingPeer(Kind.HONOURS, [doubt], asking), CountingPeer(Kind.ASKED)
        assert ended(mailbox, helpdesk).state is DispatchState.SENT
        assert (counts(mailbox), len(mailbox.asked)) == ((2, 1), len(asking) + 1)
        assert (len(set(mailbox.tried)), counts(helpdesk)) == (1, (0, 0))

    @pytest.mark.parametrize("asking", ASKING, ids=named)
    @pytest.mark.parametrize("doubt", sorted(DOUBTS, key=lambda one: one.name))
    def test_one_that_can_do_neither_never_gets_it_again(self, doubt, asking):
        """It may have it, so it is the helpdesk's, which is told so."""
        mailbox, helpdesk = CountingPeer(Kind.NEITHER, [doubt], asking), CountingPeer(Kind.ASKED)
        done = ended(mailbox, helpdesk)
        assert (done.state, done.because, done.mailbox_may_have_it) == (
            DispatchState.HELPDESK,
            HelpdeskReason.IN_DOUBT,
            True,
        )
        assert (counts(mailbox), counts(helpdesk)) == ((1, int(doubt in ARRIVED)), (1, 1))

    @pytest.mark.parametrize("fault", Asking)
    def test_one_that_never_answers_gets_it_once_and_then_the_helpdesk(self, fault):
        mailbox, helpdesk = (
            CountingPeer(Kind.ASKED, [Sending.ANSWER_LOST], [fault] * 99),
            CountingPeer(Kind.ASKED),
        )
        done = ended(mailbox, helpdesk)
        assert (done.state, done.mailbox_may_have_it) == (DispatchState.HELPDESK, True)
        assert (counts(mailbox), counts(helpdesk)) == ((1, 1), (1, 1))


class TestHelpdesk:
    """What the helpdesk gets of a report that has no mailbox; nothing comes after it."""

    @pytest.mark.parametrize("asking", ASKING, ids=named)
    @pytest.mark.parametrize("doubt", sorted(DOUBTS, key=lambda one: one.name))
    def test_one_that_can_be_asked_gets_it_again_only_when_it_says_that_it_is_not_there(
        self, doubt, asking
    ):
        helpdesk = CountingPeer(Kind.ASKED, [doubt], asking)
        assert (
            ended(CountingPeer(Kind.ASKED), helpdesk, category=None).state is DispatchState.HELPDESK
        )
        tried = 1 if doubt in ARRIVED else 2
        assert (counts(helpdesk), len(helpdesk.asked)) == ((tried, 1), len(asking) + 1)

    @pytest.mark.parametrize("asking", ASKING, ids=named)
    @pytest.mark.parametrize("doubt", sorted(DOUBTS, key=lambda one: one.name))
    def test_one_that_honours_keys_gets_it_again_under_its_key(self, doubt, asking):
        helpdesk = CountingPeer(Kind.HONOURS, [doubt], asking)
        assert (
            ended(CountingPeer(Kind.ASKED), helpdesk, category=None).state is DispatchState.HELPDESK
        )
        assert (counts(helpdesk), len(helpdesk.asked), len(set(helpdesk.tried))) == (
            (2, 1),
            len(asking) + 1,
            1,
        )

    @pytest.mark.parametrize("refusal", sorted(REFUSALS, key=lambda one: one.name))
    def test_no_refusal_of_its_is_final(self, refusal):
        helpdesk = CountingPeer(Kind.ASKED, [refusal] * 2)
        assert (
            ended(CountingPeer(Kind.ASKED), helpdesk, category=None).state is DispatchState.HELPDESK
        )
        assert (counts(helpdesk), helpdesk.asked) == ((3, 1), [])


@given(
    kinds=st.tuples(st.sampled_from(Kind), st.sampled_from((Kind.ASKED, Kind.HONOURS))),
    sending=st.tuples(*2 * [st.lists(st.sampled_from(Sending), max_size=6)]),
    asking=st.tuples(*2 * [st.lists(st.sampled_from(Asking), max_size=6)]),
)
def test_whatever_goes_wrong_each_gets_it_once_at_most_and_one_of_them_has_it(
    kinds, sending, asking
):
    mailbox, helpdesk = map(CountingPeer, kinds, sending, asking)
    done = ended(mailbox, helpdesk)
    arrived = len(mailbox.arrived), len(helpdesk.arrived)
    if done.state is DispatchState.SENT:
        assert arrived == (1, 0)
    else:
        assert arrived[1] == 1
        assert arrived[0] <= done.mailbox_may_have_it


class SlowFiles:
    """A store of files that takes its time over each, and lets others act meanwhile."""

    def __init__(self, files, clock, takes):
        self._files, self._clock, self._takes = files, clock, takes
        self.meanwhile = lambda: None

    def read(self, reference):
        data = self._files.read(reference)
        self._clock.advance(self._takes)
        self.meanwhile()
        return data

    def destroy(self, references):
        return self._files.destroy(references)


def _with_a_file(takes):
    """Register a report with a file; return the centre, its adapter, clock and mailbox."""
    memory, clock = MemoryAdapter(table=samples.TABLE), FakeClock(NOW)
    memory.mailer, memory.helpdesk = CountingPeer(Kind.ASKED), CountingPeer(Kind.ASKED)
    jpeg = b"\xff\xd8\xff" + bytes(40)
    memory.attachments.files["ZG-1-1"] = jpeg
    memory.attachments = SlowFiles(memory.attachments, clock, takes)
    centre = ContactCentre(build(memory))
    form = {"description": "Coś.", "category": "drzewo"}
    centre.register(
        {**form, "attachments": [{"name": "a.jpg", "size": len(jpeg)}]},
        number="ZG-1",
        now=NOW,
        terms_version="1",
        heads=[jpeg[:32]],
    )
    return centre, memory, clock


def test_a_file_that_outlasts_the_lease_is_sent_by_whoever_holds_the_next():
    """The lease is looked at after the files are read, so two do not send at once."""
    centre, memory, clock = _with_a_file(takes=timedelta(minutes=10))
    held = clock()

    def claimed_by_another():
        memory.attachments.meanwhile = lambda: None
        clock.set(held + timedelta(minutes=8))
        memory.attachments._takes = timedelta()
        centre.dispatch_due("other", clock=clock, jitter=lambda: 0.5)
        clock.set(held + timedelta(minutes=10))

    memory.attachments.meanwhile = claimed_by_another
    (attempt,) = centre.dispatch_due("w", clock=clock, limit=1, jitter=lambda: 0.5)
    assert len(memory.mailer.arrived) == 1
    assert attempt.state is DispatchState.SENT


def test_a_file_that_outlasts_the_lease_alone_is_not_sent_with_it():
    centre, memory, clock = _with_a_file(takes=timedelta(minutes=10))
    centre.dispatch_due("w", clock=clock, limit=1, jitter=lambda: 0.5)
    assert memory.mailer.tried == []
    memory.attachments._takes = timedelta()
    for _ in range(3):
        clock.advance(TURN)
        centre.dispatch_due("w", clock=clock, jitter=lambda: 0.5)
    assert memory.mailer.arrived == memory.mailer.tried
    assert len(memory.mailer.arrived) == 1


def test_a_consent_withdrawn_while_files_are_read_holds():
    """What is sent is the report as it is then, without them."""
    centre, memory, clock = _with_a_file(takes=timedelta(seconds=10))
    letters = []
    send = memory.mailer.send
    memory.mailer.send = lambda letter: letters.append(letter) or send(letter)
    memory.attachments.meanwhile = lambda: centre.withdraw_consent("ZG-1", now=clock())
    centre.dispatch_due("w", clock=clock, limit=1, jitter=lambda: 0.5)
    (letter,) = letters
    assert letter.attachments == ()


class AwayFiles:
    """A store of files that cannot be read for now, as without its key."""

    def __init__(self, files):
        self.files, self.error = files, StoreUnavailableError()

    def read(self, reference):
        if self.error is not None:
            raise self.error
        return self.files.read(reference)

    def destroy(self, references):
        return self.files.destroy(references)


class OtherFiles:
    """An adapter with a second store of files alone."""

    name = "other"

    def __init__(self, files):
        self._files = files

    @impl
    def contribute_attachments(self):
        return (self._files,)


def _waiting_for_a_file():
    """Return what :func:`_with_a_file` does, with the file's store away."""
    _, memory, clock = _with_a_file(takes=timedelta())
    memory.attachments, memory.mailer = AwayFiles(memory.attachments), MemoryMailer()
    return ContactCentre(build(memory)), memory, clock


def test_a_file_whose_store_is_away_is_waited_for():
    centre, memory, clock = _waiting_for_a_file()
    centre.register(
        {"description": "Coś.", "category": "drzewo"}, number="ZG-2", now=NOW, terms_version="1"
    )
    done = {one.number: one.state for one in centre.dispatch_due("w", clock=clock)}
    assert done == {"ZG-1": DispatchState.PENDING, "ZG-2": DispatchState.SENT}
    assert len(memory.mailer.letters) == 1, "it holds up no other"
    memory.attachments.error = None
    clock.advance(timedelta(hours=1))
    (found,) = centre.dispatch_due("w", clock=clock)
    assert found.state is DispatchState.SENT
    letter = list(memory.mailer.letters.values())[-1]
    assert [file.data for file in letter.attachments] == [memory.attachments.read("ZG-1-1")]


def test_waits_for_a_file_grow_and_count_as_no_attempt():
    centre, memory, clock = _waiting_for_a_file()
    waits = []
    for _ in range(15):
        centre.dispatch_due("w", clock=clock, jitter=lambda: 0.5)
        dispatch = memory.reports.dispatch("ZG-1")
        waits.append(dispatch.due_at - clock())
        clock.set(dispatch.due_at)
    assert (dispatch.attempts, dispatch.untried) == (15, 15)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=30)


def test_a_file_is_waited_for_as_long_as_a_mailbox_is_tried():
    """The report goes without it then, and says so: it is lost in no queue."""
    centre, memory, clock = _waiting_for_a_file()
    centre.dispatch_due("w", clock=clock)
    clock.set(NOW + DISPATCH_LIMITS.longest_trying)
    (found,) = centre.dispatch_due("w", clock=clock)
    assert (found.state, found.target) == (DispatchState.SENT, Target.MAILBOX)
    (letter,) = memory.mailer.letters.values()
    assert letter.attachments == ()


def test_a_file_is_waited_for_from_when_it_was_first_missed():
    """As by the worker that was stopped for two days: the report is the unit's all the same."""
    centre, memory, clock = _waiting_for_a_file()
    missed = NOW + 2 * DISPATCH_LIMITS.longest_trying
    for at in (missed, missed + timedelta(hours=23)):
        clock.set(at)
        (found,) = centre.dispatch_due("w", clock=clock, jitter=lambda: 0.5)
        assert (found.state, found.target) == (DispatchState.PENDING, Target.MAILBOX)
        assert memory.reports.dispatch("ZG-1").files_away_since == missed
    memory.attachments.error = None
    clock.advance(timedelta(hours=2))
    (found,) = centre.dispatch_due("w", clock=clock)
    assert (found.state, found.target) == (DispatchState.SENT, Target.MAILBOX)
    (letter,) = memory.mailer.letters.values()
    assert len(letter.attachments) == 1


def test_a_late_report_whose_file_stays_away_goes_without_it_after_a_day():
    centre, memory, clock = _waiting_for_a_file()
    for days in (2, 3):
        clock.set(NOW + days * DISPATCH_LIMITS.longest_trying)
        (found,) = centre.dispatch_due("w", clock=clock)
    assert (found.state, found.target) == (DispatchState.SENT, Target.MAILBOX)
    (letter,) = memory.mailer.letters.values()
    assert letter.attachments == ()
    assert "niedostępnych plików: 1" in letter.text


def test_a_report_that_is_sent_another_way_waits_anew():
    centre, memory, clock = _waiting_for_a_file()
    centre.dispatch_due("w", clock=clock)
    assert memory.reports.dispatch("ZG-1").files_away_since == NOW
    centre.reroute("ZG-1", now=clock())
    assert memory.reports.dispatch("ZG-1").files_away_since is None


def test_a_file_that_is_damaged_or_elsewhere_is_waited_for_by_nobody():
    centre, memory, clock = _waiting_for_a_file()
    memory.attachments.error = LookupError("damaged")
    (found,) = centre.dispatch_due("w", clock=clock)
    assert found.state is DispatchState.SENT


def test_a_store_that_is_away_is_waited_for_whatever_the_other_says():
    """The first of two has no key, and the second is damaged or lacks the file."""
    _, memory, clock = _waiting_for_a_file()
    for error in (LookupError("damaged"), None):
        other = AwayFiles(MemoryAttachments())
        other.error = error
        two = ContactCentre(build(memory, OtherFiles(other)))
        (found,) = two.dispatch_due("w", clock=clock)
        assert found.state is DispatchState.PENDING
        clock.advance(timedelta(hours=1))
    assert memory.mailer.letters == {}


def test_a_unit_that_has_files_of_a_report_without_a_personal_part_may_hold_data():
    """The part may be damaged: the files went along all the same."""
    centre, memory, clock = _with_a_file(takes=timedelta())
    stored = memory.reports.reports["ZG-1"]
    memory.reports.reports["ZG-1"] = attrs.evolve(stored, personal=None)
    centre.dispatch_due("w", clock=clock)
    dispatch = memory.reports.dispatch("ZG-1")
    assert dispatch.state is DispatchState.SENT
    assert dispatch.mailbox_may_hold_data


def test_a_store_that_fails_twice_is_told_by_its_first_failure(caplog):
    centre, memory, clock = _with_a_file(takes=timedelta())
    failures = iter([UnreadablePersonalDataError("ZG-1"), StoreUnavailableError()])

    def fail(*_args, **_named):
        raise next(failures)

    memory.attachments.meanwhile = lambda: setattr(memory.reports, "get", fail)
    memory.reports.change = fail
    with pytest.raises(UnreadablePersonalDataError):
        centre.dispatch_due("w", clock=clock)
    assert "giving ZG-1 back failed" in caplog.text
