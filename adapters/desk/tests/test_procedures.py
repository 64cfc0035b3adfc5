"""Procedures: their list, the page of an edition, and what is done to one."""

from datetime import date, timedelta

import attrs
import pytest
from desk_site import NOW, OWN, PEOPLE, UNIT, Desk, Shop, newest

from lckm_core.amendments import compare
from lckm_core.findings import InvalidProcedureError
from lckm_core.organisation import OFFICE, Official, Role
from lckm_core.ports import EditionChange, provide
from lckm_core.procedures.parts import Related
from lckm_core.publication import Audience, State
from lckm_desk._display_periods import once_published
from lckm_desk._procedures.procedure_list import PAGE
from lckm_desk._submissions import faults_of

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
OTHER = "KA-00900"
ELSEWHERE = {"unit": OFFICE, "cell": "Wydział Informatyki"}
SECRET = "Nie licz opłaty przez telefon."


def numbers(visitor) -> list[str]:
    return [link.text_content() for link in visitor.page.xpath("//ol//a")]


# ── the list ──────────────────────────────────────────────────────────────────────────────────────


def test_procedures_come_by_number_and_each_page_goes_on_where_the_last_ended(desk):
    made = [desk.procedure(number=f"KA-{at:05}", title=f"Procedura {at}") for at in range(PAGE + 3)]
    visitor = desk.visitor(CLERK).get("/procedury")
    first = numbers(visitor)
    rest = numbers(visitor.follow("Dalsze"))
    assert visitor.title.startswith("Procedury, dalsza strona")
    assert first + rest == made
    assert len(rest) == 3
    assert numbers(visitor.follow("Od początku")) == first


def test_filters_are_the_address(desk):
    desk.procedure("published", valid_to=date(2026, 12, 20))
    desk.procedure("checked", OTHER, title="Inna", **ELSEWHERE)
    visitor = desk.visitor(CLERK)
    assert numbers(visitor.get("/procedury")) == [OTHER, OWN]
    assert numbers(visitor.get("/procedury", stan="checked")) == [OTHER]
    assert numbers(visitor.get("/procedury", jednostka=UNIT)) == [OWN]
    assert UNIT in visitor.page.xpath("//option[@selected]/@value")
    assert numbers(visitor.get("/procedury", termin="koniec")) == [OWN]
    assert "ostatni dzień: 20.12.2026" in visitor.words
    assert numbers(visitor.get("/procedury", termin="czeka")) == []
    assert "Nie ma takich procedur" in visitor.words
    assert numbers(visitor.get("/procedury", po="\x00")) == [OTHER, OWN]


def test_words_of_the_title_find_procedures(desk):
    desk.procedure(title="Zezwolenie na usunięcie drzewa lub krzewu")
    desk.procedure(number=OTHER, title="Wpis do rejestru żłobków", **ELSEWHERE)
    visitor = desk.visitor(CLERK).get("/procedury", slowa="DRZEWO usuniecie")
    assert numbers(visitor) == [OWN]
    assert visitor.page.xpath("//input[@name='slowa']/@value") == ["DRZEWO usuniecie"]
    assert numbers(visitor.get("/procedury", slowa="złob")) == [OTHER]
    assert numbers(visitor.get("/procedury", slowa="żłob", jednostka=UNIT)) == []
    assert "Nie ma takich procedur" in visitor.words
    assert numbers(desk.visitor(HEAD).get("/procedury", slowa="żłob")) == []


def test_a_list_by_words_goes_on_with_them(desk):
    for at in range(PAGE + 1):
        desk.procedure(number=f"KA-{at:05}", title=f"Drzewo {at}")
    desk.procedure(number="KA-00999", title="Inna")
    visitor = desk.visitor(CLERK).get("/procedury", slowa="drzewo")
    assert len(numbers(visitor)) == PAGE
    assert numbers(visitor.follow("Dalsze")) == [f"KA-{PAGE:05}"]


@pytest.mark.parametrize("typed", ["!?", "a b c d e f g h i"])
def test_words_that_are_none_or_too_many_are_told_of(desk, typed):
    desk.procedure()
    visitor = desk.visitor(CLERK).get("/procedury", slowa=typed)
    assert visitor.status == 400
    assert visitor.faults == ["Wpisz od 1 do 8 słów z liter lub cyfr."]
    assert numbers(visitor) == []


