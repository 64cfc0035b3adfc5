"""What is shown where, and what appears, changes or disappears when, on one page."""

from datetime import date, timedelta

import attrs
import pytest
from desk_site import EVERYBODY, OTHER_UNIT, OWN, UNIT, Desk, hand_in_announcement, standing

from lckm_core.organisation import Role
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms
from lckm_desk._display.display_list import PAGE
from lckm_desk._screens import _MENU
from tests.helpers.handovers import head_handover

DAY = timedelta(days=1)
CLERK = Role.MONITORING_STAFF


def day(on: date) -> str:
    return f"{on.day}.{on.month:02}.{on.year}"


def changes(visitor) -> dict[str, list[str]]:
    """Return what the page says of each day."""
    return {
        section.findtext("h2"): [
            " ".join(item.text_content().split()) for item in section.findall(".//li")
        ]
        for section in visitor.page.xpath("//main//section")
    }


def numbers(visitor) -> list[str]:
    return visitor.page.xpath("//main//ol[contains(@class, 'reports')]//a/text()")


@pytest.fixture
def office(desk):
    """A desk where something appears, changes and disappears."""
    desk.tomorrow = desk.today + DAY
    desk.last = desk.today + 30 * DAY
    # One that ends, one that a newer one follows, one that begins, one for staff alone.
    desk.procedure("published", "KA-00001", title="Kończy się", valid_to=desk.last)
    who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
    desk.procedure("published", "KA-00002", title="Zmienia się")
    desk.hand_in("KA-00002", title="Zmienia się potem", valid_from=desk.tomorrow)
    desk.centre.confirm("KA-00002", **who)
    desk.centre.publish("KA-00002", **who)
    desk.procedure("published", "KA-00003", title="Zaczyna się", valid_from=desk.last)
    desk.procedure("published", "KA-00004", title="Wewnętrzna", internal=True)
    desk.procedure("checked", "KA-00005", title="Nieopublikowana")
    desk.notice = standing(desk, "published", valid_to=desk.last)
    return desk


def test_what_appears_changes_and_disappears_is_told_by_day(office):
    visitor = office.visitor(CLERK).get("/publikacja")
    told = changes(visitor)
    assert list(told) == [
        f"{day(office.today)} (dziś)",
        day(office.tomorrow),
        day(office.last),
        day(office.last + DAY),
    ]
    assert [one.split()[0] for one in told[f"{day(office.today)} (dziś)"]] == [
        office.notice,
        "KA-00001",
        "KA-00002",
    ]
    (change,) = told[day(office.tomorrow)]
    assert "nowa wersja" in change
    assert "Zmienia się potem" in change
    (begin,) = told[day(office.last)]
    assert begin.startswith("KA-00003 Zaczyna się pojawia się")
    gone = told[day(office.last + DAY)]
    assert [one.split()[0] for one in gone] == [office.notice, "KA-00001"]
    assert all("znika" in one for one in gone)
    assert "KA-00004" not in visitor.words
    assert "KA-00005" not in visitor.words


def test_what_is_shown_today_is_a_list_of_its_own(office):
    visitor = office.visitor(CLERK).get("/publikacja")
    assert "widać: 2 procedury, 1 informacja, regulamin w wersji" in visitor.words
    visitor.follow("Co widać dziś")
    assert numbers(visitor)[:3] == [office.notice, "KA-00001", "KA-00002"]
    assert f"do {day(office.last)}" in visitor.words
    visitor.follow("KA-00002")
    assert visitor.page.findtext(".//h1").startswith("KA-00002")
    assert "Wersja 1." in visitor.words


def test_each_audience_has_its_own_list(office):
    visitor = office.visitor(CLERK).get("/publikacja", pokaz="dzis", widok="call-centre")
    assert "KA-00004" in numbers(visitor)
    visitor.get("/publikacja", pokaz="dzis", widok="bip")
    assert numbers(visitor) == ["KA-00001", "KA-00002"]
    assert "regulamin w wersji" not in visitor.words


def test_what_becomes_internal_disappears_for_residents_alone(desk):
    who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
    desk.procedure("published", OWN)
    tomorrow = desk.today + DAY
    desk.hand_in(OWN, valid_from=tomorrow, internal=True)
    desk.centre.confirm(OWN, **who)
    desk.centre.publish(OWN, **who)
    visitor = desk.visitor(CLERK)
    (portal,) = changes(visitor.get("/publikacja", rodzaj="procedura"))[day(tomorrow)]
    assert "znika" in portal
    staff = visitor.get("/publikacja", rodzaj="procedura", widok="call-centre")
    assert "nowa wersja" in changes(staff)[day(tomorrow)][0]


