"""Editions: the allowed moves and who makes them (§ 12), and what is shown on which day
(interpretation I1).
"""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest

from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import Role
from lckm_core.procedures import read
from lckm_core.publication import (
    DisplayPeriod,
    Edition,
    EditionAct,
    State,
    Transition,
    allowed,
    move,
    next_change,
    shown_on,
    timeline,
)
from lckm_core.publication._workflow import MOVES

WARSAW = ZoneInfo("Europe/Warsaw")
ONE_DAY = timedelta(days=1)
MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()


def edition(start=None, end=None, number=1, *, id="KA-00001", produced_on=None, **facts):
    days = {
        "valid_from": start and date.fromisoformat(start),
        "valid_to": end and date.fromisoformat(end),
    }
    return Edition(
        procedure=attrs.evolve(MINIMAL, id=id, produced_on=produced_on, **days),
        number=number,
        **facts,
    )


def day(text):
    return date.fromisoformat(text)


# ── moves ─────────────────────────────────────────────────────────────────────────────────────────

MONITORING = {Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF}
PUBLISHERS = {Role.MONITORING_STAFF}
CALL_CENTRE = {Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE}
TABLE = {
    (State.RECEIVED, Transition.RETURN): (State.RETURNED, MONITORING),
    (State.RECEIVED, Transition.CHECK): (State.CHECKED, MONITORING),
    (State.CHECKED, Transition.RETURN): (State.RETURNED, MONITORING),
    (State.CHECKED, Transition.PUBLISH): (State.PUBLISHED, PUBLISHERS),
    (State.RECEIVED, Transition.CORRECT): (State.REPLACED, MONITORING),
    (State.CORRECTED, Transition.CORRECT): (State.REPLACED, MONITORING),
    (State.CHECKED, Transition.CORRECT): (State.REPLACED, MONITORING),
    (State.CORRECTED, Transition.RETURN): (State.RETURNED, MONITORING),
    (State.CORRECTED, Transition.AGREE): (State.CHECKED, {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT}),
    (State.PUBLISHED, Transition.REPLACE): (State.REPLACED, PUBLISHERS),
    (State.PUBLISHED, Transition.WITHDRAW): (State.WITHDRAWN, PUBLISHERS),
    (State.PUBLISHED, Transition.EXPIRE): (State.EXPIRED, {None}),
    (State.RECEIVED, Transition.NOTE): (State.RECEIVED, CALL_CENTRE),
    (State.CORRECTED, Transition.NOTE): (State.CORRECTED, CALL_CENTRE),
    (State.CHECKED, Transition.NOTE): (State.CHECKED, CALL_CENTRE),
    (State.PUBLISHED, Transition.NOTE): (State.PUBLISHED, CALL_CENTRE),
}


def test_each_move_is_made_by_those_the_table_names_and_by_nobody_else():
    wrong = [row for row in product(State, Transition, [*Role, None]) if not _as_in_table(*row)]
    assert wrong == []


def _as_in_table(state, verb, role):
    end, who = TABLE.get((state, verb), (None, set()))
    try:
        return move(state, verb, role) is end and role in who
    except IllegalMoveError as refusal:
        return role not in who and (refusal.move, refusal.state) == (verb.name, state.value)


def test_only_named_staff_of_monitoring_publish():
    """zał. 2 § 12: designated staff of the Monitoring section answer for publication."""
    publish = next(row for row in MOVES if row.verb is Transition.PUBLISH)
    assert (publish.who, publish.cites) == (frozenset({Role.MONITORING_STAFF}), "zał. 2 § 12")


def test_a_refusal_says_who_may_and_under_which_provision():
    with pytest.raises(IllegalMoveError) as refusal:
        move(State.CHECKED, Transition.PUBLISH, Role.HEAD_OF_CELL)
    assert refusal.value.text("pl") == (
        "Kierownik komórki organizacyjnej nie może opublikować tej wersji. "
        "Może to zrobić: wyznaczony pracownik Oddziału ds. Monitoringu i Controllingu (zał. "
        "2 § 12)."
    )
    assert refusal.value.text("en") == (
        "Head of cell may not “publish” this edition. Who may: monitoring staff (zał. 2 § 12)."
    )


