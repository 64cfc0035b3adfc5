"""Files to download: kept with the edition that has them, judged with its text, within reach
while it is shown (§ 9 ust. 3).
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import attrs
import pytest

from lckm_core import (
    Audience,
    Channel,
    ContactCentre,
    Handover,
    InvalidProcedureError,
    Message,
    Role,
    build,
    compare,
    impl,
    read,
    to_data,
)
from lckm_core.centre import OutdatedEditionError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.ports import (
    Clean,
    Infected,
    MissingAdapterError,
    Unscanned,
)
from lckm_core.procedures import Departure, from_data
from lckm_core.publication import HeldFile, State

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
DAY = timedelta(days=1)
ON = date(2026, 3, 10)
STAFF, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_CELL
BY = "Ewa Pokazowa"
SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"
ID = "KA-01238"
PDF = (SAMPLE.parents[1] / "files" / ID / "poradnik-jak-opisac-miejsce.pdf").read_bytes()
PDF_2 = PDF + b"\n%second\n"
HANDOVER = Handover(
    unit=OFFICE,
    cell="Wydział Gospodarki Komunalnej",
    role=HEAD,
    channel=Channel.EDMS,
    received_on=date(2026, 3, 4),
    reference="WGK.1.2026",
    asked_by="Anna Zielińska",
)


def text(*names, **changed):
    """Return the sample with a document for each of these names of files."""
    data = to_data(read(SAMPLE.read_bytes()).procedure())
    documents = [{"name": f"Poradnik {index}", "file": name} for index, name in enumerate(names, 1)]
    kept = {key: value for key, value in data.items() if key not in ("related", "other_documents")}
    return from_data({**kept, **({"other_documents": documents} if documents else {}), **changed})


ONE, BOTH = text("a.pdf"), text("a.pdf", "b.pdf")


class Scans:
    """A scanner that says of each file what it is told to, and remembers what it was shown."""

    def __init__(self, name="skaner", **verdicts):
        self.name, self.verdicts, self.seen = name, verdicts, []

    def scan(self, name, data):
        self.seen.append((name, data))
        return self.verdicts.get(name.partition(".")[0], Clean())

    @impl
    def contribute_scanners(self):
        return [self]


@pytest.fixture
def memory():
    return MemoryAdapter()


def taken_in(centre, procedure=ONE, files=None, now=NOW, **given):
    return centre.hand_in(procedure, handover=HANDOVER, by=BY, now=now, files=files, **given)


def published(centre, procedure=ONE, files=None, now=NOW):
    taken_in(centre, procedure, files, now)
    centre.confirm(ID, role=STAFF, by=BY, now=now)
    return centre.publish(ID, role=STAFF, by=BY, now=now)


def updated(centre, new, **given):
    base = max(centre.plugins.procedures.editions(ID), key=lambda one: one.number)
    request = attrs.evolve(compare(base.procedure, new), requested_on=date(2026, 3, 4))
    return centre.request_update(request, handover=HANDOVER, by=BY, now=NOW, **given)


def test_files_for_a_corrected_text_leave_its_corrections_to_be_agreed_to(centre):
    """zał. 2 § 8 ust. 3: the head agrees to the corrections, whenever the files come."""
    taken_in(centre, text("a.pdf", title="Przed poprawką"))
    request = compare(text("a.pdf", title="Przed poprawką"), ONE)
    corrected = centre.correct(request, role=STAFF, by=BY, now=NOW, because="Jaśniej.")
    files = {"a.pdf": PDF}
    added, again = (taken_in(centre, files=files, now=NOW + DAY) for _ in range(2))
    assert (added.number, added.state) == (3, State.CORRECTED)
    assert again == added
    assert (added.request, added.acts[:-1]) == (request, corrected.acts)
    assert [file.name for file in added.files] == ["a.pdf"]
    assert centre.agree(ID, role=HEAD, by=BY, now=NOW + DAY).state is State.CHECKED


def page(centre, audience=Audience.BIP, on=ON):
    (found,) = centre.publication([audience], on=on).pages[audience]
    return found


def held(name, data):
    return HeldFile(name, sha256(data).hexdigest(), len(data))


def codes(caught):
    return {(finding.code, finding.path) for finding in caught.value.findings}


class TestKept:
    def test_an_edition_has_what_came_with_it_sorted_by_name(self, centre, memory):
        edition = taken_in(centre, BOTH, {"b.pdf": PDF_2, "a.pdf": PDF})
        assert edition.files == (held("a.pdf", PDF), held("b.pdf", PDF_2))
        assert [memory.documents.read(file.address) for file in edition.files] == [PDF, PDF_2]
        assert centre.plugins.procedures.editions(ID)[0].files == edition.files

    def test_without_files_it_has_none_and_no_store_is_asked_for(self):
        class Without(MemoryAdapter):
            provide_documents = None

        centre = ContactCentre(build(Without()))
        assert taken_in(centre).files == ()
        with pytest.raises(InvalidProcedureError, match="LCKM-F012"):
            centre.confirm(ID, role=STAFF, by=BY, now=NOW)
        with pytest.raises(MissingAdapterError, match="provide_documents"):
            taken_in(centre, BOTH, {"a.pdf": PDF})
        assert len(centre.plugins.procedures.editions(ID)) == 1

    def test_a_repeated_call_is_the_edition_that_is_kept(self, centre, memory):
        first = taken_in(centre, ONE, {"a.pdf": PDF})
        assert taken_in(centre, ONE, {"a.pdf": PDF}, NOW + DAY) == first
        assert taken_in(centre, ONE, now=NOW + DAY) == first  # carried over, it has the same
        assert len(memory.procedures.editions(ID)) == 1

    def test_the_same_text_with_another_file_is_another_edition(self, centre):
        taken_in(centre, ONE, {"a.pdf": PDF})
        second = taken_in(centre, ONE, {"a.pdf": PDF_2})
        assert (second.number, second.files) == (2, (held("a.pdf", PDF_2),))

    def test_another_file_does_not_overwrite_a_newer_edition_unseen(self, centre):
        taken_in(centre, ONE, {"a.pdf": PDF})
        taken_in(centre, ONE, {"a.pdf": PDF_2})
        with pytest.raises(OutdatedEditionError):
            taken_in(centre, ONE, {"a.pdf": PDF + b"\n"}, seen=1)


class TestCarriedOver:
    def test_an_update_keeps_what_the_new_text_still_names(self, centre):
        published(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        assert updated(centre, text("b.pdf", title="Nowy tytuł")).files == (held("b.pdf", PDF_2),)

    def test_what_comes_anew_takes_the_place_of_what_was_there(self, centre):
        published(centre, ONE, {"a.pdf": PDF})
        new = updated(centre, BOTH, files={"a.pdf": PDF_2, "b.pdf": PDF})
        assert new.files == (held("a.pdf", PDF_2), held("b.pdf", PDF))

    def test_a_text_for_today_keeps_what_is_shown_today_and_not_what_is_to_come(self, centre):
        published(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        published(centre, text("a.pdf", valid_from="2026-07-01"))
        new = taken_in(centre, text("b.pdf", title="Zgłoszenie na dziś"))
        assert (new.number, new.files) == (3, (held("b.pdf", PDF_2),))

    def test_an_update_asked_for_again_is_the_edition_that_is_kept(self, centre):
        published(centre, ONE, {"a.pdf": PDF})
        assert updated(centre, BOTH, files={"b.pdf": PDF_2}).number == 2
        request = centre.plugins.procedures.editions(ID)[-1].request
        again = centre.request_update(
            request, handover=HANDOVER, by=BY, now=NOW, files={"b.pdf": PDF_2}
        )
        assert (again.number, len(again.files)) == (2, 2)

    def test_what_was_sent_back_brings_its_files_to_what_comes_after(self, centre):
        taken_in(centre, BOTH, {"a.pdf": PDF})
        centre.give_back(ID, role=STAFF, by=BY, now=NOW, because="Brakuje pliku b.pdf.")
        assert taken_in(centre, BOTH, {"b.pdf": PDF_2}).files == (
            held("a.pdf", PDF),
            held("b.pdf", PDF_2),
        )

    def test_a_correction_keeps_them(self, centre):
        taken_in(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        request = compare(BOTH, text("a.pdf", "b.pdf", title="Poprawiony tytuł"))
        corrected = centre.correct(request, role=STAFF, by=BY, now=NOW)
        assert corrected.files == (held("a.pdf", PDF), held("b.pdf", PDF_2))
        assert centre.agree(ID, role=HEAD, by=BY, now=NOW).state is State.CHECKED

    def test_a_correction_that_strikes_a_document_drops_its_file(self, centre):
        taken_in(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        corrected = centre.correct(compare(BOTH, ONE), role=STAFF, by=BY, now=NOW)
        assert corrected.files == (held("a.pdf", PDF),)
        assert centre.agree(ID, role=HEAD, by=BY, now=NOW).state is State.CHECKED

    @pytest.mark.parametrize(("typed", "given"), [("NFC", "NFD"), ("NFD", "NFC")])
    def test_how_letters_of_a_name_are_composed_makes_no_difference(self, centre, typed, given):
        """A Mac hands files in by names of another composition (NFD) than people type (NFC)."""
        name, other = (normalize(form, "wniosek-żółty.pdf") for form in (typed, given))
        published(centre, text(name), {other: PDF})
        for title, files, data in (
            ("Nowy tytuł", None, PDF),
            ("Nowszy tytuł", {other: PDF_2}, PDF_2),
            ("Najnowszy tytuł", {name: PDF}, PDF),
        ):
            new = updated(centre, text(name, title=title), files=files)
            [document] = new.procedure.other_documents
            assert new.files == (held(document.file, data),), "once, as its document names it"


class TestJudged:
    """Faults of files stop the confirmation, like those of the text."""

    @pytest.mark.parametrize(
        ("procedure", "files", "found"),
        [
            (BOTH, {"a.pdf": PDF}, ("LCKM-F012", "/other_documents/1/file")),
            (ONE, {}, ("LCKM-F012", "/other_documents/0/file")),
            (ONE, None, ("LCKM-F012", "/other_documents/0/file")),
            (ONE, {"a.pdf": PDF, "c.pdf": PDF_2}, ("LCKM-F013", "")),
            (ONE, {"a.pdf": b"MZ\x90\x00" + bytes(60)}, ("LCKM-F001", "/other_documents/0/file")),
            (ONE, {"a.pdf": b""}, ("LCKM-F004", "/other_documents/0/file")),
        ],
        ids=["missing", "none came", "none given", "orphan", "program", "empty"],
    )
    def test_a_fault_is_found_at_its_place(self, centre, procedure, files, found):
        taken_in(centre, procedure, files)
        with pytest.raises(InvalidProcedureError) as caught:
            centre.confirm(ID, role=STAFF, by=BY, now=NOW)
        assert found in codes(caught)
        assert centre.plugins.procedures.editions(ID)[-1].state is State.RECEIVED

    def test_one_that_came_without_its_file_is_mended_by_handing_it_in_with_it(self, centre):
        first = taken_in(centre, ONE)
        assert [one.code for one in centre.check_edition(first)] == ["LCKM-F012"]
        second = taken_in(centre, ONE, {"a.pdf": PDF})
        assert (second.number, list(centre.check_edition(second))) == (2, [])
        assert centre.confirm(ID, role=STAFF, by=BY, now=NOW).state is State.CHECKED

    def test_or_by_an_agreed_departure(self, centre):
        taken_in(centre, ONE)
        departure = Departure(
            procedure=ID,
            code="LCKM-F012",
            agreed_with=BY,
            agreed_on=date(2026, 3, 3),
            reference="OMC.1.2026",
        )
        assert (
            centre.confirm(ID, role=STAFF, by=BY, now=NOW, departures=[departure]).state
            is State.CHECKED
        )

    def test_the_head_agrees_to_no_faulty_file_either(self, centre):
        taken_in(centre, BOTH, {"a.pdf": PDF})
        centre.correct(
            compare(BOTH, text("a.pdf", "b.pdf", title="Nowy")), role=STAFF, by=BY, now=NOW
        )
        with pytest.raises(InvalidProcedureError) as caught:
            centre.agree(ID, role=HEAD, by=BY, now=NOW)
        assert ("LCKM-F012", "/other_documents/1/file") in codes(caught)

    def test_what_is_wrong_with_them_is_what_it_is_given_back_for(self, centre):
        taken_in(centre, BOTH, {"a.pdf": PDF})
        note = centre.give_back(ID, role=STAFF, by=BY, now=NOW).acts[-1].note
        assert "LCKM-F012" in note
        assert "b.pdf" in note

    def test_one_that_the_store_lost_is_no_empty_file(self, centre, memory):
        taken_in(centre, ONE, {"a.pdf": PDF})
        memory.documents.sweep(())
        with pytest.raises(LookupError, match=held("a.pdf", PDF).address):
            centre.confirm(ID, role=STAFF, by=BY, now=NOW)


class TestScanned:
    def test_each_scanner_is_shown_each_file_and_nothing_else(self, memory):
        first, second = Scans("pierwszy"), Scans("drugi")
        centre = ContactCentre(build(memory, first, second))
        taken_in(centre, BOTH, {"a.pdf": PDF})
        updated(centre, text("a.pdf", "b.pdf", title="Nowy"), files={"b.pdf": PDF_2})
        assert first.seen == second.seen == [("a.pdf", PDF), ("b.pdf", PDF_2)]

    @pytest.mark.parametrize(
        ("verdict", "code", "said"),
        [
            (Infected("Eicar\x1b[31m"), "LCKM-F015", "Eicar"),
            (Unscanned(Message("nie odpowiada.", "is away.")), "LCKM-F016", "nie odpowiada."),
        ],
    )
    def test_what_does_not_pass_is_refused_with_all_that_came_and_nothing_is_kept(
        self, memory, verdict, code, said
    ):
        centre = ContactCentre(build(memory, Scans("clamd", b=verdict)))
        with pytest.raises(InvalidProcedureError) as caught:
            taken_in(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        assert codes(caught) == {(code, "/other_documents/1/file")}
        (finding,) = caught.value.findings
        assert "b.pdf" in finding.message
        assert "clamd" in finding.message
        assert said in finding.message
        assert finding.message.isprintable()
        assert [memory.documents.read(held("", data).address) for data in (PDF, PDF_2)] == [
            None,
            None,
        ]
        assert list(memory.procedures.editions(ID)) == []
        assert memory.events == []

    def test_every_file_and_every_scanner_is_told_of(self, memory):
        bad, away = Infected("Zły"), Unscanned(Message("nie działa.", "is away."))
        centre = ContactCentre(build(memory, Scans("jeden", a=bad), Scans("dwa", a=away, b=bad)))
        with pytest.raises(InvalidProcedureError) as caught:
            taken_in(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        assert [finding.code for finding in caught.value.findings] == [
            "LCKM-F015",
            "LCKM-F016",
            "LCKM-F015",
        ]

    def test_no_departure_lifts_it(self):
        from lckm_core import kinds

        assert {one.code for one in kinds() if not one.liftable} >= {"LCKM-F015", "LCKM-F016"}

    def test_one_that_nobody_names_is_scanned_like_the_others(self, memory):
        centre = ContactCentre(build(memory, Scans(c=Infected("Zły"))))
        with pytest.raises(InvalidProcedureError) as caught:
            taken_in(centre, ONE, {"a.pdf": PDF, "c.pdf": PDF_2})
        assert codes(caught) == {("LCKM-F015", "")}


class TestWithinReach:
    @pytest.mark.parametrize("audience", list(Audience))
    def test_a_page_has_the_files_of_its_edition(self, centre, audience):
        published(centre, BOTH, {"a.pdf": PDF, "b.pdf": PDF_2})
        shown = page(centre, audience)
        assert {file.name: shown.read(file) for file in shown.files} == {
            "a.pdf": PDF,
            "b.pdf": PDF_2,
        }

    def test_no_other_file_can_be_read_by_it(self, centre):
        """Neither by its address nor as a file of an edition that is not shown."""
        published(centre, ONE, {"a.pdf": PDF})
        waiting = updated(centre, text("a.pdf", title="Nowy"), files={"a.pdf": PDF_2})
        shown = page(centre)
        assert shown.files == (held("a.pdf", PDF),)
        for file in (*waiting.files, held("c.pdf", PDF), held("a.pdf", b"")):
            with pytest.raises(ValueError, match="no such file"):
                shown.read(file)

    def test_an_earlier_edition_that_is_shown_has_its_own(self, centre):
        published(centre, ONE, {"a.pdf": PDF})
        updated(centre, text("a.pdf", title="Nowy"), files={"a.pdf": PDF_2})
        centre.confirm(ID, role=STAFF, by=BY, now=NOW + DAY)
        centre.publish(ID, role=STAFF, by=BY, now=NOW + DAY)
        shown = page(centre)
        (earlier,) = shown.history
        assert [shown.read(file) for file in shown.files] == [PDF_2]
        assert [earlier.read(file) for file in earlier.files] == [PDF]
        with pytest.raises(ValueError, match="no such file"):
            shown.read(earlier.files[0])

    def test_a_file_of_a_withdrawn_edition_is_out_of_reach_and_kept_for_the_archive(
        self, centre, memory
    ):
        published(centre, ONE, {"a.pdf": PDF})
        centre.withdraw(ID, role=STAFF, by=BY, now=NOW + DAY)
        publication = centre.publication(list(Audience), on=ON)
        assert not any(publication.pages.values())
        address = held("a.pdf", PDF).address
        assert address not in repr(publication)
        wanted = {file.address for one in memory.procedures.all_editions() for file in one.files}
        assert (memory.documents.sweep(wanted), memory.documents.read(address)) == (0, PDF)

    def test_what_is_shown_another_file_for_has_another_key(self, centre):
        published(centre, ONE, {"a.pdf": PDF})
        before = page(centre).key
        published(centre, ONE, {"a.pdf": PDF_2})
        assert page(centre).key != before

    def test_one_that_the_store_lost_cannot_be_had(self, centre, memory):
        published(centre, ONE, {"a.pdf": PDF})
        memory.documents.sweep(())
        shown = page(centre)
        assert shown.read(shown.files[0]) is None

    def test_a_damaged_one_raises(self, tmp_path):
        from lckm_documents.folder_adapter import DocumentsAdapter
        from lckm_documents.store import DamagedDocumentError

        class Kept(MemoryAdapter):
            provide_documents = None

        centre = ContactCentre(build(Kept(), DocumentsAdapter(root=str(tmp_path))))
        published(centre, ONE, {"a.pdf": PDF})
        shown = page(centre)
        (path,) = (one for one in (tmp_path / "content").rglob("*") if one.is_file())
        path.write_bytes(PDF[:-1])
        with pytest.raises(DamagedDocumentError):
            shown.read(shown.files[0])
        path.write_bytes(PDF)
        assert shown.read(shown.files[0]) == PDF
