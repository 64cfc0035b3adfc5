"""The trail at the desk: what it shows of whom to whom, its filters, and its words."""

from datetime import timedelta

import pytest
from desk_site import NOW, OWN, PEOPLE, UNIT, Desk, Trail, hand_in_announcement

from lckm_core.delivery import ManualAction, Target
from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose, Event
from lckm_core.ports.optional import TrailPage
from lckm_core.reports import INTAKE_LIMITS, file_reference
from lckm_desk._records.report import subjects_of
from lckm_desk._trail.trail_list import PAGE

CLERK, HEAD = Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE
CLERK_NAME, HEAD_NAME = "Osoba Call_Centre_Staff", "Osoba Head_Of_Call_Centre"


def rows(visitor) -> list[str]:
    return [" ".join(row.text_content().split()) for row in visitor.page.xpath("//ol/li")]


def subjects(visitor) -> list[str]:
    """Return what was done to, without the part of it."""
    cells = visitor.page.xpath("//ol/li/span[2]")
    return [cell.text_content().strip().partition(",")[0] for cell in cells]


def tell(desk, verb="settle_by_hand", subject="R-1", **values):
    desk.trail.on_event(Event(verb=verb, subject=subject, **{"at": NOW, **values}))


def of_everybody(desk):
    """Have one entry of each kind of doer, told apart by what was done to."""
    tell(desk, subject="CLERK", by=CLERK_NAME, role=CLERK)
    tell(desk, subject="OTHER-CLERK", by="Ktoś Inny", role=CLERK)
    tell(desk, subject="HEAD", by=HEAD_NAME, role=HEAD)
    tell(desk, subject="CHECKER", by="Osoba Monitoring_Staff", role=Role.MONITORING_STAFF)
    tell(desk, subject="CHIEF", role=Role.HEAD_OF_MONITORING)
    tell(desk, subject="BOSS", by="Osoba Director", role=Role.DIRECTOR)
    tell(desk, subject="UNIT", by="Osoba Head_Of_Unit", role=Role.HEAD_OF_UNIT)
    tell(desk, subject="PROGRAM")
    tell(desk, subject="BY-COMMAND", by=CLERK_NAME)


EVERY = [
    *("CLERK", "OTHER-CLERK", "HEAD", "CHECKER", "CHIEF", "BOSS", "UNIT"),
    *("PROGRAM", "BY-COMMAND"),
]
SEEN = {
    CLERK: ["CLERK", "BY-COMMAND"],
    HEAD: ["CLERK", "OTHER-CLERK", "HEAD"],
    Role.MONITORING_STAFF: ["CHECKER"],
    Role.HEAD_OF_MONITORING: ["CHECKER", "CHIEF"],
    Role.DIRECTOR: EVERY,
    "ewa": EVERY,
}


@pytest.mark.parametrize("who", [*Role, "jan", "ewa"])
def test_staff_see_their_own_acts_a_head_the_sections_and_the_director_all(desk, who):
    of_everybody(desk)
    visitor = desk.visitor(who).get("/slad")
    menu = [link.text_content() for link in visitor.page.xpath("//header//a")]
    assert ("Ślad" in menu) is (visitor.status == 200) is (who in SEEN)
    if who not in SEEN:
        assert visitor.status == 403
        assert "I26" in visitor.words
        return
    assert subjects(visitor) == SEEN[who][::-1]
    for subject in EVERY:
        assert bool(rows(visitor.get("/slad", numer=subject))) is (subject in SEEN[who])


def test_what_staff_did_to_an_edition_a_request_and_the_terms_is_among_their_acts(desk):
    number, who = desk.procedure("received"), Role.MONITORING_STAFF
    visitor = desk.visitor(who).get("/procedura/potwierdzenie", numer=number)
    visitor.press("Potwierdź")
    typed = {"wersja": "2027", "od": "2027-01-01", "tekst": "## Nowy regulamin"}
    visitor.get("/regulamin/projekt").press("Zapisz projekt", **typed)
    done = [row.partition(" 1.12")[0] for row in rows(visitor.get("/slad"))]
    assert done == ["przygotowano projekt regulaminu 2027", f"potwierdzono sprawdzenie {number}"]
    desk.visitor(HEAD).post("/prosba/nowa", do="wyslij", jednostka=UNIT, pytanie="Ile dni?")
    (row,) = rows(desk.visitor(HEAD).get("/slad", czynnosc="request_data"))
    assert row.endswith(f"{HEAD_NAME}, {HEAD.value}")


