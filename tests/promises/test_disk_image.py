"""What the disk itself keeps after the term: the raw image of a file system is searched.

A file system of its own lies in a file, mounted where this machine lets it. Without encryption the
same search finds people in its free blocks and journal, so it is not blind.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import ContactCentre, build, impl
from lckm_core.ports import AttachmentStore
from lckm_core.reports import file_reference
from lckm_encryption import HostKeys, KeyFolder
from lckm_folder import FolderAttachments
from lckm_sql import SqlAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOON = samples.NOON
TERM = NOON + timedelta(days=300)
PEOPLE = [PersonalDataCanary(f"image {at}") for at in range(32)]
WITHDRAWN = range(0, 32, 5)
_MEGABYTES = 24


@attrs.frozen
class Files:
    """The files that came with reports."""

    store: FolderAttachments
    name = "files"

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        return (self.store,)


@pytest.fixture
def image(tmp_path: Path) -> Iterator[Path]:
    """The file of an ext4 file system, mounted at ``disk`` beside it."""
    # Where a user's own path leaves out what administrators use.
    search = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    make, mount = (shutil.which(name, path=search) for name in ("mke2fs", "mount"))
    if make is None or mount is None:
        pytest.skip("mke2fs and mount are not installed on this machine")
    path, disk = tmp_path / "image", tmp_path / "disk"
    with path.open("wb") as file:
        file.truncate(_MEGABYTES << 20)
    subprocess.run([make, "-q", "-t", "ext4", str(path)], check=True)
    disk.mkdir()
    mounted = subprocess.run(
        [mount, "-o", "loop", str(path), str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a file system takes rights that this user does not have")
    yield path
    subprocess.run(["umount", str(disk)], capture_output=True, check=False)


def live_through(disk: Path, *, encryption: bool) -> list[bytes]:
    """Register everybody with a file each, withdraw some, let the term pass; return the keys."""
    keys = KeyFolder(disk / "keys")
    adapter = SqlAdapter(
        url=f"sqlite:///{disk}/data/r.sqlite",
        encryption=encryption,
        key_folder=keys.path if encryption else "",
    )
    files = FolderAttachments(
        disk / "files", keys=HostKeys(folder=keys) if encryption else HostKeys()
    )
    centre = ContactCentre(build(adapter, Files(files)))
    for at, person in enumerate(PEOPLE):
        number = f"R-{at}"
        report = samples.full_report(person, number)
        for count, _ in enumerate(report.attachments, start=1):
            photo = f"{person.name}, {person.email}, {person.phone}\n".encode() * 400
            files.keep(file_reference(number, count), photo, now=report.registered_at)
        adapter.reports.add(report, samples.opened(number))
        if at % 8 == 7:
            adapter.close()  # its journal is emptied, and blocks are freed
    months = [key for day in keys.days() if (key := keys.key(day))]
    for at in WITHDRAWN:
        centre.withdraw_consent(f"R-{at}", now=NOON + timedelta(hours=1))
    centre.anonymise_due(now=TERM)
    adapter.close()
    return months


def people_in(raw: bytes) -> int:
    return sum(
        any(one in raw for text in (person.email, person.name) for one in in_encodings(text))
        for person in PEOPLE
    )


def in_encodings(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le"):
        yield text.encode(encoding)


@pytest.mark.slow(
    reason="searches a whole file system; that no file holds anybody after the term stands for it",
    weekly=True,
)
@pytest.mark.parametrize("encryption", [True, False])
def test_the_raw_disk_holds_nobody_after_the_term(image: Path, encryption: bool) -> None:
    disk = image.with_name("disk")
    keys = live_through(disk, encryption=encryption)
    subprocess.run(["umount", str(disk)], check=True)
    raw = image.read_bytes()
    if not encryption:
        assert people_in(raw) > 0, "the search is blind"
        return
    assert people_in(raw) == 0
    assert len(keys) == 1
    assert keys[0] not in raw, "the month's key outlived the term"


def test_no_file_holds_anybody_after_the_term(tmp_path: Path) -> None:
    """Also where no file system can be mounted."""
    (key,) = live_through(tmp_path, encryption=True)
    raw = b"\0".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert people_in(raw) == 0
    assert key not in raw
    assert list((tmp_path / "keys").iterdir()) == []
    assert [path.name for path in (tmp_path / "files").iterdir() if path.name[0] != "."] == []