@pytest.mark.parametrize(("days", "waits"), [(13, False), (14, True)])
def test_what_waits_for_long_is_found_from_the_day_of_its_reminder(days, waits):
    desk = Desk()
    desk.procedure("checked")
    desk.now = NOW + timedelta(days=days)
    visitor = desk.visitor(CLERK).get("/procedury", termin="czeka")
    assert numbers(visitor) == ([OWN] if waits else [])
    told = [one.kind.value for one in desk.centre.reminders(on=desk.today)]
    assert ("waits" in told) is waits


def test_a_head_finds_their_own_alone(desk):
    desk.procedure()
    desk.procedure(number=OTHER, title="Inna", **ELSEWHERE)
    visitor = desk.visitor(HEAD).get("/procedury")
    assert numbers(visitor) == [OWN]
    assert numbers(visitor.get("/procedury", jednostka=OFFICE)) == []
    visitor.get("/procedura", numer=OTHER)
    assert visitor.status == 403
    assert "I26" in visitor.words
    assert SECRET not in visitor.response.text
    for page in ("/procedura/zwrot", "/procedura/uzgodnienie", "/procedura/inne"):
        assert SECRET not in visitor.get(page, numer=OTHER).response.text


def test_a_procedure_that_changed_hands_shows_its_new_head_no_text_of_before(desk):
    desk.procedure("published", **ELSEWHERE)
    desk.hand_in(OWN, additional_info="Nowe zdanie.")
    visitor = desk.visitor(HEAD).get("/procedura", numer=OWN, wersja="1")
    assert visitor.status == 200
    assert "Wersja 2, najnowsza" in visitor.words
    assert "Zmiany od wersji" not in visitor.words
    assert "wersja 1. Widzą ją: portal, BIP, Call Center" in visitor.words


def test_the_head_of_a_cell_finds_those_of_their_cell_alone():
    desk = Desk()
    cells = ("Wydział Informatyki", "Biuro Architekta Miasta")
    for at, cell in enumerate(cells):
        desk.procedure(number=f"KA-0080{at}", title=f"Procedura {at}", unit=OFFICE, cell=cell)
    for cell, expected in zip(cells, ("KA-00800", "KA-00801"), strict=True):
        with_cell = Official("Kier Owniczka", (Role.HEAD_OF_CELL,), OFFICE, cell, login="kier")
        one = Desk(people=(*PEOPLE, with_cell))
        one.memory.procedures.save(
            [EditionChange(edition) for edition in desk.memory.procedures.all_editions()]
        )
        assert numbers(one.visitor("kier").get("/procedury")) == [expected]


def test_a_desk_without_procedures_has_none_in_its_menu():
    desk = Desk(without=("procedures",))
    visitor = desk.visitor(CLERK).get("/zgloszenia")
    assert "Procedury" not in [link.text_content() for link in visitor.page.xpath("//nav//a")]
    assert visitor.get("/procedury").status == 404


# ── one edition ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed", ["1238", "KA-1238", "ka-01238", " ka 1238 ", "01238", "KA-01238 "]
)
def test_a_number_is_found_as_people_type_it(desk, typed):
    desk.procedure(number="KA-01238")
    desk.procedure(number="KA-11238", title="Inna")
    visitor = desk.visitor(CLERK).get("/procedura", numer=typed)
    visitor = visitor.follow() if visitor.status == 303 else visitor
    assert visitor.title.startswith("KA-01238: ")


def test_several_that_end_so_are_listed_with_their_titles(desk):
    ours, theirs = desk.procedure(number="KA-01238"), "BB-01238"
    desk.procedure(number=theirs, title="Inna")
    visitor = desk.visitor(CLERK).get("/procedura", numer="1238")
    assert (visitor.status, visitor.title.partition(" – ")[0]) == (200, "O którą procedurę chodzi?")
    assert f"{theirs} Inna" in visitor.words
    assert visitor.follow(ours).title.startswith(ours)


