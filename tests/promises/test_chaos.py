"""The promise that no report is lost, doubled or stuck, in its short form; and broken workers
and clients, which it notices.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from promises.chaos.city import City
from promises.chaos.work import has_arrived, withdrew

Chaos = Callable[..., dict[str, Any]]
LONG = pytest.mark.slow(
    reason="minutes of killing; forty reports and three kills stand for it", weekly=True
)


@pytest.fixture
def chaos(run_promise: Chaos) -> Chaos:
    """Return the figures of a run, and how it ended."""
    return partial(run_promise, "chaos", "--seconds", "900")


def test_forty_reports_and_three_kills(chaos: Chaos) -> None:
    result = chaos("--reports", "40", "--kills", "3", "--database", "sqlite")
    assert result["faults"] == []
    assert result["code"] == 0
    figures = result["figures"]
    assert figures["reports"]["acknowledged registrations"] == 40
    assert figures["kills"] > 0
    assert (
        sum(count for name, count in figures["reports"].items() if name.startswith("outcome")) == 40
    )


@LONG
def test_three_hundred_reports_and_fifteen_kills(chaos: Chaos) -> None:
    many(chaos, 300, 15, "--database", "sqlite")


@LONG
def test_two_hundred_reports_and_fifteen_kills_where_mailboxes_know_what_comes_twice(
    chaos: Chaos,
) -> None:
    many(chaos, 200, 15, "--database", "postgresql", "--repeats")


def many(chaos: Chaos, reports: int, kills: int, *arguments: str) -> None:
    result = chaos("--reports", str(reports), "--kills", str(kills), *arguments)
    assert result["faults"] == []
    assert result["code"] == 0
    figures = result["figures"]
    assert figures["reports"]["acknowledged registrations"] == reports
    assert figures["reports"]["withdrawn consents"] > 0
    assert figures["kills"] > kills * 4 // 5
    assert sum(figures["told to stop"].values()) == kills // 10
    outcomes = (count for name, count in figures["reports"].items() if name.startswith("outcome"))
    assert sum(outcomes) == reports


_BY_MAIL = (
    "--helpdesk",
    "log",
    "--reports",
    "120",
    "--kills",
    "16",
    "--victims",
    "worker",
    "mail server",
)


@LONG
@pytest.mark.parametrize("repeats", [(), ("--repeats",)], ids=["cannot be asked", "honours keys"])
def test_a_helpdesk_that_takes_mail(chaos: Chaos, repeats: tuple[str, ...]) -> None:
    result = chaos(*_BY_MAIL, "--lost-answers", "0.4", *repeats)
    assert result["faults"] == []
    told = result["figures"]["reports"]
    assert sum(count for name, count in told.items() if name.startswith("outcome")) == 120
    assert sum(count for name, count in told.items() if name.startswith("tickets in the queue")) > 0
    if not repeats:  # else mailboxes know what comes twice, and the helpdesk gets next to nothing
        assert (
            sum(count for name, count in told.items() if name.startswith("by hand: in doubt")) > 0
        )


@LONG
@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        ("claims-keys", "twice at the helpdesk"),
        ("rules-swapped", "misfiled: in another queue than it belongs to"),
    ],
)
def test_a_helpdesk_set_up_otherwise_than_its_page_asks_is_noticed(
    chaos: Chaos, broken: str, noticed: str
) -> None:
    result = chaos(*_BY_MAIL, "--lost-answers", "0.4", "--broken", broken)
    assert result["code"] == 1
    assert any(fault.startswith(noticed) for fault in result["faults"])


@LONG
@pytest.mark.parametrize(
    ("broken", "victim", "noticed"),
    [
        ("settles-first", "worker", "lost: noted as sent, and not in the mailbox"),
        ("sends-blindly", "mail server", "twice in the mailbox"),
        ("acknowledges-first", "client", "lost: acknowledged, and not there"),
    ],
)
def test_what_breaks_the_promise_is_noticed(
    chaos: Chaos, broken: str, victim: str, noticed: str
) -> None:
    more = ("--lost-answers", "0.2") if broken == "sends-blindly" else ()
    result = chaos(
        "--broken",
        broken,
        "--victims",
        victim,
        "--reports",
        "120",
        "--kills",
        "16",
        *more,
    )
    assert result["code"] == 1
    assert any(fault.startswith(noticed) for fault in result["faults"])


@LONG
def test_a_letter_out_after_it_was_noted_is_noticed_where_the_server_gives_the_time(
    chaos: Chaos,
) -> None:
    result = chaos(
        "--broken",
        "settles-first",
        "--database",
        "postgresql",
        "--reports",
        "40",
        "--kills",
        "0",
    )
    assert any(fault.startswith("late: ") for fault in result["faults"])


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(
            {
                "mixes-residents": "changed: the personal part is not what was sent",
                "tells-contact": "told: personal data in a letter that is to have none",
            },
            marks=LONG,
        ),
        pytest.param(
            {
                "keeps-bytes": "kept: bytes of one who withdrew are in the database",
                "drops-contact": "lost: contact data that a route asks for are not in the letter",
            },
            marks=LONG,
        ),
        pytest.param(
            {
                "withdraws-nothing": "kept: the personal part of one who withdrew",
                "mixes-letters": "changed: a letter without the words of its report",
            },
            marks=LONG,
        ),
        pytest.param(
            {
                "loses-words": "changed: the report is not what was sent",
                "tells-nobody": "not told: the mailbox holds data of one who withdrew",
            },
            marks=LONG,
        ),
        pytest.param(
            {"swallows-notices": "lost: noted as sent, and not in the mailbox (notice)"}, marks=LONG
        ),
        pytest.param({"repeats-notices": "twice in the mailbox (notice)"}, marks=LONG),
    ],
    ids=", ".join,
)
def test_what_is_spoiled_without_any_kill_is_noticed(chaos: Chaos, broken: dict[str, str]) -> None:
    # Of this seed three withdraw whose route asked for contact data; patient, so that their letters
    # are in the mailbox first.
    result = chaos(
        "--broken",
        *broken,
        "--seed",
        "241",
        "--reports",
        "40",
        "--kills",
        "0",
        "--patient",
    )
    assert result["code"] == 1
    for noticed in broken.values():
        assert any(fault.startswith(noticed) for fault in result["faults"])


def test_a_client_neither_waits_for_a_lost_report_nor_stops_at_it() -> None:
    centre, nobody = ContactCentre(build(MemoryAdapter())), cast("City", None)
    has_arrived(centre, nobody, "C1-000001")
    withdrew(centre, nobody, "C1-000001")
