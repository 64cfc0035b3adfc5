"""How a ticket stands comes back, and a ticket is closed only as it was when somebody looked."""

import pytest

from lckm_core.delivery import Refusal
from lckm_request_tracker import (
    ChangedMeanwhileError,
    NoSuchTicketError,
    RequestTrackerError,
    TicketStatus,
)


@pytest.fixture
def filed(helpdesk, ticket):
    return helpdesk.file(ticket()).reference


def test_it_is_what_the_clerks_made_of_it(desk, helpdesk, filed):
    for status in ("new", "open", "stalled", "rejected", "resolved", "deleted"):
        desk.rest("PUT", f"/ticket/{filed}", {"Status": status})
        assert helpdesk.status(filed) == TicketStatus(filed, status)


def test_nothing_new_costs_no_reading(desk, helpdesk, filed):
    known = helpdesk.status(filed)
    assert helpdesk.status(filed, known=known) is known
    desk.rest("PUT", f"/ticket/{filed}", {"Status": "open"})
    now = helpdesk.status(filed, known=known)
    assert (now.status, now.etag) != (known.status, known.etag)


def test_what_is_known_of_another_ticket_does_not_count(helpdesk, ticket, filed):
    other = helpdesk.file(ticket()).reference
    assert helpdesk.status(other, known=helpdesk.status(filed)) == TicketStatus(other, "new")


def test_a_merged_ticket_stands_as_the_one_it_went_into(desk, helpdesk, ticket, filed):
    other = helpdesk.file(ticket()).reference
    desk.rest("PUT", f"/ticket/{other}", {"MergeInto": filed})
    desk.rest("PUT", f"/ticket/{filed}", {"Status": "resolved"})
    assert helpdesk.status(other) == TicketStatus(filed, "resolved")


def test_it_is_closed(helpdesk, filed):
    closed = helpdesk.close(helpdesk.status(filed))
    assert closed == helpdesk.status(filed) == TicketStatus(filed, "resolved")


def test_it_is_not_closed_over_another_change(desk, helpdesk, filed):
    known = helpdesk.status(filed)
    desk.rest("PUT", f"/ticket/{filed}", {"Status": "open"})
    with pytest.raises(ChangedMeanwhileError, match=filed):
        helpdesk.close(known)
    assert helpdesk.status(filed).status == "open"


@pytest.mark.parametrize(
    ("user", "status"), [("lacks ModifyTicket", "resolved"), ("files", "bzdura")]
)
def test_what_request_tracker_does_not_do_is_noticed(desk, filed, user, status):
    """It answers 200 all the same."""
    helpdesk = desk.helpdesk(user=user)
    with pytest.raises(RequestTrackerError) as raised:
        helpdesk.close(helpdesk.status(filed), status=status)
    assert raised.value.refusal is Refusal.NOT_ALLOWED
    assert helpdesk.status(filed).status == "new"


def test_what_is_not_there_or_not_to_be_seen_is_said_to_be(desk, helpdesk, filed):
    for asked, number in ((helpdesk, "999999"), (desk.helpdesk(user="lacks ShowTicket"), filed)):
        with pytest.raises(NoSuchTicketError, match=number):
            asked.status(number)
        with pytest.raises(NoSuchTicketError, match=number):
            asked.close(TicketStatus(number, "new"))


@pytest.mark.parametrize("number", ["", "1/../2", "ZG-1", "1?x", "٣", "-1"])
def test_only_a_number_is_asked_for(helpdesk, number):
    with pytest.raises(ValueError, match="has a number"):
        helpdesk.status(number)


def test_a_line_that_is_down_is_said_to_be(desk, helpdesk, filed):
    known = helpdesk.status(filed)
    desk.line.down()
    for act in (lambda: helpdesk.status(filed), lambda: helpdesk.close(known)):
        with pytest.raises(RequestTrackerError) as raised:
            act()
        assert raised.value.refusal is Refusal.UNREACHABLE