def test_an_end_finds_only_what_somebody_may_see(desk):
    desk.procedure(number=OTHER, title="Inna", **ELSEWHERE)
    visitor = desk.visitor(HEAD).get("/procedura", numer="900")
    assert visitor.status == 404
    assert OTHER not in visitor.response.text


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/procedura", "Wszystkie procedury"),
        ("/procedura/zwrot", "Wszystkie procedury"),
        ("/procedura/poprawki", "Wszystkie procedury"),
        ("/procedura/wniosek", "Wszystkie procedury"),
        ("/procedura/opis", "Wszystkie procedury"),
        ("/informacja", "Wszystkie informacje"),
        ("/prosba", "Wszystkie prośby"),
        ("/zgloszenie", "Wszystkie zgłoszenia"),
        ("/regulamin/wersja", "Wszystkie wersje regulaminu"),
    ],
)
def test_what_is_not_there_may_be_typed_again_or_chosen_from_its_list(desk, path, link):
    who = {"/prosba": Role.CALL_CENTRE_STAFF, "/procedura/wniosek": Role.DIRECTOR}
    visitor = desk.visitor(who.get(path, CLERK)).get(path, numer="AB-77777")
    assert visitor.status == 404
    if path != "/regulamin/wersja":
        (form,) = visitor.page.xpath("//main//form")
        assert dict(form.form_values()) == {"numer": "AB-77777"}
    assert visitor.follow(link).status == 200
    assert visitor.title.startswith(
        ("Procedury", "Informacje", "Prośby", "Zgłoszenia", "Regulamin")
    )


@pytest.mark.parametrize("number", ["KA-99999", "", "x" * 5000, "../../etc", "a\x00b"])
def test_an_unknown_number_is_not_found(desk, number):
    visitor = desk.visitor(CLERK).get("/procedura", numer=number)
    assert visitor.status == 404
    assert "Nie ma takiej procedury" in visitor.words


def test_the_page_tells_state_findings_history_and_how_it_came(desk):
    desk.procedure("faulty")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "przyjęta, od 1.12.2026, 00:30" in visitor.words
    assert "Tytuł" in visitor.words
    assert newest(desk).findings == ()
    for finding in desk.centre.check_edition(newest(desk)):
        # By its label alone, which is how people know it.
        assert finding.message.replace(" (title)", "") in visitor.words
        assert finding.cites in visitor.words
    assert "(title)" not in visitor.words
    assert "przekazano (Osoba Head_Of_Unit, kierownik" in visitor.words
    assert "przyjęto (Ewa Pokazowa, wyznaczony pracownik" in visitor.words
    assert "ESP na ePUAP, 1.12.2026" in visitor.words
    assert "Nikt nie zobaczy żadnej wersji" in visitor.words


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-20", "2027-01-02"])
def test_a_preview_is_what_the_core_shows_that_audience_that_day(audience, day):
    desk = Desk()
    desk.procedure("published", valid_from=date(2026, 12, 10), valid_to=date(2026, 12, 31))
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN, widok=audience.value, dzien=day)
    on = date.fromisoformat(day)
    is_seen = audience is Audience.EDITORS or day == "2026-12-20"
    assert ("Skrócony opis" in visitor.words) is is_seen
    assert (SECRET in visitor.response.text) is (is_seen and not audience.is_public)
    if audience is not Audience.EDITORS:
        shown = desk.centre.show(OWN, audience, on=on)
        assert (shown is not None) is is_seen


def test_what_the_fields_say_of_one_subject_is_shown_together(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN, o="fees")
    assert visitor.page.xpath("//select[@name='o']/option[@selected]/text()") == ["opłaty"]
    shown = visitor.page.xpath("string(//div[@class='procedure'])")
    assert "Opłaty" in shown
    assert "Koordynator" not in shown
    assert "Sprawdź, czy sobie nie przeczą" in visitor.words
    for whole in ("", "x"):
        visitor.get("/procedura", numer=OWN, o=whole)
        assert "Koordynator" in visitor.page.xpath("string(//div[@class='procedure'])")
        assert "Sprawdź, czy sobie nie przeczą" not in visitor.words


def test_a_day_that_is_none_is_told_at_its_field(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK)
    for day in ("jutro", "9999-12-31"):
        visitor.get("/procedura", numer=OWN, dzien=day)
        assert visitor.status == 400
        assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#dzien"]
    assert visitor.get("/procedura", numer=OWN, widok="x", wersja="-1").status == 200


def test_an_earlier_edition_has_no_buttons_and_leads_to_the_newest(desk):
    desk.procedure("newer")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN, wersja="1")
    assert visitor.buttons == []
    visitor.follow("Najnowsza to 2")
    assert visitor.buttons
    assert "Nowe zdanie." in visitor.page.xpath("//ins")[0].text_content()


# ── moves ─────────────────────────────────────────────────────────────────────────────────────────


