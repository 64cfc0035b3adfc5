"""After a power cut at any step a store in files holds what was before or what was to be."""

import shutil
import sys
from datetime import UTC, datetime

import attrs
import pytest

from lckm_core.delivery import Accepted, Letter
from lckm_core.ports import AnnouncementChange, EditionChange
from lckm_core.ports.optional import RouteTableChange
from lckm_core.publication import State
from lckm_folder import FolderAdapter, FolderMailer
from lckm_testing.contracts.samples import announcement_edition, editions, terms
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


@pytest.mark.parametrize("what", ["letter", "attachment"])
def test_a_new_folder_outlives_it_with_what_is_in_it(tmp_path, what):
    """Its own name, too, and those of the folders above that are new."""
    root, left = tmp_path / "disk", tmp_path / "left"
    root.mkdir()
    letter = Letter("ZG-1.0a1b2c3d4e", "zgloszenia@uml.lodz.pl", "[ŁCKM] Zgłoszenie", "Treść")

    def store_in(folder):
        return FolderAdapter(folder, attachments=folder / "new" / "files", encryption=False)

    def is_kept(at):
        if what == "letter":
            return FolderMailer(at / "office" / "mails").find(letter) == Accepted(letter.key)
        return store_in(at).attachments.read("ZG-1-1") == b"\xff\xd8\xff"

    disk = PowerCutDisk(root, lambda _: None)
    with disk.watched():
        if what == "letter":
            FolderMailer(root / "office" / "mails").send(letter)
        else:
            store_in(root).attachments.keep("ZG-1-1", b"\xff\xd8\xff")
        for state in disk.states(between=4):
            assert is_kept(state.write(left))
            shutil.rmtree(left)


ROUTES = "# trasy\nroutes: []\n"


def change_routes(store):
    change = RouteTableChange(
        text=f"# dalej\n{ROUTES}",
        replaced=ROUTES,
        at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        by="Jan Dyrektor",
        reason="zmiana",
    )
    store.routes.replace_table(change)


WRITING = {
    "announcements": lambda store: store.notices.save_announcements(
        [AnnouncementChange(announcement_edition())]
    ),
    "approve": lambda store: store.notices.save_terms(terms("0", approved=True)),
    "discard": lambda store: store.notices.discard_terms(terms("0")),
    "draft": lambda store: store.notices.save_terms(terms("1")),
    "file": lambda store: store.attachments.keep("ZG-1-1", b"\xff\xd8\xff"),
    "routes": change_routes,
}


def seen_in(root):
    """Return what a store shows of all that it holds."""
    store = FolderAdapter(root, attachments=root / "files", encryption=False)
    return (
        list(store.notices.announcements()),
        list(store.notices.terms()),
        (root / "routes.yaml").read_text(encoding="utf-8"),
        list(store.routes.table_changes()),
        store.attachments.read("ZG-1-1"),
        store.attachments.damaged(),
    )


@pytest.mark.parametrize("act", WRITING)
def test_what_returned_is_on_the_disk(tmp_path, act):
    """Whatever else of the disk is lost, and at each step before it there is all or nothing."""
    root, left = tmp_path / "store", tmp_path / "left"
    store = FolderAdapter(root, attachments=root / "files", encryption=False)
    store.notices.save_terms(terms("0"))
    (root / "files").mkdir()
    (root / "routes.yaml").write_text(ROUTES, encoding="utf-8")
    before, seen = seen_in(root), []

    def seen_after(state):
        try:
            return seen_in(state.write(left))
        finally:
            shutil.rmtree(left)

    disk = PowerCutDisk(root, lambda disk: seen.extend(map(seen_after, disk.states())))
    with disk.watched():
        WRITING[act](store)
        last = list(disk.states())
    after = seen_in(root)
    assert after != before
    assert all(found in (before, after) for found in seen)
    assert [seen_after(state) for state in last] == [after] * len(last)