def test_a_refusal_without_a_role_says_so():
    with pytest.raises(IllegalMoveError, match="Nikt bez wskazania roli nie może") as refusal:
        move(State.CHECKED, Transition.PUBLISH, None)
    assert refusal.value.text("en").startswith("Nobody without a role may not")


def test_expiry_is_made_by_time_and_by_no_role():
    with pytest.raises(IllegalMoveError, match="nikt, bo dzieje się to samo") as refusal:
        move(State.PUBLISHED, Transition.EXPIRE, Role.MONITORING_STAFF)
    assert "nobody: it comes by itself" in refusal.value.text("en")


def test_a_refusal_lists_the_moves_there_are_and_says_which_are_somebody_elses():
    with pytest.raises(IllegalMoveError) as refusal:
        move(State.RECEIVED, Transition.PUBLISH, Role.MONITORING_STAFF)
    assert refusal.value.text("pl") == (
        "Nie można opublikować wersji w stanie „przyjęta”. Można: "
        "zwrócić do poprawy, potwierdzić sprawdzenie, poprawić. Kto inny może: uzupełnić pole "
        "„Inne”."
    )
    assert (
        refusal.value.text("en") == "“publish” is not possible for an edition that is received. "
        "Possible: give back, confirm, correct. Somebody else may: note."
    )


def test_a_refusal_offers_no_move_that_is_not_of_the_role():
    with pytest.raises(IllegalMoveError) as refusal:
        move(State.RECEIVED, Transition.AGREE, Role.HEAD_OF_CELL)
    assert refusal.value.text("pl") == (
        "Nie można uzgodnić poprawek wersji w stanie „przyjęta”. Kto inny może: zwrócić do "
        "poprawy, potwierdzić sprawdzenie, poprawić, uzupełnić pole „Inne”."
    )


def test_a_refusal_of_what_time_makes_lists_every_move():
    with pytest.raises(IllegalMoveError) as refusal:
        move(State.CORRECTED, Transition.EXPIRE, None)
    assert "Można: poprawić, zwrócić do poprawy, uzgodnić poprawki," in refusal.value.text("pl")
    assert "Kto inny" not in refusal.value.text("pl")


def test_a_refusal_names_only_moves_that_somebody_makes():
    """A newer edition replaces by being published, and time lets one expire.

    Neither can be asked for.
    """
    with pytest.raises(IllegalMoveError) as refusal:
        move(State.PUBLISHED, Transition.CHECK, Role.MONITORING_STAFF)
    assert refusal.value.text("pl") == (
        "Nie można potwierdzić sprawdzenia wersji w stanie „opublikowana”. Można: "
        "wycofać z publikacji. Kto inny może: uzupełnić pole „Inne”."
    )
    assert (
        refusal.value.text("en")
        == "“confirm” is not possible for an edition that is published. Possible: withdraw. "
        "Somebody else may: note."
    )


@pytest.mark.parametrize(
    ("verb", "denied"),
    [
        (Transition.CHECK, "potwierdzić sprawdzenia wersji"),
        (Transition.AGREE, "uzgodnić poprawek wersji"),
        (Transition.CORRECT, "poprawić wersji"),
        (Transition.RETURN, "zwrócić do poprawy wersji"),
    ],
)
def test_what_is_denied_is_in_the_genitive(verb, denied):
    with pytest.raises(IllegalMoveError, match=f"^Nie można {denied} w stanie „wycofana”"):
        move(State.WITHDRAWN, verb, Role.MONITORING_STAFF)


@pytest.mark.parametrize("state", [State.RETURNED, State.REPLACED, State.WITHDRAWN, State.EXPIRED])
def test_a_final_state_says_that_a_new_edition_is_needed(state):
    assert allowed(state) == ()
    with pytest.raises(IllegalMoveError, match="To stan końcowy: przygotuj nową wersję") as refusal:
        move(state, Transition.PUBLISH, Role.MONITORING_STAFF)
    assert "This state is final: make a new edition" in refusal.value.text("en")


