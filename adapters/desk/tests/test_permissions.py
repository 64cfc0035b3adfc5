"""A button is on a page if and only if what it does would not be refused, for each role."""

from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

import attrs
import pytest
from desk_site import (
    COMPARED,
    OTHER_UNIT,
    OWN,
    PEOPLE,
    SITE,
    UNIT,
    Desk,
    people_and_states,
    standing,
)

from lckm_core.calendar import civil_day
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.centre import NoSuchEditionError
from lckm_core.delivery import DISPATCH_LIMITS, ManualAction, Target
from lckm_core.errors import LckmError
from lckm_core.forms import to_yaml
from lckm_core.organisation import OFFICE, Act, DeskAct, Directory, Official, Role, Unit, may
from lckm_core.procedures import Person
from lckm_core.publication import Transition, without_earlier_notes
from lckm_core.reports import Outcome
from lckm_desk._pages import PATHS
from lckm_desk._permissions import may_do
from lckm_desk._procedures.move_forms import MOVE_FORMS
from lckm_desk._records.report import _place_of
from lckm_desk._reports.act_forms import ACT_FORMS
from lckm_desk._requests.answer_forms import REQUEST_FORMS
from lckm_desk._requests.ask_forms import ASK_FORMS
from lckm_desk._screens import _MENU
from lckm_desk._state_refusals import _ATTEMPTS
from tests.helpers.asgi_client import asgi_client

WORDS = "Załatano dziurę."
TYPED = {
    "wynik": {"wynik": "done", "slowa": WORDS},
    "otwarcie": {"slowa": "Dziura znów tam jest."},
    "przyporzadkowanie": {"rodzaj": "other", "kategoria": "drzewo"},
    "przekazanie": {},
    "rozstrzygniecie": {"odbiorca": "helpdesk", "skad": "told"},
    "wykreslenie": {"slowa": "tygodnia", "pokazano": "tygodnia"},
    "zgoda": {},
    "potwierdzenie": {"kto": "mailbox-notice"},
}
PROCEDURE_STATES = (
    "received",
    "faulty",
    "returned",
    "corrected",
    "checked",
    "published",
    "withdrawn",
    "newer",
    "ended",
)
STATES = ("new", "leased", "closed", "settled", "anonymous", "asked to erase", "erased by all")
WITHOUT_ATTEMPT = {DeskAct.REDACT, DeskAct.WITHDRAW_CONSENT, DeskAct.CONFIRM_ERASURE}
"""Words may be redacted in any state; a consent asks only whether anything personal is left, and
a confirmation whether anybody was asked for one.
"""


def in_state(desk: Desk, state: str) -> str:
    number = desk.report(files=1)
    clerk = Role.CALL_CENTRE_STAFF
    if state == "leased":
        minute = timedelta(minutes=1)
        leased = desk.memory.reports.claim(
            "worker", now=desk.now + minute, lasting=minute, limit=1, limits=DISPATCH_LIMITS
        )
        assert leased
    if state == "closed":
        # Other words than are tried: the same outcome again would be no refusal.
        desk.centre.note_outcome(number, Outcome.DONE, words="Inne.", role=clerk, now=desk.now)
    if state == "settled":
        desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    if state in ("asked to erase", "erased by all"):
        desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    if state in ("anonymous", "asked to erase", "erased by all"):
        desk.centre.withdraw_consent(number, now=desk.now)
        desk.centre.open_erasure_notices(now=desk.now)
    if state == "erased by all":
        desk.centre.confirm_erasure(number, now=desk.now)
    return number


def name_of(login: Role | str) -> str:
    """Return the name of somebody who is signed in."""
    login = login.name if isinstance(login, Role) else login
    return next(person.name for person in PEOPLE if person.login == login)


