"""The contract of a store of the files that come with reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lckm_core.ports import AttachmentStore
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)

_REFERENCES = (
    *(
        "ZG-2026-000001-1",
        "zg-2026-000001-1",
        "ZG-2026-000001-10",
        "a.b-1",
        "CON-1",
        f"{'1' * 40}-999",
    ),
    *("LCKM-2026-1-1", "L=CKM-=2026-=1-1", "LCKM-=2026-=1-1"),
)
"""References that a file system or a database may take for one another."""
_BYTES = bytes(range(256)) * 3 + b"\r\n.\r\n"


class AttachmentStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.AttachmentStore` does.

    Fixtures: ``store`` and ``put``, and ``owned_files`` where it has files.
    """

    keeps_files: bool
    """It has files of its own; needs the fixture ``owned_files``."""

    @pytest.fixture
    def store(self) -> AttachmentStore:
        """A store without files, another for each test."""
        to_fill_in("store", "a store of files that has none yet, another for each test")

    @pytest.fixture
    def put(self, store: AttachmentStore) -> Callable[[str, bytes], object]:
        """What puts a file into *store* under a reference, the way the host does it."""
        to_fill_in("put", "a function that puts bytes under a reference into the fixture `store`")

    @pytest.fixture
    def owned_files(self, store: AttachmentStore) -> Path:
        """The folder with every file the store has."""
        to_fill_in("owned_files", "the folder with every file of the fixture `store`")

    def test_a_file_comes_back_to_the_byte(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        for at, reference in enumerate(_REFERENCES):
            put(reference, _BYTES + bytes([at]))
        for at, reference in enumerate(_REFERENCES):
            assert store.read(reference) == _BYTES + bytes([at])

    def test_what_it_does_not_have_is_none(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        put("A-1", b"a")
        assert [store.read(reference) for reference in ("A-2", "A-11", "../A-1", "A-1/../A-1")] == [
            None
        ] * 4

    def test_what_is_destroyed_is_gone_and_the_rest_stays(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        for reference in ("A-1", "A-2", "A-11"):
            put(reference, reference.encode())
        store.destroy(["A-1", "B-1"])
        assert [store.read(reference) for reference in ("A-1", "A-2", "A-11")] == [
            None,
            b"A-2",
            b"A-11",
        ]

    def test_what_it_did_not_find_it_says(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        """A file that lies on another machine is not destroyed; an empty one is a file, too."""
        assert list(store.destroy(["A-1"])) == ["A-1"]
        for reference, data in (("A-1", b"a"), ("A-2", b""), ("A-3", b"c")):
            put(reference, data)
        assert sorted(store.destroy(["B-2", "A-1", "A-2", "A-11", "../A-3"])) == [
            "../A-3",
            "A-11",
            "B-2",
        ]
        assert list(store.destroy(["A-3"])) == []

    def test_destroying_twice_does_no_harm(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        put("A-1", b"a")
        for _ in range(3):
            store.destroy(["A-1"])
        store.destroy([])
        assert store.read("A-1") is None

    def test_many_may_destroy_at_once(
        self, store: AttachmentStore, put: Callable[[str, bytes], object]
    ) -> None:
        references = [f"A-{at}" for at in range(1, 20)]
        for reference in references:
            put(reference, reference.encode())
        not_found = [
            answer
            for answer in at_once(4, lambda _: store.destroy(references))
            if not isinstance(answer, Exception)
        ]
        assert len(not_found) == 4
        assert set(references).intersection(*not_found) == set(), (
            "each is found by one of them at least"
        )
        assert [store.read(reference) for reference in references] == [None] * len(references)

    @when(keeps_files=True)
    def test_no_byte_is_left_in_any_file(
        self, store: AttachmentStore, put: Callable[[str, bytes], object], owned_files: Path
    ) -> None:
        """The check is first seen to find what was planted."""
        canary = PersonalDataCanary()
        put("A-1", _BYTES + canary.email.encode() + _BYTES)
        put("A-2", b"other")
        assert canary.search(owned_files) != ()
        store.destroy(["A-1"])
        assert canary.search(owned_files) == ()
