"""One worker: its tasks, one turn of them, and turn after turn until told to stop."""

import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import random
from threading import Event
from time import perf_counter
from typing import Any

from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre, DeliveryAttempt
from lckm_core.delivery import DispatchState, dispatch_id
from lckm_operations.civil_days import begins
from lckm_operations.logs import Own
from lckm_operations.missing_files import require_live_files
from lckm_operations.optional_features import (
    clock_of,
    count_due,
    needing_a_hand,
    next_due,
    waiting_count,
)
from lckm_operations.readiness import UnreadableRoutesError, routes_fault
from lckm_operations.worker.bounces import BounceSource, Returns, left_before
from lckm_operations.worker.daily_publication import Windows
from lckm_operations.worker.export_process import Showing
from lckm_operations.worker.heartbeat import Heartbeat, notify
from lckm_operations.worker.observers import observers
from lckm_operations.worker.options import WorkerSettings
from lckm_operations.worker.outages import Outages
from lckm_operations.worker.signals import Stoppable
from lckm_operations.worker.tasks import Task

_LOG = logging.getLogger("lckm_operations")
_BATCH = 100
"""Attempts after which the other tasks have their turn."""
_SHORTEST = timedelta(seconds=0.2)
"""The pause after a look that found nothing though something is due; it then doubles."""
_FRUITLESS = 8
"""So many such looks in a row are no coincidence with other workers."""
_MINUTE = timedelta(minutes=1)
_ENDS = (DispatchState.SENT, DispatchState.HELPDESK)
HEARTBEAT, HANDS = "writing the heartbeat", "deliveries that need a hand"
"""Failures of no task: the heartbeat file, and deliveries that only a person can end."""


def utcnow() -> datetime:
    """Return the moment it is."""
    return datetime.now(UTC)


