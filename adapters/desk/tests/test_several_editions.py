"""Procedures with several editions: what comes back, what ends, and each withdrawn alone."""

from datetime import date, timedelta
from itertools import permutations
from types import SimpleNamespace

import attrs
import pytest
from desk_site import NOW, OWN, SAMPLES, UNIT, Desk, newest

from lckm_core import read_form
from lckm_core.amendments import UpdateRequest, compare
from lckm_core.calendar import Window
from lckm_core.forms import to_yaml
from lckm_core.organisation import OFFICE, Official, Role
from lckm_core.ports import EditionChange
from lckm_core.procedures.parts import Related
from lckm_core.publication import EditionAct, HeldFile, State, Transition
from lckm_desk._withdrawals import last_withdrawn

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
WHO = {"role": CLERK, "by": "Ewa Pokazowa"}
ENDS, JANUARY = date(2026, 12, 4), date(2027, 1, 1)
RETURNS = (
    "Od 5.12.2026 bez końca wróci wersja 1, bo nikt jej nie wycofał. Jeśli ma nie wrócić, "
    "trzeba wycofać samą wersję 1, gdy już widać wersję 2."
)


def second(desk, state="published", **values):
    """Publish one edition, and bring a second into a state."""
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, additional_info="Nowe zdanie.", **values)
    if state in ("checked", "published"):
        desk.centre.confirm(OWN, now=desk.now, **WHO)
    if state == "published":
        desk.centre.publish(OWN, now=desk.now, **WHO)
    desk.now += timedelta(hours=1)
    return OWN


def states(desk) -> list[State]:
    return [edition.state for edition in desk.memory.procedures.editions(OWN)]


def rows(visitor) -> list[str]:
    return [" ".join(row.text_content().split()) for row in visitor.page.xpath("//ol/li")]


# ── what comes back ───────────────────────────────────────────────────────────────────────────────


def test_wherever_a_last_day_is_decided_the_page_says_what_comes_back(desk):
    second(desk, "received", valid_to=ENDS)
    visitor = desk.visitor(CLERK).get("/procedura/potwierdzenie", numer=OWN)
    assert RETURNS in visitor.words
    visitor.press("Potwierdź sprawdzenie").follow()
    visitor.get("/procedura/publikacja", numer=OWN)
    assert RETURNS in visitor.words
    visitor.press("Opublikuj").follow()
    assert RETURNS in visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert visitor.words.count(RETURNS) == 1
    assert RETURNS in visitor.get("/procedura", numer=OWN).words


def test_what_ends_with_nothing_after_it_or_never_ends_comes_back_to_nobody(desk):
    second(desk, "checked")
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert "wróci wersja" not in visitor.words
    other = Desk()
    other.procedure("checked", valid_to=ENDS)
    visitor = other.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert "wróci wersja" not in visitor.words
    assert "od 5.12.2026 bez końca: nikt nie widzi żadnej wersji." in visitor.words


def test_days_on_which_nobody_sees_anything_are_told(desk):
    desk.procedure("checked", valid_from=JANUARY)
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert "od 1.12.2026 do 31.12.2026: nikt nie widzi żadnej wersji." in visitor.words
    assert "od 1.01.2027 bez końca: wersja 1." in visitor.words


def test_on_its_last_day_an_edition_is_still_shown_and_the_day_after_it_is_not(desk):
    desk.procedure("published", valid_to=ENDS)
    said = "od 4.12.2026 do 4.12.2026: wersja 1"
    desk.now += timedelta(days=3)
    assert said in desk.visitor(CLERK).get("/procedura", numer=OWN).words
    desk.now += timedelta(days=1)
    assert "wersja 1" not in " ".join(rows(desk.visitor(CLERK).get("/procedura", numer=OWN)))


def third(desk, state="checked", **values):
    """Publish one edition, one from January, and bring a third into a state; of no end."""
    second(desk, valid_from=JANUARY)
    desk.hand_in(OWN, additional_info="Grudzień.", **values)
    if state == "checked":
        desk.centre.confirm(OWN, now=desk.now, **WHO)
    desk.now += timedelta(hours=1)


