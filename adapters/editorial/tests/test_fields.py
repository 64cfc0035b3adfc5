"""Cells put into fields: whatever a sheet holds, what comes of it is data that a check can
judge.
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from lckm_core import Procedure, check
from lckm_core.fields import fields_of
from lckm_editorial.batch_import.fields import NoFieldError, put, target
from lckm_editorial.batch_import.mapping import columns_by_heading
from lckm_editorial.batch_import.sources import as_document

PATHS = (
    "id",
    "title",
    "valid_from",
    "in_edms",
    "useful_info/*",
    "steps/*/name",
    "steps/*/online",
    "steps/1/comment",
    "deadline/terms/*/amount",
    "deadline/text",
    "places/0/phones/*",
    "fees/*/remarks",
    "fees/0/rows/0/amount",
    "fees/0/rows/1/kind",
    "appointments/ways/0/phone",
    "call_centre/notes",
    "owner/name",
)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.text(max_size=30).filter(lambda text: not any(0xD800 <= ord(one) <= 0xDFFF for one in text)),
    st.sampled_from(["brak", "Brak.", "nie dotyczy", "a\nb\n\nc", "tak", "17,00 zł", " "]),
)


@given(st.lists(st.tuples(st.sampled_from(PATHS), cells), max_size=12))
def test_whatever_stands_in_cells_can_be_judged(rows):
    data = {}
    for path, cell in rows:
        put(data, target(path), cell, "\n")
    check(data)


@given(st.lists(st.tuples(st.sampled_from(PATHS), cells), max_size=8))
def test_a_cell_changes_nothing_that_an_earlier_one_put_there(rows):
    data = {}
    for path, cell in rows:
        put(data, target(path), cell, "\n")
    again = _copy(data)
    for path, cell in rows:
        put(again, target(path), cell, "\n")
    assert again == data


def _copy(value):
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


@given(
    st.lists(st.text("abc ąę", min_size=1).filter(str.strip), min_size=1, max_size=9),
    st.sampled_from(["\n", ";", " / "]),
)
def test_the_parts_of_a_cell_are_the_items_of_a_list_in_their_order(parts, split):
    data = {}
    put(data, target("useful_info/*"), split.join(parts), split)
    assert data == {"useful_info": [part.strip() for part in parts]}


def test_no_part_of_a_cell_is_lost_however_many_it_has():
    """A cell has at most 32,767 characters; what is too much for a field the check says."""
    data, parts = {}, [str(at) for at in range(1000)]
    put(data, target("useful_info/*"), ";".join(parts), ";")
    assert data == {"useful_info": parts}


@pytest.mark.parametrize(
    ("path", "cell", "data"),
    [
        ("id", 12, {"id": "12"}),
        ("title", 12.0, {"title": "12"}),
        ("title", 1.5, {"title": "1.5"}),
        ("valid_from", date(2027, 1, 1), {"valid_from": "2027-01-01"}),
        ("valid_from", datetime(2027, 1, 1, 8, tzinfo=UTC), {"valid_from": "2027-01-01"}),
        ("title", datetime(2027, 1, 1, tzinfo=UTC), {"title": "2027-01-01"}),
        ("fees/0/rows/0/amount", 17, {"fees": [{"rows": [{"amount": "17.00"}]}]}),
        ("fees/0/rows/0/amount", 17.5, {"fees": [{"rows": [{"amount": "17.50"}]}]}),
        ("fees/0/rows/0/amount", "Brak.", {"fees": "brak"}),
        ("appointments/ways/0/phone", "nie dotyczy", {"appointments": "nie dotyczy"}),
        ("title", "brak", {"title": "brak"}),
        ("deadline/terms/0/amount", 14.0, {"deadline": {"terms": [{"amount": 14}]}}),
        ("in_edms", True, {"in_edms": True}),
        ("steps/1/name", "x", {"steps": [None, {"name": "x"}]}),
        ("useful_info/*", " a\n\n \nb\n", {"useful_info": ["a", "b"]}),
        ("title", None, {}),
        ("title", "  ", {}),
    ],
)
def test_a_value_is_written_as_the_form_has_it(path, cell, data):
    made = {}
    put(made, target(path), cell, "\n")
    assert made == data


@pytest.mark.parametrize(("first", "then"), [("brak", 17), (17, "brak")])
def test_where_an_empty_word_stands_nothing_else_is_put_and_the_other_way_round(first, then):
    made = {}
    for path, cell in (
        ("fees/0/rows/0/amount", first),
        ("fees/0/rows/0/amount", then),
        ("fees/0/rows/0/kind", "x"),
    ):
        put(made, target(path), cell, "\n")
    assert made == {
        "fees": "brak" if first == "brak" else [{"rows": [{"amount": "17.00", "kind": "x"}]}]
    }


@pytest.mark.parametrize(
    "path", ["", "/", "titel", "title/0", "steps", "steps/*", "steps/x/name", "steps/100/name", "*"]
)
def test_what_is_no_field_is_refused(path):
    with pytest.raises(NoFieldError):
        target(path)


def test_a_document_made_of_cells_is_read_as_a_procedure():
    assert as_document({"id": "KA-00001", "valid_from": date(2027, 1, 1)}).data == {
        "id": "KA-00001",
        "valid_from": "2027-01-01",
    }


def read_by(label, cell):
    columns, left = columns_by_heading([label])
    return columns.data({label: cell}), list(left)


def test_a_place_is_that_of_the_column_that_leads_nearest_to_it():
    columns, left = columns_by_heading(["fees/*/remarks", "fees/0/rows/0/amount", "fees/0/account"])
    assert list(left) == []
    assert [
        columns.heading_of(f"/fees{end}")
        for end in ("/0/rows/0/amount", "/0/account", "/0/rows/1/kind", "")
    ] == [
        "fees/0/rows/0/amount",
        "fees/0/account",
        "fees/*/remarks",
        "fees/*/remarks",
    ]
    assert columns.heading_of("/title") is None


FIELDS = {field.key: field for field in fields_of(Procedure)}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_label_of_the_form_heads_a_column(field):
    """As the form shows it, with its star, in any case; an empty word goes where the form
    takes it.
    """
    for label in (field.mark.label, f"{field.mark.label.upper()}*", f" {field.mark.label}: "):
        made, left = read_by(label, "pierwsze\ndrugie")
        assert (list(made), left) == ([field.key], [])
    if field.shape.word is not None:
        assert read_by(field.mark.label, f" {field.shape.word.value.upper()}. ")[0] == {
            field.key: field.shape.word.value
        }
    assert not [one for one in check(made) if one.message.startswith("Nieznane")]


@pytest.mark.parametrize(
    ("label", "cell", "data"),
    [
        (
            "Najważniejsze etapy realizacji procedury",
            "Złóż\nOdbierz",
            {"steps": [{"name": "Złóż"}, {"name": "Odbierz"}]},
        ),
        ("Przydatne informacje", "wizyta\nopłata", {"useful_info": ["wizyta", "opłata"]}),
        ("Właściciel*", "Jan Wzorcowy", {"owner": {"name": "Jan Wzorcowy"}}),
        ("Termin realizacji", "Niezwłocznie", {"deadline": {"text": "Niezwłocznie"}}),
        ("Inne*", "W środy do 18.", {"call_centre": {"other": "W środy do 18."}}),
        (
            "Do wglądu",
            "dowód osobisty",
            {"required_documents": {"to_present": [{"name": "dowód osobisty"}]}},
        ),
        ("Jednostka", "Urząd Miasta Łodzi", {"unit": "Urząd Miasta Łodzi"}),
        ("Opłaty", "17 zł", {"fees": "17 zł"}),
        ("Opłaty", 17, {"fees": "17"}),
    ],
)
def test_a_part_is_filled_by_what_names_it_or_stays_as_typed_for_the_check(label, cell, data):
    assert read_by(label, cell) == (data, [])


def test_what_a_part_cannot_be_made_of_is_a_finding_at_its_column():
    columns, _ = columns_by_heading(["Opłaty"])
    (finding,) = [
        one for one in check(columns.data({"Opłaty": "17 zł"})) if one.path.startswith("/fees")
    ]
    assert finding.code == "LCKM-P016"
    assert columns.heading_of(finding.path) == "Opłaty"
