"""The pages as residents use them in Chromium: with and without JavaScript, by mouse and keyboard,
on a telephone and a desk, in three languages.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where ``CI`` is ``true``: there, nobody would notice.
"""

from urllib.parse import urljoin

import pytest
from browser_pages import NEXT, shown_pages
from served_site import PNG, STREETS, TILE, served

from tests.helpers.browsers import STRICT, visits
from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing
from tests.helpers.photos import JPEG

pytestmark = pytest.mark.browser

LONG = pytest.mark.slow(
    reason="one part of a page in a browser; a flow with JavaScript, and one page "
    "on which each script does its part stand for it"
)

PREFIXES = {"pl": "", "en": "/en", "uk": "/uk"}


class Mouse:
    """Points at things and types."""

    def __init__(self, page):
        self.page = page

    def fill(self, selector, text):
        self.page.fill(selector, text)

    def choose(self, selector):
        self.page.check(selector)

    def press(self, selector=NEXT):
        self.page.click(selector)
        self.page.wait_for_load_state()


class Keyboard(Mouse):
    """Has no mouse: goes by Tab and arrows alone, and finds no trap."""

    def reach(self, selector):
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def fill(self, selector, text):
        self.reach(selector)
        self.page.keyboard.insert_text(text)

    def choose(self, selector):
        name = self.page.get_attribute(selector, "name")
        self.reach(f"[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(40):
            if self.page.is_checked(selector):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not reach {selector}")

    def press(self, selector=NEXT):
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def number_of(page):
    return page.inner_text("#numer")


def assert_fits(page):
    """Nothing runs out of the window, also with the spacing that readers may set."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


ALL = pytest.mark.slow(
    reason="the flow in other ways; one with JavaScript stays, and test_flow.py has no browser",
    weekly=True,
)
# Each value meets each other at least once.
GRID = [
    pytest.param("js", "pl", 320, Mouse),
    pytest.param("none", "pl", 1280, Keyboard, marks=ALL),
    pytest.param("js", "en", 1280, Keyboard, marks=ALL),
    pytest.param("none", "en", 320, Mouse, marks=ALL),
    pytest.param("js", "uk", 320, Keyboard, marks=ALL),
    pytest.param("none", "uk", 1280, Mouse, marks=ALL),
]


@pytest.mark.parametrize(("js", "language", "width", "hand"), GRID)
def test_a_report_from_the_first_page_to_withdrawal(
    visit, place, tmp_path, js, language, width, hand
):
    _, site = place
    photo = tmp_path / "konar.jpg"
    photo.write_bytes(JPEG)
    page = visit(f"{PREFIXES[language]}/", width=width, js=js == "js")
    hands = hand(page)
    look = (lambda: assert_fits(page)) if js == "js" else (lambda: None)

    look()
    hands.press("main a.button")
    look()
    hands.press()  # nothing is written yet
    assert page.get_attribute("#description", "aria-invalid") == "true"
    hands.fill("#description", "Konar wisi nad chodnikiem. Mieszkam obok, tel. 601 234 567")
    hands.choose("[name=category][value=drzewo]")
    hands.fill("#street", "ul. Przykładowa 9")
    page.set_input_files("#new_files", str(photo))
    hands.press()
    look()
    hands.fill("#attribute-wiek-drzewa", "60")
    hands.press()
    look()
    hands.fill("#email", "jan@example.com")
    hands.press()
    look()
    assert page.inner_text("del") == "601 234 567"
    hands.press()
    look()
    report = site.memory.reports.get(number_of(page))
    assert (report.category, report.language) == ("drzewo", language)
    assert report.personal.file_names == ("konar.jpg",)
    hands.press()
    look()
    hands.press()
    look()
    hands.press("button.warning")
    look()
    assert site.memory.reports.get(report.number).is_anonymous


EACH = pytest.mark.slow(reason="each page in each way; one at 320 px stands for all", weekly=True)


@pytest.mark.parametrize(
    ("width", "scheme", "names"),
    [
        pytest.param(320, "light", ("check",), id="check"),
        pytest.param(320, "light", (), marks=EACH),
        pytest.param(320, "dark", (), marks=EACH),
        pytest.param(1280, "light", (), marks=EACH),
    ],
)
def test_axe_finds_nothing_and_all_fits(visit, axe, width, scheme, names):
    left = set(names)
    for name, page in shown_pages(visit, width=width, color_scheme=scheme):
        if names and name not in names:
            continue
        page.wait_for_load_state()
        found = axe.run(page, options=STRICT).response["violations"]
        assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == [], name
        assert layout_faults(page) == [], name
        if name == "check":
            assert keyboard_faults(page) == []
        set_reader_spacing(page)
        assert layout_faults(page) == [], name
        left.discard(name)
        if names and not left:
            break


def test_each_script_of_the_form_does_its_part(browser, tmp_path):
    """On one page; what each does besides is tried one by one with ``--long``."""
    streets, tiles = tmp_path / "ulice.csv", tmp_path / "tiles"
    streets.write_text(STREETS, encoding="utf-8")
    tile = tiles / TILE.removeprefix("/kafelki/")
    tile.parent.mkdir(parents=True)
    tile.with_suffix(".png").write_bytes(PNG)
    city_map = {"tiles": str(tiles), "zooms": [14, 14], "credit": "Mapa"}
    here = {"latitude": 51.7769, "longitude": 19.4547}
    with (
        served(streets=str(streets), city_map=city_map) as (address, _),
        visits(browser, address, start="/zgloszenie", own="blob:") as visit,
    ):
        page = visit(geolocation=here, permissions=["geolocation"])
        page.fill("#description", "Lampa")
        assert page.inner_text(".counter") == "Zostało znaków: 3995"
        page.fill("#category_search", "drzwea")
        assert shown_categories(page) == ["drzewo", "nie-wiem"]
        photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
        page.set_input_files("#new_files", photo)
        page.wait_for_selector("#files canvas")
        page.focus("#street")
        page.keyboard.type("zie")
        page.wait_for_selector(OPTION)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.input_value("#street") == "ul. Zielona "
        page.click("text=Użyj mojego położenia")
        page.wait_for_selector("text=Dodano położenie: 51.77690,19.45470")
        page.click("text=Wskaż na mapie")
        page.wait_for_selector(".map-pin")
        page.click(NEXT)
        page.wait_for_selector("#email")


def test_the_site_s_own_form_names_its_origin(visit, place):
    """Under ``no-referrer`` it would say ``null``: where it tells no ``Sec-Fetch-Site``, as on
    plain http in an office, the form would be refused as another site's.
    """
    page = visit()
    page.fill("#description", "Lampa nie świeci.")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.click(NEXT)
    assert sent.value.all_headers()["origin"] == place[0]


@pytest.mark.slow(reason="text of twice the size; 320 px stands for it in every run", weekly=True)
def test_text_of_twice_the_size_stays_in_a_narrow_window(visit):
    """In a wide one, test_accessible_pages.py looks for it."""
    for _, page in shown_pages(visit, width=320):
        page.wait_for_load_state()
        page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }')")
        assert_fits(page)


@LONG
def test_going_back_keeps_every_word(visit):
    page = visit()
    page.fill("#description", "Lampa nie świeci")
    page.fill("#street", "ul. Przykładowa 9")
    page.check("[name=category][value=oswietlenie]")
    page.click(NEXT)
    page.fill("#email", "jan@example.com")
    page.click(NEXT)
    page.wait_for_load_state()

    page.go_back()
    assert page.input_value("#email") == "jan@example.com"
    page.go_back()
    assert page.input_value("#description") == "Lampa nie świeci"
    assert page.input_value("#street") == "ul. Przykładowa 9"
    assert page.is_checked("[name=category][value=oswietlenie]")


@LONG
def test_a_reload_keeps_what_was_typed_on_pages_before(visit):
    page = visit()
    page.fill("#description", "Lampa")
    page.click(NEXT)
    page.reload()

    assert page.input_value("[name=description]") == "Lampa"


@LONG
def test_words_that_were_typed_are_not_lost_without_a_question(visit):
    page = visit()
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.reload()
    assert asked == []
    page.fill("#description", "Lampa")
    page.click("#street")
    # A reload that is called off ends in no event, so it is begun by the page.
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"]
    assert page.input_value("#description") == "Lampa"
    page.click(NEXT)
    page.wait_for_selector("#email")
    assert asked == ["beforeunload"]


@LONG
def test_a_box_stands_beside_its_words(visit):
    page = visit()
    page.fill("#description", "Lampa")
    page.click(NEXT)
    box = page.locator("[name=receipt]").bounding_box()
    words = page.locator("label:has([name=receipt]) span").bounding_box()
    middles = [one["y"] + one["height"] / 2 for one in (box, words)]
    assert abs(middles[0] - middles[1]) < 3


@LONG
def test_no_shadow_runs_through_a_legend(visit):
    page = visit("/zgloszenie", js=False)
    page.fill("#category_search", "drzewo")
    page.click("[value=search]")
    page.focus("#category")
    shadow = "one => getComputedStyle(one).boxShadow"
    assert page.eval_on_selector("#category", shadow) == "none"


def to_check(page, words):
    page.fill("#description", words)
    page.click(NEXT)
    page.click(NEXT)
    page.wait_for_load_state()


def registered(site, words):
    return [
        event.subject
        for event in site.memory.events
        if event.verb == "register" and site.memory.reports.get(event.subject).description == words
    ]


@LONG
def test_a_double_click_is_one_report(visit, place):
    page = visit()
    to_check(page, "Kliknięte dwa razy")
    page.dblclick(NEXT)
    page.wait_for_selector("#numer")

    assert registered(place[1], "Kliknięte dwa razy") == [number_of(page)]


@LONG
def test_a_receipt_may_be_reloaded_and_gone_back_from(visit, place):
    page = visit()
    to_check(page, "Jeszcze raz")
    page.click(NEXT)
    number = number_of(page)
    page.reload()
    assert number_of(page) == number

    page.go_back()
    page.click(NEXT)
    page.wait_for_selector("#numer")
    assert number_of(page) == number
    assert registered(place[1], "Jeszcze raz") == [number]


@LONG
def test_a_lost_answer_is_one_report(visit, place):
    """The server had the report, and its answer did not arrive."""
    page = visit()
    to_check(page, "Odpowiedź zginęła")

    def lose(route):
        # What playwright sends has no word of the site that it comes from, as a browser's has.
        headers = {**route.request.headers, "sec-fetch-site": "same-origin"}
        answers.append(route.fetch(max_redirects=0, headers=headers).status)
        route.abort()

    answers = []

    page.route("**/zgloszenie/wyslij", lose, times=1)
    with page.expect_event("requestfailed"):
        page.click(NEXT)
    page.wait_for_url("chrome-error://**")
    assert answers == [303]
    assert len(registered(place[1], "Odpowiedź zginęła")) == 1
    page.go_back()
    page.click(NEXT)
    page.wait_for_selector("#numer")

    assert registered(place[1], "Odpowiedź zginęła") == [number_of(page)]


@LONG
def test_two_tabs_are_two_reports(visit, place):
    first, second = visit(), visit()
    to_check(first, "Karta pierwsza")
    to_check(second, "Karta druga")
    first.click(NEXT)
    second.click(NEXT)

    assert number_of(first) != number_of(second)


@LONG
def test_faults_are_said_first_and_lead_to_their_fields(visit):
    page = visit()
    page.click(NEXT)
    page.wait_for_load_state()

    assert page.title().startswith("Błąd: ")
    assert page.evaluate("document.activeElement.id") == "bledy"
    page.click("#bledy a")
    assert page.evaluate("document.activeElement.id") == "description"


@LONG
def test_the_counter_counts_as_the_server_does(visit):
    page = visit()
    assert page.inner_text(".counter") == "Zostało znaków: 4000"
    page.fill("#description", "ż🌳" * 2000 + "ab")
    assert page.inner_text(".counter") == "Znaków za dużo: 2"
    page.click(NEXT)
    assert page.inner_text("#bledy li") == "Opis jest za długi. Znaków za dużo: 2. Skróć go."


@LONG
def test_own_position_is_asked_for_by_a_button_and_can_be_taken_back(visit, place):
    page = visit(
        geolocation={"latitude": 51.7769, "longitude": 19.4547}, permissions=["geolocation"]
    )
    assert page.query_selector("input[name=point]:enabled") is None
    page.click("#point button")
    page.wait_for_selector("text=Dodano położenie: 51.77690,19.45470")
    to_check(page, "Tu stoję")
    assert "51.77690,19.45470" in page.inner_text("main")

    page.click("text=Zmień zgłoszenie")
    page.uncheck("[name=point]")
    page.click(NEXT)
    page.click(NEXT)
    assert "51.77690" not in page.inner_text("main")


@LONG
def test_number_and_code_are_copied(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    to_check(page, "Do schowka")
    page.click(NEXT)
    page.click("[data-copy]")
    page.wait_for_selector("text=Skopiowano")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == [
        f"Numer: {number_of(page)}",
        f"Kod: {page.inner_text('#kod')}",
        urljoin(page.url, "/sprawdz"),
    ]


@LONG
def test_back_from_the_status_and_from_the_question_asks_nothing(visit):
    page = visit()
    to_check(page, "Wstecz, tel. 601 234 567")
    page.click(NEXT)
    number, code = number_of(page), page.inner_text("#kod")
    page.goto(urljoin(page.url, "/sprawdz"))
    page.fill("#number", number)
    page.fill("#code", code)
    page.click(NEXT)
    page.click(NEXT)
    assert page.inner_text("h1") == "Czy na pewno cofnąć zgodę?"
    page.go_back()
    assert page.inner_text("h1") == f"Zgłoszenie {number}"
    page.go_back()
    assert page.inner_text("h1") == "Sprawdź swoje zgłoszenie"


@LONG
def test_in_print_a_receipt_has_number_and_code_and_no_buttons(visit):
    page = visit()
    to_check(page, "Na papier")
    page.click(NEXT)
    page.wait_for_load_state()
    page.emulate_media(media="print")

    assert page.is_visible("#numer")
    assert page.is_visible("#kod")
    assert [one for one in page.query_selector_all("button, nav") if one.is_visible()] == []


@LONG
def test_with_forced_colours_what_is_struck_still_shows(visit):
    page = visit(forced_colors="active")
    to_check(page, "Mieszkam obok, tel. 601 234 567")
    style = page.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine")
    assert style == "line-through"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.button')).borderTopWidth") != "0px"
    )


@LONG
def test_controls_are_large_enough_for_a_finger(visit):
    page = visit(width=320)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main input:not([type=hidden]), '
            + 'main select, main textarea')]
            .filter(one => !one.closest('.trap, [aria-hidden]'))
            .map(one => (one.closest('.choice') ?? one).getBoundingClientRect())
            .filter(box => box.height < 44 || box.width < 44).length"""
    )
    assert small == 0


