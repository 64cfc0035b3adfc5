"""Reports are taken in with their files, once, whatever stops it halfway."""

import json
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from secrets import token_urlsafe
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings, strategies as st
from office import FORM, LATER, NOW, TABLE, TERMS, intake_on, jpeg, memory
from sqlalchemy import event

from lckm_core import ContactCentre, build, register
from lckm_core.errors import AlreadyRegisteredError, NoTermsError
from lckm_core.forms import build as build_form, to_data
from lckm_core.memory import MemoryAdapter, MemoryAttachments, MemoryDrafts, MemoryReports
from lckm_core.organisation import Role
from lckm_core.ports import Clean, Infected, Unscanned, provide
from lckm_core.reports import IntakeLimits, InvalidReportError, ReportForm
from lckm_core.text import Message
from lckm_folder import FolderAttachments
from lckm_intake import (
    CleanFile,
    FileExpiredError,
    FileRefusedError,
    Intake,
    IssuedNumber,
    NoFileStoreError,
    NumberNotIssuedError,
    RefusalReason,
)
from lckm_sql import SqlAdapter
from lckm_testing import PersonalDataCanary, report_forms

HOURS = timedelta(hours=1)


class Killed(BaseException):
    """A process that ends in the middle of something."""


def die(*args, **named):
    raise Killed


@pytest.fixture
def adapter_and_centre():
    return memory()


@pytest.fixture
def adapter(adapter_and_centre):
    return adapter_and_centre[0]


@pytest.fixture
def intake(adapter_and_centre):
    return intake_on(adapter_and_centre[1])


def sent(intake, *files, form=FORM, now=NOW):
    """Return what is sent: the form, the tokens of files, the number."""
    tokens = [
        intake.add_file(f"foto {at}.jpg", data, now=now).token for at, data in enumerate(files)
    ]
    return form, tokens, intake.issue(now)


def state(adapter):
    """Return what is kept in the end: reports, files by content, deliveries, drafts."""
    return (
        sorted(adapter.reports.reports),
        dict(adapter.attachments.files),
        sorted(adapter.reports.deliveries),
        dict(adapter.drafts.drafts),
    )


