"""Deliveries that receivers refuse, counted without any personal data."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import attrs

from lckm_cli.toolkit import Language, either, local_time, safe
from lckm_core.delivery import (
    Dispatch,
    DispatchState,
    Refusal,
    Target,
)
from lckm_core.ports.optional import ReportAdministration, ReportCount
from lckm_core.text import Message
from lckm_operations.delivery_words import NEEDS_A_HAND, cause_word, target_word
from lckm_operations.worker.outages import WHOLE, Failures

REFUSED = "deliveries that are refused"
NONE_TAKEN = "no letter taken for a day"
HAND = "delivery that needs a hand"
ADVICE = {
    REFUSED: Message(
        "Doręczenia czekają, bo nikt ich nie przyjmuje. Sprawdź serwer poczty albo helpdesk oraz "
        "login, hasło i certyfikat w ustawieniach.",
        "Deliveries wait, for nobody takes them. Check the mail server or the helpdesk, and "
        "login, password and certificate in the settings.",
    ),
    HAND: NEEDS_A_HAND,
    NONE_TAKEN: Message(
        "Od doby żadna skrzynka niczego nie przyjęła i wszystko przejął helpdesk. Sprawdź serwer "
        "poczty i adres nadawcy w ustawieniach.",
        "For a day no mailbox has taken anything, and the helpdesk got it all. Check the mail "
        "server and the sender in the settings.",
    ),
}
_DAY, _SETTLED = timedelta(days=1), timedelta(minutes=15)
"""What waits for less may just be told to come back later."""
_SEVERAL = 3


@attrs.frozen
class Refusals:
    """Waiting deliveries that one kind of receiver last refused for one reason."""

    target: Target
    reason: Refusal
    count: int
    of: int
    oldest_at: datetime
    peer: str = ""
    """The host and port of the receiver's server, where its adapter says them."""

    def text(self, lang: Language) -> str:
        """Return it in words."""
        cause = cause_word(self.target, self.reason, lang)
        name = target_word(self.target, lang)
        oldest = local_time(self.oldest_at)
        peer = f" ({safe(self.peer)})" if self.peer else ""
        return either(
            lang,
            f"{name}{peer}: {self.count} z {self.of} czekających, "
            f"najdawniejsze od {oldest}: {cause}",
            f"{name}{peer}: {self.count} of {self.of} that wait, "
            f"the oldest since {oldest}: {cause}",
        )


def refusals(
    waiting: Sequence[Dispatch], peer: Callable[[Target], str] = lambda target: ""
) -> Sequence[Refusals]:
    """Return the refusals of *waiting* by receiver and reason, the most frequent first.

    *peer* returns the host and port of a receiver.
    """
    groups: dict[tuple[Target, Refusal], list[Dispatch]] = {}
    for dispatch in waiting:
        if (reason := last_refusal(dispatch)) is not None:
            groups.setdefault((dispatch.target, reason), []).append(dispatch)
    found = [
        Refusals(
            target,
            reason,
            len(dispatches),
            sum(dispatch.target is target for dispatch in waiting),
            min(dispatch.opened_at for dispatch in dispatches),
            peer(target),
        )
        for (target, reason), dispatches in groups.items()
    ]
    return sorted(found, key=lambda group: (-group.count, group.target, group.reason))


def last_refusal(dispatch: Dispatch) -> Refusal | None:
    """Return why its present receiver last refused it, ``None`` when it did not.

    What the receiver may have by now was not refused, so a person has to look.
    """
    if dispatch.needs_a_hand:
        return None
    return (
        dispatch.mailbox_refusal if dispatch.target is Target.MAILBOX else dispatch.helpdesk_refusal
    )


def lasting_refusals(waiting: Sequence[Dispatch], now: datetime) -> Sequence[Refusals]:
    """Return the refusals that need a person: of a whole server, or of the helpdesk."""
    old = [dispatch for dispatch in waiting if now - dispatch.opened_at >= _SETTLED]
    return [
        group for group in refusals(old) if group.target is Target.HELPDESK or group.reason in WHOLE
    ]


def none_taken(store: ReportAdministration, now: datetime) -> bool:
    """Return whether no mailbox has taken a report for a day, though several were sent.

    That is: none of the last two days' reports was taken, and the first that the helpdesk got
    instead is a day old. The reports are of several units: a single unit's mailbox may be
    dead without any fault of the mail server.
    """
    recent = list(_of_units(store.counts(registered_from=now - 2 * _DAY, registered_to=now)))
    if any(count.state is DispatchState.SENT for count in recent):
        return False
    passed_on = [count for count in recent if count.state is DispatchState.HELPDESK]
    several = (
        sum(count.count for count in passed_on) >= _SEVERAL
        and len({count.unit for count in passed_on}) > 1
    )
    before = _of_units(store.counts(registered_from=now - 2 * _DAY, registered_to=now - _DAY))
    return several and any(count.state is DispatchState.HELPDESK for count in before)


def _of_units(counts: Iterable[ReportCount]) -> Iterator[ReportCount]:
    return (count for count in counts if count.unit is not None)


def outage_lines(
    runs: Iterable[tuple[Target, Failures]], lang: Language, peer: Callable[[Target], str]
) -> Iterator[str]:
    """Yield a line for each kind of receiver that took nothing in the last attempts.

    *peer* returns the host and port of a receiver.
    """
    for target, run in runs:
        causes = ", ".join(
            f"{cause_word(target, cause, lang)} ({count})"
            for cause, count in run.causes.most_common()
        )
        peer_name = peer(target)
        name = target_word(target, lang) + (f" ({safe(peer_name)})" if peer_name else "")
        begin = local_time(run.began_at)
        yield either(
            lang,
            f"{name}: nieudane próby z rzędu: {run.count}, od {begin}: {causes}",
            f"{name}: attempts that failed in a row: {run.count}, since {begin}: {causes}",
        )