def test_a_page_says_whose_acts_it_has(desk):
    words = desk.visitor().get("/slad").words
    assert "Widzisz to, co zrobiono pod Twoim imieniem i nazwiskiem." in words
    words = desk.visitor(HEAD).get("/slad").words
    assert f"co zrobiono w roli: {HEAD.value}, {CLERK.value}, i to," in words
    assert "Widzisz" not in desk.visitor(Role.DIRECTOR).get("/slad").words


def test_a_row_says_when_who_did_what_to_what_and_how_it_ended(desk):
    desk.trail.clear()
    tell(desk, outcome="helpdesk, told", by=CLERK_NAME, role=CLERK, at=NOW + timedelta(hours=12))
    visitor = desk.visitor(Role.DIRECTOR).get("/slad")
    assert rows(visitor) == [
        "zapisano, kto ma zgłoszenie: w helpdesku, odbiorca to potwierdził R-1 "
        f"1.12.2026, 12:30 {CLERK_NAME}, {CLERK.value}"
    ]
    desk.trail.clear()
    tell(desk, "anonymise_due", "2026-12-01", outcome="3")
    assert rows(visitor.get("/slad")) == [
        "usunięto dane, których termin minął: 3 (całe miesiące i pojedyncze zgłoszenia) "
        "1.12.2026 1.12.2026, 00:30 program"
    ]


def test_the_newest_come_first_and_each_page_goes_on_where_the_last_ended(desk):
    for at in range(PAGE + 3):
        tell(desk, subject=f"R-{at}")
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", czynnosc="settle_by_hand")
    first = subjects(visitor)
    rest = subjects(visitor.follow("Wcześniejsze"))
    assert first + rest == [f"R-{at}" for at in range(PAGE + 2, -1, -1)]
    assert len(rows(visitor.follow("Najnowsze"))) == PAGE


def test_filters_are_the_address_and_meet_together(desk):
    desk.trail.clear()
    tell(desk, subject="A", by=CLERK_NAME)
    tell(desk, "reopen", "A", by=HEAD_NAME, at=NOW + timedelta(days=1))
    tell(desk, "reopen", "B", by=CLERK_NAME, at=NOW + timedelta(days=2))
    visitor = desk.visitor(Role.DIRECTOR)

    def found(**query):
        return len(rows(visitor.get("/slad", **query)))

    assert found() == 3
    assert found(numer="A") == 2
    assert found(czynnosc="reopen") == 2
    assert found(kto=CLERK_NAME) == 2
    assert found(od="2026-12-02") == 2
    assert found(do="2026-12-02") == 2
    assert found(od="2026-12-02", do="2026-12-02") == 1
    assert found(numer="A", czynnosc="reopen", kto=HEAD_NAME, od="2026-12-02") == 1
    assert visitor.page.xpath("//option[@selected]/@value") == ["reopen"]
    assert found(numer="A", czynnosc="reopen", kto=CLERK_NAME) == 0
    assert "Nic takiego nie ma w śladzie. Zmień filtry." in visitor.words


def test_a_page_after_the_last_hit_says_so_and_leads_back(desk):
    desk.trail.clear()
    tell(desk, "reopen")
    for _ in range(PAGE):
        tell(desk)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", czynnosc="settle_by_hand")
    visitor.follow("Wcześniejsze")
    assert rows(visitor) == []
    assert "Dalej nie ma nic więcej." in visitor.words
    assert "Nic takiego" not in visitor.words
    assert len(rows(visitor.follow("Najnowsze"))) == PAGE


def test_days_are_those_of_lodz(desk):
    desk.trail.clear()
    tell(desk, at=NOW + timedelta(days=1))
    visitor = desk.visitor(Role.DIRECTOR)
    assert len(rows(visitor.get("/slad", od="2026-12-02", do="2026-12-02"))) == 1
    assert rows(visitor.get("/slad", do="2026-12-01")) == []


def test_a_report_is_found_with_its_notices_and_files_by_the_end_of_its_number(desk):
    number = desk.report(7, files=1)
    desk.centre.read_file(
        file_reference(number, 1),
        purpose=AccessPurpose.CALL_BACK,
        by=CLERK_NAME,
        role=CLERK,
        now=desk.now,
    )
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    desk.centre.withdraw_consent(number, now=desk.now)
    desk.centre.open_erasure_notices(now=desk.now)
    desk.centre.confirm_erasure(number, now=desk.now)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", numer="7")
    assert [row.partition(number)[0].strip() for row in rows(visitor)] == [
        "potwierdzono usunięcie danych",
        "wezwano do usunięcia danych",
        "cofnięto zgodę: wykonano, dane usunięto",
        "zapisano, kto ma zgłoszenie: w skrzynce, odbiorca to potwierdził",
        "odczytano plik: kontakt ze zgłaszającym",
        "zarejestrowano: do skrzynki",
    ]
    assert f"{number}, wezwanie jednostki do usunięcia danych" in rows(visitor)[0]
    assert f"{number}, plik 1" in rows(visitor)[4]
    assert set(visitor.page.xpath("//ol//a/text()")) == {number}


