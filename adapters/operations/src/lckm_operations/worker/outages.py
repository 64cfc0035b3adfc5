"""Outages of the receivers: attempts that failed in a row, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from lckm_core.centre import DeliveryAttempt
from lckm_core.delivery import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Refusal,
    Target,
)

NAMES = {Target.MAILBOX: "letters to mailboxes", Target.HELPDESK: "tickets to the helpdesk"}
"""What fails then, as the heartbeat has it."""
WHOLE = frozenset({Refusal.UNREACHABLE, Refusal.NOT_ALLOWED})
"""Refusals of a whole server; any other may concern one mailbox only."""
_SEVERAL = 3
"""So many failures in a row are not a single mailbox's either."""
_LATER = frozenset({Refusal.BUSY, Refusal.FULL})
_SETTLED = timedelta(minutes=15)
"""A helpdesk may greylist for so long; later it is an outage, as no receiver follows it."""
NO_ANSWER = "no answer"
"""Why an attempt failed of which nobody said so."""


@attrs.define
class Failures:
    """Attempts at one kind of receiver that failed in a row, counted by cause.

    ``put_off`` counts those where the receiver answered and asked to try again later.
    """

    began_at: datetime
    last: str
    causes: Counter[str] = attrs.field(factory=Counter)
    put_off: int = 0

    @property
    def count(self) -> int:
        """How many attempts failed."""
        return self.causes.total()

    @property
    def is_outage(self) -> bool:
        """Whether more than one mailbox seems to be affected."""
        return self.last in WHOLE or self.count - self.put_off >= _SEVERAL

    def add(self, cause: str, *, later: bool) -> None:
        """Count one more; *later*: the receiver answered to come back later."""
        self.last = cause
        self.put_off = self.put_off + later
        self.causes[cause] += 1

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        began_at = self.began_at.isoformat(timespec="seconds")
        causes = dict(sorted(self.causes.items()))
        return {
            "failures": self.count,
            "since": began_at,
            "causes": causes,
            "last": self.last,
            "put_off": self.put_off,
        }


class Outages:
    """What a worker knows of its receivers, continued from the previous worker.

    Args:
        before: what :meth:`to_data` returned then, from the heartbeat; faulty data are ignored.
    """

    def __init__(self, before: object = None) -> None:
        self._runs: dict[Target, Failures] = {}
        self._met: set[Target] = set()
        for target in Target:
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                self._runs[target] = _read(before[target.value])  # type: ignore[index]

    def note(self, worked: DeliveryAttempt, dispatch: Dispatch | None, now: datetime) -> None:
        """Note how an attempt ended.

        Args:
            worked: the attempt.
            dispatch: the delivery as it is kept now; ``None`` when it cannot be read.
            now: the moment, aware.
        """
        if worked.state in (DispatchState.SENT, DispatchState.HELPDESK):
            self._runs.pop(worked.target, None)
        elif (found := _failure(worked, dispatch)) is not None:
            target, cause = found
            self._met.add(target)
            run = self._runs.get(target)
            later = (
                worked.state is DispatchState.PENDING
                and worked.target is target
                and cause not in WHOLE
            )
            if target is Target.HELPDESK:
                later = later and cause in _LATER and (run is None or now - run.began_at < _SETTLED)
            if run is None or (later and run.last in WHOLE):
                # A receiver that could not be reached answers again, so the outage is over.
                run = self._runs[target] = Failures(now, cause)
            run.add(cause, later=later)

    def forget_letters(self) -> None:
        """Forget the failures of letters and tickets alone, for nothing waits any more.

        That does not mean that a server which refused every sign-in works again: another process,
        with another password, may have delivered them.
        """
        self._runs = {target: run for target, run in self._runs.items() if run.last in WHOLE}

    def to_data(self) -> dict[str, Any]:
        """Return each run of failures as plain data, by target."""
        return {target.value: run.to_data() for target, run in sorted(self._runs.items())}

    def runs(self, *, met: bool = False) -> Sequence[tuple[Target, Failures]]:
        """Return the outages; if *met*, only those that this worker's attempts met."""
        found = [(target, run) for target, run in sorted(self._runs.items()) if run.is_outage]
        return [(target, run) for target, run in found if target in self._met] if met else found

    def failing(self, *, met: bool = False) -> dict[str, Any]:
        """Return the outages as the heartbeat lists failures; *met* as in :meth:`runs`."""
        return {
            NAMES[target]: {
                "error": run.last,
                "since": run.to_data()["since"],
                "failures": run.count,
            }
            for target, run in self.runs(met=met)
        }


def _failure(worked: DeliveryAttempt, dispatch: Dispatch | None) -> tuple[Target, str] | None:
    """Return who refused and why, ``None`` where nobody did."""
    if worked.state is DispatchState.UNKNOWN:
        # A delivery that needs a person is only checked again: nobody was asked.
        needs_a_hand = dispatch is not None and dispatch.needs_a_hand
        return None if needs_a_hand else (worked.target, NO_ANSWER)
    if worked.state is not DispatchState.PENDING or dispatch is None:
        return None
    if dispatch.target is Target.HELPDESK and dispatch.attempts == 0:
        if dispatch.because is HelpdeskReason.IN_DOUBT:
            # It is only handed over: the mailbox's lack of an answer was recorded at that time.
            return None
        # The mailbox was given up just now.
        return Target.MAILBOX, dispatch.mailbox_refusal or NO_ANSWER
    if dispatch.due_at == dispatch.since:
        return None
    refusal = (
        dispatch.mailbox_refusal if dispatch.target is Target.MAILBOX else dispatch.helpdesk_refusal
    )
    return (dispatch.target, refusal) if refusal is not None else None


def _read(data: Mapping[str, Any]) -> Failures:
    began_at = datetime.fromisoformat(data["since"]).astimezone(UTC)
    known = {str(refusal) for refusal in Refusal} | {NO_ANSWER}
    causes = Counter(
        {
            cause: int(count)
            for cause, count in data["causes"].items()
            if cause in known and count > 0
        }
    )
    if not causes:
        raise ValueError("no cause")
    put_off = int(data.get("put_off", 0))
    last: str = data["last"] if data.get("last") in causes else causes.most_common(1)[0][0]
    return Failures(began_at, last, causes, min(max(put_off, 0), causes.total()))
