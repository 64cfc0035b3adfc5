"""The list of reports, its filters in the address, and its table for a spreadsheet."""

import csv
import io
from datetime import timedelta

import attrs
import pytest
from desk_site import NOW, OTHER_UNIT, UNIT, Desk
from hypothesis import example, given, strategies as st

from lckm_core.delivery import DispatchState, HelpdeskReason
from lckm_core.organisation import Official, Role
from lckm_core.reports import Outcome
from lckm_desk._reports.csv_table import safe_cell
from lckm_desk._reports.report_list import PAGE


def numbers(visitor) -> list[str]:
    return [link.text_content() for link in visitor.page.xpath("//ol//a")]


def table(visitor) -> list[list[str]]:
    text = visitor.response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_newest_come_first_and_each_page_goes_on_where_the_last_ended(desk):
    reports = [desk.report(at) for at in range(1, PAGE + 4)]
    visitor = desk.visitor().get("/zgloszenia")
    first = numbers(visitor)
    rest = numbers(visitor.follow("Starsze"))
    assert first + rest == reports[::-1]
    assert numbers(visitor.follow("Najnowsze")) == first


def test_a_page_that_holds_all_leads_no_further(desk):
    for at in range(1, PAGE + 1):
        desk.report(at)
    assert "Starsze" not in desk.visitor().get("/zgloszenia").words


def test_filters_are_the_address(desk):
    hole, waste = desk.report(1), desk.report(2, category="odpady")
    role = Role.CALL_CENTRE_STAFF
    desk.centre.note_outcome(hole, Outcome.DONE, words="Załatano.", role=role, now=desk.now)
    visitor = desk.visitor()
    assert numbers(visitor.get("/zgloszenia", wynik="otwarte")) == [waste]
    assert numbers(visitor.get("/zgloszenia", wynik="zakonczone")) == [hole]
    assert numbers(visitor.get("/zgloszenia", kategoria="odpady")) == [waste]
    assert "odpady" in visitor.page.xpath("//option[@selected]/@value")
    assert numbers(visitor.get("/zgloszenia", odbiorca="Zarząd Dróg i Transportu")) == [hole]
    assert numbers(visitor.get("/zgloszenia", sposob="form", stan="pending")) == [waste, hole]
    assert numbers(visitor.get("/zgloszenia", sposob="phone")) == []
    assert numbers(visitor.get("/zgloszenia", uwaga="1")) == []
    assert numbers(visitor.get("/zgloszenia", od="2026-12-01", do="2026-12-01")) == [waste, hole]
    assert numbers(visitor.get("/zgloszenia", od="2026-12-02")) == []
    assert "Nie ma takich zgłoszeń" in visitor.words


@pytest.mark.parametrize(
    "query",
    [
        *({"od": "wczoraj"}, {"do": "9999-12-31"}, {"od": "0001-01-01"}, {"do": "31.12.2026"}),
        *({"od": "1999-12-31"}, {"do": "2201-01-01"}),
    ],
)
def test_a_day_that_is_none_is_told_at_its_field(desk, query):
    visitor = desk.visitor().get("/zgloszenia", **query)
    assert visitor.status == 400
    (name,) = query
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{name}"]
    assert visitor.title.startswith("Błąd:")


def test_a_store_that_finds_no_reports_is_told_of_before_and_on_the_page(desk, monkeypatch):
    before = desk.face.remarks
    monkeypatch.delattr(type(desk.memory.reports), "find_reports")
    visitor = desk.visitor().get("/zgloszenia")
    assert visitor.status == 501
    (told,) = (remark.pl for remark in desk.face.remarks if remark not in before)
    assert told in visitor.words


def test_days_in_the_wrong_order_are_told(desk):
    visitor = desk.visitor().get("/zgloszenia", od="2026-12-02", do="2026-12-01")
    assert visitor.status == 400
    assert "wcześniejszy niż pierwszy" in visitor.faults[0]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#do"]


