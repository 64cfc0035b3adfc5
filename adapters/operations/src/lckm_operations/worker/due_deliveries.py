"""The delivery of reports and notices, one attempt after another."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Event
from time import perf_counter
from typing import Protocol, runtime_checkable

import attrs

from lckm_core.centre import ContactCentre, DeliveryAttempt
from lckm_core.delivery import DispatchKind, DispatchState, Target, dispatch_id
from lckm_core.errors import Loggable
from lckm_operations.optional_features import next_due, peer_of, waiting_count
from lckm_operations.worker.outages import NAMES, Failures, Outages
from lckm_operations.worker.settings import WorkerSettings
from lckm_operations.worker.signals import Stoppable

_LOG = logging.getLogger("lckm_operations")
_BATCH = 100
"""Attempts after which the other tasks have their turn."""
SHORTEST_PAUSE = timedelta(seconds=0.2)
"""The pause after a look that found nothing though something is due; it then doubles."""
_FRUITLESS = 8
"""So many such looks in a row are no coincidence with other workers."""
_FINAL = (DispatchState.SENT, DispatchState.HELPDESK, DispatchState.VOID)


@runtime_checkable
class Observer(Protocol):
    """A listener of the centre that also observes each attempt of this process.

    It must not raise, and gets no personal data.
    """

    def attempted(self, worked: DeliveryAttempt, seconds: float) -> None:
        """Note how an attempt ended, and how long it took."""
        ...

    def waiting(self, count: int) -> None:
        """Note how many deliveries wait now."""
        ...


@attrs.define
class DueDeliveries:
    """Delivers what is due.

    ``clock`` is this machine's, ``store_clock`` the one that decides what is due.
    ``attempted`` is called after each attempt, and ``stop`` asked before each.
    """

    centre: ContactCentre
    worker: str
    settings: WorkerSettings
    clock: Callable[[], datetime]
    store_clock: Callable[[], datetime]
    jitter: Callable[[], float]
    outages: Outages
    counts: Counter[str]
    attempted: Callable[[], None]
    stop: Stoppable = attrs.field(factory=Event)
    _observers: Sequence[Observer] = attrs.field(init=False)
    _fruitless: int = attrs.field(default=0, init=False)
    _reported_stuck: bool = attrs.field(default=False, init=False)

    @_observers.default
    def _(self) -> Sequence[Observer]:
        return [
            listener for listener in self.centre.plugins.listeners if isinstance(listener, Observer)
        ]

    def deliver(self, now: datetime) -> datetime:
        """Deliver what is due, at most a batch, and return when to look again."""
        for _ in range(_BATCH):
            if self.stop.is_set():
                return now
            if not self._attempt():
                break
        else:
            return self.clock()
        self._note_waiting()
        return self.clock() + self._until_next()

    def _attempt(self) -> bool:
        """Try one delivery, and return whether one was due."""
        began = perf_counter()
        attempts = self.centre.dispatch_due(
            self.worker,
            clock=self.store_clock,
            limit=1,
            lasting=timedelta(seconds=self.settings.lease),
            limits=self.settings.limits,
            jitter=self.jitter,
        )
        if not attempts:
            return False
        self._fruitless = 0
        self._note(attempts[0], perf_counter() - began)
        return True

    def _note(self, attempt: DeliveryAttempt, seconds: float) -> None:
        self.counts[f"{attempt.kind.value}: {attempt.state.value}"] += 1
        dispatch = None
        if attempt.state not in _FINAL:
            id_ = dispatch_id(attempt.number, attempt.kind)
            dispatch = self.centre.plugins.reports.dispatch(id_)
        before = dict(self.outages.runs(met=True))
        if attempt.kind is not DispatchKind.RECEIPT:
            # The answer of a resident's mailbox says nothing about those of units.
            self.outages.note(attempt, dispatch, self.clock())
        self._log_outages(before, dict(self.outages.runs(met=True)))
        for observer in self._observers:
            observer.attempted(attempt, seconds)
        self.attempted()

    def _log_outages(
        self, before: Mapping[Target, Failures], after: Mapping[Target, Failures]
    ) -> None:
        """Log which receivers began to fail or work again, with their host and port."""
        for target in before.keys() ^ after.keys():
            target_name = Loggable(NAMES[target])
            peer = Loggable(peer_of(self.centre.plugins, target) or "-")
            if target in after:
                _LOG.error("%s fail (%s): %s", target_name, peer, Loggable(after[target].last))
            else:
                _LOG.warning("%s are taken again (%s)", target_name, peer)

    def _note_waiting(self) -> None:
        """Tell observers how many deliveries wait; without any, their failures are over."""
        if not (self._observers or self.outages.to_data()):
            return
        count = waiting_count(self.centre.plugins.reports)
        if count is None:
            return
        if count == 0:
            self.outages.forget_letters()
        for observer in self._observers:
            observer.waiting(count)

    def _until_next(self) -> timedelta:
        """Return for how long there is nothing to deliver, at most ``poll``."""
        longest = timedelta(seconds=self.settings.poll)
        foreseen = next_due(self.centre.plugins.reports)
        due_in = foreseen - self.store_clock() if foreseen is not None else longest
        if due_in > SHORTEST_PAUSE:
            self._fruitless = 0
            return min(due_in, longest)
        # Another worker may be taking it. A damaged one must not keep us looking for ever.
        pause = min(SHORTEST_PAUSE * float(2 ** min(self._fruitless, 30)), longest)
        self._fruitless += 1
        if self._fruitless == _FRUITLESS and not self._reported_stuck:
            _LOG.error("something is due that cannot be claimed: lckm verify says what")
            self._reported_stuck = True
        return pause
