"""Taking in: a file is read and shown, and then becomes an edition."""

import io
import json
import re
import zipfile
from contextlib import nullcontext
from datetime import date, timedelta
from functools import cache
from unicodedata import normalize

import attrs
import html5lib
import pytest
from desk_site import NOW, OTHER_UNIT, OWN, PEOPLE, SAMPLES, UNIT, Desk, foreign_scripts, newest
from store_faults import lose_answer

from lckm_core.amendments import compare, request_to_data
from lckm_core.calendar import Window
from lckm_core.errors import InvalidSettingError, StoreUnavailableError
from lckm_core.forms import to_data, to_yaml
from lckm_core.organisation import Official, Role
from lckm_core.ports import Infected, provide
from lckm_core.procedures import MAX_FILE_BYTES, Channel
from lckm_core.publication import State
from lckm_desk._incoming_files.submitted_file import (
    CARRIED_LENGTH,
    MOST_BYTES,
    SubmittedFile,
    submitted_file,
)
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields, FormFile, read_form
from lckm_word import WordFiles, read_word, redline, write
from tests.helpers.rows import some_in_every_change

CLERK = Role.MONITORING_STAFF
PATH = "/procedura/przyjecie"
NEW = "Nowe zdanie."
UNTIL_AUGUST = Window(None, date(2026, 8, 31))
HANDOVER = {"kto": "Osoba Head_Of_Unit", "znak": "UPP-7", "kanal": "epuap"}


def changed(desk, **values):
    return attrs.evolve(newest(desk).procedure, **{"additional_info": NEW, **values})


@cache  # many tests take in the same text
def as_yaml(text) -> bytes:
    return to_yaml(to_data(text), schema="procedure").encode()


def as_request(desk, text, number: str = OWN, **values) -> bytes:
    request = request_to_data(compare(newest(desk, number).procedure, text))
    return to_yaml({**request, **values}, schema="update-request").encode()


def chosen(data: bytes, name: str = "opis.yaml") -> list:
    return [("plik", name, data)]


def checked(desk, data: bytes, name: str = "opis.yaml", number: str = OWN, **typed):
    """Open the form, choose a file, and have it checked."""
    visitor = desk.visitor(CLERK).get(PATH, **({"numer": number} if number else {}))
    return visitor.press("Sprawdź", files=chosen(data, name), **typed)


def test_the_edition_compared_with_is_named_as_polish_has_it(office):
    visitor = checked(office, as_yaml(changed(office)))
    assert "Porównano z wersją 1 (opublikowaną)" in visitor.words


def test_a_procedure_whose_only_edition_was_given_back_is_not_amended(desk):
    desk.procedure("received")
    data = as_request(desk, changed(desk))
    desk.centre.give_back(OWN, because="Popraw.", role=CLERK, by="Ewa Pokazowa", now=desk.now)
    visitor = checked(desk, data, "wniosek.yaml", number="")
    assert visitor.status == 422
    assert fault_links(visitor) == ["#plik"]
    assert "zwrócono" in visitor.faults[0]


# ── a file is taken in ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["yaml", "json", "docx"])
def test_a_description_is_read_shown_and_taken_in(office, kind):
    text = changed(office)
    data = {
        "yaml": as_yaml(text),
        "json": json.dumps(to_data(text), ensure_ascii=False).encode(),
        "docx": write(text),
    }[kind]
    visitor = office.visitor(CLERK).get("/procedura", numer=OWN)
    visitor.follow("Przyjmij nową wersję z pliku")
    visitor.press("Sprawdź", files=chosen(data, f"Zajęcie pasa.{kind}"))
    assert visitor.status == 200
    assert f"cały opis procedury {OWN}" in visitor.words
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == [NEW]
    assert text.how_to[:40] in visitor.words
    assert newest(office).number == 1
    visitor.press("Przyjmij", **HANDOVER).follow()
    assert "Przyjęto opis" in visitor.words
    edition = newest(office)
    assert (edition.number, edition.state, edition.procedure) == (2, State.RECEIVED, text)
    assert edition.handover.asked_by == "Osoba Head_Of_Unit"
    assert edition.handover.channel is Channel.EPUAP
    assert edition.handover.reference == "UPP-7"
    assert edition.acts[-1].by == "Osoba Monitoring_Staff"
    assert edition.request is None
    visitor.get("/procedura", numer=OWN)
    assert (
        "1.12.2026: przekazano (Osoba Head_Of_Unit, kierownik miejskiej jednostki organizacyjnej)"
        in visitor.words
    )
    assert (
        "1.12.2026, 00:30: przyjęto (Osoba Monitoring_Staff, wyznaczony pracownik Oddziału ds. "
        "Monitoringu i Controllingu)" in visitor.words
    )


@pytest.mark.parametrize("kind", ["yaml", "docx"])
def test_a_request_is_read_shown_and_taken_in_as_one(office, kind):
    text = changed(office)
    request = compare(newest(office).procedure, text)
    data = as_request(office, text)
    if kind == "docx":
        data = redline(newest(office).procedure, request, author="Ewa", at=NOW)
    visitor = checked(office, data, f"wniosek.{kind}")
    assert f"wniosek o aktualizację procedury {OWN}" in visitor.words
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == [NEW]
    visitor.press("Przyjmij", **HANDOVER).follow()
    assert newest(office).procedure == text
    assert newest(office).request == attrs.evolve(request, requested_on=None)
    again = checked(office, data, f"wniosek.{kind}")
    assert "Ten sam tekst ma już wersja 2" in again.words
    again.press("Przyjmij", **HANDOVER).follow()
    assert "nowa wersja nie powstała" in again.words
    assert newest(office).number == 2


def test_what_is_wrong_with_the_text_that_a_request_makes_is_told(office):
    data = as_request(office, changed(office, title="Pas drogowy"))
    visitor = checked(office, data, "wniosek.yaml", **HANDOVER)
    assert "LCKM-R001" in visitor.words


def test_a_new_procedure_gets_its_number_when_it_is_taken_in(office):
    text = changed(office, id="", title="Zajęcie pasa drogowego na próbę")
    visitor = office.visitor(CLERK).get("/procedury").follow("Przyjmij opis z pliku")
    visitor.press("Sprawdź", files=chosen(as_yaml(text)), **HANDOVER)
    assert "nowej procedury" in visitor.words
    assert visitor.page.xpath("//ins") == []
    before = {one.id for one in office.memory.procedures.all_editions()}
    visitor.press("Przyjmij").follow()
    assert "Przyjęto opis" in visitor.words
    (number,) = {one.id for one in office.memory.procedures.all_editions()} - before
    assert newest(office, number).procedure == attrs.evolve(text, id=number)
    # Sent twice, as by a reload, it is one.
    again = checked(office, as_yaml(text), number="", **HANDOVER).press("Przyjmij").follow()
    assert "nowa wersja nie powstała" in again.words
    assert newest(office, number).number == 1


def test_the_same_text_makes_no_new_edition_on_another_day(office):
    data = as_yaml(changed(office))
    checked(office, data, **HANDOVER).press("Przyjmij")
    office.now += timedelta(days=1)
    visitor = checked(office, data, **HANDOVER)
    assert "Ten sam tekst ma już wersja 2" in visitor.words
    assert "Tekst jest taki sam jak w wersji 2" in visitor.words
    visitor.press("Przyjmij").follow()
    assert "nowa wersja nie powstała" in visitor.words
    assert newest(office).number == 2


def test_a_withdrawn_text_that_comes_again_is_a_new_edition(office):
    office.centre.withdraw(OWN, role=CLERK, by="Ktoś", now=office.now)
    visitor = checked(office, as_yaml(newest(office).procedure), **HANDOVER)
    assert "Ten sam tekst ma już wersja" not in visitor.words
    visitor.press("Przyjmij").follow()
    assert "Przyjęto opis" in visitor.words
    assert (newest(office).number, newest(office).state) == (2, State.RECEIVED)


