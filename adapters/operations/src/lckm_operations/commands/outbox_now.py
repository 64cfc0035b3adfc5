"""Trying at once what waits, for ``lckm outbox --now``."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
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
from lckm_operations.delivery_words import KINDS, STATES, delivery_reason, receiver
from lckm_operations.serialisation import of_dispatch

_AWAY = "away"
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

    def line(self, lang: Language) -> str:
        """Return what happened, in words."""
        dispatch = self.after
        subject = f"{dispatch.report_number}, {KINDS[dispatch.kind].text(lang)}"
        states = STATES[self.before.state].text(lang)
        if self.not_tried is not None:
            skipped = either(lang, "nie próbowano", "not tried")
            return f"{subject}: {states}; {skipped}: {_NOT_TRIED[self.not_tried].text(lang)}"
        states += f" → {STATES[dispatch.state].text(lang)}"
        if dispatch.is_final:
            return f"{subject}: {states}, {receiver(dispatch, lang)}"
        following = either(lang, "następna próba", "next attempt")
        return (
            f"{subject}: {states}, {receiver(dispatch, lang)}; {delivery_reason(dispatch, lang)}; "
            f"{following}: {local_time(dispatch.due_at, seconds=True)}"
        )


def deliver_now(settings: str | None, limit: int, format_: str, lang: Language) -> int:
    """Try at most *limit* waiting deliveries, the oldest first; print what became of each.

    Returns the exit code: 1 when some still wait.
    """
    session = open_delivery_session(settings)
    tried: list[Attempt] = []
    for attempt in _attempts(session, limit):
        tried.append(attempt)
        if format_ == "text":
            click.echo(attempt.line(lang))
            sys.stdout.flush()
    delivered = sum(attempt.after.is_final for attempt in tried)
    if format_ == "json":
        click.echo(
            json.dumps([_data(attempt, lang) for attempt in tried], ensure_ascii=False, indent=2)
        )
    else:
        total = either(lang, "Doręczono: {} z {}", "Delivered: {} of {}")
        click.echo(total.format(delivered, len(tried)))
    return 0 if delivered == len(tried) else 1


def _attempts(session: WorkerSession, limit: int) -> Iterator[Attempt]:
    centre = session.centre
    away: set[Target] = set()
    for before in session.offer(ReportAdministration, "waiting").waiting(limit=limit):
        if before.target in away:
            yield Attempt(before, before, _AWAY)
            continue
        try:
            found = centre.deliver_now(
                before.report_number,
                f"outbox-{socket.gethostname()}-{os.getpid()}",
                clock=session.now,
                kind=before.kind,
                lasting=timedelta(seconds=session.worker.lease),
                limits=session.worker.limits,
            )
        except NoSuchReportError:
            continue
        after = centre.plugins.reports.dispatch(before.id) or before
        if isinstance(found, NotClaimed):
            yield Attempt(before, after, found)
            continue
        if _is_away(before, after):
            away.add(before.target)
        yield Attempt(before, after)


def _is_away(before: Dispatch, after: Dispatch) -> bool:
    """Return whether the attempt showed that the server of all such receivers is away."""
    # What was delivered, or is in doubt, goes on saying why an attempt before this one failed.
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
