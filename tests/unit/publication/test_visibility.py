"""Who sees what: stars, internal procedures (I2), and the days of a window (I1)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core.fields import Mark
from lckm_core.procedures import read
from lckm_core.publication import Audience, hidden_because
from lckm_core.publication._visibility import access_rule

MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
PUBLIC = (Audience.PORTAL, Audience.BIP)
STAFF = (Audience.CALL_CENTRE, Audience.EDITORS)
FIRST, LAST = date(2026, 3, 10), date(2026, 3, 20)


def procedure(**facts):
    return attrs.evolve(MINIMAL, **facts)


def hidden(subject, audience, on):
    return hidden_because(subject, audience, on) is not None


def test_audiences_have_the_names_that_users_type():
    assert [audience.value for audience in Audience] == ["portal", "bip", "call-centre", "editors"]


def test_portal_and_bip_are_public():
    assert tuple(audience for audience in Audience if audience.is_public) == PUBLIC


@pytest.mark.parametrize("audience", Audience)
def test_starred_fields_are_for_those_with_rights_only(audience):
    """wzór: *: not visible on the portal nor in BIP.

    Staff with rights, above all the call centre, have access.
    """
    assert access_rule(audience).sees(Mark("Opis", starred=True)) is (audience in STAFF)
    assert access_rule(audience).sees(Mark("Opis"))


@pytest.mark.parametrize("audience", Audience)
def test_an_internal_procedure_is_hidden_whole_from_the_public(audience):
    """Interpretation I2."""
    assert hidden(procedure(internal=True), audience, FIRST) is (audience in PUBLIC)


@pytest.mark.parametrize("audience", Audience)
def test_outside_its_window_only_editors_see_a_procedure(audience):
    subject = procedure(valid_from=FIRST, valid_to=LAST)
    days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)]
    expected = [False] * 4 if audience is Audience.EDITORS else [True, False, False, True]
    assert [hidden(subject, audience, day) for day in days] == expected


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_without_a_window_a_procedure_is_shown_always(audience, day):
    assert not hidden(procedure(), audience, day)


def test_open_ends():
    assert not hidden(procedure(valid_from=FIRST), Audience.BIP, date.max)
    assert hidden(procedure(valid_from=FIRST), Audience.BIP, date.min)
    assert not hidden(procedure(valid_to=LAST), Audience.BIP, date.min)
    assert hidden(procedure(valid_to=LAST), Audience.BIP, date.max)


@pytest.mark.parametrize(
    ("day", "last_second"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 1, 15), datetime(2026, 1, 15, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_last_day_ends_at_midnight_in_warsaw_also_when_clocks_change(day, last_second):
    subject = procedure(valid_from=day, valid_to=day)
    hours = {date(2026, 3, 29): 23, date(2026, 10, 25): 25}.get(day, 24)
    first_second = last_second + timedelta(seconds=1) - timedelta(hours=hours)
    second = timedelta(seconds=1)
    moments = [first_second - second, first_second, last_second, last_second + second]
    assert [hidden(subject, Audience.PORTAL, moment) for moment in moments] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("audience", Audience)
def test_a_moment_without_a_time_zone_is_refused(audience):
    with pytest.raises(ValueError, match="naive"):
        hidden_because(procedure(), audience, datetime(2026, 3, 1))


@pytest.mark.parametrize(
    ("facts", "audience", "day", "pl", "en"),
    [
        (
            {"internal": True},
            Audience.PORTAL,
            FIRST,
            "Procedura KA-00001 jest wewnętrzna, więc nie ma jej na portalu. "
            "Widzą ją pracownicy Call Center",
            "Procedure KA-00001 is internal, so it is not shown on the portal. "
            "The call centre's staff see it",
        ),
        (
            {"valid_from": FIRST},
            Audience.BIP,
            date(2026, 3, 9),
            "Nie widać jeszcze procedury KA-00001 w BIP: "
            "pierwszy dzień publikacji to 10 marca 2026 r.",
            "KA-00001 is not yet shown in BIP: the first day is 2026-03-10",
        ),
        (
            {"valid_to": LAST},
            Audience.CALL_CENTRE,
            date(2026, 3, 21),
            "Nie widać już procedury KA-00001 w Call Center: "
            "ostatni dzień publikacji to 20 marca 2026 r.",
            "KA-00001 is no longer shown in the call centre: the last day was 2026-03-20",
        ),
        (
            {"valid_from": LAST, "valid_to": FIRST},
            Audience.PORTAL,
            date(2026, 3, 15),
            "Nigdy nie widać procedury KA-00001 na portalu: "
            "okres kończy się przed początkiem, 20 marca 2026 r. "
            "Popraw daty",
            "KA-00001 is never shown on the portal: the window ends before it begins, 2026-03-20. "
            "Fix the dates",
        ),
    ],
)
def test_the_reason_says_what_where_and_since_when(facts, audience, day, pl, en):
    assert hidden_because(procedure(**facts), audience, day) == (pl, en)