def test_an_older_edition_that_comes_back_is_called_so(desk):
    who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
    desk.procedure("published", OWN)
    tomorrow = desk.today + DAY
    desk.hand_in(OWN, title="Na jeden dzień", valid_from=tomorrow, valid_to=tomorrow)
    desk.centre.confirm(OWN, **who)
    desk.centre.publish(OWN, **who)
    told = changes(desk.visitor(CLERK).get("/publikacja", rodzaj="procedura"))
    assert "wraca starsza wersja" in told[day(tomorrow + DAY)][0]


def test_terms_are_among_what_changes(desk):
    first = desk.today + 20 * DAY
    draft = PortalTerms(version="2027", valid_from=first, text="Nowe.")
    desk.centre.draft_terms(draft, now=desk.now, role=CLERK)
    visitor = desk.visitor(CLERK)
    assert changes(visitor.get("/publikacja")) == {}
    assert "W tych dniach nie ma zmian." in visitor.words
    approver = {"role": Role.DIRECTOR, "by": Person("Piotr Wzorcowy")}
    desk.centre.approve_terms(draft, now=desk.now, **approver)
    (row,) = changes(visitor.get("/publikacja"))[day(first)]
    assert row.startswith("2027 Regulamin portalu, wersja 2027 nowa wersja")
    visitor.follow("2027")
    assert visitor.page.findtext(".//h1") == "Regulamin, wersja 2027"


def test_days_words_kinds_and_units_choose(office):
    hand = {"title": "Woda", "unit": OTHER_UNIT, "requested_by": Person("Jan Drugi")}
    number = standing(office, "published", **hand)
    visitor = office.visitor(CLERK)
    tomorrow = f"{office.tomorrow}"
    visitor.get("/publikacja", od=tomorrow, do=tomorrow)
    assert list(changes(visitor)) == [day(office.tomorrow)]
    visitor.get("/publikacja", slowa="zaczyna")
    assert numbers(visitor) == ["KA-00003"]
    visitor.get("/publikacja", pokaz="dzis", rodzaj="informacja")
    assert numbers(visitor) == [office.notice, number]
    visitor.get("/publikacja", pokaz="dzis", jednostka=OTHER_UNIT)
    assert numbers(visitor) == [number]
    visitor.get("/publikacja", pokaz="dzis", slowa="nieznane")
    assert "Dziś nie widać niczego takiego." in visitor.words
    visitor.get("/publikacja", od="wczoraj", do="2027-1-1", slowa="– –")
    assert visitor.status == 400
    assert len(visitor.faults) == 3
    visitor.get("/publikacja", od=tomorrow, do=f"{office.today}")
    assert visitor.faults == ["Ostatni dzień jest przed pierwszym."]
    for name in ("pokaz", "widok", "rodzaj"):
        strange = visitor.get("/publikacja", **{name: "x"})
        assert strange.status == 400
        assert strange.faults[0].endswith("Takiego wyboru nie ma. Wybierz z listy.")
        assert numbers(strange) == []


def test_what_has_changed_lately_is_a_press_away(office):
    office.now += 3 * DAY
    visitor = office.visitor(CLERK).get("/publikacja")
    assert day(office.tomorrow) not in changes(visitor)
    visitor.follow("Co się zmieniło w ciągu 30 dni")
    assert day(office.tomorrow) in changes(visitor)


def test_pages_follow_one_another(desk):
    last = desk.today + 9 * DAY
    for at in range(PAGE + 3):
        hand_in = hand_in_announcement(desk, f"OG-{at + 1:04}", valid_to=last)
        who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
        desk.centre.publish_announcement(hand_in.id, **who)
    visitor = desk.visitor(CLERK)
    seen = []
    visitor.get("/publikacja")
    while True:
        seen += numbers(visitor)
        if "Dalsze" not in visitor.words:
            break
        visitor.follow("Dalsze")
    assert len(seen) == 2 * (PAGE + 3)
    visitor.get("/publikacja", pokaz="dzis")
    assert len(numbers(visitor)) == PAGE
    assert len(numbers(visitor.follow("Dalsze"))) == 4
    assert visitor.title.startswith("Co widać i kiedy, dalsza strona")


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_sees_procedures_sees_when_theirs_are_shown(who):
    desk = Desk()
    desk.procedure("published")
    notice = standing(desk, "published")
    visitor = desk.visitor(who)
    listed = visitor.get("/procedury")
    sees = listed.status == 200 and OWN in listed.words
    page = visitor.get("/publikacja", pokaz="dzis")
    assert (page.status == 200) is (listed.status == 200)
    assert ({OWN, notice} <= set(numbers(page))) is sees
    # Links lead to what opens.
    for number in numbers(page):
        assert visitor.get("/publikacja", pokaz="dzis").follow(number).status == 200


