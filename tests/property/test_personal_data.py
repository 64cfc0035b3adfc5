"""zał. 2 § 6 ust. 3 to 5: personal data are never needed, are set apart, and leave nothing behind.
Where they stand is read off the marks.

Words are planted in every personal field; a new one is covered without a line here.
"""

import json
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from lckm_core import (
    Report,
    anonymise,
    register,
    schema,
    to_data,
    to_yaml,
)
from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.forms import build, judge
from lckm_core.redaction import gives_own_data, strike
from lckm_core.reports import (
    InvalidReportError,
    PersonalPart,
    ReportForm,
    check_report_form,
    withdraw,
)
from lckm_core.text import normalise, without_invisible
from lckm_testing.strategies import (
    JPEG,
    moments,
    report_forms,
    reports,
)
from tests.helpers.rows import in_one_test
from tests.helpers.tiers import examples

FORM = object_shape(ReportForm)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CANARY = "kanarek"
THOROUGH = settings(max_examples=examples(40))
"""Where each example is written out in every form there is, fewer examples do."""

Path = tuple[str | int, ...]


class Leaf(NamedTuple):
    """A value in a personal field: the keys to it (0 for the first item of a list), its shape and
    its limit.
    """

    path: Path
    shape: Shape
    limit: int | None


def leaves(model: type, personal: bool = False, path: Path = ()) -> Iterator[Leaf]:
    """Yield every value of *model* that is personal, or lies in what is."""
    for field in fields_of(model):
        inside = personal or field.mark.personal
        here = (*path, field.key)
        shape = field.shape
        if shape.form == "list":
            here, shape = (*here, 0), shape.element
        if shape.model is not None:
            yield from leaves(shape.model, inside, here)
        elif inside:
            yield Leaf(here, shape, field.mark.max_chars)