class TestSending:
    def test_report_files_and_receipt(self, adapter, intake):
        photos = [jpeg(1), jpeg(2)]
        form, tokens, issued = sent(intake, *photos)
        receipt = intake.register(form, tokens, issued, now=LATER)
        assert receipt.number == issued.number == "LCKM-2026-000001"
        assert intake.is_code(receipt.number, receipt.code)
        report = adapter.reports.get(receipt.number)
        assert report == receipt.report
        assert report.personal.file_names == ("foto 0.jpg", "foto 1.jpg")
        files = [adapter.attachments.read(one.reference) for one in report.attachments]
        assert [one.size for one in report.attachments] == [len(data) for data in files]
        assert all(b"KANAREK" in photo for photo in photos)
        assert all(data.startswith(b"\xff\xd8\xff") and b"KANAREK" not in data for data in files)
        assert adapter.drafts.drafts == {}

    def test_what_the_page_showed_before_is_what_is_registered(self, intake):
        form, tokens, issued = sent(intake, jpeg(1))
        preview = intake.preview(form, tokens, now=NOW)
        report = intake.register(form, tokens, issued, now=NOW).report
        assert preview.description.text == report.description
        assert preview.receiver == "Zarząd Dróg i Transportu"
        assert not preview.findings

    def test_a_form_with_a_fault_keeps_nothing_and_loses_no_draft(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1), form={"description": ""})
        with pytest.raises(InvalidReportError):
            intake.register(form, tokens, issued, now=NOW)
        assert adapter.attachments.files == {}
        assert intake.file(tokens[0], now=NOW) is not None
        assert intake.register(FORM, tokens, issued, now=NOW).report.attachments

    def test_without_files_the_centre_alone_judges_and_one_transaction_is_made(
        self, tmp_path, monkeypatch
    ):
        stored = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", encryption=False)
        centre = ContactCentre(build(provide(reports=stored.reports, routes=MemoryAdapter(TABLE))))
        intake = intake_on(centre)
        named = {"now": NOW, "terms_version": TERMS.version}
        intake.register(FORM, [], intake.prove("A"), **named)
        transactions = []
        event.listen(stored.database.engine, "begin", transactions.append)
        monkeypatch.setattr("lckm_intake.intake.check_report_form", None)
        report = intake.register(FORM, [], intake.prove("B"), **named).report
        assert len(transactions) == 1
        assert stored.reports.get("B") == report
        stored.close()

    def test_more_files_than_are_allowed_are_a_fault_of_the_form(self, intake):
        form, tokens, issued = sent(intake, *(jpeg(at, (16, 16)) for at in range(6)))
        with pytest.raises(InvalidReportError) as refused:
            intake.register(form, tokens, issued, now=NOW)
        assert [one.code for one in refused.value.findings.errors] == ["LCKM-Z010"]

    def test_a_member_of_staff_may_send_it_for_a_resident(self, adapter, intake):
        form, tokens, issued = sent(intake)
        intake.register(form, tokens, issued, now=NOW, by="Zofia Wrona", terms_version="2026-02",
                        role=Role.CALL_CENTRE_STAFF)  # fmt: skip
        assert adapter.reports.get(issued.number).terms_version == "2026-02"
        (event,) = adapter.events
        assert (event.by, event.role) == ("Zofia Wrona", Role.CALL_CENTRE_STAFF)

    def test_what_a_host_takes_beyond_the_usual_is_taken(self, adapter_and_centre):
        adapter, centre = adapter_and_centre
        intake = intake_on(centre, limits=IntakeLimits(most_attachments=6))
        form, tokens, issued = sent(intake, *[jpeg(at, (16, 16)) for at in range(6)])
        assert not intake.preview(form, tokens, now=NOW).findings.errors
        assert len(intake.register(form, tokens, issued, now=NOW).report.attachments) == 6
        assert len(adapter.attachments.files) == 6

    def test_a_long_name_of_a_file_is_cut(self, intake):
        assert intake.add_file("C:\\Zdjęcia\\" + "f" * 300, jpeg(1), now=NOW).name == "f" * 255

    @pytest.mark.parametrize(
        ("number", "proof"),
        [("own", "LCKM-2026-000002"), ("LCKM-2026-000007", "own"), ("own", ""), ("\ud800", "own")],
    )
    def test_nobody_sends_under_a_number_that_was_not_issued(self, adapter, intake, number, proof):
        """Neither one made up, nor that of another page."""
        form, tokens, issued = sent(intake, jpeg(1))
        number = issued.number if number == "own" else number
        proof = issued.proof if proof == "own" else proof
        with pytest.raises(NumberNotIssuedError):
            intake.register(form, tokens, IssuedNumber(number, proof), now=NOW)
        assert (adapter.reports.reports, adapter.attachments.files) == ({}, {})

    def test_a_number_issued_with_a_key_of_before_is_taken(self, adapter_and_centre):
        _, centre = adapter_and_centre
        issued = Intake(centre, keys=[b"o" * 40]).issue(NOW)
        assert intake_on(centre).register(FORM, [], issued, now=NOW).number == issued.number

    def test_what_another_program_calls_by_a_name_has_one_number(self, adapter_and_centre):
        adapter, centre = adapter_and_centre
        older, newer = b"o" * 40, b"n" * 40
        intake = Intake(centre, keys=[older])
        issued = intake.issue_for("an application: 17")
        assert issued == intake.issue_for("an application: 17")
        assert issued.number != intake.issue_for("an application: 18").number
        renewed = Intake(centre, keys=[newer, older])
        assert renewed.issue_for("an application: 17").number != issued.number
        intake.register(FORM, [], issued, now=NOW)
        again = renewed.issue_for("an application: 17")
        assert again.number == issued.number
        assert renewed.register(FORM, [], again, now=LATER).number == issued.number
        assert len(adapter.reports.reports) == 1

    def test_without_terms_nothing_is_registered_and_it_may_be_sent_later(self):
        adapter = MemoryAdapter(TABLE)
        intake = intake_on(ContactCentre(build(adapter)))
        form, tokens, issued = sent(intake, jpeg(1))
        with pytest.raises(NoTermsError):
            intake.register(form, tokens, issued, now=NOW)
        adapter.notices.save_terms(TERMS)
        assert intake.register(form, tokens, issued, now=LATER).report.attachments
        assert adapter.drafts.drafts == {}