@people_and_states(STATES, Role.CALL_CENTRE_STAFF, each_in="new")
def test_a_button_is_shown_if_and_only_if_its_verb_is_not_refused(role, state, record_property):
    def standing():
        desk = Desk()
        number = in_state(desk, state)
        return number, desk, desk.visitor(role)

    number, desk, visitor = standing()
    visitor.open(number)
    shown = visitor.buttons if visitor.status == 200 else []
    for form in ACT_FORMS:
        before = list(desk.trail)
        visitor.post(f"/zgloszenie/{form.name}", numer=number, **TYPED[form.name])
        if form.name == "przyporzadkowanie" and visitor.status == 200:
            # The new receiver was shown.
            visitor.press("Zmień")
        assert (visitor.status == 303) is (form.label in shown), (form.name, visitor.words)
        if visitor.status != 303:
            sources = ("zał. 2 §", "interpretacja I")
            assert visitor.status == 409 or any(one in visitor.words for one in sources)
            assert desk.trail == before
        else:
            # What the program does besides has no name.
            names = {event.by for event in desk.trail[len(before) :]} - {None}
            assert names == {name_of(role)}, form.name
            _, desk, visitor = standing()
    reading = visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    can_read = any(label.startswith("Pokaż dane osobowe") for label in shown)
    assert (reading.status == 200) is can_read, reading.words
    assert ("601 234 567" in reading.words) is can_read
    record_property(COMPARED, len(ACT_FORMS) + 1)


@people_and_states(PROCEDURE_STATES, Role.MONITORING_STAFF, each_in="newer")
def test_a_move_is_offered_if_and_only_if_it_is_not_refused(role, state, record_property):
    def standing():
        desk = Desk()
        ends = {"valid_to": desk.today} if state == "ended" else {}
        desk.procedure(state, **ends)
        if ends:
            desk.now += timedelta(days=1)
        return desk, desk.visitor(role)

    desk, visitor = standing()
    visitor.get("/procedura", numer=OWN)
    shown = visitor.buttons if visitor.status == 200 else []
    seen = ".".join(str(len(one.acts)) for one in desk.memory.procedures.editions(OWN))
    for form in MOVE_FORMS:
        before = list(desk.trail)
        opened = visitor.get(f"{PATHS[form.page]}", numer=OWN).status == 200
        visitor.post(PATHS[form.page], numer=OWN, seen=seen, slowa="Nowe słowa.")
        assert (visitor.status == 303) is (form.label in shown), (form.page, visitor.words)
        assert opened is (form.label in shown)
        if visitor.status != 303:
            assert "Nowe słowa." in visitor.words
            provisions = ("§", "wzór", "I26")
            assert visitor.status == 409 or any(one in visitor.words for one in provisions)
            # The verb itself refuses what the page does not offer, whoever asks in that role.
            assert visitor.status != 409 or not _centre_moves(desk, form.verb, role)
            assert desk.trail == before
        else:
            desk, visitor = standing()
    record_property(COMPARED, len(MOVE_FORMS))


@people_and_states(PROCEDURE_STATES, Role.MONITORING_STAFF, each_in="newer")
def test_a_file_is_taken_if_and_only_if_that_is_offered(role, state):
    desk = Desk()
    ends = {"valid_to": desk.today} if state == "ended" else {}
    desk.procedure(state, **ends)
    desk.now += timedelta(days=1)
    page = desk.visitor(role).get("/procedura", numer=OWN)
    shown = page.buttons if page.status == 200 else []
    newest = max(desk.memory.procedures.editions(OWN), key=lambda one: one.number)
    text = attrs.evolve(newest.procedure, additional_info="Całkiem nowe zdanie.")
    chosen = [("plik", "opis.yaml", to_yaml(text).encode())]
    typed = {"kto": "Osoba Head_Of_Unit", "kanal": "epuap", "numer": OWN, "do": "sprawdz"}
    for name, label, button, status in (
        ("request-file", "Przygotuj wniosek o zmianę", "Pobierz wniosek (YAML)", 200),
        ("take-in", "Przyjmij nową wersję z pliku", "Przyjmij", 303),
    ):
        visitor = desk.visitor(role)
        opened = visitor.get(PATHS[name], numer=OWN).status == 200
        visitor.upload(PATHS[name], chosen, **typed)
        assert (visitor.status == 200) is opened is (label in shown), (name, visitor.words)
        if opened:
            assert visitor.press(button).status == status
        else:
            assert visitor.status == 409 or any(one in visitor.words for one in ("§", "I26"))
    is_stored = len(desk.memory.procedures.editions(OWN)) > newest.number
    assert is_stored is ("Przyjmij nową wersję z pliku" in shown)


