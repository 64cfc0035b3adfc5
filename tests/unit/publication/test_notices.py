"""Announcements (§ 5, § 7) and the terms of the portal (§ 4)."""

import json
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from lckm_core.errors import IllegalMoveError
from lckm_core.fields import fields_of
from lckm_core.forms import build, describe, to_data
from lckm_core.law import provision
from lckm_core.organisation import Role
from lckm_core.procedures.parts import Person
from lckm_core.publication import (
    Announcement,
    AnnouncementEdition,
    Audience,
    PortalTerms,
    State,
    announcement_hidden_because,
    approve,
    project_announcement,
    project_terms,
    terms_in_force,
)
from lckm_core.publication._notices import published_announcements
from lckm_core.publication._projection.blocks import Text
from lckm_testing.contracts import samples

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 7)
NEWS = Announcement(
    id="OG-0001",
    title="Zmiana godzin pracy sali obsługi",
    text="Sala będzie czynna **od 10.00**.",
    unit="Urząd Miasta Łodzi",
    cell="Wydział Zarządzania Kontaktami z Mieszkańcami",
    requested_by=Person("Ewa Pokazowa"),
    valid_from=FIRST,
    valid_to=LAST,
    produced_on=date(2026, 11, 20),
)
DIRECTOR = Person("Zofia Dyrektorska")


def version(name, start, approved=None, by=DIRECTOR):
    return PortalTerms(
        version=name,
        valid_from=date.fromisoformat(start),
        text=f"# Regulamin {name}",
        approved_by=by if approved else None,
        approved_on=approved and date.fromisoformat(approved),
    )


# ── announcements ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("audience", [Audience.PORTAL, Audience.CALL_CENTRE])
def test_an_announcement_is_shown_through_the_whole_of_both_ends(audience):
    days = [FIRST - DAY, FIRST, LAST, LAST + DAY]
    shown = [project_announcement(NEWS, audience, on=day) is not None for day in days]
    assert shown == [False, True, True, False]


def test_the_last_moment_is_that_of_warsaw():
    midnight = datetime(2026, 12, 7, 23, tzinfo=UTC)
    assert (
        project_announcement(NEWS, Audience.PORTAL, on=midnight - timedelta(seconds=1)) is not None
    )
    assert project_announcement(NEWS, Audience.PORTAL, on=midnight) is None
    with pytest.raises(ValueError, match="naive"):
        project_announcement(NEWS, Audience.PORTAL, on=datetime(2026, 12, 7))


def test_an_announcement_without_a_window_is_shown_always():
    always = attrs.evolve(NEWS, valid_from=None, valid_to=None)
    for day in (date.min, date.max):
        assert project_announcement(always, Audience.PORTAL, on=day) is not None


def test_editors_see_it_on_any_day():
    assert project_announcement(NEWS, Audience.EDITORS, on=date.min) is not None


def test_those_of_a_day_come_by_number():
    editions = [
        attrs.evolve(
            samples.announcement_edition(f"OG-000{number}"),
            state=State.PUBLISHED,
            published_on=FIRST,
        )
        for number in (2, 4, 1, 3)
    ]
    shown = published_announcements(editions, FIRST)
    assert [announcement.id for announcement in shown] == [
        "OG-0001",
        "OG-0002",
        "OG-0003",
        "OG-0004",
    ]


def test_of_an_announcement_the_edition_of_the_day_counts_then_the_last_published():
    def edition(number, on, start, **changed):
        text = attrs.evolve(NEWS, title=f"Wersja {number}", valid_from=start, valid_to=None)
        return AnnouncementEdition(announcement=text, number=number, published_on=on, **changed)

    now, later = edition(1, FIRST, FIRST), edition(2, FIRST, LAST)
    waits = edition(3, None, FIRST, state=State.RECEIVED)
    ended = edition(4, FIRST, FIRST, state=State.WITHDRAWN, ended_on=FIRST)

    def titles(day, *editions):
        return [one.title for one in published_announcements(editions, day)]

    for day, title in ((FIRST, "Wersja 1"), (LAST - DAY, "Wersja 1"), (LAST, "Wersja 2")):
        assert titles(day, waits, later, now, ended) == [title]
    assert titles(FIRST, later) == ["Wersja 2"], "its days are to come"
    assert titles(FIRST - DAY, now, later, waits) == [], "nothing is published yet"
    assert titles(LAST, edition(1, FIRST, FIRST), edition(2, LAST + DAY, FIRST)) == ["Wersja 1"]


