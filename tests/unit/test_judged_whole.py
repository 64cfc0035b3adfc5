"""A form is judged whole in a program that has loaded nothing but what it names."""

import subprocess
import sys

import pytest

from lckm_core import FORMS

ALONE = """
import sys
from lckm_core import check, read
from lckm_core.{package} import {model}

assert "lckm_core._registry" not in sys.modules
print(sorted({{finding.code for finding in check(read(sys.stdin.read(), model={model}))}}))
"""
ROUTES = """
categories: [{id: drzewo, name: Drzewo}]
domains: [uml.lodz.pl]
routes:
  - {name: Drzewa, categories: [drzewo], mailbox: zly@example.org}
  - {name: Reszta, helpdesk: true}
"""
PROCEDURE = "id: KA-00001\nvalid_from: 2026-02-01\nvalid_to: 2026-01-01\n"
NOTICE = """
id: OG-0001
title: Przerwa w dostawie wody
text: W piątek nie będzie wody.
unit: Zarząd Nieznany
requested_by: {name: Wzorcowy Jan}
"""
TERMS = (
    "version: '2'\napproved_by: {name: Przykładowa Anna}\nvalid_from: 2026-12-01\ntext: Zasady.\n"
)
SEVEN = "description: Dziura.\nattachments:\n" + "  - {size: 1}\n" * 7
FAULTY = {
    "procedure": ("Procedure", PROCEDURE, "LCKM-R003"),
    "update-request": ("UpdateRequest", "procedure: KA-1\n", "LCKM-T007"),
    "announcement": ("Announcement", NOTICE, "LCKM-N011"),
    "portal-terms": ("PortalTerms", TERMS, "LCKM-N110"),
    "departures": ("DepartureList", "departures: []\n", "LCKM-T007"),
    "directory": ("UnitList", "units: []\n", "LCKM-T007"),
    "report-form": ("ReportForm", SEVEN, "LCKM-Z010"),
    "report": ("Report", "number: ZG-1\n", "LCKM-T007"),
    "routes": ("RouteTable", ROUTES, "LCKM-G014"),
}
"""A text for each form, and a code it breaks: a rule across fields where the form has any,
else its shape.
"""


def test_there_is_a_text_for_every_form():
    assert {name: FORMS[name].__name__ for name in FORMS} == {
        name: model for name, (model, _, _) in FAULTY.items()
    }


LONG = pytest.mark.slow(reason="starts a process for each form; two of them stand for the others")


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(form, marks=[] if form in ("procedure", "report-form") else [LONG])
        for form in FORMS
    ],
)
def test_a_form_is_judged_by_all_its_rules(form):
    """Public names are loaded when they are used, and what judges a form with it."""
    model, text, code = FAULTY[form]
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            ALONE.format(model=model, package=FORMS[form].__module__.split(".")[1]),
        ],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert code in run.stdout
