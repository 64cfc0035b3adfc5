"""One delivery among workers that die, peers that fail, messages that linger, and clocks that jump.

What is promised, and checked after every step:

- At most one worker may send at a time; without a clock that goes back, even if each judges by its
  own old copy.
- An outcome is final, it is true (its receiver has the report), and it is reached from wherever
  the delivery stands, in a
  few bounded waits, once the peers are well.
- A target that honours keys has the report once, one that can neither be asked nor knows keys too.
  A target that can be
  asked has it once, but for messages that arrive after it truthfully said that they had not: no
  sender can call those
  back. With messages that keep to their lease and its grace, and a steady clock, there are none.
- A worker that waits for a file gives the report back unsent: nobody takes over for it, and no
  doubt comes of it.
- A mailbox is given up for its time only once it was tried for that long.
- The helpdesk's note says that the mailbox may have the report whenever it has (but for those same
  late messages).
"""

from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import event, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lckm_core.delivery import (
    Accepted,
    Answer,
    DispatchLimits,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    NotClaimed,
    Refusal,
    Refused,
    Target,
    Unknown,
    Work,
    claim,
    claimable,
    may_send,
    may_wait_for_files,
    open_dispatch,
    resolve,
    settle,
    wait_for_files,
)
from tests.helpers.tiers import examples

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LIMITS = DispatchLimits(
    most_attempts=4,
    longest_trying=90 * SECOND,
    first_wait=10 * SECOND,
    longest_wait=60 * SECOND,
    longest_lease=30 * SECOND,
    grace=5 * SECOND,
)
LONGEST = max(LIMITS.longest_wait, LIMITS.longest_lease + LIMITS.grace)
OPEN = (DispatchState.PENDING, DispatchState.LEASED, DispatchState.UNKNOWN)

picks = st.integers(0, 7)
leases = st.integers(1, 30)
FATES = [
    *("accepted", "accepted", "accepted", "busy", "paced", "paced"),
    *("no such address", "unreachable", "lost"),
]
TEMPORARY, PERMANENT = Refused(Refusal.BUSY), Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)


@attrs.frozen
class Luck:
    """What happens to whatever a worker does next."""

    fate: str
    is_file_away: bool
    is_answer_lost: bool
    is_impatient: bool
    jitter: float


GOOD_LUCK = Luck(
    "accepted", is_file_away=False, is_answer_lost=False, is_impatient=False, jitter=0.5
)


def lucks():
    return st.builds(
        Luck,
        st.sampled_from(FATES),
        st.sampled_from([False, False, True]),
        st.booleans(),
        st.booleans(),
        st.sampled_from([0, 0.1, 0.5, 0.99]),
    )


@attrs.define(eq=False)
class Task:
    """What one worker holds in its head: a copy of the dispatch as it claimed it, and what came of
    its work.
    """

    copy: object
    message: object = None
    brought: object = None
    is_file_away: bool = False

    @property
    def token(self):
        return self.copy.token

    @property
    def work(self):
        return self.copy.lease.work


@attrs.define(eq=False)
class Message:
    """A report under way to a peer. A worker that still waits learns what becomes of it, unless
    the answer is lost.
    """

    token: int
    key: str
    target: Target
    task: object = None
    deadline: datetime = START
    """When a message that is prompt has arrived, or never does."""


class Peer:
    """A mailbox or a helpdesk: what it can do, and what it has."""

    def __init__(self, ability):
        self.ability = ability
        self.well = True
        self.has = []
        """The token and the key of each report it took, in order."""
        self.denied_at = []
        """The greatest token given each time it said that a key was not there."""
        self.late = set()

    def take(self, message):
        if self.ability == "keys" and any(key == message.key for _, key in self.has):
            return
        if any(message.token <= token for token in self.denied_at):
            self.late.add(message.token)
        self.has.append((message.token, message.key))

    def answer(self, key, token, luck):
        match self.ability:
            case "neither":
                return Answer.CANNOT_BE_ASKED
            case "keys":
                return Answer.HONOURS_KEYS
            case _ if not self.well or luck.fate == "unreachable":
                return Answer.NO_ANSWER
            case _ if any(held == key for _, held in self.has):
                return Accepted("17")
        self.denied_at.append(token)
        return Answer.NOT_THERE


