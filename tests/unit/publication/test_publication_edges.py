"""Words and data of the published page, where one case ends and the next begins."""

import attrs
import pytest

from lckm_core.procedures import parts
from lckm_core.publication._projection import field_layouts, formatting
from lckm_core.publication._projection.blocks import Text
from lckm_core.publication._projection.serialisation import data_schema, plain_data


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        *(
            (0, "0 dni roboczych"),
            (1, "1 dzień roboczy"),
            (13, "13 dni roboczych"),
            (25, "25 dni roboczych"),
        ),
        *(
            (102, "102 dni robocze"),
            (111, "111 dni roboczych"),
            (115, "115 dni roboczych"),
            (122, "122 dni robocze"),
        ),
        *(
            (212, "212 dni roboczych"),
            (213, "213 dni roboczych"),
            (214, "214 dni roboczych"),
            (222, "222 dni robocze"),
        ),
    ],
)
def test_the_number_of_a_noun(amount, words):
    assert formatting.format_term(amount, parts.TimeUnit.WORKING_DAYS) == words


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+123456", None),
        ("+1234567", "tel:+1234567"),
        ("+123456789012345", "tel:+123456789012345"),
        ("+1234567890123456", None),
        ("48 362 00 01", "tel:+48483620001"),  # the code of Radom, not that of Poland
        ("48 362 00 012", None),
        ("48 42 638 44 44", "tel:+48426384444"),
        ("48 42 638 44 445", None),
        ("0801", None),
    ],
)
def test_how_many_digits_a_number_has(phone, address):
    assert formatting.phone_address(phone) == address


def test_an_account_with_a_digit_too_many_stays_as_it_is():
    assert formatting.format_account("501240103711110011092500731") == "501240103711110011092500731"


@pytest.mark.parametrize(
    ("email", "address"), [("a@b.pl", "mailto:a@b.pl"), (" a@b.pl", None), ("\ta@b.pl", None)]
)
def test_an_address_does_not_begin_with_a_space(email, address):
    assert formatting.mail_address(email) == address


def test_of_two_deadlines_that_name_no_way_both_are_shown():
    first, second = (
        parts.SubmissionDeadline("do maja"),
        parts.SubmissionDeadline("do lipca", parts.Way.BY_POST),
    )
    (details,) = field_layouts.submission_deadline((first, second))
    assert [(row.label, row.values) for row in details.rows] == [
        ("Termin", (Text("do maja"),)),
        ("listownie", (Text("do lipca"),)),
    ]


@attrs.frozen
class _Shown:
    must: tuple[str, ...]
    may: tuple[str, ...] = ()
    word: str = ""
    note: str | None = None
    either: int | str | None = None


def test_what_may_be_left_out_is_when_it_is_empty():
    assert plain_data(_Shown(())) == {"must": []}
    assert plain_data(_Shown((), ("a",), "b")) == {"must": [], "may": ["a"], "word": "b"}


def test_the_schema_asks_for_a_text_of_one_character_at_least():
    schema = data_schema(_Shown, {})
    assert schema["properties"]["word"] == {"type": "string", "minLength": 1}
    assert schema["required"] == ["must"]


def test_the_schema_of_what_may_be_nothing_is_that_of_the_thing():
    properties = data_schema(_Shown, {})["properties"]
    assert properties["note"] == {"title": "Uwaga", "type": "string", "minLength": 1}
    assert properties["either"] == {
        "anyOf": [{"type": "integer"}, {"type": "string", "minLength": 1}]
    }