def test_announcements_are_for_the_portal():
    """§ 5: information is made available on the portal."""
    assert project_announcement(NEWS, Audience.BIP, on=FIRST) is None
    reason = announcement_hidden_because(NEWS, Audience.BIP, FIRST)
    assert "nie w BIP: OG-0001 (zał. 2 § 5)" in reason.pl
    assert "not for BIP: OG-0001" in reason.en


def test_the_reason_says_since_when_it_is_not_shown():
    reason = announcement_hidden_because(NEWS, Audience.PORTAL, LAST + DAY)
    assert (
        reason.pl == "Nie widać już informacji OG-0001 na portalu: "
        "ostatni dzień publikacji to 7 grudnia 2026 r."
    )
    assert announcement_hidden_because(NEWS, Audience.PORTAL, LAST) is None


def test_residents_see_the_news_and_not_who_asked_for_it_nor_its_window():
    notice = project_announcement(NEWS, Audience.PORTAL, on=FIRST)
    assert (notice.kind, notice.id, notice.heading) == ("announcement", "OG-0001", NEWS.title)
    assert [
        (section.heading, [entry.key for entry in section.entries]) for section in notice.sections
    ] == [
        ("Informacja", ["text"]),
        ("Realizator", ["unit", "cell", "produced_on"]),
    ]
    assert notice.sections[0].entries[0].blocks == (Text(NEWS.text),)
    data = json.dumps({**notice.to_data(), "on": ""}, ensure_ascii=False)
    for secret in (
        "Pokazowa",
        "requested_by",
        "23 listopada",
        "7 grudnia",
        "Wnioskujący",
        "Obowiązuje",
    ):
        assert secret not in data


def test_staff_see_who_asked_for_it_and_its_window():
    notice = project_announcement(NEWS, Audience.CALL_CENTRE, on=FIRST)
    realisation = {entry.key: entry.blocks for entry in notice.sections[1].entries}
    assert realisation["requested_by"] == (Text("Ewa Pokazowa"),)
    assert realisation["valid_to"] == (Text("7 grudnia 2026 r."),)


def test_a_notice_is_plain_data():
    data = project_announcement(NEWS, Audience.PORTAL, on=FIRST).to_data()
    assert list(data) == ["kind", "audience", "on", "id", "heading", "sections"]
    assert (data["audience"], data["on"]) == ("portal", "2026-11-23")
    assert json.loads(json.dumps(data)) == data


# ── terms ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", Role)
def test_only_the_director_approves_the_terms(role):
    """§ 4 ust. 3: the terms are approved by the Director of the contact department."""
    draft = version("2", "2026-06-01")
    if role is Role.DIRECTOR:
        approved = approve(draft, role, by=DIRECTOR, on=date(2026, 5, 20))
        assert (approved.approved_by, approved.approved_on) == (DIRECTOR, date(2026, 5, 20))
        assert attrs.evolve(approved, approved_by=None, approved_on=None) == draft
    else:
        with pytest.raises(
            IllegalMoveError, match=r"nie może zatwierdzić regulaminu.*zał\. 2 § 4 ust\. 3"
        ):
            approve(draft, role, by=DIRECTOR, on=date(2026, 5, 20))


def test_approved_terms_are_not_approved_again():
    with pytest.raises(IllegalMoveError, match="jest już zatwierdzony") as refusal:
        approve(
            version("1", "2023-01-19", "2023-01-19"),
            Role.DIRECTOR,
            by=DIRECTOR,
            on=date(2026, 5, 20),
        )
    assert "approved already" in refusal.value.text("en")


