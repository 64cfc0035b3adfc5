"""The largest file that the command reads is the largest that the library checks."""

import io
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from lckm_cli.file_selection import MAX_BYTES, TooLargeError, read_bytes
from lckm_cli.toolkit import UnsafeZipError, ZipFault
from lckm_cli.zip_limits import ZipLimits, read_part, require_safe_zip
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


def package(*parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for at, part in enumerate(parts):
            archive.writestr(f"{at}.xml", part)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("limit", "fault"),
    [
        ({"parts": 2}, ZipFault.PARTS),
        ({"unpacked": 23}, ZipFault.UNPACKED),
        ({"elements": 2}, ZipFault.ELEMENTS),
    ],
)
def test_what_a_package_may_hold_is_counted_over_all_its_parts(
    limit: dict[str, int], fault: ZipFault
) -> None:
    """Many small parts take as much room as a large one."""
    most = {"parts": 3, "unpacked": 24, "elements": 3}
    data = package(*[b"<a>x</a>", b"<a>x</a>", b"<a>x</a>"])
    require_safe_zip(data, ZipLimits(**most))
    with pytest.raises(UnsafeZipError) as refused:
        require_safe_zip(data, ZipLimits(**{**most, **limit}))
    assert refused.value.why is fault


def test_a_part_of_a_package_is_read_whole_or_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(package(b"0123456789"))) as archive:
        assert read_part(archive, "0.xml", 10) == b"0123456789"
        with pytest.raises(UnsafeZipError) as refused:
            read_part(archive, "0.xml", 9)
    assert refused.value.why is ZipFault.UNPACKED