def _erase_some_notes(centre, procedure_id, **who):
    before = tuple(centre.plugins.procedures.editions(procedure_id))
    # Asked for again, it ends what was stopped, and so it does not refuse.
    if without_earlier_notes(before) == [*before]:
        raise NoSuchEditionError(procedure_id)
    centre.erase_notes(procedure_id, **who)


def _centre_moves(desk, verb, login):
    """Return whether the centre makes a move for one of somebody's roles."""
    centre, now = desk.centre, desk.now
    calls = {
        Transition.RETURN: centre.give_back,
        Transition.AGREE: centre.agree,
        Transition.CHECK: centre.confirm,
        Transition.PUBLISH: centre.publish,
        Transition.WITHDRAW: centre.withdraw,
        Transition.NOTE: partial(centre.note, text="Nowe słowa."),
        DeskAct.REDACT: partial(_erase_some_notes, centre),
    }
    name = login.name if isinstance(login, Role) else login
    for official in centre.plugins.directory.with_login(name, civil_day(now)):
        for role in official.roles:
            try:
                calls[verb](procedure_id=OWN, role=role, by=official.name, now=now)
            except LckmError:
                continue
            return True
    return False


REQUEST_STATES = ("asked", "answered", "briefing", "named", "held", "of another")
REQUEST_FIELDS = {"slowa": "14 dni.", "osoba": "Ewa Drogowa", "dzien": "2026-12-01"}


def request_in_state(desk: Desk, state: str) -> str:
    centre, now = desk.centre, desk.now
    unit = OTHER_UNIT if state == "of another" else UNIT
    about = {"number": "PD-000001", "unit": unit, "asked_on": civil_day(now)}
    about["asked_by"] = Person("Anna Pytająca")
    if state in ("asked", "answered", "of another"):
        request = DataRequest(**about, question="Ile dni?")
        centre.request_data(request, role=Role.CALL_CENTRE_STAFF, now=now)
    else:
        request = BriefingRequest(**about, subject="Opłaty", reason="Nowe.")
        centre.request_briefing(request, role=Role.HEAD_OF_CALL_CENTRE, now=now)
    number, ewa = request.number, Person("Ewa Drogowa")
    if state == "answered":
        role = Role.HEAD_OF_UNIT
        centre.answer_data_request(number, role=role, text="7 dni.", by=ewa, now=now)
    if state in ("named", "held"):
        centre.name_briefer(number, role=Role.HEAD_OF_UNIT, person=ewa, now=now)
    if state == "held":
        centre.hold_briefing(number, role=Role.HEAD_OF_CALL_CENTRE, now=now)
    return number


