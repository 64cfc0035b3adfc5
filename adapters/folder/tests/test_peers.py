"""The mailboxes and the helpdesk in a folder: what the contract leaves open."""

import errno
import json
import os
import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import attrs
import pytest

from lckm_core import Report
from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    MessageAttachment,
    Refusal,
    Refused,
    Ticket,
    Unknown,
)
from lckm_core.procedures import from_data
from lckm_folder import (
    FolderAdapter,
    FolderAttachments,
    FolderHelpdesk,
    FolderMailer,
    UnsafeNameError,
    atomic_folder as folder,
)
from lckm_testing.contracts.samples import bare_report
from tests.helpers.rows import in_one_test

LETTER = Letter(
    "ZG-2026-000001.0a1b2c3d4e",
    "Zgloszenia@zdit.uml.lodz.pl",
    "[ŁCKM] Zgłoszenie: „dziura”",
    "Treść\n",
)
REPORT = attrs.evolve(bare_report(), personal=None)
TICKET = Ticket("ZG-2026-000001.helpdesk", REPORT, "[ŁCKM] Zgłoszenie", "Treść\n")
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_a_letter_is_a_message_that_a_mail_program_opens(tmp_path):
    mailer = FolderMailer(tmp_path, sender="lckm@uml.lodz.pl", clock=lambda: NOON)
    assert mailer.send(LETTER) == Accepted(LETTER.key)
    (path,) = (tmp_path / "zgloszenia@zdit.uml.lodz.pl").iterdir()
    assert path.name.startswith(LETTER.key)
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    mail = message_from_bytes(content, policy=default)
    assert mail.defects == []
    assert dict(mail.items()) == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "base64",
        "From": "lckm@uml.lodz.pl",
        "To": "Zgloszenia@zdit.uml.lodz.pl",
        "Subject": LETTER.subject,
        "Date": "Wed, 04 Mar 2026 12:00:00 +0000",
        "Message-ID": f"<{LETTER.key}@uml.lodz.pl>",
        "Auto-Submitted": "auto-generated",
    }


def test_no_line_of_a_long_subject_is_longer_than_mail_allows(tmp_path):
    """76 characters (RFC 2047, 2), with the name of the header."""
    subject = f"[ŁCKM] Zgłoszenie ZG-1: {'oświetlenie-uliczne-' * 5}"
    FolderMailer(tmp_path).send(Letter("ZG-1.aa", "a@example.org", subject, "x\n"))
    (path,) = tmp_path.rglob("*.eml")
    (lines,) = re.findall(rb"^Subject: [^\r]*(?:\r\n [^\r]*)*", path.read_bytes(), re.MULTILINE)
    assert max(map(len, lines.split(b"\r\n"))) <= 76
    assert str(message_from_bytes(path.read_bytes(), policy=default)["Subject"]) == subject


def test_a_ticket_is_a_record_with_the_whole_report(tmp_path):
    assert FolderHelpdesk(tmp_path, clock=lambda: NOON).file(TICKET) == Accepted(TICKET.key)
    (path,) = tmp_path.glob("*.json")
    assert "\\u0" not in path.read_text(encoding="utf-8"), "people read it"
    record = json.loads(path.read_bytes())
    assert from_data(record.pop("report"), Report) == REPORT
    assert record == {
        "key": TICKET.key,
        "filed_at": "2026-03-04T12:00:00+00:00",
        "subject": TICKET.subject,
        "text": TICKET.text,
        "attachments": [],
    }


def test_files_go_along(tmp_path):
    files = (
        MessageAttachment("ZG-1-1.jpg", "image/jpeg", bytes(range(256))),
        MessageAttachment("ZG-1-2.pdf", "application/pdf", b"%PDF-"),
    )
    FolderMailer(tmp_path / "mail").send(attrs.evolve(LETTER, attachments=files))
    (path,) = (tmp_path / "mail").glob("*/*.eml")
    text, *parts = message_from_bytes(path.read_bytes(), policy=default).iter_parts()
    assert text.get_content().rstrip("\n") == LETTER.text.rstrip("\n")
    assert [(one.get_filename(), one.get_content_type(), one.get_content()) for one in parts] == [
        (file.name, file.media_type, file.data) for file in files
    ]
    FolderHelpdesk(tmp_path / "desk").file(attrs.evolve(TICKET, attachments=files))
    (path,) = (tmp_path / "desk").glob("*.json")
    names = json.loads(path.read_bytes())["attachments"]
    assert [path.with_name(name).read_bytes() for name in names] == [file.data for file in files]


def test_a_file_of_one_name_is_not_written_over_by_that_of_another_ticket(tmp_path):
    desk = FolderHelpdesk(tmp_path)
    for key in (b"ZG-1.helpdesk", b"ZG-2.helpdesk"):
        file = MessageAttachment("photo.jpg", "image/jpeg", key)
        desk.file(attrs.evolve(TICKET, key=key.decode(), attachments=(file,)))
    records = [(path, json.loads(path.read_bytes())) for path in sorted(tmp_path.glob("*.json"))]
    assert [
        path.with_name(record["attachments"][0]).read_bytes().decode() for path, record in records
    ] == ["ZG-1.helpdesk", "ZG-2.helpdesk"]


