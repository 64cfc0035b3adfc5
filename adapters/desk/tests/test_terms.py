"""The terms of the portal at the desk: their versions, a draft, and the Director's approval."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from desk_site import COMPARED, PEOPLE, Desk, Shop, people_and_states

from lckm_core.errors import LckmError
from lckm_core.organisation import Act, DeskAct, Role, may
from lckm_core.ports import provide
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms, terms_in_force
from lckm_desk._long_texts import lines_difference

WRITER, DIRECTOR = Role.MONITORING_STAFF, Role.DIRECTOR
VERSION = "2027-01-01"
STATES = ("draft", "approved", "none")


def draft(desk, text="", **values) -> PortalTerms:
    old = desk.memory.notices.terms()[0]
    terms = PortalTerms(
        version=VERSION,
        valid_from=date(2027, 1, 1),
        text=text or old.text.replace("## 6. Dostępność i pomoc", "## 6. Pomoc"),
    )
    return desk.centre.draft_terms(attrs.evolve(terms, **values), now=desk.now)


def approve(desk, terms):
    who = {"role": DIRECTOR, "by": Person("Osoba Director"), "now": desk.now}
    return desk.centre.approve_terms(terms, **who)


def stored(desk, version=VERSION):
    return next((one for one in desk.memory.notices.terms() if one.version == version), None)


def texts(visitor, path) -> list[str]:
    return [" ".join(one.text_content().split()) for one in visitor.page.xpath(path)]


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────


def test_the_list_tells_which_version_is_in_force(desk):
    draft(desk)
    visitor = desk.visitor(WRITER).get("/regulamin")
    rows = texts(visitor, "//ol/li")
    assert rows[0] == f"Wersja {VERSION} projekt zatwierdzenie: jeszcze nie"
    assert "obowiązuje od 19.01.2023" in rows[1]
    assert "Ewa Pokazowa, 19.01.2023" in rows[1]
    assert "Do czego służy portal" in visitor.words
    approve(desk, stored(desk))
    assert "wejdzie w życie 1.01.2027" in texts(visitor.get("/regulamin"), "//ol/li")[0]
    # Half past midnight in Łódź.
    desk.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    rows = texts(desk.visitor(WRITER).get("/regulamin"), "//ol/li")
    assert "obowiązuje od 1.01.2027" in rows[0]
    assert "zastąpiony nowszym" in rows[1]


def test_the_page_of_a_version_tells_how_far_it_has_come(desk):
    draft(desk)
    approve(desk, stored(desk))

    def words(version):
        return desk.visitor(WRITER).get("/regulamin/wersja", numer=version).words

    assert "zatwierdzony, wejdzie w życie 1.01.2027" in words(VERSION)
    assert "obowiązuje od 19.01.2023" in words("2023-01-19")
    # Half past midnight in Łódź.
    desk.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert "obowiązuje od 1.01.2027" in words(VERSION)
    assert "zastąpiony nowszym" in words("2023-01-19")


def test_terms_hold_from_their_approval_where_that_came_later(desk):
    draft(desk, valid_from=date(2026, 11, 1))
    visitor = desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie", numer=VERSION)
    assert "Będzie obowiązywać od 1.12.2026" in visitor.words
    approve(desk, stored(desk))
    rows = texts(desk.visitor(WRITER).get("/regulamin"), "//ol/li")
    assert "obowiązuje od 1.12.2026" in rows[0]


def test_a_draft_is_compared_with_the_last_approved(desk):
    draft(desk)
    visitor = desk.visitor(WRITER).get("/regulamin").follow(VERSION)
    assert "Zmiany od wersji 2023-01-19" in visitor.words
    assert texts(visitor, "//del") == ["Dostępność i pomoc"]
    assert texts(visitor, "//ins") == ["Pomoc"]


def test_a_version_is_compared_with_the_one_that_it_follows_whenever_that_was_approved(desk):
    later = draft(desk, version="B", valid_from=date(2027, 6, 1))
    approve(desk, later)
    desk.now += timedelta(days=1)
    approve(desk, draft(desk, version="A", valid_from=date(2027, 1, 1)))
    visitor = desk.visitor(WRITER)
    assert "Zmiany od wersji 2023-01-19" in visitor.get("/regulamin/wersja", numer="A").words
    assert "Zmiany od wersji A" in visitor.get("/regulamin/wersja", numer="B").words


@pytest.mark.parametrize(
    ("old", "new", "removed", "inserted"),
    [
        ("a b c d", "a b x d", ["c"], ["x"]),
        ("a\nb\nc", "a\nc", ["b"], [""]),
        ("a", "a\n\nb", [""], ["b"]),
        ("a a", "a a a", [""], ["a"]),
        ("", "b", [""], ["b"]),
        ("a", "a", [], []),
    ],
)
def test_only_what_changed_is_removed_and_inserted(old, new, removed, inserted):
    found = lines_difference(old, new)
    assert [one.removed for one in found] == removed
    assert [one.inserted for one in found] == inserted


def test_a_change_stands_below_its_heading():
    old = "# R\n\n## 1. Cel\n\nRaz.\n\n## 2. Dane\n\nDwa trzy."
    found = lines_difference(old, old.replace("trzy", "cztery"))
    assert [(one.field, one.before, one.removed) for one in found] == [("2. Dane", "Dwa", "trzy.")]


def test_no_change_shows_marks_of_markdown():
    old = "# R\n\n## 6. **Dane**\n\nRaz [tu](https://lodz.pl).\n\n- dwa"
    for new in (
        old.replace("Raz", "## 7. Nowe\n\n**Raz**"),
        old.replace("## 6. **Dane**", "## 6. Cel"),
    ):
        for before, after in ((old, new), (new, old)):
            found = lines_difference(before, after)
            assert found
            told = " ".join(
                " ".join((one.field, one.before, one.removed, one.inserted, one.after))
                for one in found
            )
            assert not any(mark in told for mark in ("#", "*", "](")), told
    (look,) = lines_difference("Słowo", "**Słowo**")
    assert (look.removed, look.inserted) == ("Słowo (zwykły tekst)", "Słowo (pogrubione)")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# R", "### R"),
        ("**A** b", "A **b**"),
        ("*A* b", "A *b*"),
        ("**A**", "*A*"),
        ("Kwota [brutto] 5", "Kwota brutto 5"),
        ("- raz", "1. raz"),
        ("- raz", "+ raz"),
        ("Raz. *Dwa*", "Raz. Dwa"),
        ("[tu](https://lodz.pl)", "tu (https://lodz.pl)"),
    ],
)
def test_the_sides_of_a_change_differ(old, new):
    for before, after in ((old, new), (new, old)):
        (change,) = lines_difference(before, after)
        assert change.removed != change.inserted


@pytest.mark.parametrize(
    "text", ["Kara 5 * 3 * 2 zł", "Kara 5*3*2 zł", "§ 4 [uchylony]", "Cena* z VAT", "a ** b"]
)
def test_signs_that_residents_see_stay(text):
    (change,) = lines_difference("**Nic**", text)
    assert change.inserted == text


def test_a_long_text_is_compared_as_a_whole_and_hangs_nothing():
    old = "\n".join(str(at % 97) for at in range(100_000))
    new = "\n".join(str(at % 89) for at in range(100_000))
    assert [one.field for one in lines_difference(old, new)] == ["Cały tekst"]
    assert lines_difference(old, old) == []


# ── who may ───────────────────────────────────────────────────────────────────────────────────────


@people_and_states(STATES, DIRECTOR, each_in="draft")
def test_what_is_offered_is_what_is_not_refused(role, state, record_property):
    def standing():
        desk = Desk()
        if state != "none":
            draft(desk)
        if state == "approved":
            approve(desk, stored(desk))
        return desk

    def fields(desk):
        opened = desk.visitor(role).get("/regulamin/projekt", numer=VERSION)
        seen = opened.page.xpath("//input[@name='seen']/@value") if opened.status == 200 else [""]
        return {"seen": seen[0], "od": "2027-02-01", "tekst": "Nowa treść."}

    desk = standing()
    visitor = desk.visitor(role).get("/regulamin")
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Regulamin" in menu) is (visitor.status == 200)
    offered = visitor.buttons
    again = standing()
    new = again.visitor(role).post("/regulamin/projekt", wersja="N", od="2027-02-01", tekst="T.")
    assert (new.status == 303) is ("Przygotuj projekt" in offered)
    record_property(COMPARED, 1 if state == "none" else 3)
    if state == "none":
        return
    offered = desk.visitor(role).get("/regulamin/wersja", numer=VERSION).buttons
    again = standing()
    sent = again.visitor(role).post("/regulamin/projekt", numer=VERSION, **fields(again))
    assert (sent.status == 303) is ("Popraw projekt" in offered), sent.words
    if sent.status != 303:
        assert "Nowa treść." in sent.words
        assert "I26" in sent.words or "jest już zatwierdzony" in sent.words
        assert not _centre_drafts(standing(), role)
    again = standing()
    opened = again.visitor(role).get("/regulamin/zatwierdzenie", numer=VERSION)
    seen = opened.page.xpath("//input[@name='seen']/@value") if opened.status == 200 else [""]
    sent = again.visitor(role).post("/regulamin/zatwierdzenie", numer=VERSION, seen=seen[0])
    assert (sent.status == 303) is ("Zatwierdź" in offered), sent.words
    if sent.status != 303:
        assert "§ 4 ust. 3" in sent.words or "jest już zatwierdzony" in sent.words


def _centre_drafts(desk, login):
    """Return whether the centre takes a draft from one of somebody's roles."""
    name = login.name if isinstance(login, Role) else login
    for official in desk.centre.plugins.directory.with_login(name, desk.today):
        for role in official.roles:
            terms = PortalTerms(version=VERSION, valid_from=date(2027, 2, 1), text="Nowa treść.")
            try:
                desk.centre.draft_terms(terms, now=desk.now, role=role)
            except LckmError:
                continue
            return True
    return False


