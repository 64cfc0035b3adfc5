"""Nothing is filed twice, and no doubt is taken for an answer; the settings."""

import logging

import attrs
import pytest
from fake_glpi import APP_TOKEN, ENTITY, USER_TOKEN

from lckm_core import build
from lckm_core.delivery import Accepted, Answer, MessageAttachment, Refusal, Refused, Unknown
from lckm_core.errors import InvalidSettingError
from lckm_glpi import GlpiAdapter
from tests.helpers.helpdesk_server import ExchangeTests

SEARCH, POST, LOGIN = "GET /Ticket", "POST /Ticket", "GET /initSession"


def test_a_ticket_is_text_and_no_markup(glpi, make, ticket):
    hostile = attrs.evolve(ticket(), text="<b>1 < 2</b>\n<br>&amp;<hr>\n")
    assert make().file(hostile) == Accepted("2")
    (filed,) = glpi.filed
    assert filed["content"] == ("&lt;b&gt;1 &lt; 2&lt;/b&gt;<br>&lt;br&gt;&amp;amp;&lt;hr&gt;<br>")
    assert (filed["entities_id"], filed["externalid"]) == (ENTITY, "ZG-1.helpdesk")


def test_that_files_are_left_out_is_told(glpi, make, ticket):
    file = MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x")
    assert make().file(ticket("ZG-1.helpdesk", file)) == Accepted("2")
    assert glpi.filed[0]["content"] == "Treść<br><hr>Pliki pominięte: 1."


def test_each_session_is_ended(glpi, make, ticket):
    make().file(ticket())
    make().find(ticket())
    glpi.answers = {SEARCH: (503, b"")}
    make().find(ticket())
    glpi.loses_answers, glpi.answers = True, {}
    make().file(ticket("ZG-2.helpdesk"))
    assert glpi.sessions == set()
    assert len([path for _, path in glpi.asked if path.endswith("/initSession")]) == 4


def _hide(glpi, how):
    match how:
        case "no marker":
            glpi.tickets[0]["externalid"] = None
        case "marker of another entity":
            glpi.tickets[0]["entities_id"] = 7
            glpi.entities = {ENTITY, 7}
        case "marker deleted":
            glpi.tickets[0]["is_deleted"] = 1
        case "no right to see the entity":
            glpi.entities = set()
        case "no field":
            glpi.has_external_ids = False
        case "no field, and filters are ignored":
            for one in glpi.tickets:
                del one["externalid"]
            glpi.ignores_filters = True
        case "filters are ignored":
            glpi.add({"name": "x", "entities_id": ENTITY})
            glpi.ignores_filters = True


@pytest.mark.parametrize(
    "how",
    [
        "no marker",
        "marker of another entity",
        "marker deleted",
        "no right to see the entity",
        "no field",
        "no field, and filters are ignored",
        "filters are ignored",
    ],
)
def test_where_a_ticket_could_be_hidden_nothing_is_not_there(glpi, make, ticket, how):
    glpi.add({"name": "x", "entities_id": ENTITY, "externalid": "ZG-1.helpdesk"})
    _hide(glpi, how)
    before = len(glpi.tickets)
    assert make().find(ticket("ZG-2.helpdesk")) is Answer.NO_ANSWER
    assert isinstance(make().file(ticket("ZG-2.helpdesk")), Refused)
    assert len(glpi.tickets) == before


NO_ANSWERS = [
    (503, b"", Refusal.BUSY),
    (429, b"", Refusal.BUSY),
    (400, b'["ERROR_WRONG_APP_TOKEN_PARAMETER", ""]', Refusal.OTHER),
    (401, b"[]", Refusal.NOT_ALLOWED),
    (403, b"[]", Refusal.NOT_ALLOWED),
    (404, b"<html>", Refusal.OTHER),
    (302, b"http://localhost:1/", Refusal.OTHER),
    (200, b"<html>", Refusal.OTHER),
    (200, b'{"session_token": "a\\r\\nX: y"}', Refusal.OTHER),
    (200, b"[" * 100_000, Refusal.OTHER),
    (200, b" " * (1 << 23) + b"[]", Refusal.OTHER),
]


@pytest.mark.parametrize("request_", [LOGIN, SEARCH])
@pytest.mark.parametrize(("status", "said", "reason"), NO_ANSWERS)
def test_what_is_no_answer_is_no_answer(glpi, make, ticket, request_, status, said, reason):
    glpi.answers = {request_: (status, said)}
    assert make().find(ticket()) is Answer.NO_ANSWER
    assert make().file(ticket()) == Refused(reason)
    assert glpi.filed == []


