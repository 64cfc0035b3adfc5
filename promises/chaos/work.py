"""What clients and workers do. The worker is the real ``lckm worker``. Importing this imports all that any process needs."""

import time
from datetime import UTC, datetime

import lckm_files
import lckm_request_tracker
import lckm_smtp
import lckm_sql
from lckm_cli.main import cli
from lckm_core import ContactCentre
from lckm_operations.settings import read_settings
from promises.chaos import broken, desk, mail
from promises.chaos.city import City, form
from promises.chaos.processes import lines_of, noted

__all__ = ["broken", "client", "desk", "lckm_files", "lckm_request_tracker", "lckm_smtp", "mail", "worker"]
_PAUSE = 0.1


def client(city: City, name: str, count: int, acks_first: bool) -> None:
    """Register reports one after another, and note each number once it is acknowledged; go on from there after a crash.

    *acks_first* makes a broken client of it: one that notes what is not registered yet.
    """
    acknowledged = city.acknowledged(name)
    done = lines_of(acknowledged)
    centre = read_settings(city.settings).centre()
    for at in range(len(done), count):
        number = f"{name}-{at:06d}"
        if acks_first:
            noted(acknowledged, number)
        while not registered(centre, number):
            time.sleep(_PAUSE)
        if not acks_first:
            noted(acknowledged, number)


def registered(centre: ContactCentre, number: str) -> bool:
    """Register a report; return whether it was acknowledged."""
    try:
        centre.register(form(number), number=number, now=datetime.now(UTC), terms_version="1")
    except lckm_sql.StoreUnavailableError:
        return False
    return True


def worker(city: City, name: str) -> None:
    """Work until told to stop."""
    cli.main(args=["worker", "--name", name, "--settings", str(city.settings), "--log", "json"], prog_name="lckm")