class Worker:
    """A worker of one centre; any number may work at once, in any number of processes.

    Args:
        centre: the contact centre, whose store, mailer and helpdesk are required at once.
        name: the unique name of this process; by default the machine and process number.
        settings: its times and its heartbeat.
        clock: returns the current aware moment of this machine. The store's own clock, if
            it has one, decides what is due.
        jitter: returns a random number from 0 up to, but not including, 1.
        bounces: the mailboxes of letters that come back.
        showing: exports in a process of its own, so that no delivery waits for it.

    Raises:
        MissingAdapterError: without a store, a mailer or a helpdesk.
    """

    def __init__(
        self,
        centre: ContactCentre,
        *,
        name: str | None = None,
        settings: WorkerSettings | None = None,
        clock: Callable[[], datetime] = utcnow,
        jitter: Callable[[], float] = random,
        bounces: Sequence[BounceSource[Any]] = (),
        showing: Showing | None = None,
    ) -> None:
        self._store, _, _ = centre.plugins.reports, centre.plugins.mailer, centre.plugins.helpdesk
        self.name = name or f"{socket.gethostname()}-{os.getpid()}"
        self.counts: Counter[str] = Counter()
        self._centre, self._clock, self._jitter = centre, clock, jitter
        self._now = clock_of(self._store) or clock
        self._settings = settings or WorkerSettings()
        self._heartbeat = Heartbeat(self._settings.heartbeat)
        before = self._heartbeat.last()
        self.outages = Outages(before.get("refused"))
        self._started, self._turns, self._fruitless = self._clock(), 0, 0
        self._said_stuck, self._hands = False, 0
        self._observers = observers(centre)
        self._stop: Stoppable = Event()
        # Data first: a worker that was off for long shows nobody what is past its term.
        self.tasks = [Task("erasing what is due", self._erase)]
        self._windows = None
        if centre.plugins.answers("provide_procedures"):
            self._windows = Windows(centre, self._now, before.get("published_for"), showing)
            self.tasks.append(Task("publishing", self._windows.act))
        self.tasks.append(Task("opening notices", self._tell))
        if "provide_routes" not in centre.plugins.unanswered:
            self.tasks.append(Task("reading the routes", self._read_routes))
        self.tasks.append(Task("looking for files", self._look_for_files))
        self._returns = [
            Returns(centre, source, known, strays)
            for source, known, strays in left_before(bounces, before)
        ]
        self.tasks += [
            Task("reading what came back", partial(self._take_back, each)) for each in self._returns
        ]
        self.tasks.append(Task("delivering", self._deliver))

    def turn(self, stop: Stoppable) -> bool:
        """Do each task whose time has come, and return whether all went well."""
        self._stop, well = stop, True
        for task in self.tasks:
            if stop.is_set():
                break
            if task.is_due(self._clock()):
                well = task.do(self._clock, self._jitter) and well
        self._turns += 1
        return well

    def run(self, stop: Stoppable) -> None:
        """Work until told to stop, and finish the delivery in hand."""
        if self._windows is not None:
            # Whoever starts it may have installed or set what shows the same day otherwise.
            self._windows.done_for = None
        _LOG.info("the worker %s starts", Own(self.name))
        notify("READY=1")
        while not stop.is_set():
            self.turn(stop)
            self.beat("failing" if self.failing() else "waiting")
            if not stop.is_set():
                stop.wait(self._pause())
        notify("STOPPING=1")
        self.beat("stopped")
        _LOG.info("the worker %s stops", Own(self.name))

    def beat(self, state: str) -> None:
        """Say how it is, to the heartbeat's file and to systemd."""
        self._heartbeat.beat(self.told(state))
        notify("WATCHDOG=1")

    def failing(self) -> dict[str, Any]:
        """Return what fails, as plain data: tasks, receivers, the heartbeat; empty if nothing."""
        failing = {
            task.name: {
                "error": task.error,
                "since": _iso(task.failing_since),
                "failures": task.failures,
            }
            for task in self.tasks
            if task.failures
        }
        if self._heartbeat.error is not None:
            failing[HEARTBEAT] = {"error": self._heartbeat.error, "since": None, "failures": 1}
        if self._hands:
            failing[HANDS] = {"error": "in doubt", "since": None, "failures": self._hands}
        return failing | self.outages.failing()

    def undone(self) -> dict[str, Any]:
        """Return the failures that this worker met itself, without outages it only read about."""
        heard = self.outages.failing().keys() - self.outages.failing(met=True).keys()
        return {name: what for name, what in self.failing().items() if name not in heard}

    def told(self, state: str) -> dict[str, Any]:
        """Return how it is, as plain data."""
        return {
            "worker": self.name,
            "pid": os.getpid(),
            "state": state,
            "at": _iso(self._clock()),
            "started_at": _iso(self._started),
            "turns": self._turns,
            "counts": dict(sorted(self.counts.items())),
            "failing": self.failing(),
            "refused": self.outages.told(),
            "unheard": sum(id_ is not None for returns in self._returns for id_ in returns.unheard),
            "bounces": [list(returns.unheard) for returns in self._returns],
            "strays": [dict(returns.strays) for returns in self._returns],
            "published_for": self._windows.told() if self._windows else None,
        }

    def _pause(self) -> float:
        """Return for how many seconds there is nothing to do, at most ``poll``."""
        now = self._clock()
        soonest = min((task.due for task in self.tasks if task.due is not None), default=now)
        return min(max((soonest - now).total_seconds(), 0.0), self._settings.poll)

    def _deliver(self, now: datetime) -> datetime:
        for _ in range(_BATCH):
            if self._stop.is_set():
                return now
            began = perf_counter()
            worked = self._centre.dispatch_due(
                self.name,
                clock=self._now,
                limit=1,
                lasting=timedelta(seconds=self._settings.lease),
                limits=self._settings.limits,
                jitter=self._jitter,
            )
            if not worked:
                break
            self._fruitless = 0
            self._note(worked[0], perf_counter() - began)
        else:
            return self._clock()
        if (self._observers or self.outages.told()) and (
            count := waiting_count(self._store)
        ) is not None:
            if count == 0:
                self.outages.forget()
            for observer in self._observers:
                observer.waiting(count)
        return self._clock() + self._until_next()

    def _until_next(self) -> timedelta:
        """Return for how long there is nothing to deliver, at most ``poll``."""
        longest, foreseen = timedelta(seconds=self._settings.poll), next_due(self._store)
        left = foreseen - self._now() if foreseen is not None else longest
        if left > _SHORTEST:
            self._fruitless = 0
            return min(left, longest)
        # Another worker may be taking it. A damaged one must not keep us looking for ever.
        pause = min(_SHORTEST * float(2 ** min(self._fruitless, 30)), longest)
        self._fruitless += 1
        if self._fruitless == _FRUITLESS and not self._said_stuck:
            _LOG.error("something is due that cannot be claimed: lckm verify says what")
            self._said_stuck = True
        return pause

    def _note(self, worked: DeliveryAttempt, seconds: float) -> None:
        self.counts[f"{worked.kind.value}: {worked.state.value}"] += 1
        kept = (
            None
            if worked.state in _ENDS
            else self._store.dispatch(dispatch_id(worked.number, worked.kind))
        )
        self.outages.note(worked, kept, self._clock())
        for observer in self._observers:
            observer.attempted(worked, seconds)
        self.beat("working")

    def _erase(self, now: datetime) -> datetime:
        today = self._now()
        self.counts["erased"] += self._centre.anonymise_due(now=today)
        # Where this machine's midnight is before the store's, repeat until both have passed.
        return max(begins(civil_day(today), later=1), now + _MINUTE)

    def _tell(self, now: datetime) -> datetime:
        # Makes up for what a withdrawal or a store of files left: it may have waited for a dump.
        if count_due(self._store, self._now()):
            self.counts["erased"] += self._centre.anonymise_due(now=self._now())
        self._centre.destroy_files(now=self._now())
        self._hands = needing_a_hand(self._store)
        self.counts["notices opened"] += len(self._centre.open_erasure_notices(now=self._now()))
        return now + _MINUTE

    def _read_routes(self, now: datetime) -> datetime:
        # No attempt reads them, but where this user cannot, the host's program cannot either.
        if routes_fault(self._centre) is not None:
            raise UnreadableRoutesError
        return now + _MINUTE

    def _look_for_files(self, now: datetime) -> datetime:
        require_live_files(self._centre)
        return now + _MINUTE

    def _take_back(self, returns: Returns, now: datetime) -> datetime:
        self.counts["taken back"] += returns.handle_bounce(self._now())
        return now + _MINUTE


