"""A move that is sent again after its answer was lost is done once, and answered as at first."""

from collections.abc import Sequence
from unicodedata import normalize

import attrs
import pytest
from desk_site import OWN, Desk, Shop, newest, standing
from store_faults import lose_answer, overtake

from lckm_core.organisation import Role
from lckm_core.ports import provide

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
CHANGED = "Popraw telefon."


@attrs.frozen(kw_only=True)
class Move:
    """One move of a procedure or an announcement.

    Args:
        who: whoever makes it.
        state: that in which the record stands before.
        path: the page of the form.
        button: the words of its button.
        typed: what is typed.
        is_notice: whether it moves an announcement.
    """

    who: Role = CLERK
    state: str
    path: str
    button: str
    typed: dict[str, str] = attrs.field(factory=dict)
    is_notice: bool = False

    def stand(self, desk: Desk) -> str:
        return standing(desk, self.state) if self.is_notice else desk.procedure(self.state)

    def store(self, desk: Desk) -> tuple[object, str]:
        if self.is_notice:
            return desk.memory.notices, "save_announcements"
        return desk.memory.procedures, "save"

    def acts(self, desk: Desk, number: str) -> Sequence[Sequence[object]]:
        """Return the acts of each edition."""
        if not self.is_notice:
            return [edition.acts for edition in desk.memory.procedures.editions(number)]
        stored = desk.memory.notices.announcements()
        return [edition.acts for edition in stored if edition.id == number]


WORDS = {"slowa": CHANGED}
MOVES = {
    "confirm": Move(state="received", path="/procedura/potwierdzenie", button="Potwierdź"),
    "agree": Move(who=HEAD, state="corrected", path="/procedura/uzgodnienie", button="Zgadzam się"),
    "publish": Move(state="checked", path="/procedura/publikacja", button="Opublikuj"),
    "give back": Move(state="received", path="/procedura/zwrot", button="Zwróć", typed=WORDS),
    "give back for findings": Move(state="faulty", path="/procedura/zwrot", button="Zwróć"),
    "withdraw": Move(state="published", path="/procedura/wycofanie", button="Tak", typed=WORDS),
    "withdraw without words": Move(
        state="newer", path="/procedura/wycofanie", button="Tak, wycofaj"
    ),
    "note": Move(
        who=Role.CALL_CENTRE_STAFF,
        state="newer",
        path="/procedura/inne",
        button="Zapisz",
        typed={"slowa": normalize("NFD", "Pytaj o numer.\r\nI o datę. ")},
    ),
    "publish an announcement": Move(
        state="received", path="/informacja/publikacja", button="Opublikuj", is_notice=True
    ),
    "give an announcement back": Move(
        state="received", path="/informacja/zwrot", button="Zwróć", typed=WORDS, is_notice=True
    ),
    "withdraw an announcement": Move(
        state="newer", path="/informacja/zdjecie", button="Tak", typed=WORDS, is_notice=True
    ),
}


@pytest.fixture(params=MOVES.values(), ids=MOVES)
def move(request):
    return request.param


def opened(desk, move):
    number = move.stand(desk)
    return number, desk.visitor(move.who).get(move.path, numer=number)


def acts_told(desk, number):
    return [event for event in desk.trail if event.subject == number]


def test_back_and_sent_again(desk, move):
    number, visitor = opened(desk, move)
    page = visitor.page
    first = visitor.press(move.button, **move.typed).response.headers["location"]
    done, told = move.acts(desk, number), acts_told(desk, number)
    visitor.page = page
    visitor.press(move.button, **move.typed)
    assert (visitor.status, visitor.response.headers.get("location")) == (303, first), visitor.words
    assert move.acts(desk, number) == done
    assert acts_told(desk, number) == told
    # What is said then is what was said the first time.
    assert visitor.follow().page.xpath("//p[@role='status']")


def test_sent_again_when_nobody_knows_whether_it_was_stored(desk, move, monkeypatch):
    number, visitor = opened(desk, move)
    lose_answer(monkeypatch, *move.store(desk))
    visitor.press(move.button, **move.typed)
    assert visitor.status == 503
    done = move.acts(desk, number)
    visitor.press("Spróbuj jeszcze raz")
    assert visitor.status == 303, visitor.words
    assert move.acts(desk, number) == done


def test_pressed_twice_at_once(desk, move, monkeypatch):
    """The second request overtakes the first, which has looked and stored nothing yet."""
    number, visitor = opened(desk, move)
    second = desk.visitor(move.who)
    second.page = visitor.page
    before = sum(map(len, move.acts(desk, number)))
    overtake(monkeypatch, *move.store(desk), lambda: second.press(move.button, **move.typed))
    visitor.press(move.button, **move.typed)
    assert (visitor.status, second.status) == (303, 303), visitor.words
    published = 2 if move.state == "newer" and "inne" in move.path else 1
    assert sum(map(len, move.acts(desk, number))) == before + published


def test_another_person_or_other_words_are_no_repetition(desk):
    desk.procedure()
    page = desk.visitor(CLERK).get("/procedura/zwrot", numer=OWN).page
    first = desk.visitor(CLERK)
    first.page = page
    first.press("Zwróć", slowa=CHANGED)
    for who, words in ((CLERK, "Popraw tytuł."), (Role.HEAD_OF_MONITORING, CHANGED)):
        visitor = desk.visitor(who)
        visitor.page = page
        assert visitor.press("Zwróć", slowa=words, otworzyl="").status == 409
        assert words in visitor.words
    assert [act.note for act in newest(desk).acts[1:]] == [CHANGED]


def test_words_that_cannot_be_stored_are_no_repetition(desk):
    desk.procedure("faulty")
    page = desk.visitor(CLERK).get("/procedura/zwrot", numer=OWN).page
    for words, status in (("", 303), ("x" * 2001, 409)):
        visitor = desk.visitor(CLERK)
        visitor.page = page
        assert visitor.press("Zwróć", slowa=words).status == status
    assert words in visitor.response.text


def test_a_note_with_other_words_is_no_repetition(desk):
    desk.procedure("published")
    calls = Role.CALL_CENTRE_STAFF
    page = desk.visitor(calls).get("/procedura/inne", numer=OWN).page
    for words, status in (("Pierwsze.", 303), ("Drugie.", 409), ("Pierwsze.", 303)):
        visitor = desk.visitor(calls)
        visitor.page = page
        assert visitor.press("Zapisz", slowa=words).status == status
    # Also where a colleague wrote something else after it.
    visitor.get("/procedura/inne", numer=OWN).press("Zapisz", slowa="Trzecie.")
    visitor.page = page
    assert visitor.press("Zapisz", slowa="Pierwsze.").status == 303
    assert newest(desk).procedure.call_centre.other == "Trzecie."


def test_the_same_act_on_another_edition_is_no_repetition(desk):
    desk.procedure()
    page = desk.visitor(CLERK).get("/procedura/potwierdzenie", numer=OWN).page
    desk.hand_in(OWN, additional_info="Nowe zdanie.")
    desk.visitor(CLERK).get("/procedura/potwierdzenie", numer=OWN).press("Potwierdź")
    visitor = desk.visitor(CLERK)
    visitor.page = page
    assert visitor.press("Potwierdź").status == 409


def test_places_are_brought_up_to_date_by_whatever_came_through():
    shop = Shop()
    desk = Desk(more=provide(exporters=[shop]))
    desk.procedure("checked")
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    page = visitor.page
    visitor.press("Opublikuj")
    visitor.page = page
    visitor.press("Opublikuj")
    assert shop.pages == [[OWN], [OWN]]
