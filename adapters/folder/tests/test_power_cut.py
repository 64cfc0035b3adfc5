"""After a power cut at any step a store in files holds what was before or what was to be."""

import shutil
import sys

import attrs
import pytest

from lckm_core.delivery import Accepted, Letter
from lckm_core.ports import EditionChange
from lckm_core.publication import State
from lckm_folder import FolderAdapter, FolderMailer
from lckm_testing.contracts.samples import editions
from tests.helpers.power_cut import PowerCutDisk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)


def held(root):
    store = FolderAdapter(root).procedures
    return [list(store.editions(number)) for number in ("KA-00001", "KA-00002")]


def test_all_of_a_change_or_nothing(tmp_path):
    root = tmp_path / "store"
    first, second, *_ = editions()
    other = editions("KA-00002")[0]
    FolderAdapter(root).procedures.save([EditionChange(first)])
    new = attrs.evolve(first, state=State.CHECKED)
    before, after = [[first], []], [[new, second], [other]]
    seen, leftovers = [], []

    def look(disk):
        for state in disk.states():
            left = state.write(tmp_path / "left")
            seen.append(held(left))
            leftovers.extend(left.rglob("*.lckm-new"))
            shutil.rmtree(left)

    disk = PowerCutDisk(root, look)
    with disk.watched():
        FolderAdapter(root).procedures.save(
            [EditionChange(new, first), EditionChange(second), EditionChange(other)]
        )
    assert all(found in (before, after) for found in seen)
    assert leftovers == []
    assert seen[0] == before
    assert seen[-4:] == [after] * 4, "saved, and yet not on the disk"


def test_a_letter_is_there_once_it_is_sent(tmp_path):
    root = tmp_path / "mails"
    root.mkdir()
    letter = Letter("ZG-1.0a1b2c3d4e", "zgloszenia@uml.lodz.pl", "[ŁCKM] Zgłoszenie", "Treść")
    left = tmp_path / "left"
    disk = PowerCutDisk(root, lambda _: None)
    with disk.watched():
        FolderMailer(root).send(letter)
        for state in disk.states():
            assert FolderMailer(state.write(left)).find(letter) == Accepted(letter.key)
            shutil.rmtree(left)