TAKES = (
    "Wersja 3 zastąpi też wersję 2 od 1.01.2027 bez końca. Wersji 2 nikt już nie zobaczy, także po "
    "wycofaniu wersji 3. Jeśli ma być inaczej, potrzebna jest wersja z innym dniem „Obowiązuje do”."
)


def test_wherever_days_are_decided_the_page_says_which_other_edition_ends_by_them(desk):
    third(desk, "received")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert TAKES in visitor.words
    visitor.get("/procedura/potwierdzenie", numer=OWN)
    assert TAKES in visitor.words
    assert "od 1.12.2026 bez końca: wersja 3." in visitor.words
    visitor.press("Potwierdź sprawdzenie").follow()
    assert visitor.words.count(TAKES) == 1
    visitor.get("/procedura/publikacja", numer=OWN)
    assert TAKES in visitor.words
    visitor.press("Opublikuj").follow()
    assert states(desk) == [State.REPLACED, State.REPLACED, State.PUBLISHED]
    assert TAKES in visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert visitor.words.count(TAKES) == 1


def test_a_text_that_ends_before_january_takes_nothing_from_its_edition(desk):
    third(desk, valid_to=date(2026, 12, 31))
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert "zastąpi też" not in visitor.words
    assert "wróci" not in visitor.words
    assert "od 1.01.2027 bez końca: wersja 2." in visitor.words


def test_a_head_who_agrees_is_told_what_comes_back(desk):
    second(desk, "received")
    was = newest(desk).procedure
    desk.centre.correct(compare(was, attrs.evolve(was, valid_to=ENDS)), now=desk.now, **WHO)
    returns = RETURNS.replace("wersję 2", "wersję 3")
    desk.now += timedelta(hours=1)
    visitor = desk.visitor(HEAD).get("/procedura/uzgodnienie", numer=OWN)
    assert returns in visitor.words
    assert "od 1.12.2026 do 4.12.2026: wersja 3." in visitor.words
    visitor.press("Zgadzam się na poprawki").follow()
    assert newest(desk).state is State.CHECKED
    assert returns in visitor.words
    assert returns in desk.visitor(CLERK).get("/procedura", numer=OWN).words


def test_the_page_compares_a_text_with_the_edition_whose_place_it_takes(desk):
    third(desk)
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "Zmiany od wersji 1" in visitor.words
    assert "Porównano z wersją 1: tą, w której miejsce wchodzi" in visitor.words
    assert "usunięto 1.01.2027" not in visitor.words
    assert "Zmiany od wersji 1" in visitor.get("/procedura", numer=OWN, wersja="2").words


# ── one withdrawn alone ───────────────────────────────────────────────────────────────────────────


def test_of_two_published_editions_one_is_withdrawn_alone(desk):
    second(desk, valid_to=ENDS)
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    assert ": opublikowane wersje 1 i 2." in visitor.words
    assert "tylko wersja 2; zostaje: od 1.12.2026 bez końca wersja 1" in visitor.words
    assert (
        "tylko wersja 1; zostaje: od 1.12.2026 do 4.12.2026 wersja 2, od 5.12.2026 bez końca żadna"
        in visitor.words
    )
    visitor.press("Tak, wycofaj", slowa="Nieaktualna.")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#ktora"]
    assert states(desk) == [State.PUBLISHED, State.PUBLISHED]
    visitor.press("Tak, wycofaj", ktora="1")
    sent_again = visitor.follow()
    assert "Wycofano tylko wersję 1. Nikt jej nie widział" in sent_again.words
    assert states(desk) == [State.WITHDRAWN, State.PUBLISHED]
    assert "wróci wersja" not in sent_again.get("/procedura", numer=OWN).words
    assert newest(desk).state is State.PUBLISHED


def test_all_go_only_where_all_are_chosen(desk):
    second(desk, valid_from=JANUARY)
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    visitor.press("Tak, wycofaj", ktora="wszystkie").follow()
    assert "Wycofano. Strony dla mieszkańców przestaną ją pokazywać" in visitor.words
    assert states(desk) == [State.WITHDRAWN, State.WITHDRAWN]


