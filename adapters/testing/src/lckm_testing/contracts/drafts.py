"""The contract of a store of drafts."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from lckm_core.ports import DraftStore
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, at_once, to_fill_in, when

NOON = samples.NOON
SOON = NOON + timedelta(hours=2)
_MOMENT = timedelta(microseconds=1)
_SEALED = bytes(range(256)) * 5


class DraftStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.DraftStore` does.

    Fixtures: ``drafts``, and that of the capability.
    """

    survives_restart: bool
    """A draft is there after a restart; needs the fixture ``reopen``."""

    @pytest.fixture
    def drafts(self) -> DraftStore:
        """A store without drafts, another for each test."""
        to_fill_in("drafts", "a store of drafts that has none yet, another for each test")

    @pytest.fixture
    def reopen(self, drafts: DraftStore) -> Callable[[], DraftStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in("reopen", "a function that opens the place of `drafts` again, after a restart")

    def test_a_draft_comes_back_to_the_byte(self, drafts: DraftStore) -> None:
        saved = {"0a" * 32: _SEALED, "0A" * 32: b"", "0b" * 32: b"\0" * 9}
        for key, sealed in saved.items():
            drafts.save(key, sealed, until=SOON)
        assert {key: drafts.load(key, now=NOON) for key in saved} == saved
        assert drafts.load("0c" * 32, now=NOON) is None

    def test_a_later_one_takes_its_place_and_its_moment(self, drafts: DraftStore) -> None:
        drafts.save("a", b"first", until=SOON)
        drafts.save("a", b"second", until=SOON + timedelta(hours=1))
        assert drafts.load("a", now=SOON) == b"second"

    def test_it_is_given_until_its_moment_and_no_longer(self, drafts: DraftStore) -> None:
        drafts.save("a", _SEALED, until=SOON)
        assert drafts.load("a", now=SOON - _MOMENT) == _SEALED
        assert drafts.load("a", now=SOON) is None

    def test_what_is_discarded_is_gone_and_others_stay(self, drafts: DraftStore) -> None:
        for key in ("a", "ab", "b"):
            drafts.save(key, key.encode(), until=SOON)
        for _ in range(2):
            drafts.discard("a")
        found = [drafts.load(key, now=NOON) for key in ("a", "ab", "b")]
        assert found == [None, b"ab", b"b"]

    def test_a_sweep_removes_what_has_ended_and_counts_it(self, drafts: DraftStore) -> None:
        for at in range(5):
            drafts.save(f"{at}", b"x", until=SOON + at * _MOMENT)
        assert drafts.sweep(now=SOON - _MOMENT) == 0
        assert drafts.sweep(now=SOON + 2 * _MOMENT) == 3
        assert drafts.sweep(now=SOON + 2 * _MOMENT) == 0
        # Asked for as of before: what was swept is not only hidden.
        found = [drafts.load(f"{at}", now=NOON) for at in range(5)]
        assert found == [None, None, None, b"x", b"x"]

    def test_naive_moments_are_refused(self, drafts: DraftStore) -> None:
        naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001  that is what is refused
        with pytest.raises(ValueError, match=r"."):
            drafts.save("a", b"x", until=naive)
        with pytest.raises(ValueError, match=r"."):
            drafts.load("a", now=naive)
        with pytest.raises(ValueError, match=r"."):
            drafts.sweep(now=naive)
        assert drafts.load("a", now=NOON) is None

    def test_many_may_save_discard_and_sweep_at_once(self, drafts: DraftStore) -> None:
        def act(at: int) -> bytes | None:
            drafts.save(f"{at}", b"%d" % at, until=SOON)
            drafts.save("shared", b"%d" % at, until=NOON)
            drafts.sweep(now=NOON)
            return drafts.load(f"{at}", now=NOON)

        assert sorted(map(repr, at_once(6, act))) == [repr(b"%d" % at) for at in range(6)]
        assert drafts.load("shared", now=NOON - _MOMENT) is None

    @when(survives_restart=True)
    def test_a_draft_is_there_after_a_restart(
        self, drafts: DraftStore, reopen: Callable[[], DraftStore]
    ) -> None:
        drafts.save("a", _SEALED, until=SOON)
        assert reopen().load("a", now=NOON) == _SEALED