@settings(max_examples=60, deadline=None)
@given(form=report_forms(), names=st.lists(st.text(max_size=300), max_size=3))
def test_any_form_becomes_what_register_makes_of_the_same_data(form, names):
    adapter, centre = memory()
    intake = intake_on(centre)
    data = {name: value for name, value in to_data(form).items() if name != "attachments"}
    files = [intake.add_file(name, SMALL[at], now=NOW) for at, name in enumerate(names)]
    tokens = [file.token for file in files]
    preview = intake.preview(data, tokens, now=NOW)
    assert not preview.findings.errors
    issued = intake.issue(NOW)
    report = intake.register(data, tokens, issued, now=NOW).report
    attachments = [{"name": file.name, "size": file.size} for file in files]
    wanted = register(
        {**data, "attachments": attachments},
        number=issued.number,
        now=NOW,
        terms_version=TERMS.version,
        heads=[b"\xff\xd8\xff"] * len(files),
    )
    assert report == wanted == adapter.reports.get(issued.number)
    assert preview.description.text == report.description
    assert intake.register(build_form(data, ReportForm), tokens, issued, now=LATER).report == report


SMALL = [jpeg(at, (16, 16)) for at in range(3)]


class TestAgain:
    """The same call again gives the same receipt, and keeps nothing twice."""

    def test_a_lost_answer_before_and_after_the_drafts_are_gone(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1), jpeg(2))
        first = intake.register(form, tokens, issued, now=NOW)
        kept = state(adapter)
        again = intake.register(form, tokens, issued, now=LATER)
        much_later = intake.register(form, tokens, issued, now=NOW + 60 * HOURS)
        assert first == again == much_later
        assert state(adapter) == kept

    def test_a_file_that_the_store_has_lost_makes_no_other_form_of_it(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1))
        drafts = dict(adapter.drafts.drafts)
        first = intake.register(form, tokens, issued, now=NOW)
        adapter.attachments.files.clear()
        adapter.drafts.drafts = drafts
        assert intake.register(form, tokens, issued, now=LATER) == first

    def test_after_the_consent_was_withdrawn_nothing_is_taken_and_no_draft_lost(
        self, adapter_and_centre
    ):
        adapter, centre = adapter_and_centre
        intake = intake_on(centre)
        form, tokens, issued = sent(intake, jpeg(1))
        drafts = dict(adapter.drafts.drafts)
        intake.register(form, tokens, issued, now=NOW)
        centre.withdraw_consent(issued.number, now=NOW)
        other = intake.add_file("inne.jpg", jpeg(2), now=NOW).token
        kept = dict(adapter.drafts.drafts)
        for left, files in (({}, tokens), (drafts, tokens), (kept, [other]), (kept, [])):
            adapter.drafts.drafts = dict(left)
            with pytest.raises(AlreadyRegisteredError):
                intake.register(form, files, issued, now=LATER)
            assert adapter.attachments.files == {}
            assert adapter.drafts.drafts == left
        new = intake.register(form, [other], intake.issue(NOW), now=LATER)
        assert len(new.report.attachments) == len(adapter.attachments.files) == 1

    def test_what_nobody_is_told_by_is_the_same_after_its_withdrawal_but_for_its_files(
        self, adapter_and_centre
    ):
        adapter, centre = adapter_and_centre
        intake = intake_on(centre)
        for files in ([], [jpeg(1)]):
            form, tokens, issued = sent(intake, *files, form={"description": FORM["description"]})
            drafts = dict(adapter.drafts.drafts)
            intake.register(form, tokens, issued, now=NOW)
            centre.withdraw_consent(issued.number, now=NOW)
            adapter.drafts.drafts = dict(drafts)
            if files:
                with pytest.raises(AlreadyRegisteredError):
                    intake.register(form, tokens, issued, now=LATER)
            else:
                assert intake.register(form, [], issued, now=LATER).report.is_anonymous
            assert adapter.drafts.drafts == drafts
            assert adapter.attachments.files == {}

    def test_another_form_under_the_number_is_refused_and_its_drafts_stay(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1))
        intake.register(form, tokens, issued, now=NOW)
        kept = state(adapter)
        with pytest.raises(AlreadyRegisteredError):
            intake.register({**form, "description": "Dziura."}, tokens, issued, now=NOW)
        other = intake.add_file("foto 0.jpg", jpeg(9), now=NOW)
        for files in ([other.token], [], [*tokens, other.token], [*tokens, *tokens]):
            with pytest.raises(AlreadyRegisteredError):
                intake.register(form, files, issued, now=NOW)
        assert state(adapter)[:3] == kept[:3]
        assert intake.file(other.token, now=NOW) is not None
        new = intake.issue(NOW)
        assert intake.register(form, [other.token], new, now=NOW).number != issued.number

    def test_another_picture_of_the_same_name_and_size_is_another_form(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1))
        report = intake.register(form, tokens, issued, now=NOW).report
        (kept,) = adapter.attachments.files.values()
        # Not at 0xFF, nor after it: there the picture's own marks begin.
        tail = pairwise(kept[-61:-2])
        changed = bytes(b if 0xFF in (a, b) or b == 0xFE else b ^ 1 for a, b in tail)
        other = kept[:-60] + changed + kept[-2:]
        file = intake.add_file("foto 0.jpg", other, now=NOW)
        if file.size != report.attachments[0].size:
            pytest.fail("the picture of the test is of another size")
        with pytest.raises(AlreadyRegisteredError):
            intake.register(form, [file.token], issued, now=NOW)

    def test_the_same_picture_added_anew_is_the_same_form(self, intake):
        photo = jpeg(1)
        form, tokens, issued = sent(intake, photo)
        first = intake.register(form, tokens, issued, now=NOW)
        anew = intake.add_file("foto 0.jpg", photo, now=NOW)
        assert intake.register(form, [anew.token], issued, now=LATER) == first

    def test_of_two_who_send_the_same_at_once_there_is_one_report(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1), jpeg(2))
        begin = Barrier(8)

        def send(_):
            begin.wait()
            return intake.register(form, tokens, issued, now=NOW)

        with ThreadPoolExecutor(8) as pool:
            receipts = list(pool.map(send, range(8)))
        assert all(receipt == receipts[0] for receipt in receipts)
        assert (len(adapter.reports.reports), len(adapter.attachments.files)) == (1, 2)
        assert adapter.drafts.drafts == {}


