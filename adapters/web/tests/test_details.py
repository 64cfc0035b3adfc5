"""The page with details: what is asked, why, and what an answer means."""

from types import SimpleNamespace

import attrs
import pytest
from resident_site import site as make_site

from lckm_core.findings import Finding, Severity
from lckm_core.reports import INTAKE_LIMITS, Area
from lckm_web._answers import Answers
from lckm_web._faults import _field, faults
from tests.helpers.photos import GPS_JPEG

LEADS = {
    "": ("Od tych odpowiedzi zależy", "Pomóż trafić we właściwe miejsce."),
    "/en": ("Who gets the report depends", "Help us find the right place."),
    "/uk": ("Від цих відповідей залежить", "Допоможіть знайти потрібне місце."),
}
ONE_KIND = {
    "": ("Czy to droga publiczna?", ["Tak", "Nie", "Nie wiem"]),
    "/en": ("Is it a public road?", ["Yes", "No", "Don’t know"]),
    "/uk": ("Це громадська дорога?", ["Так", "Ні", "Не знаю"]),
}
PHOTO = {
    "": ("W zdjęciu jest zapisane położenie. Czy to miejsce zdarzenia?", "ulicę lub dzielnicę"),
    "/en": ("This photo contains a location. Is that where the problem is?", "street or district"),
    "/uk": ("У фотографії записано координати. Це місце події?", "вулицю або район"),
}


def details(visitor, prefix, *files, **values):
    visitor.get(f"{prefix}/zgloszenie").type(description="Dziura", **values).attach(*files)
    return visitor.press()


@pytest.mark.parametrize("prefix", LEADS)
def test_the_lead_is_of_what_is_asked(visitor, prefix):
    both, photo = LEADS[prefix]
    details(visitor, prefix, ("a.jpg", GPS_JPEG), category="drzewo")
    assert [lead in visitor.words for lead in (both, photo)] == [True, False]
    details(visitor, prefix, ("a.jpg", GPS_JPEG), category="przepelniony-kosz")
    assert [lead in visitor.words for lead in (both, photo)] == [False, True]


@pytest.mark.parametrize("prefix", PHOTO)
def test_the_place_of_a_photo_is_told_to_be_a_position(visitor, prefix):
    question, advice = PHOTO[prefix]
    details(visitor, prefix, ("a.jpg", GPS_JPEG))
    assert visitor.text("legend") == question
    assert advice in visitor.page.get_element_by_id("hint-photo_point").text_content()


@pytest.mark.parametrize("prefix", ONE_KIND)
def test_one_kind_of_place_is_a_question_with_yes_and_no(visitor, prefix):
    question, answers = ONE_KIND[prefix]
    details(visitor, prefix, category="uszkodzony-chodnik")
    assert visitor.text("legend") == question
    labels = visitor.page.xpath("//fieldset[@id='place_kind']//label")
    assert [" ".join(label.text_content().split()) for label in labels] == answers


@pytest.mark.parametrize(("answer", "kind"), [(0, "droga-publiczna"), (1, None), (2, None)])
def test_no_is_an_answer_that_stays_and_no_kind_of_place(site, visitor, answer, kind):
    details(visitor, "", category="uszkodzony-chodnik")
    value = visitor.page.xpath("//input[@name='place_kind']/@value")[answer]
    visitor.type(place_kind=value).press().press()
    assert "inne" not in visitor.words

    visitor.press("Zmień szczegóły")
    assert visitor.page.xpath("//input[@name='place_kind' and @checked]/@value") == [value]
    number, _ = visitor.type(place_kind=value).press().press().press().follow().receipt()
    place = site.memory.reports.get(number).place
    assert (place.kind if place else None) == kind


@pytest.mark.parametrize(("prefix", "words"), [
    ("", "Jeśli wiesz; od tego zależy, kto zajmie się zgłoszeniem."),
    ("/en", "If you know; who deals with the report depends on it."),
    ("/uk", "Якщо знаєте; від цього залежить, хто займеться зверненням."),
])  # fmt: skip
def test_each_attribute_says_why_it_is_asked(visitor, prefix, words):
    details(visitor, prefix, category="drzewo")
    hint = visitor.page.get_element_by_id("hint-attribute-wiek-drzewa").text_content()
    assert hint.startswith(words)


def test_the_place_of_a_photo_from_elsewhere_is_not_offered(site):
    """Whoever accepted it would be told that it is outside the city."""
    elsewhere = attrs.evolve(INTAKE_LIMITS, area=Area(52.0, 20.0, 52.5, 21.0))
    visitor = make_site(limits=elsewhere).visitor()
    visitor.get("/zgloszenie").type(description="Dziura").attach(("a.jpg", GPS_JPEG)).press()
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"


def test_the_place_of_a_photo_is_taken_only_when_it_is_accepted(site, visitor):
    for answer, point in ((0, (51.77, 19.45)), (-1, None)):
        details(visitor, "", ("a.jpg", GPS_JPEG))
        value = visitor.page.xpath("//input[@name='photo_point']/@value")[answer]
        number, _ = visitor.type(photo_point=value).press().press().press().follow().receipt()
        found = site.memory.reports.get(number).place
        assert (found and (found.point.latitude, found.point.longitude)) == point


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/attributes/0/value", "attribute-b"),
        ("/attributes/1/value", "attribute-d"),
        ("/attributes/2/value", ""),
        ("/attributes", ""),
        ("/place/address", "street"),
        ("/reporter/email", "email"),
        ("/reporter", ""),
        ("/attachments/1", "new_files"),
    ],
)
def test_a_fault_stands_at_the_answer_that_was_filled_in(path, field):
    """What was left empty is not among the attributes of the report."""
    answers = {"a": "", "b": "1", "c": " ", "d": "2"}
    filled = [name for name in ("a", "b", "c", "d") if answers[name].strip()]
    assert _field(path, filled) == field
    asked = faults(
        [Finding("LCKM-Z000", Severity.ERROR, path, "", "")],
        Answers(attributes=answers, email="x"),
        asked=("a", "b", "c", "d"),
        limits=INTAKE_LIMITS,
        words=SimpleNamespace(translate=str, label=str),
    )
    assert [fault.field for fault in asked] == [field]
