"""The queue of deliveries: what waits, since when, and why it failed."""

from datetime import timedelta

import attrs
import pytest
from desk_site import NOW, Desk

from lckm_core.delivery import (
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Refusal,
    dispatch_id,
    open_notices,
)
from lckm_core.organisation import Role
from lckm_desk._deliveries.queue_list import MOST, PAGE, STATES

MINUTE = timedelta(minutes=1)


def numbers(visitor) -> list[str]:
    return [link.text_content() for link in visitor.page.xpath("//ol//a")]


def rows(visitor) -> list[str]:
    return [" ".join(row.text_content().split()) for row in visitor.page.xpath("//ol/li")]


def changed(desk, number, **values):
    """Leave a delivery as it would be after attempts that failed."""
    desk.memory.reports.change(number, lambda was: attrs.evolve(was, **values))
    return number


def test_the_oldest_come_first_and_each_page_goes_on_where_the_last_ended(desk):
    reports = [desk.report(at) for at in range(1, PAGE + 4)]
    visitor = desk.visitor().get("/kolejka")
    assert f"Czeka na doręczenie: {PAGE + 3}." in visitor.words
    first = numbers(visitor)
    rest = numbers(visitor.follow("Dalsze"))
    assert first + rest == reports
    assert "Ciąg dalszy, od najstarszych." in visitor.words
    assert numbers(visitor.follow("Od początku")) == first
    assert "Od najstarszych." in visitor.words


def test_a_page_that_holds_all_leads_no_further(desk):
    for at in range(1, PAGE + 1):
        desk.report(at)
    assert not desk.visitor().get("/kolejka").page.xpath("//main//a[text()='Dalsze']")


def test_a_page_after_the_last_delivery_says_so_and_leads_back(desk):
    number = desk.report()
    visitor = desk.visitor().get("/kolejka", po="2027-01-01T00:00:00+00:00~A")
    assert numbers(visitor) == []
    assert "Dalej nie ma nic więcej." in visitor.words
    assert "wszystko doręczono" not in visitor.words
    assert numbers(visitor.follow("Od początku")) == [number]


def test_a_row_says_what_goes_to_whom_since_when_and_when_it_is_tried_next(desk):
    number = desk.report()
    later = NOW + 3 * MINUTE
    changed(desk, number, due_at=later, attempts=2, mailbox_refusal=Refusal.FULL)
    desk.now = NOW + MINUTE
    (row,) = rows(desk.visitor().get("/kolejka"))
    assert row == (
        f"{number} zgłoszenie Zarząd Dróg i Transportu czeka na wysłanie "
        "w kolejce od 1.12.2026, 00:30 (dziś) następna próba 1.12.2026, 00:33 "
        "dotychczasowe próby: 2 Ostatnia odmowa skrzynki: jest pełna."
    )
    desk.now = later
    (row,) = rows(desk.visitor().get("/kolejka"))
    assert "na następną próbę czeka od 1.12.2026, 00:33" in row


def test_a_notice_and_a_receipt_wait_beside_their_report(desk):
    number = desk.report(files=1)
    sent = changed(desk, number, state=DispatchState.SENT, due_at=None)
    notices = open_notices(desk.memory.reports.dispatch(sent), now=NOW + MINUTE)
    desk.memory.reports.add_notices(notices)
    receipt = attrs.evolve(
        notices[0], kind=DispatchKind.RECEIPT, mailbox=None, opened_at=NOW + 2 * MINUTE
    )
    desk.memory.reports.deliveries[receipt.id] = receipt
    visitor = desk.visitor().get("/kolejka")
    first, second = rows(visitor)
    assert numbers(visitor) == [number, number]
    assert "wezwanie jednostki do usunięcia danych" in first
    assert "czeka na wysłanie" in first
    assert "potwierdzenie dla zgłaszającego zgłaszający czeka na wysłanie" in second
    assert visitor.follow(number).status == 200
    assert visitor.title.startswith(f"Zgłoszenie {number}")


def in_each_state(desk):
    """Have a delivery in each state by which the queue is filtered."""
    doubt = {"state": DispatchState.UNKNOWN, "in_doubt": True}
    desk.report(1)
    changed(desk, desk.report(2), state=DispatchState.LEASED)
    changed(desk, desk.report(3), **doubt)
    helpdesk = {"because": HelpdeskReason.TOO_LONG, "helpdesk_refusal": Refusal.NOT_ALLOWED}
    changed(desk, desk.report(4), needs_a_hand=True, **doubt, **helpdesk)
    changed(desk, desk.report(5), state=DispatchState.SENT, due_at=None)


