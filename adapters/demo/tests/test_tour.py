"""The tour of the demo: the whole life of a report and of a procedure, in a browser alone.

The site is that of ``lckm serve --demo``, the people are those whom its sign-in offers, and no
browser runs JavaScript. What a station of the docs says is pressed or seen here, in that order.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tour_visitor import Visitor

from lckm_cli.settings import read_settings
from lckm_demo.live.adapter import LiveAdapter
from lckm_demo.moments import LODZ
from lckm_http.site import Site
from tests.helpers.browsers import LONGEST_WAIT
from tests.helpers.photos import GPS_JPEG
from tests.helpers.served_app import listener, served

# Photos are shared with the tests of the resident's pages.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "web" / "tests"))


pytestmark = pytest.mark.browser

DOCS = Path(__file__).resolve().parents[3] / "docs"
NAME, EMAIL, PHONE = "Jan Sprawdzający", "jan.sprawdzajacy@example.com", "699 123 455"
# With the name that the photo had.
PERSON = (PHONE, NAME, EMAIL, "pies.jpg")
Visit = Callable[..., Visitor]


@pytest.fixture
def address(demo: tuple[Path, Any], tmp_path: Path) -> Iterator[str]:
    """The address of the site, over a copy of the folder that the demo left."""
    folder = tmp_path / "live"
    shutil.copytree(demo[0] / "live", folder, symlinks=True)
    settings = read_settings(folder / "lckm.toml")
    adapters = settings.adapters()
    (own,) = (one for one in adapters if isinstance(one, LiveAdapter))
    centre, clock = settings.centre(adapters), own.clock.now
    faces = settings.faces(centre=centre, clock=clock, public_url=None, trusted_proxies=())
    with listener() as (listening, address), served(Site(centre, faces, clock), listening):
        yield address
    own.close()


@pytest.fixture
def steps() -> list[str]:
    """What was pressed and seen."""
    return []


@pytest.fixture
def visit(browser: Any, address: str, steps: list[str]) -> Iterator[Visit]:
    """Open a browser of one's own; no page asks for anything elsewhere."""
    contexts, elsewhere = [], []

    def opened(path: str, *, sign_in_as: str = "") -> Visitor:
        context = browser.new_context(java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        page.on(
            "request",
            lambda one: None if one.url.startswith(address) else elsewhere.append(one.url),
        )
        visitor = Visitor(page, address, steps)
        visitor.open(path)
        if sign_in_as:
            visitor.press(sign_in_as)
        return visitor

    yield opened
    for context in contexts:
        context.close()
    assert elsewhere == []


def stations(heading: str) -> list[str]:
    """Return the words in bold below a heading of the tour, in their order."""
    text = (DOCS / "serving.md").read_text(encoding="utf-8")
    section = text.partition(f"\n#### {heading}\n")[2].partition("\n#")[0]
    return re.findall(r"\*\*(.+?)\*\*", section)


def assert_in_order(told: list[str], steps: list[str]) -> None:
    """Assert that what is told was pressed or seen, in that order."""
    assert told
    rest = iter(steps)
    assert [one for one in told if one not in rest] == []


@pytest.mark.slow(
    reason="12 s of a processor, most for the term of all reports; in test_live.py a report goes "
    "half that way, without a browser",
    weekly=True,
)
def test_the_life_of_a_report(visit: Visit, steps: list[str]) -> None:
    # A resident reports, with a photo and how to be reached.
    resident = visit("/poczta/")
    resident.follow("Zgłoszenia mieszkańców")
    resident.press("Zgłoś")
    resident.fill("Opisz, co się stało", f"Pies bez obroży. Proszę dzwonić: {PHONE}.")
    resident.choose("Bezpański pies lub kot")
    resident.fill("Ulica i numer", "ul. Piotrkowska 5")
    resident.choose_file("Dodaj zdjęcia", "pies.jpg", GPS_JPEG, "image/jpeg")
    resident.press("Dalej")
    resident.press("Dalej")
    resident.fill("E-mail", EMAIL)
    resident.fill("Telefon", PHONE)
    resident.fill("Imię i nazwisko", NAME)
    resident.press("Dalej")
    resident.see("Kto to dostanie i dlaczego", "Schronisko dla Zwierząt", "Kiedy dane znikną")
    resident.press("Wyślij zgłoszenie")
    resident.see("Przyjęliśmy Twoje zgłoszenie")
    number, code = (resident.page.inner_text(one) for one in ("#numer", "#kod"))

    # The unit gets a letter, with the photo and without the telephone in the words.
    post = visit("/poczta/")
    post.see_after_a_while(f"Zgłoszenie {number}")
    letter = post.page.locator("article").filter(has_text=number).first.inner_text()
    assert "zgloszenia@schronisko.lodz.pl" in letter
    assert "Pies bez obroży. Proszę dzwonić: [usunięto: telefon]." in letter
    assert f"{number}" in letter.partition("Pliki: ")[2]
    assert f"Telefon: {PHONE}" in letter

    # The call centre finds it, and says why before it sees the person.
    desk = visit("/biuro/", sign_in_as="Teresa Słuchająca")
    desk.follow("Zgłoszenia")
    desk.press("Bez wyniku")
    desk.press(number)
    desk.see("Pies bez obroży. Proszę dzwonić: [usunięto: telefon].", "Schronisko dla Zwierząt")
    assert NAME not in desk.markup
    desk.press("Pokaż dane osobowe")
    desk.choose("kontakt ze zgłaszającym")
    assert NAME not in desk.markup
    desk.press("Zapisz to i pokaż dane")
    desk.see(NAME, PHONE, EMAIL)
    desk.press("Wróć do zgłoszenia")
    desk.press("Zapisz wynik")
    desk.choose("Załatwione.")
    desk.fill("Słowa dla zgłaszającego", "Pies jest w schronisku.")
    desk.press("Zapisz wynik")
    desk.see("Pies jest w schronisku.")

    # Her head sees that she looked, and for what.
    head = visit(f"/biuro/zgloszenie?numer={number}", sign_in_as="Karol Odbierający")
    head.see("Ślad czynności", "odczytano dane osobowe: kontakt ze zgłaszającym (Teresa Słuchająca")

    # The resident reads what became of it.
    resident.follow("Sprawdź zgłoszenie")
    resident.fill("Numer zgłoszenia", number)
    resident.fill("Kod", code)
    resident.press("Sprawdź")
    resident.see("Pies jest w schronisku.")

    # After the term nothing of the person is in any file.
    post.open("/poczta/")
    for words in PERSON:
        post.fill("Szukaj w każdym pliku", words)
        post.press("Szukaj")
        post.see("znaleziono w ")
    post.press("Przesuń zegar o 7 miesięcy")
    post.see_after_a_while(f"Usuń dane osobowe: zgłoszenie {number}")
    for words in PERSON:
        post.fill("Szukaj w każdym pliku", words)
        post.press("Szukaj")
        post.see_after_a_while("nie znaleziono nigdzie", again=lambda: post.press("Szukaj"))
    post.open("/poczta/")
    assert "Pies bez obroży" not in post.markup
    resident.open("/sprawdz")
    resident.fill("Numer zgłoszenia", number)
    resident.fill("Kod", code)
    resident.press("Sprawdź")
    resident.see("Nie mamy już danych do kontaktu")
    assert_in_order(stations("A report"), steps)


@pytest.mark.slow(
    reason="12 s of a processor; the desk's tests of each step, and in test_live.py the portal of "
    "each day, stand for it",
    weekly=True,
)
def test_the_life_of_a_procedure(visit: Visit, steps: list[str]) -> None:
    title = "Zgłoszenie i usunięcie odpadów porzuconych w niedozwolonym miejscu"
    old, new = (f"wykonawca ma na to {days} dni roboczych" for days in (8, 6))
    starred = "wew. 130"

    # A head makes a request, to be sent by EZD: the desk takes nothing in.
    head = visit("/poczta/")
    head.follow("Biuro, dla pracowników")
    head.press("Zofia Przykładowa")
    head.follow("Procedury")
    head.press("KA-01238")
    head.press("Przygotuj wniosek o zmianę")
    _, text = head.download("YAML")
    today = datetime.now(LODZ).date().isoformat()
    text = text.replace("w ciągu 8 dni roboczych".encode(), "w ciągu 6 dni roboczych".encode())
    text = text.replace(b"produced_on: '2026-10-30'", f"produced_on: '{today}'".encode())
    head.choose_file("Poprawiony opis", "KA-01238.yaml", text)
    head.press("Sprawdź")
    head.see("Zmiany od wersji 2", "Biuro go nie przyjmuje i niczego z niego nie zapisuje.")
    name, request = head.download("Pobierz wniosek (Word)")

    # The Monitoring section takes it in, with the record of how it came.
    clerk = visit("/biuro/", sign_in_as="Barbara Modelowa")
    clerk.follow("Procedury")
    clerk.press("KA-01238")
    clerk.press("Przyjmij nową wersję z pliku")
    clerk.choose_file("Plik z opisem albo wnioskiem", name, request)
    clerk.press("Sprawdź")
    clerk.see("wniosek o aktualizację procedury KA-01238", "a termin realizacji jest inny")
    clerk.fill("Kto wnioskuje", "Zofia Przykładowa")
    clerk.choose("EZD: komórka Urzędu")
    clerk.fill("Znak sprawy w EZD", "GK.5510.1.2026")
    clerk.press("Przyjmij")
    clerk.see("Przyjęto opis.", "a termin realizacji jest inny")
    # Who asked, and how it came, stays with the procedure.
    clerk.see("Zofia Przykładowa", "GK.5510.1.2026")

    # A remark says what is left to correct.
    clerk.press("Popraw tekst")
    clerk.page.locator("[id='/deadline/terms/0/amount']").fill("6")
    clerk.page.locator("[id='/steps/1/comment']").fill(f"na terenie miejskim {new}")
    clerk.press("Sprawdź poprawki")
    clerk.see("Usunięcia i wstawienia", new)
    clerk.fill("Dlaczego poprawiasz", "Termin ma być wszędzie ten sam.")
    clerk.press("Zapisz poprawki")
    clerk.see("Teraz musi je uzgodnić kierownik.")
    assert "a termin realizacji jest inny" not in clerk.words
    assert clerk.page.get_by_role("link", name="Opublikuj").count() == 0

    # The head agrees; with corrections agreed the text is confirmed.
    head.open("/biuro/procedura?numer=KA-01238")
    head.press("Uzgodnij poprawki")
    head.see(old, new)
    head.press("Zgadzam się na poprawki")
    head.see("Uzgodniono poprawki.", "sprawdzona")

    # Before it is published one reads who will see it, and residents see the old text.
    resident = visit("/poczta/")
    resident.follow("Procedury na portalu")
    resident.press(title)
    resident.see(old)
    clerk.open("/biuro/procedura?numer=KA-01238")
    clerk.press("Opublikuj")
    clerk.see("Kto co zobaczy po opublikowaniu", "Widzą ją: portal, BIP, Call Center.")
    clerk.press("Opublikuj")
    clerk.see("Opublikowano.")

    # A resident finds it and reads it, without the starred fields.
    resident.see_after_a_while(new)
    resident.open("/")
    resident.follow("Załatw sprawę")
    resident.fill("Czego szukasz?", "porzucone odpady")
    resident.press("Szukaj")
    public = [resident.markup]
    resident.press(title)
    resident.see("6 dni roboczych", new)
    public.append(resident.markup)
    for path in ("druk/KA-01238.html", "szukaj.html?q=wew+130+Pokazowy"):
        resident.open(f"/procedury/{path}")
        public.append(resident.markup)
    assert [starred in one for one in public] == [False] * len(public)

    # The call centre finds it while somebody calls, with the starred fields.
    caller = visit("/biuro/", sign_in_as="Teresa Słuchająca")
    caller.press("Nowa rozmowa")
    caller.fill("O co pyta rozmówca?", "porzucone odpady")
    caller.press("Szukaj")
    caller.press(title)
    caller.see("Widok Call Center, z polami oznaczonymi gwiazdką.", starred, new)

    # Withdrawn, it is gone from the portal on that day.
    clerk.press("Wycofaj z publikacji")
    clerk.see("Kto i kiedy ją widzi")
    clerk.fill("Dlaczego", "Sprawę prowadzi inna jednostka.")
    clerk.press("Tak, wycofaj")
    clerk.see("Wycofano.", "Nikt nie zobaczy żadnej wersji.")
    resident.open("/procedury/KA-01238.html")
    resident.see_after_a_while("Nie ma takiej strony")
    resident.open("/procedury/szukaj.html?q=porzucone+odpady")
    resident.see("Znaleziono")
    resident.miss_after_a_while(title)
    assert_in_order(stations("A procedure"), steps)
