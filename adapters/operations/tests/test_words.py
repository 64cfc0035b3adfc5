"""Why a delivery stands where it does, in words that are true of any mailer and any helpdesk."""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_cli.toolkit import streamed_table
from lckm_core.delivery import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Work,
)
from lckm_operations.delivery_words import delivery_reason

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LEFT = Dispatch(
    report_number="ZG-1",
    mailbox=Mailbox("ZDiT", "zgloszenia@zdit.uml.lodz.pl"),
    opened_at=NOW,
    since=NOW,
    due_at=NOW,
    state=DispatchState.UNKNOWN,
    in_doubt=True,
    routed="trasa 3",
)
AT_HELPDESK = attrs.evolve(LEFT, mailbox=None, because=HelpdeskReason.NO_MAILBOX)


def test_what_a_mailbox_may_have_is_found_out_or_the_helpdesks():
    """Whether a mailer can ask, it says only when it is asked: of one by SMTP nobody may say
    that it will be.
    """
    said = delivery_reason(LEFT, "pl")
    assert "skrzynka mogła je już dostać" in said
    assert "przejmie je helpdesk" in said
    assert "zapytana" not in said
    assert "the helpdesk gets it" in delivery_reason(LEFT, "en")


def test_what_a_helpdesk_may_have_is_said_besides_the_route():
    said = delivery_reason(AT_HELPDESK, "pl")
    assert said.startswith(
        "Zgłoszenia nie przekazuje się automatycznie do żadnej skrzynki. Wybór drogi: trasa 3."
    )
    assert "Helpdesk mógł je już dostać" in said
    by_hand = delivery_reason(attrs.evolve(AT_HELPDESK, needs_a_hand=True), "pl")
    assert "lckm reports settle" in by_hand
    assert "następna próba" not in by_hand
    done = attrs.evolve(AT_HELPDESK, state=DispatchState.HELPDESK, due_at=None)
    assert "mógł" not in delivery_reason(done, "pl")


def test_who_has_it_in_hand_for_the_helpdesk_is_said():
    lease = Lease(worker="lckm1-4711", token=1, work=Work.SEND, until=NOW)
    leased = attrs.evolve(
        AT_HELPDESK, state=DispatchState.LEASED, in_doubt=False, lease=lease, token=1
    )
    assert delivery_reason(leased, "pl").endswith("Ma je lckm1-4711.")
    assert delivery_reason(leased, "en").endswith("lckm1-4711 has it.")


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_a_table_of_many_begins_before_all_rows_are_there(at_once):
    taken = []

    def rows():
        for row in (("1", "a"), ("100", "b"), ("1", "c")):
            taken.append(row)
            yield row

    lines = streamed_table(["n", "x"], rows(), batch=at_once)
    assert next(lines).split() == ["n", "x"]
    assert len(taken) == min(at_once, 3)
    assert [line.split() for line in lines] == [["1", "a"], ["100", "b"], ["1", "c"]]
