"""What all parts of the centre share: adapters, events, and safe calls of foreign code."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

import attrs

from lckm_core.delivery import Dispatch
from lckm_core.errors import ConflictError, StoreUnavailableError
from lckm_core.organisation import DeskAct, Role, require_may
from lckm_core.ports import Event, EventVerb, Plugins, fitting_staff_name
from lckm_core.ports.optional import (
    ActLog,
    AskedNames,
    FileAcceptance,
    ReportAdministration,
    ReportOutline,
    offered,
)
from lckm_core.publication import EditionAct
from lckm_core.reports import NamesByLanguage, fitting_names, join_names
from lckm_core.text import Message

_LOG = logging.getLogger("lckm_core")
_T = TypeVar("_T")


@attrs.frozen
class CentreBase:
    """Base of the centre's parts. It holds only its adapters: as thread-safe as they are."""

    plugins: Plugins = attrs.field(validator=attrs.validators.instance_of(Plugins))

    def _begin(self, act: Event) -> None:
        """Have the listeners record that an act begins, where its store keeps no trail.

        Raises what keeps a listener from writing it: the act is not to be done then.
        """
        for listener in self.plugins.listeners:
            log = offered(listener, ActLog, "begin")
            if log is not None:
                log.begin(act)

    def _tell(
        self,
        verb: str,
        subject: str,
        at: datetime,
        role: Role | None = None,
        outcome: str = "done",
        by: str | None = None,
    ) -> None:
        """Notify every listener of an event; a failing one stops nothing."""
        self._tell_of(Event(verb=verb, subject=subject, at=at, role=role, outcome=outcome, by=by))

    def _tell_of(self, act: Event, outcome: str | None = None) -> None:
        """Notify every listener of an act that was under way, with its outcome if one is given."""
        event = act if outcome is None else attrs.evolve(act, outcome=outcome)
        for listener in self.plugins.listeners:
            name = type(listener).__name__
            what = f"listener {name} at {event.verb}"
            call_safely(partial(listener.on_event, event), None, what)

    @contextmanager
    def _telling_failure(
        self, act: EditionAct, subject: str, is_stored: Callable[[], bool]
    ) -> Iterator[None]:
        """Log and notify that material was handed in and could not be stored.

        Args:
            act: the handover.
            subject: its number.
            is_stored: returns whether it was stored all the same, as after a lost answer.
        """
        try:
            yield
        except (StoreUnavailableError, OSError) as error:
            stored = call_safely(is_stored, None, "the store of what was handed in")
            outcome = _STORED[stored]
            what = f"{{}} was handed in and its store failed: {type(error).__name__}; {outcome}"
            log_error(what, subject)
            by = fitting_staff_name(act.by)
            self._tell(EventVerb.HAND_IN_FAILED, subject, act.at, act.role, outcome, by)
            raise

    def asked_names(self, own: NamesByLanguage | None = None) -> NamesByLanguage:
        """Return the host's names of what routes ask for, as the source of routes has them.

        Args:
            own: names of one face, which come before them.
        """
        return join_names(own or {}, asked_names(self.plugins))

    @property
    def helpdesk_takes_files(self) -> bool:
        """Whether the files of a report go along to the helpdesk; true where there is none."""
        has_helpdesk = self.plugins.answers("provide_helpdesk")
        return not has_helpdesk or takes_files(self.plugins.helpdesk)


def outline_of(plugins: Plugins, number: str) -> ReportOutline | None:
    """Return a report's outline, read without its personal part, if the store can."""
    store = offered(plugins.reports, ReportAdministration, "outline")
    return None if store is None else store.outline(number)


def asked_names(plugins: Plugins) -> NamesByLanguage:
    """Return the host's own names of what routes ask for; none where its source has none.

    Invalid names are left out: a missing name must not hold up a report.
    """
    if not plugins.answers("provide_routes"):
        return {}

    def read() -> object:
        source = offered(plugins.routes, AskedNames)
        return {} if source is None else source.asked_names

    none: object = {}
    return fitting_names(call_safely(read, none, "reading the names of what routes ask for"))


def takes_files(helpdesk: object) -> bool:
    """Return whether a helpdesk takes the files of a report."""
    acceptance = offered(helpdesk, FileAcceptance)
    return acceptance is None or acceptance.takes_files


def require_may_at_desk(role: Role | None, act: DeskAct, subject: str) -> None:
    """Raise :class:`IllegalMoveError` for a role that may not; ``None``: the host's program."""
    if role is not None:
        require_may(role, act, subject)


def unless_outdated(
    move: Callable[[Dispatch], Dispatch], seen: str | None
) -> Callable[[Dispatch], Dispatch]:
    """Return *move*, or what raises :class:`ConflictError` for another version than *seen*."""

    def checked(dispatch: Dispatch) -> Dispatch:
        if seen is not None and seen != dispatch.version:
            raise ConflictError(dispatch.id, _OUTDATED)
        return move(dispatch)

    return checked


_OUTDATED = Message(
    "Od odczytania tego przekazania coś się w nim zmieniło. Odczytaj je jeszcze raz i powtórz.",
    "This delivery has changed since you read it. Read it again and repeat.",
)


def call_safely(call: Callable[[], _T], fallback: _T, what: str, subject: str = "") -> _T:
    """Call foreign code and return its result, or *fallback* after any exception.

    The exception's type is logged, and never its message, which may hold anything. *what* and
    *subject* are those of :func:`log_error`.
    """
    try:
        return call()
    except Exception as error:  # noqa: BLE001  the boundary to foreign code
        log_error(f"{what} failed: {type(error).__name__}", subject)
        return fallback


_STORED = {True: "stored", False: "nothing stored", None: "not known whether stored"}


def log_error(what: str, subject: str = "") -> None:
    """Log what foreign code did wrong, in the library's own words and without personal data.

    ``{}`` in *what* stands for *subject*: the number of a report and the like.
    """
    # The subject is an argument of its own, so that a filter of logs can look at it.
    if subject:
        _LOG.error(what.replace("%", "%%").replace("{}", "%s"), subject)
    else:
        _LOG.error(what)