def removable(shape: Shape, data: Any, personal: bool = False, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each personal datum in *data* that may be left out: optional fields, and
    items of lists.
    """
    if shape.form == "list":
        for index, item in enumerate(data):
            if personal:
                yield (*path, index)
            yield from removable(shape.element, item, personal, (*path, index))
    for field in fields_of(shape.model) if shape.model else ():
        inside = personal or field.mark.personal
        if field.key in data:
            if inside and not field.required:
                yield (*path, field.key)
            yield from removable(field.shape, data[field.key], inside, (*path, field.key))


def put(data: Any, path: Path, value: Any) -> Any:
    """Return a copy of plain *data* with *value* at *path*; lists and parts on the way are made
    where there are none.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(data) if isinstance(data, list) else []
        items += [None] * (step + 1 - len(items))
        items[step] = put(items[step], rest, value)
        return items
    made = dict(data) if isinstance(data, dict) else {}
    made[step] = put(made.get(step), rest, value)
    return made


def without(data: Any, paths: set[Path]) -> Any:
    """Return a copy of plain *data* without what stands at *paths*."""

    def kept(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            return {
                key: kept(item, (*path, key))
                for key, item in value.items()
                if (*path, key) not in paths
            }
        if isinstance(value, list):
            return [
                kept(item, (*path, index))
                for index, item in enumerate(value)
                if (*path, index) not in paths
            ]
        return value

    return kept(data, ())


def is_typed(leaf: Leaf) -> bool:
    """Return whether a resident may write freely there, so that it may hold anything of anybody."""
    kind = leaf.shape.text
    return kind is not None and kind.as_typed and kind.pattern is None


LEAVES = list(leaves(ReportForm))
TYPED = [leaf for leaf in LEAVES if is_typed(leaf)]


def taken_in(form, **context):
    """Register a form, each of whose attachments is a picture."""
    files = len(form.attachments if isinstance(form, ReportForm) else form.get("attachments", ()))
    asked = {"number": "ZG-2026-1", "now": NOW, "terms_version": "1", "heads": [JPEG] * files}
    return register(form, **asked | context)


def test_the_marks_lead_to_what_tells_who_wrote():
    found = {leaf.path for leaf in TYPED}
    assert found == {
        ("description",),
        ("place", "address"),
        ("attributes", 0, "value"),
        ("attachments", 0, "name"),
        *(("reporter", key) for key in ("name", "email", "phone", "address")),
    }


# ── never needed (§ 6 ust. 3) ────────────────────────────────────────────────────────────────────


@given(report_forms(), st.data())
def test_a_form_is_as_good_without_any_of_its_personal_data(form, data):
    whole = to_data(form)
    assert not check_report_form(whole, heads=[JPEG] * len(form.attachments)).errors
    places = list(removable(FORM, whole))
    gone = data.draw(st.sets(st.sampled_from(places))) if places else set()
    less = without(whole, gone)
    assert not check_report_form(less).errors, gone
    taken_in(less)


@given(report_forms())
def test_without_all_of_them_and_with_its_words_struck_nobody_consents_to_anything(form):
    whole = to_data(form)
    less = without(whole, set(removable(FORM, whole)))
    struck = strike(taken_in(form).description)
    if len(struck) <= 4000:
        report = taken_in(less | {"description": struck})
        assert report.personal.consent is None
        assert report.description == struck


# ── set apart from the start (§ 6 ust. 4) ────────────────────────────────────────────────────────


def planted(form: ReportForm) -> dict[str, Any]:
    """Return the form with a datum of its own in every field where a resident may write."""
    data = to_data(form)
    for number, leaf in enumerate(TYPED):
        datum = f"{CANARY}{number}@example.com"
        data = put(data, leaf.path, f"Piszcie na {datum}, dziękuję")
    # The parts that were made on the way need what they cannot be without.
    data = put(data, ("attributes", 0, "name"), "cecha")
    data["attributes"] = data["attributes"][:1]
    return put(data, ("attachments", 0, "size"), 1000)


def serialised(subject: Any) -> Iterator[str]:
    """Yield a value in every form in which it may leave the program."""
    yield json.dumps(to_data(subject), ensure_ascii=False)
    yield to_yaml(subject)
    yield repr(subject)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.dumps(subject, protocol).decode("latin-1")


def seen(subject: Any, *words: str) -> set[str]:
    return {word for text in serialised(subject) for word in words if word in text}


@THOROUGH
@given(report_forms())
def test_what_is_planted_lies_in_the_personal_part_and_nowhere_else(form):
    report = taken_in(planted(form))
    data = [f"{CANARY}{number}@" for number in range(len(TYPED))]
    assert seen(report.personal, *data) == set(data)
    assert seen(attrs.evolve(report, personal=None), CANARY) == set()
    assert report.personal.consent is not None
    assert report.personal.consent.given_at == NOW


@given(report_forms())
def test_the_words_are_kept_as_typed(form):
    typed = f"{form.description}\u200b\r\ne\u0301  koniec"[-4000:].strip()
    report = taken_in(attrs.evolve(form, description=typed))
    assert report.personal.description == typed
    assert "\u200b" not in report.description


def visible(text: str) -> str:
    return normalise(without_invisible(text))


@given(report_forms())
def test_consent_is_recorded_when_own_data_are_given_and_never_without_any(form):
    """In a field of the reporter's, in the words, or in a file's name."""
    words = [form.description, *(attribute.value for attribute in form.attributes)]
    words += [form.place.address] if form.place and form.place.address else []
    words += [file.name for file in form.attachments if file.name]
    consented = taken_in(form).personal.consent is not None
    if form.reporter is not None or any(gives_own_data(visible(text)) for text in words):
        assert consented
    if form.reporter is None and all(strike(visible(text)) == visible(text) for text in words):
        assert not consented


# ── a report is what its schema says, and comes back whole ───────────────────────────────────────


@given(reports())
def test_a_report_fits_its_form_and_comes_back_whole(report):
    data = to_data(report)
    judged = judge(data, Report)
    assert judged.findings == ()
    Draft202012Validator(schema("report")).validate(judged.data)
    assert build(judged.data, Report) == tidy(report)
    assert pickle.loads(pickle.dumps(report)) == report


def tidy(report: Report) -> Report:
    """Return the report as a file keeps it: the words as typed in their normal form."""
    if report.personal is None:
        return report
    words = normalise(report.personal.description)
    return attrs.evolve(report, personal=attrs.evolve(report.personal, description=words))


@given(report_forms())
def test_a_form_comes_back_whole(form):
    judged = judge(to_data(form), ReportForm)
    assert judged.findings == ()
    assert build(judged.data, ReportForm) == form


# ── gone after the term (§ 6 ust. 5; I6 to I8) ───────────────────────────────────────────────────

KEPT = (
    "number",
    "registered_at",
    "terms_version",
    "kind",
    "channel",
    "language",
    "category",
    "description",
    "place",
    "attributes",
    "history",
)
GONE = ("attachments", "personal")


def test_each_field_of_a_report_is_kept_or_gone():
    """A new field has to be put into one of the two."""
    assert [field.name for field in attrs.fields(Report)] != []
    assert {field.name for field in attrs.fields(Report)} == {*KEPT, *GONE}


@given(reports())
def test_anonymising_keeps_what_is_kept_and_is_done_once_for_all(report):
    left = anonymise(report)
    assert {key: getattr(left, key) for key in KEPT} == {key: getattr(report, key) for key in KEPT}
    assert (left.attachments, left.personal, left.is_anonymous) == ((), None, True)
    assert anonymise(left) == left


@THOROUGH
@given(reports(), moments())
def test_term_and_withdrawal_end_alike(report, now):
    """I6: nothing that is left tells which of them it was."""
    by_term, by_will = anonymise(report), anonymise(withdraw(report, now=now))
    assert by_will == by_term
    assert list(serialised(by_will)) == list(serialised(by_term))


@THOROUGH
@given(report_forms(), moments())
def test_nothing_planted_is_left(form, now):
    report = taken_in(planted(form))
    assert seen(report, CANARY) == {CANARY}
    for gone in (anonymise(report), anonymise(withdraw(report, now=now))):
        assert seen(gone, CANARY) == set()


def canary(shape: Shape) -> Any:
    """Return plain data of *shape* with a word that no striking knows in every text of it."""
    match shape.form:
        case "text":
            return {"slug": CANARY}.get(shape.text.name, f"Kto {CANARY} zgubił")
        case "list":
            return [canary(shape.element)]
        case "object":
            return {field.key: canary(field.shape) for field in fields_of(shape.model)}
        case "moment":
            return NOW.isoformat()
        case "choice":
            return shape.choices[0]
    raise AssertionError(shape)


@THOROUGH
@given(reports())
def test_not_even_what_nobody_recognised_is_left_of_the_personal_part(report):
    part = build(canary(object_shape(PersonalPart)), PersonalPart)
    assert all(
        CANARY in repr(to_data(part)[field.key])
        for field in fields_of(PersonalPart)
        if field.mark.personal
    )
    whole = attrs.evolve(report, personal=part)
    assert seen(whole, CANARY) == {CANARY}
    assert seen(anonymise(whole), CANARY) == set()


# ── said in no message ───────────────────────────────────────────────────────────────────────────

NUMBER = 98_765_432_101
FAULTY = {
    "too long": "Kanarek " * 1000,
    "a control character": "Kanarek\x07",
    "a lone surrogate": "Kanarek\ud800",
    "two lines": "Kanarek\nKanarek",
    "a line separator": "Kanarek\u2028Kanarek",
    "HTML": "<Kanarek kanarek>",
    "HTML with a blank in it": '<a href="mailto:Kanarek">Kanarek</a>',
    "invisible": "Kanarek\u200b",
    "an empty word too many": "Brak Kanarek",
    "a number": NUMBER,
    "a fraction": 98765432101.5,
    "a flag": True,
    "a list": ["Kanarek"],
    "a set of fields": {"Kanarek": "Kanarek", CANARY: NUMBER},
    "many fields": {f"Kanarek{number}": CANARY for number in range(30)},
    "nothing a file can hold": object(),
}
CONTAINERS = sorted(
    {leaf.path[:cut] for leaf in LEAVES for cut in range(1, len(leaf.path))}, key=str
)
TOLD = [(leaf.path, value) for leaf in LEAVES for value in FAULTY.values()]
TOLD += [
    (path, FAULTY[kind])
    for path in CONTAINERS
    for kind in ("too long", "a list", "a set of fields", "many fields")
]
TOLD += [
    ((*path, "Kanarek"), CANARY)
    for path in CONTAINERS
    if path not in (("attachments",), ("attributes",))
]


@in_one_test(
    ("path", "value"),
    TOLD,
    ids=lambda value: "/".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_no_message_says_a_personal_datum(path, value):
    data = put({"description": "Nie świeci latarnia.", "attachments": [{"size": 0}]}, path, value)
    findings = check_report_form(data, heads=())
    assert findings.errors
    with pytest.raises(InvalidReportError) as caught:
        register(data, number="ZG-1", now=NOW, terms_version="1")
    error = caught.value
    assert error.findings == findings
    told = [
        str(error),
        repr(error),
        error.text("pl"),
        error.text("en"),
        repr(error.args),
        repr(findings),
    ]
    told += [repr(finding.to_data(lang)) for finding in findings for lang in ("pl", "en")]
    told += [
        pickle.dumps(error, protocol).decode("latin-1")
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ]
    assert not [text for text in told if CANARY in text.casefold() or str(NUMBER) in text]
    assert pickle.loads(pickle.dumps(error)).findings == findings
    assert vars(error).keys() <= {"findings"}


@pytest.mark.parametrize(
    "path", [leaf.path for leaf in LEAVES], ids=lambda path: "/".join(map(str, path))
)
def test_there_is_a_fault_to_tell_of_in_each_place(path):
    """So that the test above tests something: the finding is in the very field."""
    data = put({"description": "Nie świeci latarnia."}, path, ["Kanarek"])
    pointer = "".join(f"/{step}" for step in path)
    assert pointer in {finding.path for finding in check_report_form(data)}


@given(report_forms(), st.integers(-(10**6), 10**6))
def test_a_point_outside_is_not_said(form, shift):
    point = {"latitude": 10.123456, "longitude": 20.654321 + shift / 10**7}
    findings = check_report_form(to_data(form) | {"place": {"point": point}})
    assert [finding.code for finding in findings.errors] == ["LCKM-Z013"]
    assert "10.1234" not in repr(findings)


@given(reports(), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_consent_is_for_contact_and_for_nothing_else(report, later):
    if report.personal is not None and report.personal.consent is not None:
        assert to_data(report.personal.consent).get("purpose", "contact") == "contact"
        assert report.personal.consent.given_at == report.registered_at
        assert report.personal.consent.terms_version == report.terms_version


@THOROUGH
@given(report_forms())
def test_no_repr_says_what_is_personal(form):
    """What a log or a traceback prints of a value says nothing of the resident."""
    report = taken_in(planted(form))
    for value in (
        report,
        report.personal,
        report.personal.reporter,
        build(judge(planted(form), ReportForm).data, ReportForm),
    ):
        assert CANARY not in repr(value)