@people_and_states(REQUEST_STATES, Role.HEAD_OF_UNIT, each_in="asked")
def test_a_request_offers_an_act_if_and_only_if_it_is_not_refused(role, state, record_property):
    def standing():
        desk = Desk()
        number = request_in_state(desk, state)
        return number, desk, desk.visitor(role)

    number, desk, visitor = standing()
    visitor.get("/prosba", numer=number)
    shown = visitor.buttons if visitor.status == 200 else []
    for form in REQUEST_FORMS:
        before = list(desk.trail)
        named = "Ewa Drogowa" if state in ("named", "held") else ""
        opened = visitor.get(PATHS[form.page], numer=number).status == 200
        fields = {
            "numer": number,
            "do": "wyslij",
            "wyznaczono": named,
            "poprawiono": "0",
            **REQUEST_FIELDS,
        }
        visitor.post(PATHS[form.page], **fields)
        assert (visitor.status == 303) is (form.label in shown), (form.page, visitor.words)
        assert opened is (form.label in shown)
        if visitor.status != 303:
            assert REQUEST_FIELDS[form.field.name] in visitor.words
            provisions = ("§ 10", "I26")
            assert visitor.status == 409 or any(one in visitor.words for one in provisions)
            assert desk.trail == before
        else:
            _, desk, visitor = standing()
    record_property(COMPARED, len(REQUEST_FORMS))


@pytest.mark.parametrize("role", [*Role, "jan", "ewa"])
def test_asking_is_offered_if_and_only_if_it_is_not_refused(role, record_property):
    desk = Desk()
    desk.procedure("published")
    visitor = desk.visitor(role)
    listed = visitor.get("/prosby")
    offered = visitor.buttons if listed.status == 200 else []
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Prośby" in menu) is (listed.status == 200)
    at_procedure = visitor.get("/procedura", numer=OWN)
    is_there = at_procedure.status == 200 and "Brak odpowiedzi" in at_procedure.words
    assert is_there is ("Poproś o dane" in offered)
    for form in ASK_FORMS:
        opened = visitor.get(PATHS[form.page]).status == 200
        fields = {"do": "wyslij", "pytanie": "Ile dni?", "slowa": "Nowe.", "jednostka": UNIT}
        visitor.post(PATHS[form.page], **fields)
        assert (visitor.status == 303) is opened is (form.label in offered), form.page
        if visitor.status != 303:
            assert "§ 10" in visitor.words
            assert "Ile dni?" in visitor.words
    record_property(COMPARED, len(ASK_FORMS))


@pytest.mark.parametrize("role", [*Role, "jan", "ewa"])
def test_who_sees_a_procedure_sees_it_in_the_list(role):
    desk = Desk()
    desk.procedure("published")
    visitor = desk.visitor(role)
    page = visitor.get("/procedura", numer=OWN).status
    listed = visitor.get("/procedury")
    assert (page == 200) is (listed.status == 200 and OWN in listed.words)
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Procedury" in menu) is (listed.status == 200)


@pytest.mark.parametrize("role", Role)
def test_the_menu_has_what_opens_and_nothing_else(role):
    visitor = Desk().visitor(role).get("/zgloszenia")
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    opened = {text: visitor.client.get(PATHS[page]).status_code for text, page, _ in _MENU}
    assert opened == {text: 200 if text in menu else 403 for text, _, _ in _MENU}
    table = visitor.client.get(PATHS["table"]).status_code
    assert table == (200 if "Zgłoszenia" in menu else 403)
    assert any(role.value in text for text in menu)


def test_each_refusal_by_role_names_its_source_and_who_may():
    desk = Desk()
    number = desk.report()
    for form in ACT_FORMS:
        role = next(one for one in Role if not may(one, form.act))
        visitor = desk.visitor(role).get(f"/zgloszenie/{form.name}", numer=number)
        assert visitor.status == 403
        assert may(role, form.act).because.pl[1:] in visitor.words
        assert may(role, form.act).cites in visitor.words


