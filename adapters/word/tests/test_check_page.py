"""The page on which a clerk checks a Word file: what it says, gives back and refuses."""

import asyncio
import logging
import re
from datetime import UTC, date, datetime

import check_site
import make_rejected
import pytest
import word_documents as documents
from check_site import Clerk, faulty
from starlette.testclient import TestClient

from lckm_core import compare, read
from lckm_core.organisation import DIRECTORY
from lckm_http import Rate
from lckm_pages import stylesheet
from lckm_word import WordCheckFace, check_document, processes, read_word, redline, template, write
from lckm_word.check_page import _processes as check_processes
from tests.helpers.announced_length import LENGTHS, refused_unread
from tests.helpers.hosts import AT, HOSTS
from tests.helpers.rows import some_in_every_change

TODAY = date(2026, 12, 1)
SOUND = write(check_site.PROCEDURE)
REFUSED = [path for path in sorted(make_rejected.FOLDER.glob("*.docx")) if path.name < "LCKM-W007"]


@pytest.fixture(scope="module")
def face():
    found = check_site.face()
    with found.running():
        yield found


@pytest.fixture
def clerk(face):
    return Clerk(face)


def test_each_finding_is_at_its_field_and_in_the_copy(clerk):
    source = faulty()
    clerk.send(source)
    assert clerk.answer.status_code == 200
    found = check_document(source)
    assert found.has_errors
    for finding, place in found.findings:
        assert " ".join(finding.text().split()) in clerk.text
        assert f"{finding.cites} · {finding.code}" in clerk.text
        assert place.section in clerk.text
    assert "2 błędy, 2 ostrzeżenia" in clerk.text
    assert documents.parts(clerk.copy) == documents.parts(found.copy)
    assert clerk.copy_name == "opis-uwagi.docx"
    assert read_word(clerk.copy).data == read_word(source).data


def test_the_copy_is_corrected_and_checked_again(clerk):
    copy = clerk.send(faulty()).copy
    again = clerk.send(copy, "opis-uwagi.docx")
    assert documents.parts(again.copy) == documents.parts(copy)
    assert again.copy_name == "opis-uwagi.docx"


def test_a_sound_file_has_no_findings_and_no_copy(clerk):
    clerk.send(SOUND)
    assert "Nie ma uwag." in clerk.text
    assert clerk.copy is None


def test_a_request_is_checked_as_one(clerk):
    old = documents.sample("KA-01379")
    new = read((documents.SAMPLES / "procedures/KA-01379.2027-01-01.yaml").read_bytes()).procedure()
    moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    clerk.send(redline(old, compare(old, new), author="Jan Testowy", at=moment))
    assert "wniosek o aktualizację Nie ma uwag." in clerk.text


def test_in_english_the_comments_are_english_too(clerk):
    clerk.send(faulty(), path="/en/")
    assert '<html lang="en"' in clerk.answer.text
    assert documents.parts(clerk.copy) == documents.parts(check_document(faulty(), lang="en").copy)
    assert "2 errors, 2 warnings" in clerk.text


def test_in_a_language_that_findings_have_not_they_are_polish():
    site = check_site.face(languages=("pl", "uk"))
    with site.running():
        clerk = Clerk(site).send(faulty(), path="/uk/")
    assert '<html lang="uk"' in clerk.answer.text
    assert documents.parts(clerk.copy) == documents.parts(check_document(faulty()).copy)


def test_the_empty_form_is_at_hand(clerk):
    clerk.answer = clerk.client.get("/")
    assert 'href="/wzor.docx"' in clerk.answer.text
    answer = clerk.client.get("/wzor.docx")
    assert answer.content == template()
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    some_in_every_change(
        REFUSED,
        *range(0, len(REFUSED), 3),
        reason="another file; every third stands for it, and test_rejected.py reads each",
    ),
    ids=lambda path: path.stem,
)
def test_what_cannot_be_read_is_refused_with_a_sentence(clerk, path):
    for language in ("", "/en"):
        clerk.send(path.read_bytes(), path=f"{language}/")
        assert clerk.answer.status_code == 422
        assert clerk.copy is None
        assert 'role="alert"' in clerk.answer.text
    assert "The file was not checked" in clerk.text


@pytest.mark.parametrize(
    "data",
    [b"", bytes(100), b"PK\x03\x04", b"<html>", b"%PDF-1.7"],
    ids=["empty", "zeros", "archive", "page", "PDF"],
)
def test_no_bytes_bring_more_than_a_refusal(clerk, data):
    assert clerk.send(data, "../../x\0<i>.docx").answer.status_code == 422
    assert "<i>" not in clerk.answer.text


def test_of_two_files_at_once_one_is_asked_for(clerk):
    two = [("file", (name, SOUND)) for name in ("a.docx", "b.docx")]
    clerk.answer = clerk.client.post("/", files=two)
    assert clerk.answer.status_code >= 400
    assert "Upuść tylko jeden plik .docx." in clerk.answer.text


def test_an_empty_file_is_asked_for_as_none_is(clerk):
    clerk.send(b"")
    assert "Wybierz plik Worda (.docx), który ma treść." in clerk.text