def test_the_tables_of_the_core_say_who(desk):
    assert {one for one in Role if may(one, Act.APPROVE_TERMS)} == {DIRECTOR}
    assert may(WRITER, DeskAct.DRAFT_TERMS)
    assert len(PEOPLE) > len(Role)


# ── a draft ───────────────────────────────────────────────────────────────────────────────────────


def test_a_new_draft_begins_with_the_text_in_force_and_shows_what_it_changes(desk):
    visitor = desk.visitor(WRITER).get("/regulamin").follow("Przygotuj projekt")
    area = visitor.page.xpath("//textarea")[0].text_content().lstrip("\n")
    assert area == desk.memory.notices.terms()[0].text
    new = area.replace("jest bezpłatne", "nic nie kosztuje")
    visitor.press("Pokaż zmiany", od="2027-01-01", tekst=new.replace("\n", "\r\n"))
    assert texts(visitor, "//ins") == ["nic nie kosztuje"]
    assert stored(desk, "2026-12-01") is None
    visitor.press("Zapisz projekt").follow()
    assert "Zapisano projekt" in visitor.words
    assert stored(desk, "2026-12-01").text == new
    assert texts(visitor, "//ins") == ["nic nie kosztuje"]
    assert desk.trail[-1].role is WRITER
    assert terms_in_force(desk.memory.notices.terms(), desk.today).version == "2023-01-19"


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(desk):
    visitor = desk.visitor(WRITER).get("/regulamin/projekt")
    visitor.press("Zapisz projekt", wersja=" ", od="jutro", tekst="  ")
    assert visitor.status == 422
    assert len(visitor.faults) == 3
    assert visitor.title.startswith("Błąd:")
    for link in visitor.page.xpath("//*[@id='bledy']//a/@href"):
        assert visitor.page.xpath(f"//*[@id='{link[1:]}']")
    visitor.press("Zapisz projekt", wersja="A", od="2027-01-01", tekst="# ")
    assert visitor.status == 422
    assert visitor.faults
    visitor.press("Zapisz projekt", wersja="2023-01-19", od="2027-01-01", tekst="Nowa treść.")
    assert "już jest" in visitor.words
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Nowa treść."


