"""The file of a request: made of a changed description, and stored nowhere."""

from datetime import date

import attrs
import html5lib
import pytest
from desk_site import NOW, OWN, PEOPLE, Desk, foreign_scripts, newest

from lckm_core import read_form
from lckm_core.amendments import UpdateRequest, amend, compare
from lckm_core.errors import StoreUnavailableError
from lckm_core.forms import to_data, to_yaml
from lckm_core.organisation import OFFICE, Official, Role
from lckm_core.procedures import Procedure
from lckm_word import read_request, read_word, redline, write
from tests.helpers.rows import some_in_every_change

HEAD = Role.HEAD_OF_UNIT
PATH = "/procedura/wniosek"
NEW = "Nowe zdanie."


def changed(desk, **values):
    return attrs.evolve(newest(desk).procedure, **{"additional_info": NEW, **values})


def checked(desk, data: bytes, name: str, who=HEAD):
    visitor = desk.visitor(who).get("/procedura", numer=OWN).follow("Przygotuj wniosek")
    return visitor.press("Sprawdź", files=[("plik", name, data)])


@pytest.mark.parametrize(
    "kind",
    some_in_every_change(
        ["yaml", "docx", "tracked"],
        0,
        1,
        reason="tracked changes, which test_requests.py of lckm-word reads in every change",
    ),
)
def test_a_changed_description_becomes_a_request_with_removals_and_insertions(office, kind):
    old, text = newest(office).procedure, changed(office)
    data = {
        "yaml": to_yaml(text).encode(),
        "docx": write(text),
        "tracked": redline(old, compare(old, text), author="Ewa", at=NOW),
    }[kind]
    visitor = checked(office, data, "opis.yaml" if kind == "yaml" else "opis.docx")
    assert visitor.status == 200
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == [NEW]
    assert "Biuro go nie przyjmuje" in visitor.words
    assert "ePUAP (zał. 2 § 11 ust. 1 pkt 2)" in visitor.words
    page = visitor.page
    made = visitor.press("Pobierz wniosek (Word)").response
    assert made.headers["content-disposition"].endswith(f"wniosek-{OWN}.docx")
    request = read_request(made.content, against=old).request
    assert amend(old, request) == text
    assert (request.requested_by, request.requested_on) == (
        "Osoba Head_Of_Unit",
        date(2026, 12, 1),
    )
    assert read_word(made.content, changes="refuse").procedure() == old
    visitor.page = page
    made = visitor.press("Pobierz wniosek (YAML)").response
    assert amend(old, read_form(made.content).build(UpdateRequest)) == text
    assert len(office.memory.procedures.editions(OWN)) == 1


def test_what_the_head_made_is_what_the_section_takes_in(office):
    made = checked(office, write(changed(office)), "opis.docx").press("(Word)").response.content
    visitor = office.visitor(Role.MONITORING_STAFF).get("/procedura/przyjecie", numer=OWN)
    visitor.press("Sprawdź", files=[("plik", "wniosek.docx", made)], kto="Osoba Head_Of_Unit")
    assert visitor.status == 200
    assert "wniosek o aktualizację" in visitor.words
    visitor.press("Przyjmij").follow()
    assert newest(office).procedure.additional_info == NEW
    assert newest(office).requested_on == date(2026, 12, 1)


@pytest.mark.parametrize("kind", ["Word", "YAML"])
def test_the_description_to_be_changed_is_there_to_download(office, kind):
    visitor = office.visitor(HEAD).get(PATH, numer=OWN).follow(kind)
    data = visitor.response.content
    read = read_word(data).procedure if kind == "Word" else read_form(data).procedure
    assert read() == newest(office).procedure


def test_findings_are_shown_and_come_back_as_comments(office):
    visitor = checked(office, write(changed(office, title="x" * 300)), "opis.docx")
    assert "LCKM-P001" in visitor.words
    assert "pole „Data wytworzenia informacji”" in visitor.words
    assert "/produced_on" not in visitor.words
    assert "LCKM-U004" not in visitor.words
    assert visitor.press("z uwagami").response.content.startswith(b"PK")