def test_the_end_of_a_number_is_looked_for_in_every_series_of_the_newest_reports(desk):
    ours, theirs = desk.report(32), "MIASTO-000017"
    form = {"description": "Dziura w jezdni.", "category": "dziura-w-jezdni"}
    desk.centre.register(form, number=theirs, now=desk.now + timedelta(hours=1))
    desk.trail.clear()
    tell(desk, subject=ours)
    tell(desk, subject=theirs)
    visitor = desk.visitor(Role.DIRECTOR)
    assert subjects(visitor.get("/slad", numer="32")) == [ours]
    assert subjects(visitor.get("/slad", numer="17")) == [theirs]
    assert subjects(visitor.get("/slad", numer="2")) == []


def test_a_procedure_is_found_by_the_end_of_its_number(desk):
    number, other = desk.procedure(number="KA-01238"), desk.procedure(number="KA-11238", title="B")
    desk.trail.clear()
    for subject in (number, other):
        tell(desk, "publish", subject)
    visitor = desk.visitor(Role.DIRECTOR)
    for typed in ("1238", "ka-1238", "KA-01238"):
        assert subjects(visitor.get("/slad", numer=typed)) == [number]


def test_a_change_of_the_table_of_routes_leads_to_the_table(desk):
    desk.trail.clear()
    tell(desk, "change_routes", "routes", role=Role.DIRECTOR)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad")
    assert subjects(visitor) == ["tabela tras"]
    assert visitor.follow("tabela tras").title.startswith("Trasy")


def test_a_file_that_is_known_to_be_gone_is_told_with_its_report(desk):
    number = desk.report()
    tell(desk, "destroy_files", number, outcome=f"gone, deleted: {number}-1")
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", czynnosc="destroy_files")
    (row,) = rows(visitor)
    assert row.startswith(
        f"zniszczono pliki: pliku {number}-1 nie ma, skasowano go ręcznie {number}"
    )
    assert visitor.page.xpath("//ol//a/text()") == [number]


def test_the_page_of_a_report_tells_what_of_it_was_delivered(desk):
    number = desk.report(files=1)
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    desk.centre.withdraw_consent(number, now=desk.now)
    desk.centre.open_erasure_notices(now=desk.now)
    tell(desk, "dispatch", f"{number}:mailbox-notice", outcome="sent")
    words = desk.visitor(HEAD).open(number).words
    assert "doręczanie: w skrzynce (wezwanie jednostki do usunięcia danych)" in words


def test_who_took_something_in_is_not_said_to_have_handed_it_over(desk):
    desk.procedure("received")
    visitor = desk.visitor(Role.DIRECTOR).get("/slad")
    (row,) = [row for row in rows(visitor) if OWN in row]
    assert "przyjęto opis lub informację" in row
    assert "Ewa Pokazowa" in row
    assert "przekazano" not in row


def test_what_was_done_to_leads_to_its_page_where_that_opens(desk):
    number, procedure = desk.report(), desk.procedure("published")
    announcement = hand_in_announcement(desk).id
    head = desk.visitor(HEAD)
    asked = {"do": "wyslij", "slowa": "Nowe.", "jednostka": UNIT, "pytanie": "Ile dni?"}
    request = head.post("/prosba/nowa", **asked).response.headers["location"].partition("=")[2]
    tell(desk, "draft_terms", "2023-01-19")
    director = desk.visitor(Role.DIRECTOR).get("/slad")
    links = {link.text_content(): link.get("href") for link in director.page.xpath("//ol//a")}
    assert set(links) == {number, procedure, announcement, request, "2023-01-19"}
    for href in links.values():
        assert director.get(href).status == 200
    # The Monitoring section sees no requests, so none leads to one.
    tell(desk, "request_data", request, role=Role.HEAD_OF_MONITORING)
    head = desk.visitor(Role.HEAD_OF_MONITORING).get("/slad")
    assert any(request in row for row in rows(head))
    links = {link.text_content() for link in head.page.xpath("//ol//a")}
    assert request not in links
    assert OWN in links


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"czynnosc": "steal"}, "czynnosc", "Nie ma takiej czynności."),
        ({"czynnosc": "x" * 10_000}, "czynnosc", "Nie ma takiej czynności."),
        ({"od": "wczoraj"}, "od", "Od dnia: Podaj dzień"),
        ({"do": "9999-12-31"}, "do", "Do dnia: Podaj dzień"),
        ({"od": "0001-01-01"}, "od", "Od dnia: Podaj dzień"),
        ({"od": "2026-12-02", "do": "2026-12-01"}, "do", "Ostatni dzień jest wcześniejszy"),
        ({"numer": "R\x00-1"}, "numer", "Są tu znaki, których nie widać."),
        ({"kto": "Jan\u202e"}, "kto", "Są tu znaki, których nie widać."),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(desk, query, field, message):
    tell(desk)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", **query)
    assert visitor.status == 400
    assert visitor.faults[0].startswith(message)
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{field}"]
    assert visitor.title.startswith("Błąd:")
    assert rows(visitor) == []