def test_a_withdrawal_sent_again_is_the_same_only_for_the_same_edition(desk):
    second(desk, valid_from=JANUARY)
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    page = visitor.page
    visitor.press("Tak, wycofaj", ktora="2")
    assert visitor.status == 303
    visitor.page = page
    visitor.press("Tak, wycofaj", ktora="2")
    assert visitor.status == 303, "a double click"
    visitor.page = page
    visitor.press("Tak, wycofaj", ktora="wszystkie")
    assert visitor.status == 409, "that withdraws more than was withdrawn"
    assert states(desk) == [State.PUBLISHED, State.WITHDRAWN]


def test_one_published_edition_is_withdrawn_without_a_choice(desk):
    desk.procedure("published")
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    assert not visitor.page.xpath("//*[@name='ktora']")
    visitor.press("Tak, wycofaj").follow()
    assert states(desk) == [State.WITHDRAWN]


# ── what is withdrawn or ends while a newer edition waits ─────────────────────────────────────────


def test_a_withdrawal_under_a_newer_edition_is_told_on_its_page_and_in_the_list(desk):
    second(desk, "received")
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    # The page is about what is withdrawn, and not about the newest edition.
    assert "pasa drogowego: wersja 1, opublikowana." in visitor.words
    left = "Wersja 2 (przyjęta) jest w drodze i można ją jeszcze opublikować."
    assert left in visitor.words
    visitor.press("Tak, wycofaj", slowa="Pomyłka w opłacie.").follow()
    assert left in visitor.words
    visitor.get("/procedura", numer=OWN)
    assert f"nikt nie widzi żadnej wersji: ostatnia jest wycofana. {left}" in visitor.words
    history = visitor.page.xpath("//section[@aria-labelledby='przebieg']")[0].text_content()
    assert "wycofano z publikacji wersję 1" in history
    assert "Osoba Monitoring_Staff" in history
    assert "Pomyłka w opłacie." in history
    visitor.get("/procedury", stan="withdrawn")
    assert [OWN in row for row in rows(visitor)] == [True]
    assert "poprzednia wycofana" in rows(visitor)[0]


def test_what_ends_is_listed_though_a_newer_edition_was_given_back(desk):
    second(desk, "published", valid_to=ENDS)
    visitor = desk.visitor(CLERK).get("/procedury", termin="koniec")
    assert "ostatni dzień: 4.12.2026, potem wraca starsza" in rows(visitor)[0]
    desk.hand_in(OWN, additional_info="Jeszcze nowsze.")
    desk.centre.give_back(OWN, because="Popraw.", now=desk.now, **WHO)
    visitor.get("/procedury", termin="koniec")
    assert "ostatni dzień wersji 2: 4.12.2026" in rows(visitor)[0]
    assert "wersja 3" in rows(visitor)[0]


def test_what_a_newer_edition_follows_the_next_day_does_not_end(desk):
    second(desk, valid_from=date(2026, 12, 15))
    visitor = desk.visitor(CLERK).get("/procedury", termin="koniec")
    assert not rows(visitor)


def test_an_edition_that_was_overtaken_on_its_way_says_so(desk):
    desk.procedure("corrected")
    desk.hand_in(OWN, additional_info="Nowe zdanie.")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    words = "nieaktualna (była poprawiona, do uzgodnienia): jest nowsza wersja 3"
    assert f"Wersja 2: {words}" in visitor.words
    assert words in visitor.get("/procedura", numer=OWN, wersja="2").words


def test_a_move_refused_for_what_came_since_says_that_first(desk):
    desk.procedure("corrected")
    visitor = desk.visitor(HEAD).get("/procedura/uzgodnienie", numer=OWN)
    desk.hand_in(OWN, additional_info="Nowe zdanie.")
    visitor.press("Zgadzam się na poprawki")
    assert visitor.status == 409
    first, _, rest = visitor.words.partition("Jest nowa wersja 3 (przyjęta).")
    assert "Ktoś zmienił tę procedurę, odkąd otwarto tę stronę." in first
    assert "Kto inny może: zwrócić do poprawy" in rest
    assert "Można:" not in rest


# ── who agrees, and what points to it ─────────────────────────────────────────────────────────────