def test_a_file_that_changes_nothing_makes_no_request(office):
    visitor = checked(office, to_yaml(newest(office).procedure).encode(), "opis.yaml")
    assert visitor.status == 422
    assert "nie ma o co wnioskować" in visitor.faults[0]
    buttons = [one.text_content() for one in visitor.page.xpath("//main//button")]
    assert not any("Pobierz wniosek" in one for one in buttons)
    data = to_data(newest(office).procedure)
    visitor.upload(PATH, [("plik", "opis.yaml", to_yaml(data).encode())], numer=OWN, do="docx")
    assert visitor.status == 422


def test_what_cannot_be_read_is_told_at_its_field(office):
    visitor = checked(office, b"PK\x03\x04", "opis.docx")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#plik"]
    visitor.press("Sprawdź", files=[("plik", "opis.yaml", b"id: " + OWN.encode())])
    assert visitor.status == 200
    assert "nie da się zrobić wniosku" in visitor.words
    forged = [("plik", "opis.yaml", b"id: " + OWN.encode())]
    assert visitor.upload(PATH, forged, numer=OWN, do="yaml").status == 422
    assert visitor.upload(PATH, [], numer=OWN, do="docx").status == 422
    other = to_yaml(changed(office, id="KA-00044")).encode()
    assert "KA-00044" in checked(office, other, "opis.yaml").faults[0]


def test_a_file_that_nobody_looked_at_is_shown_first(office):
    visitor = checked(office, to_yaml(changed(office)).encode(), "opis.yaml")
    other = to_yaml(changed(office, additional_info="Całkiem co innego.")).encode()
    visitor.press("(Word)", files=[("plik", "inny.yaml", other)])
    assert visitor.status == 200
    assert visitor.page.xpath("//ins")[0].text_content() == "Całkiem co innego."


def test_the_call_centres_field_is_no_part_of_a_request(office):
    was = newest(office).procedure
    before = to_yaml(changed(office)).encode()
    who = {"role": Role.CALL_CENTRE_STAFF, "by": "Ktoś", "now": office.now}
    office.centre.note(OWN, "Pytaj o numer decyzji.", **who)
    visitor = checked(office, before, "opis.yaml")
    assert [one.text_content() for one in visitor.page.xpath("//del")] == [
        was.additional_info or ""
    ]
    made = visitor.press("(YAML)").response.content
    request = read_form(made).build(UpdateRequest)
    assert [one.field for one in request.changes] == ["/additional_info"]


def test_a_cell_sends_by_edms_and_the_director_too(word):
    cell = "Wydział Informatyki"
    head = Official("Kier Owniczka", (Role.HEAD_OF_CELL,), OFFICE, cell, login="kier")
    desk = Desk(word=word, people=(*PEOPLE, head))
    desk.procedure("published", unit=OFFICE, cell=cell)
    for who in ("kier", Role.DIRECTOR):
        visitor = checked(desk, to_yaml(changed(desk)).encode(), "opis.yaml", who)
        assert "w EZD" in visitor.words
    own = Desk(word=word)
    own.procedure("published")
    visitor = checked(own, to_yaml(changed(own)).encode(), "opis.yaml", Role.DIRECTOR)
    assert "w EZD" in visitor.words


def test_what_was_only_given_back_has_nothing_to_request(office):
    desk = Desk()
    desk.procedure("returned")
    visitor = desk.visitor(HEAD).get("/procedura", numer=OWN)
    assert "Przygotuj wniosek o zmianę" not in visitor.buttons
    visitor.get(PATH, numer=OWN)
    assert visitor.status == 409
    assert "§ 9 ust. 1" in visitor.words