def test_from_the_confirmation_to_the_withdrawal(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN).follow("Potwierdź sprawdzenie")
    visitor.press("Potwierdź sprawdzenie").follow()
    assert "Potwierdzono sprawdzenie" in visitor.words
    visitor.follow("Opublikuj")
    assert "od 1.12.2026 bez końca: wersja 1. Widzą ją: portal, BIP, Call Center" in visitor.words
    assert newest(desk).state is State.CHECKED
    visitor.press("Opublikuj").follow()
    assert "Opublikowano" in visitor.words
    assert newest(desk).published_by == "Osoba Monitoring_Staff"
    assert desk.centre.show(OWN, Audience.PORTAL, on=desk.today) is not None
    visitor.follow("Wycofaj").press("Tak, wycofaj", slowa="Przepis uchylono.").follow()
    assert "Wycofano" in visitor.words
    assert "Przepis uchylono." in visitor.words
    assert desk.centre.show(OWN, Audience.PORTAL, on=desk.today) is None


def test_the_page_before_publication_says_who_sees_which_edition_on_which_day(desk):
    desk.procedure("published")
    desk.hand_in(OWN, internal=True, valid_from=date(2027, 1, 1), additional_info="Nowe zdanie.")
    who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
    desk.centre.confirm(OWN, **who)
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN).follow("Opublikuj")
    before = "od 1.12.2026 do 31.12.2026: wersja 1. Widzą ją: portal, BIP, Call Center."
    after = "od 1.01.2027 bez końca: wersja 2. Widzą ją: Call Center."
    assert before in visitor.words
    assert after in visitor.words
    opened = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN).follow("Call Center")
    assert "Tak widać tę wersję 1.01.2027" in opened.words
    visitor.press("Opublikuj").follow()
    assert before in visitor.words
    assert after in visitor.words


def test_an_edition_is_given_back_with_a_reason_or_with_its_findings(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN).follow("Zwróć do poprawy")
    visitor.press("Zwróć do poprawy")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]
    visitor.press("Zwróć do poprawy", slowa="x" * 2001)
    assert visitor.status == 422
    assert "To 2001 znaków" in visitor.faults[0]
    visitor.press("Zwróć do poprawy", slowa="Popraw telefon.").follow()
    assert newest(desk).acts[-1].note == "Popraw telefon."
    faulty = Desk()
    faulty.procedure("faulty")
    visitor = faulty.visitor(CLERK).get("/procedura", numer=OWN).follow("Zwróć do poprawy")
    visitor.press("Zwróć do poprawy").follow()
    assert "LCKM-" in newest(faulty).acts[-1].note


@pytest.mark.parametrize(
    ("values", "says", "not_said"),
    [
        ({}, "Strony dla mieszkańców pokażą ją za chwilę.", "dopiero"),
        ({"valid_from": date(2027, 1, 1)}, "pokażą ją od 1.01.2027", "za chwilę"),
        ({"internal": True}, "Pracownicy zobaczą ją za chwilę.", "Strony dla mieszkańców pokażą"),
        (
            {"internal": True, "valid_from": date(2027, 1, 1)},
            "Pracownicy zobaczą ją od 1.01.2027.",
            "za chwilę",
        ),
    ],
)
def test_what_was_published_is_said_to_be_seen_from_its_day(desk, values, says, not_said):
    desk.procedure("checked", **values)
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    visitor.press("Opublikuj").follow()
    notice = visitor.page.xpath("//main//p[@role='status']")[0].text_content()
    assert says in notice
    assert not_said not in notice


def test_the_days_of_what_was_published_have_both_ends(desk):
    desk.procedure("checked", valid_from=date(2026, 12, 15), valid_to=date(2026, 12, 20))
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    visitor.press("Opublikuj").follow()
    assert "Strony dla mieszkańców pokażą ją od 15.12.2026 do 20.12.2026." in visitor.words
    other = Desk()
    other.procedure("checked", valid_to=date(2026, 12, 20))
    visitor = other.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    visitor.press("Opublikuj").follow()
    assert "Strony dla mieszkańców pokażą ją za chwilę, do 20.12.2026." in visitor.words


