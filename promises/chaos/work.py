"""The work of clients and workers; the worker is the real ``lckm worker``.

Importing this imports all that any process needs.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import lckm_folder
import lckm_log_helpdesk
import lckm_request_tracker
import lckm_smtp
import lckm_sql
from lckm_cli.main import cli
from lckm_cli.settings import read_settings
from lckm_core import ContactCentre
from lckm_core.errors import NoSuchReportError
from promises.chaos import helpdesk, mail
from promises.chaos.broken import clients, mailers, workers
from promises.chaos.city import City
from promises.chaos.residents import LAGS, resident
from promises.processes import lines_of, noted, preload

__all__ = [
    "client",
    "helpdesk",
    "lckm_folder",
    "lckm_log_helpdesk",
    "lckm_request_tracker",
    "lckm_smtp",
    "mail",
    "mailers",
    "worker",
]
_PAUSE = 0.1
preload(__name__)


def client(city: City, name: str, count: int) -> None:
    """Register reports, withdraw some, and note what is acknowledged; go on after a crash."""
    acknowledged, withdrawn = city.acknowledged(name), city.withdrawn(name)
    done, gone = len(lines_of(acknowledged)), set(lines_of(withdrawn))
    centre = read_settings(city.settings).centre()
    register, withdraw = (
        clients.one_of(clients.REGISTER, city, registered),
        clients.one_of(clients.WITHDRAW, city, withdrew),
    )
    acks_first = clients.ACKNOWLEDGES_FIRST in city.broken
    # Of the last one that was noted the withdrawals may not be.
    for at in range(max(done - 1, 0), count + max(LAGS)):
        if done <= at < count:
            number = f"{name}-{at:06d}"
            if acks_first:
                noted(acknowledged, number)
                time.sleep(_PAUSE)  # so that some kill falls here, however fast the machine is
            until_true(register, centre, city, number)
            if not acks_first:
                noted(acknowledged, number)
        for number in leaving(city, name, at, count):
            if number not in gone:
                # Some wait however far behind the workers are, so that there are notices to send.
                if city.patient or resident(city.seed, number).withdraws_after == max(LAGS):
                    until_true(has_arrived, centre, city, number)
                until_true(withdraw, centre, city, number)
                noted(withdrawn, number)


def leaving(city: City, name: str, at: int, count: int) -> list[str]:
    """Return the reports whose consent a client withdraws after its report *at*, of *count*."""
    before = ((f"{name}-{at - lag:06d}", lag) for lag in LAGS if 0 <= at - lag < count)
    return [number for number, lag in before if resident(city.seed, number).withdraws_after == lag]


def until_true(
    act: Callable[[ContactCentre, City, str], None], centre: ContactCentre, city: City, number: str
) -> None:
    """Do something until it is acknowledged."""
    while True:
        try:
            act(centre, city, number)
        except lckm_sql.StoreUnavailableError:
            time.sleep(_PAUSE)
        else:
            return


def registered(centre: ContactCentre, city: City, number: str) -> None:
    """Register a report."""
    centre.register(
        resident(city.seed, number).form, number=number, now=datetime.now(UTC), terms_version="1"
    )


def has_arrived(centre: ContactCentre, city: City, number: str) -> None:
    """Wait until a report is in the unit's mailbox or at the helpdesk.

    A lost one never is. The books tell of it in the end, so a client goes on without it. So does it
    without one that a person has to look for, who begins once the clients have ended.
    """
    store: Any = centre.plugins.reports
    while (dispatch := store.dispatch(number)) is not None and not (
        dispatch.is_final or dispatch.needs_a_hand
    ):
        time.sleep(_PAUSE)


def withdrew(centre: ContactCentre, city: City, number: str) -> None:
    """Withdraw the consent given with a report, if it is not lost."""
    with suppress(NoSuchReportError):
        centre.withdraw_consent(number, now=datetime.now(UTC))


def worker(city: City, name: str) -> None:
    """Work until told to stop."""
    if workers.TELLS_NOBODY in city.broken:
        workers.tell_nobody()
    cli.main(
        args=["worker", "--name", name, "--settings", str(city.settings), "--log", "json"],
        prog_name="lckm",
    )
