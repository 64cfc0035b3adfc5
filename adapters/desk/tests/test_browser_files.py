"""Files at the desk in Chromium: with and without JavaScript, by keyboard, at 320 px."""

import attrs
import desk_browser
import pytest
from desk_site import OWN, Desk, newest

from lckm_core.forms import to_yaml
from lckm_core.organisation import Role
from lckm_word import WordFiles, read_request, read_word, write
from tests.helpers.served_app import listener, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(reason="pages with files; test_take_in without a browser stands for them"),
]

press_enter, visit = desk_browser.press_enter, desk_browser.visit

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
NEW = "Nowe zdanie."


@pytest.fixture(scope="module")
def place():
    """The address of a desk that reads Word files, and what lies behind it."""
    with listener() as (listening, address):
        desk = Desk(public_url=address, word=WordFiles())
        desk.procedure("published")
        with served(desk.face.app, listening), desk.face.running():
            yield address, desk


def corrected(desk, **values):
    """Return the description with another sentence, a file to download and a title."""
    text = newest(desk).procedure
    required = text.required_documents
    first, *rest = required.to_submit
    documents = (attrs.evolve(first, file="Wniosek.docx"), *rest)
    required = attrs.evolve(required, to_submit=documents)
    given = {"additional_info": NEW, "required_documents": required, **values}
    return attrs.evolve(text, **given)


def press(page, name):
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def choose(page, data, name="opis.docx", field="#plik"):
    page.set_input_files(field, {"name": name, "mimeType": "", "buffer": data})


def shown_pages(clerk, head, place):
    """Yield each page with a file: its name and the browser's page that shows it."""
    address, desk = place
    faulty = write(corrected(desk, title="x" * 300, summary="Bardzodługiesłowo" * 30))
    long_name = f"{'Opis-procedury-zajęcia-pasa-drogowego' * 2}.docx"
    clerk.goto(f"{address}/procedura/przyjecie")
    yield "take in", clerk
    press(clerk, "Sprawdź")
    yield "take in without a file", clerk
    clerk.goto(f"{address}/procedura/przyjecie?numer={OWN}")
    choose(clerk, faulty, long_name)
    press(clerk, "Sprawdź")
    yield "taken in with findings", clerk
    clerk.get_by_label("Kto wnioskuje").fill("Nikt Taki")
    clerk.get_by_label("poczta elektroniczna").check()
    press(clerk, "Przyjmij")
    yield "take in with faults", clerk
    clerk.goto(f"{address}/procedura/przyjecie?numer={OWN}")
    choose(clerk, f"id: {OWN}\nnieznane: 1\n".encode(), "opis.yaml")
    press(clerk, "Sprawdź")
    yield "what cannot be taken in", clerk
    head.goto(f"{address}/procedura/wniosek?numer={OWN}")
    yield "request", head
    press(head, "Sprawdź")
    yield "request without a file", head
    choose(head, faulty, long_name)
    press(head, "Sprawdź")
    yield "request with findings", head


@pytest.mark.parametrize(("width", "options"), desk_browser.WIDTHS)
def test_axe_finds_nothing_and_nothing_is_lost_or_out_of_reach(visit, place, axe, width, options):
    # axe is a script itself, so these browsers run scripts; the desk has none.
    clerk = visit(who=CLERK, width=width, js=True, **options)
    head = visit(who=HEAD, width=width, js=True, **options)
    found = {}
    for name, shown in shown_pages(clerk, head, place):
        if faults := desk_browser.page_faults(axe, shown):
            found[name] = faults
    assert found == {}


def test_a_word_file_is_taken_in_by_keyboard_alone_without_javascript(visit, place):
    address, desk = place
    number = desk.procedure("published", "KA-00070", title="Zajęcie pasa drogowego, klawiatura")
    text = corrected(desk, id=number, title="Zajęcie pasa drogowego, klawiatura")
    page = visit(who=CLERK)
    # Listened to from here on: a browser is slow to hand its first choice over.
    choosers = []
    page.on("filechooser", lambda one: choosers.append(one))
    page.goto(f"{address}/procedura?numer={number}")
    press_enter(page, "link", "Przyjmij nową wersję", "/procedura/przyjecie")
    page.locator("#plik").focus()
    page.keyboard.press("Enter")
    for _ in range(100):
        if choosers:
            break
        page.wait_for_timeout(50)
    (chooser,) = choosers
    chooser.set_files({"name": "opis.docx", "mimeType": "", "buffer": write(text)})
    page.get_by_role("button", name="Sprawdź").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("ins").first.inner_text() == NEW
    page.locator("#kto").focus()
    page.keyboard.type("Osoba Head_Of_Unit")
    page.keyboard.press("Tab")
    page.locator("#znak").focus()
    page.keyboard.type("UPP-7")
    choose(page, write(text), "Wniosek.docx", "#pliki")
    page.get_by_role("button", name="Przyjmij").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/procedura?numer={number}")
    assert "Przyjęto opis" in page.inner_text("main")
    edition = newest(desk, number)
    assert (edition.number, edition.procedure.additional_info) == (2, NEW)
    assert [file.name for file in edition.files] == ["Wniosek.docx"]


def test_a_head_makes_a_request_without_javascript(visit, place, tmp_path):
    address, desk = place
    page = visit(who=HEAD, accept_downloads=True)
    page.goto(f"{address}/procedura/wniosek?numer={OWN}")
    with page.expect_download() as current:
        page.get_by_role("link", name="Word").click()
    current.value.save_as(tmp_path / "opis.docx")
    text = read_word((tmp_path / "opis.docx").read_bytes()).procedure()
    assert text == newest(desk).procedure
    choose(page, write(attrs.evolve(text, additional_info=NEW)))
    press(page, "Sprawdź")
    assert page.locator("ins").first.inner_text() == NEW
    with page.expect_download() as made:
        page.get_by_role("button", name="Pobierz wniosek (Word)").click()
    assert made.value.suggested_filename == f"wniosek-{OWN}.docx"
    made.value.save_as(tmp_path / "wniosek.docx")
    request = read_request((tmp_path / "wniosek.docx").read_bytes(), against=text).request
    assert [one.field for one in request.changes] == ["/additional_info"]
    assert newest(desk).number == 1


def test_of_two_browsers_on_one_procedure_the_second_is_told(visit, place):
    address, desk = place
    number = desk.procedure("published", "KA-00080", title="Zajęcie pasa drogowego, dwoje")
    first, second = visit(who=CLERK), visit(who=Role.HEAD_OF_MONITORING)
    for page, words in ((first, "Zdanie pierwsze."), (second, "Zdanie drugie.")):
        text = corrected(desk, id=number, title="Zajęcie pasa drogowego, dwoje")
        page.goto(f"{address}/procedura/przyjecie?numer={number}")
        data = to_yaml(attrs.evolve(text, additional_info=words)).encode()
        choose(page, data, "opis.yaml")
        page.get_by_label("Kto wnioskuje").fill("Osoba Head_Of_Unit")
        press(page, "Sprawdź")
    for page in (first, second):
        page.get_by_label("Przyjmij mimo uwag do plików").check()
    press(first, "Przyjmij")
    press(second, "Przyjmij")
    assert "Ktoś zmienił tę procedurę" in second.inner_text("main")
    assert "Zdanie pierwsze." in second.locator("del").first.inner_text()
    assert newest(desk, number).procedure.additional_info == "Zdanie pierwsze."
    press(second, "Przyjmij")
    assert newest(desk, number).procedure.additional_info == "Zdanie drugie."
