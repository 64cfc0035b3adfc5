"""The contract of a store of sessions of staff."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from lckm_core.errors import ConflictError
from lckm_core.ports import SessionRecord, SessionStore
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, at_once, to_fill_in, when

NOON = samples.NOON
SOON = NOON + timedelta(minutes=30)
_MOMENT = timedelta(microseconds=1)


def _session(key: str = "0a" * 32, **fields: Any) -> SessionRecord:
    """Return a session of Ewa Pokazowa, with other values where they are given."""
    return attrs.evolve(
        SessionRecord(
            key=key,
            login="e.pokazowa",
            way="a list of staff",
            signed_in_at=NOON,
            proved_at=NOON - 90 * _MOMENT,
            until=SOON,
            issuer="https://sso.example.org",
            subject="8f-Łódź",
            provider_session="s-1",
        ),
        **fields,
    )


class SessionStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.SessionStore` does.

    Fixtures: ``sessions``, and that of the capability.
    """

    survives_restart: bool
    """A session is there after a restart; needs the fixture ``reopen``."""

    @pytest.fixture
    def sessions(self) -> SessionStore:
        """A store without sessions, another for each test."""
        to_fill_in("sessions", "a store of sessions that has none yet, another for each test")

    @pytest.fixture
    def reopen(self, sessions: SessionStore) -> Callable[[], SessionStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in("reopen", "a function that opens the place of `sessions` again, after a restart")

    def test_a_session_comes_back_as_it_was(self, sessions: SessionStore) -> None:
        saved = (
            _session(),
            _session("0b", proved_at=None, issuer=None, subject=None, provider_session=None),
            _session("0B", login="j.próbny"),
        )
        for session in saved:
            sessions.save(session)
        assert tuple(sessions.load(session.key, now=NOON) for session in saved) == saved
        assert sessions.load("0c" * 32, now=NOON) is None

    def test_no_session_takes_the_place_of_another(self, sessions: SessionStore) -> None:
        sessions.save(_session())
        with pytest.raises(ConflictError):
            sessions.save(_session(login="j.probny"))
        assert sessions.load(_session().key, now=NOON) == _session()

    def test_a_session_is_given_until_its_moment_and_no_longer(
        self, sessions: SessionStore
    ) -> None:
        sessions.save(_session())
        assert sessions.load(_session().key, now=SOON - _MOMENT) == _session()
        assert sessions.load(_session().key, now=SOON) is None

    def test_a_session_is_prolonged_and_never_shortened(self, sessions: SessionStore) -> None:
        for key in ("a", "b"):
            sessions.save(_session(key))
        later = SOON + timedelta(hours=1)
        for until in (later, SOON, NOON):
            sessions.prolong("a", until=until)
        assert sessions.load("a", now=SOON) == _session("a", until=later)
        assert sessions.load("b", now=SOON) is None

    def test_what_was_revoked_is_not_prolonged(self, sessions: SessionStore) -> None:
        sessions.save(_session())
        assert sessions.revoke(key=_session().key) == 1
        sessions.prolong(_session().key, until=SOON + timedelta(hours=1))
        assert sessions.load(_session().key, now=NOON) is None
        assert sessions.revoke(key=_session().key) == 0

    def test_sessions_are_revoked_by_all_that_is_given(self, sessions: SessionStore) -> None:
        def stored_keys() -> str:
            return "".join(key for key in "abcde" if sessions.load(key, now=NOON))

        sessions.save(_session("a"))
        sessions.save(_session("b", provider_session="s-2"))
        sessions.save(_session("c", subject=None, provider_session=None))
        sessions.save(_session("d", login="j.probny", subject="9a"))
        sessions.save(_session("e", login="e.pokazow", signed_in_at=NOON + _MOMENT))
        assert sessions.revoke(issuer="https://sso.example.org", provider_session="s-3") == 0
        assert sessions.revoke(subject="8f-Łódź", provider_session="s-3") == 0
        assert sessions.revoke(subject="9a", provider_session="s-1") == 1
        assert stored_keys() == "abce"
        assert sessions.revoke(provider_session="s-1", signed_in_before=NOON) == 0
        assert sessions.revoke(provider_session="s-1", signed_in_before=NOON + _MOMENT) == 1
        assert stored_keys() == "bce"
        assert sessions.revoke(login="e.pokazowa") == 2
        assert stored_keys() == "e"
        assert sessions.revoke(key="e", login="e.pokazowa") == 0

    def test_a_subject_of_one_issuer_is_nobody_at_another(self, sessions: SessionStore) -> None:
        another = "https://another.example.org"
        sessions.save(_session("a"))
        sessions.save(_session("b", issuer=another))
        sessions.save(_session("c", issuer=None))
        assert sessions.revoke(subject="8f-Łódź", issuer=another) == 1
        assert [sessions.load(key, now=NOON) is None for key in "abc"] == [False, True, False]
        assert sessions.revoke(provider_session="s-1", issuer="https://sso.example.org") == 1
        assert sessions.load("c", now=NOON) == _session("c", issuer=None)

    def test_a_session_without_the_providers_ends_with_its_subject(
        self, sessions: SessionStore
    ) -> None:
        sessions.save(_session("a"))
        sessions.save(_session("b", provider_session=None))
        sessions.save(_session("c", provider_session="s-2"))
        sessions.save(_session("d", provider_session=None, subject="9a"))
        sessions.save(_session("e", provider_session=None, subject=None))
        assert sessions.revoke(subject="8f-Łódź", provider_session="s-1") == 2
        keys = [key for key in "abcde" if sessions.load(key, now=NOON) is not None]
        assert keys == ["c", "d", "e"]
        assert sessions.revoke(provider_session="s-2") == 1

    def test_nothing_is_revoked_unless_something_is_given(self, sessions: SessionStore) -> None:
        sessions.save(_session())
        with pytest.raises(ValueError, match=r"."):
            sessions.revoke()
        with pytest.raises(ValueError, match=r"."):
            sessions.revoke(signed_in_before=SOON)
        with pytest.raises(ValueError, match=r"."):
            sessions.revoke(issuer="https://sso.example.org")
        assert sessions.load(_session().key, now=NOON) == _session()

    def test_a_sweep_removes_what_has_ended_and_counts_it(self, sessions: SessionStore) -> None:
        for at in range(5):
            sessions.save(_session(f"{at}", until=SOON + at * _MOMENT))
        assert sessions.sweep(now=SOON - _MOMENT) == 0
        assert sessions.sweep(now=SOON + 2 * _MOMENT) == 3
        assert sessions.sweep(now=SOON + 2 * _MOMENT) == 0
        # Asked for as of before: what was swept is not only hidden.
        found = [sessions.load(f"{at}", now=NOON) is not None for at in range(5)]
        assert found == [False, False, False, True, True]

    def test_naive_moments_are_refused(self, sessions: SessionStore) -> None:
        naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001  that is what is refused
        sessions.save(_session())
        with pytest.raises(ValueError, match=r"."):
            sessions.load(_session().key, now=naive)
        with pytest.raises(ValueError, match=r"."):
            sessions.prolong(_session().key, until=naive)
        with pytest.raises(ValueError, match=r"."):
            sessions.revoke(key=_session().key, signed_in_before=naive)
        with pytest.raises(ValueError, match=r"."):
            sessions.sweep(now=naive)
        assert sessions.load(_session().key, now=NOON) == _session()

    def test_many_may_sign_in_go_on_and_sign_out_at_once(self, sessions: SessionStore) -> None:
        later = SOON + timedelta(hours=1)

        def act(at: int) -> bool:
            sessions.save(_session(f"{at}", login=f"{at}"))
            sessions.prolong(f"{at}", until=later)
            sessions.revoke(login=f"{at - at % 2}")
            sessions.sweep(now=NOON)
            return sessions.load(f"{at}", now=NOON) is not None

        assert at_once(6, act) == [False, True] * 3

    @when(survives_restart=True)
    def test_a_session_is_there_after_a_restart(
        self, sessions: SessionStore, reopen: Callable[[], SessionStore]
    ) -> None:
        sessions.save(_session())
        assert reopen().load(_session().key, now=NOON) == _session()