def test_the_moves_a_role_may_make_from_a_state():
    assert {row.verb for row in allowed(State.CHECKED, Role.HEAD_OF_MONITORING)} == {
        Transition.RETURN,
        Transition.CORRECT,
    }
    assert {row.verb for row in allowed(State.CHECKED, Role.MONITORING_STAFF)} == {
        Transition.RETURN,
        Transition.CORRECT,
        Transition.PUBLISH,
    }
    assert allowed(State.CHECKED, Role.DIRECTOR) == ()
    assert {row.verb for row in allowed(State.PUBLISHED)} == {Transition.EXPIRE}
    assert {row.verb for row in allowed(State.PUBLISHED, Role.MONITORING_STAFF)} == {
        Transition.REPLACE,
        Transition.WITHDRAW,
    }


def test_what_may_be_shown_is_what_the_moves_lead_to_publication():
    leads = {State.PUBLISHED}
    for _ in State:
        leads |= {row.start for row in MOVES if row.end in leads}
    assert {state for state in State if state.may_be_shown} == leads


def test_a_text_is_handed_in_anew_where_no_move_is_left_and_nothing_took_its_place():
    ends = {state for state in State if not any(row.start is state for row in MOVES)}
    assert {state for state in State if state.is_over} == ends - {State.REPLACED}


def test_every_state_has_polish_words():
    assert [state.words for state in State] == [
        "przyjęta",
        "zwrócona do poprawy",
        "poprawiona, do uzgodnienia",
        "sprawdzona",
        "opublikowana",
        "zastąpiona",
        "wycofana",
        "wygasła",
    ]


# ── an edition ────────────────────────────────────────────────────────────────────────────────────


def test_an_edition_never_changes():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        edition().state = State.WITHDRAWN


def test_the_day_of_production_is_the_one_given_else_that_of_the_request():
    """Interpretation I11."""
    requested = day("2026-02-01")
    assert edition(requested_on=requested).produced_on == requested
    assert edition(requested_on=requested, produced_on=day("2026-01-15")).produced_on == day(
        "2026-01-15"
    )
    assert edition().produced_on is None


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETURNED, State.CHECKED])
def test_what_was_not_published_is_never_shown(state):
    assert shown_on([edition(state=state)], day("2026-05-04")) is None


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REPLACED])
def test_what_was_withdrawn_or_replaced_is_shown_until_that_day(state):
    one = edition("2026-01-01", state=state, ended_on=day("2026-03-10"))
    assert shown_on([one], day("2026-03-09")) is one
    assert shown_on([one], day("2026-03-10")) is None
    assert edition(state=state).shown is None


def test_what_was_withdrawn_after_its_last_day_was_shown_through_that_day_only():
    one = edition("2026-01-01", "2026-03-01", state=State.WITHDRAWN, ended_on=day("2026-03-10"))
    assert shown_on([one], day("2026-03-01")) is one
    assert shown_on([one], day("2026-03-02")) is None


def test_what_was_withdrawn_before_its_first_day_is_never_shown():
    assert edition("2026-03-10", state=State.WITHDRAWN, ended_on=day("2026-03-10")).shown is None


def test_what_expired_was_shown_within_its_window():
    one = edition("2026-01-01", "2026-03-01", state=State.EXPIRED)
    assert shown_on([one], day("2026-03-01")) is one
    assert shown_on([one], day("2026-03-02")) is None


def test_a_publication_just_after_midnight_in_lodz_has_its_moment():
    at = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    acts = (EditionAct(verb=Transition.PUBLISH, at=at),)
    begin, _ = edition(published_on=date(2026, 3, 5), acts=acts).lifetime
    assert (begin.day, begin.moment) == (date(2026, 3, 5), at)


def test_a_note_of_the_call_centre_leaves_the_edition_in_its_state_for_as_long():
    at = datetime(2026, 3, 4, 11, tzinfo=UTC)
    moves = ((Transition.HAND_IN, at), (Transition.NOTE, at + ONE_DAY))
    acts = tuple(EditionAct(verb=verb, at=moment) for verb, moment in moves)
    assert edition(state=State.RECEIVED, acts=acts).in_state_since == at


