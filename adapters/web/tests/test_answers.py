"""What a page carries, and what becomes of it."""

from hypothesis import given, strategies as st

from lckm_core.fields import fields_by_key
from lckm_core.reports import (
    INTAKE_LIMITS,
    ReportForm,
    check_report_form,
)
from lckm_web._answers import Answers
from lckm_web._faults import MOST_CHARACTERS, faults, page_of

TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))
SLUGS = st.from_regex(r"[a-z0-9_-]{1,10}", fullmatch=True)
ANSWERS = st.builds(
    Answers,
    **dict.fromkeys(
        ("description", "category", "street", "place", "area", "point", "place_kind", "name",
         "email", "phone", "address", "number", "proof", "trap"),
        TEXTS,
    ),
    attributes=st.dictionaries(SLUGS, TEXTS.filter(bool), max_size=5),
    files=st.lists(TEXTS.filter(bool), max_size=5, unique=True).map(tuple),
    unused_points=st.lists(TEXTS.filter(bool), max_size=5, unique=True).map(tuple),
)  # fmt: skip


@given(ANSWERS)
def test_what_a_page_carries_comes_back_to_the_letter(answers):
    assert Answers.read(answers.pairs()) == answers


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20))))
def test_any_fields_can_be_read(pairs):
    Answers.read(pairs)


@given(ANSWERS)
def test_any_answers_make_a_form_that_can_be_judged_and_each_fault_has_a_page(answers):
    asked = tuple(answers.attributes)
    form = answers.report_form(language="pl", asked=asked)
    findings = check_report_form(form).errors
    found = faults(findings, answers, asked=asked, limits=INTAKE_LIMITS, translate=str)

    assert bool(found) == bool(findings)
    assert {page_of(fault) for fault in found} <= {"form", "details", "contact"}
    assert all(fault.field and fault.message for fault in found)


def test_line_breaks_of_a_browser_count_once():
    assert Answers.read([("description", "a\r\nb")]).description == "a\nb"


def test_the_limit_is_that_of_the_form():
    assert fields_by_key(ReportForm)["description"].mark.max_chars == MOST_CHARACTERS


def test_a_point_that_is_no_point_is_left_out():
    for text in ("", "x", "1,2,3", "51.7", "999,19", "51.7,19.4x"):
        assert Answers(point=text).coordinates is None, text
    assert Answers(point=" 51.77000,19.45000 ").coordinates == (51.77, 19.45)


def test_characters_are_named_only_where_they_are_what_is_wrong():
    answers = Answers(description="Lampa")

    def message(**form):
        findings = check_report_form({"description": "Lampa", **form}).errors
        (fault,) = faults(findings, answers, asked=(), limits=INTAKE_LIMITS, translate=str)
        return fault.message

    assert message(description="Lampa\x07").startswith("W opisie są znaki")
    assert message(language="?").startswith("Zgłoszenia nie da się tak przyjąć.")
