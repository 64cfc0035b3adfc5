"""Nothing is filed twice, and no doubt is taken for an answer; the settings."""

import json
import logging

import pytest
from fake_zammad import CUSTOMER, GROUP, TOKEN

from lckm_core import build
from lckm_core.delivery import (
    Accepted,
    Answer,
    MessageAttachment,
    Refusal,
    Refused,
    Unknown,
)
from lckm_core.errors import InvalidSettingError
from lckm_zammad import ZammadAdapter
from tests.helpers.helpdesk_server import ExchangeTests

FILE = MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x" * 1000)


def test_a_ticket_is_an_internal_note_under_its_number(zammad, make, ticket):
    assert make().file(ticket()) == Accepted("10002")
    (filed,) = zammad.filed
    assert filed["title"] == "[ŁCKM] Zgłoszenie"
    assert (filed["group"], filed["customer"], filed["lckm_key"]) == (
        GROUP,
        CUSTOMER,
        "ZG-1.helpdesk",
    )
    article = filed["article"]
    assert (article["type"], article["internal"], article["content_type"]) == (
        "note",
        True,
        "text/plain",
    )


def _hide(zammad, how):
    match how:
        case "no marker":
            zammad.tickets[0]["lckm_key"] = None
        case "marker of another group":
            zammad.tickets[0]["group"] = "Inna"
            zammad.readable = {GROUP, "Inna"}
        case "no right to read":
            zammad.readable = set()
        case "no field":
            zammad.fields.discard("lckm_key")
        case "no field, and conditions are ignored":
            zammad.fields.discard("lckm_key")
            zammad.ignores_conditions = True
        case "conditions are ignored":
            zammad.add({"title": "Inne", "group": GROUP})
            zammad.ignores_conditions = True


@pytest.mark.parametrize(
    "how",
    [
        "no marker",
        "marker of another group",
        "no right to read",
        "no field",
        "no field, and conditions are ignored",
        "conditions are ignored",
    ],
)
def test_where_a_ticket_could_be_hidden_nothing_is_not_there(zammad, make, ticket, how):
    """Zammad answers all of these with success, or as if no ticket had the key."""
    zammad.add({"title": "x", "group": GROUP, "lckm_key": "ZG-1.helpdesk"})
    _hide(zammad, how)
    before = len(zammad.tickets)
    assert make().find(ticket("ZG-2.helpdesk")) is Answer.NO_ANSWER
    assert isinstance(make().file(ticket("ZG-2.helpdesk")), Refused)
    assert len(zammad.tickets) == before


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (503, b"", Refusal.BUSY),
        (500, b"{}", Refusal.BUSY),
        (429, b"", Refusal.BUSY),
        (401, b"{}", Refusal.NOT_ALLOWED),
        (403, b"{}", Refusal.NOT_ALLOWED),
        (404, b"<html>", Refusal.OTHER),
        (302, b"http://localhost:1/", Refusal.OTHER),
        (200, b"<html>", Refusal.OTHER),
        (200, b"{}", Refusal.OTHER),
        (200, b"[", Refusal.OTHER),
        (200, b"[" * 100_000, Refusal.OTHER),
        (200, b"[]", Refusal.NOT_ALLOWED),
        (200, b'[1, null, "x"]', Refusal.NOT_ALLOWED),
        (200, b'[{"lckm_key": 1}]', Refusal.OTHER),
        (200, b" " * (1 << 23) + b"[]", Refusal.OTHER),
    ],
)
def test_what_is_no_answer_is_no_answer(zammad, make, ticket, status, said, reason):
    zammad.answer = (status, said)
    assert make().find(ticket()) is Answer.NO_ANSWER
    assert make().file(ticket()) == Refused(reason)
    assert {method for method, _ in zammad.asked} == {"GET"}


@pytest.mark.parametrize(
    ("status", "said", "result"),
    [
        (503, b"", Unknown()),
        (500, b"{}", Unknown()),
        (408, b"", Unknown()),
        (302, b"http://localhost:1/", Unknown()),
        (200, b"{}", Unknown()),
        (201, b"<html>", Unknown()),
        (201, b'{"id": 1}', Unknown()),
        (429, b"", Refused(Refusal.BUSY)),
        (401, b"{}", Refused(Refusal.NOT_ALLOWED)),
        (403, b"{}", Refused(Refusal.NOT_ALLOWED)),
        (422, b"{}", Refused(Refusal.OTHER)),
        (413, b"", Refused(Refusal.TOO_LARGE)),
    ],
)
def test_how_filing_ends(zammad, make, ticket, status, said, result):
    """What may have been taken is in doubt; what was surely not is refused for now."""
    zammad.answer_to_post = (status, said)
    assert make().file(ticket()) == result
    zammad.answer_to_post = None
    assert make().file(ticket()) == Accepted("10002")


