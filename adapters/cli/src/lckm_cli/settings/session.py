"""The settings file opened for one command."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, TypeVar

import attrs
import click

from lckm_cli.options import utcnow
from lckm_cli.settings.loader import Settings, read_settings, settings_path
from lckm_cli.settings.protection import leave_no_core_dump
from lckm_cli.settings.secret_files import SecretFiles
from lckm_cli.settings.serve import serve_settings
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports.optional import (
    Maintenance,
    ReportAdministration,
    SharedClock,
    members,
    offered,
)

_F = TypeVar("_F", bound=Callable[..., Any])
_T = TypeVar("_T")


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

    pl = "Żaden adapter z pliku ustawień tego nie potrafi ({what}). Potrafi to lckm_sql:SqlAdapter."
    en = "No adapter of the settings can do this ({what}). lckm_sql:SqlAdapter can."


@attrs.frozen(str=False)
class NoDatabaseError(LckmError):
    """There is no database where the settings say."""

    settings: str
    path: str

    pl = (
        "Nie ma bazy {path}, którą podaje {settings}, albo nie ma w niej tabel. "
        "Popraw url albo załóż ją: lckm migrate."
    )
    en = (
        "There is no database {path}, which {settings} names, or no tables in it. "
        "Correct the url, or make it: lckm migrate."
    )


@attrs.frozen
class Session:
    """The centre of a settings file, and its adapters."""

    settings: Settings
    adapters: tuple[object, ...]
    centre: ContactCentre
    secret_files: SecretFiles
    """The files of secrets, as they were before anybody read them."""

    def now(self) -> datetime:
        """Return the present moment, by the store's clock where it has one."""
        store = offered(self.centre.plugins.reports, SharedClock)
        return utcnow() if store is None else store.clock()

    def faces(self) -> Mapping[str, Any]:
        """Return the web faces of the settings by their path, made anew.

        Each gets ``centre``, ``clock``, ``public_url`` and ``trusted_proxies`` where its
        class takes them.

        Raises:
            SettingsError: ``[serve]`` or a face cannot be used.
        """
        serve = serve_settings(self.settings)
        return self.settings.faces(
            centre=self.centre,
            clock=self.now,
            public_url=serve.public_url,
            trusted_proxies=serve.trusted_proxies,
        )

    def require_database(self) -> None:
        """Raise :class:`NoDatabaseError` when the database is missing."""
        store = self.centre.plugins.reports
        # An empty database, made by mistake, would look as if all were well.
        place = offered(store, ReportAdministration, "is_there")
        if place is not None and not place.is_there():
            named = offered(store, ReportAdministration, "where")
            raise NoDatabaseError(str(self.settings.file), "" if named is None else named.where)

    def alone(self) -> AbstractContextManager[None]:
        """Lock other processes out of the database, where an adapter can."""
        locks = (
            lock
            for lock in (offered(adapter, Maintenance, "alone") for adapter in self.adapters)
            if lock is not None
        )
        first = next(locks, None)
        return nullcontext() if first is None else first.alone()

    def offer(self, protocol: Callable[..., _T], *names: str) -> _T:
        """Return the first store, listener or adapter that offers members of a protocol.

        Args:
            protocol: one of :mod:`lckm_core.ports.optional`.
            names: the members that are needed; without them, all.

        Raises:
            NotOfferedError: when none offers them.
        """
        return self.offers(protocol, *names)[0]

    def offers(self, protocol: Callable[..., _T], *names: str) -> Sequence[_T]:
        """Return every store, listener and adapter that offers them; see :meth:`offer`."""
        things = (self.centre.plugins.reports, *self.centre.plugins.listeners, *self.adapters)
        candidates = (offered(thing, protocol, *names) for thing in things)
        found = [offer for offer in candidates if offer is not None]
        if not found:
            raise NotOfferedError(", ".join(sorted(names) or members(protocol)))
        return found


def open_session(settings: str | None, *, new: bool = False) -> Session:
    """Return what the settings file asks for, in a process that leaves no core dump.

    Args:
        settings: the file; by default ``LCKM_SETTINGS`` or ``lckm.toml``.
        new: whether the database may be missing.

    Raises:
        SettingsError: the file cannot be used.
        NoDatabaseError: the database is missing.
    """
    leave_no_core_dump()
    return session_of(read_settings(settings_path(settings)), new=new)


def session_of(read: Settings, *, new: bool) -> Session:
    """Return what settings that were read ask for; otherwise as :func:`open_session`."""
    # Recorded before the adapters read them, so that no change is missed in between.
    secret_files = SecretFiles(read.named("file"))
    adapters = read.adapters()
    # A schema is changed only by the command for it, never by merely reading.
    for adapter in adapters:
        if (keeps := offered(adapter, Maintenance, "keep_schema")) is not None:
            keeps.keep_schema()
    found = Session(read, adapters, read.centre(adapters), secret_files)
    if not new:
        found.require_database()
    return found
