"""A directory whose source changes while a program runs: each question is answered by what it
says then, and one that can no longer be read lets nobody in for long.
"""

import logging
import threading

import attrs
import pytest

from lckm_core.organisation import (
    DIRECTORY,
    ChangingDirectory,
    City,
    Directory,
    DirectorySource,
    Official,
    Role,
    StaffUnknownError,
)

TERESA = Official("Teresa Przykładowa", (Role.CALL_CENTRE_STAFF,), login="teresa")
WITH_HER = attrs.evolve(DIRECTORY, people=(TERESA,), city=City(number_prefix="AB"))
WITHOUT_HER = attrs.evolve(DIRECTORY, people=())


@attrs.define
class Office:
    """A source of a directory in memory, and the seconds that have passed."""

    says: Directory | Exception = WITH_HER
    edition: int = 1
    second: float = 0.0
    readings: int = 0

    def read(self) -> Directory:
        self.readings += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    def change(self, says: Directory | Exception) -> None:
        self.says, self.edition = says, self.edition + 1

    def directory(self, *, every: float = 0.0) -> ChangingDirectory:
        return ChangingDirectory(
            DirectorySource(
                "d.yaml",
                read=self.read,
                version=lambda: self.edition,
                clock=lambda: self.second,
                every=every,
            )
        )


@pytest.fixture
def office() -> Office:
    return Office()


def test_each_question_is_answered_by_what_the_source_says_then(office: Office) -> None:
    directory = office.directory()
    assert (directory.people, directory.units) == ((TERESA,), DIRECTORY.units)
    assert directory.city.number_prefix == "AB"
    assert office.readings == 1
    office.change(WITHOUT_HER)
    assert directory.people == ()
    assert (directory.city, office.readings) == (City(), 2)


def test_nothing_is_read_before_somebody_asks(office: Office) -> None:
    office.says = ValueError("no database yet")
    directory = office.directory()
    assert office.readings == 0
    for _ in range(2):
        with pytest.raises(ValueError, match="no database yet"):
            assert directory.people
    office.says = WITH_HER
    assert directory.people == (TERESA,)


def test_a_source_is_looked_at_no_oftener_than_asked(office: Office) -> None:
    directory = office.directory(every=1.0)
    assert directory.people == (TERESA,)
    office.change(WITHOUT_HER)
    office.second = 0.9
    assert directory.people == (TERESA,)
    office.second = 1.0
    assert directory.people == ()


def test_people_of_one_that_cannot_be_read_are_known_for_five_minutes(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    directory = office.directory()
    assert directory.people == (TERESA,)
    office.change(ValueError("Anna Tajna"))
    for office.second in (10.0, 20.0, 309.0):
        assert directory.people == (TERESA,)
    for office.second in (310.0, 4000.0):
        with pytest.raises(StaffUnknownError, match=r"d\.yaml"):
            assert directory.people
        assert (directory.units, directory.city.number_prefix) == (DIRECTORY.units, "AB")
    with pytest.raises(ValueError, match="Anna Tajna"):
        directory.require_readable()
    office.second, office.says = 4001.0, WITH_HER
    assert directory.people == (TERESA,)
    directory.require_readable()
    said = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in said] == [logging.ERROR, logging.WARNING]
    assert "5 minutes" in said[0][1]
    assert "Anna" not in caplog.text


def test_a_second_failure_has_five_minutes_of_its_own(office: Office) -> None:
    directory = office.directory()
    for start in (0.0, 1000.0):
        office.second = start
        office.change(WITH_HER)
        assert directory.people == (TERESA,)
        office.change(ValueError())
        for office.second in (start + 2, start + 301):
            assert directory.people == (TERESA,)


def test_a_broken_one_is_read_once_a_second_at_most(office: Office) -> None:
    directory = office.directory()
    assert directory.units
    office.change(ValueError())
    for _ in range(5):
        assert directory.units
    assert office.readings == 2
    office.second = 1.0
    assert directory.units
    assert office.readings == 3


def test_while_a_thread_reads_others_have_what_was_read_last(office: Office) -> None:
    begun, go_on = threading.Event(), threading.Event()
    directory = office.directory()
    assert directory.people == (TERESA,)
    waiting = ChangingDirectory(
        DirectorySource(
            "d.yaml",
            read=office.read,
            version=lambda: (begun.set(), go_on.wait()) if office.edition > 1 else None,
            clock=lambda: office.second,
        )
    )
    assert waiting.people == (TERESA,)
    office.change(WITHOUT_HER)
    seen: list[tuple[Official, ...]] = []
    thread = threading.Thread(target=lambda: seen.append(waiting.people))
    thread.start()
    begun.wait()
    assert waiting.people == (TERESA,)
    go_on.set()
    thread.join()
    assert seen == [()]
