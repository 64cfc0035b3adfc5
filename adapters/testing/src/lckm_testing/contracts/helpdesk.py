"""The contract of a helpdesk."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import pytest

from lckm_core.delivery import MessageAttachment, Ticket
from lckm_core.ports import Helpdesk
from lckm_core.reports import Report
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import to_fill_in
from lckm_testing.contracts.peers import PeerContract


@attrs.frozen
class Filed:
    """A ticket as the helpdesk has it."""

    key: str
    subject: str
    text: str
    attachments: tuple[MessageAttachment, ...] = ()


class HelpdeskContract(PeerContract, abstract=True):
    """What every :class:`lckm_core.ports.Helpdesk` does.

    Fixtures: ``helpdesk``, ``filed``, and that of a capability.

    Say which of the three it is: ``can_be_asked``, else ``honours_keys``, else neither. Of the
    third kind a doubt waits for a person, so its ``find`` returns ``Answer.CANNOT_BE_ASKED``.
    """

    @pytest.fixture
    def helpdesk(self) -> Helpdesk:
        """A helpdesk without tickets, another for each test."""
        to_fill_in("helpdesk", "a helpdesk that has no tickets at the start of each test")

    @pytest.fixture
    def filed(self, helpdesk: Helpdesk) -> Callable[[], Sequence[Filed]]:
        """What tells which tickets the helpdesk has."""
        to_fill_in("filed", "a function that returns the tickets there are, each as Filed")

    # What the tests that mail and helpdesk share are made with.

    @pytest.fixture
    def adapter(self, helpdesk: Helpdesk) -> Helpdesk:
        """The adapter under test."""
        return helpdesk

    @pytest.fixture
    def sends(self, helpdesk: Helpdesk) -> Callable[[Ticket], Any]:
        """The act of filing."""
        return helpdesk.file

    @pytest.fixture
    def finds(self, helpdesk: Helpdesk) -> Callable[[Ticket], Any]:
        """The act of asking."""
        return helpdesk.find

    @pytest.fixture
    def came(self, filed: Callable[[], Sequence[Filed]]) -> Callable[[], list[Filed]]:
        """What the helpdesk has."""
        return lambda: list(filed())

    @pytest.fixture
    def messages(self) -> Sequence[Ticket]:
        """Tickets that are hard to bring unchanged."""
        full = attrs.evolve(
            samples.full_report(PersonalDataCanary("unused"), "ŁCKM/2026/1"), personal=None
        )
        texts = (samples.HOSTILE.replace("\r\n", "\n").strip() + "\n", samples.BIG + "\n")
        return [
            _ticket(f"L=CKM-=2026-=1.{at}", text=text, report=full) for at, text in enumerate(texts)
        ]

    @pytest.fixture
    def many(self) -> Sequence[Ticket]:
        """Plain tickets, each of its own key."""
        return [_ticket(f"ZG-{at}.helpdesk", text=f"Treść {at}\n" * (at + 1)) for at in range(8)]

    @pytest.fixture
    def personal_message(self) -> tuple[PersonalDataCanary, Ticket]:
        """A ticket in whose text and file something personal is left that nobody could see."""
        canary = PersonalDataCanary()
        ticket = _ticket("ZG.told", text=f"{canary.words}\n{canary.description()}\n")
        return canary, attrs.evolve(ticket, attachments=(samples.telling_file(canary),))


def _ticket(key: str, *, text: str, report: Report | None = None) -> Ticket:
    report = report or attrs.evolve(samples.bare_report(), personal=None)
    return Ticket(key, report, f"[ŁCKM] Zgłoszenie {report.number}: „dziura” \U0001f573", text)