def test_a_draft_that_a_colleague_changed_meanwhile_keeps_what_was_typed(desk):
    draft(desk)
    visitor = desk.visitor(WRITER).get("/regulamin/projekt", numer=VERSION)
    draft(desk, text="Treść koleżanki.")
    visitor.press("Zapisz projekt", tekst="Moja treść.")
    assert visitor.status == 409
    assert "Ktoś zmienił ten projekt" in visitor.words
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Moja treść."
    assert stored(desk).text == "Treść koleżanki."
    visitor.press("Zapisz projekt")
    assert visitor.status == 303
    assert stored(desk).text == "Moja treść."


@pytest.mark.parametrize("who", [WRITER, DIRECTOR])
def test_a_draft_is_discarded_once_it_was_read(desk, who):
    draft(desk)
    visitor = desk.visitor(who).get("/regulamin").follow(VERSION).follow("Usuń projekt")
    draft(desk, text="Treść koleżanki.")
    visitor.press("Tak, usuń projekt")
    assert visitor.status == 409
    assert "Treść koleżanki." in visitor.words
    assert stored(desk) is not None
    visitor.press("Tak, usuń projekt").follow()
    assert stored(desk) is None
    assert f"Usunięto projekt, wersja {VERSION}." in visitor.words
    assert VERSION not in visitor.get("/regulamin").words
    assert (desk.trail[-1].verb, desk.trail[-1].subject) == ("discard_terms", VERSION)


