"""Agreed departures lift exactly one rule for exactly one procedure, and show it (zał. 2 § 9 ust.

3).
"""

import subprocess
import sys
from datetime import date

import pytest

from lckm_core.findings import Findings, Severity, kinds
from lckm_core.forms import judge
from lckm_core.procedures import Departure, DepartureList, apply_departures
from lckm_core.procedures._check import check  # noqa: F401  declares every code that may be lifted
from lckm_core.text import Message

BY_CODE = {kind.code: kind for kind in kinds()}
LIFTABLE = next(kind for kind in kinds() if kind.liftable and kind.severity is Severity.ERROR)
OTHER = next(kind for kind in kinds() if kind.liftable and kind is not LIFTABLE)
FIRM = BY_CODE["LCKM-P001"]


def departure(code: str = LIFTABLE.code, procedure: str = "KA-00001") -> Departure:
    return Departure(
        procedure, code, "Oddział ds. Monitoringu i Controllingu", date(2024, 4, 30), "MC.1.2024"
    )


def findings(*found) -> Findings:
    return Findings(tuple(kind.at(("title",), Message("Źle.", "Wrong.")) for kind in found))


class TestLifting:
    def test_the_finding_becomes_a_note_that_says_why(self):
        (lifted,) = apply_departures(findings(LIFTABLE), "KA-00001", [departure()])
        assert lifted.severity is Severity.NOTE
        assert lifted.code == LIFTABLE.code
        assert lifted.message == (
            "Źle. — odstąpienie uzgodnione z: Oddział ds. "
            "Monitoringu i Controllingu, dnia 2024-04-30, nr MC.1.2024"
        )
        assert (
            "agreed with Oddział ds. Monitoringu i Controllingu on 2024-04-30, no. MC.1.2024"
            in lifted.text("en")
        )

    def test_every_finding_of_the_code(self):
        found = apply_departures(findings(LIFTABLE, LIFTABLE), "KA-00001", [departure()])
        assert [finding.severity for finding in found] == [Severity.NOTE, Severity.NOTE]

    def test_no_other_code(self):
        found = apply_departures(findings(LIFTABLE, OTHER, FIRM), "KA-00001", [departure()])
        assert {finding.code for finding in found if finding.severity is Severity.NOTE} == {
            LIFTABLE.code
        }
        assert FIRM.code in {finding.code for finding in found.errors}

    def test_no_other_procedure(self):
        given = findings(LIFTABLE)
        assert apply_departures(given, "KA-00001", [departure(procedure="KA-00002")]) == given

    def test_nothing_without_departures(self):
        given = findings(LIFTABLE)
        assert apply_departures(given, "KA-00001", ()) == given


class TestFaults:
    @pytest.mark.parametrize(
        ("given", "code", "severity"),
        [
            (departure("LCKM-X999"), "LCKM-D001", Severity.ERROR),
            (departure(FIRM.code), "LCKM-D002", Severity.ERROR),
            (departure("LCKM-D001"), "LCKM-D002", Severity.ERROR),
            (departure(), "LCKM-D003", Severity.WARNING),
        ],
    )
    def test_a_departure_that_lifts_nothing(self, given, code, severity):
        (found,) = apply_departures(Findings(), "KA-00001", [given])
        assert (found.code, found.severity, found.path) == (code, severity, "")
        assert given.code in found.message
        assert given.code in found.text("en")

    def test_a_firm_rule_stays_an_error(self):
        found = apply_departures(findings(FIRM), "KA-00001", [departure(FIRM.code)])
        assert sorted(finding.code for finding in found.errors) == ["LCKM-D002", FIRM.code]


class TestFile:
    def test_shape(self):
        row = {
            "procedure": "KA-00001",
            "code": "LCKM-F002",
            "agreed_with": "x",
            "agreed_on": "2024-04-30",
            "reference": "1",
        }
        assert not judge({"departures": [row]}, DepartureList).findings
        for key in row:
            assert judge({"departures": [{**row, key: None}]}, DepartureList).findings
        assert judge({"departures": [{**row, "code": "F002"}]}, DepartureList).findings


def test_the_families_are_those_of_procedures():
    """What a departure may name does not hang on which other parts of the library are loaded."""
    script = (
        "import lckm_core.amendments, lckm_core.procedures._check, lckm_core.procedures._handover\n"
        "from lckm_core.findings import kinds\n"
        "from lckm_core.procedures._departures import FAMILIES\n"
        "directory = 'LCKM-J'  # faults of the list of units, of which no procedure is free\n"
        "assert {kind.code[:6] for kind in kinds()} - {directory} == FAMILIES"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_code_of_reports_is_no_rule_of_procedures():
    import lckm_core.reports._form  # noqa: F401  declares it

    (fault,) = apply_departures(Findings(()), "KA-00001", [departure("LCKM-Z001")])
    assert fault.code == "LCKM-D001"
