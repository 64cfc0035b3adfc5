"""What is written is compared with what is stored once the folder is locked, not before."""

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import attrs
import pytest

from lckm_core import Edition
from lckm_core.delivery import Accepted, Letter
from lckm_core.errors import ConflictError
from lckm_core.ports import AnnouncementChange, EditionChange
from lckm_core.ports.optional import RouteTableChange
from lckm_core.publication import AnnouncementEdition, State
from lckm_encryption import HostKeys
from lckm_folder import FolderAdapter, FolderAttachments, FolderMailer
from lckm_folder.atomic_folder import Folder
from lckm_testing.contracts.samples import announcement, procedure, terms

SAMPLE = "samples/routes/routes.yaml"
FILE = "ZG-2026-000001-1"
LETTER = Letter("ZG-1.0a1b", "a@example.org", "[ŁCKM] Zgłoszenie", "Pierwsza.\n")


@pytest.fixture
def just_before(monkeypatch):
    """Return what does an act of somebody else right before the next lock.

    With *make*, as by default, before that of a write which may create the folder: a read locks,
    too, and what is compared under its lock is compared too early.
    """
    waiting, locked = [], Folder.locked

    @contextmanager
    def overtaken(folder, *, make=False):
        if waiting and waiting[0][1] is make:
            waiting.pop()[0]()
        with locked(folder, make=make):
            yield

    monkeypatch.setattr(Folder, "locked", overtaken)
    yield lambda act, *, make=True: waiting.append((act, make))
    assert waiting == [], "nothing was locked so"


@pytest.fixture
def base(tmp_path):
    shutil.copy(SAMPLE, tmp_path / "routes.yaml")
    return FolderAdapter(tmp_path)


@pytest.fixture
def somebody(tmp_path):
    """Return the same folder as another process has it."""
    return FolderAdapter(tmp_path)


def test_of_two_changes_of_the_table_at_once_the_first_stays(base, somebody, just_before):
    before = base.routes.table_text()
    first, second = (
        RouteTableChange(
            text=f"# {by}\n{before}",
            replaced=before,
            at=datetime(2026, 12, 1, 9, tzinfo=UTC),
            by=by,
            reason="",
        )
        for by in ("Jan Dyrektor", "Ewa Dyrektor")
    )
    just_before(lambda: somebody.routes.replace_table(first))
    with pytest.raises(ConflictError):
        base.routes.replace_table(second)
    assert base.routes.table_text() == first.text
    assert list(base.routes.table_changes()) == [first]


@pytest.mark.parametrize("stored", [False, True])
def test_of_two_acts_on_an_edition_at_once_the_first_stays(base, somebody, just_before, stored):
    was = Edition(procedure=procedure("KA-00001", "Wydanie A")) if stored else None
    if was:
        base.procedures.save([EditionChange(was)])
    first = Edition(procedure=procedure("KA-00001", "Wydanie B"))
    second = attrs.evolve(first, state=State.CHECKED)
    just_before(lambda: somebody.procedures.save([EditionChange(first, was)]))
    with pytest.raises(ConflictError):
        base.procedures.save([EditionChange(second, was)])
    assert base.procedures.editions("KA-00001") == (first,)


def test_of_two_acts_on_an_announcement_at_once_the_first_stays(base, somebody, just_before):
    first = AnnouncementEdition(announcement=announcement("OG-1"))
    second = attrs.evolve(first, state=State.CHECKED)
    just_before(lambda: somebody.notices.save_announcements([AnnouncementChange(first)]))
    with pytest.raises(ConflictError):
        base.notices.save_announcements([AnnouncementChange(second)])
    assert base.notices.announcements() == [first]


@pytest.mark.parametrize("act", ["save_terms", "discard_terms"])
def test_terms_that_are_approved_meanwhile_stay(base, somebody, just_before, act):
    draft, approved = terms("1"), terms("1", approved=True)
    base.notices.save_terms(draft)
    just_before(lambda: somebody.notices.save_terms(approved))
    with pytest.raises(ConflictError):
        getattr(base.notices, act)(draft)
    assert base.notices.terms() == [approved]


def test_of_two_versions_of_terms_at_once_both_stay(base, somebody, just_before):
    first, second = terms("1"), terms("2")
    just_before(lambda: somebody.notices.save_terms(first))
    base.notices.save_terms(second)
    assert base.notices.terms() == [first, second]


def test_of_two_letters_of_one_key_at_once_the_first_stays(tmp_path, just_before):
    folder = tmp_path / "mail"
    just_before(lambda: FolderMailer(folder).send(LETTER))
    second = attrs.evolve(LETTER, subject="Druga")
    assert FolderMailer(folder).send(second) == Accepted(LETTER.key)
    (path,) = folder.rglob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert mail["Subject"] == LETTER.subject


def test_of_two_files_of_one_reference_at_once_the_first_stays(tmp_path, just_before):
    store, somebody = (FolderAttachments(tmp_path / "files") for _ in range(2))
    just_before(lambda: somebody.keep(FILE, b"first"))
    with pytest.raises(FileExistsError):
        store.keep(FILE, b"second")
    assert store.read(FILE) == b"first"


@pytest.mark.parametrize("act", ["destroy", "encrypt_files"])
def test_a_file_in_the_clear_on_which_somebody_acts_is_left_to_them(tmp_path, just_before, act):
    """One that is destroyed does not come back; one encrypted is neither so again nor counted."""
    FolderAttachments(tmp_path / "files", keys=HostKeys()).keep(FILE, b"first")
    store, somebody = (FolderAttachments(tmp_path / "files") for _ in range(2))
    arguments = ([FILE],) if act == "destroy" else ()
    just_before(lambda: getattr(somebody, act)(*arguments), make=False)
    assert store.encrypt_files() == 0
    assert store.read(FILE) == (None if act == "destroy" else b"first")
    assert store.damaged() == []


def test_a_file_destroyed_once_the_folder_is_read_ends_no_look_for_orphans(tmp_path, monkeypatch):
    files = FolderAttachments(tmp_path)
    files.keep(FILE, b"a picture")
    reading = Folder.reading

    @contextmanager
    def then_destroyed(folder):
        with reading(folder):
            yield
        (tmp_path / FILE).unlink()

    monkeypatch.setattr(Folder, "reading", then_destroyed)
    assert files.references(kept_before=datetime(2099, 1, 1, tzinfo=UTC)) == [FILE]
