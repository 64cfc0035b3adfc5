"""The pages of what waits to be delivered, and of erasures that nobody has confirmed."""

from datetime import datetime

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.text import Noun, counted as in_words
from lckm_desk import _labels as labels
from lckm_desk._deliveries.erasure_list import MOST as MOST_COUNTED, Erasures
from lckm_desk._deliveries.queue_list import BY_HAND, MOST, STATES, Queue, QueueAddress
from lckm_desk._delivery_rows import asked_at, asked_words, delivery_row, receivers_number
from lckm_desk._pages import View

# In the form that follows „dane”.
_OF_REPORTS = Noun("zgłoszenia", "zgłoszeń", "zgłoszeń", "report", "reports")


def queue_view(queue: Queue, address: QueueAddress, *, now: datetime) -> View:
    """Return one page of the queue.

    Args:
        queue: what waits.
        address: what is asked for.
        now: the moment, aware.
    """
    faults = address.faults
    return View(
        template="queue",
        title="Kolejka",
        here="queue",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "queue": queue,
            "rows": [_queue_row(dispatch, now) for dispatch in queue.shown],
            "states": list(STATES.items()),
            "by_hand": BY_HAND,
            "most": MOST,
        },
    )


def _queue_row(dispatch: Dispatch, now: datetime) -> dict[str, object]:
    return {
        **delivery_row(dispatch),
        "number": dispatch.report_number,
        # The page of erasures says whether a notice is confirmed.
        "state": labels.STATES[dispatch.state],
        "opened": labels.moment(dispatch.opened_at),
        "age": labels.age(dispatch.opened_at, now),
        "next": _next_attempt(dispatch, now),
        "by_hand": dispatch.needs_a_hand,
    }


def _next_attempt(dispatch: Dispatch, now: datetime) -> str:
    """Return when it is tried next, in words, also where that moment has passed."""
    if dispatch.state is DispatchState.LEASED or dispatch.due_at is None:
        return "próba trwa"
    if dispatch.due_at <= now:
        return f"na następną próbę czeka od {labels.moment(dispatch.due_at)}"
    return f"następna próba {labels.moment(dispatch.due_at)}"


def erasures_view(
    erasures: Erasures, *, is_first: bool, confirms: bool, now: datetime, done: str = ""
) -> View:
    """Return one page of erasures.

    Args:
        erasures: what is due, and who has not answered.
        is_first: whether it is the first page.
        confirms: whether whoever looks may note that a receiver has erased the data.
        now: the moment, aware.
        done: what was just done; empty for nothing.
    """
    counted, next_day = erasures.unconfirmed, erasures.next_day
    away_since = erasures.away_since
    return View(
        template="erasures",
        title="Usuwanie danych",
        is_continued=not is_first,
        here="erasures",
        context={
            "erasures": erasures,
            "away_since": labels.moment(away_since) if away_since else "",
            "due": in_words(erasures.due or 0, _OF_REPORTS).pl,
            "withdrawn": in_words(erasures.withdrawn, _OF_REPORTS).pl,
            "next_day": labels.day(next_day) if next_day else "",
            "due_then": in_words(erasures.due_then, _OF_REPORTS).pl,
            "rows": [_notice_row(notice, now) for notice in erasures.shown],
            "counted": f"ponad {MOST_COUNTED}" if counted > MOST_COUNTED else str(counted),
            "is_first": is_first,
            "confirms": confirms,
            "done": done,
        },
    )


def _notice_row(notice: Dispatch, now: datetime) -> dict[str, str]:
    return {
        "number": notice.report_number,
        "receiver": labels.receiver_of(notice),
        "state": f"wezwanie: {labels.STATES[notice.state]}",
        # While it waits, its state says what for.
        "asked": asked_words(notice, "od"),
        "age": labels.age(asked_at(notice), now),
        "reference": receivers_number(notice),
    }
