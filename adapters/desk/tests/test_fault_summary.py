"""The summary of faults names the field of each; at the field itself stands the same sentence."""

import pytest
from desk_site import OWN, Desk

from lckm_core.organisation import Role
from lckm_desk._fault_summary import with_field_names

FORM = """<div id="bledy"><ul class="fault-list">
<li><a href="#od">Podaj dzień.</a></li>
<li><a href="#tytul">Wpisz tytuł.</a></li>
<li><a href="#kto">Podaj nazwisko kierownika, który prosi.</a></li>
<li><a href="#wynik">Wybierz.</a></li>
<li><a href="#nic">Popraw.</a></li>
<li>Ktoś to zmienił.</li>
</ul></div>
<label for="od">Ostatni dzień (nieobowiązkowo)</label>
<label for="tytul">Tytuł</label>
<label for="kto">Kierownik, który prosi</label>
<fieldset class="field faulty" id="wynik" tabindex="-1">
<legend>Co stało się ze zgłoszeniem?</legend>"""


def test_each_link_says_what_its_field_is_called_unless_the_message_does():
    page = with_field_names(FORM)
    assert '<a href="#od"><span class="of">Ostatni dzień:</span> Podaj dzień.</a>' in page
    assert '<a href="#tytul">Wpisz tytuł.</a>' in page
    assert '<a href="#kto">Podaj nazwisko kierownika, który prosi.</a>' in page
    assert '<span class="of">Co stało się ze zgłoszeniem:</span> Wybierz.' in page
    assert '<a href="#nic">Popraw.</a>' in page
    assert page.endswith(FORM[FORM.index("<label") :])
    without = FORM.replace("fault-list", "plain-list")
    assert with_field_names(without) == without


@pytest.mark.parametrize(
    ("name", "message", "told"),
    [
        ("Od", "Podaj dzień od 1.12.2026.", "Od: Podaj dzień od 1.12.2026."),
        ("Do", "Do: Takiego dnia nie ma w kalendarzu.", "Do: Takiego dnia nie ma w kalendarzu."),
        ("Kto", "Wybierz, co doktor powiedział.", "Kto: Wybierz, co doktor powiedział."),
    ],
)
def test_a_name_is_in_a_message_by_its_words(name, message, told):
    label = f'<label for="x">{name}</label>'
    page = f'<ul class="fault-list">\n<li><a href="#x">{message}</a></li>\n</ul>{label}'
    shown = with_field_names(page).replace('<span class="of">', "").replace("</span>", "")
    assert f">{told}</a>" in shown


def test_on_one_page_each_message_begins_with_a_capital_letter():
    visitor = Desk().visitor(Role.MONITORING_STAFF)
    visitor.get("/publikacja", od="jutro", do="2027-02-29", widok="x", slowa="?")
    assert len(visitor.fault_summary) == 4
    for told in visitor.fault_summary:
        assert told.partition(": ")[2][:1].isupper(), told


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/zgloszenie/rozstrzygniecie", ["Wybierz, kto ma zgłoszenie.", "Wybierz, skąd to wiesz."]),
        ("/zgloszenie/wynik", ["Co stało się ze zgłoszeniem: Wybierz wynik."]),
    ],
)
def test_each_link_leads_to_a_field_that_is_marked_and_named(path, told):
    desk = Desk()
    number = desk.report()
    visitor = desk.visitor().post(path, numer=number, slowa="Załatano.")
    assert visitor.status == 422
    for link in visitor.page.xpath("//*[@id='bledy']//a/@href"):
        (field,) = visitor.page.xpath(f"//*[@id='{link[1:]}']")
        assert field.get("aria-invalid") == "true"
    assert visitor.fault_summary == told


def test_what_is_too_long_is_named():
    desk = Desk()
    desk.procedure("received")
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/procedura/zwrot", numer=OWN)
    visitor.press("Zwróć", slowa="x" * 5000)
    told = "To 5000 znaków, a zmieści się 2000. Skróć."
    assert visitor.fault_summary == [f"Co poprawić: {told}"]
    # What tests ask of a summary is the sentence, as it stands at the field.
    assert visitor.faults == [told]
    assert told in " ".join(visitor.page.xpath("//*[@id='fault-slowa']//text()"))


@pytest.mark.parametrize("day", ["2027-02-29", "jutro"])
def test_a_day_that_is_none_is_told_as_what_it_is(day):
    desk = Desk()
    words = {"2027-02-29": "nie ma w kalendarzu", "jutro": "rok-miesiąc-dzień"}
    visitor = desk.visitor(Role.MONITORING_STAFF)
    visitor.post("/regulamin/projekt", wersja="A", od=day, tekst="Treść.", do="zapisz", seen="")
    told = [one for one in visitor.fault_summary if one.startswith("Obowiązuje od: ")]
    assert told, visitor.fault_summary
    assert words[day] in told[0]
