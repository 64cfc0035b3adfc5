"""Numbers as the office writes them, ŁCKM/2026/000123: given, sent, shown and taken back by
every command; files and heads stay ASCII.
"""

import json
import mailbox
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from test_processes import DSN

from lckm_core.delivery import DispatchState
from lckm_core.reports import file_reference, number_of_file

JPEG = b"\xff\xd8\xff\xe0" + bytes(28)
COUNTED_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
YEAR = COUNTED_AT.year
ONE, TWO = f"ŁCKM/{YEAR}/000001", f"ŁCKM/{YEAR}/000002"
FORM = {"description": "Pies bez opieki", "reporter": {"email": "anna@example.com"}}
BOUNCES = (
    '[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = { path = "box" }\nsender = '
    '"lckm@example.org"\n'
)


@pytest.fixture
def office(city):
    """A city whose numbers are made so; one report came with a picture, and both are delivered."""
    mailbox.Maildir(city.folder / "box")
    city.settings(more=BOUNCES)
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        '"lckm_sql:SqlAdapter"\n', '"lckm_sql:SqlAdapter"\nnumbering = "ŁCKM/{year}/{count}"\n'
    )
    text = text.replace(
        '{ path = "base" }\n', '{ path = "base" }\nattachments = { path = "files" }\n'
    )
    path.write_text(text, encoding="utf-8")
    store, (files,) = city.centre().plugins.reports, city.centre().plugins.attachments
    number = store.next_number(COUNTED_AT)
    files.keep(file_reference(number, 1), JPEG)
    city.register(
        number,
        {**FORM, "attachments": [{"name": "pies.jpg", "size": len(JPEG)}]},
        category="bezpanskie-zwierze",
    )
    city.register(store.next_number(COUNTED_AT))
    city.work()
    return city


def test_they_are_given_one_after_another(office, run):
    assert [
        row["number"] for row in json.loads(run("reports", "list", "--format", "json").stdout)
    ] == [ONE, TWO]
    assert run("reports", "list", "--limit", 1).output.splitlines()[-1] == f"Dalej: --after {ONE}"
    (row,) = json.loads(run("reports", "list", "--format", "json", "--after", ONE).stdout)
    assert row["number"] == TWO


def test_a_letter_says_it_and_its_head_and_files_are_ascii(office):
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in office.letters()]
    (letter,) = (one for one in letters if ONE in one["Subject"])
    assert letter["Message-ID"].isascii()
    assert f"<L=CKM-={YEAR}-=000001." in letter["Message-ID"]
    assert f"Numer zgłoszenia: {ONE}\n" in letter.get_body().get_content()
    assert [part.get_filename() for part in letter.iter_attachments()] == [
        f"LCKM-{YEAR}-000001-1.jpg"
    ]
    names = [path.name for path in office.folder.rglob("*")]
    assert [name for name in names if not name.isascii()] == []


def test_every_command_takes_it_as_it_is_written(office, run):
    assert run("reports", "show", ONE).output.startswith(f"{ONE}\n")
    assert [
        row["verb"] for row in json.loads(run("audit", "--subject", ONE, "--format", "json").stdout)
    ]
    assert run("verify").output == "Usterek: 0\n", "the picture is a file of a report"
    assert run("erase", "withdraw", ONE).exit_code == 0
    assert list((office.folder / "files").glob("L*")) == []
    office.work()
    assert ONE in run("outbox").output
    for notice in ((), ("--helpdesk",)):
        run("confirm", ONE, *notice)
    assert "potwierdził: 0" in run("outbox").output
    assert run("verify").output == "Usterek: 0\n"


def test_a_letter_that_came_back_leads_to_it(office, run):
    store = office.centre().plugins.reports
    key = store.dispatch(TWO).mailbox_key
    mailbox.Maildir(office.folder / "box").add(DSN.format(key=key).replace("\n", "\r\n").encode())
    assert '"taken back": 1' in run("worker", "--once").stdout
    assert store.dispatch(TWO).state is DispatchState.HELPDESK


def test_a_log_names_it(office, run):
    office.register(f"ŁCKM/{YEAR}/000009", category="inne")
    key = f"L=CKM-={YEAR}-=000009.helpdesk"
    office.work()
    mailbox.Maildir(office.folder / "box").add(DSN.format(key=key).replace("\n", "\r\n").encode())
    assert (
        f"the letter to the helpdesk about ŁCKM/{YEAR}/000009 came back"
        in run("worker", "--once").stderr
    )


def test_a_file_that_is_gone_is_noted_with_its_report(office, run):
    reference = file_reference(ONE, 1)
    (office.folder / "files" / reference).unlink()
    run("erase", "withdraw", ONE)
    assert run("erase", "files-gone", reference, "--reason", "searched").exit_code == 0
    (row,) = json.loads(run("audit", "--verb", "destroy_files", "--format", "json").stdout)
    assert (row["subject"], number_of_file(reference)) == (ONE, ONE)
