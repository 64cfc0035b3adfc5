"""Which form a file is filled in on is told by its keys, for every file there is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lckm_core import (
    FORMS,
    InvalidProcedureError,
    Message,
    Procedure,
    Report,
    UpdateRequest,
    amend,
    anonymise,
    check,
    check_file,
    read,
    read_form,
    register,
    to_data,
    to_yaml,
)
from lckm_core._recognition import recognise
from lckm_core.amendments import Change, check_request
from lckm_core.fields import fields_of, form_heading, form_name, is_form
from lckm_testing.contracts import samples
from tests.helpers.rows import in_one_test

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDERS = {
    "procedures": "procedure",
    "another-city/procedures": "procedure",
    "faulty": "procedure",
    "notices": "announcement",
    "terms": "portal-terms",
    "updates": "update-request",
    "reports": "report-form",
    "routes": "routes",
}
FILES = [
    (path, form)
    for folder, form in FOLDERS.items()
    for path in sorted((SAMPLES / folder).glob("*.yaml"))
]
FILES += [
    (SAMPLES / "departures.yaml", "departures"),
    (SAMPLES / "directory.yaml", "directory"),
    (SAMPLES / "another-city" / "directory.yaml", "directory"),
    (SAMPLES / "another-city" / "routes.yaml", "routes"),
]


@in_one_test(
    ("path", "form"), FILES, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_a_sample_is_read_on_its_form(path, form):
    assert read_form(path.read_bytes(), name=path.name).model is FORMS[form]


def test_every_sample_is_held_against_its_form():
    assert {path for path, _ in FILES} == set(SAMPLES.rglob("*.yaml"))


@pytest.mark.parametrize("form", FORMS)
def test_the_keys_that_must_be_given_are_enough(form):
    assert (
        recognise(dict.fromkeys(field.key for field in fields_of(FORMS[form]) if field.required))
        is FORMS[form]
    )


def test_a_report_is_told_from_its_form_with_and_without_its_personal_part():
    form = {"description": "Nie świeci latarnia. Jan, tel. 600 100 200", "category": "oswietlenie"}
    report = register(
        form, number="ZG-1", now=datetime(2026, 11, 25, tzinfo=UTC), terms_version="1"
    )
    for one in (report, anonymise(report)):
        assert recognise(to_data(one)) is Report
        document = read_form(to_yaml(one))
        assert (document.model, list(check(document))) == (Report, [])
        assert document.build(Report) == one


def test_a_faulty_report_says_no_datum():
    report = {
        "number": "ZG-1", "registered_at": "2026-11-25T12:00:00Z", "terms_version": "1",
        "description": "x",
        "personal": {"description": "x", "reporter": {"email": ["kanarek"], "kanarek": 1}},
    }  # fmt: skip
    found = check(read_form(json.dumps(report)))
    assert {finding.path for finding in found} == {"/personal/reporter", "/personal/reporter/email"}
    assert "kanarek" not in repr(found)


class TestNames:
    """What cannot go on says which form has the errors."""

    def test_every_form_has_one_of_its_own(self):
        names = [form_name(model) for model in FORMS.values()]
        assert len({name.pl for name in names}) == len({name.en for name in names}) == len(FORMS)
        assert all(name.pl[0].islower() and name.en.startswith(("a ", "an ")) for name in names)
        assert not is_form(Change)

    def test_where_a_sentence_begins_it_is_one_that_is_known(self):
        assert form_heading(UpdateRequest) == Message(
            "Wniosek o aktualizację", "The update request"
        )

    @pytest.mark.parametrize("model", [model for model in FORMS.values() if model is not Procedure])
    def test_the_error_says_it(self, model):
        with pytest.raises(InvalidProcedureError) as caught:
            read("{}", model=model).build(model)
        assert caught.value.text("pl").startswith(f"{form_heading(model).pl} ma błędy (")
        assert caught.value.text("en").startswith(f"{form_heading(model).en} has errors (")

    def test_of_a_procedure_it_is_what_it_was(self):
        with pytest.raises(
            InvalidProcedureError, match=r"^Opis procedury ma błędy \(\d+\)\. Popraw je: LCKM-"
        ):
            check({}).require()

    def test_a_request_is_told_apart_from_the_procedure(self):
        """Of an amendment either may be at fault."""
        procedure = samples.procedure()
        nothing = UpdateRequest(procedure=procedure.id, consolidated=procedure)
        with pytest.raises(InvalidProcedureError, match=r"^Wniosek o aktualizację ma błędy"):
            amend(procedure, nothing)
        with pytest.raises(InvalidProcedureError, match=r"^Wniosek o aktualizację ma błędy"):
            check_request(nothing, procedure).require()
        spoilt = UpdateRequest(
            procedure=procedure.id, changes=(Change("/title", remove=procedure.title),)
        )
        with pytest.raises(InvalidProcedureError, match=r"^Opis procedury ma błędy"):
            amend(procedure, spoilt)

    def test_findings_of_no_form_say_that_there_are_errors(self):
        with pytest.raises(
            InvalidProcedureError, match=r"^Są błędy \(2\)\. Popraw je: LCKM-F"
        ) as caught:
            check_file("wniosek.exe", b"MZ", "form").require()
        assert caught.value.text("en").startswith("There are errors (2). Fix them: LCKM-F")