@LONG
@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_no_line_breaks_a_number_or_a_code(visit, prefix):
    page = visit(f"{prefix}/zgloszenie", width=320)
    page.fill("#description", "Lampa")
    for _ in range(3):
        page.click(NEXT)
    lines = "one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    page.wait_for_selector("#numer")
    for name in ("#numer", "#kod"):
        assert page.eval_on_selector(name, lines) == 1
        assert page.eval_on_selector(name, "one => one.scrollWidth <= one.clientWidth")
    page.click(NEXT)
    page.wait_for_selector("h1 .whole")
    assert page.eval_on_selector("h1 .whole", "one => one.getClientRects().length") == 1


@LONG
def test_enter_in_a_field_goes_to_the_next_page(visit):
    page = visit()
    page.fill("#description", "Lampa")
    page.fill("#street", "ul. Przykładowa 9")
    page.press("#street", "Enter")
    page.wait_for_selector("#email")
    page.press("#email", "Enter")
    page.wait_for_selector("blockquote")
    assert page.get_attribute("html", "lang") == "pl"


# ── streets and categories ─────────────────────────────────────────────────────────────────────


OPTION = "#streets [role=option]"


@LONG
def test_streets_are_suggested_and_chosen_by_keyboard_alone(visit, axe):
    page = visit(width=320)
    page.focus("#street")
    page.keyboard.type("zie")
    page.wait_for_selector(OPTION)
    told = page.inner_text(".combobox .unseen[role=status]")
    assert told == "Ulice do wyboru: 2. Wybierz strzałkami."
    assert page.get_attribute("#street", "aria-expanded") == "true"
    found = axe.run(page, options=STRICT).response["violations"]
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    assert_fits(page)

    for key, active in (
        ("ArrowDown", "streets-0"),
        ("ArrowDown", "streets-1"),
        ("ArrowDown", None),
        ("ArrowUp", "streets-1"),
        ("ArrowUp", "streets-0"),
    ):
        page.keyboard.press(key)
        assert page.get_attribute("#street", "aria-activedescendant") == active
    found = axe.run(page, options=STRICT).response["violations"]
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    page.keyboard.press("Enter")
    assert page.input_value("#street") == "ul. Zielona "
    assert page.is_hidden("#streets")
    page.keyboard.type("5")
    page.wait_for_timeout(400)
    assert page.is_hidden("#streets")
    page.fill("#description", "Lampa")
    page.press("#street", "Enter")
    page.wait_for_selector("#email")