def test_a_filter_shows_its_state_alone_and_says_how_many(desk):
    in_each_state(desk)
    visitor = desk.visitor()
    found = {state: numbers(visitor.get("/kolejka", stan=state)) for state in ("", *STATES)}
    ends = {state: [int(one[-1]) for one in shown] for state, shown in found.items()}
    assert ends == {"": [1, 2, 3, 4], "pending": [1], "leased": [2], "unknown": [3, 4], "reka": [4]}
    visitor.get("/kolejka", stan="unknown")
    assert "Czeka na doręczenie: 4, w wybranym stanie: 2." in visitor.words
    assert visitor.page.xpath("//option[@selected]/@value") == ["unknown"]


def test_what_only_a_person_can_end_is_marked_and_says_why(desk):
    in_each_state(desk)
    visitor = desk.visitor().get("/kolejka")
    (row,) = visitor.page.xpath("//li[@class='open']")
    assert row.text_content().strip().endswith("Tylko człowiek ustali, czy helpdesk je ma.")
    assert "Ostatnia odmowa helpdesku: nie wpuszcza nadawcy" in row.text_content()
    (legend,) = visitor.page.xpath("//p[contains(@class, 'legend')]")
    assert legend.text_content().startswith("Pasek z lewej: tylko człowiek")
    assert "próba trwa" in rows(visitor.get("/kolejka", stan="leased"))[0]


def test_pages_of_a_filter_stay_within_it(desk):
    reports = [
        changed(desk, desk.report(at), state=DispatchState.UNKNOWN) if at % 2 else desk.report(at)
        for at in range(1, 2 * PAGE + 5)
    ]
    visitor = desk.visitor().get("/kolejka", stan="unknown")
    first = numbers(visitor)
    assert first + numbers(visitor.follow("Dalsze")) == reports[::2]


def test_of_a_longer_queue_the_page_says_what_it_shows(desk):
    number = desk.report()
    one = desk.memory.reports.dispatch(number)
    for at in range(MOST + 5):
        of_another = attrs.evolve(one, report_number=f"ŁCKM/2025/{at:06}", opened_at=NOW)
        desk.memory.reports.deliveries[of_another.id] = of_another
    visitor = desk.visitor().get("/kolejka")
    assert f"Czeka na doręczenie: {MOST + 6}. Strona pokazuje {MOST} najst" in visitor.words
    seen = len(numbers(visitor))
    while visitor.page.xpath("//main//a[text()='Dalsze']"):
        seen += len(numbers(visitor.follow("Dalsze")))
    assert seen == MOST


def test_an_empty_queue_says_so(desk):
    visitor = desk.visitor().get("/kolejka")
    assert "Nic nie czeka: wszystko doręczono." in visitor.words
    assert "W tym stanie nic nie czeka." in visitor.get("/kolejka", stan="leased").words


def test_what_the_store_cannot_read_is_named(desk):
    desk.administration.unreadable = (dispatch_id("ŁCKM/2026/000009"),)
    visitor = desk.visitor().get("/kolejka")
    assert "nie umie odczytać; powiedz o tym operatorowi: ŁCKM/2026/000009." in visitor.words


@pytest.mark.parametrize("state", ["sent", "Pending", "x" * 10_000, "'; drop", "\u202e<b>"])
def test_a_state_that_is_none_is_told_at_its_field(desk, state):
    desk.report()
    visitor = desk.visitor().get("/kolejka", stan=state)
    assert visitor.status == 400
    assert visitor.faults == ["W kolejce nie ma takiego stanu. Wybierz jeden z listy."]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#stan"]
    assert numbers(visitor) == []


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "~", "2026-12-02T10:00:00Z~", "0001-01-01T00:00+14:00~A", "é~é" * 99, "1" * 10_000),
        # In UTC that would be after 9999.
        "9999-12-31T23:59:59-14:00~A",
    ],
)
def test_a_cursor_that_is_none_shows_the_first_page(desk, cursor):
    number = desk.report()
    visitor = desk.visitor().get("/kolejka", po=cursor)
    assert visitor.status == 200
    assert numbers(visitor) == [number]


def test_without_a_store_that_tells_what_waits_the_page_says_so():
    desk = Desk(administered=False)
    visitor = desk.visitor().get("/kolejka")
    assert visitor.status == 501
    assert "Umie to lckm_sql." in visitor.words
    assert "Kolejka" not in [link.text_content() for link in visitor.page.xpath("//header//a")]
    assert [one for one in desk.face.remarks if "kolejki" in one.pl]
    assert not [one for one in Desk().face.remarks if "kolejki" in one.pl]


@pytest.mark.parametrize("role", Role)
def test_the_queue_has_nothing_that_a_report_does_not_show(role):
    desk = Desk()
    desk.report()
    visitor = desk.visitor(role).get("/kolejka")
    assert visitor.status in (200, 403)
    for words in ("601 234 567", "Jan Próbny", "Dziura"):
        assert words not in visitor.response.text
