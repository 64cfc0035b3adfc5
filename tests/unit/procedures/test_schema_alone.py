"""Where an editor that has only the schema says more, or less, than the check
(docs/checking.md).
"""

import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

from lckm_core import (
    check,
    read,
    schema,
    to_data,
)
from lckm_core.forms import judge
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
ACCOUNT = MINIMAL["fees"][0]["account"]

ALIKE_TO_BOTH = [
    {"id": "KA-00001 "},
    {"title": "\n Wydanie odpisu "},
    {"valid_from": " 2026-01-31\n"},
    {"fees": [{"rows": [{"kind": "opłata", "amount": " 17.00"}], "account": ACCOUNT}]},
    {"fees": [{"rows": [{"kind": "opłata", "amount": "17.00"}], "account": ACCOUNT + " "}]},
    {"fees": "\t BRAK . "},
    {"appointments": "Nie\u00a0 dotyczy."},
    {"internal": "TAK"},
    {"internal": " Nie\n"},
    {"in_edms": "true"},
]
COUNTED_AS_TYPED = [
    {"summary": "x" * 650 + "\n"},
    {"title": unicodedata.normalize("NFD", "Wydanie " + "ó" * 152)},
]


def is_valid(data):
    return jsonschema.Draft202012Validator(schema("procedure")).is_valid(data)


@pytest.mark.parametrize("fields", ALIKE_TO_BOTH, ids=repr)
def test_blanks_and_case_both_forgive(fields):
    data = {**MINIMAL, **fields}
    assert is_valid(data)
    assert check(data).errors == ()


@pytest.mark.parametrize(
    "fields",
    [{"title": " "}, {"valid_from": "2026-01-31."}, {"internal": "tak."}, {"fees": "brak brak"}],
    ids=repr,
)
def test_more_neither_forgives(fields):
    data = {**MINIMAL, **fields}
    assert not is_valid(data)
    assert check(data).errors


@pytest.mark.parametrize("fields", COUNTED_AS_TYPED, ids=repr)
def test_a_length_the_schema_counts_as_typed_and_the_check_as_tidied(fields):
    data = {**MINIMAL, **fields}
    assert not is_valid(data)
    assert check(data).errors == ()
    assert is_valid(to_data(from_data(judge(data, Procedure).data)))


@pytest.mark.parametrize(
    "fields",
    [
        {"produced_on": "2026-02-30"},
        {
            "fees": [
                {"rows": [{"kind": "opłata", "amount": "17.00"}], "account": "51" + ACCOUNT[2:]}
            ]
        },
        {"summary": "**" + "x" * 651 + "**"},
        {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
        {"unit": "Miejskie Muzeum"},
    ],
    ids=repr,
)
def test_what_no_schema_can_see_the_check_finds(fields):
    data = {**MINIMAL, **fields}
    assert is_valid(data)
    assert check(data).errors


def test_a_block_of_text_ends_with_a_line_break_that_does_not_count():
    """The usual way to write a long text in YAML."""
    text = yaml.safe_dump(
        {key: value for key, value in MINIMAL.items() if key != "summary"}, allow_unicode=True
    )
    document = read(text + "summary: |\n  " + "x" * 650 + "\n")
    assert document.data["summary"].endswith("\n")
    assert check(document).errors == ()
