"""Starting a worker, and restarting it when the file of a secret has changed."""

import gc
import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import attrs
import click

from lckm_cli.settings import SecretFiles
from lckm_cli.toolkit import Language
from lckm_core.errors import Loggable
from lckm_operations.commands.worker_session import (
    heartbeat_fault,
    open_worker_session,
    reason_for_log,
    require_adapters,
)
from lckm_operations.worker import Worker
from lckm_operations.worker.export_process import ExportProcess
from lckm_operations.worker.signals import Stoppable
from lckm_operations.worker.stop_or_change import StopOrChange

_LOG = logging.getLogger("lckm_operations")
_AGAIN_AFTER = 60.0
"""Seconds until settings that could not be used are read once more."""


@attrs.frozen
class WorkerStart:
    """The options of ``lckm worker``, from which each of its workers is made."""

    settings: Path
    name: str | None
    heartbeat: str | None
    lang: Language
    export_process: ExportProcess

    def begin(self, former: Worker | None = None) -> tuple[Worker, SecretFiles]:
        """Return a worker by the settings as they are now, and the files of its secrets.

        Args:
            former: the worker of this process that it takes over from.

        Raises ``SettingsError``, ``LackingError`` and ``NoDatabaseError``; the export process is
        as it was then.
        """
        session = open_worker_session(str(self.settings))
        bounces = session.settings.bounces()
        require_adapters(session)
        session.require_database()
        times = session.times(self.heartbeat)
        if former is None and (fault := heartbeat_fault(times.heartbeat)):
            click.echo(fault.text(self.lang), err=True)
        worker = Worker(
            session.centre,
            name=self.name,
            settings=times,
            bounces=bounces,
            export_process=self.export_process,
            former=former,
        )
        self.export_process.longest = times.longest_export
        return worker, session.secret_files


def run_renewing(
    begin: Callable[[Worker | None], tuple[Worker, SecretFiles]], stop: Stoppable
) -> None:
    """Work until told to stop, with a new worker after each change of a secret's file.

    While none can begin, the former worker goes on, the log says why, and it is tried again once
    a minute and after each further change.
    """
    worker, files = begin(None)
    worker.start()
    again_at: float | None = None
    reason: Loggable | None = None
    while True:
        worker.work(StopOrChange(stop, files, monotonic, again_at))
        if stop.is_set():
            break
        files = files.as_they_are_now()
        try:
            worker, files = begin(worker)
        except Exception as error:  # noqa: BLE001  whatever an adapter raises
            again_at = monotonic() + _AGAIN_AFTER
            before, reason = reason, reason_for_log(error)
            if reason != before:
                _LOG.error(
                    "a secret has changed, but the worker goes on with the former settings, for "
                    "these cannot be used: %s",
                    reason,
                )
        else:
            again_at = reason = None
            _LOG.info("a secret has changed, so the settings were read anew")
        # The connections of discarded adapters are closed with them.
        gc.collect()
    worker.end()
