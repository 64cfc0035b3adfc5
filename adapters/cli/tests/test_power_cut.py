"""After a power cut at any step a file that a command replaces is the former or the new one."""

import sys
from pathlib import Path

import pytest

from lckm_cli.toolkit import write_text
from tests.helpers.power_cut import PowerCutDisk, State

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)


@pytest.mark.parametrize("former", [None, b"the former text"], ids=["new", "replaced"])
def test_a_file_is_whole_or_as_it_was(tmp_path: Path, former: bytes | None) -> None:
    if former is not None:
        (tmp_path / "out.yaml").write_bytes(former)
    states: list[State] = []
    disk = PowerCutDisk(tmp_path, lambda disk: states.extend(disk.states()))
    with disk.watched():
        write_text(tmp_path / "out.yaml", "the new text")
        left = disk.flushed().entries
    found = [state.entries.get("out.yaml") for state in states]
    assert set(found) == {former, b"the new text"}
    assert left == {"out.yaml": b"the new text"}, "written, and yet not on the disk"