@LONG
def test_suggestions_close_by_escape_and_by_leaving(visit):
    page = visit()
    for leave in ("Escape", "Tab"):
        page.fill("#street", "")
        page.focus("#street")
        page.keyboard.type("zie")
        page.wait_for_selector(OPTION)
        page.keyboard.press(leave)
        assert page.is_hidden("#streets")
        assert page.input_value("#street") == "zie"
        assert page.get_attribute("#street", "aria-expanded") == "false"


@LONG
def test_a_street_is_chosen_by_a_finger_and_an_unknown_one_is_told(visit):
    page = visit(width=320, has_touch=True)
    page.fill("#street", "łagiewni 5")
    page.focus("#street")
    page.tap(f"{OPTION} >> nth=0")
    assert page.input_value("#street") == "ul. Łagiewnicka 5"
    page.fill("#description", "Lampa")
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    page.fill("#street", "Nieznana")
    page.wait_for_selector("text=Nie ma takiej ulicy na liście. Możesz zostawić swoje słowa.")
    # Nothing moves away from under the finger that presses the button.
    assert page.evaluate(height) == before
    page.click(NEXT)
    page.wait_for_selector("#email")


@LONG
@pytest.mark.parametrize("js", [True, False])
def test_a_doubt_about_a_street_is_a_question_at_320_px(visit, axe, js):
    page = visit(width=320, js=js)
    page.fill("#description", "Lampa")
    page.fill("#street", "Lagiewnika 5")
    page.click(NEXT)
    page.wait_for_selector("#street_choice")
    assert page.is_checked("[name=street_choice][value='Lagiewnika 5']")
    if js:
        assert_fits(page)
        found = axe.run(page, options=STRICT).response["violations"]
        assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.activeElement.matches('.notice')")
    page.check("[name=street_choice][value='ul. Łagiewnicka 5']")
    page.click(NEXT)
    page.click(NEXT)
    assert "ul. Łagiewnicka 5" in page.inner_text("main")
    assert "Dzielnicę dodaliśmy według listy ulic." in page.inner_text("main")


