"""Letters that came back, from wherever an adapter reads them."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
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


class Bounce(Protocol):
    """A letter that a server had taken and gave back: its key, and why. Word that it is late is none."""

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
    """Where letters that came back lie, until the worker says that the helpdesk has their reports; as ``lckm_smtp.MaildirBounces``."""

    def read(self) -> Iterable[_B]:
        """Return those that lie there; each is told again until it is done with."""
        ...

    def done(self, bounce: _B) -> None:
        """Take one away: its delivery is safe elsewhere."""
        ...


_STRAYS = {
    "others": (
        logging.INFO,
        "messages that are no bounce of a letter lie in the mailbox of bounces: %d",
    ),
    "unsigned": (
        logging.WARNING,
        "bounces without the signature of the secret lie in the mailbox of bounces, forged or older than it: %d",
    ),
}
"""What a mailbox may say that it left alone, as ``lckm_smtp.Bounces.strays`` does, and how it is told."""


class Returns:
    """What comes back to one mailbox. Nothing comes after the helpdesk: of what it does not get, a person has to hear.

    Args:
        centre: the contact centre.
        source: the mailbox.
        known: what a worker before this one logged already, as :func:`unheard` has it.
        strays: how many messages that are no bounce of ours it had logged, by kind.
    """

    def __init__(
        self,
        centre: ContactCentre,
        source: BounceSource[Any],
        known: Sequence[str | None] = (),
        strays: Mapping[str, int] | None = None,
    ) -> None:
        self._centre, self._source, self._known = centre, source, known
        self.strays: Mapping[str, int] = strays or {}
        """How many messages that are no bounce of ours lie there, by kind, as far as the mailbox says so."""
        self.unheard: Sequence[str | None] = ()
        """What was last left there, as :func:`unheard` has it."""

    def handle_bounce(self, now: datetime) -> int:
        """Make the helpdesk's what came back from mailboxes, and return how much; what else came back is logged, each once.

        Also what came back because a mail server was away for too long: it will not try again.
        """
        count, left = 0, []
        for bounce in self._source.read():
            if self._centre.handle_bounce(bounce.key, bounce.refused.reason, now=now):
                count += 1
                self._source.done(bounce)
            else:
                left.append(_of_helpdesk(self._centre, bounce.key))
        before, self.unheard, self._known = self._known, left, left
        for id_ in sorted({id_ for id_ in left if id_} - set(before)):
            _LOG.error(
                "the letter to the helpdesk about %s came back, so nobody has it: lckm outbox says what to do",
                id_,
            )
        if (unknown := left.count(None)) > before.count(None):
            _LOG.warning(
                "bounces of no letter that is known lie in the mailbox of bounces: %d", unknown
            )
        self._note_strays()
        return count

    def _note_strays(self) -> None:
        """Log what else lies there when it has become more: whoever answers replies looks at it."""
        own = offered(self._source, SettingRemarks, "strays")
        found = {} if own is None else own.strays
        before, self.strays = (
            self.strays,
            {kind: found[kind] for kind in _STRAYS if found.get(kind)},
        )
        for kind, count in self.strays.items():
            level, said = _STRAYS[kind]
            if count > before.get(kind, 0):
                _LOG.log(level, said, count)


def left_before(
    bounces: Sequence[BounceSource[Any]], before: Mapping[str, Any]
) -> Iterator[tuple[BounceSource[Any], Sequence[str | None], Mapping[str, int]]]:
    """Yield each mailbox of bounces with what was left in it, and what is none of ours, as the heartbeat of before has it."""

    def told(key: str, at: int) -> object:
        found = before.get(key)
        return found[at] if isinstance(found, list) and at < len(found) else None

    for at, source in enumerate(bounces):
        known = told("bounces", at)
        left = known if isinstance(known, list) else []
        yield (
            source,
            [one for one in left if one is None or isinstance(one, str)],
            _strays_in(told("strays", at)),
        )


def _strays_in(told: object) -> Mapping[str, int]:
    """Return :attr:`Returns.strays` as a heartbeat has it; nothing of what is none of ours."""
    read = told if isinstance(told, dict) else {}
    return {kind: count for kind in _STRAYS if type(count := read.get(kind)) is int and count > 0}


def unheard(centre: ContactCentre, source: BounceSource[Any]) -> Sequence[str | None]:
    """Return what lies in a mailbox and no worker takes back: the id of each delivery whose letter to the helpdesk came back.

    ``None`` stands for a bounce of no letter that the store knows. Its key is not told: another program's may hold a name.
    """
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