def test_whoever_may_agree_to_corrections_is_named(desk):
    desk.procedure("corrected")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "Uzgodnić poprawki może: Osoba Head_Of_Unit." in visitor.words
    visitor.follow("Zwróć do poprawy")
    assert "nikt w Biurze nie zobaczy" not in visitor.words


def test_corrections_that_nobody_can_agree_to_are_told():
    left = Window(None, date(2026, 12, 1))
    people = [
        Official("Osoba Monitoring_Staff", (CLERK,), OFFICE, login=CLERK.name),
        Official("Osoba Head_Of_Unit", (HEAD,), UNIT, login=HEAD.name, window=left),
    ]
    desk = Desk(people=people)
    desk.procedure("corrected")
    desk.now += timedelta(days=1)
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    nobody = "w spisie osób nie ma dziś jej kierownika („Wydział Zezwoleń i Uzgodnień”)."
    assert f"Poprawek nikt dziś nie uzgodni: {nobody}" in visitor.words
    visitor.follow("Zwróć do poprawy")
    assert f"Powodu nikt w Biurze nie zobaczy: {nobody}" in visitor.words


def test_the_page_of_a_withdrawal_names_the_procedures_that_point_to_it(desk):
    desk.procedure("published")
    desk.procedure("published", "KA-00900", related=(Related(id=OWN),), title="Inna")
    visitor = desk.visitor(CLERK).get("/procedura/wycofanie", numer=OWN)
    assert "Na tę procedurę wskazują: KA-00900." in visitor.words
    assert "wskazują" not in visitor.get("/procedura/wycofanie", numer="KA-00900").words


def test_a_related_procedure_that_was_withdrawn_is_no_unknown_one(desk):
    desk.procedure("withdrawn")
    desk.procedure("received", "KA-00900", related=(Related(id=OWN),), title="Inna")
    visitor = desk.visitor(CLERK).get("/procedura", numer="KA-00900")
    assert f"Procedury {OWN} nikt już nie widzi" in visitor.words
    assert "Przekaż najpierw jej opis" not in visitor.words


def test_of_an_older_version_nothing_is_found_and_the_newest_is_listed_first(desk):
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, title="x" * 300)
    (fault,) = desk.centre.check_edition(newest(desk)).errors
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    listed = visitor.page.xpath("//h3[.='Wersje']/following-sibling::ul[1]/li/a/text()")
    assert listed == ["Wersja 2", "Wersja 1"]
    assert fault.code in visitor.words
    visitor.get("/procedura", numer=OWN, wersja="1")
    assert "Wersja 1" in visitor.words
    assert fault.code not in visitor.words


def test_a_change_names_a_related_procedure_by_the_title_shown_that_day(desk):
    number = desk.procedure("published", "KA-00900", title="Inna")
    desk.now += timedelta(hours=1)
    desk.procedure("published", number, title="Inna od stycznia", valid_from=JANUARY)
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, related=(Related(id=number),))
    for days, title in ((0, "Inna"), (31, "Inna od stycznia")):
        desk.now += timedelta(days=days)
        words = desk.visitor(CLERK).get("/procedura/potwierdzenie", numer=OWN).words
        assert f"{number} „{title}”" in words


# ── today's text beside a later one ───────────────────────────────────────────────────────────────


def test_each_edition_can_be_downloaded_by_whoever_sees_it(desk):
    second(desk, valid_from=JANUARY)
    for who in (CLERK, HEAD):
        visitor = desk.visitor(who).get("/procedura", numer=OWN, wersja="1").follow("YAML")
        assert visitor.status == 200
        disposition = visitor.response.headers["content-disposition"]
        assert disposition.endswith(f"{OWN}-wersja-1.yaml")
        assert "Nowe zdanie." not in visitor.response.text
    assert desk.visitor("jan").get("/procedura/opis", numer=OWN, wersja="1").status == 403
    assert desk.visitor(CLERK).get("/procedura/opis", numer="KA-09999").status == 404