def test_a_mistaken_record_is_corrected_while_nobody_has_checked_the_text(office):
    data = as_yaml(changed(office))
    checked(office, data, **{**HANDOVER, "znak": "UPP-1"}).press("Przyjmij")
    visitor = checked(office, data, **HANDOVER)
    assert "chyba że przyszedł inaczej, niż zapisano" in visitor.words
    visitor.press("Przyjmij").follow()
    assert "Poprawiono tylko zapis" in visitor.words
    assert "Przyjęto opis" not in visitor.words
    assert (newest(office).number, newest(office).handover.reference) == (3, "UPP-7")
    office.centre.confirm(OWN, role=CLERK, by="Ktoś", now=office.now)
    visitor = checked(office, data, **{**HANDOVER, "znak": "UPP-9"})
    assert "chyba że" not in visitor.words
    visitor.press("Przyjmij").follow()
    assert "nowa wersja nie powstała" in visitor.words
    assert newest(office).handover.reference == "UPP-7"


def test_the_file_is_not_asked_for_twice_and_nothing_typed_is_lost(office):
    visitor = checked(office, write(changed(office)), "opis.docx", kto="Nikt Taki", znak="Z/1")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kto"]
    visitor.press("Przyjmij", rola="dyrektor", kanal="epuap", wplyw="2030-01-01")
    assert visitor.status == 422
    links = visitor.page.xpath("//*[@id='bledy']//a/@href")
    assert {"#kto", "#wplyw", "#kanal"} <= set(links)
    assert visitor.page.xpath("//input[@id='znak']/@value") == ["Z/1"]
    assert newest(office).number == 1
    visitor.press("Przyjmij", **HANDOVER, rola="kierownik", wplyw="2026-12-01")
    assert visitor.status == 303
    assert newest(office).procedure.additional_info == NEW


def test_what_is_missing_is_said_when_it_is_taken_in_and_not_before(office):
    visitor = checked(office, as_yaml(changed(office)))
    assert visitor.status == 200
    assert visitor.faults == []
    visitor.press("Przyjmij", kto="")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kto"]
    for name in ("poczta", "kierownik"):
        visitor.press("Przyjmij", **{**HANDOVER, f"{name}_kto": "Ktoś", f"{name}_dzien": ""})
        assert f"#{name}-dzien" in visitor.page.xpath("//*[@id='bledy']//a/@href")
        visitor.press("Przyjmij", **{f"{name}_kto": "", f"{name}_dzien": "wczoraj"})
        assert f"#{name}-dzien" in visitor.page.xpath("//*[@id='bledy']//a/@href")
        visitor.press("Sprawdź", **{f"{name}_dzien": ""})


def test_all_faults_of_how_it_came_are_told_at_once(office):
    visitor = checked(office, as_yaml(changed(office)))
    visitor.press("Przyjmij", kto="", kanal="poczta", wplyw="wczoraj", wniosek="2010-01-01")
    links = visitor.page.xpath("//*[@id='bledy']//a/@href")
    assert sorted(links) == ["#kto", "#poczta-kto", "#przyczyna", "#wniosek", "#wplyw"]
    assert newest(office).number == 1


def test_without_a_day_of_receipt_no_other_day_is_held_against_it(office):
    visitor = checked(office, as_yaml(changed(office)))
    visitor.press("Przyjmij", **HANDOVER, wplyw="wczoraj", wniosek="2026-12-20")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#wplyw"]


def test_the_number_of_the_case_may_be_left_out_as_its_label_says(office):
    visitor = checked(office, as_yaml(changed(office)), **{**HANDOVER, "znak": ""})
    (label,) = visitor.page.xpath("//label[@for='znak']")
    assert label.text_content().endswith("(nieobowiązkowo)")
    visitor.press("Przyjmij")
    assert visitor.status == 303
    assert newest(office).handover.reference is None


def test_those_who_may_ask_that_day_are_offered(word):
    head = Official("Dawna Kierowniczka", (Role.HEAD_OF_UNIT,), UNIT, window=UNTIL_AUGUST)
    desk = Desk(word=word, people=(*PEOPLE, head))
    desk.procedure("published")

    def offered(visitor):
        (names,) = visitor.page.xpath("//input[@id='kto']/@list")
        return visitor.page.xpath(f"//datalist[@id='{names}']/option/@value")

    visitor = checked(desk, as_yaml(changed(desk)))
    assert offered(visitor) == ["Ewa Podwójna", "Osoba Director", "Osoba Head_Of_Unit"]
    visitor.press("Sprawdź jeszcze raz", wplyw="2026-08-01")
    assert "Dawna Kierowniczka" in offered(visitor)


def test_who_asks_and_when_are_read_from_a_request(office):
    request = compare(newest(office).procedure, changed(office))
    day = date(2026, 11, 27)
    request = attrs.evolve(request, requested_by="Osoba Head_Of_Unit", requested_on=day)
    data = to_yaml(request_to_data(request), schema="update-request").encode()
    visitor = checked(office, data)
    assert visitor.page.xpath("//input[@id='kto']/@value") == ["Osoba Head_Of_Unit"]
    assert visitor.page.xpath("//input[@id='wniosek']/@value") == ["2026-11-27"]
    # Whoever empties the field finds it empty.
    visitor.press("Sprawdź jeszcze raz", kto="")
    assert visitor.page.xpath("//input[@id='kto']/@value") == [""]
    visitor = checked(office, data, kto="Osoba Director")
    assert visitor.page.xpath("//input[@id='kto']/@value") == ["Osoba Director"]


def test_post_needs_its_reason_and_agreement(office):
    typed = {**HANDOVER, "kanal": "poczta"}
    visitor = checked(office, as_yaml(changed(office)), **typed)
    assert visitor.status == 422
    links = set(visitor.page.xpath("//*[@id='bledy']//a/@href"))
    assert links == {"#przyczyna", "#poczta-kto"}
    agreed = {"poczta_kto": "Osoba Monitoring_Staff", "poczta_dzien": "2026-11-30"}
    visitor.press("Przyjmij", przyczyna="Awaria ePUAP.", **agreed)
    assert visitor.status == 303
    assert newest(office).handover.channel is Channel.EMAIL


# ── the days of the request and of receipt ────────────────────────────────────────────────────────


def field(visitor, name: str) -> str:
    (value,) = visitor.page.xpath(f"//input[@id='{name}']/@value")
    return value


def fault_links(visitor) -> list[str]:
    return visitor.page.xpath("//*[@id='bledy']//a/@href")


@pytest.mark.parametrize(
    ("in_file", "typed", "stored"),
    some_in_every_change(
        [
            ("2026-11-20", "2026-11-24", "2026-11-24"),
            ("2026-11-20", "", "2026-11-20"),
            (None, "2026-11-24", "2026-11-24"),
            (None, "", "2026-12-01"),
        ],
        0,
        1,
        reason="a file that has no day; one that has stands for it",
    ),
)
def test_the_typed_day_of_the_request_wins_and_else_that_of_the_file(
    office, in_file, typed, stored
):
    values = {"requested_on": in_file} if in_file else {}
    data = as_request(office, changed(office), **values)
    visitor = checked(office, data, **HANDOVER, wniosek=typed)
    assert visitor.status == 200
    assert field(visitor, "wniosek") == (typed or in_file or "")
    visitor.press("Przyjmij").follow()
    assert newest(office).requested_on == date.fromisoformat(stored)
    day = date.fromisoformat(stored) if typed or in_file else None
    assert newest(office).request.requested_on == day