def test_the_own_rules_of_the_page_come_last(clerk):
    """Of two rules of one weight the later counts."""
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', clerk.client.get("/").text)
    assert clerk.client.get(style).text.startswith(stylesheet())


def test_a_form_without_a_file_asks_for_one(clerk):
    clerk.answer = clerk.client.post("/", files={"other": ("a.docx", SOUND)})
    assert (clerk.answer.status_code, "Wybierz plik Worda" in clerk.text) == (422, True)


@pytest.mark.parametrize(
    "name", ['"><script>.docx', "..\\..\\a.docx", "a/b.docx", "\u202eopis.docx", "x" * 300, ""]
)
def test_a_hostile_name_is_shown_harmless(clerk, name):
    clerk.send(faulty(), name or "opis.docx")
    assert "<script>." not in clerk.answer.text
    assert clerk.copy_name.endswith("-uwagi.docx")
    assert not set(clerk.copy_name) & set("/\\\u202e")
    assert len(clerk.copy_name) < 100


def test_a_file_that_is_too_large_is_refused():
    site = check_site.face(most_bytes=5_000)
    clerk = Clerk(site).send(bytes(6_000))
    assert clerk.answer.status_code == 413
    assert "Plik jest za duży" in clerk.text
    assert Clerk(site).send(bytes(3_000_000)).answer.status_code == 413


@pytest.mark.parametrize(
    ("used", "status", "words"),
    some_in_every_change(
        [(0.5, 422, "trwałoby za długo"), (0.0, 503, "Serwer jest teraz bardzo zajęty")],
        0,
        reason="a server with other work; a file that takes long stands for it",
    ),
    ids=["by it", "by others"],
)
def test_a_check_that_takes_too_long_is_ended_and_the_next_goes_on(
    monkeypatch, used, status, words
):
    """A file is not blamed for a machine that is busy with other things."""
    seconds = iter((0.0, used))
    monkeypatch.setattr("lckm_cli.sandbox._processor_seconds", lambda pid: next(seconds))
    site = check_site.face(seconds=0.5, processes=1)
    with site.running():
        slow = Clerk(site).send(check_site.many_paragraphs(40_000))
        assert slow.answer.status_code == status
        assert words in slow.text
        process = site._processes._free.get()
        assert process._process is None
        site._processes._free.put(process)


def test_a_process_that_ends_is_told_of(monkeypatch):
    monkeypatch.setattr(processes, "_MEMORY", 1 << 26)
    site = check_site.face(processes=1)
    with site.running():
        clerk = Clerk(site).send(check_site.many_paragraphs(60_000))
    assert clerk.answer.status_code == 422
    assert "nie da się odczytać" in clerk.text


def test_only_so_many_files_are_checked_at_once(monkeypatch):
    monkeypatch.setattr(check_processes, "WAIT", 0.05)
    pool = check_processes.CheckProcesses(1, 30.0)

    async def crowd():
        async with pool._room.hold(1, wait=1):
            with pytest.raises(processes.BusyError):
                await pool.check(SOUND, DIRECTORY, "pl", TODAY)
        return await pool.check(SOUND, DIRECTORY, "pl", TODAY)

    assert asyncio.run(crowd()).findings == []
    pool.close()


def test_a_network_that_sends_too_many_waits():
    site = check_site.face(rates=[{"times": 2, "seconds": 60}])
    clerk = Clerk(site)
    assert [clerk.send(b"x").answer.status_code for _ in range(3)] == [422, 422, 429]
    assert 0 < int(clerk.answer.headers["retry-after"]) <= 60
    assert "dużo plików" in clerk.text


def test_a_form_of_another_site_is_refused(clerk):
    clerk.send(SOUND, **{"Sec-Fetch-Site": "cross-site"})
    assert clerk.answer.status_code == 403
    assert "innej strony" in clerk.text


def test_another_host_is_refused():
    site = check_site.face(public_url="https://lckm.example.org")
    assert TestClient(site.app, base_url="https://other.example").get("/").status_code == 400


def test_nothing_may_be_kept_by_a_browser_or_framed(clerk):
    headers = clerk.send(faulty()).answer.headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_an_error_says_nothing_of_the_file(monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    site = check_site.face()

    async def fail(*_args):
        raise RuntimeError("Kanarek")

    monkeypatch.setattr(site._processes, "check", fail)
    clerk = Clerk(site).send(SOUND, "kanarek.docx")
    assert clerk.answer.status_code == 500
    assert "kanarek" not in caplog.text.casefold()
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("host", HOSTS.values(), ids=list(HOSTS))
def test_it_works_below_a_path_of_a_host(host, face):
    clerk = Clerk(face, host(face), AT).send(faulty(), path="/en/")
    assert clerk.answer.status_code == 200
    assert f'action="{AT}/en/"' in clerk.answer.text
    assert f'href="{AT}/"' in clerk.answer.text
    assert clerk.copy


def test_a_setting_that_cannot_be_meant_is_refused():
    with pytest.raises(ValueError, match="rates"):
        check_site.face(rates=[{"time": 2}])
    assert isinstance(check_site.face(rates=[Rate(1, 1)]), WordCheckFace)


@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(length, status):
    found, text = refused_unread(check_site.face().app, "/", length)
    assert found == status
    assert "<main" in text
