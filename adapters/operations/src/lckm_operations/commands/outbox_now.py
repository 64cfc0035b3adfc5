"""Trying at once what waits, for ``lckm outbox --now``."""

import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

import attrs
import click

from lckm_cli.toolkit import Language, either, local_time
from lckm_core.delivery import Dispatch, DispatchState, NotClaimed, Refusal, Target
from lckm_core.errors import NoSuchReportError
from lckm_core.ports.optional import ReportAdministration
from lckm_core.text import Message
from lckm_operations.commands.worker_session import WorkerSession, open_delivery_session
from lckm_operations.delivery_failures import last_refusal
from lckm_operations.delivery_words import KINDS, delivery_reason, receiver
from lckm_operations.serialisation import of_dispatch

_AWAY = "away"
_PAGE = 100
"""How many deliveries that wait are read at once, at first."""
_NOT_TRIED = {
    NotClaimed.FINISHED: Message("zakończono je tymczasem", "it has ended meanwhile"),
    NotClaimed.HELD: Message("ma je inny proces", "another process has it"),
    NotClaimed.NOT_DUE: Message(
        "odbiorca mógł je właśnie dostać, więc zapyta się go za chwilę",
        "the receiver may just have got it, so it is asked in a moment",
    ),
    _AWAY: Message(
        "z jego serwerem nie ma połączenia, co okazało się przed chwilą",
        "its server cannot be reached, as was seen a moment ago",
    ),
}


@attrs.frozen
class Attempt:
    """How one delivery stood before it was tried and after; ``not_tried`` says why it was not."""

    before: Dispatch
    after: Dispatch
    not_tried: str | None = None

    @property
    def is_delivered(self) -> bool:
        """Whether its receiver has it now."""
        return self.after.state in (DispatchState.SENT, DispatchState.HELPDESK)

    def line(self, lang: Language) -> str:
        """Return what happened, in words."""
        dispatch = self.after
        subject = f"{dispatch.report_number}, {KINDS[dispatch.kind].text(lang)}"
        states = self.before.state.message.text(lang)
        if self.not_tried is not None:
            skipped = either(lang, "nie próbowano", "not tried")
            return f"{subject}: {states}; {skipped}: {_NOT_TRIED[self.not_tried].text(lang)}"
        states += f" → {dispatch.state.message.text(lang)}"
        if dispatch.is_final:
            return f"{subject}: {states}, {receiver(dispatch, lang)}"
        following = either(lang, "następna próba", "next attempt")
        return (
            f"{subject}: {states}, {receiver(dispatch, lang)}; {delivery_reason(dispatch, lang)}; "
            f"{following}: {local_time(dispatch.due_at, seconds=True)}"
        )


def deliver_now(settings: str | None, limit: int | None, format_: str, lang: Language) -> int:
    """Try what waits once, the oldest first, at most *limit*; print what became of each.

    Returns the exit code: 1 when some still wait.
    """
    session = open_delivery_session(settings)
    tried: list[Attempt] = []
    for attempt in islice(_attempts(session), limit):
        tried.append(attempt)
        if format_ == "text":
            click.echo(attempt.line(lang))
            sys.stdout.flush()
    waiting = session.offer(ReportAdministration, "waiting_count").waiting_count()
    if format_ == "json":
        click.echo(
            json.dumps([_data(attempt, lang) for attempt in tried], ensure_ascii=False, indent=2)
        )
    else:
        delivered = sum(attempt.is_delivered for attempt in tried)
        total = either(lang, "Doręczono: {} z {}", "Delivered: {} of {}")
        click.echo(total.format(delivered, len(tried)))
        if waiting:
            click.echo(either(lang, "Czeka jeszcze", "Still waiting") + f": {waiting}")
    return 1 if waiting else 0


def _attempts(session: WorkerSession) -> Iterator[Attempt]:
    """Try each delivery that waits, and those that come meanwhile."""
    seen: set[str] = set()
    away: set[Target] = set()
    while page := _untried(session, seen):
        for before in page:
            seen.add(before.id)
            attempt = _attempt(session, before, away)
            if attempt is not None:
                yield attempt


def _untried(session: WorkerSession, seen: set[str]) -> Sequence[Dispatch]:
    """Return some of the oldest waiting deliveries that were not seen yet."""
    # Deliveries that were tried and still wait are the oldest, so they may fill a whole page.
    limit = _PAGE
    while True:
        waiting = session.offer(ReportAdministration, "waiting").waiting(limit=limit)
        found = [dispatch for dispatch in waiting if dispatch.id not in seen]
        if found or len(waiting) < limit:
            return found
        limit *= 2


def _attempt(session: WorkerSession, before: Dispatch, away: set[Target]) -> Attempt | None:
    """Try one delivery unless its server is among those *away*; ``None`` if it is gone."""
    if before.target in away:
        return Attempt(before, before, _AWAY)
    try:
        found = session.centre.deliver_now(
            before.report_number,
            f"outbox-{socket.gethostname()}-{os.getpid()}",
            clock=session.now,
            kind=before.kind,
            lasting=timedelta(seconds=session.worker.lease),
            limits=session.worker.limits,
        )
    except NoSuchReportError:
        return None
    after = session.centre.plugins.reports.dispatch(before.id) or before
    if isinstance(found, NotClaimed):
        return Attempt(before, after, found)
    if _is_away(before, after):
        away.add(before.target)
    return Attempt(before, after)


def _is_away(before: Dispatch, after: Dispatch) -> bool:
    """Return whether the attempt showed that the server of all such receivers is away."""
    # A delivery that succeeded or is in doubt still names the failure of an earlier attempt.
    if after.state is not DispatchState.PENDING or after.target is not before.target:
        return False
    if last_refusal(after) is not Refusal.UNREACHABLE:
        return False
    return after.target is Target.HELPDESK or after.untried > before.untried


def _data(attempt: Attempt, lang: Language) -> dict[str, Any]:
    return of_dispatch(attempt.after, lang) | {
        "state_before": attempt.before.state.value,
        "not_tried": attempt.not_tried,
    }