@pytest.mark.parametrize(
    "said", [b"[]", b'[1, null, "x"]', b'[{"externalid": 1}]', b'[{"externalid": "other"}]']
)
def test_what_is_no_marker_is_no_answer(glpi, make, ticket, said):
    glpi.answers = {SEARCH: (200, said)}
    assert make().find(ticket()) is Answer.NO_ANSWER


@pytest.mark.parametrize(
    ("status", "said", "result"),
    [
        (503, b"", Unknown()),
        (408, b"", Unknown()),
        (302, b"http://localhost:1/", Unknown()),
        (200, b"{}", Unknown()),
        (207, b"[]", Unknown()),
        (201, b"<html>", Unknown()),
        (201, b'{"id": false, "message": "Jan Kowalski"}', Unknown()),
        (429, b"", Refused(Refusal.BUSY)),
        (401, b"[]", Refused(Refusal.NOT_ALLOWED)),
        (400, b'["ERROR_GLPI_ADD", "Jan Kowalski"]', Refused(Refusal.OTHER)),
        (413, b"", Refused(Refusal.TOO_LARGE)),
    ],
)
def test_how_filing_ends(glpi, make, ticket, caplog, status, said, result):
    """What may have been taken is in doubt; what was surely not is refused for now."""
    glpi.answers = {POST: (status, said)}
    assert make().file(ticket()) == result
    assert "Kowalski" not in caplog.text
    glpi.answers = {}
    assert make().file(ticket()) == Accepted("2")


def test_a_key_differing_in_capitals_is_another(glpi, make, ticket):
    glpi.add({"name": "x", "entities_id": ENTITY, "externalid": "zg-1.HELPDESK"})
    assert make().find(ticket()) is Answer.NOT_THERE


def test_of_two_tickets_of_one_key_the_older_counts(glpi, make, ticket, caplog):
    for _ in range(2):
        glpi.add({"name": "x", "entities_id": ENTITY, "externalid": "ZG-1.helpdesk"})
    assert make().find(ticket()) == Accepted("2")
    assert "2, 3" in caplog.text


def test_of_more_tickets_than_one_answer_lists_the_oldest_counts(glpi, make, ticket):
    for _ in range(51):
        glpi.add({"externalid": "ZG-1.helpdesk", "entities_id": ENTITY})
    assert make().find(ticket()) == Accepted("2")


def test_a_ticket_without_its_key_is_told(glpi, make, ticket, caplog):
    """GLPI has it, so it is accepted; but a lost answer could not be settled."""
    glpi.answers = {POST: (201, b'{"id": 2, "message": ""}')}
    assert make().file(ticket()) == Accepted("2")
    assert "lacks its key" in caplog.text


def test_the_log_says_once_what_is_wrong_without_the_tokens(glpi, make, ticket, caplog):
    caplog.set_level(logging.DEBUG)
    glpi.answers = {LOGIN: (401, b'["ERROR", "Jan Kowalski"]')}
    helpdesk = make()
    for _ in range(3):
        helpdesk.file(ticket())
    assert len([one for one in caplog.records if one.name == "lckm_glpi"]) == 1
    assert "HTTP 401" in caplog.text
    shown = caplog.text + repr(helpdesk) + repr(helpdesk._server)
    assert USER_TOKEN not in shown
    assert APP_TOKEN not in shown
    assert "Kowalski" not in shown


class TestExchange(ExchangeTests):
    @pytest.fixture
    def server(self, glpi):
        return glpi


SETTINGS = {"url": "https://glpi.uml.lodz.pl", "user_token": USER_TOKEN, "app_token": APP_TOKEN}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://glpi.uml.lodz.pl"),
        ("url", "https://user:x@glpi.uml.lodz.pl"),
        ("url", "https://glpi.uml.lodz.pl/?a=b"),
        ("user_token", "VERY secret"),
        ("user_token", ""),
        ("app_token", "app\nsecret"),
        ("timeout", 300),
        ("timeout", 5),
        ("connect_timeout", 0),
    ],
)
def test_invalid_settings_are_refused_without_the_tokens(name, value):
    with pytest.raises(InvalidSettingError) as caught:
        GlpiAdapter(**{**SETTINGS, name: value})
    shown = caught.value.text("pl") + caught.value.text("en") + repr(caught.value)
    assert "VERY" not in shown
    assert "secret" not in shown


def test_the_address_of_the_home_page_may_end_with_a_stroke(glpi, make, ticket):
    assert make(url=f"{glpi.url}/").file(ticket()) == Accepted("2")


def test_it_fits():
    adapter = GlpiAdapter(**SETTINGS)
    assert build(adapter).adapters == ("glpi",)
    assert adapter.longest_attempt == 120