def work_once(centre: ContactCentre, *, stop: Stoppable | None = None, **options: Any) -> Worker:
    """Do all there is to do now, and deliver until nothing is due; for cron or a scheduler.

    The first call of each day of Łódź publishes, as the heartbeat tells; without a heartbeat
    each call does.

    Args:
        centre: the contact centre.
        stop: when set, the delivery in hand is finished and the rest left.
        options: as of :class:`Worker`.

    Returns:
        The worker: ``counts`` says what was done, :meth:`Worker.undone` what failed and is
        left to a later call.

    Raises:
        MissingAdapterError: without a store, a mailer or a helpdesk.
    """
    worker, stop = Worker(centre, **options), stop or Event()
    worker.turn(stop)
    (delivering,), showing = worker.tasks[-1:], options.get("showing")
    while not stop.is_set():
        if delivering.failures or not delivering.is_due(worker._clock()):
            if showing is None or not showing.goes_on:
                break
            stop.wait(_SHORTEST.total_seconds())
        worker.turn(stop)
    worker.beat("failing" if worker.failing() else "stopped")
    return worker


def run(centre: ContactCentre, stop: Stoppable, **options: Any) -> None:
    """Work until told to stop; *options* and errors as of :class:`Worker`."""
    Worker(centre, **options).run(stop)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
