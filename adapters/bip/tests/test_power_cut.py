"""After a power cut at any step of an export, the site shown is the old or the new, whole."""

import shutil
import sys

import bip_samples as shared
import pytest

from lckm_bip.release.manifest import Manifest
from tests.helpers.power_cut import PowerCutDisk
from tests.helpers.rows import some_in_every_change

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)
_APART = 31
"""Every so many steps the next export is tried, too; with all tests, more often."""


class _Look:
    """Looks at what a power cut would leave, and exports onto it now and then."""

    def __init__(self, folder, after, allowed, apart):
        self.folder, self.after, self.allowed, self.apart = folder, after, allowed, apart
        self.steps, self.faults = 0, []

    def __call__(self, disk):
        self.steps += 1
        for state in disk.states(between=1):
            if state.files_in("current") not in self.allowed:
                self.faults.append(f"step {self.steps}: neither the old nor the new")
            elif not _tells_what_is_shown(state):
                self.faults.append(f"step {self.steps}: the manifest of the shown one is not whole")
            elif self.steps % self.apart == 0:
                site = state.write(self.folder / "left")
                shared.site(site, self.after)
                for name in ("current", "a", "b"):
                    if shared.tree(site / name) != self.allowed[-1]:
                        self.faults.append(f"step {self.steps}: {name} is not the new, exported")
                shutil.rmtree(site)


def _tells_what_is_shown(state):
    """Return whether the manifest of the release shown is there, and names all its files."""
    shown = state.files_in("current")
    if shown is None:
        return True
    stored = state.entries.get(f".lckm-bip/{state.entries['current']}.json")
    manifest = Manifest.of(stored) if isinstance(stored, bytes) else None
    return manifest is not None and manifest.files.keys() == shown.keys()


@pytest.mark.parametrize(
    "many",
    [
        pytest.param(10_000, id="each flushed"),
        pytest.param(
            0, id="all flushed at once", marks=pytest.mark.slow(reason="the same, flushed by sync")
        ),
    ],
)
@pytest.mark.parametrize(
    "fresh",
    some_in_every_change([True, False], 1, reason="from none; from an old one stands for it"),
    ids=["from none", "from an old one"],
)
def test_the_site_shown_is_whole(fresh, many, tmp_path, monkeypatch, long_run):
    monkeypatch.setattr("lckm_bip.release.fsync._MANY", many)
    before, after = shared.old_and_new(2)
    old = shared.tree(shared.site(tmp_path / "old", before))
    new = shared.tree(shared.site(tmp_path / "new", after))
    site = tmp_path / "site"
    site.mkdir()
    if not fresh:
        shared.site(site, before)
    allowed = [None if fresh else old, new]
    look = _Look(tmp_path, after, allowed, 7 if long_run else _APART)
    disk = PowerCutDisk(site, look)
    with disk.watched():
        shared.site(site, after)
        state = disk.flushed()
    left = state.write(tmp_path / "left")
    # The manifests too: without them the next export would have to make all anew.
    assert shared.tree(left) == shared.tree(site), "exported, and yet not on the disk"
    assert look.faults == []
    assert look.steps > 20
