"""What the commands share: the settings, the centre that comes of them, and what an adapter offers beyond its ports."""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from lckm_core import ContactCentre, LckmError, Message
from lckm_operations.dumping import leave_no_core_dump
from lckm_operations.settings import Settings, read_settings, settings_path
from lckm_operations.store import clock_of, is_there, place_of
from lckm_operations.worker.running import utcnow

_F = TypeVar("_F", bound=Callable[..., Any])


def settings_option(command: _F) -> _F:
    """Add ``--settings``."""
    option = click.option(
        "--settings",
        metavar="PLIK",
        help="Plik ustawień; bez tej opcji zmienna LCKM_SETTINGS albo ./lckm.toml.",
    )
    return option(command)


@attrs.frozen(str=False)
class NotOfferedError(LckmError):
    """No adapter of the settings can do what a command asks for."""

    what: str

    @property
    def said(self) -> Message:
        """What nobody offers, and who would."""
        return Message(
            f"Żaden adapter z pliku ustawień tego nie potrafi ({self.what}). Potrafi to lckm_sql:SqlAdapter.",
            f"No adapter of the settings can do this ({self.what}). lckm_sql:SqlAdapter can.",
        )


@attrs.frozen(str=False)
class NoDatabaseError(LckmError):
    """There is no database where the settings say, and none but ``lckm migrate`` makes one."""

    settings: str
    path: str

    @property
    def said(self) -> Message:
        """Where there is none, which settings say so, and what to do."""
        return Message(
            f"Nie ma bazy {self.path}, którą podaje {self.settings}, albo nie ma w niej tabel. Popraw url albo załóż ją: lckm migrate.",
            f"There is no database {self.path}, which {self.settings} names, or no tables in it. Correct the url, or make it: lckm migrate.",
        )


@attrs.frozen(str=False)
class LackingError(LckmError):
    """The settings have no adapter for something that a worker cannot do without."""

    settings: str
    hooks: tuple[str, ...]

    @property
    def said(self) -> Message:
        """Which settings lack what, and what to do."""
        hooks = ", ".join(self.hooks)
        return Message(
            f"{self.settings}: żaden adapter nie daje: {hooks}. Dopisz taką tabelę [[adapter]]; czego brakuje, mówi też lckm settings.",
            f"{self.settings}: no adapter gives: {hooks}. Add such a table [[adapter]]; lckm settings says what is missing, too.",
        )


def heartbeat_fault(path: str | None) -> Message | None:
    """Return what keeps a heartbeat from being written there, ``None`` for nothing that can be seen beforehand."""
    if path is None or (os.access(Path(path).parent, os.W_OK | os.X_OK) and not Path(path).is_dir()):
        return None
    return Message(
        f"Uwaga: heartbeat nie może powstać w {path}: nie ma takiego folderu, nie wolno w nim pisać albo to folder, a nie plik. "
        "Monitoring uzna proces za martwy. Załóż folder albo popraw ścieżkę.",
        f"Beware: no heartbeat can be written to {path}: there is no such folder, it may not be written to, or it is one itself. "
        "A monitor will think the worker dead. Make the folder, or correct the path.",
    )


@attrs.frozen
class Opened:
    """The centre of a settings file, and its adapters."""

    settings: Settings
    adapters: tuple[object, ...]
    centre: ContactCentre

    def now(self) -> datetime:
        """Return the moment it is, by the store's clock where it has one."""
        return (clock_of(self.centre.plugins.reports) or utcnow)()

    def require_database(self) -> None:
        """Raise :class:`NoDatabaseError` where there is none: an empty one, made by mistake, looks as if all were well."""
        store = self.centre.plugins.reports
        if not is_there(store):
            raise NoDatabaseError(str(self.settings.file), place_of(store))

    def alone(self) -> AbstractContextManager[None]:
        """Lock everybody else out of the database meanwhile, where an adapter can."""
        locks = (one for one in (getattr(adapter, "alone", None) for adapter in self.adapters) if callable(one))
        found: AbstractContextManager[None] = next(locks, nullcontext)()
        return found

    def offer(self, name: str) -> Any:
        """Return the method of that name of the store, a listener or an adapter; raise :class:`NotOfferedError` for none."""
        return self.offers(name)[0]

    def offers(self, name: str) -> Sequence[Any]:
        """Return the methods of that name of all of them; raise :class:`NotOfferedError` for none."""
        things = (self.centre.plugins.reports, *self.centre.plugins.listeners, *self.adapters)
        found = [one for one in (getattr(thing, name, None) for thing in things) if callable(one)]
        if not found:
            raise NotOfferedError(name)
        return found


def opened(settings: str | None, *, new: bool = False) -> Opened:
    """Return what the settings file asks for, in a process that leaves no core dump; *new*: a database may yet have to be made.

    No command makes a database or brings its schema up by using it: who looks would change it. Only the act that is called for that does.
    Raises ``SettingsError`` and, unless *new*, :class:`NoDatabaseError`.
    """
    leave_no_core_dump()
    read = read_settings(settings_path(settings))
    adapters = read.adapters()
    for keep_schema in (getattr(one, "keep_schema", None) for one in adapters):
        if callable(keep_schema):
            keep_schema()
    found = Opened(read, adapters, read.centre(adapters))
    if not new:
        found.require_database()
    return found
