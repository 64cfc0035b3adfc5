"""Consent whose withdrawal is recorded, while a dump still holds the data in the database."""

from datetime import timedelta

import pytest
from desk_site import Desk

from lckm_core import ContactCentre, build, impl
from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose
from lckm_core.reports import withdraw
from lckm_desk._records.report import MOST_ENTRIES, withdrawals_of
from lckm_sql import SqlAdapter


class Reports:
    """The reports of a database, and nothing else of it."""

    def __init__(self, adapter: SqlAdapter) -> None:
        self._adapter = adapter

    @impl
    def provide_reports(self):
        return self._adapter.reports


@pytest.fixture
def database(tmp_path):
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    yield adapter
    adapter.close()


def test_nothing_is_offered_that_nobody_may_do_any_more(database):
    desk = Desk(without=("reports",), more=Reports(database))
    number, other = desk.report(1), desk.report(2)
    # As in PostgreSQL when the table of the month is held.
    database.reports._record_withdrawal(number, desk.now)
    visitor = desk.visitor().open(number)
    assert "Danych osobowych już nie ma." not in visitor.words
    told = "Zgodę cofnięto i nikt już nie zobaczy danych osobowych. Program usunie je, gdy tylko"
    assert told in visitor.words
    assert "znikną" not in visitor.words
    for offered in ("Pokaż dane osobowe", "Cofnij zgodę"):
        assert offered not in visitor.words
        assert offered in desk.visitor().open(other).words
    assert visitor.post("/zgloszenie/zgoda", numer=number).status == 409
    assert "więc danych osobowych nikt już nie zobaczy (zał. 2 § 6 ust. 5)." in visitor.words


def test_once_they_are_erased_it_says_so(database):
    desk = Desk(without=("reports",), more=Reports(database))
    number = desk.report()
    database.reports._record_withdrawal(number, desk.now)
    database.reports.erase_due(now=desk.now)
    words = desk.visitor().open(number).words
    assert "Danych osobowych już nie ma." in words
    assert "Zgodę cofnięto" not in words


def test_a_store_that_keeps_the_withdrawal_in_the_report_is_told_alike(desk):
    number = desk.report()
    kept = desk.memory.reports.reports
    kept[number] = withdraw(kept[number], now=desk.now)
    visitor = desk.visitor().open(number)
    assert "Zgodę cofnięto i nikt już nie zobaczy danych osobowych." in visitor.words
    assert "Pokaż dane osobowe" not in visitor.words


class Trailed(Reports):
    """The reports of a database, and its trail."""

    @impl
    def notify_listeners(self):
        return self._adapter.trail


def test_a_withdrawal_that_waits_is_one_entry_and_what_was_done_another(database, tmp_path):
    desk = Desk(without=("reports",), more=Trailed(database), administered=False)
    number = desk.report()
    months = tmp_path / "reports.sqlite-months"
    months.rename(tmp_path / "away")
    visitor = desk.visitor().open(number).follow("Cofnij zgodę").press("Tak, cofnij zgodę")
    assert visitor.status == 303
    desk.now += timedelta(days=1)
    who = "(pracownik Oddziału Call Center)"
    told = f"Zgodę cofnięto 1.12.2026 {who} i nikt już nie zobaczy danych osobowych."
    assert told in desk.visitor().open(number).words
    (waits,) = entries(desk, number)
    assert waits == (
        "cofnięto zgodę: czeka, aż będzie można usunąć dane",
        "Osoba Call_Centre_Staff, pracownik Oddziału Call Center",
    )
    (tmp_path / "away").rename(months)
    desk.centre.anonymise_due(now=desk.now)
    assert f"zgodę cofnięto 1.12.2026 {who}" in desk.visitor().open(number).words
    found = withdrawals_of(ContactCentre(build(database)), number)
    assert [(one.outcome, one.at) for one in found] == [
        ("recorded", desk.now - timedelta(days=1)),
        ("anonymised", desk.now),
    ]
    assert entries(desk, number) == [
        ("cofnięto zgodę: wykonano, dane usunięto", "program"),
        waits,
    ]


def test_after_very_many_readings_the_page_has_the_newest_acts(database):
    desk = Desk(without=("reports",), more=Trailed(database), administered=False)
    number = desk.report()
    for _ in range(MOST_ENTRIES):
        desk.now += timedelta(minutes=1)
        desk.centre.read_personal(
            number,
            role=Role.CALL_CENTRE_STAFF,
            by="Osoba",
            purpose=AccessPurpose.CALL_BACK,
            now=desk.now,
        )
    desk.centre.withdraw_consent(
        number, role=Role.CALL_CENTRE_STAFF, by="Osoba", now=desk.now + timedelta(minutes=1)
    )
    visitor = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number)
    assert "Danych osobowych już nie ma: zgodę cofnięto" in visitor.words
    shown = visitor.page.xpath("//section[@aria-labelledby='slad']/ol/li")
    assert len(shown) == MOST_ENTRIES
    assert "cofnięto zgodę" in shown[-1].text_content()
    assert "Wcześniejsze pokazuje strona Ślad: 2 wpisy." in visitor.words
    visitor.follow("Ślad")
    assert visitor.status == 200


def entries(desk, number):
    """Return what the trail says of a withdrawal, and of whom, the newest first."""
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", numer=number, czynnosc="withdraw_consent")
    spans = [row.xpath("./span") for row in visitor.page.xpath("//main//ol/li")]
    return [(what.text_content(), who.text_content()) for what, _, _, who in spans]
