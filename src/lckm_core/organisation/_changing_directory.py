"""A directory whose source may change while a program runs."""

import logging
import threading
from collections.abc import Callable, Hashable

import attrs

from lckm_core.errors import Loggable, StoreUnavailableError, describe_error
from lckm_core.organisation._city import City
from lckm_core.organisation._directory import Directory, Official, Unit

_LOG = logging.getLogger("lckm_core")
# Long enough to mend a file that was saved half finished; whoever loses a role by that file
# keeps it no longer than this.
_STAFF_FOR = 300.0
_AGAIN_AFTER = 1.0


@attrs.frozen(str=False)
class StaffUnknownError(StoreUnavailableError):
    """The directory has not been readable for minutes, so nobody knows who has which role."""

    where: str
    pl = (
        "{where}: spisu osób nie da się odczytać, więc nie wiadomo, kto ma jaką rolę. Co jest nie "
        "tak, mówi lckm verify."
    )
    en = (
        "{where}: the directory cannot be read, so nobody knows who has which role. lckm verify "
        "says what is wrong."
    )


@attrs.define(eq=False)
class DirectorySource:
    """What a directory is read from, and what was read last; safe for several threads.

    Args:
        where: the file or the database, for logs.
        read: reads it.
        version: returns what differs once the source was changed; cheap.
        clock: returns seconds that never go back.
        every: how many seconds pass at least before the version is looked at again.
    """

    where: str
    _read: Callable[[], Directory]
    _version: Callable[[], Hashable]
    _clock: Callable[[], float]
    _every: float = 0.0
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False)
    _last: Directory | None = attrs.field(default=None, init=False, repr=False)
    _last_version: Hashable = attrs.field(default=None, init=False)
    _looks_at: float = attrs.field(default=0.0, init=False)
    _failed_at: float | None = attrs.field(default=None, init=False)
    _error: Exception | None = attrs.field(default=None, init=False, repr=False)

    def current(self) -> Directory:
        """Return the directory as the source has it now; while unreadable, as it was last read.

        Raises what reading raises, where nothing was ever read.
        """
        # While another thread looks, what was read last is still good.
        if not self._lock.acquire(blocking=self._last is None):
            assert self._last is not None
            return self._last
        try:
            if self._last is None or self._clock() >= self._looks_at:
                self._look()
            assert self._last is not None
            return self._last
        finally:
            self._lock.release()

    def require_staff(self) -> Directory:
        """Return the current directory, as long as its people can be taken for today's.

        Raises :class:`StaffUnknownError` where the source has not been readable for minutes.
        """
        directory = self.current()
        failed_at = self._failed_at
        if failed_at is not None and self._clock() - failed_at >= _STAFF_FOR:
            raise StaffUnknownError(self.where)
        return directory

    def require_readable(self) -> None:
        """Raise what keeps the source from being read."""
        self.current()
        error = self._error
        if error is not None:
            raise error.with_traceback(None)

    def _look(self) -> None:
        try:
            # Before reading: what changes meanwhile is a change the next time.
            version = self._version()
            if self._last is None or self._error is not None or version != self._last_version:
                self._last, self._last_version = self._read(), version
        except Exception as error:
            if self._last is None:
                raise
            self._note_failure(error)
            return
        if self._failed_at is not None:
            _LOG.warning("the directory can be read again: %s", Loggable(self.where))
        self._failed_at = self._error = None
        self._looks_at = self._clock() + self._every

    def _note_failure(self, error: Exception) -> None:
        now = self._clock()
        if self._failed_at is None:
            self._failed_at = now
            # Its words may quote a name or a login.
            _LOG.error(
                "the directory cannot be read: %s: %s; whoever it named last is let in for %d "
                "minutes more, then nobody; lckm verify says what is wrong",
                Loggable(self.where),
                describe_error(error),
                int(_STAFF_FOR / 60),
            )
        self._error = error
        self._looks_at = now + max(self._every, _AGAIN_AFTER)


class ChangingDirectory(Directory):
    """A directory of which each question is answered by what its source says at that moment.

    While the source cannot be read, units and city stay as they were last read. People stay for
    five minutes; after that, asking for them raises :class:`StaffUnknownError`.
    """

    # It is given to every centre, also to that of the command that creates a database, so nothing
    # may be opened for it before it is used.

    def __init__(self, source: DirectorySource) -> None:
        self.__dict__["_source"] = source

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that hand in material, with their cells."""
        return self._of_source.current().units

    @property
    def people(self) -> tuple[Official, ...]:
        """Named staff."""
        return self._of_source.require_staff().people

    @property
    def city(self) -> City:
        """The city."""
        return self._of_source.current().city

    def require_readable(self) -> None:
        """Raise what keeps the source from being read."""
        self._of_source.require_readable()

    @property
    def _of_source(self) -> DirectorySource:
        source: DirectorySource = self.__dict__["_source"]
        return source

    def __repr__(self) -> str:
        return f"ChangingDirectory({self._of_source.where!r})"
