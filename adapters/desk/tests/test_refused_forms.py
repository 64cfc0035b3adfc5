"""A form that is refused for the role comes back whole, with the labels that it has."""

import pytest
from desk_site import OWN, Desk, standing
from test_permissions import request_in_state

from lckm_core.organisation import Role
from lckm_desk._pages import PATHS

CALLS, CLERK = Role.CALL_CENTRE_STAFF, Role.MONITORING_STAFF
HEAD = Role.HEAD_OF_UNIT
FORMS = {
    "announcement-new": (CLERK, lambda desk: {}),
    "announcement-give-back": (CLERK, lambda desk: {"numer": standing(desk, "received")}),
    "announcement-withdraw": (CLERK, lambda desk: {"numer": standing(desk, "published")}),
    "terms-draft": (CLERK, lambda desk: {}),
    "routes-change": (Role.DIRECTOR, lambda desk: {}),
    "ask-data": (CALLS, lambda desk: {}),
    "ask-briefing": (Role.HEAD_OF_CALL_CENTRE, lambda desk: {}),
    "answer": (HEAD, lambda desk: {"numer": request_in_state(desk, "asked")}),
    "give-back": (CLERK, lambda desk: {"numer": desk.procedure("received")}),
    "withdraw": (CLERK, lambda desk: {"numer": desk.procedure("published")}),
    "note": (CALLS, lambda desk: {"numer": desk.procedure("published")}),
}
_TYPED = ".//textarea | .//input[(not(@type) or @type='text' or @type='date') and @name!='numer']"


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_stands_under_the_labels_of_the_form(name):
    who, begun = FORMS[name]
    desk = Desk()
    asked = begun(desk)
    visitor = desk.visitor(who).get(PATHS[name], **asked)
    assert visitor.status == 200
    form = visitor.page.xpath("//main//form[@method='post']")[0]
    labels = {
        field.get("name"): visitor.page.xpath(f"//label[@for='{field.get('id')}']")[0]
        for field in form.xpath(_TYPED)
    }
    typed = {field: f"Tekst {at}" for at, field in enumerate(labels)}
    wanted = {
        label.text.strip().partition(" (nieobowiązkowo)")[0]: typed[field]
        for field, label in labels.items()
    }
    # An operator's list gave them another role meanwhile; nobody has none at all.
    refused = desk.visitor(_without_right(who)).post(PATHS[name], **asked, **typed)
    assert refused.status == 403
    rows = {
        row.findtext("dt").strip().partition(" (nieobowiązkowo)")[0]: " ".join(
            row.find("dd").text_content().split()
        )
        for row in refused.page.xpath("//main//dl/div")
    }
    assert rows == wanted


def _without_right(who) -> Role:
    return Role.STAFF_OF_UNIT if who is not HEAD else CLERK


def test_what_is_seen_from_today_is_told_apart_from_what_a_publication_would_do(desk):
    desk.procedure("published")
    desk.hand_in(OWN, additional_info="Nowe.", valid_to=desk.today)
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "Gdyby dziś opublikować wersję 2: Od 2.12.2026 bez końca wróci wersja 1" in visitor.words