def test_nothing_is_shown_before_it_was_published():
    one = edition("2026-01-01", published_on=day("2026-01-05"))
    assert shown_on([one], day("2026-01-04")) is None
    assert shown_on([one], day("2026-01-05")) is one
    later = edition("2026-02-01", published_on=day("2026-01-05"))
    assert shown_on([later], day("2026-01-31")) is None
    assert shown_on([later], day("2026-02-01")) is later


# ── which edition is shown ────────────────────────────────────────────────────────────────────────


def test_both_ends_of_the_window_are_days_on_which_it_is_shown():
    """wzór: Obowiązuje od, do: not shown before the first day, nor after the last (I1)."""
    one = edition("2026-03-10", "2026-03-20")
    assert [shown_on([one], day(f"2026-03-{n:02}")) is one for n in (9, 10, 20, 21)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_window_of_one_day():
    one = edition("2026-03-10", "2026-03-10")
    assert [shown_on([one], day(f"2026-03-{n:02}")) is one for n in (9, 10, 11)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, None, (True, True)),
        (None, "2026-03-10", (True, False)),
        ("2026-03-10", None, (False, True)),
    ],
)
def test_an_open_end_has_no_last_day(start, end, shown):
    one = edition(start, end)
    assert (shown_on([one], date.min) is one, shown_on([one], date.max) is one) == shown


@pytest.mark.parametrize("state", [State.REPLACED, State.WITHDRAWN])
def test_what_ended_on_the_first_of_all_days_or_nobody_knows_when_was_never_shown(state):
    for ended_on in (None, date.min):
        one = edition(state=state, ended_on=ended_on)
        assert (one.lifetime, one.shown, timeline([one])) == (None, None, ())
        assert shown_on([one], day("2026-03-10")) is None


def test_an_empty_window_is_never_shown():
    assert shown_on([edition("2026-03-10", "2026-03-09")], day("2026-03-10")) is None


@pytest.mark.parametrize(
    ("last", "utc_midnight"),
    [
        ("2026-01-15", "2026-01-15T23:00:00"),  # winter: UTC+1
        ("2026-07-15", "2026-07-15T22:00:00"),  # summer: UTC+2
        ("2026-03-28", "2026-03-28T23:00:00"),  # the night before clocks go forward
        ("2026-03-29", "2026-03-29T22:00:00"),  # the day of 23 hours
        ("2026-10-24", "2026-10-24T22:00:00"),  # the night before clocks go back
        ("2026-10-25", "2026-10-25T23:00:00"),  # the day of 25 hours
    ],
)
def test_midnight_is_that_of_warsaw(last, utc_midnight):
    old, new = edition(None, last, 1), edition(str(day(last) + ONE_DAY), None, 2)
    midnight = datetime.fromisoformat(utc_midnight).replace(tzinfo=UTC)
    second = timedelta(seconds=1)
    assert shown_on([old, new], midnight - second) is old
    assert shown_on([old, new], midnight) is new
    assert shown_on([old, new], (midnight - second).astimezone(WARSAW)) is old
    assert next_change([old, new], midnight - second) == day(last) + ONE_DAY
    assert next_change([old, new], midnight) is None


def test_the_repeated_hour_lies_in_one_day():
    one = edition("2026-10-25", "2026-10-25")
    for fold in (0, 1):
        assert shown_on([one], datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW, fold=fold)) is one


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        shown_on([edition()], datetime(2026, 3, 1))
    with pytest.raises(ValueError, match="naive"):
        next_change([edition()], datetime(2026, 3, 1))


def test_of_several_the_newest_is_shown():
    old, new = edition(None, None, 1), edition("2026-03-10", "2026-03-20", 2)
    for editions in ([old, new], [new, old]):
        shown = [shown_on(editions, day(f"2026-03-{n:02}")) for n in (9, 10, 20, 21)]
        assert shown == [old, new, new, old]


