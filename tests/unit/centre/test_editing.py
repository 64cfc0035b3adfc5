"""The way of a request: taken in, corrected, agreed, given back, and who did what when (§ 8, §
9 ust. 2, § 11, I18).
"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    AmendmentConflictError,
    Audience,
    Channel,
    Finding,
    Handover,
    InvalidProcedureError,
    Role,
    Severity,
    UpdateRequest,
    amend,
    compare,
    read,
    to_data,
)
from lckm_core.amendments import Change
from lckm_core.calendar import civil_day
from lckm_core.centre import NoSuchEditionError, OutdatedEditionError
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Agreement, from_data
from lckm_core.publication import State, Transition

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
STAFF, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_CELL
BY = "Ewa Pokazowa"
SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"


def text(**changed):
    data = to_data(read(SAMPLE.read_bytes()).procedure())
    return from_data(
        {
            **{key: one for key, one in data.items() if key not in ("related", "other_documents")},
            **changed,
        }
    )


HANDOVER = Handover(
    unit=OFFICE,
    cell="Wydział Gospodarki Komunalnej",
    role=HEAD,
    channel=Channel.EDMS,
    received_on=date(2026, 3, 4),
    reference="WGK.1.2026",
    asked_by="Anna Zielińska",
)
FIRST = text()
NEW = text(title="Zgłoszenie dzikiego wysypiska")
REQUEST = attrs.evolve(compare(FIRST, NEW), requested_on=date(2026, 3, 3))


@pytest.fixture
def memory():
    return MemoryAdapter()


def taken_in(centre, procedure=FIRST, now=NOW, **given):
    return centre.hand_in(procedure, handover=HANDOVER, by=BY, role=STAFF, now=now, **given)


def published(centre, procedure=FIRST, now=NOW):
    taken_in(centre, procedure, now)
    centre.confirm(procedure.id, role=STAFF, by=BY, now=now)
    return centre.publish(procedure.id, role=STAFF, by="Jan Przykładowy", now=now)


class TestRecord:
    def test_every_act_has_who_in_which_role_and_when(self, centre):
        edition = published(centre)
        acts = [(act.verb, act.role, act.by, act.at) for act in edition.acts]
        assert acts == [
            (Transition.HAND_IN, STAFF, BY, NOW),
            (Transition.CHECK, STAFF, BY, NOW),
            (Transition.PUBLISH, STAFF, "Jan Przykładowy", NOW),
        ]
        assert edition.published_at == NOW
        assert edition.handover == HANDOVER, "on whose request, by which channel and reference"

    def test_the_trail_has_who_did_each(self, centre, memory):
        published(centre)
        centre.note(FIRST.id, "Zapytaj o adres.", role=Role.CALL_CENTRE_STAFF, by="Teresa", now=NOW)
        centre.withdraw(FIRST.id, role=STAFF, by="Zofia Wycofana", now=NOW)
        assert [(event.verb, event.by) for event in memory.events] == [
            ("hand_in", BY),
            ("confirm", BY),
            ("publish", "Jan Przykładowy"),
            ("note", "Teresa"),
            ("withdraw", "Zofia Wycofana"),
        ]

    def test_time_does_what_it_does_without_a_name(self, centre, memory):
        until = text(valid_to="2026-03-10")
        published(centre, until)
        assert centre.expire_due(now=NOW + timedelta(days=6)) == ()
        (expired,) = centre.expire_due(now=NOW + timedelta(days=7))
        assert (expired.state, expired.acts[-1].verb, expired.acts[-1].by) == (
            State.EXPIRED,
            Transition.EXPIRE,
            None,
        )
        assert centre.expire_due(now=NOW + timedelta(days=7)) == ()
        assert list(memory.procedures.editions(until.id)) == [expired]

    def test_what_somebody_acts_on_meanwhile_keeps_nothing_else_from_expiring(self, centre, memory):
        for number in ("KA-00001", "KA-00002"):
            published(centre, text(id=number, valid_to="2026-03-10"))
        save = memory.procedures.save

        def late(changes):
            if changes[0].edition.id == "KA-00001":
                raise ConflictError("KA-00001")
            save(changes)

        memory.procedures.save = late
        expired = centre.expire_due(now=NOW + timedelta(days=7))
        assert [one.id for one in expired] == ["KA-00002"]

    def test_who_returns_the_newest_keeps_nobody_from_noticing_what_is_changed(
        self, centre, memory
    ):
        """A new text is made of the newest that was not returned, which somebody withdraws."""
        published(centre)
        taken_in(centre, NEW)
        centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW)
        save = memory.procedures.save

        def late(changes):
            memory.procedures.save = save
            centre.withdraw(FIRST.id, role=STAFF, by="Zofia", now=NOW)
            save(changes)

        memory.procedures.save = late
        with pytest.raises(ConflictError):
            taken_in(centre, text(title="Inny tytuł"))
        assert [one.number for one in memory.procedures.editions(FIRST.id)] == [1, 2]

    @pytest.mark.parametrize("by", ["", " "])
    def test_an_act_of_nobody_is_refused(self, centre, memory, by):
        with pytest.raises(ValueError, match="name of who does it"):
            centre.hand_in(FIRST, handover=HANDOVER, by=by, now=NOW)
        assert list(memory.procedures.ids()) == []


class TestUpdate:
    def test_the_newest_edition_is_amended_and_the_request_is_kept(self, centre):
        published(centre)
        edition = centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)
        assert (edition.number, edition.state, edition.procedure) == (2, State.RECEIVED, NEW)
        assert (edition.request, edition.requested_on) == (REQUEST, date(2026, 3, 3))

    def test_asked_for_again_it_is_the_edition_that_is_kept(self, centre, memory):
        published(centre)
        once = centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)
        assert (
            centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW + timedelta(hours=1))
            == once
        )
        assert len(memory.procedures.editions(FIRST.id)) == 2

    def test_what_was_returned_is_not_amended(self, centre):
        published(centre)
        taken_in(centre, text(title="Nie tak"))
        centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW)
        assert centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW).procedure == NEW

    def test_an_act_between_reading_and_handing_in_is_noticed(self, centre, memory):
        published(centre)
        editions = memory.procedures.editions

        def read_before(procedure_id):
            memory.procedures.editions = editions
            found = editions(procedure_id)
            centre.note(FIRST.id, "Zapytaj.", role=Role.CALL_CENTRE_STAFF, by="Teresa", now=NOW)
            return found

        memory.procedures.editions = read_before
        with pytest.raises(ConflictError):
            centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)
        assert [one.number for one in editions(FIRST.id)] == [1]

    def test_a_removal_of_what_is_not_there_keeps_nothing(self, centre, memory):
        published(centre, text(title="Jeszcze inny tytuł"))
        with pytest.raises(AmendmentConflictError):
            centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)
        assert len(memory.procedures.editions(FIRST.id)) == 1

    def test_there_has_to_be_something_to_update(self, centre):
        with pytest.raises(NoSuchEditionError):
            centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)


OTHER_FACTS = [
    {"handover": attrs.evolve(HANDOVER, reference="WGK.2.2026")},
    {"handover": attrs.evolve(HANDOVER, received_on=date(2026, 3, 3))},
    {"requested_on": date(2026, 3, 2)},
    {
        "handover": attrs.evolve(
            HANDOVER,
            channel=Channel.EMAIL,
            technical_reason="awaria EZD",
            channel_agreement=Agreement("Ewa Pokazowa", date(2026, 3, 3)),
        )
    },
]


class TestTheSameTextWithOtherFacts:
    """zał. 2 § 11: how it came is kept with the edition, so that what was recorded wrongly can
    be put right.
    """

    @pytest.mark.parametrize("facts", OTHER_FACTS)
    @pytest.mark.parametrize("corrected", [False, True])
    def test_until_it_was_checked_they_make_a_new_edition(self, centre, memory, facts, corrected):
        was = taken_in(centre)
        if corrected:
            was = centre.correct(REQUEST, role=STAFF, by=BY, now=NOW)
        given = {"handover": HANDOVER} | facts
        new, again = (centre.hand_in(was.procedure, by=BY, now=NOW, **given) for _ in range(2))
        assert (new.number, new.state, new.procedure) == (
            was.number + 1,
            State.RECEIVED,
            was.procedure,
        )
        assert new.handover == given["handover"]
        assert new.requested_on == given.get("requested_on", given["handover"].received_on)
        assert again == new, "its answer may have been lost"
        assert len(memory.procedures.editions(FIRST.id)) == new.number

    @pytest.mark.parametrize("facts", OTHER_FACTS)
    @pytest.mark.parametrize("state", [State.CHECKED, State.PUBLISHED])
    def test_what_was_checked_keeps_its_own(self, centre, memory, facts, state):
        if state is State.CHECKED:
            taken_in(centre)
            was = centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW)
        else:
            was = published(centre)
        assert centre.hand_in(FIRST, by=BY, now=NOW, **({"handover": HANDOVER} | facts)) == was
        assert list(memory.procedures.editions(FIRST.id)) == [was]

    def test_a_wrong_day_of_the_request_is_put_right(self, centre):
        made = attrs.evolve(FIRST, produced_on=date(2026, 3, 3))
        taken_in(centre, made, requested_on=date(2026, 3, 2))
        with pytest.raises(InvalidProcedureError, match="LCKM-R004"):
            centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW)
        taken_in(centre, made, requested_on=date(2026, 3, 3))
        assert centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW).requested_on == date(2026, 3, 3)

    @pytest.mark.parametrize(
        ("day", "code"),
        [(date(2026, 3, 5), "S013"), (date(2062, 3, 3), "S013"), (date(2022, 3, 3), "S010")],
    )
    def test_a_day_on_which_nobody_can_have_asked_is_refused(self, centre, memory, day, code):
        with pytest.raises(
            InvalidProcedureError, match=f"requested_on.*LCKM-{code}|LCKM-{code}.*requested_on"
        ):
            taken_in(centre, requested_on=day)
        was = taken_in(centre)
        with pytest.raises(InvalidProcedureError, match=f"LCKM-{code}"):
            centre.request_update(
                attrs.evolve(REQUEST, requested_on=day), handover=HANDOVER, by=BY, now=NOW
            )
        assert list(memory.procedures.editions(FIRST.id)) == [was]

    def test_a_request_for_an_update_too(self, centre):
        taken_in(centre)
        centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW)
        other = attrs.evolve(HANDOVER, reference="WGK.2.2026")
        new, again = (
            centre.request_update(REQUEST, handover=other, by=BY, now=NOW) for _ in range(2)
        )
        assert (new.number, new.handover, new.procedure, new.request) == (3, other, NEW, REQUEST)
        assert again == new


class TestTheSameHandoverAgain:
    """zał. 2 § 9 ust. 2: what came once comes to nothing new, so that it does not undo what
    the section corrected.
    """

    WHOLE = UpdateRequest(
        procedure=FIRST.id, requested_on=date(2026, 3, 3), consolidated=NEW, reason="wiele zmian"
    )

    def corrected(self, centre, made):
        correction = compare(made, attrs.evolve(made, title="Zgłoszenie wysypiska"))
        return centre.correct(correction, role=STAFF, by=BY, now=NOW)

    def test_of_a_text_that_was_corrected(self, centre, memory):
        taken_in(centre)
        self.corrected(centre, FIRST)
        kept = list(memory.procedures.editions(FIRST.id))
        assert taken_in(centre) == kept[0]
        assert list(memory.procedures.editions(FIRST.id)) == kept

    @pytest.mark.parametrize("request_", [REQUEST, WHOLE], ids=["changes", "whole"])
    def test_of_a_request_whose_text_was_corrected(self, centre, memory, request_):
        taken_in(centre)
        given = {"handover": attrs.evolve(HANDOVER, reference="WGK.2.2026"), "by": BY, "now": NOW}
        centre.request_update(request_, **given)
        self.corrected(centre, NEW)
        kept = list(memory.procedures.editions(FIRST.id))
        assert centre.request_update(request_, **given) == kept[1]
        assert list(memory.procedures.editions(FIRST.id)) == kept

    def test_of_a_text_that_was_updated_by_another(self, centre, memory):
        published(centre)
        other = attrs.evolve(HANDOVER, reference="WGK.2.2026")
        centre.request_update(REQUEST, handover=other, by=BY, now=NOW)
        assert taken_in(centre).number == 1
        assert len(memory.procedures.editions(FIRST.id)) == 2

    def test_by_another_handover_or_day_it_is_a_new_one(self, centre):
        taken_in(centre)
        self.corrected(centre, FIRST)
        for number, facts in enumerate(OTHER_FACTS, start=3):
            assert (
                centre.hand_in(FIRST, by=BY, now=NOW, **({"handover": HANDOVER} | facts)).number
                == number
            )

    def test_what_came_of_it_was_returned_so_it_is_a_new_one(self, centre):
        taken_in(centre)
        self.corrected(centre, FIRST)
        centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW)
        assert taken_in(centre).number == 3

    def test_what_was_withdrawn_since_so_it_is_a_new_one(self, centre):
        published(centre)
        published(centre, NEW)
        centre.withdraw(FIRST.id, role=STAFF, by=BY, now=NOW)
        assert taken_in(centre).number == 3

    def test_with_the_file_mended_it_is_a_new_one_where_the_text_is_still_the_newest(self, centre):
        lost = Finding("LCKM-W011", Severity.WARNING, "", "Nie odczytano: przypis", "wzór")
        taken_in(centre, findings=(lost,))
        noted = centre.note(
            FIRST.id, "Zapytaj o adres.", role=Role.CALL_CENTRE_STAFF, by=BY, now=NOW
        )
        assert noted.findings == (lost,)
        mended = taken_in(centre)
        assert (mended.number, mended.findings) == (2, ())


class TestCorrections:
    def test_from_taken_in_to_published(self, centre, memory):
        taken_in(centre)
        corrected = centre.correct(
            REQUEST, role=STAFF, by="Jan Przykładowy", now=NOW, because="literówka"
        )
        older, newer = memory.procedures.editions(FIRST.id)
        assert (older.state, older.procedure, newer) == (State.REPLACED, FIRST, corrected)
        assert (newer.state, newer.number, newer.procedure, newer.request) == (
            State.CORRECTED,
            2,
            NEW,
            REQUEST,
        )
        assert (newer.handover, newer.acts[-1].note, newer.acts[-1].by) == (
            HANDOVER,
            "literówka",
            "Jan Przykładowy",
        )
        with pytest.raises(IllegalMoveError):
            centre.publish(FIRST.id, role=STAFF, by=BY, now=NOW)
        agreed = centre.agree(FIRST.id, role=HEAD, by="Anna Wzorcowa", now=NOW)
        assert agreed.state is State.CHECKED
        assert centre.publish(FIRST.id, role=STAFF, by=BY, now=NOW).state is State.PUBLISHED

    def test_a_warning_that_is_no_longer_true_goes_with_the_correction(self, centre):
        lost = Finding("LCKM-W011", Severity.WARNING, "", "Nie odczytano: przypis", "wzór")
        old = Finding("LCKM-U010", Severity.WARNING, "/changes", "Data pozostaje.", "wzór")
        note = Finding("LCKM-W014", Severity.NOTE, "", "Zostaje nowsza notatka.", "wzór")
        first = text(produced_on="2026-01-05")
        taken_in(centre, first, findings=(lost, note, old))
        titled = text(produced_on="2026-01-05", title="Zgłoszenie dzikiego wysypiska")
        still = centre.correct(compare(first, titled), role=STAFF, by=BY, now=NOW)
        assert still.findings == (lost, old)
        dated = attrs.evolve(titled, produced_on=date(2026, 3, 3))
        corrected = centre.correct(compare(titled, dated), role=STAFF, by=BY, now=NOW)
        assert corrected.findings == (lost,)

    def test_the_section_does_not_agree_with_itself(self, centre):
        taken_in(centre)
        centre.correct(REQUEST, role=STAFF, by=BY, now=NOW)
        for role in (STAFF, Role.HEAD_OF_MONITORING, Role.DIRECTOR):
            with pytest.raises(IllegalMoveError, match=re.escape("zał. 2 § 8 ust. 3")):
                centre.agree(FIRST.id, role=role, by=BY, now=NOW)

    def test_a_head_does_not_correct(self, centre):
        taken_in(centre)
        with pytest.raises(IllegalMoveError, match=re.escape("zał. 2 § 9 ust. 2")):
            centre.correct(REQUEST, role=HEAD, by=BY, now=NOW)

    def test_what_has_errors_is_not_agreed_to(self, centre):
        taken_in(centre, text(title="x" * 161))
        change = compare(text(title="x" * 161), text(title="x" * 161, summary="Opis."))
        centre.correct(change, role=STAFF, by=BY, now=NOW)
        with pytest.raises(InvalidProcedureError):
            centre.agree(FIRST.id, role=HEAD, by=BY, now=NOW)

    def test_a_correction_that_brings_an_error_in_is_refused(self, centre, memory):
        edition = taken_in(centre)
        with pytest.raises(InvalidProcedureError):
            centre.correct(compare(FIRST, text(title="x" * 161)), role=STAFF, by=BY, now=NOW)
        assert list(memory.procedures.editions(FIRST.id)) == [edition]

    def test_a_published_edition_is_not_corrected(self, centre, memory):
        edition = published(centre)
        with pytest.raises(IllegalMoveError):
            centre.correct(REQUEST, role=STAFF, by=BY, now=NOW)
        assert list(memory.procedures.editions(FIRST.id)) == [edition]

    def test_corrected_again_and_sent_back(self, centre, memory):
        taken_in(centre)
        centre.correct(REQUEST, role=STAFF, by=BY, now=NOW)
        centre.correct(compare(NEW, FIRST), role=STAFF, by=BY, now=NOW)
        centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW, because="nie tak")
        states = [edition.state for edition in memory.procedures.editions(FIRST.id)]
        assert states == [State.REPLACED, State.REPLACED, State.RETURNED]


class TestGivingBack:
    def test_by_default_the_reasons_are_what_is_found(self, centre):
        taken_in(centre, text(title="x" * 161))
        note = centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW).acts[-1].note
        assert "LCKM-P001" in note
        assert "161" in note

    def test_of_a_sound_one_nothing_is_said_unless_somebody_says_it(self, centre):
        taken_in(centre)
        assert (
            centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW, because="Zły załącznik")
            .acts[-1]
            .note
            == "Zły załącznik"
        )


class TestTwoEditors:
    """Neither overwrites the other: the second is shown what the first one changed."""

    ACTS = (
        lambda centre, seen: taken_in(centre, text(title="Moje"), seen=seen),
        lambda centre, seen: centre.request_update(
            REQUEST, handover=HANDOVER, by=BY, now=NOW, seen=seen
        ),
        lambda centre, seen: centre.correct(REQUEST, role=STAFF, by=BY, now=NOW, seen=seen),
        lambda centre, seen: centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen),
        lambda centre, seen: centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen),
        lambda centre, seen: centre.agree(FIRST.id, role=HEAD, by=BY, now=NOW, seen=seen),
        lambda centre, seen: centre.publish(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen),
        lambda centre, seen: centre.withdraw(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen),
    )

    @pytest.mark.parametrize("act", ACTS, ids=range(len(ACTS)))
    def test_whoever_saw_an_older_edition_is_shown_the_difference(self, centre, memory, act):
        taken_in(centre)
        theirs = text(summary="Ktoś zmienił opis.")
        taken_in(centre, theirs)
        before = list(memory.procedures.editions(FIRST.id))
        with pytest.raises(OutdatedEditionError) as refused:
            act(centre, 1)
        assert (refused.value.seen, refused.value.newest) == (1, 2)
        assert amend(FIRST, refused.value.difference) == theirs
        assert "Skrócony opis sprawy" in refused.value.text("pl")
        assert "summary" in refused.value.text("en")
        assert list(memory.procedures.editions(FIRST.id)) == before

    def test_whoever_saw_the_newest_goes_on(self, centre):
        taken_in(centre)
        assert taken_in(centre, text(title="Moje"), seen=1).number == 2

    def test_whoever_saw_the_newest_before_another_act_on_it_is_refused(self, centre, memory):
        taken_in(centre)
        (before,) = memory.procedures.editions(FIRST.id)
        seen = (before.number, len(before.acts))
        centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen)
        with pytest.raises(ConflictError):
            centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW, seen=seen)
        (kept,) = memory.procedures.editions(FIRST.id)
        assert kept.state is State.CHECKED

    def test_an_edition_that_never_was_has_no_difference(self, centre):
        taken_in(centre)
        with pytest.raises(OutdatedEditionError) as refused:
            centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW, seen=9)
        assert refused.value.difference is None
        assert "brak" in refused.value.text("pl")

    @pytest.mark.parametrize(
        "act",
        [
            lambda centre: centre.correct(REQUEST, role=STAFF, by=BY, now=NOW),
            lambda centre: centre.correct(REQUEST, role=STAFF, by=BY, now=NOW, seen=1),
            lambda centre: centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW),
            lambda centre: centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW),
            lambda centre: taken_in(centre, NEW),
        ],
    )
    def test_the_loser_of_two_at_the_same_moment_is_shown_the_difference_too(
        self, centre, memory, monkeypatch, act
    ):
        """Both read edition 1; the other is quicker by what lies between reading and keeping."""
        taken_in(centre)
        save = memory.procedures.save

        def quicker(changes):
            monkeypatch.setattr(memory.procedures, "save", save)
            theirs = compare(FIRST, text(title="Ich tytuł"))
            centre.correct(theirs, role=STAFF, by="Piotr Wzorcowy", now=NOW)
            save(changes)

        monkeypatch.setattr(memory.procedures, "save", quicker)
        with pytest.raises(OutdatedEditionError) as refusal:
            act(centre)
        assert (refusal.value.seen, refusal.value.newest) == (1, 2)
        assert [change.field for change in refusal.value.difference.changes] == ["/title"]
        assert [one.state for one in memory.procedures.editions(FIRST.id)] == [
            State.REPLACED,
            State.CORRECTED,
        ]

    def test_whoever_loses_without_a_newer_edition_is_told_that_somebody_acted(
        self, centre, memory, monkeypatch
    ):
        taken_in(centre)
        save = memory.procedures.save

        def quicker(changes):
            monkeypatch.setattr(memory.procedures, "save", save)
            centre.confirm(FIRST.id, role=STAFF, by="Piotr Wzorcowy", now=NOW)
            save(changes)

        monkeypatch.setattr(memory.procedures, "save", quicker)
        with pytest.raises(ConflictError):
            centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW)

    @pytest.mark.parametrize(
        "hand_over",
        [
            lambda centre: taken_in(centre, text(title="Inny tytuł")),
            lambda centre: centre.request_update(REQUEST, handover=HANDOVER, by=BY, now=NOW),
        ],
        ids=["hand_in", "request_update"],
    )
    def test_no_new_edition_is_made_of_one_that_is_confirmed_meanwhile(
        self, centre, memory, monkeypatch, hand_over
    ):
        taken_in(centre)
        save = memory.procedures.save

        def quicker(changes):
            monkeypatch.setattr(memory.procedures, "save", save)
            centre.confirm(FIRST.id, role=STAFF, by="Piotr Wzorcowy", now=NOW)
            save(changes)

        monkeypatch.setattr(memory.procedures, "save", quicker)
        with pytest.raises(ConflictError):
            hand_over(centre)
        assert [one.state for one in memory.procedures.editions(FIRST.id)] == [State.CHECKED]


CALLS = Role.CALL_CENTRE_STAFF


def noted(centre, note="Najpierw zapytaj o adres.", role=CALLS, **given):
    return centre.note(FIRST.id, note, role=role, by="Teresa Słuchająca", now=NOW, **given)


def with_note(procedure, note):
    return attrs.evolve(procedure, call_centre=attrs.evolve(procedure.call_centre, other=note))


class TestTheCallCentresNote:
    """wzór: Inne is filled in by the call centre's staff: nobody else writes, changes or
    removes it.
    """

    @pytest.mark.parametrize("role", sorted(set(Role) - {CALLS, Role.HEAD_OF_CALL_CENTRE}))
    def test_nobody_else_has_the_verb(self, centre, role):
        taken_in(centre)
        with pytest.raises(
            IllegalMoveError,
            match=r"nie może uzupełnić pola „Inne” tej wersji\. Może to zrobić: kierownik",
        ):
            noted(centre, role=role)

    def test_a_text_that_comes_without_it_keeps_it(self, centre):
        taken_in(centre)
        noted(centre)
        edition = taken_in(centre, NEW)
        assert (edition.procedure.title, edition.procedure.call_centre.other) == (
            NEW.title,
            "Najpierw zapytaj o adres.",
        )
        assert (
            taken_in(centre, with_note(text(title="Inny"), "Najpierw zapytaj o adres.  ")).number
            == 3
        )

    @pytest.mark.parametrize("there", [None, "Najpierw zapytaj o adres."])
    def test_a_text_with_another_is_not_taken_in(self, centre, memory, there):
        if there:
            taken_in(centre)
            noted(centre, there)
        before = list(memory.procedures.editions(FIRST.id))
        with pytest.raises(InvalidProcedureError) as refused:
            taken_in(centre, with_note(NEW, "Nie odbieraj."))
        (finding,) = refused.value.findings
        assert (finding.code, finding.path) == ("LCKM-U009", "/call_centre/other")
        assert "Kierownik komórki organizacyjnej nie może uzupełnić pola „Inne”" in finding.message
        assert "Remove the field from the text" in finding.message_en
        assert list(memory.procedures.editions(FIRST.id)) == before

    @pytest.mark.parametrize("now_there", ["Zapytaj o nazwisko.", None])
    def test_a_text_with_the_one_that_was_there_before_keeps_the_newest(
        self, centre, memory, now_there
    ):
        """The file is from before the call centre changed its field, and its head has not
        touched that.
        """
        taken_in(centre)
        noted(centre)
        noted(centre, now_there)
        edition = taken_in(centre, with_note(NEW, "Najpierw zapytaj o adres.  "))
        assert (edition.number, edition.procedure) == (2, with_note(NEW, now_there))
        assert taken_in(centre, with_note(NEW, "Najpierw zapytaj o adres.")) == edition
        with pytest.raises(InvalidProcedureError, match="LCKM-U009"):
            taken_in(centre, with_note(NEW, "Najpierw zapytaj o adres i nazwisko."))

    @pytest.mark.parametrize("asked", ["request_update", "correct"])
    @pytest.mark.parametrize("there_before", ["Najpierw zapytaj o adres. ", None])
    @pytest.mark.parametrize("editions_between", [0, 1, 2])
    def test_a_consolidated_text_with_what_was_there_before_or_nothing_keeps_the_newest(
        self, centre, asked, there_before, editions_between
    ):
        """It is from before the call centre changed its field; neither blocks that the request
        nor does it bring the old one back.
        """
        taken_in(centre)
        noted(centre)
        noted(centre, "Zapytaj o nazwisko.")
        for number in range(editions_between):
            taken_in(centre, text(title=f"Zgłoszenie wysypiska {number}"))
        request = UpdateRequest(
            procedure=FIRST.id,
            consolidated=with_note(NEW, there_before),
            reason="liczne zmiany",
            requested_on=NOW.date(),
        )
        new = self.asked_for(centre, asked, request)
        assert new.procedure == with_note(NEW, "Zapytaj o nazwisko.")
        assert new.number == editions_between + 2
        assert new.request == request, "what is kept of it is what was asked for"
        if asked == "request_update":
            assert self.asked_for(centre, asked, request) == new

    @pytest.mark.parametrize("asked", ["request_update", "correct"])
    @pytest.mark.parametrize("now_there", ["Zapytaj o nazwisko.", None])
    @pytest.mark.parametrize("before", [None, "Najpierw zapytaj o adres."])
    @pytest.mark.parametrize("notes", ["Mów wolno.", None])
    def test_a_change_of_the_whole_section_leaves_it_as_it_is_now(
        self, centre, asked, now_there, before, notes
    ):
        """The section as it was before is shown in the request, with the field that the call
        centre has changed since.
        """
        first = text(call_centre={"notes": "Mów szybko."})
        taken_in(centre, first)
        noted(centre, before)
        noted(centre, now_there)
        sections = [
            {key: one for key, one in (("notes", told), ("other", before)) if one}
            for told in ("Mów szybko.", notes)
        ]
        change = Change("/call_centre", remove=sections[0], insert=sections[1] or None)
        new = self.asked_for(centre, asked, UpdateRequest(procedure=FIRST.id, changes=(change,)))
        assert (new.procedure.call_centre.notes, new.procedure.call_centre.other) == (
            notes,
            now_there,
        )

    def test_a_section_that_was_empty_takes_the_rest(self, centre):
        taken_in(centre, text(call_centre={}))
        noted(centre)
        request = UpdateRequest(
            procedure=FIRST.id, changes=(Change("/call_centre", insert={"notes": "Mów wolno."}),)
        )
        new = self.asked_for(centre, "request_update", request).procedure.call_centre
        assert (new.notes, new.other) == ("Mów wolno.", "Najpierw zapytaj o adres.")

    @pytest.mark.parametrize(
        ("remove", "insert"), [("tekst", None), (None, ["a"]), ({"notes": 1}, 7)]
    )
    def test_what_is_no_section_is_refused(self, centre, remove, insert):
        taken_in(centre)
        noted(centre)
        request = UpdateRequest(
            procedure=FIRST.id, changes=(Change("/call_centre", remove=remove, insert=insert),)
        )
        with pytest.raises((AmendmentConflictError, InvalidProcedureError)):
            self.asked_for(centre, "request_update", request)

    def asked_for(self, centre, verb, request):
        if verb == "correct":
            return centre.correct(request, role=STAFF, by=BY, now=NOW)
        return centre.request_update(request, handover=HANDOVER, by=BY, now=NOW)

    @pytest.mark.parametrize(
        ("whole", "other"), [(True, "Nie odbieraj."), (False, "Nie odbieraj."), (False, None)]
    )
    def test_neither_a_request_nor_a_correction_changes_it(self, centre, memory, other, whole):
        taken_in(centre)
        noted(centre)
        now_there = memory.procedures.editions(FIRST.id)[-1].procedure
        new = with_note(NEW, other)
        request = compare(now_there, new)
        if whole:
            request = attrs.evolve(request, changes=(), consolidated=new, reason="liczne zmiany")
        for act in (
            lambda: centre.request_update(request, handover=HANDOVER, by=BY, now=NOW),
            lambda: centre.correct(request, role=STAFF, by=BY, now=NOW),
        ):
            with pytest.raises(InvalidProcedureError, match="LCKM-U009"):
                act()
        assert len(memory.procedures.editions(FIRST.id)) == 1

    @pytest.mark.parametrize("acts", [(), ("correct",), ("confirm",)])
    def test_what_waits_goes_on_waiting_for_the_same(self, centre, memory, acts):
        was = taken_in(centre)
        if "correct" in acts:
            was = centre.correct(REQUEST, role=STAFF, by=BY, now=NOW)
        if "confirm" in acts:
            was = centre.confirm(FIRST.id, role=STAFF, by=BY, now=NOW)
        new = noted(centre)
        assert (new.number, new.state, new.handover) == (was.number, was.state, was.handover)
        assert new.procedure == with_note(was.procedure, "Najpierw zapytaj o adres.")
        assert [act.verb for act in new.acts] == [*(act.verb for act in was.acts), Transition.NOTE]
        assert (new.acts[-1].by, new.acts[-1].role) == ("Teresa Słuchająca", CALLS)
        assert new.in_state_since == was.acts[-1].at, "a note is no act on its way"
        assert memory.procedures.editions(FIRST.id)[-1] == new
        assert memory.events[-1].verb == "note"

    def test_a_published_one_has_it_at_once_and_the_public_sees_no_change(self, centre, memory):
        was = published(centre)
        audiences = (Audience.PORTAL, Audience.BIP, Audience.CALL_CENTRE)
        day = civil_day(NOW)
        before = centre.publication(audiences, on=day)
        later = NOW + timedelta(hours=5)
        new = centre.note(FIRST.id, "Zapytaj o adres.", role=CALLS, by="Teresa", now=later)
        assert memory.procedures.editions(FIRST.id) == (new,)
        assert attrs.evolve(new, procedure=was.procedure, acts=was.acts) == was
        assert (new.acts[:-1], new.procedure.call_centre.other) == (was.acts, "Zapytaj o adres.")
        after = centre.publication(audiences, on=day)
        for audience in (Audience.PORTAL, Audience.BIP):
            assert after.pages[audience] == before.pages[audience], "also in their keys"
            assert after.register[audience] == before.register[audience]
        calls = Audience.CALL_CENTRE
        assert after.pages[calls][0].key != before.pages[calls][0].key
        assert "Zapytaj o adres." in str(centre.show(FIRST.id, calls, on=day).to_data())

    def test_every_edition_in_use_has_it_and_none_brings_the_old_one_back(self, centre, memory):
        published(centre)
        taken_in(centre, NEW)
        new = noted(centre)
        assert [
            (one.number, one.state, one.procedure.call_centre.other)
            for one in memory.procedures.editions(FIRST.id)
        ] == [
            (1, State.PUBLISHED, "Najpierw zapytaj o adres."),
            (2, State.RECEIVED, "Najpierw zapytaj o adres."),
        ]
        assert new.number == 2

    def test_what_was_there_before_stays_in_the_acts(self, centre):
        taken_in(centre)
        noted(centre)
        new = noted(centre, "Zapytaj o nazwisko.")
        notes = [act.note for act in new.acts if act.verb is Transition.NOTE]
        assert notes == [None, "Najpierw zapytaj o adres."]
        assert [text.call_centre.other for text in new.texts] == [*notes, "Zapytaj o nazwisko."]

    def test_what_was_returned_is_left_to_its_head(self, centre, memory):
        published(centre)
        taken_in(centre, NEW)
        centre.give_back(FIRST.id, role=STAFF, by=BY, now=NOW, because="zły tytuł")
        new = noted(centre)
        assert (new.number, new.state, new.procedure.title) == (1, State.PUBLISHED, FIRST.title)
        returned = memory.procedures.editions(FIRST.id)[1]
        assert (returned.state, returned.procedure.call_centre.other) == (State.RETURNED, None)
        assert taken_in(centre, NEW).procedure.call_centre.other == "Najpierw zapytaj o adres."

    def test_the_same_text_again_changes_nothing_and_an_empty_one_removes_it(self, centre, memory):
        taken_in(centre)
        first = noted(centre)
        assert noted(centre, " Najpierw zapytaj o adres.\n") == first
        assert noted(centre, " ").procedure.call_centre.other is None
        emptied = noted(centre, None)
        assert (emptied.number, len(emptied.acts)) == (1, 3), "emptied already: nothing to keep"
        assert [one.verb for one in memory.events].count("note") == 2, "what changed is told"

    def test_what_nobody_is_shown_any_more_takes_none(self, centre):
        published(centre)
        centre.withdraw(FIRST.id, role=STAFF, by=BY, now=NOW)
        with pytest.raises(
            IllegalMoveError, match="Nie można uzupełnić pola „Inne” wersji w stanie „wycofana”"
        ):
            noted(centre)
        with pytest.raises(NoSuchEditionError):
            centre.note("KA-99999", "a", role=CALLS, by=BY, now=NOW)

    def test_an_older_edition_that_was_seen_shows_the_difference(self, centre):
        taken_in(centre)
        taken_in(centre, NEW)
        with pytest.raises(OutdatedEditionError):
            noted(centre, seen=1)


def test_a_note_is_as_long_as_the_field_says_and_no_longer(centre):
    """It is refused and not cut, and blanks around it do not count."""
    published(centre)
    assert noted(centre, " " + "x" * 4000 + " ").procedure.call_centre.other == "x" * 4000
    with pytest.raises(InvalidProcedureError, match="LCKM-P024"):
        noted(centre, "x" * 4001)
