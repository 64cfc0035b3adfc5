"""zał. 2 § 6 ust. 1 and 5: a resident learns how far a report has come, who has it, and until when
there are personal data; nothing else of it.
"""

from datetime import UTC, date, datetime

import pytest

from lckm_core.centre import ReportState
from lckm_core.delivery import ManualAction, Target
from lckm_core.errors import NoSuchReportError
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import anonymise, withdraw
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

# Half past midnight of the 5th in Warsaw.
NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
TREE = {"description": "Drzewo się chwieje.", "category": "drzewo"}


def registered(centre, form=TREE):
    centre.register(form, number="ZG-1", now=NIGHT, terms_version="1")
    return centre


def test_a_new_report_is_on_its_way_to_its_receiver(centre):
    status = registered(centre).status("ZG-1")

    assert (status.number, status.registered_on) == ("ZG-1", date(2026, 3, 5))
    assert status.state is ReportState.RECEIVED
    assert status.receiver == samples.UNIT.unit
    assert status.first_clean_day == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("target", "state", "receiver"),
    [
        (Target.MAILBOX, ReportState.PASSED_ON, samples.UNIT.unit),
        (Target.HELPDESK, ReportState.AT_HELPDESK, None),
    ],
)
def test_a_delivered_report_is_its_receivers(centre, target, state, receiver):
    registered(centre).settle_by_hand("ZG-1", target, ManualAction.TOLD, now=NIGHT)

    status = centre.status("ZG-1")
    assert (status.state, status.receiver) == (state, receiver)


def test_a_report_for_the_helpdesk_has_no_other_receiver(centre):
    status = registered(centre, TREE | {"category": "inne"}).status("ZG-1")

    assert (status.state, status.receiver) == (ReportState.RECEIVED, None)


def test_once_anonymous_it_has_no_day_any_more(centre):
    registered(centre).withdraw_consent("ZG-1", now=NIGHT)

    assert centre.status("ZG-1").first_clean_day is None


def test_data_that_a_store_could_not_erase_at_once_are_not_told_as_gone(centre, memory):
    registered(centre)

    def outline(number):
        return ReportOutline(anonymise(memory.reports.reports[number]), False, 0, outlined)

    memory.reports.outline = outline
    kept = memory.reports.get("ZG-1")
    memory.reports.get = lambda number: anonymise(kept)
    for outlined in (True, False):
        status = centre.status("ZG-1")
        assert (status.first_clean_day, status.awaits_erasure) == (None, outlined)


def test_data_that_a_store_cannot_read_are_not_told_as_gone(centre, memory):
    """Those of a damaged file are there till their term, and consent may be withdrawn."""
    registered(centre)
    whole = memory.reports.reports["ZG-1"]
    memory.reports.outline = lambda number: ReportOutline(anonymise(whole), True, 0, False)
    memory.reports.reports["ZG-1"] = anonymise(whole)

    status = centre.status("ZG-1")
    assert (status.first_clean_day, status.is_unreadable) == (date(2026, 10, 1), True)
    assert not status.awaits_erasure


def test_data_of_a_report_that_keeps_its_withdrawal_are_yet_to_be_erased(centre, memory):
    registered(centre)
    assert not centre.status("ZG-1").awaits_erasure
    kept = memory.reports.reports
    kept["ZG-1"] = withdraw(kept["ZG-1"], now=NIGHT)

    status = centre.status("ZG-1")
    assert (status.first_clean_day, status.awaits_erasure) == (None, True)


def test_nobody_may_read_data_whose_consent_is_withdrawn(centre, memory):
    registered(centre)
    kept = memory.reports.reports["ZG-1"]
    withdrawn = withdraw(kept, now=NIGHT)
    outlines = [ReportOutline.of(report) for report in (kept, withdrawn, anonymise(kept))]
    states = [(outline.has_personal, outline.awaits_erasure) for outline in outlines]
    assert states == [(True, False), (False, True), (False, False)]


def test_a_number_that_no_report_has_is_refused(centre):
    with pytest.raises(NoSuchReportError):
        centre.status("ZG-2")


def test_nothing_of_the_text_or_of_who_wrote_is_in_it(centre, memory):
    canary = PersonalDataCanary()
    status = registered(centre, canary.form() | {"attachments": []}).status("ZG-1")

    assert "Dziura" not in repr(status)
    assert canary.name not in repr(status)
    assert [event.verb for event in memory.events] == ["register"], "reading is no act"


@pytest.mark.parametrize("state", ReportState)
def test_every_state_has_words_in_both_languages(state):
    assert len(set(state.message)) == 2
