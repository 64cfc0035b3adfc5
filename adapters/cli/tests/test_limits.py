"""The largest file that the command reads is the largest that the library checks."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from lckm_cli.file_selection import MAX_BYTES, TooLargeError, read_bytes
from lckm_core.parsing._errors import Limits


def test_of_a_file() -> None:
    """Written down again, since a command that reads no file must not load the reader for it."""
    assert Limits().max_bytes == MAX_BYTES


@pytest.mark.parametrize("told", [0, 6])
def test_a_file_that_is_longer_than_it_says_is_read_whole_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    """It has grown, or lies where nothing has a size, as in ``/proc``."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"0123456789")
    monkeypatch.setattr(os, "fstat", lambda handle: SimpleNamespace(st_size=told))
    assert read_bytes(str(file), 10) == b"0123456789"
    with pytest.raises(TooLargeError):
        read_bytes(str(file), 9)
