"""zał. 2 § 11: material that came and that its store did not take is told of, and nothing else."""

from datetime import UTC, date, datetime

import pytest

from lckm_core import Channel, ContactCentre, Handover, Role, build
from lckm_core.errors import ConflictError, StoreUnavailableError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.ports import Event, provide
from lckm_core.procedures import Person, read
from lckm_core.publication import Announcement
from lckm_testing.contracts import samples
from tests.helpers.places import SAMPLES
from tests.helpers.trail import Trail

NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
WHO = {"by": "Ewa Pokazowa", "role": Role.MONITORING_STAFF}
HANDOVER = Handover(
    unit=OFFICE,
    cell="Wydział Gospodarki Komunalnej",
    role=Role.HEAD_OF_CELL,
    channel=Channel.EDMS,
    received_on=date(2026, 3, 4),
    reference="WGK.1.2026",
    asked_by="Anna Zielińska",
)
NEWS = Announcement(
    title="Przerwa w wodzie",
    text="Wody nie będzie we wtorek.",
    valid_from=date(2026, 3, 5),
    valid_to=date(2026, 3, 6),
    unit=OFFICE,
    cell="Wydział Gospodarki Komunalnej",
    requested_by=Person("Anna Zielińska"),
)
TEXT = read(SAMPLES.joinpath("procedures/KA-01238.yaml").read_bytes()).procedure()


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def told():
    return Trail()


@pytest.fixture
def centre(memory, told):
    return ContactCentre(build(memory, provide(listeners=told)))


def hand_in_procedure(centre):
    return centre.hand_in(TEXT, handover=HANDOVER, now=NOW, **WHO)


def hand_in_announcement(centre):
    return centre.hand_in_announcement(NEWS, handover=HANDOVER, now=NOW, **WHO)


KINDS = pytest.mark.parametrize(
    ("hand_in", "store", "save"),
    [
        (hand_in_procedure, "procedures", "save"),
        (hand_in_announcement, "notices", "save_announcements"),
    ],
)


@KINDS
@pytest.mark.parametrize("error", [StoreUnavailableError(), OSError(28, "No space left", "/x")])
def test_that_nothing_was_stored_is_in_the_trail_and_the_log(
    memory, centre, told, monkeypatch, caplog, hand_in, store, save, error
):
    def fail(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(getattr(memory, store), save, fail)
        with pytest.raises(type(error)):
            hand_in(centre)
    (event,) = told
    number = event.subject
    assert event == Event(
        verb="hand_in_failed", subject=number, at=NOW, outcome="nothing stored", **WHO
    )
    assert f"{number} was handed in and its store failed" in caplog.text
    for words in ("wody", "Anna", "/x", "No space"):
        assert words.lower() not in caplog.text.lower()
    # Then the same call stores it.
    assert hand_in(centre).acts[-1].at == NOW
    assert [event.verb for event in told] == ["hand_in_failed", "hand_in"]


@KINDS
def test_what_is_there_after_a_lost_answer_is_told_as_stored(
    memory, centre, told, monkeypatch, hand_in, store, save
):
    keep = getattr(getattr(memory, store), save)

    def lose_answer(*changes):
        keep(*changes)
        raise StoreUnavailableError

    monkeypatch.setattr(getattr(memory, store), save, lose_answer)
    with pytest.raises(StoreUnavailableError):
        hand_in(centre)
    assert [event.outcome for event in told] == ["stored"]


def test_what_cannot_be_read_again_is_not_known(memory, centre, told, monkeypatch):
    def fail(*_):
        monkeypatch.setattr(memory.procedures, "editions", fail)
        raise StoreUnavailableError

    monkeypatch.setattr(memory.procedures, "save", fail)
    with pytest.raises(StoreUnavailableError):
        hand_in_procedure(centre)
    assert [event.outcome for event in told] == ["not known whether stored"]


def test_a_refusal_is_no_failure_of_a_store(memory, centre, told, monkeypatch):
    def refuse(changes):
        raise ConflictError(TEXT.id)

    monkeypatch.setattr(memory.procedures, "save", refuse)
    with pytest.raises(ConflictError):
        hand_in_procedure(centre)
    assert told == []
