"""The largest file that the command reads is the largest that the library checks."""

from lckm_cli.file_selection import MAX_BYTES
from lckm_core.parsing._errors import Limits


def test_of_a_file() -> None:
    """Written down again, since a command that reads no file must not load the reader for it."""
    assert Limits().max_bytes == MAX_BYTES
