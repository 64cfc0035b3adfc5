"""What a command replaces is the file that is meant, and stays what it was but for its content."""

import os
import sys
from pathlib import Path

import pytest

from lckm_cli.toolkit import write_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and rights of POSIX")


@pytest.mark.parametrize("is_there", [True, False], ids=["full", "dangling"])
@pytest.mark.parametrize("length", [1, 2])
def test_a_link_stays_one_and_its_file_is_written(
    tmp_path: Path, length: int, is_there: bool
) -> None:
    """Else the file of the settings elsewhere stays as it was, and the next run reads that."""
    file = tmp_path / "elsewhere" / "file"
    file.parent.mkdir()
    if is_there:
        file.write_bytes(b"the former")
    links = [tmp_path / f"link-{at}" for at in range(length)]
    for link, target in zip(links, [*links[1:], file], strict=True):
        link.symlink_to(target)
    write_bytes(links[0], b"the new")
    assert file.read_bytes() == b"the new"
    assert not file.is_symlink()
    assert all(link.is_symlink() for link in links)
    assert [path.name for path in file.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "file"
    file.touch()
    file.chmod(mode)
    write_bytes(file, b"the new")
    assert (file.stat().st_mode & 0o777, file.read_bytes()) == (mode, b"the new")


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_rights_that_the_process_gives(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_bytes(tmp_path / "file", b"the new")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Without waiting for whoever writes, who may not come.
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_bytes(pipe, b"the new")
        assert os.read(reader, 99) == b"the new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
