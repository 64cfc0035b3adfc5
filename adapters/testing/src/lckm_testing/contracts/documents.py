"""The contract of a store of files to download."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from lckm_core.ports import DocumentStore
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)

_FILES = (b"", b"%PDF-1.7\n%%EOF\n", b"\x00\r\n\xff" * 1000, b"x" * 3_000_000)
_NONE = "0" * 64
_HOSTILE = (
    "",
    "..",
    "../../etc/passwd",
    "\x00",
    "/",
    "A" * 64,
    "g" * 64,
    "0" * 63,
    "0" * 65,
    "\ud800",
    "con",
)


class DocumentStoreContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.DocumentStore` does.

    Fixtures: ``store``, and those of its capabilities.
    """

    survives_restart: bool
    """What it keeps is there when it is opened again; needs the fixture ``reopen``."""

    @pytest.fixture
    def store(self) -> DocumentStore:
        """An empty store, another for each test."""
        to_fill_in("store", "an empty store of files to download, another for each test")

    @pytest.fixture
    def reopen(self, store: DocumentStore) -> Callable[[], DocumentStore]:
        """What opens the same store again."""
        to_fill_in(
            "reopen",
            "a function that opens the place of the fixture `store` again, after a restart",
        )

    @pytest.mark.parametrize("data", _FILES, ids=range(len(_FILES)))
    def test_a_file_comes_back_to_the_byte_from_the_address_of_its_content(
        self, store: DocumentStore, data: bytes
    ) -> None:
        address = store.keep(data)
        assert address == sha256(data).hexdigest()
        assert store.read(address) == data
        assert store.keep(data) == address

    def test_what_is_not_kept_is_not_there_whatever_is_asked_for(
        self, store: DocumentStore
    ) -> None:
        assert store.read(_NONE) is None
        store.keep(b"x")
        assert [store.read(address) for address in (_NONE, *_HOSTILE)] == [None] * (
            1 + len(_HOSTILE)
        )

    def test_a_sweep_leaves_what_is_wanted(self, store: DocumentStore) -> None:
        """What goes is at most what is not wanted: files kept a moment ago may stay."""
        kept = {store.keep(data) for data in _FILES}
        wanted = {sha256(_FILES[1]).hexdigest(), _NONE}
        count = store.sweep(wanted)
        assert store.read(sha256(_FILES[1]).hexdigest()) == _FILES[1]
        assert count == sum(store.read(address) is None for address in kept) <= len(_FILES) - 1

    def test_of_many_who_keep_the_same_nobody_loses_it(self, store: DocumentStore) -> None:
        assert (
            at_once(8, lambda _: store.read(store.keep(b"the same")) == b"the same") == [True] * 8
        )

    @when(survives_restart=True)
    def test_it_is_there_after_a_restart(
        self, store: DocumentStore, reopen: Callable[[], DocumentStore]
    ) -> None:
        address = store.keep(b"kept")
        assert reopen().read(address) == b"kept"
