"""Letters that came back, from wherever an adapter reads them."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from lckm_core.centre import ContactCentre
from lckm_core.delivery import (
    Dispatch,
    Refused,
    Target,
    id_of_key,
)
from lckm_core.ports.optional import SettingRemarks, offered

_LOG = logging.getLogger("lckm_operations")
_MINUTE = timedelta(minutes=1)


class Bounce(Protocol):
    """A letter that came back, with its key and reason; a notice of delay does not count."""

    @property
    def key(self) -> str:
        """The key of the letter."""
        ...

    @property
    def refused(self) -> Refused:
        """Why it came back."""
        ...


_B = TypeVar("_B", bound=Bounce)


class BounceSource(Protocol[_B]):
    """A mailbox of letters that came back, such as ``lckm_smtp.MaildirBounces``."""

    def read(self) -> Iterable[_B]:
        """Return the letters there; each is returned again until it is done with."""
        ...

    def done(self, bounce: _B) -> None:
        """Remove a letter, now that its delivery is stored."""
        ...


_OTHER_KINDS = {
    "others": (
        logging.INFO,
        "messages that are no bounce of a letter lie in the mailbox of bounces: %d",
    ),
    "unsigned": (
        logging.WARNING,
        "bounces without the signature of the secret lie in the mailbox of bounces, forged or "
        "older than it: %d",
    ),
}
"""Kinds of messages that a mailbox leaves alone, and how each is logged."""


class BounceHandler:
    """The bounces of one mailbox.

    Args:
        centre: the contact centre.
        source: the mailbox.
        store_clock: returns the current moment.
        counts: where the deliveries passed on are counted.
        known: what the worker before this one logged, as :func:`unhandled_bounces` returns it.
        other_messages: how many other messages it had logged, by kind.
    """

    # No receiver comes after the helpdesk, so a person must be told of letters it does not get.

    def __init__(
        self,
        centre: ContactCentre,
        source: BounceSource[Any],
        store_clock: Callable[[], datetime],
        counts: Counter[str],
        known: Sequence[str | None] = (),
        other_messages: Mapping[str, int] | None = None,
    ) -> None:
        self._centre = centre
        self._source = source
        self._store_clock = store_clock
        self._counts = counts
        self._known = known
        self.other_messages: Mapping[str, int] = other_messages or {}
        """How many other messages lie in the mailbox, by kind, if it can tell."""
        self.unhandled: Sequence[str | None] = ()
        """What was last left there, as :func:`unhandled_bounces` has it."""

    def handle(self, now: datetime) -> datetime:
        """Handle the bounces, and return when to look again."""
        self._counts["taken back"] += self.handle_bounces(self._store_clock())
        return now + _MINUTE

    def handle_bounces(self, now: datetime) -> int:
        """Pass bounced deliveries on to the helpdesk and return their number.

        This includes letters that came back because a mail server was away for too long, as it
        will not try again. Other bounces are logged once.
        """
        count = 0
        unhandled = []
        for bounce in self._source.read():
            if self._centre.handle_bounce(bounce.key, bounce.refused.reason, now=now):
                count += 1
                self._source.done(bounce)
            else:
                unhandled.append(_of_helpdesk(self._centre, bounce.key))
        before = self._known
        self.unhandled = unhandled
        self._known = unhandled
        for id_ in sorted({id_ for id_ in unhandled if id_} - set(before)):
            _LOG.error(
                "the letter to the helpdesk about %s came back, so nobody has it: lckm outbox "
                "says what to do",
                id_,
            )
        if (unknown := unhandled.count(None)) > before.count(None):
            _LOG.warning(
                "bounces of no letter that is known lie in the mailbox of bounces: %d", unknown
            )
        self._note_other_messages()
        return count

    def _note_other_messages(self) -> None:
        """Log the number of other messages when it grows: somebody should look at them."""
        remarks = offered(self._source, SettingRemarks, "other_messages")
        found = {} if remarks is None else remarks.other_messages
        before = self.other_messages
        self.other_messages = {kind: found[kind] for kind in _OTHER_KINDS if found.get(kind)}
        for kind, count in self.other_messages.items():
            level, message = _OTHER_KINDS[kind]
            if count > before.get(kind, 0):
                _LOG.log(level, message, count)


def bounce_handlers(
    centre: ContactCentre,
    bounces: Sequence[BounceSource[Any]],
    before: Mapping[str, Any],
    store_clock: Callable[[], datetime],
    counts: Counter[str],
) -> Iterator[BounceHandler]:
    """Yield the :class:`BounceHandler` of each mailbox, continued from the heartbeat *before*."""
    for at, source in enumerate(bounces):
        ids = _item(before.get("bounces"), at)
        known = ids if isinstance(ids, list) else []
        known = [
            message_id for message_id in known if message_id is None or isinstance(message_id, str)
        ]
        other_messages = _other_messages_in(_item(before.get("strays"), at))
        yield BounceHandler(centre, source, store_clock, counts, known, other_messages)


def _item(values: object, at: int) -> object:
    return values[at] if isinstance(values, list) and at < len(values) else None


def _other_messages_in(data: object) -> Mapping[str, int]:
    """Return :attr:`BounceHandler.other_messages` from a heartbeat, without unknown kinds."""
    read = data if isinstance(data, dict) else {}
    return {
        kind: count for kind in _OTHER_KINDS if type(count := read.get(kind)) is int and count > 0
    }


def unhandled_bounces(centre: ContactCentre, source: BounceSource[Any]) -> Sequence[str | None]:
    """Return the delivery ids of the bounces that no worker handles: letters to the helpdesk.

    ``None`` stands for a bounce of no known letter.
    """
    # An unknown key is not returned: another program's key may contain a name.
    keys = [bounce.key for bounce in source.read()]
    return [_of_helpdesk(centre, key) for key in keys if not _of_mailbox(centre, key)]


def _of_helpdesk(centre: ContactCentre, key: str) -> str | None:
    dispatch = _dispatch(centre, key)
    return (
        dispatch.id
        if dispatch and dispatch.target is Target.HELPDESK and dispatch.key == key
        else None
    )


def _of_mailbox(centre: ContactCentre, key: str) -> bool:
    dispatch = _dispatch(centre, key)
    return dispatch is not None and dispatch.mailbox_key == key


def _dispatch(centre: ContactCentre, key: str) -> Dispatch | None:
    id_ = id_of_key(key)
    return centre.plugins.reports.dispatch(id_) if id_ else None