@pytest.mark.parametrize("audience", ["portal", "bip", "call-centre"])
def test_the_preview_of_a_waiting_edition_names_the_one_that_is_shown(audience):
    desk = Desk()
    desk.procedure("published")
    desk.hand_in(OWN, valid_from=date(2027, 1, 1), additional_info="Nowe zdanie.")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN, widok=audience)
    (notice,) = visitor.page.xpath("//section[@aria-labelledby='podglad']/p[@class='notice']")
    words = " ".join(notice.text_content().split())
    assert words.startswith("Nie widać jeszcze tej wersji ")
    assert OWN not in words
    assert words.endswith("Dziś widać tam wersję 1.")
    visitor.get("/procedura", numer=OWN, widok=audience, dzien="2027-01-02")
    assert "jeśli to ona jest wtedy pokazywana. Dnia 2.01.2027 widać tam wersję 1." in visitor.words
    visitor.get("/procedura", numer=OWN, widok=audience, wersja="1")
    assert "widać tam" not in visitor.words
    visitor.get("/procedura", numer=OWN, widok="editors")
    assert "widać tam" not in visitor.words


def test_the_preview_of_an_internal_edition_says_so_of_that_edition():
    desk = Desk()
    desk.procedure("published", internal=True)
    desk.hand_in(OWN, internal=True, additional_info="Nowe zdanie.")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN, widok="portal")
    assert "Ta wersja jest wewnętrzna, więc nie ma jej na portalu." in visitor.words
    assert "widać tam" not in visitor.words, "the one shown is internal as well"
    visitor.get("/procedura", numer=OWN, widok="call-centre")
    assert "Dziś widać tam wersję 1." in visitor.words


@pytest.mark.parametrize(
    ("values", "heading", "says"),
    [
        ({}, "Kto i kiedy ją widzi", "Strony dla mieszkańców przestaną ją pokazywać za chwilę."),
        (
            {"internal": True},
            "Kto i kiedy ją widzi",
            "Call Center przestanie ją widzieć za chwilę.",
        ),
        ({"valid_from": date(2027, 1, 1)}, "Nikt jej teraz nie widzi", "Nikt jej nie widział"),
    ],
)
def test_only_what_residents_saw_is_said_to_vanish(values, heading, says):
    desk = Desk()
    desk.procedure("published", **values)
    desk.now += timedelta(hours=1)
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN).follow("Wycofaj")
    assert heading in visitor.words
    visitor.press("Tak, wycofaj").follow()
    notice = visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert says in notice
    assert ("Strony dla mieszkańców" in notice) is (not values)


@pytest.mark.parametrize(
    ("first", "begin"), [(None, "Od dziś"), (date(2027, 1, 1), "Od 1.01.2027")]
)
def test_residents_who_lose_a_procedure_by_an_internal_edition_are_told_of(first, begin):
    desk = Desk()
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, internal=True, valid_from=first, additional_info="Nowe zdanie.")
    desk.centre.confirm(OWN, role=CLERK, by="Ewa Pokazowa", now=desk.now)
    loss = (
        f"{begin} mieszkańcy nie zobaczą tej procedury: wersję 1, która jest dla wszystkich, "
        "zastąpi wersja 2, wewnętrzna."
    )
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert loss in visitor.words
    visitor.press("Opublikuj").follow()
    notice = visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert loss in notice
    assert "Pracownicy zobaczą ją" in notice


@pytest.mark.parametrize("values", [{"internal": True}, {"valid_to": date(2026, 12, 1)}])
def test_residents_who_saw_nothing_lose_nothing(values):
    desk = Desk()
    desk.procedure("published", **values)
    desk.now += timedelta(hours=1)
    new = {"internal": True, "valid_from": date(2027, 1, 1)}
    desk.hand_in(OWN, **new, additional_info="Nowe zdanie.")
    desk.centre.confirm(OWN, role=CLERK, by="Ewa Pokazowa", now=desk.now)
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert "nie zobaczą" not in visitor.words
    visitor.press("Opublikuj").follow()
    assert "To procedura wewnętrzna: mieszkańcy jej nie widzą." in visitor.words


@pytest.mark.parametrize(
    ("state", "path"), [("received", "potwierdzenie"), ("checked", "publikacja")]
)
def test_whoever_confirms_or_publishes_sees_the_open_findings(desk, state, path):
    desk.procedure(state, title="Pierwsza poprawka", how_to="Trzecia poprawka.")
    visitor = desk.visitor(CLERK).get(f"/procedura/{path}", numer=OWN)
    warnings = desk.centre.check_edition(newest(desk)).warnings
    rows = visitor.page.xpath("//section[@aria-labelledby='uwagi']//li")
    assert warnings
    assert len(rows) == len(warnings)
    for row, one in zip(rows, warnings, strict=True):
        words = " ".join(row.text_content().split())
        assert one.code in words
        assert "(ostrzeżenie)" in words