def test_a_head_asks_for_a_change_of_todays_text_beside_a_later_one(desk):
    second(desk, valid_from=JANUARY)
    today = desk.memory.procedures.editions(OWN)[0].procedure
    visitor = desk.visitor(HEAD).get("/procedura/wniosek", numer=OWN)
    assert "wersja 2: od 1.01.2027 bez końca" in visitor.words
    visitor.follow("wersja 1")
    text = attrs.evolve(today, appeal="Inny sposób.", valid_to=date(2026, 12, 31))
    visitor.press("Sprawdź", files=[("plik", "opis.yaml", to_yaml(text).encode())])
    assert "Zmiany od wersji 1" in visitor.words
    assert "Nowe zdanie." not in visitor.words
    request = read_form(visitor.press("Pobierz wniosek (YAML)").response.content).build(
        UpdateRequest
    )
    assert request.changes == compare(today, text).changes


def with_file(desk, edition, name, data):
    """Have the text of an edition name one file, and the edition have it; return the edition."""
    required = edition.procedure.required_documents
    named, *rest = required.to_submit
    required = attrs.evolve(required, to_submit=(attrs.evolve(named, file=name), *rest))
    file = HeldFile(name, desk.memory.documents.keep(data), len(data))
    text = attrs.evolve(edition.procedure, required_documents=required)
    kept = attrs.evolve(edition, procedure=text, files=(file,))
    desk.memory.procedures.save([EditionChange(kept, edition)])
    return kept


def test_a_text_for_today_is_compared_with_todays_and_keeps_its_files(desk):
    second(desk, valid_from=JANUARY)
    first = desk.memory.procedures.editions(OWN)[0]
    pdf = next((SAMPLES / "files" / OWN).glob("*.pdf")).read_bytes()
    kept = with_file(desk, first, "Wniosek.pdf", pdf)
    new = attrs.evolve(kept.procedure, appeal="Inny sposób.", valid_to=date(2026, 12, 31))
    visitor = desk.visitor(CLERK).get("/procedura/przyjecie", numer=OWN)
    visitor.press("Sprawdź", files=[("plik", "opis.yaml", to_yaml(new).encode())])
    assert "Zmiany od wersji 1" in visitor.words
    assert "Nowe zdanie." not in "".join(visitor.page.xpath("//del//text()"))
    assert "Wniosek.pdf: jest z poprzedniej wersji" in visitor.words
    typed = {"kto": "Osoba Head_Of_Unit", "znak": "UPP-7", "kanal": "epuap"}
    visitor.press("Przyjmij", **typed)
    assert visitor.status == 303, visitor.faults
    assert newest(desk).files == kept.files


TODAYS, LATER = {"valid_to": date(2026, 12, 31)}, {"valid_from": JANUARY}


@pytest.mark.parametrize(("days", "at"), [(TODAYS, 0), (LATER, 1)], ids=["today's", "later"])
@pytest.mark.parametrize("sound", [0, 1])
def test_of_two_files_of_one_name_that_of_the_edition_to_be_replaced_is_judged_and_kept(
    desk, days, at, sound
):
    second(desk, valid_from=JANUARY)
    pdf = next((SAMPLES / "files" / OWN).glob("*.pdf")).read_bytes()
    kept = [
        with_file(desk, edition, "Wniosek.pdf", pdf if place == sound else b"%PDF-1.7")
        for place, edition in enumerate(desk.memory.procedures.editions(OWN))
    ]
    new = attrs.evolve(kept[at].procedure, appeal="Inny sposób.", **days)
    visitor = desk.visitor(CLERK).get("/procedura/przyjecie", numer=OWN)
    visitor.press("Sprawdź", files=[("plik", "opis.yaml", to_yaml(new).encode())])
    assert f"Zmiany od wersji {at + 1}" in visitor.words
    assert "Wniosek.pdf: jest z poprzedniej wersji" in visitor.words
    typed = {"kto": "Osoba Head_Of_Unit", "znak": "UPP-7", "kanal": "epuap"}
    visitor.press("Przyjmij", **typed)
    if at == sound:
        assert visitor.status == 303, visitor.faults
        assert newest(desk).files == kept[at].files
    else:
        assert "jest uszkodzony" in visitor.faults[0]
        assert newest(desk).number == 2