class TestKilled:
    """A process may end anywhere; sent again, nothing is lost and nothing doubled."""

    POINTS = (
        (MemoryAttachments, "keep"),
        (MemoryReports, "get"),
        (MemoryReports, "add"),
        (MemoryDrafts, "load"),
        (MemoryDrafts, "discard"),
    )

    @pytest.mark.parametrize("when", ["before", "after"])
    @pytest.mark.parametrize("at_call", [1, 2])
    @pytest.mark.parametrize(("kind", "name"), POINTS)
    def test_at_any_point(self, adapter, intake, monkeypatch, kind, name, at_call, when):
        form, tokens, issued = sent(intake, jpeg(1), jpeg(2))
        act, calls = getattr(kind, name), []

        def dying(*args, **named):
            calls.append(name)
            if len(calls) == at_call and when == "before":
                raise Killed
            result = act(*args, **named)
            if len(calls) == at_call:
                raise Killed
            return result

        monkeypatch.setattr(kind, name, dying)
        killed = False
        try:
            intake.register(form, tokens, issued, now=NOW)
        except Killed:
            killed = True
        assert killed == (len(calls) >= at_call)
        monkeypatch.setattr(kind, name, act)
        receipt = intake.register(form, tokens, issued, now=LATER)
        assert receipt.report == adapter.reports.get(issued.number)
        assert len(adapter.reports.reports) == len(adapter.reports.deliveries) == 1
        references = [one.reference for one in receipt.report.attachments]
        assert sorted(adapter.attachments.files) == references
        assert len(references) == 2
        assert adapter.drafts.drafts == {}

    def test_files_that_were_kept_and_then_exchanged_ask_for_a_new_number(
        self, adapter, intake, monkeypatch
    ):
        """So that no file of another attempt is taken for one of this report."""
        form, tokens, issued = sent(intake, jpeg(1))
        with monkeypatch.context() as patch:
            patch.setattr(MemoryReports, "add", die)
            with pytest.raises(Killed):
                intake.register(form, tokens, issued, now=NOW)
        other = intake.add_file("inne.jpg", jpeg(7), now=NOW)
        with pytest.raises(AlreadyRegisteredError):
            intake.register(form, [other.token], issued, now=NOW)
        receipt = intake.register(form, [other.token], intake.issue(NOW), now=NOW)
        assert len(adapter.reports.reports) == 1
        (attachment,) = receipt.report.attachments
        assert b"KANAREK" not in adapter.attachments.files[attachment.reference]

    def test_a_report_withdrawn_while_another_call_kept_its_files_leaves_none(
        self, adapter_and_centre, monkeypatch
    ):
        adapter, centre = adapter_and_centre
        intake = intake_on(centre)
        form, tokens, issued = sent(intake, jpeg(1))
        keep = MemoryAttachments.keep
        before = dict(adapter.drafts.drafts)

        def overtaken(self, *args, **named):
            monkeypatch.setattr(MemoryAttachments, "keep", keep)
            intake.register(form, tokens, issued, now=NOW)
            centre.withdraw_consent(issued.number, now=NOW)
            keep(self, *args, **named)

        monkeypatch.setattr(MemoryAttachments, "keep", overtaken)
        with pytest.raises(AlreadyRegisteredError):
            intake.register(form, tokens, issued, now=NOW)
        assert before
        assert adapter.attachments.files == {}

    def test_files_of_a_call_that_came_second_are_not_left_behind(
        self, adapter, intake, monkeypatch
    ):
        photo = jpeg(1)
        form, tokens, issued = sent(intake, photo)
        second = intake.add_file("b.jpg", jpeg(2), now=NOW).token
        again = intake.add_file("a.jpg", photo, now=NOW).token
        add = MemoryReports.add

        def overtaken(self, *args, **named):
            monkeypatch.setattr(MemoryReports, "add", add)
            intake.register(form, tokens, issued, now=NOW)
            return add(self, *args, **named)

        monkeypatch.setattr(MemoryReports, "add", overtaken)
        with pytest.raises(AlreadyRegisteredError):
            intake.register(form, [again, second], issued, now=NOW)
        report = adapter.reports.get(issued.number)
        assert [*adapter.attachments.files] == [one.reference for one in report.attachments]
        assert intake.file(second, now=NOW) is not None