@pytest.mark.parametrize(
    ("who", "path", "correction"),
    [(CLERK, "potwierdzenie", False), (HEAD, "uzgodnienie", True)],
)
def test_a_move_that_findings_forbid_shows_them_as_the_procedure_does(who, path, correction):
    desk = Desk()
    desk.procedure("faulty")
    if correction:
        was = newest(desk).procedure
        request = compare(was, attrs.evolve(was, additional_info="Nowe zdanie."))
        desk.centre.correct(request, role=CLERK, by="Ewa Pokazowa", now=desk.now)
    visitor = desk.visitor(who)
    listed = "//section[@aria-labelledby='uwagi']//li"
    rows = [one.text_content() for one in visitor.get("/procedura", numer=OWN).page.xpath(listed)]
    errors = [row for row in rows if "(błąd)" in row]
    assert errors
    visitor.get(f"/procedura/{path}", numer=OWN)
    assert visitor.status == 409
    assert [one.text_content() for one in visitor.page.xpath(listed)] == errors
    assert "/title" not in visitor.words
    assert "LCKM" not in visitor.page.xpath("//main//p[@class='notice']")[0].text_content()
    seen = visitor.post(f"/procedura/{path}", numer=OWN, seen="1")
    assert [one.text_content() for one in seen.page.xpath(listed)] == errors


def test_a_refusal_for_findings_names_the_field_by_its_label(desk):
    desk.procedure("faulty")
    with pytest.raises(InvalidProcedureError) as refusal:
        desk.centre.confirm(OWN, role=CLERK, by="Ewa Pokazowa", now=desk.now)
    faults, status = faults_of(refusal.value)
    assert status == 422
    assert [fault.message.partition(":")[0] for fault in faults] == ["Nazwa procedury"]


def test_a_head_agrees_with_the_corrections_before_their_eyes(desk):
    desk.procedure("corrected")
    visitor = desk.visitor(HEAD).get("/procedura", numer=OWN).follow("Uzgodnij poprawki")
    assert "(poprawiona)" in visitor.page.xpath("//ins")[0].text_content()
    visitor.press("Zgadzam się").follow()
    assert "Uzgodniono" in visitor.words
    assert newest(desk).state is State.CHECKED
    assert newest(desk).acts[-1].by == "Osoba Head_Of_Unit"


def test_the_call_centre_changes_its_own_field(desk):
    desk.procedure("published")
    visitor = desk.visitor().get("/procedura", numer=OWN).follow("Zmień pole „Inne”")
    visitor.press("Zapisz", slowa="Pytaj o numer decyzji.").follow()
    assert newest(desk).procedure.call_centre.other == "Pytaj o numer decyzji."
    visitor.follow("Zmień pole „Inne”")
    assert visitor.page.xpath("//textarea")[0].text.strip() == "Pytaj o numer decyzji."
    visitor.press("Zapisz", slowa="").follow()
    assert newest(desk).procedure.call_centre.other is None
    assert "Poprzednia treść: Pytaj o numer decyzji." in visitor.words
    visitor.follow("Zmień pole „Inne”").press("Zapisz", slowa="<b>x")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]
    assert "<b>x" in visitor.page.xpath("//textarea")[0].text


def test_the_field_of_what_is_shown_is_changed_though_a_newer_text_was_returned(desk):
    desk.procedure("newer")
    who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": desk.now}
    desk.centre.give_back(OWN, because="Popraw tytuł.", **who)
    visitor = desk.visitor().get("/procedura", numer=OWN)
    assert "Zmień pole „Inne”" in visitor.buttons
    visitor.follow("Zmień pole „Inne”").press("Zapisz", slowa="Pytaj o numer.").follow()
    shown = [one for one in desk.memory.procedures.editions(OWN) if one.state is State.PUBLISHED]
    assert [one.procedure.call_centre.other for one in shown] == ["Pytaj o numer."]