def test_a_day_that_does_not_do_is_judged_at_once_and_can_be_typed_over(office):
    data = as_request(office, changed(office), requested_on="2027-05-05")
    visitor = checked(office, data, **HANDOVER)
    assert (visitor.status, fault_links(visitor)) == (422, ["#wniosek"])
    assert field(visitor, "wniosek") == "2027-05-05"
    visitor.press("Przyjmij")
    assert (visitor.status, fault_links(visitor)) == (422, ["#wniosek"])
    visitor.press("Przyjmij", wniosek="2026-11-24").follow()
    assert newest(office).requested_on == date(2026, 11, 24)


def test_the_day_of_one_file_is_not_that_of_the_next(office):
    data = as_request(office, changed(office), requested_on="2026-11-20")
    visitor = checked(office, data, **HANDOVER)
    other = as_request(office, changed(office), requested_on="2026-11-23")
    visitor.press("Sprawdź", files=chosen(other))
    assert field(visitor, "wniosek") == "2026-11-23"
    visitor.press("Sprawdź", wniosek="2026-11-25")
    visitor.press("Sprawdź", files=chosen(data))
    assert field(visitor, "wniosek") == "2026-11-25"
    visitor.press("Sprawdź", wniosek="")
    assert field(visitor, "wniosek") == "2026-11-20"
    visitor.press("Sprawdź", files=chosen(b"{{{"))
    assert visitor.status == 422
    visitor.press("Sprawdź", files=chosen(other))
    assert field(visitor, "wniosek") == "2026-11-23"


def test_a_request_that_came_already_is_known_whatever_day_was_typed(office):
    data = as_request(office, changed(office), requested_on="2026-11-20")
    checked(office, data, **HANDOVER, wniosek="2026-11-24").press("Przyjmij")
    visitor = checked(office, data, **HANDOVER)
    assert "Ten sam tekst ma już wersja 2" in visitor.words
    assert field(visitor, "wniosek") == "2026-11-24"
    visitor.press("Przyjmij").follow()
    assert "nowa wersja nie powstała" in visitor.words
    assert newest(office).number == 2


@pytest.mark.parametrize(
    ("at_choice", "at_acceptance"),
    some_in_every_change(
        [("2026-11-24", {}), (None, {"wplyw": "2026-11-24"}), (None, {"wplyw": "2026-12-02"})],
        1,
        reason="another wrong day; one stands for them",
    ),
)
def test_a_wrong_day_of_receipt_is_corrected(office, at_choice, at_acceptance):
    data = as_yaml(changed(office))
    checked(office, data, **HANDOVER, wplyw="2026-11-30").press("Przyjmij")
    office.now += timedelta(days=1)
    typed = {"wplyw": at_choice} if at_choice else {}
    visitor = checked(office, data, **HANDOVER, **typed)
    assert field(visitor, "wplyw") == (at_choice or "2026-11-30")
    visitor.press("Przyjmij", **at_acceptance).follow()
    assert newest(office).number == 3
    day = at_choice or at_acceptance["wplyw"]
    assert newest(office).handover.received_on == date.fromisoformat(day)


def test_a_wrong_day_of_the_request_is_corrected_or_taken_away(office):
    text = as_yaml(changed(office))
    checked(office, text, **HANDOVER, wniosek="2026-11-24").press("Przyjmij")
    visitor = checked(office, text, **HANDOVER)
    assert field(visitor, "wniosek") == "2026-11-24"
    visitor.press("Przyjmij", wniosek="2026-11-23")
    assert (newest(office).number, newest(office).requested_on) == (3, date(2026, 11, 23))
    checked(office, text, **HANDOVER).press("Przyjmij", wniosek="").follow()
    assert (newest(office).number, newest(office).requested_on) == (4, date(2026, 12, 1))


def test_a_wrong_day_of_a_stored_request_is_corrected(office):
    data = as_request(office, changed(office), requested_on="2026-11-20")
    checked(office, data, **HANDOVER).press("Przyjmij")
    checked(office, data, **HANDOVER).press("Przyjmij", wniosek="2026-11-23").follow()
    assert (newest(office).number, newest(office).requested_on) == (3, date(2026, 11, 23))
    assert newest(office).request.requested_on == date(2026, 11, 23)
    first, second = sorted(office.memory.procedures.editions(OWN), key=lambda one: one.number)[1:]
    assert (first.findings, first.procedure) == (second.findings, second.procedure)


# ── the record of how it came ─────────────────────────────────────────────────────────────────────


def test_who_asked_is_stored_as_the_directory_spells_the_name(office):
    checked(office, as_yaml(changed(office)), **{**HANDOVER, "kto": "osoba  HEAD_of_unit"}).press(
        "Przyjmij"
    )
    assert newest(office).handover.asked_by == "Osoba Head_Of_Unit"


@pytest.mark.parametrize(
    "name",
    some_in_every_change(
        ["znak", "kto", "przyczyna", "poczta-kto"],
        0,
        3,
        reason="another field; the first and the last stand for them",
    ),
)
def test_characters_that_no_line_may_have_are_named_at_their_field(office, name):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    post = {"kanal": "poczta", "przyczyna": "Awaria.", "poczta-kto": "Osoba Monitoring_Staff"}
    form, found = visitor.page, {}
    for text in ("UPP\x0b7", "UPP\u202e7", "UPP\n7", "UPP-7\u200b", "<b>UPP"):
        visitor.page = form
        visitor.press("Przyjmij", **{**post, "poczta-dzien": "2026-11-30", name: text})
        is_named = visitor.status == 422 and f"#{name}" in fault_links(visitor)
        inner = [one for one in visitor.faults if "(reference)" in one or "(asked_by)" in one]
        found[text] = is_named, inner
    assert {text: told for text, told in found.items() if told != (True, [])} == {}
    assert newest(office).number == 1


def test_a_line_of_the_record_is_stored_in_normal_form(office):
    typed = {**HANDOVER, "znak": normalize("NFD", " UPP\u00a07/Ś ")}
    checked(office, as_yaml(changed(office)), **typed).press("Przyjmij")
    assert newest(office).handover.reference == "UPP 7/Ś"


# ── what is wrong with a file ─────────────────────────────────────────────────────────────────────


def test_findings_have_the_line_and_the_place_in_the_word_file(office):
    text = changed(office, title="x" * 300)
    visitor = checked(office, as_yaml(text))
    line = as_yaml(text).decode().split("title:")[0].count("\n") + 1
    assert f"Nazwa procedury, wiersz {line}, kolumna" in visitor.words
    visitor = checked(office, write(text), "opis.docx")
    assert "Dział „Procedura”, pole „Nazwa procedury”, akapit" in visitor.words
    assert "LCKM-P001" in visitor.words
    assert "Nie przeszkadzają w przyjęciu" in visitor.words


def test_a_word_file_comes_back_with_findings_as_comments(office):
    source = write(changed(office, title="x" * 300))
    visitor = checked(office, source, "Zajęcie pasa.docx").press("z uwagami")
    assert visitor.status == 200
    kind = visitor.response.headers["content-disposition"]
    assert kind == "attachment; filename*=UTF-8''Zaj%C4%99cie%20pasa-uwagi.docx"
    copy = visitor.response.content
    assert b"LCKM-P001" in zipfile.ZipFile(io.BytesIO(copy)).read("word/comments.xml")
    assert read_word(copy).procedure() == read_word(source).procedure()
    sound = checked(office, write(changed(office)), "opis.docx")
    buttons = [one.text_content() for one in sound.page.xpath("//main//button")]
    assert not any("z uwagami" in one for one in buttons)


def test_findings_of_the_file_alone_are_stored_with_the_edition(office):
    visitor = checked(office, as_request(office, changed(office)), "wniosek.yaml", **HANDOVER)
    assert "LCKM-U010" in visitor.words
    visitor.press("Przyjmij")
    assert [one.code for one in newest(office).findings] == ["LCKM-U010"]


