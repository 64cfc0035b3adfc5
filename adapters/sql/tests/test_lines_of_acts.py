"""Each act has its whole line in its own transaction: with who, in which role, when and how.

So a process that is killed right after an act leaves no act without its line, and whoever reads
the trail while it grows misses no name.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import attrs
import pytest

from lckm_core import Channel, ContactCentre, Handover, Role, build, compare
from lckm_core.call_centre import BriefingRequest
from lckm_core.delivery import ManualAction, Refusal, Target
from lckm_core.errors import ConflictError
from lckm_core.forms import to_yaml
from lckm_core.memory import MemoryAdapter, MemoryAttachments, MemoryHelpdesk, MemoryMailer
from lckm_core.ports import AccessPurpose, Event, EventVerb, provide
from lckm_core.procedures.parts import Person, RequiredDocuments
from lckm_core.reports import Classification, Outcome, RouteTable
from lckm_sql import SqlAdapter, StoreUnavailableError
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.knowledge_base import knowledge_base

NOON = samples.NOON
STAFF, OTHER = "Zofia Wrona", "Adam Bugaj"
ANOTHER_UNIT = "Zarząd Zieleni Miejskiej w Łodzi"
NO_STORE_OF_OURS = {
    EventVerb.EXPORT,
    EventVerb.CHANGE_ROUTES,
    EventVerb.CHECK_CODE,
    EventVerb.HAND_IN_FAILED,
}
"""The verbs of acts on files and folders, of what changes nothing and of what failed."""


class City:
    """A centre whose stores are all in one database, and that tells nobody what was done."""

    def __init__(self, adapter: SqlAdapter, monkeypatch: pytest.MonkeyPatch) -> None:
        self.adapter = adapter
        self.told: list[Event] = []
        monkeypatch.setattr(adapter.trail, "on_event", self.told.append)
        self.mailer, self.files = MemoryMailer(), MemoryAttachments()
        self.routes = MemoryAdapter(table=samples.TABLE).provide_routes()
        others = provide(
            routes=self.routes,
            mailer=self.mailer,
            helpdesk=MemoryHelpdesk(),
            attachments=(self.files,),
        )
        self.centre = ContactCentre(build(adapter, others))
        self.moments: Iterator[datetime] = iter(
            NOON + at * timedelta(seconds=1) for at in range(999)
        )

    def now(self) -> datetime:
        return next(self.moments)

    @property
    def lines(self) -> list[Event]:
        return [entry.event for entry in self.adapter.trail.audit()]


@pytest.fixture
def city(adapter: SqlAdapter, monkeypatch: pytest.MonkeyPatch) -> City:
    return City(adapter, monkeypatch)


def test_every_act_has_its_whole_line_though_nobody_came_to_tell(city: City) -> None:
    _act_on_procedures(city)
    _act_on_terms(city)
    _act_on_requests(city)
    _act_on_reports(city)
    assert {event.verb for event in city.told} == set(EventVerb) - NO_STORE_OF_OURS
    lines = [_without_moment_of_attempt(line) for line in city.lines]
    told = map(_without_moment_of_attempt, city.told)
    assert [event for event in told if event not in lines] == []


@pytest.mark.parametrize("is_approved", [False, True], ids=["drafted", "approved"])
def test_terms_that_a_program_stores_itself_are_nobody_s_act(
    adapter: SqlAdapter, is_approved: bool
) -> None:
    adapter.notices.save_terms(samples.terms("7", approved=is_approved))
    assert list(adapter.trail.audit()) == []


def test_a_table_of_routes_is_changed_once_the_trail_says_that_it_begins(city: City) -> None:
    """Then it says that it is done, which a process that was killed did not come to."""
    changed = attrs.evolve(samples.TABLE, routes=samples.TABLE.routes[1:])
    _change_routes(city, "# Nowa\n" + _text_of(changed))
    (begun,) = city.lines
    (done,) = city.told
    assert (begun.verb, begun.outcome) == (EventVerb.CHANGE_ROUTES, "begun")
    assert attrs.evolve(begun, outcome="routes -1") == done
    assert (begun.by, begun.role) == (STAFF, Role.DIRECTOR)


def test_no_table_of_routes_is_changed_while_the_trail_cannot_be_written(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = city.routes.table_text()

    def fail(act: Event) -> None:
        raise StoreUnavailableError("locked")

    monkeypatch.setattr(city.adapter.trail, "begin", fail)
    with pytest.raises(StoreUnavailableError):
        _change_routes(city, "# Nowa\n" + _text_of(samples.TABLE))
    assert city.routes.table_text() == before
    assert city.told == []


def test_a_table_that_another_replaced_first_is_not_told_as_changed(city: City) -> None:
    with pytest.raises(ConflictError):
        _change_routes(city, _text_of(samples.TABLE), replaced="# Inna\n")
    assert [line.outcome for line in city.lines] == ["begun"]
    assert city.told == []


def _without_moment_of_attempt(event: Event) -> Event:
    # The store has the moment of the letter, and the centre that of the answer.
    return attrs.evolve(event, at=NOON) if event.verb == EventVerb.DISPATCH else event


def _text_of(table: RouteTable) -> str:
    return to_yaml(table)


def _change_routes(city: City, text: str, replaced: str | None = None) -> None:
    city.centre.change_routes(
        text,
        replaced=city.routes.table_text() if replaced is None else replaced,
        reason="Nowa właściwość",
        by=STAFF,
        role=Role.DIRECTOR,
        now=city.now(),
    )


def _act_on_procedures(city: City) -> None:
    head, staff = Role.HEAD_OF_CELL, Role.MONITORING_STAFF
    procedure = attrs.evolve(
        next(knowledge_base(1)),
        related=(),
        internal=False,
        valid_from=None,
        valid_to=NOON.date() + timedelta(days=9),
        required_documents=RequiredDocuments(),
        other_documents=(),
    )
    id = procedure.id
    handover = Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=head,
        channel=Channel.EDMS,
        reference="1",
        received_on=NOON.date(),
        asked_by="Anna Zielińska",
    )
    amended = attrs.evolve(procedure, title="Nowy tytuł")
    corrections = compare(amended, attrs.evolve(amended, title="Nowszy tytuł"))
    centre = city.centre
    for verb, role, given in (
        ("hand_in", staff, procedure),
        ("give_back", staff, id),
        ("hand_in", staff, procedure),
        ("confirm", staff, id),
        ("publish", staff, id),
        ("hand_in", staff, amended),
        ("correct", staff, corrections),
        ("agree", head, id),
        ("publish", staff, id),
        ("withdraw", staff, id),
        ("hand_in", staff, procedure),
        ("confirm", staff, id),
        ("publish", staff, id),
    ):
        who = {"handover": handover} if verb == "hand_in" else {}
        getattr(centre, verb)(given, **who, role=role, by=STAFF, now=city.now())
    centre.note(id, "Nowe", role=Role.CALL_CENTRE_STAFF, by=OTHER, now=city.now())
    centre.erase_notes(id, role=Role.HEAD_OF_CALL_CENTRE, by=OTHER, now=city.now())
    assert len(centre.expire_due(now=city.now() + timedelta(days=20))) == 1


def _act_on_terms(city: City) -> None:
    text = samples.terms("7", "# Regulamin")
    staff = Role.MONITORING_STAFF
    city.centre.draft_terms(text, role=staff, by=STAFF, now=city.now())
    city.centre.draft_terms(attrs.evolve(text, text="# Nowy"), role=staff, by=OTHER, now=city.now())
    city.centre.approve_terms(text, role=Role.DIRECTOR, by=Person(OTHER), now=city.now())
    other = city.centre.draft_terms(samples.terms("8", "# Inny"), role=staff, now=city.now())
    city.centre.discard_terms(other, role=staff, by=STAFF, now=city.now())


def _act_on_requests(city: City) -> None:
    centre = city.centre
    data = attrs.evolve(samples.data_request("D"), asked_on=NOON.date())
    briefing = BriefingRequest(
        number="B",
        unit=data.unit,
        asked_by=data.asked_by,
        asked_on=data.asked_on,
        subject="Nowe sprawy",
        reason="Pytania",
    )
    head, theirs = Role.HEAD_OF_CALL_CENTRE, Role.HEAD_OF_UNIT
    centre.request_data(data, role=Role.CALL_CENTRE_STAFF, now=city.now())
    centre.readdress_request(
        "D", role=Role.CALL_CENTRE_STAFF, unit=ANOTHER_UNIT, cell=None, now=city.now(), by=STAFF
    )
    centre.request_briefing(briefing, role=head, now=city.now())
    centre.name_briefer("B", role=theirs, person=Person(STAFF), now=city.now())
    assert len(centre.remind_due(now=city.now() + timedelta(days=4))) == 2
    centre.answer_data_request("D", role=theirs, text="Od dziś.", by=Person(STAFF), now=city.now())
    centre.correct_answer("D", role=theirs, text="Od jutra.", by=Person(STAFF), now=city.now())
    centre.hold_briefing("B", role=head, by=OTHER, now=city.now())


def _act_on_reports(city: City) -> None:
    centre, role = city.centre, Role.CALL_CENTRE_STAFF
    form = {**PersonalDataCanary().form(), "category": "drzewo"}
    head = b"\xff\xd8\xff\xe0"
    city.files.files["R-1-1"] = head
    centre.register(
        form, number="R-1", now=city.now(), terms_version="1", heads=[head], by=STAFF, role=role
    )
    plain = {**form, "attachments": ()}
    for number in ("R-2", "R-3"):
        centre.register(plain, number=number, now=city.now(), terms_version="1")
    centre.reroute("R-2", now=city.now(), by=OTHER, role=role)
    report = centre.plugins.reports.get("R-2")
    assert report is not None
    words = [report.description.split()[0]]
    centre.redact("R-2", words, now=city.now(), by=OTHER, role=role)
    centre.settle_by_hand(
        "R-2", Target.MAILBOX, ManualAction.TOLD, now=city.now(), by=OTHER, role=role
    )
    other = Classification(category="inne")
    centre.reclassify("R-3", other, role=role, now=city.now(), by=STAFF)
    centre.dispatch_due("w", clock=city.now)
    (key,) = city.mailer.letters
    centre.handle_bounce(key, Refusal.FULL, now=city.now())
    centre.note_outcome("R-3", Outcome.DONE, words="Tak.", role=role, now=city.now(), by=STAFF)
    centre.reopen("R-3", words="Nie.", role=role, now=city.now(), by=OTHER)
    reading = partial(centre.read_personal, role=role, by=STAFF, purpose=AccessPurpose.CALL_BACK)
    reading("R-1", now=city.now())
    centre.read_file("R-1-1", role=role, by=STAFF, purpose=AccessPurpose.CALL_BACK, now=city.now())
    centre.withdraw_consent("R-1", now=city.now(), by=STAFF, role=role)
    assert centre.open_erasure_notices(now=city.now())
    centre.confirm_erasure("R-1", now=city.now(), by=OTHER, role=role)
    assert centre.anonymise_due(now=city.now() + timedelta(days=300))
