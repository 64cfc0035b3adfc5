"""A simulated LOG Helpdesk behind a mail server, and adapters that file there."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lckm_core import Report
from lckm_core.reports import EventPlace
from lckm_log_helpdesk import LogHelpdeskAdapter
from lckm_log_helpdesk.simulator import LogHelpdesk, our_rules
from lckm_log_helpdesk.simulator.smtp import SmtpFront

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from steering_tries import SENDER, TO


@pytest.fixture
def desk():
    """What the README's rules make of LOG Helpdesk."""
    return LogHelpdesk(
        our_rules("ŁCKM", otherwise="Inne", by_category={"latarnia": "Oświetlenie"}),
        accounts=[SENDER],
    )


@pytest.fixture
def front(desk):
    with SmtpFront(desk) as front:
        yield front


@pytest.fixture
def adapter_to():
    """What makes an adapter that files by a front; the adapters' connections are closed at the
    end.
    """
    made = []

    def make(front, **settings):
        settings = {
            "host": front.host,
            "port": front.port,
            "tls": "none",
            "honours_keys": True,
        } | settings
        made.append(LogHelpdeskAdapter(sender=SENDER, to=TO, **settings))
        return made[-1]

    yield make
    for adapter in made:
        adapter.close()


@pytest.fixture
def a_report():
    """A report that says everything that a rule may go by."""
    return Report(
        number="ZG-1",
        registered_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
        terms_version="1",
        description="Nie świeci.",
        category="latarnia",
        place=EventPlace(kind="park", area="gorna"),
    )