@in_one_test("changed", [{"text": "Jan \ud800"}, {"subject": "Jan\nBcc: x@example.org"}], ids=repr)
def test_a_letter_that_cannot_be_written_is_refused_for_good(tmp_path, changed):
    letter = attrs.evolve(LETTER, **changed)
    assert FolderMailer(tmp_path).send(letter) == Refused(Refusal.CONTENT, permanent=True)
    assert list(tmp_path.glob("*/*.eml")) == []


def test_a_file_keeps_its_place(tmp_path):
    store = FolderAttachments(tmp_path / "new")
    assert store.read("ZG-1-1") is None
    store.keep("ZG-1-1", b"a")
    store.keep("ZG-1-1", b"a")
    with pytest.raises(FileExistsError):
        store.keep("ZG-1-1", b"b")
    with pytest.raises(UnsafeNameError):
        store.keep("../ZG-1-1", b"b")
    assert store.destroy(["../new/ZG-1-1"]) == ["../new/ZG-1-1"]
    assert store.read("ZG-1-1") == b"a"


def test_a_folder_that_is_not_there_destroys_nothing(tmp_path):
    """A drive that is not connected: its files are somewhere all the same."""
    assert FolderAttachments(tmp_path / "away").destroy(["ZG-1-1"]) == ["ZG-1-1"]
    assert not (tmp_path / "away").exists()


def test_who_was_killed_before_it_could_note_what_is_destroyed_asks_again(tmp_path):
    FolderAttachments(tmp_path).keep("ZG-1-1", b"a")
    assert FolderAttachments(tmp_path).destroy(["ZG-1-1"]) == []
    assert FolderAttachments(tmp_path).destroy(["ZG-1-1", "ZG-1-2"]) == ["ZG-1-2"]
    assert FolderAttachments(tmp_path).read("ZG-1-1") is None


def test_who_was_killed_while_it_destroyed_finds_what_was_gone_already(tmp_path, monkeypatch):
    for reference in ("ZG-1-1", "ZG-1-2"):
        FolderAttachments(tmp_path).keep(reference, b"a")
    unlink = Path.unlink

    def unlink_and_die(path, **options):
        unlink(path, **options)
        if path.name == "ZG-1-1" and path.parent == tmp_path:
            raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", unlink_and_die)
        with pytest.raises(KeyboardInterrupt):
            FolderAttachments(tmp_path).destroy(["ZG-1-1", "ZG-1-2"])
    assert [FolderAttachments(tmp_path).read(f"ZG-1-{at}") for at in (1, 2)] == [None, b"a"]
    assert FolderAttachments(tmp_path).destroy(["ZG-1-1", "ZG-1-2"]) == []


def test_what_is_remembered_of_destroyed_files_does_not_grow(tmp_path):
    store = FolderAttachments(tmp_path)
    for at in range(1100):
        (tmp_path / f"ZG-{at}-1").touch()
    for first in range(0, 1100, 100):
        assert store.destroy([f"ZG-{at}-1" for at in range(first, first + 100)]) == []
    assert len((tmp_path / ".lckm-destroyed").read_text().split()) == 1000
    assert store.destroy(["ZG-0-1", "ZG-1099-1"]) == ["ZG-0-1"]


def test_the_first_of_a_key_stays(tmp_path):
    mailer = FolderMailer(tmp_path)
    mailer.send(LETTER)
    (path,) = tmp_path.glob("*/*.eml")
    before = path.read_bytes()
    assert mailer.send(attrs.evolve(LETTER, text="Inna treść")) == Accepted(LETTER.key)
    assert path.read_bytes() == before


def test_keys_that_differ_in_capitals_are_two_on_any_file_system(tmp_path):
    for key in ("zg-1.0a1b2c3d4e", "ZG-1.0a1b2c3d4e"):
        FolderMailer(tmp_path).send(attrs.evolve(LETTER, key=key))
    assert len({path.name.casefold() for path in tmp_path.glob("*/*.eml")}) == 2


@pytest.mark.parametrize(
    "to", ["", "../x@y.pl", "a/b@y.pl", "a@b@c.pl", "x@..", "bez-malpy", "ż@uml.lodz.pl", "a@b.pl."]
)
def test_no_address_leads_out(tmp_path, to):
    root = tmp_path / "mail"
    refused = FolderMailer(root).send(attrs.evolve(LETTER, to=to))
    assert refused == Refused(Refusal.CONTENT, permanent=True)
    assert FolderMailer(root).find(attrs.evolve(LETTER, to=to)) is Answer.NOT_THERE
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] in ([], [".lckm-lock"])


