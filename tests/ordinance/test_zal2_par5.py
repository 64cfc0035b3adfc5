"""§ 5 of the Instruction: what the portal gives residents."""

from datetime import date

import pytest

from lckm_core import Audience, schema, schema_names
from lckm_core._recognition import recognise
from lckm_core.procedures.parts import Person
from lckm_core.publication import Announcement, project_announcement
from lckm_core.reports import ReportForm

NEWS = Announcement(
    id="OG-0001",
    title="Przerwa w dostawie wody",
    text="W piątek nie będzie wody.",
    unit="Urząd Miasta Łodzi",
    requested_by=Person("Wzorcowy Jan"),
    valid_from=date(2026, 11, 23),
    valid_to=date(2026, 11, 27),
)


class TestAnnouncements:
    """zał. 2 § 5: announcements of the Office and the units are shown on the portal."""

    @pytest.mark.parametrize(
        ("day", "is_shown"), [(22, False), (23, True), (27, True), (28, False)]
    )
    def test_on_the_days_of_their_window(self, day, is_shown):
        found = project_announcement(NEWS, Audience.PORTAL, on=date(2026, 11, day))
        assert (found is not None) is is_shown

    def test_not_in_bip(self):
        assert project_announcement(NEWS, Audience.BIP, on=date(2026, 11, 25)) is None

    def test_without_the_one_who_asked(self):
        notice = project_announcement(NEWS, Audience.PORTAL, on=date(2026, 11, 25))
        assert notice is not None
        assert "Wzorcowy" not in str(notice.to_data())


class TestReportForm:
    """zał. 2 § 5: the portal has a form for what is broken in the city."""

    def test_the_form_is_there_for_whoever_builds_a_portal(self):
        assert "report-form" in schema_names()
        assert schema("report-form")["required"] == ["description"]

    def test_what_is_filled_in_on_it_is_known_by_its_keys(self):
        assert (
            recognise({"description": "Nie świeci latarnia.", "category": "oswietlenie"})
            is ReportForm
        )