def test_whoever_cannot_do_something_now_is_led_back_to_what_it_is_about():
    desk = Desk()
    number, notice = desk.procedure("withdrawn"), standing(desk, "published")
    report = desk.report()
    desk.visitor().post("/zgloszenie/wynik", numer=report, wynik="done", slowa=WORDS)
    clerk = desk.visitor(Role.MONITORING_STAFF)
    for visitor, path, page, about in (
        (clerk, "/procedura/poprawki", "/procedura", number),
        (clerk, "/procedura/zwrot", "/procedura", number),
        (clerk, "/informacja/zwrot", "/informacja", notice),
        (desk.visitor(), "/zgloszenie/wynik", "/zgloszenie", report),
    ):
        assert visitor.get(path, numer=about).status == 409
        assert visitor.title.startswith("Teraz nie można tego zrobić")
        links = visitor.page.xpath("//main//a/@href")
        assert f"{page}?{urlencode({'numer': about})}" in links, path


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
    assert visitor.open(theirs).status == 404
    assert visitor.title.startswith("Nie ma takiego zgłoszenia")
    assert "I26" in visitor.words


def test_a_cell_that_the_directory_lists_by_its_people_alone_has_its_reports():
    cells = ("Wydział Nowy", "Wydział Inny")
    desk = Desk(
        people=[
            Official(f"Ewa {cell}", (Role.HEAD_OF_CELL,), OFFICE, cell=cell, login=cell)
            for cell in cells
        ]
    )
    table = desk.centre.plugins.routes.table()
    routes = [
        attrs.evolve(route, unit=OFFICE, cell=cells[0]) if "trawa" in route.categories else route
        for route in table.routes
    ]
    desk.memory._table = attrs.evolve(table, routes=tuple(routes))
    number = desk.report(category="trawa")
    assert desk.memory.reports.dispatch(number).receiver == cells[0]
    assert [desk.visitor(cell).open(number).status for cell in cells] == [200, 404]


def test_who_has_a_report_is_a_unit_its_cell_or_a_cell_of_the_office():
    units = (Unit("Zarząd Zieleni", cells=("Dział Parków",)), Unit(OFFICE, cells=("Wydział A",)))
    people = (Official("Jan", (Role.STAFF_OF_CELL,), OFFICE, "Wydział B"),)
    directory = Directory(units=units, people=people)
    found = {
        receiver: _place_of(receiver, directory)
        for receiver in (None, "Zarząd Zieleni", "Dział Parków", "Wydział A", "Wydział B", "Obcy")
    }
    assert found == {
        None: ("", None),
        "Zarząd Zieleni": ("Zarząd Zieleni", None),
        "Dział Parków": ("Zarząd Zieleni", "Dział Parków"),
        "Wydział A": (OFFICE, "Wydział A"),
        "Wydział B": (OFFICE, "Wydział B"),
        "Obcy": ("Obcy", None),
    }


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
    client = asgi_client(desk.face.app, SITE)
    procedure = desk.procedure()
    paths = ("/", "/zgloszenia", "/zgloszenia.csv", f"/zgloszenie?numer={number}", "/konto")
    for path in (*paths, "/procedury", f"/procedura?numer={procedure}", "/prosby", "/prosba"):
        response = client.get(path)
        assert response.status_code == 303
        assert "/logowanie" in response.headers["location"]
    headers = {"Sec-Fetch-Site": "same-origin"}
    for path in (
        *(f"/zgloszenie/{form.name}" for form in ACT_FORMS),
        *(PATHS[form.page] for form in (*MOVE_FORMS, *ASK_FORMS, *REQUEST_FORMS)),
        *(PATHS[page] for page in ("take-in", "request-file")),
    ):
        response = client.post(path, data={"numer": number}, headers=headers)
        assert response.status_code == 401


def test_each_act_on_a_report_is_tried_on_its_state():
    """Without its attempt, an act is offered in every state, and refused when the form is sent."""
    assert {form.act for form in ACT_FORMS} == {*_ATTEMPTS} | WITHOUT_ATTEMPT
    assert not WITHOUT_ATTEMPT & {*_ATTEMPTS}


def test_every_act_of_the_desk_is_judged_by_one_function():
    desk = Desk()
    staff_session = type("Nobody", (), {"officials": ()})()
    for act in (*Act, *DeskAct, *(form.verb for form in MOVE_FORMS)):
        assert not may_do(staff_session, act, now=desk.now)