def test_approved_terms_are_not_discarded(desk):
    approve(desk, draft(desk))
    visitor = desk.visitor(DIRECTOR).get("/regulamin/wersja", numer=VERSION)
    assert "Usuń projekt" not in visitor.words
    assert visitor.get("/regulamin/usuniecie", numer=VERSION).status == 409
    assert stored(desk) is not None


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"tekst": None}, "tekst", "Taką samą treść ma już wersja 2023-01-19, która obowiązuje."),
        ({"od": "2026-11-30"}, "od", "Dzień 30.11.2026 już minął."),
        ({"wersja": "x" * 500}, "wersja", "60"),
    ],
)
def test_a_draft_that_nobody_could_use_is_refused_at_its_field(desk, typed, field, words):
    text = desk.memory.notices.terms()[0].text
    visitor = desk.visitor(WRITER).get("/regulamin/projekt")
    given = {"od": "2026-12-01", "tekst": f"{text}\nI zdanie.", **typed}
    given["tekst"] = given["tekst"] or text
    visitor.press("Zapisz projekt", **given)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{field}"]
    assert words in visitor.faults[0]
    assert len(desk.memory.notices.terms()) == 1


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 12, 1), "Obowiązuje od dziś"),
        (date(2026, 11, 1), "Obowiązuje od dziś"),
        (date(2027, 1, 1), "pokażą go od 1.01.2027"),
    ],
)
def test_whoever_approves_is_told_from_when_it_holds(desk, first, words):
    draft(desk, valid_from=first)
    visitor = desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie", numer=VERSION)
    visitor.press("Zatwierdź regulamin").follow()
    assert words in visitor.words
    assert "Dzień podany w tej wersji" in visitor.words


# ── the approval ──────────────────────────────────────────────────────────────────────────────────


def test_the_director_approves_the_text_that_was_shown(desk):
    terms = draft(desk)
    visitor = desk.visitor(DIRECTOR).get("/regulamin/wersja", numer=VERSION)
    visitor.follow("Zatwierdź")
    assert "Będzie obowiązywać od 1.01.2027" in visitor.words
    visitor.press("Zatwierdź regulamin").follow()
    assert "Zatwierdzono" in visitor.words
    kept = stored(desk)
    assert (kept.text, kept.approved_by, kept.approved_on) == (
        terms.text,
        Person("Osoba Director"),
        desk.today,
    )
    assert visitor.buttons == []


def test_a_draft_that_changed_since_it_was_read_is_not_approved(desk):
    draft(desk)
    visitor = desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie", numer=VERSION)
    draft(desk, text="Podmieniona treść.")
    visitor.press("Zatwierdź regulamin")
    assert visitor.status == 409
    assert "Podmieniona treść." in visitor.words
    assert stored(desk).approved_on is None
    visitor.press("Zatwierdź regulamin")
    assert visitor.status == 303
    assert stored(desk).text == "Podmieniona treść."


def test_a_draft_whose_day_changed_since_it_was_read_is_not_approved(desk):
    draft(desk)
    visitor = desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie", numer=VERSION)
    draft(desk, valid_from=date(2027, 6, 1))
    visitor.press("Zatwierdź regulamin")
    assert visitor.status == 409
    assert "Będzie obowiązywać od 1.06.2027" in visitor.words
    assert stored(desk).approved_on is None


def test_approved_terms_are_shown_at_once_where_procedures_are():
    shop = Shop()
    desk = Desk(more=provide(exporters=[shop]))
    draft(desk)
    visitor = desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie", numer=VERSION)
    assert visitor.press("Zatwierdź regulamin").status == 303
    assert shop.pages == [[]]


@pytest.mark.parametrize("path", ["wersja", "projekt", "zatwierdzenie"])
def test_an_unknown_version_is_told(desk, path):
    visitor = desk.visitor(DIRECTOR).get(f"/regulamin/{path}", numer="x" * 500)
    assert visitor.status == 404
    assert "Nie ma takiej wersji" in visitor.words


def test_an_approval_of_nothing_is_told(desk):
    assert desk.visitor(DIRECTOR).get("/regulamin/zatwierdzenie").status == 404


def test_a_desk_without_a_store_of_notices_has_no_terms():
    desk = Desk(without=("notices",))
    visitor = desk.visitor(WRITER).get("/regulamin")
    assert visitor.status == 404
    assert "Regulamin" not in texts(desk.visitor(WRITER).get("/konto"), "//header//nav//a")