class TestDrafts:
    def test_one_is_what_was_added_until_its_time_is_over(self, intake):
        file = intake.add_file("C:\\Zdjęcia\\lampa\n\x1b[31m.jpg", jpeg(1), now=NOW)
        assert (file.name, file.media_type) == ("lampa[31m.jpg", "image/jpeg")
        assert intake.file(file.token, now=NOW + 2 * HOURS - timedelta(seconds=1)) == file
        assert intake.file(file.token, now=NOW + 2 * HOURS) is None

    def test_one_that_has_ended_is_named_and_can_be_added_again(self, adapter, intake):
        form, tokens, issued = sent(intake, jpeg(1), jpeg(2))
        intake.discard(tokens[0])
        intake.discard(tokens[0])
        for act in (intake.preview, lambda *args, now: intake.register(*args, issued, now=now)):
            with pytest.raises(FileExpiredError) as expired:
                act(form, tokens, now=NOW)
            assert expired.value.index == 0
            assert "1" in expired.value.text("pl")
        assert adapter.reports.reports == {}
        anew = intake.add_file("foto 0.jpg", jpeg(1), now=NOW)
        assert intake.register(form, [anew.token, tokens[1]], issued, now=NOW).report.attachments

    @pytest.mark.parametrize("name", ["", None, "  ", "\n", "../", "\ud800"])
    def test_one_without_a_name_gets_one_of_ours(self, intake, name):
        assert intake.add_file(name, jpeg(1), now=NOW).name == "plik.jpg"

    def test_no_store_reads_one_and_no_other_token_opens_it(self, adapter, intake):
        file = intake.add_file("lampa.jpg", jpeg(1), now=NOW)
        ((key, (sealed, _)),) = adapter.drafts.drafts.items()
        assert key == sha256(file.token.encode()).hexdigest()
        assert file.token.encode() not in sealed
        other = intake.add_file("inna.jpg", jpeg(2), now=NOW)
        # Put in the place of another, one is no file at all.
        moved = sha256(other.token.encode()).hexdigest()
        adapter.drafts.drafts[moved] = adapter.drafts.drafts[key]
        assert intake.file(other.token, now=NOW) is None
        adapter.drafts.drafts[key] = sealed[:-1] + bytes([sealed[-1] ^ 1]), NOW + HOURS
        assert intake.file(file.token, now=NOW) is None
        adapter.drafts.drafts[key] = b"", NOW + HOURS
        assert intake.file(file.token, now=NOW) is None

    @pytest.mark.parametrize(
        "token", ["", "a" * 42, "a" * 44, "../" + "a" * 40, "\ud800" * 43, "Kd" * 21 + "_"]
    )
    def test_a_token_that_is_none_of_ours_is_no_file(self, intake, token):
        assert intake.file(token, now=NOW) is None
        intake.discard(token)

    def test_what_may_tell_who_wrote_is_in_no_repr(self, intake):
        file = intake.add_file("Brzęczyszczykiewicz.jpg", jpeg(1), now=NOW)
        issued = intake.issue(NOW)
        receipt = intake.register(FORM, [file.token], issued, now=NOW)
        shown = f"{file!r} {issued!r} {receipt!r} {intake!r}"
        assert all(
            secret not in shown
            for secret in ("Brzęczy", file.token, issued.proof, receipt.code, "latarnia")
        )


