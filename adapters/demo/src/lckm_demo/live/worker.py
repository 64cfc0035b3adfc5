"""The worker and the staff of units of the demo, in a thread."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

from lckm_core.centre import ContactCentre
from lckm_demo.live.clock import MovableClock
from lckm_demo.paths import HELPDESK, MAIL
from lckm_demo.unit_staff import obey, obey_at_helpdesk
from lckm_operations import Worker

_LOG = logging.getLogger("lckm_demo")
_PAUSE = 0.5
UNANSWERING_UNIT: Final = "Schronisko dla Zwierząt"
"""The unit that deletes what it is asked to and does not say so: it is the desk's to note."""


@contextmanager
def working(centre: ContactCentre, folder: Path, clock: MovableClock) -> Iterator[None]:
    """Deliver, erase and do what notices ask for, until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(centre, folder, clock, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _work(centre: ContactCentre, folder: Path, clock: MovableClock, stop: threading.Event) -> None:
    worker = Worker(centre, clock=clock.now)
    while not stop.wait(_PAUSE):
        worker.turn(stop)
        try:
            _obey(centre, folder, clock)
        except OSError as error:
            # Another process of the same demo did it at the same time.
            _LOG.warning("the units of the demo failed", exc_info=error)


def _obey(centre: ContactCentre, folder: Path, clock: MovableClock) -> None:
    """Have units delete what notices name and confirm it, except one that does not answer."""
    if obey(folder / MAIL) + obey_at_helpdesk(folder / HELPDESK) == 0:
        return
    now = clock.now()
    for notice in list(centre.unconfirmed(opened_before=now + timedelta(days=1))):
        if notice.receiver != UNANSWERING_UNIT:
            centre.confirm_erasure(notice.report_number, now=now, kind=notice.kind)