def test_of_one_number_the_later_published_is_newer_then_the_later_handed_in():
    first, second = (edition(published_on=day(text)) for text in ("2026-01-02", "2026-01-01"))
    assert shown_on([first, second], day("2026-02-01")) is first
    assert shown_on([second, first], day("2026-02-01")) is first
    one, other = edition(), edition()
    assert shown_on([one, other], day("2026-02-01")) is other


def test_no_editions_show_nothing():
    assert shown_on([], day("2026-03-10")) is None
    assert next_change([], day("2026-03-10")) is None
    assert timeline([]) == ()


def test_several_procedures_have_no_one_edition():
    with pytest.raises(ValueError, match="KA-00001, KA-00002"):
        shown_on([edition(), edition(id="KA-00002")], day("2026-03-10"))


# ── what changes when ─────────────────────────────────────────────────────────────────────────────


def test_the_next_change_is_the_next_day_on_which_something_else_is_shown():
    editions = [edition(None, "2026-03-31", 1), edition("2026-04-01", "2026-06-30", 2)]
    assert next_change(editions, day("2026-03-30")) == day("2026-04-01")
    assert next_change(editions, day("2026-03-31")) == day("2026-04-01")
    assert next_change(editions, day("2026-04-01")) == day("2026-07-01")
    assert next_change(editions, day("2026-07-01")) is None


def test_a_day_on_which_nothing_else_is_shown_is_no_change():
    hidden_behind_newer = [edition("2026-03-10", "2026-03-20", 1), edition(None, "2026-05-31", 2)]
    assert next_change(hidden_behind_newer, day("2026-01-01")) == day("2026-06-01")


def test_the_next_change_of_any_procedure_counts():
    editions = [edition(None, "2026-05-31"), edition("2026-04-01", None, id="KA-00002")]
    assert next_change(editions, day("2026-03-01")) == day("2026-04-01")
    assert next_change(editions, day("2026-04-01")) == day("2026-06-01")


def test_the_last_day_a_calendar_can_name_has_no_next():
    assert next_change([edition(None, "9999-12-31")], day("2026-03-01")) is None


def test_a_timeline_says_what_is_shown_when():
    old, new = edition(None, None, 1), edition("2026-03-10", "2026-03-20", 2)
    other = edition("2026-01-01", "2026-01-01", id="KA-00002")
    assert timeline([other, new, old]) == (
        DisplayPeriod("KA-00001", old, None, day("2026-03-09")),
        DisplayPeriod("KA-00001", new, day("2026-03-10"), day("2026-03-20")),
        DisplayPeriod("KA-00001", old, day("2026-03-21"), None),
        DisplayPeriod("KA-00002", other, day("2026-01-01"), day("2026-01-01")),
    )


def test_a_timeline_has_gaps_where_nothing_is_shown_and_no_seams_where_nothing_changes():
    first, second = edition("2026-01-01", "2026-01-31", 1), edition("2026-03-01", "2026-03-31", 3)
    behind = edition("2026-03-10", "2026-03-15", 2)
    draft = edition("2026-02-01", "2026-02-28", 4, state=State.CHECKED)
    assert timeline([first, second, behind, draft]) == (
        DisplayPeriod("KA-00001", first, day("2026-01-01"), day("2026-01-31")),
        DisplayPeriod("KA-00001", second, day("2026-03-01"), day("2026-03-31")),
    )


def test_a_timeline_reaches_both_ends_of_the_calendar():
    whole = edition("0001-01-01", "9999-12-31")
    assert timeline([whole]) == (DisplayPeriod("KA-00001", whole, date.min, None),)
    forever = edition()
    assert timeline([forever]) == (DisplayPeriod("KA-00001", forever, None, None),)


def test_a_timeline_agrees_with_what_is_shown_each_day():
    editions = [
        edition(None, "2026-01-10", 1),
        edition("2026-01-05", "2026-01-07", 3),
        edition("2026-01-06", "2026-01-20", 2),
        edition("2026-01-25", None, 4, state=State.WITHDRAWN, ended_on=day("2026-01-28")),
    ]
    spans = timeline(editions)
    for number in range(40):
        probe = day("2025-12-30") + number * ONE_DAY
        found = [s.edition for s in spans if (s.first or date.min) <= probe <= (s.last or date.max)]
        shown = shown_on(editions, probe)
        assert found == ([shown] if shown else [])