@pytest.mark.parametrize("key", ["", "../x", "a b", "a\nb", ".a", "a.", "a/b", "ż", "CON."])
def test_no_key_leads_out(tmp_path, key):
    assert FolderHelpdesk(tmp_path).file(attrs.evolve(TICKET, key=key)) == Refused(
        Refusal.CONTENT, permanent=True
    )
    assert FolderHelpdesk(tmp_path).find(attrs.evolve(TICKET, key=key)) is Answer.NOT_THERE
    assert list(tmp_path.glob("**/*.json")) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, Refusal.FULL),
        (errno.EROFS, Refusal.NOT_ALLOWED),
        (errno.EIO, Refusal.UNREACHABLE),
    ],
)
def test_what_was_surely_not_written_is_refused_for_now(tmp_path, monkeypatch, code, reason):
    def fails(path, content):
        raise OSError(code, "no", str(path))

    monkeypatch.setattr(folder, "_write_through", fails)
    assert FolderMailer(tmp_path).send(LETTER) == Refused(reason)
    monkeypatch.undo()
    assert FolderMailer(tmp_path).find(LETTER) is Answer.NOT_THERE


def test_what_is_not_in_its_place_yet_is_in_doubt_until_it_is(tmp_path, monkeypatch):
    """The next who asks puts it there, so it is never sent twice."""
    replace = Path.replace

    def refused(self, target):
        if self.name.endswith(".eml.lckm-new"):
            raise OSError(errno.EIO, "Input/output error", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    assert FolderMailer(tmp_path).send(LETTER) == Unknown()
    assert FolderMailer(tmp_path).find(LETTER) is Answer.NO_ANSWER
    monkeypatch.undo()
    assert FolderMailer(tmp_path).find(LETTER) == Accepted(LETTER.key)
    assert len(list(tmp_path.glob("*/*.eml"))) == 1


def test_a_place_that_is_no_folder_gives_no_answer(tmp_path):
    (tmp_path / "file").touch()
    mailer = FolderMailer(tmp_path / "file")
    assert mailer.send(LETTER) == Refused(Refusal.UNREACHABLE)
    assert mailer.find(LETTER) is Answer.NO_ANSWER


def test_a_mailbox_that_cannot_be_written_to_holds_up_no_other(tmp_path):
    (tmp_path / LETTER.to.casefold()).write_text("no folder", encoding="utf-8")
    mailer = FolderMailer(tmp_path)
    for _ in range(2):
        assert mailer.send(LETTER) == Refused(Refusal.UNREACHABLE)
    other = attrs.evolve(LETTER, to="inna@uml.lodz.pl")
    assert mailer.send(other) == Accepted(other.key)


def test_files_are_told_by_age_to_find_those_of_no_report(tmp_path):
    files = FolderAttachments(tmp_path / "files")
    assert files.references(kept_before=datetime.now(UTC)) == ()
    for count in (1, 2):
        files.keep(f"ZG-1-{count}", b"x")
    os.utime(tmp_path / "files" / "ZG-1-1", (NOON.timestamp(),) * 2)
    assert files.references(kept_before=NOON) == []
    assert files.references(kept_before=NOON + timedelta(days=1)) == ["ZG-1-1"]
    assert files.references(kept_before=datetime.now(UTC) + timedelta(days=1)) == [
        "ZG-1-1",
        "ZG-1-2",
    ]


def test_files_that_cannot_be_read_are_told(tmp_path):
    files, names = FolderAttachments(tmp_path / "files"), ["ZG-1-1", "ZG-1-2", "../ZG-1-3"]
    (tmp_path / "ZG-1-3").write_bytes(b"x")
    assert files.missing(names) == names
    files.keep("ZG-1-1", b"x")
    assert files.missing(names) == names[1:]
    (tmp_path / "files").rename(tmp_path / "elsewhere")
    assert files.missing(names) == names


def test_the_adapter_hands_over_the_folder_it_was_given(tmp_path):
    assert FolderAdapter(tmp_path).contribute_attachments() == ()
    (files,) = FolderAdapter(tmp_path, attachments=tmp_path / "files").contribute_attachments()
    files.keep("ZG-1-1", b"x")
    assert (tmp_path / "files" / "ZG-1-1").exists()
    assert files.read("ZG-1-1") == b"x"


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_what_is_a_residents_is_no_fellow_users_to_read(tmp_path, umask):
    """Whatever the user's mask: nobody gets into a folder that was made here; one that was
    there is its owner's to open.
    """
    before = os.umask(umask)
    try:
        FolderMailer(tmp_path / "mail").send(LETTER)
        FolderHelpdesk(tmp_path / "helpdesk").file(TICKET)
        FolderAttachments(tmp_path / "files").keep("ZG-2026-000001-1", b"x")
    finally:
        os.umask(before)
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "mail": 0o700,
        "helpdesk": 0o700,
        "files": 0o700,
        "files-keys": 0o700,
    }
