"""The form of a correction in Chromium: no JavaScript, by keyboard, at 320 px, pictures.

``WRITE_PICTURES=1`` makes the pictures of the docs anew.
"""

import attrs
import desk_browser
import pytest
from desk_site import Desk

from lckm_core.amendments import compare
from lckm_core.organisation import Role
from tests.helpers.pictures import hold_picture
from tests.helpers.served_app import listener, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(
        reason="pages of corrections; test_correction without a browser stands for them"
    ),
]

press, visit = desk_browser.press, desk_browser.visit

CLERK = Role.MONITORING_STAFF
NUMBER, FAULTY = "KA-00001", "KA-00002"
PICTURES = ("correction-form", "correction-check")


def short(desk):
    """Return values of fields that make a procedure with one item in each list."""
    number = desk.procedure("received", "KA-00009")
    text = desk.memory.procedures.editions(number)[0].procedure
    lists = ("steps", "places", "submission", "legal_basis", "useful_info", "online_activities")
    values = {name: getattr(text, name)[:1] for name in lists}
    centre = text.call_centre
    values["call_centre"] = attrs.evolve(centre, phones=centre.phones[:1], faq=centre.faq[:1])
    to_submit = text.required_documents.to_submit[:1]
    values["required_documents"] = attrs.evolve(text.required_documents, to_submit=to_submit)
    return values


@pytest.fixture
def place():
    """The address of a desk with a procedure to correct, and what lies behind it."""
    with listener() as (listening, address):
        desk = Desk(public_url=address)
        values = short(desk)
        desk.procedure("received", NUMBER)
        desk.procedure("faulty", FAULTY, title="Zajęcie pasa drogowego ", **values)
        with served(desk.face.app, listening):
            yield address, desk


def field(page, name):
    """Return a field by its name."""
    return page.locator(f"[id='{name}']")


def check(page):
    """Press the button that shows the changes."""
    with page.expect_navigation():
        page.get_by_role("button", name="Sprawdź poprawki").last.click()


def open_form(page, place, number=NUMBER):
    page.goto(f"{place[0]}/procedura/poprawki?numer={number}")
    page.wait_for_load_state()


def correct_elsewhere(desk, number, how_to):
    """Correct a procedure as a colleague does."""
    was = max(desk.memory.procedures.editions(number), key=lambda one: one.number).procedure
    request = compare(was, attrs.evolve(was, how_to=how_to))
    desk.centre.correct(request, role=CLERK, by="Jan Drugi", now=desk.now)


def shown_pages(page, place):
    """Yield each page of a correction: its name and the browser's page that shows it."""
    open_form(page, place, FAULTY)
    yield "form", page
    field(page, "/summary").fill("")
    check(page)
    yield "form with faults", page
    field(page, "/summary").fill("Krótko.")
    field(page, "/title").fill("Wydanie zezwolenia")
    check(page)
    yield "changes", page
    press(page, "Zapisz poprawki")
    yield "changes without a reason", page
    correct_elsewhere(place[1], FAULTY, "Złóż wniosek.")
    press(page, "Zapisz poprawki")
    yield "two corrections", page


@pytest.mark.parametrize(("width", "options"), desk_browser.WIDTHS)
def test_axe_finds_nothing_and_nothing_is_lost_or_out_of_reach(visit, place, axe, width, options):
    page = visit(width=width, js=True, who=CLERK, **options)
    found = {}
    for name, shown in shown_pages(page, place):
        if faults := desk_browser.page_faults(axe, shown):
            found[name] = faults
    assert found == {}


def test_a_procedure_is_corrected_by_keyboard_alone_without_javascript(visit, place):
    """Rows are added and moved, the changes shown, and they are stored with a reason."""
    address, desk = place
    page = visit(who=CLERK)
    page.goto(f"{address}/procedura?numer={NUMBER}")

    def go(key="Enter"):
        with page.expect_navigation():
            page.keyboard.press(key)

    def focused():
        return page.evaluate("document.activeElement.id")

    page.get_by_role("link", name="Popraw tekst").focus()
    go()
    count = len(desk.memory.procedures.editions(NUMBER)[0].procedure.steps)
    page.locator("[id='dodaj-/steps']").focus()
    go()
    assert focused() == f"/steps/{count}/name"
    page.keyboard.type("Odbierz zezwolenie")
    page.keyboard.press("Tab")
    page.keyboard.type("w pokoju 5")
    page.locator(f"[id='wyzej-/steps/{count}']").focus()
    go("Space")
    assert focused() == f"wyzej-/steps/{count - 1}"
    # Enter in a line shows the changes, and is no button of a row.
    field(page, "/title").focus()
    go()
    inserted = page.locator("main ins").all_inner_texts()
    assert ["Odbierz zezwolenie" in text for text in inserted] == [True]
    page.get_by_label("Dlaczego poprawiasz").focus()
    page.keyboard.type("Brakowało odbioru.")
    page.keyboard.press("Tab")
    go()
    assert "Zapisano poprawki" in page.inner_text("main")
    steps = desk.memory.procedures.editions(NUMBER)[-1].procedure.steps
    assert (steps[-2].name, steps[-2].comment) == ("Odbierz zezwolenie", "w pokoju 5")


def test_of_two_browsers_on_one_procedure_the_second_loses_nothing(visit, place):
    _, desk = place
    first, second = visit(who=CLERK), visit(who=Role.HEAD_OF_MONITORING)
    for page, name, text in (
        (first, "/additional_info", "Zdanie pierwsze."),
        (second, "/how_to", "Zdanie drugie."),
    ):
        open_form(page, place)
        field(page, name).fill(text)
        check(page)
        page.get_by_label("Dlaczego poprawiasz").fill("Dlatego.")
    press(first, "Zapisz poprawki")
    press(second, "Zapisz poprawki")
    words = second.inner_text("main")
    assert "Zdanie pierwsze." in words
    assert "Zdanie drugie." in words
    press(second, "Przenieś moje poprawki")
    check(second)
    press(second, "Zapisz poprawki")
    assert "Zapisano poprawki" in second.inner_text("main")
    text = desk.memory.procedures.editions(NUMBER)[-1].procedure
    assert (text.additional_info, text.how_to) == ("Zdanie pierwsze.", "Zdanie drugie.")


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_the_page_as_it_is(visit, place, name):
    page = visit(width=800, js=True, who=CLERK)
    open_form(page, place)
    if name == "correction-check":
        field(page, "/title").fill("Wydanie zezwolenia na zajęcie jezdni lub chodnika")
        field(page, "/steps/0/comment").fill("elektronicznie albo w siedzibie Zarządu")
        check(page)
    else:
        page.set_viewport_size({"width": 800, "height": 1000})
        page.evaluate("document.getElementById('/steps').scrollIntoView({behavior: 'instant'})")
    hold_picture(page, name)