# ── corrections that a new text undoes ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", ["received", "checked"])
def test_what_undoes_corrections_is_told_before_it_is_confirmed_and_published(desk, state):
    was = desk.hand_in(OWN).procedure
    steps = (attrs.evolve(was.steps[0], comment="Poprawiony komentarz."), *was.steps[1:])
    desk.centre.correct(compare(was, attrs.evolve(was, steps=steps)), now=desk.now, **WHO)
    desk.now += timedelta(days=1)
    desk.hand_in(OWN, appeal="Inny sposób.", received_on=date(2026, 12, 2))
    path = "/procedura/potwierdzenie"
    if state == "checked":
        desk.centre.confirm(OWN, now=desk.now, **WHO)
        path = "/procedura/publikacja"
    visitor = desk.visitor(CLERK).get(path, numer=OWN)
    notice = visitor.page.xpath("//p[@class='notice'][contains(., 'cofa poprawki')]")
    words = " ".join(notice[0].text_content().split())
    assert words == (
        "Ta wersja cofa poprawki Oddziału z 1.12.2026: „Najważniejsze etapy realizacji procedury”. "
        "Jeśli mają zostać, popraw tekst albo zwróć opis do poprawy."
    )


def test_the_edition_compared_with_is_named_as_it_stands(desk):
    second(desk, "received")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "Porównano z wersją 1: poprzednią (opublikowaną)." in visitor.words


def test_the_history_is_oldest_first_with_what_became_of_earlier_editions(desk):
    second(desk, "received")
    desk.centre.withdraw(OWN, edition=1, now=desk.now, **WHO)
    desk.now += timedelta(hours=1)
    desk.centre.confirm(OWN, now=desk.now, **WHO)
    acts = [row for row in rows(desk.visitor(CLERK).get("/procedura", numer=OWN)) if ":30: " in row]
    assert [row.partition(" (")[0] for row in acts] == [
        "1.12.2026, 01:30: przyjęto",
        "1.12.2026, 02:30: wycofano z publikacji wersję 1",
        "1.12.2026, 03:30: potwierdzono sprawdzenie",
    ]


# ── requests ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [HEAD, Role.DIRECTOR])
@pytest.mark.parametrize("state", ["received", "checked", "published"])
def test_a_request_is_made_of_what_a_request_made_while_a_newer_version_waits(desk, who, state):
    """Whatever that request changed: here it inserted an item of a list."""
    desk.procedure("published")
    was = newest(desk)
    steps = (*was.procedure.steps, attrs.evolve(was.procedure.steps[0], name="Odbierz decyzję"))
    request = compare(was.procedure, attrs.evolve(was.procedure, steps=steps))
    desk.centre.request_update(request, handover=was.handover, now=desk.now, **WHO)
    for move in (desk.centre.confirm, desk.centre.publish):
        move(OWN, now=desk.now, **WHO)
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, additional_info="Nowe zdanie.", valid_from=JANUARY)
    for move in (desk.centre.confirm, desk.centre.publish)[
        : ["received", "checked", "published"].index(state)
    ]:
        move(OWN, now=desk.now, **WHO)
    visitor = desk.visitor(who).get("/procedura/wniosek", numer=OWN)
    assert visitor.status == 200
    assert [version in visitor.words for version in ("wersja 2", "wersja 3")] == [True, True]


@pytest.mark.parametrize("order", [*permutations((1, 2, 3)), (1, (2, 3)), ((1, 3), 2), (3, (1, 2))])
def test_the_last_withdrawal_is_the_latest_whatever_the_numbers(order):
    """What one withdrawal removed has one moment."""

    def withdrawn(number):
        at = next(at for at, part in enumerate(order) if number in removed_at(part))
        act = EditionAct(
            verb=Transition.WITHDRAW, at=NOW + timedelta(hours=at), role=CLERK, by="Ewa Pokazowa"
        )
        return SimpleNamespace(number=number, acts=(act,))

    def removed_at(part):
        return part if isinstance(part, tuple) else (part,)

    editions = [withdrawn(number) for number in (1, 2, 3)]
    editions.append(SimpleNamespace(number=4, acts=()))
    assert tuple(edition.number for edition in last_withdrawn(editions)) == removed_at(order[-1])
    assert list(last_withdrawn(editions[3:])) == []
