"""A worker that reads its settings anew when a file of a secret has changed."""

import gc
import logging

from lckm_core.errors import LckmError, Loggable, describe_error
from lckm_operations.commands.worker_session import (
    WorkerSession,
    open_worker_session,
    require_adapters,
)
from lckm_operations.worker import Worker
from lckm_operations.worker.export_process import ExportProcess
from lckm_operations.worker.secret_files import SecretFiles, StopOrChange
from lckm_operations.worker.signals import Stoppable

_LOG = logging.getLogger("lckm_operations")


def run_renewing(
    session: WorkerSession,
    stop: Stoppable,
    *,
    name: str | None,
    heartbeat: str | None,
    export_process: ExportProcess,
) -> None:
    """Work until told to stop; after a change of a secret's file, with settings read anew.

    Where these cannot be used, it goes on with the former ones, and the log says why.
    """
    files = SecretFiles(session.settings.named("file"))
    worker = _worker(session, name, heartbeat, export_process)
    worker.start()
    while True:
        worker.work(StopOrChange(stop, files))
        if stop.is_set():
            break
        # Looked at before the secrets are read, so that no change falls between.
        files = SecretFiles(session.settings.named("file"))
        try:
            renewed = open_worker_session(str(session.settings.file))
            require_adapters(renewed)
            worker = _worker(renewed, name, heartbeat, export_process)
        except Exception as error:  # noqa: BLE001  whatever an adapter raises
            reason = error.message.en if isinstance(error, LckmError) else describe_error(error)
            _LOG.error(
                "a secret has changed, but the worker goes on with the former settings, for these "
                "cannot be used: %s",
                Loggable(reason),
            )
            continue
        if {*renewed.settings.named("file")} != {*session.settings.named("file")}:
            files = SecretFiles(renewed.settings.named("file"))
        session = renewed
        # The connections of the former adapters end with them.
        gc.collect()
        _LOG.info("a secret has changed, so the settings were read anew")
    worker.end()


def _worker(
    session: WorkerSession, name: str | None, heartbeat: str | None, export_process: ExportProcess
) -> Worker:
    return Worker(
        session.centre,
        name=name,
        settings=session.times(heartbeat),
        bounces=session.settings.bounces(),
        export_process=export_process,
    )