# ── shown for a part of a day ─────────────────────────────────────────────────────────────────────

MORNING = datetime(2026, 3, 10, 9, tzinfo=UTC)


def of_one_day(number, hours, end=Transition.REPLACE, *, start=None, until=None, on="2026-03-10"):
    """An edition published at one hour of a day and ended at another, both after nine, UTC.

    The hours may be minus days.
    """
    begun, ended = (MORNING + timedelta(hours=hour) for hour in hours)
    by = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa"}
    acts = (
        EditionAct(verb=Transition.PUBLISH, at=begun, **by),
        EditionAct(verb=end, at=ended, **by),
    )
    state = State.WITHDRAWN if end is Transition.WITHDRAW else State.REPLACED
    days = {"published_on": begun.date(), "ended_on": day(on)}
    return edition(start, until, number, state=state, acts=acts, **days)


def test_an_edition_replaced_on_the_day_of_its_publication_was_shown_until_that_moment():
    wrong = of_one_day(1, (0, 1))
    publish = EditionAct(
        verb=Transition.PUBLISH,
        at=MORNING + timedelta(hours=1),
        role=Role.MONITORING_STAFF,
        by="Ewa",
    )
    right = edition(number=2, published_on=day("2026-03-10"), acts=(publish,))
    assert timeline([right, wrong]) == (
        DisplayPeriod(
            "KA-00001", wrong, day("2026-03-10"), day("2026-03-09"), MORNING + timedelta(hours=1)
        ),
        DisplayPeriod("KA-00001", right, day("2026-03-10"), None),
    )
    assert shown_on([right, wrong], day("2026-03-10")) is right, (
        "a day counts for what is shown when it ends"
    )
    assert wrong.shown is None


def test_several_of_one_day_are_in_the_order_of_their_moments():
    editions = [of_one_day(number, (number, number + 1)) for number in (3, 1, 2)]
    withdrawn = of_one_day(4, (4, 5), Transition.WITHDRAW)
    spans = timeline([withdrawn, *editions])
    assert [span.edition.number for span in spans] == [1, 2, 3, 4]
    assert [span.ended_at for span in spans] == [
        MORNING + timedelta(hours=hour) for hour in (2, 3, 4, 5)
    ]
    assert shown_on([withdrawn, *editions], day("2026-03-10")) is None
    assert next_change([withdrawn, *editions], day("2026-03-09")) is None


def test_one_that_began_with_the_day_on_which_it_was_withdrawn_was_shown_until_that_moment():
    one = of_one_day(1, (-72, 1), Transition.WITHDRAW, start="2026-03-10")
    (span,) = timeline([one])
    assert (span.first, span.last, span.ended_at) == (
        day("2026-03-10"),
        day("2026-03-09"),
        one.ended_at,
    )


def test_one_withdrawn_before_its_window_began_was_never_shown():
    assert timeline([of_one_day(1, (0, 1), Transition.WITHDRAW, start="2026-03-11")]) == ()


def test_one_hidden_behind_a_newer_edition_all_day_was_never_shown():
    older, newer = (
        of_one_day(1, (-96, 1), start="2026-03-10"),
        of_one_day(2, (-72, 1), start="2026-03-10"),
    )
    assert [span.edition.number for span in timeline([older, newer])] == [2]


def test_where_no_moments_were_recorded_the_days_alone_count():
    one = edition(state=State.REPLACED, published_on=day("2026-03-10"), ended_on=day("2026-03-10"))
    assert timeline([one]) == ()


def test_an_edition_of_several_days_ends_at_the_moment_of_the_act_on_the_day_after_its_last():
    one = of_one_day(1, (-48, 1))
    (span,) = timeline([one])
    assert (span.first, span.last, span.ended_at) == (
        day("2026-03-08"),
        day("2026-03-09"),
        one.ended_at,
    )