def test_the_same_fault_at_two_places_is_told_of_both(office):
    data = as_request(office, changed(office, title="Dwa\nwiersze"), requested_by="Jan\nPróbny")
    assert checked(office, data).words.count("LCKM-T005") == 2


def test_a_name_of_a_file_is_given_back_without_what_cannot_be_printed(office):
    source = write(changed(office, title="x" * 300))
    visitor = checked(office, source, "opis.docx")
    visitor.press("z uwagami", nazwa="Za\u202ejęcie\x07\x85.docx")
    kind = visitor.response.headers["content-disposition"]
    assert kind == "attachment; filename*=UTF-8''Zaj%C4%99cie-uwagi.docx"


def test_the_file_that_was_shown_stays_where_the_next_cannot_be_read(office):
    visitor = checked(office, as_yaml(changed(office)), "pierwszy.yaml", **HANDOVER)
    visitor.press("Przyjmij", files=chosen(b"{{{", "drugi.json"))
    assert visitor.status == 422
    assert fault_links(visitor) == ["#plik"]
    assert "Inny plik zamiast „pierwszy.yaml”" in visitor.words
    assert newest(office).number == 1
    visitor.press("Sprawdź")
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == [NEW]
    visitor.press("Przyjmij")
    assert newest(office).procedure.additional_info == NEW


