"""zał. 2 § 6 ust. 4: personal data are read once it is written down who does, and what for
(interpretation I24).
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from lckm_core import ContactCentre, Role, build
from lckm_core.errors import IllegalMoveError, UnreadablePersonalDataError
from lckm_core.memory import MemoryAccessLog, MemoryAdapter, MemoryAttachments
from lckm_core.organisation import PERMISSIONS, Act
from lckm_core.ports import Access, AccessPurpose, EventVerb, MissingAdapterError, impl
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import anonymise, file_reference, withdraw
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
FILE = file_reference("ZG-1", 1)
FORM = {
    "description": "Drzewo się chwieje.",
    "category": "drzewo",
    "reporter": {"name": "Idalia Latarnia"},
    "attachments": [{"name": "drzewo.jpg", "size": 3}],
}
READER = {"role": Role.CALL_CENTRE_STAFF, "by": "Anna Nowak", "purpose": AccessPurpose.CALL_BACK}


@pytest.fixture
def centre(memory):
    return filled(memory)


def filled(memory, *others):
    centre = ContactCentre(build(memory, *others))
    centre.register(FORM, number="ZG-1", now=NOW, terms_version="1", heads=[JPEG])
    memory.attachments.files[FILE] = b"jpg"
    memory.events.clear()
    return centre


def read(centre, what, **given):
    values = {**READER, "now": NOW, **given}
    if what is EventVerb.READ_FILE:
        return centre.read_file(values.pop("reference", FILE), **values)
    part = centre.read_personal(values.pop("number", "ZG-1"), **values)
    return part and part.reporter.name


BOTH = pytest.mark.parametrize(
    ("what", "subject", "datum"),
    [(EventVerb.READ_PERSONAL, "ZG-1", "Idalia Latarnia"), (EventVerb.READ_FILE, FILE, b"jpg")],
    ids=["personal", "file"],
)


@BOTH
def test_it_is_written_down_and_told_and_then_shown(centre, memory, what, subject, datum):
    assert read(centre, what) == datum
    assert memory.access_log.accesses == [Access(verb=what, subject=subject, at=NOW, **READER)]
    [event] = memory.events
    assert (event.verb, event.subject, event.outcome, event.by) == (
        what,
        subject,
        "call back",
        "Anna Nowak",
    )


class Broken:
    name = "broken log"

    def note(self, access):
        raise OSError("no room")

    @impl
    def provide_access_log(self):
        return self


class WithoutLog(MemoryAdapter):
    provide_access_log = None


class Watched(MemoryAdapter):
    """Tells whether a personal part or a file was read."""

    provide_access_log = None

    def __init__(self):
        super().__init__(table=samples.TABLE)
        self.reads = []
        for store, method in ((self.reports, "get"), (self.attachments, "read")):
            setattr(store, method, self._noted(getattr(store, method)))

    def _noted(self, call):
        def noted(subject):
            self.reads.append(subject)
            return call(subject)

        return noted


@BOTH
def test_where_it_cannot_be_written_nothing_is_read(what, subject, datum):
    memory = Watched()
    centre = filled(memory, Broken())
    memory.reads.clear()
    with pytest.raises(OSError, match="no room"):
        read(centre, what)
    assert (memory.reads, memory.events) == ([], [])


@BOTH
def test_without_a_log_nothing_is_read(what, subject, datum):
    memory = Watched()
    centre = filled(memory)
    memory.reads.clear()
    with pytest.raises(MissingAdapterError, match="provide_access_log"):
        read(centre, what)
    assert memory.reads == []


@BOTH
@pytest.mark.parametrize("role", list(Role))
def test_only_the_call_centre_may(centre, memory, what, subject, datum, role):
    if role in PERMISSIONS[Act.READ_PERSONAL][0]:
        assert read(centre, what, role=role) == datum
        return
    with pytest.raises(IllegalMoveError, match="Call Center"):
        read(centre, what, role=role)
    assert memory.access_log.accesses == []


def test_who_may_are_staff_and_head_of_the_call_centre():
    may = {Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE}
    assert PERMISSIONS[Act.READ_PERSONAL] == (may, "zał. 2 § 6 ust. 4")


@BOTH
@pytest.mark.parametrize(
    "given",
    [
        {"by": None},
        {"by": ""},
        {"by": "Anna\nNowak"},
        {"purpose": "call back"},
        {"purpose": None},
        {"now": NOW.replace(tzinfo=None)},
    ],
    ids=str,
)
def test_without_a_person_a_purpose_and_a_moment_nothing(
    centre, memory, what, subject, datum, given
):
    with pytest.raises((TypeError, ValueError)):
        read(centre, what, **given)
    assert memory.access_log.accesses == []


@pytest.mark.parametrize("number", ["601 234 567", "601234567", "ZG-2", "", "Kasia"])
def test_what_is_no_report_of_ours_is_not_written_down(centre, memory, number):
    assert read(centre, EventVerb.READ_PERSONAL, number=number) is None
    assert read(centre, EventVerb.READ_FILE, reference=f"{number}-1") is None
    assert memory.access_log.accesses == []


def test_a_file_is_shown_only_with_the_report_that_has_it(centre, memory):
    other = file_reference("ZG-1", 2)
    memory.attachments.files[other] = b"another"
    assert read(centre, EventVerb.READ_FILE, reference=other) is None
    assert len(memory.access_log.accesses) == 1


def test_after_the_term_there_is_nothing_to_show(centre, memory):
    centre.withdraw_consent("ZG-1", now=NOW + timedelta(days=1))
    assert read(centre, EventVerb.READ_PERSONAL) is None
    assert read(centre, EventVerb.READ_FILE) is None


def test_the_log_has_nobody_of_the_report(memory):
    canary = PersonalDataCanary("access")
    form = canary.form()
    centre = ContactCentre(build(memory))
    centre.register(form, number="ZG-1", now=NOW, terms_version="1", heads=[JPEG])
    centre.read_personal("ZG-1", now=NOW, **READER)
    assert canary.search(repr(memory.reports.get("ZG-1").personal.reporter.name).encode())
    assert not canary.search(repr((memory.access_log.accesses, memory.events)).encode())


def test_nobody_sees_the_person_between_withdrawal_and_erasure(memory):
    centre = ContactCentre(build(memory))
    form = PersonalDataCanary("access").form()
    report = centre.register(form, number="ZG-1", now=NOW, terms_version="1", heads=[JPEG])
    memory.reports.reports["ZG-1"] = withdraw(report, now=NOW)
    assert centre.read_personal("ZG-1", now=NOW, **READER) is None


class FailsAtTimes(MemoryAccessLog):
    """Fails where it is told to, before or after it has written."""

    def __init__(self):
        super().__init__()
        self.plan = iter(())

    @impl
    def provide_access_log(self):
        return self

    def note(self, access):
        step = next(self.plan)
        if step == "before":
            raise OSError(step)
        super().note(access)
        if step == "after":
            raise OSError(step)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["fine", "before", "after"]), min_size=1, max_size=100))
def test_no_reading_is_without_its_line(plan):
    log = FailsAtTimes()
    centre = filled(Watched(), log)
    log.plan = iter(plan)
    shown = 0
    for at, step in enumerate(plan):
        what = (EventVerb.READ_PERSONAL, EventVerb.READ_FILE)[at % 2]
        try:
            shown += read(centre, what, now=NOW + timedelta(seconds=at)) is not None
        except OSError:
            assert step != "fine"
    assert shown == plan.count("fine")
    assert len(log.accesses) == len(plan) - plan.count("before")


def test_data_that_a_store_cannot_read_are_not_told_as_erased(centre, memory):
    """Those of a damaged file; once they are erased, they are told as that."""
    whole = memory.reports.reports["ZG-1"]
    memory.reports.reports["ZG-1"] = anonymise(whole)
    memory.reports.outline = lambda number: ReportOutline(anonymise(whole), True, 0, False)
    with pytest.raises(UnreadablePersonalDataError):
        read(centre, EventVerb.READ_PERSONAL)
    assert len(memory.access_log.accesses) == 1
    memory.reports.outline = lambda number: ReportOutline(anonymise(whole), False, 0, False)
    assert read(centre, EventVerb.READ_PERSONAL) is None


class OtherFiles:
    """An adapter with a second store of files alone."""

    name = "other"

    def __init__(self):
        self.files = MemoryAttachments()

    @impl
    def contribute_attachments(self):
        return (self.files,)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_file_is_read_from_whichever_store_has_it(memory, is_first):
    other = OtherFiles()
    centre = filled(memory, other)
    first, second = centre.plugins.attachments
    for store in (first, second):
        store.files.clear()
    (first if is_first else second).files[FILE] = b"jpg"
    assert read(centre, EventVerb.READ_FILE) == b"jpg"
