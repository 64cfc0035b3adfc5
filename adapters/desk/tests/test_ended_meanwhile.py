"""A session that ends while the body of a request comes does nothing more."""

from pathlib import Path

import pytest
from desk_site import OWN

import lckm_desk
from lckm_core.organisation import Role
from lckm_desk import _sent_forms
from lckm_http import read_form

CALLS, CLERK, HEAD = Role.CALL_CENTRE_STAFF, Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
FORMS = {
    "/zgloszenie/wynik": CALLS,
    "/zgloszenie/zgoda": CALLS,
    "/zgloszenie/dane": CALLS,
    "/rozmowa": CALLS,
    "/zgloszenia": CALLS,
    "/prosba/nowa": CALLS,
    "/prosba/odpowiedz": HEAD,
    "/procedura/zwrot": CLERK,
    "/procedura/poprawki": CLERK,
    "/procedura/przyjecie": CLERK,
    "/informacja/nowa": CLERK,
    "/regulamin/projekt": CLERK,
}


@pytest.fixture
def ends_meanwhile(monkeypatch):
    """Have the sessions of a desk revoked when the body of a request has come."""

    def begin(desk):
        async def read(request, limits=None, *, take=None):
            fields = await read_form(request, limits, take=take)
            desk.memory.sessions.sessions.clear()
            return fields

        monkeypatch.setattr(_sent_forms, "read_form", read)

    return begin


@pytest.mark.parametrize("path", FORMS)
def test_it_is_asked_to_sign_in_again_and_keeps_what_was_typed(desk, path, ends_meanwhile):
    desk.procedure("received")
    visitor = desk.visitor(FORMS[path])
    ends_meanwhile(desk)
    visitor.post(path, numer=OWN, slowa="Wpisane słowa.")
    assert visitor.status == 401
    assert "Wpisane słowa." in visitor.response.text


def test_nothing_is_done(desk, ends_meanwhile):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Cofnij zgodę")
    before = list(desk.trail)
    ends_meanwhile(desk)
    assert visitor.press("Tak, cofnij").status == 401
    assert not desk.memory.reports.get(number).is_anonymous
    assert desk.trail == before


def test_nothing_is_registered(desk, ends_meanwhile):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Dziura.", kategoria="odpady")
    ends_meanwhile(desk)
    assert visitor.press("Zapisz zgłoszenie").status == 401
    assert desk.memory.reports.reports == {}


def test_a_request_of_a_session_that_lasts_is_answered(desk):
    assert desk.visitor().post("/zgloszenia", slowa="huśtawka").status == 303


def test_no_screen_reads_a_form_in_another_way():
    sources = Path(lckm_desk.__file__).parent.rglob("*.py")
    found = {one.name for one in sources if "await read_form(" in one.read_text(encoding="utf-8")}
    assert found == {"_sent_forms.py"}