def test_a_file_that_is_too_large_is_not_the_one_before(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    visitor.press("Przyjmij", files=chosen(b"x" * (MAX_FILE_BYTES + 1)))
    assert visitor.status == 422
    assert "najwyżej 5 MB" in visitor.faults[0]
    assert newest(office).number == 1


def test_the_largest_file_fits_the_field_that_carries_it():
    assert len(SubmittedFile("opis.yaml", bytes(MOST_BYTES)).carried) <= CARRIED_LENGTH


def test_the_hint_names_the_limit_of_each_kind_of_file(office):
    visitor = office.visitor(CLERK).get(PATH, numer=OWN)
    assert "Word najwyżej 5 MB, YAML i JSON najwyżej 2 MB." in visitor.words
    visitor.press("Sprawdź", files=chosen(b"#" * 2_000_001))
    assert "LCKM-E002" in visitor.faults[0]
    docs = SAMPLES.parent / "docs"
    for page, words in (
        ("handbook-monitoring.md", "Worda do 5 MB albo plik YAML lub JSON do 2 MB"),
        ("serving.md", "5 MB as a Word file and 2 MB as YAML or JSON"),
    ):
        assert words in (docs / page).read_text("utf-8")
    plain = Desk()
    plain.procedure("published")
    words = plain.visitor(CLERK).get(PATH, numer=OWN).words
    assert "YAML i JSON najwyżej 2 MB." in words
    assert "5 MB" not in words


def parts_of_findings(visitor):
    """Return the codes of the findings under each heading of theirs."""
    (section,) = visitor.page.xpath("//section[h2[@id='uwagi']]")
    lists = section.xpath("ul")
    heads = [one.text_content() for one in section.xpath("h3")]
    codes = [re.findall(r"LCKM-[A-Z]\d{3}", one.text_content()) for one in lists]
    return dict(zip(heads, codes, strict=True))


FIRST, OTHERS = "Popraw najpierw: bez tego nie da się zapisać opisu", "Inne uwagi"


def with_words(source: bytes, old: str, new: str) -> bytes:
    """Return a Word file in whose text some words are others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as archive, zipfile.ZipFile(made, "w") as target:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["yaml", "docx"])
def test_what_stops_a_file_comes_before_what_does_not(office, kind):
    text = changed(office, title="x" * 300, produced_on=date(2026, 11, 27))
    if kind == "docx":
        data = with_words(write(text), "2026-11-27", "kiedyś")
    else:
        data = as_yaml(text).replace(b"2026-11-27", "kiedyś".encode())
    visitor = checked(office, data, f"opis.{kind}", **HANDOVER)
    assert "nie da się przyjąć" in visitor.words
    found = parts_of_findings(visitor)
    assert found[FIRST] == ["LCKM-P006"]
    assert "LCKM-P001" in found[OTHERS]
    (section,) = visitor.page.xpath("//section[h2[@id='uwagi']]")
    assert [one.tag for one in section] == ["h2", "h3", "ul", "h3", "p", "ul"]


def test_all_that_keeps_a_word_file_from_being_a_request_comes_first(office):
    request = compare(newest(office).procedure, changed(office))
    request = attrs.evolve(request, requested_on=date(2026, 11, 26))
    source = redline(newest(office).procedure, request, author="Ewa", at=NOW)
    data = with_words(source, "2026-11-26", "kiedyś")
    visitor = checked(office, data, "wniosek.docx", **HANDOVER)
    assert "nie da się przyjąć" in visitor.words
    found = parts_of_findings(visitor)
    assert found[FIRST]
    assert list(found) == [FIRST]


def test_what_cannot_be_built_is_shown_and_not_taken_in(office):
    data = as_yaml(changed(office)).replace(b"internal: false", b"internal: moze")
    data += b"nieznane: 1\n"
    visitor = checked(office, data, **HANDOVER)
    assert visitor.status == 200
    assert "nie da się przyjąć" in visitor.words
    assert "nieznane" in visitor.words
    assert visitor.words.count("LCKM-T006") == 1
    buttons = [one.text_content() for one in visitor.page.xpath("//main//button")]
    assert "Przyjmij" not in buttons
    forged = {"numer": OWN, "do": "przyjmij", **HANDOVER}
    visitor.upload(PATH, chosen(data), **forged)
    assert visitor.status == 422
    assert newest(office).number == 1


HOSTILE = {
    "nothing": ("pusty.yaml", b"", "Wybierz plik"),
    "a PDF": ("opis.pdf", b"%PDF-1.7 ...", "To jest PDF"),
    "a picture": ("opis.docx.png", b"\x89PNG\r\n\x1a\n", "To jest obraz"),
    "no text": ("opis.yaml", b"\x00\xff\xfe" * 100, "LCKM-E"),
    "a broken YAML": ("opis.yaml", b"title: [", "Wiersz 1"),
    "an alias bomb": (
        "opis.yaml",
        b"a: &a [1,1,1,1,1,1,1,1,1]\n"
        + b"".join(b"%c: &%c [%s]\n" % (at, at, b"*%c," % (at - 1) * 9) for at in b"bcdefgh"),
        "LCKM-E",
    ),
    "another form": ("trasy.yaml", (SAMPLES / "routes/routes.yaml").read_bytes(), "To nie jest"),
    "a cut Word file": ("opis.docx", b"PK\x03\x04" + b"x" * 100, "LCKM-W"),
    "an old Word file": ("opis.doc", b"\xd0\xcf\x11\xe0" + b"x" * 600, "LCKM-W"),
    "too large": ("opis.yaml", b"#" * 5_000_001, "najwyżej 5 MB"),
    "no fields": ("opis.json", b"null", "Zacznij od pól"),
}


@pytest.mark.parametrize(
    "case",
    some_in_every_change(
        HOSTILE,
        *(0, 1, 4, 7, 9, 10),
        reason="another file; nothing, a PDF, broken, large and empty ones stand for them",
    ),
)
def test_a_file_of_another_kind_is_refused_with_words(office, case):
    name, data, words = HOSTILE[case]
    visitor = checked(office, data, name, znak="Z/1")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#plik"]
    assert words in visitor.faults[0]
    # A command of the terminal is no advice to whom works in a browser.
    assert "lckm" not in visitor.faults[0]
    assert visitor.page.xpath("//input[@id='znak']/@value") == ["Z/1"]
    assert newest(office).number == 1


def test_a_word_file_that_unpacks_to_very_much_is_refused(office):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 120_000_000)
    assert len(packed.getvalue()) < 1_000_000
    visitor = checked(office, packed.getvalue(), "opis.docx")
    assert visitor.status == 422
    assert "LCKM-W" in visitor.faults[0]


def test_each_page_is_valid_and_has_one_heading_and_one_script(office):
    visitor = office.visitor(CLERK)
    pages = [visitor.get(PATH).response.text, visitor.get(PATH, numer=OWN).response.text]
    for data, name in (
        (b"", "opis.yaml"),
        (write(changed(office, title="x" * 300)), "opis.docx"),
        (as_request(office, with_file(office)), "wniosek.yaml"),
        (b"nieznane: 1", "opis.yaml"),
    ):
        pages.append(checked(office, data, name, **HANDOVER).response.text)
    for text in pages:
        html5lib.HTMLParser(strict=True).parse(text)
        assert text.count("<h1>") == 1
        assert foreign_scripts(text) == []


def test_words_of_a_file_are_only_words(office):
    hostile = "<script>alert(1)</script>{{ 7*7 }}\"'"
    text = changed(office, additional_info=hostile, title=hostile)
    visitor = checked(office, as_yaml(text), f"{hostile}.yaml")
    assert foreign_scripts(visitor.response.text) == []
    assert "{{ 7*7 }}" in visitor.words


def test_a_file_of_another_procedure_is_not_taken_for_this_one(office):
    visitor = checked(office, as_yaml(changed(office, id="KA-00044")))
    assert visitor.status == 422
    assert f"dotyczy procedury KA-00044, a to jest strona procedury {OWN}" in visitor.faults[0]
    request = as_request(office, changed(office)).replace(OWN.encode(), b"KA-99999")
    visitor = checked(office, request, number="")
    assert "Nie ma procedury KA-99999" in visitor.faults[0]
    visitor = office.visitor(CLERK).get(PATH, numer="KA-99999")
    assert visitor.status == 404


def test_a_request_about_another_procedure_than_the_pages_is_refused(office):
    office.procedure("published", number="KA-00044")
    text = attrs.evolve(newest(office, "KA-00044").procedure, additional_info=NEW)
    visitor = checked(office, as_request(office, text, "KA-00044"), **HANDOVER)
    assert visitor.status == 422
    assert f"dotyczy procedury KA-00044, a to jest strona procedury {OWN}" in visitor.faults[0]


@pytest.mark.parametrize("value", [["KA-00044"], {"a": 1}, 44, True])
def test_a_number_that_is_no_text_is_a_finding_at_its_field(office, value):
    data = json.dumps({**to_data(changed(office)), "id": value}).encode()
    visitor = checked(office, data, "opis.json", **HANDOVER)
    assert visitor.status == 200
    assert "nie da się przyjąć" in visitor.words
    assert "Numer procedury, wiersz 1" in visitor.words
    assert "['" not in visitor.words


def test_a_number_of_another_procedure_is_quoted_in_part(office):
    visitor = checked(office, as_yaml(changed(office, id="KA-" + "9" * 50_000)))
    assert visitor.status == 422
    assert "dotyczy procedury KA-99999" in visitor.faults[0]
    assert len(visitor.faults[0]) < 200


def test_a_request_that_no_longer_fits_says_in_which_field(office):
    old = changed(office, additional_info="Tego nie ma.")
    request = compare(old, attrs.evolve(old, additional_info=NEW))
    data = to_yaml(request_to_data(request), schema="update-request").encode()
    visitor = checked(office, data)
    assert visitor.status == 422
    assert "w polu „Informacje uzupełniające" in visitor.faults[0]


def test_the_field_of_the_call_centre_is_not_the_heads(office):
    text = newest(office).procedure
    own = attrs.evolve(text.call_centre, other="Wpisał kierownik.")
    visitor = checked(office, as_yaml(changed(office, call_centre=own)), **HANDOVER)
    assert "nie da się przyjąć" in visitor.words
    assert "Usuń tekst tego pola z opisu" in visitor.words


def test_without_a_reader_of_word_files_the_page_says_so():
    desk = Desk()
    desk.procedure("published")
    visitor = desk.visitor(CLERK).get(PATH, numer=OWN)
    assert "Plików Worda to Biuro nie czyta" in visitor.words
    assert visitor.page.xpath("//input[@id='plik']/@accept") == [".yaml,.yml,.json"]
    visitor.press("Sprawdź", files=chosen(write(changed(desk)), "opis.docx"))
    assert visitor.status == 422
    assert "lckm-word" in visitor.faults[0]
    visitor.press("Sprawdź", files=chosen(as_yaml(changed(desk))))
    assert visitor.status == 200


# ── corrections and copies ────────────────────────────────────────────────────────────────────────


def corrected_by_the_section(desk, **values):
    """Hand the description in, and have the section correct it."""
    checked(desk, as_yaml(changed(desk)), **HANDOVER).press("Przyjmij")
    was = newest(desk).procedure
    request = compare(was, attrs.evolve(was, **values))
    desk.centre.correct(request, role=CLERK, by="Osoba Monitoring_Staff", now=desk.now)
    return was


def test_a_file_that_undoes_corrections_is_told(office):
    was = corrected_by_the_section(office, additional_info="Poprawione zdanie.")
    office.now += timedelta(days=1)
    visitor = checked(office, as_yaml(attrs.evolve(was, appeal="Inny sposób.")), **HANDOVER)
    assert "cofa poprawki Oddziału z 1.12.2026: „Informacje uzupełniające" in visitor.words
    kept = attrs.evolve(newest(office).procedure, appeal="Inny sposób.")
    visitor = checked(office, as_yaml(kept), **HANDOVER)
    assert "cofa poprawki" not in visitor.words
    other = attrs.evolve(newest(office).procedure, additional_info="Jeszcze inne zdanie.")
    visitor = checked(office, as_yaml(other), **HANDOVER)
    assert "cofa poprawki" not in visitor.words


def test_a_correction_is_told_with_its_day_in_lodz(office):
    office.now = NOW + timedelta(days=1)
    was = corrected_by_the_section(office, additional_info="Poprawione zdanie.")
    visitor = checked(office, as_yaml(attrs.evolve(was, appeal="Inny sposób.")), **HANDOVER)
    assert "cofa poprawki Oddziału z 2.12.2026" in visitor.words


def test_a_copy_of_an_earlier_edition_is_asked_about(office):
    text = changed(office, id="", title="Zajęcie pasa drogowego na próbę")
    checked(office, as_yaml(text), number="", **HANDOVER).press("Przyjmij")
    numbers = {one.id for one in office.memory.procedures.all_editions()}
    (number,) = numbers - {OWN}
    noted = {"role": Role.CALL_CENTRE_STAFF, "by": "Ktoś", "now": office.now}
    office.centre.note(number, "Pytaj o numer decyzji.", **noted)
    was = newest(office, number).procedure
    request = compare(was, attrs.evolve(was, title="Zajęcie pasa drogowego (poprawione)"))
    who = {"role": CLERK, "by": "Osoba Monitoring_Staff", "now": office.now}
    office.centre.correct(request, **who)
    visitor = checked(office, as_yaml(text), number="", **HANDOVER)
    assert f"To ten sam opis, z którego jest {number}" in visitor.words
    assert visitor.page.xpath(f"//main//a[@href='/procedura/przyjecie?numer={number}']")
    visitor.press("Przyjmij")
    assert visitor.status == 422
    assert {one.id for one in office.memory.procedures.all_editions()} == numbers
    visitor.press("Przyjmij", inna_procedura=number)
    assert visitor.status == 303
    assert len({one.id for one in office.memory.procedures.all_editions()}) == len(numbers) + 1


# ── files to download ─────────────────────────────────────────────────────────────────────────────


def with_file(desk, name="Wniosek o zajęcie.pdf"):
    text = changed(desk)
    required = text.required_documents
    first, *rest = required.to_submit
    documents = (attrs.evolve(first, file=name), *rest)
    return attrs.evolve(text, required_documents=attrs.evolve(required, to_submit=documents))


def test_files_that_the_text_names_come_with_it(office):
    visitor = checked(office, as_yaml(with_file(office)), **HANDOVER)
    assert "Wniosek o zajęcie.pdf: trzeba go dodać" in visitor.words
    visitor.press("Przyjmij", files=[("pliki", "inny.pdf", b"%PDF-1.7")])
    assert visitor.status == 422
    assert "Opis nie wymienia pliku „inny.pdf”" in visitor.faults[0]
    visitor.press("Przyjmij", files=[("pliki", "Wniosek o zajęcie.pdf", b"%PDF-1.7")] * 2)
    assert "Dwa pliki mają nazwę" in visitor.faults[0]
    chosen_file = [("pliki", "Wniosek o zajęcie.pdf", b"%PDF-1.7")]
    visitor.press("Przyjmij", files=chosen_file)
    assert "jest uszkodzony" in visitor.faults[0]
    visitor.press("Przyjmij", files=chosen_file, mimo_uwag=despite(visitor)).follow()
    (held,) = newest(office).files
    assert office.memory.documents.read(held.address) == b"%PDF-1.7"
    again = checked(office, as_yaml(attrs.evolve(with_file(office), appeal="Inny.")))
    assert "Wniosek o zajęcie.pdf: jest z poprzedniej wersji" in again.words


def test_a_file_to_download_that_is_too_large_is_not_taken_for_an_empty_one(office):
    """The form keeps none of its bytes, and what has none could be taken in all the same."""
    visitor = checked(office, as_yaml(with_file(office, "plan.pdf")), **HANDOVER)
    visitor.press("Przyjmij", files=[("pliki", "plan.pdf", bytes(MAX_FILE_BYTES + 1))])
    assert visitor.status == 422
    assert visitor.faults == ["Plik „plan.pdf” jest za duży: może mieć najwyżej 20 MB."]


def test_two_files_whose_names_differ_only_in_their_form_are_two_of_one_name(office):
    name, content = "Zażalenie.docx", write(newest(office).procedure)
    visitor = checked(office, as_yaml(with_file(office, name)), **HANDOVER)
    pair = [("pliki", normalize(form, name), content) for form in ("NFC", "NFD")]
    for files in (pair, pair[::-1]):
        visitor.press("Przyjmij", files=files)
        assert visitor.status == 422
        assert "Dwa pliki mają nazwę" in visitor.faults[0]
    visitor.press("Przyjmij", files=pair[1:]).follow()
    (held,) = newest(office).files
    assert held.name == name
    assert office.memory.documents.read(held.address) == content


def despite(visitor) -> str:
    """Return the value of the box that accepts in spite of the faults of files."""
    (value,) = visitor.page.xpath("//input[@name='mimo-uwag']/@value")
    return value


def test_a_person_who_is_not_listed_is_told_of_as_staff_know_the_list(office):
    visitor = checked(office, as_yaml(changed(office)), **{**HANDOVER, "kto": "Ktoś Inny"})
    visitor.press("Przyjmij")
    assert "poproś operatora, żeby dopisał tę osobę do spisu." in " ".join(visitor.faults)
    assert "(people)" not in visitor.words


def test_a_missing_file_is_told_before_it_is_taken_in(office):
    visitor = checked(office, as_yaml(with_file(office, "Wniosek.docx")), **HANDOVER)
    assert visitor.status == 200
    assert "LCKM-F012" in visitor.words
    assert "„Wniosek.docx”" in visitor.words
    assert "w folderze procedury" not in visitor.words
    assert "nie ma błędów" not in visitor.words
    visitor.press("Przyjmij")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#pliki"]
    assert newest(office).number == 1
    visitor.press("Przyjmij", mimo_uwag=despite(visitor))
    assert visitor.status == 303
    assert (newest(office).number, newest(office).files) == (2, ())


def test_to_accept_that_one_file_is_missing_is_not_to_accept_it_of_another(office):
    text = with_file(office, "Wniosek.docx")
    required = text.required_documents
    first, second, *rest = required.to_submit
    documents = (first, attrs.evolve(second, file="Zgoda.docx"), *rest)
    text = attrs.evolve(text, required_documents=attrs.evolve(required, to_submit=documents))
    agreed = [("pliki", "Zgoda.docx", write(changed(office)))]
    visitor = checked(office, as_yaml(text), **HANDOVER)
    visitor.press("Sprawdź jeszcze raz", files=agreed)
    seen = despite(visitor)
    visitor.press("Przyjmij", mimo_uwag=seen)
    assert visitor.status == 422
    assert "„Zgoda.docx”" in " ".join(visitor.faults)
    assert newest(office).number == 1
    visitor.press("Przyjmij", files=agreed, mimo_uwag=seen)
    assert visitor.status == 303


def test_a_file_that_was_missing_is_added_to_the_same_text(office):
    desk, text = office, with_file(office, "Wniosek.docx")
    visitor = checked(desk, as_yaml(text), **HANDOVER)
    visitor.press("Przyjmij", mimo_uwag=despite(visitor)).follow()
    visitor.follow("Dodaj brakujące pliki")
    assert visitor.status == 200
    assert "„Wniosek.docx”" in visitor.words
    visitor.press("Przyjmij", files=[("pliki", "Wniosek.docx", write(text))], **HANDOVER).follow()
    assert "Przyjęto opis" in visitor.words
    assert "Dodaj brakujące pliki" not in visitor.words
    edition = newest(desk)
    assert (edition.number, edition.procedure) == (3, text)
    assert [one.name for one in edition.files] == ["Wniosek.docx"]


def test_a_corrected_text_gets_its_missing_file_and_still_waits_for_its_head(office):
    visitor = checked(office, as_yaml(with_file(office, "Wniosek.docx")), **HANDOVER)
    visitor.press("Przyjmij", mimo_uwag=despite(visitor))
    visitor.get("/procedura", numer=OWN).follow("Popraw tekst")
    visitor.press("Sprawdź poprawki", **{"/additional_info": "Poprawione zdanie."})
    visitor.press("Zapisz poprawki", slowa="Jaśniej.").follow()
    words = visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert "Są w niej jeszcze błędy, więc kierownik nie może jej uzgodnić." in words
    assert "Naciśnij „Dodaj brakujące pliki”" in words
    head = office.visitor(Role.HEAD_OF_UNIT).get("/procedura", numer=OWN)
    assert "Uzgodnij poprawki" not in head.buttons
    visitor.follow("Dodaj brakujące pliki")
    assert "nowa wersja z tym samym tekstem, do uzgodnienia." in visitor.words
    visitor.press(
        "Przyjmij", files=[("pliki", "Wniosek.docx", write(changed(office)))], **HANDOVER
    ).follow()
    edition = newest(office)
    assert [one.name for one in edition.files] == ["Wniosek.docx"]
    assert edition.state is State.CORRECTED, "the head has not agreed yet"
    assert "poprawiono (Osoba Monitoring_Staff" in visitor.words
    assert "Dodaj brakujące pliki" not in visitor.words
    head.get("/procedura", numer=OWN).follow("Uzgodnij poprawki")
    assert "Jaśniej." in head.words
    assert [one.text_content().strip() for one in head.page.xpath("//ins")]
    assert head.press("Zgadzam się").status == 303
    assert newest(office).state is State.CHECKED


def test_a_file_of_a_wrong_kind_is_told_before_it_is_taken_in(office):
    wrong = [("pliki", "Wniosek.docx", b"%PDF-1.7")]
    visitor = checked(office, as_yaml(with_file(office, "Wniosek.docx")), **HANDOVER)
    box = despite(visitor)
    # To have seen that it is missing is not to have seen that another came.
    visitor.press("Przyjmij", files=wrong, mimo_uwag=box)
    assert visitor.status == 422
    assert "to dokument PDF" in " ".join(visitor.faults)
    assert newest(office).number == 1
    visitor.press("Sprawdź jeszcze raz", files=wrong)
    assert "to dokument PDF" in visitor.words
    sound = write(changed(office))
    visitor.press("Przyjmij", files=[("pliki", "Wniosek.docx", sound)])
    assert visitor.status == 303
    assert [one.name for one in newest(office).files] == ["Wniosek.docx"]


def test_a_file_that_a_scanner_refuses_is_named(word):
    class Scanner:
        name = "skaner"

        def scan(self, name, data):
            return Infected("Eicar")

    desk = Desk(word=word, more=provide(scanners=[Scanner()]))
    desk.procedure("published")
    visitor = checked(desk, as_yaml(with_file(desk, "Wniosek.docx")), **HANDOVER)
    visitor.press("Przyjmij", files=[("pliki", "Wniosek.docx", write(changed(desk)))])
    assert visitor.status == 422
    assert "Eicar" in visitor.faults[0]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#pliki"]
    assert newest(desk).number == 1


def test_without_a_store_of_files_none_are_asked_for():
    desk = Desk(without=("documents",))
    desk.procedure("published")
    visitor = checked(desk, as_yaml(with_file(desk)))
    assert "nie przechowuje plików do pobrania" in visitor.words
    assert visitor.page.xpath("//input[@id='pliki']") == []


# ── who, when, and what came between ──────────────────────────────────────────────────────────────


def test_what_changed_meanwhile_is_told_and_compared_anew(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    office.hand_in(OWN, additional_info="Zdanie kolegi.")
    visitor.press("Przyjmij")
    assert visitor.status == 409
    assert "Ktoś zmienił tę procedurę" in visitor.faults[0]
    assert "Zdanie kolegi." in visitor.words
    assert newest(office).procedure.additional_info == "Zdanie kolegi."
    visitor.press("Przyjmij")
    assert visitor.status == 303
    assert newest(office).procedure.additional_info == NEW


def test_an_act_on_the_same_edition_counts_as_a_change(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    who = {"role": CLERK, "by": "Ktoś", "now": office.now}
    office.centre.withdraw(OWN, **who)
    assert visitor.press("Przyjmij").status == 409
    assert newest(office).number == 1


def test_a_file_that_nobody_looked_at_is_not_taken_in(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    other = as_yaml(changed(office, additional_info="Całkiem co innego."))
    visitor.press("Przyjmij", files=chosen(other))
    assert visitor.status == 422
    assert "Wybrano inny plik" in visitor.faults[0]
    assert "Całkiem co innego." in visitor.words
    assert newest(office).number == 1
    visitor.press("Przyjmij")
    assert newest(office).procedure.additional_info == "Całkiem co innego."


def test_a_file_that_nobody_looked_at_is_not_taken_in_though_its_text_is_stored(office):
    """What the form says of how it came was typed for the one before."""
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    visitor.press("Przyjmij", files=chosen(as_yaml(newest(office).procedure)))
    assert visitor.status == 422
    assert "Wybrano inny plik" in visitor.faults[0]
    assert newest(office).number == 1


@pytest.mark.parametrize(
    "seen",
    some_in_every_change(
        ["", "1", "x.y", "9" * 5000, "٣.1"],
        0,
        3,
        reason="something else that no page says; nothing and too much stand for it",
    ),
)
def test_a_form_that_does_not_say_what_was_seen_is_refused(office, seen):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    assert visitor.press("Przyjmij", seen=seen).status == 409
    assert newest(office).number == 1


def test_what_was_carried_and_damaged_is_asked_for_again(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    visitor.press("Przyjmij", tresc="%%%")
    assert visitor.status == 422
    assert "Wybierz go jeszcze raz" in visitor.faults[0]


@pytest.mark.parametrize(("size", "is_taken"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_carried_file_may_have_as_many_bytes_as_a_chosen_one(size, is_taken, is_chosen):
    file = SubmittedFile("opis.docx", bytes(size))
    if is_chosen:
        fields = FormFields({}, (FormFile("plik", file.name, file.data),))
    else:
        fields = FormFields({"tresc": [file.carried], "nazwa": [file.name]}, ())
    with nullcontext() if is_taken else pytest.raises(FaultyFieldsError):
        assert submitted_file(fields).data == file.data


def test_a_form_that_somebody_else_opened_is_not_taken_in(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    visitor.press("Przyjmij", otworzyl="KTO_INNY")
    assert visitor.status == 409
    assert "ktoś inny" in visitor.faults[0]
    assert newest(office).number == 1


def test_a_form_from_another_site_does_nothing(office):
    client = office.visitor(CLERK).client
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        response = client.post(PATH, files=[("plik", ("a", b"x"))], headers=headers)
        assert response.status_code == 403


def test_more_than_a_form_may_bring_names_the_limit(office, monkeypatch):
    visitor = office.visitor(CLERK).get(PATH, numer=OWN)
    many = [("pliki", f"{at}.pdf", b"x") for at in range(60)]
    visitor.upload(PATH, many, numer=OWN, znak="Z/1")
    assert visitor.status == 413
    assert "najwyżej 40 plików" in visitor.faults[0]
    assert visitor.page.xpath("//input[@id='znak']/@value") == ["Z/1"]
    visitor.upload(PATH, [*chosen(as_yaml(changed(office))), *many[:40]], numer=OWN)
    assert visitor.status == 422
    assert "Opis nie wymienia pliku „0.pdf”" in visitor.faults[0]
    large = [("plik", "opis.yaml", b"x" * 15_000_000)] * 4
    visitor.upload(PATH, large, numer=OWN)
    assert visitor.status == 413
    assert "więcej niż 60 MB" in visitor.words


@pytest.mark.parametrize("fails", ["editions", "save"])
@pytest.mark.parametrize(
    ("error", "status"),
    some_in_every_change(
        [(RuntimeError, 500), (OSError, 503), (StoreUnavailableError, 503)],
        2,
        reason="a store that is broken; one that is away stands for it",
    ),
)
def test_a_store_that_fails_is_a_page_and_no_word_is_logged(office, caplog, fails, error, status):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)

    def fail(*args, **kwargs):
        raise error("Jan Próbny")

    setattr(office.memory.procedures, fails, fail)
    visitor.press("Przyjmij")
    assert visitor.status == status
    assert "Spróbuj za kilka minut" in visitor.words
    assert "Jan Próbny" not in caplog.text + visitor.response.text
    assert NEW not in caplog.text


def take_in_while_nothing_is_stored(office, visitor, monkeypatch, error):
    def fail(changes):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(office.memory.procedures, "save", fail)
        visitor.press("Przyjmij")
    assert visitor.status == 503


@pytest.mark.parametrize("error", [OSError(28, "No space left"), StoreUnavailableError()])
def test_material_that_is_not_stored_is_told_with_what_to_do(office, caplog, monkeypatch, error):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    told = len(office.trail)

    take_in_while_nothing_is_stored(office, visitor, monkeypatch, error)
    for words in ("Niczego nie przyjęto", "Powiedz to operatorowi", "w EZD albo ePUAP"):
        assert words in visitor.words
    assert "take-in failed, stored: False" in caplog.text
    assert NEW not in caplog.text
    (event,) = office.trail[told:]
    assert (event.verb, event.outcome) == ("hand_in_failed", "nothing stored")
    assert event.by == "Osoba Monitoring_Staff"
    # All of it is on that page.
    assert visitor.press("Spróbuj jeszcze raz").status == 303
    assert newest(office).procedure.additional_info == NEW


def test_of_material_whose_store_does_not_answer_nobody_knows(office, monkeypatch):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)

    def fail(*_):
        monkeypatch.setattr(office.memory.procedures, "editions", fail)
        raise StoreUnavailableError

    with monkeypatch.context() as patch:
        patch.setattr(office.memory.procedures, "save", fail)
        visitor.press("Przyjmij")
    assert visitor.status == 503
    assert "Nie wiadomo, czy ten materiał przyjęto" in visitor.words


def test_material_that_is_stored_though_its_answer_was_lost_is_told_so(office, monkeypatch):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    with monkeypatch.context() as patch:
        lose_answer(patch, office.memory.procedures, "save")
        visitor.press("Przyjmij")
    assert "Materiał jest zapisany" in visitor.words
    count = newest(office).number
    assert visitor.press("Spróbuj jeszcze raz").status == 303
    assert newest(office).number == count


def test_a_text_that_was_returned_before_is_not_said_to_be_stored_anew(office, monkeypatch):
    """The same text stands in an edition already, but not in one that came since."""
    data = as_yaml(changed(office))
    checked(office, data, **HANDOVER).press("Przyjmij")
    office.centre.give_back(OWN, because="Popraw.", role=CLERK, by="Ewa Pokazowa", now=office.now)
    returned = newest(office)
    assert (returned.state, returned.procedure.additional_info) == (State.RETURNED, NEW)
    visitor = checked(office, data, **HANDOVER)

    take_in_while_nothing_is_stored(office, visitor, monkeypatch, StoreUnavailableError())
    assert "Niczego nie przyjęto" in visitor.words
    assert newest(office) == returned
    assert visitor.press("Spróbuj jeszcze raz").status == 303
    assert newest(office).number == returned.number + 1


def test_of_a_store_that_is_away_before_anything_is_read_nothing_is_stored(office, monkeypatch):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)

    def fail(*_):
        raise StoreUnavailableError

    with monkeypatch.context() as patch:
        patch.setattr(office.memory.procedures, "editions", fail)
        visitor.press("Przyjmij")
        assert visitor.status == 503
        assert "Niczego nie przyjęto" in visitor.words
        assert visitor.press("Spróbuj jeszcze raz").status == 503
    assert visitor.press("Spróbuj jeszcze raz").status == 303


def test_a_session_that_ends_keeps_what_was_typed_and_carried(office):
    visitor = checked(office, write(changed(office)), "opis.docx", **HANDOVER)
    office.now += timedelta(hours=11)
    visitor.press("Przyjmij")
    assert visitor.status == 401
    assert newest(office).number == 1
    assert visitor.client.get("/logowanie").status_code == 303
    visitor.press("Wyślij jeszcze raz", do="przyjmij").follow()
    assert newest(office).procedure.additional_info == NEW
    assert newest(office).handover.reference == "UPP-7"


def test_files_that_a_session_lost_are_chosen_again_before_it_is_taken_in(office):
    text = with_file(office, "Wniosek.docx")
    visitor = checked(office, write(text), "opis.docx", **HANDOVER)
    chosen_file = [("pliki", "Wniosek.docx", write(text))]
    office.now += timedelta(hours=11)
    visitor.press("Przyjmij", files=chosen_file)
    assert visitor.status == 401
    assert "„Wniosek.docx”" in visitor.words
    # Sent before the sign-in, it is the same page again.
    visitor.press("Wyślij jeszcze raz", do="przyjmij")
    assert visitor.status == 401
    assert "„Wniosek.docx”" in visitor.words
    assert visitor.client.get("/logowanie").status_code == 303
    visitor.press("Wyślij jeszcze raz", do="przyjmij")
    assert visitor.status == 422
    assert newest(office).number == 1
    assert "Wybierz jeszcze raz: „Wniosek.docx”" in visitor.faults[0]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href")[0] == "#pliki"
    visitor.press("Przyjmij", files=chosen_file)
    assert visitor.status == 303
    assert [one.name for one in newest(office).files] == ["Wniosek.docx"]


def test_another_description_that_a_session_lost_is_not_the_one_before(office):
    visitor = checked(office, as_yaml(changed(office)), **HANDOVER)
    office.now += timedelta(hours=11)
    other = as_yaml(changed(office, additional_info="Całkiem co innego."))
    visitor.press("Przyjmij", files=chosen(other, "inny.yaml"))
    assert visitor.client.get("/logowanie").status_code == 303
    visitor.press("Wyślij jeszcze raz", do="przyjmij")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#plik"]
    assert "„inny.yaml”" in visitor.faults[0]
    assert newest(office).number == 1


@pytest.mark.parametrize("role", [*Role, "jan", "ewa"])
def test_taking_in_is_offered_if_and_only_if_it_is_not_refused(role):
    desk = Desk()
    desk.procedure("published")
    visitor = desk.visitor(role)
    on_page = visitor.get("/procedura", numer=OWN)
    offered = visitor.buttons if on_page.status == 200 else []
    at_list = visitor.get("/procedury")
    is_listed = at_list.status == 200 and "Przyjmij opis z pliku" in visitor.words
    opened = visitor.get(PATH, numer=OWN).status == 200
    assert opened is is_listed is ("Przyjmij nową wersję z pliku" in offered)
    assert opened is (role in (CLERK, Role.HEAD_OF_MONITORING))
    data = as_yaml(changed(desk))
    fields = {"numer": OWN, "do": "sprawdz", **HANDOVER}
    visitor.upload(PATH, chosen(data), **fields)
    assert (visitor.status == 200) is opened
    if opened:
        assert visitor.press("Przyjmij").status == 303
    else:
        assert visitor.status == 403
        assert "I26" in visitor.words
        assert newest(desk).number == 1


@pytest.mark.parametrize("path", [PATH, "/procedura/wniosek"])
def test_no_file_is_read_of_somebody_who_may_send_none(office, monkeypatch, path):
    read = []

    async def counted(request, *args, **options):
        read.append(request.url.path)
        return await read_form(request, *args, **options)

    monkeypatch.setattr("lckm_desk._incoming_files.screens.read_sent_form", counted)
    visitor = office.visitor(Role.CALL_CENTRE_STAFF)
    visitor.upload(path, chosen(b"x" * 100_000), numer=OWN, do="sprawdz")
    assert (visitor.status, read) == (403, [])
    visitor = office.visitor(CLERK if path == PATH else Role.HEAD_OF_UNIT)
    visitor.upload(path, chosen(b"x" * 100_000), numer=OWN, do="sprawdz")
    assert (visitor.status, read) == (422, [path])


def test_nobody_signed_in_takes_anything_in(office):
    visitor = office.visitor(CLERK)
    visitor.client.cookies.clear()
    visitor.upload(PATH, chosen(as_yaml(changed(office))), do="przyjmij")
    assert visitor.status == 401
    assert newest(office).number == 1


def test_units_of_the_text_decide_whose_it_is(office):
    text = changed(office, unit=OTHER_UNIT)
    visitor = checked(office, as_yaml(text), **HANDOVER)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kto"]
    visitor.press("Przyjmij", kto="Jan Drugi")
    assert visitor.status == 303
    assert newest(office).handover.unit == OTHER_UNIT != UNIT


def test_what_reads_word_files_is_closed_with_the_server():
    class Counted(WordFiles):
        closed = 0

        def close(self):
            self.closed += 1

    word = Counted()
    with Desk(word=word).face.running():
        assert word.closed == 0
    assert word.closed == 1
    with pytest.raises(KeyError), Desk(word=word).face.running():
        raise KeyError
    assert word.closed == 2
    with pytest.raises(InvalidSettingError, match="lckm_word:WordFiles"):
        Desk(word="lckm_word")


@pytest.mark.slow(reason="starts readers of Word files twice; a count of ends stands for it")
def test_what_reads_word_files_ends_with_the_server(word):
    desk = Desk(word=word)
    desk.procedure("published")
    with desk.face.running():
        assert checked(desk, write(changed(desk)), "opis.docx").status == 200
    # It begins again where it is needed again.
    assert checked(desk, write(changed(desk)), "opis.docx").status == 200