class Delivery(RuleBasedStateMachine):
    """A store with one dispatch, any number of workers, and a network, driven by hypothesis."""

    prompt = False
    """Whether messages keep to their lease and clocks are steady."""

    @initialize(
        mailbox=st.sampled_from(["keys", "asked", "asked", "neither", None]),
        helpdesk=st.sampled_from(["keys", "asked"]),
        steps=st.integers(0, 4),
        luck=lucks(),
    )
    def begin(self, mailbox, helpdesk, steps, luck):
        if self.prompt:
            # The others keep their promise without that.
            mailbox = helpdesk = "asked"
        self.now = START
        self.went_back = False
        self.peers = {Target.HELPDESK: Peer(helpdesk)}
        if mailbox:
            self.peers[Target.MAILBOX] = Peer(mailbox)
        address = Mailbox("Zarząd Dróg i Transportu", "zdit@example.org") if mailbox else None
        self.dispatch = open_dispatch("ZG-2026-000123", address, now=self.now)
        self.tasks, self.network, self.delivered = [], [], []
        self.final = None
        self.most_at_mailbox = 0
        self.first_claimed_at = None
        self.attempt(20, steps, luck)

    # ── workers ──────────────────────────────────────────────────────────────────────────────────

    @rule(seconds=leases, steps=st.integers(0, 4), luck=lucks())
    def attempt(self, seconds, steps, luck):
        """A worker claims, and comes so far with its work; what others do may come in between."""
        task = self.claim(seconds)
        for _ in range(steps if task else 0):
            self.advance(task, luck)

    @rule(seconds=leases, steps=st.integers(0, 4), luck=lucks())
    def attempt_when_due(self, seconds, steps, luck):
        if self.dispatch.due_at is not None:
            self.pass_time(max(self.dispatch.due_at - self.now, timedelta()))
        self.attempt(seconds, steps, luck)

    @precondition(lambda self: self.tasks)
    @rule(pick=picks, steps=st.integers(1, 3), luck=lucks())
    def go_on(self, pick, steps, luck):
        """A worker wakes up, perhaps long after its lease, and does what it would have done next;
        or brings back once more.
        """
        for _ in range(steps):
            self.advance(of(self.tasks, pick), luck)

    @precondition(lambda self: self.tasks)
    @rule(pick=picks)
    def kill(self, pick):
        """What it sent stays under way."""
        self.tasks.remove(of(self.tasks, pick))

    @precondition(lambda self: self.network)
    @rule(pick=picks, luck=lucks())
    def arrive_late(self, pick, luck):
        self.arrive(of(self.network, pick), luck)

    @precondition(lambda self: self.delivered)
    @rule(pick=picks)
    def arrive_again(self, pick):
        """The network delivers twice. Only keys help against that, so others are not blamed for
        it.
        """
        message = of(self.delivered, pick)
        if self.peers[message.target].ability == "keys":
            self.peers[message.target].take(message)

    def claim(self, seconds):
        got = claim(self.dispatch, "w", now=self.now, lasting=seconds * SECOND, limits=LIMITS)
        if isinstance(got, NotClaimed):
            assert not claimable(self.dispatch, now=self.now, limits=LIMITS)
            assert (got is NotClaimed.FINISHED) == self.dispatch.is_final
            return None
        assert not any(
            may_send(self.dispatch, task.token, now=self.now, limits=LIMITS) for task in self.tasks
        )
        assert got.token > self.dispatch.token
        self.put(got)
        self.first_claimed_at = self.first_claimed_at or self.now
        self.tasks.append(Task(got))
        return self.tasks[-1]

    def advance(self, task, luck):
        """The next step of a worker's work: ask, or send and wait for the answer; then bring back
        what came of it.
        """
        if task.is_file_away:
            self.give_back(task, luck)
        elif task.brought:
            move = settle if task.work is Work.SEND else resolve
            self.put(
                move(
                    self.dispatch,
                    task.token,
                    task.brought,
                    now=self.now,
                    jitter=luck.jitter,
                    limits=LIMITS,
                )
            )
            if isinstance(task.brought, Accepted) and task.copy.target is self.dispatch.target:
                assert self.dispatch.is_final
        elif task.work is Work.ASK:
            task.brought = self.peers[task.copy.target].answer(task.copy.key, task.token, luck)
        elif task.message is None:
            self.send(task, luck)
        elif task.message in self.network and not luck.is_impatient:
            self.arrive(task.message, luck)
        else:
            task.brought = Unknown()
            task.message.deadline = min(task.message.deadline, self.now + LIMITS.grace)

    def send(self, task, luck):
        """The last look before sending; then the message is out, to arrive at any time."""
        if not may_send(self.dispatch, task.token, now=self.now, limits=LIMITS):
            return
        may_wait = may_wait_for_files(self.dispatch, now=self.now, limits=LIMITS)
        if luck.is_file_away and may_wait:
            task.is_file_away = True
            return
        deadline = task.copy.lease.until + LIMITS.grace
        task.message = Message(task.token, task.copy.key, task.copy.target, task, deadline)
        if luck.fate == "unreachable":
            task.brought = Refused(Refusal.UNREACHABLE)
        elif luck.fate == "paced":
            # The mailer does not ask its peer yet.
            task.brought = Refused(Refusal.BUSY, tried=False)
        elif luck.fate != "lost":
            self.network.append(task.message)

    def give_back(self, task, luck):
        """A file of the report cannot be read for now, and nothing was sent."""
        was = self.dispatch
        given_back = wait_for_files(
            was, task.token, now=self.now, jitter=luck.jitter, limits=LIMITS
        )
        assert given_back.because is was.because
        assert given_back.in_doubt is was.in_doubt
        assert given_back.mailbox_may_have_it is was.mailbox_may_have_it
        if given_back != was:
            assert given_back.attempts - given_back.untried == was.attempts - was.untried - 1
            assert given_back.files_away_since == (was.files_away_since or self.now)
        self.put(given_back)

    def arrive(self, message, luck):
        self.network.remove(message)
        peer = self.peers[message.target]
        reply = PERMANENT if luck.fate == "no such address" else TEMPORARY
        if luck.fate == "accepted" and peer.well:
            peer.take(message)
            self.delivered.append(message)
            reply = Accepted("17")
        if not luck.is_answer_lost and message.task.brought is None:
            message.task.brought = reply

    # ── the world ────────────────────────────────────────────────────────────────────────────────

    @rule(seconds=st.sampled_from([1, 4, 6, 20, 36, 70, 4000]))
    def time_passes(self, seconds):
        self.pass_time(seconds * SECOND)

    @precondition(lambda self: not self.prompt)
    @rule(
        seconds=st.one_of(st.integers(-100, 100), st.sampled_from([-(10**9), -4000, 4000, 10**9]))
    )
    def clock_jumps(self, seconds):
        self.now += seconds * SECOND
        self.went_back |= seconds < 0

    @rule(whom=st.sampled_from(Target))
    def fall_ill_or_recover(self, whom):
        if whom in self.peers:
            self.peers[whom].well ^= True

    # ── what is promised ─────────────────────────────────────────────────────────────────────────

    @invariant()
    def one_holder(self):
        holders = [
            t for t in self.tasks if may_send(self.dispatch, t.token, now=self.now, limits=LIMITS)
        ]
        assert len(holders) <= 1
        if not self.went_back:
            by_own_copy = [
                t
                for t in self.tasks
                if not (t.message or t.is_file_away)
                and may_send(t.copy, t.token, now=self.now, limits=LIMITS)
            ]
            assert len(by_own_copy) <= 1

    @invariant()
    def the_outcome_is_final_and_true(self):
        if self.final is not None:
            assert self.dispatch == self.final
            receiver = Target.MAILBOX if self.final.state is DispatchState.SENT else Target.HELPDESK
            assert self.final.target is receiver
            assert self.peers[receiver].has

    @invariant()
    def no_second_delivery(self):
        for peer in self.peers.values():
            assert len({key for _, key in peer.has}) <= 1
            assert len(peer.has) <= 1 + len(peer.late)
            assert peer.ability == "asked" or not peer.late
            assert not (self.prompt and peer.late)

    @invariant()
    def the_note_tells(self):
        mailbox = self.peers.get(Target.MAILBOX)
        if (
            mailbox
            and self.dispatch.target is Target.HELPDESK
            and {token for token, _ in mailbox.has} - mailbox.late
        ):
            assert self.dispatch.mailbox_may_have_it

    @invariant()
    def it_waits_a_bounded_time(self):
        found = self.dispatch
        assert (found.state in OPEN) == (found.due_at is not None)
        assert (found.state is DispatchState.LEASED) == (found.lease is not None)
        if found.due_at is not None:
            assert found.since <= found.due_at <= found.since + LONGEST
            assert claimable(found, now=found.due_at, limits=LIMITS)
            soon = self.now + LONGEST + 2 * LIMITS.grace
            assert claimable(found, now=self.now, limits=LIMITS) or claimable(
                found, now=soon, limits=LIMITS
            )

    @invariant()
    def the_mailbox_is_tried_so_often(self):
        assert self.most_at_mailbox <= LIMITS.most_attempts
        assert self.dispatch.token >= self.dispatch.attempts

    def teardown(self):
        """From wherever it stands it comes to an end, when the peers are well and those that stay
        alive do their work.
        """
        if not hasattr(self, "dispatch"):
            return
        event(f"stood {self.dispatch.state}, {self.dispatch.target}, {self.dispatch.because}")
        event(f"late messages: {sum(len(peer.late) for peer in self.peers.values())}")
        for peer in self.peers.values():
            peer.well = True
        for _ in range(6):
            if self.dispatch.is_final:
                break
            if not claimable(self.dispatch, now=self.now, limits=LIMITS):
                self.pass_time(self.dispatch.due_at - self.now)
            self.work_well()
            for message in tuple(self.network):
                self.arrive(message, GOOD_LUCK)
        assert self.dispatch.is_final
        self.the_outcome_is_final_and_true()
        self.no_second_delivery()
        self.the_note_tells()

    # ── how the world works ──────────────────────────────────────────────────────────────────────

    def work_well(self):
        got = claim(self.dispatch, "w", now=self.now, lasting=SECOND, limits=LIMITS)
        assert not isinstance(got, NotClaimed)
        self.put(got)
        peer = self.peers[got.target]
        if got.lease.work is Work.SEND:
            assert may_send(got, got.token, now=self.now, limits=LIMITS)
            peer.take(Message(got.token, got.key, got.target))
            result, move = Accepted("17"), settle
        else:
            result, move = peer.answer(got.key, got.token, GOOD_LUCK), resolve
        self.put(move(got, got.token, result, now=self.now, jitter=0.5, limits=LIMITS))

    def put(self, dispatch):
        assert dispatch.token >= self.dispatch.token
        assert dispatch.report_number == self.dispatch.report_number
        if self.dispatch.because is not None:
            assert dispatch.because is self.dispatch.because
        # What docs/delivery.md has a store compare that cannot lock.
        assert dispatch == self.dispatch or (
            dispatch.state,
            dispatch.token,
            dispatch.mailbox_may_have_it,
        ) != (
            self.dispatch.state,
            self.dispatch.token,
            self.dispatch.mailbox_may_have_it,
        )
        if dispatch.because is HelpdeskReason.TOO_LONG and not self.went_back:
            # A first claim may come so late without more time for it.
            tried_for = self.now - (self.first_claimed_at or self.now)
            assert tried_for >= LIMITS.longest_trying - LIMITS.longest_wait
        self.dispatch = dispatch
        if dispatch.target is Target.MAILBOX:
            asked = dispatch.attempts - dispatch.untried
            self.most_at_mailbox = max(self.most_at_mailbox, asked)
        if dispatch.is_final and self.final is None:
            self.final = dispatch

    def pass_time(self, duration):
        """A prompt message arrives before the grace after its lease, or after its worker gave up,
        is over; or never.
        """
        self.now += duration
        if self.prompt:
            self.network = [message for message in self.network if self.now < message.deadline]


def of(found, pick):
    return found[pick % len(found)]


class PromptDelivery(Delivery):
    """The same with a steady clock and messages that keep to their lease: then what can be asked
    has no report twice.
    """

    prompt = True


TestDelivery = Delivery.TestCase
TestPromptDelivery = PromptDelivery.TestCase
TestDelivery.settings = TestPromptDelivery.settings = settings(
    max_examples=examples(300), stateful_step_count=40, deadline=None
)
