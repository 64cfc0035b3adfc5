"""One worker: its tasks, one turn of them, and turn after turn until told to stop."""

import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from random import random
from threading import Event
from typing import Any

from lckm_cli.toolkit import utcnow
from lckm_core.centre import ContactCentre
from lckm_core.errors import Loggable
from lckm_operations.optional_features import clock_of
from lckm_operations.worker.bounces import BounceSource, bounce_handlers
from lckm_operations.worker.daily_export import DailyExport
from lckm_operations.worker.due_deliveries import SHORTEST_PAUSE, DueDeliveries
from lckm_operations.worker.export_process import ExportProcess
from lckm_operations.worker.heartbeat import Heartbeat, notify
from lckm_operations.worker.outages import Outages
from lckm_operations.worker.settings import WorkerSettings
from lckm_operations.worker.signals import Stoppable
from lckm_operations.worker.tasks import Task, TaskName
from lckm_operations.worker.trail_reading import TrailReading
from lckm_operations.worker.upkeep import Upkeep

_LOG = logging.getLogger("lckm_operations")
HEARTBEAT, HANDS = "writing the heartbeat", "deliveries that need a hand"
"""Failures of no task: the heartbeat file, and deliveries that only a person can end."""


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
        export_process: exports in a process of its own, so that no delivery waits for it.
        former: the worker of this process that this one takes over from, with all that it
            counts and knows; it works no more.

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
        export_process: ExportProcess | None = None,
        former: "Worker | None" = None,
    ) -> None:
        self.centre = centre
        plugins = centre.plugins
        # Each is asked for at once, so that none is missed later.
        store = plugins.reports
        _ = plugins.mailer
        _ = plugins.helpdesk
        self.name = name or f"{socket.gethostname()}-{os.getpid()}"
        self.counts: Counter[str] = Counter() if former is None else former.counts
        self._clock = clock
        self._jitter = jitter
        self._settings = settings or WorkerSettings()
        self._heartbeat = Heartbeat(self._settings.heartbeat)
        self._started: datetime = clock() if former is None else former._started
        self._turns: int = 0 if former is None else former._turns
        before = self._heartbeat.read_last() if former is None else former.status("working")
        store_clock = clock_of(store) or clock
        self.outages: Outages = Outages(before.get("refused")) if former is None else former.outages
        self._upkeep = Upkeep(centre, store_clock, self.counts)
        self._export_process = export_process
        self._daily_export = None
        if plugins.answers("provide_procedures"):
            self._daily_export = DailyExport(centre, store_clock, before, export_process)
            if former is not None and former._daily_export is not None:
                self._daily_export.take_over(former._daily_export)
        self._bounce_handlers = list(
            bounce_handlers(centre, bounces, before, store_clock, self.counts)
        )
        self._delivery = DueDeliveries(
            centre,
            self.name,
            self._settings,
            clock,
            store_clock,
            jitter,
            self.outages,
            self.counts,
            attempted=partial(self.beat, "working"),
        )
        self._emptying = [Task(TaskName.DELIVER, self._delivery.deliver)]
        for reader in plugins.trail_readers:
            reading = TrailReading(
                centre,
                reader,
                self.name,
                store_clock,
                self.counts,
                attempted=partial(self.beat, "working"),
            )
            self._emptying.append(Task(TaskName.READ_TRAIL, reading.read, of=reader.name))
        self.tasks = list(self._all_tasks("provide_routes" not in plugins.unanswered))

    def _all_tasks(self, has_routes: bool) -> Iterator[Task]:
        # Erasure first: after a long stop, a worker must not deliver data past their term.
        yield Task(TaskName.ERASE, self._upkeep.erase)
        if self._daily_export is not None:
            yield Task(TaskName.EXPORT, self._daily_export.export)
        yield Task(TaskName.OPEN_NOTICES, self._upkeep.open_notices)
        if has_routes:
            yield Task(TaskName.READ_ROUTES, self._upkeep.read_routes)
        yield Task(TaskName.LOOK_FOR_FILES, self._upkeep.look_for_files)
        if self._upkeep.centre.plugins.answers("provide_drafts"):
            yield Task(TaskName.SWEEP_DRAFTS, self._upkeep.sweep_drafts)
        if self._upkeep.centre.plugins.answers("provide_sessions"):
            yield Task(TaskName.SWEEP_SESSIONS, self._upkeep.sweep_sessions)
        for handler in self._bounce_handlers:
            yield Task(TaskName.READ_BOUNCES, handler.handle)
        yield from self._emptying

    def turn(self, stop: Stoppable) -> bool:
        """Do each task whose time has come, and return whether all went well."""
        self._delivery.stop = stop
        succeeded = True
        for task in self.tasks:
            if stop.is_set():
                break
            if task.is_due(self._clock()):
                succeeded = task.do(self._clock, self._jitter) and succeeded
        self._turns += 1
        return succeeded

    def run(self, stop: Stoppable) -> None:
        """Work until told to stop, and finish the delivery in hand."""
        self.start()
        self.work(stop)
        self.end()

    def start(self) -> None:
        """Report the start to the log and to systemd."""
        if self._daily_export is not None:
            # A restart may bring a new program or settings, which show the same day differently.
            self._daily_export.begin_anew()
        _LOG.info("the worker %s starts", Loggable(self.name))
        notify("READY=1")

    def work(self, stop: Stoppable) -> None:
        """Do turn after turn until told to stop, and finish the delivery in hand."""
        while not stop.is_set():
            self.turn(stop)
            self.beat("failing" if self.failing() else "waiting")
            if not stop.is_set():
                stop.wait(self._pause())

    def end(self) -> None:
        """Report the end."""
        notify("STOPPING=1")
        self.beat("stopped")
        _LOG.info("the worker %s stops", Loggable(self.name))

    def run_once(self, stop: Stoppable) -> None:
        """Do all there is to do now, until nothing is due and no export runs."""
        self.turn(stop)
        while not stop.is_set():
            if not self._is_work_left():
                if self._export_process is None or not self._export_process.is_running:
                    break
                stop.wait(SHORTEST_PAUSE.total_seconds())
            self.turn(stop)
        self.beat("failing" if self.failing() else "stopped")

    def _is_work_left(self) -> bool:
        now = self._clock()
        return any(not task.failures and task.is_due(now) for task in self._emptying)

    def beat(self, state: str) -> None:
        """Report the state to the heartbeat's file and to systemd."""
        self._heartbeat.beat(self.status(state))
        notify("WATCHDOG=1")

    def failing(self) -> dict[str, Any]:
        """Return what is failing, as plain data: tasks, receivers, the heartbeat."""
        failing: dict[str, Any] = {
            task.label: {
                "error": task.error,
                "since": _iso(task.failing_since),
                "failures": task.failures,
            }
            for task in self.tasks
            if task.failures
        }
        if self._heartbeat.error is not None:
            failing[HEARTBEAT] = {"error": self._heartbeat.error, "since": None, "failures": 1}
        if self._upkeep.needing_a_hand:
            failing[HANDS] = {
                "error": "in doubt",
                "since": None,
                "failures": self._upkeep.needing_a_hand,
            }
        return failing | self.outages.failing()

    def own_failures(self) -> dict[str, Any]:
        """Return the failures that this worker met itself, without outages it only read about."""
        inherited = self.outages.failing().keys() - self.outages.failing(met=True).keys()
        return {name: failure for name, failure in self.failing().items() if name not in inherited}

    def status(self, state: str) -> dict[str, Any]:
        """Return the state as plain data."""
        return {
            "worker": self.name,
            "pid": os.getpid(),
            "state": state,
            "at": _iso(self._clock()),
            "started_at": _iso(self._started),
            "turns": self._turns,
            "counts": dict(sorted(self.counts.items())),
            "failing": self.failing(),
            "refused": self.outages.to_data(),
            "unheard": sum(
                id_ is not None for handler in self._bounce_handlers for id_ in handler.unhandled
            ),
            "bounces": [list(handler.unhandled) for handler in self._bounce_handlers],
            "strays": [dict(handler.other_messages) for handler in self._bounce_handlers],
            **(
                self._daily_export.status()
                if self._daily_export
                else {"published_for": None, "published_to": None}
            ),
        }

    def _pause(self) -> float:
        """Return for how many seconds there is nothing to do, at most ``poll``."""
        now = self._clock()
        soonest = min((task.due for task in self.tasks if task.due is not None), default=now)
        return min(max((soonest - now).total_seconds(), 0.0), self._settings.poll)


def work_once(centre: ContactCentre, *, stop: Stoppable | None = None, **options: Any) -> Worker:
    """Do all there is to do now, and deliver until nothing is due; for cron or a scheduler.

    The first call of each day of Łódź publishes, as the heartbeat tells; without a heartbeat
    each call does.

    Args:
        centre: the contact centre.
        stop: when set, the delivery in hand is finished and the rest left.
        options: as of :class:`Worker`.

    Returns:
        The worker: ``counts`` says what was done, :meth:`Worker.own_failures` what failed and is
        left to a later call.

    Raises:
        MissingAdapterError: without a store, a mailer or a helpdesk.
    """
    worker = Worker(centre, **options)
    worker.run_once(stop or Event())
    return worker


def run(centre: ContactCentre, stop: Stoppable, **options: Any) -> None:
    """Work until told to stop; *options* and errors as of :class:`Worker`."""
    Worker(centre, **options).run(stop)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