def shown_categories(page):
    labels = page.query_selector_all("label.choice:has([name=category])")
    return [
        one.query_selector("input").get_attribute("value") for one in labels if one.is_visible()
    ]


@LONG
def test_categories_are_searched_while_typing(visit, axe):
    page = visit(width=320)
    assert page.is_hidden("[name=do][value=search]")
    for words, found in (
        ("DRZEWA", ["drzewo", "nie-wiem"]),
        ("śmieci", ["przepelniony-kosz", "nie-wiem"]),
        ("собаки", ["bezpanskie-zwierze", "nie-wiem"]),
        ("plac zabaw", ["piaskownica", "nie-wiem"]),
        ("drewo", ["drzewo", "nie-wiem"]),
        ("drzwea", ["drzewo", "nie-wiem"]),
        ("drzewo", ["drzewo", "nie-wiem"]),
    ):
        page.fill("#category_search", words)
        assert shown_categories(page) == found
    page.wait_for_selector("text=Pasujące kategorie: 1 / 15")
    assert_fits(page)
    found = axe.run(page, options=STRICT).response["violations"]
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    page.fill("#category_search", "qqqq")
    assert len(shown_categories(page)) == 16
    page.wait_for_selector("text=Nic nie pasuje. Oto wszystkie kategorie.")

    page.fill("#category_search", "drzewo")
    page.press("#category_search", "Enter")
    assert page.url.endswith("/zgloszenie")
    page.check("[name=category][value=drzewo]")
    page.fill("#category_search", "lampa")
    assert "drzewo" in shown_categories(page)
    page.fill("#description", "Lampa")
    page.click(NEXT)
    page.wait_for_selector("#attribute-wiek-drzewa")


@LONG
def test_categories_are_searched_without_javascript(visit):
    page = visit(width=320, js=False)
    page.fill("#description", "Konar")
    page.fill("#category_search", "drzewa")
    page.click("[name=do][value=search]")
    page.wait_for_selector("text=Pasujące kategorie: 1 / 15")
    assert shown_categories(page) == ["drzewo", "nie-wiem"]
    assert page.input_value("#description") == "Konar"
    page.check("[name=category][value=drzewo]")
    page.click(NEXT)
    page.wait_for_selector("#attribute-wiek-drzewa")
