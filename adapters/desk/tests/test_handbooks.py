"""The handbooks of the desk: what they quote is on its pages, and so are their pictures.

``WRITE_PICTURES=1`` makes the pictures anew.
"""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import attrs
import desk_browser
import pytest
from desk_site import OWN, PEOPLE, PLACES, UNIT, Desk, newest

from lckm_core import Procedure
from lckm_core.amendments import compare
from lckm_core.call_centre import DataRequest
from lckm_core.fields import fields_of
from lckm_core.organisation import OFFICE, Official, Role
from lckm_core.procedures import Person
from lckm_core.publication import WAITING_DAYS, WINDOW_DAYS, PortalTerms, State
from lckm_desk._pages import _environment
from lckm_word import WordFiles, write
from tests.helpers.pictures import hold_picture
from tests.helpers.served_app import listener, served

press, visit = desk_browser.press, desk_browser.visit
DOCS = Path(__file__).parents[3] / "docs"
HANDBOOKS = ("handbook-monitoring", "handbook-head", "handbook-director", "handbook-call-centre")
OF_BROWSER = {"Wstecz"}
"""What is quoted of a browser."""
QUESTION, TERMS = "PD-000001", "2027-01-01"
ENDS = date(2026, 12, 20)

# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def quoted(page: str) -> Iterator[str]:
    """Yield what stands between Polish quotation marks, with marks within as part of it."""
    depth, begin = 0, 0
    for at, sign in enumerate(page):
        if sign == "„":
            begin = at + 1 if not depth else begin
            depth += 1
        elif sign == "”":
            depth -= 1
            if not depth:
                yield " ".join(page[begin:at].split())


