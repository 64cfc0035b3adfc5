"""What every verb shares: the adapters, and the telling of events."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

import attrs

from lckm_core.organisation import Role
from lckm_core.ports import Event, EventVerb, Plugins

_LOG = logging.getLogger("lckm_core")
_T = TypeVar("_T")


@attrs.frozen
class Verbs:
    """Base of the centre's parts. It keeps nothing but its adapters, so it is as safe between threads as they are."""

    plugins: Plugins = attrs.field(validator=attrs.validators.instance_of(Plugins))

    def _tell(
        self,
        verb: EventVerb,
        subject: str,
        at: datetime,
        role: Role | None = None,
        outcome: str = "done",
    ) -> None:
        """Tell every listener, each in its own ``try``: what is done stays done. Of a failure only its type is logged."""
        event = Event(verb=verb, subject=subject, at=at, role=role, outcome=outcome)
        for listener in self.plugins.listeners:
            call_safely(
                f"listener {type(listener).__name__} at {verb}", partial(listener.on_event, event)
            )


def call_safely(what: str, call: Callable[[], _T], *about: object) -> _T | Exception:
    """Call foreign code and return what it returns, or the exception that it raised.

    Of a failure the place and the type are logged, and never the message, which may hold anything. *what* and *about* are as
    for :func:`complain`.
    """
    try:
        return call()
    except Exception as error:  # noqa: BLE001  the one boundary to foreign code
        complain(f"{what} failed: {type(error).__name__}", *about)
        return error


def complain(what: str, *about: object) -> None:
    """Log what foreign code did wrong: in the library's own words, with a ``%s`` for each thing that it is *about*.

    Words and names of code stand in *what*; numbers of reports and the like are given apart, so that a filter of logs can look
    at each. None is a personal datum.
    """
    _LOG.error(what, *about)