@pytest.mark.parametrize(
    "query", [{"numer": "x" * 10_000}, {"kto": "é~é" * 99}, {"numer": "'; --"}]
)
def test_words_of_any_kind_find_nothing_and_are_no_fault(desk, query):
    tell(desk)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", **query)
    assert visitor.status == 200
    assert rows(visitor) == []


@pytest.mark.parametrize("cursor", ["x", "-1", "²", "1" * 19, "1" * 10_000, "\x00"])
def test_a_cursor_that_is_none_shows_the_first_page(desk, cursor):
    desk.trail.clear()
    tell(desk)
    assert len(rows(desk.visitor(Role.DIRECTOR).get("/slad", przed=cursor))) == 1


def test_of_a_long_trail_a_page_says_how_far_it_looked(desk):
    desk.trail.clear()
    tell(desk, "reopen", "FIRST", at=NOW - timedelta(days=9))
    for at in range(5):
        tell(desk, subject=f"R-{at}", at=NOW + timedelta(minutes=at))
    desk.trail.most = 4
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", czynnosc="reopen")
    words = "Przejrzano wpisy do 1.12.2026, 00:31 i nic takiego w nich nie ma."
    assert f"{words} Są jeszcze wcześniejsze." in visitor.words
    assert "Nic takiego nie ma w śladzie" not in visitor.words
    (row,) = rows(visitor.follow("Szukaj we wcześniejszych"))
    assert "FIRST" in row
    assert "Przejrzano" not in visitor.words


def test_a_page_of_which_nothing_was_looked_at_names_no_moment(desk):
    desk.trail.find_entries = lambda *_, **__: TrailPage(entries=(), before=9)
    words = desk.visitor(Role.DIRECTOR).get("/slad", przed="9" * 18).words
    assert "Tu nic nie ma. Są jeszcze wcześniejsze." in words
    assert "Przejrzano" not in words


def test_an_empty_trail_says_so(desk):
    desk.trail.clear()
    assert "Ślad jest pusty." in desk.visitor(Role.DIRECTOR).get("/slad").words


def test_names_to_choose_from_are_of_those_whose_acts_one_sees(desk):
    visitor = desk.visitor(HEAD).get("/slad")
    names = visitor.page.xpath("//datalist/option/@value")
    assert names == ["Ewa Podwójna", CLERK_NAME, HEAD_NAME]
    assert "Całe, tak jak w śladzie." in visitor.words
    assert desk.visitor().get("/slad").page.xpath("//input[@name='kto']") == []
    every = desk.visitor(Role.DIRECTOR).get("/slad").page.xpath("//datalist/option/@value")
    assert "Osoba Monitoring_Staff" in every
    assert "Jan Drugi" not in every
    assert "Jan Drugi" in {one.name for one in PEOPLE}


def test_without_a_trail_that_is_found_from_its_end_the_page_says_so():
    desk = Desk(administered=False)
    assert type(desk.trail) is Trail
    visitor = desk.visitor(Role.DIRECTOR).get("/slad")
    assert visitor.status == 501
    assert "Robi to lckm_sql." in visitor.words
    assert "Ślad" not in [link.text_content() for link in visitor.page.xpath("//header//a")]
    assert [one for one in desk.face.remarks if "od najnowszych" in one.pl]
    assert not [one for one in Desk().face.remarks if "od najnowszych" in one.pl]


def test_a_verb_of_an_adapter_of_ones_own_stays_as_it_is(desk):
    desk.trail.clear()
    tell(desk, "polish_the_floor", "hall", outcome="shines")
    (row,) = rows(desk.visitor(Role.DIRECTOR).get("/slad"))
    assert row.startswith("polish_the_floor: shines hall 1.12.2026, 00:30 program")


def test_a_report_with_more_files_than_may_be_sent_now_is_named_by_each():
    """The limit was higher when it was sent."""
    most = INTAKE_LIMITS.most_attachments
    for files in (0, most, most + 2):
        named = subjects_of("R-1", files=files)
        assert [file_reference("R-1", at) in named for at in (1, most, most + 2)] == [
            True,
            True,
            files > most,
        ]
