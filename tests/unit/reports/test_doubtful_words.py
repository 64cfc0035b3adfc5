"""Words of a report that a person is to look at: of each of its texts."""

from datetime import UTC, datetime

from lckm_core import register
from lckm_core.reports import doubtful_words

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def attributes(*values):
    return [{"name": f"uwaga-{number}", "value": value} for number, value in enumerate(values)]


def test_every_text_of_it_is_looked_at():
    text = "Podobno Pawlak o tym wie, pytajcie."
    nothing = "Dziura."
    for fields in (
        {"description": text},
        {"description": nothing, "place": {"address": text}},
        {"description": nothing, "attributes": attributes(text, nothing)},
        {"description": nothing, "attributes": attributes(nothing, text)},
    ):
        report = register(fields, number="ZG-1", now=NOON, terms_version="1")
        assert doubtful_words(report) == ("Pawlak",), fields


def test_of_several_texts_each_tells_its_own():
    fields = {
        "description": "Podobno Pawlak o tym wie, pytajcie.",
        "place": {"address": "Podobno Sikora o tym wie, pytajcie."},
        "attributes": attributes("Podobno Wróbel o tym wie.", "Podobno Pawlak o tym wie."),
    }
    report = register(fields, number="ZG-1", now=NOON, terms_version="1")
    assert doubtful_words(report) == ("Pawlak", "Sikora", "Wróbel")
