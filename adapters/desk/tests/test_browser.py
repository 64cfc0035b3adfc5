"""The pages as staff use them in Chromium: with and without JavaScript, by keyboard, at 320 px."""

from datetime import date

import desk_browser
import pytest
from call_by_keyboard import take_call
from desk_site import OWN, UNIT, Desk, in_doubt, png, standing

from lckm_core.delivery import ManualAction, Target
from lckm_core.organisation import Role
from lckm_core.ports import EventVerb, Hit
from lckm_core.publication import PortalTerms
from lckm_core.reports import Outcome, file_reference
from lckm_desk._reports.act_forms import ACT_FORMS
from lckm_intake import Intake
from tests.helpers.served_app import listener, served

pytestmark = pytest.mark.browser

press, press_enter, visit = desk_browser.press, desk_browser.press_enter, desk_browser.visit

KEY = "not-a-secret-" * 3
"""That of every desk of these tests."""
WIDE_PNG = png(3000, 1000)
QUESTION, TITLE = "jak zająć pas drogowy", "Zajęcie pasa drogowego, sprawa 3"


@pytest.fixture(scope="module")
def place():
    """The address of a desk with reports in all states, and what lies behind it."""
    with listener() as (listening, address):
        desk = Desk(public_url=address)
        desk.number = desk.report(1, files=2)
        desk.memory.attachments.files[file_reference(desk.number, 1)] = WIDE_PNG
        desk.closed = desk.report(2, category="odpady", language="uk")
        role = Role.CALL_CENTRE_STAFF
        desk.centre.note_outcome(
            desk.closed, Outcome.DONE, words="Odebrano odpady.", role=role, now=desk.now
        )
        desk.similar = desk.report(3, description="Bardzodługiesłowobezodstępów" * 20)
        desk.code = Intake(desk.centre, keys=[KEY.encode()]).code(desk.number)
        desk.procedure("newer", valid_to=date(2026, 12, 20))
        for at, state in enumerate(("faulty", "corrected", "checked", "published")):
            desk.procedure(state, f"KA-0000{at}", title=f"Zajęcie pasa drogowego, sprawa {at}")
        desk.memory.search.find = lambda words, **_: (
            [Hit("KA-00003", TITLE), Hit("KA-00004", "Zezwolenie")] if words == QUESTION else []
        )
        desk.asked = desk.report(4, files=1)
        desk.centre.settle_by_hand(desk.asked, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
        desk.centre.withdraw_consent(desk.asked, now=desk.now, by="Ktoś", role=role)
        desk.centre.open_erasure_notices(now=desk.now)
        desk.memory.reports.change(desk.report(5), in_doubt)
        desk.waiting = standing(desk, "received", title="Zamknięty most")
        desk.shown = standing(desk, "newer")
        old = desk.memory.notices.terms()[0]
        text = old.text.replace("Pomoc uzyskasz", "Pomocy udzielamy")
        new = PortalTerms(version="2027-01-01", valid_from=date(2027, 1, 1), text=text)
        desk.centre.draft_terms(new, now=desk.now)
        with served(desk.face.app, listening):
            yield address, desk


def shown_pages(page, place):
    """Yield each page of the desk: its name and the browser's page that shows it."""
    address, desk = place

    def of(path, number):
        page.goto(f"{address}{path}?numer={number}")
        page.wait_for_load_state()

    page.goto(f"{address}/rozmowa")
    yield "call", page
    press(page, "Sprawdź zgłoszenie")
    yield "call with a fault", page
    page.get_by_label("Treść słowami rozmówcy").fill("Z dziury czuć gaz.")
    page.get_by_label("Kategoria").select_option("dziura-w-jezdni")
    page.get_by_label("Miejsce", exact=True).fill("Zielona 5")
    press(page, "Szukaj")
    yield "call with similar reports and danger", page
    press(page, "Sprawdź zgłoszenie")
    press(page, "Sprawdź zgłoszenie")
    assert "Może już to zgłoszono" in page.inner_text("main")
    yield "checked call with similar reports and danger", page
    page.get_by_label("Treść słowami rozmówcy").fill("Ktoś leży na drodze.")
    page.get_by_label("Kategoria").select_option("zagrozenie-zycia")
    press(page, "Sprawdź zgłoszenie")
    yield "call that stops", page
    page.get_by_label("O co pyta rozmówca?").fill(QUESTION)
    press(page, "Szukaj")
    yield "call with hits", page
    press(page, TITLE)
    yield "call with a procedure", page
    page.get_by_label("O co pyta rozmówca?").fill("karta")
    page.get_by_label("Treść słowami rozmówcy").fill("Drzewo, tel. 601 234 567")
    page.get_by_label("Kategoria").select_option("drzewo")
    press(page, "Sprawdź zgłoszenie")
    yield "call that asks", page
    press(page, "Sprawdź zgłoszenie")
    yield "call that was checked", page
    press(page, "Zapisz zgłoszenie")
    yield "taken", page
    page.goto(f"{address}/zgloszenia/liczby")
    yield "figures", page
    page.goto(f"{address}/zgloszenia?wynik=otwarte")
    yield "list", page
    page.goto(f"{address}/zgloszenia?od=wczoraj")
    yield "list with a fault", page
    for name, words in (("found by words", "dziura"), ("nothing by words", "huśtawka – –")):
        page.get_by_label("Słowa").fill(words)
        press(page, "Pokaż")
        yield name, page
    of("/rozmowa/kod", desk.number)
    yield "caller", page
    press(page, "Sprawdź kod")
    yield "caller without a code", page
    page.get_by_label("Kod", exact=True).fill(desk.code)
    press(page, "Sprawdź kod")
    yield "caller with the code", page
    for name, number in (
        ("report", desk.number),
        ("report with similar ones", desk.similar),
        ("closed", desk.closed),
        ("missing", "X/1"),
    ):
        of("/zgloszenie", number)
        yield name, page
    numbers = {"otwarcie": desk.closed, "potwierdzenie": desk.asked}
    for form in ACT_FORMS:
        of(f"/zgloszenie/{form.name}", numbers.get(form.name, desk.number))
        yield form.name, page
    of("/zgloszenie/wynik", desk.number)
    press(page, "Zapisz wynik")
    yield "faults", page
    of("/zgloszenie/dane", desk.number)
    yield "purpose", page
    page.get_by_label("kontakt ze zgłaszającym").check()
    press(page, "Zapisz to")
    yield "person", page
    press(page, "Pokaż zdjęcia")
    yield "pictures", page
    of("/zgloszenie/otwarcie", desk.number)
    yield "refused", page
    page.goto(f"{address}/rozmowa?procedura={OWN}")
    yield "call with a procedure", page
    yield from shown_work(page, address)
    page.goto(f"{address}/konto")
    yield "account", page
    page.goto(f"{address}/wylogowano")
    yield "signed out", page


def shown_work(page, address):
    """Yield each page of what waits and of what was done: its name and the browser's page."""
    for name, path in (
        ("what waits", "/"),
        ("queue", "/kolejka"),
        ("queue of one state", "/kolejka?stan=reka"),
        ("empty queue", "/kolejka?stan=leased"),
        ("queue with a fault", "/kolejka?stan=x"),
        ("erasures", "/usuwanie"),
        ("trail", "/slad"),
        ("trail with nothing found", "/slad?numer=X"),
        ("trail with faults", "/slad?od=wczoraj&czynnosc=x"),
    ):
        page.goto(f"{address}{path}")
        page.wait_for_load_state()
        assert "Nie udało się" not in page.inner_text("h1")
        yield name, page


def shown_requests(page, clerk, place):
    """Yield each page of requests: its name and the browser's page that shows it.

    *page* is the call centre's head's, *clerk* that of a head of a unit.
    """
    address, _ = place
    page.goto(f"{address}/prosba/nowa?procedura={OWN}")
    yield "ask", page
    press(page, "Wyślij prośbę")
    yield "ask with a fault", page
    page.get_by_label("Czego brakuje").fill("Dzwoni Jan Próbny, tel. 601 234 567: ile dni?")
    press(page, "Wyślij prośbę")
    yield "ask with personal data", page
    press(page, "Wykreśl i zapisz")
    yield "asked", page
    page.goto(f"{address}/prosba/nowa?procedura={OWN}")
    yield "ask again", page
    page.goto(f"{address}/prosba/nowy-instruktaz")
    page.get_by_label("Temat instruktażu").fill("Zajęcie pasa drogowego")
    page.get_by_label("Uzasadnienie").fill("Nowe opłaty.")
    page.get_by_label("Jednostka").select_option(UNIT)
    press(page, "Wyślij wniosek")
    yield "briefing", page
    numer = page.url.partition("?")[2].partition("&")[0]
    page.goto(f"{address}/prosby")
    yield "requests", page
    page.goto(f"{address}/prosby?stan=spelnione")
    yield "no requests", page
    clerk.goto(f"{address}/prosba/osoba?{numer}")
    yield "name", clerk
    clerk.get_by_label("Imię i nazwisko").fill("Ewa Drogowa")
    press(clerk, "Wyznacz")
    yield "named", clerk
    page.goto(f"{address}/prosba/odbyty?{numer}")
    page.get_by_label("Którego dnia").fill("")
    press(page, "Potwierdź")
    yield "hold with a fault", page
    clerk.goto(f"{address}/prosby")
    clerk.get_by_role("link", name="PD-").first.click()
    clerk.get_by_role("link", name="Odpowiedz").click()
    clerk.wait_for_load_state()
    yield "answer", clerk


def shown_procedures(page, place):
    """Yield each page of procedures: its name and the browser's page that shows it."""
    address, _ = place

    def of(path, number=OWN, more=""):
        page.goto(f"{address}{path}?numer={number}{more}")
        page.wait_for_load_state()

    page.goto(f"{address}/")
    assert page.locator("main section").count() > 1
    yield "what waits of procedures", page
    page.goto(f"{address}/?co=publish-procedure")
    yield "what waits of one kind", page
    for name, query in (
        ("what changes", ""),
        ("what is shown", "?pokaz=dzis&widok=call-centre"),
        ("what changes, with a fault", "?od=wczoraj"),
    ):
        page.goto(f"{address}/publikacja{query}")
        page.wait_for_load_state()
        yield name, page
    page.goto(f"{address}/procedury")
    yield "procedures", page
    page.goto(f"{address}/procedury?termin=koniec&stan=published")
    yield "no procedures", page
    for name, number in (("newer", OWN), ("faulty", "KA-00000"), ("unknown", "KA-99999")):
        of("/procedura", number)
        yield name, page
    of("/procedura", more="&wersja=1&widok=portal&dzien=2026-12-24")
    yield "earlier, hidden", page
    of("/procedura", more="&dzien=jutro")
    yield "procedure with a fault", page
    for path, number in (
        ("potwierdzenie", OWN),
        ("zwrot", "KA-00000"),
        ("publikacja", "KA-00002"),
        ("wycofanie", "KA-00003"),
        ("uzgodnienie", "KA-00001"),
    ):
        of(f"/procedura/{path}", number)
        yield path, page
    of("/procedura/zwrot")
    press(page, "Zwróć")
    yield "faults of a move", page


def all_pages(page, clerk, director, asking, unit, place):
    """Yield each page of the desk."""
    yield from shown_pages(page, place)
    yield from shown_procedures(clerk, place)
    yield from shown_requests(asking, unit, place)
    yield from shown_tables(clerk, place)
    director.goto(f"{place[0]}/regulamin/zatwierdzenie?numer=2027-01-01")
    director.wait_for_load_state()
    assert director.get_by_role("button", name="Zatwierdź regulamin").count() == 1
    yield "approval", director
    yield from shown_work(director, place[0])
    yield from shown_changes_of_routes(director, place)


def shown_changes_of_routes(page, place):
    """Yield the form of another table of routes, what it changes, and one with faults."""
    address, _ = place
    page.goto(f"{address}/trasy/zmiana")
    yield "table to change", page
    area = page.get_by_label("Tabela")
    text = area.input_value()
    area.fill(text.replace("mailbox: odbior@zgo.lodz.pl", "mailbox: awarie@zlm.lodz.pl"))
    press(page, "Pokaż, co się zmieni")
    assert page.get_by_text("Nieodebrane odpady").count()
    yield "what another table changes", page
    page.get_by_label("Tabela").fill(text.replace("odbior@zgo.lodz.pl", "odbior@example.net"))
    press(page, "Pokaż jeszcze raz")
    assert page.locator("#uwagi").count()
    yield "table with notes", page
    page.get_by_label("Tabela").fill(text.replace("odbior@zgo.lodz.pl", "awarie@zlm.lodz.pl"))
    press(page, "Pokaż jeszcze raz")
    press(page, "Zapisz tabelę")
    yield "table without a reason", page


def shown_tables(page, place):
    """Yield each page of what the department keeps: its name and the browser's page."""
    address, desk = place
    for name, path in (
        ("announcements", "/informacje?wszystkie=1"),
        ("announcement", f"/informacja?numer={desk.waiting}"),
        ("announcement with a newer text", f"/informacja?numer={desk.shown}"),
        ("publication of an announcement", f"/informacja/publikacja?numer={desk.waiting}"),
        ("return of an announcement", f"/informacja/zwrot?numer={desk.waiting}"),
        ("end of an announcement", f"/informacja/zdjecie?numer={desk.shown}"),
        ("next announcement", f"/informacja/nowa?numer={desk.shown}"),
        ("terms", "/regulamin"),
        ("draft of the terms", "/regulamin/wersja?numer=2027-01-01"),
        ("form of a draft", "/regulamin/projekt?numer=2027-01-01"),
        ("form of a new draft", "/regulamin/projekt"),
        ("approval that is refused", "/regulamin/zatwierdzenie?numer=2027-01-01"),
        ("routes", "/trasy"),
        ("routes that were tried", "/trasy?kategoria=drzewo&rodzaj=intervention"),
        ("routes with a fault", "/trasy?kategoria=x%20y"),
    ):
        page.goto(f"{address}{path}")
        page.wait_for_load_state()
        assert "Nie udało się" not in page.inner_text("h1")
        yield name, page
    page.goto(f"{address}/informacja/nowa")
    press(page, "Zapisz")
    yield "new announcement with faults", page
    page.goto(f"{address}/regulamin/projekt")
    press(page, "Pokaż zmiany")
    yield "form of a draft with faults", page
    page.get_by_label("Obowiązuje od").fill("2027-03-01")
    press(page, "Pokaż zmiany")
    yield "form of a draft with changes", page


def test_a_page_of_each_kind_is_whole_and_reached_by_keyboard(visit, place, axe, long_run):
    """A report with a fault, and with ``--long`` others, in the narrowest window."""
    address, desk = place
    page = visit(width=320, js=True, who=Role.HEAD_OF_CALL_CENTRE)
    found = {}

    def look(name, part):
        page.wait_for_load_state()
        assert page.locator(part).count() == 1, name
        found[name] = desk_browser.page_faults(axe, page)

    page.goto(f"{address}/zgloszenie/wynik?numer={desk.number}")
    press(page, "Zapisz wynik")
    look("report with a fault", "#bledy")
    if long_run:
        page.goto(f"{address}/rozmowa?procedura={OWN}")
        look("call with a procedure", "#procedura-tresc")
        page.goto(f"{address}/procedura?numer={OWN}")
        look("procedure", "h1:has-text('pas')")
        page.goto(f"{address}/kolejka")
        look("queue", "li.open")
        page.goto(f"{address}/slad?od=wczoraj")
        look("trail with a fault", "#bledy")
    assert {name: faults for name, faults in found.items() if faults} == {}


@desk_browser.EACH_PAGE
@pytest.mark.parametrize(("width", "options"), desk_browser.WIDTHS)
def test_axe_finds_nothing_and_nothing_is_lost_or_out_of_reach(visit, place, axe, width, options):
    # axe is a script itself, so these browsers run scripts; the desk has none.
    page = visit(width=width, js=True, **options)
    clerk = visit(width=width, js=True, who=Role.MONITORING_STAFF, **options)
    director = visit(width=width, js=True, who=Role.DIRECTOR, **options)
    asking = visit(width=width, js=True, who=Role.HEAD_OF_CALL_CENTRE, **options)
    unit = visit(width=width, js=True, who=Role.HEAD_OF_UNIT, **options)
    found = {}
    for name, shown in all_pages(page, clerk, director, asking, unit, place):
        if faults := desk_browser.page_faults(axe, shown):
            found[name] = faults
    assert found == {}


@desk_browser.FLOW
def test_a_search_by_words_is_there_again_on_the_way_back_without_javascript(visit, place):
    address, desk = place
    number = desk.report(70, description="Połamane huśtawki.", place={"address": "park Źródliska"})
    page = visit(width=320)
    page.goto(f"{address}/zgloszenia")
    page.get_by_text("Filtry").click()
    page.get_by_label("Słowa").focus()
    page.keyboard.type("huśtawka zrodliska")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zgloszenia?szukane=*")
    page.get_by_role("link", name=number).click()
    page.wait_for_url("**/zgloszenie?*")
    page.go_back()
    page.wait_for_url("**/zgloszenia?szukane=*")
    assert page.get_by_label("Słowa").input_value() == "huśtawka zrodliska"
    assert page.get_by_role("link", name=number).count() == 1


@desk_browser.FLOW
def test_an_outcome_is_noted_by_keyboard_alone_without_javascript(visit, place):
    address, desk = place
    number = desk.report(50)
    page = visit()
    page.goto(f"{address}/zgloszenia")
    page.get_by_label("Otwórz po numerze").focus()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zgloszenie?*")
    press_enter(page, "link", "Zapisz wynik", "/zgloszenie/wynik")
    page.locator("input[name=wynik]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Załatano.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zgloszenie?*")
    assert "Zapisano wynik" in page.inner_text("main")
    assert desk.memory.reports.get(number).closing is not None


def test_a_call_takes_at_most_25_key_presses_beyond_the_words(visit, place):
    """From the question to the registered report, without a mouse or JavaScript."""
    address, desk = place
    number, presses = take_call(visit(), address)
    report = desk.memory.reports.get(number)
    assert (report.category, report.personal.reporter.phone) == ("odpady", "601 234 567")
    assert presses <= 25, presses


@desk_browser.FLOW
def test_a_picture_of_a_report_is_seen_without_javascript_however_large_it_is(visit, place):
    address, desk = place
    page = visit(width=320)
    page.goto(f"{address}/zgloszenie/dane?numer={desk.number}")
    page.get_by_label("kontakt ze zgłaszającym").check()
    press(page, "Zapisz to")
    press(page, "Pokaż zdjęcia")
    shown = page.get_by_role("img", name="Zdjęcie 1")
    shown.evaluate("image => image.decode()")
    width, room = shown.evaluate("image => [image.width, image.closest('li').clientWidth]")
    assert shown.evaluate("image => image.naturalWidth") == 3000
    assert 0 < width <= room
    assert readings_of(desk) == [file_reference(desk.number, 1)]


def readings_of(desk):
    """Return the pictures that somebody was written down to have looked at, each once."""
    accesses = desk.memory.access_log.accesses
    subjects = [one.subject for one in accesses if one.verb is EventVerb.READ_FILE]
    return list(dict.fromkeys(one for one in subjects if one.endswith("-1")))


@desk_browser.FLOW
def test_the_frame_of_the_first_hit_leaves_its_number_and_the_next_free(visit, place):
    address, _ = place
    page = visit()
    page.goto(f"{address}/rozmowa")
    page.get_by_label("O co pyta rozmówca?").fill(QUESTION)
    press(page, "Szukaj")
    left, below, frame = page.evaluate(
        """() => {
            const [first, next] = document.querySelectorAll(".hits button")
            const box = first.getBoundingClientRect(), style = getComputedStyle(first)
            return [
                box.left - first.closest("li").getBoundingClientRect().left,
                next.getBoundingClientRect().top - box.bottom,
                parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset),
            ]
        }"""
    )
    assert frame > 0
    assert (left >= frame, below >= frame) == (True, True), (left, below, frame)


@desk_browser.FLOW
def test_enter_on_the_right_checks_and_a_procedure_scrolls_by_keyboard(visit, place):
    address, _ = place
    page = visit()
    page.goto(f"{address}/rozmowa")
    page.get_by_label("Treść słowami rozmówcy").fill("Dziura.")
    page.keyboard.press("Tab")
    page.get_by_label("O co pyta rozmówca?").fill(QUESTION)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "procedura-tresc"
    page.keyboard.press("End")
    for _ in range(100):
        if page.evaluate("document.activeElement.scrollTop") > 0:
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError("the procedure does not scroll")
    page.get_by_label("Telefon").fill("601 234 567")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "zapisz"
    page.get_by_label("O co pyta rozmówca?").fill("coś innego")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not page.locator("#procedura-tresc").count()
    assert page.get_by_label("Treść słowami rozmówcy").input_value() == "Dziura."


@desk_browser.FLOW
def test_of_two_browsers_on_one_report_the_second_is_told(visit, place):
    address, desk = place
    number = desk.report(60)
    first, second = visit(), visit(who=Role.HEAD_OF_CALL_CENTRE)
    for page in (first, second):
        page.goto(f"{address}/zgloszenie/wynik?numer={number}")
        page.get_by_label("Załatwione.").check()
    first.get_by_label("Słowa dla zgłaszającego").fill("Załatano.")
    second.get_by_label("Słowa dla zgłaszającego").fill("Zasypano.")
    first.get_by_role("button", name="Zapisz wynik").click()
    first.wait_for_url("**/zgloszenie?*")
    second.get_by_role("button", name="Zapisz wynik").click()
    told = second.inner_text("main")
    assert "ma już wynik" in told
    assert "Zasypano." in told


@desk_browser.FLOW
def test_a_procedure_is_published_by_keyboard_alone_without_javascript(visit, place):
    address, desk = place
    number = desk.procedure("checked", "KA-00050", title="Zajęcie pasa drogowego, klawiatura")
    page = visit(who=Role.MONITORING_STAFF)
    page.goto(f"{address}/procedury?stan=checked")
    press_enter(page, "link", number, "/procedura")
    press_enter(page, "link", "Opublikuj", "/procedura/publikacja")
    assert "Widzą ją: portal, BIP, Call Center" in page.inner_text("main")
    press_enter(page, "button", "Opublikuj", "/procedura")
    assert "Opublikowano" in page.inner_text("main")


@desk_browser.FLOW
def test_of_two_browsers_on_one_procedure_the_second_is_told(visit, place):
    address, desk = place
    number = desk.procedure("received", "KA-00060", title="Zajęcie pasa drogowego, dwoje")
    first, second = visit(who=Role.MONITORING_STAFF), visit(who=Role.HEAD_OF_MONITORING)
    first.goto(f"{address}/procedura/potwierdzenie?numer={number}")
    second.goto(f"{address}/procedura/zwrot?numer={number}")
    second.get_by_label("Co poprawić").fill("Popraw telefon.")
    first.get_by_role("button", name="Potwierdź").click()
    first.wait_for_url("**/procedura?*")
    second.get_by_role("button", name="Zwróć").click()
    told = second.inner_text("main")
    assert "Ktoś zmienił tę procedurę" in told
    assert second.get_by_label("Co poprawić").input_value() == "Popraw telefon."


@desk_browser.FLOW
def test_terms_are_approved_by_keyboard_alone_without_javascript(visit, place):
    address, desk = place
    terms = PortalTerms(version="2027-05-01", valid_from=date(2027, 5, 1), text="Nowa treść.")
    desk.centre.draft_terms(terms, now=desk.now)
    page = visit(who=Role.DIRECTOR)
    page.goto(f"{address}/regulamin")
    press_enter(page, "link", "Wersja 2027-05-01", "/regulamin/wersja")
    press_enter(page, "link", "Zatwierdź", "/regulamin/zatwierdzenie")
    assert "dokładnie tę treść" in page.inner_text("main")
    press_enter(page, "button", "Zatwierdź regulamin", "/regulamin/wersja")
    assert "Zatwierdzono" in page.inner_text("main")


@desk_browser.FLOW
def test_of_two_browsers_on_one_draft_the_second_is_told(visit, place):
    address, desk = place
    terms = PortalTerms(version="2027-06-01", valid_from=date(2027, 6, 1), text="Nowa treść.")
    desk.centre.draft_terms(terms, now=desk.now)
    first, second = visit(who=Role.MONITORING_STAFF), visit(who=Role.HEAD_OF_CALL_CENTRE)
    for page, words in ((first, "Treść pierwsza."), (second, "Treść druga.")):
        page.goto(f"{address}/regulamin/projekt?numer=2027-06-01")
        page.get_by_label("Treść").fill(words)
    press(first, "Zapisz projekt")
    press(second, "Zapisz projekt")
    assert "Ktoś zmienił ten projekt" in second.inner_text("main")
    assert second.get_by_label("Treść").input_value() == "Treść druga."


@desk_browser.FLOW
def test_an_announcement_is_written_and_published_by_keyboard_alone(visit, place):
    address, _ = place
    page = visit(who=Role.HEAD_OF_MONITORING)
    page.goto(f"{address}/informacja/nowa")
    page.get_by_label("Tytuł").focus()
    page.keyboard.type("Most zamknięty")
    page.keyboard.press("Tab")
    page.keyboard.type("Od środy.")
    page.keyboard.press("Tab")
    page.keyboard.type("Zarząd Dróg")
    page.locator("input[name='skad'][value='wlasna']").focus()
    page.keyboard.press("Space")
    press_enter(page, "button", "Zapisz", "/informacja")
    place_of_it = page.url.partition("?")[2]
    clerk = visit(who=Role.MONITORING_STAFF)
    clerk.goto(f"{address}/informacja?{place_of_it}")
    press_enter(clerk, "link", "Opublikuj", "/informacja/publikacja")
    press_enter(clerk, "button", "Opublikuj", "/informacja")
    assert "Mieszkańcy widzą dziś wersję 1" in clerk.inner_text("main")


@desk_browser.FLOW
def test_a_missing_answer_of_a_call_is_asked_for_by_keyboard_without_javascript(visit, place):
    """In another tab, so that the caller's words stay where they are."""
    address, desk = place
    page = visit(who=Role.CALL_CENTRE_STAFF)
    page.goto(f"{address}/rozmowa?procedura={OWN}")
    page.get_by_label("O co pyta rozmówca?").fill("Ile trwa uzgodnienie bez mapy?")
    page.get_by_label("Treść słowami rozmówcy").fill("Dziura na Zielonej 5.")
    page.get_by_role("button", name="Brak odpowiedzi").focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.get_by_label("Czego brakuje").input_value() == "Ile trwa uzgodnienie bez mapy?"
    assert tab.get_by_label("Numer procedury").input_value() == OWN
    assert "Zielonej" not in tab.content()
    tab.get_by_role("button", name="Wyślij prośbę").focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "Zapisano prośbę" in tab.inner_text("main")
    assert page.get_by_label("Treść słowami rozmówcy").input_value() == "Dziura na Zielonej 5."
    questions = [
        one.question
        for one in desk.centre.plugins.requests.unmet(limit=100)
        if hasattr(one, "question")
    ]
    assert "Ile trwa uzgodnienie bez mapy?" in questions
