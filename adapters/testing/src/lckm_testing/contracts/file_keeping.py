"""The contract of a store of attachments that takes residents' files in."""

from datetime import datetime

import pytest

from lckm_core.ports.optional import FileKeeping
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, at_once, to_fill_in

_BYTES = bytes(range(256)) * 3


class FileKeepingContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.optional.FileKeeping` does. Fixture: ``store``."""

    @pytest.fixture
    def store(self) -> FileKeeping:
        """A store without files, another for each test."""
        to_fill_in("store", "a store of files that has none yet, another for each test")

    def test_what_it_keeps_is_read_again_to_the_byte(self, store: FileKeeping) -> None:
        for reference, data in (("A-1", _BYTES), ("A-2", b""), ("L=CKM-=2026-=1-1", b"x")):
            store.keep(reference, data, now=samples.NOON)
            assert store.read(reference) == data

    def test_the_same_file_again_is_fine_and_another_one_is_refused(
        self, store: FileKeeping
    ) -> None:
        for _ in range(2):
            store.keep("A-1", _BYTES, now=samples.NOON)
        for other in (_BYTES[:-1], _BYTES + b"x", b""):
            with pytest.raises(FileExistsError):
                store.keep("A-1", other, now=samples.NOON)
        assert store.read("A-1") == _BYTES

    def test_of_many_who_keep_another_at_once_one_does(self, store: FileKeeping) -> None:
        def keep(at: int) -> bytes:
            store.keep("A-1", b"%d" % at, now=samples.NOON)
            return b"%d" % at

        outcomes = at_once(6, keep)
        (kept,) = [outcome for outcome in outcomes if isinstance(outcome, bytes)]
        assert store.read("A-1") == kept
        others = [outcome for outcome in outcomes if not isinstance(outcome, bytes)]
        assert all(isinstance(outcome, FileExistsError) for outcome in others), others

    def test_what_is_destroyed_may_be_kept_again(self, store: FileKeeping) -> None:
        """As after a report that came to nothing, whose number is given to the next try."""
        store.keep("A-1", _BYTES, now=samples.NOON)
        assert list(store.destroy(["A-1"])) == []
        store.keep("A-1", b"other", now=samples.NOON)
        assert store.read("A-1") == b"other"

    @pytest.mark.parametrize("reference", ["../A-1", "A/B-1", "", ".", "A-1\n"])
    def test_a_text_that_is_no_reference_is_refused(
        self, store: FileKeeping, reference: str
    ) -> None:
        with pytest.raises(ValueError, match=r"."):
            store.keep(reference, b"a", now=samples.NOON)

    def test_a_naive_moment_is_refused(self, store: FileKeeping) -> None:
        naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001  that is what is refused
        with pytest.raises(ValueError, match=r"."):
            store.keep("A-1", b"a", now=naive)
        assert store.read("A-1") is None
