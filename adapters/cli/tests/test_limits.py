"""The limit of size that the command reads up to is that which the library judges by, though it uses public names only."""

from lckm_cli.file_selection import MAX_BYTES
from lckm_core.parsing._errors import Limits


def test_of_a_file() -> None:
    """Written down again, since a command that reads no file must not load the reader for it."""
    assert Limits().max_bytes == MAX_BYTES