class Scanning:
    name = "test"

    def __init__(self, verdict):
        self.verdict, self.seen = verdict, []

    def scan(self, name, data):
        self.seen.append((name, data))
        return self.verdict


class TestRefusedFiles:
    def refusal(self, verdict, **options):
        scanner = Scanning(verdict)
        adapter, centre = memory(provide(scanners=[scanner]))
        with pytest.raises(FileRefusedError) as refused:
            intake_on(centre, **options).add_file("Anna.jpg", jpeg(1), now=NOW)
        assert adapter.drafts.drafts == {}
        assert all("Anna" not in name and b"KANAREK" not in data for name, data in scanner.seen)
        return refused.value

    def test_one_that_a_scanner_recognises(self):
        error = self.refusal(Infected("Eicar"), accept_unscanned=True)
        assert error.reason is RefusalReason.INFECTED
        assert error.text("pl") != error.text("en")

    def test_one_that_a_scanner_did_not_look_at_unless_the_host_takes_it(self):
        unscanned = Unscanned(Message("skaner nie działa.", "the scanner does not work."))
        assert self.refusal(unscanned).reason is RefusalReason.UNSCANNED
        _, centre = memory(provide(scanners=[Scanning(unscanned)]))
        assert intake_on(centre, accept_unscanned=True).add_file("a", jpeg(1), now=NOW)
        _, centre = memory(provide(scanners=[Scanning(Clean())]))
        assert intake_on(centre).add_file("a", jpeg(1), now=NOW)

    def test_one_whose_metadata_cannot_be_removed(self, adapter, intake):
        for data in (b"", b"GIF89a", b"\xff\xd8\xff" + b"x" * 99, b"\xff\xd8\xff" * 4_000_000):
            with pytest.raises(FileRefusedError):
                intake.add_file("a.jpg", data, now=NOW)
        assert adapter.drafts.drafts == {}


class TestOwnRemover:
    """A host may have metadata removed in a process with limits."""

    def test_it_is_called_with_the_limits(self):
        seen = []

        def remover(data, *, limits):
            seen.append((data, limits))
            return CleanFile("image/jpeg", b"\xff\xd8\xffclean")

        _, centre = memory()
        intake = intake_on(centre, remove_metadata=remover)
        assert intake.add_file("a.jpg", b"data", now=NOW).size == 8
        assert seen == [(b"data", intake.limits)]

    def test_a_file_that_ends_its_process_is_refused_in_words(self, caplog):
        def crash(data, *, limits):
            raise RuntimeError(data.decode("latin-1"))

        adapter, centre = memory()
        with pytest.raises(FileRefusedError) as refused:
            intake_on(centre, remove_metadata=crash).add_file("a", b"%PDF-1.7 Anna", now=NOW)
        assert refused.value.reason is RefusalReason.UNREADABLE
        assert "PDF" in refused.value.text("pl")
        assert "RuntimeError" in caplog.text
        assert "Anna" not in caplog.text
        assert adapter.drafts.drafts == {}