def test_the_day_of_approval_is_that_of_warsaw():
    approved = approve(
        version("2", "2026-06-01"),
        Role.DIRECTOR,
        by=DIRECTOR,
        on=datetime(2026, 5, 20, 22, tzinfo=UTC),
    )
    assert approved.approved_on == date(2026, 5, 21)


def test_the_version_that_began_last_is_in_force():
    old, new = version("1", "2023-01-19", "2023-01-19"), version("2", "2026-06-01", "2026-05-20")
    for versions in ([old, new], [new, old]):
        days = [date(2023, 1, 18), date(2023, 1, 19), date(2026, 5, 31), date(2026, 6, 1)]
        assert [terms_in_force(versions, day) for day in days] == [None, old, old, new]
    assert terms_in_force([old, new], datetime(2026, 5, 31, 22, tzinfo=UTC)) is new


def test_of_two_the_one_that_begins_later_counts_whichever_was_approved_first():
    early, late = version("1", "2026-05-01", "2026-04-20"), version("2", "2026-06-01", "2026-01-10")
    for versions in ([early, late], [late, early]):
        days = [date(2026, 5, 31), date(2026, 6, 1)]
        assert [terms_in_force(versions, day) for day in days] == [early, late]


def test_unapproved_terms_are_never_in_force():
    old, draft = version("1", "2023-01-19", "2023-01-19"), version("2", "2026-06-01")
    assert terms_in_force([old, draft], date(2027, 1, 1)) is old
    nobody = attrs.evolve(draft, approved_on=date(2026, 5, 1))
    assert terms_in_force([nobody], date(2027, 1, 1)) is None


def test_terms_approved_after_they_should_begin_are_in_force_from_the_approval():
    late = version("1", "2026-01-01", "2026-02-01")
    assert terms_in_force([late], date(2026, 1, 31)) is None
    assert terms_in_force([late], date(2026, 2, 1)) is late


def test_of_two_that_begin_on_one_day_the_one_approved_later_counts():
    first, second = (
        version("1", "2026-06-01", "2026-05-20"),
        version("1a", "2026-06-01", "2026-05-25"),
    )
    assert terms_in_force([second, first], date(2026, 6, 1)) is second
    twin = attrs.evolve(second, version="1b")
    assert terms_in_force([second, twin], date(2026, 6, 1)) is twin


def test_the_terms_are_published_on_the_portal():
    """§ 4 ust. 2: the terms published on the portal say how it is used."""
    versions = [version("1", "2023-01-19", "2023-01-19")]
    notice = project_terms(versions, Audience.PORTAL, on=date(2026, 6, 1))
    assert (notice.kind, notice.id, notice.heading) == ("terms", "1", "Regulamin portalu, wersja 1")
    shown = {entry.key: entry.blocks for section in notice.sections for entry in section.entries}
    assert shown["text"] == (Text("# Regulamin 1"),)
    assert shown["approved_by"] == (Text("Zofia Dyrektorska"),)
    assert project_terms(versions, Audience.BIP, on=date(2026, 6, 1)) is None
    assert project_terms([], Audience.PORTAL, on=date(2026, 6, 1)) is None


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("model", [Announcement, PortalTerms])
def test_each_field_cites_a_provision_and_has_a_code_of_its_own(model):
    codes = [field.mark.code for field in fields_of(model)]
    assert len(set(codes)) == len(codes)
    for field in fields_of(model):
        assert provision(field.mark.cites)
    assert set(describe(model)["properties"]) == {field.key for field in fields_of(model)}


@pytest.mark.parametrize(
    "subject", [NEWS, version("1", "2023-01-19", "2023-01-19"), version("2", "2026-06-01")]
)
def test_a_form_survives_the_way_to_plain_data_and_back(subject):
    assert build(to_data(subject), type(subject)) == subject
