"""zał. 2 § 5 and § 6: before sending, a resident is told what will be redacted, who gets the
report and why, who would see contact data, and on which day the data are gone.
"""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core import ContactCentre, build, impl
from lckm_core.calendar import civil_day
from lckm_core.ports import exclude_ports
from lckm_core.redaction import PersonalKind
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
JPEG = b"\xff\xd8\xff"
FORM = {
    "description": "Drzewo się chwieje. Tel. 601\u200b 234 567, mieszkam tu od dawna.",
    "category": "drzewo",
    "place": {"address": "ul. Zielona 5, tel. 601 234 567"},
    "attributes": [{"name": "uwaga", "value": "pisać na jan@example.com"}],
}


def test_what_is_redacted_is_told_by_its_place_in_the_typed_words(centre):
    preview = centre.preview_report(FORM, now=NOW)

    said = preview.description
    assert said.typed == FORM["description"].replace("\u200b", "")
    assert [said.typed[span.start : span.end] for span in said.spans] == ["601 234 567"]
    assert [span.kind for span in said.spans] == [PersonalKind.PHONE]
    assert said.text == "Drzewo się chwieje. Tel. [usunięto: telefon], mieszkam tu od dawna."
    assert preview.address.text == "ul. Zielona 5, tel. [usunięto: telefon]"
    [(name, value)] = preview.attributes
    assert (name, value.text) == ("uwaga", "pisać na [usunięto: e-mail]")


def test_what_the_reporter_gave_of_themselves_is_redacted_too(centre):
    form = FORM | {"description": "Drzewo. Idalia", "reporter": {"name": "Idalia Latarnia"}}
    preview = centre.preview_report(form, now=NOW)

    assert preview.description.text == "Drzewo. [usunięto: osoba]"


def test_the_receiver_the_reason_and_who_sees_contact_data(centre):
    preview = centre.preview_report(FORM, now=NOW)

    assert preview.receiver == samples.UNIT.unit
    assert preview.because.en == "route 1: Drzewa „przy” drogach"
    assert preview.contact_seen_by == samples.UNIT.unit


def test_the_helpdesk_sees_no_contact_data(centre):
    preview = centre.preview_report(FORM | {"category": "inne"}, now=NOW)

    assert (preview.receiver, preview.contact_seen_by) == (None, None)
    assert preview.because.en == "route 2: Reszta"


@pytest.mark.parametrize("takes", [True, False])
def test_whether_files_go_along_is_the_receivers(centre, memory, takes):
    memory.helpdesk.takes_files = takes
    for category, go_along in (("drzewo", True), ("inne", takes)):
        preview = centre.preview_report(FORM | {"category": category}, now=NOW)
        assert preview.files_go_along is go_along


def test_the_day_without_personal_data_and_the_terms(centre, memory):
    assert centre.preview_report(FORM, now=NOW).first_clean_day == date(2026, 10, 1)
    assert centre.preview_report(FORM, now=NOW).terms is None

    terms = samples.terms(approved=True)
    memory.notices.save_terms(terms)
    assert centre.preview_report(FORM, now=NOW).terms == terms

    today = civil_day(NOW)
    newer = attrs.evolve(terms, version="today", valid_from=today, approved_on=today)
    memory.notices.save_terms(newer)
    assert centre.preview_report(FORM, now=NOW).terms == newer


def test_a_form_with_errors_gets_its_findings_and_no_texts(centre):
    preview = centre.preview_report({"description": " ", "category": "drzewo"}, now=NOW)

    assert [finding.code for finding in preview.findings.errors] == ["LCKM-Z001"]
    assert (preview.description, preview.receiver, preview.because) == (None, None, None)
    assert preview.first_clean_day == date(2026, 10, 1)


def test_types_of_files_are_checked_only_by_their_first_bytes(centre):
    form = FORM | {"attachments": [{"size": 10}]}

    assert not centre.preview_report(form, now=NOW).findings
    assert not centre.preview_report(form, now=NOW, heads=[JPEG]).findings
    [finding] = centre.preview_report(form, now=NOW, heads=[b"MZ"]).findings
    assert finding.code == "LCKM-Z012"


def test_nothing_is_stored_and_nobody_is_told(centre, memory):
    centre.preview_report(FORM, now=NOW)

    assert not memory.reports.reports
    assert not memory.reports.deliveries
    assert not memory.events


def test_a_table_that_cannot_be_read_makes_the_helpdesk_the_receiver(memory):
    class Broken:
        name = "broken"

        @impl
        def provide_routes(self):
            return self

        def table(self):
            raise OSError

    centre = ContactCentre(build(Broken(), exclude_ports(memory, "routes")))
    preview = centre.preview_report(FORM, now=NOW)

    assert preview.receiver is None
    assert "nie da się odczytać" in preview.because.pl


def test_it_shows_no_personal_datum_when_printed(centre):
    canary = PersonalDataCanary()
    preview = centre.preview_report(canary.form(), now=NOW)

    assert canary.phone not in repr(preview)
    assert canary.email not in repr(preview)