class TestWithoutStores:
    @pytest.mark.parametrize("missing", ["drafts", "attachments"])
    def test_files_are_not_taken_and_reports_are(self, missing):
        adapter = memory()[0]
        stores = {
            "reports": adapter.reports,
            "numbers": adapter.numbers,
            "notices": adapter.notices,
            "routes": adapter,
            "drafts": adapter.drafts,
            "attachments": [adapter.attachments],
        }
        del stores[missing]
        intake = intake_on(ContactCentre(build(provide(**stores))))
        assert not intake.takes_files
        with pytest.raises(NoFileStoreError):
            intake.add_file("a.jpg", jpeg(1), now=NOW)
        intake.discard(token_urlsafe(32))
        form, _, issued = sent(intake)
        assert intake.register(form, [], issued, now=NOW).report

    def test_files_that_came_before_the_store_went_are_not_lost_with_a_report(self):
        adapter, centre = memory()
        form, tokens, issued = sent(intake_on(centre), jpeg(1))
        stores = {"reports": adapter.reports, "notices": adapter.notices, "routes": adapter}
        without = intake_on(ContactCentre(build(provide(**stores, drafts=adapter.drafts))))
        with pytest.raises(NoFileStoreError):
            without.register(form, tokens, issued, now=NOW)
        assert adapter.reports.reports == {}
        assert intake_on(centre).register(form, tokens, issued, now=NOW).report.attachments

    def test_a_naive_moment_is_refused(self, intake):
        naive = datetime(2026, 3, 4, 12)
        issued = intake.issue(NOW)
        for act in (
            lambda: intake.issue(naive),
            lambda: intake.add_file("a.jpg", jpeg(1), now=naive),
            lambda: intake.preview(FORM, [], now=naive),
            lambda: intake.register(FORM, [], issued, now=naive),
        ):
            with pytest.raises(ValueError, match="naive"):
                act()


