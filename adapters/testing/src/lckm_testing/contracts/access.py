"""The contract of a log of who reads personal data."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from lckm_core.organisation import Role
from lckm_core.ports import Access, AccessLog, AccessPurpose, EventVerb
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, at_once, to_fill_in, when


def _access(number: int = 1, **given: object) -> Access:
    values: dict[str, object] = {
        "verb": EventVerb.READ_PERSONAL,
        "subject": f"ZG-2026-{number:06}",
        "role": Role.CALL_CENTRE_STAFF,
        "by": "Żaneta Łącka-Óss",
        "purpose": AccessPurpose.CALL_BACK,
        "at": samples.NOON + number * timedelta(microseconds=1),
    }
    return Access(**{**values, **given})  # type: ignore[arg-type]


class AccessLogContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.AccessLog` does.

    Fixtures: ``log``, ``lines``, ``break_log``, and that of the capability.
    """

    survives_restart: bool
    """A line is there after a restart; needs the fixture ``reopen``."""

    @pytest.fixture
    def log(self) -> AccessLog:
        """A log without lines, another for each test."""
        to_fill_in("log", "a log that has no line yet, another for each test")

    @pytest.fixture
    def lines(self, log: AccessLog) -> Callable[[AccessLog], Sequence[Access]]:
        """What reads the lines of a log, in order."""
        to_fill_in("lines", "a function that returns the lines of a log as Access, in order")

    @pytest.fixture
    def break_log(self, log: AccessLog) -> Callable[[], object]:
        """What makes the place of the log unable to take a line."""
        to_fill_in("break_log", "a function after which the place of `log` cannot take a line")

    @pytest.fixture
    def reopen(self, log: AccessLog) -> Callable[[], AccessLog]:
        """What opens the same log again, like a program that runs after this one."""
        to_fill_in("reopen", "a function that opens the place of `log` again, after a restart")

    def test_a_line_is_as_it_was_noted(
        self, log: AccessLog, lines: Callable[[AccessLog], Sequence[Access]]
    ) -> None:
        noted = [
            _access(at, role=role, purpose=purpose)
            for at, (role, purpose) in enumerate(
                (role, purpose) for role in Role for purpose in AccessPurpose
            )
        ]
        noted.append(_access(99, verb=EventVerb.READ_FILE, subject="L=CKM-=2026-=000123-1"))
        for access in noted:
            log.note(access)
        assert list(lines(log)) == noted

    def test_the_same_reading_twice_is_two_lines(
        self, log: AccessLog, lines: Callable[[AccessLog], Sequence[Access]]
    ) -> None:
        for _ in range(2):
            log.note(_access())
        assert list(lines(log)) == [_access()] * 2

    def test_many_may_note_at_once(
        self, log: AccessLog, lines: Callable[[AccessLog], Sequence[Access]]
    ) -> None:
        at_once(6, lambda at: log.note(_access(at)))
        noted = sorted(lines(log), key=lambda access: access.at)
        assert noted == [_access(at) for at in range(6)]

    def test_what_cannot_be_written_is_an_error(
        self,
        log: AccessLog,
        break_log: Callable[[], object],
    ) -> None:
        break_log()
        with pytest.raises(Exception):  # noqa: B017, PT011  any of them keeps the data unread
            log.note(_access())

    @when(survives_restart=True)
    def test_a_line_is_there_after_a_restart(
        self,
        log: AccessLog,
        lines: Callable[[AccessLog], Sequence[Access]],
        reopen: Callable[[], AccessLog],
    ) -> None:
        log.note(_access())
        assert list(lines(reopen())) == [_access()]
