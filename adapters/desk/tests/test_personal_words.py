"""A reason that staff type stays for good: what looks like personal data is shown before that."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import attrs
import pytest
from desk_site import OWN, Desk, hand_in_announcement, newest, standing
from test_correction import opened as correction_opened, press as press_in_correction
from test_route_changes import opened as routes_opened, text_with

from lckm_core.organisation import Role
from lckm_desk import _personal_words
from tests.helpers.rows import some_in_every_change

CLERK = Role.MONITORING_STAFF
REASON = "Pan Jan Próbny, tel. 601 234 567, zgłasza, że trasa jest zła."
LEFT = "[usunięto: telefon]"


@attrs.frozen(kw_only=True)
class ReasonForm:
    """A form with a reason.

    Args:
        opened: brings it before somebody.
        field: the name of the field.
        button: the words of the button that stores it.
        stored: returns the reasons that are stored.
    """

    opened: Callable[[Desk], Any]
    field: str = "slowa"
    button: str
    stored: Callable[[Desk], list[str | None]]


def table_opened(desk):
    return routes_opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk))


def move_opened(state, path):
    def opened(desk):
        return desk.visitor(CLERK).get(path, numer=desk.procedure(state))

    return opened


def corrected(desk):
    desk.procedure("received")
    return press_in_correction(correction_opened(desk), **{"/title": "Inny tytuł opisu"})


def notes_of_procedure(desk):
    return [act.note for act in newest(desk, OWN).acts if act.note]


def notes_of_announcements(desk):
    editions = desk.memory.notices.announcements()
    return [act.note for edition in editions for act in edition.acts if act.note]


FORMS = {
    "change of routes": ReasonForm(
        opened=table_opened,
        field="powod",
        button="Zapisz tabelę",
        stored=lambda desk: [change.reason for change in desk.memory.table_changes()],
    ),
    "procedure returned": ReasonForm(
        opened=move_opened("received", "/procedura/zwrot"),
        button="Zwróć",
        stored=notes_of_procedure,
    ),
    "procedure withdrawn": ReasonForm(
        opened=move_opened("published", "/procedura/wycofanie"),
        button="Tak, wycofaj",
        stored=notes_of_procedure,
    ),
    "procedure corrected": ReasonForm(
        opened=corrected, button="Zapisz poprawki", stored=notes_of_procedure
    ),
    "note of the call centre": ReasonForm(
        opened=lambda desk: desk.visitor().get(
            "/procedura/inne", numer=desk.procedure("published")
        ),
        button="Zapisz",
        stored=lambda desk: [
            note for note in [newest(desk, OWN).procedure.call_centre.other] if note
        ],
    ),
    "announcement returned": ReasonForm(
        opened=lambda desk: desk.visitor(CLERK).get(
            "/informacja/zwrot", numer=hand_in_announcement(desk).id
        ),
        button="Zwróć",
        stored=notes_of_announcements,
    ),
    "announcement taken down": ReasonForm(
        opened=lambda desk: desk.visitor(CLERK).get(
            "/informacja/zdjecie", numer=standing(desk, "published")
        ),
        button="Tak, zdejmij",
        stored=notes_of_announcements,
    ),
}


SOME_FORMS = pytest.mark.parametrize(
    "form",
    some_in_every_change(
        FORMS, 0, 3, reason="another form; that it asks and strikes is tried in every change"
    ),
    indirect=True,
)


@pytest.fixture(params=FORMS)
def form(request, desk):
    """A form with a reason, and whoever is about to send it."""
    found = FORMS[request.param]
    return found, found.opened(desk)


def test_nothing_is_stored_before_somebody_decides(desk, form):
    record, visitor = form
    visitor.press(record.button, **{record.field: REASON})
    assert visitor.status == 422
    assert "To wygląda na dane osobowe" in visitor.words
    assert LEFT in visitor.words
    assert record.stored(desk) == []
    typed = visitor.page.xpath(f"//textarea[@name='{record.field}']")[0].text_content()
    assert typed.strip() == REASON


def test_they_are_struck_by_a_button(desk, form):
    record, visitor = form
    visitor.press(record.button, **{record.field: REASON}).press("Wykreśl i zapisz")
    assert visitor.status == 303
    (reason,) = record.stored(desk)
    assert LEFT in reason
    assert "601 234 567" not in reason
    assert reason.endswith("zgłasza, że trasa jest zła.")


@SOME_FORMS
def test_they_are_found_however_their_letters_are_composed(desk, form):
    """What is copied from a Mac may have a letter and its mark apart (NFD)."""
    record, visitor = form
    visitor.press(record.button, **{record.field: normalize("NFD", "Mówi Żaneta Ślązak.")})
    assert visitor.status == 422
    assert "Mówi [usunięto: osoba]." in visitor.words
    assert record.stored(desk) == []


@SOME_FORMS
def test_whoever_looked_at_them_may_leave_them_but_no_others(desk, form):
    record, visitor = form
    visitor.press(record.button, **{record.field: REASON})
    visitor.press("Zapisz bez zmian", **{record.field: f"{REASON} Albo 602 345 678."})
    assert visitor.status == 422
    assert record.stored(desk) == []
    visitor.press("Zapisz bez zmian")
    assert visitor.status == 303
    assert record.stored(desk) == [f"{REASON} Albo 602 345 678."]


@SOME_FORMS
def test_no_other_button_leaves_them_however_often_it_is_pressed(desk, form):
    record, visitor = form
    visitor.press(record.button, **{record.field: REASON}).press(record.button)
    visitor.press(record.button)
    assert visitor.status == 422
    assert "To wygląda na dane osobowe" in visitor.words
    assert record.stored(desk) == []


@SOME_FORMS
def test_words_corrected_by_hand_are_stored_at_once(desk, form):
    record, visitor = form
    visitor.press(record.button, **{record.field: REASON})
    visitor.press(record.button, **{record.field: "Trasa jest zła."})
    assert visitor.status == 303
    assert record.stored(desk) == ["Trasa jest zła."]


@SOME_FORMS
def test_a_reason_that_is_too_long_is_not_looked_through(desk, form, monkeypatch):
    """In a reason of 240,000 characters that would take the processor for seven seconds."""
    record, visitor = form
    monkeypatch.setattr(_personal_words, "strike", lambda text: pytest.fail("it was"))
    visitor.press(record.button, **{record.field: 2001 * "1 "})
    assert visitor.status == 422
    assert "To wygląda na dane osobowe" not in visitor.words
    assert record.stored(desk) == []


@SOME_FORMS
def test_what_is_struck_may_be_longer_than_the_field_holds(desk, form):
    record, visitor = form
    most = 500 if record.field == "powod" else 4000 if record.button == "Zapisz" else 2000
    text = "tel. 601234567 ".ljust(most, "x")
    visitor.press(record.button, **{record.field: text})
    assert visitor.status == 422
    visitor.press("Wykreśl i zapisz")
    assert visitor.status == 422
    assert record.stored(desk) == []