class TestOnDisk:
    """In a database and a folder, as a city has them."""

    @pytest.fixture
    def host(self, tmp_path):
        return self.opened(tmp_path)

    def opened(self, folder):
        sql = SqlAdapter(url=f"sqlite:///{folder}/r.sqlite", encryption=False)
        files = FolderAttachments(folder / "files")
        peers = MemoryAdapter(TABLE)
        rest = provide(
            routes=peers, mailer=peers.mailer, helpdesk=peers.helpdesk, attachments=[files]
        )
        centre = ContactCentre(build(sql, rest))
        return sql, files, centre

    def test_a_draft_lies_there_in_no_readable_form_and_is_swept(self, host, tmp_path):
        sql, _, centre = host
        canary = PersonalDataCanary()
        intake = intake_on(centre)
        photo = jpeg(1, (200, 200))
        file = intake.add_file(f"{canary.name} {canary.words}.jpg", photo, now=NOW)
        sql.close()
        stored = b"".join(one.read_bytes() for one in tmp_path.glob("r.sqlite*") if one.is_file())
        middle = photo[len(photo) // 2 :][:64]
        assert canary.search(stored) == ()
        assert middle not in stored
        assert file.token.encode() not in stored
        assert len(stored) > len(photo) // 2, "it is there"
        assert sql.drafts.sweep(now=NOW + 2 * HOURS) == 1
        assert intake.file(file.token, now=NOW) is None

    def test_another_process_goes_on_with_what_one_began(self, host, tmp_path):
        sql, files, centre = host
        sql.notices.save_terms(TERMS)
        form, tokens, issued = sent(intake_on(centre), jpeg(1), jpeg(2))
        sql.close()
        other_sql, _, other = self.opened(tmp_path)
        receipt = intake_on(other).register(form, tokens, issued, now=LATER)
        other_sql.close()
        assert intake_on(centre).register(form, tokens, issued, now=NOW + 5 * HOURS) == receipt
        assert [files.read(one.reference) is None for one in receipt.report.attachments] == [
            False,
            False,
        ]
        assert sql.reports.verify(now=LATER) == []
        sql.close()

    def test_of_many_who_send_the_same_at_once_there_is_one_report(self, host):
        sql, files, centre = host
        sql.notices.save_terms(TERMS)
        intake = intake_on(centre)
        form, tokens, issued = sent(intake, jpeg(1), jpeg(2))
        begin = Barrier(6)

        def send(_):
            begin.wait()
            return intake.register(form, tokens, issued, now=NOW)

        with ThreadPoolExecutor(6) as pool:
            receipts = list(pool.map(send, range(6)))
        assert all(receipt == receipts[0] for receipt in receipts)
        assert len(files.references(kept_before=datetime.now(UTC) + HOURS)) == 2
        assert [event.event.verb for event in sql.trail.audit(subject=issued.number)] == [
            "register"
        ]
        assert [intake.file(token, now=NOW) for token in tokens] == [None, None]
        sql.close()

    def test_after_the_term_nothing_of_it_is_left(self, host, tmp_path):
        sql, _, centre = host
        sql.notices.save_terms(TERMS)
        canary = PersonalDataCanary()
        form = {key: value for key, value in canary.form().items() if key != "attachments"}
        intake = intake_on(centre)
        left = intake.add_file(f"{canary.words}.jpg", jpeg(3), now=NOW)
        token = intake.add_file(f"{canary.name}.jpg", jpeg(1), now=NOW).token
        intake.register(form, [token], intake.issue(NOW), now=NOW)
        assert canary.search(tmp_path) != ()
        centre.anonymise_due(now=NOW + timedelta(days=300))
        assert sql.drafts.sweep(now=NOW + timedelta(days=300)) == 1
        sql.close()
        assert canary.search(tmp_path) == ()
        assert list((tmp_path / "files").glob("LCKM*")) == []
        assert left.token


class TestBytesInMemory:
    """A file is in memory as often as it has to be; tracemalloc counts every byte."""

    SIZE = 3_000_000

    @pytest.fixture
    def intake_and_photo(self, intake):
        data = jpeg()
        # Cut again: a comment makes it as large as it is asked for.
        comments = (b"\xff\xfe\xff\xff" + b"k" * 65_533) * (self.SIZE // 65_537)
        intake._remove_metadata = lambda data, limits: CleanFile("image/jpeg", bytes(data))
        large = bytearray(data[:2] + comments + data[2:])
        tracemalloc.start()
        try:
            yield intake, large
        finally:
            tracemalloc.stop()

    def test_while_it_is_stored(self, intake_and_photo):
        intake, large = intake_and_photo
        before = tracemalloc.get_traced_memory()[0]
        intake.add_file("a.jpg", large, now=NOW)
        # Cleaned, and sealed.
        assert tracemalloc.get_traced_memory()[1] - before < 2.3 * self.SIZE

    def test_while_it_is_looked_up(self, intake_and_photo):
        intake, large = intake_and_photo
        token = intake.add_file("a.jpg", large, now=NOW).token
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        assert intake.file(token, now=NOW).size == len(large)
        assert tracemalloc.get_traced_memory()[1] - before < 0.3 * self.SIZE

    def test_while_it_is_opened(self, intake_and_photo):
        intake, large = intake_and_photo
        token = intake.add_file("a.jpg", large, now=NOW).token
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        assert intake.content(token, now=NOW) == large
        assert tracemalloc.get_traced_memory()[1] - before < 1.3 * self.SIZE


def test_a_draft_that_was_sealed_in_one_piece_is_opened(adapter, intake):
    token, nonce = token_urlsafe(32), b"n" * 12
    head = json.dumps({"name": "a.jpg", "media_type": "image/jpeg", "point": [51.5, 19.5]}).encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lckm-intake: draft")
    data = jpeg() * 500
    plain = len(head).to_bytes(4) + head + data
    sealed = nonce + AESGCM(key.derive(token.encode())).encrypt(nonce, plain, None)
    adapter.drafts.save(sha256(token.encode()).hexdigest(), sealed, until=NOW + HOURS)
    assert intake.content(token, now=NOW) == data
    file = intake.file(token, now=NOW)
    assert (file.name, file.size, file.point.latitude) == ("a.jpg", len(data), 51.5)
