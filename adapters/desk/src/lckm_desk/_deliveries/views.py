"""The pages of what waits to be delivered, and of erasures that nobody has confirmed."""

from datetime import datetime

from lckm_core.delivery import Dispatch, DispatchState
from lckm_desk import _labels as labels
from lckm_desk._deliveries.queue_list import BY_HAND, MOST, STATES, Queue, QueueAddress
from lckm_desk._delivery_rows import delivery_row
from lckm_desk._pages import View


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
            "rows": [_queue_row(one, now) for one in queue.shown],
            "states": list(STATES.items()),
            "by_hand": BY_HAND,
            "most": MOST,
        },
    )


def _queue_row(one: Dispatch, now: datetime) -> dict[str, object]:
    return {
        **delivery_row(one),
        "number": one.report_number,
        "opened": labels.moment(one.opened_at),
        "age": labels.age(one.opened_at, now),
        "next": _next_attempt(one, now),
        "by_hand": one.needs_a_hand,
    }


def _next_attempt(one: Dispatch, now: datetime) -> str:
    """Return when it is tried next, in words that say where that moment has passed."""
    if one.state is DispatchState.LEASED or one.due_at is None:
        return "próba trwa"
    if one.due_at <= now:
        return f"na następną próbę czeka od {labels.moment(one.due_at)}"
    return f"następna próba {labels.moment(one.due_at)}"