def test_whoever_works_in_two_places_sees_the_reports_of_both():
    places = (UNIT, OTHER_UNIT)
    desk = Desk(people=[Official("Ewa", (Role.STAFF_OF_UNIT,), one, login="ewa") for one in places])
    reports = [desk.report(1), desk.report(2, category="odpady")]
    assert numbers(desk.visitor("ewa").get("/zgloszenia")) == reports[::-1]


def test_a_unit_no_longer_sees_what_the_helpdesk_has_taken_over(desk):
    kept, gone = desk.report(1), desk.report(2)
    desk.memory.reports.change(gone, lambda was: attrs.evolve(was, because=HelpdeskReason.TOO_LONG))
    visitor = desk.visitor(Role.STAFF_OF_UNIT).get("/zgloszenia")
    assert numbers(visitor) == [kept]
    assert [row[0] for row in table(visitor.get("/zgloszenia.csv"))[1:]] == [kept]
    found = visitor.get("/zgloszenia").press("Pokaż", slowa="dziura").follow()
    assert numbers(found) == [kept]
    assert [row[0] for row in table(found.follow("Pobierz wszystkie"))[1:]] == [kept]
    assert numbers(desk.visitor().get("/zgloszenia")) == [gone, kept]


def test_filters_offer_no_state_of_receipts_and_a_unit_no_receiver(desk):
    def offered(visitor, name):
        return visitor.get("/zgloszenia").page.xpath(f"//select[@name='{name}']/option/@value")

    everybody = desk.visitor()
    states = [one.value for one in DispatchState if one is not DispatchState.VOID]
    assert offered(everybody, "stan") == ["", *states]
    assert UNIT in offered(everybody, "odbiorca")
    assert UNIT not in offered(desk.visitor(Role.STAFF_OF_UNIT), "odbiorca")


def test_rows_tell_in_words_what_colour_marks_and_in_which_language_they_are(desk):
    desk.report(1, language="uk")
    closed = desk.report(2)
    role = Role.CALL_CENTRE_STAFF
    desk.centre.note_outcome(closed, Outcome.DONE, words="Załatano.", role=role, now=desk.now)
    visitor = desk.visitor().get("/zgloszenia")
    rows = [row.text_content() for row in visitor.page.xpath("//ol/li")]
    assert ["bez wyniku" in row for row in rows] == [False, True]
    assert visitor.page.xpath("//ol//*[@class='begin']/@lang") == ["uk"]


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "2026-12-01~", "2026-12-01T10:00:00Z~", "~", "é~é" * 99),
        # In UTC these would be before the year 1, and after 9999.
        *(
            "0001-01-01T00:00:00+14:00~LCKM-2026-000031",
            "9999-12-31T23:59:59-14:00~LCKM-2026-000031",
        ),
    ],
)
def test_a_cursor_that_is_none_shows_the_first_page(desk, cursor):
    number = desk.report()
    visitor = desk.visitor()
    assert numbers(visitor.get("/zgloszenia", przed=cursor)) == [number]
    csv = visitor.get("/zgloszenia.csv", przed=cursor)
    assert [row[0] for row in table(csv)[1:]] == [number]


def test_the_list_and_the_table_have_no_datum_of_the_reporter(desk):
    desk.report()
    visitor = desk.visitor().get("/zgloszenia")
    for words in ("601 234 567", "Jan Próbny"):
        assert words not in visitor.response.text
        assert words not in visitor.get("/zgloszenia.csv").response.text
        visitor.get("/zgloszenia")


def test_the_table_has_every_report_of_the_filters(desk):
    reports = [desk.report(at, category="odpady") for at in range(1, 530)]
    desk.report(600)
    visitor = desk.visitor().get("/zgloszenia.csv", kategoria="odpady")
    assert visitor.response.headers["content-type"] == "text/csv; charset=utf-8"
    head, *rows = table(visitor)
    assert head[0] == "numer"
    assert [row[0] for row in rows] == reports[::-1]