def test_files_that_are_too_large_are_left_out_and_the_ticket_says_so(zammad, make, ticket):
    zammad.most_bytes = 1200
    assert make().file(ticket("ZG-1.helpdesk", FILE)) == Accepted("10002")
    (filed,) = zammad.filed
    assert filed["article"]["attachments"] == []
    assert filed["article"]["body"] == "Treść\n\nPliki pominięte, bo są za duże: 1.\n"


@pytest.mark.parametrize("status", [400, 401, 422, 429, 503])
def test_files_are_left_out_for_their_size_alone(zammad, make, ticket, status):
    zammad.answer_to_post = (status, b"{}")
    assert not isinstance(make().file(ticket("ZG-1.helpdesk", FILE)), Accepted)
    assert [method for method, _ in zammad.asked].count("POST") == 1


def test_a_key_differing_in_capitals_is_another(zammad, make, ticket):
    zammad.add({"title": "x", "group": GROUP, "lckm_key": "zg-1.HELPDESK"})
    assert make().find(ticket()) is Answer.NOT_THERE


def test_of_two_tickets_of_one_key_the_older_counts(zammad, make, ticket, caplog):
    for _ in range(2):
        zammad.add({"title": "x", "group": GROUP, "lckm_key": "ZG-1.helpdesk"})
    assert make().find(ticket()) == Accepted("10002")
    assert "10002, 10003" in caplog.text


def test_a_ticket_without_its_key_is_told(zammad, make, ticket, caplog):
    """Zammad has it, so it is accepted; but a lost answer could not be settled."""
    record = {"number": "10002", "lckm_key": None}
    zammad.answer_to_post = (201, json.dumps(record).encode())
    assert make().file(ticket()) == Accepted("10002")
    assert "lacks its key" in caplog.text


def test_the_log_says_once_what_is_wrong_without_the_token(zammad, make, ticket, caplog):
    caplog.set_level(logging.DEBUG)
    zammad.answer = (401, b'{"error": "Jan Kowalski"}')
    helpdesk = make()
    for _ in range(3):
        helpdesk.file(ticket())
    assert len([one for one in caplog.records if one.name == "lckm_zammad"]) == 1
    assert "HTTP 401" in caplog.text
    assert TOKEN not in caplog.text + repr(helpdesk) + repr(helpdesk._server)
    assert "Kowalski" not in caplog.text
    zammad.answer = None
    assert isinstance(helpdesk.file(ticket()), Accepted)
    zammad.answer = (401, b"")
    helpdesk.find(ticket())
    assert caplog.text.count("HTTP 401") == 2


class TestExchange(ExchangeTests):
    @pytest.fixture
    def server(self, zammad):
        return zammad


SETTINGS = {
    "url": "https://pomoc.uml.lodz.pl",
    "token": TOKEN,
    "group": GROUP,
    "customer": CUSTOMER,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://pomoc.uml.lodz.pl"),
        ("url", "https://user:x@pomoc.uml.lodz.pl"),
        ("url", "https://pomoc.uml.lodz.pl/?a=b"),
        ("url", "pomoc.uml.lodz.pl"),
        ("token", "VERY secret"),
        ("token", ""),
        ("group", ""),
        ("group", " x"),
        ("customer", ""),
        ("field", "LCKM key"),
        ("field", "x]"),
        ("timeout", 300),
        ("timeout", 5),
        ("connect_timeout", 0),
    ],
)
def test_invalid_settings_are_refused_without_the_token(name, value):
    with pytest.raises(InvalidSettingError) as caught:
        ZammadAdapter(**{**SETTINGS, name: value})
    assert "VERY" not in caught.value.text("pl") + caught.value.text("en") + repr(caught.value)


def test_it_fits():
    adapter = ZammadAdapter(**SETTINGS)
    assert build(adapter).adapters == ("zammad",)
    assert adapter.longest_attempt == 120
