"""A button is on a page if and only if what it does would not be refused, for each role."""

import pytest
from desk_site import Desk
from starlette.testclient import TestClient

from lckm_core.delivery import ManualAction, Target
from lckm_core.organisation import Act, DeskAct, Role, may
from lckm_core.reports import Outcome
from lckm_desk._act_forms import ACT_FORMS
from lckm_desk._permissions import may_do

WORDS = "Załatano dziurę."
TYPED = {
    "wynik": {"wynik": "done", "slowa": WORDS},
    "otwarcie": {"slowa": "Dziura znów tam jest."},
    "przyporzadkowanie": {"rodzaj": "other", "kategoria": "drzewo"},
    "przekazanie": {},
    "rozstrzygniecie": {"odbiorca": "helpdesk", "skad": "told"},
    "wykreslenie": {"slowa": "tygodnia"},
    "zgoda": {},
}
STATES = ("new", "closed", "settled", "anonymous")


def in_state(desk: Desk, state: str) -> str:
    number = desk.report(files=1)
    clerk = Role.CALL_CENTRE_STAFF
    if state == "closed":
        desk.centre.note_outcome(number, Outcome.DONE, words=WORDS, role=clerk, now=desk.now)
    if state == "settled":
        desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    if state == "anonymous":
        desk.centre.withdraw_consent(number, now=desk.now)
    return number


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [*Role, "jan", "ewa"])
def test_a_button_is_shown_if_and_only_if_its_verb_is_not_refused(role, state):
    desk = Desk()
    number = in_state(desk, state)
    page = desk.visitor(role).open(number)
    shown = page.buttons if page.status == 200 else []
    for form in ACT_FORMS:
        again = Desk()
        in_state(again, state)
        visitor = again.visitor(role).post(
            f"/zgloszenie/{form.name}", numer=number, **TYPED[form.name]
        )
        assert (visitor.status == 303) is (form.label in shown), (form.name, visitor.words)
        if visitor.status != 303:
            sources = ("zał. 2 §", "interpretacja I")
            assert visitor.status == 409 or any(one in visitor.words for one in sources)
    reading = desk.visitor(role).post("/zgloszenie/dane", numer=number, cel="call back")
    can_read = any(label.startswith("Pokaż dane osobowe") for label in shown)
    assert (reading.status == 200) is can_read, reading.words
    assert ("601 234 567" in reading.words) is can_read


@pytest.mark.parametrize("role", Role)
def test_the_menu_has_what_opens_and_nothing_else(role):
    visitor = Desk().visitor(role).get("/zgloszenia")
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Zgłoszenia" in menu) is (visitor.status == 200)
    assert any(role.value in text for text in menu)


def test_each_refusal_by_role_names_its_source_and_who_may():
    desk = Desk()
    number = desk.report()
    for form in ACT_FORMS:
        role = next(one for one in Role if not may(one, form.act))
        visitor = desk.visitor(role).get(f"/zgloszenie/{form.name}", numer=number)
        assert visitor.status == 403
        assert may(role, form.act).because.pl in visitor.words
        assert may(role, form.act).cites in visitor.words


def test_staff_of_a_unit_see_their_own_reports_alone():
    desk = Desk()
    ours, theirs = desk.report(1), desk.report(2, category="odpady")
    assert desk.centre.plugins.reports.dispatch(ours).receiver != (
        desk.centre.plugins.reports.dispatch(theirs).receiver
    )
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/zgloszenia")
    assert ours in visitor.words
    assert theirs not in visitor.words
    assert theirs not in visitor.get("/zgloszenia.csv").response.text
    assert visitor.open(theirs).status == 403
    assert "I26" in visitor.words


def test_whoever_has_several_roles_acts_in_the_one_that_may():
    desk = Desk()
    number = desk.report()
    visitor = desk.visitor("ewa").open(number).follow("Zapisz wynik")
    assert f"Robisz to jako {Role.CALL_CENTRE_STAFF.value}" in visitor.words
    visitor.press("Zapisz wynik", wynik="done", slowa=WORDS)
    assert desk.trail[-1].role is Role.CALL_CENTRE_STAFF
    assert desk.trail[-1].by == "Ewa Podwójna"


def test_nobody_signed_in_sees_nothing():
    desk = Desk()
    number = desk.report()
    client = TestClient(desk.face.app, base_url="https://lckm.example.org", follow_redirects=False)
    for path in ("/", "/zgloszenia", "/zgloszenia.csv", f"/zgloszenie?numer={number}", "/konto"):
        response = client.get(path)
        assert response.status_code == 303
        assert "/logowanie" in response.headers["location"]
    headers = {"Sec-Fetch-Site": "same-origin"}
    for form in ACT_FORMS:
        response = client.post(f"/zgloszenie/{form.name}", data={"numer": number}, headers=headers)
        assert response.status_code == 401


def test_every_act_of_the_desk_is_judged_by_one_function():
    desk = Desk()
    staff_session = type("Nobody", (), {"officials": ()})()
    for act in (*Act, *DeskAct):
        assert not may_do(staff_session, act, now=desk.now)