@cache
def texts() -> frozenset[str]:
    """Return the texts of the desk: of its templates, its code, and the fields of a procedure."""
    fields = fields_of(Procedure)
    found = {field.mark.label for field in fields} | {one.words for one in State}
    found |= {field.shape.word.value for field in fields if field.shape.word}
    package = files("lckm_desk")
    for path in package.joinpath("templates").iterdir():
        for _, kind, text in _environment().lex(path.read_text(encoding="utf-8")):
            if kind == "data":
                found.update(re.split(r"<[^>]*>?|^[^<>]*>", text))
            elif kind == "string":
                found.add(text[1:-1])
    for path in Path(str(package)).rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found.update(
            node.value
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    sentences = [part for text in found for part in re.split(r"(?<=[.?!])\s", text)]
    return frozenset(" ".join(text.split()).lstrip("(, ") for text in (*found, *sentences))


def is_shown(words: str) -> bool:
    """Return whether a text of the desk is or begins with these words."""
    begin = re.compile(rf"{re.escape(words)}(?!\w)")
    return any(begin.match(text) for text in texts())


@pytest.mark.parametrize("name", HANDBOOKS)
def test_what_a_handbook_quotes_is_on_the_pages(name):
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    words = set(quoted(page))
    assert len(words) > 10
    assert sorted(one for one in words - OF_BROWSER if not is_shown(one)) == []


def test_the_days_that_a_handbook_names_are_those_of_the_list():
    for name in ("handbook-monitoring", "handbook-call-centre"):
        page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
        assert f"od {WAITING_DAYS} dni nikt nic nie zrobił" in page
        assert re.search(rf"ostatni dzień minie\s+w ciągu {WINDOW_DAYS} dni", page)


def test_words_that_no_page_has_are_found():
    assert list(quoted("Naciśnij „Zmień pole „Inne””, potem „Zapisz”.")) == [
        "Zmień pole „Inne”",
        "Zapisz",
    ]
    assert is_shown("Zmień pole „Inne”")
    assert [
        word for word in ("Opubliku", "Zatwierdź wszystko", "Wyślij do EZD") if is_shown(word)
    ] == []


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────

CLERK, HEAD, DIRECTOR = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT, Role.DIRECTOR
CALL_CENTRE = Role.CALL_CENTRE_STAFF
NAMES = {
    CLERK: "Ewa Pokazowa",
    HEAD: "Anna Zielińska",
    DIRECTOR: "Piotr Wzorcowy",
    CALL_CENTRE: "Teresa Słuchająca",
}
FAULTY, CORRECTED, CHECKED, ENDING = (f"KA-0000{at}" for at in range(1, 5))

LONG_STEP = "Czekaj na opinię zarządcy drogi i gestorów sieci"


def people():
    """Return the staff; who signs in for a picture has a name as people have."""
    named = [
        Official(name, (role,), PLACES.get(role, OFFICE), login=role.name)
        for role, name in NAMES.items()
    ]
    logins = {one.login for one in named}
    others = [attrs.evolve(one, login=None) if one.login in logins else one for one in PEOPLE]
    return (*named, *others)


def hand_in_all(desk):
    """Bring procedures into the states that the pictures show."""
    who = {"role": CLERK, "by": NAMES[CLERK], "now": desk.now}
    desk.procedure("published")
    steps = newest(desk, OWN).procedure.steps
    desk.hand_in(
        FAULTY,
        title="Zajęcie pasa drogowego na czas robót",
        steps=(attrs.evolve(steps[0], name=LONG_STEP), *steps[1:]),
    )
    desk.hand_in(CORRECTED, title="Zjazd z drogi publicznej")
    was = newest(desk, CORRECTED).procedure
    better = attrs.evolve(was, title="Zezwolenie na zjazd z drogi publicznej")
    desk.centre.correct(compare(was, better), because="Nazwa bez czynności.", **who)
    desk.procedure("published", CHECKED, title="Przejazd pojazdu ponadnormatywnego")
    title = newest(desk, CHECKED).procedure.title
    desk.hand_in(CHECKED, title=title, valid_from=date(2027, 1, 1))
    desk.centre.confirm(CHECKED, **who)
    desk.procedure("published", ENDING, title="Identyfikator parkingowy", valid_to=ENDS)


def ask(desk):
    """Have the call centre ask the unit for data."""
    request = DataRequest(
        number=QUESTION,
        unit=UNIT,
        asked_by=Person(NAMES[CALL_CENTRE]),
        asked_on=desk.today,
        question="Ile dni trwa uzgodnienie, gdy brak mapy?",
    )
    desk.centre.request_data(request, role=CALL_CENTRE, now=desk.now)


def draft_terms(desk):
    """Draft a version of the portal's terms that changes one heading."""
    text = desk.memory.notices.terms()[0].text.replace("## 6. Dostępność i pomoc", "## 6. Pomoc")
    terms = PortalTerms(version=TERMS, valid_from=date(2027, 1, 1), text=text)
    desk.centre.draft_terms(terms, now=desk.now)


@pytest.fixture(scope="module")
def place():
    """The address of a desk with something for each picture, and what lies behind it."""
    with listener() as (listening, address):
        desk = Desk(public_url=address, people=people(), word=WordFiles())
        # The other tests live after midnight, when nobody is at a desk.
        desk.now = datetime(2026, 12, 1, 11, tzinfo=UTC)
        hand_in_all(desk)
        ask(desk)
        draft_terms(desk)
        with desk.face.running(), served(desk.face.app, listening):
            yield address, desk


def show_procedures(page, desk):
    page.goto("/procedury")


def show_procedure(page, desk):
    page.goto(f"/procedura?numer={FAULTY}")


def choose_corrected(page, desk, **values):
    """Choose a Word file with a corrected description, and have it shown."""
    text = attrs.evolve(newest(desk, OWN).procedure, **values)
    page.set_input_files("#plik", {"name": "opis.docx", "mimeType": "", "buffer": write(text)})
    press(page, "Sprawdź")


def show_file(page, desk):
    page.goto(f"/procedura/przyjecie?numer={OWN}")
    steps = newest(desk, OWN).procedure.steps
    choose_corrected(page, desk, steps=(attrs.evolve(steps[0], name=LONG_STEP), *steps[1:]))


def show_request(page, desk):
    page.goto(f"/procedura/wniosek?numer={OWN}")
    text = newest(desk, OWN).procedure.additional_info
    choose_corrected(page, desk, additional_info=text.replace("15 stycznia", "31 stycznia"))


def show_publication(page, desk):
    page.goto(f"/procedura/publikacja?numer={CHECKED}")


def show_agreement(page, desk):
    page.goto(f"/procedura/uzgodnienie?numer={CORRECTED}")


def show_answer(page, desk):
    page.goto(f"/prosba/odpowiedz?numer={QUESTION}")


def show_approval(page, desk):
    page.goto(f"/regulamin/zatwierdzenie?numer={TERMS}")


def show_call(page, desk):
    page.goto("/rozmowa")
    page.get_by_label("Treść słowami rozmówcy").fill("Dziura w jezdni przy przystanku.")
    page.get_by_label("Kategoria").select_option("dziura-w-jezdni")


def show_words(page, desk):
    for at, text in enumerate(("Połamane huśtawki.", "Dziura w jezdni."), start=1):
        desk.report(at, description=text, place={"address": "park Poniatowskiego"})
    page.goto("/zgloszenia")
    page.get_by_text("Filtry").click()
    page.get_by_label("Słowa").fill("huśtawka Poniatowskiego")
    press(page, "Pokaż")


def show_tasks(page, desk):
    page.goto("/")


def show_display(page, desk):
    page.goto("/publikacja")


PICTURES = {
    "desk-tasks": (CLERK, 1000, show_tasks),
    "desk-display": (CLERK, 1100, show_display),
    "desk-procedures": (CLERK, 1450, show_procedures),
    "desk-procedure": (CLERK, 1000, show_procedure),
    "desk-take-in": (CLERK, 1250, show_file),
    "desk-request-file": (HEAD, 1400, show_request),
    "desk-publish": (CLERK, 1050, show_publication),
    "desk-agree": (HEAD, 750, show_agreement),
    "desk-answer": (HEAD, 900, show_answer),
    "desk-terms-approve": (DIRECTOR, 1000, show_approval),
    "desk-call": (CALL_CENTRE, 1000, show_call),
    "desk-words": (CALL_CENTRE, 1500, show_words),
}
"""Each picture: who looks, how high it is, and how to come there."""


@pytest.mark.browser
@pytest.mark.slow(reason="twelve pictures by a browser; what is quoted of pages stands for them")
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_the_page_as_it_is(visit, place, name):
    who, height, show = PICTURES[name]
    page = visit(width=800, js=True, who=who, base_url=place[0])
    page.set_viewport_size({"width": 800, "height": height})
    show(page, place[1])
    page.wait_for_load_state()
    page.evaluate("document.activeElement.blur(); scrollTo({top: 0, behavior: 'instant'})")
    hold_picture(page, name)