def test_a_head_sees_the_terms_without_a_link():
    desk = Desk()
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/publikacja", pokaz="dzis")
    assert "Regulamin portalu" in visitor.words
    assert numbers(visitor) == []
    assert f"pracujesz ({UNIT})" in visitor.words


def test_where_nothing_is_published_no_menu_has_it():
    desk = Desk(without=("procedures", "notices"))
    visitor = desk.visitor(CLERK)
    assert numbers(visitor.get("/publikacja", pokaz="dzis")) == []
    assert "Co widać i kiedy" not in [
        link.text for link in visitor.get("/konto").page.xpath("//nav//a")
    ]
    assert any(page == "display" for _, page, _ in _MENU)


@pytest.mark.parametrize("without", ["procedures", "notices"])
def test_where_one_of_them_is_there_it_is_shown(without):
    desk = Desk(without=(without,))
    visitor = desk.visitor(CLERK).get("/publikacja", pokaz="dzis")
    assert visitor.status == 200


def test_hostile_addresses_are_only_words(office):
    visitor = office.visitor(CLERK)
    for query in ({"po": "\0~x"}, {"jednostka": "\0"}, {"od": "9" * 500}, {"widok": "editors"}):
        assert visitor.get("/publikacja", **query).status in (200, 400)


def links(visitor) -> list[str]:
    return visitor.page.xpath("//main//ol[contains(@class, 'reports')]//a/@href")


PASSED = {"od": "2026-01-01", "do": "2028-12-31"}


@pytest.mark.parametrize("is_procedure", [True, False], ids=["procedure", "announcement"])
def test_a_text_that_passed_to_another_is_a_link_only_where_its_page_opens(desk, is_procedure):
    """Whatever a link leads to opens, and what has passed on is listed all the same."""
    if is_procedure:
        pass_procedure_on(desk, desk.today + 3 * DAY)
    else:
        standing(desk, "published", title="Przerwa")
        number = desk.memory.notices.announcements()[0].id
        text = {"unit": OTHER_UNIT, "requested_by": Person("Jan Drugi")}
        hand_in_announcement(desk, number, **text)
        desk.centre.publish_announcement(
            number, role=CLERK, by="Osoba Monitoring_Staff", now=desk.now
        )
    seen = set()
    for days in (0, 10):
        desk.now += days * DAY
        for who in (Role.HEAD_OF_UNIT, Role.STAFF_OF_UNIT, "jan", CLERK):
            for address in ({}, PASSED, {"pokaz": "dzis"}, {**PASSED, "widok": "call-centre"}):
                visitor = desk.visitor(who).get("/publikacja", **address)
                assert visitor.status == 200
                for link in links(visitor):
                    assert visitor.get(link).status == 200, (who, address, link)
                    seen.add((who, link))
                    if "wersja=" in link:
                        edition = link.partition("wersja=")[2]
                        assert f"wersja {edition}" in visitor.words.casefold()
    assert {who for who, _ in seen} >= {"jan", CLERK}
    former = desk.visitor(Role.HEAD_OF_UNIT).get("/publikacja", **PASSED)
    assert bool(changes(former)) is is_procedure
    assert links(former) == []


def pass_procedure_on(desk, after):
    """Publish a procedure, and then a text by which it is another's from a later day on."""
    desk.procedure("published")
    was = desk.memory.procedures.editions(OWN)[-1].procedure
    text = attrs.evolve(was, unit=OTHER_UNIT, cell=None, valid_from=after)
    handover = head_handover(desk.today, OTHER_UNIT, asked_by="Jan Drugi")
    who = {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}
    desk.centre.hand_in(text, handover=handover, **who)
    desk.centre.confirm(OWN, **who)
    desk.centre.publish(OWN, **who)
