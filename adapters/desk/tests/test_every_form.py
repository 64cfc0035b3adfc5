"""What every form of the desk refuses, and what it keeps when it comes again."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest
from desk_site import Desk, standing
from test_permissions import request_in_state

from lckm_core.organisation import Role
from lckm_core.publication import PortalTerms
from lckm_desk._pages import PATHS
from lckm_desk._reports.act_forms import ACT_FORMS

PEOPLE = (
    Role.CALL_CENTRE_STAFF,
    Role.MONITORING_STAFF,
    Role.HEAD_OF_UNIT,
    Role.HEAD_OF_CALL_CENTRE,
    Role.DIRECTOR,
)
JANUARY = date(2027, 1, 1)
NOWHERE = "nie-ma-takiego"
SHOWN_AGAIN = {("/rozmowa", "rodzaj"), ("/zgloszenie/przyporzadkowanie", "miejsce")}
"""Choices that only lead on: what is meant is asked, and nothing is stored."""
FILTERS = {("/zgloszenia", "kategoria"), ("/zgloszenia", "odbiorca")}
"""What a list is filtered by goes into its address; a list of nothing says so."""


@attrs.frozen
class Form:
    """A form as somebody finds it."""

    who: Role
    path: str
    asked: dict[str, str]
    action: str
    choices: tuple[str, ...]
    values: dict[str, str]


def city() -> tuple[Desk, list[str]]:
    """Return a desk with something in each state, and the numbers of it all."""
    desk = Desk()
    numbers = [desk.report(1, files=2), desk.report(2)]
    desk.visitor().post("/zgloszenie/wynik", numer=numbers[1], wynik="done", slowa="Załatano.")
    for at, state in enumerate(("received", "corrected", "checked", "published", "newer")):
        numbers.append(desk.procedure(state, f"KA-0030{at}", title=f"Nazwa {at}"))
    desk.procedure("published", "KA-00310", title="Dzisiejsza")
    desk.now += timedelta(hours=1)
    numbers.append(desk.procedure("published", "KA-00310", title="Późniejsza", valid_from=JANUARY))
    for state in ("received", "published", "newer"):
        numbers.append(standing(desk, state, title=f"Przerwa: {state}"))
    numbers.append(request_in_state(desk, "asked"))
    draft = PortalTerms(version="2027", valid_from=JANUARY, text="Nowe.")
    desk.centre.draft_terms(draft, now=desk.now, role=Role.MONITORING_STAFF)
    return desk, [*numbers, "2027"]


def forms(desk: Desk, numbers: list[str]) -> Iterator[Form]:
    """Yield each form that anybody finds, once for each set of its fields."""
    paths = [*PATHS.values(), *(f"/zgloszenie/{form.name}" for form in ACT_FORMS)]
    found = set()
    for who in PEOPLE:
        visitor = desk.visitor(who)
        for path in paths:
            for asked in ({}, *({"numer": number} for number in numbers)):
                if visitor.get(path, **asked).status != 200:
                    continue
                if not visitor.response.headers["content-type"].startswith("text/html"):
                    continue
                for form in visitor.page.xpath("//main//form[@method='post']"):
                    fields = {field.get("name") for field in form.xpath(".//*[@name]")}
                    if (key := (form.get("action"), *sorted(fields))) not in found:
                        found.add(key)
                        yield _form(who, path, asked, form)


def _form(who, path, asked, form) -> Form:
    choices = form.xpath(".//select/@name | .//input[@type='radio']/@name")
    values = dict(form.form_values())
    buttons = [button for button in form.xpath(".//button") if button.get("name")]
    values |= {button.get("name"): button.get("value") for button in buttons[-1:]}
    # What has to be typed is there, so that the choice alone is wrong.
    for name in form.xpath(".//textarea/@name"):
        values[name] = values.get(name, "").strip() or "Tekst."
    return Form(who, path, asked, form.get("action"), tuple(dict.fromkeys(choices)), values)


@pytest.fixture(scope="module")
def found() -> tuple[Desk, list[Form]]:
    desk, numbers = city()
    return desk, list(forms(desk, numbers))


def test_the_forms_are_found(found):
    assert len({form.action for form in found[1]}) > 30
    assert sum(len(form.choices) for form in found[1]) > 40


def test_a_choice_that_was_not_offered_is_refused(found):
    """It is taken neither for another nor for none: a version to withdraw is not all of them."""
    desk, every = found
    wrong = []
    for form in every:
        visitor = desk.visitor(form.who)
        for choice in form.choices:
            before = len(desk.trail)
            visitor.post(form.action, **{**form.values, choice: NOWHERE})
            is_refused = 400 <= visitor.status < 500
            if (form.action, choice) in SHOWN_AGAIN:
                is_refused = is_refused or visitor.status == 200
            if (form.action, choice) in FILTERS:
                is_refused = is_refused or visitor.status == 303
            if not is_refused or len(desk.trail) != before:
                wrong.append((form.action, choice, visitor.status))
    assert wrong == []


def test_whatever_stands_in_the_trail_is_found_by_typing_it(found):
    """A report, its notices and files, a procedure, and what is neither: a request, terms."""
    desk, _ = found
    visitor = desk.visitor(Role.DIRECTOR)
    for subject in dict.fromkeys(event.subject for event in desk.trail):
        visitor.get("/slad", numer=subject)
        assert visitor.page.xpath("//ol/li"), subject


TYPED = {
    "wynik": {"wynik": "done", "slowa": "Załatano."},
    "otwarcie": {"slowa": "Dziura jest nadal."},
    "rozstrzygniecie": {"odbiorca": "mailbox", "skad": "seen"},
}


@pytest.mark.parametrize("name", TYPED)
def test_a_form_that_comes_again_is_still_that_of_what_was_seen(name):
    """Else what somebody did since it was opened is overwritten by whoever mends a word."""
    desk = Desk()
    number = desk.report()
    if name == "otwarcie":
        desk.visitor().post("/zgloszenie/wynik", numer=number, wynik="done", slowa="Załatano.")
    visitor = desk.visitor().get(f"/zgloszenie/{name}", numer=number)
    (form,) = visitor.page.xpath("//main//form[@method='post']")
    opened = {"seen": form.fields["seen"], "wersja": form.fields["wersja"]}
    desk.now += timedelta(minutes=1)
    _done_meanwhile(desk, number)
    visitor.press()
    assert visitor.status == 422
    (form,) = visitor.page.xpath("//main//form[@method='post']")
    assert {field: form.fields[field] for field in opened} == opened
    visitor.press(**TYPED[name])
    assert visitor.status == 409, (visitor.status, visitor.words)
    (form,) = visitor.page.xpath("//main//form[@method='post']")
    assert {field: form.fields[field] for field in opened} != opened


def _done_meanwhile(desk: Desk, number: str) -> None:
    """Have another clerk take a report for something else."""
    fields = {"numer": number, "rodzaj": "other", "kategoria": "drzewo"}
    visitor = desk.visitor().post("/zgloszenie/przyporzadkowanie", **fields)
    if visitor.status == 200:
        visitor.press()
    assert visitor.status == 303, visitor.words


def test_a_correction_that_comes_again_is_still_that_of_what_was_seen():
    desk = Desk()
    number = desk.procedure("received")
    who = {"role": Role.MONITORING_STAFF, "by": "Jan Drugi"}
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/procedura/poprawki", numer=number)
    (form,) = visitor.page.xpath("//main//form[@method='post']")
    opened = {"seen": form.fields["seen"], "wersja": form.fields["wersja"]}
    desk.now += timedelta(minutes=1)
    desk.centre.confirm(number, now=desk.now, **who)
    visitor.press("Sprawdź", **{"/title": ""})
    assert visitor.status == 422
    (form,) = visitor.page.xpath("//main//form[@method='post']")
    assert {field: form.fields[field] for field in opened} == opened
    visitor.press("Sprawdź", **{"/title": "Nowa nazwa"})
    assert "Jan Drugi" in visitor.words
