"""What the system refuses in a folder is told with what helps against that cause."""

import errno
import os

import pytest

from lckm_folder import FolderUnavailableError


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EROFS, "remount,rw"),
        (errno.ENOSPC, "free some space"),
        (errno.EACCES, "Let this user write"),
        (errno.EMFILE, "ulimit -n"),
        (errno.EIO, "mounted and works"),
    ],
)
def test_each_cause_has_its_own_advice(number: int, advice: str) -> None:
    """Each was told to check the space and the permissions."""
    message = FolderUnavailableError(number, os.strerror(number), "/data/files").message
    assert advice in message.en
