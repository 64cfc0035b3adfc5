"""What ``lckm worker`` and ``lckm settings`` share: the centre and the worker's settings."""

import os
from pathlib import Path

import attrs

from lckm_cli.settings import (
    NoDatabaseError,
    Session,
    SettingsError,
    leave_no_core_dump,
    read_settings,
    session_of,
    settings_path,
)
from lckm_core.errors import LckmError, Loggable, StoreUnavailableError, describe_error
from lckm_core.text import Message
from lckm_operations.worker.settings import WorkerSettings, worker_settings


@attrs.frozen(str=False)
class LackingError(LckmError):
    """The settings have no adapter for something that a worker cannot do without."""

    settings: str
    hooks: tuple[str, ...]

    pl = (
        "{settings}: żaden adapter nie daje: {names}. Dopisz taką tabelę [[adapter]]; czego "
        "brakuje, mówi też lckm settings."
    )
    en = (
        "{settings}: no adapter gives: {names}. Add such a table [[adapter]]; lckm settings says "
        "what is missing, too."
    )

    @property
    def names(self) -> str:
        """The hooks that no adapter provides."""
        return ", ".join(self.hooks)


def heartbeat_fault(path: str | None) -> Message | None:
    """Return why the heartbeat cannot be written there, ``None`` if nothing is known."""
    if path is None or (
        os.access(Path(path).parent, os.W_OK | os.X_OK) and not Path(path).is_dir()
    ):
        return None
    return Message(
        f"Uwaga: heartbeat nie może powstać w {path}: nie ma takiego folderu, nie wolno w nim "
        "pisać albo to folder, a nie plik. Monitoring uzna proces za martwy. Załóż folder albo "
        "popraw ścieżkę.",
        f"Beware: no heartbeat can be written to {path}: there is no such folder, it may not be "
        "written to, or it is one itself. A monitor will think the worker dead. Make the folder, "
        "or correct the path.",
    )


@attrs.frozen
class WorkerSession(Session):
    """The centre of a settings file, and how a worker works in it."""

    worker: WorkerSettings

    def times(self, heartbeat: str | None) -> WorkerSettings:
        """Return how the worker works, with another heartbeat if it is given."""
        return self.worker if heartbeat is None else attrs.evolve(self.worker, heartbeat=heartbeat)


NEEDED = ("provide_reports", "provide_mailer", "provide_helpdesk")
"""The hooks that whoever delivers cannot do without."""


def open_delivery_session(settings: str | None) -> WorkerSession:
    """Return the centre and worker of the settings, if nothing needed is missing.

    Raises ``SettingsError``, :class:`LackingError` and ``NoDatabaseError``.
    """
    session = open_worker_session(settings)
    require_adapters(session)
    session.require_database()
    return session


def require_adapters(session: Session) -> None:
    """Raise :class:`LackingError` if no adapter provides something that deliveries need."""
    if missing := tuple(hook for hook in session.centre.plugins.unanswered if hook in NEEDED):
        raise LackingError(str(session.settings.file), missing)


def open_worker_session(settings: str | None) -> WorkerSession:
    """Return the centre and worker of the settings; the database may not exist yet.

    Raises ``SettingsError``.
    """
    leave_no_core_dump()
    read = read_settings(settings_path(settings))
    found = session_of(read, new=True)
    return WorkerSession(
        found.settings,
        found.adapters,
        found.centre,
        found.secret_files,
        worker_settings(found.settings, found.adapters),
    )


def reason_for_log(error: Exception) -> Loggable:
    """Return why a session could not be opened, without words that may quote a person."""
    if isinstance(error, SettingsError):
        return error.for_log
    if isinstance(error, LackingError | NoDatabaseError | StoreUnavailableError):
        return Loggable(error.message.en)
    return describe_error(error)
