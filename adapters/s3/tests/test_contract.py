"""lckm-s3 keeps the contract of a store of attachments, with and without versions."""

from collections.abc import Callable
from functools import wraps

import pytest

from lckm_testing import AttachmentStoreContract, FileKeepingContract


def long(test: Callable[..., None]) -> Callable[..., None]:
    """Make a long one of an inherited test, here alone."""

    @pytest.mark.slow(reason="many requests; what comes back, is kept and destroyed stands for it")
    @wraps(test)
    def copy(*given: object, **fixtures: object) -> None:
        test(*given, **fixtures)

    return copy


class TestAttachments(AttachmentStoreContract):
    keeps_files = False

    @pytest.fixture
    def store(self, files):
        return files

    @pytest.fixture
    def put(self, store):
        return store.keep

    test_many_may_destroy_at_once = long(AttachmentStoreContract.test_many_may_destroy_at_once)
    test_destroying_twice_does_no_harm = long(
        AttachmentStoreContract.test_destroying_twice_does_no_harm
    )
    test_what_it_does_not_have_is_none = long(
        AttachmentStoreContract.test_what_it_does_not_have_is_none
    )


class TestKeeping(FileKeepingContract):
    @pytest.fixture
    def store(self, files):
        return files

    test_a_text_that_is_no_reference_is_refused = long(
        FileKeepingContract.test_a_text_that_is_no_reference_is_refused
    )
    test_what_is_destroyed_may_be_kept_again = long(
        FileKeepingContract.test_what_is_destroyed_may_be_kept_again
    )
