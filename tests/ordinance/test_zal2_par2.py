"""§ 2 of the Instruction: what its words mean here."""

from datetime import UTC, datetime

import pytest

from lckm_core import (
    FORMS,
    Role,
    check,
    may,
    read_form,
    register,
)
from lckm_core._recognition import recognise
from lckm_core.organisation import DIRECTORY, OFFICE, Act, Directory, Unit
from lckm_core.procedures import KnowledgeBase, from_data
from lckm_core.reports import ReportKind, check_report_form


class TestKnowledgeBase:
    """zał. 2 § 2 pkt 1: all the procedures together; one is looked up in it by its number."""

    def test_it_knows_the_procedures_in_it(self, minimal):
        known = KnowledgeBase.of([from_data(minimal)])
        assert "KA-00001" in known
        assert "KA-00002" not in known

    def test_a_procedure_may_be_held_against_itself(self, minimal):
        assert list(check(minimal, known=[from_data(minimal)])) == []


class TestCell:
    """zał. 2 § 2 pkt 2: a department of the Office or a cell of its rank."""

    def test_a_cell_of_the_office(self, minimal, codes):
        cell = "Wydział Zarządzania Kontaktami z Mieszkańcami"
        minimal["places"][0]["cell"] = cell
        assert codes(minimal | {"cell": cell}) == []

    def test_not_a_cell_of_the_office(self, with_field):
        own = Directory((Unit(OFFICE, ("Wydział Kultury",)),))
        assert with_field("cell", "Dział Obsługi", directory=own) == ["LCKM-R024"]

    def test_a_cell_that_the_built_in_list_lacks(self, minimal, codes):
        minimal["places"][0]["cell"] = "Wydział Edukacji"
        assert codes(minimal | {"cell": "Wydział Edukacji"}) == ["LCKM-R045"]


class TestMaterial:
    """zał. 2 § 2 pkt 3: procedures above all, and news: each on a form of its own."""

    def test_forms_for_both(self):
        assert {"procedure", "announcement"} <= FORMS.keys()

    @pytest.mark.parametrize("form", FORMS)
    def test_a_form_is_recognised_by_its_keys(self, form):
        model = FORMS[form]
        assert recognise(dict.fromkeys(field.name for field in model.__attrs_attrs__)) is model

    def test_a_file_is_read_on_the_form_it_is_filled_in_on(self):
        assert (
            read_form("id: OG-0001\ntext: Tekst\nrequested_by: {name: A}\n").model
            is FORMS["announcement"]
        )


class TestCallCentre:
    """zał. 2 § 2 pkt 5: a section of the contact department, with staff and a head."""

    @pytest.mark.parametrize("role", [Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE])
    def test_its_note_is_its_own(self, role):
        assert may(role, Act.CHANGE_CALL_CENTRE_NOTE)


class TestMonitoring:
    """zał. 2 § 2 pkt 6: a section of the contact department, with named staff and a head."""

    @pytest.mark.parametrize("role", [Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING])
    def test_it_agrees_to_departures(self, role):
        assert may(role, Act.AGREE_DEPARTURE)


class TestOffice:
    """zał. 2 § 2 pkt 7: the City of Łódź Office."""

    def test_it_is_a_unit_of_the_directory(self):
        assert DIRECTORY.unit(OFFICE) is not None
        assert OFFICE == "Urząd Miasta Łodzi"

    def test_its_procedure_names_a_cell(self, without):
        assert without("cell") == ["LCKM-R024"]


class TestContactDepartment:
    """zał. 2 § 2 pkt 8: the department for contact with residents.

    Its Director has acts of their own.
    """

    def test_what_the_director_may(self):
        may_do = {act for act in Act if may(Role.DIRECTOR, act)}
        assert may_do == {Act.REQUEST_INCLUSION, Act.REQUEST_UPDATE, Act.APPROVE_TERMS}


REPORTED = {
    "number": "ZG-2026-1",
    "now": datetime(2026, 11, 25, 12, tzinfo=UTC),
    "terms_version": "1",
}


class TestReport:
    """zał. 2 § 2 pkt 9: a report asks for something to be put right, or tells something else."""

    def test_there_are_the_two_kinds_and_no_third(self):
        assert set(ReportKind) == {ReportKind.INTERVENTION, ReportKind.OTHER}
        found = check_report_form({"description": "Nie świeci latarnia.", "kind": "complaint"})
        assert [finding.code for finding in found] == ["LCKM-Z002"]

    @pytest.mark.parametrize("kind", ReportKind)
    def test_each_is_registered_as_what_it_is(self, kind):
        assert (
            register({"description": "Dziękuję za ławkę.", "kind": kind.value}, **REPORTED).kind
            is kind
        )


class TestInterventionReport:
    """zał. 2 § 2 pkt 10: something happened in the city that a cell or a unit has to put right."""

    def test_it_is_what_a_report_is_unless_it_says_otherwise(self):
        assert (
            register({"description": "Nie świeci latarnia."}, **REPORTED).kind
            is ReportKind.INTERVENTION
        )

    @pytest.mark.parametrize(
        ("latitude", "longitude", "codes"),
        [
            (51.77, 19.46, []),
            (51.68, 19.32, []),
            (51.87, 19.65, []),
            (51.6799, 19.46, ["LCKM-Z013"]),
            (51.8701, 19.46, ["LCKM-Z013"]),
            (51.77, 19.3199, ["LCKM-Z013"]),
            (51.77, 19.6501, ["LCKM-Z013"]),
            (52.23, 21.01, ["LCKM-Z013"]),
        ],
    )
    def test_it_happened_in_the_city(self, latitude, longitude, codes):
        place = {"point": {"latitude": latitude, "longitude": longitude}}
        found = check_report_form({"description": "Nie świeci latarnia.", "place": place})
        assert [finding.code for finding in found] == codes