def test_of_two_who_act_at_once_the_second_is_told_and_keeps_what_was_typed(desk):
    desk.procedure()
    first = desk.visitor(CLERK).get("/procedura", numer=OWN).follow("Potwierdź")
    second = desk.visitor(Role.HEAD_OF_MONITORING).get("/procedura", numer=OWN).follow("Zwróć")
    first.press("Potwierdź")
    assert first.status == 303
    second.press("Zwróć", slowa="Popraw telefon.")
    assert second.status == 409
    assert "Ktoś zmienił tę procedurę" in second.faults[0]
    assert "Popraw telefon." in second.words
    assert newest(desk).state is State.CHECKED
    # Whoever has looked may send it again.
    assert second.press("Zwróć").status == 303


@pytest.mark.parametrize(
    ("path", "button", "typed"),
    [("potwierdzenie", "Potwierdź", {}), ("zwrot", "Zwróć", {"slowa": "Popraw telefon."})],
)
def test_words_are_said_to_be_below_only_where_some_were_typed(desk, path, button, typed):
    desk.procedure()
    visitor = desk.visitor(CLERK).get(f"/procedura/{path}", numer=OWN)
    desk.hand_in(OWN, additional_info="Nowe zdanie.")
    visitor.press(button, **typed)
    assert visitor.status == 409
    assert "Ktoś zmienił tę procedurę" in visitor.faults[0]
    assert ("Wpisane słowa zostały poniżej" in visitor.faults[0]) is bool(typed)


@pytest.mark.parametrize("seen", ["", "0", "-1", "x", "9" * 5000, "٣"])
def test_a_move_that_does_not_say_what_was_seen_is_refused(desk, seen):
    desk.procedure("checked")
    visitor = desk.visitor(CLERK).post("/procedura/publikacja", numer=OWN, seen=seen)
    assert visitor.status == 409
    assert newest(desk).state is State.CHECKED


def test_a_refused_move_names_who_may_and_the_provision(desk):
    desk.procedure("checked")
    visitor = desk.visitor(Role.DIRECTOR).get("/procedura/publikacja", numer=OWN)
    assert visitor.status == 403
    assert "zał. 2 § 12" in visitor.words
    assert Role.MONITORING_STAFF.value in visitor.words


def test_a_form_from_another_site_does_nothing(desk):
    desk.procedure("checked")
    client = desk.visitor(CLERK).client
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        data = {"numer": OWN, "seen": "2"}
        assert client.post("/procedura/publikacja", data=data, headers=headers).status_code == 403
    assert newest(desk).state is State.CHECKED


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_published_is_exported_and_stays_published_when_that_fails(fails, caplog):
    shop = Shop()
    shop.fails = fails
    desk = Desk(more=provide(exporters=[shop]))
    desk.procedure("checked")
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN).press("Opublikuj")
    assert visitor.status == 303
    assert shop.pages == [[OWN]]
    assert ("sklep" in caplog.text) is fails
    assert "Jan Próbny" not in caplog.text
    visitor.get("/procedura/wycofanie", numer=OWN).press("Tak, wycofaj")
    assert shop.pages == [[OWN], []]


def test_what_the_call_centre_notes_is_shown_at_once_where_procedures_are():
    shop = Shop()
    desk = Desk(more=provide(exporters=[shop]))
    desk.procedure("published")
    visitor = desk.visitor().get("/procedura/inne", numer=OWN)
    assert visitor.press("Zapisz", slowa="Pytaj o numer decyzji.").status == 303
    assert shop.pages == [[OWN]]


def test_what_would_be_published_now_is_of_the_day_in_lodz(desk):
    """Half past midnight here it is still the day before by UTC."""
    desk.procedure("checked")
    *_, published = once_published([newest(desk)], "Ewa Pokazowa", CLERK, desk.now)
    assert (published.state, published.published_by) == (State.PUBLISHED, "Ewa Pokazowa")
    assert (desk.now.date(), published.published_on) == (date(2026, 11, 30), date(2026, 12, 1))


def test_a_related_procedure_of_another_place_is_no_link_for_who_may_not_open_it(desk):
    desk.procedure("published", OTHER, title="Inna", **ELSEWHERE)
    desk.procedure("published", related=(Related(OTHER),))
    own = desk.visitor(Role.HEAD_OF_UNIT).get("/procedura", numer=OWN)
    assert "Inna" in own.words
    assert not own.page.xpath(f"//main//*[@class='procedure']//a[contains(@href, '{OTHER}')]")
    everybody = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert everybody.page.xpath(f"//main//*[@class='procedure']//a[contains(@href, '{OTHER}')]")