def test_a_head_makes_none_of_anothers_and_sees_nothing_of_it(office):
    visitor = office.visitor("jan").get(PATH, numer=OWN)
    assert visitor.status == 403
    assert newest(office).procedure.title not in visitor.words
    for query in ({"opis": "yaml"}, {"opis": "docx"}):
        assert office.visitor("jan").get(PATH, numer=OWN, **query).status == 403
    assert office.visitor(HEAD).get(PATH, numer="KA-99999").status == 404
    assert office.visitor(HEAD).get(PATH).status == 404


def test_only_who_sees_the_procedure_is_sent_back_to_it(office):
    way = f"/procedura?numer={OWN}"
    assert way not in office.visitor("jan").get(PATH, numer=OWN).response.text
    desk = Desk()
    desk.procedure("returned")
    refused = desk.visitor(HEAD).get(PATH, numer=OWN)
    assert refused.status == 409
    assert way in refused.response.text


def test_a_form_that_somebody_else_opened_makes_no_request(office):
    visitor = checked(office, to_yaml(changed(office)).encode(), "opis.yaml")
    page = visitor.page
    visitor.press("(YAML)", otworzyl="KTO_INNY")
    assert visitor.status == 409
    assert "ktoś inny" in visitor.faults[0]
    assert visitor.press("Sprawdź").status == 200
    visitor.page = page
    assert visitor.press("(YAML)").status == 200


def test_a_request_that_is_chosen_stays_the_request_that_it_is(office):
    old, text = newest(office).procedure, changed(office)
    request = UpdateRequest(procedure=OWN, consolidated=text, reason="Zmieniono prawie wszystko.")
    visitor = checked(office, to_yaml(request).encode(), "wniosek.yaml")
    made = read_form(visitor.press("(YAML)").response.content).build(UpdateRequest)
    assert amend(old, made) == text
    assert (made.reason, made.requested_by) == (request.reason, "Osoba Head_Of_Unit")


def test_a_warning_about_a_request_that_is_chosen_is_told_once(office):
    request = compare(newest(office).procedure, changed(office))
    visitor = checked(office, to_yaml(request).encode(), "wniosek.yaml")
    assert visitor.words.count("LCKM-U010") == 1


def test_without_word_there_is_yaml():
    desk = Desk()
    desk.procedure("published")
    visitor = checked(desk, to_yaml(changed(desk)).encode(), "opis.yaml")
    buttons = [one.text_content() for one in visitor.page.xpath("//main//button")]
    assert not any("Word" in one for one in buttons)
    made = visitor.press("(YAML)").response.content
    assert read_form(made).model is UpdateRequest
    fields = {"numer": OWN, "do": "docx"}
    carried = visitor.page.xpath("//input[@name='tresc']/@value")[0]
    visitor.upload(PATH, [], **fields, tresc=carried, nazwa="opis.yaml")
    assert visitor.status == 422
    assert read_form(visitor.get(PATH, numer=OWN, opis="docx").response.content).model is Procedure


def test_each_page_is_valid_and_has_one_heading_and_one_script(office):
    pages = [office.visitor(HEAD).get(PATH, numer=OWN).response.text]
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    for data, name in (
        (to_yaml(changed(office, additional_info=hostile)).encode(), f"{hostile}.yaml"),
        (b"id: KA-02301", "opis.yaml"),
        (b"", "opis.yaml"),
    ):
        pages.append(checked(office, data, name).response.text)
    for text in pages:
        html5lib.HTMLParser(strict=True).parse(text)
        assert text.count("<h1>") == 1
        assert foreign_scripts(text) == []


def test_a_store_that_is_away_is_a_page(office, caplog):
    visitor = checked(office, to_yaml(changed(office)).encode(), "opis.yaml")

    def fail(*args, **kwargs):
        raise StoreUnavailableError

    office.memory.procedures.editions = fail
    assert visitor.press("(YAML)").status == 503
    assert NEW not in caplog.text


def test_a_form_from_another_site_does_nothing(office):
    client = office.visitor(HEAD).client
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        response = client.post(PATH, files=[("plik", ("a", b"x"))], headers=headers)
        assert response.status_code == 403