def test_the_table_is_the_same_to_the_byte(desk):
    role = Role.CALL_CENTRE_STAFF
    place = {"address": "=Zielona; 5", "area": "polesie"}
    desk.report(1, kind="other", category=None, place={"area": "widzew"}, description="Żółć.")
    desk.report(2, description='Napis "STOP"; leży\nna ziemi', place=place, channel="phone")
    desk.report(3, category="odpady", description="＝1+1", place=None)
    closed, again = desk.report(4), desk.report(5)
    desk.centre.note_outcome(closed, Outcome.NOT_OURS, words="Wód Polskich.", role=role, now=NOW)
    desk.centre.note_outcome(again, Outcome.DONE, words="Załatano.", role=role, now=NOW)
    desk.centre.reopen(again, words="Znów jest.", role=role, now=NOW)
    content = desk.visitor().get("/zgloszenia.csv").response.content
    assert content.decode() == "".join(f"{line}\r\n" for line in _LINES)


_WORDS = "Dziura w jezdni od tygodnia. Proszę dzwonić: [usunięto: telefon]."
_LINES = (
    "\ufeffnumer;dzień;godzina;rodzaj;sposób;kategoria;obszar;miejsce;odbiorca;doręczenie;"
    "wynik;treść po wykreśleniu danych",
    "ŁCKM/2026/000005;2026-12-01;00:30;interwencja;formularz;Dziura w jezdni;;Zielona 5;"
    f"Zarząd Dróg i Transportu;czeka na wysłanie;;{_WORDS}",
    "ŁCKM/2026/000004;2026-12-01;00:30;interwencja;formularz;Dziura w jezdni;;Zielona 5;"
    f"Zarząd Dróg i Transportu;czeka na wysłanie;to nie należy do zadań miasta;{_WORDS}",
    "ŁCKM/2026/000003;2026-12-01;00:30;interwencja;formularz;Nieodebrane odpady;;;"
    "Zarząd Gospodarowania Odpadami;czeka na wysłanie;;'＝1+1",
    "ŁCKM/2026/000002;2026-12-01;00:30;interwencja;telefon;Dziura w jezdni;Polesie;"
    '"\'=Zielona; 5";Zarząd Dróg i Transportu;czeka na wysłanie;;'
    '"Napis ""STOP""; leży\nna ziemi"',
    "ŁCKM/2026/000001;2026-12-01;00:30;inna informacja;formularz;bez kategorii;Widzew;;"
    "helpdesk;czeka na wysłanie;;Żółć.",
)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "  =", "＝", "＋", "－", "＠"])
def test_no_formula_of_a_report_runs_in_a_spreadsheet(desk, begin):
    desk.report(description=f"{begin}HYPERLINK(1;2) tak napisano")
    (row,) = table(desk.visitor().get("/zgloszenia.csv"))[1:]
    assert row[-1].lstrip().startswith("'")


@given(st.text())
@example(" =1+1")
@example("\u00a0=1+1")
@example(" \u00a0 -1")
def test_a_cell_never_begins_a_formula(text):
    cell = safe_cell(text)
    assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_usual_views_are_a_press_away_and_say_which_is_shown():
    desk = Desk()
    desk.now = NOW - timedelta(days=1)
    desk.report(1)
    # Already the first of the month in Łódź.
    desk.now = NOW
    number = desk.report(2)
    visitor = desk.visitor().get("/zgloszenia").follow("Z tego miesiąca")
    assert numbers(visitor) == [number]
    assert visitor.page.xpath("//nav[@aria-label='Widoki']//a[@aria-current]/text()") == [
        "Z tego miesiąca"
    ]
    assert visitor.page.xpath("//details[@open]") == []


def test_days_are_those_of_lodz():
    desk = Desk()
    number = desk.report()
    assert numbers(desk.visitor().get("/zgloszenia", od="2026-12-01")) == [number]


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("jutro", "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-01."),
        ("2027-02-29", "Takiego dnia nie ma w kalendarzu."),
        ("1999-12-31", "Podaj dzień z lat od 2000 do 2200."),
    ],
)
def test_a_wrong_day_is_told_by_the_name_of_its_field(desk, typed, how):
    faults = desk.visitor().get("/zgloszenia", od=typed, do=typed).faults
    assert faults == [f"Przyjęte od dnia: {how}", f"Przyjęte do dnia: {how}"]
