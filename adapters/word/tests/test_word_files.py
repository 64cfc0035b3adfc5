"""Word files for the pages of another face: what they hold, and what may go wrong."""

import io
import zipfile
from datetime import UTC, datetime

import attrs
import check_site
import pytest

from lckm_core.amendments import compare
from lckm_core.findings import UnreadableFileError
from lckm_core.organisation import DIRECTORY
from lckm_word import WordFiles, redline, write
from lckm_word.word_files import CrowdedError, HeavyWordFileError

OLD = check_site.PROCEDURE
NEW = attrs.evolve(OLD, additional_info="Nowe zdanie.")
AT = datetime(2026, 12, 1, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def files():
    word = WordFiles()
    yield word
    word.close()


def read(files, source, *texts):
    return files.read(source, directory=DIRECTORY, editions=lambda number: texts)


def test_a_description_is_read_with_the_places_of_its_findings(files):
    content = read(files, write(attrs.evolve(OLD, title="x" * 300)))
    assert content.request is None
    assert content.document.procedure().title == "x" * 300
    places = {one.finding.code: one.place.message.pl for one in content.findings()}
    assert places["LCKM-P001"].startswith("dział „Procedura”, pole „Nazwa procedury”")


def test_tracked_changes_are_a_request_where_the_procedure_is_stored(files):
    request = compare(OLD, NEW)
    source = redline(OLD, request, author="Ewa", at=AT)
    assert read(files, source, OLD).request == request
    assert read(files, source, OLD).document is None
    assert read(files, write(OLD), OLD).request is None
    assert read(files, files.write_request(OLD, request, author="Ewa", at=AT), OLD).request == (
        request
    )


def test_what_others_found_comes_once_and_with_its_place(files):
    content = read(files, write(attrs.evolve(OLD, title="x" * 300)))
    known = [one.finding for one in content.findings()]
    assert len(content.findings(known)) == len(known)
    kind = known[0]
    more = attrs.evolve(kind, code="LCKM-X001", path="/summary")
    added = content.findings([more])[-1]
    assert added.finding.code == "LCKM-X001"
    assert "Skrócony opis" in added.place.message.pl


def test_the_same_fault_in_another_field_is_shown_too(files):
    content = read(files, write(attrs.evolve(OLD, title="x" * 300)))
    alone = [placed.finding for placed in content.findings()]
    elsewhere = [attrs.evolve(finding, path="/summary") for finding in alone]
    both = [placed.finding for placed in content.findings([*alone, *elsewhere])]
    assert [(finding.code, finding.path) for finding in both] == [
        (finding.code, finding.path) for finding in [*alone, *elsewhere]
    ]


def test_a_copy_has_the_findings_as_comments(files):
    source = write(attrs.evolve(OLD, title="x" * 300))
    copy = files.comment(source, read(files, source).findings())
    comments = zipfile.ZipFile(io.BytesIO(copy)).read("word/comments.xml")
    assert "błąd LCKM-P001" in comments.decode()


def test_a_damaged_file_is_refused_and_the_next_is_read(files):
    with pytest.raises(UnreadableFileError):
        read(files, b"PK\x03\x04")
    assert read(files, files.write(OLD)).document.procedure() == OLD


@pytest.mark.parametrize(
    ("used", "error", "words"),
    [(1.0, HeavyWordFileError, "pusty wzór"), (0.0, CrowdedError, "bardzo zajęty")],
    ids=["by it", "by others"],
)
def test_what_takes_too_long_ends_and_a_busy_machine_is_not_its_fault(
    monkeypatch, used, error, words
):
    seconds = iter((0.0, used))
    monkeypatch.setattr("lckm_cli.sandbox._processor_seconds", lambda pid: next(seconds))
    word = WordFiles(seconds=0.001)
    with pytest.raises(error, match=words):
        read(word, write(OLD))
    word.close()


def test_whoever_finds_no_free_process_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr("lckm_word.processes.WAIT", 0.01)
    word = WordFiles(processes=0)
    with pytest.raises(CrowdedError, match="za minutę"):
        read(word, write(OLD))


def test_no_file_may_be_larger_than_the_reader_takes():
    assert WordFiles(most_bytes=10**9, processes=0).most_bytes == 20_000_000
